"""Loading: all or nothing, once, and in turns; what spans articles is kept up."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from tests.lakes import copy_lake
from tests.newsroom import FERRY, article, fact, run, statement, tables

from dateline import contracts
from dateline.errors import LakeError
from dateline.lake import Lake, connect, turn
from dateline.settings import Settings


@pytest.fixture
def settings(empty_lake: Settings, tmp_path: Path) -> Settings:
    return copy_lake(empty_lake, tmp_path / "home").model_copy(update={"lock_timeout": 20})


def count(settings: Settings, table: str) -> int:
    with connect(settings) as con:
        return con.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]


def test_the_same_input_twice_adds_nothing(settings: Settings) -> None:
    lake, rows = Lake(settings), tables()
    added = lake.load(rows, run_id="run-1", message="first")
    assert added == {name: len(rows[name]) for name in contracts.load() if name in rows}
    assert set(lake.load(rows, run_id="run-2", message="again").values()) == {0}
    assert count(settings, "articles") == 4


def test_a_key_that_comes_twice_in_a_batch_goes_in_once_and_the_first_stands(settings: Settings) -> None:
    first = article("one", FERRY, "2025-03-04")
    added = Lake(settings).load({"articles": [first, {**first, "outlet": "Late Copy"}]}, run_id="r", message="m")
    assert added == {"articles": 1}
    with connect(settings) as con:
        assert con.execute("SELECT outlet FROM articles").fetchall() == [("Harbor Post",)]


def test_rows_come_out_as_they_went_in(settings: Settings) -> None:
    rows = tables()
    Lake(settings).load(rows, run_id="run-1", message="first")
    with connect(settings) as con:
        for name, contract in contracts.load().items():
            key = ", ".join(contract.key)
            found = con.execute(f"FROM {name} ORDER BY {key}").to_arrow_table().to_pylist()
            expected = contract.to_arrow(rows.get(name, [])).to_pylist()
            assert found == sorted(expected, key=lambda row: tuple(row[k] for k in contract.key)), name


def test_the_commit_carries_message_and_run(settings: Settings) -> None:
    Lake(settings).load(tables(), run_id="run-1", message="the harbor's news")
    with connect(settings) as con:
        last = con.execute(
            "SELECT author, commit_message, commit_extra_info FROM lake.snapshots() ORDER BY snapshot_id DESC LIMIT 1"
        ).fetchone()
    assert last == ("dateline", "the harbor's news", '{"run_id": "run-1"}')


def test_an_error_leaves_the_lake_as_it_was(settings: Settings) -> None:
    lake = Lake(settings)
    rows = tables()
    broken = rows | {"runs": [run("run-1", name=None)]}
    with pytest.raises(Exception, match="name"):
        lake.load(broken, run_id="run-1", message="broken")
    assert count(settings, "articles") == 0
    lake.load(rows, run_id="run-1", message="whole")
    assert count(settings, "articles") == 4


def test_a_table_without_contract_is_refused(settings: Settings) -> None:
    with pytest.raises(LakeError, match="no table 'rumours'"):
        Lake(settings).load({"rumours": []}, run_id="r", message="m")


def test_known_articles(settings: Settings) -> None:
    lake = Lake(settings)
    rows = tables()
    ids = [row["article_id"] for row in rows["articles"]]
    assert lake.known(ids) == set()
    lake.load({"articles": rows["articles"][:2]}, run_id="r", message="m")
    assert lake.known([*ids, "0" * 20]) == set(ids[:2])
    assert lake.known([]) == set()


def test_a_run_is_replaced_and_an_article_is_not(settings: Settings) -> None:
    lake = Lake(settings)
    one = article("one", FERRY, "2025-03-04")
    lake.load({"articles": [one], "runs": [run("r", status="failed")]}, run_id="r", message="m")
    added = lake.load({"articles": [{**one, "outlet": "Else"}], "runs": [run("r")]}, run_id="r", message="m")
    assert added == {"articles": 0, "runs": 1}
    with connect(settings) as con:
        assert con.execute("SELECT status, outlet FROM runs, articles").fetchall() == [("completed", "Harbor Post")]


def test_refresh_links_copies_and_versions_and_counts_entities(settings: Settings) -> None:
    lake = Lake(settings)
    lake.load(tables(), run_id="run-1", message="first")
    assert lake.refresh(run_id="run-1") == {"stories": 4, "entities": 3, "event_links": 6}
    assert lake.refresh(run_id="run-1") == {"stories": 0, "entities": 0, "event_links": 0}
    with connect(settings) as con:
        stories = con.execute(
            "SELECT list(a.outlet ORDER BY a.published_at) FROM stories JOIN articles AS a USING (article_id)"
            " GROUP BY story_id ORDER BY ALL"
        ).fetchall()
        assert stories == [(["Harbor Post", "Harbor Post"],), (["Harbor Post", "Valley Herald"],)]
        entities = con.execute(
            "SELECT name, type, country, aliases, mention_count, article_count, first_seen::VARCHAR FROM entities ORDER BY name"
        ).fetchall()
    assert entities == [
        ("Ina Brook", "PERSON", None, [], 2, 1, "2025-03-04"),
        ("Kareth", "PLACE", "LV", [], 2, 2, "2025-03-05"),
        ("Ovin Dahl", "PERSON", None, [], 4, 2, "2025-03-05"),
    ]


def test_refreshing_piece_by_piece_gives_the_same_as_all_at_once(empty_lake: Settings, tmp_path: Path) -> None:
    rows = tables()
    found = []
    for home, size in (("whole", 4), ("pieces", 1)):
        settings = copy_lake(empty_lake, tmp_path / home)
        lake = Lake(settings)
        for start in range(0, 4, size):
            batch = {**rows, "articles": list(reversed(rows["articles"]))[start : start + size]}
            ids = {row["article_id"] for row in batch["articles"]}
            batch["mentions"] = [row for row in rows["mentions"] if row["article_id"] in ids]
            lake.load(batch, run_id="r", message="m")
            lake.refresh(run_id="r")
        with connect(settings) as con:
            stories = con.execute("FROM stories ORDER BY article_id").fetchall()
            found.append((stories, con.execute("FROM entities ORDER BY entity_id").fetchall()))
    assert found[0] == found[1]


def test_two_writers_take_turns_and_a_reader_never_waits(settings: Settings) -> None:
    lake = Lake(settings)
    shelling, *_ = tables()["articles"]
    lake.load({"articles": [shelling]}, run_id="r", message="first")
    failures: list[BaseException] = []
    done = threading.Event()

    def load(writer: int) -> None:
        try:
            for number in range(4):
                one = article(f"{writer}-{number}", FERRY, "2025-03-04")
                # Both writers bring the shelling again: it must not come in twice.
                said = statement(one, "Ina Brook", "The ferry company cut its prices")
                lake.load({"articles": [one, shelling], "statements": [said]}, run_id=f"r{writer}", message="more")
        except BaseException as error:
            failures.append(error)

    def read() -> None:
        try:
            while not done.is_set():
                with connect(settings) as con:
                    row = con.execute(
                        "SELECT (SELECT count(*) FROM articles) - (SELECT count(*) FROM statements)"
                    ).fetchone()
                    assert row == (1,), "a reader saw half a batch"
        except BaseException as error:
            failures.append(error)

    writers = [threading.Thread(target=load, args=(number,)) for number in range(2)]
    reader = threading.Thread(target=read)
    for thread in (*writers, reader):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    reader.join()
    assert failures == []
    assert (count(settings, "articles"), count(settings, "statements")) == (9, 8)


def test_a_writer_commits_while_a_reader_is_in_the_middle_of_its_query(settings: Settings) -> None:
    lake = Lake(settings)
    first, second, *_ = tables()["articles"]
    lake.load({"articles": [first]}, run_id="r", message="first")
    with connect(settings) as con:
        con.execute("BEGIN")
        assert con.execute("SELECT count(*) FROM articles").fetchone() == (1,)
        lake.load({"articles": [second]}, run_id="r", message="second")
        assert con.execute("SELECT count(*) FROM articles").fetchone() == (1,)
        con.execute("COMMIT")
        assert con.execute("SELECT count(*) FROM articles").fetchone() == (2,)


def test_waiting_too_long_for_a_turn_is_an_error(settings: Settings) -> None:
    impatient = settings.model_copy(update={"lock_timeout": 0.1})
    with turn(settings), pytest.raises(LakeError, match=r"more than 0\.1 s(.|\n)*dateline status"):
        Lake(impatient).load({"articles": []}, run_id="r", message="m")


def test_surrogates_and_long_texts_come_through(settings: Settings) -> None:
    text = "𝔘nicode \u200b" + "long " * 50_000
    one = article("long", text, "2025-03-04")
    Lake(settings).load(
        {"articles": [one], "times": [fact("times", one, "long", type="DATE")]}, run_id="r", message="m"
    )
    with connect(settings) as con:
        assert con.execute("SELECT text FROM articles").fetchone() == (text,)
