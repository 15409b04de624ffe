"""What happened, and what only might: events with their modality, and the standing of every other verb.

`find` matches the frames of the lexicon (types/*.yaml) against the parse (trigger), fills in who, whom, where and when
(argument, circumstance), asks whether it happened (modality), reads promises, threats and refusals out of what is only said
(compose), and joins what is told twice (merge).
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.facts.document import Document, Token
from dateline.facts.events import circumstance, compose, gate, lexicon, merge, modality, trigger
from dateline.facts.events.name import resolver
from dateline.facts.record import Assertion, Event, Mention, Quantity, Statement, Time


def find(
    document: Document,
    mentions: Sequence[Mention],
    times: Sequence[Time],
    quantities: Sequence[Quantity],
    statements: Sequence[Statement],
) -> tuple[list[Event], list[Assertion]]:
    """The events of a document and the standing of its other verbs, each in the order of the text."""
    words = lexicon.load()
    circumstances = circumstance.Circumstances(document, mentions, times, quantities)
    composer = compose.Composer(document, words, resolver(mentions), circumstances, gate.Gate(document, words))
    matcher = trigger.Matcher(words)
    events: list[Event] = []
    assertions: list[Assertion] = []
    for sentence in document.sentences:
        tokens = document.tokens_of(sentence)
        matches = {}
        verbs: list[Token] = []
        for token in tokens:
            if token.tag.startswith("VB") and token.dep not in ("aux", "auxpass"):
                verbs.append(token)
            found = matcher.match(token)
            if found is not None:
                matches[token.i] = found
        told = composer.events(tokens, matches)
        events.extend(event for event, _ in told)
        taken = {token.i for _, token in told}
        assertions.extend(
            Assertion(start=verb.start, end=verb.end, modality=modality.standing(verb).modality)
            for verb in verbs
            if verb.i not in taken
        )
    return merge.join(events, document.text), assertions
