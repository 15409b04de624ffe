"""The DuckLake: one writer at a time, readers never blocked."""

from dateline.lake.connection import LAKE, lock_down
from dateline.lake.lake import Lake, connect
from dateline.lake.turn import turn

__all__ = ["LAKE", "Lake", "connect", "lock_down", "turn"]
