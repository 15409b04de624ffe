"""Bad input through the real command line: a clear error for each, and the rest goes on."""

from __future__ import annotations

import json
import os
import signal
import time
from dataclasses import replace

import pytest

from dateline import contracts, settings
from dateline.lake import Lake

GOOD = "Harbour reopens\n\nLARNE, March 4 — Mayor Ann Lee said Tuesday that 12 ships had left the port.\n"


def test_each_bad_file_is_named_and_the_good_one_is_loaded(dateline, tmp_path) -> None:
    files = {
        "good.txt": GOOD.encode(),
        "empty.txt": b"",
        "binary.txt": bytes(range(256)) * 40,
        "broken.html": b"<html><head><title>",
        "huge.txt": b"The port was closed. " * 200_000,
        "lines.jsonl": b'{"id": "1", "text": "Mayor Ann Lee said the port was open."}\n{"id": \n',
        "notes.docx": b"PK\x03\x04",
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "nothing").mkdir()
    arguments = [*(tmp_path / name for name in files), tmp_path / "nothing", tmp_path / "missing.txt", "no-such-source"]
    printed = dateline("run", *arguments, "http://127.0.0.1:9/unreachable", status=1)

    loaded = dateline.sql("SELECT archive_line, word_count > 0 FROM articles ORDER BY 1 NULLS FIRST")
    assert loaded == [(None, True), (1, True)]
    for name in (
        "empty.txt",
        "binary.txt",
        "broken.html",
        "huge.txt",
        "lines.jsonl:2",
        "notes.docx",
        "nothing",
        "127.0.0.1:9",
    ):
        assert name in printed, name
    assert "missing.txt" in printed
    assert "no-such-source" in printed
    quarantined = dateline.sql("SELECT location, reason, next_step FROM quarantine")
    assert len(quarantined) >= 6
    assert all(location and reason and step for location, reason, step in quarantined)
    [(status, error)] = dateline.sql("SELECT status, error FROM runs")
    assert status == "failed"
    assert "no-such-source" in error


def test_a_wrong_encoding_is_read_or_refused_but_never_garbled(dateline, tmp_path) -> None:
    (tmp_path / "latin.txt").write_bytes(
        "Café reopens\n\nMayor José Núñez said on 4 March 2026 that the café was open.\n".encode("cp1252")
    )
    dateline("run", tmp_path / "latin.txt")
    [(text,)] = dateline.sql("SELECT text FROM articles")
    assert "José Núñez" in text


def test_an_article_without_a_date_is_dated_by_its_fetch_and_invents_no_time(dateline, tmp_path) -> None:
    (tmp_path / "undated.txt").write_text(
        "Harbour reopens\n\nMayor Ann Lee said Tuesday that the port was open again.\n"
    )
    dateline("run", tmp_path / "undated.txt")
    assert dateline.sql("SELECT published_basis, published_at FROM articles") == [("fetched", None)]
    assert dateline.sql("SELECT DISTINCT date_from FROM times WHERE quote = 'Tuesday'") == [(None,)]


def test_a_mistake_in_a_source_file_stops_only_that_source(dateline, tmp_path) -> None:
    folder = tmp_path / "sources"
    (folder / "news").mkdir(parents=True)
    (folder / "news" / "good.txt").write_text(GOOD)
    (folder / "good.yaml").write_text("id: good\nname: Good\nkind: folder\npath: news\n")
    (folder / "typo.yaml").write_text("id: typo\nname: Typo\nkind: folder\npaht: news\n")
    (folder / "kind.yaml").write_text("id: kind\nname: Kind\nkind: telegram\npath: news\n")
    dateline.environment["DATELINE_SOURCES"] = str(folder)
    printed = dateline("run", status=1)
    assert "typo.yaml" in printed
    assert "paht" in printed
    assert "kind.yaml" in printed
    assert dateline.sql("SELECT count(*) FROM articles") == [(1,)]
    assert "paht" in dateline("sources", status=1)


def test_a_lake_that_cannot_be_written_is_said_before_anything_is_read(dateline, tmp_path) -> None:
    dateline.home.write_text("a file where the folder should be")
    printed = dateline("run", "sample-desk", status=1)
    assert str(dateline.home) in printed
    assert "Traceback" not in printed


def test_a_lake_written_by_a_newer_contract_is_left_alone(dateline, tmp_path, monkeypatch) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    dateline("run", tmp_path / "good.txt")
    newer = {name: replace(contract, version="9.0.0") for name, contract in contracts.load().items()}
    with monkeypatch.context() as later:
        later.setattr(contracts, "load", lambda: newer)
        Lake(settings.load(home=dateline.home)).load({"runs": []}, run_id="later", message="as a later Dateline would")
    printed = dateline("run", tmp_path / "good.txt", status=1)
    assert "9.0.0" in printed


def test_no_lake_yet(dateline) -> None:
    assert "dateline run" in dateline("sql", "FROM articles", status=1)
    assert "dateline run" in dateline("status", status=1)


@pytest.mark.parametrize("seconds", [0.2, 1.5])
def test_a_killed_run_leaves_nothing_half_done(dateline, tmp_path, seconds: float) -> None:
    lines = [
        {
            "id": str(n),
            "published": "2026-03-04",
            "text": f"Mayor Ann Lee said on Monday that {n} ships had left port {n}.",
        }
        for n in range(12)
    ]
    (tmp_path / "many.jsonl").write_text("\n".join(map(json.dumps, lines)))
    arguments = ["run", tmp_path / "many.jsonl", "--batch-size", 4]
    with dateline.start(*arguments) as process:
        while process.poll() is None and not (dateline.home / "lake" / "catalog.sqlite").exists():
            time.sleep(0.1)
        time.sleep(seconds)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
    dateline(*arguments)
    assert dateline.sql("SELECT count(*), count(DISTINCT article_id) FROM articles") == [(12, 12)]
    assert dateline.sql("SELECT count(DISTINCT article_id) FROM statements") == [(12,)]
    assert dateline.sql("SELECT count(*) FROM statements ANTI JOIN articles USING (article_id)") == [(0,)]
