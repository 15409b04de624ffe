"""The analyst's connection: the lake to read, and the marts as views."""

from __future__ import annotations

import duckdb

from dateline import lake, settings
from dateline.analyst.mart import create_views
from dateline.settings import Settings


def connect(config: Settings | None = None, *, locked: bool = False) -> duckdb.DuckDBPyConnection:
    """A read-only DuckDB connection with the lake attached and in use, and the marts as temporary views.

    With `locked`, queries can reach no files but the lake's and change no configuration: for SQL that somebody types or
    sends. LakeError if there is no lake that can be read.
    """
    config = config or settings.load()
    con = lake.connect(config)
    try:
        create_views(con)
        if locked:
            lake.lock_down(con, config)
        else:
            # In a notebook, SQL may name the data frames at hand.
            con.execute("SET python_enable_replacements = true")
    except Exception:
        con.close()
        raise
    return con
