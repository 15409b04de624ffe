"""Whether a thing happened: the standing of any verb or event noun, from auxiliaries, negation, tense and what governs it.

Pure: a token of a parsed sentence in, a `Standing` out. The words that decide are data, in modality.yaml.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from dateline.facts.document import Token
from dateline.facts.record import Modality

VERBAL = frozenset({"VERB", "AUX"})

# Clauses are nested a few levels deep; beyond this the parse is not to be trusted, and recursion must end.
MAX_DEPTH = 12

# "the first country to sign" did sign.
_ORDINALS = frozenset({"first", "second", "third", "last", "only", "latest", "next"})


@dataclass(slots=True, frozen=True)
class Standing:
    """A modality and the code points of the words that decide it (None where plain tense does).

    `modal` is the auxiliary that decided ("must"), `governor` the lemma of the governing word ("threaten"), each "" where none did.
    """

    modality: Modality
    cue: tuple[int, int] | None = None
    modal: str = ""
    governor: str = ""


# What plain tense tells.
HAPPENED, _ONGOING = Standing("happened"), Standing("ongoing")


@dataclass(slots=True, frozen=True)
class Cues:
    """The word lists of modality.yaml."""

    modals: Mapping[str, Modality]
    governors: Mapping[str, Modality]
    implicative: frozenset[str]
    occurrence: frozenset[str]
    converse: frozenset[str]
    conditional: frozenset[str]
    future_marks: frozenset[str]
    negators: frozenset[str]
    without: frozenset[str]
    reporting: frozenset[str]
    doubtful: frozenset[str]


@functools.cache
def cues() -> Cues:
    """The word lists, read once a process."""
    data: dict[str, Any] = yaml.load(
        Path(__file__).with_name("modality.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    return Cues(
        modals={word: kind for kind, words in data["modals"].items() for word in words},
        governors={word: kind for kind, words in data["governors"].items() for word in words},
        implicative=frozenset(data["implicative"]),
        occurrence=frozenset(data["occurrence"]),
        converse=frozenset(data["converse"]),
        conditional=frozenset(data["marks"]["conditional"]),
        future_marks=frozenset(data["marks"]["future"]),
        negators=frozenset(data["negators"]),
        without=frozenset(data["without"]),
        reporting=frozenset(data["reporting"]),
        doubtful=frozenset(data["doubtful"]),
    )


def standing(token: Token, depth: int = 0) -> Standing:
    """The standing of a verb or of a noun that names an event."""
    if depth > MAX_DEPTH:
        return Standing("possible")
    if token.pos in VERBAL or token.is_verb or _has_auxiliary(token):
        return _verb(token, depth)
    return _noun(token, depth)


def _span(first: Token, last: Token) -> tuple[int, int]:
    return min(first.start, last.start), max(first.end, last.end)


def group(verb: Token) -> tuple[list[Token], Token | None]:
    """Auxiliaries and negation of a verb; a conjoined verb of the same form shares those of the first ("will buy and sell")."""
    auxiliaries: list[Token] = []
    negation = None
    has_subject = False
    for child in verb.children:
        dep = child.dep
        if dep in ("aux", "auxpass"):
            auxiliaries.append(child)
        elif dep == "neg":
            negation = child
        elif dep in ("nsubj", "nsubjpass"):
            has_subject = True
        elif dep == "preconj" and child.lower == "neither":
            negation = child
    if not auxiliaries and not has_subject and verb.dep == "conj" and verb.tag in ("VB", "VBN", "VBG"):
        first = verb.head
        if first.tag == verb.tag or (verb.tag == "VB" and first.tag == "VB"):
            shared, shared_negation = group_shallow(first)
            return shared, negation or shared_negation
    return auxiliaries, negation


def group_shallow(verb: Token) -> tuple[list[Token], Token | None]:
    """Auxiliaries and negation of the first verb of a chain of conjoined ones."""
    for _ in range(MAX_DEPTH):
        found = [c for c in verb.children if c.dep in ("aux", "auxpass")]
        if found or verb.dep != "conj" or verb.head.tag != verb.tag:
            break
        verb = verb.head
    return [c for c in verb.children if c.dep in ("aux", "auxpass")], next(
        (c for c in verb.children if c.dep == "neg"), None
    )


def _negated_by(verb: Token, words: frozenset[str]) -> Token | None:
    """A subject that negates the clause: "nobody came", "no successor was named"; or "no longer", "never"."""
    for child in verb.children:
        if child.dep in ("nsubj", "nsubjpass"):
            if child.lower in words:
                return child
            for grandchild in child.children:
                if grandchild.dep in ("det", "neg") and grandchild.lower in words:
                    return grandchild
        elif child.dep == "advmod" and child.lower in ("never", "longer", "hardly", "barely", "scarcely"):
            return child
    return None


def anchor(verb: Token) -> Token:
    """The first of conjoined verbs: what governs it governs them all."""
    for _ in range(MAX_DEPTH):
        if verb.dep != "conj" or not verb.head.is_verb:
            break
        verb = first_of(verb)
    return verb


def first_of(verb: Token) -> Token:
    """The verb that a conjoined one goes on from.

    The parser may hang a finite verb on a bare one below the right one: "demanded that he resign and threatened to sue".
    """
    head = verb.head
    if verb.tag in ("VBD", "VBZ") and head.tag == "VB" and verb.child("nsubj", "nsubjpass", "aux", "auxpass") is None:
        for above in head.ancestors():
            if above.tag == verb.tag and above.i < head.i:
                return above
    return head


def _verb(verb: Token, depth: int) -> Standing:
    words = cues()
    auxiliaries, negation = group(verb)
    if negation is None:
        negation = _negated_by(verb, words.negators)
    first = anchor(verb)
    condition = _condition(first, words)
    modal = next((a for a in auxiliaries if a.tag == "MD" or a.lower in words.modals), None)
    infinitive = any(a.lower == "to" for a in auxiliaries)
    if negation is not None and not (modal is not None and modal.lower in ("may", "might", "should", "must")):
        if condition is not None:
            return Standing("conditional", _span(condition, condition))
        return Standing("negated", _span(negation, modal or negation), modal.lower if modal else "")
    if condition is not None:
        return Standing("conditional", _span(condition, condition))
    if modal is not None and not infinitive:
        return _modal(verb, modal, auxiliaries, first, words)
    if infinitive or verb.tag == "VBG" or _bare(verb, auxiliaries):
        finite = next((a for a in auxiliaries if a.lemma in ("be", "have") and a.tag in ("VBZ", "VBP", "VBD")), None)
        if finite is None or infinitive:
            governed = _governed(verb, first, infinitive, depth, words)
            if governed is not None:
                return governed
    denied = _denied(first, words)
    if denied is not None:
        return Standing("denied", _span(denied, denied), governor=denied.lemma)
    if first.dep == "ccomp" and first.head.lemma in words.doubtful and first.head.is_verb:
        return Standing("possible", _span(first.head, first.head), governor=first.head.lemma)
    return _tense(verb, auxiliaries, first, depth, words)


def _bare(verb: Token, auxiliaries: list[Token]) -> bool:
    """A base form or participle without a finite auxiliary: it has no tense of its own."""
    if verb.tag == "VBN" and verb.dep == "ccomp" and verb.child("nsubj") is not None:
        return False  # a past tense that the tagger takes for a participle: "The party swept to victory, officials announced."
    return verb.tag == "VB" or (
        verb.tag == "VBN" and not auxiliaries and verb.dep in ("xcomp", "ccomp", "advcl", "conj", "pcomp")
    )


# Before the subject these open a condition.
_INVERTED = frozenset({"had", "should", "were"})


def _condition(verb: Token, words: Cues) -> Token | None:
    """The "if" over this clause, or over the clause it depends on by an infinitive."""
    for child in verb.children:
        if child.dep in ("mark", "advmod") and child.lower in words.conditional:
            if verb.dep in ("ccomp",) and verb.head.lemma in words.reporting | {
                "ask",
                "wonder",
                "see",
                "question",
                "doubt",
            }:
                return child if child.lower != "if" else None
            return child
    if verb.dep == "ccomp" and verb.head.lower in ("provided", "providing", "assuming"):
        return verb.head
    inverted = next((c for c in verb.children if c.dep in ("aux", "auxpass") and c.lower in _INVERTED), None)
    if inverted is None and verb.dep == "xcomp" and verb.head.lower == "were":
        inverted = verb.head
    if inverted is not None:  # "Had the drone hit the plant, …", "Were Norland to invade, …"
        who = verb.child("nsubj", "nsubjpass") or inverted.child("nsubj")
        if who is not None and inverted.i < who.i:
            return inverted
    if verb.dep == "xcomp" and verb.head.is_verb:
        return _condition(anchor(verb.head), words) if verb.head is not verb else None
    return None


def _has_condition(verb: Token, words: Cues) -> bool:
    """Whether a condition hangs on a verb: "if", "unless", "as long as", "provided that"."""
    for child in verb.children:
        if child.dep == "advcl" and (_condition(child, words) or _as_long_as(child)):
            return True
        if child.dep == "advmod" and child.lower == "long" and _as_long_as(child):
            return True
    return False


def _as_long_as(word: Token) -> bool:
    """ "as long as", however the parser hangs it: on the clause's verb, or with the clause below "long"."""
    marks = [word, *word.children, *(inner for c in word.children for inner in c.children)]
    return any(m.lower == "long" and any(c.lower == "as" for c in m.children) for m in marks)


