"""Time expressions in prose: the cases of tests/cases/times."""

from pathlib import Path

import pytest
import yaml

from dateline.facts import times
from dateline.facts.document import parse

CASES = [
    pytest.param(case, id=f"{path.stem}: {case['text'][:60]}")
    for path in sorted((Path(__file__).parents[1] / "cases" / "times").glob("*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("case", CASES)
def test_the_expressions_of_a_text(case):
    found = times.find(parse(case["text"], case["published"]))
    assert [[case["text"][t.start : t.end], t.type, t.value] for t in found] == case["times"]
