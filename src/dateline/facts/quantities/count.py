"""What a bare number counts, read from the parse, with the words beside it where the parse is of no help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.facts.document import Token
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.change import moving_verbs
from dateline.facts.quantities.fate import condition_behind
from dateline.facts.quantities.measure import condition, counts_people, names_people
from dateline.facts.quantities.nouns import Nouns
from dateline.facts.quantities.phrase import HYPHENS, MODIFIER, NOUNS, core, subject_of, words

_PARTITIVE = frozenset({"of", "among"})
_DEFINITE = frozenset({"the", "these", "those", "its", "their", "his", "her"})
_CLOSING = frozenset({'"', "”", "''", "’", "'"})
_BREAKS = frozenset({",", "(", "and", ";", ":", "--", "-"})


@dataclass(slots=True, frozen=True)
class Counted:
    """Things that were counted before, which a later number may count without naming them."""

    sentence: int
    number: float
    item: str


def counted(nouns: Nouns, tokens: Sequence[Token], head: Token) -> tuple[Token | None, str | None, str | None]:
    """The noun that a bare number counts, its phrase with what it belongs to, and its phrase alone."""
    last = tokens[-1]
    noun = _unprefixed(nouns, _counted_noun(nouns, last, head))
    if noun is None or noun.i in nouns.busy or (noun.i == last.i + 1 and condition(noun.lower) is not None):
        return None, None, None
    pronoun = _pronoun_behind(nouns, last)
    after = pronoun.i if pronoun is not None and noun.i > pronoun.i else last.i
    phrase = _with_kind(nouns, noun, nouns.text(core(nouns.document, noun, after)))
    if noun.pos == "PRON":
        return None, None, None  # "three of them"
    if phrase is None:
        return noun, None, None
    if (
        noun.dep in ("compound", "nmod", "amod")
        and _is_hyphened(nouns, noun)
        and noun.head.pos == "NOUN"
        and noun.head.i > noun.i
    ):
        whole = nouns.text(core(nouns.document, noun.head, noun.i))
        # the panel members of a 12-member panel
        return noun, f"{whole} {phrase}" if whole else phrase, None
    return noun, _with_owner(nouns, noun, phrase, tokens[0], last), phrase


def is_elliptic(nouns: Nouns, amount: Amount, tokens: Sequence[Token], head: Token) -> bool:
    """Whether a bare number stands for things told before: "wounded five", "11 voted against", "three of them"."""
    if amount.unit is not None or amount.multiple:
        return False
    first, last = tokens[0], tokens[-1]
    if condition_behind(nouns.document, last) is not None or _pronoun_behind(nouns, last) is not None:
        return True
    if [token.lower[-2:] for token in nouns.document.tokens[last.i + 1 : last.i + 2]] == ["ly"]:
        return True  # "20 injured, three critically"
    before = nouns.document.tokens[first.i - 1] if first.i else None
    if (
        before is not None
        and before.lower in _DEFINITE
        and head.dep == "pobj"
        and _stands_alone(nouns, last, verbs=True)
    ):
        return True  # "the relationship between the two turned sour"
    if before is not None and (before.lower == "other" or (before.pos == "VERB" and counts_people(before.lemma))):
        return True  # "the trial of the other two", "killed no one but injured 14"
    above = head.head
    if head.i == last.i and head.dep == "nummod" and above.i < first.i and above.ent in ("DATE", "TIME"):
        return True  # "and by Sunday five had died", where the parser lets the number count Sundays
    if head.dep in ("nsubj", "nsubjpass") or (head.dep == "pobj" and head.head.lower == "including"):
        return True
    if head.dep == "attr" and head.head.child("expl") is not None:
        return True  # "there are two from each state"
    following = nouns.document.tokens[last.i + 1 : last.i + 2]
    if following and following[0].lower in ("more", "against") and following[0].child("pobj") is None:
        return True  # "need 500 more", "12 against"
    if head.dep == "pobj" and head.i == first.i and head.head.lower in ("for", "with") and _stands_alone(nouns, last):
        return True  # "hired 250 clerks and aims for 400", "lost four seats, which leaves it with 142"
    behind = nouns.document.tokens[last.i + 1 : last.i + 2]
    if (
        before is not None
        and before.lower == ","
        and head.dep in ("npadvmod", "appos")
        and behind
        and behind[0].pos == "ADP"
    ):
        return True  # "60 were hurt, 11 in the leg"
    if head.dep == "conj" and head.i == first.i and _stands_alone(nouns, last):
        return True  # "14 were in Rovik and 12 in Lund"
    if head.dep != "dobj":
        return False
    verb = head.head.lemma.lower()
    return verb not in words()["level"] and verb not in moving_verbs()


def elided(
    nouns: Nouns, amount: Amount, tokens: Sequence[Token], verb: str | None, before: Counted | None
) -> str | None:
    """The item of an elliptic number: what was counted before it, or a noun that its pronoun can stand for; else None."""
    first, pronoun = tokens[0], _pronoun_behind(nouns, tokens[-1])
    part_of = _condition_of(nouns, tokens[-1]) or whole(nouns, first)
    if part_of is not None:
        return part_of
    low = amount.high if amount.low is None else amount.low
    if before is not None and first.sentence - before.sentence <= (pronoun is not None):
        # Of things counted there are no more than were counted; what is killed or hurt are people.
        fits = low is not None and low <= before.number if pronoun is not None else True
        if fits and (verb is None or not counts_people(verb) or names_people(before.item)):
            return before.item
    if pronoun is None:
        return None
    noun = nouns.antecedent(pronoun)
    return nouns.full(noun) if noun is not None and not _reports(noun, pronoun) else None


def is_of_them(nouns: Nouns, tokens: Sequence[Token]) -> bool:
    """Whether an amount is of things told before: "12% of them"."""
    pronoun = _pronoun_behind(nouns, tokens[-1])
    return pronoun is not None and pronoun.lower in ("them", "these", "those")


def is_part(nouns: Nouns, tokens: Sequence[Token]) -> bool:
    """Whether a number tells only some of those told before: "four of the hostages", "Of the wounded, 14 were treated"."""
    last = tokens[-1]
    behind = nouns.document.tokens[last.i + 1 : last.i + 3]
    partitive = (
        len(behind) == 2 and behind[0].lower == "of" and (behind[1].pos == "PRON" or behind[1].lower in _DEFINITE)
    )
    return partitive or whole(nouns, tokens[0]) is not None


def _stands_alone(nouns: Nouns, last: Token, *, verbs: bool = False) -> bool:
    """Whether a preposition or a mark (or one of its `verbs`) follows a number, not "of", which tells what is counted."""
    following = nouns.document.tokens[last.i + 1 : last.i + 2]
    if not following or following[0].pos == "PUNCT" or (verbs and following[0].pos in ("VERB", "AUX")):
        return True
    return following[0].pos == "ADP" and following[0].lower != "of"


def whole(nouns: Nouns, number: Token) -> str | None:
    """What a number at the head of its sentence is a part of: "Of the dead, 14 were children"."""
    sentence = nouns.document.sentences[number.sentence]
    opening = nouns.document.tokens[sentence.first]
    inner = opening.child("pobj") if opening.lower in _PARTITIVE and opening.dep == "prep" else None
    if inner is None or inner.i >= number.i or inner.pos == "PRON":
        return None
    told = condition_behind(nouns.document, inner) is not None  # "of the 60 wounded"
    return nouns.text(nouns.document.tokens[opening.i + 1 : inner.i + 1 + told])


def _condition_of(nouns: Nouns, last: Token) -> str | None:
    """The injured of "12 of the injured", the wounded of "the 60 wounded"."""
    tokens = nouns.document.tokens
    told = [token.lower for token in tokens[last.i + 1 : last.i + 4]]
    if told and condition(told[0]) is not None and last.i and tokens[last.i - 1].lower in ("the", "these", "those"):
        return told[0]
    return told[2] if told[:2] == ["of", "the"] and len(told) > 2 and condition(told[2]) is not None else None


def _pronoun_behind(nouns: Nouns, last: Token) -> Token | None:
    """The pronoun of "three of them"."""
    tokens = nouns.document.tokens[last.i + 1 : last.i + 3]
    if len(tokens) == 2 and tokens[0].lower == "of" and tokens[1].pos == "PRON" and tokens[1].sentence == last.sentence:
        return tokens[1]
    return None


def _reports(noun: Token, pronoun: Token) -> bool:
    """Whether the noun says what the pronoun's clause tells: the officials of "officials said three of them died"."""
    return any(above.dep == "ccomp" and above.head is noun.head for above in pronoun.ancestors())


