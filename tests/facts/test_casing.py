"""Text in capitals gets back its natural case for the parser."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.facts.casing import natural

KNOWN = frozenset({"mayor", "says", "bridge", "is", "safe", "the", "NATO", "brown", "Riga"})


def cased(*paragraphs: str) -> str:
    text = "\n\n".join(paragraphs)
    places, start = [], 0
    for paragraph in paragraphs:
        places.append((start, start + len(paragraph)))
        start += len(paragraph) + 2
    return natural(text, places, lambda: KNOWN)


def test_words_the_parser_knows_are_small_and_others_are_names() -> None:
    assert cased("MAYOR KOVAL SAYS THE BRIDGE IS SAFE, NATO ADDS") == "mayor Koval says the bridge is safe, NATO Adds"


def test_the_rest_of_the_article_tells_names_from_words() -> None:
    assert (
        cased("BROWN SAYS BRIDGE IS SAFE", "The mayor, Brown said.")
        == "Brown says bridge is safe\n\nThe mayor, Brown said."
    )
    assert cased("BROWN SAYS BRIDGE IS SAFE", "The brown bear.").startswith("brown says")


def test_other_text_stays_as_it_is() -> None:
    assert cased("NATO says the bridge is SAFE", "UP", "") == "NATO says the bridge is SAFE\n\nUP\n\n"


@given(st.text(max_size=60).map(str.upper))
def test_offsets_hold(text: str) -> None:
    assert len(natural(text, [(0, len(text))], lambda: KNOWN)) == len(text)
