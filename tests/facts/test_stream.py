from __future__ import annotations

import io
import json

from dateline.facts.stream import extract_lines
from dateline.settings import Settings

LISTS = {"statements", "quantities", "times", "entities", "roles", "events"}


def stream(*lines: bytes | dict, **options) -> tuple[bool, list[dict], str]:
    raw = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    out, err = io.StringIO(), io.StringIO()
    ok = extract_lines(raw, out, err, Settings(workers=1, **options))
    return ok, [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue()


def test_one_answer_a_document_in_the_same_order() -> None:
    ok, answers, err = stream(
        {"id": "b", "text": "Ann Lee said the port was closed."}, {"id": 7, "text": "", "published": None}
    )
    assert ok
    assert err == ""
    assert [a["id"] for a in answers] == ["b", 7]
    assert all(set(a) >= LISTS for a in answers)
    assert all(answers[1][name] == [] for name in LISTS)
    assert answers[0]["statements"]


def test_bad_lines_keep_their_place_and_are_told_with_their_number() -> None:
    ok, answers, err = stream(
        {"id": "a", "text": "Fine."},
        b"{broken",
        b"\xff\xfe",
        b"[1, 2]",
        {"id": "n", "text": None},
        {"id": "t", "text": "x", "title": 4},
        {"id": "d", "text": "x", "published": "yesterday"},
        {"id": "c", "text": "x", "country": "Britain"},
        {"id": "z", "text": "Fine too."},
    )
    assert not ok
    assert [a["id"] for a in answers] == ["a", None, None, None, "n", "t", "d", "c", "z"]
    assert ["error" in a for a in answers] == [False, True, True, True, True, True, True, True, False]
    assert [line.split(":")[0] for line in err.splitlines()] == [f"line {n}" for n in range(2, 9)]
    assert "'published'" in answers[6]["error"]
    assert "'country'" in answers[7]["error"]


def test_the_country_tells_the_day_from_the_month() -> None:
    line = {"id": 1, "text": "It sank on 3/4/2022."}
    _, answers, _ = stream(line | {"country": "US"}, line | {"country": "GB"}, line)
    assert [answer["times"][0]["value"] for answer in answers] == ["2022-03-04", "2022-04-03", None]


def test_blank_lines_are_passed_over() -> None:
    ok, answers, _ = stream(b"\n", {"id": 1, "text": ""}, b"  \n")
    assert ok
    assert len(answers) == 1


def test_a_text_over_the_limit_is_refused_by_name_of_the_setting() -> None:
    ok, answers, _ = stream({"id": 1, "text": "x" * 1001}, max_article_chars=1000)
    assert not ok
    assert "max_article_chars" in answers[0]["error"]


def test_lone_surrogates_survive() -> None:
    ok, answers, _ = stream(b'{"id": "\\ud800", "text": "Ann \\ud800 Lee said it rained."}')
    assert ok
    assert answers[0]["id"] == "\ud800"
