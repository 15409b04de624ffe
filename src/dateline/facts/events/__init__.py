"""What happened, and what only might: events with their modality, and the standing of every other verb.

`find` matches the frames of the lexicon (types/*.yaml) against the parse (trigger, condition, nominal), leaves out games,
fiction, habits and mishaps (gate, generic), asks whether it happened (modality) and what it is then (reading), fills in
who, whom, where and when (cast, argument, circumstance), says how sure it is (confidence), and joins what is told twice (merge).
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.facts.document import Document, Token
from dateline.facts.events import lexicon, merge, modality
from dateline.facts.events.cast import Cast
from dateline.facts.events.circumstance import Circumstances
from dateline.facts.events.compose import Composer
from dateline.facts.events.confidence import Weigh, probability
from dateline.facts.events.day import Days
from dateline.facts.events.gate import Gate
from dateline.facts.events.name import relabelled, resolver, without_own
from dateline.facts.events.trigger import Match, Matcher
from dateline.facts.record import Assertion, Event, Mention, Quantity, Statement, Time


def find(
    document: Document,
    mentions: Sequence[Mention],
    times: Sequence[Time],
    quantities: Sequence[Quantity],
    statements: Sequence[Statement],
    weigh: Weigh = probability,
) -> tuple[list[Event], list[Assertion]]:
    """The events of a document and the standing of its other verbs, each in the order of the text.

    `weigh` says how sure an event with given features is.
    """
    words = lexicon.load()
    composer = Composer(
        words,
        Cast(document, words, resolver(without_own(document.text, mentions, statements))),
        Circumstances(document, mentions, quantities),
        Days(document, times),
        Gate(document, words),
        weigh,
    )
    matcher = Matcher(words)
    events: list[Event] = []
    verbs: list[Token] = []
    with relabelled(document, mentions):
        for sentence in document.sentences:
            tokens = document.tokens_of(sentence)
            matches: dict[int, Match] = {}
            for token in tokens:
                if token.is_verb and token.dep not in ("aux", "auxpass"):
                    verbs.append(token)
                found = matcher.match(token)
                if found is not None:
                    matches[token.i] = found
            told = composer.events(tokens, matches)
            events.extend(event for event, _ in told)
        kept = merge.join(events, document.text)
        taken = {event.start for event in kept}
        assertions = [
            Assertion(start=verb.start, end=verb.end, modality=modality.standing(verb).modality)
            for verb in verbs
            if verb.start not in taken
        ]
    return kept, assertions
