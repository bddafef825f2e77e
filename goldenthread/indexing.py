"""Makes the search index of a built site with Pagefind, whole or while the editor goes on.

Knows Pagefind and nothing of the manual: documents come ready from `search`.
"""

import asyncio
import json
import shutil
import tempfile
import threading
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from pagefind.index import IndexConfig, PagefindIndex

from goldenthread.search import Document, indexed

FOLDER = "pagefind"
"""Where the index stands in the site."""
WORDS = "words.json"
UNUSED = ("*-ui.*", "pagefind-highlight.js", "pagefind-worker.js", "wasm.unknown.pagefind")
"""What Pagefind adds for pages that are not ours."""


def index(documents: tuple[Document, ...], words: dict[str, Any], site: Path) -> None:
    """Write the index of `documents`, and the words beside it, into the folder of a site.

    Replaces an older index. Raises what Pagefind raises.
    """
    folder = site / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    asyncio.run(_write(documents, folder))
    for pattern in UNUSED:
        for file in folder.glob(pattern):
            file.unlink()
    text = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    (folder / WORDS).write_text(text, encoding="utf-8")


async def _write(documents: tuple[Document, ...], folder: Path) -> None:
    config = IndexConfig(
        output_path=str(folder), force_language="en", exclude_selectors=[".headerlink", ".gt-number"]
    )
    async with PagefindIndex(config=config) as made:
        for number, document in enumerate(documents):
            await made.add_html_file(content=indexed(document, number), url=document.url)


class IndexLater:
    """Indexes behind an editor's back: the page comes first, and the index only when text changed."""

    def __init__(self) -> None:
        """Begin without an index."""
        self._kept = Path(tempfile.mkdtemp(prefix="goldenthread-index-"))
        self._digest = ""
        self._newest = 0
        self._busy = threading.Lock()

    def build(self, gather: Callable[[], tuple[tuple[Document, ...], dict[str, Any]]], site: Path) -> None:
        """Put the last index into a site that was just built, and begin a new one where text changed.

        `gather` gives documents and words; it is called at once, since the next build may clear the site.
        """
        documents, words = gather()
        digest = sha256(repr((documents, words)).encode()).hexdigest()
        self._newest += 1
        if (self._kept / FOLDER).is_dir():
            shutil.copytree(self._kept / FOLDER, site / FOLDER, dirs_exist_ok=True)
        if digest != self._digest:
            self._digest = digest
            work = (documents, words, site, self._newest)
            threading.Thread(target=self._index, args=work, daemon=True).start()

    def _index(self, documents: tuple[Document, ...], words: dict[str, Any], site: Path, number: int) -> None:
        with self._busy:
            if number < self._newest:
                self._digest = ""  # a newer save waits: let its own turn index it
                return
            index(documents, words, self._kept)
            shutil.copytree(self._kept / FOLDER, site / FOLDER, dirs_exist_ok=True)
