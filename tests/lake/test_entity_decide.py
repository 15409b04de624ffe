"""Decisions about entities: recorded, in force at once and for good, and reversible."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from tests.lake.names import tables
from tests.lakes import add, copy_lake

from dateline.errors import InputError, LakeError
from dateline.lake import connect
from dateline.lake.entity import decide
from dateline.lake.entity.decide import Decider
from dateline.settings import Settings

ROWS: list[dict[str, Any]] = [
    {"article": 1, "name": "Ana Torv"},
    {"article": 2, "name": "Ana Torv"},
    {"article": 2, "name": "Anna Torff-Lind"},
    {"article": 3, "name": "Ana Tórv"},
    {"article": 3, "name": "Kiev", "type": "PLACE", "geonames": 703448, "country": "UA"},
    {"article": 4, "name": "Kyiv", "type": "PLACE", "geonames": 703448, "country": "UA"},
    {"article": 4, "name": "Old Kyiv", "type": "PLACE"},
    {"article": 5, "name": "Georgia", "type": "PLACE", "geonames": 614540, "country": "GE"},
    {"article": 6, "name": "Georgia", "type": "PLACE", "geonames": 4197000, "country": "US"},
]
LATER = [
    {"article": 7, "name": "Anna Torff-Lind"},
    {"article": 8, "name": "Ana Torv"},
    {"article": 9, "name": "Ana Tórv"},
]


@pytest.fixture(scope="module")
def linked(empty_lake: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A lake of ROWS, to be copied."""
    return add(copy_lake(empty_lake, tmp_path_factory.mktemp("linked")), tables(ROWS))


@pytest.fixture
def settings(linked: Settings, tmp_path: Path) -> Settings:
    return copy_lake(linked, tmp_path / "home")


def decider(settings: Settings, minute: int = 0) -> Decider:
    return Decider(settings, "ada", "I know them", dt.datetime(2025, 4, 1, 12, minute, tzinfo=dt.UTC))


def groups(settings: Settings) -> list[tuple[str, ...]]:
    """The names of each entity."""
    with connect(settings) as con:
        rows = con.execute("SELECT list(DISTINCT name ORDER BY name) FROM entity_links GROUP BY entity_id ORDER BY ALL")
        found = [tuple(names) for (names,) in rows.fetchall()]
        counted = con.execute("SELECT count(*) FROM entities").fetchone()
    assert counted == (len(found),), "entities and links go together"
    return found


PLACES = [("Georgia",), ("Georgia",), ("Kiev", "Kyiv")]
BEFORE = sorted([("Ana Torv", "Ana Tórv"), ("Anna Torff-Lind",), *PLACES, ("Old Kyiv",)])


def test_merge_and_undo(settings: Settings) -> None:
    assert groups(settings) == BEFORE
    (merged,) = decider(settings).merge("Ana Torv", "Anna Torff-Lind")
    after = sorted([("Ana Torv", "Ana Tórv", "Anna Torff-Lind"), *PLACES, ("Old Kyiv",)])
    assert groups(settings) == after
    add(settings, tables(LATER))
    assert groups(settings) == after, "what comes later goes where it was decided"
    decider(settings, 1).undo(merged["decision_id"][:8])
    assert groups(settings) == BEFORE
    assert [(row["kind"], row["in_force"]) for row in decide.history(settings)] == [("undo", False), ("merge", False)]


def test_a_decision_in_a_lake_linked_by_older_rules_links_all_anew(settings: Settings) -> None:
    with connect(settings, read_only=False) as con:
        con.execute("UPDATE lake.meta.linked SET scheme = 'older'")
    decider(settings).merge("Ana Torv", "Anna Torff-Lind")
    assert groups(settings) == sorted([("Ana Torv", "Ana Tórv", "Anna Torff-Lind"), *PLACES, ("Old Kyiv",)])


def test_decided_before_or_after_loading_is_the_same(settings: Settings, tmp_path: Path) -> None:
    other = add(copy_lake(settings, tmp_path / "other"), tables(LATER))
    found = []
    for one in (settings, other):
        decider(one).merge("Kiev", "Old Kyiv")
        decider(one, 1).split("Ana Torv", "Ana Tórv")
        if one is settings:
            add(one, tables(LATER))
        with connect(one) as con:
            found.append(
                [con.execute(f"FROM {table} ORDER BY ALL").fetchall() for table in ("entity_links", "entities")]
            )
    assert found[0] == found[1]


def test_split_and_undo(settings: Settings) -> None:
    (split,) = decider(settings).split("Ana Torv", "ana tórv")
    assert ("Ana Torv",) in groups(settings)
    assert ("Ana Tórv",) in groups(settings)
    decider(settings, 1).split("Kyiv", "Kiev")
    assert ("Kyiv",) in groups(settings)
    decider(settings, 2).undo(split["decision_id"])
    assert ("Ana Torv", "Ana Tórv") in groups(settings)


