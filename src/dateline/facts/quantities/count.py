"""What a bare number counts, read from the parse, with the words beside it where the parse is of no help."""

from __future__ import annotations

import re

from dateline.facts.document import Token
from dateline.facts.quantities import hyphen
from dateline.facts.quantities.changing import changing_nouns
from dateline.facts.quantities.ellipsis import GOVERNING, pronoun_behind
from dateline.facts.quantities.figure import Figure
from dateline.facts.quantities.measure import condition, names_people
from dateline.facts.quantities.nouns import Nouns
from dateline.facts.quantities.phrase import HYPHENS, MODIFIER, NOUNS, core, is_mark, subject_of, words

# Age groups behind a share: "two in three under-fives", "14% of over-80s", "half of 15-year-olds".
COHORT = re.compile(r"(?: of(?: the| all)?)? ((?:over|under)-\w{1,8}s|[\w-]{1,12}-year-olds)\b")
_TALLIES = frozenset({"toll", "total", "number", "figure", "list", "tally", "count"})
_CLOSING = frozenset({"out", '"', "”", "''", "’", "'"})
_PREFIX = 5  # letters
# Before what is no more of the same: "scored 90 off 60 balls", "won 12 from 20 games".
_OFF = frozenset({"off", "from", "over"})
_NUMBERED = re.compile(r"\d{1,3}|[IVX]{1,4}|[A-Z]")
_DEFINITE = frozenset({"the", "those", "its", "their", "his", "her"})
_BRACKETED = 6  # tokens
_BREAKS = frozenset({",", "(", "and", ";", ":", "--", "-"})


def counted(figure: Figure) -> tuple[Token | None, str | None, str | None]:
    """The noun that a bare number counts, its phrase with what it belongs to, and its phrase alone."""
    nouns, last = figure.nouns, figure.last
    group = COHORT.match(nouns.document.text, last.end)
    if group is not None:
        return nouns.document.tokens[last.i + 1], group[1], group[1]  # "two in three under-fives"
    noun = unprefixed(nouns, _counted_noun(nouns, last, figure.head))
    if (
        noun is None
        or noun.i in nouns.busy
        or is_mark(noun, last)
        or (noun.i == last.i + 1 and condition(noun.lower) is not None)
    ):
        return None, None, None
    pronoun = pronoun_behind(nouns, last)
    after = pronoun.i if pronoun is not None and noun.i > pronoun.i else last.i
    phrase = _with_kind(nouns, core(nouns.document, noun, after), noun)
    joined = _joined(nouns, noun)
    if joined is not None and phrase is not None:
        phrase = f"{phrase} {nouns.document.tokens[noun.i + 1].lower} {joined.text}"
    if noun.lower == "those":
        named = nouns.full(noun)  # "two-thirds of those surveyed"
        return (noun, named, named) if named else (None, None, None)
    if noun.pos == "PRON":
        return None, None, None  # "three of them"
    if phrase is None:
        return noun, None, None
    if noun.tag == "NN" and noun.lemma in changing_nouns() and noun.i > last.i:
        return noun, nouns.full(noun, last.i) or phrase, phrase  # "a 20,000 drop in claims"
    above = noun.head
    if noun.dep == "npadvmod" and above.dep == "amod":
        above = above.head  # a 12-storey-tall tower
    if (
        noun.dep in ("compound", "nmod", "amod", "npadvmod")
        and _is_hyphened(nouns, noun)
        and above.pos in ("NOUN", "PROPN")
        and above.i > noun.i
    ):
        if above.dep == "compound" and above.head.i == above.i + 1:
            above = above.head  # a 60-bed care home
        whole = nouns.text(core(nouns.document, above, noun.i))
        # the panel members of a 12-member panel
        return noun, f"{whole} {phrase}" if whole else phrase, None
    return noun, _with_owner(nouns, noun, phrase, figure.first, last), phrase


