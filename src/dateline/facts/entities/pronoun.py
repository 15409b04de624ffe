"""Whom he, she and their forms stand for."""

from __future__ import annotations

from dateline.facts.document import Document, Token
from dateline.facts.entities.chain import Chain
from dateline.facts.entities.name import Name
from dateline.facts.record import Mention

_PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
}
_MEMORY = 8  # names a reader keeps in mind


def resolve_pronouns(
    document: Document, names: list[Name], of_name: dict[tuple[int, int], Chain | None]
) -> list[Mention]:
    """A mention for every he and she; `name` is None where nobody fits."""
    found: list[Mention] = []
    persons = [
        (name, chain) for name in names if name.type == "PERSON" and (chain := of_name.get((name.first, name.stop)))
    ]
    recent: list[tuple[Token, Chain]] = []
    queue = iter(persons)
    pending = next(queue, None)
    for token in document.tokens:
        while pending and pending[0].first <= token.i:
            recent = [*recent[-_MEMORY:], (document.tokens[pending[0].stop - 1], pending[1])]
            pending = next(queue, None)
        gender = _PRONOUNS.get(token.lower)
        if gender is None:
            continue
        chain = _best(token, gender, recent)
        if chain is not None:
            chain.gender = chain.gender or gender
            recent = [*recent[-_MEMORY:], (token, chain)]
        found.append(
            Mention(
                start=token.start,
                end=token.end,
                type="PERSON",
                kind="pronoun",
                name=chain.name if chain else None,
                entity=chain.number if chain else None,
                reason=None if chain else "no person before it fits",
            )  # fmt: skip
        )
    return found


def _best(token: Token, gender: str, recent: list[tuple[Token, Chain]]) -> Chain | None:
    best, score = None, 0.0
    for other, chain in reversed(recent):
        if chain.gender not in (None, gender):
            continue
        value = 1.0 / (1 + token.sentence - other.sentence)
        if other.dep in ("nsubj", "nsubjpass"):
            value *= 2
        if chain.gender == gender:
            value *= 1.5
        if value > score:
            best, score = chain, value
    return best
