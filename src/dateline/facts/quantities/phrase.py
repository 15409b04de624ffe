"""Noun phrases around an amount: what is counted or measured, and the verb that says what happened to it."""

from __future__ import annotations

import functools
from collections.abc import Collection, Sequence

from dateline.facts.document import Document, Token
from dateline.facts.quantities import hyphen
from dateline.facts.quantities.measure import INNER, condition, names_people
from dateline.facts.quantities.units import read_yaml

_PREMODIFIERS = frozenset(
    {"amod", "compound", "nmod", "poss", "nummod", "quantmod", "advmod", "punct", "cc", "conj", "case", "npadvmod"}
)
MODIFIER = frozenset({"nummod", "quantmod", "compound", "amod", "nmod", "npadvmod", "poss", "advmod"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
VERBS = frozenset({"VERB", "AUX"})
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
DURATIONS = frozenset({"second", "minute", "hour", "day", "night", "week", "month", "year", "decade", "century"})
HYPHENS: frozenset[str] = hyphen.HYPHENS
_LEMMAS = {"missing": "be missing", "lain": "lie"}
_QUOTES = frozenset({'"', "“", "”", "''", "``"})
_DEDUCTING = frozenset({"before", "after"})
_MAX_DEPTH = 64
_LONGEST = 12  # words of an item
_AS_MANY = (["as", "many"], ["as", "much"])
_PASSED = frozenset({"above", "below", "under", "over", "past", "around", "near", "at", "beyond", "beneath", "through"})
RELATIVE = frozenset({"which", "that", "who", "whom", "whose"})


@functools.cache
def words() -> dict[str, frozenset[str]]:
    """The word lists of items.yaml."""
    return {key: frozenset(entries) for key, entries in read_yaml("items.yaml").items()}


def text_of(document: Document, tokens: Sequence[Token], busy: Collection[int] = ()) -> str | None:
    """The words of the tokens, without `busy` ones, and without articles, possessives and numbers at the front."""
    tokens = [token for token in _without_amounts(document, tokens, busy) if token.text not in _QUOTES]
    if len(tokens) > 4 and tokens[2].lower == "of" and tokens[3].text in HYPHENS and tokens[3].i + 1 in busy:
        tokens = tokens[4:]  # father-of-five Lars Berg
    while tokens and tokens[-1].pos == "ADP" and not (len(tokens) > 1 and tokens[-2].text in HYPHENS):
        tokens.pop()  # the "of" of "a quake of magnitude 6"
    first = 0
    if [token.lower for token in tokens[:2]] in _AS_MANY:
        first = 2
    while first < len(tokens) and (
        (tokens[first].lower in words()["skipped"] and not (_is_rank(tokens, first) or _is_begun(tokens, first)))
        or (tokens[first].pos == "NUM" and not _is_glued(tokens, first))
        or tokens[first].i in busy
        or not tokens[first].is_word
        or tokens[first].tag == "PRP"
        or (first and tokens[first - 1].pos == "NUM" and tokens[first].lower in ("to", "or", "and"))
        or _is_behind_number(tokens, first)
        or _is_day_told(document, tokens[first])
    ):
        first += 1
    if first == len(tokens):
        return None
    parts: list[str] = []
    end = -1
    for token in tokens[first:]:
        if token.start == end:
            parts[-1] += token.text
        else:
            parts.append(token.text)
        end = token.end
    return " ".join(parts)


def _is_behind_number(tokens: Sequence[Token], at: int) -> bool:
    """Whether a hyphen joins a word to a number before it that names nothing: the issue of "the 225-issue Nikkei"."""
    if not 1 < at < len(tokens) - 1 or tokens[at - 1].text not in HYPHENS or tokens[at - 1].end != tokens[at].start:
        return False
    return tokens[at - 2].pos == "NUM" and tokens[at - 2].text.isdecimal()


def _is_day_told(document: Document, token: Token) -> bool:
    """Whether it is the day that something was said on: "reported Thursday sales rose"."""
    if token.ent != "DATE" or not token.i:
        return False
    said = document.tokens[token.i - 1]
    return said.pos == "VERB" and said.lemma in words()["reporting"]


def _is_rank(tokens: Sequence[Token], at: int) -> bool:
    """Whether "no" stands for number: "the No. 1 U.S. carmaker"."""
    return tokens[at].text == "No" and at + 1 < len(tokens) and tokens[at + 1].text.startswith(".")


def _is_glued(tokens: Sequence[Token], at: int) -> bool:
    """Whether letters or a hyphen stand right behind a number: the 4K of "4K video", a one-off payment."""
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    if behind is None or behind.start != tokens[at].end:
        return False
    return behind.text.isalpha() or (behind.text in HYPHENS and tokens[at].text.isalpha())


def _is_begun(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word that names nothing is the beginning of one with a hyphen: no-shows, by-laws."""
    return tokens[at].text.isalpha() and _is_glued(tokens, at)


def _without_amounts(document: Document, tokens: Sequence[Token], busy: Collection[int]) -> list[Token]:
    """The tokens outside amounts; what a hyphen joins to an amount is left out, too, but for the last: 6.2-magnitude quake."""
    kept: list[Token] = []
    for token in tokens:
        before = document.tokens[token.i - 1] if token.i else None
        hyphen = token.text in HYPHENS and before is not None and before.i in busy
        behind = before is not None and before.text in HYPHENS and before.i - 1 in busy and before.end == token.start
        if token.i not in busy and not hyphen and not (behind and token is not tokens[-1]):
            kept.append(token)
    return kept


def core(document: Document, head: Token, after: int = -1) -> list[Token]:
    """A noun with what stands before it and belongs to it, from token `after` + 1 on."""
    first = head.i
    while first - 1 > after:
        before = document.tokens[first - 1]
        inside = before
        steps = 0
        while inside is not head and inside.head is not inside and inside.i != head.i and steps < 6:
            if inside.head is head:
                break
            inside, steps = inside.head, steps + 1
        if inside.head is not head or inside.dep not in _PREMODIFIERS or before.sentence != head.sentence:
            break
        first -= 1
    first = hyphen.first_of(document.tokens, first, after)
    return document.tokens[first : hyphen.last_of(document.tokens, head.i) + 1]


def full(document: Document, head: Token, after: int = -1, busy: Collection[int] = ()) -> str | None:
    """A noun phrase with its "of", "for", "in" … phrases, at most twelve words, up to the next figure."""
    tokens = core(document, head, after)
    first, last = tokens[0].i, tokens[-1].i
    behind = document.tokens[last + 1 : last + 3]
    if len(behind) == 2 and behind[0].lower in _DEDUCTING and behind[1].lemma in words()["deducted"]:
        last = _last_joined(document, behind[1], first, busy)  # "profit before interest and tax"
    for child in head.children:
        if child.i <= head.i or child.dep != "prep" or child.lower not in INNER:
            continue
        if child.lower == "to" and head.dep == "pobj" and head.head.lower == "from":
            break  # "everything from a $15 wage to a ban on coal"
        if any(i in busy for i in range(last + 1, child.i)):
            break  # "villages up to 30 miles from the highway"
        inner = child.child("pobj")
        participle = child.child("pcomp") if inner is None else None
        if participle is not None and are_people(participle):
            last = (participle.child("oprd") or participle).i
            break
        if (
            inner is None
            or inner.i - first >= _LONGEST
            or inner.ent in ("DATE", "TIME")
            or any(t.pos in ("NUM", "SYM") for t in document.tokens[child.i : inner.i + 1])
        ):
            break
        last = hyphen.last_of(
            document.tokens, _last_joined(document, _inmost(document, inner, first, busy), first, busy)
        )
        last += last + 1 < len(document.tokens) and _is_state(document.tokens[last + 1], inner)
    return text_of(document, document.tokens[first : last + 1], busy)


def _inmost(document: Document, noun: Token, first: int, busy: Collection[int]) -> Token:
    """What a noun is of that is itself behind an "of": the rice of "the number of sacks of rice"."""
    of = document.tokens[noun.i + 1] if noun.i + 1 < len(document.tokens) else None
    inner = of.child("pobj") if of is not None and of.lower == "of" and of.head is noun else None
    if inner is None or inner.pos not in NOUNS or not 0 < inner.i - first < _LONGEST or inner.ent in ("DATE", "TIME"):
        return noun
    between = document.tokens[noun.i + 2 : inner.i + 1]
    return noun if any(token.i in busy or token.pos in ("NUM", "SYM") for token in between) else inner


def _is_state(behind: Token, noun: Token) -> bool:
    """Whether a word right behind a noun tells what became of them all: the killed of "the number of people killed"."""
    return behind.head is noun and behind.dep in ("acl", "amod") and condition(behind.lower) is not None


def _last_joined(document: Document, noun: Token, first: int, busy: Collection[int]) -> int:
    """The index of the last noun joined to one: the rebels of "a truce between the army and the rebels"."""
    last = noun.i
    joined = noun.child("conj")
    while joined is not None and joined.i - first < _LONGEST and joined.pos in NOUNS:
        between = document.tokens[last + 1 : joined.i + 1]
        if any(token.i in busy or token.pos in ("NUM", "SYM", "VERB", "AUX") or token.text == "," for token in between):
            break
        last, joined = joined.i, joined.child("conj")
    return last


def beside(document: Document, token: Token, step: int) -> Token | None:
    """The next or the previous token of the same sentence."""
    index = token.i + step
    if not 0 <= index < len(document.tokens):
        return None
    return document.tokens[index] if document.tokens[index].sentence == token.sentence else None


def top(tokens: Sequence[Token]) -> Token:
    """The token of a stretch that the others hang on."""
    if len(tokens) == 1:
        return tokens[0]
    inside = {token.i for token in tokens}
    heads = [token for token in tokens if token.head.i not in inside or token.is_root]
    for token in heads:
        if token.pos in ("NUM", "NOUN", "SYM", "PROPN") and token.dep not in ("punct", "advmod"):
            return token
    return heads[0] if heads else tokens[-1]


def lemma_of(verb: Token) -> str:
    """The verb's lemma, also where the parser errs; "be missing" is no missing of a train."""
    return _LEMMAS.get(verb.lower) or verb.lemma.lower()


@functools.cache
def _idioms() -> dict[str, set[str]]:
    """The verbs that a noun says one thing with."""
    verbs: dict[str, set[str]] = {}
    for verb, noun in map(str.split, words()["idioms"]):
        verbs.setdefault(noun, set()).add(verb)
    return verbs


def is_idiom(noun: Token) -> bool:
    """Whether a noun and its verb together say one thing, which the noun does not name: "changed hands for $5 million"."""
    verbs = _idioms().get(noun.lower)
    return verbs is not None and noun.head.lemma in verbs


def verb_above(token: Token) -> Token | None:
    """The verb that governs the token, not the "aged" before an age, nor a preposition like "including".

    No sentence is as deep as the steps taken, but a text made to be slow can be.
    """
    for _ in range(_MAX_DEPTH):
        if token.is_root:
            return None
        token = token.head
        if token.lower == "according":
            return None
        if token.pos in VERBS and token.lower != "aged" and token.dep != "prep" and not are_people(token):
            return token
    return None


def are_people(token: Token) -> bool:
    """Whether a participle stands for people: "the number of displaced", "of confirmed dead"."""
    if token.dep not in ("pobj", "pcomp") or token.head.lower != "of":
        return False
    return condition((token.child("oprd") or token).lower) is not None


def subject_of(verb: Token) -> Token | None:
    """The verb's subject, its own or the one it shares with the verbs above it; a relative pronoun's antecedent."""
    for step in range(6):
        found = verb.child(*SUBJECTS) or _subject_beside(verb)
        if found is not None and step:
            verb = told_clause(verb)
            found = verb.child(*SUBJECTS) or found
        if found is not None:
            if verb.dep != "relcl" or not (found.lower in RELATIVE or _is_estimating(found, verb)):
                return found
            if found.lower == "that" and is_where(verb.head) and verb.head.head.head.pos == "NOUN":
                return verb.head.head.head  # what a name has "that" behind it is told of is none
            return _person_of(verb.head) if found.lower == "who" else verb.head
        joined = _joined_before(verb)
        if joined is not None:
            return joined
        infinitive = any(child.lower == "to" and child.dep == "aux" for child in verb.children)
        told = verb.head.child("dobj") if infinitive and verb.dep in ("xcomp", "ccomp") else None
        if told is not None and told.i < verb.i and lemma_of(verb.head) in words()["commanding"]:
            return told  # "ordered the firm to pay"
        if verb.dep in ("acl", "relcl") and verb.head.pos in NOUNS and not infinitive:
            return verb.head  # a factory creating jobs; but not "plans to cut jobs", whose subject is further up
        if verb.is_root:
            return None
        verb = verb.head
    return None


def _is_estimating(noun: Token, verb: Token) -> bool:
    """Whether a subject is a verb put in: the "estimates" of "a law that the panel estimates would cost $5 million"."""
    if noun.tag != "NNS" or noun.lemma not in words()["expecting"] | words()["reporting"]:
        return False
    relative = verb.children[0].lower in RELATIVE and verb.children[0].i < noun.first
    return relative and noun.child("compound") is not None


def is_mark(noun: Token, last: Token) -> bool:
    """Whether a noun behind a number only calls it a mark that something passed or not: "rose above the $50,000 mark"."""
    if noun.i != last.i + 1 or noun.lemma not in words()["marks"]:
        return False
    return (
        noun.dep == "pobj" if noun.head.lower in _PASSED else noun.dep == "dobj" and noun.head.lemma in words()["level"]
    )


def is_where(noun: Token) -> bool:
    """Whether a place only tells where what was told before is: Lyon of "a house near Lyon that cost $2 million"."""
    return noun.dep == "pobj" and noun.ent in ("GPE", "LOC") and noun.head.lower != "of"


def _person_of(noun: Token) -> Token:
    """The guard of "a guard at the mill who earned $9", where the parser takes the mill for who earned it."""
    whole = noun.head.head if noun.dep == "pobj" else noun
    if whole is noun or whole.pos != "NOUN" or whole.i > noun.i or noun.lemma in words()["groups"]:
        return noun
    if noun.ent == "PERSON" or names_people(noun.lemma):
        return noun
    is_somebody = names_people(whole.lemma) or (whole.dep == "appos" and whole.head.pos == "PROPN")
    return whole if is_somebody else noun


def told_clause(verb: Token) -> Token:
    """The verb whose clause stands before the one that says who told it: "burned" of "It burned, officials said, and is out"."""
    if verb.lemma not in words()["reporting"]:
        return verb
    subject = verb.child(*SUBJECTS)
    told = verb.head if verb.dep == "parataxis" else verb.child("ccomp")
    return told if told is not None and subject is not None and told.i < subject.i else verb


def _subject_beside(verb: Token) -> Token | None:
    """The subject that the parser gives to a participle right before the verb: "the number of wells drilled fell 9 percent"."""
    before = next((child for child in verb.children if child.i == verb.i - 1), None)
    return before.child(*SUBJECTS) if before is not None and before.tag in ("VBN", "VBD") else None


def _joined_before(verb: Token) -> Token | None:
    """The subject that the parser joins to the clause before: "the mass was 5 kg and the length of it was 3 m"."""
    if verb.dep != "conj" or verb.tag not in ("VBD", "VBZ", "VBP"):
        return None
    above: Token | None = verb.head
    while above is not None:
        above = next((c for c in above.children if c.i < verb.i and c.last == verb.i - 1), None)
        if above is not None and above.dep == "conj" and above.pos in NOUNS:
            return above
    return None
