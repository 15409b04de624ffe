"""Statements whose cue is no verb: "according to X", "X: …", "reportedly", "the claim that", "is confident that"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from dateline.facts.document import Document, Token
from dateline.facts.statements import boundary
from dateline.facts.statements.candidate import Candidate
from dateline.facts.statements.complement import verb_form
from dateline.facts.statements.cue import Cue, Entry, lexicon
from dateline.facts.statements.subject import owner, subject

_LABEL = re.compile(
    r"[\"“]?(?P<label>(?P<name>[A-Z][\w.'’\-]*(?: (?:[A-Z(][\w.'’\-)]*|of|the|and|for|de|van|von|al))*)"
    r"(?:, [A-Z][A-Z, .'’-]+)?): ?(?=\S)"  # and what the speaker is: "ANNA HOLT, HOST:"
)


def find(document: Document) -> Iterator[Candidate]:
    """All of them, kind by kind."""
    words = lexicon()
    for token in document.tokens:
        found: Candidate | None = None
        if token.lower in words.prepositions:
            found = _preposition(document, token)
        if found is None and token.lower in ("in", "by") and token.dep in ("prep", "agent"):
            found = _in_poll(document, token) or _in_words(document, token)
        elif token.pos in ("NOUN", "PROPN") and token.lemma in words.nouns:
            found = _noun(document, token, words.nouns[token.lemma])
        elif token.pos == "ADJ" and token.lower in words.adjectives:
            found = _adjective(document, token, words.adjectives[token.lower])
        elif token.pos == "ADV" and token.lower in words.adverbs:
            found = _adverb(document, token, words.adverbs[token.lower][0])
        if found is not None:
            yield found
    yield from _labels(document)


def _preposition(document: Document, token: Token) -> Candidate | None:
    """According to X, …"""
    entry = next(
        (entry for entry in lexicon().prepositions[token.lower] if _spells(document, token, entry.words)), None
    )
    if entry is None:
        return None
    last = document.tokens[token.i + len(entry.words) - 1]
    head = _object_after(document, last)
    sentence = document.sentence_of(token)
    if head is None or head.sentence != token.sentence:
        return None
    if entry.words == ("per",) and not (head.ent in ("ORG", "PERSON") and head.pos == "PROPN"):
        return None
    low, high = token.i, max(head.last, last.i)
    if head.first < token.i:
        high = head.i
    tokens = document.tokens
    # Words that belong to the speaker end at the next comma that isn't inside the noun phrase.
    ranges: list[tuple[int, int]] = []
    before = low - 1
    if before >= sentence.first:
        start = next((i + 1 for i in range(before, sentence.first, -1) if tokens[i].text == ";"), sentence.first)
        ranges.append((start, before))
    fronted = not boundary.count_finite(tokens[sentence.first : low])
    if high + 1 < sentence.stop and (before - sentence.first < 1 or tokens[high + 1].text == ","):
        if not ranges or before - sentence.first < 1:
            ranges = [(high + 1, sentence.stop - 1)]
        elif fronted or not _participle_after(tokens, high + 1, sentence.stop):
            ranges.append((high + 1, sentence.stop - 1))
    content = boundary.to_spans(document, ranges)
    if not content:
        return None
    cue = Cue(token, tuple(tokens[token.i : last.i + 1]), (entry,))
    return Candidate(cue, entry, content, [(token.start, last.end)], (head,), "according to")


def _in_poll(document: Document, token: Token) -> Candidate | None:
    """… in a recent poll …: the clause around it."""
    head = token.child("pobj")
    if (
        head is None
        or head.lemma not in lexicon().polls
        or token.head.pos not in ("VERB", "AUX", "NOUN")
        or len(head.children) < 2
    ):
        return None
    verb = next((t for t in (token.head, *token.head.ancestors()) if t.pos in ("VERB", "AUX")), None)
    if verb is None:
        return None
    ranges = [(verb.first, token.i - 1), (token.last + 1, verb.last)]
    content = boundary.to_spans(document, [(low, high) for low, high in ranges if low <= high])
    entry = Entry((token.lower,), "report", frozenset(), 2)
    cue = Cue(token, (token,), (entry,))
    return Candidate(cue, entry, content, [(token.start, token.end)], (head,), "poll") if content else None


def _in_words(document: Document, token: Token) -> Candidate | None:
    """In X's words, … · in X's view, …"""
    noun = token.child("pobj")
    owner = noun.child("poss") if noun is not None else None
    if noun is None or owner is None or noun.lower not in lexicon().manners:
        return None
    sentence = document.sentence_of(token)
    ranges = [(sentence.first, token.i - 1), (token.last + 1, sentence.stop - 1)]
    content = boundary.to_spans(document, [(low, high) for low, high in ranges if low <= high])
    entry = Entry((token.lower, noun.lower), lexicon().manners[noun.lower], frozenset(), 2)
    cue = Cue(token, (token, noun), (entry,))
    spans = [(token.start, token.end), (noun.start, noun.end)]
    return Candidate(cue, entry, content, spans, (owner,), "according to") if content else None


def _participle_after(tokens: list[Token], start: int, stop: int) -> bool:
    """Whether a comma is followed by a participle clause or a relative one, which are the writer's."""
    return start + 1 < stop and tokens[start + 1].tag in ("VBG", "WDT", "WP")


