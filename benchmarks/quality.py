"""Quality of the facts: runs `dateline extract` over an evaluation folder and prints what its scorers say.

    python benchmarks/quality.py FOLDER [SET …]

FOLDER holds one folder a kind of fact, each with development data (`*dev.jsonl`) and a scorer (`score_*.py`). SET picks among
the names in SETS below; the default is all of them.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

# name → (data, scorer), both relative to the evaluation folder
SETS = {
    "statements": ("statements/dev.jsonl", "statements/score_statements.py"),
    "quantities": ("quantities/dev.jsonl", "quantities/score_quantities.py"),
    "times": ("times/dev.jsonl", "times/score_times.py"),
    "recognizers": ("times/recognizers_dev.jsonl", "times/score_times.py"),
    "gum": ("entities/gum_dev.jsonl", "entities/score_entities.py"),
    "re3d": ("entities/re3d_dev.jsonl", "entities/score_entities.py"),
    "plover": ("events/plover_dev.jsonl", "events/score_events.py"),
    "modality": ("events/modality_dev.jsonl", "events/score_events.py"),
    "seed": ("seed", "seed/score_article.py"),
}


def score(folder: Path, name: str, workers: int = 0) -> str:
    """What the scorer prints for one set of data."""
    data, scorer = (folder / part for part in SETS[name])
    if data.is_dir():
        text = (data / "article.txt").read_text(encoding="utf-8")
        lines = json.dumps({"id": name, "text": text, "published": "2022-03-23"}) + "\n"
    else:
        lines = data.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as scratch:
        facts = Path(scratch) / "facts.jsonl"
        with facts.open("w", encoding="utf-8") as out:
            command = [sys.executable, "-m", "dateline", "extract", "--workers", str(workers)]
            subprocess.run(command, input=lines, stdout=out, text=True, encoding="utf-8", check=True)
        done = subprocess.run([sys.executable, scorer, data, facts], capture_output=True, text=True, check=True)
    return done.stdout


def main(arguments: list[str]) -> int:
    if not arguments or not Path(arguments[0]).is_dir() or not set(arguments[1:]) <= set(SETS):
        print(__doc__, file=sys.stderr)
        print("sets:", *SETS, file=sys.stderr)
        return 2
    for name in arguments[1:] or SETS:
        print(f"== {name}\n{score(Path(arguments[0]), name)}", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
