"""What changed: every change of a procedure, by the month in which it came into force.

In: the manual and today. Out: its changes, sorted. Must not know how a change looks.
"""

from functools import cached_property

from goldenthread.manual import changes
from goldenthread.manual.changes import Month
from goldenthread.manual.manual import ChangeOf
from goldenthread.pages.made.page import MadeView

KINDS_OF_CHANGE = {"new": "New", "changed": "Changed", "clarified": "Clarified", "fix": "Small correction"}


class WhatChanged(MadeView):
    """What the template of the page of changes may ask."""

    @cached_property
    def all(self) -> tuple[ChangeOf, ...]:
        """All changes of all procedures, newest first."""
        return changes.every(self.manual)

    @property
    def ahead(self) -> tuple[ChangeOf, ...]:
        """What is approved and not yet in force."""
        return changes.ahead(self.all, self.f.today)

    @property
    def months(self) -> tuple[Month, ...]:
        """What is in force, by month."""
        return changes.by_month(self.all, self.f.today)

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """The kinds of change that there are, as a reader says them."""
        found = {change.change.kind for change in self.all}
        return [(kind, name) for kind, name in KINDS_OF_CHANGE.items() if kind in found]
