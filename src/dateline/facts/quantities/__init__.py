"""How many: numbers with bounds, units and what they count."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from itertools import chain

from dateline.facts.document import Document, Token
from dateline.facts.quantities import deed, exchange, sharing, tally
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.carry import note_level, note_unit, says_nothing, told_again
from dateline.facts.quantities.circumstance import Circumstances
from dateline.facts.quantities.currency import Currencies
from dateline.facts.quantities.doubt import is_compared, is_quantity
from dateline.facts.quantities.ellipsis import names_some
from dateline.facts.quantities.figure import Counted, Figure, Told
from dateline.facts.quantities.line import DASHES
from dateline.facts.quantities.nouns import Nouns
from dateline.facts.quantities.phrase import MODIFIER, lemma_of, subject_of, told_clause, top, words
from dateline.facts.quantities.reading import read
from dateline.facts.quantities.respective import pair_up, share_out
from dateline.facts.quantities.scan import scan
from dateline.facts.quantities.told import note_change
from dateline.facts.record import Mention, Quantity, Time

_WHERE = frozenset({"in", "at", "across", "near", "from", "on", "within", "around", "throughout", "over", "by"})
_CLOCK = re.compile(r"XT\d|-\dT\d")
# So many amounts before one may tell what it leaves out.
_ROW = 4
# Pounds per these are a weight or a pressure.
_EXTENTS = frozenset(
    {"square inch", "square foot", "square meter", "acre", "hectare", "foot", "gallon", "bushel", "inch"}
)


def find(document: Document, mentions: Sequence[Mention], times: Sequence[Time]) -> list[Quantity]:
    """The quantities of a document, in the order of the text."""
    calendar = [
        (time.start, time.end)
        for time in times
        if _is_point(time) and not deed.is_later(document.text, time.start, time.end)
    ]
    names = {mention.start: mention.name for mention in mentions if mention.kind == "pronoun" and mention.name}
    circumstances = Circumstances(document, mentions, times)
    currencies = Currencies(document, mentions)
    found: list[Quantity] = []
    before: Counted | None = None
    for paragraph in document.paragraphs:
        taken = calendar[bisect_left(calendar, (paragraph.start,)) : bisect_left(calendar, (paragraph.end,))]
        amounts = list(scan(document.text, paragraph.start, paragraph.end, taken))
        if not amounts:
            continue
        for amount in amounts:
            exchange.note(document, amount)
            if amount.multiple and is_compared(document, amount):
                amount.multiple = False
        amounts = tally.read(document.text, paragraph.start, sharing.join(document.text, amounts))
        quantities, before = _quantities(document, amounts, names, circumstances, currencies, before)
        found.extend(quantities)
    return found


def _quantities(
    document: Document,
    amounts: list[Amount],
    names: dict[int, str],
    circumstances: Circumstances,
    currencies: Currencies,
    before: Counted | None,
) -> tuple[list[Quantity], Counted | None]:
    """The quantities among a paragraph's amounts; `before` is what was counted last, and so is the second result."""
    groups = [(amount, document.tokens_in(amount.first, amount.end)) for amount in amounts]
    groups = [(amount, group) for amount, group in groups if group and is_quantity(document, amount, group)]
    busy = frozenset(chain.from_iterable(document.indexes_in(amount.start, amount.end) for amount, _ in groups))
    nouns = Nouns(document, busy, names)
    told: list[Told] = []
    for amount, group in groups:
        head = top(group)
        verb = _verb_of(head, busy)
        if amount.unit == "pound":
            moved = document.text.endswith(
                (" to ", " from "), 0, amount.start
            )  # "to 40 euros from 45, and to 39 pounds"
            took = (
                bool(told) and told[-1].amount.money and (moved or not document.text[amount.stop : amount.end].strip())
            )
            if took or _is_paid(document, amount, head) or _is_price_too(amount, head, told):
                amount.money = True  # "21 pounds a litre, up from 19"
        exchange.settle(document, amount, head, verb, told[-1].amount if told else None)
        currencies.settle(amount)
        figure = Figure(nouns, amount, group[0], group[-1], head, verb, told[-_ROW:], before)
        repeated = None
        if amount.unit is None and amount.per is None and not note_unit(figure):
            repeated = note_level(figure)
        quantity = read(figure)
        repeated = repeated or told_again(figure, quantity)
        if repeated is not None:
            quantity.measure = repeated.quantity.measure
            if says_nothing(quantity.item):
                quantity.item, figure.things = repeated.quantity.item, repeated.things
        if not deed.is_interval(figure) and not deed.is_span(head):
            is_aside = deed.is_aside(figure, quantity)
            told_by = None if is_aside else head if amount.multiple else verb
            if not is_aside or quantity.measure != "age":  # somebody's age is of no day and place
                quantity.place = circumstances.place(head, told_by, quantity)
                quantity.date = _date(figure, circumstances, told_by, busy)
        if told:
            note_change(document, told[-1], amount, quantity.date)
        number = quantity.low if quantity.high is None else quantity.high
        if (
            quantity.unit is None
            and figure.things is not None
            and number is not None
            and not _only_places(before, head, told)
            and not names_some(figure)
        ):
            before = Counted(head.sentence, number, figure.things)
        told.append(Told(amount, quantity, head, figure.things))
    if len(told) >= _ROW:
        pair_up(document.text, told)
    share_out(nouns, told)
    return [one.quantity for one in told], before


