from __future__ import annotations

import copy
import datetime as dt
import json
import logging
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests import newsroom

from dateline.checks import Checked, check
from dateline.checks.answer import ANSWERS
from dateline.checks.suite import expectations
from dateline.contracts import load
from dateline.errors import CheckError, ContractError

Row = dict[str, Any]
NOW = dt.datetime(2025, 3, 6, tzinfo=dt.UTC)
FACTS = ("statements", "quantities", "times", "mentions", "roles", "events")


def full_batch() -> dict[str, list[Row]]:
    """At least one good row of every table."""
    tables = newsroom.tables()
    tables["articles"] = [{**row, "word_count": 40} for row in tables["articles"]]
    lead = tables["articles"][0]["article_id"]
    tables["stories"] = [
        {"article_id": row["article_id"], "story_id": lead, "similarity": 1.0, "is_lead": row["article_id"] == lead,
         "article_count": 3, "outlet_count": 2}
        for row in tables["articles"][:3]
    ]  # fmt: skip
    tables["entities"] = [
        {"entity_id": newsroom.identify("PERSON", "Ovin Dahl"), "name": "Ovin Dahl", "type": "PERSON", "aliases": [],
         "mention_count": 4, "article_count": 2, "first_seen": dt.date(2025, 3, 5), "last_seen": dt.date(2025, 3, 5)}
    ]  # fmt: skip
    dahl, event = newsroom.identify("PERSON", "Ovin Dahl"), tables["events"][0]["fact_id"]
    tables["entity_links"] = [
        {"name_id": dahl, "article_id": "*", "entity_id": dahl, "type": "PERSON", "name": "Ovin Dahl", "node_id": dahl,
         "method": "name", "score": 1.0}
    ]  # fmt: skip
    tables["entity_decisions"] = [
        {"decision_id": newsroom.identify("decision"), "kind": "identify", "entity_id": dahl, "name_id": dahl,
         "article_ids": [], "outside_id": "wikidata:Q1", "decided_by": "desk", "decided_at": NOW, "reason": "his passport"}
    ]  # fmt: skip
    tables["event_links"] = [
        {"fact_id": event, "event_id": event, "story_id": lead, "article_count": 1, "outlet_count": 1, "is_lead": True}
    ]
    tables["checks"] = [
        {"run_id": "run-1", "batch": 0, "table_name": "times", "expectation": "quote_is_text", "column_name": "quote",
         "severity": "critical", "checked_rows": 2, "failed_rows": 0, "success": True, "checked_at": NOW}
    ]  # fmt: skip
    return tables


def checked(batch: dict[str, list[Row]], share: float = 1.0) -> Checked:
    return check(batch, run_id="run-2", batch_number=3, now=NOW, max_rejected_share=share)


def only(batch: dict[str, list[Row]], *tables: str) -> dict[str, list[Row]]:
    """A copy of some tables of the batch."""
    return {table: copy.deepcopy(batch[table]) for table in tables}


def with_copy(batch: dict[str, list[Row]], table: str, columns: Row, label: str) -> str:
    """Add a copy of the table's first row with a key of its own and other values; returns what it has as key."""
    key = load()[table].key[0]
    row = {**copy.deepcopy(batch[table][0]), key: newsroom.identify(table, label), **columns}
    batch[table].append(row)
    return str(row[key])


@pytest.fixture(scope="module")
def batch() -> dict[str, list[Row]]:
    return full_batch()


def test_good_rows_pass_unchanged(batch: dict[str, list[Row]]) -> None:
    result = checked(batch, share=0.0)
    assert result.good == batch
    assert result.rejected == []
    assert {row["table_name"] for row in result.checks} == set(load())
    assert [row for row in result.checks if not row["success"]] == []
    assert load()["checks"].to_arrow(result.checks).num_rows == len(result.checks)
    assert len({tuple(row[column] for column in load()["checks"].key) for row in result.checks}) == len(result.checks)


