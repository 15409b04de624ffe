"""The way in the parse from a place or a day up to the event that it may be told of."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.facts.document import Token

# How far up the tree a place or a day may hang below its event.
_REACH = 7


def path(token: Token, top: Token, *, loose: bool, past_agents: bool = False) -> Iterator[Token]:
    """The words from one up to, not including, another; nothing where a clause of its own or the subject stands between.

    `past_agents` also reads what the parse hangs on who did it: "signed by the government and two rebel groups on May 3".
    """
    steps: list[Token] = []
    while token is not top:
        if len(steps) > _REACH or token.head is token:
            return
        if steps and _bars(token, loose=loose) and not (past_agents and token.dep == "agent"):
            return
        if token.dep == "conj" and (
            token.tag == "VB"  # "will train officers and decide on funding in May"
            or (token.is_verb and token.child("nsubj", "nsubjpass") is not None)
        ):
            return
        steps.append(token)
        token = token.head
    yield from steps


def _bars(token: Token, *, loose: bool) -> bool:
    """Whether what is told below a word is not told of what stands above it."""
    if token.is_verb and token.dep not in ("conj", "prep", "amod"):
        if not loose:
            return True
        where = any(c.dep == "advmod" and c.lower == "where" for c in token.children)
        meanwhile = any(c.dep == "mark" and c.lower in ("as", "while") for c in token.children)
        return not (
            (token.dep == "advcl" and not meanwhile)
            or (token.dep in ("acl", "relcl") and (token.tag == "VBG" or where))
        )
    if token.dep in ("nsubj", "nsubjpass", "agent"):
        return not loose
    return token.dep in ("relcl", "ccomp")
