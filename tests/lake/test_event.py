"""One event over the articles of a story: what is joined, what is kept apart, and that the order of arrival changes nothing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.lakes import add, copy_lake
from tests.newsroom import SHELLING, article, fact, tables

from dateline import analyst, contracts
from dateline.lake import Lake, connect
from dateline.lake.event import cluster
from dateline.settings import Settings

Row = dict[str, Any]
TUESDAY, FRIDAY = dt.date(2025, 3, 4), dt.date(2025, 3, 7)


def told(key: str, article_id: str = "a", **columns: Any) -> Row:
    """A fact of `cluster`: the shelling of Kareth, unless the columns say otherwise."""
    return {
        "fact_id": key, "article_id": article_id, "canonical_id": article_id, "outlet": article_id, "story_id": "s",
        "extractor_version": "1", "char_start": 10, "quote": "shelled", "sentence": f"Told in {article_id}.",
        "type": "ASSAULT", "modality": "happened", "actor": None, "recipient": None, "location": None,
        "actor_entity_id": None, "recipient_entity_id": None, "date_from": None, "date_to": None, "confidence": 0.5,
        "is_latest": True, "is_first": False, **columns,
    }  # fmt: skip


def groups(*facts: Row) -> list[str]:
    """The events, each as the ids of its facts."""
    events: dict[str, str] = {}
    for row in cluster(facts):
        events[row["event_id"]] = events.get(row["event_id"], "") + row["fact_id"]
    return sorted(events.values())


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ({}, {}, True),
        ({}, {"quote": "Shelled"}, True),
        ({}, {"quote": "strike"}, False),
        ({"recipient": "the Kareth garrison"}, {"recipient": "Kareth garrison", "quote": "strike"}, True),
        ({"actor": "Rebels"}, {"actor": None}, True),
        ({"actor": "Rebels"}, {"actor": None, "quote": "strike"}, False),
        ({"actor": "Rebels"}, {"actor": "Militia"}, False),
        ({"actor": "Zelenskyy", "actor_entity_id": "e1"}, {"actor": "Zelensky", "actor_entity_id": "e1"}, True),
        ({"recipient": "Kareth"}, {"recipient": "Marre"}, False),
        ({"location": "Kareth"}, {"location": "Lower Marre"}, False),
        ({}, {"type": "COERCE"}, False),
        ({}, {"modality": "ongoing"}, True),
        ({}, {"modality": "planned"}, False),
        ({"modality": "planned"}, {"modality": "denied"}, False),
        ({"modality": "negated"}, {"modality": "denied"}, True),
        ({"date_from": TUESDAY, "date_to": TUESDAY}, {}, True),
        ({"date_from": TUESDAY, "date_to": TUESDAY}, {"date_from": FRIDAY, "date_to": FRIDAY}, False),
        ({"date_from": TUESDAY, "date_to": TUESDAY}, {"date_from": TUESDAY, "date_to": FRIDAY}, True),
        ({}, {"story_id": "t"}, False),
        ({}, {"article_id": "a"}, False),
        ({}, {"article_id": "a", "extractor_version": "2"}, True),
    ],
)
def test_what_is_one_event(first: Row, second: Row, joined: bool) -> None:
    pair = told("1", "a", **first), told("2", **{"article_id": "b", **second})
    assert groups(*pair) == (["12"] if joined else ["1", "2"])


def test_what_one_leaves_open_does_not_join_two_that_differ() -> None:
    facts = told("1", "a", actor="Rebels"), told("2", "b"), told("3", "c", actor="Militia")
    assert len(groups(*facts)) == 2


def test_copies_of_two_like_sentences_find_each_other() -> None:
    facts = [
        told(f"{place}{sentence}", place, sentence=sentence, char_start=start)
        for place in "abc"
        for start, sentence in enumerate("xy")
    ]
    assert groups(*facts) == ["axbxcx", "aybycy"]


def test_outlets_articles_and_the_fact_that_stands_for_the_event() -> None:
    facts = [
        told("1", "a1", canonical_id="a", outlet="Post", confidence=0.9, is_latest=False),
        told("2", "a2", canonical_id="a", outlet="Post"),
        told("3", "b", outlet="Herald"),
        told("4", "c", outlet=None),
        told("5", "d", outlet=None),
    ]
    rows = cluster(facts)
    assert {(row["event_id"], row["article_count"], row["outlet_count"]) for row in rows} == {("1", 4, 3)}
    assert [row["fact_id"] for row in rows if row["is_lead"]] == ["2"], "what a version took back doesn't stand"
    alike = told("1", "a"), told("2", "b", is_first=True), told("3", "c")
    assert [row["fact_id"] for row in cluster(alike) if row["is_lead"]] == ["2"], "the outlet that had it first"


_FACTS = st.lists(
    st.fixed_dictionaries({
        "article_id": st.sampled_from("abcd"),
        "canonical_id": st.sampled_from("ab"),
        "quote": st.sampled_from(["shelled", "strike"]),
        "sentence": st.sampled_from(["One.", "Two."]),
        "modality": st.sampled_from(["happened", "planned", "denied"]),
        "actor": st.sampled_from([None, "Rebels", "Militia"]),
        "recipient": st.sampled_from([None, "Kareth", "Marre"]),
        "recipient_entity_id": st.sampled_from([None, "e1", "e2"]),
        "date_from": st.sampled_from([None, TUESDAY, FRIDAY]),
        "confidence": st.sampled_from([0.5, 0.9]),
        "story_id": st.sampled_from("st"),
    }),
    max_size=12,
)  # fmt: skip


@given(_FACTS, st.randoms(use_true_random=False))
def test_any_order_gives_the_same_events_and_each_fact_has_one(columns: list[Row], random: Any) -> None:
    facts = [told(f"{number:02}", **{**row, "date_to": row["date_from"]}) for number, row in enumerate(columns)]
    rows = cluster(facts)
    assert [row["fact_id"] for row in rows] == [fact["fact_id"] for fact in facts]
    assert all(row["event_id"] <= row["fact_id"] and row["outlet_count"] <= row["article_count"] for row in rows)
    assert sum(row["is_lead"] for row in rows) == len({row["event_id"] for row in rows})
    assert {frozenset(row) for row in rows} <= {frozenset(c.name for c in contracts.load()["event_links"].columns)}
    random.shuffle(facts)
    assert cluster(facts) == rows
    for story in "st":
        assert cluster([f for f in facts if f["story_id"] == story]) == [r for r in rows if r["story_id"] == story]


def links(settings: Settings) -> list[tuple[Any, ...]]:
    with connect(settings) as con:
        return con.execute("FROM event_links ORDER BY fact_id").fetchall()


def test_linking_piece_by_piece_in_any_order_gives_the_same_as_all_at_once(
    empty_lake: Settings, tmp_path: Path
) -> None:
    rows = tables()
    found = []
    for home, batches in (("whole", [[0, 1, 2, 3]]), ("pieces", [[1], [3, 2], [0]])):
        settings = copy_lake(empty_lake, tmp_path / home)
        for batch in batches:
            ids = {rows["articles"][number]["article_id"] for number in batch}
            part = {
                name: [row for row in rows[name] if row["article_id"] in ids]
                for name in ("articles", "mentions", "events")
            }
            add(settings, part)
        found.append(links(settings))
    assert found[0] == found[1]
    assert len(found[0]) == len(rows["events"])
    assert {(row[3], row[4]) for row in found[0]} == {(2, 2)}, "the shelling is told by two outlets"


def test_the_timeline_has_each_event_once_as_the_latest_version_tells_it(empty_lake: Settings, tmp_path: Path) -> None:
    settings = copy_lake(empty_lake, tmp_path / "home")
    old = article("one", SHELLING, "2025-03-05", canonical="one", title="Kareth shelled")
    new = article("one", SHELLING + " It was calm.", "2025-03-05", canonical="one", title="Kareth shelled again",
                  modified_at=dt.datetime(2025, 3, 6, tzinfo=dt.UTC))  # fmt: skip
    copy = article("two", SHELLING, "2025-03-06", outlet="Valley Herald")
    events = [
        fact("events", old, "killed", type="ASSAULT", modality="happened", recipient="10 people", attributed=False),
        fact("events", new, "fired", type="ASSAULT", modality="happened", date="2014", date_from=dt.date(2014, 1, 1),
             date_to=dt.date(2014, 12, 31), attributed=False),
    ]  # fmt: skip
    for of, sure in ((old, 0.9), (new, 0.6), (copy, 0.5)):
        one = fact("events", of, "shelled", type="ASSAULT", modality="happened", location="Kareth", attributed=False)
        events.append(one | {"confidence": sure})
    lake = Lake(settings)
    lake.load({"articles": [old, new, copy], "events": events}, run_id="r", message="m")
    query = "SELECT quote, title, outlets, articles, is_history FROM timeline ORDER BY ALL"
    with analyst.connect(settings) as con:
        assert len(con.execute(query).fetchall()) == 3, "not linked yet: the facts of the latest versions"
    lake.refresh(run_id="r")
    with analyst.connect(settings) as con:
        assert con.execute(query).fetchall() == [
            ("fired", "Kareth shelled again", 1, 1, True),
            ("shelled", "Kareth shelled again", 2, 2, False),
        ]
