"""What all adapters share: documents in, facts out, the time it took. Standard library only: peers have their own environments.

An adapter is a program that is called as `python ADAPTER.py KIND DATA FACTS`. It reads the documents of DATA, writes what
the peer found to FACTS in the format of `dateline extract`, and prints a JSON object: `words` read, `seconds` of processor
time it took (child processes included, loading left out) and, where the adapter can tell, `parse_seconds` of them.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

Document = dict[str, Any]
Facts = dict[str, list[dict[str, Any]]]

# Read once before the clock starts: peers load models and compile patterns at their first sentence.
WARM_UP = {
    "id": "warm-up",
    "published": "2026-03-04",
    "text": 'The mayor said on Monday: "We will spend $3 million, or about 5 percent more, on 20 miles of roads."',
}


def processor_seconds() -> float:
    """Processor time of this process and of the finished ones it started."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def run(read: Callable[[Document], Facts], parse_seconds: Callable[[], float] | None = None) -> None:
    """Let a peer read all documents of the data set named on the command line.

    `parse_seconds` tells the seconds that parsing took so far.
    """
    _, _, data, out = sys.argv
    documents = [json.loads(line) for line in Path(data).read_text(encoding="utf-8").splitlines()]
    read(WARM_UP)
    before = parse_seconds() if parse_seconds else 0.0
    words, spent = 0, 0.0
    with Path(out).open("w", encoding="utf-8") as lines:
        for document in documents:
            start = processor_seconds()
            facts = read(document)
            spent += processor_seconds() - start
            words += len(document["text"].split())
            lines.write(json.dumps({"id": document["id"], **facts}) + "\n")
    result: dict[str, float] = {"words": words, "seconds": spent}
    if parse_seconds:
        result["parse_seconds"] = parse_seconds() - before
    print(json.dumps(result))


def locate(text: str, phrase: str, start: int) -> tuple[int, int] | None:
    """Where a phrase stands next, for peers that give words without their place. White space may differ."""
    pattern = r"\s+".join(re.escape(word) for word in phrase.split())
    found = re.compile(pattern).search(text, start) if pattern else None
    return found.span() if found else None


class Stopwatch:
    """Adds up processor time: `with watch: …`, then `watch.seconds`."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._start = 0.0

    def __enter__(self) -> None:
        self._start = processor_seconds()

    def __exit__(self, *_: object) -> None:
        self.seconds += processor_seconds() - self._start
