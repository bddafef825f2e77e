"""Every version of every page, read and compared: on every core, and remembered between builds.

Knows how the work is shared and kept. What a version says is for `archive`, what is shown for `history`.
"""

import hashlib
import os
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any

import yaml
from markdown import Markdown

from goldenthread.history.cache import Memory
from goldenthread.history.old_pages import read_version
from goldenthread.history.versions import Version, texts
from goldenthread.manual.data_records import Numbers
from goldenthread.manual.manual import Manual
from goldenthread.text.differences import Difference, Paragraph, Sign, compare
from goldenthread.text.personal_data import digits

MEMORY = ".history_cache"
PARAGRAPHS = ".paragraphs"
"""Kept apart, because they are needed only where something new is compared."""
CONFIGURATION = "mkdocs.yml"
FEW = 40
"""So many versions are rendered before more workers would have begun."""


@dataclass(frozen=True)
class Step:
    """One version of a page, as a worker needs it."""

    key: str
    path: str
    raw: bytes | None
    """None where it is remembered, is withheld, or is not in this copy of Git's record."""
    is_withheld: bool


@dataclass(frozen=True)
class Work:
    """What is left to do for one page: what is known of it, and its versions, oldest first."""

    address: str
    steps: tuple[Step, ...]
    readings: dict[str, Any]
    differences: dict[str, Any]
    paragraphs: dict[str, Any]


@dataclass(frozen=True)
class Done:
    """What is known of the versions of one page."""

    readings: dict[str, Any]
    """By version."""
    differences: dict[str, Any]
    """By a pair of versions."""
    paragraphs: dict[str, Any]


@dataclass(frozen=True)
class Worker:
    """Renders and compares; one for each core."""

    extensions: tuple[str, ...]
    settings: Mapping[str, Any]
    known: frozenset[str]

    @cached_property
    def markdown(self) -> Markdown:
        """The renderer, made once."""
        return Markdown(extensions=list(self.extensions), extension_configs=dict(self.settings))

    def do(self, work: Work) -> Done:
        """Read each version that is not known yet, and compare each with the one before that is shown."""
        readings, paragraphs = dict(work.readings), dict(work.paragraphs)
        for step in work.steps:
            if step.raw is not None and step.key not in readings:
                found = vars(read_version(step.raw, step.path, self.markdown, self.known))
                paragraphs[step.key] = found["paragraphs"]
                readings[step.key] = {**found, "paragraphs": ()}
        differences = dict(work.differences)
        for old, new in _pairs(work.steps, readings):
            if pair_of(old, new) not in differences:
                both = [[Paragraph(*p) for p in paragraphs[key]] for key in (old, new)]
                differences[pair_of(old, new)] = list(_in_short(compare(*both)))
        return Done(readings, differences, paragraphs)


_worker: Worker


def _begin(worker: Worker) -> None:
    global _worker
    _worker = worker


def _do(work: Work) -> Done:
    return _worker.do(work)


def pair_of(old: str, new: str) -> str:
    """Name the comparison of two versions."""
    return f"{old} {new}"


def _is_shown(step: Step, readings: Mapping[str, Any]) -> bool:
    found = readings.get(step.key)
    return bool(found and not step.is_withheld and not found["fault"] and not found["identifying"])


