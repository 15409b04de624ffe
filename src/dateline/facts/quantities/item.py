"""What an amount counts or measures, read from the parse, with the words beside the amount where the parse is of no help."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.facts.document import Document, Token
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.change import moving_verbs
from dateline.facts.quantities.phrase import (
    INNER,
    MODIFIER,
    NOUNS,
    RELATIVE,
    core,
    full,
    subject_of,
    text_of,
    verb_above,
    words,
)

_LINKS = frozenset({"to", "at", "from", "(", "/", "or", "and", ",", "or about", ", or", "(about", "of", ",or", "by"})
_CHANGES = frozenset({"up", "down", "off", "worth"})
_DURATIONS = frozenset({"second", "minute", "hour", "day", "night", "week", "month", "year", "decade", "century"})
_PERSONAL = frozenset({"i", "we", "you", "he", "she", "who"})
_BREAKS = frozenset({",", "(", "and", ";", ":", "--", "-"})
_TOLD = frozenset({"dobj", "attr", "ROOT"})
_FOLLOWING = ("of", "in", "from", "on", "for")


class Items:
    """Finds the items of one paragraph's amounts; `busy` are the tokens inside amounts, which name nothing."""

    def __init__(self, document: Document, busy: frozenset[int], names: Mapping[int, str]) -> None:
        self.document = document
        self.busy = busy
        self.names = names

    def counted(self, tokens: Sequence[Token], head: Token) -> tuple[Token | None, str | None]:
        """The noun that a bare number counts, and its phrase with what it belongs to."""
        last = tokens[-1]
        noun = self._counted_noun(last, head)
        if noun is None or noun.i in self.busy:
            return None, None
        phrase = self._text(core(self.document, noun, last.i))
        if noun.pos == "PRON":
            other = self._antecedent(noun)
            return noun, self.names.get(noun.start) or (self._full(other) if other is not None else None)
        if phrase is None:
            return noun, None
        return noun, self._with_owner(noun, phrase, tokens[0], last)

    def _with_owner(self, noun: Token, phrase: str, first: Token, last: Token) -> str:
        """The phrase with what the things belong to: "deaths of people" for the deaths of 13 people, "Ford workers"."""
        if noun.dep == "pobj" and noun.i > last.i and noun.head.i < first.i and noun.head.lower in INNER:
            owner = noun.head.head
            if owner.pos == "NOUN" and owner.i < noun.head.i and owner.i not in self.busy:
                before = self._text(core(self.document, owner))
                return f"{before} {noun.head.lower} {phrase}" if before else phrase
        # "hired thousands of nurses": the number is the object, what it counts hangs on its "of".
        whole = noun.head.head if noun.dep == "pobj" and noun.head.head.i in self.busy else noun
        if whole.dep in ("dobj", "attr", "npadvmod") and whole.head.lemma in words()["having"]:
            subject = subject_of(whole.head)
            if subject is not None and subject.i < first.i:
                before = self._named(subject)
                return f"{before} {phrase}" if before else phrase
        return phrase

    def _counted_noun(self, last: Token, number: Token) -> Token | None:
        """The number's head in the parse, what follows "of", or the end of the noun phrase right behind the number."""
        tokens = self.document.tokens
        near = 0 < number.head.i - last.i <= 8 and tokens[last.i + 1].lower not in ("last", "next", "this")
        if near and number.dep in MODIFIER and number.head.pos in ("NOUN", "PROPN"):
            return number.head
        if (
            last.i + 1 < len(tokens)
            and tokens[last.i + 1].lower == "of"
            and tokens[last.i + 1].sentence == last.sentence
        ):
            inner = tokens[last.i + 1].child("pobj")
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

    def measured(self, amount: Amount, tokens: Sequence[Token], head: Token) -> str | None:
        """What an amount with a unit, or one that counts nothing named beside it, belongs to."""
        first, last = tokens[0], tokens[-1]
        following = self._following(last, ("of",))
        if following is None and (amount.money or (amount.unit == "percent" and head.dep in ("nsubj", "dobj"))):
            following = self._following(last, ("in",))  # "$5 million in aid"
            if following is not None and (
                following.pos != "NOUN" or following.child("det") is not None or not self._names_something(following)
            ):
                following = None  # "$2,100 in the capital"
        if following is not None:
            return self._full(self._level_of(amount, head) or following)
        if (
            head.dep in MODIFIER
            and head.head.pos in ("NOUN", "PROPN")
            and head.head.i > last.i
            and self._names_something(head.head)
        ):
            return self._full(head.head, last.i)
        if amount.spelled and amount.low != amount.high and amount.unit is None:
            return None  # "dozens more": of what was told before
        if amount.unit in _DURATIONS:
            if head.dep == "attr" and head.head.lemma == "be":
                told = subject_of(head.head)  # "the delay was 25 minutes"
                if told is not None and told.pos == "NOUN" and self._names_something(told):
                    return self._full(told)
            # How long something took is said of the clause, but for "an average of 70 days", "a ban for two years".
            owner = head.head.head if head.dep == "pobj" and head.head.lower in ("of", "for") else head
            return (
                self._full(owner)
                if owner.pos == "NOUN" and owner.i < first.i and self._names_something(owner)
                else None
            )
        found = self._beside(amount, first) or self._above(head)
        if found is not None and found.pos == "PRON":
            return self._for_pronoun(found, last)
        if found is None:
            found = self._near(first, last)
        return self._numbered(found, amount) if found is not None else None

    def _full(self, noun: Token, after: int = -1) -> str | None:
        return full(self.document, noun, after, self.busy)

    def _text(self, tokens: Sequence[Token]) -> str | None:
        return text_of(self.document, tokens, self.busy)

    def _level_of(self, amount: Amount, head: Token) -> Token | None:
        """What rose or fell to a share: the debt of "debt rose to 98% of output"; None where no such verb is told."""
        verb = verb_above(head)
        before = self.document.tokens_in(max(0, amount.start - 6), amount.start)
        if amount.unit != "percent" or verb is None or not before or before[-1].lower not in ("to", "from"):
            return None
        if verb.lemma.lower() not in moving_verbs() or before[-1].head is not verb:
            return None
        subject = verb.child("dobj") or subject_of(verb)
        usable = subject is not None and subject.pos in ("NOUN", "PROPN") and self._names_something(subject)
        return subject if usable else None

    def _numbered(self, noun: Token, amount: Amount) -> str | None:
        """A noun's phrase with the number that is a part of its name: "S&P 500 +3%", "the FTSE 100 rose 2%"."""
        phrase = self._full(noun)
        following = self.document.tokens[noun.i + 1 : noun.i + 3]
        if phrase is None or noun.pos != "PROPN" or len(following) < 2:
            return phrase
        number, behind = following
        if number.pos != "NUM" or number.end >= amount.start:
            return phrase
        if behind.start >= amount.start or behind.lower in _CHANGES or behind.pos in ("VERB", "AUX"):
            return f"{phrase} {number.text}"
        return phrase

    def _for_pronoun(self, pronoun: Token, last: Token) -> str | None:
        """Whose figure "he averaged 47% from the field" or "it cost $3" is: a known name, else what follows or precedes."""
        name = self.names.get(pronoun.start)
        if name is not None:
            return name
        found = self._following(last, _FOLLOWING)
        if found is None and pronoun.lower not in _PERSONAL:
            found = self._antecedent(pronoun)
        return self._full(found) if found is not None else None

    def _named(self, token: Token) -> str | None:
        """A noun's phrase; a pronoun's name, or the noun of the sentence it stands for."""
        noun: Token | None = token
        if token.pos == "PRON":
            name = self.names.get(token.start)
            if name is not None:
                return name
            noun = self._antecedent(token)
        return self._text(core(self.document, noun)) if noun is not None else None

    def _antecedent(self, pronoun: Token) -> Token | None:
        """What "it", "they" or "which" stands for within the sentence: the noun before a relative, else a subject before."""
        relative = pronoun.lower in RELATIVE
        sentence = self.document.sentences[pronoun.sentence]
        candidates = self.document.tokens[sentence.first : pronoun.i]
        for token in reversed(candidates) if relative else candidates:
            if (
                token.pos in ("NOUN", "PROPN")
                and self._names_something(token)
                and (relative or token.dep in ("nsubj", "nsubjpass"))
            ):
                return token
        if pronoun.lower not in ("it", "they"):
            return None
        for token in reversed(candidates):
            plural = token.tag in ("NNS", "NNPS")
            if token.dep in _TOLD and plural == (pronoun.lower == "they") and self._names_something(token):
                return token
        return None

    def _names_something(self, token: Token) -> bool:
        """Whether a noun can be what is counted: not a time, and not a part of an amount."""
        if token.i in self.busy or token.ent in ("DATE", "TIME"):
            return False
        return token.lemma not in _DURATIONS and token.lemma not in words()["nameless"]

    def _following(self, last: Token, prepositions: Sequence[str]) -> Token | None:
        """The noun behind a preposition right behind the amount."""
        tokens = self.document.tokens
        at = self._behind_conversion(last.i + 1)
        if at >= len(tokens) or tokens[at].lower not in prepositions or tokens[at].sentence != last.sentence:
            return None
        inner = tokens[at].child("pobj")
        if inner is None or inner.pos not in ("NOUN", "PROPN") or inner.i in self.busy or inner.ent in ("DATE", "TIME"):
            return None
        return inner

    def _behind_conversion(self, at: int) -> int:
        """The place behind a figure in parentheses: "8 miles (13 kilometers) of tunnels"."""
        tokens = self.document.tokens
        if at < len(tokens) and tokens[at].text == "(":
            end = at + 1
            while end < len(tokens) and end in self.busy:
                end += 1
            if end > at + 1 and end < len(tokens) and tokens[end].text == ")":
                return end + 1
        return at

    def _beside(self, amount: Amount, first: Token) -> Token | None:
        """The noun right before "up 3%", "gained 3%" or "+3%": listings of prices confuse the parser, this order does not."""
        tokens = self.document.tokens
        at = first.i - 1
        start = amount.start
        while at >= 0 and tokens[at].start >= start:
            at -= 1
        if at < 0 or tokens[at].sentence != first.sentence:
            return None
        moved = False
        if tokens[at].lower == "by":
            at -= 1
            moved = tokens[at].pos == "PROPN"  # "Smith by 2.6%"
        worth = tokens[at].lower == "worth"
        if tokens[at].lower in _CHANGES:
            at, moved = at - 1, True
            if worth and at >= 0 and tokens[at].pos in ("NOUN", "PROPN") and self._names_something(tokens[at]):
                return tokens[at]  # "12 crates of cheese worth $900"
        above = tokens[at].head
        gap = tokens[at].dep == "conj" and (above.pos == "VERB" or above.i in self.busy)
        if gap and tokens[at].pos in ("NOUN", "PROPN") and at not in self.busy:
            return tokens[at]  # "beef rose 8% and vegetables 3%": the verb is left out
        if at > 0 and tokens[at].text == "(":
            noun = tokens[at - 1]
            return noun if noun.pos in ("NOUN", "PROPN") and self._names_something(noun) else None
        if at >= 0 and tokens[at].pos in ("VERB", "AUX") and tokens[at].tag in ("VBD", "VBZ", "VBP", "VBN"):
            subject = tokens[at].child("nsubj", "nsubjpass")
            if subject is not None and subject.pos in ("NOUN", "PROPN") and self._names_something(subject):
                return subject
            at, moved = at - 1, True
        elif at >= 0 and tokens[at].lower == "," and moved:
            at -= 1
        elif not moved and not amount.signed:
            return None
        if at > 0 and tokens[at].pos == "NUM" and tokens[at - 1].pos == "PROPN":
            at -= 1  # an index named with its number: S&P 500
        if (
            at >= 0
            and tokens[at].sentence == first.sentence
            and tokens[at].pos in ("NOUN", "PROPN")
            and at not in self.busy
        ):
            return (
                tokens[at]
                if tokens[at].dep not in ("pobj", "npadvmod")
                or (tokens[at].pos == "PROPN" and tokens[at].dep != "pobj")
                else None
            )
        return None

    def _above(self, head: Token) -> Token | None:
        """The noun above the amount in the parse, else an argument of the verb above it; nouns inside amounts are passed."""
        place, steps = head, 0
        while steps < 8 and not place.is_root:
            above = place.head
            if above.pos in ("NOUN", "PROPN") and self._names_something(above):
                if above.i < place.i or place.dep in MODIFIER:
                    return above
            elif above.pos in ("VERB", "AUX"):
                return self._argument(above, place, head)
            place, steps = above, steps + 1
        return subject_of(place) if place.is_root else None

    def _argument(self, verb: Token, place: Token, head: Token) -> Token | None:
        """The object where the amount is not the object itself ("raise the rate to 5%"), else the subject."""
        if place.dep in ("prep", "dative", "oprd", "npadvmod", "advmod"):
            for child in verb.children:
                if (
                    child.dep in ("dobj", "attr")
                    and child is not place
                    and child.i < head.i
                    and child.pos in ("NOUN", "PROPN")
                    and child.i not in self.busy
                ):
                    return child
        tokens = self.document.tokens
        if verb.i > 1 and tokens[verb.i - 1].lower in RELATIVE and tokens[verb.i - 2].pos in ("NOUN", "PROPN"):
            return tokens[verb.i - 2]
        found = subject_of(verb)
        if found is not None and found.pos == "NOUN" and not self._names_something(found):
            found = subject_of(found)  # "for the quarter ended Friday, to $5": whose quarter
        return found if found is not None and found.i not in self.busy else None

    def _near(self, first: Token, last: Token) -> Token | None:
        """Without help from the parse: the noun right behind, else the nearest one before the amount."""
        tokens = self.document.tokens
        found = None
        for token in tokens[last.i + 1 : last.i + 5]:
            if (
                token.sentence != last.sentence
                or token.pos not in ("NOUN", "PROPN", "ADJ")
                or not self._names_something(token)
            ):
                break
            found = token if token.pos != "ADJ" else found
        if found is not None:
            return found
        for index in range(first.i - 1, max(first.i - 15, self.document.sentences[first.sentence].first) - 1, -1):
            if tokens[index].pos in ("NOUN", "PROPN") and self._names_something(tokens[index]):
                return tokens[index]
        return None


def linked(document: Document, previous: Amount | None, amount: Amount) -> bool:
    """Whether an amount goes on from the one before it: "8 miles (13 kilometers)", "up 4% to $13.60"."""
    if previous is None or not 0 <= amount.start - previous.end <= 10:
        return False
    return document.text[previous.end : amount.start].strip().lower() in _LINKS


def retold(document: Document, previous: Amount, amount: Amount) -> bool:
    """Whether an amount tells the one before it in another unit: "fell $1.20, or 1.6%"."""
    between = document.text[previous.end : amount.start].strip().lower()
    return between in (", or", "or", ", or about") and previous.unit is not None and previous.unit != amount.unit
