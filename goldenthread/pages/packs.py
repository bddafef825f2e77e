"""What a training lead needs of the manual: a session that fits the time, and a record to pass on whole.

Knows records, the thread and the frame's marks. Must not know how a page of it looks, nor any generator.
"""

import posixpath
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from goldenthread.manual.fields import Place
from goldenthread.manual.learning_records import LearningRecord
from goldenthread.manual.manual import ChangeOf, Manual, Page, newest_first
from goldenthread.manual.page_records import AnyPage, Briefing, Guide
from goldenthread.pages.environment import TEMPLATES
from goldenthread.pages.parts import frame_areas
from goldenthread.pages.signs import FRAME_BEGINS, FRAME_ENDS
from goldenthread.pages.view import View
from goldenthread.text.links import is_outside, resolve
from goldenthread.text.scanner import LINK, REFERENCE

Taught = Page[Briefing] | Page[Guide]
Carried = Literal["briefing", "guide", "nothing"]
"""What a record's learning is taught with."""

STEPS: dict[Carried, tuple[tuple[str, int], ...]] = {
    "briefing": (("before", 2), ("briefing", 7), ("questions", 5), ("record", 1)),
    "guide": (("before", 2), ("guide", 1), ("procedures", 5), ("questions", 6), ("record", 1)),
    "nothing": (("before", 2), ("learned", 4), ("procedures", 3), ("questions", 5), ("record", 1)),
}
"""What is done in a session, and for how many minutes: fifteen together."""

WITHHELD = frozenset({"improvements-only", "none"})
"""How much was published where a pack tells nothing of what a review was about."""


class Step(NamedTuple):
    """One part of a session."""

    what: str
    first: int
    """The minute at which it begins, counted from 0."""
    last: int


@dataclass(frozen=True)
class Plan:
    """A session, minute by minute."""

    carried: Carried
    pages: tuple[Taught, ...]
    """What it may be led with: one of these."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """Give its parts, each beginning where the one before it ends."""
        found, minute = [], 0
        for what, minutes in STEPS[self.carried]:
            found.append(Step(what, minute, minute + minutes))
            minute += minutes
        return tuple(found)

    @property
    def minutes(self) -> int:
        """Say how long it takes."""
        return self.steps[-1].last


def plan(taught: Iterable[Taught]) -> Plan:
    """Plan the session of a record that these briefings and guides carry: a briefing comes before a guide."""
    pages = tuple(taught)
    briefings = tuple(page for page in pages if isinstance(page.record, Briefing))
    if briefings:
        return Plan("briefing", briefings)
    return Plan("guide" if pages else "nothing", pages)


def changed_by(manual: Manual, record: Page[LearningRecord]) -> tuple[ChangeOf, ...]:
    """Give what a record's actions changed in procedures, each change once, newest first."""
    found = {
        change.identity: change
        for action in record.record.actions
        for change in manual.changed_by(record.address, action.id)
    }
    return newest_first(found.values())


def read_at(record: Page[LearningRecord]) -> tuple[Place, ...]:
    """Give where the procedures stand on a record's actions now, which claims no change; each place once."""
    return tuple(
        dict.fromkeys(
            place
            for action in record.record.actions
            for response in action.responses
            for place in response.read_at
        )
    )


def is_withheld(record: LearningRecord) -> bool:
    """Say whether nothing of what a review was about may be passed on."""
    return record.source.publication in WITHHELD


def borrowed(view: View, page: Page[AnyPage], expand: Callable[[str, str], str]) -> str:
    """Give what an author wrote as it stands on another page, between two pieces of that page's frame.

    `view` is that of the other page, `expand` puts a link for each word of a text on the page at a path.
    Links lead where they led. Headings go one level down and become part of the frame: the generator
    lists none of them, and none takes an id that the page has.
    """
    template: Any = TEMPLATES.get_template("pack.html").module
    lines = expand(_rebased(page, view.path), view.path).split("\n")
    frame_areas(view, page, lines)
    for heading in page.body.headings:
        html = str(template.author_heading(heading.level + 1, heading.text)).strip()
        lines[heading.line - page.body.first_line] = f"{FRAME_BEGINS}\n{html}\n{FRAME_ENDS}"
    return "\n".join(["", FRAME_ENDS, "", *lines, "", FRAME_BEGINS, ""])


def _rebased(page: Page[AnyPage], there: str) -> str:
    """Write every link of a page anew, as it must read on a page that stands elsewhere."""
    text = page.body.text
    found = [match for pattern in (LINK, REFERENCE) for match in pattern.finditer(page.body.prose)]
    for match in sorted(found, key=lambda match: match.start("target"), reverse=True):
        target = match["target"]
        if not target or is_outside(target):
            continue
        path, sign, anchor = target.partition("#")
        to = resolve(page.path, path) if path else page.path
        way = posixpath.relpath(to, posixpath.dirname(there))
        text = f"{text[: match.start('target')]}{way}{sign}{anchor}{text[match.end('target') :]}"
    return text