# For every rule that a contract states: the columns of the table's first row that break it.
BREAKS: dict[tuple[str, str], Row] = {
    ("articles", "long_enough"): {"word_count": 3},
    ("articles", "modified_after_published"): {"modified_at": dt.datetime(2025, 3, 1, tzinfo=dt.UTC)},
    ("articles", "published_before_fetched"): {"published_on": dt.date(2025, 3, 7)},
    ("checks", "failed_within_checked"): {"checked_rows": 1, "failed_rows": 2},
    ("entities", "articles_within_mentions"): {"article_count": 5},
    ("entities", "seen_in_order"): {"last_seen": dt.date(2025, 3, 4)},
    ("event_links", "outlets_within_articles"): {
        "fact_id": newsroom.tables()["events"][1]["fact_id"],
        "outlet_count": 5,
    },
    ("events", "attributed_has_statement"): {"attributed": True},
    ("events", "date_is_timex3"): {"date": "last week"},
    ("events", "dates_in_order"): {"date_to": dt.date(2025, 3, 1)},
    ("events", "toll_in_order"): {"toll_low": 3.0, "toll_high": 2.0},
    ("mentions", "coordinates_in_pairs"): {"latitude": 3.0},
    ("mentions", "entity_has_name"): {"entity_id": None},
    ("mentions", "geo_precision_known"): {"geo_precision": "somewhere"},
    ("mentions", "unnamed_has_reason"): {"name": None, "entity_id": None},
    ("quantities", "date_is_timex3"): {"date": "last week"},
    ("quantities", "dates_in_order"): {"date_to": dt.date(2025, 3, 1)},
    ("quantities", "has_a_value"): {"low": None, "high": None},
    ("quantities", "low_to_high"): {"high": 11.0},
    ("quantities", "measure_known"): {"measure": "dozens"},
    ("runs", "ended_after_started"): {"finished_at": dt.datetime(2025, 3, 5, 12, tzinfo=dt.UTC)},
    ("runs", "failure_has_error"): {"status": "failed"},
    ("statements", "said_before_published"): {"said_on": dt.date(2025, 3, 7)},
    ("statements", "spans_in_text"): {"cue_spans": [{"start": 5, "end": 10**6}]},
    ("stories", "outlets_within_articles"): {
        "article_id": newsroom.tables()["articles"][3]["article_id"],
        "outlet_count": 5,
    },
    ("times", "dates_in_order"): {"date_to": dt.date(2025, 3, 1)},
    ("times", "value_is_timex3"): {"value": "last week"},
    **{(table, "offsets_in_order"): {"char_end": 1} for table in FACTS},
    **{(table, "offsets_in_text"): {"char_end": 10**6} for table in FACTS},
    **{(table, "quote_is_text"): {"quote": "is"} for table in FACTS},
    **{(table, "quote_in_sentence"): {"sentence": "Another one."} for table in FACTS},
}
TOLERANT = {("articles", "title_known")}
RULES = {(table, rule.name): rule for table, contract in load().items() for rule in contract.rules}


def test_every_rule_has_a_row_that_breaks_it() -> None:
    assert BREAKS.keys() | TOLERANT == RULES.keys()


@pytest.fixture(scope="module")
def broken(batch: dict[str, list[Row]]) -> tuple[Checked, dict[str, str]]:
    """What comes of a batch with a row for everything that can be wrong, and the key of each of these rows."""
    bad = copy.deepcopy(batch)
    keys = {f"{table} {name}": with_copy(bad, table, columns, name) for (table, name), columns in BREAKS.items()}
    for number, (table, columns, _, _) in enumerate(DEFINITIONS):
        keys[f"{number}"] = with_copy(bad, table, columns, str(number))
    return checked(bad), keys


def rejected_of(result: Checked, table: str, key: str) -> Row | None:
    """The quarantine row of the row with that key."""
    column = load()[table].key[0]
    rows = (row for row in result.rejected if row["table_name"] == table)
    return next((row for row in rows if json.loads(row["row"])[column] == key), None)


@pytest.mark.parametrize(("table", "name"), BREAKS)
def test_rule_finds_the_row_that_breaks_it(broken: tuple[Checked, dict[str, str]], table: str, name: str) -> None:
    result, keys = broken
    rule = RULES[table, name]
    (report,) = [row for row in result.checks if (row["table_name"], row["expectation"]) == (table, name)]
    assert report["failed_rows"] >= 1
    assert (report["success"], report["severity"], report["column_name"]) == (False, rule.severity, rule.column)
    row = rejected_of(result, table, keys[f"{table} {name}"])
    assert bool(row) is (rule.severity == "critical")
    if row:
        assert f"{table}.{rule.column} fails {name}: " in row["reason"]
        assert row["column_name"] == rule.column


