"""One parsed article: the text, its paragraphs, sentences and tokens, shared by every kind of fact.

All offsets are Python code-point offsets into `Document.text`, which is the text exactly as it was given. The rules see
light `Token` objects, not the parser's own, so that another parser can stand behind the same model and attribute access is
cheap. Paragraphs are parsed one by one: faster than whole articles, memory stays flat, and a bad paragraph can't spoil the next.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from dateline.facts import casing, mend
from dateline.facts.model import DEFAULT_MODEL, known_words, load_model
from dateline.facts.paragraph import split_paragraphs

# Paragraphs that are parsed together. A batch never spans two articles, so that an article's parse, down to the last
# floating-point digit, does not depend on what else was in the run.
PARAGRAPH_BATCH = 64

# What the parser reads in place of the character in the text; every replacement is one code point long, so offsets hold.
_FOR_PARSER = str.maketrans({
    "\n": " ", "\r": " ", "\t": " ", "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u200b": " ", "\u200e": " ", "\u200f": " ",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "‛": "'", "`": "'", "‐": "-", "‑": "-",
})  # fmt: skip


# A row of so many equal marks (a ruled line, a stuck key) says nothing, and the tokenizer's time grows with its square.
_ROW = re.compile(r"([^\w\s])\1{19,}")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(slots=True, eq=False)
class Token:
    """A word or mark.

    `dep` is the parser's label (ClearNLP scheme of spaCy's English models), `tag` Penn Treebank's, `pos` the universal one.

    `first` and `last` are the indexes, in `Document.tokens`, of the first and the last token of its subtree.
    `ent` is the parser's entity label ("PERSON", "GPE", …) or "", `ent_start` true where such an entity begins.
    `is_word` tells that it holds a letter or a digit, `is_capital` that it looks like a part of a name: its first letter is no
    small one, or a capital follows a digit ("3M"), `is_verb` that its tag is one of a verb or auxiliary other than a modal.
    `is_root` tells that the sentence hangs on it.
    """

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    ent: str
    ent_start: bool
    sentence: int
    paragraph: int
    is_word: bool
    is_capital: bool
    is_verb: bool
    is_root: bool = True
    head: Token = field(init=False, repr=False)
    children: list[Token] = field(init=False, repr=False)
    first: int = 0
    last: int = 0

    def ancestors(self) -> Iterator[Token]:
        """Heads from the nearest to the root."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def child(self, *deps: str) -> Token | None:
        """The first child with one of these labels."""
        for token in self.children:
            if token.dep in deps:
                return token
        return None


@dataclass(slots=True, frozen=True)
class Stretch:
    """A sentence or a paragraph: code points `start`–`end`, tokens `first` up to, not including, `stop`."""

    start: int
    end: int
    first: int
    stop: int


@dataclass(slots=True, eq=False)
class Document:
    """A parsed text, the day it was published on and the outlet's country, ISO 3166-1 alpha-2 (None where nobody says)."""

    text: str
    published: dt.date | None = None
    title: str | None = None
    country: str | None = None
    tokens: list[Token] = field(default_factory=list)
    sentences: list[Stretch] = field(default_factory=list)
    paragraphs: list[Stretch] = field(default_factory=list)
    _starts: list[int] | None = field(default=None, repr=False)

    def sentence_of(self, token: Token) -> Stretch:
        """The sentence the token stands in."""
        return self.sentences[token.sentence]

    def tokens_of(self, stretch: Stretch) -> list[Token]:
        """The tokens of a sentence or paragraph."""
        return self.tokens[stretch.first : stretch.stop]

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """The tokens that touch code points `start`–`end`."""
        return self.tokens[self._between(start, end)]

    def indexes_in(self, start: int, end: int) -> range:
        """The indexes of the tokens that touch code points `start`–`end`."""
        found = self._between(start, end)
        return range(found.start, found.stop)

    def _between(self, start: int, end: int) -> slice:
        if self._starts is None:
            self._starts = [token.start for token in self.tokens]
        low = bisect_right(self._starts, start) - 1
        if low < 0 or self.tokens[low].end <= start:
            low += 1
        return slice(low, bisect_left(self._starts, end))

    def sentence_at(self, offset: int) -> Stretch | None:
        """The sentence that holds a code point, or None between sentences and in an empty text."""
        found = self.tokens_in(offset, offset + 1)
        if found:
            return self.sentences[found[0].sentence]
        index = bisect_right([s.start for s in self.sentences], offset) - 1
        return self.sentences[index] if index >= 0 and offset < self.sentences[index].end else None

    def span(self, token: Token) -> tuple[int, int]:
        """Code points of the token's whole subtree."""
        return self.tokens[token.first].start, self.tokens[token.last].end


