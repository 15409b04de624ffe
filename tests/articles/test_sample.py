"""The bundled newsroom shows what its README says."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from dateline.articles import read
from dateline.articles.duplicate import cluster
from dateline.collect import Archive, FeedSource, FolderSource, collect
from dateline.collect.item import Item
from dateline.errors import Rejected
from dateline.settings import Settings, bundled

Newsroom = tuple[dict[str, dict[str, Any]], list[Rejected]]

NOW = dt.datetime(2025, 6, 1, 12, tzinfo=dt.UTC)
SAMPLE = bundled("sources") / "sample"


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """Rows by the file or line they came from, and what was rejected."""
    home = tmp_path_factory.mktemp("home")
    settings = Settings(home=home)
    sources = [
        FeedSource(id="ledger", path=SAMPLE / "feed" / "feed.xml"),
        FolderSource(id="wire", path=SAMPLE / "wire"),
        FolderSource(id="desk", path=SAMPLE / "desk"),
    ]
    rows, rejected = {}, []
    with Archive(settings.archive, "run") as archive:
        for source in sources:
            for got in collect(source, settings, archive, now=NOW):
                row = read(got, archive.read(got), settings) if isinstance(got, Item) else got
                if isinstance(row, Rejected):
                    rejected.append(row)
                else:
                    rows[Path(got.location or "").name] = row
    return rows, rejected


def test_all_but_the_broken_are_read(newsroom: Newsroom) -> None:
    rows, rejected = newsroom
    assert len(rows) == 17
    assert [(Path(str(r.location)).name, r.stage) for r in rejected] == [
        ("market-live.html", "articles"),
        ("articles.jsonl:4", "collect"),
    ]
    assert {row["language"] for row in rows.values()} == {"en"}
    assert all(120 <= row["word_count"] <= 300 for row in rows.values())


def test_dates_and_where_they_come_from(newsroom: Newsroom) -> None:
    found = {name: (row["published_on"].day, row["published_basis"]) for name, row in newsroom[0].items()}
    assert found == {
        "raid-in-the-north.html": (10, "metadata"),
        "convoy-attack.html": (11, "metadata"),
        "delta-flood.html": (11, "metadata"),
        "lisbon-summit.html": (12, "metadata"),
        "kenya-rate-cut.html": (12, "metadata"),
        "rotterdam-verdict.html": (13, "metadata"),
        "lighthouse-exhibition.html": (13, "url"),
        "convoy.txt": (11, "text"),
        "earthquake.txt": (13, "text"),
        "measles.txt": (12, "text"),
        "mayor.txt": (10, "text"),
        "merger.txt": (14, "text"),
        "articles.jsonl:1": (11, "metadata"),
        "articles.jsonl:2": (13, "metadata"),
        "articles.jsonl:3": (12, "metadata"),
        "articles.jsonl:5": (14, "metadata"),
        "articles.jsonl:6": (11, "metadata"),
    }


def test_no_furniture_is_left(newsroom: Newsroom) -> None:
    for row in newsroom[0].values():
        for words in (
            "cookies",
            "Share",
            "Print",
            "Subscribe",
            "Most read",
            "rights reserved",
            "Read more",
            "Related:",
            "Photo",
        ):
            assert words not in row["text"]
        assert row["title"]
        assert row["title"] not in row["text"]


def test_wire_credits(newsroom: Newsroom) -> None:
    rows = newsroom[0]
    assert rows["convoy.txt"]["authors"] == ["Oskar Lind", "Maya Tarrant"]
    assert rows["convoy.txt"]["contributors"] == ["Lena Sorby", "Paul Achterberg"]
    assert rows["earthquake.txt"]["contributors"] == ["Ximena Godoy", "Luis Farfan"]
    assert rows["earthquake.txt"]["agencies"] == ["The Associated Press", "Reuters"]
    assert rows["measles.txt"]["dateline_place"] == "LUSAKA"
    assert rows["merger.txt"]["dateline_place"] is None
    assert len(rows["earthquake.txt"]["caption"]) == len(rows["merger.txt"]["caption"]) == 1


def test_copies_and_versions_are_stories(newsroom: Newsroom) -> None:
    rows = newsroom[0]
    names = {row["article_id"]: name for name, row in rows.items()}
    stories: dict[str, set[str]] = {}
    for row in cluster(rows.values()):
        stories.setdefault(row["story_id"], set()).add(names[row["article_id"]])
    assert {frozenset(story) for story in stories.values() if len(story) > 1} == {
        frozenset({"convoy.txt", "convoy-attack.html"}),
        frozenset({"delta-flood.html", "articles.jsonl:1"}),
    }
    first, second = rows["delta-flood.html"], rows["articles.jsonl:1"]
    assert first["canonical_id"] == second["canonical_id"]
    assert first["article_id"] != second["article_id"]
