"""Subjects, objects and complements of a verb, as passives, relatives, control, conjunction and participles share them."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.facts.document import Token
from dateline.facts.events import reread
from dateline.facts.events.modality import MAX_DEPTH, anchor, cues, first_of, is_headline
from dateline.facts.events.name import TIMES, core, is_pronoun
from dateline.facts.events.words import grammar

_OCCASIONS = frozenset({"time", "day", "week", "month", "year", "night", "hour"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_QUOTES = frozenset({'"', "``", "“"})
_DASHES = frozenset({"—", "–", "--", "-"})
# Whoever speaks as one of these is no "it": the government is, for which a spokeswoman speaks.
_SOMEBODY = ("man", "woman", "person", "minister", "official", "president", "general", "officer", "diplomat", "envoy")
_MEASURES = TIMES | {"CARDINAL", "PERCENT", "MONEY", "QUANTITY"}


def prepositions(word: Token) -> Iterator[Token]:
    """The prepositions that hang on a word, or on what hangs on it ("out of", "away from", "Monday in")."""
    for child in word.children:
        if child.dep in ("prep", "agent", "dative") and child.pos in ("ADP", "SCONJ", "PART"):
            yield child
            for inner in child.children:
                if inner.dep == "prep":
                    yield inner
        elif (
            (child.ent in TIMES and child.dep == "npadvmod")
            or child.dep == "advmod"
            or child.lower in ("worth", "alive")
        ):
            for inner in child.children:
                if inner.dep == "prep":
                    yield inner


def prepositional(word: Token, preposition: str) -> list[Token]:
    """The objects of a preposition that hangs on a word, conjoined ones included; days and hours are left out."""
    for child in prepositions(word):
        if child.lower == preposition:
            of = child.child("prep") if preposition == "out" else None  # "out of the rubble"
            for inner in (of or child).children:
                fits = inner.dep in ("pobj", "pcomp") or (preposition == "as" and inner.dep == "amod")
                if fits and inner.ent not in TIMES:
                    return conjoined(inner)
    return []


def nouns_after(word: Token) -> Iterator[Token]:
    """The bare nouns of the prepositions that hang on a word, that have prepositions of their own: "by telephone with"."""
    for child in word.children:
        if child.dep in ("prep", "dative", "agent"):
            for noun in child.children:
                if noun.dep == "pobj" and noun.children and all(c.dep in ("prep", "compound") for c in noun.children):
                    yield noun


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
    if verb.tag not in ("VBN", "VBD"):
        return False
    if reread.is_headline_passive(verb):
        return True
    if verb.tag == "VBD":
        return False
    for child in verb.children:
        if child.dep in ("auxpass", "nsubjpass", "agent"):
            return True
        if child.dep == "aux" and child.lemma in ("have", "'ve"):
            return False
    if verb.dep in ("acl", "amod"):
        return reread.subject_of_participle(verb) is None
    if verb.dep in ("oprd", "xcomp") and not any(c.dep == "aux" for c in verb.children):
        return True  # "was found murdered"
    if verb.child("dobj") is not None:
        return False
    if verb.child("nsubj") is not None:  # "six were hurt and nine people taken to jail" shares its "were"
        return verb.dep == "conj" and verb.head.child("auxpass") is not None
    return verb.dep == "advcl" or (verb.dep == "conj" and is_passive(verb.head))


def is_infinitive(verb: Token) -> bool:
    """Whether "to" stands before the verb."""
    return any(c.dep == "aux" and c.lower == "to" for c in verb.children)


def referent(token: Token, verb: Token) -> Token:
    """Whom a relative pronoun stands for, or a pronoun in what somebody says: most often the speaker ("Norland said it would")."""
    if token.lower in _RELATIVE and token.tag in ("WDT", "WP", "IN", "DT"):
        clause = anchor(verb)
        if clause.dep == "relcl":
            return clause.head
        for ancestor in verb.ancestors():
            if ancestor.dep == "relcl":
                return ancestor.head
    elif token.lower in grammar().pronouns_third:
        clause = anchor(verb)
        for _ in range(4):
            head = clause.head
            if head is clause:
                break
            if clause.dep == "ccomp" and _tells(head):
                if any(c.text in _QUOTES and c.i < token.i for c in (*clause.children, *head.children)):
                    break  # in his own words the speaker is "I"
                speaker = _teller(head)
                if speaker is not None and speaker.i < token.i and _may_mean(token, core(speaker)):
                    return speaker
            if clause.dep == "advcl" and head.is_verb:  # "fired shots as they marched"
                main = head.child("nsubj", "nsubjpass")
                if main is not None and _may_mean(token, core(main)):
                    return main
            clause = anchor(head)
    return token


def _tells(verb: Token) -> bool:
    """Whether a verb brings what somebody says, or says is not so: "denied that it had"."""
    return verb.lemma in cues().reporting or cues().governors.get(verb.lemma) == "denied"


def _teller(verb: Token) -> Token | None:
    """Who says it, also where another verb has told: "the bloc denounced the coup and said it would"."""
    if verb.child("nsubj") is None and verb.dep == "conj" and verb.head.tag.startswith("VB"):
        verb = verb.head
    return reread.last_subject(verb) or verb.child("nsubj")


def _may_mean(pronoun: Token, noun: Token) -> bool:
    """Whether a pronoun can stand for a noun: "he" for a person, "it" for anything but one."""
    if is_pronoun(noun):
        return False
    if pronoun.lower in ("it", "its"):
        return noun.ent != "PERSON" and noun.tag not in ("NNS", "NNPS") and not noun.lemma.endswith(_SOMEBODY)
    if pronoun.lower in ("he", "she", "him", "her", "his"):
        return noun.ent == "PERSON" or (
            noun.ent == "" and noun.tag in ("NN", "NNP") and noun.lemma not in grammar().bodies
        )
    if noun.tag == "NN" and noun.ent == "" and noun.lemma not in grammar().bodies:
        return False  # "a spokeswoman said they would be charged"
    return noun.ent != "PERSON" or noun.child("conj") is not None


def subject(verb: Token, depth: int = 0) -> Token | None:
    """The grammatical subject, its own or the one it shares with what governs it; None where the clause has none."""
    own = verb.child("nsubj", "nsubjpass", "csubj")
    if verb.dep in ("pcomp", "pobj"):
        over = reread.subject_over_preposition(verb)
        if over is not None:
            return over
    if own is not None:
        own = reread.last_subject(verb) or own
        return referent(_past_dateline(own, verb), verb)
    head, dep = verb.head, verb.dep
    if depth > MAX_DEPTH or head is verb:
        return reread.subject_after_opening(verb) if head is verb else None
    if dep in ("acl", "relcl"):
        return reread.subject_of_participle(verb) or _subject_at_noun(verb, head, depth)
    if dep == "pcomp":
        outer = head.head
        if outer is head or not outer.is_verb:
            return None
        controlled = direct_object(outer) if outer.lemma in grammar().object_control else None
        return controlled or subject(outer, depth + 1)
    if dep == "xcomp" and head.pos == "ADJ":
        return subject(head.head if head.dep in ("acomp", "oprd") else head, depth + 1)
    if dep == "acomp":
        return subject(head, depth + 1)
    if not head.is_verb:
        return None
    if dep == "conj":
        return subject(first_of(verb), depth + 1)
    if dep in ("xcomp", "oprd") or (dep == "ccomp" and is_infinitive(verb)):
        controlled = direct_object(head) if head.lemma in grammar().object_control or dep == "ccomp" else None
        return controlled or subject(head, depth + 1)
    if dep == "advcl" and verb.tag in ("VBG", "VB", "VBN"):
        return (agent(head) if is_passive(head) else None) or subject(head, depth + 1)
    return None


def _past_dateline(found: Token, verb: Token) -> Token:
    """ "NAIROBI — The bank said": the parser may take the dateline's place for the subject."""
    if not found.text.isupper() or len(found.text) < 4:
        return found
    near = [*found.children, *verb.children]
    dash = next(
        (c for word in near for c in (word, *word.children) if c.text in _DASHES and found.i < c.i < verb.i), None
    )
    if dash is None:
        return found
    nouns = [c for c in near if dash.i < c.i < verb.i and c.pos in ("NOUN", "PROPN")]
    return nouns[-1] if nouns else found


