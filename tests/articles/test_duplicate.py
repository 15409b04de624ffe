from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.articles.duplicate import BANDS, PERMUTATIONS, bands, cluster, signature, similarity

REPORT = (
    "The harbor of Lindsund was closed on Monday after a tanker lost 40 tons of oil near the lighthouse, the coast guard said. "
    "Captain Erik Moe told reporters that the engine had failed twice. Fishermen demanded two million euros from the owner, "
    "who denied that the ship was in bad repair. The minister of the environment is expected to visit the town on Thursday. "
    "Volunteers have cleaned eleven kilometers of beach and found more than three hundred dead birds since the accident."
)
OTHER = (
    "The orchestra of Lindsund will play in the old fish hall this winter, because the roof of the concert house leaks. "
    "Its conductor said the smell was part of the music. Tickets cost between 12 and 30 euros and go on sale on Saturday, "
    "and the first evening, with songs by a composer who was born above the hall, is already sold out to the last barrel."
)
SIGNATURE_START = [63780595, 8341129, 323492095, 15619701]
TEXTS = [
    REPORT,
    REPORT + " The Ledger has asked the owner for a comment.",
    REPORT.replace("40 tons", "55 tons"),
    OTHER,
    "Short.",
    "Short.",
]


def article(key: int, text: str, canonical: str | None = None, day: int = 1, hour: int | None = None) -> dict[str, Any]:
    at = None if hour is None else dt.datetime(2025, 3, day, hour, tzinfo=dt.UTC)
    return {
        "article_id": f"{key:02d}",
        "canonical_id": canonical or f"c{key}",
        "outlet": f"Outlet {key % 3}",
        "published_on": dt.date(2025, 3, day),
        "published_at": at,
        "text": text,
    }


def test_signatures_ignore_typography() -> None:
    curly = REPORT.replace('"', "“").upper().replace(" ", "  ")
    assert signature(curly) == signature(REPORT)
    assert len(signature("")) == PERMUTATIONS
    assert len(set(bands(signature(REPORT)))) == BANDS


def test_signatures_do_not_change() -> None:
    """Stored signatures must stay comparable: if this fails, the scheme changed, and its parameters must too."""
    assert signature(REPORT)[:4] == SIGNATURE_START


def test_copies_and_versions_are_one_story() -> None:
    rows = cluster(
        [
            article(1, TEXTS[0], day=2),
            article(2, TEXTS[1], day=1),
            article(3, OTHER, "c9", day=3),
            article(4, "Corrected.", "c9", day=4),
        ]
    )
    found = {row["article_id"]: row for row in rows}
    assert found["01"]["story_id"] == found["02"]["story_id"] == "02"
    assert found["02"]["is_lead"]
    assert found["02"]["similarity"] == 1
    assert 0.8 < found["01"]["similarity"] < 1
    assert found["03"]["story_id"] == found["04"]["story_id"] != "02"
    assert (found["01"]["article_count"], found["01"]["outlet_count"]) == (2, 2)


def test_separate_reports_are_separate_stories() -> None:
    assert similarity(signature(REPORT), signature(OTHER)) < 0.1
    assert len({row["story_id"] for row in cluster([article(1, REPORT), article(2, OTHER)])}) == 2


def test_the_lead_is_the_earliest() -> None:
    rows = cluster([article(1, REPORT, hour=15), article(2, REPORT, hour=9), article(3, REPORT)])
    assert [row["article_id"] for row in rows if row["is_lead"]] == ["02"]
    rows = cluster([article(2, REPORT), article(1, REPORT)])
    assert [row["article_id"] for row in rows if row["is_lead"]] == ["01"]


@pytest.fixture(scope="module")
def signatures() -> dict[str, list[int]]:
    return {text: signature(text) for text in TEXTS}


ARTICLES = st.lists(
    st.builds(
        article,
        st.integers(0, 30),
        st.sampled_from(TEXTS),
        st.sampled_from(["c100", "c101", None]),
        st.integers(1, 5),
        st.one_of(st.none(), st.integers(0, 23)),
    ),
    max_size=12,
    unique_by=lambda row: row["article_id"],
)


@given(ARTICLES, st.randoms(use_true_random=False))
def test_order_changes_nothing(signatures: dict[str, list[int]], articles: list[dict[str, Any]], random: Any) -> None:
    articles = [{**row, "signature": signatures[row["text"]]} for row in articles]
    rows = cluster(articles)
    shuffled = list(articles)
    random.shuffle(shuffled)
    assert cluster(shuffled) == rows
    assert [row["article_id"] for row in rows] == sorted(row["article_id"] for row in articles)
    assert sum(row["is_lead"] for row in rows) == len({row["story_id"] for row in rows})


@given(ARTICLES, st.integers(0, 12))
def test_comparing_only_the_touched_gives_the_same(
    signatures: dict[str, list[int]], articles: list[dict[str, Any]], cut: int
) -> None:
    """What a lake does: the new, those that share a band or a canonical id, and these ones' stories."""
    articles = [{**row, "signature": signatures[row["text"]]} for row in articles]
    known, new = articles[:cut], articles[cut:]
    stories = {row["article_id"]: row for row in cluster(known)}
    keys = {band for row in new for band in bands(row["signature"])} | {row["canonical_id"] for row in new}
    near = {row["article_id"] for row in known if keys & {*bands(row["signature"]), row["canonical_id"]}}
    touched = {stories[key]["story_id"] for key in near}
    subset = new + [row for row in known if stories[row["article_id"]]["story_id"] in touched]
    stories |= {row["article_id"]: row for row in cluster(subset)}
    assert sorted(stories.values(), key=lambda row: row["article_id"]) == cluster(articles)
