"""What an amount counts or measures where no noun beside it says so: what was told before, or what the clause tells of."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.facts.document import Token
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.ellipsis import Counted, elided, is_elliptic, is_of_them
from dateline.facts.quantities.item import measured, told_before
from dateline.facts.quantities.nouns import Nouns
from dateline.facts.quantities.sequence import goes_on, left_out
from dateline.facts.quantities.told import Told, in_gap, in_row, is_compared, is_of_that, kept


def unnamed(
    nouns: Nouns,
    amount: Amount,
    tokens: Sequence[Token],
    head: Token,
    verb: Token | None,
    lemma: str | None,
    row: Sequence[Told],
    before: Counted | None,
    people: str | None,
) -> tuple[str | None, str | None]:
    """The item of an amount, and the things it counts; `row` are the amounts before it in the paragraph, `before` is what was
    counted last, `people` whom a share that does something is of."""
    document, previous = nouns.document, row[-1] if row else None
    if previous is None:
        item = told_before(nouns, amount)
    else:
        item = in_gap(document, previous, amount) or in_row(nouns, previous, amount) or told_before(nouns, amount)
        if item is None and left_out(document, previous.amount, amount):
            item = nouns.before(amount.start)
    if item is not None:
        return item, None
    if previous is not None and is_of_that(document, amount):
        return previous.quantity.item, None  # "sales came to €90 million; wages took 70% of that"
    if previous is not None and is_compared(document, previous, amount, tokens, head):
        return previous.things, previous.things
    if before is not None and amount.unit == "percent" and is_of_them(nouns, tokens):
        return before.item, None  # 12% of them
    if people is not None:
        return people, None  # 58% of voters oppose it, while 29% support it
    if previous is not None and goes_on(document, previous.amount, amount):
        return previous.things or previous.quantity.item, previous.things
    if is_elliptic(nouns, amount, tokens, head):
        item = elided(nouns, amount, tokens, head, lemma, before)
        return item, item
    return measured(nouns, amount, tokens, head) or kept(previous, amount, head, verb), None
