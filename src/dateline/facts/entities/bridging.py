"""For whom a title is held where only the text before tells: "a spokeswoman, Ana Ruiz," of the ministry just spoken of.

A description that repeats the noun of a name ("the ministry's spokesman") is description.py's; here the noun is another one
("the company's lawyer", of a name that tells of no other kind), or there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dateline.facts.document import Document, Token
from dateline.facts.entities.chain import Chain
from dateline.facts.entities.lexicon import closed_class, lexicon
from dateline.facts.entities.pronoun import quoted
from dateline.facts.entities.title import Title

_SPOKEN = frozenset(("spokesman", "spokeswoman", "spokesperson"))
_SUBJECTS = ("nsubj", "nsubjpass")
_BACK = 2  # sentences outside quotations within which the body was spoken of


class Bridge:
    """Finds the body that a title without one is held for. `at` has the chains by the tokens that mention them."""

    def __init__(self, document: Document, at: Mapping[int, Chain]) -> None:
        self.document, self.at = document, at
        self._quoted: list[bool] | None = None

    def body(self, title: Title) -> Chain | None:
        """The body that was the latest subject before the title, if the title needs one and the two agree."""
        first = title.body.i if title.body is not None else title.first
        if title.body is None and title.title.lower() not in _SPOKEN:
            return None
        for token in self._subjects_before(first):
            chain = self.at.get(token.i)
            if chain is None and (apposed := token.child("appos")) is not None:
                chain = self.at.get(apposed.i)  # "the owner, Surma Lines"
            if chain is not None and chain.type == "ORG" and (title.body is None or _can_be(chain, title.body)):
                return chain
        return None

    def _subjects_before(self, i: int) -> Iterator[Token]:
        """The subjects before a token, the latest first, as far as the text still speaks of them."""
        if self._quoted is None:
            self._quoted = quoted(self.document)
        tokens = self.document.tokens
        sentence, left = tokens[i].sentence, _BACK
        while sentence >= 0 and left >= 0:
            stretch = self.document.sentences[sentence]
            outside = [t for t in self.document.tokens_of(stretch) if t.i < i and not self._quoted[t.i] and t.is_word]
            yield from (token for token in reversed(outside) if token.dep in _SUBJECTS)
            left -= bool(outside) or sentence == tokens[i].sentence
            sentence -= 1


def _can_be(chain: Chain, noun: Token) -> bool:
    """Whether a body's name tells of no kind of body that the noun is none of."""
    if noun.lower not in closed_class("firms"):
        return False
    last = chain.name.lower().split()[-1]
    words = lexicon()
    told = {*(chain.entry.nouns if chain.entry is not None else ()), last} & words.organization_again
    return not told or noun.lower in told
