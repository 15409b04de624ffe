"""From the names in the articles to entities: only the names of which new articles say something new are linked anew.

What the rules say of a name depends on what the register has of the names of its block alone, and that on nothing but what
stands in the lake, so that linking piece by piece gives what linking all at once would.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from dateline.facts.entities import lexicon
from dateline.lake.connection import LAKE
from dateline.lake.entity import cluster, register
from dateline.lake.entity.decision import Decisions, in_force
from dateline.lake.entity.fold import digest, fold, words
from dateline.lake.entity.gather import collect_names, roles_by, tell_senses, temporary
from dateline.lake.entity.profile import Evidence, Link, Profile, evidence
from dateline.lake.entity.register import REGISTER, node_of

Row = dict[str, Any]

# Raised when the rules change, so that everything is linked again.
RULES = 6

# In `article_id` of a link: all articles.
EVERY_ARTICLE = "*"

LINKED = f"{LAKE}.meta.linked"
TABLES = (REGISTER, LINKED)
DDL = (register.DDL, f"CREATE TABLE IF NOT EXISTS {LINKED} (article_id VARCHAR NOT NULL, scheme VARCHAR NOT NULL)")


@functools.cache
def scheme() -> str:
    """Which rules and word lists links are made by: links made by others are made again."""
    lists = [words(), lexicon.read("organizations"), lexicon.read("countries"), sorted(_given_names())]
    return f"{RULES}/{digest(*lists)}"


@functools.cache
def _given_names() -> frozenset[str]:
    return frozenset(fold(name) for name in lexicon.lexicon().given)


def unlinked_articles(con: duckdb.DuckDBPyConnection) -> list[str]:
    """The articles whose names were not linked yet, or by other rules."""
    rows = con.execute(
        f"SELECT article_id FROM articles ANTI JOIN (FROM {LINKED} WHERE scheme = ?) USING (article_id) ORDER BY article_id",
        [scheme()],
    )
    return [row[0] for row in rows.fetchall()]


def relink(con: duckdb.DuckDBPyConnection, article_ids: Sequence[str], name_ids: Sequence[str] = ()) -> None:
    """Link the names of which these articles say something new, these names, and all that share a block with one of them.

    Makes the temporary tables `wanted` (the ids of these names) and `linked` (their rows of `entity_links`), and marks the
    articles as linked.
    """
    decisions = in_force(con)
    _mark(con, article_ids)
    gathered = register.news(con, article_ids) | set(name_ids)
    _gather(con, gathered, decisions)
    changed = register.enter(con)
    people, organizations = register.blocks(con, changed | _namesakes(con, [*name_ids, *decisions.name_ids]))
    links, unclear = _cluster(con, people, organizations)
    _keep(con, _by_article(con, unclear), gathered, decisions)
    for row in decisions.splits:
        for node in (node_of(kind, row["other_name_id"], row["decision_id"]) for kind in ("PERSON", "PLACE")):
            links[node] = Link(node, "split", 1.0)
    if unclear:
        _alone(con, unclear, links)
    merged = decisions.merged(links)
    for node, link in links.items():
        if link.entity_id in merged:
            links[node] = Link(merged[link.entity_id], "merge", 1.0)
    _make_rows(con, links)


def _gather(con: duckdb.DuckDBPyConnection, name_ids: Iterable[str], decisions: Decisions) -> None:
    """Make the table `sensed` of these names."""
    temporary(con, "names", [{"name_id": key} for key in sorted(name_ids)], pa.schema([("name_id", pa.string())]))
    collect_names(con, "names")
    tell_senses(con, decisions)


def _keep(con: duckdb.DuckDBPyConnection, name_ids: set[str], gathered: set[str], decisions: Decisions) -> None:
    """Let `sensed` be of these names alone: of those that were gathered already it has the rows."""
    temporary(con, "kept", [{"name_id": key} for key in sorted(name_ids)], pa.schema([("name_id", pa.string())]))
    con.execute("CREATE OR REPLACE TEMP TABLE sensed_before AS FROM sensed SEMI JOIN kept USING (name_id)")
    if missing := name_ids - gathered:
        _gather(con, missing, decisions)
        con.execute("INSERT INTO sensed BY NAME FROM sensed_before")
    else:
        con.execute("CREATE OR REPLACE TEMP TABLE sensed AS FROM sensed_before")


def _namesakes(con: duckdb.DuckDBPyConnection, name_ids: Sequence[str]) -> set[str]:
    """These names, and all that stand for the same nodes: what is decided of one is decided of them."""
    rows = con.execute(
        """SELECT name_id FROM entity_links WHERE node_id IN (
               SELECT node_id FROM entity_links WHERE name_id IN (SELECT unnest($names))
           )""",
        {"names": list(name_ids)},
    ).fetchall()
    return {*name_ids, *(name_id for (name_id,) in rows)}


def _by_article(con: duckdb.DuckDBPyConnection, unclear: Iterable[str]) -> set[str]:
    """The names in the blocks whose entity depends on the article."""
    several = con.execute("SELECT name_id FROM wanted GROUP BY name_id HAVING count(*) > 1").fetchall()
    return {*unclear, *(name_id for (name_id,) in several)}


def _mark(con: duckdb.DuckDBPyConnection, article_ids: Sequence[str]) -> None:
    if con.execute(f"SELECT count(*) FROM {LINKED} WHERE scheme <> ?", [scheme()]).fetchone() != (0,):
        con.execute(f"DELETE FROM {REGISTER}")
    con.execute(f"DELETE FROM {LINKED} WHERE article_id IN (SELECT unnest(?))", [list(article_ids)])
    con.execute(f"INSERT INTO {LINKED} SELECT unnest(?), ?", [list(article_ids), scheme()])


def _cluster(
    con: duckdb.DuckDBPyConnection, people: Iterable[list[Profile]], organizations: Iterable[list[Profile]]
) -> tuple[dict[str, Link], dict[str, list[tuple[str, Evidence]]]]:
    """Cluster the blocks: links by node, and the names that only their article can tell."""
    links: dict[str, Link] = {}
    unclear: dict[str, list[tuple[str, Evidence]]] = {}
    given = _given_names()
    for block in people:
        found = cluster.people(block, given)
        links |= found.links
        unclear |= found.unclear
    for block in organizations:
        links |= cluster.organizations(block).links
    for (sense,) in con.execute("SELECT DISTINCT sense FROM wanted WHERE type = 'PLACE'").fetchall():
        node = digest("PLACE", sense)
        links[node] = Link(node, "place" if ":" in sense else "name", 1.0)
    return links, unclear


def _alone(
    con: duckdb.DuckDBPyConnection, unclear: dict[str, list[tuple[str, Evidence]]], links: dict[str, Link]
) -> None:
    """Link names whose bearer only the article can tell, article by article; one that it doesn't tell is an entity of its own."""
    temporary(con, "unclear", [{"name_id": key} for key in sorted(unclear)], pa.schema([("name_id", pa.string())]))
    con.execute("""
        UPDATE sensed SET sense = sense || canonical_id FROM unclear
        WHERE unclear.name_id = sensed.name_id AND sensed.sense NOT IN (SELECT decision_id FROM entity_decisions)
    """)
    roles = roles_by(con, "GROUP BY name_id, sense", "name_id, sense", "SEMI JOIN unclear USING (name_id)", of="sensed")
    for name_id, sense in con.execute(
        "SELECT DISTINCT name_id, sense FROM sensed SEMI JOIN unclear USING (name_id)"
    ).fetchall():
        node = node_of("PERSON", name_id, sense)
        if node not in links:
            chosen = cluster.choose(evidence(roles.get((name_id, sense), ())), unclear[name_id])
            links[node] = chosen or Link(node, "article", 1.0)


