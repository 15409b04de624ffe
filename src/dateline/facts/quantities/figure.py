"""Figures: an amount in its place in the parse, what is read of it, and what stays of it for those behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.facts.document import Document, Token
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.nouns import Nouns
from dateline.facts.record import Quantity


@dataclass(slots=True, frozen=True)
class Counted:
    """Things that were counted before, which a later number may count without naming them."""

    sentence: int
    number: float
    item: str


@dataclass(slots=True)
class Told:
    """An amount, what was read of it, its token that the others hang on, and the things it counts, not whose they are."""

    amount: Amount
    quantity: Quantity
    head: Token
    things: str | None


@dataclass(slots=True, eq=False)
class Figure:
    """An amount under reading.

    `first` and `last` are its number's tokens, `head` the one that the others hang on, `verb` the verb above it. `row` are the
    amounts before it in the paragraph, `counted` is what was counted last.

    The rest is read of it step by step: `noun` is what a bare number counts, `item` its phrase with what it belongs to, `things`
    its phrase without; `deed` the lemma of the verb that tells what happened, `undergone` whether that happened to what is
    counted; `people` whom a share is of that does something, as in a poll.
    """

    nouns: Nouns
    amount: Amount
    first: Token
    last: Token
    head: Token
    verb: Token | None
    row: Sequence[Told] = ()
    counted: Counted | None = None
    noun: Token | None = None
    item: str | None = None
    things: str | None = None
    deed: str | None = None
    undergone: bool = False
    people: str | None = None
    document: Document = field(init=False)

    def __post_init__(self) -> None:
        self.document = self.nouns.document

    def previous(self) -> Told | None:
        """The amount before it in the paragraph."""
        return self.row[-1] if self.row else None

    def before(self) -> list[Told]:
        """The amounts before it in its sentence."""
        return [told for told in self.row if told.head.sentence == self.head.sentence]
