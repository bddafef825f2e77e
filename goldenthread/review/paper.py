"""A paper for the meeting that decides: old and new wording side by side, why, for whom, and room to agree.

One HTML file of tables, because it is printed, and opened in a word processor. Decides what is said, and
leaves the look to the template. Must not know Git.

In: a pull request, and the pages to decide. Out: HTML: `paper(request, ["neglect"])`.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest
from typing import Any

from markupsafe import Markup
from pydantic import BaseModel

from goldenthread.manual.comparison import Edit, Pair
from goldenthread.manual.manual import ChangeOf, Page
from goldenthread.manual.page_records import AnyPage, Consultation, Procedure
from goldenthread.pages.environment import TEMPLATES
from goldenthread.pages.view import View
from goldenthread.pages.words import BLOCKS, Vocabulary
from goldenthread.review.pull_request import PullRequest
from goldenthread.text.dates import long_day
from goldenthread.text.differences import Run, Sign, compare_words
from goldenthread.text.scanner import BRACES, LINK, read_call

TOLD_ELSEWHERE = frozenset({"title", "summary", "changes"})
"""Fields that the paper tells in a place of their own."""
STRONG = re.compile(r"(\*\*?)(?=\S)(.+?)(?<=\S)\1")
AREA = re.compile(r"///\s*area\s*\|\s*(?P<areas>.+)")
FIELDS = {
    "title": "Title",
    "summary": "Summary",
    "review_date": "Next review",
    "areas": "Areas",
    "was": "Former addresses",
    "moved": "Moved headings",
}
"""What a field is called for readers, where its own name says too little."""


@dataclass(frozen=True)
class Row:
    """One piece of a page, as it is and as it would be."""

    place: str
    """The heading that it stands under, or what the field is called."""
    runs: tuple[Run, ...]
    is_heading: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether all of it was added or taken out."""
        return len(self.runs) == 1 and self.runs[0].sign is not Sign.KEPT

    @property
    def old(self) -> tuple[Run, ...]:
        """What stands there now."""
        return tuple(run for run in self.runs if run.sign is not Sign.ADDED)

    @property
    def new(self) -> tuple[Run, ...]:
        """What would stand there."""
        return tuple(run for run in self.runs if run.sign is not Sign.REMOVED)


