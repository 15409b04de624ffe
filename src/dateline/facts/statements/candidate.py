"""A statement in the making: what cue, speaker and content finding agree on before it becomes a record."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.facts.document import Token
from dateline.facts.statements.cue import Cue, Entry


@dataclass(slots=True)
class Candidate:
    """One cue with its content. `content` and `cue_spans` are code-point spans; `speakers` the heads of the speaker's noun phrases.

    `way` is how the content was found ("quote", "that", "noun", "label" …). `speaker_spans` overrides `speakers` where the
    speaker isn't in the parse (labels).
    """

    cue: Cue
    entry: Entry
    content: list[tuple[int, int]]
    cue_spans: list[tuple[int, int]]
    speakers: tuple[Token, ...]
    way: str
    addressee: Token | None = None
    speaker_spans: list[tuple[int, int]] = field(default_factory=list)