def _joined(nouns: Nouns, noun: Token) -> Token | None:
    """The women of "12 men and women", which the number counts, too: a plural alone behind the first."""
    other = noun.child("conj") if noun.tag == "NNS" else None
    if other is None or other.tag != "NNS" or other.i != noun.i + 2 or other.i in nouns.busy:
        return None
    if any(child.lower == "of" for child in other.children):
        return None  # "12 cells and odds of 2 to 1"
    joint = nouns.document.tokens[noun.i + 1].lower
    return other if joint in ("and", "or") else None


def _with_kind(nouns: Nouns, own: list[Token], noun: Token) -> str | None:
    """The noun's own phrase with what stands behind its "of" before the noun, so that the last word is what is counted: cholera
    cases, new rice sacks."""
    tokens = nouns.document.tokens
    phrase = nouns.text(own)
    of = tokens[noun.i + 1] if noun.i + 1 < len(tokens) else None
    if phrase is None or of is None or of.lower != "of" or of.head is not noun:
        return phrase
    inner = of.child("pobj")
    if inner is None or inner.pos not in ("NOUN", "PROPN") or not nouns.names_something(inner):
        return phrase
    kind = nouns.text(core(nouns.document, inner, of.i))
    before = nouns.text(own[:-1]) if own[-1] is noun else None
    if kind is None:
        return phrase
    return f"{before} {kind} {noun.text}" if before else f"{kind} {phrase}"


