"""Names of organizations: what is one name in other words, and what is the abbreviation of which."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from dateline.facts.entities.lexicon import read
from dateline.lake.entity.fold import fold, words

_LONGEST_ACRONYM = 7
_SHORTEST_ACRONYM = 3


@dataclass(frozen=True, slots=True)
class OrganizationName:
    """A name's words that tell, sorted, with the country that it names (ISO 3166-1 alpha-2, "" where none).

    `initials` are of all its words in their order, "" for one word. `acronym` is the name itself where it can be one.
    `ordinary`: every country has such a body.
    """

    key: str
    country: str
    initials: str
    acronym: str
    ordinary: bool

    @property
    def nameless(self) -> bool:
        """Whether it takes more than the name to know which country's body it is."""
        return self.ordinary and not self.country


@functools.lru_cache(100_000)
def parse(name: str) -> OrganizationName:
    """The name taken apart; names that the gazetteer knows as one body's are one name."""
    known = _known().get(_plain(name))
    if known:
        name = known.name
    plain = _plain(name)
    text, country = _without_country(plain)
    parts = _telling(text) or [country.casefold() or plain or name]
    whole = _telling(plain)
    initials = "".join(word[0] for word in whole) if len(whole) > 1 else ""
    acronym = ""
    if len(whole) == 1 and _SHORTEST_ACRONYM <= len(whole[0]) <= _LONGEST_ACRONYM:
        acronym = whole[0]
    ordinary = all(part in words()["everywhere"] for part in parts)
    country = country or (known.country if known else "")
    return OrganizationName(" ".join(sorted(parts)), country, initials, acronym, ordinary and not known)


def _telling(text: str) -> list[str]:
    """The words of a plain name that tell it from others, in order, in one spelling."""
    spelling, small, company = words()["spelling"], words()["small"], words()["company"]
    parts = [spelling.get(word, word) for word in text.split() if word not in small]
    while len(parts) > 1 and parts[-1] in company:
        parts.pop()
    return parts


def block(name: str) -> str:
    """What all names have in common that can be one body's: the letters of the abbreviation, else the words."""
    parsed = parse(name)
    letters = parsed.initials if len(parsed.initials) >= _SHORTEST_ACRONYM else parsed.acronym
    return "".join(sorted(letters)) if letters and not parsed.ordinary else parsed.key


@functools.lru_cache(100_000)
def country_of(organization: str) -> str | None:
    """The country that an organization's name is or names ("Russia", "the Russian parliament"), where it is one."""
    return _without_country(_plain(organization))[1] or None


def _plain(name: str) -> str:
    """Folded, with the dots of abbreviations gone: "u s state department" is "us state department"."""
    text = re.sub(r"(?<=\b\w)\.(?=\w\b|\s|$)", "", name)
    return fold(re.sub(r"['’][sS]\b", "", text)).removeprefix("the ")


def _without_country(text: str) -> tuple[str, str]:
    """The text without the countries' names and adjectives in it, and the country, "" where it names none or several."""
    found = set()

    def take(match: re.Match[str]) -> str:
        found.add(_countries()[match[0]])
        return " "

    rest = _country_pattern().sub(take, text)
    return (rest, found.pop()) if len(found) == 1 else (text, "")


@functools.cache
def _countries() -> dict[str, str]:
    """Names and adjectives of countries, folded → code."""
    found: dict[str, str] = {}
    for code, row in read("countries").items():
        for name in (row["name"], *row.get("also", ()), *row.get("adjective", ())):
            found.setdefault(_plain(name), code)
    return found


@functools.cache
def country_names() -> dict[str, str]:
    """Names of countries as written → code."""
    return {name: code for code, row in read("countries").items() for name in (row["name"], *row.get("also", ()))}


@functools.cache
def _country_pattern() -> re.Pattern[str]:
    names = sorted(_countries(), key=lambda name: (-len(name), name))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")


@dataclass(frozen=True, slots=True)
class _Known:
    name: str
    country: str


@functools.cache
def _known() -> dict[str, _Known]:
    """Names of bodies in the gazetteer, plain → the one name they go by, and their country."""
    found: dict[str, _Known] = {}
    for name, row in read("organizations").items():
        for other in (name, *row.get("also", ())):
            found.setdefault(_plain(other), _Known(name, row.get("country", "")))
    return found
