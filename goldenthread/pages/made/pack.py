"""The pack of a learning record: all that the manual knows of it, on one page to pass on.

In: a record. Out: what it changed, where to read it, and a session of fifteen minutes. What a review was
about is left out where it may not be told, or while its page has a problem that an editor must mend.
"""

from functools import cached_property

from goldenthread.manual.fields import Place
from goldenthread.manual.learning_records import LearningRecord
from goldenthread.manual.manual import ChangeOf, Manual, Page
from goldenthread.pages import packs
from goldenthread.pages.made.page import MadeView, PageToMake
from goldenthread.pages.packs import Plan
from goldenthread.text.links import below


class Pack(MadeView):
    """What the page of a pack asks."""

    @property
    def plan(self) -> Plan:
        """The fifteen minutes, with what this record taught."""
        return packs.plan(self.manual.carrying(self._record))

    @property
    def is_withheld(self) -> bool:
        """Whether it leaves out what its review was about."""
        return packs.is_withheld(self._record.record)

    @cached_property
    def background(self) -> str:
        """What the record says below its fields; empty where it may not be told."""
        is_broken = any(
            problem.stops and problem.file == self._record.file for problem in self.given.problems
        )
        return (
            "" if self.is_withheld or is_broken else packs.borrowed(self.f, self._record, self.given.expand)
        )

    @cached_property
    def changes(self) -> tuple[ChangeOf, ...]:
        """What this record's learning changed in procedures."""
        return packs.changed_by(self.manual, self._record)

    @cached_property
    def read_at(self) -> tuple[Place, ...]:
        """Where the procedures stand on this record's actions now."""
        return packs.read_at(self._record)

    @property
    def _record(self) -> Page[LearningRecord]:
        assert self.page.record, "a pack is made of a record"
        return self.page.record


def pack_pages(manual: Manual) -> tuple[PageToMake, ...]:
    """Give the page of the pack of each learning record."""
    summary = "All that this manual knows of this learning, to pass on in your agency."
    return tuple(
        PageToMake(
            below(page.path, "pack"),
            f"{page.record.title} (cascade pack)",
            summary,
            "pack.html",
            "pack",
            Pack,
            record=page,
        )
        for page in manual.learning.values()
    )