def parse(
    text: str,
    published: dt.date | None = None,
    title: str | None = None,
    country: str | None = None,
    *,
    model: str = DEFAULT_MODEL,
) -> Document:
    """Parse a text. Empty and blank texts give a document without tokens."""
    nlp = load_model(model)
    places = list(split_paragraphs(text))
    cased = casing.natural(text, places, functools.partial(known_words, model))
    inputs = [for_parser(cased[start:end]) for start, end in places]
    parsed = nlp.pipe(inputs, batch_size=PARAGRAPH_BATCH)
    return assemble(text, places, parsed, published, title, country)


def for_parser(text: str) -> str:
    """The text as the parser should see it: as long as the original, with plain marks; markup and rows of marks are blanked."""
    clean = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", without_markup(text).translate(_FOR_PARSER))
    return _ROW.sub(lambda row: " " * len(row[0]), clean)


def without_markup(text: str) -> str:
    """The text with spaces in place of left-over markup, as long as the original."""
    return _TAG.sub(lambda tag: " " * len(tag[0]), text) if "<" in text else text


def assemble(
    text: str,
    places: Sequence[tuple[int, int]],
    parsed: Iterable[Any],
    published: dt.date | None = None,
    title: str | None = None,
    country: str | None = None,
) -> Document:
    """Put paragraphs parsed by spaCy, with their places in the text, together into one document."""
    document = Document(text, published, title, country)
    tokens, sentences = document.tokens, document.sentences
    for (offset, end), doc in zip(places, parsed, strict=True):
        index: dict[int, Token] = {}  # the parser's token number → ours; white-space tokens have none
        first_of_paragraph = len(tokens)
        for sent in doc.sents:
            first = len(tokens)
            for t in sent:
                if t.is_space:
                    continue
                start = offset + t.idx
                word = text[start : start + len(t)]
                lower, alphanumeric, capital = _form(word)
                pos, tag = t.pos_, t.tag_
                token = Token(
                    len(tokens), start, start + len(t), word, lower, mend.lemma(lower, t.lemma_, pos), pos, tag, t.dep_,
                    t.ent_type_, t.ent_iob_ == "B", len(sentences), len(document.paragraphs),
                    alphanumeric and pos != "PUNCT", capital, tag.startswith("VB"),
                )  # fmt: skip
                token.children = []
                index[t.i] = token
                tokens.append(token)
            if len(tokens) > first:
                sentences.append(Stretch(tokens[first].start, tokens[-1].end, first, len(tokens)))
        for t in doc:
            if t.i not in index:
                continue
            token = index[t.i]
            head = t.head
            while head.is_space and head.head.i != head.i:  # the parser makes a new object of a token each time
                head = head.head
            token.head = index.get(head.i, token)
            if token.head is not token and token.head.sentence != token.sentence:
                token.head = token
            if token.head is token:
                # also where the parser hangs it on white space: who climbs by labels must come to an end
                token.dep = "ROOT"
            else:
                token.is_root = False
                token.head.children.append(token)
        mend.give_back_days(tokens[first_of_paragraph:])
        mend.give_back_estimates(tokens[first_of_paragraph:])
        mend.give_back_totals(tokens[first_of_paragraph:])
        mend.give_back_verbs(tokens[first_of_paragraph:])
        mend.give_back_numbers(tokens[first_of_paragraph:])
        mend.give_back_levels(tokens[first_of_paragraph:])
        mend.give_back_deeds(tokens[first_of_paragraph:])
        mend.give_back_subjects(tokens[first_of_paragraph:])
        mend.give_back_thoughts(tokens[first_of_paragraph:])
        mend.give_back_speeds(tokens[first_of_paragraph:])
        mend.give_back_votes(tokens[first_of_paragraph:])
        _set_edges(tokens, first_of_paragraph)
        if len(tokens) > first_of_paragraph:
            document.paragraphs.append(Stretch(offset, end, first_of_paragraph, len(tokens)))
    return document


@functools.lru_cache(maxsize=65_536)
def _form(word: str) -> tuple[str, bool, bool]:
    """What a word's letters tell: it in lower case, whether it has a letter or digit, whether it looks like a part of a name."""
    first = word[0]
    capital = not first.islower() if first.isalpha() else first.isdigit() and any(c.isupper() for c in word)
    return word.lower(), any(c.isalnum() for c in word), capital


def _set_edges(tokens: list[Token], first: int) -> None:
    """Set `first` and `last` of each token's subtree, bottom up and without recursion."""
    pending = {token.i: len(token.children) for token in tokens[first:]}
    ready = [token for token in tokens[first:] if not token.children]
    for token in tokens[first:]:
        token.first = token.last = token.i
    while ready:
        token = ready.pop()
        if token.head is token:
            continue
        head = token.head
        head.first = min(head.first, token.first)
        head.last = max(head.last, token.last)
        pending[head.i] -= 1
        if not pending[head.i]:
            ready.append(head)


_TAG = re.compile(r"</?[A-Za-z][^<>]{0,400}>")
