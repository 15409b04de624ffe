"""Quotation marks as they come: pairs of every family, mixtures, unclosed and stray ones."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.facts.paragraph import split_paragraphs
from dateline.facts.statements.quote import MAX_UNCLOSED, Quotation, find


def quotations(text: str) -> list[Quotation]:
    return find(text, split_paragraphs(text))


def quoted(text: str) -> list[str]:
    return [text[q.inner_start : q.inner_end] for q in quotations(text)]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("“", "”"),
        ("„", "“"),
        ("«", "»"),
        ("»", "«"),
        ('"', '"'),
        ("''", "''"),
        ("``", "''"),
        ("“", '"'),
        ('"', "”"),
        ("‘", "’"),
        ("'", "'"),
    ],
)
def test_every_family_of_marks(opening: str, closing: str) -> None:
    assert quoted(f"He said: {opening}We don't know yet.{closing} She left.") == ["We don't know yet."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They don't know the workers' plan, and it's the '90s again.", []),
        ("The '“new normal”' is here.", ["new normal"]),
        ("“He told us ‘go home’ and we went,” she said.", ["He told us ‘go home’ and we went,"]),
        ("“She called it “a gift” to us,” he said.", ["She called it “a gift” to us,"]),
        ('A 6" pipe burst.', []),
        ('He is 6\'2" tall and 12" wide.', []),
        ("‘The farmers’ union is right,’ he said.", ["The farmers’ union is right,"]),
        ('"", "A" and ""', ["A"]),
    ],
)
def test_what_is_inside(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_goes_on_where_the_next_paragraph_opens_again() -> None:
    first, second = quotations("“We were not told.\n\n“We were not asked.”")
    assert (first.closed, second.continues, second.closed) == (False, True, True)


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    assert quoted("“We were not told.\n\nThe mine closed. “Never,” he said.") == ["We were not told.", "Never,"]


def test_a_stray_mark_in_midsentence_opens_nothing() -> None:
    assert quoted("The tall “ tower and the bridge fell.\n\n“Never,” he said.") == ["Never,"]


def test_a_long_unclosed_quotation_is_a_stray_mark() -> None:
    assert quoted("“" + "word " * MAX_UNCLOSED) == []


MARKS = "“”„«»\"'‘’`"


@given(st.text(alphabet=st.sampled_from([*MARKS, *"ab .,?\n", "‮", "😀"]), max_size=120))
def test_quotations_stay_in_their_paragraphs_and_apart(text: str) -> None:
    paragraphs = list(split_paragraphs(text))
    found = find(text, paragraphs)
    for quotation in found:
        assert quotation.start < quotation.inner_start <= quotation.inner_end <= quotation.end
        assert any(low <= quotation.start and quotation.end <= high for low, high in paragraphs)
        assert text[quotation.start] in MARKS
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert not any(q.continues for q in found[:1])


@given(st.lists(st.sampled_from(["We left.", "Who knows?", "It is over,"]), min_size=1, max_size=5))
def test_marks_in_pairs_give_back_what_they_hold(parts: list[str]) -> None:
    text = " ".join(f"“{part}” he said." for part in parts)
    assert quoted(text) == parts


@given(st.text(alphabet=st.characters(blacklist_characters=MARKS + "‚‛‟〝〞＂"), max_size=80))
def test_no_marks_no_quotations(text: str) -> None:
    assert not re.search("[" + MARKS + "]", text)
    assert quotations(text) == []