# Definitions of columns: what breaks them, the expectation that says so, and the value that quarantine shows.
DEFINITIONS: list[tuple[str, Row, str, str | None]] = [
    ("quantities", {"modifier": None}, "expect_column_values_to_not_be_null", None),
    ("quantities", {"modifier": "circa"}, "expect_column_values_to_be_in_set", "circa"),
    ("quantities", {"confidence": 1.5}, "expect_column_values_to_be_between", "1.5"),
    ("quantities", {"unit": ""}, "expect_column_value_lengths_to_be_between", ""),
    ("quantities", {"statement_id": "f" * 20}, "statement_id_resolves", "f" * 20),
    ("quantities", {"low": "12"}, "values_have_types", "12"),
    ("quantities", {"low": float("inf")}, "values_have_types", "inf"),
    ("quantities", {"article_id": ["odd"]}, "values_have_types", "['odd']"),
    ("times", {"article_id": "f" * 20}, "article_id_resolves", "f" * 20),
    ("mentions", {"country": "Latvia"}, "expect_column_values_to_match_regex", "Latvia"),
    ("mentions", {"latitude": 91.0, "longitude": 0.0}, "expect_column_values_to_be_between", "91.0"),
    ("statements", {"content_spans": None}, "expect_column_values_to_not_be_null", None),
    ("articles", {"published_on": dt.date(1422, 3, 5)}, "expect_column_values_to_be_between", "1422-03-05"),
    ("articles", {"language": "English"}, "expect_column_values_to_match_regex", "English"),
    ("articles", {"fetched_at": dt.datetime(2025, 3, 5)}, "values_have_types", "2025-03-05 00:00:00"),
]


@pytest.mark.parametrize("number", range(len(DEFINITIONS)))
def test_broken_definition_is_quarantined(broken: tuple[Checked, dict[str, str]], number: int) -> None:
    result, keys = broken
    table, columns, expectation, value = DEFINITIONS[number]
    row = rejected_of(result, table, keys[f"{number}"])
    assert row is not None
    assert f"fails {expectation}: " in row["reason"]
    assert row["value"] == value
    assert row["column_name"] in columns
    assert (row["stage"], row["run_id"], row["quarantined_at"]) == ("checks", "run-2", NOW)
    assert row["next_step"]


def test_all_that_is_bad_fits_the_contract_of_quarantine(broken: tuple[Checked, dict[str, str]]) -> None:
    result, _ = broken
    assert load()["quarantine"].to_arrow(result.rejected).num_rows == len(result.rejected) > len(DEFINITIONS)


def test_a_repeated_key_is_rejected_once(batch: dict[str, list[Row]]) -> None:
    other = only(batch, "articles", "roles")
    other["roles"].append(copy.deepcopy(other["roles"][0]))
    result = checked(other)
    assert result.good["roles"] == batch["roles"]
    assert ["key_is_unique" in row["reason"] for row in result.rejected] == [True]


def test_facts_go_with_their_article(batch: dict[str, list[Row]]) -> None:
    bad = only(batch, "articles", "statements", "times")
    key = bad["articles"][0]["article_id"]
    bad["articles"][0]["language"] = "English"
    result = checked(bad, share=0.25)
    for table in ("statements", "times"):
        assert result.good[table] == [row for row in batch[table] if row["article_id"] != key]
    reasons = {row["reason"] for row in result.rejected if row["table_name"] == "times"}
    assert len(reasons) == 1
    assert "its row of articles was rejected, since articles.language fails" in reasons.pop()
    assert {row["location"] for row in result.rejected} == {"https://news.example/shelling"}
    assert {row["archive_file"] for row in result.rejected} == {"by-hand.warc.gz"}
    # Those that only follow a rejected row are not bad themselves: half of the times, but no more than a quarter may be.
    assert len(result.good["times"]) == len(batch["times"]) / 2


def test_figures_go_with_their_statement(batch: dict[str, list[Row]]) -> None:
    bad = only(batch, "articles", "statements", "quantities")
    key = bad["statements"][0]["fact_id"]
    bad["statements"][0]["kind"] = "whispered"
    result = checked(bad)
    assert result.good["quantities"] == [row for row in batch["quantities"] if row["statement_id"] != key]
    (row,) = [row for row in result.rejected if row["table_name"] == "quantities"]
    assert "its row of statements was rejected, since statements.kind fails" in row["reason"]
    assert (row["column_name"], row["value"]) == ("statement_id", key)


