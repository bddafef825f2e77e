"""The pack of a learning record: all that the manual knows of it on one page to pass on, with a session.

Must not know how a pack looks.

In: a record, and what carries it. Out: a plan of fifteen minutes, what changed and where to read it, and what
its author wrote, unless nothing may be told of it.

    >>> plan(()).minutes
    15
"""

import posixpath
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from goldenthread.manual.fields import Place
from goldenthread.manual.learning_records import LearningRecord
from goldenthread.manual.manual import ChangeOf, Manual, Page, newest_first
from goldenthread.manual.page_records import AnyPage, Briefing, Guide
from goldenthread.pages.environment import macros_of
from goldenthread.pages.framed import framed, in_one
from goldenthread.pages.made.page import MadeView, PageToMake
from goldenthread.pages.parts import frame_areas
from goldenthread.pages.signs import BORROWED
from goldenthread.pages.view import View
from goldenthread.text.links import below, is_outside, resolve

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
"""The values of `publication` with which a pack tells nothing of what a review was about."""


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
    """The pages of which one is used to lead it."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """Its parts, each beginning where the one before it ends."""
        found, minute = [], 0
        for what, minutes in STEPS[self.carried]:
            found.append(Step(what, minute, minute + minutes))
            minute += minutes
        return tuple(found)

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return self.steps[-1].last


def plan(taught: Iterable[Taught]) -> Plan:
    """Plan the session of a record that these briefings and guides carry: a briefing comes before a guide."""
    pages = tuple(taught)
    briefings = tuple(page for page in pages if isinstance(page.record, Briefing))
    if briefings:
        return Plan("briefing", briefings)
    return Plan("guide" if pages else "nothing", pages)


class Pack(MadeView):
    """What the template of a pack may ask."""

    @cached_property
    def record(self) -> Page[LearningRecord]:
        """The learning record that it is made of."""
        assert self.page.record, "every pack is made of a record"
        return self.page.record

    @cached_property
    def plan(self) -> Plan:
        """The fifteen minutes, with what this record taught."""
        return plan(self.manual.carrying(self.record))

    @property
    def is_withheld(self) -> bool:
        """Whether nothing of what its review was about may be passed on."""
        return self.record.record.source.publication in WITHHELD

    @cached_property
    def borrowed(self) -> Sequence[str]:
        """What the record says below its fields; none where it may not be told, or cannot be shown."""
        is_broken = any(problem.stops and problem.file == self.record.file for problem in self.given.problems)
        return () if self.is_withheld or is_broken else author_lines(self.f, self.record, self.given.expand)

    @property
    def background(self) -> str:
        """The sign where what the author of the record wrote is to stand; empty where it is not told."""
        return BORROWED if self.borrowed else ""

    @cached_property
    def changes(self) -> tuple[ChangeOf, ...]:
        """What the record's actions changed in procedures, each change once, newest first."""
        found = {
            change.identity: change
            for action in self.record.record.actions
            for change in self.manual.changed_by(self.record.address, action.id)
        }
        return newest_first(found.values())

    @cached_property
    def read_at(self) -> tuple[Place, ...]:
        """Where the procedures stand on the record's actions now, which claims no change; each place once."""
        responses = (response for action in self.record.record.actions for response in action.responses)
        return tuple(dict.fromkeys(place for response in responses for place in response.read_at))


def pack_pages(manual: Manual) -> tuple[PageToMake, ...]:
    """List the page of the pack of each learning record."""
    summary = "All that this manual knows of this learning, to pass on in your agency."
    return tuple(
        PageToMake(
            below(page.path, "pack"),
            f"{page.record.title} (cascade pack)",
            summary,
            "pack.html:pack",
            Pack,
            record=page,
        )
        for page in manual.learning.values()
    )


def author_lines(view: View, page: Page[AnyPage], expand: Callable[[str, str], str]) -> list[str]:
    """Return the lines that an author wrote, as they stand on another page.

    `view` is that of the other page, `expand` puts a link for each word of a text on the page at a path.
    Links lead where they led. Headings go one level down and become part of the frame: the generator does not
    list them, and none takes an id that the page has.
    """
    template = macros_of("pack.html")
    rows = [[line] for line in expand(_rebased(page, view.path), view.path).split("\n")]
    frame_areas(view, page, rows)
    for heading in page.body.headings:
        html = str(template.author_heading(heading.level + 1, heading.text))
        rows[heading.line - page.body.first_line] = [framed(html)]
    return list(in_one(rows))


def _rebased(page: Page[AnyPage], there: str) -> str:
    """Write every link of a page as it must read on a page that stands elsewhere."""
    text = page.body.text
    for link in sorted({link.at: link for link in page.body.links}.values(), key=lambda one: -one.at):
        if not link.target or is_outside(link.target):
            continue
        path, sign, anchor = link.target.partition("#")
        to = resolve(page.path, path) if path else page.path
        way = posixpath.relpath(to, posixpath.dirname(there))
        text = f"{text[: link.at]}{way}{sign}{anchor}{text[link.end :]}"
    return text
