"""What must hold for any text: spans inside it, order, chains with one name, no crash, time linear in length."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.facts import entities
from dateline.facts.document import parse
from dateline.facts.entities.gazetteer import gazetteer
from dateline.facts.entities.reference import resolve
from dateline.facts.extract import extract
from dateline.facts.record import Statement

PIECES = st.lists(
    st.sampled_from([
        "Mr.", "President", "Ilona Varga", "VARGA", "Varga", "Peter", "he", "she", "his", "Kyiv", "Turkey", "May", "Will",
        "the minister", "said", "was", "the president of", "a", "'s", "’s", ",", ".", "(", ")", "-", "—", '"', "“", "”",
        "of", "and", "\n\n", "U.S.", "al-Qaida", "Москва", "北京", "😀", "<b>", "X", "3M", "501st Legion", "\u200b",
        "e\u0301", "who heads", "NATO",
    ])
)  # fmt: skip


def check(text: str) -> None:
    document = parse(text)
    mentions, roles = entities.find(document)
    assert [(m.start, m.end) for m in mentions] == sorted((m.start, m.end) for m in mentions)
    names = defaultdict(set)
    for mention in mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == text[mention.start : mention.end].strip()
        assert (mention.entity is None) == (mention.name is None)
        assert mention.name is not None or mention.reason
        assert 0 <= mention.confidence <= 1
        assert (mention.latitude is None) == (mention.longitude is None) == (mention.geo_precision is None)
        names[mention.entity].add(mention.name)
    assert all(len(them) == 1 for them in names.values())
    for role in roles:
        assert 0 <= role.start < role.end <= len(text)
        assert role.title
    assert entities.find(document) == (mentions, roles)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PIECES)
def test_any_sequence_of_words(pieces: list[str]) -> None:
    check(" ".join(pieces))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80))
def test_any_characters(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "A",
        "MAYOR JOHN HART SAID THE CITY OF DENVER WILL SUE. HE LEFT.",
        "<p>Mr. <b>John Hart</b> said &amp; left</p>",
        ", ".join(f"John Smith{chr(97 + i % 26)}" for i in range(600)),
        "He said he knew he was he. " * 200,
        "The official said the official knew the official. " * 150,
        "Smith " * 3000,
    ],
)
def test_odd_texts(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    ("speaker", "roles"),
    [
        ("Mayor John Hart", {"John Hart": "source"}),
        ("Residents of Turin", {"Turin": "subject"}),
        ("Paris and Berlin", {"Paris": "source", "Berlin": "source"}),
    ],
)
def test_speakers_become_sources_but_not_where_they_are(speaker: str, roles: dict[str, str]) -> None:
    text = f"{speaker} said the road was closed. Anna Bell listened."
    document = parse(text)
    mentions, _ = entities.find(document)
    statement = Statement(
        speaker=((0, len(speaker)),),
        cue=((len(speaker) + 1, len(speaker) + 5),),
        content=(
            (
                len(speaker) + 6,
                text.index("."),
            ),
        ),
        kind="indirect",
        stance="assert",
        speaker_type="person",
    )
    entities.mark_sources(document, mentions, [statement])
    assert {text[m.start : m.end]: m.mention_role for m in mentions} == roles | {"Anna Bell": "actor"}


def test_writers_and_photographers_stand_apart() -> None:
    text = "Anna Bell visited Rome.\n\nTax reporter Julia Stein contributed to this report.\n\nPhoto: Omar Haddad."
    mentions, _ = entities.find(parse(text))
    roles = {m.name: m.mention_role for m in mentions if m.type == "PERSON"}
    assert roles == {"Anna Bell": "actor", "Julia Stein": "byline", "Omar Haddad": "credit"}


def test_writers_of_a_wire_story_stand_apart() -> None:
    text = (
        "By Anna Keller and Tom Reed\n\nSEOUL (AP) — President Jane Ashworth met Omar Said on Tuesday.\n\n"
        "(AP Photo/Lee Jin-woo, File)\n\n(Additional reporting by Luis Prado; editing by Mark Hollis)"
    )
    mentions, _ = entities.find(parse(text))
    roles = {m.name: m.mention_role for m in mentions if m.type == "PERSON" and m.kind == "name"}
    writers = dict.fromkeys(("Anna Keller", "Tom Reed", "Luis Prado", "Mark Hollis"), "byline")
    assert roles == writers | {"Lee Jin-woo": "credit", "Jane Ashworth": "actor", "Omar Said": "subject"}


def test_i_is_the_speaker_of_the_quotation() -> None:
    text = (
        'I saw Omar Said in Rome. "I am tired, and my men are tired," Captain Omar Said told reporters.'
        ' "I am not," a guard said.'
    )
    facts = extract(text)
    first = [(m.start, m.name) for m in facts.mentions if m.kind == "pronoun"]
    assert first == [(text.index('"I am tired') + 1, "Omar Said"), (text.index("my men"), "Omar Said")]


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("NATO Secretary-General Anders Lund", "Anders Lund"),
        ("He", "Anders Lund"),
        ("The alliance chief", "Anders Lund"),
        ("An aide", None),
        ("the treaty", None),
    ],
)
def test_a_phrase_is_resolved(phrase: str, name: str | None) -> None:
    text = (
        "NATO Secretary-General Anders Lund met ministers in Brussels. He signed the treaty. An aide said little."
        " The alliance chief left."
    )
    document = parse(text)
    mentions, _ = entities.find(document)
    start = text.index(phrase)
    found = resolve(document, mentions, start, start + len(phrase))
    assert (found.name if found else None) == name


NAMED = st.lists(
    st.sampled_from(
        ["New", "York", "NEW", "San", "José", "Jose", "de", "Bank", "of", "-", ",", "’s", "Abu", "Dhabi", "L’Aquila"]
    ),
    min_size=1,
    max_size=8,
)


@given(NAMED)
@settings(max_examples=60, deadline=None)
def test_the_longest_known_name_at_a_place_is_found(pieces: list[str]) -> None:
    known, document = gazetteer(), parse(" ".join(pieces))
    for token in document.tokens:
        stop = document.sentence_of(token).stop
        ends = range(min(token.i + known.longest, stop), token.i, -1)
        texts = ((end, document.text[token.start : document.tokens[end - 1].end]) for end in ends)
        expected = next(((end, found) for end, text in texts if (found := known.find(text))), None)
        assert known.longest_at(document, token.i) == expected


def test_the_gazetteer_knows_names_in_capitals_and_without_accents() -> None:
    known = gazetteer()
    assert known.find("KHARKIV")[0].name == "Kharkiv"
    assert known.find("Bogotá")[0].country == known.find("Bogota")[0].country == "CO"
    assert known.find("nowhere at all") == []
    assert known.adjectives["Ukrainian"].country == "UA"
