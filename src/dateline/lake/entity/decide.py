"""Deciding about entities: what `dateline entities` records. The lake is linked anew at once, in the same transaction."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from dateline.errors import InputError, LakeError
from dateline.lake.entity.decision import IDENTIFY, MERGE, SPLIT, UNDO, in_force, row
from dateline.lake.lake import Lake, connect
from dateline.settings import Settings

Row = dict[str, Any]

_OUTSIDE_ID = re.compile(r"[a-z][a-z0-9_-]*:\S+")
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")
_ENTITY_ID = "[0-9a-f]{6,20}"
_TYPES = ("PERSON", "ORG", "PLACE")
_SHOWN = 8


@dataclass(frozen=True)
class Decider:
    """Who decides on the entities of a lake, and why. `now` is an aware datetime."""

    settings: Settings
    by: str
    reason: str
    now: dt.datetime

    def merge(self, kept: str, gone: str) -> list[Row]:
        """Make one entity of two: `gone` goes by the id of `kept`. Both are ids or names; LakeError where one isn't clear."""

        def decide(con: duckdb.DuckDBPyConnection) -> list[Row]:
            into, other = find_one(con, kept), find_one(con, gone)
            if into["entity_id"] == other["entity_id"]:
                raise LakeError(f"{kept!r} and {gone!r} are one entity already", where=into["entity_id"])
            if into["type"] != other["type"]:
                raise LakeError(
                    f"{into['name']!r} is a {into['type']}, {other['name']!r} a {other['type']}",
                    next_step="name two entities of one type",
                )
            return [
                self._row(
                    MERGE, into, other_id=other["node_id"], other_name_id=other["name_id"], other_name=other["name"]
                )
            ]

        return self._record(decide, f"merge {gone} into {kept}")

    def split(self, entity: str, name: str, articles: Sequence[str] = ()) -> list[Row]:
        """Take a name out of an entity, in all articles or in these only. LakeError where the entity doesn't have the name."""

        def decide(con: duckdb.DuckDBPyConnection) -> list[Row]:
            whole = find_one(con, entity)
            links = con.execute(
                "SELECT name_id, article_id, name FROM entity_links WHERE entity_id = ? AND lower(name) = lower(?) ORDER BY ALL",
                [whole["entity_id"], name],
            ).fetchall()
            if not links:
                raise LakeError(
                    f"{whole['name']!r} has no name {name!r}",
                    next_step=f"type `dateline entities show {whole['entity_id']}` to see its names",
                )
            only = list(articles) or [article for _, article, _ in links if article != "*"]
            _require_articles(con, only)
            name_id, _, written = links[0]
            return [self._row(SPLIT, whole, other_name_id=name_id, other_name=written, article_ids=sorted(set(only)))]

        return self._record(decide, f"split {name} from {entity}")

    def identify(self, entity: str, outside_id: str) -> list[Row]:
        """Record what an entity goes by elsewhere: "wikidata:Q3874799", or "Q3874799" for short."""

        def decide(con: duckdb.DuckDBPyConnection) -> list[Row]:
            return [self._row(IDENTIFY, find_one(con, entity), outside_id=check_outside_id(outside_id))]

        return self._record(decide, f"identify {entity}")

    def identify_from(self, file: Path) -> tuple[list[Row], list[str]]:
        """Record the ids in a CSV file with the columns `name` and `id`, and `type` and `country` where names need them.

        Gives the decisions, and for each line that fits no entity or several, what is wrong. A line whose id the entity has
        already changes nothing. InputError where the file can't be read as such.
        """
        lines = list(_lines(file))
        complaints: list[str] = []

        def decide(con: duckdb.DuckDBPyConnection) -> list[Row]:
            rows = []
            has = dict(con.execute("SELECT entity_id, coalesce(outside_ids, []) FROM entities").fetchall())
            known = _by_name(con)
            for number, line in lines:
                try:
                    outside_id, entity = _read_line(con, line, known)
                except InputError as error:
                    complaints.append(f"{file}:{number}: {error.what}")
                    continue
                if outside_id not in has.setdefault(entity["entity_id"], []):
                    has[entity["entity_id"]].append(outside_id)
                    rows.append(self._row(IDENTIFY, entity, outside_id=outside_id))
            return rows

        return self._record(decide, f"identify from {file.name}"), complaints

    def undo(self, decision_id: str) -> list[Row]:
        """Let a decision no longer hold. `decision_id` may be its first digits. LakeError where none in force has it."""

        def decide(con: duckdb.DuckDBPyConnection) -> list[Row]:
            found = [one for one in in_force(con).rows if one["decision_id"].startswith(decision_id)]
            if len(found) != 1:
                raise LakeError(
                    f"{'several decisions' if found else 'no decision'} in force with the id {decision_id!r}",
                    next_step="type `dateline entities decisions` to see them",
                )
            (undone,) = found
            about = {key: undone[key] for key in ("entity_id", "name_id", "name", "other_name_id", "other_name")}
            return [
                row(UNDO, now=self.now, decided_by=self.by, reason=self.reason, undoes=undone["decision_id"], **about)
            ]

        return self._record(decide, f"undo {decision_id}")

    def _row(self, kind: str, entity: Row, **columns: Any) -> Row:
        about = {"entity_id": entity["node_id"], "name_id": entity["name_id"], "name": entity["name"]}
        return row(kind, now=self.now, decided_by=self.by, reason=self.reason, **about, **columns)

    def _record(self, decide: Any, message: str) -> list[Row]:
        return Lake(self.settings).decide(decide, message=message)


