"""What people decided about entities: merges, splits and ids elsewhere. Each is a row that stays; undoing one is another row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from dateline.lake.entity.fold import digest
from dateline.lake.entity.profile import Link

Row = dict[str, Any]

MERGE, SPLIT, IDENTIFY, UNDO = "merge", "split", "identify", "undo"


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions in force, oldest first; rows of `entity_decisions`."""

    rows: Sequence[Row] = ()

    @property
    def name_ids(self) -> list[str]:
        """The names that decisions join or part."""
        rows = (row for row in self.rows if row["kind"] in (MERGE, SPLIT))
        return sorted({row[column] for row in rows for column in ("name_id", "other_name_id") if row[column]})

    @property
    def splits(self) -> list[Row]:
        """The names that stand for something of their own."""
        return [row for row in self.rows if row["kind"] == SPLIT]

    def merged(self, links: Mapping[str, Link]) -> dict[str, str]:
        """Entity → the entity that it was merged into. `links` are by node, as the rules made them.

        A decision is about the nodes that stood for the entities then, so that it holds whatever id they have now.
        """
        into: dict[str, str] = {}

        def last(entity: str) -> str:
            while entity in into:
                entity = into[entity]
            return entity

        for row in self.rows:
            if row["kind"] != MERGE:
                continue
            kept, gone = (last(_entity(row[column], links)) for column in ("entity_id", "other_id"))
            if kept != gone:
                into[gone] = kept
        return {entity: last(entity) for entity in into}


def _entity(node: str, links: Mapping[str, Link]) -> str:
    return links[node].entity_id if node in links else node


def in_force(con: duckdb.DuckDBPyConnection) -> Decisions:
    """The decisions that were not undone."""
    rows = con.execute("FROM entity_decisions ORDER BY decided_at, decision_id").to_arrow_table().to_pylist()
    undone = {row["undoes"] for row in rows if row["kind"] == UNDO}
    return Decisions([row for row in rows if row["kind"] != UNDO and row["decision_id"] not in undone])


def outside_ids(con: duckdb.DuckDBPyConnection, decisions: Iterable[Row]) -> list[Row]:
    """Entity and id elsewhere, for the entities as they are now."""
    given = [row for row in decisions if row["kind"] == IDENTIFY]
    found = con.execute(
        "SELECT DISTINCT node_id, entity_id FROM entity_links WHERE node_id IN (SELECT unnest($nodes))",
        {"nodes": [row["entity_id"] for row in given]},
    )
    entity_of = dict(found.fetchall())
    return [
        {"entity_id": entity_of[row["entity_id"]], "outside_id": row["outside_id"]}
        for row in given
        if row["entity_id"] in entity_of
    ]


def row(kind: str, *, now: dt.datetime, **columns: Any) -> Row:
    """A row of `entity_decisions`; the columns that don't apply are NULL."""
    blank = dict.fromkeys(
        ("entity_id", "name_id", "name", "other_id", "other_name_id", "other_name", "outside_id", "undoes")
    )
    key = [kind, *(str(value) for _, value in sorted(columns.items())), now.isoformat()]
    return {
        "decision_id": digest(*key),
        "kind": kind,
        **blank,
        "article_ids": [],
        "decided_at": now,
        **columns,
    }
