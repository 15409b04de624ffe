"""Great Expectations on pandas frames in memory: no files, no network, no telemetry, no progress bars.

The import takes seconds, so it waits until the first table is checked. Suites are kept.
"""

from __future__ import annotations

import contextlib
import functools
import os
import threading
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dateline.checks.suite import Expectation
from dateline.errors import ContractError

if TYPE_CHECKING:
    import pandas as pd

# The frame's column with the number of the row, which failures are reported by.
ROW = "row number"

# Great Expectations keeps its context in a global.
_TURN = threading.Lock()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an expectation went. `failed` holds the numbers of the rows that failed it; a tolerance can make that a success."""

    expectation: Expectation
    checked: int
    failed: frozenset[int]
    success: bool


def validate(table: str, frame: pd.DataFrame, expected: tuple[Expectation, ...]) -> list[Outcome]:
    """Check a frame, which has a column ROW. ContractError if an expectation can't be evaluated.

    Which rows failed is asked only where some did, or may have with success: most expectations are met, and to say that they
    are takes the library less than half the time.
    """
    with _TURN, _quietly():
        batch = _batches().get_batch({"dataframe": frame})
        met = _report(batch, table, expected, {"result_format": "BOOLEAN_ONLY"})
        asked = [place for place, result in met.items() if not result.success or _is_tolerant(expected[place])]
        found = _report(batch, table, tuple(expected[place] for place in asked), _ROWS) if asked else {}
    failed = dict(zip(asked, found.values(), strict=True))
    return [_outcome(table, expectation, len(frame), failed.get(place)) for place, expectation in enumerate(expected)]


_ROWS = {"result_format": "COMPLETE", "unexpected_index_column_names": [ROW], "include_unexpected_rows": False}


def _report(batch: Any, table: str, expected: tuple[Expectation, ...], form: dict[str, Any]) -> dict[int, Any]:
    """The library's results by the place of the expectation, in that order."""
    report = batch.validate(_suite(table, expected), result_format=form)
    by_place = {result.expectation_config.meta["place"]: result for result in report.results}
    return dict(sorted(by_place.items()))


def _is_tolerant(expectation: Expectation) -> bool:
    return bool(expectation.arguments.get("mostly", 1) < 1)


def _outcome(table: str, expectation: Expectation, rows: int, result: Any) -> Outcome:
    """The outcome over so many rows. `result` names those that failed; None where all met the expectation."""
    if result is None:
        return Outcome(expectation, rows, frozenset(), True)
    if "unexpected_index_list" not in result.result:
        raise ContractError(
            f"can't be evaluated: {_why(result.exception_info)}",
            where=f"schemas/{table}.odcs.yaml: {expectation.name} on {expectation.column}",
            next_step="correct the rule; docs.greatexpectations.io describes the expectation's arguments",
        )
    failed = frozenset(int(place[ROW]) for place in result.result["unexpected_index_list"] or ())
    return Outcome(expectation, rows, failed, bool(result.success))


def _why(info: Any) -> str:
    """The message of the first exception; there is one for the expectation or one for each of its metrics."""
    if isinstance(info, dict) and info.get("exception_message"):
        return str(info["exception_message"])
    inner = info.values() if isinstance(info, dict) else ()
    return next((_why(part) for part in inner if isinstance(part, dict)), "no result")


@functools.cache
def _library() -> Any:
    """Great Expectations, imported with its analytics off unless the environment switches them on."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    with _quietly():
        import great_expectations
    return great_expectations


@contextlib.contextmanager
def _quietly() -> Iterator[None]:
    """The library's use of what Python and pandas deprecate is not for our users to read."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@functools.cache
def _batches() -> Any:
    """What turns a frame into a batch, in a context that lives in memory."""
    library = _library()
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = library.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
    asset = context.data_sources.add_pandas("dateline").add_dataframe_asset("rows")
    return asset.add_batch_definition_whole_dataframe("all")


@functools.lru_cache(256)
def _suite(table: str, expected: tuple[Expectation, ...]) -> Any:
    """The expectations as a suite. The place of each in the list comes back with its result."""
    library = _library()
    from great_expectations.expectations.expectation import (
        ColumnMapExpectation,
        ColumnPairMapExpectation,
        MulticolumnMapExpectation,
    )
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
    from great_expectations.expectations.metadata_types import FailureSeverity

    configurations = [
        ExpectationConfiguration(
            type=expectation.kind,
            kwargs=dict(expectation.arguments),
            severity=FailureSeverity(expectation.severity),
            meta={"place": place},
        )
        for place, expectation in enumerate(expected)
    ]
    try:
        # The suite would log an expectation that it can't make, and go on without it.
        made = [configuration.to_domain_obj() for configuration in configurations]
    except Exception as error:  # the library has no common class for a misspelt type or a wrong argument
        raise ContractError(
            f"not an expectation: {error}",
            where=f"schemas/{table}.odcs.yaml: quality",
            next_step="correct its type or its kwargs",
        ) from error
    for expectation, one in zip(expected, made, strict=True):
        if not isinstance(one, (ColumnMapExpectation, ColumnPairMapExpectation, MulticolumnMapExpectation)):
            raise ContractError(
                f"{expectation.kind} doesn't tell which rows fail",
                where=f"schemas/{table}.odcs.yaml: {expectation.name} on {expectation.column}",
                next_step="write a rule about the values of each row",
            )
    return library.ExpectationSuite(name=table, expectations=made)
