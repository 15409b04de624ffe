"""Source definitions: what is read, and what is said about mistakes."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from dateline.collect import FeedSource, FolderSource, PagesSource, check, from_argument, load_sources, select
from dateline.collect.source import load_source
from dateline.errors import SourceError

ROOT = Path(__file__).parents[2]


def write(folder: Path, **files: str) -> Path:
    for name, content in files.items():
        (folder / f"{name}.yaml").write_text(content)
    return folder


def test_a_definition_of_each_kind(tmp_path: Path) -> None:
    write(
        tmp_path,
        town="kind: feed\nurl: https://town.example/feed.xml\nrequest_interval: 5\nassertions: {min_items: 1}\n",
        pages="kind: pages\nurls: [https://a.example/1, https://a.example/2]\nenabled: false\n",
        wire="kind: folder\npath: in/wire\nid: the-wire\n",
    )
    [pages, town, wire], errors = load_sources(tmp_path)
    assert not errors
    assert isinstance(pages, PagesSource)
    assert not pages.enabled
    assert isinstance(town, FeedSource)
    assert (town.id, town.request_interval, town.assertions.min_items) == ("town", 5, 1)
    assert isinstance(wire, FolderSource)
    assert (wire.id, wire.path, wire.file, wire.group) == (
        "the-wire",
        tmp_path / "in/wire",
        tmp_path / "wire.yaml",
        None,
    )


def test_sources_are_selected_by_id_or_group(tmp_path: Path) -> None:
    (tmp_path / "sport").mkdir()
    write(tmp_path / "sport", cup="kind: folder\npath: x\n", ski="kind: folder\npath: x\nenabled: false\n")
    write(tmp_path, town="kind: folder\npath: x\n")
    sources, _ = load_sources(tmp_path)
    assert [source.id for source in select(sources)] == ["cup", "town"]
    assert [source.id for source in select(sources, "sport")] == ["cup", "ski"]
    assert [source.id for source in select(sources, "ski")] == ["ski"]
    assert select(sources, "none") == []


def test_subfolders_are_groups(tmp_path: Path) -> None:
    (tmp_path / "sport").mkdir()
    write(tmp_path / "sport", cup="kind: folder\npath: cup\n")
    [source], _ = load_sources(tmp_path)
    assert source.group == "sport"
    assert pickle.loads(pickle.dumps(source)).group == "sport"


@pytest.mark.parametrize(
    ("content", "where", "what", "next_step"),
    [
        ("", "", "no keys and values here", "docs/sources.md"),
        ("- a\n- b\n", "", "no keys and values here", "docs/sources.md"),
        ("kind: [feed\n", ":2", "not valid YAML", "correct"),
        ("url: https://a.example\n", "field 'kind'", "the kind is missing", "feed, pages, folder"),
        ("kind: feeds\n", "field 'kind'", "there is no kind 'feeds'", "'feed'"),
        ("kind: telegram\n", "field 'kind'", "there is no kind 'telegram'", "feed, pages, folder"),
        ("kind: feed\nurl: https://a.example\nlanguag: en\n", "field 'languag'", "no such key", "'language'"),
        ("kind: feed\nurl: https://a.example\nxyz: en\n", "field 'xyz'", "no such key", "the keys are: id, kind"),
        ("kind: feed\nurl: https://a.example\nassertions: {min: 1}\n", "assertions.min'", "no such key", "min_items"),
        ("kind: folder\npaht: x\n", "", "'paht': there is no such key; 'path': is missing", "'path'"),
        ("kind: feed\n", "", "either a `url` or a `path`", "docs/sources.md"),
        ("kind: feed\nurl: https://a.example\npath: x\n", "", "either a `url` or a `path`", "docs/sources.md"),
        ("kind: feed\nurl: ftp://a.example\n", "field 'url'", "not an http or https address", "docs/sources.md"),
        ("kind: pages\nurls: []\n", "field 'urls'", "at least 1 item", "docs/sources.md"),
        ("kind: pages\nurls: [https://[bad]\n", ":", "not valid YAML", "correct"),
        ("kind: pages\nurls: ['https://[bad']\n", "field 'urls.0'", "not an http", "docs/sources.md"),
        ("kind: folder\npath: x\nlanguage: english\n", "field 'language'", "can't be 'english'", "ISO 639-1"),
        ("kind: folder\npath: x\nid: My Source\n", "field 'id'", "can't be 'My Source'", "lower-case"),
        (
            "kind: folder\npath: x\nrequest_interval: often\n",
            "field 'request_interval'",
            "valid number",
            "docs/sources.md",
        ),
        ("kind: folder\npath: x\nschedule: hourly\n", "field 'schedule'", "can't be 'hourly'", "cron"),
        ("kind: folder\npath: x\ninclude: ../*.txt\n", "field 'include'", "below the folder", "docs/sources.md"),
        ("kind: folder\npath: x\ninclude: /etc/*\n", "field 'include'", "can't be '/etc/*'", "glob"),
    ],
)
def test_mistakes_name_file_field_and_next_step(
    tmp_path: Path, content: str, where: str, what: str, next_step: str
) -> None:
    write(tmp_path, bad=content, good="kind: folder\npath: x\n")
    [good], [error] = load_sources(tmp_path)
    assert good.id == "good"
    assert error.where is not None
    assert error.where.startswith(str(tmp_path / "bad.yaml"))
    assert where in error.where
    assert what in error.what
    assert next_step in (error.next_step or "")


def test_a_definition_that_is_not_text(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_bytes(b"name: caf\xe9\n")
    _, [error] = load_sources(tmp_path)
    assert "not UTF-8 text" in error.what


def test_an_id_is_used_once(tmp_path: Path) -> None:
    write(tmp_path, a="kind: folder\npath: x\nid: same\n", b="kind: folder\npath: x\nid: same\n")
    [first], [error] = load_sources(tmp_path)
    assert first.file == tmp_path / "a.yaml"
    assert "a.yaml" in error.what
    assert "b.yaml" in str(error.where)


def test_no_folder_of_definitions(tmp_path: Path) -> None:
    sources, [error] = load_sources(tmp_path / "none")
    assert not sources
    assert "DATELINE_SOURCES" in str(error)


def test_arguments_become_sources(tmp_path: Path) -> None:
    for name in ("story.txt", "feed.xml"):
        (tmp_path / name).write_text("text")
    write(tmp_path, wire="kind: folder\npath: .\n")
    page = from_argument("https://www.town.example/news/1")
    assert isinstance(page, PagesSource)
    assert (page.id, page.urls, page.file) == ("www-town-example", ("https://www.town.example/news/1",), None)
    assert isinstance(from_argument(str(tmp_path / "story.txt")), FolderSource)
    assert isinstance(from_argument(str(tmp_path)), FolderSource)
    assert isinstance(from_argument(str(tmp_path / "feed.xml")), FeedSource)
    assert from_argument(str(tmp_path / "wire.yaml")).id == "wire"


def test_files_of_one_name_are_different_sources(tmp_path: Path) -> None:
    ids = set()
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "story.txt").write_text("text")
        ids.add(from_argument(str(tmp_path / folder / "story.txt")).id)
    assert len(ids) == 2
    assert all(name.startswith("story-") for name in ids)


@pytest.mark.parametrize(
    ("argument", "hint"), [("sample-fed", "'sample-feed'"), ("qqq", "dateline sources"), ("http://", "")]
)
def test_arguments_that_are_nothing(argument: str, hint: str) -> None:
    with pytest.raises(SourceError, match="there is no source, file or folder") as caught:
        from_argument(argument, ["sample-feed", "sample-wire"])
    assert hint in str(caught.value.next_step)


def test_the_bundled_sources_can_be_collected() -> None:
    sources, errors = load_sources(ROOT / "sources")
    assert not errors
    assert {"sample-desk", "sample-feed", "sample-wire"} <= {source.id for source in sources}
    for source in sources:
        assert check(source)
        assert source.licence


def test_a_definition_can_be_read_alone() -> None:
    assert load_source(ROOT / "sources" / "sample" / "sample-feed.yaml").id == "sample-feed"
