"""Read contracts from Open Data Contract Standard files (3.x).

What we use of the standard: descriptions, types, `required`, `primaryKey`, `enum`, `logicalTypeOptions`, `relationships` and
`examples` of the columns, with a custom property `unit`; quality rules of the types `library` (nullValues, invalidValues) and
`custom` (engine great-expectations), with a custom property `column`. A contract's custom property `order` is its place
among the tables.
"""

from __future__ import annotations

import datetime as dt
import difflib
import functools
import re
from pathlib import Path
from typing import Any, cast, get_args

import pyarrow as pa
import yaml
from open_data_contract_standard.model import (
    CustomProperty,
    DataQuality,
    Description,
    OpenDataContractStandard,
    SchemaObject,
    SchemaProperty,
)
from pydantic import BaseModel, ValidationError

from dateline.contracts.model import TYPES, Column, Contract, Rule, Severity, Word
from dateline.errors import ContractError
from dateline.settings import bundled

SUFFIX = ".odcs.yaml"
_VERSION = re.compile(r"\d+\.\d+\.\d+", re.ASCII)
_LOGICAL = {
    "BIGINT": "integer",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "DOUBLE": "number",
    "INTEGER": "integer",
    "TIMESTAMP WITH TIME ZONE": "timestamp",
    "VARCHAR": "string",
}


@functools.cache
def load(folder: Path | None = None) -> dict[str, Contract]:
    """All contracts by table; a table stands before those that refer to it. ContractError names file and field.

    `folder` is another place than the bundled `schemas`, for tests.
    """
    place = folder or bundled("schemas")
    files = sorted(place.glob(f"*{SUFFIX}"))
    if not files:
        raise ContractError(f"no data contract (*{SUFFIX}) there", where=str(place), next_step="reinstall dateline")
    found: dict[str, Contract] = {}
    for contract in sorted(map(read, files), key=lambda contract: contract.order):
        try:
            _check_place(contract, found)
        except _MalformedError as error:
            raise error.of(place / f"{contract.name}{SUFFIX}") from None
        found[contract.name] = contract
    return found


def read(file: Path) -> Contract:
    """The contract in a file. ContractError names the file, the field and what to do."""
    try:
        return _contract(_parse(file.read_text(encoding="utf-8")), file.name.removesuffix(SUFFIX))
    except (OSError, UnicodeDecodeError) as error:
        next_step = "check that it is a UTF-8 file you may read"
        raise ContractError(f"can't be read: {error}", where=str(file), next_step=next_step) from error
    except _MalformedError as error:
        raise error.of(file) from error.__cause__


class _MalformedError(Exception):
    """What is wrong with which field of a contract. The next step, if none is given, is the linter."""

    def __init__(self, field: str, what: str, next_step: str | None = None) -> None:
        super().__init__(field, what)
        self.field, self.what, self.next_step = field, what, next_step

    def of(self, file: Path) -> ContractError:
        """The error for the user."""
        next_step = self.next_step or f"`datacontract lint {file}` says more"
        return ContractError(self.what, where=f"{file}: {self.field}", next_step=next_step)


