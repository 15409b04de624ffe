"""The tables of entities: which name is linked to which, and what is counted over all names of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb
import pyarrow as pa

from dateline import contracts
from dateline.lake.connection import LAKE, identifier
from dateline.lake.entity import decision, organization
from dateline.lake.entity.link import EVERY_ARTICLE, relink
from dateline.lake.entity.register import REGISTER, node_of

Row = dict[str, Any]


def link_entities(con: duckdb.DuckDBPyConnection, article_ids: Sequence[str], name_ids: Sequence[str] = ()) -> int:
    """Link the names in these articles, and these names. Gives the number of entities that were added or changed.

    Brings `entity_links` and `entities` up to date, all in DuckDB; rows that stay as they are stay in their files. Call it in
    a transaction.
    """
    relink(con, article_ids, name_ids)
    _replace(con, "entity_links", "linked", "name_id IN (SELECT name_id FROM wanted)")
    con.execute(_TOUCHED, {"names": list(name_ids)})
    bodies, nameless = _bodies(con)
    con.register("body_rows", pa.Table.from_pylist(bodies, schema=_BODIES))
    con.register("nameless_rows", pa.Table.from_pylist(nameless, schema=_NAMELESS))
    con.register("outside_rows", pa.Table.from_pylist(_outside(con), schema=_OUTSIDE))
    con.execute(f"CREATE OR REPLACE TEMP TABLE counted AS {_ENTITIES}")
    return _replace(con, "entities", "counted", "entity_id IN (FROM touched)")


# The entities whose names changed, those in new articles, and those that a decision is about.
_TOUCHED = f"""
CREATE OR REPLACE TEMP TABLE touched AS
SELECT entity_id FROM come UNION SELECT entity_id FROM gone
UNION
SELECT entity_id FROM entity_links WHERE (article_id = '{EVERY_ARTICLE}' OR article_id IN (FROM new))
    AND name_id IN (
        SELECT entity_id FROM mentions SEMI JOIN new USING (article_id)
        UNION ALL SELECT entity_id FROM roles SEMI JOIN new USING (article_id)
    )
UNION
SELECT entity_id FROM entity_links WHERE name_id IN (SELECT unnest($names))
"""


def _replace(con: duckdb.DuckDBPyConnection, table: str, rows: str, condition: str) -> int:
    """Let these rows be all of the table's that meet the condition, and give the number of rows that are new or changed."""
    contract = contracts.load()[table]
    columns = ", ".join(identifier(column.name) for column in contract.columns)
    key = ", ".join(map(identifier, contract.key))
    con.execute(f"CREATE OR REPLACE TEMP TABLE old AS SELECT {columns} FROM {LAKE}.{table} WHERE {condition}")
    con.execute(f"CREATE OR REPLACE TEMP TABLE come AS SELECT {columns} FROM {rows} EXCEPT FROM old")
    con.execute(f"CREATE OR REPLACE TEMP TABLE gone AS FROM old EXCEPT SELECT {columns} FROM {rows}")
    con.execute(f"DELETE FROM {LAKE}.{table} WHERE ({key}) IN (SELECT ({key}) FROM gone)")
    added = con.execute(f"INSERT INTO {LAKE}.{table} BY NAME FROM come").fetchone()
    return int(added[0]) if added else 0


# The length of a country's code; other senses of a body are articles or decisions.
_CODE = 2

_BODIES = pa.schema([("entity_id", pa.string()), ("country", pa.string())])
_NAMELESS = pa.schema([("name", pa.string())])
_OUTSIDE = pa.schema([("entity_id", pa.string()), ("outside_id", pa.string())])


def _bodies(con: duckdb.DuckDBPyConnection) -> tuple[list[Row], list[Row]]:
    """Of the organizations: the countries that their names name, or else the articles that have them; and the names that every
    country has one of, as "Defense Ministry"."""
    senses = con.execute(f"""
        SELECT DISTINCT name_id, sense FROM {REGISTER}
        WHERE type = 'ORG' AND length(sense) = {_CODE}
            AND name_id IN (SELECT name_id FROM entity_links SEMI JOIN touched USING (entity_id))
    """).fetchall()
    country_of = {node_of("ORG", name_id, sense): sense for name_id, sense in senses}
    found = con.execute("""
        SELECT DISTINCT entity_id, node_id, name FROM entity_links SEMI JOIN touched USING (entity_id) WHERE type = 'ORG'
    """).fetchall()
    named = {(entity, organization.parse(name).country or country_of.get(node, "")) for entity, node, name in found}
    nameless = sorted({name for _, _, name in found if organization.parse(name).nameless})
    return (
        [{"entity_id": entity, "country": country} for entity, country in sorted(named) if country],
        [{"name": name} for name in nameless],
    )


