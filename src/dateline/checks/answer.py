"""Questions about a row that no expectation on single columns can ask, each answered true or false, or None where it doesn't apply.

A rule of a contract names its answer as the column that is expected to be true. Answers are asked only of rows whose values
have the contract's types; any of them can be NULL.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Mapping
from typing import Any

Row = Mapping[str, Any]
# The row and the article it is about (None where the batch doesn't hold it) → the answer.
Answer = Callable[[Row, Row | None], bool | None]

# Clocks and time zones: a page fetched in Honolulu can bear tomorrow's date.
GRACE = dt.timedelta(days=1)


def _span_fits(start: int | None, end: int | None, text: str) -> bool:
    return start is not None and end is not None and 0 <= start < end <= len(text)


def offsets_in_text(row: Row, article: Row | None) -> bool | None:
    """Whether the fact ends before its article does."""
    if article is None or article["text"] is None or row["char_end"] is None:
        return None
    return bool(row["char_end"] <= len(article["text"]))


def quote_is_text(row: Row, article: Row | None) -> bool | None:
    """Whether the quote is what stands at the fact's place."""
    if article is None or article["text"] is None or None in (row["char_start"], row["char_end"], row["quote"]):
        return None
    if not _span_fits(row["char_start"], row["char_end"], article["text"]):
        return None
    return bool(article["text"][row["char_start"] : row["char_end"]] == row["quote"])


def quote_in_sentence(row: Row, article: Row | None) -> bool | None:
    """Whether the sentence holds the quote."""
    if row["quote"] is None or row["sentence"] is None:
        return None
    return row["quote"] in row["sentence"]


def spans_in_text(row: Row, article: Row | None) -> bool | None:
    """Whether a statement's spans lie in the text, in order, and its place is the stretch of its content."""
    parts = [row["speaker_spans"], row["cue_spans"], row["content_spans"]]
    if article is None or article["text"] is None or None in parts:
        return None
    for spans in parts:
        if not all(_span_fits(span["start"], span["end"], article["text"]) for span in spans):
            return False
        if any(before["end"] > after["start"] for before, after in itertools.pairwise(spans)):
            return False
    content = row["content_spans"]
    if not content:
        return False
    return bool(content[0]["start"] == row["char_start"] and content[-1]["end"] == row["char_end"])


def said_before_published(row: Row, article: Row | None) -> bool | None:
    """Whether a statement was made by the day its article appeared."""
    if article is None or row["said_on"] is None or article["published_on"] is None:
        return None
    return bool(row["said_on"] <= article["published_on"] + GRACE)


def has_a_value(row: Row, article: Row | None) -> bool | None:
    """Whether a quantity has at least one end."""
    return row["low"] is not None or row["high"] is not None


def entity_has_name(row: Row, article: Row | None) -> bool | None:
    """Whether a mention has an entity exactly where it has a name."""
    return (row["entity_id"] is None) == (row["name"] is None)


def unnamed_has_reason(row: Row, article: Row | None) -> bool | None:
    """Whether an unresolved mention says why."""
    return None if row["name"] is not None else row["reason"] is not None


def coordinates_in_pairs(row: Row, article: Row | None) -> bool | None:
    """Whether there is a latitude exactly where there is a longitude."""
    return (row["latitude"] is None) == (row["longitude"] is None)


def attributed_has_statement(row: Row, article: Row | None) -> bool | None:
    """Whether an event is marked as claimed exactly where its statement is known."""
    return None if row["attributed"] is None else row["attributed"] == (row["statement_id"] is not None)


def published_before_fetched(row: Row, article: Row | None) -> bool | None:
    """Whether an article appeared before it was fetched."""
    if row["published_on"] is None or row["fetched_at"] is None:
        return None
    return bool(row["published_on"] <= row["fetched_at"].astimezone(dt.UTC).date() + GRACE)


def failure_has_error(row: Row, article: Row | None) -> bool | None:
    """Whether a failed run says why."""
    return None if row["status"] != "failed" else row["error"] is not None


ANSWERS: dict[str, Answer] = {
    answer.__name__: answer
    for answer in (
        offsets_in_text,
        quote_is_text,
        quote_in_sentence,
        spans_in_text,
        said_before_published,
        has_a_value,
        entity_has_name,
        unnamed_has_reason,
        coordinates_in_pairs,
        attributed_has_statement,
        published_before_fetched,
        failure_has_error,
    )
}
