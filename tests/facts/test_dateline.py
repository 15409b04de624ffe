"""The dateline stands apart from the story."""

from __future__ import annotations

import pytest

from dateline.facts.dateline import find_dateline
from dateline.facts.document import parse

STORY = "Typhoon Mira killed 12 people on Sunday, the disaster agency said."


@pytest.mark.parametrize("dateline", ["MANILA -", "MANILA, Oct 18 (Newswire) —", "Kyiv (NW) --"])
def test_the_dateline_is_a_paragraph_of_its_own(dateline: str) -> None:
    text = f"By Ann Lee\n\n{dateline} {STORY}\n\nMore rain is expected."
    document = parse(text)
    assert [text[p.start : p.end] for p in document.paragraphs][1:3] == [dateline, STORY]
    start = text.index(dateline)
    assert find_dateline(document) == (start, text.index(STORY))


def test_a_round_up_has_a_dateline_for_each_story() -> None:
    second = "MARDA — Gunmen robbed a bank in the old town on Monday, police said."
    document = parse(f"MANILA — {STORY}\n\n{second}")
    assert [document.text[p.start : p.end] for p in document.paragraphs] == ["MANILA —", STORY, "MARDA —", second[8:]]
    assert find_dateline(document) == (0, 9)


def test_without_a_dateline_paragraphs_stay_whole() -> None:
    text = f"A week in review - {STORY}"
    document = parse(text)
    assert find_dateline(document) is None
    assert len(document.paragraphs) == 1