def _modal(verb: Token, modal: Token, auxiliaries: list[Token], first: Token, words: Cues) -> Standing:
    cue = _span(modal, modal)
    word = modal.lower
    if word in ("would", "'d", "’d"):
        if _has_condition(first, words):
            return Standing("conditional", cue, "would")
        if any(a.lemma == "have" for a in auxiliaries):
            return Standing("conditional", cue, "would")
        reported = first.dep == "ccomp" or any(c.dep == "ccomp" and c.lemma in words.reporting for c in first.children)
        return Standing("planned" if reported else "conditional", cue, "would")
    if words.modals.get(word) == "planned" and _has_condition(first, words):
        return Standing("conditional", cue, word)
    return Standing(words.modals.get(word, "possible"), cue, word)


def _governor(verb: Token) -> tuple[Token | None, str]:
    """What an infinitive, a gerund or a bare participle hangs on, and the preposition between them."""
    head, dep = verb.head, verb.dep
    if head is verb:
        return None, ""
    if dep == "pcomp" or (head.dep in ("prep", "agent") and head.pos in ("ADP", "SCONJ")):
        outer = head.head
        if outer.pos == "ADP" and outer.head is not outer:  # "instead of doing", "because of"
            return outer.head, outer.lower
        return outer, head.lower
    return head, ""


