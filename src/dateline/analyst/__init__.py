"""What analysts use: a read-only connection, queries, marts and status."""

from dateline.analyst.connection import connect
from dateline.analyst.mart import Mart, NamedQuery, marts, named_query, queries

__all__ = ["Mart", "NamedQuery", "connect", "marts", "named_query", "queries"]
