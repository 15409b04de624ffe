"""Pages on the web, listed or linked from a feed, and feeds in files with their pages beside them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from dateline.collect.archive import Archive, Position
from dateline.collect.feed import LOCAL, Entry, parse_feed
from dateline.collect.fetch import Fetched, Fetcher
from dateline.collect.folder import collect_file, show
from dateline.collect.item import Item
from dateline.collect.sniff import binary, is_feed, is_page
from dateline.collect.source import FeedSource, PagesSource, Source, is_web_address
from dateline.errors import InputError, Rejected, SourceError

# Hosts that are asked at the same time. Each is asked one thing at a time.
THREADS = 8

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True)
class Page:
    """A page to fetch, its name within the source, and what is known about it."""

    url: str
    key: str
    metadata: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Collector:
    """What fetching the pages of a source takes."""

    source: Source
    fetcher: Fetcher
    archive: Archive
    now: datetime

    def collect_pages(self, source: PagesSource) -> Iterator[Item | Rejected]:
        """The pages in the order of the definition; in place of a feed among them, the pages that it links to."""
        pages = [Page(url, url) for url in dict.fromkeys(source.urls)]
        for got in self._fetch_all(pages):
            if isinstance(got, Fetched):
                yield from self._collect_entries(got.content, got.url)
            else:
                yield got

    def collect_feed(self, source: FeedSource) -> Iterator[Item | Rejected]:
        """The pages that the feed links to: files beside it first, then pages on the web, each in the feed's order.

        A feed on the web that can't be had, or that is none, is rejected. SourceError if a feed's file can't be read.
        """
        if source.path is not None:
            content = read_feed_file(source)
            uri = source.path.resolve().as_uri()
            self.archive.write(content, uri=uri, media_type="application/xml", fetched_at=self.now)
            yield from self._collect_entries(content, LOCAL, source.path)
        elif source.url is not None:
            try:
                feed = self.fetcher.get(source.url)
            except InputError as error:
                yield self._reject(source.url, error.what, error.next_step)
                return
            self._keep(feed)
            yield from self._collect_entries(feed.content, feed.url)

    def _collect_entries(self, content: bytes, address: str, file: Path | None = None) -> Iterator[Item | Rejected]:
        """The pages of a feed. `file` is the feed itself, if it is one: then its links may name files beside it."""
        location = show(file) if file else address
        try:
            entries = parse_feed(content, address)
        except InputError as error:
            yield self._reject(location, error.what, error.next_step)
            return
        pages: dict[str, Page] = {}
        for number, entry in enumerate(entries, 1):
            link = entry.link or ""
            if file and link.startswith(LOCAL):
                yield self._collect_beside(file, entry, link)
            elif is_web_address(link):
                pages.setdefault(link, Page(link, entry.key, entry.metadata))
            else:
                reason = f"links to {link}, which is no http address" if link else "has no link"
                next_step = "tell the publisher; the feed's other entries were read"
                yield self._reject(f"{location}, entry {number}", f"the entry {reason}", next_step)
        for got in self._fetch_all(list(pages.values())):
            if isinstance(got, Fetched):
                yield self._reject(got.url, "a feed, not an article", "make it a source of its own")
            else:
                yield got

    def _collect_beside(self, feed: Path, entry: Entry, link: str) -> Item | Rejected:
        """A file that a feed's entry names, relative to the feed's folder."""
        name = unquote(urlsplit(link).path).lstrip("/")
        page = feed.parent / name
        if "\0" in name or not page.resolve().is_relative_to(feed.parent.resolve()):
            return self._reject(show(feed), f"links to {name!r}, outside the feed's folder", "correct the feed's link")
        settings = self.fetcher.settings
        return collect_file(
            page,
            entry.key,
            self.source,
            settings,
            self.archive,
            now=self.now,
            url=entry.permalink,
            metadata=entry.metadata,
        )

    def _fetch_all(self, pages: Sequence[Page]) -> Iterator[Item | Rejected | Fetched]:
        return map_by_host(self._fetch, pages, lambda page: urlsplit(page.url).netloc, threads=THREADS)

    def _fetch(self, page: Page) -> Item | Rejected | Fetched:
        """Fetch and archive a page. A feed is returned as it was fetched."""
        try:
            fetched = self.fetcher.get(page.url)
        except InputError as error:
            return self._reject(page.url, error.what, error.next_step)
        if not fetched.content.strip():
            return self._reject(page.url, "the page is empty", "open it in a browser and correct its address")
        archived = self._keep(fetched)
        if is_feed(fetched.content):
            return fetched
        media_type = _media_type(fetched)
        if media_type is None:
            what = binary(fetched.content) or "XML but no page"
            next_step = "give the address of an HTML page, a plain text or a feed"
            reject = partial(self._reject, archive_file=archived.file, archive_offset=archived.offset)
            return reject(page.url, f"not an article but {what}", next_step)
        charset = {"charset": fetched.charset} if fetched.charset else {}
        return Item(
            self.source.id,
            page.key,
            page.url,
            media_type,
            archived.file,
            archived.offset,
            self.now,
            outlet=self.source.outlet,
            url=fetched.url,
            metadata=self.source.stated | page.metadata | charset,
        )

    def _keep(self, fetched: Fetched) -> Position:
        return self.archive.write(
            fetched.content,
            uri=fetched.url,
            media_type=fetched.media_type,
            fetched_at=self.now,
            status=fetched.status,
            headers=fetched.headers.multi_items(),
        )

    def _reject(self, location: str, reason: str, next_step: str | None, **details: Any) -> Rejected:
        return Rejected("collect", self.source.id, location, reason, next_step, **details)


def read_feed_file(source: FeedSource) -> bytes:
    """The bytes of a feed that is a file. SourceError if it can't be read."""
    assert source.path is not None, "for feeds that are files"
    try:
        return source.path.read_bytes()
    except OSError as error:
        problem = f"the feed {show(source.path)} can't be read: {error.strerror or error}"
        next_step = "correct the path; in a definition it is relative to the definition's own folder"
        raise SourceError(problem, where=source.where, next_step=next_step) from error


def map_by_host(work: Callable[[T], R], jobs: Sequence[T], host: Callable[[T], str], *, threads: int) -> Iterator[R]:
    """The results of `work` in the order of the jobs. Several hosts are worked on at once, each job by job."""
    results: list[Future[R]] = [Future() for _ in jobs]
    by_host: dict[str, list[int]] = {}
    for index, job in enumerate(jobs):
        by_host.setdefault(host(job), []).append(index)
    stop = threading.Event()

    def work_on(indexes: list[int]) -> None:
        for index in indexes:
            if stop.is_set():
                return
            try:
                results[index].set_result(work(jobs[index]))
            except BaseException as error:  # the reader of the results gets it
                results[index].set_exception(error)

    with ThreadPoolExecutor(threads, thread_name_prefix="fetch") as pool:
        for indexes in by_host.values():
            pool.submit(work_on, indexes)
        try:
            for result in results:
                yield result.result()
        finally:
            stop.set()


def _media_type(fetched: Fetched) -> str | None:
    """What to read the page as; None if it is neither HTML nor text."""
    if binary(fetched.content):
        return None
    if fetched.media_type in {"text/html", "application/xhtml+xml"} or is_page(fetched.content):
        return "text/html"
    return "text/plain" if fetched.media_type in {"text/plain", "application/octet-stream", ""} else None