def check_outside_id(text: str) -> str:
    """The id with its scheme in front. LakeError where it has none."""
    text = text.strip()
    if _WIKIDATA.fullmatch(text):
        return f"wikidata:{text}"
    if not _OUTSIDE_ID.fullmatch(text):
        raise LakeError(f"{text!r} is no id elsewhere", next_step="write it like wikidata:Q3874799 or geonames:703448")
    return text


# An entity with the node that stands for it: the one that its id comes from, or (after a merge of places) any of its own.
_ENTITY = """
SELECT e.entity_id, e.name, e.type, e.country, e.mention_count, e.first_seen, e.last_seen,
    coalesce(min(l.node_id) FILTER (l.node_id = l.entity_id), min(l.node_id)) AS node_id,
    coalesce(min(l.name_id) FILTER (l.node_id = l.entity_id), min(l.name_id)) AS name_id
FROM entities AS e JOIN entity_links AS l USING (entity_id)
"""
_ORDER = "GROUP BY ALL ORDER BY mention_count DESC, e.entity_id"


def find(
    con: duckdb.DuckDBPyConnection, text: str, *, kind: str | None = None, country: str | None = None
) -> list[Row]:
    """The entities of this id (or its first digits), or of this name, upper and lower case levelled; those most mentioned first."""
    found = con.execute(
        f"""{_ENTITY} WHERE (lower(e.name) = lower($text) OR starts_with(e.entity_id, $id) OR e.entity_id IN (
                SELECT entity_id FROM entity_links WHERE lower(name) = lower($text)
            )) AND e.type = coalesce($kind, e.type) AND ($country IS NULL OR e.country = $country) {_ORDER}""",
        {
            "text": text,
            "id": text if re.fullmatch(_ENTITY_ID, text) else "no id",
            "kind": kind or None,
            "country": country or None,
        },
    )
    return found.to_arrow_table().to_pylist()


def find_one(con: duckdb.DuckDBPyConnection, text: str, *, kind: str | None = None, country: str | None = None) -> Row:
    """The one entity of this id or name. LakeError where there is none, or several."""
    return _one_of(find(con, text, kind=kind, country=country), text, kind, country)


def _one_of(found: Sequence[Row], text: str, kind: str | None, country: str | None) -> Row:
    """The only one of the entities found. LakeError where there is none, or several."""
    if len(found) == 1:
        return found[0]
    which = f"{text!r}" + (f" of type {kind}" if kind else "") + (f" in {country}" if country else "")
    if not found:
        raise LakeError(f"there is no entity {which}", next_step="type `dateline entities search TEXT` to look for it")
    choice = "; ".join(_description(one) for one in found[:_SHOWN])
    raise LakeError(f"{which} is {len(found)} entities", next_step=f"give the id of one of them: {choice}")


def _by_name(con: duckdb.DuckDBPyConnection) -> dict[str, list[Row]]:
    """All entities by each of their names in lower case, those most mentioned first."""
    entities = con.execute(f"{_ENTITY} {_ORDER}").to_arrow_table().to_pylist()
    names: dict[str, set[str]] = defaultdict(set)
    for entity_id, name in con.execute("SELECT DISTINCT entity_id, lower(name) FROM entity_links").fetchall():
        names[entity_id].add(name)
    found: dict[str, list[Row]] = defaultdict(list)
    for entity in entities:
        for name in names[entity["entity_id"]] | {entity["name"].lower()}:
            found[name].append(entity)
    return found


