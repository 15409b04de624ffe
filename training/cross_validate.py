"""Names and chains in documents that the weights didn't see: `cross_validate.py GUM.jsonl FACTS.jsonl`.

The documents marked `gum_dev` are parted in four; each part is read with weights trained on all other documents. FACTS.jsonl
gets a line a document as `dateline extract` writes it, with entities and roles only.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from names import Example, examples, train

from dateline.facts import entities
from dateline.facts.entities import division
from dateline.facts.entities.division import Weights

FOLDS = 4


def read_with(weights: Weights, example: Example) -> dict[str, Any]:
    """The facts of a document, by these weights instead of those that ship."""
    shipped = division.load_weights
    division.load_weights = lambda: weights  # type: ignore[assignment]
    try:
        mentions, roles = entities.find(example.document)
    finally:
        division.load_weights = shipped
    return {"entities": [asdict(mention) for mention in mentions], "roles": [asdict(role) for role in roles]}


def main() -> None:
    """Train once a part, and write what is found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    every = examples(options.corpus, held_out=True)
    with options.corpus.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    measured = [i for i, row in enumerate(rows) if row["gum_dev"]]
    lines: dict[int, str] = {}
    for part in range(FOLDS):
        unseen = measured[part::FOLDS]
        looks = train([example for i, example in enumerate(every) if i not in unseen])
        weights = Weights(*({key: tuple(value) for key, value in looks[look].items()} for look in ("first", "second")))
        for i in unseen:
            lines[i] = json.dumps({"id": rows[i]["id"], **read_with(weights, every[i])})
    options.out.write_text("".join(lines[i] + "\n" for i in measured), encoding="utf-8")


if __name__ == "__main__":
    main()
