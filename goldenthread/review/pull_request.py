"""What a pull request brings: pages, entries, what must be looked at, and the problems that are its own.

Must not know how it is told. A page that breaks a rule about people is named by its file alone, and whoever
tells of it repeats no word of it.

In: the manual that lies here, and the branch that it changes. Out: the two side by side: `request.withdrawn`
lists the procedures that no longer stand.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeGuard

from goldenthread.manual.comparison import Comparison, Pair
from goldenthread.manual.data_records import Contact
from goldenthread.manual.manual import ChangeOf, Manual, Page
from goldenthread.manual.page_records import AnyPage, Briefing, Change, Guide, Procedure
from goldenthread.pages.view import View
from goldenthread.pages.words import Vocabulary, vocabulary
from goldenthread.review.base import files_touched, is_written, read_base
from goldenthread.rules import check
from goldenthread.rules.contacts import FILE as CONTACTS
from goldenthread.rules.contacts import contact_before, numbers_of
from goldenthread.rules.people import IDENTIFIED
from goldenthread.text.problems import Grade, Problem

WHEN_RUNG = {"daytime": "by day", "out_of_hours": "out of hours"}
DATA = {
    "data/contacts.yml": ("The contacts", "contacts.md"),
    "data/glossary.yml": ("The glossary", "glossary.md"),
    "data/citations.yml": ("The laws, guidance and documents that pages cite", "sources.md"),
}
"""Data files in a reader's words, and the page that is made of each."""
ABOUT_PEOPLE = frozenset(one.rule for one in IDENTIFIED)
"""The rules that find what may identify somebody: where one is broken, nothing repeats the words."""


@dataclass(frozen=True)
class Touched:
    """A briefing or guide that speaks of a procedure which changes."""

    page: Page[Briefing] | Page[Guide]
    procedures: tuple[Page[Procedure], ...]
    is_changed_too: bool


@dataclass(frozen=True)
class ChangedNumber:
    """A telephone number that is not as it was."""

    contact: Contact
    which: str
    """The area and the time of day that it is for, such as "North, by day"."""
    old: str
    """Empty where there was none."""
    new: str
    """Empty where there is none any more."""
    pages: tuple[Page[AnyPage], ...]
    """The pages whose text sends readers to this contact."""


