"""What the syntax gives a verb cue as its content: the clause, infinitive or noun phrase that it takes, and who is spoken to."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.facts.document import Token
from dateline.facts.statements.cue import Cue, Entry, lexicon

Range = tuple[int, int]  # first and last token, both in

_THINGS = frozenset({"of", "about", "over", "for", "to", "at"})


@dataclass(slots=True)
class Complement:
    """The content of a cue. `ranges` are its tokens, `extra` words that belong to the cue as well, `way` how the cue goes on."""

    ranges: list[Range]
    entry: Entry
    extra: tuple[Token, ...] = ()
    addressee: Token | None = None
    way: str = "that"


@dataclass(slots=True)
class _Parts:
    """What hangs on a cue. `small` is the second half of a small clause ("called it *a gift*")."""

    clause: Token | None = None
    infinitive: Token | None = None
    gerund: Token | None = None
    small: Token | None = None
    obj: Token | None = None
    hearer: Token | None = None
    preps: list[Token] = field(default_factory=list)
    passive: bool = False


def find(cue: Cue) -> Complement | None:
    """The content that the syntax gives a verb cue, or None where it gives none that the cue takes."""
    verb = cue.head
    parts = _parts(cue)
    subject = verb.child("nsubjpass", "nsubj")
    for word in cue.tokens[1:]:
        if word.dep == "mark" and word.head.i > word.i and (entry := cue.takes("noun to", "noun")):
            # "called for both sides to talk": the preposition opens a clause.
            return Complement([(word.i + 1, word.head.last)], entry, way="noun to")
    if parts.passive:
        said = subject is not None and subject.lower != "it" and (parts.infinitive or subject.lower not in _PEOPLE)
        before = [(subject.first, subject.last)] if subject is not None and said else []
        return _of_passive(cue, before, parts)
    if verb.dep == "acl" and verb.tag == "VBN" and parts.obj is None and parts.clause is None and verb.head.i < verb.i:
        # "a plan proposed by X", "a law known as Y"
        return _of_passive(cue, [(verb.head.first, verb.i - 1)], _Parts(small=parts.small, preps=parts.preps))
    if (entry := cue.takes("seeming")) and subject is not None and (seeming := _seeming(cue, subject, parts)):
        return Complement(seeming, entry, way="seeming")
    if (entry := cue.takes("reading")) and subject is not None and (reading := _reading(cue, subject, parts)):
        return Complement([reading], entry, way="reading")
    return _of_clause(cue, parts) or _of_infinitive(cue, parts) or _of_object(cue, parts) or _of_preposition(cue, parts)


def _parts(cue: Cue) -> _Parts:
    verb, parts = cue.head, _Parts()
    for child in verb.children:
        if child in cue.tokens:
            continue
        dep = child.dep
        if dep == "ccomp" and child.i < verb.i and not _can_follow(cue, child):
            continue
        if dep in ("ccomp", "xcomp"):
            form = verb_form(child)
            if form == "to":
                parts.infinitive = parts.infinitive or child
            elif form == "ing" and dep == "xcomp":
                if not any(mark.i == child.first - 1 and mark.text == "," for mark in verb.children):
                    parts.gerund = parts.gerund or child
            elif dep == "ccomp" or form == "finite":
                parts.clause = parts.clause or child
            else:
                parts.small = parts.small or child
        elif dep == "pcomp" or (dep == "advcl" and verb.lemma in _ASKING and _opens_with_if(child, verb)):
            parts.clause = parts.clause or child
        elif dep in ("dobj", "obj"):
            parts.obj = parts.obj or child
        elif dep in ("oprd", "attr", "acomp") and child.i > verb.i:
            parts.small = parts.small or child
        elif dep in ("dative", "iobj"):
            parts.hearer = child
        elif dep in ("prep", "agent") and child.i > verb.i:
            parts.preps.append(child)
        elif dep in ("nsubjpass", "auxpass"):
            parts.passive = True
    for word in cue.tokens[1:]:
        for child in word.children:
            if child in cue.tokens:
                continue
            if word.dep in ("prep", "prt", "advmod", "agent") and child.dep in ("pobj", "pcomp"):
                if parts.obj is not None and parts.obj.head is verb and parts.obj.i < word.i:
                    parts.hearer, parts.obj = parts.hearer or parts.obj, None  # "asked Ruiz about the fire"
                parts.obj = parts.obj or child
            elif child.dep in ("acl", "ccomp", "relcl", "xcomp") and child.i > word.i:
                parts.clause = parts.clause or child
            elif child.dep == "prep" and child.i > word.i and child.lower in _THINGS:
                parts.preps.append(child)
    return parts


# Subjects of passives that are nothing said: "no one was charged".
_PEOPLE = frozenset({"one", "nobody", "none", "everybody", "everyone", "anybody", "anyone", "somebody", "someone"})

# What somebody asks or wonders "if" hangs on these verbs as if it were a condition.
_ASKING = frozenset({"ask", "wonder", "inquire", "question", "debate"})


def _opens_with_if(clause: Token, verb: Token) -> bool:
    """Whether a clause behind a verb begins with "if" or "whether"."""
    return clause.i > verb.i and any(
        child.lower in ("if", "whether") and child.dep == "mark" for child in clause.children
    )


def _can_follow(cue: Cue, clause: Token) -> bool:
    """Whether a cue can stand behind its clause: "it rains, he says", but not "it rains; he wants to stay"."""
    if cue.takes("quote") is None or _goes_on(cue):
        return False
    return not any(child.text in (";", ":") and clause.last < child.i < cue.head.i for child in cue.head.children)


def _goes_on(cue: Cue) -> bool:
    """Whether something else stands behind a cue that it can take: "it is late; he urged them to go"."""
    return any(
        child.dep == "xcomp" or (child.dep == "dobj" and not _can_hear(cue, child))
        for child in cue.head.children
        if child.i > cue.head.i
    )


def _can_hear(cue: Cue, obj: Token) -> bool:
    """Whether an object can be who is spoken to: "it is late, she told them", "it is late, she wrote Ruiz"."""
    return cue.takes("hearer") is not None or (obj.ent == "PERSON" and cue.takes("that") is not None)


def _seeming(cue: Cue, subject: Token, parts: _Parts) -> list[Range] | None:
    """What seems: "the plan seems to fail", "the plan looks like a failure", "it seems that the plan fails"."""
    verb = cue.head
    if subject.i > verb.i or verb.last == verb.i:
        return None
    if subject.lower == "it" and parts.clause is not None and parts.clause.i > verb.i:
        return [(parts.clause.first, parts.clause.last)]
    like = next((child for child in verb.children if child.i == verb.i + 1 and child.lower == "like"), None)
    tail = parts.infinitive or parts.small or parts.clause or like
    return (
        [(subject.first, subject.last), (tail.first, tail.last)] if tail is not None and tail.first > verb.i else None
    )


def _reading(cue: Cue, subject: Token, parts: _Parts) -> Range | None:
    """All that follows the verb of a poll: "a poll has Ruiz ahead by six points, while Dunne falls back"."""
    words = lexicon()
    first, last = cue.tokens[-1].i + 1, cue.head.last
    if subject.lemma.lower() not in words.polls or subject.i > cue.head.i or first > last:
        return None
    return None if parts.obj is not None and parts.obj.lemma in words.poll_terms else (first, last)


def _of_clause(cue: Cue, parts: _Parts) -> Complement | None:
    """… said that it rains · told them it rains · asked why it rains"""
    verb, clause, obj = cue.head, parts.clause, parts.obj
    if clause is None:
        return None
    entry = cue.takes("that", "quote", *(["noun"] if _is_question(clause) else []))
    if entry is None:
        return None
    target = parts.hearer or (obj if obj is not None and cue.takes("hearer") else None)
    first = clause.first
    if obj is not None and target is None and verb.i < obj.i < clause.i and obj.dep in ("dobj", "obj"):
        first = min(first, obj.first)
    return Complement(_without_cue(verb, first, clause.last), entry, (), target, "that")


def _of_infinitive(cue: Cue, parts: _Parts) -> Complement | None:
    """… vowed to go · urged them to go · told them to go · denied going"""
    infinitive, obj = parts.infinitive, parts.obj
    if infinitive is not None:
        whole = [(infinitive.first, infinitive.last)]
        if obj is not None and obj.i < infinitive.i:
            if entry := cue.takes("noun to"):
                return Complement([(obj.first, infinitive.last)], entry, way="noun to")
            if entry := cue.takes("hearer"):
                return Complement(whole, entry, addressee=obj, way="to")
        elif infinitive.child("nsubj") is not None and (entry := cue.takes("noun to")):
            return Complement(whole, entry, way="noun to")
        elif entry := cue.takes("to", "noun to"):
            return Complement(_without_cue(cue.head, *whole[0]), entry, way="to")
    if parts.gerund is not None and (entry := cue.takes("ing")):
        return Complement([(parts.gerund.first, parts.gerund.last)], entry, way="ing")
    return None


def _of_object(cue: Cue, parts: _Parts) -> Complement | None:
    """… called it a gift · accused them of lying · rejected the claim"""
    verb, obj, small = cue.head, parts.obj, parts.small
    if obj is None:
        if small is not None and (entry := cue.takes("noun as")):
            return Complement([(small.first, small.last)], entry, way="noun as")
        return None
    tail = small or next((prep for prep in parts.preps if prep.lower == "as"), None)
    if tail is not None and (entry := cue.takes("noun as")):
        return Complement(_both(verb, obj, tail), entry, way="noun as")
    for prep in parts.preps:
        if prep.i > obj.i and prep.lower == "at" and _is_figure(obj, prep) and (entry := cue.takes("figure")):
            return Complement(_both(verb, obj, prep), entry, way="figure")
        if prep.i > obj.i and (entry := cue.takes(f"noun {prep.lower}")):
            return Complement(_both(verb, obj, prep), entry, way="noun of")
    if entry := cue.takes("noun"):
        last = _restrictive_end(obj, _with_modifiers(verb, obj))
        return Complement([(obj.first, last)], entry, addressee=parts.hearer, way="noun")
    return None


def _is_figure(noun: Token, prep: Token) -> bool:
    """Whether a noun that is a number ("the toll", "its losses") or a sum of money or percentage stands at one: "at around 17"."""
    inner = prep.child("pobj")
    if inner is None or not (inner.tag == "CD" or any(child.tag == "CD" for child in inner.children)):
        return False
    sum_of = inner.lemma in ("percent", "%") or any(child.tag == "$" for child in inner.children)
    return sum_of or noun.lemma.lower() in lexicon().figures


def _of_preposition(cue: Cue, parts: _Parts) -> Complement | None:
    """… warned (them) of war"""
    for prep in parts.preps:
        inner = prep.child("pobj", "pcomp")
        if inner is not None and (entry := cue.takes(prep.lower)):
            return Complement([(inner.first, inner.last)], entry, (prep,), parts.obj or parts.hearer, prep.lower)
    return None


def _of_passive(cue: Cue, before: list[Range], parts: _Parts) -> Complement | None:
    """… was told that it rains · is believed to be ill · was accused of lying: with the subject, which stands `before`."""
    clause, infinitive = parts.clause, parts.infinitive
    if clause is not None and (entry := cue.takes("that", "quote")):
        return Complement([(clause.first, clause.last)], entry)
    if infinitive is not None and (entry := cue.takes("noun to", "hearer", "that", "to")):
        return Complement([*before, (infinitive.first, infinitive.last)], entry, way="noun to")
    if cue.tokens[-1].dep == "prep" and parts.obj is not None and (entry := cue.takes("noun")):
        return Complement([(parts.obj.first, parts.obj.last)], entry, way="noun")  # "was asked about the fire"
    if not before:
        return None
    tail = parts.small or next((prep for prep in parts.preps if prep.lower == "as"), None)
    if tail is not None and (entry := cue.takes("noun as")):
        return Complement([*before, (tail.first, tail.last)], entry, way="noun as")
    for prep in parts.preps:
        if prep.dep != "agent" and (entry := cue.takes(f"noun {prep.lower}")):
            return Complement([*before, (prep.first, prep.last)], entry, way="noun of")
    if tail is None and (entry := cue.takes("noun")):  # "was quoted as saying" is told of somebody else
        return Complement(before, entry, way="noun")
    return None


def _without_cue(verb: Token, low: int, high: int) -> list[Range]:
    """A clause's range, in two where subject and verb of the cue stand in its midst ("which he said had failed")."""
    if not low < verb.i < high:
        return [(low, high)]
    first = min(
        [verb.i, *(child.first for child in verb.children if child.dep == "nsubj" and low < child.first < verb.i)]
    )
    return [(low, first - 1), (verb.i + 1, high)]


