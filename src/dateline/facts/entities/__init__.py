"""Who and where: mentions of persons, organizations and places, whom they refer to, and the roles persons hold."""

from __future__ import annotations

from dateline.facts.document import Document
from dateline.facts.record import Mention, Role, Statement


def find(document: Document) -> tuple[list[Mention], list[Role]]:
    """The mentions and roles of a document, in the order of the text."""
    return [], []


def mark_sources(mentions: list[Mention], statements: list[Statement]) -> None:
    """Set `mention_role` to "source" on mentions that speak."""