def _with_owner(nouns: Nouns, noun: Token, phrase: str, first: Token, last: Token) -> str:
    """The phrase with what the things belong to: "deaths of people" for the deaths of 13 people, "Ford workers"."""
    # "hired thousands of nurses": the number is the object, what it counts hangs on its "of".
    whole = noun.head.head if noun.dep == "pobj" and noun.head.head.i in nouns.busy else noun
    if whole.dep == "pobj" and noun.i > last.i and whole.head.i < first.i and whole.head.lower == "of":
        owner = whole.head.head
        apart = (
            _joins(owner) or owner.lemma in words()["vacuous"] or (owner.tag == "NNS" and names_people(owner.lemma))
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
        return subject if subject is None or subject.lemma not in _TALLIES else None
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


def unprefixed(nouns: Nouns, noun: Token | None) -> Token | None:
    """The defendants of co-defendants, the projects of mega-projects, which the parser takes for two words."""
    if noun is None or len(noun.text) > _PREFIX:
        return noun
    following = nouns.document.tokens[noun.i + 1 : noun.i + 3]
    if len(following) < 2 or following[0].text not in HYPHENS or following[1].pos != "NOUN":
        return noun
    return following[1] if noun.end == following[0].start and following[0].end == following[1].start else noun


def _head_of(nouns: Nouns, last: Token, noun: Token) -> Token:
    """The appearances of "21 league appearances", where the parser lets the number count the league."""
    above = noun.head
    between = above.i - noun.i - 1
    numbered = (
        between == 1 and _NUMBERED.fullmatch(nouns.document.tokens[noun.i + 1].text) is not None
    )  # 600 phase III trials
    plain = noun.tag in ("NN", "NNS") and noun.dep == "compound" and above.tag == "NNS" and (not between or numbered)
    return above if plain and not nouns.document.tokens[last.i + 1].text.startswith(tuple(HYPHENS)) else noun


def is_parted(nouns: Nouns, last: Token) -> bool:
    """Whether the two words behind a number part it from the noun that the parser lets it count: "made 90 off 60 balls",
    "seating for five, all-wheel drive"."""
    mark, behind = (
        nouns.document.tokens[last.i + 1 : last.i + 3] if last.i + 2 < len(nouns.document.tokens) else (last, last)
    )
    return (mark.lower in _OFF and behind.i in nouns.busy) or (mark.text == "," and behind.i not in nouns.busy)


def _part_behind(nouns: Nouns, last: Token) -> Token | None:
    """The children of "12 of them children"."""
    pronoun = pronoun_behind(nouns, last)
    if pronoun is None:
        return None
    for token in nouns.document.tokens[pronoun.i + 1 : pronoun.i + 4]:
        if token.tag in ("NNS", "NNPS"):
            return token
        if token.pos != "ADJ":
            break
    return None


def _behind_brackets(nouns: Nouns, last: Token) -> Token:
    """The last token before the "of" of "half (54%) of the voters"."""
    tokens = nouns.document.tokens
    if last.i + 1 >= len(tokens) or tokens[last.i + 1].text != "(":
        return last
    closing = next((token for token in tokens[last.i + 2 : last.i + _BRACKETED] if token.text == ")"), None)
    told = closing is not None and all(token.i in nouns.busy for token in tokens[last.i + 2 : closing.i])
    if closing is None or not told or closing.i + 1 >= len(tokens) or tokens[closing.i + 1].lower != "of":
        return last
    return closing


def _counted_noun(nouns: Nouns, last: Token, number: Token) -> Token | None:
    """The number's head in the parse, what follows "of", or the end of the noun phrase right behind the number."""
    tokens = nouns.document.tokens
    if last.text[-1] in HYPHENS or (last.i + 1 < len(tokens) and tokens[last.i + 1].text in HYPHENS):
        shared = _suspended(nouns, last)
        if shared is not None:
            return shared
    following = tokens[last.i + 1 : last.i + 3]
    if following and following[0].lower in GOVERNING:
        return None  # "16 involving farm trade"
    if is_parted(nouns, last):
        return None
    if following and following[0].pos == "NUM" and following[-1].text not in HYPHENS:
        return None  # "up from 64 four years ago"
    if last is not number and number.dep not in MODIFIER and last.dep in MODIFIER:
        number = last  # "four in ten low-income families", where the four stands alone
    near = 0 < number.head.i - last.i <= 8 and tokens[last.i + 1].lower not in ("last", "next", "this")
    owned = near and number.dep == "predet" and number.head.dep == "poss" and number.head.head.pos == "NOUN"
    if owned and number.head.head.i > number.head.i:
        return number.head.head  # "half the firm's shares"
    if near and (number.dep in MODIFIER or number.dep == "predet") and number.head.pos in ("NOUN", "PROPN"):
        return _head_of(nouns, last, number.head)
    part = _part_behind(nouns, last)
    if part is not None:
        return part
    if last.i + 2 < len(tokens) and tokens[last.i + 1].lower in _CLOSING and tokens[last.i + 2].lower == "of":
        last = tokens[last.i + 1]  # some "thousands" of them
    if last.i + 3 < len(tokens) and tokens[last.i + 1].lower == "out" and tokens[last.i + 3].lower in _DEFINITE:
        last = tokens[last.i + 1]  # "12 out of the 40 miners"
    last = _behind_brackets(nouns, last)
    if last.i + 1 < len(tokens) and tokens[last.i + 1].lower == "of" and tokens[last.i + 1].sentence == last.sentence:
        of = tokens[last.i + 1]
        inner = next(
            (child for child in of.children if child.dep == "pobj" and child.i > of.i), None
        )  # "whom dozens of"
        if inner is None and last.i + 2 < len(tokens) and tokens[last.i + 2].i in nouns.busy:
            whole = tokens[last.i + 2]  # 23 of 28 drones
            return _counted_noun(nouns, whole, whole) if whole.pos == "NUM" else None
        return inner if inner is not None and inner.pos in NOUNS and inner.i - last.i < 12 else None
    found = None
    for token in tokens[last.i + 1 : last.i + 7]:
        if token.sentence != last.sentence:
            break
        if token.pos == "PROPN" and token.ent in ("DATE", "TIME"):
            break  # "stood at 263 entering Tuesday's vote"
        if token.pos in ("NOUN", "PROPN"):
            found = token
            continue
        if token.lower in ("last", "next", "this") or token.lower in GOVERNING:
            break  # "7.1 last year", "17 dead including children"
        if found is None and (
            hyphen.joins(tokens, token.i + 1) or (token.i > last.i + 1 and hyphen.joins(tokens, token.i))
        ):
            continue  # 12 by-elections
        joins = token.lower == "and" and token.i - 1 > last.i and tokens[token.i - 1].pos == "ADJ"
        modifies = token.pos in ("ADJ", "ADV") or token.tag in ("VBN", "VBG")
        if found is not None or not (joins or (modifies and token.lower not in _BREAKS)):
            break
    return found