def _both(verb: Token, obj: Token, tail: Token) -> list[Range]:
    """An object and what is said of it: one range, or two where the object stands before the verb ("whom he called a liar")."""
    if obj.i < verb.i < tail.i:
        return [(obj.first, obj.last), (tail.first, tail.last)]
    return [(min(obj.first, tail.first), max(obj.last, tail.last))]


# Prepositions that rather belong to a noun before them than to the verb, where the parser can't tell.
_OF_NOUNS = frozenset(
    {"of", "for", "to", "about", "against", "from", "over", "with", "on", "between", "among", "as", "in"}
)


def _with_modifiers(verb: Token, noun: Token) -> int:
    """The end of a noun phrase with what follows it at once and the parser gave to the verb: "a prosecutor | to look into it"."""
    last = noun.last
    for child in sorted(verb.children, key=lambda token: token.i):
        if child.first != last + 1 or child.i < noun.i:
            continue
        if child.dep == "prep":
            inner = child.child("pobj", "pcomp")
            if inner is None or inner.ent in ("DATE", "TIME") or inner.lemma.lower() in lexicon().venues:
                break
            if not (child.lower in _OF_NOUNS or inner.dep == "pcomp") or (child.lower == "by" and inner.dep == "pcomp"):
                break
        elif child.dep not in ("xcomp", "advcl", "acl", "ccomp") or verb_form(child) not in ("to", "ing"):
            break
        last = child.last
    return last


