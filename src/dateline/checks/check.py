"""Hold a batch's rows against their contracts: the good ones, the rejected ones with the reason, and how each check went.

Nothing gets lost: of every table, the rows that came in are the good rows and the rejected ones.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dateline.checks.engine import Outcome, validate
from dateline.checks.frame import build
from dateline.checks.suite import Expectation, expectations
from dateline.contracts import Contract, load
from dateline.contracts.value import misfits
from dateline.errors import CheckError, ContractError, Rejected

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a batch: the good rows of each table, quarantine rows for the others, rows for the table `checks`."""

    good: dict[str, list[Row]] = field(default_factory=dict)
    rejected: list[Row] = field(default_factory=list)
    checks: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Fault:
    """Why a row is rejected. `inherited` where the row that it refers to was rejected, and nothing may be wrong with it."""

    reason: str
    column: str
    next_step: str
    inherited: bool = False


def check(
    batch: Mapping[str, Sequence[Row]],
    *,
    run_id: str,
    batch_number: int,
    now: dt.datetime,
    max_rejected_share: float,
) -> Checked:
    """Check the rows of a batch, by table.

    A row that fails a critical expectation is rejected, and so is one that refers to a rejected row: an article's facts, the
    figures of a statement. References are followed where the batch holds the table they point to. Warnings only show in
    the rows of `checks`. `now` is an aware datetime.

    CheckError if a table's share of rows that failed by themselves is above `max_rejected_share`. ContractError for a
    table or a column that no contract has.
    """
    contracts = load()
    _require_known(batch, contracts)
    state = _State(
        {row["article_id"]: row for row in batch.get("articles", ()) if isinstance(row.get("article_id"), str)}
    )
    checked = Checked()
    for table, contract in contracts.items():
        if table not in batch:
            continue
        rows = batch[table]
        contract.require_known(rows)
        outcomes, faults = _judge(contract, rows, state)
        _refuse_if_too_many(table, rows, faults, max_rejected_share, f"run {run_id}, batch {batch_number}, {table}")
        checked.good[table] = [row for number, row in enumerate(rows) if number not in faults]
        checked.rejected.extend(
            _rejected(table, rows[number], fault, state).to_row(run_id, now) for number, fault in sorted(faults.items())
        )
        checked.checks.extend(_report(table, outcome, run_id, batch_number, now) for outcome in outcomes)
        state.settle(contract, rows, faults)
    return checked


@dataclass(slots=True)
class _State:
    """What is known of the tables that were checked before. Tables stand before those that refer to them.

    `articles` are all of the batch by id; `sound` are those that passed: only of their values are the types known.
    """

    articles: dict[str, Row]
    sound: dict[str, Row] = field(default_factory=dict)
    good: dict[tuple[str, str], frozenset[Any]] = field(default_factory=dict)
    faults: dict[tuple[str, str], dict[Any, str]] = field(default_factory=dict)

    def settle(self, contract: Contract, rows: Sequence[Row], faults: Mapping[int, _Fault]) -> None:
        """Keep what references to a checked table can meet: the keys of its good rows, and why others were rejected."""
        for column in contract.key:
            place = (contract.name, column)
            self.good[place] = frozenset(row[column] for number, row in enumerate(rows) if number not in faults)
            bad = ((rows[number].get(column), fault.reason) for number, fault in faults.items())
            self.faults[place] = {key: reason for key, reason in bad if isinstance(key, str)}
        if contract.name == "articles":
            self.sound = {row["article_id"]: row for number, row in enumerate(rows) if number not in faults}


def _require_known(batch: Mapping[str, Any], contracts: Mapping[str, Contract]) -> None:
    unknown = sorted(batch.keys() - contracts.keys())
    if unknown:
        raise ContractError(
            "no contract for this table",
            where=", ".join(unknown),
            next_step=f"add schemas/{unknown[0]}.odcs.yaml, or leave the table out of the batch",
        )


