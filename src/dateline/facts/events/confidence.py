"""How sure an event is: the probability that it is right, from how it is told.

The weights are log-odds that add up, made by training/events.py from events that a person judged.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from dateline.facts.events.modality import anchor
from dateline.facts.events.trigger import Match
from dateline.facts.record import Event

# Gives the confidence of an event with these features.
Weigh = Callable[[Sequence[str]], float]


def features(event: Event, match: Match | None, *, is_history: bool, is_public: bool) -> list[str]:
    """What holds of an event. `match` is None where only the wording of speech makes one.

    `is_history`: it is told as background; `is_public`: the article is about public affairs.
    """
    return list(_features(event, match, is_history, is_public))


def _features(event: Event, match: Match | None, is_history: bool, is_public: bool) -> Iterator[str]:
    yield "always"
    if event.actor is not None:
        yield "actor told"
    if event.recipient is not None:
        yield "recipient told"
    if event.location is not None or event.date is not None:
        yield "place or day told"
    if event.modality not in ("happened", "planned"):
        yield "may not have happened"
    if is_history:
        yield "history"
    if is_public:
        yield "public affairs"
    if match is None:
        yield "by wording only"
        return
    if match.frame.confidence < 0.65:
        yield "doubtful frame"
    if match.weight >= 2:
        yield "two conditions met"
    if match.weight >= 3:
        yield "three conditions met"
    if match.noun is not None:
        yield "noun"
    elif anchor(match.verb).dep in ("relcl", "acl"):
        yield "relative clause"


@functools.cache
def weights() -> dict[str, float]:
    """The weight of each feature, in log-odds."""
    loaded: dict[str, float] = json.loads(Path(__file__).with_name("confidence.json").read_text(encoding="utf-8"))
    return loaded


def probability(names: Sequence[str]) -> float:
    """The probability that an event with these features is right, 0 to 1."""
    total = sum(map(weights().__getitem__, names))
    return round(1 / (1 + math.exp(-total)), 2)
