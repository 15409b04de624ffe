"""Source definitions: one YAML file each, read into a model of its kind. docs/sources.md documents every key.

A definition that is wrong is reported, and the others are used.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PrivateAttr,
    ValidationError,
    field_validator,
    model_validator,
)

from dateline.errors import SourceError

_FEED_ENDINGS = {".xml", ".rss", ".atom", ".rdf"}
_DEFINITION_ENDINGS = {".yaml", ".yml"}


def is_web_address(text: str) -> bool:
    """Whether it is an http or https address with a host."""
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False


def _require_web_address(text: str) -> str:
    if not is_web_address(text):
        raise ValueError("not an http or https address")
    return text


WebAddress = Annotated[str, AfterValidator(_require_web_address)]


class _Definition(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Assertions(_Definition):
    """What a run of the source must give. Otherwise the run says so in quarantine: a site may have been rebuilt."""

    min_items: int | None = Field(default=None, ge=0, description="Fewer items than this are reported.")
    max_items: int | None = Field(default=None, ge=0, description="More items than this are reported.")


class Source(_Definition):
    """What all kinds of sources have in common."""

    id: str = Field(
        default="",
        pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$",
        description="Short name, in commands and in `articles.source_id`: lower-case letters, digits, hyphens."
        " Default: the file's name. Don't change it: it is part of the articles' identity.",
    )
    kind: str = Field(description="`feed`, `pages` or `folder`.")
    name: str | None = Field(default=None, min_length=1, description="What people call it.")
    outlet: str | None = Field(
        default=None,
        min_length=1,
        description="Who publishes it, for `articles.outlet`. Default: what each article says about itself.",
    )
    language: str | None = Field(
        default=None,
        pattern=r"^[a-z]{2}$",
        description="Language of the articles, ISO 639-1. Default: recognised from the text.",
    )
    country: str | None = Field(
        default=None,
        pattern=r"^[A-Z]{2}$",
        description="Country of the outlet, ISO 3166-1 alpha-2, for `articles.country`. It tells whether 3/4/2022 is in March"
        " or April. Default: unknown; such a date has no value then, unless the article's other dates show the order.",
    )
    licence: str | None = Field(
        default=None, min_length=1, description="On what terms the articles may be used: an SPDX name, or a sentence."
    )
    enabled: bool = Field(
        default=True, description="Whether a run of all sources includes it. If false, it runs only when it is named."
    )
    schedule: str | None = Field(
        default=None,
        pattern=r"^(\S+\s+){4}\S+$",
        description="How often it is worth collecting, as cron in UTC (`0 6 * * *`). A note for whoever plans the runs:"
        " the deployments in prefect.yaml decide.",
    )
    request_interval: float | None = Field(
        default=None,
        ge=0,
        description="Seconds between two requests to one host. Default: the setting `request_interval`."
        " A longer `Crawl-delay` in the host's robots.txt counts.",
    )
    assertions: Assertions = Field(
        default=Assertions(), description="What a run must give: `min_items` and `max_items`."
    )

    _file: Path | None = PrivateAttr(None)
    _group: str | None = PrivateAttr(None)

    @property
    def file(self) -> Path | None:
        """The definition's file; None for a source named on the command line."""
        return self._file

    @property
    def group(self) -> str | None:
        """The subfolder that the definition stands in, such as `sample`: a name for all sources there."""
        return self._group

    @property
    def stated(self) -> dict[str, str]:
        """What the definition says about each of the articles: `language` and `country`, where it does."""
        stated = {"language": self.language, "country": self.country}
        return {key: value for key, value in stated.items() if value is not None}

    @property
    def where(self) -> str:
        """The source in messages: its definition's file, else its id."""
        return str(self._file) if self._file else self.id


class FeedSource(Source):
    """An RSS or Atom feed, on the web or in a file, and the pages it links to."""

    kind: Literal["feed"] = Field(default="feed", description="`feed`")
    url: WebAddress | None = Field(default=None, description="The feed's address. Either this or `path`.")
    path: Path | None = Field(
        default=None, description="A feed in a file, relative to the definition. Its links may name files beside it."
    )

    @model_validator(mode="after")
    def _one_place(self) -> FeedSource:
        if (self.url is None) == (self.path is None):
            raise ValueError("a feed has either a `url` or a `path`")
        return self


class PagesSource(Source):
    """Single pages on the web. An address that turns out to be a feed is read as one."""

    kind: Literal["pages"] = Field(default="pages", description="`pages`")
    urls: tuple[WebAddress, ...] = Field(min_length=1, description="The pages' addresses.")


class FolderSource(Source):
    """Files: plain text, HTML and jsonl (an article a line), in a folder and the folders below it, or one file."""

    kind: Literal["folder"] = Field(default="folder", description="`folder`")
    path: Path = Field(description="The folder or file, relative to the definition.")
    include: str = Field(
        default="**/*",
        pattern=r"^[^/]",
        description="Which files below the folder, as a glob pattern such as `**/*.txt`.",
    )

    @field_validator("include")
    @classmethod
    def _stays_below(cls, pattern: str) -> str:
        if ".." in Path(pattern).parts:
            raise ValueError("must stay below the folder")
        return pattern


KINDS: dict[str, type[Source]] = {"feed": FeedSource, "pages": PagesSource, "folder": FolderSource}


