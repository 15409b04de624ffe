"""Numbers that do not name what they count: of things told before, or of what a pronoun stands for."""

from __future__ import annotations

from dateline.facts.document import Token
from dateline.facts.quantities.changing import moving_verbs
from dateline.facts.quantities.fate import condition_behind, is_among
from dateline.facts.quantities.figure import Figure
from dateline.facts.quantities.measure import condition, counts_people, names_people
from dateline.facts.quantities.nouns import Nouns
from dateline.facts.quantities.phrase import MODIFIER, core, subject_of, words

_PARTITIVE = frozenset({"of", "among"})
_COMPARING = frozenset({"more", "against", "fewer", "less"})
# Before the number of things that was told before, so many sentences ago at most.
_ALL = frozenset({"all", "the", "these", "those"})
_WHOLE = frozenset({"all", "the", "these", "those", "its", "their", "his", "her"})
_RECALLED = 3
# What somebody does with things told of in the sentences before, so many at most.
_GETTING = frozenset({"earn", "get", "hold", "need", "pick", "gain", "lose", "take", "receive", "want"})
_KEPT = 2
_TOTALS = frozenset({"total", "number", "count", "tally"})
_TALLIES = _TOTALS | {"toll"}
_BRINGING = frozenset({"bring", "take", "raise", "lift", "push", "increase"})
_OBJECTS = frozenset({"dobj", "npadvmod"})
# Between "23 dead" and the "14 of whom", in characters and words.
_BETWEEN, _WORDS = 20, 2
_MARKS = frozenset({"-", "--", "–", "—", ",", "("})
# What tells of things by what they have an object in; no adjectives of them.
GOVERNING = frozenset(
    {"involving", "concerning", "regarding", "containing", "requiring", "affecting", "including", "featuring"}
)
_DEFINITE = frozenset({"the", "these", "those", "its", "their", "his", "her"})


def is_elliptic(figure: Figure) -> bool:
    """Whether a bare number stands for things told before: "wounded five", "11 voted against", "three of them"."""
    if figure.amount.unit is not None or figure.amount.multiple:
        return False
    nouns, head, first, last = figure.nouns, figure.head, figure.first, figure.last
    if condition_behind(nouns.document, last) is not None or pronoun_behind(nouns, last) is not None:
        return True
    following = nouns.document.tokens[last.i + 1 : last.i + 2]
    if following and following[0].lower in GOVERNING:
        return True  # "nine cases of fraud and 16 involving threats"
    if [token.lower[-2:] for token in nouns.document.tokens[last.i + 1 : last.i + 2]] == ["ly"]:
        return True  # "20 injured, three critically"
    before = nouns.document.tokens[first.i - 1] if first.i else None
    if before is not None and before.lower in _WHOLE and head.dep == "pobj" and _stands_alone(nouns, last, verbs=True):
        return True  # "the relationship between the two turned sour"
    if before is not None and (
        before.lower in ("other", "another") or (before.pos == "VERB" and counts_people(before.lemma))
    ):
        return True  # "the trial of the other two", "killed no one but injured 14"
    above = head.head
    if head.i == last.i and head.dep == "nummod" and above.i < first.i and above.ent in ("DATE", "TIME"):
        return True  # "and by Sunday five had died", where the parser lets the number count Sundays
    if head.dep in ("nsubj", "nsubjpass") or (head.dep == "pobj" and head.head.lower == "including"):
        return True
    if _total(head) is not None or _total_behind(figure) is not None:
        return True  # "brings the total to 12", "has a total of 12"
    if head.dep == "attr" and head.head.child("expl") is not None:
        return True  # "there are two from each state"
    if following and following[0].lower in _COMPARING and following[0].child("pobj") is None:
        return True  # "need 500 more", "12 against", "nine fewer than in May"
    if head.dep == "pobj" and head is last and head.head.lower in ("for", "with") and _stands_alone(nouns, last):
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
    if _goes_on_with(figure):
        return True
    if head.dep != "dobj":
        return False
    verb = head.head.lemma.lower()
    return verb not in words()["level"] and verb not in moving_verbs()


