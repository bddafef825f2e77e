"""What each procedure said before: a page of its versions, and each superseded version whole.

Written over a built folder. Old content is read as data and never run; what a version says of other pages
is filled in from the manual of today. Must not know how Git is read (see `versions`).
"""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cached_property
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any

import yaml
from markdown import Markdown
from markupsafe import Markup, escape

from goldenthread.archive import PART, SIGN, Reading, read_version
from goldenthread.checks.pages import SHALLOW, WITHHELD
from goldenthread.comparing import Difference, Paragraph, Sign, compare
from goldenthread.dates import NoDateError, parse_when
from goldenthread.derived import paths
from goldenthread.frame import TEMPLATES
from goldenthread.identifying import digits
from goldenthread.links import link, url
from goldenthread.manual import Manual, Page
from goldenthread.problems import Problem
from goldenthread.records import AnyPage, Numbers, Procedure
from goldenthread.remembering import Memory
from goldenthread.versions import Published, State, Version, is_text_of, published, texts

MEMORY = "build/history-cache"
PARAGRAPHS = ".paragraphs"
"""Kept apart, because they are needed only where something new is compared."""
CONFIGURATION = "mkdocs.yml"
FEW = 40
"""So many versions are rendered before more workers would have begun."""
SHORTEST_ID = 7
"""Of a blob or a commit, in `withheld`."""
ONLY_BESIDE = "Only what stands beside the text changed."
ONLY_FIXES = "A fix: there is nothing to do differently."
NOT_KEPT = "contact as it then was: not kept"

Signed = Mapping[str, Any]
"""An entry of `changes:` as it was written."""


# --- Reading and comparing the versions of one page: by workers, remembered ---


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
                found = asdict(read_version(step.raw, step.path, self.markdown, self.known))
                paragraphs[step.key] = found.pop("paragraphs")
                readings[step.key] = found
        differences = dict(work.differences)
        for old, new in _pairs(work.steps, readings):
            if _pair(old, new) not in differences:
                both = [[Paragraph(*p) for p in paragraphs[key]] for key in (old, new)]
                differences[_pair(old, new)] = list(_in_short(compare(*both)))
        return Done(readings, differences, paragraphs)


_worker: Worker


def _begin(worker: Worker) -> None:
    global _worker
    _worker = worker


def _do(work: Work) -> Done:
    return _worker.do(work)


def _pair(old: str, new: str) -> str:
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


# --- What the templates show ---


@dataclass(frozen=True)
class Claim:
    """An entry of `changes:` as a version carried it: what the page claims, never what Git knows."""

    in_force: str
    kind: str
    what: str
    why: str
    causes: tuple[tuple[str, str], ...]
    """Text, and a link or nothing."""
    approved: str
    is_new: bool
    """False where the version changed the words of an older entry."""


@dataclass(frozen=True)
class Shown:
    """One version as a reader sees it, or the reason why not."""

    version: Version
    reading: Reading | None = None
    hidden: str = ""
    """Why it is not shown; empty where it is."""
    until: date | None = None
    """The day of what came next; None for the newest."""
    claims: tuple[Claim, ...] = ()
    differences: tuple[Any, ...] | None = None
    """None where there is nothing to compare it with."""
    against: Version | None = None
    """What it is compared with, where that is not the version just before."""
    folded: str = ""
    """Why there is little to see in it; empty where there is more."""
    is_first: bool = False
    address: str = ""
    """Where the page then stood, where that was elsewhere."""

    @property
    def runs_backwards(self) -> bool:
        """Say whether what came next is dated earlier: one of the two clocks was wrong."""
        return bool(self.until and self.until < self.version.day)

    @property
    def is_gone(self) -> bool:
        """Say whether this is the taking away of the page."""
        return not self.version.blob


