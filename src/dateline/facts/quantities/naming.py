"""What an amount counts or measures where no noun beside it says so: what was told before, or what the clause tells of."""

from __future__ import annotations

from dateline.facts.quantities.behind import named, next_spent
from dateline.facts.quantities.deed import is_interval
from dateline.facts.quantities.ellipsis import elided, is_elliptic, is_of_them
from dateline.facts.quantities.estimate import estimated, is_estimate
from dateline.facts.quantities.figure import Figure
from dateline.facts.quantities.item import measured, told_before
from dateline.facts.quantities.sequence import counts_on, goes_on, is_contrasted, left_out
from dateline.facts.quantities.told import (
    for_rival,
    in_contest,
    in_gap,
    in_row,
    is_compared,
    is_elsewhere,
    is_moved,
    is_of_that,
    is_of_which,
    is_told_of_it,
    kept,
)


def unnamed(figure: Figure) -> tuple[str | None, str | None]:
    """The item of a figure, and the things it counts."""
    document, amount, previous = figure.document, figure.amount, figure.previous()
    if is_estimate(figure):
        item = estimated(figure)
        return item, item
    item = in_contest(figure, previous)
    if item is not None:
        return item or None, None
    if previous is not None and previous.amount.part and document.text[previous.amount.end : amount.start] == " (":
        return previous.quantity.item, previous.things  # "half (54%) of the voters"
    if previous is not None and is_elsewhere(figure, previous):
        return previous.quantity.item, previous.things  # "costs 5 euros in Peru, in Chile €7"
    on = counts_on(document, previous.amount, amount) if previous is not None and amount.unit is None else None
    if previous is not None and on is not None:
        name, things = on["name"], previous.things
        if on["to"] is not None:
            return name, None  # "deaths rose to 12 and injuries to 40"
        if things is not None:
            owned = previous.quantity.item != things and (previous.quantity.item or "").endswith(things)
            return (f"{name} {things}" if owned else things), things
    if previous is None:
        item = told_before(figure)
    else:
        item = (
            for_rival(figure, previous) or in_gap(figure, previous) or in_row(figure, previous) or told_before(figure)
        )
        if item is None and left_out(document, previous.amount, amount):
            item = figure.nouns.before(amount.start)
    if item is not None or is_interval(figure):
        return item, None
    if previous is not None and previous.amount.money and amount.money:
        item = named(figure) or next_spent(figure, previous.amount)
        if item is not None:
            return item, None  # "$2 million in fines and $3 million in fees"
    if previous is not None and is_of_that(document, amount):
        return previous.quantity.item, None  # "sales came to €90 million; wages took 70% of that"
    if previous is not None and is_of_which(figure, previous):
        return previous.quantity.item, previous.things
    if previous is not None and is_compared(figure, previous):
        return previous.things, previous.things
    if previous is not None and is_contrasted(document, previous.amount, amount):
        return previous.quantity.item, None  # "41% side with the left, 28% with the right"
    if previous is not None and is_told_of_it(figure, previous):
        return previous.quantity.item, None  # "puts the cost at €9 million; the mayor says it is €7 million"
    if previous is not None and previous.quantity.item is not None and is_moved(figure, previous):
        return previous.quantity.item, None
    if amount.unit == "percent" and is_of_them(figure):
        counted = figure.counted
        share = previous is not None and previous.quantity.measure == "share" and previous.quantity.item is not None
        if previous is not None and share and (counted is None or counted.sentence < previous.head.sentence):
            return previous.quantity.item, None  # "30% of farmers are women; half of them and 12% of them"
        if counted is not None:
            return counted.item, None  # 12% of them
    if figure.people is not None:
        return figure.people, None  # 58% of voters oppose it, while 29% support it
    if previous is not None and goes_on(document, previous.amount, amount):
        return previous.things or previous.quantity.item, previous.things
    if is_elliptic(figure):
        item = elided(figure)
        return item, item
    return measured(figure) or kept(figure), None