def _pairs(steps: Iterable[Step], readings: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Pair each version with the last one before it that is shown: a comparison quotes both."""
    before = ""
    for step in steps:
        if _is_shown(step, readings):
            if before and before != step.key:
                yield before, step.key
            before = step.key


def _in_short(differences: Iterable[Difference]) -> Iterator[Any]:
    """Give what changed, each with the heading above it, and in place of the rest how much it is."""
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


def key_of(version: Version) -> str:
    """Name what the rendering of a version depends on: its text, and where links in it begin."""
    return f"{version.blob} {version.path}"


@dataclass(frozen=True)
class Renderer:
    """Reads and compares, and remembers it."""

    root: Path
    worker: Worker
    memory: Memory

    def rendered(
        self, lines: Mapping[str, Sequence[Version]], withheld: Container[tuple[str, str]]
    ) -> dict[str, Done]:
        """Read and compare versions, by page and oldest first. `withheld` holds what must not be read."""
        done: dict[str, Done] = {}
        left: list[Work] = []
        for address, line in lines.items():
            work = self._known(address, line, withheld)
            names = {step.key for step in work.steps if not step.is_withheld}
            pairs = {pair_of(*both) for both in _pairs(work.steps, work.readings)}
            if work.readings.keys() == names and work.differences.keys() == pairs:
                done[address] = Done(work.readings, work.differences, {})
                self.leave(address)
            else:
                paragraphs = self.memory.recall(f"{address}{PARAGRAPHS}")
                # a text that was withheld since, or purged, is not to live on here
                kept = {key: value for key, value in paragraphs.items() if key in names}
                readings = {key: value for key, value in work.readings.items() if key in kept}
                differences = {pair: value for pair, value in work.differences.items() if pair in pairs}
                left.append(replace(work, readings=readings, differences=differences, paragraphs=kept))
        for work, result in zip(left, _each(self.worker, _with_texts(self.root, left, lines)), strict=True):
            done[work.address] = result
            found = {"readings": result.readings, "differences": result.differences}
            self.memory.keep(work.address, found)
            self.memory.keep(f"{work.address}{PARAGRAPHS}", result.paragraphs)
        return done

    def leave(self, address: str) -> None:
        """Leave what is remembered of a page as it is."""
        self.memory.leave(address)
        self.memory.leave(f"{address}{PARAGRAPHS}")

    def _known(self, address: str, line: Sequence[Version], withheld: Container[tuple[str, str]]) -> Work:
        """Give what is remembered of a page."""
        steps = tuple(Step(key_of(v), v.path, None, (address, v.blob) in withheld) for v in line if v.blob)
        known = self.memory.recall(address)
        return Work(address, steps, known.get("readings", {}), known.get("differences", {}), {})


def renderer(manual: Manual, root: Path) -> Renderer:
    """Make ready to render as the site of a folder does."""
    worker = _new_worker(manual, root)
    return Renderer(root, worker, Memory(root / MEMORY, _engine(worker)))


def _with_texts(root: Path, left: Sequence[Work], lines: Mapping[str, Sequence[Version]]) -> list[Work]:
    """Add the texts that a worker must read, all from one question to Git."""
    missing = {
        (work.address, step.key)
        for work in left
        for step in work.steps
        if not step.is_withheld and step.key not in work.readings
    }
    found = texts(root, [v.blob for a, line in lines.items() for v in line if (a, key_of(v)) in missing])
    return [
        replace(
            work,
            steps=tuple(
                replace(step, raw=found.get(step.key.partition(" ")[0]))
                if (work.address, step.key) in missing
                else step
                for step in work.steps
            ),
        )
        for work in left
    ]


def _each(worker: Worker, left: Sequence[Work]) -> Iterable[Done]:
    """Do all work, on every core where there is enough of it."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if cores == 1 or sum(step.raw is not None for work in left for step in work.steps) < FEW:
        yield from map(worker.do, left)
        return
    with ProcessPoolExecutor(cores, initializer=_begin, initargs=(worker,)) as pool:
        yield from pool.map(_do, left, chunksize=4)


def _new_worker(manual: Manual, root: Path) -> Worker:
    """Take over how the site renders Markdown, and which numbers everybody may know."""
    names: list[str] = []
    settings: dict[str, Any] = {}
    config = yaml.safe_load((root / CONFIGURATION).read_text(encoding="utf-8"))
    for entry in config["markdown_extensions"]:
        for name, value in (entry if isinstance(entry, dict) else {entry: {}}).items():
            names.append(name)
            settings[name] = value or {}
    settings["toc"] = {}  # no permanent links: they would lead into what is superseded
    contacts = manual.data.contacts.values()
    stated = [n for contact in contacts for n in (contact, *contact.areas.values())]
    return Worker(tuple(names), settings, frozenset(_known(stated)))


def _known(stated: Iterable[Numbers]) -> Iterator[str]:
    for numbers in stated:
        yield from (digits(n) for n in (numbers.daytime, numbers.out_of_hours) if n)
        if numbers.email:
            yield numbers.email


def _engine(worker: Worker) -> str:
    """Name all that a remembered version depends on beside its text."""
    found = hashlib.sha256()
    for file in sorted(Path(__file__).parents[1].rglob("*.py")):
        found.update(file.read_bytes())
    for library in ("markdown", "pymdown-extensions", "phonenumbers", "python-stdnum"):
        found.update(f"{library} {installed(library)}".encode())
    found.update(repr((worker.extensions, worker.settings, sorted(worker.known))).encode())
    return found.hexdigest()[:16]
