"""What the articles say of the bearer of a name, and how it speaks for or against two names being one's."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.lake.entity.fold import fold, words
from dateline.lake.entity.organization import country_of
from dateline.lake.entity.organization import parse as parse_organization

# What agreement and conflict add to the likeness of two names.
SAME_BODY, SAME_COUNTRY, SAME_TITLE, ONE_ACQUAINTANCE, ACQUAINTANCES, CONFLICT = 0.15, 0.1, 0.05, 0.1, 0.2, -0.3

# Title as written, and the organization or country that it is held for, "" where the article doesn't say.
Role = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What roles tell: head words of titles, organizations, countries and walks of life."""

    titles: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Profile:
    """A name (in one sense) over all articles.

    `node` identifies name and sense, `near` are the ids of names that stand beside it in articles, `aliases` are
    abbreviations that articles use for it. `sense` is "" where the name has one bearer only.
    """

    node: str
    name_id: str
    name: str
    first_seen: dt.date
    sense: str = ""
    evidence: Evidence = Evidence()
    near: frozenset[str] = frozenset()
    aliases: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Link:
    """Which entity a node belongs to, by what, and how sure that is (0 to 1)."""

    entity_id: str
    method: str
    score: float


def evidence(roles: Iterable[Role]) -> Evidence:
    """What these roles tell."""
    return _evidence(frozenset(roles))


@functools.lru_cache(100_000)
def _evidence(roles: frozenset[Role]) -> Evidence:
    titles: set[str] = set()
    bodies: set[str] = set()
    countries: set[str] = set()
    fields: set[str] = set()
    by_title = _fields()
    for title, organization in roles:
        parts = fold(title).split()
        if parts:
            titles.add(parts[-1])
        fields.update(by_title[word] for word in parts[-1:] if word in by_title)
        if organization:
            country = country_of(organization)
            if country:
                countries.add(country)
            elif " " in (body := parse_organization(organization)).key or not body.ordinary:
                bodies.add(body.key)  # an "army" alone may be anybody's
    return Evidence(frozenset(titles), frozenset(bodies), frozenset(countries), frozenset(fields))


@functools.cache
def _fields() -> dict[str, str]:
    """Head words of titles → the walk of life that they belong to."""
    return {title: field for field, heads in words()["field"].items() for title in heads}


def united(several: Iterable[Evidence]) -> Evidence:
    """All of the evidence together."""
    several = list(several)
    return Evidence(
        titles=frozenset().union(*(one.titles for one in several)),
        bodies=frozenset().union(*(one.bodies for one in several)),
        countries=frozenset().union(*(one.countries for one in several)),
        fields=frozenset().union(*(one.fields for one in several)),
    )


def conflict(a: Evidence, b: Evidence) -> bool:
    """Whether one person can hardly have both: offices of two countries, or two walks of life."""
    return _apart(a.countries, b.countries) or _apart(a.fields, b.fields)


def _apart(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b) and a.isdisjoint(b)


def agreement(a: Evidence, b: Evidence) -> float:
    """What two names' roles add to their likeness; negative where they conflict."""
    shared = SAME_BODY * (not a.bodies.isdisjoint(b.bodies)) + SAME_COUNTRY * (not a.countries.isdisjoint(b.countries))
    return shared + SAME_TITLE * (not a.titles.isdisjoint(b.titles)) + CONFLICT * conflict(a, b)


def context(a: Profile, b: Profile) -> float:
    """What the articles add to the likeness of two names: roles, and who else stands in them."""
    common = len(a.near & b.near)
    company = ACQUAINTANCES if common > 1 else ONE_ACQUAINTANCE * common
    return agreement(a.evidence, b.evidence) + company


def together(a: Profile, b: Profile) -> bool:
    """Whether one article has both names, as two people."""
    return a.name_id in b.near or b.name_id in a.near
