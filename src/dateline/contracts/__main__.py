"""Keep docs/dictionary.md in step with the contracts.

python -m dateline.contracts --write    writes the page
python -m dateline.contracts --check    exit status 1 if it is out of date
"""

from __future__ import annotations

import sys
from pathlib import Path

from dateline.contracts.dictionary import FIX, dictionary

PAGE = Path("docs") / "dictionary.md"


def main(arguments: list[str]) -> int:
    """Write or check the page; the exit status."""
    if arguments == ["--write"]:
        PAGE.write_text(dictionary(), encoding="utf-8")
        return 0
    if arguments == ["--check"]:
        if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == dictionary():
            return 0
        print(f"{PAGE} is out of date; run: {FIX}", file=sys.stderr)
        return 1
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