_NODE_SCHEMA = pa.schema([
    ("name_id", pa.string()), ("sense", pa.string()), ("node_id", pa.string()),
    ("entity_id", pa.string()), ("method", pa.string()), ("score", pa.float64()),
])  # fmt: skip


def _make_rows(con: duckdb.DuckDBPyConnection, links: dict[str, Link]) -> None:
    """Make the table `linked`: one row for a name of one entity; for a name of several, one row an article."""
    nodes = []
    for name_id, sense, kind in con.execute("""
        SELECT name_id, sense, min(type) FROM (
            SELECT name_id, sense, type FROM wanted ANTI JOIN sensed USING (name_id)
            UNION ALL SELECT name_id, sense, type FROM sensed
        ) GROUP BY ALL ORDER BY ALL
    """).fetchall():
        node = node_of(kind, name_id, sense)
        link = links[node]
        columns = {"entity_id": link.entity_id, "method": link.method, "score": link.score}
        nodes.append({"name_id": name_id, "sense": sense, "node_id": node, **columns})
    temporary(con, "nodes", nodes, _NODE_SCHEMA)
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE linked AS
        WITH called AS (SELECT name_id, min(name) AS name, min(type) AS type FROM wanted GROUP BY name_id),
        plain AS (SELECT name_id FROM nodes GROUP BY name_id HAVING count(*) = 1)
        SELECT name_id, '{EVERY_ARTICLE}' AS article_id, entity_id, type, name, node_id, method, score
        FROM nodes SEMI JOIN plain USING (name_id) JOIN called USING (name_id)
        UNION ALL
        SELECT name_id, s.article_id, entity_id, c.type, c.name, node_id, method, score
        FROM sensed AS s JOIN nodes USING (name_id, sense) JOIN called AS c USING (name_id) ANTI JOIN plain USING (name_id)
    """)
