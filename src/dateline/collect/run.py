"""Collect a source of any kind, and check whether that would work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from dateline.collect.archive import Archive
from dateline.collect.feed import LOCAL, parse_feed
from dateline.collect.fetch import Fetcher
from dateline.collect.folder import collect_folder, list_files
from dateline.collect.item import Item
from dateline.collect.source import FeedSource, FolderSource, PagesSource, Source
from dateline.collect.web import Collector, read_feed_file
from dateline.errors import InputError, Rejected, SourceError
from dateline.settings import Settings


def collect(source: Source, settings: Settings, archive: Archive, *, now: datetime) -> Iterator[Item | Rejected]:
    """What the source holds now, archived, and what of it can't be used. `now` is an aware datetime.

    What breaks one page, file or line never stops the others. SourceError if the source as a whole can't be read,
    SettingsError if the archive can't be written. If the source gives fewer or more items than its definition asserts, the
    last thing that comes says so.
    """
    count = 0
    for got in _collect(source, settings, archive, now):
        count += isinstance(got, Item)
        yield got
    low, high = source.assertions.min_items, source.assertions.max_items
    if (low is not None and count < low) or (high is not None and count > high):
        expected = f"at least {low}" if low is not None and count < low else f"at most {high}"
        yield Rejected(
            "collect",
            source.id,
            source.where,
            f"the source gave {count} items, and its definition asserts {expected}",
            "see whether the site has changed, and correct the definition",
            column_name="assertions",
            value=count,
        )


def _collect(source: Source, settings: Settings, archive: Archive, now: datetime) -> Iterator[Item | Rejected]:
    match source:
        case FolderSource():
            yield from collect_folder(source, settings, archive, now=now)
        case FeedSource() | PagesSource():
            with Fetcher(settings, source.request_interval) as fetcher:
                collector = Collector(source, fetcher, archive, now)
                if isinstance(source, FeedSource):
                    yield from collector.collect_feed(source)
                else:
                    yield from collector.collect_pages(source)
        case _:
            raise SourceError(f"there is no way to collect the kind {source.kind!r}", where=source.where)


def check(source: Source, settings: Settings | None = None) -> str:
    """What there is to collect, in a few words: "12 files", "a feed of 20 entries". SourceError if it can't be collected.

    With settings, sources on the web are asked; without, they are taken on trust.
    """
    if isinstance(source, FolderSource):
        return _count(len(list_files(source)), "file")
    try:
        if isinstance(source, FeedSource) and source.path is not None:
            return f"a feed of {_count(len(parse_feed(read_feed_file(source), LOCAL)), 'entry')}"
        urls = source.urls if isinstance(source, PagesSource) else [getattr(source, "url", "")]
        if settings is None:
            return _count(len(urls), "address") + ", not asked"
        with Fetcher(settings, source.request_interval) as fetcher:
            page = fetcher.get(urls[0])
        if isinstance(source, FeedSource):
            return f"a feed of {_count(len(parse_feed(page.content, page.url)), 'entry')}"
        return _count(len(urls), "address") + ", the first one answers"
    except InputError as error:
        raise SourceError(error.what, where=f"{source.where}, {error.where}", next_step=error.next_step) from error


def _count(number: int, what: str) -> str:
    plural = {"entry": "entries", "address": "addresses"}.get(what, f"{what}s")
    return f"{number} {what if number == 1 else plural}"
