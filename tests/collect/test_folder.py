"""Files, JSON lines, and feeds in files."""

from __future__ import annotations

import contextlib
import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from dateline.collect import FeedSource, FolderSource, Item, check
from dateline.collect.line import LineError, parse_line, split_lines
from dateline.errors import Rejected, SourceError

Gather = Callable[..., tuple[list[Item], list[Rejected]]]
Read = Callable[[Item], bytes]


def folder(path: Path, **keys: object) -> FolderSource:
    return FolderSource(id="files", path=path, **keys)


def test_text_and_pages_are_read_in_order_and_below(tmp_path: Path, gather: Gather, read: Read) -> None:
    (tmp_path / "b" / "c").mkdir(parents=True)
    (tmp_path / "b" / "c" / "story.txt").write_text("The bridge is open.")
    (tmp_path / "a.HTM").write_text("<p>The road is closed.</p>")
    (tmp_path / ".hidden.txt").write_text("not for reading")
    items, rejected = gather(folder(tmp_path, outlet="The Town Crier", country="GB"))
    assert not rejected
    assert [(item.key, item.media_type) for item in items] == [("a.HTM", "text/html"), ("b/c/story.txt", "text/plain")]
    assert read(items[1]) == b"The bridge is open."
    assert items[1].location == str(tmp_path / "b" / "c" / "story.txt")
    assert (items[1].outlet, items[1].metadata, items[1].url) == ("The Town Crier", {"country": "GB"}, None)
    assert check(folder(tmp_path)) == "2 files"


