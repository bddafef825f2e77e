"""Whole pages that nobody writes: contents, lists, glossary, sources, contacts and the rule book.

Each is made from the manual alone, so that it cannot disagree with it. Must not know MkDocs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from markdown.extensions.toc import slugify

from goldenthread.frame import TEMPLATES, Frame, derived_frame
from goldenthread.manual import Manual, Page
from goldenthread.problems import Grade, Rule
from goldenthread.records import Procedure, Term


@dataclass(frozen=True)
class Derived:
    """A page made from the manual."""

    path: str
    title: str
    summary: str
    text: str
    """Final Markdown, frame included."""


GRADES = {
    Grade.STOPS: "A pull request with one of these cannot be merged, and no site is built.",
    Grade.DUE: "A date passed or the world moved. The page says so; nobody is blocked.",
    Grade.LOOK: "A remark for the editor; nobody is blocked.",
}


class ListFrame(Frame):
    """What the templates of derived pages may ask."""

    def in_section(self, section: str) -> list[Page[Procedure]]:
        """Give the procedures of a section that stand, by title."""
        pages = (p for p in self.manual.procedures.values() if p.record.section == section)
        return sorted((p for p in pages if not p.record.withdrawn), key=lambda p: p.record.title)

    def withdrawn(self) -> list[Page[Procedure]]:
        """Give the procedures that no longer stand, by title."""
        pages = (p for p in self.manual.procedures.values() if p.record.withdrawn)
        return sorted(pages, key=lambda p: p.record.title)

    def terms(self) -> list[Term]:
        """Give the words that need explaining, by the alphabet."""
        return sorted((t for t in self.manual.data.glossary if not t.plain), key=lambda t: t.term.lower())

    @staticmethod
    def term_id(term: Term) -> str:
        """Give the anchor of a term."""
        return slugify(term.term, "-")


PAGES = {
    "procedures": (
        "procedures/index.md",
        "Procedures",
        "Every procedure, guidance, tool and form of the manual, by section.",
    ),
    "briefings": (
        "briefings/index.md",
        "Briefings and guides",
        "7-minute briefings to lead in a team meeting, and one-minute guides to hand out, newest first.",
    ),
    "learning": (
        "briefings/learning/index.md",
        "Learning",
        "What reviews, audits and children and young people taught, and what was done about it.",
    ),
    "contacts": (
        "contacts.md",
        "Local contacts",
        "Whom to ring, by where the child lives or the person works.",
    ),
    "glossary": (
        "glossary.md",
        "Glossary",
        "What words and abbreviations mean, and what replaced old names.",
    ),
    "sources": (
        "sources.md",
        "Sources",
        "The law, guidance and documents that the manual cites, by edition.",
    ),
}
"""The macro of lists.html that makes a page, and the page's path, title and summary."""
RULE_BOOK = (
    "rules.md",
    "Rules of this manual",
    "What every page must do, and what happens where it does not.",
)
PATHS = frozenset({path for path, _, _ in (*PAGES.values(), RULE_BOOK)})


def derived(manual: Manual, rules: Iterable[Rule], today: date) -> tuple[Derived, ...]:
    """Make every page that follows from the manual. `rules` are those of the rule book."""
    lists = TEMPLATES.get_template("lists.html").module
    rules = list(rules)
    by_grade = [(g.value, meaning, [r for r in rules if r.grade is g]) for g, meaning in GRADES.items()]

    def made(path: str, title: str, summary: str, text: str) -> Derived:
        return Derived(path, title, summary, derived_frame(manual, path, title, summary, text, today))

    pages = [
        made(path, title, summary, getattr(lists, macro)(ListFrame(manual, today, path)))
        for macro, (path, title, summary) in PAGES.items()
    ]
    path, title, summary = RULE_BOOK
    text = lists.rules(ListFrame(manual, today, path), by_grade)  # type: ignore[attr-defined]  # a macro
    return (*pages, made(path, title, summary, text))
