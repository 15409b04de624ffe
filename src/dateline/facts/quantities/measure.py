"""The kind of figure: a small vocabulary that analysts filter by, read from measures.yaml."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from dateline.facts.entities import lexicon
from dateline.facts.quantities.units import read_yaml

# What joins a noun to the phrases that belong to it.
INNER = frozenset({"of", "for", "in", "on", "to", "from", "between", "against"})

# What stands between a profit and the tax that it is told before or after.
_DEDUCTING = re.compile(r" (?:before|after) .*")

_PEOPLE = "people_"
# What people of a country are called in the plural, which is no adjective as well, not "Swiss"; but for those in -ese.
_NATIONALS = re.compile(r"[^ ]{3,}(?:[^s]s|men|ese)")


@functools.cache
def _rules() -> list[dict[str, Any]]:
    data = read_yaml("measures.yaml")
    people = data["people"]  # what the rules for people have as their items, in full

    def items(value: Any) -> Any:
        return _people_nouns() if value is people else frozenset(value) if isinstance(value, list) else value

    return [{key: items(value) for key, value in rule.items()} for rule in data["measures"]]


@functools.cache
def _people_nouns() -> frozenset[str]:
    """The nouns for people, and those of a country: Kenyans, Turks."""
    countries: list[dict[str, Any]] = list(lexicon.read("countries").values())
    told = {name.lower() for row in countries for name in row.get("people", ())}
    formed = {
        name.lower() if name.endswith("ese") else f"{name.lower()}s"
        for row in countries
        if "people" not in row
        for name in row.get("adjective", ())
    }
    known: list[str] = read_yaml("measures.yaml")["people"]
    return frozenset(known) | {name for name in told | formed if _NATIONALS.fullmatch(name)}


def vocabulary() -> list[str]:
    """All measures, in the order of measures.yaml."""
    return list(dict.fromkeys(rule["measure"] for rule in _rules() if rule["measure"] is not None))


@functools.lru_cache(maxsize=4_096)
def measure_of(
    unit: str | None,
    item: str | None,
    verb: str | None,
    *,
    before_of: bool,
    undergone: bool = True,
    part: bool = False,
    level: bool = True,
) -> str | None:
    """The first measure whose conditions hold. `unit` as in Quantity, or "money" or "part".

    `undergone`: the verb happened to the things counted; those that did it are no victims. `part`: only some of them are
    counted, so that what they are called is told of all, not of these: "two of the dead". `level`: the figure is no change.
    """
    rules = _rules_of(unit)
    if not rules:
        return None
    item = item and _DEDUCTING.sub("", item)
    words, heads = forms(item), forms(" ".join(heads_of(item)))
    for rule in rules:
        if "verbs" in rule and (verb not in rule["verbs"] or not (undergone or "units" in rule)):
            continue
        if part and "verbs" not in rule and (rule["measure"] or "").startswith((_PEOPLE, "troops")):
            continue
        named = heads if "verbs" in rule else words
        if "items" in rule and not named & rule["items"] and not (rule.get("bare") and item is None):
            continue
        if (
            heads & rule.get("besides", frozenset())
            or (rule.get("of") and not before_of)
            or (rule.get("level") and not level)
        ):
            continue
        measure: str | None = rule["measure"]
        return measure
    return None


@functools.lru_cache(maxsize=512)
def _rules_of(unit: str | None) -> tuple[dict[str, Any], ...]:
    """The rules for a unit, or for things counted, in their order."""
    rules = tuple(rule for rule in _rules() if (unit in rule["units"] if "units" in rule else unit is None))
    amount, per, _ = (unit or "").partition(" per ")
    return rules if rules or not per else _rules_of(amount)  # 8 liters a day


@functools.cache
def _people() -> tuple[frozenset[str], frozenset[str]]:
    """Verbs whose bare numbers are people ("killed 12"), and the nouns for people."""
    verbs = (rule["verbs"] for rule in _rules() if rule.get("bare"))
    return frozenset().union(*verbs), _people_nouns()


def retold(
    measure: str | None,
    unit: str | None,
    item: str | None,
    verb: str | None,
    nearby: Callable[[bool], str],
    *,
    level: bool,
) -> str | None:
    """The measure that the words nearby tell: no weapons in "will take 14 jets from Airbus", shares where votes are told of.

    `level`: the figure is no change. `nearby` gives the words near in the sentence or, if true, in the paragraph; it is only
    called where they matter.
    """
    for rule in _retelling().get(measure, ()):
        if rule["verbs"] and verb not in rule["verbs"]:
            continue
        if (rule["level"] and not level) or verb in rule["unless"] or (rule["units"] and unit not in rule["units"]):
            continue
        if rule["items"] and (item is None or forms(item).isdisjoint(rule["items"])):
            continue
        if rule["words"].search(nearby(rule["paragraph"])) is not None:
            told: str | None = rule["becomes"]
            return told
    return measure


@functools.cache
def _retelling() -> dict[str | None, list[dict[str, Any]]]:
    """By measure, the rules of measures.yaml for the words near a figure."""
    found: dict[str | None, list[dict[str, Any]]] = {}
    for rule in read_yaml("measures.yaml")["nearby"]:
        found.setdefault(rule.get("measure"), []).append({
            "items": frozenset(rule.get("items", ())),
            "units": frozenset(rule.get("units", ())),
            "unless": frozenset(rule.get("unless", ())),
            "verbs": frozenset(rule.get("verbs", ())),
            "words": re.compile(rf"\b(?:{'|'.join(rule['words'])})(?:s|es)?\b", re.IGNORECASE),
            "becomes": rule.get("becomes"),
            "level": rule.get("level", False),
            "paragraph": rule.get("paragraph", False),
        })  # fmt: skip
    return found


@functools.cache
def _conditions() -> dict[str, str]:
    conditions: dict[str, str] = read_yaml("measures.yaml")["conditions"]
    return conditions


def condition(word: str) -> str | None:
    """The verb that means a condition told right behind a number: "die" of "12 dead"."""
    return _conditions().get(word)


@functools.cache
def _deeds() -> dict[str, str]:
    deeds: dict[str, str] = read_yaml("measures.yaml")["deeds"]
    return deeds


def deed(noun: str) -> str | None:
    """The verb of a noun that tells what was done to somebody: "arrest" of "the arrests of 12 men"."""
    return _deeds().get(noun) or _deeds().get(noun.removesuffix("s"))


@functools.cache
def _sufferings() -> dict[tuple[str, str], str]:
    found: list[dict[str, Any]] = read_yaml("measures.yaml")["sufferings"]
    return {(verb, noun): row["means"] for row in found for verb in row["verbs"] for noun in row["objects"]}


def suffered(verb: str, noun: str) -> str | None:
    """The verb that says what a verb does with its object: "die" of "lost their lives"."""
    return _sufferings().get((verb, noun))


def counts_people(verb: str) -> bool:
    """Whether a number alone counts people behind this verb: "killed 12"."""
    return verb in _people()[0]


def names_people(item: str) -> bool:
    """Whether an item is people of some kind."""
    return bool(forms(item) & _people()[1])


def heads_of(item: str | None) -> list[str]:
    """The words that say what the things are: tourists of "group of tourists", stations of "police stations"."""
    words = (item or "").split()
    inner = next((i for i, word in enumerate(words) if word in INNER and i), len(words))
    joined = [word for word, joint in pairwise(words) if joint in ("and", "or")]  # both of "homes and shops"
    return joined + words[inner - 1 : inner] + words[-1:]


def forms(item: str | None) -> set[str]:
    """The item's words as they are and in the singular."""
    words = re.findall(r"\w+", (item or "").lower())
    return {*words, *map(_singular, words)}


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "shes", "ches", "xes")) else word.removesuffix("s")
