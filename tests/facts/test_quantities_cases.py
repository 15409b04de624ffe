"""Quantities in prose: the cases of tests/cases/quantities."""

from pathlib import Path

import pytest
from tests.casefile import read_yaml

from dateline.facts import entities, quantities, times
from dateline.facts.document import parse
from dateline.facts.quantities import measure

CASES = [
    pytest.param(case, id=f"{path.stem}: {case['text'][:60]}")
    for path in sorted((Path(__file__).parents[1] / "cases" / "quantities").glob("*.yaml"))
    for case in read_yaml(path)
]


@pytest.mark.parametrize("case", CASES)
def test_the_quantities_of_a_text(case):
    document = parse(case["text"], country=case.get("country"))
    placed = case.get("named") or any("place" in quantity for quantity in case["quantities"])
    mentions = entities.find(document)[0] if placed else []
    found = quantities.find(document, mentions, times.find(document))
    assert [case["text"][q.start : q.end] for q in found] == [q["quote"] for q in case["quantities"]]
    for quantity, expected in zip(found, case["quantities"], strict=True):
        fields = {name: getattr(quantity, name) for name in expected if name != "quote"}
        assert fields == {name: value for name, value in expected.items() if name != "quote"}


def test_every_measure_has_a_case():
    told = {quantity.get("measure") for case in CASES for quantity in case.values[0]["quantities"]}
    assert [name for name in measure.vocabulary() if name not in told] == []
