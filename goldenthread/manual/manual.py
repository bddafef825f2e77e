"""The whole manual in memory, and the thread through it, readable from either end.

Built once per build by `reading`. Holds what was recorded and where; judges nothing (see `rules`)
and draws nothing (see `frame`).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath
from typing import Generic, TypeGuard, TypeVar
from uuid import NAMESPACE_URL, uuid5

from goldenthread.manual.data_records import Citation, Contact, LinkException, Partnership, Term
from goldenthread.manual.fields import LearningRef
from goldenthread.manual.learning_records import Action, LearningRecord, Response, Status
from goldenthread.manual.page_records import AnyPage, Briefing, Change, Guide, Procedure
from goldenthread.text.attachments import Inside
from goldenthread.text.dates import exact
from goldenthread.text.lined_yaml import Path
from goldenthread.text.problems import Problem
from goldenthread.text.scanner import Body

R = TypeVar("R", bound=AnyPage, covariant=True)

FOLDERS: Mapping[str, type[AnyPage]] = {
    "procedures": Procedure,
    "briefings/seven-minute": Briefing,
    "briefings/one-minute": Guide,
    "briefings/learning": LearningRecord,
    "docs": AnyPage,
}
"""Which record stands in which folder."""

SHORT = {"briefings/seven-minute": "7", "briefings/one-minute": "1"}
"""What the short address of a page begins with, where it is read out in a room: it leads to the first."""

EVERYONE = "everyone"
"""The audience that is in every other."""

NEEDS_ATTENTION: tuple[Status, ...] = (
    "not-started",
    "under-way",
    "not-known",
    "not-pursued",
    "met-another-way",
    "done",
    "already-right",
)
"""The statuses of an action's responses: the first that occurs speaks for the action."""
OPEN: tuple[Status, ...] = ("not-started", "under-way", "not-known")
"""What still needs somebody, the most pressing first."""


@dataclass(frozen=True)
class Page(Generic[R]):
    """One page that an author wrote, and the line of everything in it."""

    file: str
    """From the project's root, with forward slashes."""
    record: R
    lines: Mapping[Path, int]
    body: Body

    @property
    def address(self) -> str:
        """The permanent name: the file's name without its ending."""
        return PurePosixPath(self.file).stem

    @property
    def first_address(self) -> str:
        """The name that the page had first: what programs know it by."""
        return (*self.record.was, self.address)[0]

    @property
    def path(self) -> str:
        """Where the page stands in the site's source: `docs/` is its top."""
        return self.file.removeprefix("docs/")

    def line(self, *path: str | int) -> int:
        """Give the line of a field, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Everything on the page that a link may point to."""
        found = {heading.anchor for heading in self.body.headings}
        if isinstance(self.record, LearningRecord):
            found |= {action.id for action in self.record.actions}
            found |= {finding.id for finding in self.record.findings}
        return frozenset(found | set(self.record.moved))


K = TypeVar("K", bound=AnyPage)


def is_of(page: Page[AnyPage], kind: type[K]) -> TypeGuard[Page[K]]:
    """Say whether a page's record is of a kind."""
    return isinstance(page.record, kind)


@dataclass(frozen=True)
class Unread:
    """A page whose front matter cannot be read: it exists, so links to it are no second problem."""

    file: str
    body: Body | None


@dataclass(frozen=True)
class Data:
    """The files of `data/`. One that cannot be read is empty and named in `unread`."""

    partnership: Partnership
    contacts: Mapping[str, Contact]
    glossary: tuple[Term, ...]
    citations: Mapping[str, Citation]
    unread: frozenset[str]
    lines: Mapping[str, Mapping[Path, int]]
    """By the file's name without its ending."""
    exceptions: tuple[LinkException, ...] = ()
    """The outside links that are not asked; their file need not be there."""


@dataclass(frozen=True)
class ChangeOf:
    """A change and the procedure that it changed."""

    page: Page[Procedure]
    index: int
    change: Change

    @property
    def anchor(self) -> str:
        """Where the change stands on its procedure's page, for ever: by its date, and by nothing said of it.

        A date that was corrected does not move it. A second change of the same date is counted from the
        oldest, which stands last in the file.
        """
        older = self.page.record.changes[self.index + 1 :]
        dated = self.change.first_dated
        before = sum(other.first_dated == dated for other in older)
        return f"changed-{dated.key}" + (f"-{before + 1}" if before else "")

    @property
    def identity(self) -> str:
        """The permanent name of the change: the procedure's first address, and the anchor."""
        return f"{self.page.first_address}/{self.anchor}"


@dataclass(frozen=True)
class ReadAt:
    """A response that points at a procedure as it stands: it claims no change."""

    record: Page[LearningRecord]
    action: Action
    response: Response
    anchor: str


