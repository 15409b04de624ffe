"""Writing to the lake: one transaction a batch, so that it is there as a whole or not at all, whenever the power goes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb

from dateline import contracts
from dateline.contracts import Contract
from dateline.errors import LakeError
from dateline.lake import entity, event, linking
from dateline.lake.connection import LAKE, attach, catalog_name, identifier, is_missing, mask, quote, storage
from dateline.lake.tables import check_readable, create_tables
from dateline.lake.turn import turn
from dateline.settings import Settings

Row = dict[str, Any]

# Rows of these tables change as the lake grows, so that what is loaded later replaces what stands under the same key.
# Everywhere else a row says what was read or done, and stays as it was first written.
REPLACED = frozenset({"stories", "entities", "event_links", "runs"})


def connect(settings: Settings, *, read_only: bool = True) -> duckdb.DuckDBPyConnection:
    """A DuckDB connection with the lake attached as `lake` and in use. See `Lake` for writing rows.

    LakeError if there is no lake yet, it can't be opened, or a newer Dateline wrote it.
    """
    con = attach(settings, read_only=read_only)
    try:
        if read_only:
            check_readable(con, catalog_name(settings))
        else:
            create_tables(con, catalog_name(settings))
    except duckdb.Error as error:
        con.close()
        raise (_not_read if read_only else _not_written)(settings, error) from error
    except Exception:
        con.close()
        raise
    return con


class Lake:
    """The lake of these settings. Holds no connection: every call opens its own, so that it can go to threads and processes."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def load(self, tables: Mapping[str, Sequence[Row]], *, run_id: str, message: str) -> dict[str, int]:
        """Add rows to their tables, all of them in one transaction, and give the number of rows added or changed per table.

        Rows whose key is in the lake already are left out (see REPLACED for the tables where they replace what is there),
        so that loading the same input twice adds nothing. The commit carries `message` and the run's id.
        LakeError if the lake can't be written; it then stays as it was.
        """
        with self._transaction(run_id, message) as con:
            wanted = _contracts(tables)
            return {contract.name: _merge(con, contract, tables[contract.name]) for contract in wanted}

    def refresh(self, *, run_id: str) -> dict[str, int]:
        """Bring stories, entities and event links up to date with what was loaded since, and give the rows changed per table.

        Only what the new articles touch is computed anew. What a run that died left undone, the next one does.
        """
        with self._transaction(run_id, "link articles to stories, entities and events") as con:
            wanted = contracts.load()
            stories = linking.story_rows(con, new) if (new := linking.unlinked_articles(con)) else []
            names = entity.unlinked_articles(con)
            return {
                "stories": _merge(con, wanted["stories"], stories),
                "entities": entity.link_entities(con, names) if names else 0,
                "event_links": _link_events(con),
            }

    def decide(self, choose: Callable[[duckdb.DuckDBPyConnection], list[Row]], *, message: str) -> list[Row]:
        """Record decisions about entities, and link what they are about anew, in one transaction. Gives the decisions.

        `choose` makes the rows of `entity_decisions` from what is in the lake; where it raises, the lake stays as it was.
        """
        connect(self.settings).close()  # nobody decides about a lake that isn't there, or creates one by that
        with self._transaction(None, message) as con:
            rows = choose(con)
            _merge(con, contracts.load()["entity_decisions"], rows)
            about = [row[column] for row in rows for column in ("name_id", "other_name_id") if row[column]]
            if about:
                entity.link_entities(con, entity.unlinked_articles(con), about)
                _link_events(con)
            return rows

    def known(self, article_ids: Iterable[str]) -> set[str]:
        """Those of the article ids that are in the lake; none of them where there is no lake yet."""
        try:
            con = connect(self.settings)
        except LakeError as error:
            if is_missing(error):
                return set()
            raise
        with con:
            sql = "SELECT article_id FROM articles WHERE article_id IN (SELECT unnest(?))"
            try:
                return {row[0] for row in con.execute(sql, [list(article_ids)]).fetchall()}
            except duckdb.Error as error:
                raise _not_read(self.settings, error) from error

    @contextmanager
    def _transaction(self, run_id: str | None, message: str) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection in a transaction that is committed at the end of the block, or rolled back where it raises."""
        with turn(self.settings), connect(self.settings, read_only=False) as con:
            try:
                con.execute("BEGIN")
                yield con
                extra = json.dumps({"run_id": run_id})
                con.execute(
                    f"CALL {LAKE}.set_commit_message('dateline', {quote(message)}, extra_info => {quote(extra)})"
                )
                con.execute("COMMIT")
            except duckdb.Error as error:
                raise _not_written(self.settings, error) from error  # closing the connection rolls back


def _not_written(settings: Settings, error: duckdb.Error) -> LakeError:
    return LakeError(
        f"the lake could not be written, and stays as it was: {mask(str(error))}",
        where=catalog_name(settings),
        next_step="check the disk's free space and the permissions of the lake's folder, then run again",
    )


def _not_read(settings: Settings, error: duckdb.Error) -> LakeError:
    return LakeError(
        f"the lake's files can't be read: {mask(str(error))}",
        where=storage(settings),
        next_step="check that DATELINE_STORAGE and DATELINE_HOME name the place they are in, and that you may read it",
    )


def _contracts(names: Iterable[str]) -> list[Contract]:
    """The contracts of these tables, in the contracts' order. LakeError if a table has none."""
    known = contracts.load()
    unknown = sorted(set(names) - set(known))
    if unknown:
        raise LakeError(
            f"there is no table {unknown[0]!r}", next_step=f"state its contract in schemas/{unknown[0]}.odcs.yaml"
        )
    return [contract for name, contract in known.items() if name in set(names)]


def _merge(con: duckdb.DuckDBPyConnection, contract: Contract, rows: Sequence[Row]) -> int:
    """Add the rows whose key the table doesn't have, and give the number of rows added or replaced."""
    # MERGE compares with the table only, so that two rows of one key in the same batch would both go in.
    unique = {tuple(row.get(column) for column in contract.key): row for row in reversed(rows)}
    if not unique:
        return 0
    con.register("batch", contract.to_arrow(list(reversed(unique.values()))))
    try:
        return _count(con.execute(_merge_statement(contract)).fetchone())
    finally:
        con.unregister("batch")


def _link_events(con: duckdb.DuckDBPyConnection) -> int:
    contract = contracts.load()["event_links"]
    return sum(_merge(con, contract, rows) for rows in event.link_rows(con))


def _merge_statement(contract: Contract) -> str:
    on = " AND ".join(f"t.{identifier(key)} = s.{identifier(key)}" for key in contract.key)
    others = [identifier(column.name) for column in contract.columns if column.name not in contract.key]
    update = ""
    if contract.name in REPLACED:
        differs = " OR ".join(f"t.{column} IS DISTINCT FROM s.{column}" for column in others)
        update = (
            f"WHEN MATCHED AND ({differs}) THEN UPDATE SET {', '.join(f'{column} = s.{column}' for column in others)}"
        )
    table = f"{LAKE}.{identifier(contract.name)}"
    return f"MERGE INTO {table} AS t USING batch AS s ON ({on}) {update} WHEN NOT MATCHED THEN INSERT BY NAME"


def _count(row: Any) -> int:
    return int(row[0]) if row else 0
