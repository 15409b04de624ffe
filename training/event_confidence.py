"""Make the weights of the events' confidence (dateline.facts.events.confidence). See README.md in this folder.

A logistic regression on events that were judged right or wrong, drawn to the priors below where the data says little.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import yaml
from scipy.optimize import minimize

from dateline.facts import entities, events, quantities, statements, times
from dateline.facts.document import Document, parse
from dateline.facts.events.lexicon import load
from dateline.facts.record import Event

HERE = Path(__file__).parent
SHIPPED = HERE.parent / "src/dateline/facts/events/confidence.json"

# What is known without data, in log-odds.
PRIOR = {
    "always": 0.6, "actor told": 0.3, "recipient told": 0.3, "place or day told": 0.2, "may not have happened": -0.4,
    "history": -0.8,
    "public affairs": 0.5, "by wording only": -0.6, "doubtful frame": -0.5, "two conditions met": 0.3, "three conditions met": 0.2,
    "noun": -0.4, "relative clause": -0.3,
}  # fmt: skip
# How closely the weights keep to their priors: the inverse of the variance.
STRENGTH = 4.0

Judged = tuple[list[str], bool]


def found(document: Document) -> list[tuple[Event, list[str]]]:
    """The events of a document with their features."""
    seen: list[list[str]] = []

    def note(names: Sequence[str]) -> float:
        seen.append(list(names))
        return len(seen) - 1  # the confidence tells which features were whose

    mentions, _ = entities.find(document)
    clocks = times.find(document)
    claims = statements.find(document, mentions, clocks)
    amounts = quantities.find(document, mentions, clocks)
    told, _ = events.find(document, mentions, clocks, amounts, claims, weigh=note)
    return [(event, seen[int(event.confidence)]) for event in told]


def of_corpus(path: Path) -> Iterable[Judged]:
    """Events in the corpus that event_judged.yaml judges."""
    labels = yaml.safe_load((HERE / "event_judged.yaml").read_text(encoding="utf-8"))
    with path.open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            judged = labels.get(row["id"], {})
            if judged:
                for event, names in found(parse(row["text"])):
                    verdict = judged.get(f"{event.start} {event.type}")
                    if verdict is not None:
                        yield names, verdict == "right"


def of_records() -> Iterable[Judged]:
    """Events in the invented records: right where the type is one that the record accepts.

    Mishaps and private affairs beside them are passed over, since the records tell types of public affairs only.
    """
    types = load().types
    with (HERE / "event_records.jsonl").open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            for event, names in found(parse(row["text"])):
                if event.type in row["types"]:
                    yield names, True
                elif not row["types"] or types[event.type].attitude != "neutral":
                    yield names, False


def fit(judged: Sequence[Judged]) -> dict[str, float]:
    """The weights that explain the verdicts best, near the priors."""
    names = list(PRIOR)
    given = np.array([[name in features for name in names] for features, _ in judged], float)
    right = np.array([verdict for _, verdict in judged], float)
    prior = np.array([PRIOR[name] for name in names])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        logits = given @ weights
        value = np.logaddexp(0, logits).sum() - right @ logits + STRENGTH / 2 * ((weights - prior) ** 2).sum()
        return float(value), given.T @ (1 / (1 + np.exp(-logits)) - right) + STRENGTH * (weights - prior)

    done = minimize(loss, prior, jac=True, method="L-BFGS-B")
    return {name: round(float(weight), 2) for name, weight in zip(names, done.x, strict=True)}


def reliability(judged: Sequence[Judged], weights: dict[str, float]) -> None:
    """Print how often events are right by how sure they are."""
    rows = sorted((1 / (1 + np.exp(-sum(weights[n] for n in names))), verdict) for names, verdict in judged)
    for part in np.array_split(np.array(rows), 5):
        low, high = part[0][0], part[-1][0]
        print(f"  confidence {low:.2f}–{high:.2f}: {100 * part[:, 1].mean():5.1f} % of {len(part)} right")


def main() -> None:
    """Read the corpus named on the command line, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    chosen = parser.parse_args()
    judged = [*of_corpus(chosen.corpus), *of_records()]
    halves = judged[::2], judged[1::2]
    print(
        f"{len(judged)} events, {sum(verdict for _, verdict in judged)} right. Fitted on one half, seen on the other:"
    )
    for one, other in (halves, halves[::-1]):
        reliability(other, fit(one))
    chosen.out.write_text(json.dumps(fit(judged), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
