from __future__ import annotations

import datetime as dt
import json
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb
import jsonschema
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.casefile import read_yaml

from dateline.contracts import __main__ as command
from dateline.contracts import load
from dateline.contracts.dictionary import FIX, dictionary
from dateline.contracts.model import TYPES
from dateline.contracts.odcs import SUFFIX, read
from dateline.contracts.value import misfit, misfits
from dateline.errors import ContractError

ROOT = Path(__file__).parents[1]
SCHEMAS = ROOT / "schemas"
FACTS = ["statements", "quantities", "times", "mentions", "roles", "events"]
TABLES = [
    "articles",
    "stories",
    *FACTS[:4],
    "entities",
    *FACTS[4:],
    "quarantine",
    "runs",
    "checks",
    "entity_links",
    "entity_decisions",
    "event_links",
]


def test_every_table_has_its_contract_in_order() -> None:
    assert list(load()) == TABLES


@pytest.mark.parametrize("table", TABLES)
def test_contract_follows_the_standard(table: str) -> None:
    schema = json.loads(resources.files("open_data_contract_standard").joinpath("schema.json").read_text("utf-8"))
    contract = read_yaml(SCHEMAS / f"{table}{SUFFIX}")
    jsonschema.Draft201909Validator(schema).validate(contract)


@pytest.mark.parametrize("table", TABLES)
def test_contract_says_enough_for_an_analyst(table: str) -> None:
    contract = load()[table]
    for text in [contract.description, contract.grain, contract.purpose, contract.usage, contract.limitations]:
        assert text.endswith(".")
    assert [c.name for c in contract.columns if not c.description.endswith((".", ")"))] == []
    assert [(c.name, word.value) for c in contract.columns for word in c.vocabulary if not word.description] == []


@pytest.mark.parametrize("table", TABLES)
def test_examples_are_values_the_column_allows(table: str) -> None:
    for column in load()[table].columns:
        for value in column.examples:
            if column.type in (pa.string(), pa.list_(pa.string()), pa.int32(), pa.int64(), pa.float64()):
                assert misfit(value, column.type) is None, (column.name, value)
            if column.vocabulary:
                assert value in {word.value for word in column.vocabulary}


def test_columns_that_all_facts_have_are_defined_alike() -> None:
    first = load()["statements"]
    for table in FACTS[1:]:
        for name in ["article_id", "quote", "sentence", "confidence", "extractor_version"]:
            assert load()[table].column(name) == first.column(name), (table, name)


@pytest.mark.parametrize("table", TABLES)
def test_ddl_and_arrow_schema_make_the_same_table(table: str) -> None:
    contract = load()[table]
    with duckdb.connect() as con:
        for statement in contract.ddl("main"):
            con.execute(statement)
        con.register("empty", contract.to_arrow([]))
        made = con.sql(f"DESCRIBE {table}").fetchall()
        given = con.sql("DESCRIBE empty").fetchall()
        comments = con.sql(f"SELECT comment FROM duckdb_columns() WHERE table_name = '{table}'").fetchall()
    assert [row[:2] for row in made] == [row[:2] for row in given]
    assert {row[0] for row in made if row[2] == "YES"} == {c.name for c in contract.columns if not c.required}
    assert all(comment for (comment,) in comments)


TIME: dict[str, Any] = {
    "fact_id": "0" * 20,
    "article_id": "1" * 20,
    "char_start": 0,
    "char_end": 6,
    "quote": "Monday",
    "sentence": "Monday it is.",
    "type": "DATE",
    "value": "2022-03-21",
    "date_from": dt.date(2022, 3, 21),
    "date_to": dt.date(2022, 3, 21),
    "utc_offset": None,
    "confidence": 0.9,
    "extractor_version": "1",
}


def test_rows_become_an_arrow_table() -> None:
    table = load()["times"].to_arrow([TIME, {key: value for key, value in TIME.items() if key != "value"}])
    assert table.schema == load()["times"].arrow_schema()
    assert table.to_pylist() == [TIME, {**TIME, "value": None}]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"char_start": 1.5}, "column char_start: a fraction, not INTEGER"),
        ({"char_start": True}, "column char_start: a truth value, not INTEGER"),
        ({"char_start": 2**31}, "column char_start: a number out of range, not INTEGER"),
        ({"confidence": float("nan")}, "column confidence: a number that is not finite"),
        ({"confidence": 10**400}, "column confidence: a number that is not finite"),
        ({"date_from": dt.datetime(2022, 3, 21, tzinfo=dt.UTC)}, "column date_from: a moment, not a day"),
        ({"date_from": "2022-03-21"}, "column date_from: a text, not DATE"),
        ({"quote": "\ud800"}, "column quote: a text with a lone surrogate"),
        ({"quote": None}, "column quote: NULL in a required column"),
        ({"volume": 11}, "no such column: 'volume'"),
    ],
)
def test_bad_rows_are_named(changes: dict[str, Any], says: str) -> None:
    with pytest.raises(ContractError) as caught:
        load()["times"].to_arrow([TIME, {**TIME, **changes}])
    assert says in str(caught.value)
    assert caught.value.where.startswith("times, row 1")
    assert caught.value.next_step


SPANS = pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32())]))