def _parse(text: str) -> OpenDataContractStandard:
    """The standard's own model of the text, with no field that the standard doesn't have."""
    try:
        raw = yaml.load(text, Loader=yaml.CSafeLoader)
        standard = OpenDataContractStandard.model_validate(raw)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 1}" if mark else "somewhere"
        raise _MalformedError(
            line, f"not valid YAML: {getattr(error, 'problem', error)}", "correct it there"
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        raise _MalformedError(".".join(map(str, first["loc"])) or "the whole file", first["msg"]) from error
    _check_fields(raw, standard, "")
    return standard


def _check_fields(raw: Any, parsed: Any, where: str) -> None:
    """The standard's model passes over misspelt fields below the first level; find them."""
    if isinstance(parsed, list):
        for index, (given, read_as) in enumerate(zip(raw, parsed, strict=True)):
            label = given.get("name") if isinstance(given, dict) else None
            _check_fields(given, read_as, f"{where}[{label or index}]")
    elif isinstance(parsed, BaseModel) and isinstance(raw, dict):
        fields = {info.alias or name: name for name, info in type(parsed).model_fields.items()}
        for key, given in raw.items():
            place = f"{where}.{key}".lstrip(".")
            if key not in fields:
                near = difflib.get_close_matches(str(key), fields, n=1)
                raise _MalformedError(place, "no field of the standard", f"did you mean {near[0]!r}?" if near else None)
            _check_fields(given, getattr(parsed, fields[key]), place)


def _contract(standard: OpenDataContractStandard, file_name: str) -> Contract:
    tables = standard.schema_ or []
    if len(tables) != 1:
        raise _MalformedError("schema", f"{len(tables)} tables in one contract", "keep one table a file")
    table = tables[0]
    name = _text(table.name, "schema.name")
    if name != file_name:
        raise _MalformedError(
            "schema.name", f"{name!r}, but the file is named {file_name!r}", "give both the table's name"
        )
    if not (standard.apiVersion or "").startswith("v3."):
        raise _MalformedError("apiVersion", f"{standard.apiVersion!r} is no version 3", "write apiVersion: v3.2.0")
    if not _VERSION.fullmatch(standard.version or ""):
        raise _MalformedError(
            "version", f"{standard.version!r} is no semantic version", "write three numbers, as 1.0.0"
        )
    order = _custom(standard.customProperties, "order")
    if not isinstance(order, int):
        raise _MalformedError(
            "customProperties.order", f"{order!r} is no whole number", "number the table among the others"
        )
    description = standard.description or Description()
    contract = Contract(
        name=name,
        version=standard.version or "",
        order=order,
        description=_text(table.description, "schema.description"),
        grain=_text(table.dataGranularityDescription, "schema.dataGranularityDescription"),
        purpose=_text(description.purpose, "description.purpose"),
        usage=_text(description.usage, "description.usage"),
        limitations=_text(description.limitations, "description.limitations"),
        columns=tuple(_column(prop) for prop in table.properties or []),
        rules=tuple(_rules(table)),
    )
    _check_unique([column.name for column in contract.columns])
    _check_unique([rule.name for rule in contract.rules])
    if not contract.key or not all(contract.column(column).required for column in contract.key):
        raise _MalformedError("primaryKey", "no primary key, or one that can be NULL", "set primaryKey and required")
    return contract


def _check_place(contract: Contract, earlier: dict[str, Contract]) -> None:
    """Places are unique, and references point back to a column there is."""
    taken = next((other.name for other in earlier.values() if other.order == contract.order), None)
    if taken:
        raise _MalformedError("customProperties.order", f"{contract.order} is the place of {taken}", "choose another")
    for column in contract.columns:
        table, target = column.references or (None, None)
        if table and (table not in earlier or target not in {c.name for c in earlier[table].columns}):
            what = f"no earlier table has the column {table}.{target}"
            raise _MalformedError(f"{column.name}.relationships", what, "correct it, or the tables' order")


def _column(prop: SchemaProperty) -> Column:
    name = _text(prop.name, "schema.properties.name")
    options = prop.logicalTypeOptions or {}
    arrow = _type(prop, name)
    target = prop.relationships[0].to if prop.relationships else None
    if target is not None and (not isinstance(target, str) or target.count(".") != 1):
        raise _MalformedError(
            f"{name}.relationships", f"{target!r} is no table.column", "write it as articles.article_id"
        )
    table, _, column = (target or "").partition(".")
    return Column(
        name=name,
        type=arrow,
        description=_text(prop.description, f"{name}.description"),
        required=bool(prop.required),
        key=(prop.primaryKeyPosition or 1) if prop.primaryKey else None,
        unit=_custom(prop.customProperties, "unit"),
        vocabulary=tuple(Word(str(word.value), word.description) for word in prop.enum or []),
        examples=tuple(prop.examples or []),
        references=(table, column) if target else None,
        pattern=_pattern(options.get("pattern"), f"{name}.logicalTypeOptions.pattern"),
        minimum=_bound(options.get("minimum"), arrow, f"{name}.logicalTypeOptions.minimum"),
        maximum=_bound(options.get("maximum"), arrow, f"{name}.logicalTypeOptions.maximum"),
        min_length=options.get("minLength"),
        max_length=options.get("maxLength"),
    )


def _type(prop: SchemaProperty, name: str) -> pa.DataType:
    if prop.logicalType == "array" and prop.items:
        return pa.list_(_type(prop.items, f"{name}.items"))
    if prop.logicalType == "object" and prop.properties:
        return pa.struct([pa.field(part.name, _type(part, f"{name}.{part.name}")) for part in prop.properties])
    if prop.physicalType not in TYPES or _LOGICAL[prop.physicalType] != prop.logicalType:
        what = f"{prop.logicalType!r} as {prop.physicalType!r}"
        raise _MalformedError(
            f"{name}.physicalType", what, f"use one of {', '.join(f'{_LOGICAL[t]} as {t}' for t in TYPES)}"
        )
    return TYPES[prop.physicalType]


def _bound(value: Any, arrow: pa.DataType, where: str) -> Any:
    """A limit in the column's own type: dates are written as text."""
    if value is None or not pa.types.is_date(arrow):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError as error:
        raise _MalformedError(where, f"{value!r} is no date", "write it as 1990-12-31") from error


def _pattern(pattern: Any, where: str) -> str | None:
    try:
        return None if pattern is None else re.compile(str(pattern)).pattern
    except re.error as error:
        raise _MalformedError(where, f"not a regular expression: {error}", "correct the pattern") from error


def _rules(table: SchemaObject) -> list[Rule]:
    of_columns = [_rule(rule, prop.name) for prop in table.properties or [] for rule in prop.quality or []]
    return of_columns + [_rule(rule, None) for rule in table.quality or []]


def _rule(rule: DataQuality, column: str | None) -> Rule:
    name = _text(rule.name, "quality.name")
    where = f"quality rule {name}"
    if rule.severity not in get_args(Severity):
        raise _MalformedError(
            f"{where}: severity", f"{rule.severity!r}", f"write one of {', '.join(get_args(Severity))}"
        )
    column = _custom(rule.customProperties, "column") or column
    if column is None:
        raise _MalformedError(where, "names no column", "add the custom property `column`: where to look when it fails")
    expectation, arguments = _expectation(rule, column, where)
    description = _text(rule.description, f"{where}: description")
    return Rule(name, description, cast(Severity, rule.severity), column, expectation, arguments)


def _expectation(rule: DataQuality, column: str, where: str) -> tuple[str, dict[str, Any]]:
    """The Great Expectations type and arguments that the rule stands for."""
    if rule.type == "custom" and rule.engine == "great-expectations" and isinstance(rule.implementation, dict):
        kind, arguments = rule.implementation.get("type"), rule.implementation.get("kwargs")
        if isinstance(kind, str) and isinstance(arguments, dict):
            return kind, arguments
    if rule.metric in ("nullValues", "invalidValues"):
        given = rule.arguments or {}
        arguments = {"column": column, "mostly": _share_that_holds(rule, where)}
        if rule.metric == "nullValues":
            return "expect_column_values_to_not_be_null", arguments
        if "validValues" in given:
            return "expect_column_values_to_be_in_set", {**arguments, "value_set": given["validValues"]}
        if "pattern" in given:
            return "expect_column_values_to_match_regex", {**arguments, "regex": _pattern(given["pattern"], where)}
    what = "neither nullValues, nor invalidValues, nor a great-expectations rule with type and kwargs"
    raise _MalformedError(where, what, "write it like another rule in schemas/")


def _share_that_holds(rule: DataQuality, where: str) -> float:
    """A library rule's limit as the share of rows that must hold: none may fail, or a percentage at most."""
    if rule.mustBe == 0:
        return 1.0
    if rule.unit == "percent" and rule.mustBeLessOrEqualTo is not None and 0 <= rule.mustBeLessOrEqualTo <= 100:
        return 1 - rule.mustBeLessOrEqualTo / 100
    what = "no limit that is understood"
    raise _MalformedError(where, what, "write mustBe: 0, or mustBeLessOrEqualTo: 20 with unit: percent")


def _custom(properties: list[CustomProperty] | None, name: str) -> Any:
    return next((p.value for p in properties or [] if p.property == name), None)


def _check_unique(names: list[str]) -> None:
    twice = next((name for index, name in enumerate(names) if name in names[:index]), None)
    if twice:
        raise _MalformedError(twice, "the name is given twice", "rename one of them")


def _text(text: str | None, where: str) -> str:
    if not text or not text.strip():
        raise _MalformedError(where, "missing or empty", "write it")
    return text.strip()