def _with_kind(nouns: Nouns, noun: Token, phrase: str | None) -> str | None:
    """The phrase with what stands behind its "of", put first, so that the last word is what is counted: cholera cases."""
    tokens = nouns.document.tokens
    if phrase is None or noun.i + 1 >= len(tokens) or tokens[noun.i + 1].lower != "of":
        return phrase
    inner = tokens[noun.i + 1].child("pobj")
    if (
        tokens[noun.i + 1].head is not noun
        or inner is None
        or inner.pos not in ("NOUN", "PROPN")
        or not nouns.names_something(inner)
    ):
        return phrase
    kind = nouns.text(core(nouns.document, inner, noun.i + 1))
    return f"{kind} {phrase}" if kind else phrase


def _with_owner(nouns: Nouns, noun: Token, phrase: str, first: Token, last: Token) -> str:
    """The phrase with what the things belong to: "deaths of people" for the deaths of 13 people, "Ford workers"."""
    # "hired thousands of nurses": the number is the object, what it counts hangs on its "of".
    whole = noun.head.head if noun.dep == "pobj" and noun.head.head.i in nouns.busy else noun
    if whole.dep == "pobj" and noun.i > last.i and whole.head.i < first.i and whole.head.lower == "of":
        owner = whole.head.head
        apart = _joins(owner) or (
            owner.tag == "NNS" and names_people(owner.lemma)
        )  # the widows of 30 miners are no miners
        if (
            owner.pos == "NOUN"
            and owner.i < whole.head.i
            and owner.i not in nouns.busy
            and not apart
            and owner.lower != "none"
        ):
            before = nouns.text(core(nouns.document, owner))
            return f"{before} of {phrase}" if before else phrase
    if (whole.dep in ("dobj", "attr", "npadvmod") or _finishes(whole)) and noun.lower != "people":
        subject = subject_of(whole.head.head) if whole.dep == "pobj" else _owner(nouns, whole.head)
        before = nouns.named(subject) if subject is not None and subject.i < first.i else None
        return f"{before} {phrase}" if before else phrase
    named = _bracketed(nouns, first)
    return f"{named} {phrase}" if named else phrase


