"""Events in the invented records of training/: how many are found, and how often something is found where nothing is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.facts import entities, events, times
from dateline.facts.document import parse
from dateline.facts.record import Event

RECORDS = Path(__file__).parents[2] / "training/event_records.jsonl"
VIOLENT = {"ASSAULT", "COERCE", "PROTEST"}


@pytest.fixture(scope="module")
def told() -> list[tuple[set[str], list[Event]]]:
    """For each record the types that it tells, and the events found."""
    found = []
    for row in map(json.loads, RECORDS.read_text(encoding="utf-8").splitlines()):
        document = parse(row["text"])
        mentions, _ = entities.find(document)
        found.append((set(row["types"]), events.find(document, mentions, times.find(document), [], [])[0]))
    return found


def test_most_events_are_found(told: list[tuple[set[str], list[Event]]]) -> None:
    hits = [any(event.type in types for event in found) for types, found in told if types]
    assert sum(hits) / len(hits) >= 0.74


def test_violence_is_seldom_found_where_none_is(told: list[tuple[set[str], list[Event]]]) -> None:
    alarms = [any(event.type in VIOLENT for event in found) for types, found in told if not types]
    assert sum(alarms) / len(alarms) <= 0.05


def test_surer_events_are_right_more_often(told: list[tuple[set[str], list[Event]]]) -> None:
    ranked = sorted(
        ((event.confidence, event.type in types) for types, found in told for event in found), key=lambda row: row[0]
    )
    half = len(ranked) // 2
    less, more = ([right for _, right in part] for part in (ranked[:half], ranked[half:]))
    assert sum(more) / len(more) >= sum(less) / len(less) + 0.05