def _subject_at_noun(verb: Token, noun: Token, depth: int) -> Token | None:
    """The subject of "soldiers guarding", of "a camp attacked" (whom it happens to), and of "Russia's attempt to"."""
    if verb.tag == "VBN" and is_passive(verb):
        return noun
    if verb.tag == "VBG":
        if noun.lemma in grammar().writings or (
            noun.pos == "NOUN" and noun.lemma in cues().governors
        ):  # "a call demanding", "a warning saying"
            return _owner_or_subject(noun, depth)
        return noun
    if not is_infinitive(verb):
        return None
    return noun if is_headline(noun) else _owner_or_subject(noun, depth)


def _owner_or_subject(noun: Token, depth: int) -> Token | None:
    owner = noun.child("poss")
    if owner is not None:
        return referent(owner, noun) if owner.tag != "PRP$" else _subject_above(noun, depth) or owner
    return _subject_above(noun, depth)


def _subject_above(noun: Token, depth: int) -> Token | None:
    above = noun.head.head if noun.dep == "pobj" else noun.head
    found = subject(above, depth + 1) if above.is_verb else None
    return None if found is noun else found


def agent(verb: Token) -> Token | None:
    """The "by" of a passive, its own or that of the verb it shares it with ("was cleared and retaken by the army")."""
    for child in verb.children:
        if child.dep == "agent" or (child.dep == "prep" and child.lower == "by"):
            found = child.child("pobj")
            if found is not None and found.ent not in _MEASURES and found.lemma not in ("vote", "majority", "margin"):
                return found
    following = verb.child("conj")
    if following is not None and following.tag == "VBN" and following.child("nsubj", "nsubjpass", "auxpass") is None:
        shared = following.child("agent")
        return shared.child("pobj") if shared is not None else None
    return _agent_further_down(verb) if verb.child("auxpass") is not None else None


