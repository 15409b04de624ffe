"""A number told in words and in digits, as contracts and courts do: "thirty (30) days", "within 30 (thirty) days"."""

from __future__ import annotations

from dateline.facts.quantities import number
from dateline.facts.quantities.line import Line


def told_twice(line: Line, found: number.Number) -> number.Number:
    """The number with the brackets behind it that tell the same value the other way; itself where they tell something else."""
    if line.words[found.stop] != "(" or found.stop + 1 >= len(line.starts):
        return found
    again = number.read(line.words, found.stop + 1)
    if again is None or again.words == found.words or (again.low, again.high) != (found.low, found.high):
        return found
    return found._replace(stop=again.stop + 1) if line.words[again.stop] == ")" else found
