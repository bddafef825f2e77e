"""Whole pages that nobody writes: contents, ways in, lists, glossary, sources, contacts, the rule book.

Each is made from the manual alone, so that it cannot disagree with it. Must not know MkDocs.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from goldenthread.manual import actions, changes
from goldenthread.manual.actions import ActionLine
from goldenthread.manual.changes import Month
from goldenthread.manual.data_records import Contact, Named, Term
from goldenthread.manual.due import Due, Stage, due
from goldenthread.manual.fields import NAME_IT, TO_WRITE, Place
from goldenthread.manual.learning_records import LearningRecord
from goldenthread.manual.manual import EVERYONE, ChangeOf, Manual, Page
from goldenthread.manual.page_records import AnyPage, Briefing, Guide, Procedure
from goldenthread.pages import packs
from goldenthread.pages.environment import TEMPLATES
from goldenthread.pages.frame import made_frame
from goldenthread.pages.packs import Plan, Taught
from goldenthread.pages.phrases import STATUSES, inside_a_sentence
from goldenthread.pages.thread_picture import NARROW, WIDE, Picture, Thread, draw, thread
from goldenthread.pages.view import View
from goldenthread.text.links import below, url
from goldenthread.text.problems import Grade, Problem, Rule


@dataclass(frozen=True)
class Derived:
    """A page made from the manual."""

    path: str
    title: str
    summary: str
    text: str
    """Final Markdown, frame included."""


@dataclass(frozen=True)
class Sheet:
    """A page that is to be made: where it stands, and the macro that fills it."""

    macro: str
    path: str
    title: str
    summary: str
    about: str = ""
    """The audience, theme or learning record that it is for."""
    template: str = "lists.html"

    @property
    def feed(self) -> str:
        """Where the feed of the page stands, if it has one: beside it."""
        return f"{url(self.path)}feed.xml"


SHEETS = (
    Sheet(
        "search",
        "search.md",
        "Search",
        "Find a procedure, a paragraph or a contact by any word.",
        template="search.html",
    ),
    Sheet(
        "a_to_z",
        "a-to-z.md",
        "A to Z",
        "Every procedure, briefing and guide by its title and its other names.",
        template="search.html",
    ),
    Sheet(
        "procedures",
        "procedures/index.md",
        "Procedures",
        "Every procedure, guidance, tool and form of the manual, by section.",
    ),
    Sheet(
        "tools",
        "forms-and-tools.md",
        "Forms and tools",
        "What to fill in, and what helps you to decide.",
    ),
    Sheet(
        "briefings",
        "briefings/index.md",
        "Briefings and guides",
        "7-minute briefings to lead in a team meeting, and one-minute guides to hand out, newest first.",
    ),
    Sheet(
        "learning",
        "briefings/learning/index.md",
        "Learning",
        "What reviews, audits and children and young people taught, and what was done about it.",
    ),
    Sheet(
        "training",
        "training.md",
        "For trainers",
        "Briefings, guides, bookmarks and packs to teach with, and where practice has moved on.",
        template="training.html",
    ),
    Sheet(
        "record_of_use",
        "record-of-use.md",
        "Record of use",
        "One page to fill in after a session, and to keep in your own agency.",
        template="record_of_use.html",
    ),
    Sheet(
        "practice",
        "learning.md",
        "From learning to practice",
        "Every action that learning led to: where it stands, who answers for it, what changed and how soon.",
        template="thread.html",
    ),
    Sheet(
        "changes",
        "changes.md",
        "What changed",
        "Every change of a procedure: what, why, after what, and what you must do about it.",
        template="changes.html",
    ),
    Sheet(
        "due",
        "due.md",
        "What is due",
        "Which pages, contacts and links must be looked at again, by whom and by when.",
        template="due.html",
    ),
    Sheet(
        "contacts",
        "contacts.md",
        "Contacts",
        "Whom to ring: by where the child lives, by where the person works, and from anywhere.",
    ),
    Sheet(
        "glossary",
        "glossary.md",
        "Glossary",
        "What words and abbreviations mean, and what replaced old names.",
    ),
    Sheet(
        "sources",
        "sources.md",
        "Sources",
        "The law, guidance and documents that the manual cites, by edition.",
    ),
    Sheet(
        "tables",
        "tables.md",
        "Feeds and tables",
        "What feed readers, calendars and spreadsheets can read of this manual, and how.",
        template="tables.html",
    ),
    Sheet(
        "editing",
        "editing.md",
        "For editors",
        "How to start a page, change one, and give it another name.",
        template="editing.html",
    ),
    Sheet(
        "rules",
        "rules.md",
        "Rules of this manual",
        "What every page must do, and what happens where it does not.",
    ),
)
"""The pages that every manual has."""

AUDIENCES = Sheet("audiences", "for/index.md", "For your work", "What this manual holds for each service.")
THEMES = Sheet("themes", "themes/index.md", "Themes", "Subjects that run through several procedures.")

TOOLS = {
    "form": "Forms",
    "tool": "Tools",
    "thresholds": "Thresholds",
    "guidance": "Guidance",
    "protocol": "Protocols",
}
"""The kinds of procedure that help with one, in the order in which somebody looks for them."""

CHOICES = {
    "child": (
        "by-where-the-child-lives",
        "By where the child lives",
        "Ring the area where the child lives, wherever you work.",
    ),
    "work": (
        "by-where-the-person-works",
        "By where the person works",
        "For a worry about somebody who works or volunteers with children. Ring the area of their work, "
        "not the area where the child lives.",
    ),
    "anyone": ("from-anywhere", "From anywhere", "National ways to report a worry or to get help."),
}
"""What decides which number of a contact is right: the anchor, heading and words of each group."""

KINDS_OF_CHANGE = {"new": "New", "changed": "Changed", "clarified": "Clarified", "fix": "Small correction"}
TOLD_BY_DATE = frozenset({"review-overdue", "contact-overdue"})
"""Rules whose findings the page of what is due lists by their day."""

GRADES = {
    Grade.STOPS: "A pull request with one of these cannot be merged, and no site is built.",
    Grade.DUE: "A date passed or the world moved. The page says so; nobody is blocked.",
    Grade.LOOK: "A remark for the editor; nobody is blocked.",
}


def sheets(manual: Manual) -> tuple[Sheet, ...]:
    """Give every page that is to be made: those of every manual, each pack, and each audience and theme."""
    audiences = [
        Sheet(
            "audience",
            f"for/{audience.id}.md",
            f"For {inside_a_sentence(audience.name)}",
            "Procedures, briefings and changes that concern you.",
            audience.id,
        )
        for audience in _used(manual, "audience", manual.partnership.audiences)
    ]
    themes = [
        Sheet("theme", f"themes/{theme.id}.md", theme.name, "All that this manual has on it.", theme.id)
        for theme in _used(manual, "themes", manual.partnership.themes)
    ]
    packs = [
        Sheet(
            "pack",
            below(page.path, "pack"),
            f"{page.record.title} (cascade pack)",
            "All that this manual knows of this learning, to pass on in your agency.",
            page.address,
            "pack.html",
        )
        for page in manual.learning.values()
    ]
    return (
        *SHEETS,
        *packs,
        *([AUDIENCES, *audiences] if audiences else ()),
        *([THEMES, *themes] if themes else ()),
    )


def with_feed(manual: Manual) -> tuple[Sheet, ...]:
    """Give the pages that a feed follows: what changed, for everybody and for each audience."""
    return tuple(sheet for sheet in sheets(manual) if sheet.macro in ("changes", "audience"))


def paths(manual: Manual) -> frozenset[str]:
    """Give the path of every page that is to be made."""
    return frozenset(sheet.path for sheet in sheets(manual))


def _used(manual: Manual, field: str, names: Iterable[Named]) -> list[Named]:
    used = {name for page in manual.pages() for name in getattr(page.record, field)}
    return [name for name in names if name.id in used]


class Shelf(NamedTuple):
    """Some pages under one heading."""

    id: str
    name: str
    pages: Sequence[Page[AnyPage]]


@dataclass(frozen=True)
class Listed:
    """What these pages list of the rooms below them, which hand it in."""

    rules: tuple[Rule, ...] = ()
    tables: tuple[Any, ...] = ()
    start_link: Callable[[Manual, str, date], str] | None = None
    """The link that starts a page of a kind in a browser's editor."""
    kinds: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Each kind of page that can be started: its noun, and what it is."""


@dataclass(frozen=True)
class ListFrame(View):
    """What the templates of derived pages may ask."""

    about: str = ""
    """The audience, theme or learning record that the page is for."""
    listed: Listed = Listed()
    problems: tuple[Problem, ...] = ()
    """What is due, as the rules found it."""

    background: str = ""
    """What a learning record says below its fields, on the page of its pack; empty where it may not."""

    def choices(self, of: str) -> list[tuple[str, str]]:
        """Give the ids and names of all audiences, sections or areas."""
        return [(item.id, item.name) for item in getattr(self.manual.partnership, of)]

    def every_change(self) -> tuple[ChangeOf, ...]:
        """Give all changes of all procedures, newest first."""
        return changes.every(self.manual)

    def ahead(self, told: Sequence[ChangeOf]) -> tuple[ChangeOf, ...]:
        """Give what is approved and not yet in force."""
        return changes.ahead(told, self.today)

    def by_month(self, told: Sequence[ChangeOf]) -> tuple[Month, ...]:
        """File what is in force by month."""
        return changes.by_month(told, self.today)

    def kinds_of_change(self) -> list[tuple[str, str]]:
        """Give the kinds of change that there are, as a reader says them."""
        found = {change.change.kind for change in self.every_change()}
        return [(kind, name) for kind, name in KINDS_OF_CHANGE.items() if kind in found]

    @cached_property
    def action_lines(self) -> tuple[ActionLine, ...]:
        """Give every action of every record, what must be looked at first standing first."""
        return actions.actions(self.manual, self.today)

    def action_choices(self, of: str) -> list[tuple[str, str]]:
        """Give the statuses, kinds of learning, agencies or themes that the actions have, to choose from."""
        if of == "status":
            found = {line.status for line in self.action_lines}
            return [(status, STATUSES[status].capitalize()) for status in STATUSES if status in found]
        if of == "agency":
            agencies = {agency for line in self.action_lines for agency in line.agencies}
            named = [(agency, self.who(agency)) for agency in agencies]
            return [*sorted(named, key=lambda one: one[1].lower()), ("not-stated", "Not stated")]
        records = [line.record.record for line in self.action_lines]
        if of == "source":
            types = {record.source.type for record in records}
            return [(t.id, t.name) for t in self.manual.partnership.source_types if t.id in types]
        themes = {theme for record in records for theme in record.themes}
        return [(t.id, t.name) for t in self.manual.partnership.themes if t.id in themes]

    @staticmethod
    def by_stage(lines: Iterable[ActionLine]) -> dict[actions.Stage, tuple[ActionLine, ...]]:
        """File actions by how pressing they are."""
        return actions.by_stage(lines)

    @property
    def thread(self) -> Thread:
        """Give the thread from reviews to procedures."""
        return thread(self.manual, self.today)

    @staticmethod
    def draw(shown: Thread, width: str) -> Picture:
        """Lay the thread out for a phone ("narrow") or for a desk and paper ("wide")."""
        return draw(shown, NARROW if width == "narrow" else WIDE)

    @cached_property
    def all_due(self) -> tuple[Due, ...]:
        """Give everything that must be looked at again, the earliest first."""
        return due(self.manual, self.today)

    def due_at(self, stage: Stage) -> list[Due]:
        """Give what is overdue, due soon or due later."""
        return [item for item in self.all_due if item.stage(self.today) == stage]

    def due_by_owner(self) -> dict[str, Counter[Stage]]:
        """Count what is due for each owner, whoever has most overdue first."""
        found: dict[str, Counter[Stage]] = defaultdict(Counter)
        for item in self.all_due:
            found[item.owner][item.stage(self.today)] += 1
        return dict(sorted(found.items(), key=lambda one: (one[0] == "", -one[1]["overdue"], one[0])))

    def due_owners(self) -> list[tuple[str, str]]:
        """Give the owners of what is due."""
        owners = [(owner, self.name("groups", owner)) for owner in self.due_by_owner() if owner]
        return [*owners, ("nobody", "Nobody yet")] if "" in self.due_by_owner() else owners

    def due_nouns(self) -> list[tuple[str, str]]:
        """Give the kinds of what is due."""
        nouns = dict.fromkeys(item.noun for item in self.all_due)
        return [(noun.replace(" ", "-"), f"{noun[0].upper()}{noun[1:]}") for noun in nouns]

    @cached_property
    def moved_world(self) -> list[tuple[str, str, Problem]]:
        """Give what the rules find due and no date of a page or contact tells: the page and the problem."""
        pages = self.manual.by_file
        found = [p for p in self.problems if p.file in pages and p.rule.name not in TOLD_BY_DATE]
        return [(pages[p.file].record.title, pages[p.file].path, p) for p in found]

    def of_kind(self, kind: str) -> list[Page[Procedure]]:
        """Give the procedures of a kind that stand, by title."""
        return [page for page in self.standing() if page.record.kind == kind]

    def withdrawn(self) -> list[Page[Procedure]]:
        """Give the procedures that no longer stand, by title."""
        pages = (p for p in self.manual.procedures.values() if p.record.withdrawn)
        return sorted(pages, key=lambda p: p.record.title)

    def taught_by_kind(self) -> list[Shelf]:
        """Give the briefings and the guides, newest first."""
        kinds = (("seven-minute", "7-minute briefings", Briefing), ("one-minute", "One-minute guides", Guide))
        taught = list(self.manual.taught())
        return [
            Shelf(id, name, [page for page in taught if isinstance(page.record, kind)])
            for id, name, kind in kinds
        ]

    def marked(self, field: str, name: str) -> list[Shelf]:
        """Give the pages for an audience or on a theme: procedures, briefings and learning."""
        shelves: tuple[tuple[str, str, Iterable[Page[AnyPage]]], ...] = (
            ("procedures", "Procedures", self.standing()),
            ("briefings-and-guides", "Briefings and guides", self.manual.taught()),
            ("learning", "Learning", self.manual.learning.values()),
        )
        return [
            Shelf(id, title, [page for page in pages if name in getattr(page.record, field)])
            for id, title, pages in shelves
        ]

    def for_everybody(self) -> list[Page[AnyPage]]:
        """Give what is for every audience and so is not named for this one."""
        if self.about == EVERYONE:
            return []
        pages = [page for shelf in self.marked("audience", EVERYONE) for page in shelf.pages]
        return [page for page in pages if self.about not in page.record.audience]

    def counted(self, macro: str) -> list[tuple[Sheet, int]]:
        """Give the page of each audience or theme, and how many pages it lists."""
        field = "audience" if macro == "audience" else "themes"
        return [
            (sheet, sum(len(shelf.pages) for shelf in self.marked(field, sheet.about)))
            for sheet in sheets(self.manual)
            if sheet.macro == macro
        ]

    @property
    def plan(self) -> Plan:
        """Plan the fifteen minutes with what this record taught."""
        return packs.plan(self.manual.carrying(self._record))

    @property
    def is_withheld(self) -> bool:
        """Say whether a pack leaves out what its review was about."""
        return packs.is_withheld(self._record.record)

    def changed_by_record(self) -> tuple[ChangeOf, ...]:
        """Give what this record's learning changed in procedures."""
        return packs.changed_by(self.manual, self._record)

    def read_at(self) -> tuple[Place, ...]:
        """Give where the procedures stand on this record's actions now."""
        return packs.read_at(self._record)

    @property
    def _record(self) -> Page[LearningRecord]:
        return self.manual.learning[self.about]

    @cached_property
    def taught(self) -> tuple[Taught, ...]:
        """Give every briefing and guide, newest first."""
        return tuple(self.manual.taught())

    def packs_of(self, page: Taught) -> list[Page[LearningRecord]]:
        """Give the records whose packs tell more of what a briefing or guide carries."""
        names = dict.fromkeys(ref.record for ref in page.record.learning)
        return [self.manual.learning[name] for name in names if name in self.manual.learning]

    def is_led_in_fifteen_minutes(self, page: Taught) -> bool:
        """Say whether the session plan of a pack is led with a briefing or guide."""
        return any(page in packs.plan(self.manual.carrying(record)).pages for record in self.packs_of(page))

    def taught_by(self, of: str) -> list[tuple[str, str, list[Taught]]]:
        """File briefings and guides by theme, audience or procedure: id, name, and each newest first.

        What is for everybody is filed under everybody, or nobody would find what is for them.
        """
        names: Iterable[tuple[str, str]]
        if of == "procedures":
            names = [(page.address, page.record.title) for page in self.standing()]
        else:
            first = {EVERYONE: "Everybody"} if of == "audiences" else {}
            names = (first | dict(self.choices(of))).items()
        found = [(id, name, [p for p in self.taught if id in self.taught_for(p, of)]) for id, name in names]
        return [entry for entry in found if entry[2]]

    def training_choices(self, of: str) -> list[tuple[str, str]]:
        """Give the ids and names of the themes or procedures that something is taught on."""
        return [(id, name) for id, name, _ in self.taught_by(of)]

    def taught_for(self, page: Taught, of: str) -> list[str]:
        """Give the themes, audiences or procedures of a briefing or guide."""
        if of == "procedures":
            return list(dict.fromkeys(place.address for place in page.record.procedures))
        if of == "themes":
            return list(page.record.themes)
        return [EVERYONE] if EVERYONE in page.record.audience else list(page.record.audience) or [EVERYONE]

    def contacts_by_choice(self) -> list[tuple[str, str, str, list[Contact]]]:
        """Give the contacts by what decides which number is right."""
        contacts = self.manual.data.contacts.values()
        groups = [(*CHOICES[choice], [c for c in contacts if c.chosen_by == choice]) for choice in CHOICES]
        return [group for group in groups if group[3]]

    def kinds(self) -> list[str]:
        """Give the kinds of page that the manual has, those of procedures first."""
        found = [page.record.kind for page in self.manual.procedures.values()]
        return list(dict.fromkeys([*found, *(page.record.noun for page in self.manual.taught())]))

    def followed(self) -> tuple[Sheet, ...]:
        """Give the pages that a feed follows."""
        return with_feed(self.manual)

    def by_letter(self) -> dict[str, list[tuple[str, Page[AnyPage], bool]]]:
        """Give every title and other name of what stands, by its first letter.

        Each with its page, and whether it is another name.
        """
        found: list[tuple[str, Page[AnyPage], bool]] = []
        for page in self.manual.procedures.values():
            if _stands(page):
                found.append((page.record.title, page, False))
                found += [(name, page, True) for name in page.record.also_called]
        found += [(page.record.title, page, False) for page in self.manual.taught()]
        letters: dict[str, list[tuple[str, Page[AnyPage], bool]]] = {}
        for entry in sorted(found, key=lambda e: (e[0].lower(), e[2])):
            first = entry[0][0].upper()
            letters.setdefault(first if first.isalpha() else "0-9", []).append(entry)
        return letters

    def terms(self) -> list[Term]:
        """Give the words that need explaining, by the alphabet."""
        return sorted((t for t in self.manual.data.glossary if not t.plain), key=lambda t: t.term.lower())

    def starts(self) -> list[tuple[str, str, str, str]]:
        """Give each kind of page that can be started: its name, its noun, what it is, where to start it."""
        link, kinds = self.listed.start_link, self.listed.kinds
        return [
            (kind, *about, link(self.manual, kind, self.today) if link else "")
            for kind, about in kinds.items()
        ]

    def rules_by_grade(self) -> list[tuple[str, str, list[Rule]]]:
        """Give each grade, what it means and its rules."""
        rules = self.listed.rules
        return [(g.value, meaning, [r for r in rules if r.grade is g]) for g, meaning in GRADES.items()]


