"""Statements in texts that are no proper articles: offsets stay right and nothing breaks."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.facts import statements
from dateline.facts.document import parse
from dateline.facts.record import Statement
from dateline.facts.statements.cue import lexicon

WORDS = [
    "he", "Ana Ruiz", "officials", "said", "told", "reporters", "that", "the", "dam", "is", "safe", "denied", "according",
    "to", "asked", "whether", "adding", "was", "called", "“", "”", '"', "''", "'", "’", ",", ".", ":", "?", "—", "\n\n",
    "NATO", "😀", "\u200f", "in", "Riga", "on", "Monday", "claim", "as", "which", "but", "and", "not",
]  # fmt: skip


def check(text: str) -> list[Statement]:
    """The statements of a text, after a look at all their spans."""
    found = statements.find(parse(text), [], [])
    for statement in found:
        assert statement.content
        assert 0 <= statement.confidence <= 1
        assert statement.stance in lexicon().stances
        for start, end in (*statement.speaker, *statement.cue, *statement.content):
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
        cue = {i for start, end in statement.cue for i in range(start, end)}
        assert not any(i in cue for start, end in statement.speaker for i in range(start, end))
        assert all(one[1] <= other[0] for one, other in zip(statement.content, statement.content[1:], strict=False))
    return found


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_any_words_in_any_order(words: list[str]) -> None:
    check(" ".join(words))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        '"' * 10_000,
        "“" * 3_000 + "he said" + "”" * 3_000,
        "'" * 5_000,
        '"Never," he said. ' * 300,
        "“We were never told, " + "and nobody asked us, " * 400,
        "HE SAID THE DAM IS SAFE. \"NOBODY WILL BE HURT,\" THE MAYOR SAID.",
        "he said she said they said that he said " * 200,
        "Said said said: said, said. “Said,” said Said.",
        "Year\tShare\n2020\t12 %\n2021\t\"14 %\"\nTotal said: 26 %",
        "😀 “Great 🎉 news,” she said 😀. \u200f“שלום,” he said.\u200f",
        "A: yes\nB: no\nA: why\nB: because he said so",
        ": : : — — said : “",
        "“Never,” he said.\n\n<b title=\"We know it well.\">Here it ends.</b>",
    ],
)  # fmt: skip
def test_odd_texts(text: str) -> None:
    check(text)


def test_all_capitals_still_speak() -> None:
    [statement] = check('"THE DAM IS SAFE," THE MAYOR SAID.')
    assert statement.kind == "direct"


def test_the_same_text_gives_the_same_statements() -> None:
    text = '"Never," Ana Ruiz said. Officials denied the claim that the dam had failed, adding that it was safe.'
    first, second = check(text), check(text)
    assert [dataclasses.asdict(s) for s in first] == [dataclasses.asdict(s) for s in second]


def test_a_statement_does_not_depend_on_what_follows_paragraphs_later() -> None:
    text = "“The dam is safe,” the mayor said."
    [alone] = check(text)
    assert check(text + "\n\nRain fell.\n\nSnow fell.")[0] == alone
