"""The list "On this page": the headings that an author wrote, numbered as shown, and those of templates.

Must not know what stands under a heading.

In: a page, or HTML that a template made. Out: the list as HTML; nothing where there are too few headings to
need it.

    >>> made_headings('<h2 id="law">Law <span>and guidance</span></h2>')
    [ContentsLine(number='', anchor='law', text='Law')]
"""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from goldenthread.manual.manual import Page
from goldenthread.manual.page_records import AnyPage, Procedure
from goldenthread.pages.environment import macros_of
from goldenthread.text.html import piece
from goldenthread.text.scanner import DO_NOW

CONTENTS = "<!-- contents -->"
"""The sign where the list stands on a made page; it stands first where there is none."""
FEWEST_HEADINGS = 3
"""A page with fewer headings needs no list, which would only push its text down."""


class ContentsLine(NamedTuple):
    """One line of the list."""

    number: str
    anchor: str
    text: str


def own_headings(page: Page[AnyPage]) -> list[ContentsLine]:
    """List the sections that an author wrote, numbered as the Markdown extension numbers them."""
    own = [h for h in page.body.headings if h.level == 2 and h.anchor != DO_NOW]
    is_numbered = isinstance(page.record, Procedure)
    return [ContentsLine(str(n) if is_numbered else "", h.anchor, h.text) for n, h in enumerate(own, 1)]


def made_headings(html: str) -> list[ContentsLine]:
    """List the sections that a template made; of a heading, the text before any element in it."""
    found = piece(html).iterfind(".//h2[@id]")
    return [ContentsLine("", h2.get("id", ""), text) for h2 in found if (text := (h2.text or "").strip())]


def on_this_page(entries: Sequence[ContentsLine]) -> Markup:
    """Write the list as HTML; empty where there are too few headings."""
    return Markup(macros_of("shared.html").on_this_page(entries) if len(entries) >= FEWEST_HEADINGS else "")
