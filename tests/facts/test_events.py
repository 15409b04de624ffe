"""What holds for events of any text: spans, order, one row an event, no flood, no crash."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.facts import events, quantities
from dateline.facts.document import Document, parse
from dateline.facts.events.context import contexts
from dateline.facts.record import Assertion, Event, Mention, Quantity, Time

WORDS = [
    "Rebels", "attacked", "killed", "the", "army", "town", "in", "Odel", "on", "Monday", "said", "that", "it", "would",
    "withdraw", "troops", "from", "and", "not", "if", "unless", "by", "police", "were", "arrested", "protesters",
    "demanded", "talks", "with", "Norland", "agreed", "to", "sanctions", ",", ".", '"', "“", "”", "’", "\n\n",
]  # fmt: skip


def find(text: str) -> tuple[Document, list[Event], list[Assertion]]:
    document = parse(text, dt.date(2024, 5, 15))
    return document, *events.find(document, [], [], [], [])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
def test_spans_and_order(text: str) -> None:
    document, told, asserted = find(text)
    assert [e.start for e in told] == sorted(e.start for e in told)
    assert [a.start for a in asserted] == sorted(a.start for a in asserted)
    starts = {token.start for token in document.tokens}
    for event in told:
        assert event.start in starts
        for span in (event.actor_span, event.recipient_span, event.location_span, event.cue):
            assert span is None or 0 <= span[0] < span[1] <= len(text)
        assert (event.actor is None) == (event.actor_span is None)
        assert 0 <= event.confidence <= 1
    assert not {e.start for e in told} & {a.start for a in asserted}


def test_same_text_same_events() -> None:
    text = "Rebels attacked Odel on Monday. The army said it would withdraw from the town unless talks resume."
    assert find(text)[1:] == find(text)[1:]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "…",
        "!!! ??? ---",
        "ATTACK KILLS TEN IN ODEL, POLICE ARREST GUNMEN",
        "1998 | Odel | 12\n1999 | Tarim | 40\n2000 | Sule | 3",
        "“He said, ‘They said, “attack the town”’,” she said.",
        "\ud83d\udca3 attacked \u202eTarim\u202c",
        "attack " * 400,
        "and killed " * 300,
    ],
)
def test_bad_input(text: str) -> None:
    find(text)


def test_thirty_verbs_give_no_flood() -> None:
    text = "He rose, washed, ate, read, wrote, walked, ran, sat, talked, laughed, cried, drove, parked, shopped, paid and slept."
    assert find(text)[1] == []


def test_a_film_about_a_war_is_no_war() -> None:
    text = "In the film, rebels attack a town and kill the mayor. The director shot the movie in Odel last year."
    assert find(text)[1] == []


def test_told_twice_is_one_row() -> None:
    text = "Rebels attacked Odel on Monday.\n\nThe rebels attacked Odel at dawn, residents said."
    assert len([e for e in find(text)[1] if e.type == "ASSAULT"]) == 1


def test_different_tolls_stay_apart() -> None:
    text = "Gunmen killed three farmers in Odel. Gunmen killed nine soldiers in Tarim."
    assert len(find(text)[1]) == 2


def test_toll_comes_from_the_quantity() -> None:
    text = "Rebels killed 12 soldiers in Odel."
    quantity = Quantity(start=text.index("12"), end=text.index("12") + 2, low=12, high=12, item="soldiers")
    [event] = events.find(parse(text), [], [], [quantity], [])[0]
    assert (event.toll_low, event.toll_high) == (12, 12)


def test_date_is_of_the_own_clause() -> None:
    text = "Officials said Tuesday that rebels attacked Odel on Monday."
    days = {"Tuesday": "2024-05-14", "Monday": "2024-05-13"}
    told = [Time(start=text.index(d), end=text.index(d) + len(d), type="DATE", value=v) for d, v in days.items()]
    [event] = events.find(parse(text), [], told, [], [])[0]
    assert event.date == "2024-05-13"


def test_names_come_from_the_chain() -> None:
    text = "Anna Ruiz came back. She visited Norland on Monday, the government said."
    place = text.index("She")
    mention = Mention(start=place, end=place + 3, type="PERSON", kind="pronoun", name="Anna Ruiz", entity=0)
    told = [e for e in events.find(parse(text), [mention], [], [], [])[0] if e.type == "CONSULT"]
    assert [e.actor for e in told] == ["Anna Ruiz"]


def test_a_description_is_named_with_its_article() -> None:
    text = "The opposition demanded that the premier release the ledgers."
    place = text.index("the premier")
    mention = Mention(
        start=place, end=place + len("the premier"), type="PERSON", kind="description", name="Ana Ruiz", entity=0
    )
    told = events.find(parse(text), [mention], [], [], [])[0]
    assert [e.recipient for e in told] == ["Ana Ruiz"]


def test_missing_agent_is_not_guessed() -> None:
    [event] = find("A bridge was destroyed near Odel.")[1]
    assert event.actor is None


def test_other_verbs_are_assertions() -> None:
    _, told, asserted = find("The minister smiled and will speak on Monday.")
    assert told == []
    assert [a.modality for a in asserted] == ["happened", "planned"]


def test_context_is_the_field_most_words_tell() -> None:
    [event] = find("The army attacked rebel soldiers near the court.")[1]
    assert event.context == "military"
    [event] = find("Lawmakers rejected the bill in parliament.")[1]
    assert event.context == "legislative"


def test_context_words_are_strings() -> None:
    assert all(isinstance(word, str) for words in contexts().values() for word in words)


def test_context_is_read_from_the_events_own_clause() -> None:
    events = find("Police arrested the driver of the truck after parliament passed a bill on the election.")[1]
    assert next(e for e in events if e.type == "COERCE").context == "crime"


@pytest.mark.parametrize(
    ("text", "toll"),
    [
        ("Rebels killed 12 soldiers near Odel on Monday.", 12),
        ("Rebels destroyed 12 trucks near Odel on Monday.", None),
        ("A landslide buried two villages in Norland on Monday.", None),
    ],
)
def test_the_toll_counts_people(text: str, toll: float | None) -> None:
    document = parse(text, dt.date(2024, 5, 15))
    amounts = quantities.find(document, [], [])
    told = events.find(document, [], [], amounts, [])[0]
    assert told
    assert {event.toll_low for event in told} == {toll}


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The envoys of Norland and Sudria held two rounds of talks in Odel.", "held two rounds of talks"),
        ("Prosecutors have opened a formal inquiry into the minister's dealings.", "opened a formal inquiry"),
        ("Norland arrested the mayor of Odel.", "arrested"),
    ],
)
def test_a_verb_that_says_little_has_its_noun_in_the_trigger(text: str, trigger: str) -> None:
    event = find(text)[1][0]
    assert text[event.start : event.end] == trigger
