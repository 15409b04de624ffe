"""Dates, content types and feeds, from their text alone."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from dateline.collect.feed import parse_feed
from dateline.collect.moment import to_iso
from dateline.collect.sniff import binary, is_feed, is_page
from dateline.errors import InputError


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-03-04", "2026-03-04"),
        (" 2026-03-04T23:30:00-08:00 ", "2026-03-04T23:30:00-08:00"),
        ("2026-03-04T10:00:00Z", "2026-03-04T10:00:00+00:00"),
        ("Wed, 04 Mar 2026 23:30:00 -0800", "2026-03-04T23:30:00-08:00"),
        ("Wed, 04 Mar 2026 10:00:00 GMT", "2026-03-04T10:00:00+00:00"),
        ("Wed, 04 Mar 2026 10:00:00 -0000", "2026-03-04T10:00:00+00:00"),
        ("last Tuesday", "last Tuesday"),
        ("", ""),
    ],
)
def test_moments_keep_their_offset(written: str, read: str) -> None:
    assert to_iso(written) == read


@hypothesis(deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_a_moment_or_stays(text: str) -> None:
    assert isinstance(to_iso(text), str)


@pytest.mark.parametrize(
    ("content", "feed", "page"),
    [
        (b"<rss version='2.0'>", True, False),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- <html> -->\n<feed xmlns='a'>", True, False),
        (b"<rdf:RDF xmlns='a'>", True, False),
        (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html>", False, True),
        (b"\n<!doctype HTML>", False, True),
        (b"<rssless>", False, False),
        (b"A text about <rss> and <html>.", False, False),
        (b"<?" * 4000, False, False),
        (b"<?x?>" * 1600 + b"<", False, False),
    ],
)
def test_what_begins_here(content: bytes, feed: bool, page: bool) -> None:
    assert (is_feed(content), is_page(content)) == (feed, page)


@hypothesis(deadline=None)
@given(st.text())
def test_text_is_not_taken_for_binary_data(text: str) -> None:
    plain = "".join(char for char in text if char.isprintable() or char in "\n\t")
    assert binary(("The " + plain).encode()) is None


@hypothesis(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_feed_or_none(content: bytes) -> None:
    with contextlib.suppress(InputError):
        assert isinstance(parse_feed(content, "https://a.example/feed"), list)
