"""Errors, and the rows of the quarantine."""

from __future__ import annotations

import datetime as dt
import json
import pickle

from dateline.errors import MAX_QUARANTINED_CHARS, InputError, Rejected

NOW = dt.datetime(2026, 3, 4, tzinfo=dt.UTC)


def test_errors_say_what_where_and_what_next() -> None:
    error = InputError("is empty", where="a.txt", next_step="write it")
    assert str(error) == "a.txt: is empty\n  → write it"
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again)) == (InputError, str(error))
    assert str(InputError("is empty")) == "is empty"


def test_the_same_trouble_is_the_same_row_in_every_run() -> None:
    bad = Rejected("collect", "wire", "a.jsonl:3", "no text", "correct line 3", column_name="text", value=5)
    first, second = bad.to_row("one", NOW), bad.to_row("two", NOW + dt.timedelta(days=1))
    assert first["quarantine_id"] == second["quarantine_id"]
    assert (first["run_id"], first["quarantined_at"], first["value"]) == ("one", NOW, "5")
    other = Rejected("collect", "wire", "a.jsonl:4", "no text", "correct line 4", column_name="text", value=5)
    assert other.to_row("one", NOW)["quarantine_id"] != first["quarantine_id"]


def test_rows_keep_what_can_be_stored() -> None:
    row = {"text": "x" * 5_000, "day": dt.date(2026, 3, 4), "spans": [(1, 2)], "odd": "\ud800"}
    got = Rejected("checks", None, None, "bad", value="y" * 5_000, row=row).to_row("run", NOW)
    kept = json.loads(got["row"])
    assert kept["day"] == "2026-03-04"
    assert kept["spans"] == [[1, 2]]
    assert len(kept["text"]) == len(got["value"]) == MAX_QUARANTINED_CHARS
    assert got["row"].encode()
