"""What this site published, read from Git: each version of a file, on which day, under which name.

Published is what stands on the main branch (the line of first parents), on the day of its commit. One `git
log` finds the versions and one `git cat-file` their texts. Must not know what a page is.

In: the folder that Git keeps. Out: versions, oldest first:
`published(root).versions("procedures/neglect.md")`.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto
from functools import cached_property
from pathlib import Path

from goldenthread.text.git import git

HEADER = "\x01"
"""Begins each commit in the log; the files that it changed follow."""
LOG = (
    "log",
    "--first-parent",
    "--diff-merges=first-parent",  # a merge counts as what it brought to the main branch
    "--raw",
    "-z",
    "--no-abbrev",
    "--find-renames",
    "-l0",
    "--relative",  # the project may stand in a folder of a larger repository
    f"--format=format:{HEADER}%H %cs",
)

SHA1_LENGTH = 40


class Depth(Enum):
    """How much of the record is here."""

    WHOLE = auto()
    SHALLOW = auto()
    """It was cut off when it was copied."""
    NONE = auto()
    """No Git, no record, or none that Git is willing to read."""


@dataclass(frozen=True)
class TouchedFile:
    """What one commit did to one file."""

    sign: str
    """As Git has it: A, M, D, R or T."""
    before: str
    after: str
    blob: str


@dataclass(frozen=True)
class Commit:
    """One step of the line."""

    id: str
    day: date
    entries: tuple[TouchedFile, ...]


@dataclass(frozen=True)
class Version:
    """One text that this site published, or (`blob` is empty) the taking away of a page."""

    commit: str
    day: date
    path: str
    blob: str
    key: str = ""
    """Its permanent name: its day, and a number from 2 on for a further one of the same day."""
    is_cut: bool = False
    """It is the oldest of a record that was cut off, so that it may be older than its day says."""


@dataclass(frozen=True)
class Published:
    """The line of what was published, newest first."""

    state: Depth
    commits: tuple[Commit, ...] = ()

    @cached_property
    def _touching(self) -> Mapping[str, Sequence[tuple[int, TouchedFile]]]:
        """What happened at each path, newest first, with the place of its commit in the line."""
        found = defaultdict(list)
        for place, commit in enumerate(self.commits):
            for entry in commit.entries:
                for path in dict.fromkeys((entry.after, entry.before)):
                    found[path].append((place, entry))
        return found

    def versions(self, file: str, was: Sequence[str] = ()) -> tuple[Version, ...]:
        """List every version of a file, oldest first, by whatever name it then had.

        `was` are former names that the page itself claims, oldest first. They are needed where a page was
        renamed and rewritten at once, which Git does not recognise as a renaming.
        """
        found: list[Version] = []
        for place, path, entry in self._steps(file, list(was)):
            commit = self.commits[place]
            is_cut = self.state is Depth.SHALLOW and place == len(self.commits) - 1
            found.append(Version(commit.id, commit.day, path, entry.blob, is_cut=is_cut))
        found.reverse()
        return _keyed(v for i, v in enumerate(found) if not i or v.blob != found[i - 1].blob)

    def _steps(self, path: str, was: list[str]) -> Iterator[tuple[int, str, TouchedFile]]:
        """Go back along the line from where a file stands now."""
        place = 0
        while True:
            here = [(n, entry) for n, entry in self._touching.get(path, ()) if n >= place]
            older = ""
            for step, (n, entry) in enumerate(here):
                if entry.after != path:
                    return  # renamed to elsewhere: what had this name before is another page
                yield n, path, entry
                if entry.sign == "R":
                    older, place = entry.before, n + 1
                    break
                if entry.sign == "A" and (older := self._claimed(was, n, is_last=step == len(here) - 1)):
                    was.remove(older)
                    place = n + 1
                    break
            if not older:
                return
            path = older

    def _claimed(self, was: list[str], place: int, is_last: bool) -> str:
        """Find the former name of a file that was added at a place of the line; empty where it had none."""
        for path in reversed(was):
            there = self._touching.get(path, ())
            if any(n == place and entry.sign == "D" for n, entry in there):
                return path
            if is_last and any(n > place for n, _ in there):
                return path
        return ""


def _keyed(versions: Iterable[Version]) -> tuple[Version, ...]:
    """Name each version by its day; what is published later never renames it."""
    seen: Counter[date] = Counter()
    named = []
    for version in versions:
        seen[version.day] += 1
        day, count = version.day.isoformat(), seen[version.day]
        named.append(replace(version, key=day if count == 1 else f"{day}-{count}"))
    return tuple(named)


def published(root: Path) -> Published:
    """Read what was published from a folder. Never raises: a record may be cut off, or not there."""
    shallow = git(root, "rev-parse", "--is-shallow-repository")
    logged = git(root, *LOG) if shallow is not None else None
    if shallow is None or logged is None:
        return Published(Depth.NONE)
    state = Depth.SHALLOW if shallow.strip() == b"true" else Depth.WHOLE
    return Published(state, tuple(_commits(logged.decode("utf-8", "surrogateescape").split("\0"))))


def _commits(parts: Iterable[str]) -> Iterator[Commit]:
    """Read the log: "<header>\\n:<modes> <blobs> <sign>", then the paths, each by itself."""
    header, entries = "", list[TouchedFile]()
    rest = iter(parts)
    for part in rest:
        said = part
        if part.startswith(HEADER):
            if header:
                yield _commit(header, entries)
            header, _, said = part.partition("\n")
            entries = []
        if said.startswith(":"):
            _, mode, _, blob, sign = said.split(" ")
            before = next(rest)
            after = next(rest) if sign[0] == "R" else before
            if sign[0] == "D":
                entries.append(TouchedFile("D", before, after, ""))
            elif mode.startswith("100"):  # a file, and no symbolic link or other repository
                entries.append(TouchedFile(sign[0], before, after, blob))
    if header:
        yield _commit(header, entries)


def _commit(header: str, entries: list[TouchedFile]) -> Commit:
    id, _, day = header.removeprefix(HEADER).partition(" ")
    return Commit(id, date.fromisoformat(day), tuple(entries))


def texts(root: Path, blobs: Iterable[str]) -> dict[str, bytes]:
    """Fetch the contents of blobs; one that this copy of the record lacks is left out."""
    asked = list(dict.fromkeys(blobs))
    answer = git(root, "cat-file", "--batch", given="\n".join(asked)) if asked else None
    found: dict[str, bytes] = {}
    start = 0
    for blob in asked if answer else ():
        assert answer is not None
        end = answer.find(b"\n", start)
        _, _, size = answer[start:end].rpartition(b" ")
        start = end + 1
        if size.isdigit():
            found[blob] = answer[start : start + int(size)]
            start += int(size) + 1
    return found


def is_text_of(blob: str, raw: bytes) -> bool:
    """Whether a file here has the text of a blob, whichever line ends this machine gave it."""
    algorithm = "sha1" if len(blob) == SHA1_LENGTH else "sha256"
    return any(
        hashlib.new(algorithm, b"blob %d\0" % len(text) + text, usedforsecurity=False).hexdigest() == blob
        for text in (raw, raw.replace(b"\r\n", b"\n"))
    )