def _goes_on_with(figure: Figure) -> bool:
    """Whether a number is the object of a verb joined to that of things counted: "opened 34 shops, closed 21 and lost 5"."""
    head, previous, amount = figure.head, figure.previous(), figure.amount
    if head.dep not in _OBJECTS or head.head.dep != "conj" or head.head.i != head.i - 1 or previous is None:
        return False
    if previous.things is None or previous.quantity.unit is not None or previous.quantity.change is not None:
        return False
    noun = previous.head
    while noun.dep in MODIFIER and noun.head.i > noun.i:
        noun = noun.head
    following = figure.document.tokens[figure.last.i + 1 : figure.last.i + 2]
    alone = _stands_alone(figure.nouns, figure.last) or following[0].pos == "CCONJ"
    joined = noun.dep in _OBJECTS and noun.head.i == head.head.head.i
    return alone and joined and amount.low is not None and amount.low.is_integer()


def elided(figure: Figure) -> str | None:
    """The item of an elliptic number: what was counted before it, "40 were hurt. Five died", or a noun that its pronoun can
    stand for; else None."""
    nouns, amount, head, before = figure.nouns, figure.amount, figure.head, figure.counted
    first, pronoun = figure.first, pronoun_behind(nouns, figure.last)
    part_of = _condition_of(nouns, figure.last) or whole(nouns, first) or _total_behind(figure)
    if part_of is None and pronoun is not None and pronoun.lower == "them":
        part_of = _right_before(nouns, first)
    if part_of is not None:
        return part_of
    if pronoun is not None and _is_of_unnamed(figure):
        return None
    low = amount.high if amount.low is None else amount.low
    opens = head.dep in ("nsubj", "nsubjpass") and head is figure.last
    single = pronoun is not None and pronoun.lower == "it"  # of one thing, not of those counted
    near = before is not None and not single and first.sentence - before.sentence <= (pronoun is not None or opens)
    if before is not None and low == before.number and first.sentence - before.sentence <= _RECALLED and not single:
        article = nouns.document.tokens[first.i - 1] if first.i else first
        if article.lower in _ALL:
            return before.item  # "nine parishes … in all nine"
    if before is not None and near:
        # Of things counted there are no more than were counted; what is killed or hurt are people.
        apart = pronoun is not None or first.sentence > before.sentence
        fits = low is not None and low <= before.number if apart else not _is_doer(figure, before.item)
        if fits and (figure.deed is None or not counts_people(figure.deed) or names_people(before.item)):
            return before.item
    if before is not None and _keeps(figure) and first.sentence - before.sentence <= _KEPT:
        return before.item
    if pronoun is None:
        return None
    noun = nouns.antecedent(pronoun)
    return nouns.full(noun) if noun is not None and not _reports(noun, pronoun) else None


def _is_of_unnamed(figure: Figure) -> bool:
    """Whether a number tells some of those right before it, of whom only a number is told: "counted 23 dead, 14 of whom"."""
    previous, text = figure.previous(), figure.document.text
    if previous is None or previous.things is not None or previous.quantity.unit is not None:
        return False
    between = text[previous.amount.end : figure.amount.start]
    return len(between) < _BETWEEN and between.endswith((", ", " (")) and between.count(" ") <= _WORDS


def _is_doer(figure: Figure, item: str) -> bool:
    """Whether those counted before did to others what is told: the gunmen of "four gunmen fired, killing ten"."""
    verb = figure.verb
    if figure.deed is None or not counts_people(figure.deed) or verb is None or figure.head.head is not verb:
        return False
    if figure.head.dep != "dobj" or (verb.dep == "acl" and verb.tag == "VBN"):
        return False  # the parser's people of "killed 12 people, injured 30"
    subject = subject_of(verb)
    return subject is not None and figure.nouns.text(core(figure.document, subject)) == item


def others(figure: Figure) -> str | None:
    """What "others" and "ones" are that nothing else is said of: the miners of "killed 18 miners and hurt seven others"."""
    noun, deed, before = figure.noun, figure.deed, figure.counted
    if noun is None or noun.lower not in ("others", "ones"):
        return None
    if noun.lower == "ones" and before is not None and noun.sentence == before.sentence and figure.item is not None:
        return figure.item.removesuffix("ones") + before.item  # "sold 300 cars, including 40 electric ones"
    clause = noun.child("relcl", "acl")
    if clause is not None and clause.first == noun.i + 1:
        return None  # "seven others who had fled"
    if before is None or noun.sentence - before.sentence > 1:
        return None
    return before.item if deed is None or not counts_people(deed) or names_people(before.item) else None


