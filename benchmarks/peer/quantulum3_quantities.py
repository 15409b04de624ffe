"""quantulum3 with its unit classifier. It tells neither bounds nor changes, nor what is counted."""

from __future__ import annotations

from quantulum3 import parser
from runner import Document, Facts, run


def read(document: Document) -> Facts:
    found = []
    for quantity in parser.parse(document["text"]):
        spread = quantity.uncertainty or 0  # a range comes as its middle and half its width
        found.append({
            "start": quantity.span[0],
            "end": quantity.span[1],
            "low": quantity.value - spread,
            "high": quantity.value + spread,
            "unit": "percent" if quantity.unit.name == "percentage" else quantity.unit.name,
        })  # fmt: skip
    return {"quantities": found}


if __name__ == "__main__":
    run(read)
