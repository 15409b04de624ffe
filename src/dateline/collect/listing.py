"""The sources as a table on the terminal."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dateline.collect.folder import show
from dateline.collect.run import check as check_source
from dateline.collect.source import FeedSource, FolderSource, PagesSource, Source, load_sources
from dateline.errors import SourceError
from dateline.settings import Settings


def show_sources(settings: Settings, *, check: bool = False) -> bool:
    """Print the defined sources, and what is wrong with definitions; whether nothing is.

    With `check`, also look whether their files are there and their servers answer.
    """
    folder = settings.source_folder
    sources, errors = load_sources(folder)
    table = Table(title=f"Sources defined in {show(folder)}", title_justify="left", pad_edge=False)
    for name in ("source", "kind", "name", "from", "runs", *(("found",) if check else ())):
        table.add_column(name, overflow="fold")
    for source in sources:
        row = [source.id, source.kind, source.name or source.outlet or "", _origin(source)]
        row.append("with all" if source.enabled else "when named")
        if check:
            try:
                row.append(check_source(source, settings))
            except SourceError as problem:
                errors.append(problem)
                row.append("not usable, see below")
        table.add_row(*map(escape, row))
    console = Console()
    if sources:
        console.print(table)
    else:
        console.print(f"No source is defined in {show(folder)}.", highlight=False)
    for error in errors:
        Console(stderr=True).print(str(error), style="red", markup=False, highlight=False, soft_wrap=True)
    return not errors


def _origin(source: Source) -> str:
    """Where it collects from, as short as it is clear."""
    match source:
        case FeedSource(url=str() as url):
            return url
        case FeedSource(path=Path() as path) | FolderSource(path=path):
            return show(path)
        case PagesSource(urls=(first, *others)):
            return first + (f" and {len(others)} more" if others else "")
    return ""