def is_of_them(figure: Figure) -> bool:
    """Whether an amount is of things told before: "12% of them", "of whom 12% were men"."""
    first = figure.first.i
    if [token.lower for token in figure.document.tokens[max(0, first - 2) : first]] in (
        ["of", "whom"],
        ["of", "which"],
    ):
        return True
    pronoun = pronoun_behind(figure.nouns, figure.last)
    if pronoun is None or pronoun.child("relcl", "acl", "prep") is not None:
        return False  # "60% of those who answered"
    return pronoun.lower in ("them", "these", "those")


def is_part(figure: Figure) -> bool:
    """Whether a number tells only some of those told before: "four of the hostages", "Of the wounded, 14 were treated"."""
    behind = figure.document.tokens[figure.last.i + 1 : figure.last.i + 3]
    partitive = (
        len(behind) == 2 and behind[0].lower == "of" and (behind[1].pos == "PRON" or behind[1].lower in _DEFINITE)
    )
    return partitive or whole(figure.nouns, figure.first) is not None


def names_some(figure: Figure) -> bool:
    """Whether a number tells who some of those told before are, and what comes next goes on from all of them: the women of
    "nine people, including four women, were killed and 20 others hurt"."""
    noun = figure.noun or figure.head
    if is_among(figure.document, figure.last, figure.head):
        return True
    while noun.dep == "conj" and noun.head.i < noun.i:
        noun = noun.head
    return noun.dep == "pobj" and noun.head.lower == "including"


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
    if inner is not None and inner.lower == "those" and inner.i < number.i:
        return nouns.full(inner)  # "Among those who answered, 12 were in favour"
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


def pronoun_behind(nouns: Nouns, last: Token) -> Token | None:
    """The pronoun of "three of them"."""
    tokens = nouns.document.tokens[last.i + 1 : last.i + 3]
    if len(tokens) == 2 and tokens[0].lower == "of" and tokens[1].pos == "PRON" and tokens[1].sentence == last.sentence:
        return tokens[1]
    return None


def is_total(head: Token) -> bool:
    """Whether a number is the total of what was told before."""
    return _total(head) is not None


def _total(head: Token) -> Token | None:
    """The total that a number is of what was told before: "brings the total to 12", "has a total of 12"."""
    above = head.head.head
    if head.dep != "pobj" or head.head.lower not in ("to", "of"):
        return None
    total = above if head.head.lower == "of" else above.child("dobj")
    plain = total is not None and total.lemma in _TOTALS and total.dep == "dobj"
    named = total is not None and any(c.dep == "prep" and c is not head.head and c.i < head.i for c in total.children)
    return total if plain and not named else None


def _total_behind(figure: Figure) -> str | None:
    """The total told behind a number: "taking to 300 the number of men arrested", "bringing to 41 the death toll"."""
    head, last = figure.head, figure.last
    if head.dep != "pobj" or head.head.lower != "to" or head.head.head.lemma not in _BRINGING:
        return None
    tokens = figure.document.tokens[last.i + 1 : last.i + 5]
    if not tokens or tokens[0].lower != "the":
        return None
    total = next((token for token in tokens if token.lemma in _TALLIES), None)
    if total is None or total.i in figure.nouns.busy:
        return None
    behind = figure.document.tokens[total.i + 1 : total.i + 7]
    told = next((t.lower for t in behind if t.tag in ("VBN", "VBD") and condition(t.lower) is not None), None)
    item = figure.nouns.full(total)
    return item if item is None or told is None or item.endswith(told) else f"{item} {told}"


def _keeps(figure: Figure) -> bool:
    """Whether somebody has or wins a number of what was told before: "Berg has 40 delegates. Lund will win 12"."""
    head, total = figure.head, _total(figure.head)
    told = total if total is not None else head
    return told.dep == "dobj" and (told.head.lemma in words()["having"] or told.head.lemma in _GETTING or told is total)


def _right_before(nouns: Nouns, first: Token) -> str | None:
    """The bodies of "found bodies – nine of them burned – in the barn"."""
    mark, noun = (
        (nouns.document.tokens[first.i - 1], nouns.document.tokens[first.i - 2]) if first.i > 1 else (first, first)
    )
    told = mark.text in _MARKS and noun.tag in ("NNS", "NNPS") and noun.sentence == first.sentence
    return nouns.full(noun) if told and nouns.names_something(noun) else None


def _reports(noun: Token, pronoun: Token) -> bool:
    """Whether the noun says what the pronoun's clause tells: the officials of "officials said three of them died"."""
    return any(above.dep == "ccomp" and above.head is noun.head for above in pronoun.ancestors())