def _governed(verb: Token, first: Token, infinitive: bool, depth: int, words: Cues) -> Standing | None:
    """The standing an infinitive or gerund takes from its governor; None leaves it to tense."""
    governor, preposition = _governor(first)
    if governor is None:
        return Standing("possible") if verb.tag == "VB" else None
    if preposition in words.without:
        return Standing("negated", _span(first.head, first.head), governor=preposition)
    if first.dep in ("ccomp", "xcomp", "pcomp", "acl", "oprd", "relcl", "dobj", "pobj", "prep") or (
        first.dep == "advcl" and infinitive and _selects(governor, words)
    ):
        selecting = governor
        if infinitive and governor.lemma == "claim" and any(c.lemma == "have" for c in verb.children if c.dep == "aux"):
            return Standing(
                "happened", governor="claim"
            )  # "claimed to have shot down three jets": told as done, by somebody
        if governor.is_verb:
            # "has agreed", "is willing": the adjective or participle decides, the copula does not
            predicate = governor.child("acomp", "oprd") if governor.lemma == "be" else None
            selecting = predicate or governor
        found = _by_governor(selecting, preposition, infinitive, depth, words)
        if found is not None:
            return found
    if infinitive:
        if governor.lemma == "be" and first.dep == "xcomp" and governor.child("acomp", "oprd", "attr") is None:
            return Standing("planned", _span(governor, governor), governor="be")  # "Norland is to send"
        if first.dep in ("relcl", "acl") and any(c.lower in _ORDINALS for c in governor.children):
            return Standing("happened", governor="to")  # "the first country to sign"
        if first.dep == "advcl":
            return Standing("planned", governor="to")
        if first.dep in ("relcl", "acl") and is_headline(governor):
            return Standing("planned", governor="be")  # "Minister to visit Odel"
        if first.dep in ("relcl", "acl"):
            return Standing("possible", governor="to")
        if governor.is_verb and governor.lemma in words.implicative:
            return replace(standing(governor, depth + 1), governor=governor.lemma)
        return Standing("possible", governor=governor.lemma)
    if governor.is_verb or governor.pos in VERBAL:
        below = standing(governor, depth + 1)
        if preposition == "before" and below.modality == "happened":
            return below
        return below
    return None


