"""Pages from web servers, politely: robots.txt, a pause between requests to a host, conditional requests, bounded retries."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from types import TracebackType
from urllib.parse import urljoin, urlsplit

import httpx
from hishel import CacheOptions, SqliteStorage
from hishel.httpx import CacheClient
from protego import Protego

from dateline.collect.source import is_web_address
from dateline.errors import InputError
from dateline.settings import Settings

# What is read; a page of any other type is not downloaded.
READABLE = {
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "text/xml",
    "application/xml",
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/octet-stream",
    "",
}
_RETRIED = {429, 500, 502, 503, 504}
_REDIRECTS = {301, 302, 303, 307, 308}
_ATTEMPTS = 4
_MAX_REDIRECTS = 10
# A server that asks for a longer pause than this many seconds is left alone for this run.
_MAX_RETRY_AFTER = 60.0
_MAX_CRAWL_DELAY = 30.0
# A server may take this many times the time-out for the whole page: drips of bytes must not hold a run up for ever.
_MAX_TIMEOUTS_A_PAGE = 10


@dataclass(frozen=True)
class Fetched:
    """A response, read whole. `headers` are as received, but `content` is decoded. `url` is where it was in the end."""

    url: str
    code: int
    reason: str
    headers: httpx.Headers
    media_type: str
    charset: str | None
    content: bytes

    @property
    def status(self) -> str:
        """Code and reason: "200 OK"."""
        return f"{self.code} {self.reason}".strip()

    @property
    def target(self) -> str | None:
        """Where it redirects to; None if it doesn't."""
        location = self.headers.get("location")
        return urljoin(self.url, location) if location and self.code in _REDIRECTS else None


class Throttle:
    """Keeps requests to one host apart, whichever threads and sources make them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._free: dict[str, float] = {}

    def wait(self, host: str, interval: float) -> None:
        """Wait for this host's next turn; the one after it is `interval` seconds later."""
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._free.get(host, now))
            self._free[host] = turn + interval
        time.sleep(turn - now)


# Politeness is owed by the process: two sources on one host share its turns.
_THROTTLE = Throttle()


