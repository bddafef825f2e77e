"""Two manuals side by side: what a pull request adds, changes, moves and takes away.

Pairs each page with what it was, whatever its name then. Judges nothing (see `rules.announcements`), and must
not know where either manual came from.

In: the manual before and the manual after. Out: pairs of pages, and the edits of each: in a page that was
only renamed, `Comparison(before, after).changed` has one pair, whose `edits` are empty.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property
from typing import TypeVar

from goldenthread.manual.data_records import Citation, Contact
from goldenthread.manual.kinds import DOCS
from goldenthread.manual.manual import Manual, Page
from goldenthread.manual.page_records import AnyPage
from goldenthread.manual.visible_text import blocks
from goldenthread.text.differences import Difference, Paragraph, Sign, compare
from goldenthread.text.scanner import Heading

R = TypeVar("R", bound=AnyPage)
E = TypeVar("E", Contact, Citation)


@dataclass(frozen=True)
class Edit:
    """One paragraph, heading or list item that is not as it was."""

    line: int
    """Its line now; where it was taken out, the line of what follows."""
    difference: Difference
    under: tuple[str, ...] = ()
    """The anchors of the headings above it that the page still has, the nearest first."""

    @property
    def old(self) -> str:
        """What it said; empty where it is new."""
        return "".join(run.text for run in self.difference.runs if run.sign is not Sign.ADDED)

    @property
    def new(self) -> str:
        """What it says; empty where it was taken out."""
        return "".join(run.text for run in self.difference.runs if run.sign is not Sign.REMOVED)

    @property
    def touched(self) -> tuple[str, ...]:
        """The words that came or went, piece by piece."""
        return tuple(run.text for run in self.difference.runs if run.sign is not Sign.KEPT)


@dataclass(frozen=True)
class Pair:
    """A page before and after: one of them is missing where it was added or taken away."""

    before: Page[AnyPage] | None
    after: Page[AnyPage] | None

    @property
    def page(self) -> Page[AnyPage]:
        """The page as it stands, or as it stood."""
        page = self.after or self.before
        assert page is not None
        return page

    @property
    def is_the_same(self) -> bool:
        """Whether nothing at all was changed."""
        before, after = self.before, self.after
        return bool(
            before
            and after
            and (before.file, before.record, before.body.text) == (after.file, after.record, after.body.text)
        )

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """Every title, summary, heading and paragraph of either version, with what became of it."""
        return compare(_paragraphs(self.before), _paragraphs(self.after))

    @cached_property
    def edits(self) -> tuple[Edit, ...]:
        """The differences, without what was kept, in the order of the page."""
        return tuple(edits(self.before, self.after, self.differences))


def edits(
    before: Page[AnyPage] | None, after: Page[AnyPage] | None, differences: Iterable[Difference]
) -> Iterator[Edit]:
    """Find where on the page each difference between two versions stands.

    Args:
        before: The page as it was; None where it is new.
        after: The page as it is; None where it was taken away.
        differences: All pieces of text of both versions, with what became of each; what was kept is used to
            count the lines.

    Returns:
        One edit for each difference; what was kept is left out.
    """
    lines = [line for line, _ in blocks(after)] if after else []
    were, are = (iter(page.body.headings if page else ()) for page in (before, after))
    now: dict[str, str] = {
        heading.anchor: heading.anchor for heading in (after.body.headings if after else ())
    }
    stood, stands = list[Heading](), list[Heading]()
    fresh: Heading | None = None  # a new heading, until the next shows whether it replaced an old one
    place = 0
    for difference in differences:
        is_old, is_new = difference.sign is not Sign.ADDED, difference.sign is not Sign.REMOVED
        if difference.kind.startswith("h"):
            stood = _under(next(were), stood) if is_old else stood
            stands = _under(next(are), stands) if is_new else stands
            if is_old and is_new:
                now.setdefault(stood[0].anchor, stands[0].anchor)
            elif is_old and fresh and fresh.level == stood[0].level:
                now.setdefault(stood[0].anchor, fresh.anchor)
            fresh = stands[0] if is_new and not is_old else None
        if difference.sign is not Sign.KEPT:
            line = lines[min(place, len(lines) - 1)] if lines else 1
            anchors = [heading.anchor for heading in (stands if is_new else stood)]
            yield Edit(line, difference, tuple(now[anchor] for anchor in anchors if anchor in now))
        place += is_new


def _under(heading: Heading, above: list[Heading]) -> list[Heading]:
    return [heading, *(other for other in above if other.level < heading.level)]


def reworded(before: Page[AnyPage], after: Page[AnyPage]) -> Mapping[str, Heading]:
    """Find the headings that were given other words.

    Args:
        before: The page as it was.
        after: The page as it is.

    Returns:
        For the anchor of each old heading that is gone, the new heading that stands in its place; where it
        cannot be told which that is, nothing.
    """
    old, new = before.body.headings, after.body.headings
    steps = SequenceMatcher(None, [h.anchor for h in old], [h.anchor for h in new], autojunk=False)
    return {
        was.anchor: now
        for step, a, b, c, d in steps.get_opcodes()
        if step == "replace" and b - a == d - c
        for was, now in zip(old[a:b], new[c:d], strict=True)
        if now.anchor not in before.anchors and was.anchor not in after.anchors
    }


@dataclass(frozen=True)
class Comparison:
    """The manual where a pull request wants to go, and the one that it brings."""

    base: Manual
    head: Manual

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Every page of either manual once, with what it was: by its file, or by a name in `was:`."""
        before = self.base.by_file
        former = dict(self.head.former())
        renamed = {page.file: before[file] for file in before if (page := former.get(before[file].path))}
        found = [Pair(before.get(page.file) or renamed.get(page.file), page) for page in self.head.pages()]
        kept = {pair.before.file for pair in found if pair.before}
        return (*found, *(Pair(page, None) for file, page in before.items() if file not in kept))

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """The present name of what had another one, by folder or list and former name."""
        data = self.head.data
        listed = {f"contacts/{was}": one.id for one in data.contacts.values() for was in one.was}
        listed |= {f"citations/{was}": one.id for one in data.citations.values() for was in one.was}
        return listed | {
            pair.before.file.removesuffix(".md"): pair.after.address
            for pair in self.pairs
            if pair.before and pair.after and pair.before.address != pair.after.address
        }

    @property
    def added(self) -> tuple[Pair, ...]:
        """The pages that are new."""
        return tuple(pair for pair in self.pairs if not pair.before)

    @property
    def gone(self) -> tuple[Pair, ...]:
        """The pages that no longer stand under any name; one that only cannot be read is not gone."""
        unread, former = self.head.unread, dict(self.head.former())
        return tuple(
            pair
            for pair in self.pairs
            if pair.before and not pair.after
            if pair.before.file not in unread and pair.before.path not in former
        )

    @property
    def changed(self) -> tuple[Pair, ...]:
        """The pages of which anything was changed."""
        return tuple(p for p in self.pairs if p.before and p.after and not p.is_the_same)


