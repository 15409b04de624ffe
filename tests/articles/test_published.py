from __future__ import annotations

import datetime as dt

import pytest

from dateline.articles.draft import Draft
from dateline.articles.published import find_modified, find_published, read_moment, read_url

FETCHED = dt.datetime(2025, 6, 1, 12, tzinfo=dt.UTC)
LATEST = dt.date(2025, 6, 2)
DAY = dt.date(2025, 3, 3)


@pytest.mark.parametrize(
    ("value", "day", "at"),
    [
        ("2025-03-03", DAY, None),
        (DAY, DAY, None),
        ("2025-03-03T10:15:00Z", DAY, "2025-03-03T10:15:00+00:00"),
        # The day is the publisher's own, the instant is everybody's.
        ("2025-03-03T23:30:00-05:00", DAY, "2025-03-04T04:30:00+00:00"),
        ("2025-03-03 23:30:00 -0500", DAY, "2025-03-04T04:30:00+00:00"),
        ("2025-03-03T10:15:00.123+01:00", DAY, "2025-03-03T09:15:00.123000+00:00"),
        ("Mon, 03 Mar 2025 10:15:00 +0100", DAY, "2025-03-03T09:15:00+00:00"),
        ("Mon, 03 Mar 2025 10:15:00 GMT", DAY, "2025-03-03T10:15:00+00:00"),
        # A time without a zone is no instant.
        ("2025-03-03T10:15:00", DAY, None),
        (dt.datetime(2025, 3, 3, 10, 15), DAY, None),
        (dt.datetime(2025, 3, 3, 10, 15, tzinfo=dt.UTC), DAY, "2025-03-03T10:15:00+00:00"),
        ("March 3, 2025", DAY, None),
        ("Published on 3rd of March 2025 at noon", DAY, None),
        ("2025-03-03T99:99", DAY, None),
    ],
)
def test_moments_are_read(value: str | dt.date, day: dt.date, at: str | None) -> None:
    assert read_moment(value, LATEST) == (day, at and dt.datetime.fromisoformat(at))


@pytest.mark.parametrize(
    "value",
    [
        "",
        "yesterday",
        "2025-02-30",
        "0000-00-00T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "2099-01-01",
        "2025-06-04T00:00:00Z",
        "1:2:3",
        "9" * 400,
    ],
)
def test_impossible_moments_are_ignored(value: str) -> None:
    assert read_moment(value, LATEST) is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2025/03/03/slug", DAY),
        ("https://a.example/world/2025/3/3/slug.html", DAY),
        ("https://a.example/2025-03-03-slug", DAY),
        ("https://a.example/2025/mar/03/slug", DAY),
        ("https://a.example/news/20250303/slug", DAY),
        ("https://a.example/slug-20250303.html", DAY),
        ("https://a.example/2025/13/40/slug", None),
        ("https://a.example/slug?date=2025-03-03", None),
        ("https://a.example/2031/03/03/slug", None),
        ("https://a.example/story-123456789", None),
    ],
)
def test_days_in_addresses(url: str, day: dt.date | None) -> None:
    assert read_url(url, LATEST) == day


def test_the_most_trusted_place_decides() -> None:
    draft = Draft(text="It rained on Monday, March 3, 2025, he said Tuesday.", dates=["Published March 4, 2025"])
    url = "https://a.example/2025/03/05/rain"
    draft.stated = ["nonsense", "2025-03-06T08:00:00Z"]
    assert find_published(draft, url, FETCHED).basis == "metadata"
    draft.stated = ["nonsense"]
    assert find_published(draft, url, FETCHED) == find_published(draft, url, FETCHED)
    assert find_published(draft, url, FETCHED).day == dt.date(2025, 3, 5)
    assert find_published(draft, None, FETCHED).day == dt.date(2025, 3, 4)
    draft.dates = []
    fetched = find_published(draft, None, FETCHED)
    assert (fetched.day, fetched.at, fetched.basis) == (FETCHED.date(), None, "fetched")


def test_a_change_needs_a_time_of_day() -> None:
    assert find_modified(Draft(text="", modified=["2025-03-03"]), LATEST) is None
    assert find_modified(Draft(text="", modified=["x", "2025-03-03T10:00:00Z"]), LATEST) == dt.datetime(
        2025, 3, 3, 10, tzinfo=dt.UTC
    )
