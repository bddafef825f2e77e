"""The tables for spreadsheets and programs: procedures, changes and actions, as CSV and JSON.

Each column is declared once, with its meaning and how it is got: the files and the page that explains them
are made from the same list. Must not read the clock.

In: the manual, and the day it is. Out: each table by its path: `tables(manual, today)["tables/changes.csv"]`.

    >>> as_text("=1+1")
    "'=1+1"
"""

import csv
import io
import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Literal, TypeVar

from goldenthread.manual.actions import ActionLine, actions
from goldenthread.manual.changes import every
from goldenthread.manual.due import OUTCOMES
from goldenthread.manual.fields import NOT_STATED
from goldenthread.manual.manual import ChangeOf, Manual, Page
from goldenthread.manual.page_records import AnyPage, Procedure
from goldenthread.pages.phrases import STATUSES, what_to_do
from goldenthread.pages.view import View
from goldenthread.text.dates import When
from goldenthread.text.links import absolute, url

FOLDER = "tables"
NO_CHANGE = "no change recorded"

Cell = str | int | date | tuple[str, ...] | None
"""None is an empty cell: there is no day, or nothing to count."""

T = TypeVar("T")


@dataclass(frozen=True)
class Column(Generic[T]):
    """One column: what it is called, what it means, and how it is got."""

    name: str
    meaning: str
    of: Callable[[View, T], Cell]


@dataclass(frozen=True)
class Table(Generic[T]):
    """One table: a row for each thing."""

    name: str
    title: str
    about: str
    things: Callable[[View], Iterable[T]]
    columns: tuple[Column[T], ...]

    def path(self, kind: str) -> str:
        """Return where the table stands in the site, as "csv" or "json"."""
        return f"{FOLDER}/{self.name}.{kind}"

    def rows(self, view: View) -> list[dict[str, Cell]]:
        """Make every row: cells by column."""
        return [
            {column.name: column.of(view, thing) for column in self.columns} for thing in self.things(view)
        ]


def _dates(
    name: str, meaning: str, of: Callable[[View, T], When | None], without: str = NOT_STATED
) -> tuple[Column[T], ...]:
    """Make the three columns of a date: as it is known, and the first and last day that it may be."""

    def day(end: Literal["first", "last"]) -> Column[T]:
        meaning = f"The {end} day that {name} may mean, as year-month-day."
        return Column(f"{name}_{end}_day", meaning, lambda f, t: getattr(of(f, t), end, None))

    told: Column[T] = Column(
        name, f"{meaning}, as precisely as is known.", lambda f, t: str(of(f, t) or without)
    )
    return told, day("first"), day("last")


def _example(view: View, _: object) -> Cell:
    return view.manual.partnership.example_mark


EXAMPLE: Column[Any] = Column(
    "example", '"EXAMPLE, not for use" while the manual is a worked example, and empty otherwise.', _example
)


def _page(view: View, path: str, anchor: str = "") -> str:
    here = url(path) + (f"#{anchor}" if anchor else "")
    return absolute(view.manual.partnership.site_url, path, anchor) or here


PAGE = "in the site; its whole address where the site has one"


def _standing(page: Page[Procedure]) -> str:
    record = page.record
    if record.withdrawn:
        return f"withdrawn: {record.withdrawn.on}"
    return f"in use, under review since {record.under_review.since}" if record.under_review else "in use"


def _in_force(view: View, page: Page[Procedure]) -> list[ChangeOf]:
    return [change for change in view.manual.changes_of(page) if not view.is_ahead(change.change)]


def _last_change(view: View, page: Page[Procedure]) -> When | None:
    return next((change.change.in_force for change in _in_force(view, page)), None)


def _changed(view: View, line: ActionLine, ahead: bool = False) -> list[ChangeOf]:
    """List the changes by an action that are in force, the first standing first; or those that are ahead."""
    found = [change for change in line.changes if view.is_ahead(change.change) == ahead]
    return sorted(found, key=lambda change: change.change.in_force)


def _first_change(view: View, line: ActionLine) -> When | None:
    return next((change.change.in_force for change in _changed(view, line)), None)


def _time_to_change(view: View, line: ActionLine) -> str:
    first = _first_change(view, line)
    return line.after(first) if first else NO_CHANGE


def _audiences(view: View, page: Page[AnyPage]) -> tuple[str, ...]:
    return tuple(view.name("audiences", name) for name in page.record.audience)


def _areas(view: View, page: Page[AnyPage]) -> tuple[str, ...]:
    return tuple(view.name("areas", name) for name in page.record.areas)


def _sources(view: View, page: Page[AnyPage]) -> tuple[str, ...]:
    known = view.manual.data.citations
    cited = dict.fromkeys(source.citation for source in page.record.sources)
    return tuple(known[name].title if name in known else name for name in cited)


def _titles(changes: Iterable[ChangeOf]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(change.page.record.title for change in changes))


def _who(view: View, name: str | None) -> str:
    return view.who(name) if name else NOT_STATED


