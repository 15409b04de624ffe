"""Times and quantities of texts that no editor has seen: no crash, nothing invented, the same facts every time."""

import datetime as dt
from itertools import pairwise
from unittest import mock

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.facts import quantities, times
from dateline.facts.document import assemble
from dateline.facts.paragraph import split_paragraphs
from dateline.facts.times import grammar
from dateline.facts.times.grammar import load

BLANK = spacy.blank("en")
BLANK.add_pipe("sentencizer")
WORDS = sorted(word for table in load().values.values() for word in table)
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(
        ["the", "of", "in", "on", "a", "at", "-", ",", ".", "$", "%", "to", "and", "between", "from", "million"]
    ),
    st.integers(0, 3000).map(str),
    st.dates().map(lambda day: day.strftime("%B %-d, %Y")),
    st.text(max_size=4),
)
TEXTS = st.lists(PIECES, max_size=25).map(" ".join)


def read(text, published):
    """The document without a trained parser: fast, and with the worst of parses."""
    places = list(split_paragraphs(text))
    return assemble(text, places, (BLANK(text[start:end]) for start, end in places), published)


def facts(document):
    found = times.find(document)
    return found, quantities.find(document, [], found)


@settings(deadline=None)
@given(TEXTS, st.one_of(st.none(), st.dates()))
def test_any_words_give_facts_with_places_in_order(text, published):
    document = read(text, published)
    for found in facts(document):
        assert all(0 <= fact.start < fact.end <= len(text) for fact in found)
        assert [fact.start for fact in found] == sorted(fact.start for fact in found)
    assert facts(document) == facts(read(text, published))


@settings(deadline=None)
@given(TEXTS)
def test_times_do_not_overlap(text):
    found = times.find(read(text, dt.date(2024, 5, 15)))
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize("word", ["the", "a", "of", "to", "in", "and", "at", "by", "more"])
def test_words_that_are_everywhere_need_no_closer_look(word):
    # A rule that needs nothing rarer would have most of every text read word by word.
    assert list(grammar._stretches(f"rivers {word} mountains")) == []


@settings(deadline=None)
@given(st.lists(st.one_of(PIECES, st.sampled_from(["Lund", "said", '"Then', "\n\n", ""])), max_size=25).map(" ".join))
def test_the_stretches_that_are_read_hold_all_expressions(text):
    found = list(grammar.scan(text))
    with mock.patch.object(grammar, "_stretches", lambda lower: [(0, len(lower))]):
        assert found == list(grammar.scan(text))


@settings(deadline=None)
@given(TEXTS)
def test_rules_that_share_an_expression_match_as_if_alone(text):
    expected = list(grammar.scan(text))
    own = load()
    beginning, expressions = own.beginning, own.expressions
    own.beginning, own.expressions = dict.fromkeys(beginning, tuple(range(len(own.rules)))), {}
    try:
        assert list(grammar.scan(text)) == expected
    finally:
        own.beginning, own.expressions = beginning, expressions


def test_short_texts_need_few_expressions():
    # Each is compiled when first needed; one for every first character made the first article take a second.
    assert len(set(load().beginning.values())) < len(load().beginning) / 3


@settings(deadline=None)
@given(TEXTS, st.one_of(st.none(), st.dates()))
def test_quantities_have_their_ends_in_order(text, published):
    for quantity in facts(read(text, published))[1]:
        if quantity.low is not None and quantity.high is not None:
            assert quantity.low <= quantity.high


@settings(deadline=None)
@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)), st.one_of(st.none(), st.dates()))
def test_a_full_date_needs_no_publication_date(day, published):
    for form in ("%B %-d, %Y", "%-d %B %Y", "%Y-%m-%d", "%-d %b %Y"):
        text = f"It was on {day.strftime(form)} that it began."
        assert [time.value for time in times.find(read(text, published))] == [day.isoformat()]


@given(st.dates(dt.date(2, 1, 1), dt.date(9998, 12, 31)), st.integers(1, 9))
@settings(deadline=None)
def test_days_ago_are_counted_from_the_publication(published, days):
    [time] = times.find(read(f"He left {days + 1} days ago.", published))
    assert time.value == (published - dt.timedelta(days=days + 1)).isoformat()


