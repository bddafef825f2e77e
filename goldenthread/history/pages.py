"""What each procedure said before: a page of its versions, and each superseded version whole.

What a version claims (`changes:`) is told beside what Git knows, and never mixed with it. Decides what is
shown; must not know how Git is read and text compared.

In: the manual, and the folder that Git keeps. Out: pages in a built folder, such as
`procedures/neglect/history/index.html`; or the problems that must stop the site.
"""

import hashlib
import os
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from markupsafe import Markup

from goldenthread.history.comparisons import Done, key_of, pair_of, reader
from goldenthread.history.names_today import Today, TodayOnPage
from goldenthread.history.old_pages import Reading
from goldenthread.history.versions import Depth, Published, Version, is_text_of, published
from goldenthread.manual.manual import Manual, Page
from goldenthread.manual.page_records import Procedure
from goldenthread.pages.environment import TEMPLATES
from goldenthread.pages.redirects import redirect
from goldenthread.rules.pages import SHALLOW, WITHHELD
from goldenthread.text.dates import NoDateError, parse_when
from goldenthread.text.links import link, url
from goldenthread.text.problems import Problem

SHORTEST_ID = 7
"""How many letters of a blob or a commit `withheld` must have at least."""
ONLY_BESIDE = "Only what stands beside the text changed."
ONLY_FIXES = "A fix: there is nothing to do differently."

Signed = Mapping[str, Any]
"""An entry of `changes:` as it was written."""


@dataclass(frozen=True)
class Claim:
    """An entry of `changes:` as a version carried it: what the page claims, never what Git knows."""

    in_force: str
    kind: str
    what: str
    why: str
    causes: tuple[Markup, ...]
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
    """Why it is folded up: there is little to see in it; empty where there is more."""
    is_first: bool = False
    address: str = ""
    """Where the page then stood, where that was elsewhere."""

    @property
    def runs_backwards(self) -> bool:
        """Whether what came next is dated earlier: the clock of one of the two commits was wrong."""
        return bool(self.until and self.until < self.version.day)

    @property
    def is_gone(self) -> bool:
        """Whether it says that the page was taken away."""
        return not self.version.blob


@dataclass(frozen=True)
class Past:
    """What is known of the past of one page before any text of it is read."""

    page: Page[Procedure]
    state: str
    line: tuple[Version, ...]
    withheld: Mapping[str, str]
    """Reasons, by blob."""
    is_ahead: bool
    """The page as it lies here has changes that are not yet published."""

    def fingerprint(self, around: str) -> str:
        """Name all that its pages depend on beside the answers of today. `around` stands on every page."""
        record = self.page.record
        said = (self.page.file, record.title, record.quick_exit, record.was)
        known = (around, said, self.state, self.line, sorted(self.withheld.items()), self.is_ahead)
        return hashlib.sha256(repr(known).encode()).hexdigest()


@dataclass(frozen=True)
class Finished:
    """The pages of one procedure's history, and what they asked of today."""

    answers: tuple[tuple[Any, ...], ...]
    """Each question with its answer at the end."""
    pages: dict[str, str]
    """HTML by path."""


def write_history(manual: Manual, built: Path, root: Path, in_ci: bool = False) -> tuple[Problem, ...]:
    """Write the history of every procedure into a built folder.

    Args:
        manual: The manual.
        built: The folder of the built site.
        root: The folder that Git keeps.
        in_ci: Whether the real site is being made: there, an incomplete record of Git's is a problem.
            Elsewhere the pages say that a part of it is missing.

    Returns:
        The problems that must stop the site; nothing was written where there are any.
    """
    record = published(root)
    if in_ci and record.state is Depth.SHALLOW:
        wrong = "This copy of Git's record is cut off, so that pages would not say what they said before."
        do = "Fetch all of it: fetch-depth: 0 in the workflow, or git fetch --unshallow."
        return (Problem(".git/shallow", 1, SHALLOW, wrong, do),)
    lines = {page.address: _line(record, page) for page in manual.procedures.values()}
    withheld, problems = _withheld(manual, record, lines)
    if problems:
        return problems
    pasts = [_past(page, record, lines[page.address], withheld, root) for page in manual.procedures.values()]
    for path, html in _finished(manual, pasts, withheld, root):
        _put(built, path, html)
    return ()


def _past(
    page: Page[Procedure],
    record: Published,
    line: tuple[Version, ...],
    withheld: Mapping[tuple[str, str], str],
    root: Path,
) -> Past:
    state = {Depth.NONE: "none", Depth.SHALLOW: "shallow"}.get(record.state, "whole")
    if record.state is not Depth.NONE and not line:
        state = "uncommitted"
    newest = line[-1].blob if line else ""
    is_ahead = bool(newest) and not is_text_of(newest, (root / page.file).read_bytes())
    reasons = {blob: why for (address, blob), why in withheld.items() if address == page.address}
    return Past(page, state, line, reasons, is_ahead)


