"""One event, one row: what an article tells twice is joined to its first telling, with what later ones add."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.facts.record import Event

# Letters that a verb and its noun share: "invaded", "invasion"; "launched an attack", "the attacks".
_STEM = 4

# What happens to somebody once in a story, whatever the word: "arrested", then "detained".
_ONCE = frozenset({"arrest", "abduct", "resign", "release", "deport", "targeted", "execute"})

_DETAILS = ("actor", "recipient", "location", "date", "mode", "toll_low", "toll_high")


def join(events: Sequence[Event], text: str) -> list[Event]:
    """The events without those that repeat another, in the order of the text."""
    kept: list[Event] = []
    by_stem: dict[tuple[str, str], list[int]] = {}
    for event in events:
        told = event.mode if event.mode in _ONCE else text[event.start : event.end].lower().split()[-1][:_STEM]
        key = (event.type, told or "")
        for i in by_stem.setdefault(key, []):
            if _same(kept[i], event):
                kept[i] = _fuller(kept[i], event)
                break
        else:
            by_stem[key].append(len(kept))
            kept.append(event)
    return kept


def _same(one: Event, two: Event) -> bool:
    """Whether two tellings with the same word are of one event: one participant agrees, and nothing sets them apart."""
    if one.modality != two.modality and {one.modality, two.modality} != {"happened", "ongoing"}:
        return False
    if (one.toll_low, one.toll_high) != (two.toll_low, two.toll_high) and None not in (one.toll_low, two.toll_low):
        return False
    if one.date and two.date and not (one.date.startswith(two.date) or two.date.startswith(one.date)):
        return False
    agreeing = 0
    for name in ("actor", "recipient", "location"):
        a, b = getattr(one, name), getattr(two, name)
        if a and b:
            if not _agree(a, b):
                return False
            agreeing += name != "location"
    return agreeing > 0


def _agree(one: str, two: str) -> bool:
    a, b = set(one.lower().split()), set(two.lower().split())
    return a <= b or b <= a


def _fuller(first: Event, second: Event) -> Event:
    """The first telling, with what only the second says."""
    missing = {n: getattr(second, n) for n in _DETAILS if getattr(first, n) is None and getattr(second, n) is not None}
    for name in ("actor", "recipient", "location"):
        if name in missing:
            missing[f"{name}_span"] = getattr(second, f"{name}_span")
    return replace(first, **missing) if missing else first
