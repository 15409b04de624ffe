"""The sample newsroom through the real command line: what a newcomer sees first."""

from __future__ import annotations

import csv
import io
import json

import pytest

from dateline import contracts

FACTS = ["statements", "quantities", "times", "mentions", "roles", "events"]


def test_the_demo_tells_what_came_in_and_what_to_do_next(sample) -> None:
    _, printed = sample
    for part in ("articles loaded", "in quarantine", "It took", "What to type next", "dateline sql", *FACTS):
        assert part in printed
    assert printed.count("?") >= 3  # the questions it answers


def test_every_kind_of_fact_is_loaded(sample) -> None:
    lake, _ = sample
    for table in ["articles", "stories", "entities", "runs", "checks", "quarantine", *FACTS]:
        assert lake.sql(f"SELECT count(*) FROM {table}")[0][0] > 0, table


@pytest.mark.parametrize("table", FACTS)
def test_every_fact_stands_in_the_text_at_its_offsets(sample, table: str) -> None:
    lake, _ = sample
    wrong = lake.sql(
        f"SELECT fact_id FROM {table} JOIN articles USING (article_id) "
        "WHERE substr(text, char_start + 1, char_end - char_start) <> quote OR NOT contains(text, sentence)"
    )
    assert wrong == []


def test_versions_copies_and_refused_pages_show(sample) -> None:
    lake, _ = sample
    assert lake.sql("SELECT canonical_id FROM articles GROUP BY ALL HAVING count(*) > 1"), "no updated version"
    assert lake.sql("SELECT 1 FROM stories WHERE is_lead AND outlet_count > 1"), "no syndicated copy"
    reasons = lake.sql("SELECT location, reason, next_step FROM quarantine")
    assert len(reasons) >= 2
    assert all(location and reason and step for location, reason, step in reasons)


def test_the_books_balance(sample) -> None:
    lake, _ = sample
    [(collected, loaded, duplicates, status)] = lake.sql("SELECT collected, loaded, duplicates, status FROM runs")
    [(lost,)] = lake.sql("SELECT count(*) FROM quarantine WHERE stage IN ('collect', 'articles')")
    assert status == "completed"
    assert collected == loaded + duplicates + lost
    assert lake.sql("SELECT success FROM checks WHERE expectation = 'in equals out'") == [(True,)]


def test_claimed_figures_have_their_claimant(sample) -> None:
    lake, _ = sample
    inside = lake.sql(
        "SELECT count(*) FROM quantities q JOIN statements s ON q.article_id = s.article_id "
        "WHERE q.statement_id IS NULL AND list_bool_or("
        'list_transform(s.content_spans, x -> x.start <= q.char_start AND q.char_end <= x."end"))'
    )
    assert inside == [(0,)]
    assert lake.sql("SELECT count(*) FROM figures WHERE claimant IS NULL") == [(0,)]


def test_sql_in_every_format(sample, tmp_path) -> None:
    lake, _ = sample
    query = "SELECT title, published_on, word_count FROM articles ORDER BY article_id LIMIT 3"
    rows = json.loads(lake("sql", query, "--format", "json"))
    assert [list(row) for row in rows] == [["title", "published_on", "word_count"]] * 3
    assert len(list(csv.DictReader(io.StringIO(lake("sql", query, "--format", "csv"))))) == 3
    assert "published_on" in lake("sql", query)
    file = tmp_path / "out.parquet"
    lake("sql", query, "--format", "parquet", "--output", file)
    assert lake.sql(f"SELECT count(*) FROM '{file}'") == [(3,)]


def test_sql_only_reads(sample, tmp_path) -> None:
    lake, _ = sample
    for query in (
        "DELETE FROM articles",
        "CREATE TABLE mine (a int)",
        f"COPY articles TO '{tmp_path / 'x.csv'}'",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT 1; DROP TABLE articles",
    ):
        assert "→" in lake("sql", query, status=1)
    assert lake.sql("SELECT count(*) > 0 FROM articles") == [(True,)]


def test_a_mistyped_table_gets_a_hint(sample) -> None:
    lake, _ = sample
    assert "statements" in lake("sql", "SELECT * FROM statement", status=1)


def test_cookbook_and_marts_answer(sample) -> None:
    lake, _ = sample
    listed = lake("sql", "--list")
    assert "tolls_by_claimant" in listed
    assert "claimant" in lake("sql", "--named", "tolls_by_claimant")


def test_status_and_sources(sample) -> None:
    lake, _ = sample
    printed = lake("status")
    for table in contracts.load():
        assert table in printed
    assert "completed" in printed
    assert "sample-feed" in lake("sources", "--check")


def test_a_second_run_adds_nothing(dateline) -> None:
    dateline("run", "sample-desk")
    before = dateline.sql(
        "SELECT count(*), (SELECT count(*) FROM mentions), (SELECT count(*) FROM quarantine) FROM articles"
    )
    dateline("run", "sample-desk")
    after = dateline.sql(
        "SELECT count(*), (SELECT count(*) FROM mentions), (SELECT count(*) FROM quarantine) FROM articles"
    )
    assert before == after
    assert dateline.sql("SELECT loaded, duplicates > 0 FROM runs ORDER BY started_at DESC LIMIT 1") == [(0, True)]