def _judge(contract: Contract, rows: Sequence[Row], state: _State) -> tuple[list[Outcome], dict[int, _Fault]]:
    """How each expectation went, and the faults of the rows by their numbers: the first of each row."""
    if not rows:
        return [], {}
    typed, faults = _judge_types(contract, rows)
    outcomes = [typed]
    names = [column.name for column in contract.columns]
    fit = {number: {name: row.get(name) for name in names} for number, row in enumerate(rows) if number not in faults}
    expected = expectations(contract.name)
    if fit:
        frame = build(contract, fit, expected, articles=state.sound, resolving=state.good)
        outcomes += validate(contract.name, frame, expected)
    for outcome in outcomes[1:]:
        if outcome.expectation.severity == "critical" and not outcome.success:
            for number in sorted(outcome.failed - faults.keys()):
                faults[number] = _fault(contract, outcome.expectation, fit[number], state)
    return outcomes, faults


def _judge_types(contract: Contract, rows: Sequence[Row]) -> tuple[Outcome, dict[int, _Fault]]:
    """Whether the values have the contract's types. It comes first: no frame holds the rows otherwise."""
    faults: dict[int, _Fault] = {}
    for column in contract.columns:
        for number, is_instead in misfits([row.get(column.name) for row in rows], column.type).items():
            reason = f"{contract.name}.{column.name} fails values_have_types: {is_instead} instead of {column.sql_type}"
            faults.setdefault(number, _Fault(reason, column.name, _NEXT_STEP.format(table=contract.name)))
    first = min(faults, default=None)
    column_name = contract.key[0] if first is None else faults[first].column
    says = "every value is of its column's type"
    expectation = Expectation("values_have_types", column_name, "critical", says, "", {})
    return Outcome(expectation, len(rows), frozenset(faults), not faults), faults


_NEXT_STEP = (
    "schemas/{table}.odcs.yaml says what is expected; correct the source or the code that made the row, and run again"
)


def _fault(contract: Contract, expectation: Expectation, row: Row, state: _State) -> _Fault:
    """What a failed expectation means for a row."""
    references = contract.column(expectation.column).references
    if references and expectation.name.endswith("_resolves"):
        cause = state.faults[references].get(row[expectation.column])
        if cause:
            reason = f"{contract.name}: its row of {references[0]} was rejected, since {cause}"
            next_step = f"see to the row of {references[0]}; this one follows it"
            return _Fault(reason, expectation.column, next_step, inherited=True)
    reason = f"{contract.name}.{expectation.column} fails {expectation.name}: {expectation.says.rstrip('.')}"
    return _Fault(reason, expectation.column, _NEXT_STEP.format(table=contract.name))


def _refuse_if_too_many(
    table: str, rows: Sequence[Row], faults: Mapping[int, _Fault], max_rejected_share: float, where: str
) -> None:
    own = Counter(fault.reason for fault in faults.values() if not fault.inherited)
    if not rows or own.total() / len(rows) <= max_rejected_share:
        return
    reason, count = own.most_common(1)[0]
    raise CheckError(
        f"{own.total()} of {len(rows)} rows failed, and at most {max_rejected_share:.0%} may;"
        f" most often ({count} rows): {reason}",
        where=where,
        next_step="nothing of this batch was loaded; correct the source or the code that made the rows and run again,"
        " or allow more with DATELINE_MAX_REJECTED_SHARE",
    )


def _rejected(table: str, row: Row, fault: _Fault, state: _State) -> Rejected:
    """The row for quarantine, with the place of its article in the archive. Its values can be of any type."""
    article_id = _as(str, row.get("article_id"))
    article = row if table == "articles" else state.articles.get(article_id or "", {})
    file, offset = _as(str, article.get("archive_file")), _as(int, article.get("archive_offset"))
    return Rejected(
        stage="checks",
        source_id=_as(str, article.get("source_id")),
        location=_as(str, article.get("url")) or (f"{file}@{offset}" if file else None),
        reason=fault.reason,
        next_step=fault.next_step,
        column_name=fault.column,
        value=row.get(fault.column),
        row=row,
        archive_file=file,
        archive_offset=offset,
        article_id=article_id,
        table_name=table,
    )


def _as(kind: type, value: Any) -> Any:
    return value if type(value) is kind else None


def _report(table: str, outcome: Outcome, run_id: str, batch_number: int, now: dt.datetime) -> Row:
    return {
        "run_id": run_id,
        "batch": batch_number,
        "table_name": table,
        "expectation": outcome.expectation.name,
        "column_name": outcome.expectation.column,
        "severity": outcome.expectation.severity,
        "checked_rows": outcome.checked,
        "failed_rows": len(outcome.failed),
        "success": outcome.success,
        "checked_at": now,
    }
