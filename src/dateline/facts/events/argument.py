"""Who did it to whom: participants of a verb or event noun from the dependency parse.

A place is a short name: "subject", "object", "dative", a preposition ("with"), "poss", "nation" (an adjective or compound of
nationality before the noun), "object-owner" (whose the object is), "clause-subject", "clause-party". Missing stays None.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.facts.document import Token
from dateline.facts.events.modality import MAX_DEPTH, anchor
from dateline.facts.events.name import NAMED, NATIONS

_OBJECT_CONTROL = frozenset({
    "ask", "urge", "order", "tell", "force", "allow", "permit", "help", "persuade", "require", "instruct", "expect", "invite", "encourage", "enable", "compel", "cause",
    "send", "want", "call", "appeal", "forbid", "authorize", "advise", "warn", "see", "hear", "watch", "make", "let", "have", "lead", "push", "press", "accuse",
})  # fmt: skip
_RELATIVE = frozenset({"who", "which", "that", "whom"})


def prepositions(token: Token) -> Iterator[Token]:
    """The prepositions (and "by" of a passive) that hang on a word, through a preposition they hang on themselves ("out of")."""
    for child in token.children:
        if child.dep in ("prep", "agent", "dative") and child.pos in ("ADP", "SCONJ", "PART"):
            yield child
            for inner in child.children:
                if inner.dep == "prep":
                    yield inner


def prepositional(token: Token, preposition: str) -> list[Token]:
    """The objects of a preposition that hangs on a word, conjoined ones included."""
    for child in prepositions(token):
        if child.lower == preposition:
            for inner in child.children:
                if inner.dep in ("pobj", "pcomp"):
                    return conjoined(inner)
    return []


def conjoined(token: Token) -> list[Token]:
    """A noun and those joined to it by "and"."""
    found = [token]
    for _ in range(MAX_DEPTH):
        following = next(
            (c for c in found[-1].children if c.dep == "conj" and c.pos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ")),
            None,
        )
        if following is None:
            break
        found.append(following)
    return found


def is_passive(verb: Token) -> bool:
    """Whether the verb's subject is who it happens to."""
    if verb.tag != "VBN":
        return False
    for child in verb.children:
        if child.dep in ("auxpass", "nsubjpass", "agent"):
            return True
        if child.dep == "aux" and child.lemma in ("have", "'ve"):
            return False
    if verb.dep in ("acl", "amod"):
        return True
    if verb.dep == "relcl":
        return False
    if verb.dep == "conj" and verb.head.tag == "VBN":
        return is_passive(verb.head) and verb.child("nsubj", "dobj") is None
    return verb.dep in ("advcl", "ROOT") and verb.child("nsubj", "dobj") is None and verb.dep != "ROOT"


def _antecedent(token: Token, verb: Token) -> Token:
    """A relative pronoun stands for the noun its clause hangs on."""
    if token.lower in _RELATIVE and token.tag in ("WDT", "WP", "IN", "DT"):
        clause = anchor(verb)
        if clause.dep == "relcl":
            return clause.head
        for ancestor in verb.ancestors():
            if ancestor.dep == "relcl":
                return ancestor.head
    return token


