"""Entities across articles: which names mean one person, organization or place."""

from dateline.lake.entity.link import DDL, TABLES, unlinked_articles
from dateline.lake.entity.table import link_entities

__all__ = ["DDL", "TABLES", "link_entities", "unlinked_articles"]