def test_include_picks_files(tmp_path: Path, gather: Gather) -> None:
    for name in ("a.txt", "b.html", "c.pdf"):
        (tmp_path / name).write_text("The bridge is open.")
    items, rejected = gather(folder(tmp_path, include="*.txt"))
    assert [item.key for item in items] == ["a.txt"]
    assert not rejected


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("blank.html", b" \n\t\n", "the file is empty"),
        ("empty.jsonl", b"", "the file is empty"),
        ("blank.jsonl", b"\n \n", "the file is empty"),
        ("image.txt", b"\x89PNG\r\n\x1a\n", "not text but an image"),
        ("binary.html", b"a\0b", "not text but binary data"),
        ("noise.txt", bytes(range(1, 32)) * 9, "not text but binary data"),
        ("binary.jsonl", b"\0" * 9, "not text but binary data"),
        ("story.pdf", b"%PDF-1.7", "files that end in .pdf are not read"),
        ("story", b"text", "the name has no ending"),
        ("huge.txt", b"x" * 10_001, "too large for an article: 10,001 bytes, and the limit is 10,000"),
    ],
)
def test_a_file_that_is_no_article(tmp_path: Path, gather: Gather, name: str, content: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_text("The bridge is open.")
    [item], [bad] = gather(folder(tmp_path))
    assert item.key == "good.txt"
    assert (bad.location, bad.reason, bad.source_id, bad.stage) == (str(tmp_path / name), reason, "files", "collect")
    assert bad.next_step


@pytest.mark.parametrize("content", ["Ärger\n".encode("cp1252"), "Ärger".encode("utf-16"), b"\x1b[1mFLASH\x1b[0m"])
def test_other_encodings_are_no_binary_data(tmp_path: Path, gather: Gather, content: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    items, rejected = gather(folder(tmp_path))
    assert (len(items), len(rejected)) == (1, 0)


def test_a_file_that_vanishes_or_cannot_be_read(
    tmp_path: Path, gather: Gather, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("one")
    (tmp_path / "b.jsonl").write_text('{"text": "two"}')

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    opened = Path.open
    monkeypatch.setattr(Path, "open", lambda path, *a: refuse() if path.suffix == ".jsonl" else opened(path, *a))
    items, rejected = gather(folder(tmp_path))
    assert not items
    assert [bad.reason for bad in rejected] == ["can't be read: Permission denied"] * 2


def test_a_name_that_is_not_utf8(tmp_path: Path, gather: Gather) -> None:
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("The bridge is open.")
    except OSError:
        return  # this file system takes UTF-8 only
    [item], _ = gather(folder(tmp_path))
    assert item.key == "caf\\xe9.txt"
    assert item.location.encode()


def test_folders_that_cannot_be_a_source(tmp_path: Path, gather: Gather) -> None:
    with pytest.raises(SourceError, match="there is no file or folder"):
        gather(folder(tmp_path / "missing"))
    with pytest.raises(SourceError, match="no file that can be read"):
        gather(folder(tmp_path))
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    with pytest.raises(SourceError, match=r"only \.png"):
        check(folder(tmp_path))


def test_a_source_may_be_one_file(tmp_path: Path, gather: Gather) -> None:
    (tmp_path / "a.txt").write_text("The bridge is open.")
    [item], _ = gather(folder(tmp_path / "a.txt"))
    assert item.key == "a.txt"


def test_a_second_run_archives_nothing_new(tmp_path: Path, gather: Gather) -> None:
    (tmp_path / "a.txt").write_text("The bridge is open.")
    (tmp_path / "b.jsonl").write_text('{"text": "one"}\n{"text": "two"}\n')
    first, _ = gather(folder(tmp_path), "first")
    (tmp_path / "b.jsonl").write_text('{"text": "zero"}\n{"text": "one"}\n{"text": "two"}\n')
    second, _ = gather(folder(tmp_path), "second")
    again = {item.key: item for item in second}
    for item in first:
        assert again[item.key].archive_file == item.archive_file
        assert again[item.key].archive_offset == item.archive_offset
    assert [item.archive_file.split("/")[-1].split("-")[0] for item in second] == ["first", "second", "first", "first"]


def test_lines_are_archived_one_by_one(tmp_path: Path, gather: Gather, read: Read) -> None:
    lines = [
        {"text": "The bridge is open.", "id": 7, "title": "Bridge", "published": "Wed, 04 Mar 2026 10:00:00 +0100"},
        {
            "text": "The road is closed.",
            "url": "https://a.example/road",
            "source": "The Crier",
            "language": "de",
            "x": [1],
        },
        {"text": "No name at all.", "outlet": "The Herald", "source": "ignored", "author": None, "title": " "},
    ]
    content = "\ufeff" + "\n\n".join(json.dumps(line) for line in lines)
    (tmp_path / "a.jsonl").write_text(content, encoding="utf-8")
    items, rejected = gather(folder(tmp_path, outlet="The Desk", language="en"))
    assert not rejected
    assert [json.loads(read(item)) for item in items] == lines
    assert [item.archive_line for item in items] == [1, 3, 5]
    assert [item.location for item in items] == [f"{tmp_path / 'a.jsonl'}:{number}" for number in (1, 3, 5)]
    assert [item.outlet for item in items] == ["The Desk", "The Crier", "The Herald"]
    assert [item.url for item in items] == [None, "https://a.example/road", None]
    assert [item.key for item in items][:2] == ["7", "https://a.example/road"]
    assert items[0].metadata == {
        "language": "en",
        "text": "The bridge is open.",
        "title": "Bridge",
        "published": "2026-03-04T10:00:00+01:00",
    }
    assert items[1].metadata["language"] == "de"
    assert set(items[2].metadata) == {"language", "text"}


@pytest.mark.parametrize(
    ("line", "key", "problem"),
    [
        (b'{"text": "cut sh', None, "not valid JSON: Unterminated string starting at (column 10)"),
        (b'{"text": "caf\xe9"}', None, "not UTF-8 text (byte 14)"),
        (b"[1, 2]", None, "a line must be a JSON object"),
        (b"{}", "text", "there is no 'text'"),
        (b'{"text": "  "}', "text", "'text' is empty"),
        (b'{"text": 5}', "text", "'text' must be text"),
        (b'{"text": "a", "published": 20260304}', "published", "'published' must be text"),
        (b'{"text": "a", "id": true}', "id", "'id' must be text"),
        (b"[" * 100_000, None, "not JSON that can be read"),
        (b"1" * 10_000, None, "not JSON that can be read"),
    ],
)
def test_malformed_lines(line: bytes, key: str | None, problem: str) -> None:
    with pytest.raises(LineError) as caught:
        parse_line(line)
    assert str(caught.value) == problem
    assert caught.value.key == key


def test_malformed_lines_are_archived_and_the_rest_goes_on(tmp_path: Path, gather: Gather, read: Read) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "one"}\n{"text": \n' + b"x" * 30_000 + b'\n{"text": "four"}')
    items, [bad, huge] = gather(folder(tmp_path))
    assert [item.metadata["text"] for item in items] == ["one", "four"]
    assert [item.archive_line for item in items] == [1, 4]
    assert bad.location == f"{tmp_path / 'a.jsonl'}:2"
    assert bad.archive_file is not None
    assert bad.archive_offset is not None
    assert huge.reason.startswith("too large")
    assert huge.location.endswith(":3")


def test_half_a_surrogate_pair_is_replaced() -> None:
    assert parse_line(b'{"text": "a\\ud83d b \\ud83d\\ude00"}') == {"text": "a\ufffd b \U0001f600"}


@hypothesis(deadline=None)
@given(
    lines=st.lists(st.binary(max_size=12).map(lambda line: line.replace(b"\n", b" ")), max_size=8),
    limit=st.integers(1, 9),
)
def test_lines_are_split_as_they_stand(lines: list[bytes], limit: int) -> None:
    split = dict(split_lines(io.BytesIO(b"\n".join(lines)), limit))
    for number, line in enumerate(lines, 1):
        if number == 1 and line.startswith(b"\xef\xbb\xbf"):
            continue
        if len(line) > limit:
            assert split[number] is None
        elif line.strip():
            assert split[number] == line.rstrip(b"\r")
        else:
            assert number not in split


@hypothesis(deadline=None)
@given(st.binary(max_size=80) | st.text(max_size=60).map(lambda text: json.dumps({"text": text}).encode()))
def test_any_line_is_read_or_refused(line: bytes) -> None:
    with contextlib.suppress(LineError):
        assert parse_line(line)["text"].strip()


def local_feed(path: Path, *links: str) -> FeedSource:
    items = "".join(f"<item><title>T</title><link>{link}</link></item>" for link in links)
    path.parent.mkdir(exist_ok=True)
    path.write_text(f'<rss version="2.0"><channel><title>Town</title>{items}</channel></rss>')
    return FeedSource(id="local", path=path, outlet="The Ledger")


def test_a_feed_in_a_file_names_files_beside_it(tmp_path: Path, gather: Gather, read: Read) -> None:
    (tmp_path / "feed").mkdir()
    (tmp_path / "feed" / "the bridge.html").write_text("<p>The bridge is open.</p>")
    source = local_feed(tmp_path / "feed" / "feed.xml", "the%20bridge.html?x=1#top", "gone.html")
    [item], [bad] = gather(source)
    assert read(item) == b"<p>The bridge is open.</p>"
    assert (item.url, item.outlet, item.metadata) == (None, "The Ledger", {"title": "T"})
    assert bad.reason == "can't be read: No such file or directory"
    assert bad.location == str(tmp_path / "feed" / "gone.html")
    assert check(source) == "a feed of 2 entries"


@pytest.mark.parametrize(
    "link",
    ["../secret.txt", "%2e%2e/secret.txt", "/../../secret.txt", "file:///etc/hostname", "way/out.txt", "a%00b.txt"],
)
def test_a_feed_in_a_file_reads_nothing_outside_its_folder(tmp_path: Path, gather: Gather, link: str) -> None:
    (tmp_path / "secret.txt").write_text("top secret")
    source = local_feed(tmp_path / "feed" / "feed.xml", link)
    (tmp_path / "feed" / "way").symlink_to(tmp_path)
    items, rejected = gather(source)
    assert not items
    assert len(rejected) == 1


def test_feed_files_that_are_none(tmp_path: Path, gather: Gather) -> None:
    with pytest.raises(SourceError, match="can't be read"):
        gather(FeedSource(id="local", path=tmp_path / "missing.xml"))
    (tmp_path / "feed.xml").write_text("<html></html>")
    items, [bad] = gather(FeedSource(id="local", path=tmp_path / "feed.xml"))
    assert not items
    assert (bad.location, bad.reason) == (str(tmp_path / "feed.xml"), "not a feed: no RSS or Atom in it")
    with pytest.raises(SourceError, match="not a feed"):
        check(FeedSource(id="local", path=tmp_path / "feed.xml"))


def test_assertions_report_a_source_that_has_changed(tmp_path: Path, gather: Gather) -> None:
    (tmp_path / "a.txt").write_text("The bridge is open.")
    for bounds, words in (({"min_items": 2}, "at least 2"), ({"max_items": 0}, "at most 0")):
        items, [bad] = gather(folder(tmp_path, assertions=bounds))
        assert len(items) == 1
        assert words in bad.reason
    assert gather(folder(tmp_path, assertions={"min_items": 1, "max_items": 1}))[1] == []
