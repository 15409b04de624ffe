"""Which articles tell one story.

Kept up incrementally: only what the new articles touch is computed anew. The texts' signatures are kept in the lake for that,
beside the tables for analysts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import duckdb
import pyarrow as pa

from dateline.lake.connection import LAKE

Row = dict[str, Any]

SIGNATURES = f"{LAKE}.meta.signatures"
SIGNATURES_DDL = f"""
CREATE TABLE IF NOT EXISTS {SIGNATURES} (
    article_id VARCHAR NOT NULL, scheme VARCHAR NOT NULL, signature UINTEGER[] NOT NULL, bands UBIGINT[] NOT NULL
)
"""
_SCHEMA = pa.schema([
    ("article_id", pa.string()), ("scheme", pa.string()), ("signature", pa.list_(pa.uint32())), ("bands", pa.list_(pa.uint64())),
])  # fmt: skip

# Texts held in memory at a time while their signatures are computed.
_CHUNK = 500


def unlinked_articles(con: duckdb.DuckDBPyConnection) -> list[str]:
    """The articles that have no signature yet, or one made in another way: they were not compared with the others."""
    rows = con.execute(
        f"SELECT article_id FROM articles ANTI JOIN (FROM {SIGNATURES} WHERE scheme = ?) USING (article_id) ORDER BY article_id",
        [_scheme()],
    ).fetchall()
    return [row[0] for row in rows]


def story_rows(con: duckdb.DuckDBPyConnection, article_ids: Sequence[str]) -> list[Row]:
    """Rows of `stories` for these articles, and for those whose stories they join; stores the articles' signatures."""
    # Imported here, since analysts' queries need none of what it brings along.
    from dateline.articles.duplicate import cluster

    _store_signatures(con, article_ids)
    found = con.execute(_COMPARED, {"articles": list(article_ids), "scheme": _scheme()})
    return cluster(found.to_arrow_table().to_pylist())


# The new articles, those that share a band or a canonical id with one of them, and all members of these ones' stories.
_COMPARED = f"""
WITH keys AS (
    SELECT article_id, unnest(bands) AS band FROM {SIGNATURES} WHERE scheme = $scheme
), new AS (
    SELECT unnest($articles) AS article_id
), near AS (
    SELECT article_id FROM keys WHERE band IN (SELECT band FROM keys SEMI JOIN new USING (article_id))
    UNION
    SELECT article_id FROM articles WHERE canonical_id IN (SELECT canonical_id FROM articles SEMI JOIN new USING (article_id))
), wanted AS (
    FROM near
    UNION
    SELECT article_id FROM stories WHERE story_id IN (SELECT story_id FROM stories SEMI JOIN near USING (article_id))
)
SELECT a.article_id, a.canonical_id, a.source_id, a.outlet, a.published_on, a.published_at, s.signature
FROM articles AS a
SEMI JOIN wanted USING (article_id)
JOIN {SIGNATURES} AS s ON s.article_id = a.article_id AND s.scheme = $scheme
ORDER BY a.article_id
"""


def _store_signatures(con: duckdb.DuckDBPyConnection, article_ids: Sequence[str]) -> None:
    from dateline.articles.duplicate import bands, signature

    scheme = _scheme()
    con.execute(f"DELETE FROM {SIGNATURES} WHERE article_id IN (SELECT unnest(?))", [list(article_ids)])
    for start in range(0, len(article_ids), _CHUNK):
        chunk = list(article_ids[start : start + _CHUNK])
        texts = con.execute(
            "SELECT article_id, text FROM articles WHERE article_id IN (SELECT unnest(?))", [chunk]
        ).fetchall()
        rows = []
        for key, text in sorted(texts):
            values = signature(text)
            rows.append(
                {
                    "article_id": key,
                    "scheme": scheme,
                    "signature": values,
                    "bands": [_hash(band) for band in bands(values)],
                }
            )
        con.register("signatures_batch", pa.Table.from_pylist(rows, schema=_SCHEMA))
        con.execute(f"INSERT INTO {SIGNATURES} BY NAME FROM signatures_batch")
        con.unregister("signatures_batch")


def _scheme() -> str:
    """How signatures are made: those of another scheme can't be compared with ours."""
    from dateline.articles import duplicate

    parts = (
        duplicate.SCHEME,
        duplicate.SEED,
        duplicate.PERMUTATIONS,
        duplicate.BANDS,
        duplicate.SHINGLE_WORDS,
        duplicate.MIN_WORDS,
    )
    return "/".join(map(str, parts))


def _hash(band: str) -> int:
    return int.from_bytes(hashlib.blake2b(band.encode(), digest_size=8).digest(), "big")
