"""Speed of the fact steps on one core, with the parse apart, on text that the project ships.

    python -m benchmarks.speed [--articles FILE.jsonl] [--words N] [--rounds N] [--json]

Articles are made of the paragraphs of sources/sample/, in changing order and with changing figures, or are those of a file with
one JSON object a line, which has their "text". All are parsed once; each step then reads the parsed articles, and its best round
counts. Times are processor time. docs/benchmarks.md says what the figures mean.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import re
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from dateline.facts import entities, events, quantities, statements, times
from dateline.facts.document import Document, parse
from dateline.facts.model import load_model
from dateline.facts.paragraph import split_paragraphs

SAMPLE = Path(__file__).parents[1] / "sources" / "sample"
PUBLISHED = dt.date(2026, 3, 4)

ARTICLE_WORDS = 800  # the length of a long wire story
SHORT, FACTOR = 1_000, 4  # linearity: an article of SHORT words beside one FACTOR times as long


@dataclass(frozen=True, slots=True)
class Speed:
    """One step: words a second, its time as a share of the parse's, and how many times longer FACTOR times the text takes."""

    step: str
    words_per_second: float
    share_of_parse: float
    growth: float


@dataclass(frozen=True, slots=True)
class Report:
    """All steps; `steps_words_per_second` is for all but the parse together, `figures_words_per_second` for times and
    quantities, which are `compiled` to C or not; `peak_memory_mb` is of the whole process."""

    compiled: bool
    words: int
    articles: int
    growth_if_linear: int
    peak_memory_mb: float
    steps_words_per_second: float
    figures_words_per_second: float
    steps: list[Speed] = field(default_factory=list)


def paragraphs() -> list[str]:
    """The paragraphs of the sample newsroom's plain texts that hold a sentence, not page furniture."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((SAMPLE / "wire").glob("*.txt"))]
    for line in (SAMPLE / "desk" / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        try:
            texts.append(json.loads(line)["text"])
        except json.JSONDecodeError:  # one line of the sample is broken on purpose
            continue
    found = [text[start:end] for text in texts for start, end in split_paragraphs(text)]
    return [paragraph for paragraph in found if len(paragraph.split()) > 12]


def compose(words: int, seed: int) -> str:
    """An article of about so many words: the same for the same seed."""
    chance = random.Random(seed)
    pool = paragraphs()
    chosen: list[str] = []
    length = 0
    while length < words:
        for paragraph in chance.sample(pool, len(pool)):
            varied = re.sub(r"\b[2-9]\b", lambda _: str(chance.randint(2, 9)), paragraph)
            chosen.append(varied)
            length += len(varied.split())
            if length >= words:
                break
    return "\n\n".join(chosen)


def steps(documents: Sequence[Document]) -> Iterator[tuple[str, Callable[[], None]]]:
    """The steps in the order in which they need each other; each must be run before the next is asked for."""
    found: list[dict[str, Any]] = [{} for _ in documents]

    def step(name: str, read: Callable[[Document, dict[str, Any]], Any]) -> tuple[str, Callable[[], None]]:
        def run() -> None:
            for document, facts in zip(documents, found, strict=True):
                facts[name] = read(document, facts)

        return name, run

    yield step("times", lambda d, f: times.find(d))
    yield step("entities", lambda d, f: entities.find(d)[0])
    yield step("statements", lambda d, f: statements.find(d, f["entities"], f["times"]))
    yield step("quantities", lambda d, f: quantities.find(d, f["entities"], f["times"]))
    yield step("events", lambda d, f: events.find(d, f["entities"], f["times"], f["quantities"], f["statements"]))


def seconds(run: Callable[[], Any], rounds: int) -> float:
    """Processor time of the best round."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
    return best


def time_steps(texts: Sequence[str], rounds: int) -> tuple[dict[str, float], int]:
    """Seconds of the parse and of each step, and the number of words."""
    documents: list[Document] = []
    spent = {"parse": seconds(lambda: documents.extend(parse(text, PUBLISHED) for text in texts), 1)}
    for name, run in steps(documents):
        spent[name] = seconds(run, rounds)
    return spent, sum(token.is_word for document in documents for token in document.tokens)


def peak_memory_mb() -> float:
    """The most memory this process ever held, in megabytes (macOS counts in bytes, Linux in kilobytes)."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


def read_articles(path: Path, words: int) -> list[str]:
    """The first texts of a file, a JSON object with "text" a line, until there are so many words."""
    texts: list[str] = []
    with path.open(encoding="utf-8") as file:
        for line in file:
            texts.append(json.loads(line)["text"])
            words -= len(texts[-1].split())
            if words <= 0:
                break
    return texts


def measure(words: int, rounds: int, articles: Path | None = None) -> Report:
    load_model()
    # Lexicons are loaded, and patterns compiled as they are first needed, before the clock starts.
    time_steps([compose(3 * ARTICLE_WORDS, seed=0)], 1)
    composed = [compose(ARTICLE_WORDS, seed) for seed in range(max(1, words // ARTICLE_WORDS))]
    texts = composed if articles is None else read_articles(articles, words)
    spent, count = time_steps(texts, rounds)
    short, short_words = time_steps([compose(SHORT, seed=1)], rounds)
    long, long_words = time_steps([compose(SHORT * FACTOR, seed=1)], rounds)
    scale = FACTOR * short_words / long_words  # the two are not cut to the word
    return Report(
        compiled=not str(quantities.__file__).endswith(".py"),
        words=count,
        articles=len(texts),
        growth_if_linear=FACTOR,
        peak_memory_mb=peak_memory_mb(),
        steps_words_per_second=count / (sum(spent.values()) - spent["parse"]),
        figures_words_per_second=count / (spent["times"] + spent["quantities"]),
        steps=[
            Speed(name, count / spent[name], spent[name] / spent["parse"], scale * long[name] / short[name])
            for name in spent
        ],
    )


def table(report: Report) -> Iterator[str]:
    """The report as lines of a Markdown table."""
    yield f"| step | words/s | share of the parse's time | growth from {SHORT} to {SHORT * FACTOR} words |"
    yield "| --- | ---: | ---: | ---: |"
    for step in report.steps:
        yield f"| {step.step} | {step.words_per_second:,.0f} | {step.share_of_parse:.1%} | ×{step.growth:.1f} |"
    yield ""
    yield f"All steps but the parse: {report.steps_words_per_second:,.0f} words/s, over {report.words:,} words."
    rules = "compiled" if report.compiled else "not compiled"
    yield f"Times and quantities together: {report.figures_words_per_second:,.0f} words/s ({rules})."
    yield f"Peak memory: {report.peak_memory_mb:,.0f} MB."


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--articles", type=Path, metavar="FILE", help='read these articles, a JSON object with "text" a line'
    )
    parser.add_argument("--words", type=int, default=20_000, help="words to read (default 20,000)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of each step; the best counts (default 3)")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    chosen = parser.parse_args(arguments)
    if chosen.words < 1 or chosen.rounds < 1:
        parser.error("--words and --rounds must be at least 1")
    report = measure(chosen.words, chosen.rounds, chosen.articles)
    print(json.dumps(asdict(report), indent=1) if chosen.json else "\n".join(table(report)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
