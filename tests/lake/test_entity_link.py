"""Names across articles: who is who, whatever the order of loading, and at any time."""

from __future__ import annotations

import itertools
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from tests.casefile import read_yaml
from tests.lake.names import batches, tables
from tests.lakes import add, copy_lake

from dateline import analyst
from dateline.lake import connect, connection
from dateline.settings import Settings

FOLDER = Path(__file__).parents[1] / "cases" / "linking"
CASES = read_yaml(FOLDER / "who_is_who.yaml")

# Mentions with the entity that the lake links them to.
LINKED = """
    SELECT a.text[9:strpos(a.text, '.') - 1] AS article, m.type, m.name, l.entity_id
    FROM mentions AS m JOIN articles AS a USING (article_id)
    JOIN entity_links AS l ON l.name_id = m.entity_id AND l.article_id IN ('*', m.article_id)
"""


def everything(settings: Settings) -> tuple[list[Any], list[Any]]:
    """All links and all entities."""
    with connect(settings) as con:
        return con.execute("FROM entity_links ORDER BY ALL").fetchall(), con.execute(
            "FROM entities ORDER BY ALL"
        ).fetchall()


@pytest.fixture
def settings(empty_lake: Settings, tmp_path: Path) -> Settings:
    return copy_lake(empty_lake, tmp_path / "home")


