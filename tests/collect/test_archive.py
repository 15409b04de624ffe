"""The WARC archive: what is written can be read, whatever happens to the process that writes."""

from __future__ import annotations

import datetime as dt
import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from dateline.collect import Archive
from dateline.collect.archive import Position
from dateline.errors import InputError, SettingsError

NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


def keep(archive: Archive, payload: bytes, uri: str = "https://news.example/a") -> Position:
    return archive.write(payload, uri=uri, media_type="text/html", fetched_at=NOON)


def records(path: Path) -> list[tuple[str, str | None, bytes]]:
    with path.open("rb") as stream:
        return [
            (record.rec_type, record.rec_headers.get_header("WARC-Target-URI"), record.raw_stream.read())
            for record in ArchiveIterator(stream)
        ]


def test_nothing_is_created_before_there_is_something_to_keep(tmp_path: Path) -> None:
    with Archive(tmp_path / "archive", "run"):
        pass
    assert not (tmp_path / "archive").exists()


def test_files_are_named_by_day_and_run(tmp_path: Path) -> None:
    with Archive(tmp_path, "run/../1") as archive:
        position = keep(archive, b"one")
    assert position.file == "2026/11/22/run_.._1-00000.warc.gz"
    assert [kind for kind, _, _ in records(tmp_path / position.file)] == ["warcinfo", "resource"]


def test_a_response_keeps_its_headers_but_not_its_encoding(tmp_path: Path) -> None:
    headers = [("Content-Type", "text/html"), ("Content-Encoding", "gzip"), ("X-Place", "Málaga")]
    with Archive(tmp_path, "run") as archive:
        position = archive.write(
            b"<p>decoded</p>",
            uri="https://news.example/a",
            media_type="text/html",
            fetched_at=NOON,
            status="200 OK",
            headers=headers,
        )
    with (tmp_path / position.file).open("rb") as stream:
        stream.seek(position.offset)
        record = next(iter(ArchiveIterator(stream)))
        assert record.rec_headers.get_header("WARC-Date") == "2026-11-22T12:00:00Z"
        assert record.http_headers.get_header("X-Crawler-Content-Encoding") == "gzip"
        assert record.http_headers.get_header("Content-Encoding") is None
        assert record.content_stream().read() == b"<p>decoded</p>"


@settings(max_examples=25, deadline=None)
@given(payloads=st.lists(st.binary(max_size=300), max_size=6))
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, payloads: list[bytes]) -> None:
    with Archive(tmp_path_factory.mktemp("archive"), "run", max_file_bytes=500) as archive:
        positions = [keep(archive, payload) for payload in payloads]
        assert [archive.read_record(*position) for position in positions] == payloads
        assert len(set(positions)) == len(set(payloads))


def test_the_same_bytes_from_the_same_address_are_kept_once(tmp_path: Path) -> None:
    with Archive(tmp_path, "one") as archive:
        first = keep(archive, b"same")
        assert keep(archive, b"same", "https://other.example/a") != first
    with Archive(tmp_path, "two") as archive:
        assert keep(archive, b"same") == first
        assert keep(archive, b"other").file != first.file


def test_the_index_only_saves_room(tmp_path: Path) -> None:
    with Archive(tmp_path, "one") as archive:
        first = keep(archive, b"same")
    (tmp_path / "index.sqlite").unlink()
    with Archive(tmp_path, "two") as archive:
        assert keep(archive, b"same") != first


def test_bytes_are_kept_again_when_their_file_is_gone_or_cut(tmp_path: Path) -> None:
    with Archive(tmp_path, "one") as archive:
        first = keep(archive, b"same")
    path = tmp_path / first.file
    path.write_bytes(path.read_bytes()[:-1])
    with Archive(tmp_path, "two") as archive:
        second = keep(archive, b"same")
        assert archive.read_record(*second) == b"same"
    (tmp_path / second.file).unlink()
    with Archive(tmp_path, "three") as archive:
        assert archive.read_record(*keep(archive, b"same")) == b"same"


def test_a_run_started_again_under_its_id_writes_a_new_file(tmp_path: Path) -> None:
    files = []
    for payload in (b"one", b"two"):
        with Archive(tmp_path, "run") as archive:
            files.append(keep(archive, payload).file)
    assert files == ["2026/11/22/run-00000.warc.gz", "2026/11/22/run-00001.warc.gz"]


@pytest.mark.parametrize("lost", [1, 30, 200])
def test_a_record_cut_short_never_breaks_the_others(tmp_path: Path, lost: int) -> None:
    with Archive(tmp_path, "run") as archive:
        first, last = keep(archive, b"first"), keep(archive, b"last")
    path = tmp_path / first.file
    path.write_bytes(path.read_bytes()[:-lost])
    archive = Archive(tmp_path, "reader")
    assert archive.read_record(*first) == b"first"
    if lost > 8:  # the checksum at the very end is not needed to read
        with pytest.raises(InputError, match="no whole record"):
            archive.read_record(*last)


def test_damage_is_noticed(tmp_path: Path) -> None:
    with Archive(tmp_path, "run") as archive:
        position = keep(archive, bytes(range(256)) * 4)
    path = tmp_path / position.file
    content = bytearray(path.read_bytes())
    content[-40] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(InputError, match="no whole record"):
        archive.read_record(*position)


@pytest.mark.parametrize(
    ("file", "offset"), [("none.warc.gz", 0), ("../secret", 0), ("/etc/hostname", 0), ("a.txt", 3)]
)
def test_what_is_no_record(tmp_path: Path, file: str, offset: int) -> None:
    (tmp_path / "a.txt").write_bytes(b"plain text")
    with pytest.raises(InputError) as caught:
        Archive(tmp_path, "reader").read_record(file, offset)
    assert file in str(caught.value)
    assert caught.value.next_step


def test_an_archive_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with Archive(tmp_path / "file", "run") as archive, pytest.raises(SettingsError, match="DATELINE_HOME"):
        keep(archive, b"one")
    (tmp_path / "index.sqlite").write_bytes(b"no database" * 1000)
    with Archive(tmp_path, "run") as archive, pytest.raises(SettingsError, match=r"delete .*index\.sqlite"):
        keep(archive, b"one")


def test_threads_may_share_it(tmp_path: Path) -> None:
    payloads = [b"%d" % (number % 40) for number in range(200)]
    with Archive(tmp_path, "run", max_file_bytes=2000) as archive, ThreadPoolExecutor(4) as pool:
        positions = list(pool.map(lambda payload: keep(archive, payload), payloads))
        assert [archive.read_record(*position) for position in positions] == payloads
    assert len(set(positions)) == 40


def test_nothing_is_written_behind_half_a_record(tmp_path: Path) -> None:
    class FullDisk(io.BytesIO):
        def write(self, data: object) -> int:
            raise OSError(28, "No space left on device")

    with Archive(tmp_path, "run") as archive:
        first = keep(archive, b"first")
        assert archive._out is not None
        archive._out.close()
        archive._out = FullDisk()
        with pytest.raises(SettingsError, match="No space left"):
            keep(archive, b"second")
        assert keep(archive, b"second").file != first.file
        assert archive.read_record(*first) == b"first"
