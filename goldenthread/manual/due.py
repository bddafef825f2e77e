"""What must be looked at again: by when, by whom, and in which words a reader or an editor is told.

The one judge of it: rules, pages, the calendar, search and the scripts ask here. Knows records and days.
Reads no clock, and must not know how it looks.

In: the manual, and the day it is. Out: everything that has a day, the earliest first, with its words.

    >>> due_by(date(2027, 11, 20), date(2027, 11, 21))
    'was due 20 November 2027'
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from goldenthread.manual.data_records import Contact
from goldenthread.manual.manual import OPEN, Manual, Page
from goldenthread.manual.page_records import AnyPage, Review
from goldenthread.text.dates import long_day

SOON_DAYS = 60
"""How many days ahead something counts as due soon, so that it can be planned."""

Stage = Literal["overdue", "soon", "later"]
STAGES: Mapping[Stage, str] = {"overdue": "Overdue", "soon": f"Due within {SOON_DAYS} days", "later": "Later"}
"""How pressing it is, in words."""

OUTCOMES = {
    "written": "Written",
    "changed": "Reviewed and changed",
    "no-change": "Reviewed without change",
    "deferred": "Review put off",
}
"""What came of a review, in words."""

OUTSIDE_LINK = "outside link"
"""The noun for the link of a citation."""


@dataclass(frozen=True)
class Due:
    """One thing that must be looked at again, and what is said of it."""

    day: date | None
    """The last day on which it is in time; None where nobody recorded that it was ever looked at."""
    title: str
    noun: str
    owner: str
    """A group of `data/partnership.yml`; empty where nobody is named."""
    path: str
    anchor: str = ""
    file: str = ""
    line: int = 1
    """The line of the file on which an editor writes that it was looked at."""
    wrong: str = ""
    """What an editor is told to be wrong once the day is over."""
    do: str = ""
    """What an editor is told to do about it."""
    name: str = ""
    """The permanent name of its event in a calendar, whatever the title or the day becomes."""
    task: str = ""
    """What somebody must do by the day, and to what."""
    seen: date | None = None
    """When somebody last looked at it."""
    so_far: str = ""
    """What came of that, as a sentence."""

    def is_over(self, today: date) -> bool:
        """Whether it is overdue; what nobody ever looked at is overdue as well."""
        return self.day is None or is_over(self.day, today)

    def stage(self, today: date) -> Stage:
        """Return how pressing it is."""
        if self.day is None or is_over(self.day, today):
            return "overdue"
        return "soon" if self.day <= today + timedelta(days=SOON_DAYS) else "later"


def is_over(day: date, today: date) -> bool:
    """Whether a last day has passed: on the day itself, everything is still in time.

    Args:
        day: The last day.
        today: The day it is.

    Returns:
        True from the day after.
    """
    return day < today


def due_by(day: date, today: date) -> str:
    """Write by when a page must be looked at again, for the middle of a line.

    Args:
        day: The last day on which its review is in time.
        today: The day it is.

    Returns:
        Such as "due 20 November 2027", or "was due …" once that is over.
    """
    return f"{'was due' if is_over(day, today) else 'due'} {long_day(day)}"


def overdue_since(day: date) -> str:
    """Write that the review of a page is late.

    Args:
        day: The day by which it was due.

    Returns:
        Such as "Review overdue since 20 November 2027", without a full stop.
    """
    return f"Review overdue since {long_day(day)}"


def overdue_advice(owner: str, before: str) -> str:
    """Write what a reader should do about a page whose review is late.

    Args:
        owner: The name of the group that answers for the page.
        before: What the reader should not do without asking, such as "rely on this page".

    Returns:
        One sentence.
    """
    return f"Check with the {owner} before you {before}."


def looked_at(review: Review) -> str:
    """Write what was last done with a page, and when.

    Args:
        review: The page's newest review.

    Returns:
        Such as "Written 21 November 2026": a page that was only written was not reviewed.
    """
    return f"{OUTCOMES[review.outcome]} {long_day(review.on)}"


def comments_closed(day: date) -> str:
    """Write that it is too late to comment.

    Args:
        day: The last day on which comments were welcome.

    Returns:
        One sentence.
    """
    return f"Comments closed on {long_day(day)}."


def due(manual: Manual, today: date) -> tuple[Due, ...]:
    """List everything that readers are shown as due on some day.

    Args:
        manual: The manual.
        today: The day it is: contacts that have closed are left out.

    Returns:
        The reviews of pages, consultations, checks of contacts and outside links, the earliest first.
    """
    found = (*reviews(manual), *consultations(manual), *contacts(manual, today), *_links(manual))
    return tuple(sorted(found, key=lambda item: (item.day or date.min, item.title)))


def reviews(manual: Manual) -> Iterator[Due]:
    """Go through the reviews of all pages.

    Args:
        manual: The manual.

    Returns:
        One item for each page, due on its `review_date`.
    """
    for page in manual.pages():
        record, last = page.record, page.record.last_review
        where = page.file.rpartition("/")[0].replace("/", "--")  # no address holds two hyphens
        yield Due(
            **_of(page, "review_date"),
            day=record.review_date,
            noun=record.noun,
            name=f"review-{where}--{page.first_address}",
            task=f"Review the {record.noun}: {record.title}",
            seen=last.on,
            so_far=f"{looked_at(last)}.",
            wrong=f"The review was due on {long_day(record.review_date)}.",
            do="Review the page, and add the review to reviews:.",
        )


def consultations(manual: Manual) -> Iterator[Due]:
    """Go through the last days for comments on procedures under review.

    Args:
        manual: The manual.

    Returns:
        One item for each procedure that asks for comments.
    """
    for page in manual.procedures.values():
        if asked := page.record.consultation:
            yield Due(
                **_of(page, "consultation"),
                day=asked.closes,
                noun="consultation",
                name=f"comments-{page.first_address}",
                task=f"Comments close: {page.record.title}",
                seen=page.record.last_review.on,
                so_far="The page is under review.",
                wrong=comments_closed(asked.closes),
                do="Take consultation: out, and under_review: too where the review is finished.",
            )


def contacts(manual: Manual, today: date) -> Iterator[Due]:
    """Go through the checks of contacts.

    Args:
        manual: The manual.
        today: The day it is.

    Returns:
        One item for each contact, but for those that have closed or will have before the check is due.
    """
    days = manual.partnership.intervals.contact_days
    for index, contact in enumerate(manual.data.contacts.values()):
        day = check_day(manual, contact)
        if contact.is_closed(max(day, today)):
            continue
        yield Due(
            day=day,
            title=contact.name,
            noun="contact",
            owner=contact.checked.by,
            path="contacts.md",
            anchor=contact.id,
            file="data/contacts.yml",
            line=manual.data.line("contacts", index, "checked"),
            name=f"contact-{contact.id}",
            task=f"Check the contact: {contact.name}",
            seen=contact.checked.on,
            so_far=f"Last checked on {long_day(contact.checked.on)}.",
            wrong=f'"{contact.name}" was last checked on {long_day(contact.checked.on)}.',
            do=f"Ring it, and write today's date under checked: (due every {days} days).",
        )


def check_day(manual: Manual, contact: Contact) -> date:
    """Find the last day on which the check of a contact is in time.

    Args:
        manual: The manual, whose partnership says how many days a contact may wait.
        contact: The contact.

    Returns:
        The day of its last check, and so many days later.
    """
    return contact.checked.on + timedelta(days=manual.partnership.intervals.contact_days)


def deadlines(manual: Manual, today: date) -> Iterator[Due]:
    """Go through the days by which open actions were to be done or looked at again.

    Args:
        manual: The manual.
        today: The day it is: a change that is not yet in force leaves its action open.

    Returns:
        One item for each such day of an action that is not started, under way, or of which nothing is known.
    """
    for page in manual.learning.values():
        for index, action in enumerate(page.record.actions):
            if manual.status_of(page, action, today) not in OPEN:
                continue
            for field, when in (("by_when", action.by_when), ("check_again", action.check_again)):
                if when:
                    yield Due(
                        **_of(page, "actions", index, field),
                        day=when.last,
                        noun="action",
                        anchor=action.id,
                        wrong=f'Action "{action.id}" was due {when} and is still open.',
                        do="Write under responses: what was done, or that it is not known.",
                    )


def exceptions(manual: Manual) -> Iterator[Due]:
    """Go through the outside links that no program asks, and that somebody opens by hand.

    Args:
        manual: The manual.

    Returns:
        One item for each entry of `data/link-exceptions.yml`.
    """
    days = manual.partnership.intervals.link_days
    for index, exception in enumerate(manual.data.exceptions):
        yield Due(
            day=exception.on + timedelta(days=days),
            title=exception.address,
            noun="exception",
            owner="",
            path="",
            file="data/link-exceptions.yml",
            line=manual.data.line("link-exceptions", index, "on"),
            wrong=f'"{exception.address}" was last opened by hand on {long_day(exception.on)}.',
            do=f"Open it, and write today's date under on: (due every {days} days).",
        )


def _links(manual: Manual) -> Iterator[Due]:
    wait = timedelta(days=manual.partnership.intervals.link_days)
    for citation in manual.data.citations.values():
        if citation.url:
            seen = citation.checked
            day, by = (seen.on + wait, seen.by) if seen else (None, "")
            yield Due(day, citation.title, OUTSIDE_LINK, by, "sources.md", citation.id)


def _of(page: Page[AnyPage], *field: str | int) -> dict[str, Any]:
    """Return what is told of anything due on a page: its title and owner, and where an editor finds it."""
    record = page.record
    where = {"path": page.path, "file": page.file, "line": page.line(*field)}
    return {"title": record.title, "owner": record.owner, **where}