@pytest.fixture(scope="module")
def whole(empty_lake: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The lake of all cases, to be read only."""
    return add(copy_lake(empty_lake, tmp_path_factory.mktemp("whole")), tables(CASES))


@pytest.fixture(scope="module")
def con(whole: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    with connect(whole) as con:
        yield con


def test_who_is_who(con: duckdb.DuckDBPyConnection) -> None:
    entity_of = {(article, kind, name): entity for article, kind, name, entity in con.execute(LINKED).fetchall()}
    labels, entities = defaultdict(set), defaultdict(set)
    for case in CASES:
        entity = entity_of[str(case["article"]), case.get("type", "PERSON"), case["name"]]
        labels[entity].add(case["who"])
        entities[case["who"]].add(entity)
    assert [sorted(several) for several in labels.values() if len(several) > 1] == [], "taken for one"
    assert sorted(who for who, several in entities.items() if len(several) > 1) == [], "taken for several"


KNOWN_ERRORS = {
    "second_list": {("Nicolás Maduro", "Nicolas Maduro Moros"), ("David Brown", "David Brown")},
    "transliterations": set(),
}


@pytest.mark.parametrize("file", KNOWN_ERRORS)
def test_the_other_lists_have_no_errors_but_the_known_ones(file: str, settings: Settings) -> None:
    cases = read_yaml(FOLDER / f"{file}.yaml")
    with connect(add(settings, tables(cases))) as con:
        entity_of = {(article, kind, name): entity for article, kind, name, entity in con.execute(LINKED).fetchall()}
    entities = [entity_of[str(case["article"]), case.get("type", "PERSON"), case["name"]] for case in cases]
    errors = {
        (one["name"], other["name"])
        for (one, left), (other, right) in itertools.combinations(zip(cases, entities, strict=True), 2)
        if (one["who"] == other["who"]) != (left == right)
    }
    assert errors == KNOWN_ERRORS[file]


@pytest.mark.parametrize(("seed", "threads"), [(0, 1), (1, 1), (2, 2)])
def test_the_order_of_loading_makes_no_difference(
    whole: Settings, settings: Settings, seed: int, threads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(connection.CONFIG, "threads", threads)
    rows = tables(CASES)
    random.Random(seed).shuffle(rows["articles"])
    pieces = add(settings, *batches(rows, rows["articles"], 17 + 20 * seed))
    assert everything(pieces) == everything(whole)


def test_every_link_leads_to_an_entity_and_every_entity_has_a_name(con: duckdb.DuckDBPyConnection) -> None:
    assert con.execute("FROM entity_links ANTI JOIN entities USING (entity_id)").fetchall() == []
    assert con.execute("FROM entities ANTI JOIN entity_links USING (entity_id)").fetchall() == []
    twice = "SELECT name_id, article_id FROM entity_links GROUP BY ALL HAVING count(*) > 1"
    assert con.execute(twice).fetchall() == []


def test_an_entity_is_called_by_its_full_name_and_knows_its_country(con: duckdb.DuckDBPyConnection) -> None:
    found = con.execute("SELECT name, country FROM entities WHERE list_contains(aliases, 'Xi')").fetchall()
    assert found == [("Xi Jinping", "CN")]
    ministries = con.execute("SELECT country FROM entities WHERE name = 'Russian Defense Ministry'").fetchall()
    assert ministries == [("RU",)]
    erdogan = con.execute("SELECT name FROM entities WHERE list_contains(aliases, 'RECEP TAYYIP ERDOGAN')").fetchall()
    assert erdogan == [("Recep Tayyip Erdogan",)]


def test_everything_said_by_a_person_under_any_name_is_one_query(whole: Settings) -> None:
    with analyst.connect(whole, locked=True) as lake:
        said = lake.execute(
            "SELECT DISTINCT s.speaker_name FROM people AS p JOIN statements AS s USING (entity_id)"
            " WHERE list_contains(p.aliases || [p.name], 'Volodymyr Zelensky') ORDER BY ALL"
        ).fetchall()
    assert [name for (name,) in said] == [
        "Vladimir Zelenskiy",
        "Volodymyr Zelensky",
        "Volodymyr Zelenskyi",
        "Volodymyr Zelenskyy",
        "Wolodymyr Selenskyj",
        "Zelenskyy",
    ]


def test_names_that_are_hardly_names_do_no_harm(settings: Settings) -> None:
    odd = [
        "X",
        "Æ",
        "'",
        "…",
        "Зеленський",
        "李 明",
        "May",
        "Jr.",
        "von",
        "A. B.",
        "x" * 5_000,
        "J" + " J" * 2_000,
        "﷽",
        "1 2",
    ]
    rows = [
        {"article": n, "name": name, "type": kind} for kind in ("PERSON", "ORG", "PLACE") for n, name in enumerate(odd)
    ]
    with connect(add(settings, tables(rows))) as con:
        assert con.execute("SELECT sum(mention_count) FROM entities").fetchone() == (len(rows),)


def invented(chance: random.Random) -> list[dict[str, Any]]:
    """Names that are in the news every day, others hardly ever, some of them of several people, in articles of any day."""
    people = [
        *(
            "Ann Marlow",
            "Anne Marlow",
            "A. Marlow",
            "Marlow",
            "Bob Marlow",
            "Robert Marlow",
            "Tobe Adeyi",
            "Adeyi",
            "ANN MARLOW",
        ),
        *("Ida Brook", "Ina Brook", "Brook", "Olek Dorn", "Aleksandr Dorn", "Sasha Dorn", "Oleksandr Dorn"),
    ]
    bodies = ["Defense Ministry", "Kenyan Defense Ministry", "Harbor Rivers Union", "HRU", "The Harbor Rivers Union"]
    georgias = [("Georgia", "GE", 614540), ("Georgia", "US", 4197000), ("Georgia", None, None)]
    places = [*georgias, ("Kenya", "KE", 192950), ("Peru", "PE", 3932488)]
    rows: list[dict[str, Any]] = []
    for number in chance.sample(range(1_000), 70):
        for name in {chance.choice(people[: chance.choice((4, len(people)))]) for _ in range(3)}:
            role = {
                "title": chance.choice(("minister", "striker", "president")),
                "for": chance.choice((None, "Kenya", "Peru", "HRU")),
            }
            rows.append({"article": number, "name": name, **(role if chance.random() < 0.4 else {})})
        name, country, geonames = chance.choice(places)
        rows.append({"article": number, "type": "PLACE", "name": name, "country": country, "geonames": geonames})
        rows.append({"article": number, "type": "ORG", "name": chance.choice(bodies)})
    return rows


@pytest.mark.parametrize(("seed", "threads"), [(0, 1), (1, 2)])
def test_piece_by_piece_gives_what_all_at_once_gives(
    empty_lake: Settings, seed: int, threads: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(connection.CONFIG, "threads", threads)
    chance = random.Random(seed)
    rows = tables(invented(chance))
    whole = add(copy_lake(empty_lake, tmp_path / "whole"), rows)
    shuffled = chance.sample(rows["articles"], len(rows["articles"]))
    pieces = add(copy_lake(empty_lake, tmp_path / "pieces"), *batches(rows, shuffled, 24))
    assert everything(pieces) == everything(whole)
