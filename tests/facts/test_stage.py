"""What the facts stage tells the extractor of an article."""

from __future__ import annotations

from typing import Any

import pytest
from tests.newsroom import article

from dateline.facts.stage import extract_articles

TEXT = "The ship sank on Wednesday. It had left on 3/4/2022. The mayor said that 12 people had died, and rebels attacked the port."


def facts_of(**columns: Any) -> dict[str, list[dict[str, Any]]]:
    _, tables, rejected = extract_articles([article("ship", TEXT, "2022-06-03", **columns)], workers=1)
    assert rejected == []
    return tables


@pytest.mark.parametrize(("country", "left"), [("US", "2022-03-04"), ("GB", "2022-04-03"), (None, None)])
def test_the_sources_country_tells_the_day_from_the_month(country: str | None, left: str | None) -> None:
    assert [row["value"] for row in facts_of(country=country)["times"]] == ["2022-06-01", left]


def test_the_day_a_page_was_fetched_dates_nothing() -> None:
    tables = facts_of(published_basis="fetched", country="US")
    assert [row["value"] for row in tables["times"]] == ["XXXX-WXX-3", "2022-03-04"]


def test_the_day_of_publication_is_no_facts_date_by_itself() -> None:
    tables = facts_of()
    assert [row["said_on"] for row in tables["statements"]] == [None]
    assert {row["date"] for row in tables["quantities"]} == {None}
    assert {row["date"] for row in tables["events"] if row["type"] == "ASSAULT"} == {None}
