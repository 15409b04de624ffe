"""How an assault was done, read from the nouns of its clause: "killed in a car bombing", "armed with machetes"."""

from __future__ import annotations

import functools
from pathlib import Path

import yaml

from dateline.facts.document import Token
from dateline.facts.events.clause import prepositions

_MEANS = frozenset({"in", "by", "with", "during", "from"})


@functools.cache
def _modes() -> dict[str, str]:
    data = yaml.load(Path(__file__).with_name("modes.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {word: mode for mode, words in reversed(data.items()) for word in words}


def mode(verb: Token, *nouns: Token | None) -> str | None:
    """The mode that the participants and the means told with a verb give; None where nothing tells."""
    candidates = [n for n in nouns if n is not None]
    for preposition in prepositions(verb):
        if preposition.lower in _MEANS:
            candidates.extend(c for c in preposition.children if c.dep == "pobj")
    for child in verb.children:
        if child.dep in ("advcl", "acl"):
            candidates.extend(p for c in prepositions(child) if c.lower in _MEANS for p in c.children)
    for noun in candidates:
        for clause in noun.children:
            if clause.dep == "acl":
                found = next(
                    (m for p in prepositions(clause) for c in p.children if (m := _modes().get(c.lemma))), None
                )
                if found:
                    return found
        for word in (*(c for c in noun.children if c.dep in ("compound", "amod", "nmod")), noun):
            found = _modes().get(word.lemma.lower())
            if found is not None:
                return found
    return None
