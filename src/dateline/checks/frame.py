"""The frame that Great Expectations sees of a table: the columns that its expectations read, and answers as helper columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from dateline.checks.answer import ANSWERS, Row
from dateline.checks.engine import ROW
from dateline.checks.suite import KEY_IS_NEW, RESOLVES, Expectation
from dateline.contracts import Contract
from dateline.errors import ContractError

if TYPE_CHECKING:
    import pandas as pd


def build(
    contract: Contract,
    rows: Mapping[int, Row],
    expected: Iterable[Expectation],
    *,
    articles: Mapping[str, Row],
    resolving: Mapping[tuple[str, str], frozenset[Any]],
) -> pd.DataFrame:
    """The frame of numbered rows, which have all columns of the contract and values of its types.

    `articles` are those of the batch by id. `resolving` are the values that references to a (table, column) can have, for
    the tables that the batch holds.
    """
    listed = list(rows.values())
    arrays = {ROW: pa.array(rows, pa.int64())}
    for name in sorted(set().union(*(expectation.inputs for expectation in expected))):
        arrays[name] = _array(name, contract, listed, articles, resolving)
    return pa.table(arrays).to_pandas(date_as_object=False)


def _array(
    name: str,
    contract: Contract,
    rows: Sequence[Row],
    articles: Mapping[str, Row],
    resolving: Mapping[tuple[str, str], frozenset[Any]],
) -> pa.Array:
    column = next((column for column in contract.columns if column.name == name), None)
    if column is not None:
        if pa.types.is_nested(column.type):  # only whether there is one can be asked
            return pa.array([None if row[name] is None else True for row in rows], pa.bool_())
        array = pa.array([row[name] for row in rows], column.type)
        # Great Expectations compares moments without a zone; all of them are UTC.
        return array.cast(pa.timestamp("us")) if pa.types.is_timestamp(column.type) else array
    if name == KEY_IS_NEW:
        return pa.array(_news(rows, contract.key), pa.bool_())
    if name in ANSWERS:
        answer = ANSWERS[name]
        return pa.array([answer(row, articles.get(row.get("article_id", ""))) for row in rows], pa.bool_())
    for column in contract.columns:
        if column.references and name == RESOLVES.format(column.name):
            return pa.array(_resolved(rows, column.name, resolving.get(column.references)), pa.bool_())
    raise ContractError(
        f"a rule reads {name!r}, which is neither a column nor an answer",
        where=f"schemas/{contract.name}.odcs.yaml: quality",
        next_step="correct the name, or add the answer to dateline/checks/answer.py",
    )


def _news(rows: Sequence[Row], key: Sequence[str]) -> list[bool]:
    """Which rows are the first with their key."""
    seen: set[tuple[Any, ...]] = set()
    news = []
    for row in rows:
        value = tuple(row[column] for column in key)
        news.append(value not in seen)
        seen.add(value)
    return news


def _resolved(rows: Sequence[Row], column: str, known: frozenset[Any] | None) -> list[bool | None]:
    """Which references lead somewhere; None for no reference, and for one out of the batch."""
    return [None if known is None or row[column] is None else row[column] in known for row in rows]
