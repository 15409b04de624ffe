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


def measure_of(unit: str | None, item: str | None, verb: str | None, *, before_of: bool) -> str | None:
    """The first measure whose conditions hold. `unit` as in Quantity, or "money" or "part"."""
    words = _forms(item)
    for rule in _rules():
        if (unit not in rule["units"]) if "units" in rule else unit is not None:
            continue
        if "verbs" in rule and verb not in rule["verbs"]:
            continue
        if "items" in rule and not words & rule["items"] and not (rule.get("bare") and item is None):
            continue
        if rule.get("of") and not before_of:
            continue
        measure: str = rule["measure"]
        return measure
    return None


@functools.cache
def _people() -> tuple[frozenset[str], frozenset[str]]:
    """Verbs whose bare numbers are people ("killed 12"), and the nouns for people."""
    rules = [rule for rule in _rules() if rule.get("bare")]
    return frozenset().union(*(rule["verbs"] for rule in rules)), frozenset().union(*(rule["items"] for rule in rules))


@functools.cache
def _conditions() -> dict[str, str]:
    conditions: dict[str, str] = read_yaml("measures.yaml")["conditions"]
    return conditions


def condition(word: str) -> str | None:
    """The verb that means a condition told right behind a number: "die" of "12 dead"."""
    return _conditions().get(word)


def counts_people(verb: str) -> bool:
    """Whether a number alone counts people behind this verb: "killed 12"."""
    return verb in _people()[0]


def names_people(item: str) -> bool:
    """Whether an item is people of some kind."""
    return bool(_forms(item) & _people()[1])


def _forms(item: str | None) -> set[str]:
    """The item's words as they are and in the singular."""
    words = re.findall(r"\w+", (item or "").lower())
    singular = (word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s") for word in words)
    return {*words, *singular}