def subject(verb: Token, depth: int = 0) -> Token | None:
    """The grammatical subject, its own or the one it shares with what governs it; None where the clause has none."""
    own = verb.child("nsubj", "nsubjpass", "csubj")
    if own is not None:
        return _antecedent(own, verb)
    if depth > MAX_DEPTH or verb.head is verb:
        return None
    head = verb.head
    dep = verb.dep
    if dep == "conj" and head.tag.startswith("VB"):
        return subject(head, depth + 1)
    if dep in ("xcomp", "oprd"):
        if head.pos == "ADJ" or head.dep == "acomp":
            return subject(head.head, depth + 1) if head.head is not head else None
        if head.tag.startswith("VB"):
            if head.lemma in _OBJECT_CONTROL:
                return direct_object(head, depth + 1) or subject(head, depth + 1)
            return subject(head, depth + 1)
        return None
    if dep == "ccomp" and head.tag.startswith("VB") and any(c.lower == "to" and c.dep == "aux" for c in verb.children):
        return direct_object(head, depth + 1) or subject(head, depth + 1)
    if dep == "advcl" and head.tag.startswith("VB") and verb.tag in ("VBG", "VB", "VBN"):
        if is_passive(head):
            return agent(head) or subject(head, depth + 1)
        return subject(head, depth + 1)
    if dep == "pcomp" and head.head is not head and head.head.tag.startswith("VB"):
        return subject(head.head, depth + 1)
    if dep == "acl" and verb.tag in ("VBG", "VBN"):
        return head if verb.tag == "VBG" or is_passive(verb) else None
    if dep == "acl" and head.dep in ("dobj", "attr", "pobj") and verb.tag == "VB":
        governor = head.head if head.dep != "pobj" else head.head.head
        poss = head.child("poss")
        if poss is not None:
            return poss
        return subject(governor, depth + 1) if governor.tag.startswith("VB") else None
    if dep == "acomp":
        return subject(head, depth + 1)
    return None


def agent(verb: Token) -> Token | None:
    """The "by" of a passive."""
    for child in verb.children:
        if child.dep == "agent" or (child.dep == "prep" and child.lower == "by"):
            found = child.child("pobj")
            if found is not None and found.ent not in ("DATE", "TIME", "CARDINAL", "PERCENT", "MONEY", "QUANTITY"):
                return found
    return None


def direct_object(verb: Token, depth: int = 0) -> Token | None:
    """The direct object; in an object relative ("whom they had taken") the noun the clause hangs on."""
    own = verb.child("dobj")
    if own is not None:
        return _antecedent(own, verb)
    if verb.dep == "relcl" and verb.child("nsubj") is not None and not is_passive(verb):
        if verb.child("nsubj").lower not in _RELATIVE:  # type: ignore[union-attr]
            return verb.head
    if verb.dep == "conj" and verb.head.tag == verb.tag and depth < MAX_DEPTH:
        # "stormed and looted the embassy" parses either way round
        return None
    following = next((c for c in verb.children if c.dep == "conj" and c.tag == verb.tag), None)
    if (
        following is not None
        and depth < 2
        and following.i - verb.i <= 3
        and not any(c.dep in ("prep", "ccomp", "xcomp") for c in verb.children)
    ):
        return following.child("dobj")
    return None


def logical(verb: Token) -> tuple[Token | None, Token | None]:
    """(who does it, who it is done to) of a verb, passives turned round."""
    if is_passive(verb):
        return agent(verb), subject(verb)
    found = subject(verb)
    if found is not None and verb.dep == "advcl" and verb.tag == "VBG" and found is verb.head:
        found = None
    return found, direct_object(verb) or verb.child(
        "dative" if verb.child("dative") is not None and verb.child("dative").pos != "ADP" else "dobj"
    )  # type: ignore[union-attr]


def nation(noun: Token) -> Token | None:
    """The adjective or compound that says whose a thing is: "Israeli soldiers", "US attacks"."""
    for child in noun.children:
        if child.dep in ("amod", "compound", "nmod", "poss") and child.ent in NATIONS | {"PERSON"}:
            return child
    return None


def owner(noun: Token) -> Token | None:
    """Whose a thing is or from whom it comes: possessive, "by", "from", nationality, "of"."""
    poss = noun.child("poss")
    if poss is not None and poss.tag != "PRP$":
        return poss
    for preposition in ("by", "from"):
        found = prepositional(noun, preposition)
        if found:
            return found[0]
    found_nation = nation(noun)
    if found_nation is not None:
        return found_nation
    for preposition in ("of", "for", "to"):
        for token in prepositional(noun, preposition):
            if token.ent in NAMED:
                return token
            deeper = owner_shallow(token)
            if deeper is not None:
                return deeper
    return None


