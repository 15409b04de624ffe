"""The marts and the cookbook: documented, running, and right about the small lake."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest
from tests.lakes import add, copy_lake
from tests.newsroom import SHELLING, article, fact, identify, mention, statement, tables

from dateline import analyst
from dateline.analyst import marts, named_query, queries
from dateline.analyst.mart import read
from dateline.errors import QueryError
from dateline.settings import Settings


def rows(con: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    return con.execute(sql).fetchall()


@pytest.mark.parametrize("mart", marts(), ids=lambda mart: mart.name)
def test_every_mart_is_documented_and_has_rows(con: duckdb.DuckDBPyConnection, mart: Any) -> None:
    assert mart.description.endswith(".")
    assert rows(con, f'FROM "{mart.name}"')


@pytest.mark.parametrize("entry", queries(), ids=lambda entry: entry.name)
def test_every_question_has_an_answer(con: duckdb.DuckDBPyConnection, entry: Any) -> None:
    assert entry.question.endswith("?"), "the leading comment of a cookbook query is its question"
    first = rows(con, entry.sql)
    assert first
    assert first == rows(con, entry.sql), "an answer comes in a certain order"


def test_a_syndicated_story_counts_once_and_corrections_replace(con: duckdb.DuckDBPyConnection) -> None:
    assert rows(con, "SELECT title FROM articles_latest WHERE counts ORDER BY ALL") == [
        ("Ferry prices cut by 12 percent",),
        ("Kareth shelled",),
    ]
    assert rows(con, "SELECT title, versions, outlet_count FROM articles_latest WHERE NOT counts") == [
        ("Town shelled", 1, 2)
    ]
    assert rows(con, "SELECT low FROM figures WHERE unit = 'percent'") == [(12.0,)]


def test_tolls_name_their_claimants(con: duckdb.DuckDBPyConnection) -> None:
    found = rows(con, "SELECT day::VARCHAR, claimant, low FROM casualties ORDER BY low")
    assert found == [("2025-03-04", "the government", 12.0), ("2025-03-04", "Ovin Dahl", 40.0)]
    answer = rows(con, named_query("tolls_by_claimant").sql)
    assert [(row[2], row[4]) for row in answer] == [("Ovin Dahl", 40.0), ("the government", 12.0)]


def test_a_later_copy_adds_what_is_new_in_it(empty_lake: Settings, tmp_path: Path) -> None:
    found = tables()
    later = article("later", SHELLING.replace("12 people", "15 people"), "2025-03-06T08:00", outlet="Valley Herald")
    claims = [
        statement(later, "the government", content, speaker_type="organization")
        for content in ("15 people were killed", "$5 million for new houses")
    ]
    toll = {"modifier": "exact", "item": "people", "measure": "people_killed", "statement_id": claims[0]["fact_id"]}
    dahl = identify("PERSON", "Ovin Dahl")
    former = {"person": "Ovin Dahl", "entity_id": dahl, "title": "spokesman", "organization": None, "status": "former"}
    found["articles"].append(later)
    found["statements"] += claims
    found["quantities"].append(fact("quantities", later, "15 people", low=15.0, high=15.0, **toll))
    crowd = {"modifier": "exact", "item": "protesters", "measure": "people_protesting"}
    found["quantities"].append(fact("quantities", later, "15", low=15.0, high=15.0, **crowd))  # a crowd is no toll
    found["mentions"].append(mention(later, "Lower Marre", mention_role="credit"))
    found["roles"].append(fact("roles", later, "spokesman Ovin Dahl", **former))
    lake = add(copy_lake(empty_lake, tmp_path / "home"), found)
    with analyst.connect(lake, locked=True) as con:
        assert rows(con, "SELECT max(article_count) FROM stories") == [(3,)]
        assert rows(con, "SELECT claimant, low FROM casualties ORDER BY low") == [
            ("the government", 12.0),
            ("the government", 15.0),
            ("Ovin Dahl", 40.0),
        ]
        said = rows(
            con, "SELECT content, count(*) FROM quotes WHERE speaker = 'the government' GROUP BY ALL ORDER BY ALL"
        )
        assert said == [("$5 million for new houses", 1), ("12 people were killed", 1), ("15 people were killed", 1)]
        people = rows(
            con, "SELECT name, title, organization, title_status FROM people WHERE NOT is_credit ORDER BY ALL"
        )
        assert people == [("Ina Brook", None, None, None), ("Ovin Dahl", "spokesman", "Rebel", "former")]
        assert rows(con, "SELECT name FROM people WHERE is_credit") == [("Lower Marre",)]


def test_what_the_article_says_itself_is_the_outlets_claim(con: duckdb.DuckDBPyConnection) -> None:
    found = rows(con, "SELECT claimant, claimant_type, modality FROM timeline ORDER BY ALL")
    assert found == [
        ("Harbor Post", "article", "happened"),
        ("Harbor Post", "article", "planned"),
        ("Ovin Dahl", "person", "denied"),
    ]


def test_people_have_titles_and_statements(con: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        con,
        "SELECT name, title, organization, title_status, mention_count, article_count, statement_count FROM people ORDER BY name",
    )
    assert found == [
        ("Ina Brook", None, None, None, 2, 1, 1),
        ("Ovin Dahl", "spokesman", "Rebel", "current", 4, 2, 2),
    ]


def test_versions_say_what_changed(con: duckdb.DuckDBPyConnection) -> None:
    found = rows(con, "SELECT version, title, title_before FROM versions ORDER BY version")
    assert found == [
        (1, "Ferry prices cut by 10 percent", None),
        (2, "Ferry prices cut by 12 percent", "Ferry prices cut by 10 percent"),
    ]


def test_disputed_figures(con: duckdb.DuckDBPyConnection) -> None:
    found = rows(con, named_query("disputed_figures").sql)
    assert [(row[3], row[4], row[5], row[6]) for row in found] == [
        ("Ovin Dahl", "40 people", "the government", "12 people")
    ]


def test_who_said_what_is_about_the_article_loaded_last(con: duckdb.DuckDBPyConnection) -> None:
    assert [row[0] for row in rows(con, named_query("who_said_what").sql)] == [
        "the government",
        "Ovin Dahl",
        "Ovin Dahl",
        "the government",
    ]


def test_an_unknown_question_lists_the_known_ones() -> None:
    with pytest.raises(QueryError, match=r"no query 'who'(.|\n)*who_said_what"):
        named_query("who")


def test_comment_and_statement_are_parted(tmp_path: Path) -> None:
    (tmp_path / "one.sql").write_text("-- Why?\n-- Yes, why?\n--\n-- Because.\nSELECT 1 -- one\n;\n")
    assert read(tmp_path / "one.sql") == ("one", "Why? Yes, why?", "Because.", "SELECT 1 -- one\n")
    (tmp_path / "two.sql").write_text("SELECT 2")
    assert read(tmp_path / "two.sql") == ("two", "", "", "SELECT 2")
