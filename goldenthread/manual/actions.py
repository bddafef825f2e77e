"""From learning to practice: what became of every action, who answers for it, and how long it took.

Knows the learning records, the changes they led to, and the calendar. Must not know how an action looks on a
page.

In: a manual, and the day it is. Out: each action with its stage, its owners and its times: an action of which
nobody recorded that it was done is "open".
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from goldenthread.manual.due import is_over
from goldenthread.manual.learning_records import Action, LearningRecord, Status
from goldenthread.manual.manual import OPEN, ChangeOf, Manual, Page
from goldenthread.text.dates import When, span

NOT_KNOWN = "not known"
Stage = Literal["open", "effect-unknown", "effect-known", "not-pursued"]
STAGES: tuple[Stage, ...] = ("open", "effect-unknown", "effect-known", "not-pursued")
"""The most pressing first: what is open, then what was done and nobody knows whether it helped."""


@dataclass(frozen=True)
class ActionLine:
    """One action of one record, with all that came of it."""

    record: Page[LearningRecord]
    action: Action
    status: Status
    changes: tuple[ChangeOf, ...]
    """What it changed in procedures, newest first."""

    @property
    def stage(self) -> Stage:
        """How pressing it is."""
        if self.status in OPEN:
            return "open"
        if self.status == "not-pursued":
            return "not-pursued"
        return "effect-unknown" if self.action.impact.status == "not-known" else "effect-known"

    @property
    def asked(self) -> tuple[str, str]:
        """What was to be done, and whether it was agreed, recommended or only worked on."""
        action = self.action
        if action.agreed:
            return "Agreed", action.agreed
        return ("Recommended", action.recommended) if action.recommended else ("Work", action.work or "")

    @property
    def owners(self) -> tuple[str, ...]:
        """Who answers for it: whoever agreed it, else whoever responded; empty where neither is stated."""
        return (self.action.agreed_by,) if self.action.agreed_by else self._responding

    @property
    def agencies(self) -> tuple[str, ...]:
        """Everybody whose action it is: whoever agreed it and whoever responded."""
        return tuple(dict.fromkeys((*filter(None, [self.action.agreed_by]), *self._responding)))

    @property
    def _responding(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(response.by for response in self.action.responses if response.by))

    @property
    def answers(self) -> tuple[tuple[str, tuple[tuple[Status, int], ...]], ...]:
        """The responses counted: each kind, with how many have which status."""
        found: dict[str, Counter[Status]] = {}
        for response in self.action.responses:
            found.setdefault(response.kind, Counter())[response.status] += 1
        return tuple((kind, tuple(counts.items())) for kind, counts in found.items())

    @property
    def places(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Where procedures say what was asked without having been changed: each address, and its headings."""
        found: dict[str, dict[str, None]] = {}
        for response in self.action.responses:
            for place in response.read_at:
                found.setdefault(place.address, {})[place.anchor] = None
        return tuple((address, tuple(anchors)) for address, anchors in found.items())

    @property
    def since(self) -> When | None:
        """The date from which there was learning to act on; None where the record has no date."""
        return self.record.record.source.since

    @property
    def counted_from(self) -> str:
        """What the time is counted from: "publication", or "commission" where only that is known."""
        return "publication" if self.record.record.source.published else "commission"

    def after(self, when: When | None) -> str:
        """Write how long after the learning something came; "not known" where either date is missing."""
        return span(self.since, when) if self.since and when else NOT_KNOWN

    @property
    def times(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """How long after the learning each result came: the time in words, and what took so long."""
        found: dict[str, dict[str, None]] = {}
        for of in self.changes:
            when = of.change.in_force
            found.setdefault(self.after(when), {})[f"{of.page.record.title}, {when}"] = None
        for response in self.action.responses:
            if response.when:
                found.setdefault(self.after(response.when), {})[f"{response.kind}, {response.when}"] = None
        return tuple((after, tuple(what)) for after, what in found.items())

    def is_late(self, today: date) -> bool:
        """Whether it is still open after the day by which it was to be done."""
        by = self.action.by_when
        return by is not None and self.stage == "open" and is_over(by.last, today)


def actions(manual: Manual, today: date, record: str = "") -> tuple[ActionLine, ...]:
    """List the actions of learning records, the most pressing first.

    Args:
        manual: The manual.
        today: The day on which they are judged: a change that is not yet in force is no result yet.
        record: The address of one learning record; empty for all records.

    Returns:
        One line for each action, sorted by `STAGES`.
    """
    pages = (page for page in manual.learning.values() if not record or page.address == record)
    lines = (
        ActionLine(
            page, action, manual.status_of(page, action, today), manual.changed_by(page.address, action.id)
        )
        for page in pages
        for action in page.record.actions
    )
    return tuple(sorted(lines, key=lambda line: (STAGES.index(line.stage), _pressing(line))))


def _pressing(line: ActionLine) -> int:
    return OPEN.index(line.status) if line.status in OPEN else 0


def by_stage(lines: Iterable[ActionLine]) -> dict[Stage, tuple[ActionLine, ...]]:
    """Sort actions into groups by how pressing they are.

    Args:
        lines: The actions.

    Returns:
        The actions of each stage, in the order of `STAGES`; a stage that has none is left out.
    """
    lines = tuple(lines)
    found = {stage: tuple(line for line in lines if line.stage == stage) for stage in STAGES}
    return {stage: inside for stage, inside in found.items() if inside}
