"""What analysts use: a read-only connection, queries, marts and status."""

from dateline.analyst.connection import connect
from dateline.analyst.mart import Mart, NamedQuery, marts, queries, query

__all__ = ["Mart", "NamedQuery", "connect", "marts", "queries", "query"]
