"""What the readers need to know of the document: publication date, tense, and the times told before."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re
from dataclasses import dataclass

from dateline.facts.document import Document, Token
from dateline.facts.times.arithmetic import shift_days
from dateline.facts.times.grammar import Match
from dateline.facts.times.order import day_first
from dateline.facts.times.tense import direction, is_background, is_counted, is_done, is_habit, is_record, is_telling
from dateline.facts.times.value import date_range

_FULL = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MONTH_OR_YEAR = re.compile(r"\d{4}(?:-\d\d)?", re.ASCII)

_WEEK = re.compile(r"\d{4}-W\d\d", re.ASCII)
_PERIOD = re.compile(r"\d{4}-(?:\d\d|H[12])", re.ASCII)

_SINCE = re.compile(r"\bsince (?:the |at least |about |around )?$", re.IGNORECASE)
_UNTIL = ("since ", "until ", "till ", "before ")
_BEFORE = 16
# What others are held against is over: "6% less than in January".
_THAN = ("than in ", "than on ", "than for ", "than during ")
# What tells that "the first half" is one of a year, and what that it is one of a match.
_BUSINESS = re.compile(r"\b(?:profits?|earnings|revenues?|sales|exports?|imports?|GDP|economy|budget)\b", re.IGNORECASE)
_MATCH = re.compile(
    r"\b(?:goals?|scor(?:ed?|ing|ers?)|penalt(?:y|ies)|strikers?|midfielders?|kick-?off|half-?time|touchdowns?"
    r"|coach|man of the match)\b",
    re.IGNORECASE,
)
# What is played in quarters.
_QUARTERED = re.compile(
    r"\b(?:touchdowns?|rebounds|quarterbacks?|half-?time|three-pointers?|free throws?|interceptions?|dunks?"
    r"|triple-doubles?|field goals?|NBA|NFL)\b",
    re.IGNORECASE,
)
# "Up from 617 in [May]", "compared with 5% in [July]": what a figure was.
_FROM = re.compile(
    r"(?:\b(?:up|down) from|\b(?:compared|against|versus)(?: with| to)?) [^.;:]{0,20}?\d[\d.,]*(?: ?%| percent| \w+)?"
    r" (?:in|for|on) (?:the )?$",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:(?:from|against|versus|compared (?:with|to)|than the) (?:[^.;:]|\.(?=\d))*\d[^.;:]*"
    r"|(?:from|than|against|with)(?: (?:in|on|the|an?))*) ?$",
    re.IGNORECASE,
)
_BACK = 60
# The month in which a year ended is none that others are compared with.
_ENDED = re.compile(r"\bend(?:ed|ing|s) (?:in |at the end of )?$")
# How far a day told in another paragraph may be from the publication, so that a time of day is one of it.
_GONE, _COMING = dt.timedelta(2), dt.timedelta(7)
# "Between 10 p.m. and 6 a.m." is mostly told of every day.
_HOURS = re.compile(r"\bbetween (?:[^.,;]{2,20} and )?$", re.IGNORECASE)
_MONTHS = dt.timedelta(62)
# Behind these a morning is that of the next day.
_LATE = re.compile(r"T(?:EV|NI|1[89]|2)")
# So many days ahead a day told without its year may lie, where its sentence looks ahead and where not.
_AHEAD, _NEAR = 330, 60


@dataclass
class Context:
    """Changes while a document is read from its beginning to its end.

    `told` is the value told last of those that name a day, a month or a year, `day` the day told last, `quarter` the last year
    and quarter, `period` the last month, quarter or half of a year that others are compared with, `week` the first day of the
    week told last where no day was told since.
    """

    document: Document
    told: str | None = None
    day: dt.date | None = None
    quarter: tuple[int, int] | None = None
    period: str | None = None
    week: dt.date | None = None
    # The last token of what told the period.
    _of_period: Token | None = None
    # The last day told that was over, but for those on which somebody only spoke, the paragraph it stands in, and whether its
    # evening or night was told.
    _happened: tuple[dt.date, int, bool] | None = None
    # The last token of the time told last.
    _last: Token | None = None
    # Where the sentence ends that tells a time of the background, and what `told` and `day` are behind it.
    _beyond: tuple[int, str | None, dt.date | None] | None = None

    @property
    def published(self) -> dt.date | None:
        """The publication day."""
        return self.document.published

    @functools.cached_property
    def day_first(self) -> bool | None:
        """Whether 3/4/2021 is 3 April; None where nobody can tell."""
        return day_first(self.document)

    @functools.cached_property
    def is_business(self) -> bool:
        """Whether the text tells of business or trade and of no match."""
        text = self.document.text
        return _BUSINESS.search(text) is not None and _MATCH.search(text) is None

    @functools.cached_property
    def is_quartered(self) -> bool:
        """Whether the text tells of a game in quarters and of no business."""
        text = self.document.text
        return _BUSINESS.search(text) is None and _QUARTERED.search(text) is not None  # business is quick to find

    def anchor(self, unit: str = "D") -> dt.date | None:
        """What "a day earlier" is counted from: for years and months the first day of what was told last, else the day told
        last; the publication where nothing was told."""
        if self.told is not None and (unit[-1] == "Y" or (unit == "M" and len(self.told) > 4)):
            return date_range(self.told)[0]
        return self.day or self.published

    def direction(self, match: Match) -> int:
        """1 where the sentence looks ahead at this expression, -1 where it looks back, 0 where it tells neither.

        What something has lasted since is over, whatever the verb: "its weakest since early January".
        """
        text, start = self.document.text, match.start
        if text.endswith(_THAN, 0, start):
            return -1
        if _SINCE.search(text, max(0, start - _BEFORE), start) or _FROM.search(text, max(0, start - _BACK), start):
            return -1
        head = self._head(match)
        return direction(head) if head is not None else 0

    def tells_record(self, match: Match) -> bool:
        """Whether the expression says since when something is a record: "the first rise in six years"."""
        head = self._head(match)
        return head is not None and is_record(head)

    def is_habit(self, match: Match) -> bool:
        """Whether what happens then is told in the present."""
        head = self._head(match)
        return head is not None and is_habit(head)

    def is_counted_in(self, match: Match) -> bool:
        """Whether the expression says in what span something is ranked: "the third attack of the month"."""
        head = self._head(match)
        return head is not None and is_counted(head)

    def describes(self, match: Match) -> bool:
        """Whether the expression's last word belongs to a noun behind it."""
        tokens = self.document.tokens_in(match.start, match.end)
        return bool(tokens) and tokens[-1].dep == "amod" and tokens[-1].head.i > tokens[-1].i

    def _head(self, match: Match) -> Token | None:
        """The last of the expression's tokens that hang on what is outside of it."""
        tokens = self.document.tokens_in(match.start, match.end)
        inside = {token.i for token in tokens}
        return next((t for t in reversed(tokens) if t.head.i not in inside or t.is_root), None)

    def year_of_day(self, month: int, day: int, weekday: int | None, match: Match) -> int | None:
        """The year of a day told without one: the one in which it falls on the weekday told with it, else by tense,
        unless that leads most of a year away from a near day."""
        published = self.published
        if published is None:
            return None
        of_subject = self._year_of_subject(match)
        if of_subject is not None:
            return of_subject
        if (month, day) == (published.month, published.day):
            return published.year
        ahead = (month, day) > (published.month, published.day)
        coming, gone = published.year + (not ahead), published.year - ahead
        if weekday is not None:
            fitting = [year for year in (coming, gone) if _falls_on(year, month, day, weekday)]
            if len(fitting) == 1:
                return fitting[0]
        days = (month - published.month) * 30.5 + day - published.day
        to_come = days if days > 0 else days + 365
        reach = _AHEAD if self.direction(match) > 0 else 0 if self._is_done(match) else _NEAR
        year = coming if to_come < reach else gone
        while (month, day) == (2, 29) and not calendar.isleap(year):
            year += 1 if self.direction(match) > 0 else -1
        return year

    def _is_done(self, match: Match) -> bool:
        """Whether the expression tells when something happened."""
        head = self._head(match)
        return head is not None and is_done(head)

    def _year_of_subject(self, match: Match) -> int | None:
        """The year that what happens on a day is of: "next year's race is set for May 3"."""
        year, told = self._last, self.told
        if year is None or told is None or year.dep != "poss" or len(told) != 4 or year.lower != "year":
            return None
        head = self._head(match)
        if head is None or head.sentence != year.sentence or year.head.dep not in ("nsubj", "nsubjpass"):
            return None
        away = 0 if self.published is None else int(told) - self.published.year
        return int(told) if away * self.direction(match) >= 0 else None

    def reach(self, place: int) -> None:
        """Go on to a place in the text: what a sentence before told of the background is no longer counted from."""
        if self._beyond is not None and place >= self._beyond[0]:
            _, self.told, self.day = self._beyond
            self._last = None
            self._beyond = None

    def remember(self, value: str | None, match: Match) -> None:
        """Note a value for what is counted from it."""
        if value is None or date_range(value)[0] is None:
            return
        if self._is_compared(match):
            return
        is_day = _FULL.match(value) is not None
        last = self.document.tokens_in(match.start, match.end)[-1:]
        if not is_day:
            self._remember_period(value, match, last)
            if not _MONTH_OR_YEAR.fullmatch(value):
                return
        elif last and self._only_tells(last[0]):
            return
        told, day = self.told, self.day
        self.told = value[:10]
        self._last = last[0] if last else None
        self.week = None
        if is_day:
            self.day = dt.date.fromisoformat(value[:10])
            over = self.published is None or self.day <= self.published
            until = self.document.text[max(0, match.start - 7) : match.start].endswith(_UNTIL)
            if last and over and not until and not is_telling(last[0]):
                self._happened = self.day, last[0].paragraph, _LATE.search(value) is not None
        if last and is_background(last[0], coarse=not is_day):
            if self._beyond is None:
                self._beyond = (self.document.sentence_of(last[0]).end, told, day)
        elif self._beyond is not None:
            self._beyond = (self._beyond[0], self.told, self.day if is_day else self._beyond[2])

    def _remember_period(self, value: str, match: Match, last: list[Token]) -> None:
        """Note a week, or a month or half year of which a figure may be told."""
        if _WEEK.fullmatch(value):
            self.week = date_range(value)[0]
        if not _PERIOD.fullmatch(value):
            return
        if not _ENDED.search(self.document.text, max(0, match.start - _BEFORE), match.start):
            self.period = value
            self._of_period = last[0] if last else None

    def _only_tells(self, last: Token) -> bool:
        """Whether a day is that of telling what the same sentence told with its day: "on Monday, police said on Tuesday"."""
        before = self._last
        if before is None or before.sentence != last.sentence or len(self.told or "") != 10:
            return False
        return is_telling(last) and not is_telling(before)

    def day_of_clock(self, value: str, match: Match) -> dt.date | None:
        """The day of a time of day that is told without one, where the story goes on: the last one that was over where it is
        told as past, the one to come where the sentence looks ahead, else that of the publication."""
        head, text = self._head(match), self.document.text
        if head is None or _HOURS.search(text, max(0, match.start - _BACK), match.start):
            return None
        published, way = self.published, self.direction(match)
        beside = (
            self._last is not None
            and self._last.paragraph == head.paragraph
            and head.sentence - self._last.sentence < 2
        )
        if beside and len(self.told or "") < 10 and not self._is_recent():
            return None  # "in April 2015, at 11:56 a.m."
        coming = self.day is not None and (published is None or published < self.day < published + _COMING)
        if is_habit(head):
            return self.day if beside and coming else None  # "on Sunday. Voting begins at 8 a.m."
        if way > 0:
            return self.day if coming else published
        if way == 0:
            return None
        day = published
        if self._happened is not None:
            happened, paragraph, is_late = self._happened
            if published is None or paragraph == head.paragraph or published - happened <= _GONE:
                morning = shift_days(happened, 1) if is_late and not _LATE.search(value) else None
                day = morning if morning is not None and (published is None or morning <= published) else happened
        if day is not None:
            self._happened = day, head.paragraph, _LATE.search(value) is not None
        return day

    def _is_recent(self) -> bool:
        """Whether what was told last reaches into the months before the publication."""
        _, last = date_range(self.told)
        return self.published is not None and last is not None and self.published - last < _MONTHS

    def month_beside(self, word: Token) -> dt.date | None:
        """The month told last, where that is in the sentence of a word or the one before."""
        last, told = self._last, self.told
        if last is None or told is None or len(told) != 7 or not 0 <= word.sentence - last.sentence < 2:
            return None
        return date_range(told)[0]

    def remember_quarter(self, year: int | None, n: int) -> str | None:
        """Note a quarter for "a year earlier" and "the quarter"."""
        if year is None:
            return None
        self.quarter = (year, n)
        self.period = f"{year:04d}-Q{n}"
        return self.period

    def remember_first_months(self, count: float | None) -> None:
        """Note the first three or six months of a year for "the same period of 2022"."""
        if self.published is not None and count in (3, 6):
            year = self.published.year - (self.published.month <= count)
            self.period = f"{year:04d}-Q1" if count == 3 else f"{year:04d}-H1"

    def year_before(self, match: Match) -> str | None:
        """What "a year earlier" is beside a quarter told before, or beside the month of the figure that it is held against."""
        month = self.compared_month(match)
        if month is not None:
            return f"{month.year - 1:04d}-{month.month:02d}"
        return f"{self.quarter[0] - 1:04d}-Q{self.quarter[1]}" if self.quarter else None

    def compared_month(self, match: Match) -> dt.date | None:
        """The month of the figure that the one of this time is held against: "8% in May, up from 6% a month earlier"."""
        period, head = self.period, self._head(match)
        if period is None or len(period) != 7 or period[5].isalpha() or not self._is_compared(match):
            return None
        told = self._of_period
        if told is None or head is None or head.paragraph != told.paragraph:
            return None
        beside = head.sentence - told.sentence < 2
        return date_range(period)[0] if beside else None

    def _is_compared(self, match: Match) -> bool:
        """Whether a time is that of what a figure is held against: "up from 40 a year earlier"."""
        return _COMPARED.search(self.document.text, max(0, match.start - _BACK), match.start) is not None


def _falls_on(year: int, month: int, day: int, weekday: int) -> bool:
    try:
        return dt.date(year, month, day).isoweekday() == weekday
    except ValueError:
        return False
