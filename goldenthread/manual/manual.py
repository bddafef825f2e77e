"""The whole manual in memory, and the thread through it, readable from either end.

Holds what was recorded and where it stands. Must not judge anything (see `rules`), nor draw it (see `pages`).

In: what `reading` made of the files, once a build. Out: pages and entries by name, and both ends of each
fact: `changed_by("a-review", "d")` lists what an action changed, and the `learning` of a change names that
action.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from pathlib import PurePosixPath
from typing import Any, Generic, TypeGuard, TypeVar
from uuid import NAMESPACE_URL, uuid5

from goldenthread.manual.data_records import Citation, Contact, LinkException, Partnership, Term
from goldenthread.manual.fields import (
    BRIEFINGS,
    CITATIONS,
    CONTACTS,
    GUIDES,
    LEARNING,
    PROCEDURES,
    LearningRef,
)
from goldenthread.manual.kinds import DOCS, place
from goldenthread.manual.learning_records import Action, LearningRecord, Response, Status
from goldenthread.manual.page_records import AnyPage, Briefing, Change, Guide, Procedure
from goldenthread.manual.references import Reference, in_record, in_text
from goldenthread.text.dates import exact
from goldenthread.text.lined_yaml import Path, nearest_line
from goldenthread.text.pictures import Inside
from goldenthread.text.problems import Problem
from goldenthread.text.scanner import Body

R = TypeVar("R", bound=AnyPage, covariant=True)

SHORT = {BRIEFINGS: "7", GUIDES: "1"}
"""What the short path of a briefing or guide begins with: "7/neglect" can be read out in a room."""

EVERYONE = "everyone"
"""The audience that everybody belongs to."""

PARTNERSHIP = "data/partnership.yml"

NEEDS_ATTENTION: tuple[Status, ...] = (
    "not-started",
    "under-way",
    "not-known",
    "not-pursued",
    "met-another-way",
    "done",
    "already-right",
)
"""The statuses of responses, the most pressing first: the first that occurs is the status of the action."""
OPEN: tuple[Status, ...] = ("not-started", "under-way", "not-known")
"""The statuses of an action that somebody must still attend to, the most pressing first."""


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
    def place(self) -> tuple[str, str]:
        """Its folder, and its name there: a page of `docs/` may stand in a folder below."""
        return place(self.file)

    @property
    def first_address(self) -> str:
        """The first name that the page ever had; feeds and calendars know it by this one."""
        return (*self.record.was, self.address)[0]

    @property
    def path(self) -> str:
        """Where the page stands in the site's source: `docs/` is the top of it."""
        return self.file.removeprefix("docs/")

    def line(self, *path: str | int) -> int:
        """Find the line of a field, or of the nearest thing around it."""
        return nearest_line(self.lines, path)

    @cached_property
    def named(self) -> tuple[Reference, ...]:
        """What its fields name."""
        return tuple(in_record(self.file, self.record, self.line))

    def is_named_by(self, one: Reference) -> bool:
        """Whether a reference names this page."""
        return one.target == self.place

    @cached_property
    def mentioned(self) -> tuple[Reference, ...]:
        """What its text names: in words, links and blocks for areas."""
        return tuple(in_text(self.file, self.path, self.body))

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Everything on the page that a link may point to."""
        found = {heading.anchor for heading in self.body.headings}
        if isinstance(self.record, LearningRecord):
            found |= set(self.record.ids)
        return frozenset(found | set(self.record.moved))


K = TypeVar("K", bound=AnyPage)


def is_of(page: Page[AnyPage], kind: type[K]) -> TypeGuard[Page[K]]:
    """Whether a page is of a kind.

    Args:
        page: Any page.
        kind: The record of the kind, such as `Procedure`.

    Returns:
        True where the page's record is one of that kind.
    """
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

    @cached_property
    def entries(self) -> Mapping[str, tuple[Contact | Term | Citation, ...]]:
        """What each file that is a list holds, by its name without its ending."""
        contacts, citations = tuple(self.contacts.values()), tuple(self.citations.values())
        return {CONTACTS: contacts, "glossary": self.glossary, CITATIONS: citations}

    def line(self, name: str, *path: str | int) -> int:
        """Find the line of a field of a file, or of the nearest thing around it."""
        return nearest_line(self.lines.get(name, {}), path)

    @cached_property
    def named(self) -> tuple[Reference, ...]:
        """What the files name, the partnership's first."""
        found = [*in_record(PARTNERSHIP, self.partnership, partial(self.line, "partnership"))]
        for name, entries in self.entries.items():
            for index, entry in enumerate(entries):
                found += in_record(f"data/{name}.yml", entry, partial(self.line, name), (index,))
        return tuple(found)


