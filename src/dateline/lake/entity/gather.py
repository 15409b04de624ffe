"""What the lake says of names, gathered in temporary tables: in which articles they stand, in which sense, in what company.

The tables: `wanted` (name_id), `found` (a name in an article), `sensed` (`found` with the sense that the name has there).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import duckdb
import pyarrow as pa

from dateline.lake.connection import LAKE
from dateline.lake.entity import cluster, organization, person
from dateline.lake.entity.decision import Decisions
from dateline.lake.entity.fold import digest, fold
from dateline.lake.entity.profile import Profile, evidence
from dateline.lake.entity.sense import Appearance, senses, suspicious

Row = dict[str, Any]

# Every name with its block: the names that linking compares with each other.
NAMES = f"{LAKE}.meta.names"
NAMES_DDL = f"CREATE TABLE IF NOT EXISTS {NAMES} (name_id VARCHAR NOT NULL, block VARCHAR NOT NULL)"

# The acquaintances of a name that count: those it stands beside most.
_NEAR = 50

# Every name that an article's facts give, once an article. What a mention is called says which name an id stands for;
# names that only a statement or a role gives come from there.
_FOUND = """
CREATE OR REPLACE TEMP TABLE found AS
WITH mentioned AS (
    SELECT entity_id AS name_id, article_id, min(type) AS type, min(name) AS name,
        min(geonames_id) AS geonames_id, min(country) AS country
    FROM mentions SEMI JOIN wanted ON entity_id = wanted.name_id
    WHERE name IS NOT NULL
    GROUP BY ALL
), others AS (
    SELECT entity_id AS name_id, article_id, speaker_name AS name,
        CASE speaker_type WHEN 'person' THEN 'PERSON' WHEN 'organization' THEN 'ORG' WHEN 'country' THEN 'PLACE' END AS type
    FROM statements SEMI JOIN wanted ON entity_id = wanted.name_id
    WHERE speaker_name IS NOT NULL
    UNION ALL
    SELECT entity_id, article_id, person, 'PERSON' FROM roles SEMI JOIN wanted ON entity_id = wanted.name_id
), named AS (
    FROM mentioned
    UNION ALL BY NAME
    SELECT name_id, article_id, min(type) AS type, min(name) AS name
    FROM others ANTI JOIN mentioned USING (name_id, article_id)
    WHERE type IS NOT NULL
    GROUP BY ALL
)
SELECT named.*, a.canonical_id, a.published_on FROM named JOIN articles AS a USING (article_id)
"""


def collect(con: duckdb.DuckDBPyConnection, article_ids: Sequence[str], name_ids: Sequence[str]) -> None:
    """Make the tables `wanted` (name_id) and `found` (a row a name and article); give new names their blocks."""
    _want(
        con,
        f"""SELECT DISTINCT entity_id FROM (
            SELECT entity_id, article_id FROM mentions UNION ALL SELECT entity_id, article_id FROM statements
            UNION ALL SELECT entity_id, article_id FROM roles
        ) WHERE entity_id IS NOT NULL AND article_id IN (SELECT unnest($articles))
          AND entity_id NOT IN (SELECT name_id FROM {NAMES})""",
        {"articles": list(article_ids)},
    )
    new = con.execute("SELECT name_id, min(type), min(name) FROM found GROUP BY name_id ORDER BY name_id").fetchall()
    register(con, "new_names", [{"name_id": key, "block": _block(kind, name)} for key, kind, name in new], _NAME_SCHEMA)
    con.execute(f"INSERT INTO {NAMES} FROM new_names")
    _want(
        con,
        f"""SELECT name_id FROM {NAMES} WHERE block IN (
            SELECT block FROM {NAMES} WHERE name_id IN (
                SELECT unnest($names)
                UNION ALL SELECT name_id FROM entity_links WHERE node_id IN (
                    SELECT node_id FROM entity_links WHERE name_id IN (SELECT unnest($names))
                )
            ) OR name_id IN (
                SELECT entity_id FROM mentions WHERE article_id IN (SELECT unnest($articles))
                UNION ALL SELECT entity_id FROM statements WHERE article_id IN (SELECT unnest($articles))
                UNION ALL SELECT entity_id FROM roles WHERE article_id IN (SELECT unnest($articles))
            )
        )""",
        {"articles": list(article_ids), "names": list(name_ids)},
    )


_NAME_SCHEMA = pa.schema([("name_id", pa.string()), ("block", pa.string())])


def _want(con: duckdb.DuckDBPyConnection, names: str, parameters: dict[str, Any]) -> None:
    rows = con.execute(names, parameters).to_arrow_table().rename_columns(["name_id"])
    con.register("wanted_rows", rows)
    con.execute("CREATE OR REPLACE TEMP TABLE wanted AS FROM wanted_rows")
    con.unregister("wanted_rows")
    con.execute(_FOUND)


def register(con: duckdb.DuckDBPyConnection, name: str, rows: list[Row], schema: pa.Schema) -> None:
    """Make a temporary table of the rows."""
    con.register("rows_here", pa.Table.from_pylist(rows, schema=schema))
    con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM rows_here")
    con.unregister("rows_here")


def _block(kind: str, name: str) -> str:
    """The names that linking compares with each other."""
    if kind == "PERSON":
        return "P:" + person.block(name)
    if kind == "ORG":
        return "O:" + organization.block(name)
    return "L:" + fold(name)


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

# A body that every country has is that of the country which most places in the article are in.
_COUNTRY_SENSES = """
WITH bodies AS (
    SELECT f.name_id, f.article_id, f.canonical_id FROM found AS f SEMI JOIN nameless USING (name_id)
), counted AS (
    SELECT m.article_id, m.country, count(*) AS times
    FROM mentions AS m SEMI JOIN bodies USING (article_id)
    WHERE m.type = 'PLACE' AND m.country IS NOT NULL
    GROUP BY ALL
), dominant AS (
    SELECT article_id, max_by(country, times) AS country FROM counted GROUP BY article_id HAVING 2 * max(times) > sum(times)
)
SELECT name_id, article_id, coalesce(country, canonical_id) AS sense FROM bodies LEFT JOIN dominant USING (article_id)
"""


def tell_senses(con: duckdb.DuckDBPyConnection, decisions: Decisions) -> None:
    """Make the table `sensed`: `found` with the sense of each name in each article, "" for names of one bearer."""
    names = con.execute("SELECT name_id, min(name) FROM found WHERE type = 'ORG' GROUP BY name_id").fetchall()
    nameless = [{"name_id": key} for key, name in names if organization.parse(name).nameless]
    register(con, "nameless", nameless, pa.schema([("name_id", pa.string())]))
    register(con, "bearers", _bearers(con), _SENSE_SCHEMA)
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
    register(con, "suspects", [{"name_id": key} for key in sorted(suspects)], pa.schema([("name_id", pa.string())]))
    roles = roles_by(
        con, "GROUP BY name_id, canonical_id", "name_id, canonical_id", "SEMI JOIN suspects USING (name_id)"
    )
    near = _near(con, "found SEMI JOIN suspects USING (name_id)", "name_id, canonical_id")
    appearances = defaultdict(list)
    for name_id, article in con.execute(
        "SELECT DISTINCT name_id, canonical_id FROM found SEMI JOIN suspects USING (name_id) ORDER BY ALL"
    ).fetchall():
        key = (name_id, article)
        appearances[name_id].append(Appearance(article, evidence(roles.get(key, ())), near.get(key, frozenset())))
    return [
        {"name_id": name_id, "canonical_id": article, "sense": sense}
        for name_id, seen in appearances.items()
        for article, sense in senses(seen).items()
        if sense
    ]


def roles_by(con: duckdb.DuckDBPyConnection, group: str, key: str, only: str = "", of: str = "found") -> dict[Any, Any]:
    """Roles (title, organization) by key."""
    rows = con.execute(f"""
        SELECT {key}, list(DISTINCT [r.title, coalesce(r.organization, '')]) AS roles
        FROM (FROM {of} {only}) AS f JOIN roles AS r ON r.entity_id = f.name_id AND r.article_id = f.article_id
        {group}
    """).fetchall()
    return {tuple(row[:-1]): [tuple(role) for role in row[-1]] for row in rows}


def _near(con: duckdb.DuckDBPyConnection, of: str, key: str) -> dict[Any, frozenset[str]]:
    """The people's full names that stand most often in the articles of each key's names, by key."""
    rows = con.execute(f"""
        WITH mine AS (SELECT DISTINCT {key}, name_id AS own, article_id AS place FROM {of}),
        others AS (
            SELECT DISTINCT entity_id, article_id FROM mentions
            WHERE type = 'PERSON' AND contains(name, ' ') AND article_id IN (SELECT place FROM mine)
        ), counted AS (
            SELECT {key}, entity_id, count(*) AS times
            FROM mine JOIN others ON others.article_id = mine.place AND others.entity_id <> mine.own
            GROUP BY ALL
        ), most AS (
            FROM counted QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY times DESC, entity_id) <= {_NEAR}
        )
        SELECT {key}, list(entity_id) FROM most GROUP BY {key}
    """).fetchall()
    return {tuple(row[:-1]): frozenset(row[-1]) for row in rows}


def profiles(con: duckdb.DuckDBPyConnection) -> tuple[list[list[Profile]], list[list[Profile]]]:
    """The blocks of people and of organizations, without names that somebody split off."""
    rows = con.execute(f"""
        SELECT b.block, s.name_id, s.sense, min(s.type), min(s.name), min(s.published_on)
        FROM sensed AS s JOIN {NAMES} AS b USING (name_id)
        WHERE s.type <> 'PLACE' AND s.sense NOT IN (SELECT decision_id FROM entity_decisions)
        GROUP BY ALL ORDER BY ALL
    """).fetchall()
    roles = roles_by(con, "GROUP BY name_id, sense", "name_id, sense", of="sensed")
    aliases = _aliases(con)
    bare: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        bare[row[0]].append(row)
    near = _near_compared(con, [block for block in bare.values() if block[0][3] == "PERSON" and len(block) > 1])
    people: list[list[Profile]] = []
    organizations: list[list[Profile]] = []
    for block in bare.values():
        profiles = [
            Profile(
                node=node_of(kind, name_id, sense),
                name_id=name_id,
                name=name,
                first_seen=first_seen,
                sense=sense,
                evidence=evidence(roles.get((name_id, sense), ())),
                near=near.get((name_id, sense), frozenset()),
                aliases=aliases.get(name_id, frozenset()),
            )
            for _, name_id, sense, kind, name, first_seen in block
        ]
        (people if block[0][3] == "PERSON" else organizations).append(profiles)
    return people, organizations


def _near_compared(con: duckdb.DuckDBPyConnection, blocks: list[list[tuple[Any, ...]]]) -> dict[Any, frozenset[str]]:
    """Who stands beside the names that are compared with others: the only ones for whom it matters."""
    wanted = set()
    for block in blocks:
        bare = [
            Profile(node_of(kind, name_id, sense), name_id, name, first_seen)
            for _, name_id, sense, kind, name, first_seen in block
            if person.parse(name).full
        ]
        for a, b, _ in cluster.compared(bare):
            wanted |= {a.name_id, b.name_id}
    if not wanted:
        return {}
    register(con, "compared", [{"name_id": key} for key in sorted(wanted)], pa.schema([("name_id", pa.string())]))
    return _near(con, "sensed SEMI JOIN compared USING (name_id)", "name_id, sense")


def _aliases(con: duckdb.DuckDBPyConnection) -> dict[str, frozenset[str]]:
    """Abbreviations that articles use for organizations, folded, by name id."""
    rows = con.execute("""
        SELECT m.entity_id, list(DISTINCT m.quote) FROM mentions AS m SEMI JOIN wanted ON m.entity_id = wanted.name_id
        WHERE m.type = 'ORG' AND m.kind = 'name' AND m.quote <> m.name AND m.quote = upper(m.quote) GROUP BY m.entity_id
    """).fetchall()
    return {key: frozenset(organization.parse(quote).acronym for quote in quotes) for key, quotes in rows}


def node_of(kind: str, name_id: str, sense: str) -> str:
    """The id of a name in one sense; of a place, whatever its name."""
    if kind == "PLACE":
        return digest("PLACE", sense)
    return digest(name_id, sense) if sense else name_id
