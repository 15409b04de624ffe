"""Which place of several namesakes is meant, and where it lies."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import log10

from dateline.facts.document import Document
from dateline.facts.entities.chain import Chain, qualifier
from dateline.facts.entities.gazetteer import Entry, gazetteer, plain
from dateline.facts.entities.name import Name

# How likely a name means a country, a region … compared with a city, for which it is the logarithm of its inhabitants.
_LIKELY = {"country": 6.0, "region": 5.0, "state": 4.6, "province": 2.5}
_MENTIONED = 1.2  # its country is mentioned in the text
_OTHER_NAME = 1.5  # it is one of a city's other names ("Oklahoma" for Oklahoma City)
_CITIES = 2.0  # of a country or state: a large city in it is mentioned
_LARGE = 100_000  # inhabitants
_SAID = 5.0  # "Springfield, Illinois", "Idlib province"
_DIVISION = frozenset(("province", "region", "oblast", "governorate", "state", "county", "district", "prefecture"))
_PRECISION = {"country": "country", "city": "city"}


@dataclass(slots=True)
class Context:
    """Countries a text mentions, by name or adjective, with counts; U.S. states by their codes; where its large cities lie."""

    countries: Counter[str]
    states: set[str]
    cities: set[tuple[str | None, str | None]]  # (country, first administrative level)


def read_context(document: Document, names: list[Name]) -> Context:
    """What a text says about where it plays."""
    known = gazetteer()
    countries: Counter[str] = Counter()
    states: set[str] = set()
    cities: set[tuple[str | None, str | None]] = set()
    for name in names:
        for entry in name.entries[:1]:
            if entry.kind in ("country", "region") and entry.country and not _has_namesakes(name.entries):
                countries[entry.country] += 1
            if entry.kind == "city" and entry.population >= _LARGE:
                cities.add((entry.country, entry.admin))
            if entry.kind == "state" and len(name.entries) == 1 and entry.admin:
                states.add(entry.admin)
                countries["US"] += 1
    for meant in known.nationalities(document.tokens):
        if meant.country:
            countries[meant.country] += 1
    return Context(countries, states, cities)


def _has_namesakes(entries: list[Entry]) -> bool:
    """Whether a country or region shares its name with a state abroad (Georgia), or a region with a large city (Victoria)."""
    first = entries[0]
    return any(
        entry.country != first.country
        and (entry.kind in ("country", "state", "region") or (first.kind == "region" and entry.population >= _LARGE))
        for entry in entries
    )


def choose_entries(document: Document, names: list[Name], chains: list[Chain]) -> None:
    """Set each place's entry to the likeliest of what its name can stand for."""
    context = read_context(document, names)
    by_start = {name.first: name for name in names}
    for chain in chains:
        if chain.type != "PLACE" or chain.entry is None:
            continue
        said = [entry for name in chain.names for entry in _behind(document, name, by_start)]
        division = any(_before_division(document, name) for name in chain.names)
        text = chain.names[0].text
        entries = [entry for entry in gazetteer().find(text) if entry.type == "PLACE"] or [chain.entry]
        scores = [_likelihood(entry, text, context, said, division=division) for entry in entries]
        chain.entry = entries[scores.index(max(scores))]


def _behind(document: Document, name: Name, by_start: dict[int, Name]) -> list[Entry]:
    """What the name behind a comma can stand for: "Springfield, Illinois"."""
    following = qualifier(document, name, by_start)
    return [entry for entry in following.entries if entry.kind != "city"] if following is not None else []


def _before_division(document: Document, name: Name) -> bool:
    """Whether "province" or the like stands behind the name, or "the province of" in front."""
    tokens = document.tokens
    behind = tokens[name.stop].lower if name.stop < len(tokens) else ""
    front = tokens[name.first - 2].lower if name.first > 1 and tokens[name.first - 1].lower == "of" else ""
    return behind in _DIVISION or front in _DIVISION


def _likelihood(entry: Entry, text: str, context: Context, said: list[Entry], *, division: bool) -> float:
    score = _LIKELY.get(entry.kind) or log10(max(entry.population, 10))
    if entry.kind == "city" and plain(entry.name).split(" (")[0].lower() != plain(text).lower():
        score -= _OTHER_NAME
    if context.countries.get(entry.country or "", 0):
        score += _MENTIONED
    if entry.country == "US" and entry.admin in context.states:
        score += _MENTIONED
    if any(
        other.country == entry.country
        and (other.kind == "country" or other.admin is None or other.admin == entry.admin)
        for other in said
    ):
        score += _SAID
    if entry.kind == "state" and (entry.country, entry.admin) in context.cities:
        score += _CITIES
    if entry.kind in ("country", "region") and any(country == entry.country for country, _ in context.cities):
        score += _CITIES
    if division and entry.kind in ("state", "province", "region"):
        score += _SAID
    return score


def precision(entry: Entry) -> str:
    """How exact an entry's coordinates are: a city's, a region's or a country's middle."""
    return _PRECISION.get(entry.kind, "region")
