"""Great Expectations on pandas frames in memory: no files, no network, no telemetry, no progress bars.

The import takes seconds, so it waits until the first table is checked. Suites are built once a process.
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
    """Check a frame, which has a column ROW. ContractError if an expectation can't be evaluated."""
    with _TURN, _quietly():
        batch = _batches().get_batch({"dataframe": frame})
        report = batch.validate(
            _suite(table, expected),
            result_format={
                "result_format": "COMPLETE",
                "unexpected_index_column_names": [ROW],
                "include_unexpected_rows": False,
            },
        )
    by_place = {result.expectation_config.meta["place"]: result for result in report.results}
    return [_outcome(table, expectation, by_place[place]) for place, expectation in enumerate(expected)]


def _outcome(table: str, expectation: Expectation, result: Any) -> Outcome:
    found = result.result
    if "unexpected_index_list" not in found:
        raise ContractError(
            f"can't be evaluated: {_why(result.exception_info)}",
            where=f"schemas/{table}.odcs.yaml: {expectation.name} on {expectation.column}",
            next_step="correct the rule; docs.greatexpectations.io describes the expectation's arguments",
        )
    failed = frozenset(int(place[ROW]) for place in found["unexpected_index_list"] or ())
    return Outcome(expectation, int(found["element_count"]), failed, bool(result.success))


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


@functools.cache
def _suite(table: str, expected: tuple[Expectation, ...]) -> Any:
    """The expectations as a suite. The place of each in the list comes back with its result."""
    library = _library()
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
    return library.ExpectationSuite(name=table, expectations=made)