@dataclass(frozen=True)
class PullRequest:
    """A pull request, as those see it who must decide it."""

    before: Vocabulary
    """The manual before it, with its words."""
    after: Vocabulary
    """The manual as it would be, with its words."""
    problems: tuple[Problem, ...]
    """What the rules find in what it touches, or elsewhere because of it."""
    elsewhere: tuple[Problem, ...]
    """What they find besides: it was there before and stops nobody; the page of what is due tells it."""
    unsafe: frozenset[str]
    """The files whose words are not repeated, because they may identify somebody, before or after."""
    files: frozenset[str]
    """The files that it touches."""
    today: date

    @cached_property
    def against(self) -> Comparison:
        """The two side by side."""
        return Comparison(self.before.manual, self.after.manual)

    @property
    def manual(self) -> Manual:
        """The manual as it would be."""
        return self.after.manual

    def own(self, grade: Grade) -> tuple[Problem, ...]:
        """List its problems of a grade, those in the files that it touches first."""
        found = [problem for problem in self.problems if problem.rule.grade == grade]
        return tuple(sorted(found, key=lambda problem: problem.file not in self.files))

    # --- words that may identify somebody ---

    def is_safe(self, pair: Pair) -> bool:
        """Whether the words of a page may be shown."""
        return not any(page and page.file in self.unsafe for page in (pair.before, pair.after))

    def title(self, page: Page[AnyPage]) -> str:
        """Return the title of a page; its file where its words must not be repeated."""
        return page.file if page.file in self.unsafe else page.record.title

    def causes(self, change: Change) -> tuple[str, ...]:
        """Name all that a change was made because of."""
        records = [self.manual.learning.get(ref.record) for ref in change.learning]
        citations = [self.manual.data.citations.get(cause) for cause in change.because]
        return (*(self.title(page) for page in records if page), *(one.title for one in citations if one))

    # --- pages ---

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Every page that is not as it was: new ones, then changed ones, then those that are gone."""
        return (*self.against.added, *self.against.changed, *self.against.gone)

    @property
    def renamed(self) -> tuple[Pair, ...]:
        """The pages that have another address."""
        return tuple(
            p for p in self.against.changed if p.before and p.after and p.before.file != p.after.file
        )

    @property
    def withdrawn(self) -> tuple[Pair, ...]:
        """The procedures that no longer stand and did before."""
        return tuple(
            pair for pair in self.against.changed if _withdrawn(pair.after) and not _withdrawn(pair.before)
        )

    @property
    def edited(self) -> tuple[Pair, ...]:
        """The pages of which something else was changed than the address alone."""
        known = {pair.page.file for pair in self.withdrawn}
        return tuple(p for p in self.against.changed if p.page.file not in known and not self._only_moved(p))

    @property
    def moved_only(self) -> tuple[Pair, ...]:
        """The pages of which nothing but the address was changed."""
        return tuple(pair for pair in self.renamed if self._only_moved(pair))

    @property
    def to_decide(self) -> tuple[Pair, ...]:
        """The pages that somebody must agree to: all but those that only moved."""
        return tuple(pair for pair in self.pairs if not self._only_moved(pair))

    def _only_moved(self, pair: Pair) -> bool:
        before, after = pair.before, pair.after
        if not before or not after:
            return False
        same = before.record.model_copy(update={"was": after.record.was}) == after.record
        return before.file != after.file and same and before.body.text == after.body.text

    @property
    def other_files(self) -> tuple[str, ...]:
        """The other files of the manual that it touches, in words where there are any."""
        pages = {page.file for pair in self.pairs for page in (pair.before, pair.after) if page}
        others = sorted(file for file in self.files - pages if is_written(file))
        return tuple(f"{DATA[file][0]} ({file})" if file in DATA else file for file in others)

    @cached_property
    def numbers(self) -> tuple[ChangedNumber, ...]:
        """Every telephone number that is not as it was; none where the contacts may identify somebody."""
        if CONTACTS in self.unsafe:
            return ()
        return tuple(one for contact in self.manual.data.contacts.values() for one in self._numbers(contact))

    def _numbers(self, contact: Contact) -> Iterator[ChangedNumber]:
        before = contact_before(self.before.manual, contact)
        old, new = numbers_of(before) if before else {}, numbers_of(contact)
        named = self.manual.mentioning("contacts", contact.id)
        pages = tuple(self.manual.by_file[file] for file in dict.fromkeys(one.file for one in named))
        for path in {**old, **new}:
            if old.get(path) != new.get(path):
                area = f"{self.manual.name('areas', path[1])}, " if len(path) > 1 else ""
                which = area + WHEN_RUNG[path[-1]]
                yield ChangedNumber(contact, which, old.get(path, ""), new.get(path, ""), pages)

    @property
    def programs(self) -> int:
        """Count the files that it touches and that are no part of the manual."""
        return sum(not is_written(file) for file in self.files)

    @property
    def made_pages(self) -> tuple[tuple[str, str], ...]:
        """The pages made from data that it touches: what each is called, and its path."""
        return tuple(DATA[file] for file in sorted(self.files & DATA.keys()))

    def headings(self, pair: Pair) -> tuple[str, ...]:
        """List the headings under which something changed, in the order of the page."""
        view = View(self.manual, self.today, pair.page.path, pair.page)
        under = (edit.under[0] for edit in pair.edits if edit.under)
        return tuple(dict.fromkeys(view.heading(pair.page, anchor) for anchor in under))

    # --- readers ---

    def entries(self, pair: Pair) -> tuple[ChangeOf, ...]:
        """List the entries of `changes:` that are new, newest first."""
        before = self.before.manual.changes_of(pair.before) if _is_procedure(pair.before) else ()
        after = self.manual.changes_of(pair.after) if _is_procedure(pair.after) else ()
        known = {entry.anchor for entry in before}
        return tuple(entry for entry in after if entry.anchor not in known)

    @cached_property
    def told(self) -> tuple[ChangeOf, ...]:
        """Everything that readers will be told, page by page."""
        return tuple(entry for pair in self.pairs if self.is_safe(pair) for entry in self.entries(pair))

    @cached_property
    def to_look_at(self) -> tuple[Touched, ...]:
        """The briefings and guides that speak of a procedure whose words, entries or standing change."""
        changed = {p.page.file for p in self.pairs}
        found: dict[str, list[Page[Procedure]]] = {}
        for procedure in self._changed_procedures():
            for page in self.manual.teaching(procedure):
                found.setdefault(page.file, []).append(procedure)
        return tuple(
            Touched(page, tuple(found[page.file]), page.file in changed)
            for page in self.manual.taught()
            if page.file in found
        )

    def _changed_procedures(self) -> Iterator[Page[Procedure]]:
        for pair in self.pairs:
            changed = pair.edits or self.entries(pair) or pair in self.withdrawn or not pair.after
            if pair.before and changed and _is_procedure(pair.page):
                yield pair.page


def read_pull_request(root: Path, ref: str, after: Vocabulary, today: date) -> PullRequest:
    """Hold the manual that lies in a folder against the one that it changes.

    Args:
        root: Where the manual lies, with its history in Git.
        ref: The branch that is changed, such as origin/main.
        after: The words of the manual that lies there, and so that manual.
        today: The day on which it is judged.

    Returns:
        Both manuals, and the problems that are the pull request's own.

    Raises:
        BaseError: Git does not know the branch.
    """
    base = read_base(root, ref)
    before = vocabulary(root / "macros.py", base, today)
    told, every = check(after.manual, after, today, base=base), check(after.manual, after, today)
    identifying = [p for p in (*every, *check(base, before, today)) if p.rule in ABOUT_PEOPLE]
    return PullRequest(
        before,
        after,
        problems=told,
        elsewhere=tuple(problem for problem in every if problem not in told and not problem.stops),
        unsafe=frozenset(problem.file for problem in identifying),
        files=files_touched(root, ref),
        today=today,
    )


def _is_procedure(page: Page[AnyPage] | None) -> TypeGuard[Page[Procedure]]:
    return bool(page and isinstance(page.record, Procedure))


def _withdrawn(page: Page[AnyPage] | None) -> bool:
    return bool(page and isinstance(page.record, Procedure) and page.record.withdrawn)
