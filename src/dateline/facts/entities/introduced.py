"""Names that the words in front of them introduce, where the model sees none: "the village of Hombori", "the aid group Lifeline".

What introduces a name tells its type as well: a village is a place, a group or whatever has a spokesman an organization.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.facts.document import Document, Token
from dateline.facts.entities.gazetteer import gazetteer
from dateline.facts.entities.lexicon import closed_class, lexicon
from dateline.facts.record import EntityType

if TYPE_CHECKING:
    from dateline.facts.entities.name import Name

_MARKS = frozenset((",", ".", ")", ";"))


def introduced(document: Document, taken: set[int]) -> Iterator[tuple[int, int, EntityType]]:
    """Token ranges of such names outside the tokens `taken`, with their types, in the order of the text."""
    tokens, beyond = document.tokens, 0
    for token in tokens:
        i = token.i
        if i < beyond or i in taken or token.pos != "PROPN" or not token.is_capital or i < 2:
            continue
        if i - 1 in taken or tokens[i - 1].pos == "PROPN" or tokens[i - 2].sentence != token.sentence:
            continue
        stop = _end(document, i, taken)
        beyond = stop
        kind = _kind(tokens, i, stop)
        if kind is not None and stop not in taken and not _is_described(token):
            yield i, stop, kind


def retype(document: Document, names: list[Name]) -> None:
    """Let names that nothing is known of be what the words in front say: behind "of" any, else only those of one word."""
    surnames = {name.text.split()[-1] for name in names if name.type == "PERSON" and " " in name.text}
    for name in names:
        if name.entries or name.first < 2 or name.text in surnames:
            continue
        if " " in name.text and document.tokens[name.first - 1].lower != "of":
            continue
        kind = _kind(document.tokens, name.first, name.stop)
        if kind is not None and kind != name.type and not _is_described(document.tokens[name.first]):
            name.type = kind


def _end(document: Document, first: int, taken: set[int]) -> int:
    """Where the run of capitalised words that begins at a token ends: "Ansar al-Nur"."""
    tokens, stop = document.tokens, first + 1
    limit = document.sentence_of(tokens[first]).stop
    while stop < limit and stop not in taken:
        token = tokens[stop]
        part = token.is_capital and token.pos == "PROPN"
        joint = (token.text in ("-", "&") or token.lower in closed_class("particles")) and stop + 1 < limit
        if not part and not (joint and (tokens[stop + 1].is_capital or tokens[stop + 1].text == "-")):
            break
        stop += 1
    return stop


def _is_described(token: Token) -> bool:
    """Whether the run opens with a word that tells what the name behind it is (a title, a nationality, a day), or is no name."""
    words = lexicon()
    return (
        token.lower in words.office
        or token.lower in words.address
        or token.lower in words.other
        or token.text in gazetteer().adjectives
        or "." in token.text.rstrip(".")  # an address on the web
        or token.ent in ("DATE", "TIME", "NORP", "LANGUAGE", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT")
    )


def _kind(tokens: list[Token], first: int, stop: int) -> EntityType | None:
    """The type that the words in front tell."""
    before, noun = tokens[first - 1], tokens[first - 2]
    if before.lower == "of" and noun.text.islower() and noun.pos == "NOUN":
        if noun.lower in closed_class("settlements"):
            return "PLACE"
        return "ORG" if noun.lower in closed_class("speaks_for") else None
    if before.text == ",":
        closed = stop < len(tokens) and tokens[stop].text in _MARKS
        article = tokens[first - 3].lower if first > 2 else ""
        return "ORG" if closed and article == "the" and _is_firm(noun) else None
    return "ORG" if _is_firm(before) and before.tag == "NN" else None


def _is_firm(noun: Token) -> bool:
    """Whether a noun in small letters is one for firms, groups and parties."""
    return noun.text.islower() and (noun.lower in closed_class("firms") or noun.lower.endswith("maker"))
