"""The mark behind a heading that changed or that learning points at; inside it, it would change the anchor.

Must not know how a mark looks: that is for the template.

In: a page's lines. Out: a mark below each such heading: "Changed 2021/22 after a national review."
"""

from collections.abc import Iterable

from goldenthread.manual.manual import ChangeOf, Page, ReadAt
from goldenthread.manual.page_records import Procedure
from goldenthread.pages.environment import macros_of
from goldenthread.pages.framed import framed
from goldenthread.pages.view import View


def mark_headings(view: View, page: Page[Procedure], rows: list[list[str]]) -> None:
    """Put a mark behind every heading that a change or an action points at."""
    changes, pointers = view.manual.changes_of(page), view.manual.pointing_at(page)
    for heading in page.body.headings:
        if mark := _mark(view, heading.anchor, changes, pointers):
            rows[heading.line - page.body.first_line].append(mark)


def _mark(view: View, anchor: str, changes: Iterable[ChangeOf], pointers: Iterable[ReadAt]) -> str:
    here = [change for change in changes if anchor in change.change.at]
    read = [pointer for pointer in pointers if pointer.anchor == anchor]
    if not here and not read:
        return ""
    return framed(macros_of("shared.html").mark(view, here, read))
