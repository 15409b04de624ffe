"""The cases of tests/cases/statements: what a careful reader takes from a text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.casefile import read_yaml

from dateline.facts.extract import extract
from dateline.facts.record import Statement

FOLDER = Path(__file__).parents[1] / "cases" / "statements"
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['about']}")
    for path in sorted(FOLDER.glob("*.yaml"))
    for case in read_yaml(path)
]


def words(text: str, spans: Sequence[tuple[int, int]]) -> str:
    return " … ".join(text[start:end] for start, end in spans)


def readable(text: str, statement: Statement, fields: dict[str, Any]) -> dict[str, Any]:
    """The expected fields of a statement, as a case writes them."""
    found: dict[str, Any] = {
        "speaker": words(text, statement.speaker),
        "cue": words(text, statement.cue),
        "content": words(text, statement.content),
        "description": statement.speaker_description,
        "said_on": statement.said_on and dt.date.fromisoformat(statement.said_on),
    }
    return {name: found[name] if name in found else getattr(statement, name) for name in fields}


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    statements = extract(text, case.get("published")).statements
    expected = case["statements"]
    assert [words(text, s.content) for s in statements] == [e["content"] for e in expected]
    assert [readable(text, s, e) for s, e in zip(statements, expected, strict=True)] == expected
