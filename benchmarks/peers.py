"""Dateline and public programs side by side, in one run, on one evaluation folder.

    python -m benchmarks.peers FOLDER [--environments DIR] [--set SET …] [--peer PEER …] [--json FILE]

FOLDER is laid out as for benchmarks/quality.py. Every peer runs in a virtual environment of its own, made under DIR (default:
a folder in the user's cache) from benchmarks/requirements-PEER.txt, never in Dateline's. A peer that can't be installed or
run is told with the reason, and the rest goes on. docs/benchmarks.md says what the figures mean.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.quality import SETS

HERE = Path(__file__).parent
OURS = "dateline"

# set of benchmarks/quality.py → the kind of fact it measures
KINDS = {
    "statements": "statements",
    "quantities": "quantities",
    "times": "times",
    "gum": "entities",
    "re3d": "entities",
}

# kind of fact → (peer, its adapter in benchmarks/peer)
ADAPTERS = {
    "statements": [(OURS, "dateline_facts"), ("textacy", "textacy_quotes")],
    "quantities": [
        (OURS, "dateline_facts"),
        ("quantulum3", "quantulum3_quantities"),
        ("recognizers", "recognizers_quantities"),
        ("cqe", "cqe_quantities"),
    ],
    "times": [
        (OURS, "dateline_facts"),
        ("dateparser", "dateparser_times"),
        ("recognizers", "recognizers_times"),
        ("heideltime", "heideltime_times"),
    ],
    "entities": [(OURS, "dateline_facts"), ("spacy", "spacy_entities")],
}
PEERS = sorted({peer for adapters in ADAPTERS.values() for peer, _ in adapters})

# kind of fact → figure → pattern of the scorer's output; the first group is the F measure, in percent
FIGURES = {
    "statements": {
        "content@.5": r"content@\.5 +P.*F +([\d.]+)",
        "+speaker": r"\+speaker +P.*F +([\d.]+)",
        "full": r"full +P.*F +([\d.]+)",
    },
    "quantities": {
        name: rf"^ +{re.escape(name)} +P.*F +([\d.]+)" for name in ("value", "+unit", "+change", "+both", "item")
    },
    "times": {name: rf"^{name} +P.*F1 +([\d.]+)" for name in ("relaxed", "strict", "value")},
    "entities": {
        "strict": r"^all .*strict P.*?F1 +([\d.]+)",
        "overlap": r"^all .*overlap P.*?F1 +([\d.]+)",
    },
}  # fmt: skip

# One core for everybody.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class PeerError(Exception):
    """A peer can't be installed or run; the message says why, in one line."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One program on one set: figures in percent and words a second, or what went wrong.

    `words_per_second_after_parse` leaves the parse out, where the adapter can tell it apart.
    """

    set: str
    peer: str
    figures: dict[str, float] = field(default_factory=dict)
    words_per_second: float | None = None
    words_per_second_after_parse: float | None = None
    problem: str | None = None


def environment(peer: str, root: Path) -> Path:
    """The Python of a peer's own environment, made or renewed if its requirements are not those it was made from."""
    if peer == OURS:
        return Path(sys.executable)
    requirements = HERE / f"requirements-{peer}.txt"
    folder = root / peer
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = folder / "requirements.sha256"
    wanted = hashlib.sha256(requirements.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return python
    shutil.rmtree(folder, ignore_errors=True)
    print(f"installing {peer} in {folder} …", file=sys.stderr, flush=True)
    venv.create(folder, with_pip=True)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    done = subprocess.run([*pip, "--no-deps", "-r", str(requirements)], capture_output=True, text=True)
    if done.returncode:
        shutil.rmtree(folder, ignore_errors=True)
        raise PeerError(f"not installed: {reason(done.stderr)}")
    stamp.write_text(wanted, encoding="utf-8")
    return python


def reason(stderr: str) -> str:
    """The line of an error output that says most: pip's first ERROR, else the last line."""
    lines = [line.strip() for line in stderr.splitlines() if line.strip()]
    return next((line for line in lines if line.startswith("ERROR")), lines[-1] if lines else "no message")[:200]


def measure(folder: Path, name: str, peer: str, adapter: str, root: Path) -> Measured:
    """Let one program read one set, and score what it found."""
    kind = KINDS[name]
    data, scorer = (folder.resolve() / part for part in SETS[name])  # an adapter may work in a folder of its own
    try:
        python = environment(peer, root)
        with tempfile.TemporaryDirectory() as scratch:
            facts = Path(scratch) / "facts.jsonl"
            command = [str(python), str(HERE / "peer" / f"{adapter}.py"), kind, str(data), str(facts)]
            done = subprocess.run(command, capture_output=True, text=True, env=os.environ | ONE_THREAD)
            if done.returncode:
                raise PeerError(f"failed: {reason(done.stderr)}")
            spent = json.loads(done.stdout.splitlines()[-1])
            scored = subprocess.run([sys.executable, scorer, data, facts], capture_output=True, text=True, check=True)
    except PeerError as error:
        return Measured(name, peer, problem=str(error))
    after_parse = None
    if "parse_seconds" in spent:
        after_parse = spent["words"] / max(spent["seconds"] - spent["parse_seconds"], 1e-9)
    return Measured(
        name, peer, read_figures(kind, scored.stdout), spent["words"] / max(spent["seconds"], 1e-9), after_parse
    )


def read_figures(kind: str, output: str) -> dict[str, float]:
    """The figures of a kind of fact in its scorer's output. ValueError if the scorer doesn't print one of them."""
    figures = {}
    for name, pattern in FIGURES[kind].items():
        found = re.search(pattern, output, re.M)
        if found is None:
            raise ValueError(f"the scorer of {kind} printed no figure {name!r}:\n{output}")
        figures[name] = float(found[1])
    return figures


def table(rows: Sequence[Measured]) -> Iterator[str]:
    """The lines of a Markdown table of one set."""
    names = list(FIGURES[KINDS[rows[0].set]])
    yield f"| {rows[0].set} | " + " | ".join(names) + " | words/s | parse excluded |"
    yield "| --- |" + " ---: |" * (len(names) + 2)
    for row in rows:
        if row.problem:
            cells: Iterable[str] = [row.problem, *[""] * (len(names) + 1)]
        else:
            cells = [f"{row.figures[name]:.1f}" for name in names]
            cells = [*cells, _speed(row.words_per_second), _speed(row.words_per_second_after_parse)]
        yield f"| {row.peer} | " + " | ".join(cells) + " |"


def _speed(words_per_second: float | None) -> str:
    return "" if words_per_second is None else f"{words_per_second:,.0f}"


def cache() -> Path:
    """Where environments are kept by default, outside the checkout."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dateline-benchmarks"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="evaluation folder, laid out as for benchmarks/quality.py")
    parser.add_argument("--environments", type=Path, default=cache(), help="where peers' environments are made")
    parser.add_argument(
        "--set", dest="sets", choices=list(KINDS), action="append", help="only this set; may be repeated"
    )
    parser.add_argument("--peer", dest="peers", choices=PEERS, action="append", help="only this one; may be repeated")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures there")
    chosen = parser.parse_args(arguments)
    sets = [name for name in chosen.sets or KINDS if (chosen.folder / SETS[name][0]).is_file()]
    if not sets:
        parser.error(f"{chosen.folder} holds none of the data sets; see benchmarks/quality.py for its layout")
    every: list[Measured] = []
    for name in sets:
        rows = [
            measure(chosen.folder, name, peer, adapter, chosen.environments)
            for peer, adapter in ADAPTERS[KINDS[name]]
            if not chosen.peers or peer in chosen.peers
        ]
        if rows:
            print(*table(rows), "", sep="\n", flush=True)
        every += rows
    if chosen.json:
        chosen.json.write_text(json.dumps([asdict(row) for row in every], indent=1) + "\n", encoding="utf-8")
    return 0 if any(row.problem is None for row in every) else 1


if __name__ == "__main__":
    raise SystemExit(main())