def _paragraphs(page: Page[AnyPage] | None) -> list[Paragraph]:
    return [paragraph for _, paragraph in blocks(page)] if page else []


def promised(base: Manual, head: Manual) -> Manual:
    """Take from a published manual what a pull request must keep.

    Nothing of the worked example was ever published for use, so whoever makes the manual their own may
    rewrite its pages and entries, or delete them. What they left as it was stays, to be compared with.

    Args:
        base: The manual that a pull request changes.
        head: The manual as the pull request would have it.

    Returns:
        The base without the pages and entries of the worked example that were rewritten or deleted.
    """
    if "id" in head.partnership.example or "partnership" in head.data.unread:
        return base

    def pages(shelf: Mapping[str, Page[R]], now: Mapping[str, Page[R]]) -> Mapping[str, Page[R]]:
        return {name: page for name, page in shelf.items() if not gone(page, now.get(name))}

    def gone(page: Page[R], now: Page[R] | None) -> bool:
        return page.record.example and not (now and Pair(page, now).is_the_same)

    def now(folder: str) -> Mapping[str, Page[AnyPage]]:
        left = base.plain if folder == DOCS else {}  # every page of the site has links to these
        return {**left, **head.shelves[folder]}

    def entries(mapped: Mapping[str, E], now: Mapping[str, E]) -> Mapping[str, E]:
        return {id: one for id, one in mapped.items() if not one.example or now.get(id) == one}

    before, after = base.data, head.data
    data = replace(
        before,
        contacts=entries(before.contacts, after.contacts),
        citations=entries(before.citations, after.citations),
        glossary=tuple(one for one in before.glossary if not one.example or one in after.glossary),
    )
    return replace(
        base, data=data, shelves={folder: pages(shelf, now(folder)) for folder, shelf in base.shelves.items()}
    )