@pytest.mark.parametrize("published", [dt.date.min, dt.date.max])
def test_the_calendar_has_ends(published):
    text = (
        "Last year, next year, a century ago, tomorrow, yesterday, next month, last month, next Friday, 9 decades ago."
    )
    assert all(time.end > time.start for time in times.find(read(text, published)))


MONOTONOUS = {
    "1": 50_000,
    "1,2,3,4,": 2_000,
    "thousand ": 5_000,
    "March 3 ": 3_000,
    "5:30 p.m. ": 2_000,
    "twenty-": 5_000,
}
MONOTONOUS |= {
    "half a ": 3_000,
    "hundred and ": 3_000,
    "$ ": 5_000,
    "1/2": 5_000,
    "1\u00a0234": 3_000,
    "the last ": 5_000,
    "1 234 ": 3_000,
    "1,22,": 3_000,
    '5" ': 3_000,
    "555 ": 5_000,
    "call 555 1234 ": 2_000,
    "-1-1": 5_000,
    "4x": 5_000,
    "three of them and ": 2_000,
}


@pytest.mark.parametrize("text", [piece * times for piece, times in MONOTONOUS.items()], ids=MONOTONOUS)
def test_monotonous_megabytes_come_to_an_end(text):
    facts(read(text, dt.date(2024, 5, 15)))


def test_a_stock_table():
    table = "\n".join(f"ACME{n}  {n}.5  +0.{n}%  12,3{n}0  -1.{n}" for n in range(10, 40))
    _, amounts = facts(read(table, None))
    assert len(amounts) > 60
    assert all(amount.unit in (None, "percent") for amount in amounts)


def test_a_number_beyond_all_bounds_keeps_its_words():
    text = f"They counted 1{'0' * 400} grains."
    [quantity] = facts(read(text, None))[1]
    assert (quantity.low, quantity.high) == (None, None)
    assert text[quantity.start : quantity.end].startswith("1000")


@pytest.mark.parametrize(
    "digits", ["٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९", "０１２３４５６７８９"], ids=["arabic", "devanagari", "full width"]
)
def test_digits_of_every_script_are_read(digits):
    text = "It sank on 5 April 2023, at 17:45.".translate(str.maketrans("0123456789", digits))
    assert [time.value for time in times.find(read(text, None))] == ["2023-04-05T17:45"]


IMPOSSIBLE = ["February 30, 2022", "Feb. 29, 2023", "31/04/2022", "30 February 2022", "2022-13-45", "week 60"]


@pytest.mark.parametrize("words", IMPOSSIBLE)
def test_what_the_calendar_lacks_keeps_its_words_without_a_value(words):
    text = f"It sank on {words}."
    found = times.find(read(text, dt.date(2022, 5, 15)))
    assert [(text[time.start : time.end], time.value) for time in found] in ([(words, None)], [])


@pytest.mark.parametrize("published", [None, dt.date.max, dt.date(2199, 1, 1)])
def test_no_value_is_beyond_the_calendar(published):
    text = "In April, next month, last summer, the third quarter, 9999 years later, 99 years from now and on 5/13/98."
    for time in times.find(read(text, published)):
        assert time.value is None or time.value[:1] in "PTX" or 1 <= int(time.value[:4]) <= 9999
        assert time.value is None or not time.value[4:5].isdigit()


@pytest.mark.parametrize(
    "words", ["5/13/98", "'98", "last week", "Monday", "a year ago", "next summer", "the third quarter"]
)
def test_without_a_publication_date_nothing_is_guessed(words):
    values = [time.value for time in times.find(read(f"It was {words} that it sank.", None))]
    assert all(value is None or "XX" in value for value in values)


def test_letters_that_grow_in_lower_case_keep_what_follows_in_place():
    text = "İstanbul and İzmir met on 12 March 2024."
    [time] = times.find(read(text, None))
    assert text[time.start : time.end] == "12 March 2024"


def test_a_stop_without_a_space_behind_is_no_decimal_point():
    text = "It opened on Jan. 3 and closed in the end.5 days passed."
    assert [text[time.start : time.end] for time in times.find(read(text, None))] == ["Jan. 3", "5 days"]
