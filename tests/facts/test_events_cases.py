"""Events found in the sentences of tests/cases/events: type, participants, place, mode, and silence where nothing happened."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from tests.casefile import read_yaml

from dateline.facts import events, times
from dateline.facts.document import parse
from dateline.facts.record import Event

CASES = [
    pytest.param(case, id=f"{path.stem}-{case['text'][:50]}")
    for path in sorted((Path(__file__).parents[1] / "cases" / "events").glob("*.yaml"))
    for case in read_yaml(path)
]


def words(name: str | None) -> set[str]:
    return set(re.findall(r"\w+", (name or "").lower()))


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any]) -> None:
    document = parse(case["text"], dt.date(2024, 5, 15))
    told = events.find(document, [], times.find(document), [], [])[0]
    fine: list[Event] = [event for event in told if event.type in case["type"]]
    assert bool(fine) == bool(case["type"]), told
    if not case["type"]:
        assert told == []
    for key in ("mode", "modality", "date"):
        if key in case:
            accepted = case[key] if isinstance(case[key], list) else [case[key]]
            assert any(getattr(event, key) in accepted for event in fine), told
    for key in ("actor", "recipient", "location"):
        if key in case:
            name = case[key]
            assert any(words(getattr(e, key)) & words(name) if name else getattr(e, key) is None for e in fine), told
