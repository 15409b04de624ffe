"""The facts stage: articles in, rows of the fact tables out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from dateline.errors import Rejected
from dateline.facts.extract import extractor_version
from dateline.facts.model import DEFAULT_MODEL
from dateline.facts.pool import Task, extract_all
from dateline.facts.row import rows

Row = dict[str, Any]

# The languages that the rules read. Articles in others are kept, without facts.
LANGUAGES = frozenset({"en"})


def extract_articles(
    articles: Sequence[Row],
    *,
    workers: int = 0,
    model: str = DEFAULT_MODEL,
    on_article: Callable[[], None] = lambda: None,
) -> tuple[list[Row], dict[str, list[Row]], list[Rejected]]:
    """Articles that were read, the rows of each fact table, and the articles whose text broke the extractor.

    `on_article` is called after each one.
    """
    version = extractor_version(model)
    by_id = {article["article_id"]: article for article in articles}
    read: list[Row] = []
    tables: dict[str, list[Row]] = {}
    rejected: list[Rejected] = []
    tasks = (
        Task(article["article_id"], article["text"], *_context(article))
        for article in by_id.values()
        if article["language"] in LANGUAGES
    )
    read.extend(article for article in by_id.values() if article["language"] not in LANGUAGES)
    for result in extract_all(tasks, workers=workers, model=model):
        article = by_id[result.key]
        if result.facts is None:
            rejected.append(_broken(article, result.error or "unknown error"))
        else:
            read.append(article)
            _extend(tables, rows(article, result.facts, version))
        on_article()
    return read, tables, rejected


def _context(article: Row) -> tuple[dt.date | None, str | None, str | None]:
    """The day that "Wednesday" is counted from, the title, and the outlet's country.

    The day we fetched a page says nothing about when it was written.
    """
    known = article["published_basis"] != "fetched"
    return article["published_on"] if known else None, article["title"], article["country"]


def _extend(tables: dict[str, list[Row]], more: Mapping[str, Iterable[Row]]) -> None:
    for name, new in more.items():
        tables.setdefault(name, []).extend(new)


def _broken(article: Row, error: str) -> Rejected:
    return Rejected(
        stage="facts",
        source_id=article["source_id"],
        location=article["url"] or f"{article['archive_file']}@{article['archive_offset']}",
        reason=f"the extractor failed on this text: {error}",
        next_step="report it with the text, which is in the archive; the other articles were loaded",
        article_id=article["article_id"],
        archive_file=article["archive_file"],
        archive_offset=article["archive_offset"],
    )
