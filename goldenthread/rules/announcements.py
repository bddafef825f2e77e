"""Rules about changing what was published: what changes is told, and what was told stays.

Each holds the manual against the one that a pull request changes, and finds nothing where there is none to
compare with. Must not know Git.

In: both manuals. Out: edits that readers are not told of, and entries that were altered: "may" that became
"must" without an entry under `changes:` stops.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from goldenthread.manual.comparison import Comparison, Edit, edits, reworded
from goldenthread.manual.fields import CITATIONS, LEARNING, TO_FILL_IN
from goldenthread.manual.manual import ChangeOf, Page, is_of
from goldenthread.manual.page_records import AnyPage, Change, Procedure, Review, Withdrawn
from goldenthread.manual.visible_text import blocks
from goldenthread.manual.weight import BEGIN, END, Weight, as_read, touched
from goldenthread.rules.rule import Found, Look, on, rule
from goldenthread.text.dates import When, long_day
from goldenthread.text.differences import Paragraph, Sign, compare, compare_words
from goldenthread.text.front_matter import quoted
from goldenthread.text.problems import Grade, Promise

MOST_WORDS = 5
"""How many words of a paragraph a small edit changes at most; with more, it must be read again."""
ONE_WORD = re.compile(f"{BEGIN}[^{END}]*{END}|\\w+")
MOST_LINES = 5
"""How many lines a message names at most; whoever looks at those sees the others."""
HEADINGS = {"title": "the title"} | {f"h{level}": "a heading" for level in range(1, 7)}
CLARIFIED = "If nobody must do anything differently, write class: clarified and leave approved: out."
CHANGED = "If anybody must do something differently, write class: changed, and who approved it and when."
WHOLE = {Sign.ADDED: "a paragraph was added", Sign.REMOVED: "a paragraph was taken out"}
TOLD = {
    "withdrawn": "this page was withdrawn, or its withdrawal changed",
    "kind": "the kind of this page changed",
    "areas": "the areas that this page is for changed",
    "audience": "whom this page is for changed",
}
"""Fields that decide who must follow a procedure. Fields that only help to find it are no news."""


@dataclass(frozen=True)
class Weighty:
    """An edit that readers must be told of, and why."""

    line: int
    under: tuple[str, ...]
    reasons: tuple[str, ...]
    is_fix: bool
    """Whether it may be called a fix: no number, duty, contact or heading is touched."""
    is_practice: bool
    """Whether somebody may have to do something differently."""


@dataclass(frozen=True)
class Changed:
    """A procedure before and after."""

    before: Page[Procedure]
    after: Page[Procedure]
    against: Comparison

    @property
    def weighty(self) -> list[Weighty]:
        """Every edit that readers must be told of, in the order of the page."""
        return [*self._fields(), *self._words()]

    def _fields(self) -> Iterator[Weighty]:
        for field, reason in TOLD.items():
            if self._told(self.before.record, field) != self._told(self.after.record, field):
                yield Weighty(self.after.line(field), (), (reason,), is_fix=False, is_practice=True)

    def _told(self, record: Procedure, field: str) -> object:
        """Return what a field decides, without the order of names and the reason of a withdrawal."""
        value = getattr(record, field)
        if isinstance(value, Withdrawn):
            instead = value.replaced_by or ""
            return value.on, self.against.renamed.get(f"procedures/{instead}", instead)
        return set(value) if isinstance(value, tuple) else value

    def _words(self) -> Iterator[Weighty]:
        differences = compare(self._read(self.before), self._read(self.after))
        found = edits(self.before, self.after, differences)
        for _, section in groupby(found, key=lambda edit: edit.under[:1]):
            if weighed := _weighed(list(section)):
                yield weighed

    def _read(self, page: Page[Procedure]) -> list[Paragraph]:
        names = self.against.renamed
        return [Paragraph(kind, as_read(text, names)) for _, (kind, text) in blocks(page)]

    @property
    def published(self) -> tuple[ChangeOf, ...]:
        """The entries of `changes:` that the base had."""
        return self.against.base.changes_of(self.before)

    @property
    def new(self) -> list[tuple[int, Change]]:
        """The entries of `changes:` that are new, each with its place."""
        known = [self.as_now(one.change) for one in self.published]
        return [
            (place, change)
            for place, change in enumerate(self.after.record.changes)
            if change not in known and not change.corrected
        ]

    def headings(self, found: Sequence[Weighty]) -> list[str]:
        """List the anchors of the headings above some edits; for a reworded heading its old anchor."""
        old = {now.anchor: was for was, now in reworded(self.before, self.after).items()}
        return [old.get(edit.under[0], edit.under[0]) for edit in found if edit.under]

    def as_now(self, change: Change) -> Change:
        """Return a published entry as it must stand now: what it names may have another name."""
        causes = []
        for cause in change.because:
            record, slash, action = cause.partition("/")
            of = LEARNING if slash else CITATIONS
            now = self.against.renamed.get(f"{of}/{record}", record)
            causes.append(f"{now}{slash}{action}")
        return change.model_copy(update={"because": tuple(causes)})


def _weighed(section: Sequence[Edit]) -> Weighty | None:
    """Find why readers must be told of the edits below one heading; None where all are small."""
    if _is_rewrapped(section):
        return None
    each = [weight for edit in section for weight in touched(edit.old, edit.new)]
    weights = touched(*_texts(section)) or tuple(dict.fromkeys(each))
    kinds = {edit.difference.kind for edit in section}
    reasons = [f"{name} changed" for name in dict.fromkeys(HEADINGS[k] for k in HEADINGS if k in kinds)]
    reasons += [str(weight) for weight in weights]
    is_fix = not reasons and not each
    if not reasons:
        signs = {edit.difference.sign for edit in section if edit.difference.sign}
        if signs:
            reasons = [WHOLE[signs.pop()] if len(signs) == 1 else "a paragraph was written anew"]
        elif any(_counted(edit) > MOST_WORDS for edit in section):
            reasons = [f"more than {MOST_WORDS} words of a paragraph changed"]
    if not reasons:
        return None
    is_practice = bool({*weights} - {Weight.CITATION})
    return Weighty(section[0].line, section[0].under, tuple(reasons), is_fix, is_practice)


def _counted(edit: Edit) -> int:
    runs = compare_words(edit.old, edit.new)
    return max(
        sum(len(ONE_WORD.findall(run.text)) for run in runs if run.sign is sign)
        for sign in (Sign.ADDED, Sign.REMOVED)
    )


def _texts(section: Sequence[Edit]) -> tuple[str, str]:
    return " ".join(edit.old for edit in section), " ".join(edit.new for edit in section)


def _is_rewrapped(section: Sequence[Edit]) -> bool:
    """Whether a text was only divided in another way into lines, list items and paragraphs."""
    old, new = _texts(section)
    return old.split() == new.split() and all(edit.difference.kind == "p" for edit in section)


def _changed(look: Look) -> Iterator[Changed]:
    """Go through every procedure that a pull request changes."""
    for before, after in _both(look):
        if look.against and is_of(before, Procedure) and is_of(after, Procedure):
            yield Changed(before, after, look.against)


def _both(look: Look) -> Iterator[tuple[Page[AnyPage], Page[AnyPage]]]:
    for pair in look.against.changed if look.against else ():
        if pair.before and pair.after:
            yield pair.before, pair.after


@rule("silent-change", Grade.STOPS, Promise.THREAD)
def silent_change(look: Look) -> Iterator[Found]:
    """What a procedure says changes only with a new entry under changes:, unless the edit is small.

    Find procedures that say something else, and do not say so.
    """
    for changed in _changed(look):
        weighty, new = changed.weighty, [change for _, change in changed.new]
        untold = [edit for edit in weighty if not any(_covers(change, edit) for change in new)]
        if not untold:
            continue
        here = f"Here {_clause(untold)}"
        if new:
            wrong = f"{here}, and the new entry under changes: names other headings."
            do = "Name all of them there, as in the line below, or write another entry for this."
            paste = _at([*new[0].at, *changed.headings(untold)]).strip()
        else:
            wrong = f"{here}, and no new entry under changes: tells readers."
            where = "above the second line ---"
            if changed.after.record.changes:
                where = "at the top of changes:"
            do = f"Put the lines below {where}, and write your words at each {TO_FILL_IN} in them."
            do = f"{do} {CLARIFIED if any(edit.is_practice for edit in untold) else CHANGED}"
            paste = _entry(changed, untold, look)
        yield Found(changed.after.file, untold[0].line, wrong, do, paste)


@rule("new-procedure", Grade.STOPS, Promise.THREAD)
def new_procedure(look: Look) -> Iterator[Found]:
    """A procedure that is new in a live manual says so under changes:, with who approved it.

    Find procedures that nobody would be told of: no feed and no list of changes has them. What a manual
    holds on the day that it goes live is no news.
    """
    manual = look.manual
    if not look.against or manual.partnership.worked_example or look.against.base.partnership.worked_example:
        return
    for pair in look.against.added:
        page = pair.page
        if not is_of(page, Procedure) or any(change.kind == "new" for change in page.record.changes):
            continue
        where = "at the top of changes:" if page.record.changes else "above the second line ---"
        do = f"Put the lines below {where}, and write your words at each {TO_FILL_IN} in them."
        what, why = f"{TO_FILL_IN} what this page is for", f"{TO_FILL_IN} why it was written"
        paste = _as_entry(look, page.record, str(look.today), "new", what, why)
        wrong = "This procedure is new, and no entry under changes: tells readers."
        yield Found(page.file, page.line("title"), wrong, do, paste)


@rule("not-a-fix", Grade.STOPS, Promise.THREAD)
def not_a_fix(look: Look) -> Iterator[Found]:
    """A fix touches no number, date, must, should, may, not, unless, contact or heading."""
    for changed in _changed(look):
        new = changed.new
        heavy = [edit for edit in changed.weighty if not edit.is_fix]
        for place, change in new:
            if change.kind != "fix":
                continue
            others = [other for _, other in new if other.kind != "fix"]
            called = [e for e in heavy if _covers(change, e) and not any(_covers(o, e) for o in others)]
            if called:
                wrong = f"This is called a fix, but on line {called[0].line} {_clause(called)}."
                do = (
                    "Write class: changed, with approved:, if anybody must do something differently; "
                    "if only the words are clearer, write class: clarified."
                )
                yield on(changed.after, "changes", place, "class", wrong=wrong, do=do)


@rule("published-change", Grade.STOPS, Promise.THREAD)
def published_change(look: Look) -> Iterator[Found]:
    """An entry of changes: that was published stays as it was, or says that it was corrected.

    Find entries that were altered, taken out, or put into another order, without saying so.
    """
    for changed in _changed(look):
        after = changed.after
        now = {one.anchor: one for one in look.manual.changes_of(after)}
        entries = after.record.changes
        for one in changed.published:
            was, there = changed.as_now(one.change), now.get(one.anchor)
            if there and (there.change == was or _says_so(was, there.change)):
                continue
            if was in entries:
                wrong = f"A new entry stands below an older one of the same date, {was.in_force}."
                yield on(after, "changes", wrong=wrong, do="Put the new entry above the older one.")
            elif there:
                wrong = f"The entry of {was.in_force} was published, and now says something else."
                do = "Put it back as it was; if it was wrong, keep your words and add the line below to it."
                paste = f"corrected: {{on: {look.today}, why: {TO_FILL_IN}}}"
                yield on(after, "changes", there.index, wrong=wrong, do=do, paste=paste)
            else:
                wrong = f"The entry of {was.in_force} was published, and is gone or has another date."
                do = "Put it back as it was; if its date was wrong, correct the date and add the line below."
                paste = (
                    f"corrected: {{on: {look.today}, why: {TO_FILL_IN}, was: {_written(was.first_dated)}}}"
                )
                yield on(after, "changes", wrong=wrong, do=do, paste=paste)


@rule("review-moved", Grade.STOPS, Promise.HONEST)
def review_moved(look: Look) -> Iterator[Found]:
    """A review date is put off only by a review."""
    for before, after in _both(look):
        new = [review for review in after.record.reviews if review not in before.record.reviews]
        if after.record.review_date > before.record.review_date and not any(
            review.on >= before.record.last_review.on and not review.corrected for review in new
        ):
            due = long_day(before.record.review_date)
            wrong = f"The review was due by {due} and is put off, with no review to show for it."
            do = (
                f"Write review_date: {before.record.review_date} again; or, if the page was reviewed, "
                "put the line below at the top of reviews:."
            )
            outcome = f"{TO_FILL_IN} no-change or changed"
            paste = f"  - {{on: {look.today}, by: {after.record.owner}, outcome: {outcome}}}"
            yield on(after, "review_date", wrong=wrong, do=do, paste=paste)


@rule("published-review", Grade.STOPS, Promise.HONEST)
def published_review(look: Look) -> Iterator[Found]:
    """A review that was published stays as it was, or says that it was corrected."""
    for before, after in _both(look):
        for review in before.record.reviews:
            if not any(_is_kept(review, now) for now in after.record.reviews):
                wrong = (
                    f"The review of {long_day(review.on)} was published, and is gone or says something else."
                )
                do = "Put it back as it was; if it was wrong, correct it and add the part below to it."
                is_dated = any(now.on == review.on for now in after.record.reviews)
                was = "" if is_dated else f", was: {review.on}"
                paste = f"corrected: {{on: {look.today}, why: {TO_FILL_IN}{was}}}"
                yield on(after, "reviews", wrong=wrong, do=do, paste=paste)


def _is_kept(review: Review, now: Review) -> bool:
    if now == review:
        return True
    dated = now.corrected.was.first if now.corrected and now.corrected.was else now.on
    return now.corrected not in (None, review.corrected) and review.on in (dated, now.on)


def _says_so(was: Change, now: Change) -> bool:
    return now.corrected is not None and now.corrected != was.corrected


def _covers(change: Change, edit: Weighty) -> bool:
    """Whether an entry tells of an edit: it names the heading, or one above it, or the whole page."""
    return not change.at or not edit.under or not {*change.at}.isdisjoint(edit.under)


def _clause(found: Sequence[Weighty]) -> str:
    """Write what changed, and on which other lines there is more."""
    said = " and ".join(found[0].reasons[:2])
    lines = list(dict.fromkeys(str(edit.line) for edit in found[1:] if edit.line != found[0].line))
    if not lines:
        return said
    more = f" and {len(lines) - MOST_LINES} more" if len(lines) > MOST_LINES else ""
    return f"{said} (see also line{'s' if len(lines) > 1 else ''} {', '.join(lines[:MOST_LINES])}{more})"


def _at(headings: Sequence[str]) -> str:
    named = ", ".join(dict.fromkeys(headings))
    return f"    at: [{named}]\n" if named else ""


def _entry(changed: Changed, untold: Sequence[Weighty], look: Look) -> str:
    """Write the entry that is missing, as far as it can be known."""
    after = changed.after.record
    what, why, in_force = f"{TO_FILL_IN} what changed", f"{TO_FILL_IN} why it changed", str(look.today)
    if (gone := after.withdrawn) and not changed.before.record.withdrawn:
        instead = look.manual.procedures.get(gone.replaced_by or "")
        said = f"This page was withdrawn.{f' Use {instead.record.title} instead.' if instead else ''}"
        what, in_force = quoted(said), _written(gone.on)
    is_practice = any(edit.is_practice for edit in untold)
    at = _at(changed.headings(untold)) if all(edit.under for edit in untold) else ""
    return _as_entry(look, after, in_force, "changed" if is_practice else "clarified", what, why, at)


def _as_entry(
    look: Look, record: Procedure, in_force: str, kind: str, what: str, why: str, at: str = ""
) -> str:
    groups = " or ".join(group.id for group in look.manual.partnership.groups)
    is_approved = kind in ("changed", "new")
    lines = [
        "" if record.changes else "changes:\n",
        f"  - in_force: {in_force}\n",
        f"    class: {kind}\n",
        f"    what: {what}\n",
        f"    why: {why}\n",
        f"    because: [{TO_FILL_IN} routine or a citation or an action such as a-review/d]\n",
        at,
        f"    approved: {{by: {TO_FILL_IN} {groups}, on: {TO_FILL_IN} a date}}\n" if is_approved else "",
    ]
    return "".join(lines).rstrip("\n")


def _written(when: When) -> str:
    """Write a date as an editor does."""
    return when.text if "/" in when.text else when.key
