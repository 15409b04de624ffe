"""What happened to the things counted: the verb that tells it, and whether they underwent it or did it to others."""

from __future__ import annotations

import re
from itertools import pairwise

from dateline.facts.document import Document, Token
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.figure import Figure
from dateline.facts.quantities.measure import condition, counts_people, deed, names_people
from dateline.facts.quantities.phrase import DURATIONS, NOUNS, RELATIVE, VERBS, lemma_of, words
from dateline.facts.quantities.sense import is_deadly, sense
from dateline.facts.quantities.sequence import are_placed, is_in_row
from dateline.facts.quantities.state import BEFALLS, STATES, drives_out, state_of, suffering

_MODALS = frozenset({"would", "could", "might", "may", "can", "should", "will", "shall", "’ll", "'ll", "’d", "'d"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never"})
_PERFECT = frozenset({"have", "had", "has"})
_BODIES = frozenset({"bodies", "remains", "corpses"})
_EXCEPTING = ("not", "but")
_INCLUDING = frozenset({"including", "among", "like", "at"})
_BESIDE = frozenset({"compared", "versus", "against", "down", "up"})
_SURVEYING = frozenset({"conduct", "publish", "release", "carry", "take", "commission", "make", "base"})
_BEHIND = 2  # words
_QUOTES = frozenset({'"', "”", "''", "’", "'"})
_MAX_STEPS = 8
_TAKING_LIVES = frozenset({"claim", "take", "cost", "end"})
# Between some and the whole that they are of.
_OF = re.compile(
    r"(?: out)? of (?:(?:the|those|these|its|their|his|her|all|our|my) )?(?:(?:other|first|last|original|about) )?"
)
_OF_REACH = 20


def fate(figure: Figure) -> tuple[str | None, bool]:
    """The lemma of the verb, and whether the things counted underwent it."""
    document, head, last, noun, verb = figure.document, figure.head, figure.last, figure.noun, figure.verb
    harm = _harm_before(document, figure.first) or _deed_of(noun or head)
    if harm is not None:
        return harm, True
    told: str | None = condition_behind(document, noun or last) or (_clause_behind(noun) if noun is not None else None)
    if told is not None and noun is not None and _hangs_on(noun, head) and _acts(head):
        told = None  # "six of the 34 people hurt in Lund died"
    if told is None and (_is_whole(noun, last) or _is_rest(figure)):
        told = _clause_of(noun) if noun is not None else None
        return told, told is not None
    if told is not None:
        return told, True
    listed = _listed(figure) if noun is None and head.dep in ("appos", "conj", "nummod") else None
    if listed is not None:
        return listed
    if noun is not None and told is None and not _hangs_on(noun, head):
        told = _done_to(noun)
        if told is not None:
            return told, True
    if verb is not None and _is_of_lives(noun or head, verb):
        return "die", True
    if _is_of_one(head) or (noun is not None and _is_of_one(noun)):
        return None, False
    above = (noun or head).head
    above = above.head if above.dep in ("aux", "auxpass") else above
    told = condition(above.lower) if above.pos == "ADJ" or above.lower == "missing" else None
    if (noun or head).dep in ("nsubj", "nsubjpass") and told is not None:
        return told, True  # "another 11 were unaccounted for"
    if verb is None:
        return None, False
    argument, barrier = _argument(noun if noun is not None and not _hangs_on(noun, head) else head, verb)
    straight = barrier is None
    if argument.dep in ("nsubj", "nsubjpass"):
        verb = raised(verb)
        state = state_of(verb)
        if state is not None and straight:
            return state, not is_unreal(verb)
        suffered = suffering(verb, noun)
        if suffered is not None:
            return suffered, straight and (suffered == "dismiss" or not is_unreal(verb))
    if verb.pos != "VERB":
        return None, False
    if drives_out(verb):
        return "displace", straight and _undergoes(argument, verb)
    apart = is_among(document, last, head) or (is_unreal(verb) and _harms_people(verb, head))
    told = (
        lemma_of(verb) if straight or barrier in _INCLUDING else None
    )  # not what a blast near "400 pupils" did to others
    return told, straight and not apart and _undergoes(argument, verb)


def _harms_people(verb: Token, head: Token) -> bool:
    """Whether a verb tells what happens to people, by itself or by the words beside it: "could be taken to hospital"."""
    return counts_people(verb.lemma) or verb.lemma == "lose" or counts_people(sense(verb, lemma_of(verb), head) or "")


def _harm_before(document: Document, first: Token) -> str | None:
    """The verb of "killed no one but injured 14", which the parser may take for an adjective."""
    if first.i < 2:
        return None
    verb, joint = document.tokens[first.i - 1], document.tokens[first.i - 2]
    joined = joint.lower in ("and", "but") and verb.tag in ("VBD", "VBN") and verb.dep in ("amod", "acl")
    return verb.lemma if joined and counts_people(verb.lemma) else None


def _listed(figure: Figure) -> tuple[str | None, bool] | None:
    """What happened to the next of a row of places, which the parser may hang on the place before it."""
    previous = figure.previous()
    if previous is None or previous.amount.unit is not None:
        return None
    in_row = figure.head.dep == "nummod" and is_in_row(figure.document, figure.first)  # "in Lund 12 died, in Oslo 7"
    if not in_row and not are_placed(figure.document, previous.amount, figure.amount):
        return None
    return previous.quantity.verb, previous.quantity.measure is not None


def _clause_of(noun: Token) -> str | None:
    """The verb of a clause told of all the things: the 50 homes promised, of which 8 have been built."""
    clause = noun.child("relcl", "acl")
    if clause is None or clause.pos != "VERB" or (clause.dep == "acl" and clause.tag != "VBN"):
        return None
    return lemma_of(clause)


def is_among(document: Document, last: Token, head: Token) -> bool:
    """Whether a number tells only who was among those told before: "14 others, among them three children", "12 of them men"."""
    first = head
    while first.dep in ("nummod", "conj") and abs(first.i - first.head.i) < _MAX_STEPS:
        first = first.head  # "among them a mother and her three children"
    start = min(last.i, first.first)
    before = [token.lower for token in document.tokens[max(0, start - 4) : last.i]]
    behind = document.tokens[last.i + 1 : last.i + 4]
    told = [token.lower for token in behind[:2]]
    alone = len(behind) < 3 or behind[2].pos == "PUNCT"
    if told in (["of", "them"], ["of", "whom"]) and alone and head.dep in ("dobj", "nsubj", "nsubjpass"):
        named = False  # "killing 26 of them"
    elif told in (["of", "them"], ["of", "whom"]):
        rest = (token for token in document.tokens[last.i + 3 : last.i + 6] if token.pos != "ADV")
        named = next((token.pos for token in rest), "PUNCT") not in ("VERB", "AUX")
    else:  # 20 injured, three critically
        named = len(behind) > 1 and behind[0].lower.endswith("ly") and behind[1].pos == "PUNCT"
    return named or any(pair in (("among", "them"), ("among", "whom")) for pair in pairwise(before))


def _is_whole(noun: Token | None, last: Token) -> bool:
    """Whether only some of the things counted are told of: the 11 suspects of "three of the 11 suspects"."""
    if noun is None or noun.dep != "pobj" or noun.head.lower != "of" or last.i < noun.head.i:
        return False
    part = noun.head.head
    if noun.head.i < part.i and part.pos in VERBS and noun.head.i == part.first:
        return True  # "of the 30 passengers, 12 were hurt"
    return part.pos in ("NUM", "SYM") or part.lower in words()["quantifiers"] or part.lemma in words()["fractions"]


def _is_rest(figure: Figure) -> bool:
    """The same where the parser has one number in the other, or no things stand behind it: "three of five survivors were hurt",
    "nine of the 12 died"."""
    if not figure.row:
        return False
    between = figure.document.text[figure.row[-1].amount.end : figure.amount.start]
    return len(between) < _OF_REACH and _OF.fullmatch(between) is not None


def _is_of_one(noun: Token) -> bool:
    """Whether what is told happened to one person, whom the things only describe: the rebels of "the leader of 12 rebels died"."""
    if noun.dep != "pobj" or noun.head.lower != "of":
        return False
    owner = noun.head.head
    return owner.tag == "NN" and owner.lemma in words()["single"]


def _is_of_lives(noun: Token, verb: Token) -> bool:
    """Whether it is the lives of the things that were lost: "claimed the lives of 12 people"."""
    if noun.dep != "pobj" or noun.head.lower != "of" or noun.head.head.lower != "lives":
        return False
    return verb.lemma in _TAKING_LIVES and not is_unreal(verb)


def is_unreal(verb: Token) -> bool:
    """Whether what a verb tells has not come to pass: "would be killed", "did not injure", "threatened to kill"; but not the
    estimate of "may have died"."""
    auxiliaries = {child.lower for child in verb.children if child.dep in ("aux", "neg") and child.i < verb.i}
    if auxiliaries & _NEGATIONS or (auxiliaries & _MODALS and auxiliaries.isdisjoint(_PERFECT)):
        return True
    above = verb.head
    return "to" in auxiliaries and auxiliaries.isdisjoint(_PERFECT) and lemma_of(above) in words()["planning"]


def is_denied(document: Document, amount: Amount) -> bool:
    """Whether a figure is told to be wrong, "52, not 40", or excepted from what happened: "all but three of them died"."""
    near = max(0, amount.start - 8)
    if not document.text[near : amount.start].rstrip().lower().endswith(_EXCEPTING):
        return False
    before = [token.lower for token in document.tokens_in(near, amount.start)]
    return before[-1:] == ["not"] or before[-2:] == ["all", "but"]


def condition_behind(document: Document, last: Token) -> str | None:
    """ "left 12 dead", "with 40 people injured"; not "12 men killed the guard", whose subjects did it."""
    if last.i + 1 >= len(document.tokens):
        return None
    token = document.tokens[last.i + 1]
    if token.text in _QUOTES and token.i + 1 < len(document.tokens):
        token = document.tokens[token.i + 1]  # "more than 50" hurt
    if token.lower in ("still", "left") and token.i + 1 < len(document.tokens):
        token = document.tokens[token.i + 1]  # "19 still unaccounted for", "thousands left homeless"
    if token.sentence != last.sentence or _did(token):
        return None
    return condition(token.lower)


def _did(verb: Token) -> bool:
    """Whether a verb's subject did it to somebody."""
    told = verb.child("dobj")
    return told is not None and told.lemma not in DURATIONS and not told.lower.endswith(("self", "selves"))


def _clause_behind(noun: Token) -> str | None:
    """What a clause at the noun tells of people: "the 30 people who died", "40 fishermen swept away and drowned"."""
    for clause in noun.children:
        if clause.dep == "acl" and clause.tag == "VBN" and is_deadly(clause) and clause.child("dobj") is None:
            return "die"  # "40 people starved to death"
        child = raised(clause) if clause.i > noun.i and clause.dep in ("acl", "relcl") else noun
        if child is not noun and counts_people(child.lemma) and not _harms(child):
            subject = child.child("nsubj", "nsubjpass")
            if subject is not None and subject.lower not in RELATIVE:
                continue  # "45 men, three of whom were killed"
            passive = child.tag == "VBN" and (
                child.dep == "acl"
                or (subject is not None and subject.dep == "nsubjpass")
                or (child is not clause and child.child("auxpass") is not None)  # "believed to have been killed"
            )
            if passive or child.lemma in BEFALLS:
                return child.lemma
    return None


def _harms(verb: Token) -> bool:
    """Whether a number of others behind a verb underwent it: "killed 12 men, injured 30 and fled"."""
    return any(child.i == verb.i + 1 and child.pos == "NUM" for child in verb.children) or _did(verb)


def _argument(token: Token, verb: Token) -> tuple[Token, str | None]:
    """What of the verb the token stands in, and what parts it from that, if anything: "with" of "a plant with 400 workers"."""
    barrier = None
    for _ in range(_MAX_STEPS):
        above = token.head
        if above is verb or above is token:
            break
        if (token.dep == "prep" and _parts(token, above)) or token.dep in ("poss", "acl"):
            barrier = barrier or token.lower
        token = above
    return token, barrier


def _done_to(noun: Token) -> str | None:
    """What was done to those who have no part in what the clause tells: "by the count of four mayors reached by phone"."""
    clause = noun.child("acl")
    if clause is None or clause.tag != "VBN" or not 0 < clause.i - noun.i <= _BEHIND or noun.dep != "pobj":
        return None
    of_whole = noun.head.lower == "of" and clause.lemma in _SURVEYING  # "a survey of 900 people conducted in May"
    return None if noun.head.dep == "agent" or of_whole or clause.lower == "aged" else lemma_of(clause)


def _hangs_on(noun: Token, head: Token) -> bool:
    """Whether what is counted stands behind the "of" of its number: the stocks of "a fifth of the stocks fell"."""
    if noun.dep != "pobj":
        return False
    above = noun.head.head
    return above is head or (above.lower == "out" and above.head is head)


def _acts(part: Token) -> bool:
    """Whether a verb tells of some of those told of what happened to them: they died, were freed."""
    return part.dep in ("nsubj", "nsubjpass") and part.head.pos == "VERB" and part.head.lemma not in STATES


def raised(verb: Token) -> Token:
    """What those told of do or undergo, where the verb only says how sure or due that is: "are feared to have drowned",
    "850 believed to have died"."""
    obliged = verb.lemma == "have" and verb.tag in ("VBD", "VBN")  # "had to be evacuated"
    passive = verb.child("auxpass") is not None or (verb.tag == "VBN" and verb.child("aux") is None)
    if not obliged and (lemma_of(verb) not in words()["raising"] or not passive):
        return verb
    told = verb.child("xcomp")
    return told if told is not None and told.pos == "VERB" and told.i > verb.i else verb


def _parts(preposition: Token, above: Token) -> bool:
    """Whether what happens to a noun need not happen to what stands behind its preposition: "a town of 900 people voted"."""
    if above.pos not in NOUNS:
        return above.pos == "ADJ" and preposition.lower == "with"  # "pulled out alive with two broken legs"
    if preposition.lower == "of":
        return (
            above.pos == "NOUN" and above.lemma not in words()["collective"] and above.lemma not in words()["figures"]
        )
    return preposition.lower != "as"


def _deed_of(noun: Token) -> str | None:
    """The verb of the noun that tells what was done to the things: "the arrest of 12 men"."""
    joint = noun.head
    if noun.dep == "pobj" and joint.lower == "to" and joint.head.lower == "damage":
        return "damage"
    if noun.dep != "pobj" or joint.lower != "of":
        return None
    if joint.head.lower in _BODIES:
        return "die" if names_people(noun.lemma) else None  # not "the regulatory bodies of nine states"
    return deed(joint.head.lower)


def _undergoes(argument: Token, verb: Token) -> bool:
    """Whether what happens happens to this argument, or did to what it is held against: "23 died, compared with 41"."""
    if argument.lower in _BESIDE and argument.dep in ("prep", "advmod"):
        return verb.lemma in BEFALLS or verb.child("dobj", "nsubjpass") is not None
    if argument.dep in ("agent", "prep", "dative", "pobj"):
        return False
    if argument.dep == "nsubj":
        return verb.lemma in BEFALLS or not _did(verb)
    return True