_VENUE_PREPOSITIONS = frozenset({"in", "on", "during"})


def _restrictive_end(noun: Token, last: int) -> int:
    """The end of a noun phrase without the clause or apposition that a mark parts from it, or the place where it was said."""
    for child in noun.children:
        inner = child.child("pobj") if child.i > noun.i and child.lower in _VENUE_PREPOSITIONS else None
        if inner is not None and child.last == last and inner.lemma.lower() in lexicon().venues:
            last = child.first - 1
    for child in noun.children:
        if child.i > noun.i and child.dep in ("appos", "relcl", "acl") and child.first - 1 > noun.i:
            before = next((sibling for sibling in noun.children if sibling.i == child.first - 1), None)
            if before is not None and not before.is_word and before.text in (",", "-", "–", "—", "--"):
                return min(last, child.first - 2)
    return last


def _is_question(clause: Token) -> bool:
    """Whether a clause begins with how, why, what …"""
    return any(child.tag in ("WRB", "WP", "WDT") and child.i < clause.i for child in clause.children)


def verb_form(token: Token) -> str:
    """ "to", "ing", "finite" or "other", for the head of a clause."""
    for child in token.children:
        if child.tag == "TO" and child.i < token.i:
            return "to"
    if any(child.dep in ("aux", "auxpass") and child.tag in ("MD", "VBZ", "VBP", "VBD") for child in token.children):
        return "finite"
    if token.tag == "VBG":
        return "ing"
    if token.tag in ("VBZ", "VBP", "VBD"):
        return "finite"
    return "other"
