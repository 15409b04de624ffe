"""The subject of a verb, found through coordination, control, relative clauses and participles."""

from __future__ import annotations

from dateline.facts.document import Token
from dateline.facts.entities.lexicon import lexicon
from dateline.facts.statements.vocabulary import vocabulary

# A subject is looked for so many verbs up the tree.
MAX_STEPS = 12

_NOUNS = ("NOUN", "PROPN", "PRON")
_VERBS = ("VERB", "AUX")
_SPEAKERS = ("PERSON", "ORG", "GPE", "NORP")
# Clauses and participles ("is convinced") whose subject is the one of the verb above them.
_DEPENDENT = frozenset({"conj", "xcomp", "advcl", "ccomp", "parataxis", "pcomp", "dep", "acomp", "oprd"})
# Who is blamed for, accused of or kept from doing something is the one who does it.
_OF_THE_OBJECT = frozenset({"for", "of", "from"})


def subject(verb: Token) -> tuple[Token, ...]:
    """The heads of the noun phrases that name a verb's subject; empty where there is none.

    Shared subjects are found through coordination ("He rose and said"), control ("…, saying"), documents ("sent a letter
    asking") and relative clauses (then antecedent and pronoun are both given).
    """
    token: Token | None = verb
    for _ in range(MAX_STEPS):
        if token is None:
            return ()
        own = _own(token)
        if own is not None and own is not verb:
            antecedent = _antecedent(token, own) if own.tag in ("WP", "WDT") else None
            if antecedent is not None:
                return antecedent, own
            return () if own.lower == "it" and token is not verb else (own,)  # "it is fair to say"
        passive = token.child("nsubjpass")
        if passive is not None:
            return (passive,) if token is not verb or _means_the_active(verb, passive) else agent(verb)
        if token is verb and is_bare_passive(verb):
            return agent(verb)
        above = _above(token)
        if isinstance(above, tuple):
            return above
        token = above
    return ()


def _own(verb: Token) -> Token | None:
    """A verb's subject; in "which they say failed", where the parser gives it two, the one that is no relative pronoun."""
    found = verb.child("nsubj", "csubj")
    if found is None or found.tag not in ("WP", "WDT"):
        return found
    second = next((token for token in verb.children if token.dep == "nsubj" and found.i < token.i < verb.i), None)
    return second or found


def _above(token: Token) -> Token | tuple[Token, ...] | None:
    """The verb whose subject is that of a clause without one, or at once the subject; None where there is neither."""
    head = token.head
    if head is token:
        return None
    if token.dep in ("acl", "relcl") and head.pos in (*_NOUNS, "ADJ", "NUM"):
        if token.tag == "VBG":
            above = _governor(head)
            return above if above is not None and (_is_set_off(token, above) or _carries(head, above)) else (head,)
        is_object = token.tag == "VB" and head.dep in ("dobj", "attr") and head.head.pos in _VERBS
        return head.head if is_object else None  # "has a chance to show", "was the first to say"
    if token.dep not in _DEPENDENT or (token.dep == "ccomp" and token.tag != "VBG"):
        return None
    if token.dep == "xcomp":
        return _controller(token)
    if token.dep == "pcomp" or head.pos == "ADP":
        return _of_preposition(head)
    return head if head.pos not in ("ADJ", "ADV") else _governor(head)  # "went so far as to say"


def _controller(infinitive: Token) -> Token | tuple[Token, ...] | None:
    """Who does what an infinitive behind a verb says: its object if it has one ("urged them to go"), else its subject."""
    head = infinitive.head
    obj = head.child("dobj", "dative")
    words = vocabulary()
    if obj is not None and obj.i < infinitive.i and obj.lemma not in words.carriers and head.lemma not in words.uses:
        return (obj,)
    return head if head.pos in _VERBS else _governor(head)


def _of_preposition(prep: Token) -> Token | tuple[Token, ...] | None:
    """Who does what a gerund behind a preposition says: "blamed him for saying", "his habit of saying", "left after saying"."""
    head = prep.head
    if head.pos in _VERBS:
        obj = head.child("dobj", "dative")
        animate = obj is not None and (obj.pos in ("PROPN", "PRON") or obj.lemma in vocabulary().types)
        return (obj,) if obj is not None and animate and prep.lower in _OF_THE_OBJECT else head
    if head.pos in _NOUNS:
        owner = head.child("poss")
        return (owner,) if owner is not None else _governor(head)
    return head if head is not prep else None


def _antecedent(verb: Token, pronoun: Token) -> Token | None:
    """The noun that a relative clause belongs to, of which this verb is the head or coordinated with it."""
    while verb.dep == "conj" and verb.head is not verb:
        verb = verb.head
    if verb.dep != "relcl":
        return None
    noun = _speaking(verb.head, verb)
    return _person(noun) if pronoun.lower == "who" else noun


