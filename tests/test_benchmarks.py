"""The benchmarks' own parts: composing, reading scorers, surviving peers that can't be had. Nothing is timed or installed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks import order, peers, speed
from benchmarks.quality import SETS

ROOT = Path(__file__).parents[1]

SCORES = {
    "statements": """
  content@.5 P  50.0  R  40.0  F  44.4
  +speaker   P  50.0  R  30.0  F  37.5
  full       P   1.0  R   2.0  F   1.3
""",
    "quantities": "".join(f"  {n:8s} P  10.0  R  20.0  F  13.3\n" for n in peers.FIGURES["quantities"]),
    "times": "".join(f"{n:8} P  10.0 R  20.0  F1  13.3\n" for n in ("strict", "relaxed", "value", "type")),
    "entities": "all     gold 1  strict P  10.0 R  20.0 F1  13.3  overlap P  30.0 R  30.0 F1  30.0  untyped P 1 R 1 F1 40.0\n",
}


@pytest.mark.parametrize("kind", sorted(peers.FIGURES))
def test_figures_are_read_from_the_scorers_output(kind: str) -> None:
    assert list(peers.read_figures(kind, SCORES[kind])) == list(peers.FIGURES[kind])
    with pytest.raises(ValueError, match="printed no figure"):
        peers.read_figures(kind, "nothing")


def test_f_measures_are_taken_and_not_their_neighbours() -> None:
    assert peers.read_figures("statements", SCORES["statements"]) == {"content@.5": 44.4, "+speaker": 37.5, "full": 1.3}
    assert peers.read_figures("entities", SCORES["entities"]) == {"strict": 13.3, "overlap": 30.0}


def test_every_peer_has_an_adapter_and_pinned_requirements() -> None:
    assert set(peers.KINDS) <= set(SETS)
    assert set(peers.KINDS.values()) == set(peers.ADAPTERS) == set(peers.FIGURES)
    adapters = {adapter for pairs in peers.ADAPTERS.values() for _, adapter in pairs}
    assert adapters | {"runner"} == {path.stem for path in (ROOT / "benchmarks" / "peer").glob("*.py")}
    requirements = {
        path.stem.removeprefix("requirements-"): path for path in (ROOT / "benchmarks").glob("requirements-*")
    }
    assert set(requirements) == set(peers.PEERS) - {peers.OURS}
    for path in requirements.values():
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        assert lines
        assert [line for line in lines if line.count("==") != 1 or line.startswith("-")] == [], path.name


def test_the_manual_tells_of_every_peer() -> None:
    manual = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8").casefold()
    assert [peer for peer in peers.PEERS if peer not in manual] == []


def evaluation_folder(folder: Path) -> Path:
    """Two statements by nobody in particular and a scorer that always prints the same."""
    (folder / "statements").mkdir(parents=True)
    (folder / SETS["statements"][0]).write_text(json.dumps({"id": "a", "text": "Hello."}) + "\n", encoding="utf-8")
    (folder / SETS["statements"][1]).write_text(f"print({SCORES['statements']!r})", encoding="utf-8")
    return folder


def test_a_peer_that_cannot_be_installed_is_told_and_the_rest_goes_on(tmp_path, monkeypatch, capsys) -> None:
    folder = evaluation_folder(tmp_path / "evaluation")
    monkeypatch.setattr(peers, "HERE", tmp_path / "here")
    (tmp_path / "here" / "peer").mkdir(parents=True)
    (tmp_path / "here" / "peer" / "dateline_facts.py").write_text(
        'import sys; open(sys.argv[3], "w").close(); print(\'{"words": 100, "seconds": 2.0, "parse_seconds": 1.0}\')'
    )

    def refuse(peer: str, root: Path) -> Path:
        if peer == peers.OURS:
            return Path(sys.executable)
        raise peers.PeerError("not installed: no such package")

    monkeypatch.setattr(peers, "environment", refuse)
    report = tmp_path / "report.json"
    assert peers.main([str(folder), "--json", str(report)]) == 0
    out = capsys.readouterr().out
    assert "| dateline | 44.4 | 37.5 | 1.3 | 50 | 100 |" in out
    assert "| textacy | not installed: no such package |" in out
    assert [row["problem"] for row in json.loads(report.read_text())] == [None, "not installed: no such package"]


def test_an_adapter_that_fails_is_told(tmp_path, monkeypatch) -> None:
    folder = evaluation_folder(tmp_path / "evaluation")
    monkeypatch.setattr(peers, "HERE", tmp_path)
    (tmp_path / "peer").mkdir()
    (tmp_path / "peer" / "broken.py").write_text("raise SystemExit('java: command not found')")
    row = peers.measure(folder, "statements", peers.OURS, "broken", tmp_path)
    assert row.problem == "failed: java: command not found"


def test_a_folder_without_data_is_refused(tmp_path, capsys) -> None:
    with pytest.raises(SystemExit, match="2"):
        peers.main([str(tmp_path)])
    assert "holds none of the data sets" in capsys.readouterr().err


def test_the_reason_is_what_says_most() -> None:
    assert peers.reason("WARNING: old\nERROR: No matching distribution\nbye\n") == "ERROR: No matching distribution"
    assert peers.reason("Traceback\n  x\nKeyError: 1\n") == "KeyError: 1"
    assert peers.reason("") == "no message"


def test_an_adapter_locates_words_and_counts_time(tmp_path) -> None:
    """Run as adapters are: a program of its own beside the runner."""
    data, facts = tmp_path / "data.jsonl", tmp_path / "facts.jsonl"
    data.write_text(json.dumps({"id": "a", "text": "On  the\nthird of May."}) + "\n", encoding="utf-8")
    adapter = tmp_path / "adapter.py"
    adapter.write_text(
        f"import sys\nsys.path.insert(0, {str(ROOT / 'benchmarks' / 'peer')!r})\n"
        "from runner import locate, run\n"
        "run(lambda d: {'times': [locate(d['text'], 'the third', 0), locate(d['text'], 'April', 0)]})\n"
    )
    done = subprocess.run([sys.executable, adapter, "times", data, facts], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["words"] == 5
    assert json.loads(facts.read_text()) == {"id": "a", "times": [[4, 13], None]}


def test_composed_articles_are_long_enough_and_the_same_each_time() -> None:
    article = speed.compose(500, seed=3)
    assert article == speed.compose(500, seed=3) != speed.compose(500, seed=4)
    assert 500 <= len(article.split()) < 700


def test_the_speed_of_given_articles_is_measured_over_as_many_as_are_asked_for(tmp_path) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_text(
        "".join(json.dumps({"text": f"Mayor number {n} spoke."}) + "\n" for n in range(5)), encoding="utf-8"
    )
    assert speed.read_articles(file, 5) == ["Mayor number 0 spoke.", "Mayor number 1 spoke."]


def test_the_speed_report_has_every_step(monkeypatch, capsys) -> None:
    monkeypatch.setattr(speed, "ARTICLE_WORDS", 40)
    monkeypatch.setattr(speed, "SHORT", 40)
    assert speed.main(["--words", "40", "--rounds", "1", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert [step["step"] for step in report["steps"]] == [
        "parse",
        "times",
        "entities",
        "statements",
        "quantities",
        "events",
    ]
    assert report["peak_memory_mb"] > 10
    with pytest.raises(SystemExit, match="2"):
        speed.main(["--rounds", "0"])


def test_composed_articles_are_the_same_again_with_copies_and_versions_among_them() -> None:
    articles = list(order.compose(60))
    assert articles == list(order.compose(60))
    assert len({article["article_id"] for article in articles}) > len({article["canonical_id"] for article in articles})
    assert len({article["canonical_id"] for article in articles}) > len({article["text"] for article in articles[:20]})
    for loaded, size in order.ways(articles).values():
        assert size > 0
        assert sorted(map(repr, loaded)) == sorted(map(repr, articles))
