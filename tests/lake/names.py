"""Articles with nothing but names in them, for the linking of names across articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tests.newsroom import Row, article, fact, statement

from dateline.facts.row import entity_id


def tables(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Row]]:
    """The tables of the articles that the rows (as in tests/cases/linking) describe."""
    by_article: dict[Any, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_article.setdefault(row["article"], []).append(row)
    found: dict[str, list[Row]] = {table: [] for table in ("articles", "mentions", "roles", "statements")}
    for number, named in by_article.items():
        text = f"Article {number}. " + " ".join(
            f"{row['of'] + chr(39) + 's ' if 'of' in row else ''}{row['name']} said word{i}."
            for i, row in enumerate(named)
        )
        day = 1 + int(number) % 28 if isinstance(number, int) else 1
        of = article(str(number), text, f"2025-03-{day:02}")
        found["articles"].append(of)
        for index, row in enumerate(named):
            _facts(found, of, index, row)
    return found


def _facts(found: dict[str, list[Row]], of: Row, index: int, row: Mapping[str, Any]) -> None:
    kind, name = row.get("type", "PERSON"), row["name"]
    key = entity_id(kind, name)
    columns = {"type": kind, "kind": "name", "name": name, "entity_id": key}
    columns |= {"country": row.get("country"), "geonames_id": row.get("geonames")}
    found["mentions"].append(fact("mentions", of, name, **columns))
    if "title" in row:
        role = {"person": name, "entity_id": key, "title": row["title"], "organization": row.get("for")}
        found["roles"].append(fact("roles", of, name, status="current", **role))
    if kind == "PERSON":
        found["statements"].append(statement(of, name, f"word{index}", entity_id=key))


def batches(tables: Mapping[str, Sequence[Row]], articles: Sequence[Row], size: int) -> Iterable[dict[str, list[Row]]]:
    """The tables in batches of so many articles, in the order given."""
    for start in range(0, len(articles), size):
        ids = {of["article_id"] for of in articles[start : start + size]}
        yield {table: [row for row in rows if row["article_id"] in ids] for table, rows in tables.items()}