def _outside(con: duckdb.DuckDBPyConnection) -> list[Row]:
    return decision.outside_ids(con, decision.in_force(con).rows)


# What of the mentions is counted.
_COUNTED = "m.article_id, m.type, m.kind, m.quote, m.name, m.country, m.geonames_id"

# An entity's name and country are the ones most of its mentions give, a full name before a surname and before one in capitals, and
# "Russian Defense Ministry" before "Defense Ministry";
# ties go to the longer name, then the alphabet, so that the same mentions make the same row. The versions of one article
# count as one article.
_ENTITIES = f"""
WITH links AS (
    FROM entity_links SEMI JOIN touched USING (entity_id)
), found AS (
    SELECT l.entity_id, {_COUNTED} FROM mentions AS m JOIN links AS l ON l.name_id = m.entity_id
    WHERE l.article_id = '{EVERY_ARTICLE}'
    UNION ALL
    SELECT l.entity_id, {_COUNTED} FROM mentions AS m
    JOIN links AS l ON l.name_id = m.entity_id AND l.article_id = m.article_id
), held AS (
    SELECT l.entity_id, r.organization FROM roles AS r JOIN links AS l ON l.name_id = r.entity_id
    WHERE l.article_id = '{EVERY_ARTICLE}'
    UNION ALL
    SELECT l.entity_id, r.organization FROM roles AS r
    JOIN links AS l ON l.name_id = r.entity_id AND l.article_id = r.article_id
), names AS (
    SELECT entity_id, first(name ORDER BY
        (type = 'PERSON' AND contains(name, ' ')) DESC, (type <> 'ORG' AND name = upper(name)),
        (type = 'ORG' AND name IN (FROM nameless_rows)), times DESC,
        name[:4] = 'the ', length(name) DESC, name
    ) AS name
    FROM (SELECT entity_id, type, name, count(*) AS times FROM found GROUP BY ALL)
    GROUP BY entity_id
), countries AS (
    SELECT entity_id, first(country ORDER BY times DESC, country) AS country
    FROM (
        SELECT entity_id, country, count(*) AS times
        FROM (
            SELECT entity_id, country FROM found WHERE country IS NOT NULL
            UNION ALL
            SELECT held.entity_id, c.country FROM held JOIN country_names AS c ON c.name = held.organization
            UNION ALL
            FROM body_rows
        )
        GROUP BY ALL
    )
    GROUP BY entity_id
), outside AS (
    SELECT entity_id, list_sort(list(DISTINCT outside_id)) AS outside_ids
    FROM (
        FROM outside_rows
        UNION ALL
        SELECT entity_id, 'geonames:' || geonames_id FROM found WHERE geonames_id IS NOT NULL
    )
    GROUP BY entity_id
), counted AS (
    SELECT
        entity_id,
        min(type) AS type,
        list_sort(list_distinct(
            coalesce(list(DISTINCT quote) FILTER (kind = 'name'), []) || list(DISTINCT found.name)
        )) AS aliases,
        count(*) AS mention_count,
        count(DISTINCT canonical_id) AS article_count,
        min(published_on) AS first_seen,
        max(published_on) AS last_seen
    FROM found JOIN articles USING (article_id)
    GROUP BY entity_id
)
SELECT
    entity_id,
    names.name AS name,
    counted.type AS type,
    list_filter(coalesce(counted.aliases, []), lambda alias: alias <> names.name) AS aliases,
    countries.country AS country,
    coalesce(outside.outside_ids, []) AS outside_ids,
    counted.mention_count AS mention_count,
    counted.article_count AS article_count,
    counted.first_seen AS first_seen,
    counted.last_seen AS last_seen
FROM counted
JOIN names USING (entity_id)
LEFT JOIN countries USING (entity_id)
LEFT JOIN outside USING (entity_id)
ORDER BY entity_id
"""
