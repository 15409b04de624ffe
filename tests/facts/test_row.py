from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.contracts import load
from dateline.facts.record import Event, Facts, Mention, Quantity, Role, Statement, Time
from dateline.facts.row import entity_id, rows

TEXT = (
    'Mayor Ines Falk said on Monday: "We lost 12 boats," and added that "the harbor will open in May." '
    "Guards arrested a man in Ostra."
)
ARTICLE = {"article_id": "a" * 20, "text": TEXT}


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def at(words: str) -> dict[str, int]:
    start, end = span(words)
    return {"start": start, "end": end}


# One of each kind, with a value in every field.
FULL: dict[str, Any] = {
    "statements": Statement(
        speaker=(span("Mayor Ines Falk"),), cue=(span("said"), span("added")),
        content=(span("We lost 12 boats,"), span("the harbor will open in May.")), kind="direct", stance="assert",
        speaker_type="person", speaker_name="Ines Falk", speaker_entity=0, speaker_description="the mayor",
        addressee="reporters", venue="a meeting",
        said_on="2022-03-21", confidence=0.7,
    ),
    "quantities": Quantity(
        **at("12"), low=12, high=13, modifier="approximately", change="decrease", unit="USD", item="boats", verb="lose",
        measure="lost", before=30, after=18, place="Ostra", date="2022-03", statement=0, confidence=0.8,
    ),
    "times": Time(**at("Monday"), type="DATE", value="2022-W12", utc_offset="+02:00", confidence=0.9),
    "mentions": Mention(
        **at("Ines Falk"), type="PERSON", kind="name", name="Ines Falk", entity=0, mention_role="source", reason="named",
        country="SE", geonames_id=7, latitude=60.5, longitude=17.5, geo_precision="city", confidence=0.8,
    ),
    "roles": Role(
        **at("Mayor Ines Falk"), person="Ines Falk", title="Mayor", organization="Ostra", status="acting", entity=0,
        confidence=0.8,
    ),
    "events": Event(
        **at("arrested"), type="COERCE", modality="happened", mode="arrest", context="legal", actor="Ines Falk",
        recipient="Ines Falk", location="Ostra", actor_span=span("Guards"), recipient_span=span("a man"),
        location_span=span("Ostra"), date="2022-03-21", cue=span("Guards"), toll_low=1, toll_high=2, statement=0,
        confidence=0.6,
    ),
}  # fmt: skip
SENTENCES = [(0, TEXT.index(" Guards")), (TEXT.index("Guards"), len(TEXT))]


def facts(**lists: list[Any]) -> Facts:
    kinds = {kind: [fact] for kind, fact in FULL.items()}
    return Facts(**{**kinds, **lists}, assertions=[], sentences=SENTENCES)


def made(kind: str, **lists: list[Any]) -> dict[str, Any]:
    (row,) = rows(ARTICLE, facts(**lists), "v1")[kind]
    return row


@pytest.mark.parametrize("kind", FULL)
def test_rows_have_the_columns_of_their_contract(kind: str) -> None:
    row = made(kind)
    assert row.keys() == {column.name for column in load()[kind].columns}
    assert load()[kind].to_arrow([row]).to_pylist() == [row]
    assert [name for name, value in row.items() if value is None] == []


# Fields that are in no column: they only serve to find others.
UNSEEN = {("events", "actor_span"), ("events", "recipient_span"), ("events", "location_span")}


@pytest.mark.parametrize(("kind", "field"), [(k, f.name) for k, v in FULL.items() for f in dataclasses.fields(v)])
def test_every_field_of_a_record_reaches_its_row(kind: str, field: str) -> None:
    other = {
        "speaker": (),
        "cue": (),
        "content": (span("12"),),
        "entity": None,
        "speaker_entity": None,
        "statement": None,
    }
    value = getattr(FULL[kind], field)
    value = span("boats") if (kind, field) == ("events", "cue") else other[field] if field in other else _another(value)
    changed = made(kind, **{kind: [dataclasses.replace(FULL[kind], **{field: value})]})
    linked = field in ("entity", "speaker_entity") and kind != "mentions"  # here the name leads to the same entity
    assert (changed == made(kind)) is ((kind, field) in UNSEEN or linked or (kind, field) == ("mentions", "entity"))


def _another(value: Any) -> Any:
    if isinstance(value, str):
        return "2021-02-03" if value[:1] == "2" else value + "x"
    if isinstance(value, tuple):
        return span("boats")
    return value + 1 if isinstance(value, int) else value / 2


def test_statement_row() -> None:
    row = made("statements")
    assert row["content"] == "We lost 12 boats, the harbor will open in May."
    assert row["quote"] == TEXT[row["char_start"] : row["char_end"]]
    assert row["quote"].startswith("We lost")
    assert row["quote"].endswith("in May.")
    assert (row["speaker"], row["cue"]) == ("Mayor Ines Falk", "said added")
    assert row["content_spans"][0] == at("We lost 12 boats,")
    assert row["said_on"] == dt.date(2022, 3, 21)
    assert row["sentence"] == TEXT[slice(*SENTENCES[0])]