def _person(noun: Token) -> Token:
    """The person that a noun hangs on if it names none itself: "Ana Ruiz, a spokeswoman for the port, who said …"."""
    found: Token | None = noun
    while found is not None and not _names_person(found):
        above = found.head.head if found.dep == "pobj" else None
        found = above if above is not None and above.pos in _NOUNS else None
    if found is None:
        return noun
    return found.head if found.dep == "appos" and found.head.ent == "PERSON" else found


def _names_person(noun: Token) -> bool:
    lemma = noun.lemma.lower()
    return (
        noun.ent == "PERSON" or vocabulary().types.get(lemma) in ("anonymous", "officials") or lemma in lexicon().person
    )


def _speaking(noun: Token, clause: Token) -> Token:
    """The name right before a relative clause, if it hangs on a noun that can't speak: "shares in Norvik, which said …"."""
    types = vocabulary().types
    if noun.ent in _SPEAKERS or noun.pos == "PRON" or noun.lemma.lower() in types:
        return noun
    inner = next((child.child("pobj") for child in noun.children if child.dep == "prep" and child.i > noun.i), None)
    near = inner is not None and noun.i < inner.i and clause.first - 2 <= inner.last + 1 <= clause.first
    return inner if inner is not None and near and inner.pos == "PROPN" else noun


def _governor(token: Token) -> Token | None:
    """The nearest verb above a word."""
    return next((above for above in token.ancestors() if above.pos in _VERBS), None)


def _is_set_off(participle: Token, above: Token) -> bool:
    """Whether a comma parts a participle from the noun before it: then it is told of the verb's subject."""
    before = participle.first - 1
    near = (*participle.head.children, *above.children)
    return any(mark.i == before and mark.text == "," for mark in near)


def _carries(noun: Token, above: Token) -> bool:
    """Whether a noun is a writing that the subject of the verb above it puts out: "issued a statement saying"."""
    words = vocabulary()
    if above.lemma in words.readings or noun.dep not in ("dobj", "pobj"):
        return False
    near = [noun]
    if noun.dep == "pobj" and noun.head.lower == "to":  # "sent an email to supporters stating"
        near += [
            noun.head.head,
            *(child.child("pobj") or child for child in above.children if child.dep in ("dobj", "prep")),
        ]
    return any(above.i < word.i <= noun.i and word.lemma in words.carriers for word in near)


def _means_the_active(verb: Token, passive: Token) -> bool:
    """Whether the subject of a passive is who thinks or says so: "is convinced that", and "he's said", which is no passive."""
    if verb.lemma in vocabulary().feelings:
        return True
    auxiliary = verb.child("auxpass")
    contracted = auxiliary is not None and auxiliary.lower in ("'s", "’s")
    return contracted and passive.pos == "PRON" and passive.lower != "it" and verb.child("ccomp") is not None


def is_bare_passive(verb: Token) -> bool:
    """Whether a verb is a passive participle without auxiliary: "Asked about it, he laughed." · "the plan proposed by X"."""
    if any(child.dep in ("aux", "auxpass", "nsubj") for child in verb.children):
        return False
    if verb.tag in ("VBN", "VBD") and verb.child("agent") is not None:
        return True
    if verb.dep == "advcl":
        asked_when = any(child.tag == "WRB" and child.i < verb.i for child in verb.children)
        return verb.tag in ("VBN", "VBD") and (verb.i < verb.head.i or asked_when)
    return verb.tag == "VBN" and verb.dep in ("acl", "ROOT")


def agent(verb: Token) -> tuple[Token, ...]:
    """The noun phrase behind the "by" of a passive."""
    by = verb.child("agent")
    inner = by.child("pobj") if by is not None else None
    return (inner,) if inner is not None else ()


def owner(pronoun: Token) -> tuple[Token, ...]:
    """Who is meant by a possessive pronoun, where the clause's subject tells: "Ana Ruiz repeated her claim"."""
    noun = pronoun.head
    above = _governor(noun)
    if above is None or noun.first <= above.i <= noun.last:
        return (pronoun,)
    heads = subject(above)
    if not heads or heads[0].first <= pronoun.i <= heads[0].last or not _agrees(pronoun, heads[0]):
        return (pronoun,)
    return heads


_SUBJECT_PRONOUNS = {"he": "his", "she": "her", "they": "their", "it": "its", "i": "my", "we": "our", "you": "your"}


def _agrees(pronoun: Token, head: Token) -> bool:
    """Whether a possessive pronoun can go back to a noun or a subject pronoun."""
    if head.pos == "PRON":
        return _SUBJECT_PRONOUNS.get(head.lower, pronoun.lower) == pronoun.lower
    plural = head.tag in ("NNS", "NNPS") or any(child.dep == "conj" for child in head.children)
    if pronoun.lower == "their":
        return plural or head.ent != "PERSON"
    return not plural and pronoun.lower in (("his", "her") if head.ent == "PERSON" else ("his", "her", "its"))