def _spells(document: Document, token: Token, words: tuple[str, ...]) -> bool:
    return tuple(t.lower for t in document.tokens[token.i : token.i + len(words)]) == words


def _object_after(document: Document, last: Token) -> Token | None:
    """The head of the noun phrase behind a preposition."""
    found = last.child("pobj")
    if found is not None:
        return found
    following = document.tokens[last.i + 1 : last.i + 12]
    head = next((token for token in following if token.pos in ("NOUN", "PROPN", "PRON")), None)
    while (
        head is not None and head.head.i in range(head.i + 1, head.i + 8) and head.dep in ("compound", "poss", "nmod")
    ):
        head = head.head
    return head


def _noun(document: Document, token: Token, entries: tuple[Entry, ...]) -> Candidate | None:
    """The claim that …, a warning from X that …, accusations of …"""
    takes = frozenset().union(*(entry.takes for entry in entries))
    content: Token | None = None
    way = "that"
    for child in token.children:
        if child.i < token.i:
            continue
        if child.dep in ("acl", "ccomp", "relcl", "xcomp") and content is None:
            form = verb_form(child)
            marker = child.child("mark", "nsubj", "dobj")
            that = form == "finite" and any(t.lower in ("that", "whether") and t.dep == "mark" for t in child.children)
            if (that and marker is not None and "that" in takes) or (form == "to" and "to" in takes):
                content = child
        elif child.dep == "prep" and child.lower in takes and content is None:
            content = child.child("pobj", "pcomp")
            way = child.lower
    if content is None and "that" in takes:
        content = _predicate(token)
    verb = _light_verb(token)
    gets = verb is not None and verb.lemma in lexicon().getting
    has = gets or (verb is not None and verb.lemma == "have")
    if content is None or (has and way == "of" and token.lemma in lexicon().given):
        return None
    entry = next((entry for entry in entries if way in entry.takes), entries[0])
    who = _noun_speaker(token, None if gets else verb)
    cue = Cue(token, (token,), entries)
    spans = boundary.to_spans(document, [(content.first, content.last)])
    return Candidate(cue, entry, spans, [(token.start, token.end)], who, f"phrase {way}") if spans else None


def _predicate(noun: Token) -> Token | None:
    """The clause that a noun is said to be: "Ruiz's view is that …", where somebody is named whose view it is."""
    verb = noun.head
    if noun.dep != "nsubj" or verb.lemma != "be" or noun.child("poss") is None:
        return None
    clause = verb.child("ccomp")
    that = clause is not None and any(t.dep == "mark" and t.lower == "that" for t in clause.children)
    return clause if that else None


def _light_verb(noun: Token) -> Token | None:
    """The verb of which a noun is the object or complement: "made the claim"."""
    head = noun.head
    if head is noun or noun.dep not in ("dobj", "attr", "pobj"):
        return None
    if head.pos == "ADP":
        head = head.head
    return head if head.pos in ("VERB", "AUX") else None


def _noun_speaker(token: Token, verb: Token | None) -> tuple[Token, ...]:
    """X's claim, the claim by X, X made the claim."""
    for child in token.children:
        if child.dep == "poss":
            return owner(child) if child.tag == "PRP$" else (child,)
    for child in token.children:
        if child.dep in ("prep", "agent") and child.lower in ("by", "from", "among"):
            inner = child.child("pobj")
            return (inner,) if inner is not None else ()
    for child in token.children:
        if child.tag == "JJ" and child.ent in ("NORP", "GPE"):
            return (child,)
    return () if verb is None else subject(verb)


