"""The frame: HTML around what the author wrote, h1 included, and the marks after changed headings.

Takes the author's text with its words expanded and gives the final Markdown of the page. Decides
what is shown; how it looks is for the templates and the stylesheet. Must not know MkDocs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from goldenthread import links
from goldenthread.dates import exact, long_day
from goldenthread.manual import ChangeOf, Manual, Page, ReadAt
from goldenthread.problems import Problem
from goldenthread.records import Action, AnyPage, Briefing, Change, Finding, Guide, LearningRecord, Procedure
from goldenthread.scanning import DO_NOW

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
    auto_reload=False,
)
TEMPLATES.filters["day"] = long_day

NUMBERED = "<!-- numbered -->"
"""Tells the Markdown extension to number the sections and paragraphs of a page."""

FRAME_BEGINS, FRAME_ENDS = "<!-- frame -->", "<!-- /frame -->"
"""What stands between these lines is HTML, and nothing in it is Markdown."""

OUTCOMES = {
    "written": "written",
    "changed": "reviewed and changed",
    "no-change": "reviewed, no change needed",
    "deferred": "review put off",
}
STATUSES = {
    "not-started": "not started",
    "under-way": "under way",
    "done": "done",
    "already-right": "already right",
    "met-another-way": "met another way",
    "not-pursued": "not pursued",
    "not-known": "not known",
}
PUBLICATIONS = {
    "full": "The full report was published.",
    "improvements-only": "The full report is not published, only the improvements made.",
    "none": "Nothing was published.",
    "not-stated": "The sources do not say how much was published.",
}
WHAT_TO_DO = {
    "fix": "nothing to do",
    "clarified": "read the marked paragraphs if you use them",
    "changed": "read before next use",
    "new": "read it",
}


@dataclass(frozen=True)
class Frame:
    """What the templates may ask about one page."""

    manual: Manual
    today: date
    path: str
    page: Page[AnyPage] | None = None
    """None on a derived page."""

    def to(self, path: str, anchor: str = "") -> str:
        """Link to a page, or to an anchor on it."""
        return links.link(self.path, path, anchor)

    def procedure(self, address: str) -> Page[Procedure] | None:
        """Find a procedure; None where it cannot be read."""
        return self.manual.procedures.get(address)

    def heading(self, page: Page[AnyPage], anchor: str) -> str:
        """Give the words of a heading."""
        return next((h.text for h in page.body.headings if h.anchor == anchor), anchor)

    def name(self, of: str, name: str) -> str:
        """Give the reader's name of an agency, group, area …"""
        return self.manual.name(of, name)

    def who(self, name: str) -> str:
        """Give the reader's name of an agency, or of a group."""
        found = self.manual.name("agencies", name)
        return found if found != name else self.manual.name("groups", name)

    def causes(self, change: Change) -> list[tuple[str, str]]:
        """Give the text and link of all that a change was made because of."""
        found = []
        for ref in change.learning:
            if record := self.manual.learning.get(ref.record):
                found.append((record.record.title, self.to(record.path, ref.item)))
        for cause in change.because:
            if citation := self.manual.data.citations.get(cause):
                found.append((citation.title, self.to("sources.md", citation.id)))
        return found

    def answers(self, finding: Finding) -> list[Action]:
        """Give the actions of this record that answer a finding."""
        record = self.page.record if self.page else None
        actions = record.actions if isinstance(record, LearningRecord) else ()
        return [action for action in actions if finding.id in action.answers]

    def is_ahead(self, change: Change) -> bool:
        """Say whether a change is approved and not yet in force."""
        return change.in_force.is_ahead_of(self.today)

    @cached_property
    def overdue(self) -> bool:
        """Say whether the page's review is late."""
        return bool(self.page and self.page.record.review_date < self.today)

    @property
    def edit(self) -> str:
        """Where an editor changes this page in the browser; empty where the manual names no repository."""
        repository = self.manual.partnership.repository
        return f"{repository}/edit/main/{self.page.file}" if repository and self.page else ""

    @property
    def escalation(self) -> Page[Procedure] | None:
        """The procedure behind "Disagree with a decision?"."""
        return self.manual.procedures.get(self.manual.partnership.escalation)


def frame(manual: Manual, page: Page[AnyPage], text: str, today: date) -> str:
    """Give the final Markdown of a page.

    `text` is what the author wrote with its words expanded, every line where it was.
    """
    view = Frame(manual, today, page.path, page)
    parts = _template(page.record)
    lines = text.split("\n")
    if isinstance(page.record, Procedure):
        _mark_headings(view, page, lines)  # type: ignore[arg-type]  # the record was just seen
    now = page.body.section(DO_NOW)
    start, end = now or (0, 0)
    above, status, below = parts.above(view), parts.status(view), parts.below(view)
    if now:
        above, status = f'{above}<div class="gt-now">', f"</div>{status}"
    numbered = [NUMBERED] if isinstance(page.record, Procedure) else []
    pieces = [_framed(above), *lines[start:end], _framed(status), *numbered, *lines[:start], *lines[end:]]
    return "\n".join([*pieces, "", _framed(below), ""])


def derived_frame(manual: Manual, path: str, title: str, summary: str, text: str, today: date) -> str:
    """Give the final Markdown of a page that was made from the manual."""
    view = Frame(manual, today, path)
    parts = _module("derived.html")
    return "\n\n".join((_framed(parts.above(view, title, summary) + text + parts.below(view)), ""))


def problem_page(problems: Iterable[Problem]) -> str:
    """Give the Markdown that stands in place of a page that cannot be shown while serving."""
    return TEMPLATES.get_template("problems.html").render(problems=list(problems))


def _framed(html: str) -> str:
    """Mark a piece of the frame, so that Markdown leaves it as it is."""
    return f"{FRAME_BEGINS}\n{html.strip()}\n{FRAME_ENDS}"


@lru_cache
def _module(name: str) -> Any:
    return TEMPLATES.get_template(name).module


def _template(record: AnyPage) -> Any:
    kinds = {Procedure: "procedure", LearningRecord: "learning", Briefing: "teaching", Guide: "teaching"}
    return _module(f"{kinds.get(type(record), 'plain')}.html")


def _mark_headings(view: Frame, page: Page[Procedure], lines: list[str]) -> None:
    """Put a mark behind every heading that a change or an action points at: never inside it."""
    changes, pointers = view.manual.changes_of(page), view.manual.pointing_at(page)
    for heading in page.body.headings:
        if mark := _mark(view, heading.anchor, changes, pointers):
            lines[heading.line - page.body.first_line] += f"\n{mark}"


def _mark(view: Frame, anchor: str, changes: Iterable[ChangeOf], pointers: Iterable[ReadAt]) -> str:
    here = [change for change in changes if anchor in change.change.at]
    read = [pointer for pointer in pointers if pointer.anchor == anchor]
    if not here and not read:
        return ""
    return _framed(_module("shared.html").mark(view, here, read))


def after_what(view: Frame, change: Change) -> str:
    """Say what a change came after, in the fewest words: "a national review"."""
    marks = [
        record.record.mark for ref in change.learning if (record := view.manual.learning.get(ref.record))
    ]
    return " and ".join(dict.fromkeys(marks))


TEMPLATES.globals.update(
    after_what=after_what,
    exact=exact,
    OUTCOMES=OUTCOMES,
    STATUSES=STATUSES,
    PUBLICATIONS=PUBLICATIONS,
    WHAT_TO_DO=WHAT_TO_DO,
)
