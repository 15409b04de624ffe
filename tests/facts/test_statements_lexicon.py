"""The lexicons are data that anybody may edit: what is in them must be words that the code knows."""

from __future__ import annotations

from dateline.facts.statements.cue import _flat, _load, kind_of_way, lexicon
from dateline.facts.statements.score import _points

WAYS = {"quote", "that", "to", "ing", "noun", "noun to", "noun as", "hearer", "seeming", "figure", "reading"}
PREPOSITIONS = {"of", "for", "about", "on", "over", "with", "against", "by", "in", "at", "to", "toward", "towards"}


def entries() -> list:
    words = lexicon()
    tables = (words.verbs, words.nouns, words.adjectives, words.adverbs, words.prepositions)
    return [entry for table in tables for rows in table.values() for entry in rows]


def test_stances_are_described() -> None:
    words = lexicon()
    known = set(words.stances)
    assert {entry.stance for entry in entries()} <= known
    assert set(words.negated) | set(words.negated.values()) | set(words.manners.values()) <= known


def test_cues_take_what_the_code_reads() -> None:
    ways = WAYS | PREPOSITIONS | {f"noun {word}" for word in PREPOSITIONS}
    assert {way for entry in entries() for way in entry.takes} <= ways


def test_weights_are_one_to_three() -> None:
    assert {entry.weight for entry in entries()} <= {1, 2, 3}


def test_words_with_a_weight_of_their_own_are_cues() -> None:
    cues = _load("cues.yaml")
    uses = {
        (verb, kind_of_way(str(way)))
        for group in cues["groups"]
        for verb in _flat(group["verbs"])
        for way in group["takes"]
    }
    weighed = {(verb, way) for way, rows in cues["weights"].items() for verb in _flat(list(rows.values()))}
    assert weighed <= uses


def test_longest_phrases_come_first() -> None:
    for rows in lexicon().verbs.values():
        lengths = [len(entry.words) for entry in rows]
        assert lengths == sorted(lengths, reverse=True)


def test_words_are_lower_case_and_clean() -> None:
    assert all(word and word == word.strip().lower() for entry in entries() for word in entry.words)


def test_points_are_numbers() -> None:
    points = _points()
    assert 0 < points["threshold"] < 1
    assert all(isinstance(value, int | float) for value in points["ways"].values())