def _finished(
    manual: Manual, pasts: Sequence[Past], withheld: Container[tuple[str, str]], root: Path
) -> Iterator[tuple[str, str]]:
    """Go through the path and HTML of every page; what would come out as before is not made again."""
    today, around = Today(manual), _around(manual)
    reading = reader(manual, root)
    memory = reading.memory
    stale = []
    for past in pasts:
        kept = memory.recall(Finished, past.fingerprint(around))
        if kept and _still_told(today, kept.answers) and all(_is_of(past.page, path) for path in kept.pages):
            reading.leave(past.page.address, past.line, withheld)
            yield from kept.pages.items()
        else:
            stale.append(past)
    done = reading.read({past.page.address: past.line for past in stale}, withheld)
    for past in stale:
        asked = TodayOnPage(today)
        pages = dict(_pages(asked, past, done[past.page.address]))
        answers = tuple((*question, answer) for question, answer in asked.answers.items())
        memory.keep(Finished(answers, pages), past.fingerprint(around))
        yield from pages.items()
    memory.forget_the_rest(Done, Finished)


def _still_told(today: Today, answers: Iterable[Sequence[str]]) -> bool:
    """Whether the manual of today would give each answer again."""
    return all(today.answer(*question) == answer for *question, answer in answers)


def _is_of(page: Page[Procedure], path: str) -> bool:
    """Whether a path is one of a page's history; what was remembered is written to no other."""
    folders = tuple(f"procedures/{address}/history" for address in (page.address, *page.record.was))
    return path.startswith(folders) and ".." not in path


def _around(manual: Manual) -> str:
    """Name what stands on every page of the history: the partnership's own words, and the templates."""
    found = hashlib.sha256(repr(manual.partnership).encode())
    for template in sorted((Path(__file__).parents[1] / "pages" / "templates").glob("*.html")):
        found.update(template.read_bytes())
    return found.hexdigest()


def write_unmade(manual: Manual, built: Path) -> None:
    """Write pages that say how to ask for the history, where it was not made.

    Args:
        manual: The manual.
        built: The folder of the built site.
    """
    for page in manual.procedures.values():
        shown = {"state": "unmade", "versions": (), "is_ahead": False}
        _put(built, *_made(manual, page, _index(page), "history.html", **shown))


def _line(record: Published, page: Page[Procedure]) -> tuple[Version, ...]:
    folder = page.file.rpartition("/")[0]
    return record.versions(page.file, [f"{folder}/{address}.md" for address in page.record.was])


def _withheld(
    manual: Manual, record: Published, lines: Mapping[str, Sequence[Version]]
) -> tuple[dict[tuple[str, str], str], tuple[Problem, ...]]:
    """Find what `data/` withholds: the reason by page and blob, and a problem for each unknown version.

    A text is withheld wherever the page had it, so that a version which brought it back is withheld too.
    """
    reasons: dict[tuple[str, str], str] = {}
    problems = []
    for place, entry in enumerate(manual.partnership.withheld):
        line = lines.get(entry.page, ())
        for name in entry.versions:
            found = [v for v in line if v.blob and _is_named(v, name)]
            reasons |= {(entry.page, version.blob): entry.why for version in found}
            if not found and record.state is Depth.WHOLE:
                wrong = f'"{entry.page}" has no version "{name}" to withhold.'
                do = f"Write its date as {url(_index_path(entry.page))} has it, or take the entry out."
                at = manual.data.lines["partnership"].get(("withheld", place), 1)
                problems.append(Problem("data/partnership.yml", at, WITHHELD, wrong, do))
    return reasons, tuple(problems)


def _is_named(version: Version, name: str) -> bool:
    is_id = len(name) >= SHORTEST_ID and "-" not in name
    return version.key == name or (is_id and any(i.startswith(name) for i in (version.blob, version.commit)))


def _pages(asked: TodayOnPage, past: Past, done: Done) -> Iterator[tuple[str, str]]:
    """Make the history of one procedure, its superseded versions, and redirects from its former names."""
    manual, page = asked.today.manual, past.page
    here, then = _index(page), f"procedures/{page.address}/history/then.md"
    shown = list(_shown(asked, past, done))
    superseded = [one for one in shown[:-1] if not one.is_gone]
    yield _made(
        manual,
        page,
        here,
        "history.html",
        state=past.state,
        versions=tuple(reversed(shown)),
        is_ahead=past.is_ahead,
        plain=asked.plain,
    )
    for one in superseded:
        path = _version_path(page.address, one.version)
        # links are asked for from one place: they are the same from every version of a page
        text = asked.html(one.reading.html, then, one.reading.ids) if one.reading else ""
        yield _made(manual, page, path, "history_version.html", one=one, text=text)
    for address in page.record.was:
        moved = [(_version_path(address, v), _version_path(page.address, v)) for v in _versions(superseded)]
        for old, new in [(_index_path(address), here), *moved]:
            yield old, redirect(old, new, page)