def _is_point(time: Time) -> bool:
    """Whether the numbers of a time are none of figures: dates, times of day, and these every week: "Sunday, 10am"."""
    return time.type in ("DATE", "TIME") or (time.type == "SET" and _CLOCK.search(time.value or "") is not None)


def _verb_of(head: Token, busy: Collection[int]) -> Token | None:
    """The verb above a figure; where that only says who told it, the one of the clause before: the "died" of "nine people died,
    seven of them children, Lund said"."""
    verb = deed.verb_of(head, busy)
    if verb is None or head.dep == "dobj":
        return verb
    told = told_clause(verb)
    if told is verb or verb.i < head.i:
        return told
    subject = subject_of(verb)
    inside = subject is not None and subject.first <= head.i <= subject.last
    return told if told.i < head.i and not inside else verb


def _date(figure: Figure, circumstances: Circumstances, verb: Token | None, busy: Collection[int]) -> str | None:
    """The day of a figure, told in a clause at it or in the verb's own."""
    clause = deed.clause_behind(figure.document, figure.head)
    found = circumstances.date(figure.head, clause, busy) if clause is not None else None
    own = deed.clause_told(figure)
    return found or circumstances.date(figure.head, own if own is not None else verb, busy)


def _only_places(before: Counted | None, head: Token, told: Sequence[Told]) -> bool:
    """Whether things only tell where others are that were counted before them: the states of "12 shops in 4 states"."""
    counted = before is not None and before.sentence == head.sentence
    if not counted and not (told and told[-1].head.sentence == head.sentence and told[-1].quantity.unit is None):
        return False
    noun = head.head if head.dep in MODIFIER else head
    return noun.dep == "pobj" and noun.head.lower in _WHERE


def _is_price_too(amount: Amount, head: Token, told: list[Told]) -> bool:
    """Whether pounds that something is are money like those told before: "a swim costs 12 pounds, a pass is 410 pounds"."""
    is_so = head.dep == "attr" and head.head.lemma == "be" and amount.per is None
    return is_so and any(one.amount.unit == "GBP" for one in told[-_ROW:])


def _is_paid(document: Document, amount: Amount, head: Token) -> bool:
    """Whether pounds are money: "paid 500 pounds", "a fee of 20 pounds", but not "sold 40 pounds of fish"."""
    if amount.per in _EXTENTS or document.text[amount.end : amount.end + 4] == " of ":
        return False
    if document.text[amount.stop : amount.stop + 1] in DASHES:
        return False  # a 20-pound bag
    if document.text.startswith(("heavier", "lighter"), amount.start):
        return False
    above = head
    for _ in range(3):
        above = above.head
        if lemma_of(above) in words()["paying"] or above.lower == "worth":
            return True
        if above.pos in ("VERB", "AUX"):
            subject = subject_of(above)
            return subject is not None and subject.lemma.lower() in words()["paying"]
    return False
