"""What the lake says of names, gathered in temporary tables: in which articles they stand, in which sense, in what company.

The tables: `found` (a row a name and article), `sensed` (`found` with the sense that the name has there).
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import duckdb
import pyarrow as pa

from dateline.lake.entity import organization, person
from dateline.lake.entity.decision import Decisions
from dateline.lake.entity.profile import evidence
from dateline.lake.entity.sense import Appearance, senses, suspicious

Row = dict[str, Any]

# Of the people in an article, those mentioned most keep each other company: not five thousand on a list.
_COMPANY_SIZE = 50

# Every name that an article's facts give, once an article. What a mention is called says which name an id stands for;
# names that only a statement or a role gives come from there.
_FOUND = """
WITH mentioned AS (
    SELECT entity_id AS name_id, article_id, min(type) AS type, min(name) AS name,
        min(geonames_id) AS geonames_id, min(country) AS country
    FROM mentions
    WHERE name IS NOT NULL AND entity_id IS NOT NULL AND {only}
    GROUP BY ALL
), others AS (
    SELECT entity_id AS name_id, article_id, speaker_name AS name,
        CASE speaker_type WHEN 'person' THEN 'PERSON' WHEN 'organization' THEN 'ORG' WHEN 'country' THEN 'PLACE' END AS type
    FROM statements
    WHERE speaker_name IS NOT NULL AND {only}
    UNION ALL
    SELECT entity_id, article_id, person, 'PERSON' FROM roles WHERE {only}
), named AS (
    FROM mentioned
    UNION ALL BY NAME
    SELECT name_id, article_id, min(type) AS type, min(name) AS name
    FROM others ANTI JOIN mentioned USING (name_id, article_id)
    WHERE type IS NOT NULL AND name_id IS NOT NULL
    GROUP BY ALL
)
SELECT named.*, a.canonical_id, a.published_on FROM named JOIN articles AS a USING (article_id)
"""


def collect_names(con: duckdb.DuckDBPyConnection, names: str) -> None:
    """Make the table `found` of all articles that have one of these names: a table with the column name_id."""
    only = f"entity_id IN (SELECT name_id FROM {names})"
    con.execute(f"CREATE OR REPLACE TEMP TABLE found AS {_FOUND.format(only=only)}")


def collect_articles(con: duckdb.DuckDBPyConnection, articles: str) -> None:
    """Make the table `found` of all names in these articles: a table with the column article_id."""
    only = f"article_id IN (SELECT article_id FROM {articles})"
    con.execute(f"CREATE OR REPLACE TEMP TABLE found AS {_FOUND.format(only=only)}")


def temporary(con: duckdb.DuckDBPyConnection, name: str, rows: list[Row], schema: pa.Schema) -> None:
    """Make a temporary table of the rows."""
    con.register("rows_here", pa.Table.from_pylist(rows, schema=schema))
    con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM rows_here")
    con.unregister("rows_here")


_SENSE_SCHEMA = pa.schema([("name_id", pa.string()), ("canonical_id", pa.string()), ("sense", pa.string())])

# Places mean what the gazetteer said in the article; where it said nothing, what it says elsewhere if that is one thing only.
_PLACE_SENSES = """
WITH placed AS (
    SELECT name_id, article_id, coalesce('geonames:' || geonames_id, country || ':' || name_id) AS sense
    FROM found WHERE type = 'PLACE'
), sole AS (
    SELECT name_id, if(count(DISTINCT sense) = 1, min(sense), name_id) AS sense FROM placed GROUP BY name_id
)
SELECT name_id, article_id, coalesce(placed.sense, sole.sense) AS sense FROM placed JOIN sole USING (name_id)
"""

# A body that every country has is that of the country named before it ("Russia's Defense Ministry"), else of the country which
# most places in the article are in.
_COUNTRY_SENSES = """
WITH bodies AS (
    SELECT f.name_id, f.article_id, f.canonical_id FROM found AS f SEMI JOIN nameless USING (name_id)
), before AS (
    SELECT DISTINCT m.entity_id AS name_id, m.article_id, replace(rtrim(split_part(m.sentence, m.quote, 1)), '’', '''') AS words
    FROM mentions AS m SEMI JOIN bodies ON bodies.name_id = m.entity_id AND bodies.article_id = m.article_id
    WHERE m.kind = 'name' AND contains(m.sentence, m.quote)
), owners AS (
    SELECT name_id, article_id, min(c.country) AS country
    FROM before JOIN country_names AS c ON ends_with(words, c.name || '''s') OR ends_with(words, c.name || '''')
    GROUP BY ALL
    HAVING count(DISTINCT c.country) = 1
), counted AS (
    SELECT m.article_id, m.country, count(*) AS times
    FROM mentions AS m SEMI JOIN bodies USING (article_id)
    WHERE m.type = 'PLACE' AND m.country IS NOT NULL
    GROUP BY ALL
), dominant AS (
    SELECT article_id, max_by(country, times) AS country FROM counted GROUP BY article_id HAVING 2 * max(times) > sum(times)
)
SELECT name_id, article_id, coalesce(owners.country, dominant.country, canonical_id) AS sense
FROM bodies LEFT JOIN owners USING (name_id, article_id) LEFT JOIN dominant USING (article_id)
"""

_COUNTRIES = pa.schema([("name", pa.string()), ("country", pa.string())])


def tell_senses(con: duckdb.DuckDBPyConnection, decisions: Decisions) -> None:
    """Make the table `sensed`: `found` with the sense of each name in each article, "" for names of one bearer."""
    names = con.execute("SELECT name_id, min(name) FROM found WHERE type = 'ORG' GROUP BY name_id").fetchall()
    nameless = [{"name_id": key} for key, name in names if organization.parse(name).nameless]
    temporary(con, "nameless", nameless, pa.schema([("name_id", pa.string())]))
    countries = [{"name": name, "country": code} for name, code in organization.country_names().items()]
    temporary(con, "country_names", countries, _COUNTRIES)
    temporary(con, "bearers", _bearers(con), _SENSE_SCHEMA)
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE sensed AS
        WITH by_article AS (({_PLACE_SENSES}) UNION ALL ({_COUNTRY_SENSES}))
        SELECT found.*, coalesce(by_article.sense, bearers.sense, '') AS sense
        FROM found
        LEFT JOIN by_article USING (name_id, article_id)
        LEFT JOIN bearers USING (name_id, canonical_id)
    """)
    for row in decisions.splits:
        con.execute(
            "UPDATE sensed SET sense = $sense WHERE name_id = $name AND ($every OR article_id IN (SELECT unnest($articles)))",
            {
                "sense": row["decision_id"],
                "name": row["other_name_id"],
                "every": not row["article_ids"],
                "articles": row["article_ids"],
            },
        )


def _bearers(con: duckdb.DuckDBPyConnection) -> list[Row]:
    """The senses of people's names that two people have."""
    said = roles_by(con, "GROUP BY name_id", "name_id")
    names = dict(con.execute("SELECT name_id, min(name) FROM found WHERE type = 'PERSON' GROUP BY name_id").fetchall())
    suspects = [
        key
        for (key,), roles in said.items()
        if key in names and person.parse(names[key]).full and suspicious(evidence(roles))
    ]
    if not suspects:
        return []
    temporary(con, "suspects", [{"name_id": key} for key in sorted(suspects)], pa.schema([("name_id", pa.string())]))
    roles = roles_by(
        con, "GROUP BY name_id, canonical_id", "name_id, canonical_id", "SEMI JOIN suspects USING (name_id)"
    )
    near = con.execute(f"""
        WITH mine AS (FROM found SEMI JOIN suspects USING (name_id)), company AS ({company("mine")})
        SELECT name_id, canonical_id, list(DISTINCT company.entity_id)
        FROM mine JOIN company ON company.article_id = mine.article_id AND company.entity_id <> name_id
        GROUP BY ALL
    """).fetchall()
    company_of = {(name_id, article): frozenset(names) for name_id, article, names in near}
    appearances = defaultdict(list)
    for name_id, article in con.execute(
        "SELECT DISTINCT name_id, canonical_id FROM found SEMI JOIN suspects USING (name_id) ORDER BY ALL"
    ).fetchall():
        key = (name_id, article)
        appearances[name_id].append(Appearance(article, evidence(roles.get(key, ())), company_of.get(key, frozenset())))
    return [
        {"name_id": name_id, "canonical_id": article, "sense": sense}
        for name_id, seen in appearances.items()
        for article, sense in senses(seen).items()
        if sense
    ]


def company(articles: str) -> str:
    """The query for the people (entity_id) by whom others are known in these articles: a table with the column article_id."""
    return f"""
        SELECT article_id, entity_id FROM mentions
        WHERE type = 'PERSON' AND contains(name, ' ') AND article_id IN (SELECT article_id FROM {articles})
        GROUP BY article_id, entity_id
        QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY count(*) DESC, entity_id) <= {_COMPANY_SIZE}
    """


def roles_by(con: duckdb.DuckDBPyConnection, group: str, key: str, only: str = "", of: str = "found") -> dict[Any, Any]:
    """Roles (title, organization) by key."""
    rows = con.execute(f"""
        SELECT {key}, list(DISTINCT [r.title, coalesce(r.organization, '')]) AS roles
        FROM (FROM {of} {only}) AS f JOIN roles AS r ON r.entity_id = f.name_id AND r.article_id = f.article_id
        {group}
    """).fetchall()
    return {tuple(row[:-1]): [tuple(role) for role in row[-1]] for row in rows}
