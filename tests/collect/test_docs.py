"""docs/sources.md and the code say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from dateline.collect.folder import MEDIA_TYPES
from dateline.collect.line import LINE_KEYS
from dateline.collect.source import KINDS, Assertions, Source, load_source

DOCUMENT = Path(__file__).parents[2] / "docs" / "sources.md"


def documented() -> dict[str, list[tuple[str, str]]]:
    """The rows of the tables under each heading, in order."""
    found: dict[str, list[tuple[str, str]]] = {}
    for part in DOCUMENT.read_text(encoding="utf-8").split("\n## ")[1:]:
        heading, _, body = part.partition("\n")
        found[heading] = re.findall(r"^\| `(\w+)` \| (.*) \|$", body, re.MULTILINE)
    return found


def described(model: type[Source] | type[Assertions]) -> list[tuple[str, str]]:
    common = Source.model_fields if model is not Source else {}
    return [(key, str(field.description)) for key, field in model.model_fields.items() if key not in common]


def test_keys_of_all_sources() -> None:
    assert documented()["Keys of all sources"] == [*described(Source), *described(Assertions)]


@pytest.mark.parametrize("kind", KINDS)
def test_keys_of_each_kind(kind: str) -> None:
    lines = list(LINE_KEYS.items()) if kind == "folder" else []
    assert documented()[f"`kind: {kind}`"] == described(KINDS[kind]) + lines
    assert KINDS[kind].__doc__ in DOCUMENT.read_text(encoding="utf-8")


def test_endings() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert all(f"`{ending}`" in text for ending in MEDIA_TYPES)


def test_the_example_is_a_source(tmp_path: Path) -> None:
    example = re.search(r"```yaml\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    assert example is not None
    file = tmp_path / "town-crier.yaml"
    file.write_text(yaml.safe_dump(yaml.safe_load(example[1])))
    assert load_source(file).id == "town-crier"