@dataclass(frozen=True)
class Item:
    """One page to be decided."""

    frame: View
    pair: Pair
    is_safe: bool
    entries: tuple[ChangeOf, ...]
    rows: tuple[Row, ...]
    teaching: tuple[Page[AnyPage], ...]

    @property
    def page(self) -> Page[AnyPage]:
        """The page as it would be, or as it was."""
        return self.pair.page

    @property
    def what(self) -> str:
        """What becomes of the page, in words."""
        if not self.pair.before:
            return "New"
        if not self.pair.after:
            return "Taken away"
        record = self.pair.after.record
        was = self.pair.before.record
        if (
            isinstance(record, Procedure)
            and record.withdrawn
            and isinstance(was, Procedure)
            and not was.withdrawn
        ):
            return "Withdrawn"
        return "Changed"

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of its entries, where they tell more than what becomes of the page."""
        kinds = dict.fromkeys(entry.change.kind for entry in self.entries)
        return tuple(kind for kind in kinds if kind != self.what.lower())

    @property
    def agencies(self) -> tuple[str, ...]:
        """The agencies that the learning behind the change names."""
        manual = self.frame.manual
        found = [manual.action(ref) for entry in self.entries for ref in entry.change.learning]
        names = [r.by for action in found if action for r in action.responses if r.by]
        return tuple(dict.fromkeys(map(self.frame.who, names)))

    @property
    def consultation(self) -> Consultation | None:
        """Where comments go, and until when; None where nobody is asked."""
        record = self.page.record
        return record.consultation if isinstance(record, Procedure) else None


def paper(request: PullRequest, pages: Collection[str] = ()) -> str:
    """Write the paper.

    Args:
        request: The pull request.
        pages: The addresses of the pages that it is about; none means all that change.

    Returns:
        One HTML file that needs no other.
    """
    items = [_item(request, pair) for pair in chosen(request, pages)]
    return TEMPLATES.get_template("paper.html").render(b=request, items=items) + "\n"


def chosen(request: PullRequest, pages: Collection[str]) -> tuple[Pair, ...]:
    """List the pages that a paper is about.

    Args:
        request: The pull request.
        pages: The addresses of pages; none means all that change.

    Returns:
        Those of them that somebody must agree to, before and after.
    """
    return tuple(pair for pair in request.to_decide if not pages or pair.page.address in pages)


def _item(request: PullRequest, pair: Pair) -> Item:
    is_safe = request.is_safe(pair)
    manual = request.manual if pair.after else request.before.manual
    teaching = [seen.page for seen in request.to_look_at if pair.page in seen.procedures]
    return Item(
        View(manual, request.today, pair.page.path, pair.page),
        pair,
        is_safe,
        request.entries(pair) if is_safe else (),
        tuple(_rows(request, pair)) if is_safe else (),
        tuple(teaching),
    )


def _rows(request: PullRequest, pair: Pair) -> Iterator[Row]:
    yield from _fields(request, pair)
    rows = (_row(request, pair, edit) for edit in pair.edits)
    if not pair.before or not pair.after:
        yield from rows
        return
    for _, together in groupby(rows, key=lambda row: (row.place, row.is_whole)):
        yield from _side_by_side(list(together))


def _side_by_side(rows: Sequence[Row]) -> Iterator[Row]:
    """Put what was taken out and what replaced it into one row, though they share few words."""
    if not rows[0].is_whole:
        yield from rows
        return
    went, came = ([row for row in rows if row.runs[0].sign is sign] for sign in (Sign.REMOVED, Sign.ADDED))
    for one, other in zip_longest(went, came):
        runs = (*(one.runs if one else ()), *(other.runs if other else ()))
        yield replace(one or other, runs=runs)


def _row(request: PullRequest, pair: Pair, edit: Edit) -> Row:
    old = _as_read(request, edit.old, pair.before, request.before)
    new = _as_read(request, edit.new, pair.after, request.after)
    if old == new:  # the words are the same: the target of a link changed, or other markup
        old, new = edit.old, edit.new
    kind = edit.difference.kind
    view = View(request.manual, request.today, pair.page.path, pair.page)
    place = FIELDS.get(kind) or (view.heading(pair.page, edit.under[0]) if edit.under else "")
    return Row(place, compare_words(old, new), kind.startswith("h"))


def _as_read(request: PullRequest, text: str, page: Page[AnyPage] | None, vocabulary: Vocabulary) -> str:
    """Write a paragraph as its reader sees it, in plain text."""
    if not page:
        return text
    if area := AREA.match(text):
        names = [vocabulary.manual.name("areas", one.strip()) for one in area["areas"].split(",")]
        return f"(Only where the child lives in {', '.join(names)}:)"
    if text.strip() == "///":
        return "(For all areas again:)"

    def said(braces: re.Match[str]) -> str:
        call = read_call(braces["word"], 0)
        if not call or call.name in BLOCKS or request.unsafe or vocabulary.complaint(call, page.path):
            return braces[0]
        return Markup(vocabulary.expand(braces[0], page.path)).striptags()

    shown = BRACES.sub(said, LINK.sub(lambda link: link["text"], text))
    return STRONG.sub(r"\2", shown)


def _fields(request: PullRequest, pair: Pair) -> Iterator[Row]:
    """Go through the changed fields of a page; a page that is new or gone is told by its text alone."""
    if not pair.before or not pair.after:
        return
    was, now = dict(_said(pair.before.record)), dict(_said(pair.after.record))
    for path in dict.fromkeys((*now, *was)):
        if was.get(path) != now.get(path):
            names = _names(request)
            old, new = (names.get(found[path], found[path]) if path in found else "" for found in (was, now))
            yield Row(": ".join(path), compare_words(old, new))


def _names(request: PullRequest) -> dict[str, str]:
    partnership = request.manual.partnership
    lists = (
        partnership.areas,
        partnership.agencies,
        partnership.groups,
        partnership.audiences,
        partnership.themes,
    )
    return {item.id: item.name for of in lists for item in of}


def _said(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Go through the values of a record in words, with the path to each; list entries by their ids."""
    if isinstance(value, BaseModel):
        for name, info in type(value).model_fields.items():
            if path or name not in TOLD_ELSEWHERE:
                label = FIELDS.get(name, (info.alias or name).replace("_", " ").capitalize())
                yield from _said(getattr(value, name), (*path, label))
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from _said(one, (*path, str(name)))
    elif type(value) is tuple:
        for place, one in enumerate(value, 1):
            key = getattr(one, "id", None) or getattr(one, "on", None)
            if key is None and not isinstance(one, BaseModel):
                continue
            yield from _said(one, (*path, str(key or place)))
        plain = [_written(one) for one in value if not isinstance(one, BaseModel)]
        if plain:
            yield path, ", ".join(plain)
    elif value not in (None, "", False):
        yield path, _written(value)


def _written(value: Any) -> str:
    if value is True:
        return "yes"
    return long_day(value) if hasattr(value, "strftime") else str(value)
