"""How many times as much something is or became: "threefold", "doubled", "twice as many"."""

from __future__ import annotations

from dateline.facts.quantities import number
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.line import DASHES, Line

_AS_MANY = frozenset({"many", "much"})


def read(line: Line, index: int) -> tuple[Amount, int] | None:
    """How many times as much: "threefold", "doubled"."""
    word, vocab = line.words[index], number.vocabulary()
    value = vocab.folds.get(word) or vocab.multiples.get(word)
    if value is None and is_compared(line, index + 1):
        value = vocab.multipliers.get(word)
    if value is None or line.words[index + 1] in DASHES:
        return None
    start, end = line.starts[index], line.ends[index]
    amount = Amount(
        start, end, start, end, float(value), float(value), unit="times", spelled=True, multiple=word in vocab.multiples
    )
    return amount, index + 1


def is_compared(line: Line, at: int) -> bool:
    """Whether it is told as how much of something what stands before `at` is: "twice as many", "double the number of"."""
    if line.words[at] == "as":
        return line.words[at + 1] in _AS_MANY
    return line.words[at] == "the" and line.words[at + 1] in number.vocabulary().compared
