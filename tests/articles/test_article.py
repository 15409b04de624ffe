"""From an item to its row, or to a rejection that says what to do."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from dateline import contracts
from dateline.articles import read
from dateline.articles.duplicate import cluster
from dateline.collect.item import Item
from dateline.errors import Rejected
from dateline.settings import Settings

NOW = dt.datetime(2025, 6, 1, 12, tzinfo=dt.UTC)
SETTINGS = Settings(max_article_chars=5_000)
BODY = (
    "<p>LINDSUND — The harbor was closed on Monday after a tanker lost <b>40 tons</b> of oil, the coast guard said.</p>"
    "<p>“The engine failed twice,” Captain Erik Moe told reporters in the evening.</p>"
    "<p>Fishermen demanded two million euros from the owner, who denied that the ship was in bad repair.</p>"
)
TITLE = '<title>Harbor Closed | The Ledger</title><meta property="og:title" content="Harbor Closed After Spill">'
HEAD = '<meta charset="utf-8">' + TITLE


def item(media_type: str = "text/plain", **fields: Any) -> Item:
    return Item("src", "key", "file.txt", media_type, "a.warc.gz", 7, NOW, **fields)


def page(head: str = HEAD, body: str = BODY) -> bytes:
    article = f"<article><h1>Harbor Closed After Spill</h1>{body}</article>"
    nav = "<nav><a href=/>Home</a> <a href=/world>World</a></nav>"
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{nav}{article}</body></html>'.encode()


def read_row(content: bytes, media_type: str = "text/plain", **fields: Any) -> dict[str, Any]:
    row = read(item(media_type, **fields), content, SETTINGS)
    assert isinstance(row, dict), row
    return row


def read_rejected(content: bytes, media_type: str = "text/plain", **fields: Any) -> Rejected:
    rejected = read(item(media_type, **fields), content, SETTINGS)
    assert isinstance(rejected, Rejected), rejected
    return rejected


def test_the_country_is_the_sources() -> None:
    assert read_row(page(), "text/html", metadata={"country": "NO"})["country"] == "NO"
    assert read_row(page(), "text/html")["country"] is None


def test_a_page_becomes_a_row() -> None:
    head = HEAD + (
        '<link rel="canonical" href="https://ledger.example/harbor/"><meta property="og:site_name" content="The Ledger">'
        '<meta property="article:published_time" content="2025-03-03T23:30:00-05:00">'
        '<meta property="article:modified_time" content="2025-03-04T08:00:00-05:00"><meta name="author" content="Jane Doe">'
    )
    figure = "<figure><img src=a.jpg><figcaption>The tanker at anchor. Photo: Ola Ness</figcaption></figure>"
    row = read_row(page(head, figure + BODY), "text/html")
    assert row["title"] == "Harbor Closed After Spill"
    assert (
        row["text"]
        .split("\n\n")[0]
        .startswith("LINDSUND — The harbor was closed on Monday after a tanker lost 40 tons of oil")
    )
    assert len(row["text"].split("\n\n")) == 3
    assert row["caption"] == ["The tanker at anchor. Photo: Ola Ness"]
    assert (row["url"], row["outlet"], row["authors"]) == ("https://ledger.example/harbor/", "The Ledger", ["Jane Doe"])
    assert (row["published_on"], row["published_basis"]) == (dt.date(2025, 3, 3), "metadata")
    assert row["published_at"] == dt.datetime(2025, 3, 4, 4, 30, tzinfo=dt.UTC)
    assert row["modified_at"] == dt.datetime(2025, 3, 4, 13, tzinfo=dt.UTC)
    assert (row["dateline_place"], row["language"], row["word_count"]) == ("LINDSUND", "en", len(row["text"].split()))
    assert (row["archive_file"], row["archive_offset"], row["archive_line"], row["fetched_at"]) == (
        "a.warc.gz",
        7,
        None,
        NOW,
    )


def test_rows_have_the_contracts_columns() -> None:
    tables, row = contracts.load(), read_row(page(), "text/html")
    assert {*row, "run_id"} == {column.name for column in tables["articles"].columns}
    assert set(cluster([row])[0]) == {column.name for column in tables["stories"].columns}
    assert tables["articles"].to_arrow([{**row, "run_id": "r"}]).num_rows == 1


def test_a_page_states_its_date_in_linked_data() -> None:
    data = {"@graph": [{"@type": "Organization"}, {"@type": "NewsArticle", "datePublished": "2025-03-03T10:00:00Z"}]}
    row = read_row(page(HEAD + f'<script type="application/ld+json">{json.dumps(data)}</script>'), "text/html")
    assert (row["published_at"], row["published_basis"]) == (dt.datetime(2025, 3, 3, 10, tzinfo=dt.UTC), "metadata")


def test_a_date_in_the_address_is_no_metadata() -> None:
    row = read_row(page(HEAD + '<link rel="canonical" href="https://ledger.example/2025/03/04/harbor">'), "text/html")
    assert (row["published_on"], row["published_basis"]) == (dt.date(2025, 3, 4), "url")


def test_the_page_knows_its_day_better_than_the_feed() -> None:
    stated = '<meta property="article:published_time" content="2025-03-03T23:30:00-05:00">'
    row = read_row(
        page(HEAD + stated), "text/html", metadata={"published": "2025-03-04T04:30:00+00:00", "author": "A Feed"}
    )
    assert row["published_on"] == dt.date(2025, 3, 3)
    assert read_row(page(), "text/html", metadata={"published": "2025-03-04T04:30:00Z"})["published_on"] == dt.date(
        2025, 3, 4
    )


def test_another_sites_address_is_not_taken() -> None:
    content = page(HEAD + '<link rel="canonical" href="https://wire.example/original">')
    assert read_row(content, "text/html", url="https://ledger.example/copy")["url"] == "https://ledger.example/copy"
    content = page(HEAD + '<link rel="canonical" href="https://ledger.example/harbor">')
    assert (
        read_row(content, "text/html", url="https://www.ledger.example/harbor?utm_source=x")["url"]
        == "https://ledger.example/harbor"
    )


def test_a_text_file_with_html_in_it_is_a_page() -> None:
    assert read_row(page())["title"] == "Harbor Closed After Spill"


def test_a_line_is_taken_as_it_is() -> None:
    text = (
        "  Home\n\nLINDSUND (AP) — It rained\u00a0on “Monday”.\r\n\r\n\r\nJane Doe contributed to this report. \ud83d"
    )
    metadata = {
        "text": text,
        "title": "Rain",
        "published": "2025-03-03",
        "author": "John Roe and Ana Poe",
        "language": "en",
    }
    row = read_row(
        b"{}", "application/json", url="https://ledger.example/2024/01/01/rain", archive_line=3, metadata=metadata
    )
    assert row["text"] == text.replace("\ud83d", "\ufffd")
    assert (row["title"], row["authors"], row["archive_line"]) == ("Rain", ["John Roe", "Ana Poe"], 3)
    assert (row["dateline_place"], row["contributors"], row["agencies"]) == (
        "LINDSUND",
        ["Jane Doe"],
        ["The Associated Press"],
    )
    assert (row["published_on"], row["published_at"], row["published_basis"]) == (dt.date(2025, 3, 3), None, "metadata")
    assert read_row(json.dumps(metadata).encode(), "application/json")["text"] == row["text"]


def test_versions_share_a_canonical_id() -> None:
    rows = [
        read_row(b"{}", "application/json", metadata={"text": text})
        for text in ("Nine died.", "Nine died.", "Ten died.")
    ]
    assert len({row["canonical_id"] for row in rows}) == 1
    assert [row["article_id"] for row in rows].count(rows[0]["article_id"]) == 2


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        (
            "Der Hafen wurde am Montag geschlossen, nachdem ein Tanker Öl verloren hatte, sagte die Küstenwache.",
            "en",
            "de",
        ),
        ("The harbor was closed on Monday after a tanker lost oil, the coast guard said.", "de-CH", "en"),
        ("Ja.", "de-CH", "de"),
        ("Yes.", None, "en"),
    ],
)
def test_languages(text: str, declared: str | None, language: str) -> None:
    metadata = {"text": text, **({"language": declared} if declared else {})}
    assert read_row(b"{}", "application/json", metadata=metadata)["language"] == language


@pytest.mark.parametrize(
    ("content", "media_type", "reason"),
    [
        (b"", "text/plain", "empty"),
        (b"\x00\x01\x02\x03" * 100, "text/plain", "binary"),
        (b"%PDF-1.4", "text/plain", "PDF"),
        (b"word " * 2_000, "text/plain", "too long"),
        (b"x" * 30_000_000, "text/plain", "too long"),
        (b"Home\n\nShare\n\nMenu\n\n12:30", "text/plain", "no article text"),
        (page(body=""), "text/html", "no article text"),
        (b"<html></html>", "text/html", "no article text"),
        (b"\xff\xfe", "text/html", ""),
        (b"<div>" * 20_000, "text/html", ""),
        (b'{"text": ""}', "application/json", "no article text"),
        (b'{"title": "x"}', "application/json", "`text` is missing"),
        (b"[]", "application/json", "not a JSON object"),
        (b'{"text": "x', "application/json", "not valid JSON"),
    ],
)
def test_what_is_no_article_is_rejected(content: bytes, media_type: str, reason: str) -> None:
    rejected = read_rejected(content, media_type)
    assert reason in rejected.reason
    assert rejected.next_step
    row = rejected.to_row("run", NOW)
    assert (row["stage"], row["source_id"], row["location"]) == ("articles", "src", "file.txt")
    assert (row["archive_file"], row["archive_offset"]) == ("a.warc.gz", 7)
