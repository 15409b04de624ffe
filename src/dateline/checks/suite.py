"""What is expected of a table's rows, derived from its contract: what its columns' definitions call for, then its own rules."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dateline.contracts import Column, Contract, Severity, load

# Helper columns that every table can have. A name with a space can't be a column's.
KEY_IS_NEW = "key is new"
RESOLVES = "{} resolves"


@dataclass(frozen=True, slots=True)
class Expectation:
    """One thing that is expected. `kind` and `arguments` are for Great Expectations; `name` is how it is reported.

    `says` is what holds when it is met, in words. `column` is where to look when it isn't.
    """

    name: str
    column: str
    severity: Severity
    says: str
    kind: str
    arguments: Mapping[str, Any] = field(hash=False)

    @property
    def inputs(self) -> set[str]:
        """The columns and helper columns it reads."""
        return {value for key, value in self.arguments.items() if key in ("column", "column_A", "column_B")}


@functools.cache
def expectations(table: str) -> tuple[Expectation, ...]:
    """All expectations of a table, those first that explain the others: references, then the key, then the values."""
    contract = load()[table]
    return (*_references(contract), _key(contract), *_columns(contract), *_rules(contract))


def _references(contract: Contract) -> Iterator[Expectation]:
    for column in contract.columns:
        if column.references:
            says = f"the row of {column.references[0]} it refers to is in the batch and good"
            helper = RESOLVES.format(column.name)
            name = f"{column.name}_resolves"
            yield _expect(column, "expect_column_values_to_be_in_set", says, name, helper, value_set=[True])


def _key(contract: Contract) -> Expectation:
    says = f"no earlier row of the batch has the same {', '.join(contract.key)}"
    first = contract.column(contract.key[0])
    return _expect(first, "expect_column_values_to_be_in_set", says, "key_is_unique", KEY_IS_NEW, value_set=[True])


def _columns(contract: Contract) -> Iterator[Expectation]:
    """What the columns' definitions call for; all of it critical, since readers build on it."""
    for column in contract.columns:
        if column.required:
            yield _expect(column, "expect_column_values_to_not_be_null", "it is not NULL")
        if column.vocabulary:
            words = [word.value for word in column.vocabulary]
            yield _expect(
                column, "expect_column_values_to_be_in_set", f"it is one of {', '.join(words)}", value_set=words
            )
        if column.pattern:
            says = f"it matches {column.pattern}"
            yield _expect(column, "expect_column_values_to_match_regex", says, regex=column.pattern)
        if column.minimum is not None or column.maximum is not None:
            says = f"it is {_between(column.minimum, column.maximum)}"
            limits = {"min_value": _moment(column.minimum), "max_value": _moment(column.maximum)}
            yield _expect(column, "expect_column_values_to_be_between", says, **limits)
        if column.min_length is not None or column.max_length is not None:
            says = f"it has {_between(column.min_length, column.max_length)} characters"
            limits = {"min_value": column.min_length, "max_value": column.max_length}
            yield _expect(column, "expect_column_value_lengths_to_be_between", says, **limits)


def _rules(contract: Contract) -> Iterator[Expectation]:
    for rule in contract.rules:
        yield Expectation(rule.name, rule.column, rule.severity, rule.description, rule.expectation, rule.arguments)


def _expect(
    column: Column, kind: str, says: str, name: str | None = None, helper: str | None = None, **arguments: Any
) -> Expectation:
    return Expectation(
        name or kind, column.name, "critical", says, kind, {"column": helper or column.name, **arguments}
    )


def _moment(limit: Any) -> Any:
    """A day as its first moment, which is what a frame makes of it."""
    return dt.datetime.combine(limit, dt.time.min) if isinstance(limit, dt.date) else limit


def _between(low: Any, high: Any) -> str:
    if low is None:
        return f"at most {high}"
    return f"at least {low}" if high is None else f"between {low} and {high}"
