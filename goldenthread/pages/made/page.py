"""What a made page is: its entry in the registry, the view that its template asks, and what comes of it.

Must not know which pages there are.

In: an entry: `PageToMake("rules.md", "Rules", "What every page must do.", "lists.html:rules", RuleBook)` has
the macro `rules` of that template fill the page, given the View of any page and a `RuleBook`. Out: a
`MadePage`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from goldenthread.manual.learning_records import LearningRecord
from goldenthread.manual.manual import Manual, Page
from goldenthread.manual.page_records import AnyPage
from goldenthread.pages.framed import Framed
from goldenthread.pages.view import View
from goldenthread.text.links import url
from goldenthread.text.problems import Problem, Rule


@dataclass(frozen=True)
class MadePage:
    """A page made from the manual."""

    path: str
    title: str
    summary: str
    framed: Framed
    """What is to be rendered."""

    @property
    def text(self) -> str:
        """All lines as one text, with the frame's HTML in them."""
        return self.framed.text


@dataclass(frozen=True)
class PageToMake:
    """A page that is to be made: where it stands, what it is called, and what fills it."""

    path: str
    title: str
    summary: str
    macro: str
    """What fills it: "due.html:due" is the macro `due` of that template."""
    view: type[MadeView] | None = None
    """What the macro may ask besides the View of any page; None where that is enough."""
    about: str = ""
    """The audience or theme that it is for."""
    record: Page[LearningRecord] | None = None
    """The learning record that it stands for."""
    is_followed: bool = False
    """Whether a feed tells what changes on it."""
    explains_itself: bool = False
    """Whether no abbreviation is explained on it, because it explains words itself or only names things."""

    @property
    def feed(self) -> str:
        """Where its feed stands, if it has one: beside it."""
        return f"{url(self.path)}feed.xml"


@dataclass(frozen=True)
class Listed:
    """What made pages list of the rooms below this one, which hand it in."""

    rules: tuple[Rule, ...] = ()
    tables: tuple[Any, ...] = ()
    start_link: Callable[[Manual, str, date], str] | None = None
    """The link that starts a page of a kind in a browser's editor."""
    kinds: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Each kind of page that can be started: its noun, and what it is."""


@dataclass(frozen=True)
class Given:
    """What made pages are made of besides the manual."""

    pages: tuple[PageToMake, ...]
    """All that are to be made."""
    listed: Listed
    problems: tuple[Problem, ...]
    """What the rules found."""
    expand: Callable[[str, str], str]
    """Puts a link for each word in a text that stands on the page at a path."""


@dataclass(frozen=True)
class MadeView:
    """What the template of one made page may ask: each page has a small one of its own."""

    f: View
    """What the template of any page may ask."""
    page: PageToMake
    given: Given

    @property
    def manual(self) -> Manual:
        """The manual that the page is made from."""
        return self.f.manual

    @property
    def borrowed(self) -> Sequence[str]:
        """The lines of another page that stand on this one; none on most."""
        return ()


class Shelf(NamedTuple):
    """Some pages under one heading."""

    id: str
    name: str
    pages: Sequence[Page[AnyPage]]
