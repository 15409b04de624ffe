"""Rules that can't be evaluated: a contract that was written wrongly must not pass for data that is good."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from dateline.checks.engine import ROW, validate
from dateline.checks.frame import build
from dateline.checks.suite import Expectation
from dateline.contracts import load
from dateline.errors import ContractError

FRAME = pd.DataFrame({ROW: [4, 7], "low": [1.0, 3.0]})


def expectation(kind: str, **arguments: Any) -> Expectation:
    return Expectation("rule", "low", "critical", "it holds", kind, arguments)


def test_failures_carry_the_numbers_of_their_rows() -> None:
    limit = expectation("expect_column_values_to_be_between", column="low", max_value=2)
    (outcome,) = validate("quantities", FRAME, (limit,))
    assert (outcome.checked, outcome.failed, outcome.success) == (2, frozenset({7}), False)


def test_a_second_frame_is_not_taken_for_the_first() -> None:
    limit = (expectation("expect_column_values_to_be_between", column="low", max_value=2),)
    failed = [validate("quantities", FRAME.assign(low=low), limit)[0].failed for low in (1.0, 9.0, 1.0)]
    assert failed == [frozenset(), frozenset({4, 7}), frozenset()]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (expectation("expect_column_values_to_be_nice", column="low"), "not an expectation"),
        (expectation("expect_column_values_to_be_between", column="low", most=2), "not an expectation"),
        (expectation("expect_column_values_to_be_between", column="height", max_value=2), "can't be evaluated"),
    ],
)
def test_wrong_rule_is_named(wrong: Expectation, says: str) -> None:
    with pytest.raises(ContractError, match=rf"schemas/quantities\.odcs\.yaml(.|\n)*{says}(.|\n)*correct"):
        validate("quantities", FRAME, (wrong,))


def test_rule_that_names_no_rows_is_refused_even_where_it_is_met() -> None:
    greatest = expectation("expect_column_max_to_be_between", column="low", max_value=9)
    with pytest.raises(ContractError, match=r"rule on low(.|\n)*doesn't tell which rows fail"):
        validate("quantities", FRAME, (greatest,))


def test_a_tolerated_failure_is_told_though_it_is_a_success() -> None:
    limit = expectation("expect_column_values_to_be_between", column="low", max_value=2, mostly=0.5)
    met = expectation("expect_column_values_to_be_between", column="low", max_value=9)
    outcomes = validate("quantities", FRAME, (met, limit, met))
    assert [(one.checked, one.failed, one.success) for one in outcomes] == [
        (2, frozenset(), True),
        (2, frozenset({7}), True),
        (2, frozenset(), True),
    ]


def test_rule_about_a_column_that_is_none() -> None:
    wrong = expectation("expect_column_values_to_be_in_set", column="is_nice", value_set=[True])
    row = {column.name: None for column in load()["quantities"].columns}
    with pytest.raises(ContractError, match="'is_nice', which is neither a column nor an answer"):
        build(load()["quantities"], {0: row}, [wrong], articles={}, resolving={})