def load_sources(folder: Path) -> tuple[list[Source], list[SourceError]]:
    """The sources defined by the YAML files in a folder and below it, in the order of their names, and what is wrong.

    A bad definition never stops the good ones: the errors are for the caller to report.
    """
    if not folder.is_dir():
        problem = SourceError(
            "there is no folder of source definitions here",
            where=str(folder),
            next_step="set DATELINE_SOURCES to the folder, or make it and add a source as docs/sources.md shows",
        )
        return [], [problem]
    sources: dict[str, Source] = {}
    errors: list[SourceError] = []
    for file in sorted(path for path in folder.rglob("*") if path.suffix in _DEFINITION_ENDINGS and path.is_file()):
        try:
            source = load_source(file)
            if source.id in sources:
                raise SourceError(
                    f"the id {source.id!r} is taken by {sources[source.id].file}",
                    where=f"{file}, field 'id'",
                    next_step="give one of the two another id",
                )
        except SourceError as error:
            errors.append(error)
        else:
            parent = file.relative_to(folder).parent
            source._group = parent.as_posix() if parent.parts else None
            sources[source.id] = source
    return list(sources.values()), errors


def select(sources: Sequence[Source], name: str | None = None) -> list[Source]:
    """The sources of this id or group (none if there is no such thing); without a name, all that are enabled."""
    return [one for one in sources if (one.enabled if name is None else name in (one.id, one.group))]


def load_source(file: Path) -> Source:
    """The source that a YAML file defines. SourceError names the field and the next step."""
    try:
        with file.open(encoding="utf-8") as stream:
            content = yaml.load(stream, Loader=yaml.CSafeLoader)
    except OSError as error:
        raise SourceError(f"can't be read: {error.strerror or error}", where=str(file)) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{file}:{mark.line + 1}" if mark else str(file)
        problem = getattr(error, "problem", None) or "not UTF-8 text"
        raise SourceError(f"not valid YAML: {problem}", where=where, next_step="correct that line") from error
    if not isinstance(content, dict):
        raise SourceError("no keys and values here", where=str(file), next_step="docs/sources.md shows a definition")
    model = KINDS.get(str(content.get("kind")))
    if model is None:
        raise _unknown_kind(content.get("kind"), file)
    try:
        source = model.model_validate({"id": _slug(file.stem), **content})
    except ValidationError as error:
        raise _explain(error, model, file) from error
    path = getattr(source, "path", None)
    if path is not None:
        source = source.model_copy(update={"path": file.parent / path.expanduser()})
    source._file = file
    return source


def from_argument(text: str, defined: Sequence[str] = ()) -> Source:
    """The source that a command-line argument stands for: an address, a definition, a feed's file, a file or a folder.

    `defined` are the ids of the sources that are defined: what the argument may have been meant to be.
    """
    if is_web_address(text):
        return PagesSource(id=_slug(urlsplit(text).hostname or ""), urls=(text,))
    path = Path(text).expanduser()
    if not path.exists():
        close = difflib.get_close_matches(text, defined, n=1)
        raise SourceError(
            "there is no source, file or folder of this name, and it is no http address",
            where=text,
            next_step=f"did you mean {close[0]!r}?"
            if close
            else "`dateline sources` lists the sources that are defined",
        )
    if path.suffix in _DEFINITION_ENDINGS and path.is_file():
        return load_source(path)
    # Two files of one name in different folders are different sources, not two versions of one article.
    name = _slug(f"{path.resolve().stem} {hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:6]}")
    if path.suffix.lower() in _FEED_ENDINGS and path.is_file():
        return FeedSource(id=name, path=path)
    return FolderSource(id=name, path=path)


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "source"


def _unknown_kind(kind: object, file: Path) -> SourceError:
    problem = "the kind is missing" if kind is None else f"there is no kind {kind!r}"
    close = difflib.get_close_matches(str(kind), KINDS, n=1)
    next_step = f"did you mean {close[0]!r}?" if close else "choose one of: " + ", ".join(KINDS)
    return SourceError(problem, where=f"{file}, field 'kind'", next_step=next_step)


def _explain(error: ValidationError, model: type[Source], file: Path) -> SourceError:
    """What pydantic found, in words: one problem a key, misspelt keys first, and the first one's remedy."""
    found: dict[str, tuple[str, str]] = {}
    for detail in sorted(error.errors(), key=lambda detail: detail["type"] != "extra_forbidden"):
        name = ".".join(str(part) for part in detail["loc"])
        problem, step = detail["msg"].removeprefix("Value error, "), "docs/sources.md documents every key"
        if detail["type"] == "string_pattern_mismatch":
            problem = f"can't be {detail['input']!r}"
            step = str(model.model_fields[name].description).split(". Default", 1)[0]
        elif detail["type"] == "missing":
            problem = "is missing"
        elif detail["type"] == "extra_forbidden":
            known: Any = Assertions.model_fields if name.startswith("assertions.") else model.model_fields
            close = difflib.get_close_matches(str(detail["loc"][-1]), known, n=1)
            problem = "there is no such key"
            step = f"did you mean {close[0]!r}?" if close else "the keys are: " + ", ".join(known)
        if not any(other == name or other.startswith(f"{name}.") for other in found):
            found[name] = problem, step
    (first, (problem, next_step)), *others = found.items()
    if others:
        problem = "; ".join(f"{name!r}: {problem}" if name else problem for name, (problem, _) in found.items())
    where = f"{file}, field {first!r}" if first and not others else str(file)
    return SourceError(problem, where=where, next_step=next_step)