def is_headline(noun: Token) -> bool:
    """Whether a noun is all there is above a clause, with nothing before it that a full sentence would have."""
    return (
        noun.is_root
        and noun.pos in ("NOUN", "PROPN")
        and not any(
            c.dep in ("det", "cop", "conj", "appos", "prep") or c.text in (".", ":", "?") for c in noun.children
        )
    )


def _selects(governor: Token, words: Cues) -> bool:
    predicate = governor.child("acomp", "oprd") if governor.lemma == "be" else None
    return (predicate or governor).lemma in words.governors


def _by_governor(governor: Token, preposition: str, infinitive: bool, depth: int, words: Cues) -> Standing | None:
    kind = words.governors.get(governor.lemma) or words.governors.get(governor.lower)
    if kind is None:
        return None
    if governor.lemma == "go" and not infinitive:
        return None
    if kind == "negated" and preposition not in ("", "from", "in", "of", "at"):
        return None
    cue = _span(governor, governor)
    if governor.lemma in ("try", "attempt", "seek", "aim") and governor.tag == "VBG":
        outer = standing(governor, depth + 1)
        if outer.modality == "ongoing":
            return Standing("ongoing", cue, governor=governor.lemma)
    if kind == "negated" and governor.is_verb:
        outer = standing(governor, depth + 1)
        if outer.modality != "happened" and outer.modality != "ongoing":
            return Standing("possible", cue, governor=governor.lemma)
    if kind in ("planned", "possible") and governor.is_verb:
        outer = standing(governor, depth + 1)
        if outer.modality in ("negated", "denied", "conditional"):
            return Standing(outer.modality, cue, governor=governor.lemma)
    return Standing(kind, cue, governor=governor.lemma)


def _denied(verb: Token, words: Cues) -> Token | None:
    """The denial over a clause: "denied that", "dismissed reports that", "denied having"."""
    head = verb.head
    if head is verb or verb.dep not in ("ccomp", "xcomp", "acl"):
        return None
    if words.governors.get(head.lemma) == "denied" and head.is_verb:
        return head
    if head.pos == "NOUN" and head.dep in ("dobj", "pobj") and words.governors.get(head.head.lemma) == "denied":
        return head.head
    return None


