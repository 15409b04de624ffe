"""Which facts tell one event, over the articles of a story: the versions of an article and its copies in other outlets.

The facts of an article stay as they were read. What they have in common is kept beside them, in `event_links`, and depends
on the facts of the story alone: a story is linked anew, as a whole, when its articles, their facts or the entities they name
have changed, and that gives what linking all stories at once would.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import duckdb

from dateline.lake.connection import LAKE
from dateline.lake.entity.fold import fold

Row = dict[str, Any]

# Raised when the rules change, so that all events are linked again.
RULES = 1

LINKED = f"{LAKE}.meta.linked_stories"
DDL = f"CREATE TABLE IF NOT EXISTS {LINKED} (story_id VARCHAR NOT NULL, fingerprint UBIGINT NOT NULL)"

# A planned, a denied and a done thing are never one, even where they are of one type.
_STANDINGS = {
    "happened": "real", "ongoing": "real",
    "planned": "open", "possible": "open", "conditional": "open",
    "negated": "not", "denied": "not",
}  # fmt: skip

_ARTICLES_OF_NAMES = ("a", "an", "the")

# Stories held in memory at a time while their events are linked.
_CHUNK = 2_000


def cluster(facts: Iterable[Mapping[str, Any]]) -> list[Row]:
    """The rows of `event_links` for these facts, ordered by fact id. Their order changes nothing; stories must be whole.

    A fact has the columns of `events` with the entities' ids for actor and recipient, `story_id`, and of its article
    `canonical_id`, `outlet`, `is_latest` (whether this is the article's latest version) and `is_first` (whether this is the
    article that had the story first). Facts are one event if they are in
    one story, of one type and standing (real, open, or said not to be), and nothing that both tell differs: days, actor,
    recipient, location. They must also share an actor, a recipient or the trigger words. Two facts that the same extractor
    told apart in the same text stay apart.
    """
    buckets: dict[tuple[str, str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for fact in facts:
        buckets[fact["story_id"], fact["type"], _STANDINGS[fact["modality"]]].append(fact)
    rows = [row for bucket in buckets.values() for event in _events(bucket) for row in event.rows()]
    return sorted(rows, key=lambda row: row["fact_id"])


class _Event:
    """Facts that are one event: what is known of it so far."""

    def __init__(self, fact: Mapping[str, Any]) -> None:
        self.facts = [fact]
        self.texts = {(fact["article_id"], fact["extractor_version"])}
        self.sentences = {fold(fact["sentence"])}
        self.triggers = {fold(fact["quote"])}
        self.actor = _names(fact["actor"], fact["actor_entity_id"])
        self.recipient = _names(fact["recipient"], fact["recipient_entity_id"])
        self.location = _names(fact["location"])
        self.first, self.last = fact["date_from"] or dt.date.min, fact["date_to"] or dt.date.max

    @property
    def copied_from(self) -> tuple[frozenset[str], frozenset[str]]:
        """What an event has in common with its word-for-word copies."""
        return frozenset(self.sentences), frozenset(self.triggers)

    def agreement(self, other: _Event) -> tuple[int, int]:
        """How well the two fit together: sentences first, then arguments. (0, 0) if they are not one event."""
        arguments = ((self.actor, other.actor), (self.recipient, other.recipient), (self.location, other.location))
        same_actor, same_recipient, same_place = (bool(mine & theirs) for mine, theirs in arguments)
        same_trigger = not self.triggers.isdisjoint(other.triggers)
        if not (same_actor or same_recipient or same_trigger) or not self.texts.isdisjoint(other.texts):
            return 0, 0
        if max(self.first, other.first) > min(self.last, other.last):
            return 0, 0
        if any(mine and theirs and mine.isdisjoint(theirs) for mine, theirs in arguments):
            return 0, 0
        same_sentence = not self.sentences.isdisjoint(other.sentences)
        return int(same_sentence), same_actor + same_recipient + same_place + same_trigger

    def absorb(self, other: _Event) -> None:
        """Take over what the other's facts tell."""
        self.facts += other.facts
        self.texts |= other.texts
        self.sentences |= other.sentences
        self.triggers |= other.triggers
        self.actor |= other.actor
        self.recipient |= other.recipient
        self.location |= other.location
        self.first, self.last = max(self.first, other.first), min(self.last, other.last)

    def rows(self) -> Iterator[Row]:
        """The links of its facts."""
        outlets: dict[str, str] = {}  # by article; its versions count as one outlet's
        for fact in self.facts:
            outlets[fact["canonical_id"]] = max(outlets.get(fact["canonical_id"], ""), fact["outlet"] or "")
        lead = min(
            self.facts,
            key=lambda fact: (not fact["is_latest"], -fact["confidence"], not fact["is_first"], fact["fact_id"]),
        )
        event_id = min(fact["fact_id"] for fact in self.facts)
        for fact in self.facts:
            yield {
                "fact_id": fact["fact_id"],
                "event_id": event_id,
                "story_id": fact["story_id"],
                "article_count": len(outlets),
                "outlet_count": len(set(outlets.values())),
                "is_lead": fact is lead,
            }


