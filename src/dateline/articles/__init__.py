"""From archived bytes to clean articles: text, title, dates, credits, ids, near-duplicates."""

from dateline.articles.article import read

__all__ = ["read"]
