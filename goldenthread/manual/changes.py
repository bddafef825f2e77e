"""Which changes are told to whom, and when: selections from all changes of the manual, newest first.

Knows changes and the calendar. Must not know how a change looks or where it is told.

In: the manual, and what the changes must have in common. Out: changes: `selected(manual, audience="schools")`
lists those that schools are told of.
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
    """List all changes of all procedures.

    Args:
        manual: The manual.

    Returns:
        The changes, newest first.
    """
    return newest_first(change for page in manual.procedures.values() for change in manual.changes_of(page))


def selected(
    manual: Manual, procedure: str = "", audience: str = "", record: str = ""
) -> tuple[ChangeOf, ...]:
    """List the changes that have something in common.

    Args:
        manual: The manual.
        procedure: The address of the procedure that they changed; empty for any.
        audience: The id of an audience that the procedure is for; empty for any.
        record: The address of the learning record that they were made because of; empty for any.

    Returns:
        The changes for which everything that is given holds, newest first.
    """
    return tuple(
        change
        for change in every(manual)
        if (not procedure or change.page.address == procedure)
        and (not audience or manual.is_for(change.page, audience))
        and (not record or record in {ref.record for ref in change.change.learning})
    )


def since(changes: Sequence[ChangeOf], day: date) -> tuple[ChangeOf, ...]:
    """Leave out the changes that certainly came into force before a day.

    Args:
        changes: The changes.
        day: The first day that counts.

    Returns:
        The others in their order, among them those whose date is not precise enough to tell: "2024" is kept
        for any day of that year.
    """
    return tuple(change for change in changes if change.change.in_force.last >= day)


def because_of_learning(manual: Manual, first: date, last: date) -> tuple[ChangeOf, ...]:
    """List the changes that were made because of learning between two days.

    Args:
        manual: The manual.
        first: The first day that counts.
        last: The last day that counts.

    Returns:
        The changes whose date, as precisely as it is known, lies wholly between the two; newest first.
    """
    return tuple(
        change
        for change in every(manual)
        if change.change.learning
        and first <= change.change.in_force.first
        and change.change.in_force.last <= last
    )


def ahead(changes: Sequence[ChangeOf], today: date) -> tuple[ChangeOf, ...]:
    """List the changes that are approved and not yet in force.

    Args:
        changes: The changes, newest first.
        today: The day on which they are read.

    Returns:
        The changes, the one that comes into force next standing first.
    """
    return tuple(c for c in reversed(changes) if c.change.in_force.is_ahead_of(today))


def by_month(changes: Sequence[ChangeOf], today: date) -> tuple[Month, ...]:
    """Sort the changes that are in force by the month in which they came into force.

    Args:
        changes: The changes, newest first.
        today: The day on which they are read.

    Returns:
        The months, newest first. Changes of which only the year or business year is known have a group of
        their own.
    """
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