def owner_shallow(noun: Token) -> Token | None:
    """A possessor or nationality right before a noun."""
    poss = noun.child("poss")
    if poss is not None and poss.tag != "PRP$":
        return poss
    return nation(noun)


def clause(verb: Token) -> Token | None:
    """The verb of the clause a verb takes: "demanded that X leave", "agreed to meet"."""
    own = verb.child("ccomp", "xcomp")
    if own is not None:
        return own
    predicate = verb.child("acomp", "oprd")
    if predicate is not None:
        return predicate.child("xcomp", "ccomp")
    return None


def clause_party(verb: Token, actor: Token | None) -> Token | None:
    """The other side told in the clause below: its subject if another, else its object or the first name after a preposition."""
    below = clause(verb)
    for _ in range(3):
        if below is None:
            return None
        own = below.child("nsubj", "nsubjpass")
        if (
            own is not None
            and own.lower not in ("it", "they", "he", "she", "we", "i", "their")
            and own is not actor
            and own.tag not in ("WDT", "WP")
        ):
            if not is_passive(below):
                return own
        found = party(below, actor)
        if found is not None:
            return found
        below = clause(below)
    return None


def party(verb: Token, actor: Token | None) -> Token | None:
    """The first name in a verb's object or prepositional phrases that isn't the actor."""
    candidates: list[Token] = []
    target = direct_object(verb)
    dative = verb.child("dative")
    if dative is not None and dative.pos != "ADP":
        candidates.append(dative)
    for word in [w for w in (verb, target) if w is not None]:
        for preposition in ("to", "with", "against", "from", "for", "on", "between", "in", "into", "of"):
            candidates.extend(prepositional(word, preposition)[:1])
    if target is not None:
        candidates.insert(0, target)
        found = owner_shallow(target)
        if found is not None:
            candidates.append(found)
    for token in candidates:
        if token is not actor and token.ent in NAMED:
            return token
    for token in candidates:
        deeper = owner(token)
        if deeper is not None and deeper is not actor and deeper.ent in NAMED:
            return deeper
    return None


def fill(
    places: Sequence[str], verb: Token, noun: Token | None, actor: Token | None, target: Token | None
) -> Token | None:
    """The first of these places that is filled. `noun` is the event noun, where the trigger is one, or the object it is told by."""
    words = [w for w in (noun, verb) if w is not None] if noun is not None and noun is not verb else [verb]
    if target is not None and target not in words:
        words.append(target)
    for place in places:
        found: Token | None = None
        if place == "subject":
            found = actor
        elif place == "object":
            found = target
        elif place == "dative":
            dative = verb.child("dative")
            if dative is not None:
                found = dative if dative.pos != "ADP" else dative.child("pobj")
        elif place == "poss":
            found = words[0].child("poss")
            if found is not None and found.tag == "PRP$":
                found = actor or found
        elif place == "nation":
            found = nation(words[0])
        elif place == "object-owner":
            found = owner(target) if target is not None else None
        elif place == "object-of":
            found = next(iter(prepositional(target, "of")), None) if target is not None else None
        elif place == "clause-subject":
            below = (
                clause(verb)
                or (clause(target) if target is not None else None)
                or (target.child("acl") if target is not None else None)
            )
            found = below.child("nsubj", "nsubjpass") if below is not None else None
        elif place == "clause-object":
            below = clause(verb)
            found = direct_object(below) if below is not None else None
        elif place == "clause-party":
            found = clause_party(verb, actor)
        elif place.startswith("subject-"):
            own = subject(verb)
            found = next(iter(prepositional(own, place[8:])), None) if own is not None else None
        else:
            for word in words:
                objects = prepositional(word, place)
                if objects and objects[0].ent not in ("DATE", "TIME"):
                    found = objects[0]
                    break
        if found is not None and found.ent not in ("DATE", "TIME"):
            return found
    return None