def test_references_out_of_the_batch_are_left_alone(batch: dict[str, list[Row]]) -> None:
    result = checked(only(batch, "stories"), share=0.0)
    assert result.good == only(batch, "stories")


def test_too_many_bad_rows_refuse_the_batch(batch: dict[str, list[Row]]) -> None:
    bad = only(batch, "articles", "times")
    bad["times"][0]["quote"] = "soon"
    bad["articles"][3]["language"] = "English"
    with pytest.raises(CheckError) as caught:
        checked(bad, share=0.4)
    message = str(caught.value)
    assert "run run-2, batch 3, times: 1 of 2 rows failed, and at most 40% may" in message
    assert "most often (1 rows): times.quote fails quote_is_text" in message
    assert "DATELINE_MAX_REJECTED_SHARE" in message


def test_a_tolerated_share_is_a_success(batch: dict[str, list[Row]]) -> None:
    def titles(missing: int) -> Row:
        articles = [{**row, "title": None if n < missing else "A"} for n, row in enumerate(batch["articles"] * 5)]
        rows = [{**row, "article_id": newsroom.identify(n)} for n, row in enumerate(articles)]
        return next(row for row in checked({"articles": rows}).checks if row["expectation"] == "title_known")

    assert (titles(4)["failed_rows"], titles(4)["success"]) == (4, True)
    assert (titles(5)["failed_rows"], titles(5)["success"]) == (5, False)


def test_unknown_tables_and_columns_are_errors(batch: dict[str, list[Row]]) -> None:
    with pytest.raises(ContractError, match=r"rumors: no contract(.|\n)*add schemas/rumors\.odcs\.yaml"):
        checked({"rumors": []})
    with pytest.raises(ContractError, match="'volume'"):
        checked({"times": [{**batch["times"][0], "volume": 11}]})


def test_an_empty_batch_is_good() -> None:
    assert checked({}) == Checked()
    assert checked({"articles": [], "times": []}) == Checked({"articles": [], "times": []})


def test_every_answer_is_asked() -> None:
    asked = {name for table in load() for expectation in expectations(table) for name in expectation.inputs}
    assert ANSWERS.keys() <= asked


def test_checks_are_silent(
    batch: dict[str, list[Row]], capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        checked({"times": [{**batch["times"][0], "char_end": 1}]})
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []


ODD: list[Any] = [None, "", "odd", "\ud800", -1, 0, 10**12, 1.5, float("nan"), True, [], [None], {}, dt.date(1, 1, 1)]
COLUMNS = {table: [column.name for column in contract.columns] for table, contract in load().items()}
Corruption = tuple[str, int, str, Any]


LINKED = ("articles", "statements", "quantities")


@st.composite
def corruptions(draw: st.DrawFn) -> Corruption:
    table = draw(st.sampled_from(LINKED))
    return table, draw(st.integers(0, 7)), draw(st.sampled_from(COLUMNS[table])), draw(st.sampled_from(ODD))


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(bad=st.lists(corruptions(), min_size=1, max_size=8))
@example(bad=[("articles", 1, "text", float("nan"))])  # its facts are still asked about
def test_nothing_gets_lost_and_nothing_dangles(batch: dict[str, list[Row]], bad: list[Corruption]) -> None:
    tables = only(batch, *LINKED)
    for table, index, column, value in bad:
        tables[table][index % len(tables[table])][column] = value
    result = checked(tables)
    rejected = Counter(row["table_name"] for row in result.rejected)
    for table, rows in tables.items():
        assert len(rows) == len(result.good[table]) + rejected[table]
        positions = [next(i for i, row in enumerate(rows) if row is good) for good in result.good[table]]
        assert positions == sorted(positions)
        load()[table].to_arrow(result.good[table])
    articles = {row["article_id"] for row in result.good["articles"]}
    statements = {row["fact_id"] for row in result.good["statements"]}
    for row in (*result.good["statements"], *result.good["quantities"]):
        assert row["article_id"] in articles
        assert row.get("statement_id") in statements | {None}
    load()["quarantine"].to_arrow(result.rejected)