def _bracketed(nouns: Nouns, first: Token) -> str | None:
    """The name that brackets tell a number of: "Lars Berg (12 goals)"."""
    tokens = nouns.document.tokens
    if first.i < 2 or tokens[first.i - 1].text != "(" or tokens[first.i - 2].pos != "PROPN":
        return None
    return nouns.text(core(nouns.document, tokens[first.i - 2]))


def _finishes(noun: Token) -> bool:
    """Whether things are told with where their owner stands: "Lund came in second with 14 wins"."""
    return noun.dep == "pobj" and noun.head.lower == "with" and noun.head.head.lemma in words()["standing"]


def _owner(nouns: Nouns, verb: Token) -> Token | None:
    """The subject of a verb that says whose the things are: anybody has or employs them; who makes or gets them is told by name."""
    if verb.lemma not in words()["having"] and verb.lemma not in words()["making"]:
        return None
    subject = subject_of(verb)
    if subject is None or verb.lemma in words()["having"]:
        return subject
    told = nouns.antecedent(subject) if subject.pos == "PRON" else subject
    named = told is not None and (told.pos == "PROPN" or (told.text.isupper() and len(told.text) > 1))
    return subject if named or subject.start in nouns.names else None


def _suspended(nouns: Nouns, last: Token) -> Token | None:
    """The noun that waits behind a later number: the cylinders of "four-, five- and six-cylinder engines"."""
    tokens = nouns.document.tokens
    at = last.i + 1 if last.text[-1] in HYPHENS else last.i + 2
    if at >= len(tokens) or tokens[at].lower not in (",", "and", "or", "to"):
        return None
    for token in tokens[at : at + 6]:
        behind = tokens[token.i + 1 : token.i + 3]
        if token.i in nouns.busy and len(behind) == 2 and behind[0].text in HYPHENS and behind[1].pos in NOUNS:
            return behind[1]
    return None


