"""Every version of every page, read and compared, each only once.

What a version says is for `old_pages`, what is shown of it for `pages`; must not know either. Knows what a
comparison depends on, so that it can be remembered.

In: the versions of pages, oldest first. Out: what each says, and what changed from one shown version to the
next: `done.differences[pair_of(old, new)]`.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from goldenthread.history.old_pages import Reading, read_version
from goldenthread.history.versions import Version, texts
from goldenthread.manual.data_records import Numbers
from goldenthread.manual.manual import Manual
from goldenthread.rendering.configuration import Configuration, configuration
from goldenthread.rendering.memory import Memory
from goldenthread.rendering.renderer import memory
from goldenthread.text.differences import Difference, Sign, compare
from goldenthread.text.personal_data import digits


@dataclass(frozen=True)
class Done:
    """What is known of the versions of one page that may be read."""

    readings: dict[str, Reading]
    """By version, without their paragraphs: those are needed only where something is compared."""
    differences: dict[str, list[Any]]
    """By a pair of versions."""


@dataclass(frozen=True)
class VersionReader:
    """Reads and compares versions, and remembers what came of it."""

    root: Path
    settings: Configuration
    memory: Memory
    known: frozenset[str]
    """Numbers and addresses that identify nobody."""

    def read(
        self, lines: Mapping[str, Sequence[Version]], withheld: Container[tuple[str, str]]
    ) -> dict[str, Done]:
        """Read and compare versions, by page and oldest first. `withheld` holds what must not be read."""
        left = {address: _left(address, line, withheld) for address, line in lines.items()}
        found = {address: self.memory.recall(Done, *map(key_of, line)) for address, line in left.items()}
        missing = [version.blob for address, line in left.items() if not found[address] for version in line]
        raw = texts(self.root, missing)
        return {address: done or self._done(left[address], raw) for address, done in found.items()}

    def leave(self, address: str, line: Sequence[Version], withheld: Container[tuple[str, str]]) -> None:
        """Keep what is remembered of a page, without reading it."""
        self.memory.leave(Done, *map(key_of, _left(address, line, withheld)))

    def _done(self, line: Sequence[Version], raw: Mapping[str, bytes]) -> Done:
        """Read each version, and compare each with the one before it that is shown."""
        there = [version for version in line if version.blob in raw]
        readings = {key_of(v): read_version(raw[v.blob], v.path, self.settings, self.known) for v in there}
        differences = {
            pair_of(old, new): list(_in_short(compare(readings[old].paragraphs, readings[new].paragraphs)))
            for old, new in _pairs(map(key_of, there), readings)
        }
        done = Done({key: replace(one, paragraphs=()) for key, one in readings.items()}, differences)
        if len(there) == len(line):  # a text that this copy of Git's record lacks may be fetched later
            self.memory.keep(done, *map(key_of, line))
        return done


def _left(address: str, line: Iterable[Version], withheld: Container[tuple[str, str]]) -> list[Version]:
    """Leave out the versions that are no text, and those that are withheld."""
    return [version for version in line if version.blob and (address, version.blob) not in withheld]


def pair_of(old: str, new: str) -> str:
    """Name the comparison of two versions."""
    return f"{old} {new}"


def key_of(version: Version) -> str:
    """Name what the reading of a version depends on: its text, and where links in it begin."""
    return f"{version.blob} {version.path}"


def _pairs(line: Iterable[str], readings: Mapping[str, Reading]) -> Iterator[tuple[str, str]]:
    """Pair each version with the last one before it that is shown: a comparison quotes both."""
    before = ""
    for key in line:
        if not readings[key].fault and not readings[key].identifying:
            if before and before != key:
                yield before, key
            before = key


def _in_short(differences: Iterable[Difference]) -> Iterator[Any]:
    """List what changed, each with the heading above it; of what was kept, only how much it is."""
    kept, heading = 0, None
    for one in differences:
        if one.sign is Sign.KEPT:
            kept += 1
            heading = one if one.kind == "heading" else heading
            continue
        if heading:
            kept -= 1
        if kept > 0:
            yield kept
        if heading:
            yield [heading.kind, heading.runs]
        yield [one.kind, one.runs]
        kept, heading = 0, None
    if kept:
        yield kept


def reader(manual: Manual, root: Path) -> VersionReader:
    """Make ready to read versions as the site of a folder is read, and to know which numbers are public."""
    settings = configuration(
        root
    ).without_permalinks()  # nobody should link to a heading of what is superseded
    contacts = manual.data.contacts.values()
    known = frozenset(_known(n for contact in contacts for n in (contact, *contact.areas.values())))
    return VersionReader(root, settings, memory(root, settings, *sorted(known)), known)


def _known(stated: Iterable[Numbers]) -> Iterator[str]:
    for numbers in stated:
        yield from (digits(n) for n in (numbers.daytime, numbers.out_of_hours) if n)
        if numbers.email:
            yield numbers.email
