"""The register of names, kept in the lake: what the articles say of each, so that linking need not read them all again.

A row of the register is a name in one sense. `news` tells which names' rows new articles can change, and `enter` which of them
did change in a way that linking can see; all others are as reading every article again would make them.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Sequence

import duckdb
import pyarrow as pa

from dateline.lake.connection import LAKE
from dateline.lake.entity import organization, person
from dateline.lake.entity.fold import digest, fold
from dateline.lake.entity.gather import collect_articles, company, temporary
from dateline.lake.entity.profile import Profile, evidence
from dateline.lake.entity.sense import suspicious

REGISTER = f"{LAKE}.meta.register"
# `keys` say which names of a block can be one person's: those that share one. `near` are the people beside it in the first
# articles that have it, and `settled_on` is the day of the last of these articles: NULL while there are fewer.
DDL = f"""
CREATE TABLE IF NOT EXISTS {REGISTER} (
    name_id VARCHAR NOT NULL, sense VARCHAR NOT NULL, block VARCHAR NOT NULL, type VARCHAR NOT NULL, name VARCHAR NOT NULL,
    first_seen DATE NOT NULL, roles VARCHAR[][] NOT NULL, aliases VARCHAR[] NOT NULL, near VARCHAR[] NOT NULL, settled_on DATE,
    keys VARCHAR[] NOT NULL
)
"""

# In so many articles, the first that have a person's full name, the people beside it count. Those of every article would
# make each mention of somebody who is in the news every day a reason to link the name again.
_FIRST = 10

# The name's roles in the articles of a table.
_ROLES = "[r.title, coalesce(r.organization, '')]"

# Abbreviations that articles use for organizations.
_ALIASES = "m.type = 'ORG' AND m.kind = 'name' AND m.quote <> m.name AND m.quote = upper(m.quote)"


def news(con: duckdb.DuckDBPyConnection, article_ids: Sequence[str]) -> set[str]:
    """The names of which these articles say what the register doesn't have."""
    con.register("new_rows", pa.table({"article_id": pa.array(article_ids, pa.string())}))
    con.execute("CREATE OR REPLACE TEMP TABLE new AS FROM new_rows")
    con.unregister("new_rows")
    collect_articles(con, "new")
    return {name_id for (name_id,) in con.execute(_NEWS).fetchall()} | _doubtful(con)


# Names in several senses, and those that only the single article can tell: each article has its own link.
_BY_ARTICLE = """
SELECT name_id FROM entity_links SEMI JOIN {names} USING (name_id)
WHERE article_id <> '*' OR (type <> 'PLACE' AND node_id <> name_id)
"""

_NEWS = f"""
SELECT name_id
FROM found AS f LEFT JOIN {REGISTER} AS r USING (name_id)
WHERE r.name_id IS NULL
    OR f.name < r.name
    OR f.published_on < r.first_seen
    OR (f.type = 'PERSON' AND contains(f.name, ' ') AND (r.settled_on IS NULL OR f.published_on <= r.settled_on))
    OR (f.type = 'PLACE' AND coalesce('geonames:' || f.geonames_id, f.country || ':' || name_id) <> r.sense)
UNION
FROM ({_BY_ARTICLE.format(names="found")})
UNION
SELECT r.entity_id FROM roles AS r SEMI JOIN new USING (article_id) JOIN {REGISTER} AS known ON known.name_id = r.entity_id
WHERE NOT list_contains(known.roles, {_ROLES})
UNION
SELECT m.entity_id FROM mentions AS m SEMI JOIN new USING (article_id) JOIN {REGISTER} AS known ON known.name_id = m.entity_id
WHERE {_ALIASES} AND NOT list_contains(known.aliases, m.quote)
"""


def _doubtful(con: duckdb.DuckDBPyConnection) -> set[str]:
    """The names that may be two people's, where the articles tell roles: these may part them, or show that they are one's."""
    found = con.execute(f"""
        SELECT name_id, roles FROM {REGISTER}
        WHERE len(roles) > 1 AND name_id IN (SELECT entity_id FROM roles SEMI JOIN new USING (article_id))
    """).fetchall()
    return {name_id for name_id, roles in found if suspicious(evidence(map(tuple, roles)))}


def enter(con: duckdb.DuckDBPyConnection) -> set[str]:
    """Put the names of the table `sensed` in the register, instead of what it had of them. Gives the names to link anew."""
    names = con.execute("SELECT name_id, min(type), min(name) FROM sensed GROUP BY name_id ORDER BY name_id").fetchall()
    entries = [{"name_id": key, "block": _block(kind, name), "keys": _keys(kind, name)} for key, kind, name in names]
    temporary(con, "entries", entries, _ENTRIES)
    con.execute(f"CREATE OR REPLACE TEMP TABLE entered AS {_ROWS}")
    con.execute(f"CREATE OR REPLACE TEMP TABLE before AS FROM {REGISTER} SEMI JOIN entries USING (name_id)")
    con.execute(f"DELETE FROM {REGISTER} WHERE name_id IN (SELECT name_id FROM entries)")
    con.execute(f"INSERT INTO {REGISTER} BY NAME FROM entered")
    return {name_id for (name_id,) in con.execute(_CHANGED).fetchall()}


_ENTRIES = pa.schema([("name_id", pa.string()), ("block", pa.string()), ("keys", pa.list_(pa.string()))])