def _names(words: str | None, entity_id: str | None = None) -> set[str]:
    """What two tellings of one actor or place have in common: the entity, or the words, levelled. Empty if not told."""
    levelled = fold(words or "").split()
    while len(levelled) > 1 and levelled[0] in _ARTICLES_OF_NAMES:
        levelled = levelled[1:]
    return {name for name in (" ".join(levelled), entity_id and f"#{entity_id}") if name}


def _events(facts: list[Mapping[str, Any]]) -> list[_Event]:
    """Join facts of one type and standing in one story: word-for-word copies first, then what fits best.

    Those that tell most come first, so that one that leaves the actor out goes to the event it fits best.
    """
    alone = [_Event(fact) for fact in sorted(facts, key=_precedence)]
    if len({text for event in alone for text in event.texts}) == 1:
        return alone
    copies: dict[Any, list[_Event]] = defaultdict(list)
    for event in alone:
        _join(event, copies[event.copied_from])
    joined: list[_Event] = []
    for event in (event for group in copies.values() for event in group):
        _join(event, joined)
    return joined


def _precedence(fact: Mapping[str, Any]) -> tuple[int, str, int, str]:
    told = sum(fact[column] is not None for column in ("actor", "recipient", "location", "date_from"))
    return -told, fact["article_id"], fact["char_start"], fact["fact_id"]


def _join(event: _Event, events: list[_Event]) -> None:
    """Let the best fitting of the events absorb this one, the first of several that fit alike; else add it."""
    best = max(events, key=event.agreement, default=event)
    if best is not event and event.agreement(best) > (0, 0):
        best.absorb(event)
    else:
        events.append(event)


def link_rows(con: duckdb.DuckDBPyConnection) -> Iterator[list[Row]]:
    """Rows of `event_links` for the stories that changed since they were last linked, some stories at a time.

    Marks the stories as linked. Call it in a transaction, after stories and entities were brought up to date.
    """
    con.execute(f"CREATE OR REPLACE TEMP TABLE told AS {_TOLD}")
    changed = [
        row[0] for row in con.execute(f"SELECT story_id FROM (FROM told EXCEPT FROM {LINKED}) ORDER BY ALL").fetchall()
    ]
    con.execute(f"DELETE FROM {LINKED} WHERE (story_id, fingerprint) NOT IN (SELECT (story_id, fingerprint) FROM told)")
    con.execute(f"INSERT INTO {LINKED} FROM told EXCEPT FROM {LINKED}")
    for start in range(0, len(changed), _CHUNK):
        yield cluster(con.execute(_FACTS, {"stories": changed[start : start + _CHUNK]}).to_arrow_table().to_pylist())


# The facts with their stories and the entities that their names mean; a story without events has none.
_RESOLVED = f"""
    SELECT
        s.story_id,
        s.article_id,
        e.* EXCLUDE (article_id) REPLACE (
            coalesce(actor_here.entity_id, actor_always.entity_id, e.actor_entity_id) AS actor_entity_id,
            coalesce(recipient_here.entity_id, recipient_always.entity_id, e.recipient_entity_id) AS recipient_entity_id
        )
    FROM {LAKE}.stories AS s
    LEFT JOIN {LAKE}.events AS e ON e.article_id = s.article_id
    LEFT JOIN {LAKE}.entity_links AS actor_here
        ON actor_here.name_id = e.actor_entity_id AND actor_here.article_id = e.article_id
    LEFT JOIN {LAKE}.entity_links AS actor_always
        ON actor_always.name_id = e.actor_entity_id AND actor_always.article_id = '*'
    LEFT JOIN {LAKE}.entity_links AS recipient_here
        ON recipient_here.name_id = e.recipient_entity_id AND recipient_here.article_id = e.article_id
    LEFT JOIN {LAKE}.entity_links AS recipient_always
        ON recipient_always.name_id = e.recipient_entity_id AND recipient_always.article_id = '*'
"""

# What the links of a story depend on, in a number: all else in its facts and articles never changes.
_TOLD = f"""
SELECT story_id, bit_xor(hash(article_id, fact_id, actor_entity_id, recipient_entity_id, {RULES})) AS fingerprint
FROM ({_RESOLVED})
GROUP BY story_id
"""

# All versions of an article are in its story. Which one is the latest is said as in the mart `articles_latest`.
_FACTS = f"""
WITH wanted AS (
    SELECT
        article_id, canonical_id, outlet,
        row_number() OVER (
            PARTITION BY canonical_id
            ORDER BY coalesce(modified_at, published_at, published_on::TIMESTAMPTZ) DESC, fetched_at DESC, article_id
        ) = 1 AS is_latest
    FROM {LAKE}.articles
    WHERE article_id IN (SELECT article_id FROM {LAKE}.stories WHERE story_id IN (SELECT unnest($stories)))
)
SELECT
    r.story_id, r.fact_id, r.article_id, r.char_start, r.quote, r.sentence, r.extractor_version, r.confidence, r.type, r.modality,
    r.actor, r.recipient, r.location, r.actor_entity_id, r.recipient_entity_id, r.date_from, r.date_to,
    a.canonical_id, a.outlet, a.is_latest, a.canonical_id = lead.canonical_id AS is_first
FROM ({_RESOLVED}) AS r
JOIN wanted AS a USING (article_id)
JOIN wanted AS lead ON lead.article_id = r.story_id
WHERE r.fact_id IS NOT NULL
"""