class Fetcher:
    """An HTTP client for one source; a context manager. Threads may share it.

    Pages are kept in `cache/http.sqlite` in the home folder and asked for conditionally, so that an unchanged page isn't
    sent again. `interval` is in seconds; None means the setting. `backoff` is the pause before the first retry, in
    seconds; it doubles with each.
    """

    def __init__(self, settings: Settings, interval: float | None = None, *, backoff: float = 1.0) -> None:
        self.settings = settings
        self.interval = settings.request_interval if interval is None else interval
        self.backoff = backoff
        self._robots: dict[str, Protego | InputError] = {}
        self._client = CacheClient(
            headers={"User-Agent": settings.user_agent, "Accept": "text/html, application/xml;q=0.9, */*;q=0.5"},
            timeout=settings.request_timeout,
            storage=SqliteStorage(
                database_path=settings.home / "cache" / "http.sqlite", max_stream_size=settings.max_download_bytes
            ),
            rfc=CacheOptions(shared=False),
        )

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def get(self, url: str) -> Fetched:
        """Fetch a page, status 200. InputError, whose `what` says why, if it can't be had or robots.txt forbids it."""
        page = self._follow(url, READABLE, self._permit)
        if page.code != HTTPStatus.OK:
            raise _failure(page, url)
        return page

    def _follow(self, url: str, readable: set[str] | None, permit: Callable[[str], float]) -> Fetched:
        """Where redirects lead in the end; each address on the way must be permitted."""
        next_step = "open the page in a browser and correct its address"
        address = url
        for _ in range(_MAX_REDIRECTS):
            page = self._send(address, permit(address), readable)
            if page.target is None:
                return page
            address = page.target
            if not is_web_address(address):
                raise InputError(f"redirects to {address}", where=url, next_step=next_step)
        raise InputError("redirects without end", where=url, next_step=next_step)

    def _permit(self, url: str) -> float:
        """Seconds to keep between requests to the page's host. InputError if its robots.txt forbids the page."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            self._robots[origin] = self._read_robots(origin)
        rules = self._robots[origin]
        if isinstance(rules, InputError):
            raise InputError(rules.what, where=url, next_step=rules.next_step)
        agent = self.settings.user_agent.split("/")[0]
        if not rules.can_fetch(url, agent):
            next_step = "ask the publisher for permission, or take the page out of the source"
            raise InputError(
                "the site's robots.txt asks programs not to read this page", where=url, next_step=next_step
            )
        return max(self.interval, min(float(rules.crawl_delay(agent) or 0), _MAX_CRAWL_DELAY))

    def _read_robots(self, origin: str) -> Protego | InputError:
        """The site's rules, as RFC 9309 reads them: none if it has no such file; no access while it can't be had."""
        address = f"{origin}/robots.txt"
        try:
            file = self._follow(address, None, lambda _: self.interval)
        except InputError as error:
            return error
        if file.code >= HTTPStatus.INTERNAL_SERVER_ERROR or file.code == HTTPStatus.TOO_MANY_REQUESTS:
            return _failure(file, address)
        return Protego.parse(file.content.decode("utf-8", "replace") if file.code == HTTPStatus.OK else "")

    def _send(self, url: str, interval: float, readable: set[str] | None) -> Fetched:
        """The response of as many attempts as it takes, or as make sense, whatever its status."""
        host = urlsplit(url).netloc
        for attempt in range(1, _ATTEMPTS + 1):
            pause = self.backoff * 2 ** (attempt - 1)
            _THROTTLE.wait(host, interval)
            try:
                page = self._receive(url, readable)
            except (
                httpx.UnsupportedProtocol,
                httpx.LocalProtocolError,
                httpx.DecodingError,
                httpx.InvalidURL,
            ) as error:
                raise InputError(f"can't be fetched: {error}", where=url, next_step="correct the address") from error
            except httpx.TransportError as error:
                if attempt == _ATTEMPTS:
                    raise self._unreachable(error, url) from error
            else:
                wanted = _retry_after(page)
                if page.code not in _RETRIED or attempt == _ATTEMPTS or wanted > _MAX_RETRY_AFTER:
                    break
                pause = max(pause, wanted)
            time.sleep(pause)
        return page

    def _receive(self, url: str, readable: set[str] | None) -> Fetched:
        """One request. InputError for a page that is too large or of a type that isn't read."""
        limit = self.settings.max_download_bytes
        deadline = time.monotonic() + self.settings.request_timeout * _MAX_TIMEOUTS_A_PAGE
        # "no-cache": ask the server whether the page has changed, however long it said that it would stay as it is.
        with self._client.stream("GET", url, headers={"Cache-Control": "no-cache"}) as response:
            media_type = response.headers.get("content-type", "").split(";")[0].strip().lower()
            if response.is_success and readable is not None and media_type not in readable:
                next_step = "give the address of an HTML page, a plain text or a feed"
                raise InputError(f"the type {media_type} is not read", where=url, next_step=next_step)
            content = bytearray()
            for chunk in response.iter_bytes():
                content += chunk
                if len(content) > limit:
                    next_step = "if this is an article, raise DATELINE_MAX_DOWNLOAD_BYTES"
                    raise InputError(f"too large: more than {limit:,} bytes", where=url, next_step=next_step)
                if time.monotonic() > deadline:
                    raise httpx.ReadTimeout("too slow", request=response.request)
        reason, charset = response.reason_phrase, response.charset_encoding
        return Fetched(url, response.status_code, reason, response.headers, media_type, charset, bytes(content))

    def _unreachable(self, error: httpx.TransportError, url: str) -> InputError:
        what = "no connection: " + str(error).split("] ")[-1]  # without the system's error number
        if isinstance(error, httpx.TimeoutException):
            what = f"no answer within {self.settings.request_timeout:g} seconds, tried {_ATTEMPTS} times"
        return InputError(
            what, where=url, next_step="see that the address is right and the network is up, then run again"
        )


def _failure(page: Fetched, url: str) -> InputError:
    if page.code in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        next_step = "correct the address, or take it out of the source"
    elif page.code in {HTTPStatus.UNAUTHORIZED, HTTPStatus.PAYMENT_REQUIRED, HTTPStatus.FORBIDDEN}:
        next_step = "the page isn't open to programs: ask the publisher, or take it out of the source"
    else:
        next_step = "run again later; if it stays so, open the page in a browser and correct its address"
    return InputError(f"the server answers {page.status}", where=url, next_step=next_step)


def _retry_after(page: Fetched) -> float:
    """Seconds that the server asks to wait: 0 if it doesn't."""
    wanted = page.headers.get("retry-after", "")
    if wanted.isdigit():
        return float(wanted)
    try:
        return (parsedate_to_datetime(wanted) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError):
        return 0.0