def _tense(verb: Token, auxiliaries: list[Token], first: Token, depth: int, words: Cues) -> Standing:
    tag = verb.tag
    finite = next((a for a in auxiliaries if a.tag in ("VBZ", "VBP", "VBD", "VBN") or a.lemma in ("be", "have")), None)
    if tag == "VBG":
        if verb.lemma == "go" and any(c.dep == "xcomp" for c in verb.children):
            return Standing("planned")
        past = any(a.lower in ("was", "were", "had") for a in auxiliaries)
        if finite is None and not any(a.lemma == "be" for a in auxiliaries):
            return HAPPENED
        if past and first.dep == "ccomp" and first.head.lemma in words.reporting and first.head.tag == "VBD":
            past = False  # "said they were looking for": then and now
        return HAPPENED if past else _ONGOING
    if (
        tag == "VBN"
        and any(a.lower == "being" for a in auxiliaries)
        and any(a.tag in ("VBZ", "VBP") for a in auxiliaries)
    ):
        return _ONGOING  # "is still being sought"
    is_now = tag in ("VBZ", "VBP")
    if is_now or (finite is not None and finite.lemma == "be" and finite.tag in ("VBZ", "VBP")):
        head = first.head
        mark = first.child("mark", "advmod")
        follows = first.dep == "advcl" and mark is not None and mark.lower in words.future_marks and head is not first
        if follows and standing(head, depth + 1).modality in ("planned", "conditional"):
            return Standing("planned", _span(mark, mark) if mark is not None else None)
        return _ONGOING if is_now else HAPPENED
    return HAPPENED


def _noun(noun: Token, depth: int) -> Standing:
    words = cues()
    for child in noun.children:
        if child.dep in ("det", "neg") and child.lower in words.negators:
            return Standing("negated", _span(child, child))
        if child.dep in ("amod", "advmod", "compound"):
            kind = words.governors.get(child.lower)
            if kind is not None and child.dep == "amod":
                return Standing(kind, _span(child, child), governor=child.lower)
    for governor, preposition in _above(noun):
        if preposition in words.without:
            return Standing("negated", governor=preposition)
        if governor is None:
            break
        if governor.is_verb or _has_auxiliary(governor):
            if governor.lemma in words.occurrence or is_existence(governor):
                return standing(governor, depth + 1)
            kind = words.governors.get(_with_particle(governor))
            if kind is not None and not (
                preposition and kind == "planned" and preposition not in ("for", "on", "to", "with")
            ):
                outer = standing(governor, depth + 1)
                cue = _span(governor, governor)
                if outer.modality in ("negated", "denied", "conditional") and kind in ("planned", "possible"):
                    return Standing(outer.modality, cue, governor=governor.lemma)
                return Standing(kind, cue, governor=governor.lemma)
            outer = standing(governor, depth + 1)
            if outer.modality in ("conditional", "planned", "possible") and not preposition:
                return outer
            return HAPPENED
        kind = words.governors.get(governor.lemma)
        if kind is not None and preposition in ("of", "for", "on", "about", "to", "against", "that"):
            above = governor.head
            if above.is_verb and words.governors.get(above.lemma) == "denied":
                return Standing("denied", _span(above, above), governor=above.lemma)
            return Standing(kind, _span(governor, governor), governor=governor.lemma)
    return HAPPENED


def _has_auxiliary(word: Token) -> bool:
    """Whether a word is a verb whatever its tag: "offered to host talks"."""
    return any(child.dep == "aux" for child in word.children)


def is_existence(verb: Token) -> bool:
    """Whether a clause says that something was there: "there were clashes", "there has been an attack"."""
    return verb.lemma == "be" and verb.child("expl") is not None


def _with_particle(verb: Token) -> str:
    """A verb with its particle: "set off" says nothing of what "set" does."""
    particle = verb.child("prt")
    return verb.lemma if particle is None else f"{verb.lemma} {particle.lower}"


def _above(noun: Token) -> Iterator[tuple[Token | None, str]]:
    """What stands over a noun, nearest first: (governing word, preposition between), through conjunctions and other nouns."""
    token = noun
    for _ in range(4):
        head, dep = token.head, token.dep
        if head is token:
            return
        if dep in ("conj", "appos"):
            token = head
            continue
        if dep in ("pobj", "pcomp"):
            outer = head.head
            yield (outer if outer is not head else None), head.lower
            if outer.pos not in ("NOUN", "PROPN") or head.lower not in ("of", "in", "from", "by"):
                return
            token = outer
            continue
        yield head, ""
        return
