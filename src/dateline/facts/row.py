"""Facts as rows of their tables: what an analyst sees, keyed by the columns of the contracts.

Every row stands for itself: it repeats the words it was read from and their sentence, and names the statement that claims it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import math
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from typing import Any

from dateline.facts.record import Event, Facts, Mention, Quantity, Role, Spans, Statement, Time
from dateline.facts.times.value import date_range

Row = dict[str, Any]

# What a speaker who is no mention of its own is among the entities.
_ENTITY_TYPE = {"person": "PERSON", "organization": "ORG", "country": "PLACE"}


def rows(article: Mapping[str, Any], facts: Facts, extractor_version: str) -> dict[str, list[Row]]:
    """The rows of the fact tables, by table. `article` is a row of `articles`: its `article_id` and `text` are read.

    The same text read by the same extractor gives the same rows. Facts that are the same in what tells facts apart (their
    natural key) are one row: the first.
    """
    page = _Page(article["article_id"], article["text"], extractor_version, facts)
    claims = [_statement(page, statement) for statement in facts.statements]
    claim_ids = [claim["fact_id"] for claim in claims]

    def claim_of(fact: Quantity | Event) -> str | None:
        return None if fact.statement is None else claim_ids[fact.statement]

    tables = {
        "statements": claims,
        "quantities": [_quantity(page, quantity, claim_of(quantity)) for quantity in facts.quantities],
        "times": [_time(page, time) for time in facts.times],
        "mentions": [_mention(page, mention) for mention in facts.mentions],
        "roles": [_role(page, role) for role in facts.roles],
        "events": [_event(page, event, claim_of(event)) for event in facts.events],
    }
    return {table: _distinct(found) for table, found in tables.items()}


def _distinct(found: list[Row]) -> list[Row]:
    """The first row of each id, in order."""
    first: dict[str, Row] = {}
    for row in found:
        first.setdefault(row["fact_id"], row)
    return list(first.values())


def entity_id(kind: str, name: str) -> str:
    """The id of a person, organization or place across articles: by type and name, case, width and spacing levelled."""
    return _hash(kind, _level(name))


def _level(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _hash(*key: Any) -> str:
    """The first 20 hexadecimal digits of the SHA-256 of the key as JSON."""
    return hashlib.sha256(json.dumps(key).encode()).hexdigest()[:20]


class _Page:
    """The article that the facts are on: its text, its sentences, and the entities that its mentions name."""

    def __init__(self, article_id: str, text: str, extractor_version: str, facts: Facts) -> None:
        self.article_id = article_id
        self.text = text
        self.extractor_version = extractor_version
        self._sentences = sorted(facts.sentences)
        named = [mention for mention in facts.mentions if mention.name]
        self._by_chain = {
            m.entity: entity_id(m.type, m.name) for m in reversed(named) if m.name and m.entity is not None
        }
        self._by_name = {_level(m.name): entity_id(m.type, m.name) for m in reversed(named) if m.name}

    def fact(self, table: str, start: int, end: int, confidence: float, *key: Any, around: Spans = ()) -> Row:
        """The columns that all facts have. `key` tells two facts at one place apart; the sentence covers `around` too."""
        return {
            "fact_id": _hash(table, self.article_id, self.extractor_version, start, end, *key),
            "article_id": self.article_id,
            "char_start": start,
            "char_end": end,
            "quote": self.text[start:end],
            "sentence": self._sentence(*_hull(((start, end), *around))),
            "confidence": float(confidence),
            "extractor_version": self.extractor_version,
        }

    def words(self, spans: Spans) -> str | None:
        """The text of the spans, joined by spaces."""
        return " ".join(self.text[start:end] for start, end in spans) or None

    def entity(self, chain: int | None, kind: str | None, name: str | None) -> str | None:
        """The entity of a chain of mentions, else of the name."""
        if chain in self._by_chain:
            return self._by_chain[chain]
        return entity_id(kind, name) if kind and name else None

    def named(self, name: str | None) -> str | None:
        """The entity that the article's mentions know by this name."""
        return self._by_name.get(_level(name)) if name else None

    def _sentence(self, start: int, end: int) -> str:
        """The sentences that a stretch touches, whole, with what stands between them."""
        first = max(bisect_right(self._sentences, (start, math.inf)) - 1, 0)
        touched = self._sentences[first : bisect_left(self._sentences, (end, 0))]
        touched = [sentence for sentence in touched if sentence[1] > start]
        begin, stop = _hull((*touched, (start, end)))
        return self.text[begin:stop]


