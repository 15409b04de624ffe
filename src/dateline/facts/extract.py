"""From a text to its facts: the one place where the kinds of facts meet, in the order in which they need each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from dateline.facts import entities, events, quantities, statements, times
from dateline.facts.document import Document, parse
from dateline.facts.model import DEFAULT_MODEL, load_model
from dateline.facts.record import Event, Facts, Quantity, Statement

# Raised with every change that can change a fact; part of every fact's id.
RULES_VERSION = "0.9.0"


def extractor_version(model: str = DEFAULT_MODEL) -> str:
    """What made a fact: the version of the rules and of the parser's model, as "0.1.0/en_core_web_sm-3.8.0"."""
    meta = load_model(model).meta
    return f"{RULES_VERSION}/{meta['lang']}_{meta['name']}-{meta['version']}"


def extract(
    text: str,
    published: dt.date | None = None,
    title: str | None = None,
    country: str | None = None,
    *,
    model: str = DEFAULT_MODEL,
) -> Facts:
    """The facts of a text.

    `published` is the day that "Wednesday" and "last month" are counted from; without it they stay unresolved.
    `country` is where the outlet is (ISO 3166-1 alpha-2): whether 3/4/2022 is in March or April. Without it, such a date
    has no value unless the text's other dates show the order.
    """
    return extract_document(parse(text, published, title, country, model=model))


def extract_document(document: Document) -> Facts:
    """The facts of a parsed document. Pure: the same document gives the same facts."""
    found_times = times.find(document)
    mentions, roles = entities.find(document)
    times.set_offsets(document, found_times, mentions)
    found_statements = statements.find(document, mentions, found_times)
    entities.mark_sources(document, mentions, found_statements)
    entities.add_first_persons(document, mentions, found_statements)
    found_quantities = quantities.find(document, mentions, found_times)
    found_events, assertions = events.find(document, mentions, found_times, found_quantities, found_statements)
    _attach(found_quantities, found_statements)
    _attach(found_events, found_statements)
    for event in found_events:
        if event.statement is not None and event.modality == "negated":
            event.modality = "denied"  # it is somebody quoted who says that it did not happen
    return Facts(
        statements=found_statements,
        quantities=found_quantities,
        times=found_times,
        mentions=mentions,
        roles=roles,
        events=found_events,
        assertions=assertions,
        sentences=[(sentence.start, sentence.end) for sentence in document.sentences],
    )


def _attach(facts: Sequence[Quantity | Event], claims: list[Statement]) -> None:
    """Point each fact at the innermost statement whose content it stands in, so that a claim is never shown as a bare fact."""
    stretches = sorted(
        (end - start, index, start, end) for index, claim in enumerate(claims) for start, end in claim.content
    )
    for fact in facts:
        fact.statement = next(
            (index for _, index, start, end in stretches if start <= fact.start and fact.end <= end), None
        )


def to_json(facts: Facts) -> dict[str, list[dict[str, Any]]]:
    """The lists of `dateline extract`, ready for JSON."""
    out: dict[str, list[dict[str, Any]]] = {
        name: [asdict(fact) for fact in getattr(facts, name)] for name in ("statements", "quantities", "times")
    }
    out["entities"] = [_entity(asdict(mention)) for mention in facts.mentions]
    out["roles"] = [asdict(role) for role in facts.roles]
    out["events"] = [asdict(event) for event in facts.events]
    out["assertions"] = [asdict(assertion) for assertion in facts.assertions]
    for statement in out["statements"]:
        statement["speaker"] = statement["speaker"] or None
    return out


def _entity(mention: dict[str, Any]) -> dict[str, Any]:
    chain = mention.pop("entity")
    return {**mention, "entity_id": None if chain is None else f"e{chain}"}
