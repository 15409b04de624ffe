"""What is told of a stretch of words that could be a name: strings such as "ent=ORG" or "last=place,many".

name.py adds up their weights. A change here asks for new weights: training/names.py.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from dateline.facts.document import Token
from dateline.facts.entities.gazetteer import gazetteer
from dateline.facts.entities.lexicon import closed_class, lexicon
from dateline.facts.entities.region import Reading, is_tail

_FUNCTION_TAGS = frozenset(("IN", "DT", "CC", "PRP", "PRP$", "RB", "WDT", "WP", "WRB", "TO", "MD", "EX", "UH"))
_REMEMBERED = 16_384  # words and phrases whose features are kept from text to text
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
    if "given-first,many" in out and "speech,nsubj" in out:
        out.append("given,speech")
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
        yield f"ent={entity[2]},{_size(stop - first > 1)}"
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
    """What its words are known for, and what the text says of them."""
    start, last = tokens[0], tokens[-1]
    many = len(tokens) > 1
    words = tuple([(token.text, token.pos) for token in tokens])
    given, kinds, office = _lexical(words, start.tag)
    yield from given
    if last.text in reading.surnames:
        yield "surname," + _size(many)
    yield from kinds
    if not many and start.i in reading.acronyms:
        yield "defined"
    if many and (start.i, last.i + 1) in reading.spelled:
        yield "spelled"
    yield from office


@functools.lru_cache(_REMEMBERED)
def _lexical(phrase: tuple[tuple[str, str], ...], tag: str) -> tuple[list[str], list[str], list[str]]:
    """What words are known for, in whatever text: given names; titles, words for kinds of organizations and places; offices.

    `phrase` are the words with their parts of speech, `tag` is the first one's.
    """
    words, links = lexicon(), closed_class("links")
    texts = [text for text, _ in phrase]
    lowers = [text.lower() for text in texts]
    start, inner, last = lowers[0], lowers[1:-1], lowers[-1]
    many = len(phrase) > 1
    size = _size(many)
    groups = ((words.organization, "org"), (words.place, "place"), (words.other, "other"))
    given = [f"given-first,{size}"] if texts[0] in words.given else []
    if many and texts[-1] in words.given:
        given.append("given-last")
    if any(text in words.given for text in texts[1:-1]):
        given.append("given-inner")
    kinds = []
    for group, name in groups:
        if last in group:
            kinds.append(f"last={name},{size}")
        if many and start in group:
            kinds.append(f"first={name}")
        if any(lower in group for lower in inner):
            kinds.append(f"inside={name}")
    for before, lower, (_, pos) in zip(lowers, inner, phrase[1:-1], strict=False):
        kinds.append("inner=" + (lower if lower in links else pos))
        if lower in ("of", "for", "on"):
            kinds += [f"{lower}-head={name}" for group, name in groups if before in group]
            if before in words.office:
                kinds.append(f"{lower}-head=office")
    if start in words.address:
        kinds.append("first=address")
    if start in closed_class("storms"):
        kinds.append("first=storm")
    if start in words.office or start in words.modifier or start in words.status:
        kinds.append("first=office")
    if tag in _FUNCTION_TAGS or start in closed_class("before"):
        kinds.append("first=function")
    office = []
    if last in words.office:
        office.append("last=office")
    elif any(lower in words.office for lower in lowers[:-1]):
        office.append("inner=office")
    return given, kinds, office


def _form(reading: Reading, tokens: list[Token], text: str) -> Iterator[str]:
    """Tags, letters, and whether its words occur in small letters elsewhere."""
    start, last = tokens[0], tokens[-1]
    many = len(tokens) > 1
    yield f"tags={start.tag},{last.tag}" if many else f"tag={start.tag}"
    capitals, marks = _letters(text, many)
    yield from capitals
    if not last.is_capital and not is_tail(reading.document.tokens, last.i):
        yield "last-low"
    if not start.is_capital:
        yield "first-low"
    yield from marks
    yield "suffix=" + last.lower[-3:]
    elsewhere = last.lower in reading.low
    if elsewhere:
        yield "last-elsewhere-low" if many else "low"
        if many and all(token.lower in reading.low for token in tokens):
            yield "all-low"
    if start.sentence in reading.headlines:
        yield "headline," + _size(many)
        if elsewhere:
            yield "headline,elsewhere-low"


@functools.lru_cache(_REMEMBERED)
def _letters(text: str, many: bool) -> tuple[list[str], list[str]]:
    """Capitals; digits and stops."""
    capitals = [f"capitals,{_size(many)}" + (",short" if len(text) < 6 else "")] if text.isupper() and text[1:] else []
    marks = ["digit"] if any(c.isdigit() for c in text) else []
    if "." in text and len(text) < 20:
        marks.append("dot")
    return capitals, marks


def _size(many: bool) -> str:
    return "many" if many else "one"


def _around(reading: Reading, first: int, stop: int) -> Iterator[str]:
    """The words before and behind."""
    tokens = reading.document.tokens
    sentence = reading.document.sentences[tokens[first].sentence]
    if first == sentence.first:
        yield "opens"
    else:
        before = tokens[first - 1]
        yield from _as_before(before.text, before.lower, before.lemma.lower(), before.pos, before.is_capital)
        if before.is_capital and first - 1 > sentence.first:
            yield "before=capital"
        if reading.entity[first - 1] and reading.entity[first - 1] is reading.entity[first]:
            yield "cuts-before"
        if before.text == "," and first - 2 >= sentence.first and tokens[first - 2].lower in lexicon().person:
            yield "before=person,"  # "her son, X"
    if stop == sentence.stop:
        yield "closes"
        return
    behind = tokens[stop]
    yield from _as_behind(behind.lower, behind.pos, behind.is_capital)
    if behind.lower == "," and stop + 1 < sentence.stop:
        beyond = reading.within[stop + 1]
        if beyond and beyond[0] == stop + 1 and reading.known[beyond][0].kind in ("country", "region", "state"):
            yield "behind=,place"
        else:
            told = reading.apposed(stop + 1)
            if told:
                yield "behind=," + told


@functools.lru_cache(_REMEMBERED)
def _as_before(text: str, lower: str, lemma: str, pos: str, capital: bool) -> list[str]:
    """What the word before it tells, wherever it stands."""
    words = lexicon()
    out = ["before=" + (lower if lower in closed_class("before") else pos)]
    if lower in words.address:
        out.append("before=address")
    elif (lower in words.office or lemma in words.office) and text not in words.given:
        out.append("before=office" + (",capital" if capital else ""))
    elif lower in words.person and text not in words.given:
        out.append("before=person")
    elif lower in closed_class("storms"):
        out.append("before=storm")
    elif text in gazetteer().adjectives:
        out.append("before=adjective")
    return out


@functools.lru_cache(_REMEMBERED)
def _as_behind(lower: str, pos: str, capital: bool) -> list[str]:
    """What the word behind it tells, wherever it stands."""
    words = lexicon()
    out = ["behind=" + (lower if lower in closed_class("behind") else pos)]
    if capital:
        out.append("behind=capital")
    if lower in words.office:
        out.append("behind=office")
    elif lower in words.organization:
        out.append("behind=org")
    elif lower in words.place:
        out.append("behind=place")
    return out


def _syntax(tokens: list[Token]) -> Iterator[str]:
    """What its head word is in the clause."""
    low, high = tokens[0].i, tokens[-1].i
    for head in tokens:
        if head.is_root or not low <= head.head.i <= high:
            break
    yield "dep=" + head.dep
    if head.dep in ("nsubj", "nsubjpass", "dobj", "poss", "appos") and head.head.lemma in closed_class("human"):
        yield "speech," + head.dep
    if head.dep == "pobj":
        yield "prep=" + head.head.lower
    if head is not tokens[-1]:
        yield "head-not-last"
