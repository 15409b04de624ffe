"""What an amount takes over from those told before it: the name in a row, a change whose verb is left out, an item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.facts.document import Document, Token
from dateline.facts.quantities import age
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.ellipsis import Counted, whole
from dateline.facts.quantities.measure import names_people
from dateline.facts.quantities.nouns import Nouns
from dateline.facts.quantities.phrase import MODIFIER, NOUNS, lemma_of, subject_of, verb_above, words
from dateline.facts.quantities.sequence import is_verbless, name_in_row, tells_on
from dateline.facts.record import Change, Quantity

# Smaller numbers behind "payments of" may count something.
_SUM = 1_000
_TRADING = frozenset({"close", "trade", "open", "settle", "end", "finish"})
_MILLION = 1_000_000
_MORE = frozenset({"another", "further", "additional", "extra", "remaining", "other"})
# The length of "2019-05"; what is told of a longer value, a day, is when the change came.
_MONTH = 7


@dataclass(slots=True)
class Told:
    """An amount, what was read of it, its token that the others hang on, and the things it counts, not whose they are."""

    amount: Amount
    quantity: Quantity
    head: Token
    things: str | None


def in_row(nouns: Nouns, previous: Told | None, amount: Amount) -> str | None:
    """The name that a row of names and money tells an amount of."""
    name = name_in_row(nouns.document, previous.amount, amount) if previous is not None else None
    return nouns.text(nouns.document.tokens_in(*name)) if name is not None else None


def change_before(document: Document, row: Sequence[Told], amount: Amount, head: Token) -> Change | None:
    """The change told of an amount before in the sentence, where it goes for this one, too."""
    alike = [told for told in row if told.head.sentence == head.sentence]
    if not alike:
        return None
    last = alike[-1]
    if tells_on(document, last.amount, amount):
        return last.quantity.change
    if not is_verbless(document, last.amount, amount):
        return None
    return next((told.quantity.change for told in reversed(alike) if told.amount.unit == amount.unit), None)


def is_asked(document: Document, amount: Amount, head: Token) -> bool:
    """Whether a share does something, as in a poll: "29% support it"."""
    if amount.unit != "percent" or head.dep != "nsubj":
        return False
    if head.head.pos not in ("VERB", "AUX") and head.head.child("aux") is None:
        return False
    return document.text[amount.end : amount.end + 4] not in (" of ", " in ")


def asked(nouns: Nouns, row: Sequence[Told], before: Counted | None, head: Token) -> str | None:
    """Whom such a share is of: told at the head of the sentence, of a share before it, or of people counted before."""
    told_first = whole(nouns, head)
    if told_first is not None:
        return told_first
    shares = [
        told.quantity.item
        for told in reversed(row)
        if told.quantity.measure == "share"
        and head.sentence - told.head.sentence <= 1
        and told.quantity.item is not None
    ]
    people = next((item for item in shares if names_people(item)), None)
    if people is None and before is not None and head.sentence - before.sentence <= 1 and names_people(before.item):
        return before.item
    return people or (shares[0] if shares else None)


def kept(previous: Told | None, amount: Amount, head: Token, verb: Token | None) -> str | None:
    """The item of the sentence before, which "it" goes on to tell of: "Youth unemployment rose. In Spain it stood at 27%"."""
    if previous is None or amount.unit is None or previous.amount.unit != amount.unit or verb is None:
        return None
    subject = subject_of(verb)
    if head.sentence - previous.head.sentence > 1 or subject is None or subject.lower not in ("it", "they"):
        return None
    return previous.quantity.item


def is_next_age(document: Document, amount: Amount, noun: Token | None, previous: Told | None) -> bool:
    """Whether a bare number goes on a row of ages."""
    if noun is not None or previous is None or previous.quantity.unit != "year of age":
        return False
    return age.goes_on(document, previous.amount, amount)


def note_money(document: Document, row: Sequence[Told], amount: Amount, head: Token) -> None:
    """Give the money told before to a bare price or payment of the same sentence, "cost 1.05 euros and now sells for 1.22",
    or to more of it: "another 90 million is set aside"."""
    more = _is_more(document, amount, head)
    paid = next(
        (t.amount for t in reversed(row) if t.amount.money and (more or t.head.sentence == head.sentence)), None
    )
    if paid is not None and amount.low is not None and not amount.part and (more or _is_price(document, amount, head)):
        amount.unit, amount.money, amount.per = paid.unit, True, paid.per


def _is_more(document: Document, amount: Amount, head: Token) -> bool:
    """Whether millions that count nothing are more of what was told before: "another 90 million is set aside"."""
    before = document.tokens_in(max(0, amount.start - 2), amount.start)
    counts = head.dep in MODIFIER and head.head.pos in NOUNS
    return bool(before) and before[-1].lower in _MORE and (amount.low or 0) >= _MILLION and not counts


def _is_price(document: Document, amount: Amount, head: Token) -> bool:
    """Whether a bare number is a price, "sells for 1.22", or a sum: "two instalments of 9,000"."""
    verb, joint = verb_above(head), head.head
    if joint.lower == "of" and joint.head.lemma in words()["paying"]:
        return (amount.low or 0) >= _SUM
    if verb is None or not (lemma_of(verb) in words()["paying"] or (joint.lower == "at" and _trades(verb))):
        return False
    behind = document.tokens_in(amount.end, amount.end + 2)[:1]
    alone = not behind or behind[0].pos in ("PUNCT", "CCONJ", "ADP")
    whole = amount.low is not None and amount.low.is_integer()
    return not whole or (alone and head.dep == "pobj" and joint.lower in ("for", "at") and joint.i == head.i - 1)


def _trades(verb: Token) -> bool:
    """Whether a verb tells a share's price: "its shares, worth 48 euros in May, closed at 31.20"."""
    subject = subject_of(verb)
    return lemma_of(verb) in _TRADING and subject is not None and subject.lemma in ("share", "stock", "it", "they")


def note_change(document: Document, level: Told, origin: Amount, date: str | None) -> None:
    """ "rose to 1,204 from 1,150 in May": the level reached notes the value before, whose month or year is not its own."""
    amount, quantity = level.amount, level.quantity
    before, between = document.text[max(0, amount.start - 4) : amount.start], document.text[amount.end : origin.start]
    if before != " to " or not between.endswith("from ") or len(between) > 30 or amount.unit not in (origin.unit, None):
        return
    if None not in (amount.low, origin.low) and not (amount.ranged or origin.ranged):
        quantity.before, quantity.after = origin.low, amount.low
        if date is not None and quantity.date == date and len(date) <= _MONTH:
            quantity.date = None
