"""Whether the order of loading makes a difference: invented articles, loaded in several ways, must give the same tables.

    python -m benchmarks.order [ARTICLES]

Composes ARTICLES (default 1,000) from templates, reads the facts out of them in one process and in two, and loads them into
four lakes: all at once, in their order and shuffled in five batches, and backwards in thirteen. Prints how many stories,
entities, links and linked events there are, and what differs; exit status 1 if anything does.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from dateline.facts.stage import extract_articles
from dateline.lake import Lake, connect
from dateline.settings import Settings

Row = dict[str, Any]

TABLES = ("stories", "entities", "entity_links", "event_links")

# The same people under several names, people of one name, and bodies with their abbreviations.
PEOPLE = [
    (
        "Ukraine",
        "President",
        ["Volodymyr Zelenskyy", "Volodymyr Zelensky", "Vladimir Zelenskiy", "Wolodymyr Selenskyj"],
    ),
    ("Turkey", "President", ["Recep Tayyip Erdogan", "Recep Tayyip Erdoğan", "Tayyip Erdogan"]),
    ("Kenya", "Foreign Minister", ["James Kariuki", "James K. Kariuki"]),
    ("Canada", "Trade Minister", ["James Kariuki"]),
    ("Peru", "Interior Minister", ["Rosa Tapia", "Rosa María Tapia"]),
    ("Austria", "Chancellor", ["Elisabeth Trautner", "Elizabeth Trautner"]),
    ("Belarus", "Health Minister", ["Aleksandr Drozdov", "Aliaksandr Drozdov", "Alexander Drozdov"]),
    ("Libya", "Prime Minister", ["Moammar Qadhafi", "Muammar Gaddafi"]),
    ("Norway", "Finance Minister", ["Sverre Aasland", "Sverre Åsland"]),
    ("Mali", "Defense Minister", ["Sadio Kamara", "Sadio Camara"]),
]
BODIES = ["the International Rivers Fund (IRF)", "the Harbor Workers Union", "NATO", "the World Health Organization"]
SHORT_BODIES = ["the IRF", "the Harbor Workers Union", "NATO", "the WHO"]
TOWNS = ["Kharkiv", "Gao", "Georgia", "Paris", "Odesa", "Lagos", "Springfield", "Santiago", "Kyiv", "Kiev"]
GIVEN = ["Ada", "Ben", "Carla", "Dmitri", "Elena", "Farid", "Grace", "Hugo", "Ines", "Jonas", "Katya", "Luis"]
SURNAMES = [
    "Marlow",
    "Brandt",
    "Okafor",
    "Petrenko",
    "Quiroga",
    "Rossi",
    "Schroeder",
    "Schröder",
    "Tanaka",
    "Ivanov",
    "Ivanova",
]
LEADS = [
    "{town} was shelled on {weekday} and {n} people were killed, the mayor, {local}, said.",
    "Militants attacked a convoy near {town} on {weekday}, killing {n} soldiers, {local}, a spokesman for the army, said.",
    "Police in {town} arrested {n} people on {weekday} at a protest, {local} said.",
    "{n} people were injured in a flood near {town} on {weekday}, {body} said.",
]
REST = [
    "{title} {name} of {country} said the government would send {m} engineers.",
    '"We will not wait," {name} told reporters. {surname} left {town} in the evening.',
    "{country}'s Foreign Ministry denied that its forces had been there.",
    "{body} asked for ${m} million. {short} said that a third of the dams were unsafe.",
    "The {title_lower} of {country}, {name}, met {local} on {weekday}.",
    "{local} said {m} houses were damaged and {n} people were missing.",
]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def compose(count: int, seed: int = 11) -> Iterator[Row]:
    """So many rows of `articles`, some of them later versions or copies of an earlier one with another figure."""
    chance = random.Random(seed)
    texts: list[tuple[str, str, dt.date]] = []
    for number in range(count):
        if texts and chance.random() < 0.15:
            key, text, day = chance.choice(texts)
            copied = chance.random() < 0.5
            text = text.replace(" people were", " civilians were", 1)
            yield _article(f"a{number}" if copied else key, text, day, number)
            continue
        day = dt.date(2026, 1, 1) + dt.timedelta(days=chance.randrange(90))
        text = "\n\n".join(_sentences(chance))
        texts.append((f"a{number}", text, day))
        yield _article(f"a{number}", text, day, number)


def _sentences(chance: random.Random) -> Iterator[str]:
    country, title, names = chance.choice(PEOPLE)
    name, which = chance.choice(names), chance.randrange(len(BODIES))
    words = {
        "country": country, "title": title, "title_lower": title.lower(), "name": name, "surname": name.split()[-1],
        "town": chance.choice(TOWNS), "weekday": chance.choice(WEEKDAYS), "n": chance.randint(2, 60), "m": chance.randint(2, 60),
        "local": f"{chance.choice(GIVEN)} {chance.choice(SURNAMES)}", "body": BODIES[which], "short": SHORT_BODIES[which],
    }  # fmt: skip
    for template in (chance.choice(LEADS), *chance.sample(REST, 3)):
        sentence = template.format(**words)
        yield sentence[:1].upper() + sentence[1:]


def _article(key: str, text: str, day: dt.date, number: int) -> Row:
    published = dt.datetime.combine(day, dt.time(number % 24), dt.UTC)
    return {
        "article_id": _id(key, text), "canonical_id": _id(key), "source_id": "composed", "url": f"https://news.example/{key}",
        "outlet": ("The Wire", "The Post", "The Courier")[number % 3], "title": None, "text": text, "caption": [],
        "dateline_place": None, "authors": [], "contributors": [], "agencies": [], "published_on": day, "published_at": published,
        "published_basis": "metadata", "modified_at": None, "fetched_at": published, "language": "en",
        "country": None, "word_count": len(text.split()), "text_hash": _id(text), "archive_file": "none", "archive_offset": 0,
        "archive_line": None, "run_id": "composed",
    }  # fmt: skip


def _id(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20]


def load(home: Path, tables: dict[str, list[Row]], articles: Sequence[Row], size: int) -> dict[str, list[Any]]:
    """Load the articles with their facts, so many at a time, and give what spans them: the rows of TABLES."""
    lake = Lake(Settings(home=home))
    for start in range(0, len(articles), size):
        part = articles[start : start + size]
        ids = {article["article_id"] for article in part}
        facts = {name: [row for row in rows if row["article_id"] in ids] for name, rows in tables.items()}
        lake.load({"articles": part, **facts}, run_id="composed", message="composed")
        lake.refresh(run_id="composed")
    with connect(lake.settings) as con:
        return {table: con.execute(f"FROM {table} ORDER BY ALL").fetchall() for table in TABLES}


def ways(articles: Sequence[Row], seed: int = 3) -> dict[str, tuple[list[Row], int]]:
    """The ways to load them: their order, and how many at a time."""
    shuffled = random.Random(seed).sample(list(articles), len(articles))
    some, many = max(1, len(articles) // 5), max(1, len(articles) // 13)
    return {
        "all at once": (list(articles), len(articles)),
        "in order, five batches": (list(articles), some),
        "shuffled, five batches": (shuffled, some),
        "backwards, many batches": (list(reversed(articles)), many),
    }


def main(count: int) -> int:
    """Compose, read, load in all ways, and compare. The number of differences."""
    articles = list({row["article_id"]: row for row in compose(count)}.values())
    _, tables, rejected = extract_articles(articles, workers=1)
    _, again, _ = extract_articles(articles[::-1], workers=2)
    key = [sorted(map(repr, rows)) for _, rows in sorted(tables.items())]
    other = [sorted(map(repr, rows)) for _, rows in sorted(again.items())]
    differences = int(key != other)
    print(f"{len(articles):,} articles, {sum(map(len, tables.values())):,} facts, {len(rejected)} articles refused")
    print(f"read in one process, and backwards in two: {'the same facts' if key == other else 'OTHER FACTS'}")
    first: dict[str, list[Any]] | None = None
    for way, (order, size) in ways(articles).items():
        with tempfile.TemporaryDirectory() as folder:
            found = load(Path(folder), tables, order, size)
        first = first or found
        wrong = [table for table in TABLES if found[table] != first[table]]
        differences += len(wrong)
        counts = ", ".join(f"{len(rows):,} {table}" for table, rows in found.items())
        print(f"{way}: {counts}; {'OTHER ' + ', '.join(wrong) if wrong else 'the same'}", flush=True)
    return differences


if __name__ == "__main__":
    sys.exit(1 if main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000) else 0)
