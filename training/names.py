"""Make the weights of the name finder (dateline.facts.entities.division) from the corpus. See README.md in this folder.

A semi-Markov conditional random field over each run of capitalised words, fitted by L-BFGS with a Gaussian prior; then the
weights of the second look, fitted on first looks by models that didn't see the document (four folds).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from gum import WEIGHT, gold_names, load, read_options
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from dateline.facts.document import Document
from dateline.facts.entities import division as finder
from dateline.facts.entities.feature import features
from dateline.facts.entities.region import read, segments

HERE = Path(__file__).parent
SHIPPED = HERE.parent / "src/dateline/facts/entities/data/name_weights.json"
FOLDS, RAREST = 4, 3
# Added to the scores of PERSON, ORG, PLACE at the end: the model misses organizations in news more often than it invents them.
OFFSET = (0.0, 0.6, 0.0)
STIFFNESS, STIFFNESS_SECOND = 6.0, 1.0  # inverse variances of the priors
Run = tuple[float, int, list[tuple[int, int, int, int]]]  # weight, size, stretches: row, first, stop, right type


@dataclass
class Example:
    """A document with its runs: stretches, their features, and the right type of each (-1: no name)."""

    document: Document
    weight: float
    runs: list[tuple[int, int, list[tuple[int, int]], list[list[str]], list[int]]]


def examples(path: Path, *, held_out: bool) -> list[Example]:
    """The corpus as examples."""
    found = []
    for row, document in load(path, held_out=held_out):
        reading, gold = read(document), gold_names(document, row)
        runs = []
        for first, stop in reading.runs:
            stretches = segments(reading, first, stop)
            rows = [sorted(set(features(reading, a, b))) for a, b in stretches]
            right = [finder.TYPES.index(gold[place]) if place in gold else -1 for place in stretches]
            runs.append((first, stop, stretches, rows, right))
        found.append(Example(document, WEIGHT.get(row["genre"], 1.0), runs))
    return found


def likelihood(scores: np.ndarray, shapes: Sequence[Shape]) -> tuple[float, np.ndarray]:
    """The negative log-likelihood of the right divisions, and its gradient by the stretches' scores (forward-backward)."""
    odds = np.exp(np.clip(scores, -30, 30))
    total = odds.sum(axis=1)
    gradient, loss = np.zeros_like(scores), 0.0
    for shape in shapes:
        count = len(shape.weight)
        forward, backward = np.zeros((shape.size + 1, count)), np.zeros((shape.size + 1, count))
        forward[0], backward[shape.size] = 1.0, 1.0
        by_stop = sorted(range(len(shape.stretches)), key=lambda n: shape.stretches[n][1])
        reached = 0
        for n in by_stop:
            first, stop = shape.stretches[n]
            while reached < stop:
                reached += 1
                forward[reached] = forward[reached - 1]
            forward[stop] += forward[first] * total[shape.numbers[n]]
        forward[reached + 1 :] = forward[reached]
        reached = shape.size
        for n in sorted(range(len(shape.stretches)), key=lambda n: -shape.stretches[n][0]):
            first, stop = shape.stretches[n]
            while reached > first:
                reached -= 1
                backward[reached] = backward[reached + 1]
            backward[first] += backward[stop] * total[shape.numbers[n]]
        loss += float(shape.weight @ np.log(forward[shape.size]))
        scale = shape.weight / forward[shape.size]
        for (first, stop), numbers in zip(shape.stretches, shape.numbers, strict=True):
            gradient[numbers] += (scale * forward[first] * backward[stop])[:, None] * odds[numbers]
    right = np.concatenate([shape.right for shape in shapes])
    weight = np.concatenate([shape.right_weight for shape in shapes])
    loss -= float(weight @ scores[right[:, 0], right[:, 1]])
    np.add.at(gradient, (right[:, 0], right[:, 1]), -weight)
    return loss, gradient


@dataclass
class Shape:
    """Runs of one size with stretches at the same places, so that their sums can be made side by side.

    `numbers` are the stretches' rows, an array over the runs for each place; `right` (row, type) of the right names.
    """

    size: int
    stretches: list[tuple[int, int]]
    weight: np.ndarray
    numbers: list[np.ndarray]
    right: np.ndarray
    right_weight: np.ndarray


def shapes_of(runs: Sequence[Run]) -> list[Shape]:
    """The runs by their shape."""
    groups: dict[tuple[int, tuple[tuple[int, int], ...]], list[Run]] = {}
    for run in runs:
        places = tuple((first, stop) for _, first, stop, _ in run[2])
        groups.setdefault((run[1], places), []).append(run)
    shapes = []
    for (size, places), group in groups.items():
        right = [(number, kind, weight) for weight, _, rows in group for number, _, _, kind in rows if kind >= 0]
        shapes.append(
            Shape(
                size,
                list(places),
                np.array([weight for weight, _, _ in group]),
                [np.array([rows[n][0] for _, _, rows in group]) for n in range(len(places))],
                np.array([(number, kind) for number, kind, _ in right], dtype=int).reshape(-1, 2),
                np.array([weight for _, _, weight in right]),
            )
        )
    return shapes