def _adjective(document: Document, token: Token, entries: tuple[Entry, ...]) -> Candidate | None:
    """X is confident that …, X is willing to …"""
    verb = token.head
    if token.dep not in ("acomp", "oprd", "conj", "amod") or (token.dep == "amod"):
        return None
    takes = frozenset().union(*(entry.takes for entry in entries))
    for child in token.children:
        if child.i < token.i:
            continue
        way, inner = "", child
        if child.dep in ("ccomp", "xcomp"):
            way = "to" if verb_form(child) == "to" else "that"
        elif child.dep == "prep":
            found = child.child("pobj", "pcomp")
            if found is None:
                continue
            way, inner = child.lower, found
        if way in takes:
            entry = next(entry for entry in entries if way in entry.takes)
            cue = Cue(verb if verb.pos in ("AUX", "VERB") else token, (token,), entries)
            spans = boundary.to_spans(document, [(inner.first, inner.last)])
            start = verb.start if verb.i < token.i and token.i - verb.i < 4 else token.start
            who = subject(verb)
            return (
                Candidate(cue, entry, spans, [(start, token.end)], who, f"phrase adjective {way}")
                if spans and who
                else None
            )
    return None


def _adverb(document: Document, token: Token, entry: Entry) -> Candidate | None:
    """… reportedly …: the clause around it."""
    verb = token.head
    if verb.pos not in ("VERB", "AUX"):
        return None
    spans = boundary.to_spans(document, [(verb.first, token.i - 1), (token.i + 1, verb.last)])
    return (
        Candidate(Cue(token, (token,), (entry,)), entry, spans, [(token.start, token.end)], (), "adverb")
        if spans
        else None
    )


def _labels(document: Document) -> Iterator[Candidate]:
    """NAME: words, at the start of a paragraph."""
    stop = lexicon().not_speakers
    text = document.text
    matches = [_LABEL.match(text, p.start, min(p.end, p.start + MAX_LABEL)) for p in document.paragraphs]
    labels = [None if match is None or match["name"].lower() in stop else match["name"] for match in matches]
    counts = Counter(filter(None, labels))
    turns = sum(count for label, count in counts.items() if label.isupper())
    for paragraph, match, label in zip(document.paragraphs, matches, labels, strict=True):
        if match is None or label is None or len(label.split()) > 7:
            continue
        named = document.tokens_in(*match.span("name"))
        body = document.tokens_in(match.end(), paragraph.end)
        transcript = label.isupper() and turns >= MIN_TURNS
        if transcript and paragraph.first == 0 and text[match.end() : paragraph.end].isupper() and not text.isupper():
            continue  # a title: "TRANSCRIPT: THE FUTURE OF THE RIVER"
        headline = paragraph.first == 0 and len(named) <= MAX_HEADLINE_LABEL
        if not named or not body or not (transcript or headline or counts[label] > 1 or _is_name(named)):
            continue
        if len(body) < 3 and not transcript:
            continue
        colon = match.end("label")
        content = boundary.to_spans(document, [(body[0].i, body[-1].i)])
        asks = label.lower() in lexicon().askers and text[match.end() : paragraph.end].rstrip(' "”').endswith("?")
        entry = Entry((":",), "ask" if asks else "assert", frozenset(("quote",)), 2)
        cue = Cue(named[-1], (named[-1],), (entry,))
        way = "transcript" if transcript else "label"
        if content:
            yield Candidate(cue, entry, content, [(colon, colon + 1)], (), way, speaker_spans=[match.span("name")])


MAX_LABEL = 80  # characters
MAX_HEADLINE_LABEL = 4  # tokens, as in "Mayor: No new taxes"
MIN_TURNS = 3  # paragraphs with a label in capitals make a text a transcript


def _is_name(tokens: list[Token]) -> bool:
    """Whether a label looks like a name: the parser says so, or it is two words in capitals."""
    return any(token.ent in ("PERSON", "ORG", "NORP") for token in tokens) or (
        len(tokens) > 1 and all(token.text.isupper() for token in tokens if token.is_word)
    )
