"""Time expressions in prose: the cases of tests/cases/times."""

from pathlib import Path

import pytest
from tests.casefile import read_yaml

from dateline.facts import times
from dateline.facts.document import parse
from dateline.facts.times import grammar

CASES = [
    pytest.param(case, id=f"{path.stem}: {case['text'][:60]}")
    for path in sorted((Path(__file__).parents[1] / "cases" / "times").glob("*.yaml"))
    for case in read_yaml(path)
]


@pytest.mark.parametrize("case", CASES)
def test_the_expressions_of_a_text(case):
    found = times.find(parse(case["text"], case["published"], country=case.get("country")))
    assert [[case["text"][t.start : t.end], t.type, t.value] for t in found] == case["times"]


def test_every_rule_has_a_case():
    rules = read_yaml(Path(grammar.__file__).parent / "rules.yaml")["rules"]
    used = {id(match.rule) for case in CASES for match in grammar.scan(case.values[0]["text"])}
    without = [rules[index]["pattern"] for index, rule in enumerate(grammar.load().rules) if id(rule) not in used]
    assert without == []


def test_every_rule_names_a_reader():
    assert set(times.readers()) == {rule.read for rule in grammar.load().rules}
