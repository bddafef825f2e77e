"""The pages for each audience and on each theme, and the two that list them.

Must not know how a list looks.

In: the manual. Out: a page for each audience or theme that some page is for, and none for any other.
"""

from collections.abc import Iterable
from functools import cached_property
from posixpath import dirname
from typing import ClassVar, Literal

from goldenthread.manual.data_records import Named
from goldenthread.manual.manual import EVERYONE, ChangeOf, Manual, Page
from goldenthread.manual.page_records import AnyPage
from goldenthread.pages.made.page import MadeView, PageToMake, Shelf
from goldenthread.pages.phrases import inside_a_sentence


class Subject(MadeView):
    """What the template of the page of an audience or theme may ask."""

    field: ClassVar[Literal["audience", "themes"]]
    """Where a page names it."""

    @property
    def about(self) -> str:
        """The audience or theme."""
        return self.page.about

    @property
    def shelves(self) -> list[Shelf]:
        """Its procedures, what is taught, and learning."""
        return self._shelves(self.about)

    @cached_property
    def changes(self) -> tuple[ChangeOf, ...]:
        """What changed on its procedures, newest first."""
        named = (page for page in self.f.standing() if self.about in getattr(page.record, self.field))
        return self.f.changes(named)

    def _shelves(self, name: str) -> list[Shelf]:
        shelves: tuple[tuple[str, str, Iterable[Page[AnyPage]]], ...] = (
            ("procedures", "Procedures", self.f.standing()),
            ("briefings-and-guides", "Briefings and guides", self.manual.taught()),
            ("learning", "Learning", self.manual.learning.values()),
        )
        return [
            Shelf(id, title, [page for page in pages if name in getattr(page.record, self.field)])
            for id, title, pages in shelves
        ]


class Theme(Subject):
    """What the template of the page of a theme may ask."""

    field = "themes"


class Audience(Subject):
    """What the template of the page of an audience may ask."""

    field = "audience"

    @property
    def for_everybody(self) -> list[Page[AnyPage]]:
        """What is for every audience, and so is not named for this one."""
        if self.about == EVERYONE:
            return []
        pages = [page for shelf in self._shelves(EVERYONE) for page in shelf.pages]
        return [page for page in pages if self.about not in page.record.audience]


class Subjects(MadeView):
    """What the template of the lists of audiences and themes may ask."""

    @property
    def counted(self) -> list[tuple[PageToMake, int]]:
        """The page of each audience or theme beside this one, and how many pages it lists."""
        beside = (p for p in self.given.pages if p.about and dirname(p.path) == dirname(self.page.path))
        views = (page.view(self.f, page, self.given) for page in beside if page.view)
        return [(v.page, sum(len(s.pages) for s in v.shelves)) for v in views if isinstance(v, Subject)]


AUDIENCES = PageToMake(
    "for/index.md", "For your work", "What this manual holds for each service.", "lists.html:index", Subjects
)
THEMES = PageToMake(
    "themes/index.md", "Themes", "Subjects that run through several procedures.", "lists.html:index", Subjects
)


def audience_pages(manual: Manual) -> tuple[PageToMake, ...]:
    """List the page of each audience that something is for, and before them the list of these."""
    summary = "Procedures, briefings and changes that concern you."
    pages = [
        PageToMake(
            f"for/{audience.id}.md",
            f"For {inside_a_sentence(audience.name)}",
            summary,
            "lists.html:audience",
            Audience,
            about=audience.id,
            is_followed=True,
        )
        for audience in _used(manual, "audience", manual.partnership.audiences)
    ]
    return (AUDIENCES, *pages) if pages else ()


def theme_pages(manual: Manual) -> tuple[PageToMake, ...]:
    """List the page of each theme that something is on, and before them the list of these."""
    summary = "All that this manual has on it."
    pages = [
        PageToMake(f"themes/{theme.id}.md", theme.name, summary, "lists.html:theme", Theme, about=theme.id)
        for theme in _used(manual, "themes", manual.partnership.themes)
    ]
    return (THEMES, *pages) if pages else ()


def _used(manual: Manual, field: str, names: Iterable[Named]) -> list[Named]:
    used = {name for page in manual.pages() for name in getattr(page.record, field)}
    return [name for name in names if name.id in used]