def _versions(shown: Iterable[Shown]) -> Iterator[Version]:
    yield from (one.version for one in shown)


def _index(page: Page[Procedure]) -> str:
    return _index_path(page.address)


def _index_path(address: str) -> str:
    return f"procedures/{address}/history.md"


def _version_path(address: str, version: Version) -> str:
    return f"procedures/{address}/history/{version.key}.md"


def _shown(asked: TodayOnPage, past: Past, done: Done) -> Iterator[Shown]:
    """Go through what a reader sees of each version, oldest first."""
    page, line = past.page, past.line
    before: Shown | None = None
    for place, version in enumerate(line):
        until = line[place + 1].day if place + 1 < len(line) else None
        address = "" if version.path == page.file else url(version.path.removeprefix("docs/"))
        bare = Shown(version, until=until, is_first=not place, address=address)
        reading = done.readings.get(key_of(version))
        hidden = _hidden(reading, past.withheld.get(version.blob, ""))
        if bare.is_gone or hidden or reading is None:
            yield replace(bare, hidden=hidden)
            continue
        claims = tuple(_claims(asked, _index(page), reading, before.reading if before else None))
        shown = replace(bare, reading=reading, claims=claims)
        if before:
            found = done.differences.get(pair_of(key_of(before.version), key_of(version)), ())
            shown = replace(
                shown,
                differences=tuple(found),
                against=None if before.version is line[place - 1] else before.version,
                folded=_folded(claims, before.reading, reading),
            )
        yield shown
        before = shown


def _hidden(reading: Reading | None, withheld: str) -> str:
    """Return why a version is not shown; empty where it is. Never repeats what identifies somebody."""
    if withheld:
        return f"It is withheld: {withheld}"
    if reading is None:
        return "This copy of Git's record does not hold its text."
    if reading.fault:
        return f"It cannot be read: {reading.fault}"
    if reading.identifying:
        return (
            f"It is withheld: it may identify somebody, because it holds {' and '.join(reading.identifying)}."
        )
    return ""


def _folded(claims: Sequence[Claim], before: Reading | None, reading: Reading) -> str:
    if claims:
        return ONLY_FIXES if all(claim.kind == "fix" for claim in claims) else ""
    return ONLY_BESIDE if before and before.written == reading.written else ""


def _claims(asked: TodayOnPage, here: str, reading: Reading, before: Reading | None) -> Iterator[Claim]:
    """Go through the entries of `changes:` that a version added or reworded, newest first."""
    older = dict(_by_date(before.changes)) if before else {}
    for name, entry in reversed(list(_by_date(reading.changes))):
        if older.get(name) != entry:
            yield _claim(asked, here, entry, name not in older)


def _by_date(entries: Sequence[Signed]) -> Iterator[tuple[tuple[str, int], Signed]]:
    """Name each entry by its date and its place among those of that date, oldest first."""
    seen: dict[str, int] = {}
    for entry in reversed(entries):
        when = str(entry.get("in_force", ""))
        seen[when] = seen.get(when, 0) + 1
        yield (when, seen[when]), entry


def _claim(asked: TodayOnPage, here: str, entry: Signed, is_new: bool) -> Claim:
    approved = entry.get("approved")
    if isinstance(approved, dict):
        by = asked.today.manual.name("groups", str(approved.get("by", "")))
        approved = ", ".join(filter(None, (by, _date(approved.get("on")))))
    because = entry.get("because")
    return Claim(
        in_force=_date(entry.get("in_force")) or "date not stated",
        kind=str(entry.get("class", "")),
        what=str(entry.get("what", "")),
        why=str(entry.get("why", "")),
        causes=tuple(asked.cause(str(ref), here) for ref in because) if isinstance(because, list) else (),
        approved=str(approved or ""),
        is_new=is_new,
    )


def _date(written: object) -> str:
    try:
        return str(parse_when(str(written))) if written else ""
    except NoDateError:
        return str(written)


def _made(
    manual: Manual, page: Page[Procedure], path: str, template: str, **shown: object
) -> tuple[str, str]:
    """Fill the bare template of a page of the history; return its path and its HTML."""
    site = manual.partnership.site_url.rstrip("/")
    html = TEMPLATES.get_template(template).render(
        manual=manual,
        partnership=manual.partnership,
        page=page,
        to=lambda there, anchor="": link(path, there, anchor),
        address=f"{site}/{url(path)}",
        index=_index(page),
        version_path=_version_path,
        **shown,
    )
    return path, html


def _put(built: Path, path: str, html: str) -> None:
    folder = f"{built}/{url(path)}"
    try:
        os.mkdir(folder)
    except FileNotFoundError:
        os.makedirs(folder)
    except FileExistsError:
        pass
    with open(
        f"{folder}index.html", "wb", buffering=0
    ) as file:  # without a buffer, since there are thousands
        file.write(html.encode())


TEMPLATES.filters["said_day"] = _date
