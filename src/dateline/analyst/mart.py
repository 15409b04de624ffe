"""The SQL that comes with Dateline: marts (views over the lake) and a cookbook of questions, one a file.

A file's leading comment is its documentation: the first paragraph says what the rows are, or asks the question; the rest is
what to know before using them.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

import duckdb

from dateline.errors import QueryError
from dateline.settings import bundled


@dataclass(frozen=True)
class Mart:
    """A view for analysts: what its rows are, what to know before using them ("" where nothing), and the SQL."""

    name: str
    description: str
    notes: str
    sql: str


@dataclass(frozen=True)
class NamedQuery:
    """A question of the cookbook, what to know about the answer ("" where it speaks for itself), and the SQL."""

    name: str
    question: str
    notes: str
    sql: str


def marts() -> list[Mart]:
    """The marts, by name."""
    return [Mart(*read(path)) for path in _files("marts")]


def queries() -> list[NamedQuery]:
    """The cookbook, by name."""
    return [NamedQuery(*read(path)) for path in _files("queries")]


def named_query(name: str) -> NamedQuery:
    """The cookbook's query of this name. QueryError if there is none."""
    known = {entry.name: entry for entry in queries()}
    if name not in known:
        raise QueryError(f"there is no query {name!r}", next_step="one of these: " + ", ".join(known))
    return known[name]


def create_views(con: duckdb.DuckDBPyConnection) -> None:
    """Create the marts as temporary views. QueryError names the file whose SQL doesn't fit the lake.

    The views of `warehouse/linked` stand before the lake's own tables of the same names: in them, entity ids are those of the
    table `entities`, whatever name an article uses.
    """
    for view in (Mart(*read(path)) for path in _files("linked")):
        try:
            _create(con, view, "linked")
        except duckdb.CatalogException as error:
            raise _broken(view, error, "linked") from error
    waiting = marts()
    while waiting:
        failed: list[tuple[Mart, duckdb.Error]] = []
        for mart in waiting:
            try:
                _create(con, mart, "marts")
            except duckdb.CatalogException as error:
                failed.append((mart, error))  # it may read a mart that comes later
        if len(failed) == len(waiting):
            first, reason = failed[0]
            raise _broken(first, reason, "marts") from reason
        waiting = [mart for mart, _ in failed]


def _create(con: duckdb.DuckDBPyConnection, view: Mart, folder: str) -> None:
    """Create a view. CatalogException where it reads what isn't there (yet), QueryError where it is wrong otherwise."""
    try:
        con.execute(f'CREATE OR REPLACE TEMP VIEW "{view.name}" AS {view.sql}')
    except duckdb.CatalogException:
        raise
    except duckdb.Error as error:
        raise _broken(view, error, folder) from error


def read(path: Path) -> tuple[str, str, str, str]:
    """A SQL file's name, the first paragraph of its leading comment, the others, and the statement without its semicolon."""
    lines = path.read_text(encoding="utf-8").splitlines()
    end = next((i for i, line in enumerate(lines) if not line.startswith("--")), len(lines))
    comment = "\n".join(line.removeprefix("--").strip() for line in lines[:end])
    first, *others = [" ".join(paragraph.split("\n")) for paragraph in comment.split("\n\n")]
    return path.stem, first, "\n".join(others), "\n".join(lines[end:]).strip().rstrip(";")


@functools.cache
def _files(folder: str) -> tuple[Path, ...]:
    return tuple(sorted((bundled("warehouse") / folder).glob("*.sql")))


def _broken(mart: Mart, error: duckdb.Error, folder: str) -> QueryError:
    return QueryError(
        f"the mart doesn't fit the tables of this lake: {error}",
        where=f"warehouse/{folder}/{mart.name}.sql",
        next_step="if an older Dateline wrote the lake, type `dateline run` once to bring its tables up to date",
    )
