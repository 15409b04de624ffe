"""Pages and feeds from a real web server on loopback."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.collect.webserver import Answer, Site

from dateline.collect import FeedSource, Item, PagesSource, check
from dateline.collect.web import map_by_host
from dateline.errors import Rejected, SourceError
from dateline.settings import Settings

PAGE = (
    "<!doctype html><html><body><p>The bridge will open on Friday, the mayor said. Ça ira.</p></body></html>".encode()
)
HTML = {"Content-Type": "text/html; charset=utf-8"}
XML = {"Content-Type": "application/rss+xml"}

Gather = Callable[..., tuple[list[Item], list[Rejected]]]
Read = Callable[[Item], bytes]


def pages(site: Site, *paths: str) -> PagesSource:
    return PagesSource(id="town", urls=tuple(site.url + path for path in paths), outlet="The Town Crier", language="en")


def rss(*items: str) -> Answer:
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Town</title>{"".join(items)}</channel></rss>'
    return Answer(body.encode(), headers=XML)


def test_a_page_is_archived_and_described(site: Site, gather: Gather, read: Read) -> None:
    site["/a"] = Answer(PAGE)
    [item], rejected = gather(pages(site, "/a"))
    assert not rejected
    assert read(item) == PAGE
    assert (item.url, item.key, item.location) == (site.url + "/a",) * 3
    assert (item.media_type, item.outlet, item.source_id) == ("text/html", "The Town Crier", "town")
    assert item.metadata == {"language": "en", "charset": "utf-8"}


def test_a_bad_page_does_not_stop_the_good_ones(site: Site, gather: Gather) -> None:
    site["/a"] = Answer(PAGE)
    site["/c"] = Answer(PAGE)
    items, [bad] = gather(pages(site, "/a", "/b", "/c"))
    assert [item.url for item in items] == [site.url + "/a", site.url + "/c"]
    assert (bad.location, bad.reason) == (site.url + "/b", "the server answers 404 Not Found")
    assert len(site.asked("/b")) == 1


def test_a_server_that_stumbles_is_asked_again(site: Site, gather: Gather) -> None:
    site["/a"] = [Answer(status=500), Answer(status=429, headers={"Retry-After": "0"}), Answer(PAGE)]
    items, rejected = gather(pages(site, "/a"))
    assert (len(items), len(rejected)) == (1, 0)
    assert len(site.asked("/a")) == 3


def test_retries_end(site: Site, gather: Gather) -> None:
    site["/a"] = Answer(status=503)
    items, [bad] = gather(pages(site, "/a"))
    assert not items
    assert bad.reason == "the server answers 503 Service Unavailable"
    assert len(site.asked("/a")) == 4


@pytest.mark.parametrize("wanted", ["3600", "Wed, 01 Jan 2200 00:00:00 GMT"])
def test_a_server_that_wants_a_long_pause_is_left_alone(site: Site, gather: Gather, wanted: str) -> None:
    site["/a"] = Answer(status=429, headers={"Retry-After": wanted})
    _, [bad] = gather(pages(site, "/a"))
    assert bad.reason == "the server answers 429 Too Many Requests"
    assert len(site.asked("/a")) == 1


def test_redirects_are_followed(site: Site, gather: Gather) -> None:
    site["/old"] = Answer(status=301, headers={"Location": "/new"})
    site["/new"] = Answer(PAGE)
    [item], _ = gather(pages(site, "/old"))
    assert (item.url, item.key) == (site.url + "/new", site.url + "/old")


@pytest.mark.parametrize(
    ("target", "reason"), [("/a", "without end"), ("file:///etc/hostname", "file:///etc/hostname")]
)
def test_redirects_that_lead_nowhere(site: Site, gather: Gather, target: str, reason: str) -> None:
    site["/a"] = Answer(status=302, headers={"Location": target})
    items, [bad] = gather(pages(site, "/a"))
    assert not items
    assert reason in bad.reason


def test_robots_txt_is_obeyed_on_every_address_of_the_way(site: Site, gather: Gather) -> None:
    site["/robots.txt"] = Answer(b"User-agent: dateline\nDisallow: /private\n", headers={"Content-Type": "text/plain"})
    site["/a"] = Answer(PAGE)
    site["/b"] = Answer(status=302, headers={"Location": "/private/b"})
    site["/private/b"] = Answer(PAGE)
    items, rejected = gather(pages(site, "/a", "/private/b", "/b"))
    assert [item.url for item in items] == [site.url + "/a"]
    assert ["robots.txt" in bad.reason for bad in rejected] == [True, True]
    assert not site.asked("/private/b")
    assert len(site.asked("/robots.txt")) == 1


def test_unknown_rules_are_no_permission(site: Site, gather: Gather) -> None:
    site["/robots.txt"] = Answer(status=503)
    site["/a"] = Answer(PAGE)
    items, [bad] = gather(pages(site, "/a"))
    assert not items
    assert bad.reason == "the server answers 503 Service Unavailable"
    assert not site.asked("/a")


def test_a_slow_server_is_given_up(site: Site, settings: Settings, gather: Gather) -> None:
    site["/a"] = Answer(PAGE, pause=0.5)
    _, [bad] = gather(pages(site, "/a"), config=settings.model_copy(update={"request_timeout": 0.05}))
    assert bad.reason == "no answer within 0.05 seconds, tried 4 times"


def test_an_unreachable_server_is_named(settings: Settings, gather: Gather) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    items, rejected = gather(PagesSource(id="none", urls=(f"http://127.0.0.1:{port}/a", f"http://127.0.0.1:{port}/b")))
    assert not items
    assert all(bad.reason.startswith("no connection") and bad.next_step for bad in rejected)
    assert len(rejected) == 2


def test_a_page_that_is_too_large_is_not_read_further(site: Site, gather: Gather) -> None:
    site["/a"] = Answer(b"x" * 20_000)
    bomb = {**HTML, "Content-Encoding": "gzip"}
    site["/b"] = Answer(gzip.compress(b"x" * 20_000), headers=bomb)
    items, rejected = gather(pages(site, "/a", "/b"))
    assert not items
    assert [bad.reason for bad in rejected] == ["too large: more than 10,000 bytes"] * 2


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer(PAGE, headers={"Content-Type": "image/jpeg"}), "the type image/jpeg is not read"),
        (Answer(b"%PDF-1.7\n...", headers=HTML), "not an article but a PDF file"),
        (Answer(b"\0\1\2\3", headers={}), "not an article but binary data"),
        (
            Answer(b"<?xml version='1.0'?><note/>", headers={"Content-Type": "text/xml"}),
            "not an article but XML but no page",
        ),
        (Answer(b" \n", headers=HTML), "the page is empty"),
        (Answer(b"not gzip", headers={**HTML, "Content-Encoding": "gzip"}), "can't be fetched"),
    ],
)
def test_what_is_no_article(site: Site, gather: Gather, answer: Answer, reason: str) -> None:
    site["/a"] = answer
    items, [bad] = gather(pages(site, "/a"))
    assert not items
    assert bad.reason.startswith(reason)
    assert bad.next_step


@pytest.mark.parametrize(
    ("answer", "media_type"),
    [
        (Answer(PAGE, headers={"Content-Type": "application/octet-stream"}), "text/html"),
        (Answer(PAGE, headers={"Content-Type": "application/xml"}), "text/html"),
        (Answer(b"The bridge is open.", headers={"Content-Type": "text/plain"}), "text/plain"),
        (Answer(b"The bridge is open.", headers={}), "text/plain"),
    ],
)
def test_what_a_page_is_read_as(site: Site, gather: Gather, answer: Answer, media_type: str) -> None:
    site["/a"] = answer
    [item], _ = gather(pages(site, "/a"))
    assert item.media_type == media_type


def test_compressed_pages_are_archived_as_they_read(site: Site, gather: Gather, read: Read) -> None:
    site["/a"] = Answer(gzip.compress(PAGE), headers={**HTML, "Content-Encoding": "gzip"})
    [item], _ = gather(pages(site, "/a"))
    assert read(item) == PAGE


def test_an_unchanged_page_is_neither_sent_nor_archived_again(site: Site, gather: Gather, settings: Settings) -> None:
    site["/a"] = Answer(PAGE, headers={**HTML, "ETag": '"1"', "Cache-Control": "max-age=3600"})
    [first], _ = gather(pages(site, "/a"), "one")
    [second], _ = gather(pages(site, "/a"), "two")
    assert "if-none-match" in site.asked("/a")[1].headers
    assert (second.archive_file, second.archive_offset) == (first.archive_file, first.archive_offset)
    assert len(list(settings.archive.rglob("*.warc.gz"))) == 1


def test_a_changed_page_is_collected_anew(site: Site, gather: Gather, read: Read) -> None:
    site["/a"] = Answer(PAGE, headers={**HTML, "ETag": '"1"', "Cache-Control": "max-age=3600"})
    gather(pages(site, "/a"), "one")
    site["/a"] = Answer(PAGE.replace(b"Friday", b"Monday"), headers={**HTML, "ETag": '"2"'})
    [second], _ = gather(pages(site, "/a"), "two")
    assert b"Monday" in read(second)


def test_requests_say_who_asks(site: Site, gather: Gather) -> None:
    site["/a"] = Answer(PAGE)
    gather(pages(site, "/a"))
    assert {request.headers["user-agent"] for request in site.requests} == {"dateline/0.1"}


def test_a_feed_gives_the_pages_it_links_to(site: Site, gather: Gather) -> None:
    site["/news/feed.xml"] = rss(
        "<item><title>Bridge &amp; road</title><link>a.html</link><guid isPermaLink='false'>bridge-1</guid>"
        "<pubDate>Wed, 04 Mar 2026 23:30:00 -0800</pubDate><author>ann@town.example (Ann Lee)</author></item>",
        "<item><title>Again</title><link>a.html</link></item>",
        "<item><title>No link</title></item>",
        "<item><title>Local</title><link>file:///etc/hostname</link></item>",
        "<item><title>Gone</title><link>/news/gone.html</link></item>",
    )
    site["/news/a.html"] = Answer(PAGE)
    [item], rejected = gather(FeedSource(id="town", url=site.url + "/news/feed.xml"))
    assert (item.url, item.key) == (site.url + "/news/a.html", "bridge-1")
    assert item.metadata["title"] == "Bridge & road"
    assert item.metadata["published"] == "2026-03-04T23:30:00-08:00"
    assert "Ann Lee" in item.metadata["author"]
    assert [bad.reason.split(",")[0][:20] for bad in rejected] == [
        "the entry has no link"[:20], "the entry links to f", "the server answers 4",
    ]  # fmt: skip
    assert site.url + "/news/feed.xml, entry 3" == rejected[0].location


def test_an_atom_feed(site: Site, gather: Gather) -> None:
    site["/atom"] = Answer(
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><title>A</title><id>tag:x,1</id>'
        b'<link href="/a"/><updated>2026-03-04T10:00:00Z</updated><published>2026-03-03</published></entry></feed>',
        headers={"Content-Type": "application/atom+xml"},
    )
    site["/a"] = Answer(PAGE)
    [item], _ = gather(FeedSource(id="town", url=site.url + "/atom"))
    assert item.key == "tag:x,1"
    assert item.metadata["published"] == "2026-03-03"
    assert item.metadata["modified"] == "2026-03-04T10:00:00+00:00"


def test_an_address_that_turns_out_to_be_a_feed(site: Site, gather: Gather) -> None:
    site["/feed"] = rss(
        "<item><title>A</title><link>/a</link></item>", "<item><title>F</title><link>/feed</link></item>"
    )
    site["/a"] = Answer(PAGE)
    [item], [bad] = gather(pages(site, "/feed"))
    assert item.url == site.url + "/a"
    assert bad.reason == "a feed, not an article"


@pytest.mark.parametrize("answer", [Answer(status=404), Answer(PAGE), Answer(b"<rss", headers=XML)])
def test_a_feed_that_is_none(site: Site, gather: Gather, answer: Answer) -> None:
    site["/feed"] = answer
    items, [bad] = gather(FeedSource(id="town", url=site.url + "/feed"))
    assert not items
    assert bad.location == site.url + "/feed"


def test_entities_in_a_feed_read_no_files(site: Site, gather: Gather, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("top secret")
    body = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]><rss version="2.0"><channel>'
        "<item><title>A &x;</title><link>/a</link></item></channel></rss>"
    )
    site["/feed"] = Answer(body.encode(), headers=XML)
    site["/a"] = Answer(PAGE)
    items, _ = gather(FeedSource(id="town", url=site.url + "/feed"))
    assert all("secret" not in item.metadata["title"] for item in items)


def test_check_asks_the_server_only_with_settings(site: Site, settings: Settings) -> None:
    source = FeedSource(id="town", url=site.url + "/feed")
    assert check(source) == "1 address, not asked"
    assert not site.requests
    with pytest.raises(SourceError, match="404"):
        check(source, settings)
    site["/feed"] = rss("<item><title>A</title><link>/a</link></item>")
    assert check(source, settings) == "a feed of 1 entry"
    site["/a"] = Answer(PAGE)
    assert check(pages(site, "/a", "/b"), settings) == "2 addresses, the first one answers"


def test_hosts_are_worked_on_side_by_side_and_each_in_order() -> None:
    meeting = threading.Barrier(2, timeout=10)
    done: list[str] = []

    def work(job: str) -> str:
        if job.endswith("1"):
            meeting.wait()  # passes only if both hosts are at work
        done.append(job)
        return job.upper()

    jobs = ["a1", "a2", "b1", "a3", "b2"]
    assert list(map_by_host(work, jobs, lambda job: job[0], threads=2)) == [job.upper() for job in jobs]
    assert [job for job in done if job[0] == "a"] == ["a1", "a2", "a3"]


def test_an_error_at_work_reaches_the_reader_and_stops_the_rest() -> None:
    done: list[int] = []

    def work(job: int) -> int:
        if job == 1:
            raise RuntimeError("disk full")
        done.append(job)
        return job

    results = map_by_host(work, range(100), lambda _: "host", threads=1)
    assert next(results) == 0
    with pytest.raises(RuntimeError, match="disk full"):
        next(results)