@dataclass(frozen=True)
class Today:
    """What the manual of today says of the pages, sources and areas that old text names."""

    manual: Manual

    @cached_property
    def _pages(self) -> Mapping[str, Page[AnyPage]]:
        return {**dict(self.manual.former()), **{page.path: page for page in self.manual.pages()}}

    @cached_property
    def _made(self) -> frozenset[str]:
        return paths(self.manual)

    def html(self, text: str, here: str, ids: Sequence[str]) -> Markup:
        """Fill the signs of harmless HTML that stands on a page. `ids` are those within it."""
        open_links: list[str] = []

        def filled(kind: str, parts: list[str]) -> str:
            if kind == "E":
                return open_links.pop() if open_links else ""
            if kind != "L":
                return self._said(kind, parts, here)
            path, anchor = parts
            to = (f"#{anchor}" if anchor in ids else "") if not path else self._way(here, path, anchor)
            open_links.append("</a>" if to else "")
            return f'<a href="{escape(to)}">' if to else ""

        return Markup(SIGN.sub(lambda sign: filled(sign["kind"], sign["parts"].split(PART)), text))

    def plain(self, text: str) -> str:
        """Fill the signs of plain text."""
        said = SIGN.sub(lambda sign: self._said(sign["kind"], sign["parts"].split(PART), ""), text)
        return Markup(said).unescape() if said != text else text

    def _said(self, kind: str, parts: list[str], here: str) -> str:
        """Give HTML for one sign: a link where `here` is given and there is something to link to."""
        name, *rest = parts
        if kind == "P":
            return self._page(name, rest[0], rest[1], here)
        if kind == "C":
            contact = self.manual.data.contacts.get(name)
            return f"{rest[0] or escape(contact.name if contact else name)} [{NOT_KEPT}]"
        if kind == "S":
            citation = self.manual.data.citations.get(name)
            text = escape(citation.title if citation else name) + (Markup(f", {rest[0]}") if rest[0] else "")
            return _linked(text, link(here, "sources.md", name) if citation and here else "")
        return str(escape(self.manual.name("areas", name)))

    def _page(self, path: str, anchor: str, text: str, here: str) -> str:
        page = self._pages.get(path)
        if not page:
            return text or str(escape(path.rpartition("/")[2].removesuffix(".md")))
        heading = next((h.text for h in page.body.headings if h.anchor == anchor), "")
        if not text:
            text = str(escape(": ".join(filter(None, (page.record.title, heading)))))
        return _linked(text, self._way(here, path, anchor) if here else "")

    def _way(self, here: str, path: str, anchor: str) -> str:
        """Link to where something stands today; empty where it is gone."""
        path = path.removeprefix("docs/")
        if page := self._pages.get(path):
            return link(here, page.path, anchor if anchor in page.anchors else "")
        if path in self._made:
            return link(here, path)
        return link(here, path) if f"docs/{path}" in self.manual.assets else ""


def _linked(text: str, to: str) -> str:
    return f'<a href="{escape(to)}">{text}</a>' if to else str(text)


# --- All pages ---


def write_history(manual: Manual, built: Path, root: Path, in_ci: bool = False) -> tuple[Problem, ...]:
    """Write the history of every procedure into a built folder. Gives what must stop the site.

    `root` is the folder that Git keeps. Where Git or a part of its record is missing, the pages say so;
    `in_ci`, where the real site is made, a record that was cut off stops.
    """
    record = published(root)
    if in_ci and record.state is State.SHALLOW:
        wrong = "This copy of Git's record is cut off, so that pages would not say what they said before."
        do = "Fetch all of it: fetch-depth: 0 in the workflow, or git fetch --unshallow."
        return (Problem(".git/shallow", 1, SHALLOW, wrong, do),)
    lines = {page.address: _line(record, page) for page in manual.procedures.values()}
    withheld, problems = _withheld(manual, record, lines)
    if problems:
        return problems
    done = _work(manual, root, lines, withheld)
    today = Today(manual)
    for page in manual.procedures.values():
        _write_page(today, page, record, lines[page.address], withheld, done[page.address], built, root)
    return ()


def write_unmade(manual: Manual, built: Path) -> None:
    """Write, where nobody asked for the history, a page that says how to ask for it."""
    for page in manual.procedures.values():
        _write(built, manual, page, _index(page), "history.html", state="unmade", versions=())


def _line(record: Published, page: Page[Procedure]) -> tuple[Version, ...]:
    folder = page.file.rpartition("/")[0]
    return record.versions(page.file, [f"{folder}/{address}.md" for address in page.record.was])


def _key(version: Version) -> str:
    """Name what the rendering of a version depends on: its text, and where links in it begin."""
    return f"{version.blob} {version.path}"


def _withheld(
    manual: Manual, record: Published, lines: Mapping[str, Sequence[Version]]
) -> tuple[dict[tuple[str, str], str], tuple[Problem, ...]]:
    """Give the reason by page and blob for all that `data/` withholds, and the names that name nothing.

    A text is withheld wherever the page had it, so that a version which brought it back is too.
    """
    reasons: dict[tuple[str, str], str] = {}
    problems = []
    for place, entry in enumerate(manual.partnership.withheld):
        line = lines.get(entry.page, ())
        for name in entry.versions:
            found = [v for v in line if v.blob and _is_named(v, name)]
            reasons |= {(entry.page, version.blob): entry.why for version in found}
            if not found and record.state is State.WHOLE:
                wrong = f'"{entry.page}" has no version "{name}" to withhold.'
                do = f"Write its date as {url(_index_path(entry.page))} has it, or take the entry out."
                at = manual.data.lines["partnership"].get(("withheld", place), 1)
                problems.append(Problem("data/partnership.yml", at, WITHHELD, wrong, do))
    return reasons, tuple(problems)


