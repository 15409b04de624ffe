"""One event, one row: what an article tells twice is joined to its fullest telling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.facts.record import Event

_DETAILS = ("actor", "recipient", "location", "date", "mode", "toll_low", "toll_high")


def join(events: Sequence[Event]) -> list[Event]:
    """The events without those that repeat another, in the order of the text."""
    kept: list[Event] = []
    for event in events:
        for i, other in enumerate(kept):
            if same(other, event):
                kept[i] = _fuller(other, event)
                break
        else:
            kept.append(event)
    return kept


def same(one: Event, two: Event) -> bool:
    """Whether two tellings are of one event: same type and standing, and nothing that sets them apart."""
    if one.type != two.type or one.modality != two.modality or one.mode != two.mode:
        return False
    shared = 0
    for name in ("actor", "recipient"):
        a, b = getattr(one, name), getattr(two, name)
        if a and b:
            if not _agree(a, b):
                return False
            shared += 1
        elif bool(a) != bool(b) and name == "recipient":
            return False
    if one.location and two.location and not _agree(one.location, two.location):
        return False
    if one.date and two.date and not (one.date.startswith(two.date) or two.date.startswith(one.date)):
        return False
    return shared == 2


def _agree(one: str, two: str) -> bool:
    a, b = set(one.lower().split()), set(two.lower().split())
    return a <= b or b <= a


def _fuller(first: Event, second: Event) -> Event:
    """The first telling, with what only the second says."""
    missing = {
        name: getattr(second, name)
        for name in _DETAILS
        if getattr(first, name) is None and getattr(second, name) is not None
    }
    for name in ("actor", "recipient", "location"):
        if name in missing:
            missing[f"{name}_span"] = getattr(second, f"{name}_span")
    return replace(first, **missing) if missing else first
