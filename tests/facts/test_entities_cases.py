"""Names, chains and roles in sentences of our own: tests/cases/entities and tests/cases/roles."""

from __future__ import annotations

import re
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

import pytest
from tests.casefile import read_yaml

from dateline.facts import entities
from dateline.facts.document import Document, parse
from dateline.facts.record import Mention, Role

CASES = Path(__file__).parents[1] / "cases"
# Share of each list that must be found where it lies. Of the namesakes 87 in 100 were before the rules had seen them.
PLACES_RIGHT = {"places": 0.95, "places_namesakes": 0.95}


def load(path: str) -> list[dict[str, Any]]:
    return read_yaml(CASES / path)


@cache
def read(text: str) -> tuple[Document, list[Mention], list[Role]]:
    document = parse(text)
    return document, *entities.find(document)


def places_of(text: str, wanted: str) -> list[tuple[int, int]]:
    """Where a string stands as whole words; "Varga [2]" means the second time."""
    ordinal = re.fullmatch(r"(.*) \[(\d+)\]", wanted)
    string = ordinal[1] if ordinal else wanted
    found = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(string)}(?!\w)", text)]
    return [found[int(ordinal[2]) - 1]] if ordinal else found


@pytest.mark.parametrize("case", load("entities/names.yaml"), ids=lambda case: case["name"])
def test_names(case: dict[str, Any]) -> None:
    text = case["text"]
    _, mentions, _ = read(text)
    for wanted, kind, name in case["expect"]:
        spots = places_of(text, wanted)
        assert spots, f"{wanted!r} is not in the case's text"
        for start, end in spots:
            covering = [m for m in mentions if m.start <= start and m.end == end]
            assert covering, f"no mention at {wanted!r}"
            mention = (
                min(covering, key=lambda m: m.end - m.start)
                if name is None
                else max(covering, key=lambda m: m.name == name)
            )
            assert (mention.type, mention.name) == (kind, name), f"at {wanted!r}"
    for wanted in case.get("absent", ()):
        for start, end in places_of(text, wanted):
            assert not [m for m in mentions if (m.start, m.end) == (start, end)], f"{wanted!r} is no mention"


@pytest.mark.parametrize("case", load("roles/titles.yaml") + load("roles/wire.yaml"), ids=lambda case: case["text"])
def test_roles(case: dict[str, Any]) -> None:
    _, _, roles = read(case["text"])
    found = [[role.person, role.title, role.organization, role.status] for role in roles]
    assert found == case.get("roles", [])


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance of two points (latitude, longitude in degrees) on the globe."""
    (a, b), (c, d) = (tuple(map(radians, point)) for point in (one, other))
    return 12742 * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))


@pytest.mark.parametrize("file", PLACES_RIGHT)
def test_places_lie_where_they_are(file: str) -> None:
    right, wrong = 0, []
    for case in load(f"entities/{file}.yaml"):
        _, mentions, _ = read(case["text"])
        for name, latitude, longitude in case["places"]:
            spans = places_of(case["text"], name)
            spots = [
                (m.latitude, m.longitude)
                for m in mentions
                if (m.start, m.end) in spans and m.latitude is not None and m.longitude is not None
            ]
            if any(kilometres(spot, (latitude, longitude)) <= case.get("near", 161) for spot in spots):
                right += 1
            else:
                wrong.append(name)
    assert right >= PLACES_RIGHT[file] * (right + len(wrong)), f"not found or elsewhere: {wrong}"