def _causes(view: View, change: ChangeOf) -> tuple[str, ...]:
    return tuple(text for text, _ in view.causes(change.change))


def _headings(view: View, change: ChangeOf) -> tuple[str, ...]:
    return tuple(view.heading(change.page, anchor) for anchor in change.change.at)


def _approved_by(view: View, change: ChangeOf) -> str:
    approved = change.change.approved
    return view.name("groups", approved.by) if approved else NOT_STATED


PROCEDURES = Table[Page[Procedure]](
    "procedures",
    "Procedures",
    "A row for each procedure, guidance, tool and form of the manual, withdrawn ones included.",
    lambda f: f.manual.procedures.values(),
    (
        EXAMPLE,
        Column("procedure", "The permanent name of the procedure.", lambda _, p: p.first_address),
        Column("page", f"Where it stands {PAGE}.", lambda f, p: _page(f, p.path)),
        Column("title", "Its title.", lambda _, p: p.record.title),
        Column("also_called", "Its other names.", lambda _, p: p.record.also_called),
        Column("summary", "What it is for.", lambda _, p: p.record.summary),
        Column(
            "kind",
            "Whether it is a procedure, guidance, a tool, a form, thresholds or a protocol.",
            lambda _, p: p.record.kind,
        ),
        Column("section", "The chapter of the manual.", lambda f, p: f.name("sections", p.record.section)),
        Column("audiences", "Who it is for; everybody where it is empty.", _audiences),
        Column("areas", "Where it holds, by where the child lives; everywhere where it is empty.", _areas),
        Column(
            "themes",
            "The subjects that it belongs to.",
            lambda f, p: tuple(f.name("themes", name) for name in p.record.themes),
        ),
        Column("standing", "Whether it is in use, under review or withdrawn.", lambda _, p: _standing(p)),
        Column("owner", "The group that owns it.", lambda f, p: f.name("groups", p.record.owner)),
        Column(
            "last_review",
            "When it was last reviewed, as year-month-day.",
            lambda _, p: p.record.last_review.on,
        ),
        Column("outcome", "What that review led to.", lambda _, p: OUTCOMES[p.record.last_review.outcome]),
        Column(
            "review_date",
            "When it must next be reviewed at the latest, as year-month-day.",
            lambda _, p: p.record.review_date,
        ),
        Column("changes", "How many changes are recorded and in force.", lambda f, p: len(_in_force(f, p))),
        *_dates("last_change", "When the newest of these came into force", _last_change, NO_CHANGE),
        Column("sources", "The documents that it was written from.", _sources),
    ),
)

CHANGES = Table[ChangeOf](
    "changes",
    "Changes",
    "A row for each recorded change of a procedure, newest first, small corrections included.",
    lambda f: every(f.manual),
    (
        EXAMPLE,
        Column(
            "change",
            "The permanent name of the change, as in the feeds.",
            lambda f, c: f.manual.urn(c.identity),
        ),
        Column("procedure", "The permanent name of the procedure.", lambda _, c: c.page.first_address),
        Column("title", "The title of the procedure.", lambda _, c: c.page.record.title),
        Column("page", f"Where the change is recorded {PAGE}.", lambda f, c: _page(f, c.page.path, c.anchor)),
        Column("class", "fix (a small correction), clarified, changed or new.", lambda _, c: c.change.kind),
        Column("what", "What was changed.", lambda _, c: c.change.what),
        Column("why", "Why it was changed.", lambda _, c: c.change.why),
        Column(
            "because",
            "What it was changed because of: record/action, a document, or routine.",
            lambda _, c: c.change.because,
        ),
        Column("after", "The titles of these records and documents.", _causes),
        Column("where", "The headings that changed; the whole page where it is empty.", _headings),
        Column(
            "audiences", "Who it is for; everybody where it is empty.", lambda f, c: _audiences(f, c.page)
        ),
        Column(
            "areas",
            "Where it holds, by where the child lives; everywhere where it is empty.",
            lambda f, c: _areas(f, c.page),
        ),
        *_dates("in_force", "When it came or comes into force", lambda _, c: c.change.in_force),
        Column(
            "standing",
            "Whether it is in force on the day that this table was made.",
            lambda f, c: "approved, not yet in force" if f.is_ahead(c.change) else "in force",
        ),
        Column("what_to_do", "What a reader must do about it.", lambda _, c: what_to_do(c.change)),
        Column(
            "approved_by",
            "The group that approved it; only what is changed or new needs approval.",
            _approved_by,
        ),
        *_dates(
            "approved_on",
            "When it was approved",
            lambda _, c: c.change.approved.on if c.change.approved else None,
        ),
        Column("note", "What else is known, and what is not.", lambda _, c: c.change.note or ""),
    ),
)

