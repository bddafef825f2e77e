"""What must be looked at again, by whom and by when: pages, contacts and the links of citations.

Knows records and days. Judges nothing (see `rules`), reads no clock, and must not know how it looks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from goldenthread.manual.manual import Manual

SOON_DAYS = 60
"""What falls due within these days is planned for now."""

CONSULTATION = "consultation"
"""What the last day for comments on a page is called."""

Stage = Literal["overdue", "soon", "later"]


@dataclass(frozen=True)
class Due:
    """One thing that must be looked at again."""

    day: date | None
    """None where nobody recorded that it was ever looked at."""
    title: str
    noun: str
    owner: str
    """A group of `data/partnership.yml`; empty where nobody is named."""
    path: str
    anchor: str = ""

    def stage(self, today: date) -> Stage:
        """Say how pressing it is: what nobody ever looked at is overdue."""
        if self.day is None or self.day < today:
            return "overdue"
        return "soon" if self.day <= today + timedelta(days=SOON_DAYS) else "later"


def due(manual: Manual) -> tuple[Due, ...]:
    """Give everything that has a day by which it must be looked at again, the earliest first."""
    return tuple(
        sorted(
            (*_pages(manual), *_consultations(manual), *_contacts(manual), *_links(manual)),
            key=lambda item: (item.day or date.min, item.title),
        )
    )


def _pages(manual: Manual) -> Iterable[Due]:
    for page in manual.pages():
        record = page.record
        yield Due(record.review_date, record.title, record.noun, record.owner, page.path)


def _consultations(manual: Manual) -> Iterable[Due]:
    for page in manual.procedures.values():
        if asked := page.record.consultation:
            yield Due(asked.closes, page.record.title, CONSULTATION, page.record.owner, page.path)


def _contacts(manual: Manual) -> Iterable[Due]:
    wait = timedelta(days=manual.partnership.intervals.contact_days)
    for contact in (c for c in manual.data.contacts.values() if not c.closed):
        checked = contact.checked
        yield Due(checked.on + wait, contact.name, "contact", checked.by, "contacts.md", contact.id)


def _links(manual: Manual) -> Iterable[Due]:
    wait = timedelta(days=manual.partnership.intervals.link_days)
    for citation in manual.data.citations.values():
        if citation.url:
            seen = citation.checked
            day, by = (seen.on + wait, seen.by) if seen else (None, "")
            yield Due(day, citation.title, "outside link", by, "sources.md", citation.id)