def _hull(spans: Spans) -> tuple[int, int]:
    return min(start for start, _ in spans), max(end for _, end in spans)


def _statement(page: _Page, statement: Statement) -> Row:
    speaker, cue, content = _merged(statement.speaker), _merged(statement.cue), _merged(statement.content)
    start, end = _hull(content or ((0, 0),))
    kind = _ENTITY_TYPE.get(statement.speaker_type)
    return {
        **page.fact("statements", start, end, statement.confidence, cue, content, around=(*content, *cue, *speaker)),
        "speaker": page.words(speaker),
        "speaker_spans": _structs(speaker),
        "speaker_name": statement.speaker_name,
        "speaker_description": statement.speaker_description,
        "speaker_type": statement.speaker_type,
        "entity_id": page.entity(statement.speaker_entity, kind, statement.speaker_name),
        "cue": page.words(cue),
        "cue_spans": _structs(cue),
        "content": page.words(content),
        "content_spans": _structs(content),
        "kind": statement.kind,
        "stance": statement.stance,
        "addressee": statement.addressee,
        "venue": statement.venue,
        "said_on": _day(statement.said_on),
    }


def _quantity(page: _Page, quantity: Quantity, statement_id: str | None) -> Row:
    return {
        **page.fact("quantities", quantity.start, quantity.end, quantity.confidence),
        "low": _number(quantity.low),
        "high": _number(quantity.high),
        "modifier": quantity.modifier,
        "change": quantity.change,
        "unit": quantity.unit,
        "item": quantity.item,
        "verb": quantity.verb,
        "measure": quantity.measure,
        "value_before": _number(quantity.before),
        "value_after": _number(quantity.after),
        "place": quantity.place,
        "date": quantity.date,
        **_dates(quantity.date),
        "statement_id": statement_id,
    }


def _time(page: _Page, time: Time) -> Row:
    return {
        **page.fact("times", time.start, time.end, time.confidence),
        "type": time.type,
        "value": time.value,
        **_dates(time.value),
        "utc_offset": time.utc_offset,
    }


def _mention(page: _Page, mention: Mention) -> Row:
    return {
        **page.fact("mentions", mention.start, mention.end, mention.confidence, mention.type),
        "type": mention.type,
        "kind": mention.kind,
        "name": mention.name,
        "entity_id": page.entity(mention.entity, mention.type, mention.name) if mention.name else None,
        "mention_role": mention.mention_role,
        "reason": mention.reason,
        "country": mention.country,
        "geonames_id": mention.geonames_id,
        "latitude": _number(mention.latitude),
        "longitude": _number(mention.longitude),
        "geo_precision": mention.geo_precision,
    }


def _role(page: _Page, role: Role) -> Row:
    return {
        **page.fact("roles", role.start, role.end, role.confidence, role.person, role.title, role.organization),
        "person": role.person,
        "entity_id": page.entity(role.entity, "PERSON", role.person),
        "title": role.title,
        "organization": role.organization,
        "status": role.status,
    }


def _event(page: _Page, event: Event, statement_id: str | None) -> Row:
    return {
        **page.fact("events", event.start, event.end, event.confidence, event.type, event.actor, event.recipient),
        "type": event.type,
        "mode": event.mode,
        "context": event.context,
        "actor": event.actor,
        "recipient": event.recipient,
        "location": event.location,
        "actor_entity_id": page.named(event.actor),
        "recipient_entity_id": page.named(event.recipient),
        "date": event.date,
        **_dates(event.date),
        "modality": event.modality,
        "modality_cue": page.words((event.cue,)) if event.cue else None,
        "toll_low": _number(event.toll_low),
        "toll_high": _number(event.toll_high),
        "statement_id": statement_id,
        "attributed": statement_id is not None,
    }


def _merged(spans: Spans) -> Spans:
    """The same stretches in order, overlapping ones as one: "a problem that" holds its "that"."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)


def _structs(spans: Spans) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in spans]


def _dates(value: str | None) -> dict[str, dt.date | None]:
    first, last = date_range(value)
    return {"date_from": first, "date_to": last}


def _day(value: str | None) -> dt.date | None:
    """The day of a value that names a single one."""
    first, last = date_range(value)
    return first if first == last else None


def _number(value: float | None) -> float | None:
    """As a float. What is too large for one becomes infinite, and the checks will stop it."""
    try:
        return None if value is None else float(value)
    except OverflowError:
        return math.inf
