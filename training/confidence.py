"""Check the confidence of statements against those of the corpus that a reader judged (confidence_judged.yaml). See README.md here.

Prints how many were right in each range of confidence, and the line through them in log-odds: a shift of 0 and a slope of 1 mean
that the confidence is the share of right ones. Nothing is written: the points in
src/dateline/facts/statements/data/score.yaml are set by hand.
"""

from __future__ import annotations

import argparse
import json
import math
from itertools import pairwise
from pathlib import Path

import numpy as np
import yaml
from scipy.optimize import minimize

from dateline.facts import entities, statements, times
from dateline.facts.document import parse

JUDGED = Path(__file__).with_name("confidence_judged.yaml")
RANGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.87, 1.0)

Judged = list[tuple[float, bool]]  # confidence, whether it was right


def read(corpus: Path, judged: dict[str, list[tuple[int, int, int, str]]]) -> Judged:
    """The judged statements that the rules still read, with the confidence they give them now."""
    found: Judged = []
    with corpus.open(encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if row["id"] in judged]
    for row in rows:
        document = parse(row["text"])
        mentions, _ = entities.find(document)
        confidence = {
            (one.content[0][0], one.content[-1][1], one.cue[0][0]): one.confidence
            for one in statements.find(document, mentions, times.find(document))
        }
        for *place, verdict in judged[row["id"]]:
            if tuple(place) in confidence:
                found.append((confidence[tuple(place)], verdict == "right"))
    return found


def line(judged: Judged) -> tuple[float, float]:
    """Shift and slope of the logistic line from confidence to the share of right ones."""
    odds = np.array([math.log(confidence / (1 - confidence)) for confidence, _ in judged])
    right = np.array([float(verdict) for _, verdict in judged])

    def loss(values: np.ndarray) -> float:
        logits = values[0] + values[1] * odds
        return float(np.sum(np.logaddexp(0, logits) - right * logits))

    shift, slope = minimize(loss, [0.0, 1.0]).x
    return float(shift), float(slope)


def main() -> None:
    """Read and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    options = parser.parse_args()
    judged = yaml.safe_load(JUDGED.read_text(encoding="utf-8"))
    found = read(options.corpus, judged)
    print(f"{len(found)} of {sum(map(len, judged.values()))} judged statements are still read")
    for low, high in pairwise(RANGES):
        part = [pair for pair in found if low <= pair[0] < high]
        if part:
            mean = sum(confidence for confidence, _ in part) / len(part)
            share = sum(verdict for _, verdict in part) / len(part)
            print(f"  {low:.2f}-{high:.2f}  n={len(part):3d}  confidence {mean:.2f}  right {share:.2f}")
    print("shift {:.2f}, slope {:.2f}".format(*line(found)))


if __name__ == "__main__":
    main()
