"""From learning to practice: what became of every action, who answers for it, and how long it took.

Knows the thread and the calendar. Must not know how a line looks or where it is told.
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
"""What must be looked at first: what is open, then what nobody knows to have helped."""


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
        """Say how pressing it is."""
        if self.status in OPEN:
            return "open"
        if self.status == "not-pursued":
            return "not-pursued"
        return "effect-unknown" if self.action.impact.status == "not-known" else "effect-known"

    @property
    def asked(self) -> tuple[str, str]:
        """Give what was to be done, and whether it was agreed, recommended or only worked on."""
        action = self.action
        if action.agreed:
            return "Agreed", action.agreed
        return ("Recommended", action.recommended) if action.recommended else ("Work", action.work or "")

    @property
    def owners(self) -> tuple[str, ...]:
        """Give who answers for it: who agreed it, else who responded; nobody where neither is stated."""
        return (self.action.agreed_by,) if self.action.agreed_by else self._responding

    @property
    def agencies(self) -> tuple[str, ...]:
        """Give everybody whose action it is: who agreed it and who responded."""
        return tuple(dict.fromkeys((*filter(None, [self.action.agreed_by]), *self._responding)))

    @property
    def _responding(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(response.by for response in self.action.responses if response.by))

    @property
    def answers(self) -> tuple[tuple[str, tuple[tuple[Status, int], ...]], ...]:
        """Count the responses by their kind, and by status within it."""
        found: dict[str, Counter[Status]] = {}
        for response in self.action.responses:
            found.setdefault(response.kind, Counter())[response.status] += 1
        return tuple((kind, tuple(counts.items())) for kind, counts in found.items())

    @property
    def places(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Give where it can be read, which claims no change: each procedure, and its headings."""
        found: dict[str, dict[str, None]] = {}
        for response in self.action.responses:
            for place in response.read_at:
                found.setdefault(place.address, {})[place.anchor] = None
        return tuple((address, tuple(anchors)) for address, anchors in found.items())

    @property
    def since(self) -> When | None:
        """Give when there was learning to act on; None where the record has no date."""
        return self.record.record.source.since

    @property
    def counted_from(self) -> str:
        """Say what the time is counted from: "publication", or "commission" where that is all we know."""
        return "publication" if self.record.record.source.published else "commission"

    def after(self, when: When | None) -> str:
        """Say how long after the learning something came; "not known" where either date is missing."""
        return span(self.since, when) if self.since and when else NOT_KNOWN

    @property
    def times(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Give how long after the learning what changed and what has a date came, with what took so long."""
        found: dict[str, dict[str, None]] = {}
        for of in self.changes:
            when = of.change.in_force
            found.setdefault(self.after(when), {})[f"{of.page.record.title}, {when}"] = None
        for response in self.action.responses:
            if response.when:
                found.setdefault(self.after(response.when), {})[f"{response.kind}, {response.when}"] = None
        return tuple((after, tuple(what)) for after, what in found.items())

    def is_late(self, today: date) -> bool:
        """Say whether it is open after the day by which it was to be done."""
        by = self.action.by_when
        return by is not None and self.stage == "open" and is_over(by.last, today)


def actions(manual: Manual, today: date, record: str = "") -> tuple[ActionLine, ...]:
    """Give every action of every record, or of one, what must be looked at first standing first."""
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
    """File actions by how pressing they are; a stage that holds none is left out."""
    lines = tuple(lines)
    found = {stage: tuple(line for line in lines if line.stage == stage) for stage in STAGES}
    return {stage: inside for stage, inside in found.items() if inside}
