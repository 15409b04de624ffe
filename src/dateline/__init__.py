"""Dateline turns news into tables.

import dateline

facts = dateline.extract("Officials said Monday that 12 people were hurt.", published="2026-03-03")
lake = dateline.connect()
lake.sql("SELECT speaker_name, content FROM statements").show()
"""

from __future__ import annotations

import datetime as _dt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

    from dateline.facts.record import Facts
    from dateline.settings import Settings

__version__ = "0.1.0"
__all__ = ["__version__", "connect", "extract"]


def extract(text: str, published: _dt.date | str | None = None, title: str | None = None, **options: Any) -> Facts:
    """The facts of a text; `dateline.facts.record` describes them.

    `published` is the day the text appeared, as a date or "2022-03-23"; without it, "Wednesday" and "last month" get no date.
    Raises ValueError if it is no date. Among the options, `country` is the outlet's ("GB"): there 3/4/2022 is 3 April.
    """
    from dateline.facts.extract import extract as extract_facts

    if isinstance(published, str):
        published = _dt.date.fromisoformat(published[:10])
    return extract_facts(text, published, title, **options)


def connect(settings: Settings | None = None) -> duckdb.DuckDBPyConnection:
    """A read-only DuckDB connection to the lake, with the marts as views. LakeError if there is no lake yet."""
    from dateline.analyst import connect as connect_analyst

    return connect_analyst(settings)
