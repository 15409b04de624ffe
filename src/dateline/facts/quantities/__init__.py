"""How many: numbers with bounds, units and what they count."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.facts.document import Document
from dateline.facts.quantities import amount as amounts
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.change import change_of
from dateline.facts.quantities.doubt import is_quantity
from dateline.facts.quantities.measure import measure_of
from dateline.facts.quantities.phrase import core, counted, full, measured, text_of, top, verb_above
from dateline.facts.quantities.unit_name import name_of
from dateline.facts.record import Mention, Quantity, Time


def find(document: Document, mentions: Sequence[Mention], times: Sequence[Time]) -> list[Quantity]:
    """The quantities of a document, in the order of the text."""
    calendar = [(time.start, time.end) for time in times if time.type in ("DATE", "TIME")]
    found: list[Quantity] = []
    for paragraph in document.paragraphs:
        for amount in amounts.scan(document.text, paragraph.start, paragraph.end):
            while calendar and calendar[0][1] <= amount.first:
                calendar.pop(0)
            if calendar and calendar[0][0] < amount.stop:
                continue
            quantity = _quantity(document, amount)
            if quantity is not None:
                found.append(quantity)
    return found


def _quantity(document: Document, amount: Amount) -> Quantity | None:
    tokens = document.tokens_in(amount.first, amount.end)
    if not tokens or not is_quantity(document, amount, tokens):
        return None
    head = top(tokens)
    last = tokens[-1]
    if amount.unit is None:
        noun = counted(document, last, head)
        item = text_of(document, core(document, noun, last.i)) if noun is not None else None
        noun = noun if noun is not None else measured(document, last, head)
        if item is None and noun is not None:
            item = full(document, noun)
    else:
        noun = measured(document, last, head)
        item = (
            full(document, noun, last.i if noun is not None and noun.i > last.i else -1) if noun is not None else None
        )
    verb = verb_above(head)
    low, high = amount.low, amount.high
    if not amount.ranged and amount.modifier in ("more_than", "at_least"):
        high = None
    elif not amount.ranged and amount.modifier in ("less_than", "at_most"):
        low = None
    lemma = verb.lemma.lower() if verb is not None and verb.pos == "VERB" else None
    unit = name_of(amount, noun)
    return Quantity(
        start=amount.start,
        end=amount.end,
        low=low,
        high=high,
        modifier=amount.modifier,
        change=change_of(document, amount, head, verb),
        unit=unit,
        item=item,
        verb=lemma,
        measure=measure_of(amount, item, lemma),
        before=amount.before,
        after=amount.after,
    )
