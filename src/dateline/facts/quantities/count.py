"""What a bare number counts, read from the parse, with the words beside it where the parse is of no help."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.facts.document import Token
from dateline.facts.quantities.nouns import Nouns
from dateline.facts.quantities.phrase import INNER, MODIFIER, NOUNS, core, subject_of, words

_BREAKS = frozenset({",", "(", "and", ";", ":", "--", "-"})


def counted(nouns: Nouns, tokens: Sequence[Token], head: Token) -> tuple[Token | None, str | None]:
    """The noun that a bare number counts, and its phrase with what it belongs to."""
    last = tokens[-1]
    noun = _counted_noun(nouns, last, head)
    if noun is None or noun.i in nouns.busy:
        return None, None
    phrase = nouns.text(core(nouns.document, noun, last.i))
    if noun.pos == "PRON":
        other = nouns.antecedent(noun)
        return noun, nouns.names.get(noun.start) or (nouns.full(other) if other is not None else None)
    if phrase is None:
        return noun, None
    return noun, _with_owner(nouns, noun, phrase, tokens[0], last)


def _with_owner(nouns: Nouns, noun: Token, phrase: str, first: Token, last: Token) -> str:
    """The phrase with what the things belong to: "deaths of people" for the deaths of 13 people, "Ford workers"."""
    if noun.dep == "pobj" and noun.i > last.i and noun.head.i < first.i and noun.head.lower in INNER:
        owner = noun.head.head
        if owner.pos == "NOUN" and owner.i < noun.head.i and owner.i not in nouns.busy:
            before = nouns.text(core(nouns.document, owner))
            return f"{before} {noun.head.lower} {phrase}" if before else phrase
    # "hired thousands of nurses": the number is the object, what it counts hangs on its "of".
    whole = noun.head.head if noun.dep == "pobj" and noun.head.head.i in nouns.busy else noun
    if whole.dep in ("dobj", "attr", "npadvmod") and whole.head.lemma in words()["having"]:
        subject = subject_of(whole.head)
        if subject is not None and subject.i < first.i:
            before = nouns.named(subject)
            return f"{before} {phrase}" if before else phrase
    return phrase


def _counted_noun(nouns: Nouns, last: Token, number: Token) -> Token | None:
    """The number's head in the parse, what follows "of", or the end of the noun phrase right behind the number."""
    tokens = nouns.document.tokens
    near = 0 < number.head.i - last.i <= 8 and tokens[last.i + 1].lower not in ("last", "next", "this")
    if near and number.dep in MODIFIER and number.head.pos in ("NOUN", "PROPN"):
        return number.head
    if last.i + 1 < len(tokens) and tokens[last.i + 1].lower == "of" and tokens[last.i + 1].sentence == last.sentence:
        inner = tokens[last.i + 1].child("pobj")
        return inner if inner is not None and inner.pos in NOUNS and inner.i - last.i < 12 else None
    found = None
    for token in tokens[last.i + 1 : last.i + 7]:
        if token.sentence != last.sentence:
            break
        if token.pos in ("NOUN", "PROPN"):
            found = token
            continue
        if token.lower in ("last", "next", "this"):
            break  # "7.1 last year"
        joins = token.lower == "and" and token.i - 1 > last.i and tokens[token.i - 1].pos == "ADJ"
        modifies = token.pos in ("ADJ", "ADV") or token.tag in ("VBN", "VBG")
        if found is not None or not (joins or (modifies and token.lower not in _BREAKS)):
            break
    return found