def test_overlapping_spans_are_one() -> None:
    apart = dataclasses.replace(FULL["statements"], speaker=(span("Falk"), span("Mayor Ines Falk")))
    row = made("statements", statements=[apart])
    assert (row["speaker"], row["speaker_spans"]) == ("Mayor Ines Falk", [at("Mayor Ines Falk")])


def test_days_that_a_value_covers() -> None:
    quantity = made("quantities")
    assert (quantity["date_from"], quantity["date_to"]) == (dt.date(2022, 3, 1), dt.date(2022, 3, 31))
    time = made("times")
    assert (time["date_from"], time["date_to"]) == (dt.date(2022, 3, 21), dt.date(2022, 3, 27))
    vague = dataclasses.replace(FULL["statements"], said_on="2022-03")
    assert made("statements", statements=[vague])["said_on"] is None


def test_claims_point_at_their_statement() -> None:
    tables = rows(ARTICLE, facts(), "v1")
    assert tables["quantities"][0]["statement_id"] == tables["statements"][0]["fact_id"]
    assert tables["events"][0]["attributed"] is True
    plain = made("events", events=[dataclasses.replace(FULL["events"], statement=None)])
    assert (plain["statement_id"], plain["attributed"]) == (None, False)


def test_one_entity_for_all_that_mean_it() -> None:
    tables = rows(ARTICLE, facts(), "v1")
    falk = entity_id("PERSON", "INES  falk")
    assert tables["mentions"][0]["entity_id"] == falk
    assert tables["roles"][0]["entity_id"] == falk
    assert tables["statements"][0]["entity_id"] == falk
    assert tables["events"][0]["actor_entity_id"] == falk
    assert falk != entity_id("ORG", "Ines Falk")


def test_without_mentions_a_speaker_is_known_by_type_and_name() -> None:
    kinds = {"person": "PERSON", "organization": "ORG", "country": "PLACE"}
    for kind, entity in {**kinds, "officials": None, "unknown": None}.items():
        speaker = dataclasses.replace(FULL["statements"], speaker_type=kind, speaker_name="Ostra")
        assert made("statements", statements=[speaker], mentions=[])["entity_id"] == (
            entity_id(entity, "Ostra") if entity else None
        )


def test_unresolved_mention_is_no_entity() -> None:
    unresolved = dataclasses.replace(FULL["mentions"], name=None)
    assert made("mentions", mentions=[unresolved])["entity_id"] is None


def test_ids_depend_on_article_extractor_and_place_alone() -> None:
    first = made("times")["fact_id"]
    assert first == made("times", times=[dataclasses.replace(FULL["times"], value=None, confidence=0.1)])["fact_id"]
    others = [
        rows({**ARTICLE, "article_id": "b" * 20}, facts(), "v1")["times"][0]["fact_id"],
        rows(ARTICLE, facts(), "v2")["times"][0]["fact_id"],
        made("times", times=[dataclasses.replace(FULL["times"], start=0)])["fact_id"],
    ]
    assert len({first, *others}) == 4


def test_the_same_fact_twice_is_one_row() -> None:
    assert len(rows(ARTICLE, facts(times=[FULL["times"], FULL["times"]]), "v1")["times"]) == 1


def test_numbers_no_float_can_hold_are_left_to_the_checks() -> None:
    assert made("quantities", quantities=[dataclasses.replace(FULL["quantities"], high=10**400)])["high"] == math.inf


def test_statement_without_content_does_not_break_the_others() -> None:
    empty = dataclasses.replace(FULL["statements"], content=())
    assert made("statements", statements=[empty])["quote"] == ""


def test_no_facts_no_rows() -> None:
    none = Facts(statements=[], quantities=[], times=[], mentions=[], roles=[], events=[], assertions=[])
    assert rows({"article_id": "a" * 20, "text": ""}, none, "v1") == {kind: [] for kind in FULL}


@given(st.data())
def test_sentence_holds_the_quote(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(TEXT) - 1))
    end = data.draw(st.integers(start + 1, len(TEXT)))
    cuts = sorted(data.draw(st.sets(st.integers(0, len(TEXT)), max_size=8)))
    kinds: dict[str, list[Any]] = {kind: [] for kind in FULL}
    kinds["times"] = [Time(start=start, end=end, type="DATE", value=None)]
    sentences = list(itertools.pairwise(cuts))
    (row,) = rows(ARTICLE, Facts(**kinds, assertions=[], sentences=sentences), "v1")["times"]
    assert row["quote"] == TEXT[start:end]
    assert row["quote"] in row["sentence"]
    touched = [(a, b) for a, b in sentences if a < end and start < b]
    begin, stop = min([start, *(a for a, _ in touched)]), max([end, *(b for _, b in touched)])
    assert row["sentence"] == TEXT[begin:stop]
