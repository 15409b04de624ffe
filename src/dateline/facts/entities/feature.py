"""What is told of a stretch of words that could be a name: strings such as "ent=ORG" or "last=place,many".

name.py adds up their weights. A change here asks for new weights: training/names.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from dateline.facts.document import Token
from dateline.facts.entities.gazetteer import gazetteer
from dateline.facts.entities.lexicon import closed_class, lexicon
from dateline.facts.entities.region import Reading, is_tail

_FUNCTION_TAGS = frozenset(("IN", "DT", "CC", "PRP", "PRP$", "RB", "WDT", "WP", "WRB", "TO", "MD", "EX", "UH"))
_BIG, _MIDDLING = 500_000, 80_000  # inhabitants


def features(reading: Reading, first: int, stop: int) -> list[str]:
    """The features of the stretch of tokens `first` up to, not including, `stop`."""
    tokens = reading.document.tokens[first:stop]
    text = reading.document.text[tokens[0].start : tokens[-1].end]
    out = ["bias", f"size={min(len(tokens), 5)}"]
    out += _parser(reading, first, stop, text)
    out += _known(reading, first, stop, text)
    out += _words(reading, tokens)
    out += _form(reading, tokens, text)
    out += _around(reading, first, stop)
    out += _syntax(tokens)
    if _is_dateline(reading, first, stop, text):
        out.append("dateline")
    return out


def _is_dateline(reading: Reading, first: int, stop: int, text: str) -> bool:
    """Whether it opens a paragraph in capitals, with a dash soon behind: "KYIV, Ukraine — ", "LONDON (Reuters) - "."""
    tokens = reading.document.tokens
    if not text.isupper() or len(text) < 4 or first != reading.document.paragraphs[tokens[first].paragraph].first:
        return False
    return any(token.text in ("—", "–", "--", "-") for token in tokens[stop : stop + 6])


def _parser(reading: Reading, first: int, stop: int, text: str) -> Iterator[str]:
    """The parser's opinion, of this stretch and of the same words elsewhere."""
    entity, other = reading.entity[first], reading.entity[stop - 1]
    if entity and (entity[0], entity[1]) == (first, stop):
        yield f"ent={entity[2]}"
        yield f"ent={entity[2]},{'many' if stop - first > 1 else 'one'}"
    elif entity is None and other is None:
        yield "ent=inner" if any(reading.entity[first:stop]) else "ent=none"
    else:
        same = "same" if entity is other else "other"
        if entity:
            yield f"ent-first={entity[2]},{'starts' if entity[0] == first else 'inside'},{same}"
        if other:
            yield f"ent-last={other[2]},{'ends' if other[1] == stop else 'cut'},{same}"
    label = reading.label.get(text)
    if label:
        yield f"doc={label}"


def _known(reading: Reading, first: int, stop: int, text: str) -> Iterator[str]:
    """What the gazetteer knows of it, or of what it is a part of."""
    names, entity = gazetteer(), reading.entity[first]
    entries = reading.known.get((first, stop))
    if entries:
        kind, size = entries[0].kind, entries[0].population
        if kind == "city":
            kind = "big" if size > _BIG else "city" if size > _MIDDLING else "town"
        yield f"known={kind}"
        if entity:
            yield f"known={kind},ent={entity[2]}"
    else:
        around, behind = reading.within[first], reading.within[stop - 1]
        if around and behind and around[0] == first and behind[1] == stop and behind[0] - around[1] == 1:
            yield "known-pair=" + reading.document.tokens[around[1]].lower  # "Tikrit and Fallujah"
        if around and around[0] <= first and stop <= around[1]:
            yield "in-known=" + reading.known[around][0].kind
        elif around and around[1] > first:
            yield "known-first=" + reading.known[around][0].kind
        if behind and behind != around and behind[1] <= stop:
            yield "known-last=" + reading.known[behind][0].kind
        elif behind and behind[1] > stop:
            yield "known-cut"
    if text in names.adjectives or reading.document.tokens[first].text in names.adjectives:
        yield "adjective" if stop - first == 1 else "adjective-first"
    if text in names.people:
        yield "people"


