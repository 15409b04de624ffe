"""What spans articles: which of them tell one story, and who and what is mentioned in all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb

Row = dict[str, Any]


def unlinked_articles(con: duckdb.DuckDBPyConnection) -> list[str]:
    """The articles that belong to no story yet; every article belongs to one once it is linked."""
    rows = con.execute("SELECT article_id FROM articles ANTI JOIN stories USING (article_id) ORDER BY article_id").fetchall()
    return [row[0] for row in rows]


# An entity's name and country are the ones most of its mentions give; ties go to the alphabet, so that the same mentions
# make the same row. The versions of one article count as one article.
_ENTITIES = """
WITH found AS (
    SELECT m.entity_id, m.name, m.type, m.country, m.kind, m.quote, a.canonical_id, a.published_on
    FROM mentions AS m
    JOIN articles AS a USING (article_id)
    WHERE m.entity_id IN (SELECT entity_id FROM mentions WHERE article_id IN (SELECT unnest($articles)))
), names AS (
    SELECT entity_id, first(name ORDER BY times DESC, name) AS name
    FROM (SELECT entity_id, name, count(*) AS times FROM found WHERE name IS NOT NULL GROUP BY ALL)
    GROUP BY entity_id
), countries AS (
    SELECT entity_id, first(country ORDER BY times DESC, country) AS country
    FROM (SELECT entity_id, country, count(*) AS times FROM found WHERE country IS NOT NULL GROUP BY ALL)
    GROUP BY entity_id
)
SELECT
    entity_id,
    names.name AS name,
    min(found.type) AS type,
    coalesce(list_sort(list(DISTINCT quote) FILTER (kind <> 'pronoun' AND quote <> names.name)), []) AS aliases,
    countries.country AS country,
    count(*) AS mention_count,
    count(DISTINCT canonical_id) AS article_count,
    min(published_on) AS first_seen,
    max(published_on) AS last_seen
FROM found
JOIN names USING (entity_id)
LEFT JOIN countries USING (entity_id)
GROUP BY ALL
ORDER BY entity_id
"""


def entity_rows(con: duckdb.DuckDBPyConnection, article_ids: Sequence[str]) -> list[Row]:
    """Rows of `entities` for all that is mentioned in these articles, counted over the whole lake."""
    return con.execute(_ENTITIES, {"articles": list(article_ids)}).fetch_arrow_table().to_pylist()


def story_rows(con: duckdb.DuckDBPyConnection, article_ids: Sequence[str]) -> list[Row]:
    """Rows of `stories` for these articles, and for those whose story they join."""
    return []
