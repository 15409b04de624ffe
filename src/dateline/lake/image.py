"""Reading a lake whose folder one may not write.

SQLite opens a catalog in WAL mode only where it can keep a file of its own beside it. A reader without that right works on a
private image of the catalog instead: what a power cut at that moment would leave, which SQLite knows how to read.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

# A copy that a writer's commit ran into is taken again, this often at most.
_TRIES = 50
_WAIT_SECONDS = 0.1


def readable(catalog: Path) -> Path:
    """The catalog itself, or an image of it in a temporary folder that goes when the process ends.

    Whoever reads the image sees the lake as it was at this moment. OSError if the catalog can't be read.
    """
    if os.access(catalog.parent, os.W_OK):
        return catalog
    folder = Path(tempfile.mkdtemp(prefix="dateline-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    sources = (catalog, Path(f"{catalog}-wal"))
    for _ in range(_TRIES):
        before = _state(sources)
        for source in sources:
            copy = folder / source.name
            copy.unlink(missing_ok=True)
            with suppress(FileNotFoundError):  # the log comes and goes with the writers
                shutil.copyfile(source, copy)
        if _state(sources) == before:
            return folder / catalog.name
        time.sleep(_WAIT_SECONDS)
    raise TimeoutError("writers commit too fast for a copy of the catalog")


def _state(files: tuple[Path, ...]) -> list[tuple[int, int] | None]:
    """Size and time of change of each file, None for one that isn't there."""
    found: list[tuple[int, int] | None] = []
    for file in files:
        try:
            stat = file.stat()
        except FileNotFoundError:
            found.append(None)
        else:
            found.append((stat.st_size, stat.st_mtime_ns))
    return found
