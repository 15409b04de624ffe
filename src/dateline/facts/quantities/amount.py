"""Amounts: what the surface grammar makes of a number and the words around it.

The grammar (scan.py) works on the text alone; what an amount counts, and what happened to it, is read from the parse.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.facts.record import Modifier


@dataclass(slots=True)
class Amount:
    """A number in its surroundings. `start`–`end` spans bound, sign, range and unit; `first`–`stop` only the number.

    `unit` is as in Quantity, and `per` the noun of a rate ("day"). `part` marks a fraction or ratio of something,
    `spelled` a number in words, `ranged` one with two ends. `before` and `after` are set for "from 5 to 7",
    `multiple` for a verb ("doubled"), `tally` for the votes of one side ("215-200").
    """

    start: int
    end: int
    first: int
    stop: int
    low: float | None
    high: float | None
    modifier: Modifier = "exact"
    unit: str | None = None
    per: str | None = None
    money: bool = False
    part: bool = False
    spelled: bool = False
    ranged: bool = False
    signed: bool = False
    multiple: bool = False
    tally: bool = False
    before: float | None = None
    after: float | None = None
