"""The data dictionary, docs/dictionary.md, written from the contracts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dateline.contracts.model import Column, Contract, Rule
from dateline.contracts.odcs import load

FIX = "python -m dateline.contracts --write"

_HEAD = f"""# Data dictionary

<!-- Generated from schemas/*.odcs.yaml; after a change there run: {FIX} -->

Every table of the lake: what a row is, what its columns mean, what is checked before a row is loaded, and what to beware of.
The contracts in `schemas/` (Open Data Contract Standard) are the source of this page. DuckDB knows the descriptions too:
`SELECT column_name, comment FROM duckdb_columns()`.

A column is required unless it is marked as nullable. NULL always means that the text, or the publisher, doesn't say.
A row that breaks its column's definition (type, required, vocabulary, limits, pattern, reference, primary key) or a critical
check is not loaded; it goes to the table `quarantine` with the reason. A warning or an information is only counted in the
table `checks`.
"""


def dictionary() -> str:
    """The page as Markdown."""
    contracts = load().values()
    overview = [f"| [{c.name}](#{c.name}) | {_cell(c.description)} | {_cell(c.grain)} |" for c in contracts]
    parts = [_HEAD, "\n".join(["| table | what it holds | a row |", "| --- | --- | --- |", *overview]) + "\n"]
    parts += ["\n".join(_table(contract)) + "\n" for contract in contracts]
    return "\n".join(parts)


def _table(contract: Contract) -> Iterator[str]:
    yield f"## {contract.name}\n"
    yield f"{contract.purpose}\n"
    yield f"- **A row:** {contract.grain}"
    yield f"- **Use:** {contract.usage}"
    yield f"- **Beware:** {contract.limitations}"
    yield f"- **Primary key:** {', '.join(f'`{column}`' for column in contract.key)}"
    yield f"- **Contract version:** {contract.version}\n"
    yield "| column | type | what it means |"
    yield "| --- | --- | --- |"
    for column in contract.columns:
        null = "" if column.required else ", nullable"
        yield f"| `{column.name}` | {_type(column)}{null} | {_cell(_meaning(column))} |"
    for column in contract.columns:
        if column.vocabulary:
            yield f"\nValues of `{column.name}`:\n"
            yield from (f"- `{word.value}`: {word.description}" for word in column.vocabulary)
    if contract.rules:
        yield f"\nChecks of {contract.name}:\n"
        yield "| check | column | severity | what is expected |"
        yield "| --- | --- | --- | --- |"
        for rule in contract.rules:
            yield f"| `{rule.name}` | `{rule.column}` | {rule.severity} | {_cell(_expected(rule))} |"


def _expected(rule: Rule) -> str:
    """What a rule expects; with the values where it lists any, but for a helper's plain true."""
    values = rule.arguments.get("value_set", [True])
    return (
        rule.description if values == [True] else f"{rule.description} They are {', '.join(f'`{v}`' for v in values)}."
    )


def _type(column: Column) -> str:
    return column.sql_type.replace('"', "").lower()


def _meaning(column: Column) -> str:
    parts = [column.description]
    if column.unit:
        parts.append(f"Unit: {column.unit}.")
    if column.minimum is not None or column.maximum is not None:
        ends = (("at least", column.minimum), ("at most", column.maximum))
        parts.append(f"Limits: {', '.join(f'{word} {limit}' for word, limit in ends if limit is not None)}.")
    if column.references:
        parts.append(f"Refers to `{'.'.join(column.references)}`.")
    if column.examples:
        parts.append(f"For example {', '.join(f'`{_example(value)}`' for value in column.examples)}.")
    return " ".join(parts)


def _example(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