# Who stands beside a name matters only where another name can be the same person's.
_CHANGED = f"""
WITH neighbours AS (
    SELECT name_id, sense, list_sort(near) AS near FROM entered EXCEPT SELECT name_id, sense, list_sort(near) FROM before
), moved AS (
    SELECT block, unnest(keys) AS key, name_id, sense FROM entered SEMI JOIN neighbours USING (name_id, sense)
), others AS (
    SELECT block, unnest(keys) AS key, name_id, sense FROM {REGISTER} WHERE block IN (SELECT block FROM moved)
), told AS (
    SELECT name_id, sense, name, first_seen, list_sort(roles) AS roles, list_sort(aliases) AS aliases, 0 AS side FROM entered
    UNION ALL
    SELECT name_id, sense, name, first_seen, list_sort(roles), list_sort(aliases), 1 FROM before
)
SELECT name_id FROM told GROUP BY name_id, sense, name, first_seen, roles, aliases HAVING count(*) = 1
UNION
SELECT moved.name_id FROM moved JOIN others USING (block, key)
WHERE (moved.name_id, moved.sense) <> (others.name_id, others.sense)
UNION
FROM ({_BY_ARTICLE.format(names="entries")})
"""

_ROWS = f"""
WITH held AS (
    SELECT s.name_id, s.sense, list(DISTINCT {_ROLES}) AS roles
    FROM sensed AS s JOIN roles AS r ON r.entity_id = s.name_id AND r.article_id = s.article_id
    GROUP BY ALL
), called AS (
    SELECT m.entity_id AS name_id, list(DISTINCT m.quote) AS aliases
    FROM mentions AS m SEMI JOIN entries ON m.entity_id = entries.name_id
    WHERE {_ALIASES}
    GROUP BY ALL
), first_articles AS (
    SELECT name_id, sense, article_id, published_on FROM sensed
    WHERE type = 'PERSON' AND contains(name, ' ')
    QUALIFY row_number() OVER (PARTITION BY name_id, sense ORDER BY published_on, article_id) <= {_FIRST}
), settled AS (
    SELECT name_id, sense, max(published_on) AS settled_on FROM first_articles GROUP BY ALL HAVING count(*) = {_FIRST}
), company AS (
    {company("first_articles")}
), beside AS (
    SELECT f.name_id, f.sense, list(DISTINCT c.entity_id) AS near
    FROM first_articles AS f JOIN company AS c ON c.article_id = f.article_id AND c.entity_id <> f.name_id
    GROUP BY ALL
), held_by AS (
    SELECT name_id, sense, min(type) AS type, min(name) AS name, min(published_on) AS first_seen FROM sensed GROUP BY ALL
)
SELECT
    name_id, sense, block, keys, type, name, first_seen, settled_on,
    coalesce(roles, []) AS roles, coalesce(aliases, []) AS aliases, coalesce(near, []) AS near
FROM held_by
JOIN entries USING (name_id)
LEFT JOIN held USING (name_id, sense)
LEFT JOIN called USING (name_id)
LEFT JOIN settled USING (name_id, sense)
LEFT JOIN beside USING (name_id, sense)
"""


def _block(kind: str, name: str) -> str:
    """What all names have in common that linking compares with each other."""
    if kind == "PERSON":
        return "P:" + person.block(name)
    if kind == "ORG":
        return "O:" + organization.block(name)
    return "L:" + fold(name)


def _keys(kind: str, name: str) -> list[str]:
    """What full names in a block have in common that can be one person's."""
    parsed = person.parse(name)
    return sorted(person.given_keys(parsed)) if kind == "PERSON" and parsed.full else []


def blocks(con: duckdb.DuckDBPyConnection, name_ids: Iterable[str]) -> tuple[list[list[Profile]], list[list[Profile]]]:
    """The blocks of people and of organizations that these names are in, without names that somebody split off.

    Makes the table `wanted`: the rows (name_id, sense, type, name) of the blocks, places among them.
    """
    temporary(con, "names", [{"name_id": key} for key in sorted(name_ids)], pa.schema([("name_id", pa.string())]))
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE wanted AS
        FROM {REGISTER} WHERE block IN (SELECT block FROM {REGISTER} SEMI JOIN names USING (name_id))
    """)
    rows = con.execute("""
        SELECT type, block, name_id, sense, name, first_seen, roles, aliases, near FROM wanted
        WHERE type <> 'PLACE' AND sense NOT IN (SELECT decision_id FROM entity_decisions)
        ORDER BY type, block, name_id, sense
    """).fetchall()
    found: dict[str, dict[str, list[Profile]]] = {"PERSON": defaultdict(list), "ORG": defaultdict(list)}
    for kind, block, name_id, sense, name, first_seen, roles, aliases, near in rows:
        profile = Profile(
            node=node_of(kind, name_id, sense),
            name_id=name_id,
            name=name,
            first_seen=first_seen,
            sense=sense,
            evidence=evidence(map(tuple, roles)),
            near=frozenset(near),
            aliases=frozenset(organization.parse(alias).acronym for alias in aliases),
        )
        found[kind][block].append(profile)
    return list(found["PERSON"].values()), list(found["ORG"].values())


@functools.lru_cache(200_000)
def node_of(kind: str, name_id: str, sense: str) -> str:
    """The id of a name in one sense; of a place, whatever its name."""
    if kind == "PLACE":
        return digest("PLACE", sense)
    return digest(name_id, sense) if sense else name_id
