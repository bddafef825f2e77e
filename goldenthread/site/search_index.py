"""Makes the search index of a built site with Pagefind, whole or while the editor goes on.

Knows Pagefind. Must not know the manual: documents come ready from `exports.search`.

In: documents, and the words of the query layer. Out: the folder `pagefind` in the site:
`index(*gather(manual, built), built)`.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from goldenthread.exports.search import Document, indexed

FOLDER = "pagefind"
"""Where the index stands in the site."""
WORDS = "words.json"
Gathered = tuple[tuple[Document, ...], dict[str, Any]]
"""The documents of a site, and the words that the query layer knows."""
UNUSED = ("*-ui.*", "pagefind-highlight.js", "pagefind-worker.js", "wasm.unknown.pagefind")
"""What Pagefind adds for pages that are not ours."""


def index(documents: tuple[Document, ...], words: dict[str, Any], site: Path) -> None:
    """Write the index of `documents`, and the words beside it, into the folder of a site.

    Replaces an older index. Raises CalledProcessError where Pagefind fails.
    """
    folder = site / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="goldenthread-") as place:
        for number, document in enumerate(documents):
            file = Path(place) / document.url / "index.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(indexed(document, number), encoding="utf-8")
        _run(Path(place), folder)
    for pattern in UNUSED:
        for file in folder.glob(pattern):
            file.unlink()
    text = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    (folder / WORDS).write_text(text, encoding="utf-8")


def _run(place: Path, folder: Path) -> None:
    """Run Pagefind over a folder: its service, asked page by page, took twenty times as long."""
    options = ["--force-language", "en", "--exclude-selectors", ".headerlink, .gt-number", "--quiet"]
    command = [sys.executable, "-m", "pagefind", "--site", str(place), "--output-path", str(folder), *options]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


class IndexLater:
    """Indexes while an editor works: the page is served first, and indexed only when its text changed."""

    def __init__(self) -> None:
        """Begin without an index."""
        self._place = tempfile.TemporaryDirectory(prefix="goldenthread-")
        self._digest = ""
        self._newest = 0
        self._busy = threading.Lock()

    def follow(self, gather: Callable[[], Gathered], site: Path) -> threading.Thread:
        """Put an index into a site that was just built, and return the thread that does it.

        The last index comes at once. `gather` then collects what is to be indexed, and where that is not what
        the last index has, a new one is made.
        """
        self._newest += 1
        thread = threading.Thread(target=self._index, args=(gather, site, self._newest), daemon=True)
        thread.start()
        return thread

    def _index(self, gather: Callable[[], Gathered], site: Path, turn: int) -> None:
        kept = Path(self._place.name)
        with self._busy:
            if turn < self._newest:
                return  # a newer save waits, and will index what this one changed too
            try:
                if (kept / FOLDER).is_dir():
                    shutil.copytree(kept / FOLDER, site / FOLDER, dirs_exist_ok=True)
                documents, words = gather()
                digest = sha256(repr((documents, words)).encode()).hexdigest()
                if digest != self._digest:
                    index(documents, words, kept)
                    self._digest = digest
                    shutil.copytree(kept / FOLDER, site / FOLDER, dirs_exist_ok=True)
            except (OSError, shutil.Error):
                return  # the next build has cleared the site meanwhile, and will index it
