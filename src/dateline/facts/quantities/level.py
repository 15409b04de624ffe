"""Numbers that are told without a unit and yet count nothing: the level of an index, an exchange rate, a magnitude."""

from __future__ import annotations

import functools

from dateline.facts.quantities.changing import moving_verbs
from dateline.facts.quantities.figure import Figure
from dateline.facts.quantities.measure import forms, heads_of
from dateline.facts.quantities.units import read_yaml

# The name of their unit, as pint has it.
DIMENSIONLESS = "dimensionless"

_MANY = 100_000
_REACHING = (["to"], ["at"], ["from"])


@functools.cache
def _words() -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in read_yaml("levels.yaml").items()}


def unit_of_level(item: str | None) -> str:
    """The unit of a level that is told without: degrees of temperatures, magnitudes of quakes, none of indexes."""
    if forms(" ".join(heads_of(item))) & _words()["quakes"]:
        return "magnitude"
    return "degree" if forms(" ".join(heads_of(item))) & _words()["degrees"] else DIMENSIONLESS


def is_level(figure: Figure) -> bool:
    """Whether a bare number is a level of its item: it is not whole, the item has levels, or a name was traded at it."""
    amount, item, verb = figure.amount, figure.item, figure.deed
    if amount.part or amount.low is None or item is None:
        return False
    if not amount.low.is_integer():
        return True
    words = _words()
    heads = forms(" ".join(heads_of(item)))
    if heads & words["expected"] and abs(amount.low) >= _MANY:
        return False  # "the target was 305,900"
    if heads & (words["nouns"] | words["degrees"] | words["expected"]):
        return True
    before = figure.document.text[max(0, amount.start - 6) : amount.start].split()[-1:]
    things = any(word.endswith("s") for word in heads_of(item))  # "births in Japan fell to 5,000"
    named = item[:1].isupper() and not things and before in _REACHING
    if named and before == ["at"] and figure.verb is not None and figure.verb.lemma == "be":
        near = figure.document.tokens[figure.verb.i + 1 : figure.verb.i + 3]
        return any(token.lower in words["holding"] for token in near)  # "was flat at 3,210"
    return named and verb is not None and (verb in words["verbs"] or verb in moving_verbs())
