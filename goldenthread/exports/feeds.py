"""Atom feeds of what changed: one for everything, and one for each audience.

Decides nothing about a change. Must not read the clock: a feed is the same bytes until something changed or
came into force.

In: the manual, and the day it is. Out: each feed by its path: `feeds(manual, today)["changes/feed.xml"]`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from feedgen.feed import FeedGenerator  # type: ignore[import-untyped]  # the library has no types

from goldenthread.manual.changes import every
from goldenthread.manual.manual import ChangeOf, Manual
from goldenthread.pages.environment import TEMPLATES
from goldenthread.pages.made.page import PageToMake
from goldenthread.pages.made.registry import with_feed
from goldenthread.pages.view import View
from goldenthread.text.dates import midnight
from goldenthread.text.links import absolute

NEWEST = 100
"""The most entries of a feed, which programs fetch every hour; the page and the tables have them all."""


@dataclass(frozen=True)
class Sent(View):
    """A frame that is read elsewhere: its links are whole addresses, or empty where the site has none."""

    def to(self, path: str, anchor: str = "") -> str:
        """Link to a page, or to an anchor on it."""
        return absolute(self.manual.partnership.site_url, path, anchor)


def feeds(manual: Manual, today: date) -> dict[str, bytes]:
    """Make every feed.

    Args:
        manual: The manual.
        today: The day it is: a change that is not yet in force is told as such.

    Returns:
        Atom (RFC 4287) by its path in the site.
    """
    told = announced(manual)
    return {
        page.feed: _atom(Sent(manual, today, page.path), page, _for_readers_of(page, told))
        for page in with_feed(manual)
    }


def _for_readers_of(page: PageToMake, told: Sequence[ChangeOf]) -> list[ChangeOf]:
    if not page.about:
        return list(told[:NEWEST])
    return [change for change in told if Manual.is_for(change.page, page.about)][:NEWEST]


def _atom(view: Sent, page: PageToMake, told: Sequence[ChangeOf]) -> bytes:
    manual = view.manual
    partnership = manual.partnership
    times = [updated(change, view.today) for change in told]
    feed = FeedGenerator()
    feed.id(manual.urn(f"feed/{page.about}" if page.about else "feed"))
    feed.title(partnership.marked(f"{partnership.name}: what changed{_for(view, page)}"))
    feed.subtitle(_subtitle(view))
    feed.updated(max(times, default=midnight(_last_review(manual))))
    feed.author({"name": partnership.name or "not stated"})
    feed.generator("Golden Thread")
    feed.language("en-GB")
    if here := view.to(page.path):
        feed.link([{"href": view.to(page.feed), "rel": "self"}, {"href": here, "rel": "alternate"}])
    template = TEMPLATES.get_template("feed_entry.html")
    for change, time_of in zip(told, times, strict=True):
        entry = feed.add_entry(order="append")
        entry.id(manual.urn(change.identity))
        entry.title(_title(view, change))
        entry.updated(time_of)
        entry.category(term=change.change.kind)
        entry.content(template.render(f=view, c=change), type="html")
        if there := view.to(change.page.path, change.anchor):
            entry.link(href=there, rel="alternate", type="text/html")
    return bytes(feed.atom_str(pretty=True))


def announced(manual: Manual) -> Sequence[ChangeOf]:
    """List the changes that are announced, newest first: no fixes, since nobody need act on them."""
    return [change for change in every(manual) if change.change.kind != "fix"]


def updated(change: ChangeOf, today: date) -> datetime:
    """Find when an entry last said something new.

    That is when it came into force or, until then, when it was approved; where no approval is stated, the
    page's last review stands in for it. A corrected word is nothing new.
    """
    said = change.change
    if not said.in_force.is_ahead_of(today):
        return midnight(said.in_force.first)
    return midnight(said.approved.on.first if said.approved else change.page.record.last_review.on)


def _last_review(manual: Manual) -> date:
    """Find the day of an empty feed; with the time of the build it would differ every time."""
    return max((page.record.last_review.on for page in manual.pages()), default=date(1970, 1, 1))


def _for(view: Sent, page: PageToMake) -> str:
    return f" for: {view.name('audiences', page.about)}" if page.about else ""


def _title(view: Sent, change: ChangeOf) -> str:
    said = change.change
    ahead = f"Approved, not yet in force: from {said.in_force}: " if view.is_ahead(said) else ""
    return view.manual.partnership.marked(f"{ahead}{change.page.record.title}: {said.what}")


def _subtitle(view: Sent) -> str:
    partnership = view.manual.partnership
    says = [
        f"The newest {NEWEST} changes of procedures that were clarified, changed or new. "
        "Small corrections ask nothing of you and are not announced."
    ]
    if partnership.worked_example:
        says.append("A worked example: it is no partnership's manual.")
    if not partnership.site_url:
        says.append("This copy of the manual has no address of its own, so nothing here is a link.")
    return " ".join(says)
