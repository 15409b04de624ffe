"""Near-duplicates: the same story in several outlets, and the versions of one article, put together as stories.

Two articles belong to one story if their texts share most word sequences (Jaccard similarity of three-word shingles, estimated
by MinHash), or if they are versions of the same article. Stories are the connected components of that relation, and their ids
depend on their members alone: the order of arrival changes nothing, and a story no new article touches stays as it is. So a
lake may compare incrementally: with new articles it needs only those known ones that share a band (`bands`) or a canonical id
with them, and all members of these ones' stories; `cluster` of that set gives the same rows as `cluster` of everything.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from datasketch import MinHash

from dateline.articles.identity import normalise

# Changing any of these changes every signature that has been stored. 32 bands of 4: of two texts with a similarity of 0.5 the
# bands find 87 %, at 0.6 99 %; what they find is then measured.
PERMUTATIONS = 128
BANDS = 32
SEED = 20_250_301
SCHEME = "affine32"
SHINGLE_WORDS = 3

# Copies that an outlet shortened or added a paragraph to lie above, separate reports of one event below.
MIN_SIMILARITY = 0.5

# A text with fewer words is too short to tell a copy from a coincidence; only its exact copies count.
MIN_WORDS = 20


def signature(text: str) -> list[int]:
    """The MinHash signature of a text: PERMUTATIONS numbers of 32 bits. Texts alike but for typography have the same."""
    words = "".join(char if char.isalnum() else " " for char in normalise(text)).split()
    shingles = {" ".join(words[i : i + SHINGLE_WORDS]) for i in range(max(1, len(words) - SHINGLE_WORDS + 1))}
    if len(words) < MIN_WORDS:
        shingles = {" ".join(words)}
    sketch = MinHash(num_perm=PERMUTATIONS, seed=SEED, scheme=SCHEME)
    sketch.update_batch([shingle.encode("utf-8", "backslashreplace") for shingle in sorted(shingles)])
    return [int(value) for value in sketch.hashvalues]


def bands(values: Sequence[int]) -> list[str]:
    """The LSH keys of a signature. Only articles that share one are worth comparing."""
    width = PERMUTATIONS // BANDS
    return [
        f"{band}:" + "".join(f"{value:08x}" for value in values[band * width : (band + 1) * width])
        for band in range(BANDS)
    ]


def similarity(first: Sequence[int], second: Sequence[int]) -> float:
    """The estimated Jaccard similarity of two texts, from their signatures."""
    return sum(a == b for a, b in zip(first, second, strict=True)) / PERMUTATIONS


def cluster(articles: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows of `stories` for these articles, ordered by article id.

    An article has the columns article_id, canonical_id, outlet, published_on, published_at, and its `signature` or
    `text`. Every article is in exactly one story; one without likes is a story by itself. The lead is the earliest published,
    then the one with the smallest id; the story is named after it, and `similarity` is to it.
    """
    by_id = {article["article_id"]: article for article in articles}
    signatures = {key: article.get("signature") or signature(article["text"]) for key, article in by_id.items()}
    rows = []
    for members in _components(by_id, signatures):
        lead = min(members, key=lambda key: _precedence(by_id[key]))
        outlets = {by_id[key].get("outlet") for key in members}  # all whose outlet is unknown count as one
        rows += [
            {
                "article_id": key,
                "story_id": lead,
                "similarity": 1.0 if key == lead else similarity(signatures[key], signatures[lead]),
                "is_lead": key == lead,
                "article_count": len(members),
                "outlet_count": len(outlets),
            }
            for key in members
        ]
    return sorted(rows, key=lambda row: row["article_id"])


def _precedence(article: Mapping[str, Any]) -> tuple[dt.date, dt.datetime, str]:
    """Earliest day first; within a day those with a time of day, then by id."""
    at = article.get("published_at") or dt.datetime.max.replace(tzinfo=dt.UTC)
    return article["published_on"], at if at.tzinfo else at.replace(tzinfo=dt.UTC), article["article_id"]


def _components(by_id: Mapping[str, Mapping[str, Any]], signatures: Mapping[str, Sequence[int]]) -> Iterator[list[str]]:
    """The connected components of "alike, or versions of one article", by union-find."""
    parent = {key: key for key in by_id}

    def root(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    versions: dict[str, list[str]] = defaultdict(list)
    buckets: dict[str, list[str]] = defaultdict(list)
    for key in sorted(by_id):
        versions[by_id[key]["canonical_id"]].append(key)
        for band in bands(signatures[key]):
            buckets[band].append(key)
    for same in versions.values():
        for key in same[1:]:
            parent[root(key)] = root(same[0])
    for bucket in buckets.values():
        for index, key in enumerate(bucket):
            for other in bucket[:index]:
                # Most pairs of a bucket are one component already, so a story with many copies stays cheap.
                if root(key) != root(other) and similarity(signatures[key], signatures[other]) >= MIN_SIMILARITY:
                    parent[root(key)] = root(other)
    members: dict[str, list[str]] = defaultdict(list)
    for key in sorted(by_id):
        members[root(key)].append(key)
    yield from members.values()