def _is_named(version: Version, name: str) -> bool:
    is_id = len(name) >= SHORTEST_ID and "-" not in name
    return version.key == name or (is_id and any(i.startswith(name) for i in (version.blob, version.commit)))


def _work(
    manual: Manual,
    root: Path,
    lines: Mapping[str, Sequence[Version]],
    withheld: Mapping[tuple[str, str], str],
) -> dict[str, Done]:
    """Read and compare what is not remembered, and remember it."""
    worker = _new_worker(manual, root)
    memory = Memory(root / MEMORY, _engine(worker))
    done: dict[str, Done] = {}
    left: list[Work] = []
    for address, line in lines.items():
        names = {_key(v) for v in line if v.blob and (address, v.blob) not in withheld}
        known = memory.recall(address)
        readings = {key: value for key, value in known.get("readings", {}).items() if key in names}
        steps = tuple(Step(_key(v), v.path, None, (address, v.blob) in withheld) for v in line if v.blob)
        pairs = {_pair(*both) for both in _pairs(steps, readings)}
        differences = {pair: value for pair, value in known.get("differences", {}).items() if pair in pairs}
        # what is kept beyond these was withheld since, or purged: then it is written anew, without that
        if known.get("readings", {}).keys() == names and known.get("differences", {}).keys() == pairs:
            done[address] = Done(readings, differences, {})
            memory.used.add(f"{address}{PARAGRAPHS}.json")
        else:
            kept = {k: v for k, v in memory.recall(f"{address}{PARAGRAPHS}").items() if k in readings}
            readings = {key: value for key, value in readings.items() if key in kept}
            left.append(Work(address, steps, readings, differences, kept))
    for work, result in zip(left, _each(worker, _with_texts(root, left, lines)), strict=True):
        done[work.address] = result
        memory.keep(work.address, {"readings": result.readings, "differences": result.differences})
        memory.keep(f"{work.address}{PARAGRAPHS}", result.paragraphs)
    memory.forget_the_rest()
    return done


def _with_texts(root: Path, left: Sequence[Work], lines: Mapping[str, Sequence[Version]]) -> list[Work]:
    """Add the texts that a worker must read, all from one question to Git."""
    missing = {
        (work.address, step.key)
        for work in left
        for step in work.steps
        if not step.is_withheld and step.key not in work.readings
    }
    found = texts(root, [v.blob for a, line in lines.items() for v in line if (a, _key(v)) in missing])
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
    for file in sorted(Path(__file__).parent.rglob("*.py")):
        found.update(file.read_bytes())
    for library in ("markdown", "pymdown-extensions"):
        found.update(f"{library} {installed(library)}".encode())
    found.update(repr((worker.extensions, worker.settings, sorted(worker.known))).encode())
    return found.hexdigest()[:16]


# --- One page ---


def _write_page(
    today: Today,
    page: Page[Procedure],
    record: Published,
    line: Sequence[Version],
    withheld: Mapping[tuple[str, str], str],
    done: Done,
    built: Path,
    root: Path,
) -> None:
    """Write the history of one procedure, its superseded versions, and what leads there from former names."""
    here = _index(page)
    shown = list(_shown(today, page, here, line, withheld, done))
    state = {State.NONE: "none", State.SHALLOW: "shallow"}.get(record.state, "whole")
    if record.state is not State.NONE and not line:
        state = "uncommitted"
    newest = line[-1] if line else None
    is_ahead = bool(newest and newest.blob and not is_text_of(newest.blob, (root / page.file).read_bytes()))
    _write(
        built,
        today.manual,
        page,
        here,
        "history.html",
        state=state,
        versions=tuple(reversed(shown)),
        is_ahead=is_ahead,
        plain=today.plain,
    )
    for one in shown[:-1]:
        if not one.is_gone:
            path = _version_path(page.address, one.version)
            text = today.html(one.reading.html, path, one.reading.ids) if one.reading else ""
            _write(built, today.manual, page, path, "history_version.html", one=one, text=text)
    for address in page.record.was:
        moved = [(_index_path(address), here)]
        moved += [
            (_version_path(address, one.version), _version_path(page.address, one.version))
            for one in shown[:-1]
            if not one.is_gone
        ]
        for old, new in moved:
            html = TEMPLATES.get_template("redirect.html").render(to=link(old, new), title=page.record.title)
            _put(built, old, html)


def _index(page: Page[Procedure]) -> str:
    return _index_path(page.address)


def _index_path(address: str) -> str:
    return f"procedures/{address}/history.md"


def _version_path(address: str, version: Version) -> str:
    return f"procedures/{address}/history/{version.key}.md"


