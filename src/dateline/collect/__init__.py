"""Bytes from sources, archived before anything else looks at them.

`load_sources` reads the definitions and `select` picks of them, `from_argument` makes a source of a command-line argument,
`collect` gives a source's items. `check` looks whether a source can be collected.
"""

from dateline.collect.archive import Archive
from dateline.collect.item import Item
from dateline.collect.run import check, collect
from dateline.collect.source import FeedSource, FolderSource, PagesSource, Source, from_argument, load_sources, select

__all__ = [
    "Archive",
    "FeedSource",
    "FolderSource",
    "Item",
    "PagesSource",
    "Source",
    "check",
    "collect",
    "from_argument",
    "load_sources",
    "select",
]
