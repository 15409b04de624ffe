"""Two people of one name: told apart where the articles give them offices of two countries, or two walks of life."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.lake.entity.profile import Evidence, conflict, united

# Walks of life that tell a person even where no country is named.
_TELLING_FIELDS = frozenset({"sport", "stage"})


@dataclass(frozen=True, slots=True)
class Appearance:
    """A name in one article (all its versions): the roles it has there, and the names beside it."""

    article: str
    evidence: Evidence
    near: frozenset[str]


def suspicious(evidence: Evidence) -> bool:
    """Whether all that is said of a name may be said of two people."""
    return len(evidence.countries) > 1 or (len(evidence.fields) > 1 and not evidence.fields.isdisjoint(_TELLING_FIELDS))


def senses(appearances: Sequence[Appearance]) -> dict[str, str]:
    """Article → sense. All "" unless there are bearers whom nothing connects: no body, no other name, no article.

    The order of the appearances doesn't matter.
    """
    telling = _telling(appearances)
    groups = _groups([seen for seen in appearances if seen.article in telling], telling)
    if not _apart(groups):
        return dict.fromkeys((seen.article for seen in appearances), "")
    found = {seen.article: sense for sense, members in groups.items() for seen in members}
    company = {sense: frozenset().union(*(seen.near for seen in members)) for sense, members in groups.items()}
    for seen in appearances:
        if seen.article not in found:
            # To the bearer in whose company the name is here, else to the one most is written about.
            found[seen.article] = min(
                groups, key=lambda sense: (-len(seen.near & company[sense]), -len(groups[sense]), sense)
            )
    return found


def _telling(appearances: Sequence[Appearance]) -> dict[str, str]:
    """Article → key, for those that say something of the bearer. An office alone does where all others are athletes or artists."""
    keys = {seen.article: _key(seen.evidence) for seen in appearances}
    known = united(seen.evidence for seen in appearances if keys[seen.article])
    for seen in appearances:
        if not keys[seen.article] and conflict(seen.evidence, known):
            keys[seen.article] = f"/{' '.join(sorted(seen.evidence.fields))}"
    return {article: key for article, key in keys.items() if key}


def _key(evidence: Evidence) -> str:
    countries = " ".join(sorted(evidence.countries))
    fields = " ".join(sorted(evidence.fields & _TELLING_FIELDS))
    return "/".join((countries, fields)) if countries or fields else ""


def _groups(telling: Sequence[Appearance], key_of: Mapping[str, str]) -> dict[str, list[Appearance]]:
    """Appearances that something connects, by the first of their keys."""
    shared = defaultdict(list)
    places: dict[str, set[str]] = defaultdict(set)
    for seen in telling:
        for field in seen.evidence.fields & _TELLING_FIELDS:
            places[field] |= seen.evidence.countries
    for seen in telling:
        own = key_of[seen.article]
        evidence = seen.evidence
        marks = {f"country {country}" for country in evidence.countries}
        marks |= {f"body {body}" for body in evidence.bodies} | {f"near {name}" for name in seen.near}
        # A sport joins all who have it, but where it is said to be of two countries: then only those of whom none is named.
        marks |= {
            f"field {name}"
            for name in evidence.fields & _TELLING_FIELDS
            if not evidence.countries or len(places[name]) < 2
        }
        for mark in (f"key {own}", *sorted(marks)):
            shared[mark].append(own)
    parent = {key: key for key in key_of.values()}

    def root(key: str) -> str:
        while parent[key] != key:
            key = parent[key]
        return key

    for keys in shared.values():
        for other in keys[1:]:
            first, second = sorted((root(keys[0]), root(other)))
            parent[second] = first
    groups = defaultdict(list)
    for seen in telling:
        groups[root(key_of[seen.article])].append(seen)
    return dict(groups)


def _apart(groups: Mapping[str, Sequence[Appearance]]) -> bool:
    """Whether there are several groups, each in conflict with each other."""
    members = [united(seen.evidence for seen in group) for group in groups.values()]
    return len(members) > 1 and all(
        conflict(one, other) for index, one in enumerate(members) for other in members[index + 1 :]
    )
