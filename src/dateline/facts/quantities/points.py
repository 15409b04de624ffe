"""Which points are percentage points or basis points: "at 35%, down two points", "by 100 basis points, not the 150 expected"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.changing import change_words, changing_nouns

# Between a level and how far it is from another.
MOVING: re.Pattern[str] = re.compile(r",? (?:(?:up|down|off)(?: by)?|an? (?:[a-z]+ )?(?P<noun>[a-z]+) of) ")
# Between and behind a share that was reached and the points it is from another.
_TO = re.compile(r"(?: of [\w ]{1,30})?,? to ")
_BESIDE = re.compile(r"(?: of (?:the |its )?[\w-]+)?, ")
_OF = re.compile(r" of (?:the |its |all )?[\w-]+(?=,)")
_COMPARED = re.compile(r" (?:lower|higher|above|below|more|less|fewer|up|down|ahead|behind|off)\b")
# Between the basis points that came and the points that were expected.
_INSTEAD = re.compile(r"[^;.()]*\b(?:than|not|of|with|against|versus) (?:the )?")
_NEAR = 60  # characters
_ROW = 4  # amounts


def name(text: str, one: Amount, other: Amount) -> None:
    """Points beside a share are percentage points: "at 35%, down two points", "by four points to 31 percent"."""
    between = text[one.end : other.start]
    if one.unit == "basis point" and other.unit == "point" and len(between) < _NEAR and _INSTEAD.fullmatch(between):
        other.unit = "basis point"  # "cut it by 100 basis points, not the 150 points expected"
    if one.unit == "point" and other.unit == "percent" and _TO.fullmatch(between):
        one.unit = "percentage point"
    elif one.unit == "percent" and other.unit == "point" and not moved(text, one):
        whole = _OF.match(between)
        moving = MOVING.fullmatch(between, whole.end() if whole is not None else 0)  # "31% of sales, up 4 points"
        far = moving is not None and (moving["noun"] is None or moving["noun"] in changing_nouns(shares=True))
        if far or (_BESIDE.fullmatch(between) and _COMPARED.match(text, other.end)):
            other.unit = "percentage point"


def moved(text: str, amount: Amount) -> bool:
    """Whether an amount tells how far something rose or fell: "rose 3 metres"."""
    before = text[max(0, amount.start - 20) : amount.start].lower().removesuffix("by ").split()
    return bool(before) and before[-1] in change_words() and before[-2:-1] not in (["made"], ["make"], ["makes"])


def name_moved(text: str, told: Sequence[Amount], amount: Amount) -> None:
    """What an index beside another moved are points, too: "lost 61.70 points, or 0.9%, and the Nasdaq dropped 192.51"."""
    if (
        amount.unit is None
        and amount.low is not None
        and not amount.low.is_integer()
        and not amount.part
        and moved(text, amount)
    ):
        near = any(one.unit == "point" for one in told[-_ROW:])
        amount.unit = "point" if near else None