def _stands(page: Page[AnyPage]) -> bool:
    return not (isinstance(page.record, Procedure) and page.record.withdrawn)


def derived(
    manual: Manual,
    listed: Listed,
    today: date,
    problems: Iterable[Problem] = (),
    expand: Callable[[str, str], str] = lambda text, _: text,
) -> tuple[Derived, ...]:
    """Make every page that follows from the manual.

    `listed` comes from the rooms below, `problems` are what the rules found, of which what is due is told;
    `expand` puts a link for each word in a text that stands on the page at a path.
    """
    problems = tuple(problems)
    due_now = tuple(problem for problem in problems if problem.rule.grade is Grade.DUE)
    broken = {problem.file for problem in problems if problem.stops}

    def packed(sheet: Sheet) -> ListFrame:
        page = manual.learning[sheet.about]
        view = ListFrame(manual, today, sheet.path, page, title=sheet.title, about=sheet.about)
        if packs.is_withheld(page.record) or page.file in broken:
            return view
        return replace(view, background=packs.borrowed(view, page, expand))

    def made(sheet: Sheet) -> Derived:
        if sheet.macro == "pack":
            view = packed(sheet)
        else:
            view = ListFrame(
                manual,
                today,
                sheet.path,
                title=sheet.title,
                about=sheet.about,
                listed=listed,
                problems=due_now,
            )
        module: Any = TEMPLATES.get_template(sheet.template).module
        text = getattr(module, sheet.macro)(view)
        framed = made_frame(view, sheet.title, sheet.summary, text)
        return Derived(sheet.path, sheet.title, sheet.summary, framed)

    return tuple(made(sheet) for sheet in sheets(manual))


TEMPLATES.globals.update(TOOLS=TOOLS, NAME_IT=NAME_IT, TO_WRITE=TO_WRITE)