def test_split_in_one_article_only(settings: Settings) -> None:
    with connect(settings) as con:
        article = con.execute("SELECT article_id FROM articles WHERE starts_with(text, 'Article 2.')").fetchone()
    assert article
    decider(settings).split("Ana Torv", "Ana Torv", article)
    assert sorted(groups(settings)) == sorted([*BEFORE, ("Ana Torv",)])
    with pytest.raises(LakeError, match="no article 'nowhere'"):
        decider(settings).split("Ana Tórv", "Ana Tórv", ["nowhere"])


def test_identify_from_a_file(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "ids.csv"
    file.write_text(
        "name,type,country,id\nAna Torv,PERSON,,Q42\nGeorgia,PLACE,US,wikidata:Q1428\nGeorgia,,,Q230\nNobody,,,Q1\nKyiv,,,capital\n"
        "Kyiv,TOWN,,Q2\nKyiv,place,PE,Q2\n,,,Q3\nKyiv\n"
    )
    rows, complaints = decider(settings).identify_from(file)
    assert [(row["name"], row["outside_id"]) for row in rows] == [
        ("Ana Torv", "wikidata:Q42"),
        ("Georgia", "wikidata:Q1428"),
    ]
    assert [complaint.rsplit("ids.csv", 1)[1] for complaint in complaints] == [
        ":4: name: 'Georgia' is 2 entities", ":5: name: there is no entity 'Nobody'",
        ":6: id: 'capital' is no id elsewhere, write it like wikidata:Q3874799",
        ":7: type: 'TOWN' is none of PERSON, ORG, PLACE", ":8: name: there is no entity 'Kyiv' of type PLACE in PE",
        ":9: name: is missing", ":10: id: is missing",
    ]  # fmt: skip
    with connect(settings) as con:
        found = con.execute("SELECT outside_ids FROM entities WHERE name = 'Georgia' ORDER BY country").fetchall()
    assert found == [(["geonames:614540"],), (["geonames:4197000", "wikidata:Q1428"],)]
    again, _ = decider(settings, 1).identify_from(file)
    assert again == []
    decider(settings, 2).undo(rows[0]["decision_id"])
    with connect(settings) as con:
        assert con.execute("SELECT outside_ids FROM entities WHERE name = 'Ana Torv'").fetchone() == ([],)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "no column 'id'"),
        (b"name\nAna", "no column 'id'"),
        (b"name,id\n\xff,Q1\n", "no CSV file in UTF-8"),
        (b'name,id\n"Ana,Q1\n', "no CSV file"),
    ],
)
def test_files_that_are_not_what_they_should_be(
    settings: Settings, tmp_path: Path, content: bytes, complaint: str
) -> None:
    file = tmp_path / "ids.csv"
    file.write_bytes(content)
    with pytest.raises(InputError, match=complaint):
        decider(settings).identify_from(file)
    with pytest.raises(InputError, match="can't be read"):
        decider(settings).identify_from(tmp_path / "none.csv")


def test_what_cannot_be_decided_is_an_error_and_changes_nothing(settings: Settings, tmp_path: Path) -> None:
    for wrong, complaint in (
        (lambda: decider(settings).merge("Ana Torv", "Nobody"), "no entity 'Nobody'(.|\n)*dateline entities search"),
        (lambda: decider(settings).merge("Ana Torv", "Ana Tórv"), "one entity already"),
        (lambda: decider(settings).merge("Ana Torv", "Kyiv"), "a PERSON, 'Kiev' a PLACE"),
        (lambda: decider(settings).merge("Georgia", "Kyiv"), "'Georgia' is 2 entities"),
        (lambda: decider(settings).split("Ana Torv", "Kyiv"), "has no name 'Kyiv'"),
        (lambda: decider(settings).undo("abc"), "no decision in force"),
        (lambda: decider(settings).identify("Ana Torv", "42"), "no id elsewhere"),
        (lambda: decider(Settings(home=tmp_path / "none")).merge("a", "b"), "no lake here yet"),
    ):
        with pytest.raises(LakeError, match=complaint):
            wrong()
    assert groups(settings) == BEFORE
    assert decide.history(settings) == []


def test_search_and_show(settings: Settings) -> None:
    assert [row["name"] for row in decide.search(settings, "tórv")] == ["Ana Torv"]
    one, names = decide.names(settings, "kyiv")
    assert one["outside_ids"] == ["geonames:703448"]
    assert [(row["name"], row["method"]) for row in names] == [("Kiev", "place"), ("Kyiv", "place")]