def _is_hyphened(nouns: Nouns, noun: Token) -> bool:
    """Whether a hyphen joins the noun to a number before it."""
    tokens = nouns.document.tokens
    return noun.i > 1 and tokens[noun.i - 1].text in HYPHENS and tokens[noun.i - 2].i in nouns.busy


def _joins(noun: Token) -> bool:
    """Whether a noun only makes a preposition: "in front of 50 fans", "on behalf of"."""
    return noun.lemma in words()["joining"] and noun.dep == "pobj" and noun.child("det", "poss") is None


def _unprefixed(nouns: Nouns, noun: Token | None) -> Token | None:
    """The defendants of co-defendants, which the parser takes for two words."""
    if noun is None or len(noun.text) > 3:
        return noun
    following = nouns.document.tokens[noun.i + 1 : noun.i + 3]
    if len(following) < 2 or following[0].text not in HYPHENS or following[1].pos != "NOUN":
        return noun
    return following[1] if noun.end == following[0].start and following[0].end == following[1].start else noun


def _head_of(nouns: Nouns, last: Token, noun: Token) -> Token:
    """The appearances of "21 league appearances", where the parser lets the number count the league."""
    above = noun.head
    plain = noun.tag == "NN" and noun.dep == "compound" and above.tag == "NNS" and above.i == noun.i + 1
    return above if plain and not nouns.document.tokens[last.i + 1].text.startswith(tuple(HYPHENS)) else noun


def _part_behind(nouns: Nouns, last: Token) -> Token | None:
    """The children of "12 of them children"."""
    pronoun = _pronoun_behind(nouns, last)
    if pronoun is None:
        return None
    for token in nouns.document.tokens[pronoun.i + 1 : pronoun.i + 4]:
        if token.tag in ("NNS", "NNPS"):
            return token
        if token.pos != "ADJ":
            break
    return None


def _counted_noun(nouns: Nouns, last: Token, number: Token) -> Token | None:
    """The number's head in the parse, what follows "of", or the end of the noun phrase right behind the number."""
    tokens = nouns.document.tokens
    if last.text[-1] in HYPHENS or (last.i + 1 < len(tokens) and tokens[last.i + 1].text in HYPHENS):
        shared = _suspended(nouns, last)
        if shared is not None:
            return shared
    following = tokens[last.i + 1 : last.i + 3]
    if following and following[0].pos == "NUM" and following[-1].text not in HYPHENS:
        return None  # "up from 64 four years ago"
    near = 0 < number.head.i - last.i <= 8 and tokens[last.i + 1].lower not in ("last", "next", "this")
    if near and (number.dep in MODIFIER or number.dep == "predet") and number.head.pos in ("NOUN", "PROPN"):
        return _head_of(nouns, last, number.head)
    part = _part_behind(nouns, last)
    if part is not None:
        return part
    if last.i + 2 < len(tokens) and tokens[last.i + 1].lower in _CLOSING and tokens[last.i + 2].lower == "of":
        last = tokens[last.i + 1]  # some "thousands" of them
    if last.i + 1 < len(tokens) and tokens[last.i + 1].lower == "of" and tokens[last.i + 1].sentence == last.sentence:
        inner = tokens[last.i + 1].child("pobj")
        if inner is None and last.i + 2 < len(tokens) and tokens[last.i + 2].i in nouns.busy:
            whole = tokens[last.i + 2]  # 23 of 28 drones
            return _counted_noun(nouns, whole, whole) if whole.pos == "NUM" else None
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
