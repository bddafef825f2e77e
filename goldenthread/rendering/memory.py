"""What was worked out once, remembered between runs under all that went into it.

What a value depends on is part of its name, what was damaged or edited counts as absent, and what came with
the project through Git is never believed. The folder may be deleted at any time, and where it cannot be
written a run only takes longer. Must not know what it holds.

In: values, and what each was made from. Out: the same values in a later run, or nothing.

    >>> Memory(Path("/nowhere"), "engine").recall(list, "a text") is None
    True
"""

import contextlib
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

import markdown
from pydantic import TypeAdapter

from goldenthread.text.git import git

FOLDER = ".render_cache"
MOST_BYTES = 200_000_000
"""How much is kept at most; the oldest goes first."""

Kind = TypeVar("Kind")


@dataclass
class Memory:
    """Values by what they were made from. `made_by` names what made them: engine, libraries, settings."""

    root: Path
    made_by: str
    is_believed: bool = True
    """False where nothing may be remembered."""
    used: set[Path] = field(default_factory=set)

    @cached_property
    def folder(self) -> Path | None:
        """Where everything lies; None where the folder is a link to elsewhere, or Git keeps a part of it."""
        folder = self.root / FOLDER
        if not self.is_believed or folder.is_symlink() or git(self.root, "ls-files", "--", FOLDER):
            return None
        return folder

    def remembered(self, kind: type[Kind], make: Callable[[], Kind], *made_from: str) -> Kind:
        """Return a value that was made from these texts before, or make it and keep it."""
        found = self.recall(kind, *made_from)
        if found is None:
            found = make()
            self.keep(found, *made_from)
        return found

    def recall(self, kind: type[Kind], *made_from: str) -> Kind | None:
        """Return a value that was kept; None where there is none, or it is damaged."""
        file = self._file(kind, made_from)
        if file is None:
            return None
        try:
            handle = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
            with open(handle, "rb") as opened:
                signed, _, said = opened.read().partition(b"\n")
            if signed != _signature(file, said):
                return None
            found: Kind = _adapter(cast(Any, kind)).validate_json(said)
        except (OSError, ValueError):
            return None
        return found

    def keep(self, value: object, *made_from: str) -> None:
        """Keep a value; where the disk is full or read-only, go on without."""
        file = self._file(type(value), made_from)
        if file is None:
            return
        kind: Any = type(value)
        with contextlib.suppress(OSError, ValueError):
            said = _adapter(kind).dump_json(value)
            file.parent.mkdir(parents=True, exist_ok=True)
            if not (ignored := file.parents[1] / ".gitignore").exists():
                ignored.write_text("*\n", encoding="utf-8")  # whatever else a project ignores
            with tempfile.NamedTemporaryFile("wb", dir=file.parent, suffix=".part", delete=False) as part:
                part.write(_signature(file, said) + b"\n" + said)
            os.replace(part.name, file)

    def leave(self, kind: type, *made_from: str) -> None:
        """Note that a value is still needed, without reading it."""
        self._file(kind, made_from)

    def forget_the_rest(self, *kinds: type) -> None:
        """Delete of some kinds what this run did not use, and of all kinds the oldest above a limit.

        A text that was taken out of the manual must not live on here.
        """
        if self.folder is None:
            return
        with contextlib.suppress(OSError):
            for file in {file for kind in kinds for file in self._files(kind.__name__)} - self.used:
                file.unlink()
            sizes = {file: file.lstat() for file in self._files()}
            total = sum(stat.st_size for stat in sizes.values())
            for file in sorted(sizes, key=lambda file: sizes[file].st_mtime):
                if total <= MOST_BYTES:
                    break
                total -= sizes[file].st_size
                file.unlink()

    def _files(self, kind: str = "*") -> Iterator[Path]:
        folders = self.folder.glob(kind) if self.folder else ()
        for folder in folders:
            if not folder.is_symlink():
                yield from folder.glob("*")

    def _file(self, kind: type, made_from: tuple[str, ...]) -> Path | None:
        """Name the file of a value; the name is made of digits, so that it cannot lead anywhere else."""
        if self.folder is None:
            return None
        folder = self.folder / kind.__name__
        if folder.is_symlink():
            return None
        name = hashlib.sha256(json.dumps([self.made_by, *made_from]).encode()).hexdigest()
        file = folder / f"{name}.json"
        self.used.add(file)
        return file


@lru_cache
def engine() -> str:
    """Return a digest of what makes a page: Python, our own sources, and every installed library."""
    found = hashlib.sha256(sys.version.encode())
    sources = Path(__file__).parents[1]
    for file in sorted(file for end in ("py", "html") for file in sources.rglob(f"*.{end}")):
        found.update(file.read_bytes())
    libraries = Path(markdown.__file__).parents[1].glob("*.dist-info")  # each with its version in its name
    found.update(" ".join(sorted(library.name for library in libraries)).encode())
    return found.hexdigest()


def _signature(file: Path, said: bytes) -> bytes:
    """Sign what a file holds, so that neither another file's content nor a part of its own passes for it."""
    return hashlib.sha256(f"{file.parent.name}/{file.name}\n".encode() + said).hexdigest().encode()


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    """Make what reads and writes a kind of value, and refuses any other."""
    return TypeAdapter(kind)
