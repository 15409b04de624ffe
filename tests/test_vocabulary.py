"""What the extractor can say and what the contracts allow must be the same words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from tests.casefile import read_yaml

from dateline import contracts
from dateline.facts import record
from dateline.facts.quantities import measure

SCHEMAS = Path(__file__).parents[1] / "schemas"
FACTS = Path(record.__file__).parent
TYPES = FACTS / "events" / "types"


def declared(table: str, column: str) -> set[str]:
    """The values that a contract lists for a column, as an enum or as valid values of a quality rule."""
    contract = read_yaml(SCHEMAS / f"{table}.odcs.yaml")
    [found] = [p for p in contract["schema"][0]["properties"] if p["name"] == column]
    rules: list[Any] = [
        rule["arguments"]["validValues"]
        for rule in found.get("quality", [])
        if "validValues" in rule.get("arguments", {})
    ]
    return {str(entry["value"]) for entry in found.get("enum", [])} | {str(value) for rule in rules for value in rule}


def event_types() -> list[dict]:
    return [read_yaml(path) for path in sorted(TYPES.glob("*.yaml"))]


def test_event_types_are_those_of_the_contract() -> None:
    assert {kind["type"] for kind in event_types()} == declared("events", "type")


def test_event_modes_are_those_of_the_contract() -> None:
    modes = {(str(mode), kind["type"]) for kind in event_types() for mode in kind.get("modes") or []}
    told = contracts.load()["events"].column("mode").vocabulary
    assert modes == {(word.value, kind) for word in told for kind in re.findall("[A-Z]{2,}", word.description)}


def test_stances_are_those_of_the_contract() -> None:
    cues = read_yaml(FACTS / "statements" / "data" / "cues.yaml")
    vocabulary = contracts.load()["statements"].column("stance").vocabulary
    assert {word.value: word.description for word in vocabulary} == cues["stances"]


def test_measures_are_those_of_the_contract() -> None:
    assert set(measure.vocabulary()) == declared("quantities", "measure")


@pytest.mark.parametrize(
    ("table", "column", "values"),
    [
        ("events", "modality", record.Modality),
        ("statements", "kind", record.StatementKind),
        ("statements", "speaker_type", record.SpeakerType),
        ("quantities", "modifier", record.Modifier),
        ("quantities", "change", record.Change),
        ("times", "type", record.TimeType),
        ("mentions", "type", record.EntityType),
        ("mentions", "kind", record.MentionKind),
        ("mentions", "mention_role", record.MentionRole),
        ("entities", "type", record.EntityType),
        ("roles", "status", get_type_hints(record.Role)["status"]),
    ],
)
def test_closed_vocabularies_are_those_of_the_contract(table: str, column: str, values: Any) -> None:
    assert set(get_args(values)) == declared(table, column)


def test_every_table_has_a_contract_and_a_key() -> None:
    assert all(contract.key for contract in contracts.load().values())


def words_of(table: Any) -> list[Any]:
    """The entries of all lists in a lexicon."""
    inner = table.values() if isinstance(table, dict) else table if isinstance(table, list) else ()
    own = [entry for entry in inner if not isinstance(entry, dict | list)] if isinstance(table, list) else []
    return own + [word for entry in inner for word in words_of(entry)]


@pytest.mark.parametrize("path", sorted(FACTS.parent.rglob("*.yaml")), ids=lambda path: path.name)
def test_no_word_of_a_lexicon_is_read_as_true_or_false(path: Path) -> None:
    """YAML takes a bare on, off, yes or no in a list of words for a truth value: they need quotes."""
    assert not [word for word in words_of(read_yaml(path)) if isinstance(word, bool)]
