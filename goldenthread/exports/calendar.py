"""The calendar of what is due: reviews of pages, checks of contacts, and the next update of the manual.

Outside links are left out: a program asks them every week. Must not read the clock: a calendar is the same
bytes until somebody moved a day or a contact closed, and each event keeps its identity when its day moves.

In: the manual, and the day it is. Out: one file in iCalendar's format: `calendars(manual,
today)["due/calendar.ics"]`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from icalendar import Calendar, Event, vText

from goldenthread.manual.due import OUTSIDE_LINK, due
from goldenthread.manual.manual import Manual
from goldenthread.text.dates import When, exact, midnight
from goldenthread.text.links import absolute

PATH = "due/calendar.ics"
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Entry:
    """One event: all day, or all the days within which it will be."""

    name: str
    """Permanent within the manual, whatever the title or the day becomes."""
    when: When
    title: str
    says: str
    stamp: date
    """When somebody last looked at what the event is about."""
    owner: str = ""
    address: str = ""


def calendars(manual: Manual, today: date) -> dict[str, bytes]:
    """Make the calendar.

    Args:
        manual: The manual.
        today: The day it is: contacts that have closed are left out.

    Returns:
        iCalendar (RFC 5545) by its path in the site.
    """
    partnership = manual.partnership
    calendar = Calendar()
    calendar.add("prodid", "-//Golden Thread//What is due//EN")
    calendar.add("version", "2.0")
    # as vText: the library does not escape names that it does not know
    title = vText(partnership.marked(f"{partnership.name}: what is due"))
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)
    calendar.add("refresh-interval", DAY, parameters={"VALUE": "DURATION"})
    entries = sorted(entries_of(manual, today), key=lambda entry: (entry.when.first, entry.name))
    for entry in entries:
        calendar.add_component(_event(manual, entry))
    return {PATH: calendar.to_ical()}


def entries_of(manual: Manual, today: date) -> Iterator[Entry]:
    """Go through everything that has a day by which somebody must look at it, or write."""
    for item in due(manual, today):
        if item.day and item.seen and item.noun != OUTSIDE_LINK:
            owner = manual.name("groups", item.owner)
            says = f"Owner: {owner}. {item.so_far}"
            address = absolute(manual.partnership.site_url, item.path, item.anchor)
            yield Entry(item.name, exact(item.day), item.task, says, item.seen, owner, address)
    yield from _updates(manual)


def _updates(manual: Manual) -> Iterator[Entry]:
    partnership = manual.partnership
    stamp = max((page.record.last_review.on for page in manual.pages()), default=date(1970, 1, 1))
    home = absolute(partnership.site_url, "index.md")
    if when := partnership.next_update:
        says = f"The procedures change: {when}."
        yield Entry("next-update", when, "Next update of the manual", says, stamp, address=home)
    if day := partnership.suggestions_by:
        says = f"Suggestions go to: {partnership.suggestions}. Do not report a concern about a child there."
        title = "Last day for suggestions to the next update of the manual"
        yield Entry("suggestions-by", exact(day), title, says, stamp, address=home)


def _event(manual: Manual, entry: Entry) -> Event:
    partnership = manual.partnership
    event = Event()
    event.add("uid", f"{entry.name}@{partnership.id}")
    event.add("dtstamp", midnight(entry.stamp))
    event.add("dtstart", entry.when.first)
    event.add("dtend", entry.when.last + DAY)
    event.add("transp", "TRANSPARENT")  # nobody is busy all day because a review is due
    event.add("summary", partnership.marked(entry.title))
    event.add("description", partnership.marked(f"{entry.says} {entry.address}".strip()))
    if entry.owner:
        event.add("categories", [entry.owner])
    if entry.address:
        event.add("url", entry.address)
    return event
