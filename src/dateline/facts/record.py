"""The facts as Python values: one small class a kind, in the order of `dateline extract`'s lists.

Offsets are code points into the article's text. A `spans` field is a tuple of (start, end) pairs, since a quotation can be
interrupted by its speaker. None always means that the text doesn't say.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Spans = tuple[tuple[int, int], ...]

EntityType = Literal["PERSON", "ORG", "PLACE"]
MentionKind = Literal["name", "nominal", "pronoun"]
MentionRole = Literal["source", "actor", "subject", "byline", "credit"]
SpeakerType = Literal["person", "organization", "country", "officials", "anonymous", "document", "unknown"]
StatementKind = Literal["direct", "mixed", "indirect"]
Modifier = Literal["exact", "approximately", "more_than", "at_least", "less_than", "at_most"]
Change = Literal["increase", "decrease"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Modality = Literal["happened", "ongoing", "planned", "possible", "conditional", "negated", "denied"]


@dataclass(slots=True, kw_only=True)
class Time:
    """A time expression.

    `value` is TIMEX3 ("2022-03-23", "2022-W12", "P3D"), None where it can't be resolved without a publication date.
    `utc_offset` ("+02:00") is what a time of day's clock is ahead of UTC.
    """

    start: int
    end: int
    type: TimeType
    value: str | None
    utc_offset: str | None = None
    confidence: float = 0.9


@dataclass(slots=True, kw_only=True)
class Mention:
    """A mention of a person, organization or place; pronouns and descriptions of named ones are mentions too.

    `entity` numbers the chain of mentions within the article, from 0; `name` is the chain's fullest name, or None where a
    pronoun or description was not resolved (then `reason` says why). `country` is ISO 3166-1 alpha-2.
    `geonames_id`, `latitude`, `longitude` (degrees, WGS 84) and `geo_precision` ("city", "region", "country") are for places.
    """

    start: int
    end: int
    type: EntityType
    kind: MentionKind
    name: str | None
    entity: int | None
    mention_role: MentionRole | None = None
    reason: str | None = None
    country: str | None = None
    geonames_id: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    geo_precision: str | None = None
    confidence: float = 0.8


@dataclass(slots=True, kw_only=True)
class Role:
    """A person's title and whom it is held for ("NATO", "Germany"). `start`–`end` spans title and name."""

    start: int
    end: int
    person: str
    title: str
    organization: str | None = None
    status: Literal["current", "former", "acting", "elect"] = "current"
    entity: int | None = None
    confidence: float = 0.8


@dataclass(slots=True, kw_only=True)
class Statement:
    """Who said what.

    `speaker` is the noun phrase in the text, `speaker_name` who is meant by it, `speaker_entity` the chain of mentions.

    `speaker_description` is an unnamed speaker's fullest noun phrase: "a senior defence official" also where the text says
    "the official" later. `said_on` is an ISO date read from the cue's clause. `confidence` is the estimated probability that
    the content is right.
    """

    speaker: Spans
    cue: Spans
    content: Spans
    kind: StatementKind
    stance: str
    speaker_type: SpeakerType
    speaker_name: str | None = None
    speaker_entity: int | None = None
    speaker_description: str | None = None
    addressee: str | None = None
    venue: str | None = None
    said_on: str | None = None
    confidence: float = 0.7


@dataclass(slots=True, kw_only=True)
class Quantity:
    """A number with its bound, unit and what it counts.

    `low` and `high` are equal for a plain value; one of them is None for an open bound.

    `unit` is an ISO 4217 code, "percent", a unit's singular English name ("dimensionless" for the level of an index or a rate),
    or None for things counted (named by `item`).
    `before` and `after` are given where a change tells both values. `measure` is from the documented vocabulary or None.
    `date` is a TIMEX3 value. `statement` is the index of the statement it is claimed in.
    """

    start: int
    end: int
    low: float | None
    high: float | None
    modifier: Modifier = "exact"
    change: Change | None = None
    unit: str | None = None
    item: str | None = None
    verb: str | None = None
    measure: str | None = None
    before: float | None = None
    after: float | None = None
    place: str | None = None
    date: str | None = None
    statement: int | None = None
    confidence: float = 0.8


@dataclass(slots=True, kw_only=True)
class Event:
    """What happened, or is only planned, possible or denied. `start`–`end` is the trigger.

    `actor`, `recipient` and `location` are names where known; the spans are the head phrases in the text. `date` is a TIMEX3
    value. `cue` is the span of the words that decide the modality ("is expected to"). `statement` is the index of the
    statement that claims it (None: the article tells it in its own voice). `toll_low`/`toll_high` count the victims told with it.
    """

    start: int
    end: int
    type: str
    modality: Modality
    mode: str | None = None
    context: str | None = None
    actor: str | None = None
    recipient: str | None = None
    location: str | None = None
    actor_span: tuple[int, int] | None = None
    recipient_span: tuple[int, int] | None = None
    location_span: tuple[int, int] | None = None
    date: str | None = None
    cue: tuple[int, int] | None = None
    toll_low: float | None = None
    toll_high: float | None = None
    statement: int | None = None
    confidence: float = 0.6


@dataclass(slots=True, kw_only=True)
class Assertion:
    """The standing of a verb that is no event of a listed type."""

    start: int
    end: int
    modality: Modality


@dataclass(slots=True, kw_only=True)
class Facts:
    """All facts of one article, each list in the order of the text.

    `sentences` are (start, end), to show a fact in its sentence.
    """

    statements: list[Statement]
    quantities: list[Quantity]
    times: list[Time]
    mentions: list[Mention]
    roles: list[Role]
    events: list[Event]
    assertions: list[Assertion]
    sentences: list[tuple[int, int]] = field(default_factory=list)
