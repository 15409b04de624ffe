"""A table's contract as Python values, and what derives from it: Arrow schema, Arrow table, DDL."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import pyarrow as pa

from dateline.contracts.value import misfits
from dateline.errors import ContractError

Severity = Literal["critical", "warning", "info"]

# SQL names of the types that a contract can use for a value, and their Arrow types.
TYPES: dict[str, pa.DataType] = {
    "BIGINT": pa.int64(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
    "DOUBLE": pa.float64(),
    "INTEGER": pa.int32(),
    "TIMESTAMP WITH TIME ZONE": pa.timestamp("us", "UTC"),
    "VARCHAR": pa.string(),
}
_SQL = {arrow: sql for sql, arrow in TYPES.items()}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a column's vocabulary and what it means."""

    value: str
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A quality rule that a contract states by name.

    `expectation` and `arguments` are the type and the keyword arguments of a Great Expectations expectation. `column` is
    the one to look at when it fails.
    """

    name: str
    description: str
    severity: Severity
    column: str
    expectation: str
    arguments: Mapping[str, Any] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `key` is its place in the primary key, from 1; `references` is the (table, column) that holds its values.

    A value of a column with a `vocabulary` is one of its words. `pattern` is a regular expression for the whole value;
    `minimum` and `maximum` are inclusive and of the column's own type; lengths are in characters.
    """

    name: str
    type: pa.DataType
    description: str
    required: bool = False
    key: int | None = None
    unit: str | None = None
    vocabulary: tuple[Word, ...] = ()
    examples: tuple[Any, ...] = ()
    references: tuple[str, str] | None = None
    pattern: str | None = None
    minimum: Any = None
    maximum: Any = None
    min_length: int | None = None
    max_length: int | None = None

    @property
    def sql_type(self) -> str:
        """The type as DuckDB spells it: "VARCHAR[]"."""
        return sql_type(self.type)


@dataclass(frozen=True)
class Contract:
    """What a table holds and what can be relied on. `version` is semantic: a higher first number breaks readers."""

    name: str
    version: str
    order: int
    description: str
    grain: str
    purpose: str
    usage: str
    limitations: str
    columns: tuple[Column, ...]
    rules: tuple[Rule, ...]

    @functools.cached_property
    def key(self) -> tuple[str, ...]:
        """The primary key's columns, in order."""
        return tuple(column.name for column in sorted((c for c in self.columns if c.key), key=lambda c: c.key or 0))

    @functools.cached_property
    def release(self) -> tuple[int, ...]:
        """The version as numbers, to compare: 1.10.0 is newer than 1.9.0."""
        return tuple(int(part) for part in self.version.split("."))

    def column(self, name: str) -> Column:
        """The column of that name. KeyError where there is none."""
        return self._by_name[name]

    @functools.cached_property
    def _by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    def arrow_schema(self) -> pa.Schema:
        """The columns as an Arrow schema; required ones are not nullable."""
        return pa.schema([pa.field(column.name, column.type, nullable=not column.required) for column in self.columns])

    def require_known(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """ContractError where a row has a column that the contract doesn't: its value would get lost without a word."""
        for index, row in enumerate(rows):
            if not self._by_name.keys() >= row.keys():
                extra = sorted(row.keys() - self._by_name.keys())
                raise ContractError(
                    f"the contract has no such column: {', '.join(map(repr, extra))}",
                    where=f"{self.name}, row {index}",
                    next_step=f"add the column to schemas/{self.name}.odcs.yaml, or leave it out of the rows",
                )

    def to_arrow(self, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
        """The rows as an Arrow table with exactly the contract's columns. A key that a row leaves out is NULL.

        ContractError names the table, the row (from 0) and the column: an unknown column, a value that the column can't
        hold, or a NULL in a required one.
        """
        self.require_known(rows)
        arrays = []
        for column in self.columns:
            values = [row.get(column.name) for row in rows]
            for index, reason in misfits(values, column.type).items():
                raise self._error(index, column, f"{reason}, not {column.sql_type}")
            if column.required and None in values:
                raise self._error(values.index(None), column, "NULL in a required column")
            arrays.append(pa.array(values, column.type))
        return pa.Table.from_arrays(arrays, schema=self.arrow_schema())

    def _error(self, index: int, column: Column, what: str) -> ContractError:
        return ContractError(
            what,
            where=f"{self.name}, row {index}, column {column.name}",
            next_step=f"schemas/{self.name}.odcs.yaml says what the column holds",
        )

    def ddl(self, schema: str | None = None) -> list[str]:
        """The statements that create the table and comment on it and its columns, in the named database or schema."""
        table = ".".join(quote(part) for part in (schema, self.name) if part)
        lines = [f"  {quote(c.name)} {c.sql_type}{' NOT NULL' if c.required else ''}" for c in self.columns]
        return [
            f"CREATE TABLE IF NOT EXISTS {table} (\n" + ",\n".join(lines) + "\n)",
            f"COMMENT ON TABLE {table} IS {_literal(f'{self.description} {self.grain}')}",
            *(f"COMMENT ON COLUMN {table}.{quote(c.name)} IS {_literal(_comment(c))}" for c in self.columns),
        ]


def sql_type(arrow: pa.DataType) -> str:
    """An Arrow type as DuckDB spells it."""
    if pa.types.is_list(arrow):
        return f"{sql_type(arrow.value_type)}[]"
    if pa.types.is_struct(arrow):
        return f"STRUCT({', '.join(f'{quote(part.name)} {sql_type(part.type)}' for part in arrow)})"
    return _SQL[arrow]


def quote(name: str) -> str:
    """A name as a SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _comment(column: Column) -> str:
    parts = [column.description]
    if column.unit:
        parts.append(f"Unit: {column.unit}.")
    if column.vocabulary:
        parts.append(f"One of: {', '.join(word.value for word in column.vocabulary)}.")
    return " ".join(parts)
