"""The kind of figure: a small vocabulary that analysts filter by, read from measures.yaml."""

from __future__ import annotations

import functools
import re
from typing import Any

from dateline.facts.quantities.units import read_yaml


@functools.cache
def _rules() -> list[dict[str, Any]]:
    return [
        {key: frozenset(value) if isinstance(value, list) else value for key, value in rule.items()}
        for rule in read_yaml("measures.yaml")["measures"]
    ]


def vocabulary() -> list[str]:
    """All measures, in the order of measures.yaml."""
    return list(dict.fromkeys(rule["measure"] for rule in _rules()))


def measure_of(unit: str | None, item: str | None, verb: str | None, *, money: bool) -> str | None:
    """The first measure whose conditions hold."""
    words = _singular(item)
    units = {"money"} if money else {unit} if unit else set()
    for rule in _rules():
        if "units" in rule:
            if not rule["units"] & units:
                continue
        elif units:
            continue
        if "verbs" in rule and verb not in rule["verbs"]:
            continue
        if "items" in rule and not words & rule["items"]:
            continue
        measure: str = rule["measure"]
        return measure
    return None


def _singular(item: str | None) -> set[str]:
    words = re.findall(r"\w+", (item or "").lower())
    return {
        form
        for word in words
        for form in (word, word[:-1] if word.endswith("s") else word, word[:-3] + "y" if word.endswith("ies") else word)
    }