def _shown(
    today: Today,
    page: Page[Procedure],
    here: str,
    line: Sequence[Version],
    withheld: Mapping[tuple[str, str], str],
    done: Done,
) -> Iterator[Shown]:
    """Give what a reader sees of each version, oldest first."""
    before: Shown | None = None
    for place, version in enumerate(line):
        until = line[place + 1].day if place + 1 < len(line) else None
        address = "" if version.path == page.file else url(version.path.removeprefix("docs/"))
        bare = Shown(version, until=until, is_first=not place, address=address)
        raw = done.readings.get(_key(version))
        hidden = _hidden(raw, withheld.get((page.address, version.blob), ""))
        if bare.is_gone or hidden or raw is None:
            yield replace(bare, hidden=hidden)
            continue
        reading = Reading(**raw)
        claims = tuple(_claims(today, here, reading, before.reading if before else None))
        shown = replace(bare, reading=reading, claims=claims)
        if before:
            found = done.differences.get(_pair(_key(before.version), _key(version)), ())
            shown = replace(
                shown,
                differences=tuple(found),
                against=None if before.version is line[place - 1] else before.version,
                folded=_folded(claims, before.reading, reading),
            )
        yield shown
        before = shown


def _hidden(raw: Mapping[str, Any] | None, withheld: str) -> str:
    """Say why a version is not shown; nothing where it is. Never repeats what identifies somebody."""
    if withheld:
        return f"It is withheld: {withheld}"
    if raw is None:
        return "This copy of Git's record does not hold its text."
    if raw["fault"]:
        return f"It cannot be read: {raw['fault']}"
    if raw["identifying"]:
        return (
            f"It is withheld: it may identify somebody, because it holds {' and '.join(raw['identifying'])}."
        )
    return ""


def _folded(claims: Sequence[Claim], before: Reading | None, reading: Reading) -> str:
    if claims:
        return ONLY_FIXES if all(claim.kind == "fix" for claim in claims) else ""
    return ONLY_BESIDE if before and before.written == reading.written else ""


def _claims(today: Today, here: str, reading: Reading, before: Reading | None) -> Iterator[Claim]:
    """Give the entries of `changes:` that are new in a version, or whose words it changed; newest first."""
    older = dict(_by_date(before.changes)) if before else {}
    for name, entry in reversed(list(_by_date(reading.changes))):
        if older.get(name) != entry:
            yield _claim(today, here, entry, name not in older)


def _by_date(entries: Sequence[Signed]) -> Iterator[tuple[tuple[str, int], Signed]]:
    """Name each entry by its date and its place among those of that date, oldest first."""
    seen: dict[str, int] = {}
    for entry in reversed(entries):
        when = str(entry.get("in_force", ""))
        seen[when] = seen.get(when, 0) + 1
        yield (when, seen[when]), entry


def _claim(today: Today, here: str, entry: Signed, is_new: bool) -> Claim:
    approved = entry.get("approved")
    if isinstance(approved, dict):
        by = today.manual.name("groups", str(approved.get("by", "")))
        approved = ", ".join(filter(None, (by, _date(approved.get("on")))))
    because = entry.get("because")
    return Claim(
        in_force=_date(entry.get("in_force")) or "date not stated",
        kind=str(entry.get("class", "")),
        what=str(entry.get("what", "")),
        why=str(entry.get("why", "")),
        causes=tuple(_cause(today.manual, here, str(ref)) for ref in because)
        if isinstance(because, list)
        else (),
        approved=str(approved or ""),
        is_new=is_new,
    )


def _date(written: object) -> str:
    try:
        return str(parse_when(str(written))) if written else ""
    except NoDateError:
        return str(written)


def _cause(manual: Manual, here: str, ref: str) -> tuple[str, str]:
    """Give the title of what a change was made because of, as it is known today, and a link to it."""
    record, _, item = ref.partition("/")
    if page := manual.learning.get(record):
        return page.record.title, link(here, page.path, item if item in page.anchors else "")
    if citation := manual.data.citations.get(ref):
        return citation.title, link(here, "sources.md", citation.id)
    return ref, ""


def _write(
    built: Path, manual: Manual, page: Page[Procedure], path: str, template: str, **shown: object
) -> None:
    """Fill the bare template of a page of the history, and put it where its address says."""
    site = manual.partnership.site_url.rstrip("/")
    html = TEMPLATES.get_template(template).render(
        manual=manual,
        partnership=manual.partnership,
        page=page,
        to=lambda there, anchor="": link(path, there, anchor),
        address=f"{site}/{url(path)}" if site else f"/{url(path)}",
        index=_index(page),
        version_path=_version_path,
        **shown,
    )
    _put(built, path, html)


def _put(built: Path, path: str, html: str) -> None:
    file = built / url(path) / "index.html"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(html, encoding="utf-8")


def _day_as_said(text: str) -> str:
    """Write the day that a field of an old version gives, however it was written."""
    return _date(text)


TEMPLATES.filters["said_day"] = _day_as_said