def _words(reading: Reading, tokens: list[Token]) -> Iterator[str]:
    """What its words are known for: given names, titles, words for kinds of organizations and places."""
    words, links = lexicon(), closed_class("links")
    start, last = tokens[0], tokens[-1]
    many = len(tokens) > 1
    size = "many" if many else "one"
    groups = ((words.organization, "org"), (words.place, "place"), (words.other, "other"))
    if start.text in words.given:
        yield f"given-first,{size}"
    if many and last.text in words.given:
        yield "given-last"
    if many and any(token.text in words.given for token in tokens[1:-1]):
        yield "given-inner"
    if last.text in reading.surnames:
        yield f"surname,{size}"
    for group, name in groups:
        if last.lower in group:
            yield f"last={name},{size}"
        if many and start.lower in group:
            yield f"first={name}"
        if any(token.lower in group for token in tokens[1:-1]):
            yield f"inside={name}"
    for before, token in pairwise(tokens[:-1]):
        yield "inner=" + (token.lower if token.lower in links else token.pos)
        if token.lower in ("of", "for", "on"):
            for group, name in groups:
                if before.lower in group:
                    yield f"{token.lower}-head={name}"
            if before.lower in words.office:
                yield f"{token.lower}-head=office"
    if start.lower in words.address:
        yield "first=address"
    if start.lower in words.office or start.lower in words.modifier or start.lower in words.status:
        yield "first=office"
    if start.tag in _FUNCTION_TAGS or start.lower in closed_class("before"):
        yield "first=function"
    if not many and start.i in reading.acronyms:
        yield "defined"
    if many and (start.i, last.i + 1) in reading.spelled:
        yield "spelled"
    if last.lower in words.office:
        yield "last=office"
    elif many and any(token.lower in words.office for token in tokens[:-1]):
        yield "inner=office"


def _form(reading: Reading, tokens: list[Token], text: str) -> Iterator[str]:
    """Tags, letters, and whether its words occur in small letters elsewhere."""
    start, last = tokens[0], tokens[-1]
    many = len(tokens) > 1
    size = "many" if many else "one"
    yield f"tags={start.tag},{last.tag}" if many else f"tag={start.tag}"
    if text.isupper() and len(text) > 1:
        yield f"capitals,{size}" + (",short" if len(text) < 6 else "")
    if not last.is_capital and not is_tail(reading.document.tokens, last.i):
        yield "last-low"
    if not start.is_capital:
        yield "first-low"
    if any(c.isdigit() for c in text):
        yield "digit"
    if "." in text and len(text) < 20:
        yield "dot"
    yield "suffix=" + last.lower[-3:]
    elsewhere = last.lower in reading.low
    if not many and elsewhere:
        yield "low"
    if many and elsewhere:
        yield "last-elsewhere-low"
        if all(token.lower in reading.low for token in tokens):
            yield "all-low"
    if start.sentence in reading.headlines:
        yield f"headline,{size}"
        if elsewhere:
            yield "headline,elsewhere-low"


def _around(reading: Reading, first: int, stop: int) -> Iterator[str]:
    """The words before and behind."""
    words, names = lexicon(), gazetteer()
    tokens = reading.document.tokens
    sentence = reading.document.sentence_of(tokens[first])
    if first == sentence.first:
        yield "opens"
    else:
        before = tokens[first - 1]
        yield "before=" + (before.lower if before.lower in closed_class("before") else before.pos)
        if before.lower in words.address:
            yield "before=address"
        elif before.lower in words.office and before.text not in words.given:
            yield "before=office" + (",capital" if before.is_capital else "")
        elif before.text in names.adjectives:
            yield "before=adjective"
        if before.is_capital and first - 1 > sentence.first:
            yield "before=capital"
        if reading.entity[first - 1] and reading.entity[first - 1] is reading.entity[first]:
            yield "cuts-before"
    if stop == sentence.stop:
        yield "closes"
        return
    behind = tokens[stop]
    yield "behind=" + (behind.lower if behind.lower in closed_class("behind") else behind.pos)
    if behind.is_capital:
        yield "behind=capital"
    if behind.lower in words.office:
        yield "behind=office"
    elif behind.lower in words.organization:
        yield "behind=org"
    elif behind.lower in words.place:
        yield "behind=place"
    if behind.lower == "," and stop + 1 < sentence.stop:
        beyond = reading.within[stop + 1]
        if beyond and beyond[0] == stop + 1 and reading.known[beyond][0].kind in ("country", "region", "state"):
            yield "behind=,place"


def _syntax(tokens: list[Token]) -> Iterator[str]:
    """What its head word is in the clause."""
    low, high = tokens[0].i, tokens[-1].i
    head = next((token for token in tokens if token.is_root or not low <= token.head.i <= high), tokens[-1])
    yield "dep=" + head.dep
    if head.dep in ("nsubj", "nsubjpass", "dobj", "poss", "appos") and head.head.lemma in closed_class("human"):
        yield "speech," + head.dep
    if head.dep == "pobj":
        yield "prep=" + head.head.lower
    if head is not tokens[-1]:
        yield "head-not-last"