def _agent_further_down(verb: Token) -> Token | None:
    """The "by" that the parser hangs on a place or day before it: "was denied a visa in Marda by Norland"."""
    for child in verb.children:
        noun = child.child("pobj") if child.dep in ("prep", "dative") else child if child.dep == "dobj" else None
        by = next((c for c in noun.children if c.dep == "prep" and c.lower == "by"), None) if noun is not None else None
        found = by.child("pobj") if by is not None else None
        if found is not None and found.ent not in _MEASURES:
            return found
    return None


def direct_object(verb: Token) -> Token | None:
    """The direct object; in an object relative ("whom they had taken") the noun the clause hangs on."""
    own = _objects(verb)[1]
    if own is not None and own.lower == "ex":  # "jailed ex-minister" in three words
        own = next((c for c in reversed(verb.children) if c.dep == "dobj"), own)
    if own is not None:
        return referent(reread.object_before_adverb(own) or own, verb)
    predicate = verb.child("xcomp")
    if predicate is not None and predicate.tag in ("NN", "NNS") and not is_infinitive(predicate):
        return predicate  # "voiced dismay over": the parser takes the object for a clause
    misread = verb.child("prt")
    if misread is not None and misread.text.istitle():
        return misread  # a name the tagger doesn't know, "accused Tarvia of", is no particle
    before_days = reread.object_before_days(verb)
    if before_days is not None:
        return before_days
    own_subject = verb.child("nsubj")
    if verb.dep == "relcl" and own_subject is not None and own_subject.lower not in _RELATIVE and not is_passive(verb):
        return verb.head
    embedded = verb.child("ccomp")
    if embedded is not None and embedded.tag == "VBN" and verb.lemma not in cues().reporting:
        held = embedded.child("nsubj")
        if held is not None and len(embedded.children) > 1 and embedded.child("aux", "auxpass", "mark") is None:
            return held  # "rescued 84 migrants held for ransom"
    # "stormed and looted the embassy": the object hangs on the last of the verbs
    following = next((c for c in verb.children if c.dep == "conj" and c.is_verb), None)
    if following is not None and following.i - verb.i <= 3 and verb.child("prep", "ccomp", "xcomp", "acomp") is None:
        return following.child("dobj")
    return None


def _objects(verb: Token) -> tuple[Token | None, Token | None]:
    """To whom and what, where the parser makes two objects of "handed the driver a ticket"; else None and the object."""
    found = [c for c in verb.children if c.dep == "dobj"]
    if len(found) == 2 and verb.lemma in grammar().giving and found[1].ent not in _MEASURES:
        return found[0], found[1]
    return None, found[0] if found else None


def indirect_object(verb: Token) -> Token | None:
    """ "gave Norland a grant", "gave a grant to Norland", "Norland was given a grant"."""
    if _kept_object(verb) is not None and is_passive(verb):
        return subject(verb)
    found = verb.child("dative") or _objects(verb)[0]
    return found.child("pobj") if found is not None and found.pos == "ADP" else found


def _kept_object(verb: Token) -> Token | None:
    """What somebody "was given"; not what he "was fined"."""
    found = verb.child("dobj")
    return found if found is not None and found.ent not in _MEASURES else None


def logical(verb: Token) -> tuple[Token | None, Token | None]:
    """(who does it, whom or what it is done to), passives turned round."""
    if is_passive(verb):
        return agent(verb), _kept_object(verb) or subject(verb)
    return subject(verb), direct_object(verb) or indirect_object(verb)


def complement(verb: Token) -> Token | None:
    """The verb of the clause a verb or noun takes: "demanded that X leave", "is willing to talk", "an offer to mediate"."""
    if verb.pos in ("NOUN", "PROPN"):
        return next((c for c in verb.children if c.dep == "acl" and is_infinitive(c)), None) or verb.child("ccomp")
    own = verb.child("ccomp", "xcomp")
    if own is not None and (own.is_verb or own.child("nsubj") is not None):
        return own
    predicate = verb.child("acomp", "oprd")
    if predicate is not None:
        found = predicate.child("xcomp", "ccomp")
        if found is not None:
            return found
    for child in verb.children:  # "refused for the fourth time to sign", "gave them 48 hours to leave"
        noun = child.child("pobj") if child.dep == "prep" else child if child.dep == "dobj" and child.ent else None
        if noun is not None and (noun.lemma in _OCCASIONS or noun.ent in TIMES):
            found = next((c for c in noun.children if c.dep in ("acl", "relcl") and is_infinitive(c)), None)
            if found is not None:
                return found
    return next((c for c in verb.children if c.dep == "advcl" and c.i > verb.i and is_infinitive(c)), None)