@dataclass(frozen=True, repr=False)  # the macros plugin writes all it is handed into its log
class Manual:
    """Every page by its address, unique within its kind, with the data and what could not be read."""

    data: Data
    procedures: Mapping[str, Page[Procedure]]
    briefings: Mapping[str, Page[Briefing]]
    guides: Mapping[str, Page[Guide]]
    learning: Mapping[str, Page[LearningRecord]]
    plain: Mapping[str, Page[AnyPage]]
    """Pages of `docs/`, by their path below it without the ending."""
    unread: Mapping[str, Unread]
    """By file."""
    assets: frozenset[str]
    """Other files of `docs/`, by file."""
    problems: tuple[Problem, ...] = field(default=())
    """What reading found."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """All that was written, by file: pages and data files, whether or not they could be understood."""
    insides: Mapping[str, Inside] = field(default_factory=dict)
    """What is in each of the assets, by file."""

    def pages(self) -> Iterator[Page[AnyPage]]:
        """Go through every page that could be read."""
        for shelf in (self.procedures, self.briefings, self.guides, self.learning, self.plain):
            yield from shelf.values()

    @cached_property
    def by_file(self) -> Mapping[str, Page[AnyPage]]:
        """Every page that could be read, by its file."""
        return {page.file: page for page in self.pages()}

    @property
    def partnership(self) -> Partnership:
        """What the partnership says of itself."""
        return self.data.partnership

    @cached_property
    def public_words(self) -> frozenset[str]:
        """Give the words of names that are nobody's, in small letters, and the manual's own mailboxes."""
        data, said = self.data, self.partnership
        lists = (said.areas, said.agencies, said.groups, said.audiences, said.sections, said.themes)
        names = [one.name for some in (*lists, said.source_types) for one in some]
        names += [said.name, said.short_name, *(contact.name for contact in data.contacts.values())]
        names += [f"{term.term} {term.stands_for or ''}" for term in data.glossary]
        names += [citation.title for citation in data.citations.values()]
        names += [page.record.title for page in self.pages()]
        words = {word for name in names for word in re.findall(r"[\w']+", name.lower())}
        numbers = [n for contact in data.contacts.values() for n in (contact, *contact.areas.values())]
        mailboxes = {said.suggestions, *(group.mailbox for group in said.groups)}
        mailboxes |= {n.email for n in numbers if n.email}
        for page in self.procedures.values():
            if page.record.consultation:
                mailboxes.add(page.record.consultation.send_to)
        return frozenset(words | {mailbox.lower() for mailbox in mailboxes})

    def urn(self, name: str) -> str:
        """Name a part of the manual for other programs: for ever, wherever the site may be."""
        return uuid5(NAMESPACE_URL, f"golden-thread:{self.partnership.id}/{name}").urn

    def former(self) -> Iterator[tuple[str, Page[AnyPage]]]:
        """Go through every path that a page once had, with the page that has it now."""
        for page in self.pages():
            folder = page.path.rpartition("/")[0]
            for address in page.record.was:
                yield f"{folder}/{address}.md".lstrip("/"), page

    def shortcut(self, page: Page[AnyPage]) -> str:
        """Give the path that leads to a page in few words; empty where nobody reads its address out."""
        folder = page.path.rpartition("/")[0]
        return f"{SHORT[folder]}/{page.address}.md" if folder in SHORT else ""

    def shortcuts(self) -> Iterator[tuple[str, Page[AnyPage]]]:
        """Go through every short path, those of former addresses included: what was printed leads on."""
        for page in self.pages():
            if short := self.shortcut(page):
                for address in (*page.record.was, page.address):
                    yield f"{short.partition('/')[0]}/{address}.md", page

    def is_unread(self, folder: str, address: str) -> bool:
        """Say whether a page is there and only cannot be read."""
        return f"{folder}/{address}.md" in self.unread

    @staticmethod
    def is_for(page: Page[AnyPage], audience: str) -> bool:
        """Say whether a page is for an audience: it names it, or everybody, or nobody in particular."""
        return not page.record.audience or not {audience, EVERYONE}.isdisjoint(page.record.audience)

    def name(self, of: str, name: str) -> str:
        """Give the reader's name of an area, agency, group …; the id itself where there is none."""
        return self._names.get((of, name), name)

    @cached_property
    def _names(self) -> Mapping[tuple[str, str], str]:
        lists = ("areas", "agencies", "groups", "audiences", "sections", "themes", "source_types")
        return {(of, item.id): item.name for of in lists for item in getattr(self.partnership, of)}

    def action(self, ref: LearningRef) -> Action | None:
        """Find the action that an address such as a-review/d names."""
        page = self.learning.get(ref.record)
        return next((a for a in page.record.actions if a.id == ref.item), None) if page else None

    def has_learning(self, ref: LearningRef) -> bool:
        """Say whether a record, or an action or finding of it, exists or only cannot be read."""
        if self.is_unread("briefings/learning", ref.record):
            return True
        page = self.learning.get(ref.record)
        if not page or not ref.item:
            return page is not None
        ids = {action.id for action in page.record.actions} | {finding.id for finding in page.record.findings}
        return ref.item in ids

    # --- the thread: each fact is recorded once, and both ends are read from these indexes ---

    def changes_of(self, page: Page[Procedure]) -> tuple[ChangeOf, ...]:
        """All changes of a procedure, newest first."""
        found = [ChangeOf(page, i, change) for i, change in enumerate(page.record.changes)]
        return tuple(sorted(found, key=lambda c: c.change.in_force, reverse=True))

    @cached_property
    def _changes_by_action(self) -> Mapping[LearningRef, tuple[ChangeOf, ...]]:
        found = defaultdict(list)
        for page in self.procedures.values():
            for change in self.changes_of(page):
                for ref in change.change.learning:
                    found[ref].append(change)
        return {ref: newest_first(changes) for ref, changes in found.items()}

    def changed_by(self, record: str, action: str) -> tuple[ChangeOf, ...]:
        """What an action changed, newest first."""
        return self._changes_by_action.get(LearningRef(record, action), ())

    @cached_property
    def _read_at(self) -> Mapping[str, tuple[ReadAt, ...]]:
        found = defaultdict(list)
        for page in self.learning.values():
            for action in page.record.actions:
                for response in action.responses:
                    for place in response.read_at:
                        found[place.address].append(ReadAt(page, action, response, place.anchor))
        return {address: tuple(pointers) for address, pointers in found.items()}

    def pointing_at(self, page: Page[Procedure]) -> tuple[ReadAt, ...]:
        """The learning that found a procedure right already, or that points at it."""
        return self._read_at.get(page.address, ())

    @cached_property
    def _teaching(self) -> Mapping[str, tuple[Page[Briefing] | Page[Guide], ...]]:
        found: dict[str, list[Page[Briefing] | Page[Guide]]] = defaultdict(list)
        for page in self.taught():
            for address in dict.fromkeys(place.address for place in page.record.procedures):
                found[address].append(page)
        return {address: tuple(pages) for address, pages in found.items()}

    def taught(self) -> Iterator[Page[Briefing] | Page[Guide]]:
        """Go through all briefings and guides, newest first."""
        both: list[Page[Briefing] | Page[Guide]] = [*self.briefings.values(), *self.guides.values()]
        yield from sorted(both, key=lambda page: page.record.issued, reverse=True)

    def teaching(self, page: Page[Procedure]) -> tuple[Page[Briefing] | Page[Guide], ...]:
        """The briefings and guides about a procedure, newest first."""
        return self._teaching.get(page.address, ())

    def carrying(self, page: Page[LearningRecord]) -> tuple[Page[Briefing] | Page[Guide], ...]:
        """The briefings and guides that carry a record's learning, newest first."""
        return self._carrying.get(page.address, ())

    @cached_property
    def _carrying(self) -> Mapping[str, tuple[Page[Briefing] | Page[Guide], ...]]:
        found: dict[str, list[Page[Briefing] | Page[Guide]]] = defaultdict(list)
        for page in self.taught():
            for record in dict.fromkeys(ref.record for ref in page.record.learning):
                found[record].append(page)
        return {record: tuple(pages) for record, pages in found.items()}

    @cached_property
    def _related(self) -> Mapping[str, tuple[Page[Procedure], ...]]:
        found: dict[str, dict[str, Page[Procedure]]] = defaultdict(dict)
        for page in self.procedures.values():
            for address in page.record.related:
                if other := self.procedures.get(address):
                    found[page.address][address] = other
                    found[address][page.address] = page
        return {address: tuple(pages.values()) for address, pages in found.items()}

    def related(self, page: Page[Procedure]) -> tuple[Page[Procedure], ...]:
        """Procedures that this one names, or that name it."""
        return self._related.get(page.address, ())

    def replacing(self, page: Page[Procedure]) -> tuple[Page[Procedure], ...]:
        """The withdrawn procedures that this one replaces."""
        return tuple(
            other
            for other in self.procedures.values()
            if other.record.withdrawn and other.record.withdrawn.replaced_by == page.address
        )

    def moved_on(self, page: Page[Briefing] | Page[Guide]) -> tuple[ChangeOf, ...]:
        """The changes of practice that came certainly after a briefing or guide was issued."""
        changes = [
            change
            for address in dict.fromkeys(place.address for place in page.record.procedures)
            if address in self.procedures
            for change in self.changes_of(self.procedures[address])
            if change.change.changes_practice and change.change.in_force.is_after(exact(page.record.issued))
        ]
        return newest_first(changes)

    def status_of(self, record: Page[LearningRecord], action: Action, today: date) -> Status:
        """The status that most needs attention among an action's responses and changes.

        A change that is approved and not yet in force is under way, and not done.
        """
        found: set[Status] = {response.status for response in action.responses}
        for change in self.changed_by(record.address, action.id):
            found.add("under-way" if change.change.in_force.is_ahead_of(today) else "done")
        return next((status for status in NEEDS_ATTENTION if status in found), "not-known")


def newest_first(changes: Iterable[ChangeOf]) -> tuple[ChangeOf, ...]:
    """Sort changes by when they came into force, the newest first."""
    return tuple(sorted(changes, key=lambda c: c.change.in_force, reverse=True))
