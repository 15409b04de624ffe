"""Dateline itself, by its public steps: each set needs the parse and the steps that lead to its kind of fact."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import asdict

from runner import Document, Facts, Stopwatch, run

from dateline.facts import entities, quantities, statements, times
from dateline.facts.document import parse

KIND = sys.argv[1]
watch = Stopwatch()


def read(document: Document) -> Facts:
    published = document.get("published")
    with watch:
        parsed = parse(document["text"], dt.date.fromisoformat(published[:10]) if published else None)
    found_times = times.find(parsed) if KIND != "entities" else []
    if KIND == "times":
        return {"times": [asdict(time) for time in found_times]}
    mentions, _ = entities.find(parsed)
    if KIND == "entities":
        return {"entities": [asdict(mention) for mention in mentions]}
    if KIND == "quantities":
        return {"quantities": [asdict(quantity) for quantity in quantities.find(parsed, mentions, found_times)]}
    return {"statements": [asdict(statement) for statement in statements.find(parsed, mentions, found_times)]}


if __name__ == "__main__":
    run(read, lambda: watch.seconds)