@pytest.mark.parametrize(
    ("value", "arrow", "fits"),
    [
        ([{"start": 1, "end": 2}], SPANS, True),
        ([], SPANS, True),
        ([{"start": 1}], SPANS, False),
        ([{"start": 1, "end": 2, "text": "x"}], SPANS, False),
        ([{"start": 1, "end": "2"}], SPANS, False),
        ([(1, 2)], SPANS, False),
        (["Reuters"], pa.list_(pa.string()), True),
        ("Reuters", pa.list_(pa.string()), False),
        (["Reuters", None], pa.list_(pa.string()), False),
        (dt.datetime(2022, 3, 21), pa.timestamp("us", "UTC"), False),
        (dt.datetime(2022, 3, 21, tzinfo=dt.timezone(dt.timedelta(hours=2))), pa.timestamp("us", "UTC"), True),
        (1, pa.bool_(), False),
        (3, pa.float64(), True),
        (2**53 + 1, pa.float64(), False),
    ],
)
def test_values_fit_their_types_without_conversion(value: Any, arrow: pa.DataType, fits: bool) -> None:
    assert (misfits([None, value], arrow) == {}) is fits
    if fits:
        assert pa.array([value], arrow).to_pylist() == [value]


ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(st.characters()), st.binary(max_size=3), st.dates(),
    st.datetimes(timezones=st.sampled_from([None, dt.UTC])), st.lists(st.text(max_size=2), max_size=2),
)  # fmt: skip


@given(values=st.lists(ANYTHING, max_size=5), arrow=st.sampled_from(list(TYPES.values())))
def test_what_fits_survives_arrow(values: list[Any], arrow: pa.DataType) -> None:
    wrong = misfits(values, arrow)
    assert wrong == {index: reason for index, value in enumerate(values) if (reason := misfit(value, arrow))}
    right = [value for index, value in enumerate(values) if index not in wrong]
    assert pa.array(right, arrow).to_pylist() == right


def test_version_can_be_compared() -> None:
    assert all(len(contract.release) == 3 for contract in load().values())


@pytest.mark.parametrize(
    ("old", "new", "field", "says"),
    [
        ("version: 1.1.0", "version: first", "version", "three numbers"),
        ("apiVersion: v3.2.0", "apiVersion: v2.2.2", "apiVersion", "v3.2.0"),
        ("kind: DataContract", "kindd: DataContract", "kindd", "datacontract lint"),
        ("required: true", "requird: true", "schema[times].properties[fact_id].requird", "did you mean 'required'"),
        ("physicalType: DOUBLE", "physicalType: FLOAT8", "confidence.physicalType", "number as DOUBLE"),
        ("logicalType: date\n", "logicalType: string\n", "date_from.physicalType", "date as DATE"),
        ("{minimum: 0}", "{minimum: 0", "line ", "correct it there"),
        ("severity: warning", "severity: grave", "value_is_timex3: severity", "critical, warning, info"),
        ("mustBe: 0", "mustBe: 1", "value_is_timex3", "mustBe: 0"),
        ("type: expect_column_pair", "kind: expect_column_pair", "offsets_in_order", "like another rule"),
        ("- {property: column, value: char_end}", "- {property: culumn, value: x}", "offsets_in_order", "`column`"),
        ("property: order", "property: ordr", "customProperties.order", "number the table"),
        ("primaryKey: true", "primaryKey: false", "primaryKey", "set primaryKey"),
        ("- name: times", "- name: dates", "schema.name", "the table's name"),
        ("name: value\n", "name: type\n", "type", "rename"),
        ("to: articles.article_id", "to: articles", "article_id.relationships", "articles.article_id"),
        ("'^[0-9a-f]{20}$'", "'^[0-9'", "pattern", "correct the pattern"),
        ("purpose:", "usage2:", "description.usage2", "did you mean 'usage'"),
    ],
)
def test_malformed_contract_names_file_field_and_next_step(
    tmp_path: Path, old: str, new: str, field: str, says: str
) -> None:
    text = (SCHEMAS / f"times{SUFFIX}").read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / f"times{SUFFIX}"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContractError) as caught:
        read(file)
    assert f"{file}: " in str(caught.value.where)
    assert field in str(caught.value.where)
    assert says in str(caught.value.next_step)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"- a list", b"\x00"])
def test_file_that_is_no_contract(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / f"times{SUFFIX}"
    file.write_bytes(content)
    with pytest.raises(ContractError, match=r"times\.odcs\.yaml"):
        read(file)


def test_contracts_that_do_not_fit_together(tmp_path: Path) -> None:
    with pytest.raises(ContractError, match="no data contract"):
        load(tmp_path)
    times = (SCHEMAS / f"times{SUFFIX}").read_text(encoding="utf-8")
    (tmp_path / f"times{SUFFIX}").write_text(times, encoding="utf-8")
    with pytest.raises(ContractError, match=r"no earlier table has the column articles\.article_id"):
        load(tmp_path)
    articles = (SCHEMAS / f"articles{SUFFIX}").read_text(encoding="utf-8")
    (tmp_path / f"articles{SUFFIX}").write_text(
        articles.replace("order, value: 1,", "order, value: 5,"), encoding="utf-8"
    )
    with pytest.raises(ContractError, match="5 is the place of articles"):
        load(tmp_path)


def test_dictionary_is_up_to_date() -> None:
    written = (ROOT / "docs" / "dictionary.md").read_text(encoding="utf-8")
    assert written == dictionary(), f"docs/dictionary.md is out of date; run: {FIX}"


def test_dictionary_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "PAGE", tmp_path / "dictionary.md")
    assert command.main(["--check"]) == 1
    assert FIX in capsys.readouterr().err
    assert command.main(["--write"]) == 0
    assert command.main(["--check"]) == 0
    assert command.main([]) == 2
