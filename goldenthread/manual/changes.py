"""Which changes are told to whom, and when: selections from all changes of the manual, newest first.

Knows the thread and the calendar. Must not know how a change looks or where it is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.manual.manual import ChangeOf, Manual, newest_first
from goldenthread.text.dates import When


@dataclass(frozen=True)
class Month:
    """What came into force in one month, or in a year of which no more is known."""

    name: str
    key: str
    told: tuple[ChangeOf, ...]
    fixes: tuple[ChangeOf, ...]
    """Changes of class fix: nobody need read them."""


def every(manual: Manual) -> tuple[ChangeOf, ...]:
    """Give all changes of all procedures."""
    return newest_first(change for page in manual.procedures.values() for change in manual.changes_of(page))


def selected(
    manual: Manual, procedure: str = "", audience: str = "", record: str = ""
) -> tuple[ChangeOf, ...]:
    """Give the changes of one procedure, for one audience, because of one record; all that are named hold."""
    return tuple(
        change
        for change in every(manual)
        if (not procedure or change.page.address == procedure)
        and (not audience or manual.is_for(change.page, audience))
        and (not record or record in {ref.record for ref in change.change.learning})
    )


def since(changes: Sequence[ChangeOf], day: date) -> tuple[ChangeOf, ...]:
    """Give what came into force on a day or later, or may have: an imprecise date is not left out."""
    return tuple(change for change in changes if change.change.in_force.last >= day)


def because_of_learning(manual: Manual, first: date, last: date) -> tuple[ChangeOf, ...]:
    """Give the changes made because of learning whose date lies wholly between two days, both included."""
    return tuple(
        change
        for change in every(manual)
        if change.change.learning
        and first <= change.change.in_force.first
        and change.change.in_force.last <= last
    )


def ahead(changes: Sequence[ChangeOf], today: date) -> tuple[ChangeOf, ...]:
    """Give what is approved and not yet in force, what comes first standing first."""
    return tuple(c for c in reversed(changes) if c.change.in_force.is_ahead_of(today))


def by_month(changes: Sequence[ChangeOf], today: date) -> tuple[Month, ...]:
    """File what is in force by month, newest first; a year or a business year is a drawer of its own."""
    drawers: dict[tuple[str, str], list[ChangeOf]] = {}
    for change in changes:
        if not change.change.in_force.is_ahead_of(today):
            drawers.setdefault(_drawer(change.change.in_force), []).append(change)
    return tuple(
        Month(
            name,
            key,
            tuple(c for c in inside if c.change.kind != "fix"),
            tuple(c for c in inside if c.change.kind == "fix"),
        )
        for (name, key), inside in drawers.items()
    )


def _drawer(when: When) -> tuple[str, str]:
    if when.first == when.last:
        return f"{when.first:%B %Y}", f"{when.first:%Y-%m}"
    return str(when), when.key
