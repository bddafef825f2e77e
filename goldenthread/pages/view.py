"""What a template may ask about one page: its own facts, and the links and names that lead from it.

Gives words and links, and never HTML but for the QR code. Must not know how a page looks.

In: the manual, today, and where the page stands. Out: answers: `View(manual, today, page.path, page).version`
is "as changed 2021/22".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from markupsafe import Markup

from goldenthread.manual.data_records import Chapter, Contact
from goldenthread.manual.due import check_day, is_over
from goldenthread.manual.fields import NOT_STATED
from goldenthread.manual.learning_records import Action, Finding, LearningRecord
from goldenthread.manual.manual import ChangeOf, Manual, Page, is_of, newest_first
from goldenthread.manual.page_records import AnyPage, Briefing, Change, Guide, Procedure
from goldenthread.pages.phrases import NOT_HERE
from goldenthread.text import links
from goldenthread.text.dates import long_day
from goldenthread.text.qr_codes import qr_code


@dataclass(frozen=True)
class View:
    """What the templates may ask about one page."""

    manual: Manual
    today: date
    path: str
    page: Page[AnyPage] | None = None
    """None on a made page that stands for no record."""
    title: str = ""
    """Of a made page."""

    def to(self, path: str, anchor: str = "") -> str:
        """Link to a page, or to an anchor on it."""
        return links.link(self.path, path, anchor)

    def procedure(self, address: str) -> Page[Procedure] | None:
        """Find a procedure; None where it cannot be read."""
        return self.manual.procedures.get(address)

    def heading(self, page: Page[AnyPage], anchor: str) -> str:
        """Return the words of a heading."""
        return next((h.text for h in page.body.headings if h.anchor == anchor), anchor)

    def name(self, of: str, name: str) -> str:
        """Return what readers call an agency, group, area …"""
        return self.manual.name(of, name)

    def who(self, name: str) -> str:
        """Return what readers call an agency or a group."""
        found = self.manual.name("agencies", name)
        return found if found != name else self.manual.name("groups", name)

    def causes(self, change: Change) -> list[tuple[str, str]]:
        """List the text and link of all that a change was made because of."""
        found = []
        for ref in change.learning:
            if record := self.manual.learning.get(ref.record):
                found.append((record.record.title, self.to(record.path, ref.item)))
        for cause in change.because:
            if citation := self.manual.data.citations.get(cause):
                found.append((citation.title, self.to("sources.md", citation.id)))
        return found

    def after_what(self, change: Change) -> str:
        """Return what a change came after, in the fewest words: "a national review"."""
        records = (self.manual.learning.get(ref.record) for ref in change.learning)
        return " and ".join(dict.fromkeys(page.record.mark for page in records if page))

    def answers(self, finding: Finding) -> list[Action]:
        """List the actions of this record that answer a finding."""
        record = self.page.record if self.page else None
        actions = record.actions if isinstance(record, LearningRecord) else ()
        return [action for action in actions if finding.id in action.answers]

    def is_ahead(self, change: Change) -> bool:
        """Whether a change is approved and not yet in force."""
        return change.in_force.is_ahead_of(self.today)

    @cached_property
    def address(self) -> str:
        """The page's whole address, for paper and for other programs; empty where the site has none."""
        return links.absolute(self.manual.partnership.site_url, self.path)

    @cached_property
    def short_address(self) -> str:
        """The address as somebody reads it out or types it; empty where the site has none."""
        shortcut = self.manual.shortcut(self.page) if self.page else ""
        whole = links.absolute(self.manual.partnership.site_url, shortcut or self.path)
        return whole.partition("://")[2].rstrip("/")  # with its "www.": some hosts know no other name

    @cached_property
    def code(self) -> Markup:
        """The QR code of that address; nothing where there is none, for it would lead nowhere."""
        return qr_code(self.address) if self.address else Markup()

    @cached_property
    def version(self) -> str:
        """Which version of the page this is, in words that a print can be compared with."""
        record = self.page.record if self.page else None
        if isinstance(record, (Briefing, Guide)):
            return f"issued {long_day(record.issued)}"
        if self.page and is_of(self.page, Procedure):
            changes = self.manual.changes_of(self.page)
            now = next((c.change for c in changes if not self.is_ahead(c.change)), None)
            if now:
                return f"as changed {now.in_force}"
        if not record:
            return ""
        made = [review for review in record.reviews if review.outcome in ("written", "changed")]
        last = max(made or record.reviews, key=lambda review: review.on)
        return f"as {'changed' if last.outcome == 'changed' else 'written'} {long_day(last.on)}"

    @property
    def support(self) -> list[Contact]:
        """The contacts where whoever is upset finds support, and what replaced one that closed."""
        contacts = self.manual.data.contacts
        named = [contacts[id] for id in self.manual.partnership.support if id in contacts]
        ids = [(self.has_closed(c) and c.closed and c.closed.instead) or c.id for c in named]
        found = [contacts[id] for id in dict.fromkeys(ids) if id in contacts]
        return [contact for contact in found if not self.has_closed(contact)]

    def has_closed(self, contact: Contact) -> bool:
        """Whether a contact no longer answers."""
        return contact.is_closed(self.today)

    def is_over(self, day: date) -> bool:
        """Whether a last day has passed."""
        return is_over(day, self.today)

    def audiences_of(self, page: Page[AnyPage]) -> list[str]:
        """List every audience that a page is for; for "everybody", all of them."""
        return [a.id for a in self.manual.partnership.audiences if self.manual.is_for(page, a.id)]

    def areas_of(self, page: Page[AnyPage]) -> tuple[str, ...]:
        """List every area that a page is for: all of them where it names none."""
        return page.record.areas or tuple(area.id for area in self.manual.partnership.areas)

    def standing(self) -> list[Page[Procedure]]:
        """List the procedures that are not withdrawn, by title."""
        pages = (page for page in self.manual.procedures.values() if not page.record.withdrawn)
        return sorted(pages, key=lambda page: page.record.title)

    def withdrawn(self) -> list[Page[Procedure]]:
        """List the procedures that no longer stand, by title."""
        pages = (page for page in self.manual.procedures.values() if page.record.withdrawn)
        return sorted(pages, key=lambda page: page.record.title)

    def sections(self) -> dict[Chapter, list[Page[Procedure]]]:
        """List the chapters that hold something, with their procedures."""
        pages = self.standing()
        found = {s: [p for p in pages if p.record.section == s.id] for s in self.manual.partnership.sections}
        return {section: inside for section, inside in found.items() if inside}

    def changes(self, pages: Iterable[Page[Procedure]]) -> tuple[ChangeOf, ...]:
        """List what changed on some procedures, newest first."""
        return newest_first(change for page in pages for change in self.manual.changes_of(page))

    @property
    def has_audiences(self) -> bool:
        """Whether there are pages by audience."""
        return any(page.record.audience for page in self.manual.pages())

    @property
    def has_themes(self) -> bool:
        """Whether there are pages by theme."""
        return any(page.record.themes for page in self.manual.pages())

    @cached_property
    def by_child(self) -> list[Contact]:
        """The contacts whose right number depends on where the child lives, not on where the reader works."""
        return [c for c in self.manual.data.contacts.values() if c.chosen_by == "child"]

    @cached_property
    def holds_local_numbers(self) -> bool:
        """Whether any of these has a number to ring."""
        stated = (n.daytime or n.out_of_hours for c in self.by_child for n in c.areas.values())
        return any(number not in (None, NOT_STATED) for number in stated)

    def is_check_due(self, contact: Contact) -> bool:
        """Whether a contact was not checked for too long."""
        return is_over(check_day(self.manual, contact), self.today)

    @property
    def edit(self) -> str:
        """Where an editor changes this page in the browser; empty where the manual names no repository."""
        repository = self.manual.partnership.repository
        return f"{repository}/edit/main/{self.page.file}" if repository and self.page else ""

    @cached_property
    def mailbox(self) -> str:
        """Where to write about this page: its owner's mailbox, or the one for suggestions; empty without."""
        return self.manual.partnership.mailbox(self.page.record.owner if self.page else "")

    @property
    def letter(self) -> str:
        """The link that begins an e-mail to the owner about this page."""
        return self.write(self.mailbox, "Suggestion", "What should change, and why:")

    def write(self, mailbox: str, about: str, asks: str) -> str:
        """Write the link that begins an e-mail about this page, with its title, address and version."""
        title = self.page.record.title if self.page else self.title
        stands = [f"Page: {title}", f"Address: {self.address or links.url(self.path) or 'home page'}"]
        version = [f"Version: {self.version}"] if self.version else []
        subject = self.manual.partnership.marked(f"{about}: {title}")
        return links.letter(mailbox, subject, [NOT_HERE, "", *stands, *version, "", asks, "", ""])

    @property
    def form(self) -> str:
        """Where an editor suggests a change on GitHub; empty where the manual names no repository."""
        repository = self.manual.partnership.repository
        about = links.query({"template": "suggestion.yml", "page": self.address or links.url(self.path)})
        return f"{repository}/issues/new?{about}" if repository else ""

    @property
    def escalation(self) -> Page[Procedure] | None:
        """The procedure behind "Disagree with a decision?"."""
        return self.manual.procedures.get(self.manual.partnership.escalation)
