"""The quality of the facts on an evaluation folder, held to floors somewhat below what was measured when they were set.

Collected only where DATELINE_EVALUATION names such a folder (see benchmarks/quality.py for what it holds).
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from benchmarks.quality import score

FOLDER = Path(os.environ["DATELINE_EVALUATION"])

# set → (a pattern that finds a figure in what the scorer prints, the least it may be)
FLOORS = {
    "seed": [(r"^all \d+/\d+ = ([\d.]+)", 90)],
    "statements": [(r"content@\.5\s+P.*F\s+([\d.]+)", 72), (r"\+speaker\s+P.*F\s+([\d.]+)", 66)],
    "quantities": [(r"value\s+P.*F\s+([\d.]+)", 94), (r"\+both\s+P.*F\s+([\d.]+)", 75)],
    "times": [(r"relaxed\s+P.*F1\s+([\d.]+)", 94), (r"value\s+P.*F1\s+([\d.]+)", 80)],
    "gum": [(r"all .*?strict .*?F1\s+([\d.]+)", 82)],
    "re3d": [(r"all .*?strict .*?F1\s+([\d.]+)", 73)],
    "plover": [(r"recall\s+([\d.]+)", 85), (r"precision\s+([\d.]+)", 80)],
    "modality": [(r"mean accuracy over labels\s+([\d.]+)", 92)],
}


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_the_figures_hold(name: str) -> None:
    printed = score(FOLDER, name, workers=1)
    for pattern, floor in FLOORS[name]:
        found = re.search(pattern, printed, re.M)
        assert found, f"no figure for {pattern} in:\n{printed}"
        assert float(found.group(1)) >= floor, printed