ACTIONS = Table[ActionLine](
    "actions",
    "Actions",
    "A row for each action of each learning record, what must be looked at first standing first.",
    lambda f: actions(f.manual, f.today),
    (
        EXAMPLE,
        Column(
            "action",
            "The permanent name of the action.",
            lambda _, a: f"{a.record.first_address}/{a.action.id}",
        ),
        Column("record", "The title of the learning record.", lambda _, a: a.record.record.title),
        Column("page", f"Where the action stands {PAGE}.", lambda f, a: _page(f, a.record.path, a.action.id)),
        Column(
            "source",
            "What the learning came from.",
            lambda f, a: f.name("source_types", a.record.record.source.type),
        ),
        Column(
            "commissioned_by",
            "Who commissioned the review, audit or consultation.",
            lambda f, a: _who(f, a.record.record.source.commissioned_by),
        ),
        *_dates(
            "learning_since",
            "When there was learning to act on: its publication, or the commission where no more is known",
            lambda _, a: a.since,
        ),
        Column("recommended", "What was recommended.", lambda _, a: a.action.recommended or NOT_STATED),
        Column("proposed_by", "Who recommended it.", lambda f, a: _who(f, a.action.proposed_by)),
        Column("agreed", "What was agreed.", lambda _, a: a.action.agreed or NOT_STATED),
        Column("agreed_by", "Who agreed it.", lambda f, a: _who(f, a.action.agreed_by)),
        Column(
            "work",
            "What was worked on, where the source says neither that it was recommended nor agreed.",
            lambda _, a: a.action.work or "",
        ),
        *_dates("by_when", "By when it was to be done", lambda _, a: a.action.by_when),
        Column(
            "status",
            "Of all that was done about it, the status that most needs attention.",
            lambda _, a: STATUSES[a.status],
        ),
        Column(
            "agencies",
            "Whose action it is: who agreed it and who did something about it, where that is stated.",
            lambda f, a: tuple(map(f.who, a.agencies)),
        ),
        Column(
            "responses",
            "The kinds of thing that were done.",
            lambda _, a: tuple(dict.fromkeys(response.kind for response in a.action.responses)),
        ),
        Column(
            "procedures_changed",
            "The procedures that changed because of it.",
            lambda f, a: _titles(_changed(f, a)),
        ),
        Column(
            "procedures_to_change",
            "The procedures with an approved change that is not yet in force.",
            lambda f, a: _titles(_changed(f, a, ahead=True)),
        ),
        *_dates("first_change", "When the first of these changes came into force", _first_change, NO_CHANGE),
        Column(
            "time_to_change",
            "How long it took from learning to the first change; a range where the dates leave it open.",
            _time_to_change,
        ),
        Column(
            "impact",
            "Whether children's lives changed.",
            lambda _, a: a.action.impact.status.replace("-", " "),
        ),
        Column("impact_how", "How that is known.", lambda _, a: a.action.impact.how or NOT_STATED),
    ),
)

TABLES: tuple[Table[Any], ...] = (PROCEDURES, CHANGES, ACTIONS)


def tables(manual: Manual, today: date) -> dict[str, bytes]:
    """Make every table in every form.

    Args:
        manual: The manual.
        today: The day it is: it decides what is in force and what is open.

    Returns:
        CSV and JSON by their path in the site.
    """
    view = View(manual, today, f"{FOLDER}.md")
    made = {}
    for table in TABLES:
        rows = table.rows(view)
        made[table.path("csv")] = csv_of([column.name for column in table.columns], rows)
        made[table.path("json")] = _json(manual, table, rows)
    return made


def csv_of(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> bytes:
    """Write rows for a spreadsheet: the mark at the start tells Excel that this is UTF-8."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns)
    writer.writeheader()
    writer.writerows({name: _in_spreadsheet(cell) for name, cell in row.items()} for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _in_spreadsheet(cell: Cell) -> str:
    if isinstance(cell, tuple):
        return "; ".join(map(as_text, cell))
    return as_text(cell) if isinstance(cell, str) else "" if cell is None else str(cell)


def as_text(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run as a formula.

    Spaces, quotation marks, what cannot be seen and full-width signs before it do not hide a formula.
    """
    if text[:1].isalnum():  # nearly every cell
        return text
    sign = next((c for c in text if not _is_passed_over(c)), "")
    runs = unicodedata.normalize("NFKC", sign) in ("=", "+", "-", "@", "\N{MINUS SIGN}")
    return f"'{text}" if runs or text[:1] in ("\t", "\r", "\n") else text


def _is_passed_over(character: str) -> bool:
    return character in "\"'`" or unicodedata.category(character) in PASSED_OVER


PASSED_OVER = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Pi", "Pf"})
"""Spaces, what cannot be seen, and curly quotation marks."""


def _json(manual: Manual, table: Table[Any], rows: list[dict[str, Cell]]) -> bytes:
    partnership = manual.partnership
    whole = {
        "about": partnership.marked(f"{partnership.name}: {table.about}"),
        "example": partnership.worked_example,
        "columns": {column.name: column.meaning for column in table.columns},
        "rows": rows,
    }
    return (json.dumps(whole, ensure_ascii=False, default=date.isoformat) + "\n").encode()