def fit(
    rows: list[list[str]],
    runs: Sequence[Run],
    prior: dict[str, list[float]],
    stiffness: float,
    offset: np.ndarray | None = None,
    rarest: int = RAREST,
) -> dict[str, list[float]]:
    """Weights by feature. `rows` are the stretches' features, `offset` scores they have already."""
    count = Counter(feature for row in rows for feature in row)
    index = {
        feature: i for i, feature in enumerate(sorted({f for f, n in count.items() if n >= rarest} | prior.keys()))
    }
    places = [(number, index[feature]) for number, row in enumerate(rows) for feature in row if feature in index]
    matrix = csr_matrix((np.ones(len(places)), tuple(zip(*places, strict=True))), shape=(len(rows), len(index)))
    mean = np.zeros((len(index), 3))
    for feature, weights in prior.items():
        mean[index[feature]] = weights
    base = np.zeros((len(rows), 3)) if offset is None else offset
    shapes = shapes_of(runs)

    def objective(moved: np.ndarray) -> tuple[float, np.ndarray]:
        loss, gradient = likelihood(base + matrix @ (moved.reshape(mean.shape) + mean), shapes)
        return loss + stiffness / 2 * float(moved @ moved), (matrix.T @ gradient).ravel() + stiffness * moved

    result = minimize(objective, np.zeros(mean.size), jac=True, method="L-BFGS-B", options={"maxiter": 100})
    weights = result.x.reshape(mean.shape) + mean
    return {feature: [round(float(w), 2) for w in weights[i]] for feature, i in index.items()}


def flatten(chosen: list[Example]) -> tuple[list[list[str]], list[Run]]:
    """All stretches' features, and the runs with the stretches' numbers, places in the run and right types."""
    rows: list[list[str]] = []
    runs = []
    for example in chosen:
        for first, stop, stretches, their_rows, right in example.runs:
            numbered = [(len(rows) + n, a - first, b - first, right[n]) for n, (a, b) in enumerate(stretches)]
            rows += their_rows
            runs.append((example.weight, stop - first, numbered))
    return rows, runs


def first_look(example: Example, weights: dict[str, list[float]]) -> list[finder.Run]:
    """The runs of a document with scores by weights that didn't see it."""
    runs = []
    for first, stop, stretches, rows, _ in example.runs:
        scores = [tuple(sum(weights[f][k] for f in row if f in weights) for k in range(3)) for row in rows]
        runs.append(finder.Run(first, stop, stretches, scores))
    return runs


def train(every: list[Example]) -> dict[str, dict[str, list[float]]]:
    """The weights of both looks."""
    prior = yaml.safe_load((HERE / "name_prior.yaml").read_text(encoding="utf-8"))
    first = fit(*flatten(every), prior["first"], STIFFNESS)
    rows: list[list[str]] = []
    before: list[tuple[float, ...]] = []
    order: list[Example] = []
    for fold in range(FOLDS):
        held = fit(*flatten([e for i, e in enumerate(every) if i % FOLDS != fold]), prior["first"], STIFFNESS)
        for example in every[fold::FOLDS]:
            runs = first_look(example, held)
            order.append(example)
            before += [scores for run in runs for scores in run.scores]
            rows += [row for group in finder.second_features(example.document, runs) for row in group]
    second = fit(rows, flatten(order)[1], prior["second"], STIFFNESS_SECOND, np.array(before), rarest=1)
    kept = {feature: weights for feature, weights in first.items() if max(map(abs, weights)) >= 0.05}
    kept["bias"] = [round(weight + offset, 2) for weight, offset in zip(kept["bias"], OFFSET, strict=True)]
    return {"first": kept, "second": second}


def main() -> None:
    """Train and write."""
    options = read_options(__doc__, SHIPPED)
    every = examples(options.corpus, held_out=options.held_out)
    options.out.write_text(dump(train(every)), encoding="utf-8")


def dump(looks: dict[str, dict[str, list[float]]]) -> str:
    """JSON with a line a feature, so that changes can be read."""
    parts = [
        json.dumps(look)
        + ": {\n"
        + ",\n".join(f"{json.dumps(f)}: {json.dumps(w)}" for f, w in sorted(weights.items()))
        + "\n}"
        for look, weights in looks.items()
    ]
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    main()
