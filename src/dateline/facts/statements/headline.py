"""Headlines In Capitals, whose verbs the parser takes for names: "Mayor Slams Plan For New Port"."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from dateline.facts.document import Document, Stretch, Token
from dateline.facts.statements import boundary
from dateline.facts.statements.candidate import Candidate
from dateline.facts.statements.cue import Cue, Entry, lexicon, third_person

# So many words a headline has, and this share of them in capitals.
MIN_WORDS, MAX_WORDS = 4, 25
CAPITAL_SHARE = 0.75

# So many words name who speaks, at most.
MAX_SPEAKER = 9

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BEFORE_A_NOUN = frozenset({"ADP", "DET", "ADJ", "PART", "CCONJ", "SCONJ", "AUX"})
_ENDS = frozenset({";", "—", "–", "|"})
_CIRCUMSTANCES = frozenset({"amid", "after", "before", "during", "while", "as"})
_STOPS = frozenset({":", ";", ",", "—", "–", "-", "--", "|", "?", "!"})


def find(document: Document) -> Iterator[Candidate]:
    """The statements of verbs in the third person that stand where only names seem to be."""
    for paragraph in document.paragraphs:
        tokens = document.tokens_of(paragraph)
        if _is_headline(tokens):
            for token in tokens[1:-1]:
                if token.pos in ("PROPN", "NOUN") and (entries := _by_form().get(token.lower)):
                    candidate = _read(document, paragraph, token, entries)
                    if candidate is not None:
                        yield candidate


def _is_headline(tokens: Sequence[Token]) -> bool:
    words = [token.text for token in tokens if token.is_word]
    capitals = sum(not word[0].islower() for word in words)
    return MIN_WORDS <= len(words) <= MAX_WORDS and CAPITAL_SHARE * len(words) <= capitals


@functools.cache
def _by_form() -> dict[str, tuple[Entry, ...]]:
    """The verbs of the lexicon by their third person: "slams", "denies", "pushes for"."""
    return {third_person(verb): entries for verb, entries in lexicon().verbs.items()}


def _read(document: Document, paragraph: Stretch, verb: Token, entries: Sequence[Entry]) -> Candidate | None:
    """The statement of one verb, between who speaks and the end of the line or the next mark."""
    tokens = document.tokens
    first = verb.i
    while first > paragraph.first and tokens[first - 1].text not in _STOPS:
        first -= 1
    subject = tokens[first : verb.i]
    if not 0 < len(subject) <= MAX_SPEAKER or subject[-1].pos in _BEFORE_A_NOUN or subject[-1].lower in ("'s", "’s"):
        return None
    if any(token.tag in _FINITE for token in subject) or not any(token.pos in ("PROPN", "NOUN") for token in subject):
        return None
    for entry in entries:
        last = verb.i + len(entry.words) - 1
        if [token.lower for token in tokens[verb.i + 1 : last + 1]] != list(
            entry.words[1:]
        ) or last + 1 >= paragraph.stop:
            continue
        behind = tokens[last + 1 : paragraph.stop]
        if behind[0].pos in ("VERB", "AUX") or behind[0].lower in lexicon().verbs:
            return None  # "New Plans Face A Test": a noun
        way = _way(behind)
        ends = _ENDS if way == "that" else _ENDS | _CIRCUMSTANCES
        stop = next((token.i for token in behind[1:] if token.lower in ends), paragraph.stop)
        content = boundary.to_spans(document, [(last + 1, stop - 1)])
        if content and any(taken == way or taken.startswith(f"{way} ") for taken in entry.takes):
            cue = Cue(verb, tuple(tokens[verb.i : last + 1]), tuple(entries))
            spoken = [(subject[0].start, subject[-1].end)]
            return Candidate(
                cue, entry, content, [(verb.start, tokens[last].end)], (), "headline", speaker_spans=spoken
            )
    return None


def _way(tokens: Sequence[Token]) -> str:
    """How a headline goes on behind its verb."""
    if tokens[0].lower == "to":
        return "to"
    return "that" if any(token.tag in _FINITE for token in tokens) else "noun"
