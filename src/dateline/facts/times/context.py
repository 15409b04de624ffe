"""What the readers need to know of the document: publication date, tense, and the times told before."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dateline.facts.document import Document
from dateline.facts.times.grammar import Match
from dateline.facts.times.tense import direction


@dataclass(slots=True)
class Context:
    """Changes while a document is read from its beginning to its end.

    `day` is the day told last, `quarter` the last year and quarter.
    """

    document: Document
    day: dt.date | None = None
    quarter: tuple[int, int] | None = None

    @property
    def published(self) -> dt.date | None:
        """The publication day."""
        return self.document.published

    def anchor(self) -> dt.date | None:
        """What "a day earlier" is counted from."""
        return self.day or self.published

    def direction(self, match: Match) -> int:
        """1 where the sentence looks ahead at this expression, -1 where it looks back, 0 where it tells neither."""
        tokens = self.document.tokens_in(match.start, match.end)
        return direction(tokens[-1]) if tokens else 0

    def year_of_day(self, month: int, day: int, match: Match) -> int | None:
        """The year of a day told without one: by tense, unless that leads most of a year away from a near day."""
        published = self.published
        if published is None:
            return None
        ahead = (month, day) >= (published.month, published.day)
        coming, gone = published.year + (not ahead), published.year - ahead
        if (month, day) == (published.month, published.day):
            return published.year
        try:
            to_come = (dt.date(coming, month, min(day, 28)) - published).days
        except ValueError:
            return gone
        return coming if to_come < (330 if self.direction(match) > 0 else 60) else gone

    def remember_day(self, value: str | None) -> str | None:
        """Note a day for what is counted from it."""
        try:
            self.day = dt.date.fromisoformat(value) if value else self.day
        except ValueError:  # a day that doesn't exist, or one without a year
            pass
        return value

    def remember_quarter(self, year: int | None, n: int) -> str | None:
        """Note a quarter for "a year earlier" and "the quarter"."""
        if year is None:
            return None
        self.quarter = (year, n)
        return f"{year:04d}-Q{n}"

    def quarter_before(self) -> str | None:
        """The quarter told last, a year before."""
        return f"{self.quarter[0] - 1:04d}-Q{self.quarter[1]}" if self.quarter else None
