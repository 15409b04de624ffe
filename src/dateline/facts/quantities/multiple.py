"""How many times as much something is or became: "threefold", "doubled", "twice as many"."""

from __future__ import annotations

from dateline.facts.quantities import number
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.line import DASHES, Line

_AS_MANY = frozenset({"many", "much"})
# "As well as", "as soon as".
_TOO = frozenset({"well", "soon"})
# Behind "twice", what may be twice as much; the parse tells: "twice as likely", "twice its weight".
_MULTIPLIED = frozenset({"as", "the", "its", "their", "his", "her", "our", "what", "that"})


def read(line: Line, index: int) -> tuple[Amount, int] | None:
    """How many times as much: "threefold", "doubled"."""
    word, vocab = line.words[index], number.vocabulary()
    value = vocab.folds.get(word) or vocab.multiples.get(word)
    if value is None and line.words[index + 1] in _MULTIPLIED:
        value = vocab.multipliers.get(word)
    if value is None or line.words[index + 1] in DASHES:
        return None
    start, end = line.starts[index], line.ends[index]
    amount = Amount(
        start, end, start, end, float(value), float(value), unit="times", spelled=True, multiple=word in vocab.multiples
    )
    return amount, index + 1


def is_compared(line: Line, at: int) -> bool:
    """Whether it is told as how much of something what stands before `at` is: "twice as many", "half as likely as"."""
    if line.words[at] != "as":
        return False
    return line.words[at + 1] in _AS_MANY or (line.words[at + 2] == "as" and line.words[at + 1] not in _TOO)