@dataclass(frozen=True)
class ChangeOf:
    """A change and the procedure that it changed."""

    page: Page[Procedure]
    index: int
    change: Change

    @property
    def anchor(self) -> str:
        """The permanent anchor of the change on its procedure's page, made from its date alone.

        A corrected date does not move it, since the date that was published first counts. A second change of
        the same date gets a number, counted from the oldest, which stands last in the file.
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


@dataclass(frozen=True, repr=False)  # mkdocs-macros-plugin writes everything that it is handed into its log
class Manual:
    """Every page by its address, unique within its kind, with the data and what could not be read."""

    data: Data
    shelves: Mapping[str, Mapping[str, Page[Any]]]
    """The pages by their folder and address; those of `docs/` by their path below it without the ending."""
    unread: Mapping[str, Unread]
    """The pages that could not be read, by file."""
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
        for shelf in self.shelves.values():
            yield from shelf.values()

    @property
    def procedures(self) -> Mapping[str, Page[Procedure]]:
        """The procedures, by address."""
        return self.shelves[PROCEDURES]

    @property
    def briefings(self) -> Mapping[str, Page[Briefing]]:
        """The 7-minute briefings, by address."""
        return self.shelves[BRIEFINGS]

    @property
    def guides(self) -> Mapping[str, Page[Guide]]:
        """The one-minute guides, by address."""
        return self.shelves[GUIDES]

    @property
    def learning(self) -> Mapping[str, Page[LearningRecord]]:
        """The learning records, by address."""
        return self.shelves[LEARNING]

    @property
    def plain(self) -> Mapping[str, Page[AnyPage]]:
        """The pages of `docs/`, by their path below it without the ending."""
        return self.shelves[DOCS]

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
        """The words, in small letters, of names that are no person's; and the manual's own mailboxes."""
        data, said = self.data, self.partnership
        names = [one.name for of in said.lists for one in said.listed(of)]
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
        """Name a part of the manual for other programs: the same wherever the site is published."""
        return uuid5(NAMESPACE_URL, f"golden-thread:{self.partnership.id}/{name}").urn

    def former(self) -> Iterator[tuple[str, Page[AnyPage]]]:
        """Go through every path that a page had before it was renamed, with the page that has it now."""
        for page in self.pages():
            folder = page.path.rpartition("/")[0]
            for address in page.record.was:
                yield f"{folder}/{address}.md".lstrip("/"), page

    def shortcut(self, page: Page[AnyPage]) -> str:
        """Return the short path of a briefing or guide, to be read out in a room; empty for other pages."""
        folder = page.path.rpartition("/")[0]
        return f"{SHORT[folder]}/{page.address}.md" if folder in SHORT else ""

    def shortcuts(self) -> Iterator[tuple[str, Page[AnyPage]]]:
        """Go through every short path, also those of former addresses: what was printed still leads on."""
        for page in self.pages():
            if short := self.shortcut(page):
                for address in (*page.record.was, page.address):
                    yield f"{short.partition('/')[0]}/{address}.md", page

    def is_unread(self, folder: str, address: str) -> bool:
        """Whether a page exists and cannot be read."""
        return f"{folder}/{address}.md" in self.unread

    @staticmethod
    def is_for(page: Page[AnyPage], audience: str) -> bool:
        """Whether a page is for an audience: it names it, or everybody, or no audience at all."""
        return not page.record.audience or not {audience, EVERYONE}.isdisjoint(page.record.audience)

    def name(self, of: str, name: str) -> str:
        """Return what readers call an area, agency, group …; the id itself where there is no such entry."""
        return self._names.get((of, name), name)

    @cached_property
    def _names(self) -> Mapping[tuple[str, str], str]:
        said = self.partnership
        return {(of, one.id): one.name for of in said.lists for one in said.listed(of)}

    def action(self, ref: LearningRef) -> Action | None:
        """Find the action that an address such as a-review/d names."""
        page = self.learning.get(ref.record)
        return next((a for a in page.record.actions if a.id == ref.item), None) if page else None

    def has_learning(self, ref: LearningRef) -> bool:
        """Whether a record, or an action or finding of it, exists; also where the record cannot be read."""
        if self.is_unread(LEARNING, ref.record):
            return True
        page = self.learning.get(ref.record)
        return page is not None and ref.item in ("", *page.record.ids)

    # --- the thread: each fact is recorded once, and both ends are read from these indexes ---

    def changes_of(self, page: Page[Procedure]) -> tuple[ChangeOf, ...]:
        """All changes of a procedure, newest first."""
        found = [ChangeOf(page, i, change) for i, change in enumerate(page.record.changes)]
        return tuple(sorted(found, key=lambda c: c.change.in_force, reverse=True))

    @cached_property
    def named(self) -> tuple[Reference, ...]:
        """What the fields of all pages name, then those of the data files."""
        return (*(one for page in self.pages() for one in page.named), *self.data.named)

    @cached_property
    def mentioned(self) -> tuple[Reference, ...]:
        """What the texts of all pages name."""
        return tuple(one for page in self.pages() for one in page.mentioned)

    @cached_property
    def _naming(self) -> Mapping[tuple[str, str], list[Reference]]:
        return _by_target(self.named)

    @cached_property
    def _mentioning(self) -> Mapping[tuple[str, str], list[Reference]]:
        return _by_target(self.mentioned)

    def naming(self, to: str, name: str) -> Sequence[Reference]:
        """List every field that names a page (by its folder and address) or an entry of `data/`."""
        return self._naming.get((to, name), ())

    def mentioning(self, to: str, name: str) -> Sequence[Reference]:
        """List every place of a text that names a page (by its folder and address) or an entry of `data/`."""
        return self._mentioning.get((to, name), ())

    def _fields_naming(self, page: Page[AnyPage], field: str) -> Iterator[tuple[Page[AnyPage], Reference]]:
        """Go through the pages that name another in one of their fields, with each place."""
        for one in self.naming(*page.place):
            if one.path[0] == field and (there := self.by_file.get(one.file)):
                yield there, one

    def changed_by(self, record: str, action: str) -> tuple[ChangeOf, ...]:
        """What an action changed, newest first."""
        found = []
        for one in self.naming(LEARNING, record):
            page = self.by_file.get(one.file)
            if page and is_of(page, Procedure) and one.path[0] == "changes" and one.part == action:
                index = int(one.path[1])
                found.append(ChangeOf(page, index, page.record.changes[index]))
        return newest_first(found)

    def pointing_at(self, page: Page[Procedure]) -> tuple[ReadAt, ...]:
        """List the learning that found a procedure right already, or that says it can be read there."""
        found = []
        for there, one in self._fields_naming(page, "actions"):
            if is_of(there, LearningRecord):
                action = there.record.actions[int(one.path[1])]
                found.append(ReadAt(there, action, action.responses[int(one.path[3])], one.part))
        return tuple(found)

    def taught(self) -> Iterator[Page[Briefing] | Page[Guide]]:
        """Go through all briefings and guides, newest first."""
        yield from _latest((*self.briefings.values(), *self.guides.values()))

    def teaching(self, page: Page[Procedure]) -> tuple[Page[Briefing] | Page[Guide], ...]:
        """The briefings and guides about a procedure, newest first."""
        return _latest(there for there, _ in self._fields_naming(page, "procedures"))

    def carrying(self, page: Page[LearningRecord]) -> tuple[Page[Briefing] | Page[Guide], ...]:
        """The briefings and guides that carry a record's learning, newest first."""
        return _latest(there for there, _ in self._fields_naming(page, "learning"))

    def related(self, page: Page[Procedure]) -> tuple[Page[Procedure], ...]:
        """Procedures that this one names, or that name it."""
        ours = [(page.file, self.procedures.get(address)) for address in page.record.related]
        theirs = [(there.file, there) for there, _ in self._fields_naming(page, "related")]
        both = sorted((*ours, *theirs), key=lambda one: one[0])
        return tuple({other.file: other for _, other in both if other and is_of(other, Procedure)}.values())

    def replacing(self, page: Page[Procedure]) -> tuple[Page[Procedure], ...]:
        """The withdrawn procedures that this one replaces."""
        both = self._fields_naming(page, "withdrawn")
        return tuple(there for there, _ in both if is_of(there, Procedure))

    def moved_on(self, page: Page[Briefing] | Page[Guide]) -> tuple[ChangeOf, ...]:
        """List the changes of practice that certainly came after a briefing or guide was issued."""
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


def _by_target(references: Iterable[Reference]) -> Mapping[tuple[str, str], list[Reference]]:
    found = defaultdict(list)
    for one in references:
        found[one.target].append(one)
    return dict(found)


def _latest(pages: Iterable[Page[AnyPage]]) -> tuple[Page[Briefing] | Page[Guide], ...]:
    """List each briefing and guide among some pages once, the newest first."""
    taught = [
        page
        for page in {page.file: page for page in pages}.values()
        if is_of(page, Briefing) or is_of(page, Guide)
    ]
    return tuple(sorted(taught, key=lambda page: page.record.issued, reverse=True))


def newest_first(changes: Iterable[ChangeOf]) -> tuple[ChangeOf, ...]:
    """Sort changes by when they came into force.

    Args:
        changes: The changes, in any order.

    Returns:
        The newest first; an imprecise date counts by its last day.
    """
    return tuple(sorted(changes, key=lambda c: c.change.in_force, reverse=True))
