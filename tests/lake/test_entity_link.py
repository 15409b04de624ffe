"""Names across articles: who is who, whatever the order of loading, and at any time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from tests.lake.names import batches, tables

from dateline.lake import Lake, connect
from dateline.settings import Settings

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "linking" / "who_is_who.yaml").read_text())

# Mentions with the entity that the lake links them to.
LINKED = """
    SELECT a.text[9:strpos(a.text, '.') - 1] AS article, m.type, m.name, l.entity_id
    FROM mentions AS m JOIN articles AS a USING (article_id)
    JOIN entity_links AS l ON l.name_id = m.entity_id AND l.article_id IN ('*', m.article_id)
"""


def load(home: Path, order: list[int], size: int) -> Settings:
    """A lake of the cases, their articles loaded in this order, so many at a time."""
    settings = Settings(home=home)
    lake = Lake(settings)
    rows = tables(CASES)
    for batch in batches(rows, [rows["articles"][index] for index in order], size):
        lake.load(batch, run_id="r", message="m")
        lake.refresh(run_id="r")
    return settings


def everything(settings: Settings) -> tuple[list[Any], list[Any]]:
    """All links and all entities."""
    with connect(settings) as con:
        return con.execute("FROM entity_links ORDER BY ALL").fetchall(), con.execute(
            "FROM entities ORDER BY ALL"
        ).fetchall()


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    count = len(tables(CASES)["articles"])
    with connect(load(tmp_path_factory.mktemp("whole"), list(range(count)), count)) as con:
        yield con


def test_who_is_who(con: duckdb.DuckDBPyConnection) -> None:
    entity_of = {(article, kind, name): entity for article, kind, name, entity in con.execute(LINKED).fetchall()}
    labels, entities = defaultdict(set), defaultdict(set)
    for case in CASES:
        entity = entity_of[str(case["article"]), case.get("type", "PERSON"), case["name"]]
        labels[entity].add(case["who"])
        entities[case["who"]].add(entity)
    assert [sorted(several) for several in labels.values() if len(several) > 1] == [], "taken for one"
    assert sorted(who for who, several in entities.items() if len(several) > 1) == [], "taken for several"
