"""What is due: pages, contacts and links that must be looked at again, and what happened since they were.

Must not judge anything: what is due, `manual.due` and the rules say.

In: the manual, today, and what the rules found. Out: the same, by stage and owner.
"""

from collections import Counter, defaultdict
from functools import cached_property

from goldenthread.manual.due import Due, Stage, due
from goldenthread.pages.made.page import MadeView
from goldenthread.text.problems import Grade, Problem

TOLD_BY_DATE = frozenset({"review-overdue", "contact-overdue"})
"""Rules whose findings the page lists by their day."""


class WhatIsDue(MadeView):
    """What the template of the page of what is due may ask."""

    @cached_property
    def all(self) -> tuple[Due, ...]:
        """Everything that must be looked at again, the earliest first."""
        return due(self.manual, self.f.today)

    def at(self, stage: Stage) -> list[Due]:
        """List what is overdue, due soon or due later."""
        return [item for item in self.all if item.stage(self.f.today) == stage]

    @cached_property
    def by_owner(self) -> dict[str, Counter[Stage]]:
        """How much is due for each owner, whoever has most overdue first."""
        found: dict[str, Counter[Stage]] = defaultdict(Counter)
        for item in self.all:
            found[item.owner][item.stage(self.f.today)] += 1
        return dict(sorted(found.items(), key=lambda one: (one[0] == "", -one[1]["overdue"], one[0])))

    @property
    def owners(self) -> list[tuple[str, str]]:
        """The owners of what is due, to choose from."""
        owners = [(owner, self.f.name("groups", owner)) for owner in self.by_owner if owner]
        return [*owners, ("nobody", "Nobody yet")] if "" in self.by_owner else owners

    @property
    def nouns(self) -> list[tuple[str, str]]:
        """The kinds of what is due, to choose from."""
        nouns = dict.fromkeys(item.noun for item in self.all)
        return [(noun.replace(" ", "-"), f"{noun[0].upper()}{noun[1:]}") for noun in nouns]

    @property
    def moved_world(self) -> list[tuple[str, str, Problem]]:
        """What the rules find due that has no day, such as a replaced law: title, path, problem."""
        pages = self.manual.by_file
        found = (p for p in self.given.problems if p.rule.grade is Grade.DUE and p.file in pages)
        told = (p for p in found if p.rule.name not in TOLD_BY_DATE)
        return [(pages[p.file].record.title, pages[p.file].path, p) for p in told]
