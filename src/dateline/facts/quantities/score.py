"""Scores: numbers that tell how a game stands, is played or was won, and count nothing."""

from __future__ import annotations

import re

from dateline.facts.document import Document
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.line import DASHES

_SCORE = re.compile(r"(?<![\d.,])(\d{1,3})\s?[-–—]\s?(\d{1,3})(?![\d%]|[.,]\d)")
# The sets of a match, of which the loser may have won some: 6-4, 3-6, 7-5.
_SET = r"\d{1,2}[-–]\d{1,2}(?: ?\(\d{1,2}(?:[-–]\d{1,2})?\))?"
_SETS = re.compile(rf"(?<![\d-]){_SET}(?:(?:, and |, | and | ){_SET}(?![\d%-])){{1,4}}(?! [a-z]+s\b)")
# Behind games won and lost, shots made and tried: "a 6-10 record", "on 7-12 shooting".
_TALLIED = re.compile(
    r" (?:(?:win-loss|overall|home|away|road|league|career|regular-season) )?"
    r"(?:record|shooting|start|mark|defeat|loss|lead|deficit|scoreline)\b"
)
# What is lost by fewer to more: "lost 98-104 at home", "trailed 1-3", but not "lost 5-10 pounds".
_LOST = re.compile(r"\b(?:lost|loses?|losing|fell|falls?|trail(?:s|ed|ing)?|beaten|down) $")
_LOST_BEHIND = re.compile(r"[.,;)]| (?:to|at|in|on|against|after|away|down|behind|with|and|before|when|last)\b|$")
# What a pitcher's or a team's record is: "is now 5-2 with a 3.08 ERA", "dropped to 2-9 overall".
_STANDS = re.compile(r"\b(?:is|are|was|were|now|to|went|go|going|went just|only) $")
_STANDS_BEHIND = re.compile(
    r" (?:with an? \d*\.\d|overall\b|(?:this|last) season\b|on the (?:season|year|road)\b|against the\b|at home\b"
    r"|(?:in|since) (?:conference|league|division|the (?:conference|league|division|postseason))\b)"
)
# So many of so many tries: "3-for-9", "a perfect 8-for-8".
_TRIED = re.compile(r"-for-(?:\d|[a-z])")
# Strokes under or over par.
_PAR = re.compile(r"[- ](?:under|over)(?:[- ]par\b| \d|(?=[.,;)]| (?:for|through|with|after|in|to|at|and|on)\b)|-)")
_UNDER = re.compile(r"-under(?:-par\b| \d)")  # nothing else is told so
_GOLF = re.compile(r"\b(?:par|birdies?|bogeys?|golf(?:er)?s?|PGA|LPGA|putts?|fairways?|tee|clubhouse|Masters|Open)\b")
_LENGTH_OF_SETS = 40
_BOWLED = re.compile(
    r"\b(?:took|takes?|taking|taken|claimed|claiming|finished with|figures of|with|returned)(?: figures of)? $"
)
# Runs for wickets, and where they are no prices: in cricket.
_TEN = r"\d|10|one|two|three|four|five|six|seven|eight|nine|ten"
_WICKETS = re.compile(rf"\b(?:\d{{1,3}} for (?:{_TEN})|(?:{_TEN}) for \d{{1,3}})\b(?! [a-z]+s\b|,\d)")
_CRICKET = re.compile(r"\b(?:wickets?|innings|stumps|cricket|cricketers?|batsm[ae]n|bowlers?|overs)\b")
_CRICKET_REACH = 1_500


def is_of_wickets(text: str, amount: Amount) -> bool:
    """Whether two numbers are the score of a side in cricket or of its bowler: "287 for six at tea", "took three for 61"."""
    if not text.startswith(" for ", amount.end) and not text.endswith(" for ", 0, amount.start):
        return False
    found = _WICKETS.search(text, max(0, amount.start - 12), amount.end + 20)
    near = max(0, amount.start - _CRICKET_REACH)
    return found is not None and _CRICKET.search(text, near, amount.end + _CRICKET_REACH) is not None


def is_played(text: str, amount: Amount) -> bool:
    """Whether a number tells how somebody did: "went 3-for-9 from the field", "a 6-under-par 66", "finished at 14 under"."""
    behind = text[amount.end : amount.end + 1]
    if behind == "-" and _TRIED.match(text, amount.end):
        return True
    if _UNDER.match(text, amount.end):
        return True
    if behind not in ("-", " ") or _PAR.match(text, amount.end) is None:
        return False
    return _GOLF.search(text, max(0, amount.start - _CRICKET_REACH), amount.end + _CRICKET_REACH) is not None


def _is_lost(text: str, amount: Amount) -> bool:
    near = max(0, amount.start - 12)
    if _LOST.search(text, near, amount.start) is not None:
        return _LOST_BEHIND.match(text, amount.end) is not None
    stands = _STANDS.search(text, near, amount.start)
    return stands is not None and _STANDS_BEHIND.match(text, amount.end) is not None


def _is_bowling(text: str, amount: Amount) -> bool:
    """Whether two numbers are wickets and what they cost: "took 5-54"."""
    if amount.low is None or amount.low > 10 or _BOWLED.search(text, max(0, amount.start - 30), amount.start) is None:
        return False
    near = max(0, amount.start - _CRICKET_REACH)
    return _CRICKET.search(text, near, amount.end + _CRICKET_REACH) is not None


def is_score(document: Document, amount: Amount) -> bool:
    """2-0, 89-89: a higher number first, or an equal one."""
    text = document.text
    first, last = max(0, amount.first - 5), amount.stop + 5
    if amount.unit is not None or DASHES.isdisjoint(text[first:last]):
        return False
    near = _SETS.finditer(text, max(0, amount.first - _LENGTH_OF_SETS), amount.stop + 20)
    if any(sets.start() <= amount.first < sets.end() for sets in near):
        return True
    if amount.ranged:
        return _TALLIED.match(text, amount.end) is not None or _is_lost(text, amount) or _is_bowling(text, amount)
    return any(int(match[1]) >= int(match[2]) for match in _SCORE.finditer(text, first, last + 2))
