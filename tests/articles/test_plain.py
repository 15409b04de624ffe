"""The plain-text reader against the cases in tests/cases/articles, and on texts nobody would write."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.casefile import read_yaml

from dateline.articles.body import split
from dateline.articles.plain import read_plain
from dateline.articles.published import find_published

CASES: list[dict[str, Any]] = read_yaml(Path(__file__).parents[1] / "cases" / "articles" / "plain.yaml")
FIELDS = ("title", "captions", "dateline_place", "authors", "contributors", "agencies")
KNOWN = {*FIELDS, "name", "text", "body", "first", "last", "without", "published_on", "published_basis", "fetched"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    assert set(case) <= KNOWN
    draft = read_plain(case["text"])
    body = draft.text.split("\n\n")
    assert {key: getattr(draft, key) for key in FIELDS if key in case} == {
        key: case[key] for key in FIELDS if key in case
    }
    if "body" in case:
        assert body == case["body"]
    assert body[0].startswith(case.get("first", ""))
    assert body[-1].startswith(case.get("last", ""))
    assert [part for part in case.get("without", ()) if part in draft.text] == []
    if "published_on" in case:
        fetched = dt.datetime.combine(case.get("fetched", dt.date(2025, 6, 1)), dt.time(12), dt.UTC)
        published = find_published(draft, None, fetched)
        assert (published.day, published.basis) == (case["published_on"], case["published_basis"])


def test_every_word_of_the_body_is_in_the_input() -> None:
    for case in CASES:
        flat = " ".join(case["text"].split())
        for paragraph in read_plain(case["text"]).text.split("\n\n"):
            assert paragraph in flat


@given(st.text(st.sampled_from("aB1 .,-—\n\"“(:©|'"), max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    draft = read_plain(text)
    assert draft.text == draft.text.strip()
    assert [part for part in draft.text.split("\n\n") if part] == split(draft.text)


@pytest.mark.parametrize(
    "text",
    ["", "\n\n\n", "a" * 200_000, "A — " * 20_000, "( " * 20_000, "said. " * 40_000, "\n".join(["Home"] * 9_000)],
)
def test_odd_texts_are_read_in_linear_time(text: str) -> None:
    assert len(read_plain(text).text) <= len(text)
