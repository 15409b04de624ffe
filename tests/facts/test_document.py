from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from dateline.errors import SettingsError
from dateline.facts.document import assemble, parse
from dateline.facts.model import load_model
from dateline.facts.paragraph import MAX_PARAGRAPH, split_paragraphs

ODD = st.text(
    alphabet=st.sampled_from("abc XYZ.,!?\"'“”‘’«»\n\r\t\u00a0\u200b\u200e—-$€£%0123456789٣😀é\u0301\ud800\x00()[]:;/"),
    max_size=120,
)


@given(ODD)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example("<tweet/>.")
def test_every_offset_points_at_the_text(text: str) -> None:
    document = parse(text)
    for i, token in enumerate(document.tokens):
        assert token.i == i
        assert text[token.start : token.end] == token.text
        assert token.first <= i <= token.last
        assert token.head.sentence == token.sentence
        assert token.is_root == (token is token.head) == (token.dep == "ROOT")
        assert token.is_root or token in token.head.children
        assert token.is_word == (token.pos != "PUNCT" and any(c.isalnum() for c in token.text))
        assert token.is_capital <= token.text[0].isalnum()
        assert not (token.is_capital and token.text[0].islower())
    ends = [0]
    for sentence in document.sentences:
        assert ends[-1] <= sentence.start < sentence.end <= len(text)
        ends.append(sentence.end)
    assert sum(s.stop - s.first for s in document.sentences) == len(document.tokens)


@given(ODD)
@settings(max_examples=200, deadline=None)
def test_paragraphs_hold_all_that_is_no_space_once(text: str) -> None:
    places = list(split_paragraphs(text))
    assert (
        "".join(text[a:b] for a, b in places).split() == "".join(f"{text[a:b]} " for a, b in places).split() or places
    )
    assert sum(not c.isspace() for a, b in places for c in text[a:b]) == sum(not c.isspace() for c in text)
    assert all(a < b for a, b in places)
    assert all(b <= c for (_, b), (c, _) in itertools.pairwise(places))


def test_blank_lines_and_full_lines_part_paragraphs_but_wrapped_lines_do_not() -> None:
    text = (
        "A headline here\n"
        "The first line of a paragraph that somebody wrapped\n"
        "in an editor, and its end.\n"
        "\n"
        "The next one."
    )
    assert [text[a:b] for a, b in split_paragraphs(text)] == [
        "A headline here",
        "The first line of a paragraph that somebody wrapped\nin an editor, and its end.",
        "The next one.",
    ]


def test_a_huge_paragraph_is_cut_at_sentence_ends() -> None:
    text = "All ships left the harbour at dawn. " * 1000
    places = list(split_paragraphs(text))
    assert len(places) > 1
    assert all(b - a <= MAX_PARAGRAPH for a, b in places)
    assert all(text[b - 1] == "." for _, b in places)


def test_a_paragraph_without_spaces_is_cut_anyway() -> None:
    assert [b - a for a, b in split_paragraphs("x" * (2 * MAX_PARAGRAPH + 5))] == [MAX_PARAGRAPH, MAX_PARAGRAPH, 5]


def test_edges_and_lookups() -> None:
    text = "The old mayor of the town spoke.\n\nNobody listened."
    document = parse(text)
    mayor = next(t for t in document.tokens if t.text == "mayor")
    assert text[slice(*document.span(mayor))] == "The old mayor of the town"
    assert [t.text for t in document.tokens_in(8, 16)] == ["mayor", "of"]
    assert document.tokens_in(len(text), len(text) + 5) == []
    assert document.sentence_at(0) is document.sentences[0]
    assert document.sentence_at(33) is None
    assert [t.text for t in document.tokens_of(document.sentences[1])] == ["Nobody", "listened", "."]
    assert [t.text for t in mayor.ancestors()] == ["spoke"]


def test_an_abbreviated_rank_ends_no_sentence() -> None:
    document = parse("On Friday Sgt. Devon Pike met Maj. Gen. Ruth Crane. Cpl. Ann Lee left.")
    assert [document.text[s.start : s.end] for s in document.sentences] == [
        "On Friday Sgt. Devon Pike met Maj. Gen. Ruth Crane.",
        "Cpl. Ann Lee left.",
    ]


def test_an_empty_text_has_no_tokens() -> None:
    assert parse("").tokens == []
    assert parse(" \n\n ").sentences == []


def test_a_missing_model_is_a_clear_error() -> None:
    with pytest.raises(
        SettingsError, match=r"no language model 'nothing_here'[\s\S]*DATELINE_MODEL|DATELINE_MODEL[\s\S]*nothing_here"
    ):
        load_model("nothing_here")


def test_a_blank_token_that_heads_its_sentence_is_left_out() -> None:
    blank = Doc(
        load_model().vocab, words=["   ", "Hello", "there"], spaces=[False, True, False], heads=[0, 0, 1],
        deps=["ROOT", "dep", "advmod"], pos=["SPACE", "INTJ", "ADV"], tags=["_SP", "UH", "RB"], lemmas=["", "hello", "there"],
        sent_starts=[True, False, False], ents=["O", "O", "O"],
    )  # fmt: skip
    hello, there = assemble("   Hello there", [(0, 14)], [blank]).tokens
    assert hello.is_root
    assert there.head is hello


def test_a_form_of_a_verb_in_e_has_its_lemma() -> None:
    document = parse(
        "The firm hopes to raze the mill, rated at 5 points, and was hoping that guards had stopped and robbed no one."
    )
    lemmas = {token.lower: token.lemma for token in document.tokens if token.pos == "VERB"}
    forms = ("hopes", "raze", "rated", "hoping", "stopped", "robbed")
    assert [lemmas[form] for form in forms] == ["hope", "raze", "rate", "hope", "stop", "rob"]