def _read_line(con: duckdb.DuckDBPyConnection, line: Row, known: Mapping[str, list[Row]]) -> tuple[str, Row]:
    """The id elsewhere and the entity of a line of a file. InputError names the column that is wrong."""
    column = next((column for column in ("name", "id") if not line.get(column)), None)
    if column:
        raise InputError(f"{column}: is missing")
    kind, country = (line.get("type") or "").upper() or None, (line.get("country") or "").upper() or None
    if kind and kind not in _TYPES:
        raise InputError(f"type: {line['type']!r} is none of {', '.join(_TYPES)}")
    try:
        outside_id = check_outside_id(line["id"])
    except LakeError as error:
        raise InputError(f"id: {error.what}, write it like wikidata:Q3874799") from error
    name = line["name"]
    try:
        if re.fullmatch(_ENTITY_ID, name):
            return outside_id, find_one(con, name, kind=kind, country=country)
        fits = [
            one
            for one in known.get(name.lower(), ())
            if kind in (None, one["type"]) and country in (None, one["country"])
        ]
        return outside_id, _one_of(fits, name, kind, country)
    except LakeError as error:
        raise InputError(f"name: {error.what}") from error


def _description(one: Row) -> str:
    known = ", ".join(filter(None, (one["type"], one["country"], f"{one['mention_count']} mentions")))
    return f"{one['entity_id']} {one['name']} ({known})"


def search(settings: Settings, text: str, *, limit: int = 20) -> list[Row]:
    """The entities with this text in one of their names, those most mentioned first."""
    with connect(settings) as con:
        found = con.execute(
            "SELECT entity_id, name, type, country, mention_count, article_count, aliases FROM entities"
            " WHERE contains(lower(name), lower($text)) OR list_bool_or([contains(lower(a), lower($text)) for a in aliases])"
            " ORDER BY mention_count DESC, entity_id LIMIT $limit",
            {"text": text, "limit": limit},
        )
        return found.to_arrow_table().to_pylist()


def names(settings: Settings, entity: str) -> tuple[Row, list[Row]]:
    """An entity (a row of `entities`), and its names: how each is linked to it, and in how many articles if not in all."""
    with connect(settings) as con:
        one = find_one(con, entity)
        row_ = con.execute("FROM entities WHERE entity_id = ?", [one["entity_id"]]).to_arrow_table().to_pylist()[0]
        links = con.execute(
            "SELECT name, method, score, if(bool_or(article_id = '*'), 'all', count(*)::VARCHAR) AS articles FROM entity_links"
            " WHERE entity_id = ? GROUP BY ALL ORDER BY name, method",
            [one["entity_id"]],
        )
        return row_, links.to_arrow_table().to_pylist()


def history(settings: Settings) -> list[Row]:
    """All decisions, newest first, each with `in_force`."""
    with connect(settings) as con:
        valid = {one["decision_id"] for one in in_force(con).rows}
        rows = con.execute("FROM entity_decisions ORDER BY decided_at DESC, decision_id").to_arrow_table().to_pylist()
    return [{**one, "in_force": one["decision_id"] in valid} for one in rows]


def _require_articles(con: duckdb.DuckDBPyConnection, article_ids: Iterable[str]) -> None:
    wanted = set(article_ids)
    rows = con.execute("SELECT article_id FROM articles WHERE article_id IN (SELECT unnest(?))", [sorted(wanted)])
    unknown = sorted(wanted - {key for (key,) in rows.fetchall()})
    if unknown:
        raise LakeError(f"there is no article {unknown[0]!r}", next_step="give article ids of the table articles")


def _lines(file: Path) -> Iterator[tuple[int, Row]]:
    """The lines of the CSV file with their numbers. InputError names the file, the line and what to do."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as source:
            reader = csv.DictReader(source, strict=True)
            missing = {"name", "id"} - set(reader.fieldnames or ())
            if missing:
                raise InputError(
                    f"there is no column {sorted(missing)[0]!r}",
                    where=f"{file}:1",
                    next_step="begin the file with the line name,id (and type,country where names need them)",
                )
            for line in reader:
                yield (
                    reader.line_num,
                    {key: value.strip() for key, value in line.items() if key and isinstance(value, str)},
                )
    except OSError as error:
        raise InputError(
            f"can't be read: {error.strerror or error}", where=str(file), next_step="check its path"
        ) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(
            f"is no CSV file in UTF-8: {error}", where=str(file), next_step="export it as CSV, UTF-8"
        ) from error
