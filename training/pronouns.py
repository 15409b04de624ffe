"""Make the weights of the pronoun resolver (dateline.facts.entities.pronoun) from the corpus. See README.md in this folder.

A softmax over the candidates and "nobody", fitted by L-BFGS; first along the right choices, then also along the model's own.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from gum import WEIGHT, Row, load, read_options
from scipy.optimize import minimize

from dateline.facts.document import Document, Token
from dateline.facts.entities import person_heads
from dateline.facts.entities.chain import Chain, link_names
from dateline.facts.entities.description import Describer
from dateline.facts.entities.name import find_names
from dateline.facts.entities.pronoun import likeliest, resolve_pronouns

SHIPPED = Path(__file__).parents[1] / "src/dateline/facts/entities/data/pronoun_weights.json"
ROUNDS = 2
STIFFNESS = 6.0  # so few pronouns are annotated that softer weights learn them by heart
PRIOR = {"ahead": 1.5, "own-clause": 2.5}  # rarer in the corpus than sure

Clusters = dict[int, tuple[int, str]]  # token → cluster, kind of mention
Case = tuple[list[list[str]], list[int], float]  # features of each candidate, the right ones, weight


def clusters(document: Document, row: Row) -> Clusters:
    """The cluster of every head word of a person's mention."""
    found: Clusters = {}
    for entity in row["entities"]:
        if entity["type"] == "person":
            for token in document.tokens_in(*entity["head"]):
                found.setdefault(token.i, (entity["cluster"], entity["kind"]))
    return found


def cases(data: list[tuple[Row, Document, Clusters]], weights: dict[str, float], *, guided: bool) -> list[Case]:
    """One case a pronoun that the corpus annotates; `guided` goes on with the right choice, else with the model's."""
    found: list[Case] = []
    for row, document, at in data:
        names, inner = find_names(document)
        _, of_name = link_names(document, sorted([*names, *inner], key=lambda name: (name.first, -name.stop)))
        votes: dict[int, Counter[int]] = defaultdict(Counter)
        for name in names:
            chain = of_name[name.first, name.stop]
            hit = next((at[i] for i in range(name.first, name.stop) if i in at and at[i][1] == "name"), None)
            if chain is not None and hit is not None and name.type == "PERSON":
                votes[chain.number][hit[0]] += 1
        cluster_of = {number: count.most_common(1)[0][0] for number, count in votes.items()}
        describer = Describer(document, names, of_name)
        described = {item.head.i for item in describer.by_form() if item.chain is not None}
        unnamed = describer.unnamed(described)
        cluster_of |= {chain.number: at[token.i][0] for token, chain in reversed(unnamed) if token.i in at}

        def decide(
            token: Token,
            ranked: list[tuple[Chain, list[str], float]],
            nobody: float,
            at: Clusters = at,
            cluster_of: dict[int, int] = cluster_of,
            weight: float = WEIGHT.get(row["genre"], 1.0),
        ) -> Chain | None:
            right = [
                k
                for k, (chain, _, _) in enumerate(ranked)
                if token.i in at and cluster_of.get(chain.number) == at[token.i][0]
            ]
            if token.i in at:
                found.append(([features for _, features, _ in ranked], right, weight))
            if guided:
                return ranked[right[0]][0] if right else None
            return likeliest(token, ranked, nobody)

        heads = [*person_heads(document, names, of_name), *((token, chain, "unnamed") for token, chain in unnamed)]
        resolve_pronouns(document, sorted(heads, key=lambda item: item[0].i), weights, decide)
    return found


def fit(given: list[Case], stiffness: float) -> dict[str, float]:
    """Weights by feature, "nobody" among them."""
    index = {"nobody": 0}
    for candidates, _, _ in given:
        for features in candidates:
            for feature in features:
                index.setdefault(feature, len(index))
    mean = np.array([PRIOR.get(feature, 0.0) for feature in index])
    rows = [
        ([np.array([index[f] for f in features]) for features in candidates], right, w)
        for candidates, right, w in given
    ]

    def objective(values: np.ndarray) -> tuple[float, np.ndarray]:
        moved = values - mean
        loss, gradient = stiffness / 2 * float(moved @ moved), stiffness * moved
        for candidates, right, weight in rows:
            scores = np.array([values[places].sum() for places in candidates] + [values[0]])
            chance = np.exp(scores - scores.max())
            chance /= chance.sum()
            target = right or [len(candidates)]
            share = max(float(chance[target].sum()), 1e-12)
            loss -= weight * float(np.log(share))
            wanted = np.zeros(len(chance))
            wanted[target] = chance[target] / share
            for places, slope in zip(candidates, weight * (chance - wanted), strict=False):
                np.add.at(gradient, places, slope)
            gradient[0] += weight * (chance[-1] - wanted[-1])
        return loss, gradient

    result = minimize(objective, mean, jac=True, method="L-BFGS-B", options={"maxiter": 80})
    return {feature: round(float(result.x[i]), 2) for feature, i in sorted(index.items())}


def main() -> None:
    """Train and write."""
    options = read_options(__doc__, SHIPPED)
    data = [
        (row, document, clusters(document, row)) for row, document in load(options.corpus, held_out=options.held_out)
    ]
    weights = fit(cases(data, {}, guided=True), STIFFNESS)
    for _ in range(ROUNDS):
        weights = fit(cases(data, {}, guided=True) + cases(data, weights, guided=False), 2 * STIFFNESS)
    kept = {feature: weight for feature, weight in weights.items() if abs(weight) >= 0.03 or feature == "nobody"}
    options.out.write_text(json.dumps(kept, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
