"""The boxes that a page's own text is put into: the parts of what is taught, and what holds in one area only.

Must not know what stands in a box.

In: a page's lines. Out: the same, with the edges of the parts, or the HTML around an area.
"""

from goldenthread.manual.manual import Page
from goldenthread.manual.page_records import AnyPage, Briefing, Guide
from goldenthread.pages.environment import macros_of
from goldenthread.pages.framed import Edge, framed
from goldenthread.pages.view import View

BOX_OF: dict[type[AnyPage], str] = {Briefing: "gt-parts", Guide: "gt-minute"}
"""The class of the box around the parts of what is taught."""


def box_of(page: Page[AnyPage]) -> str:
    """Return the class of the box in which each section is a part; empty where a block is in two sections."""
    sections = [heading.line for heading in page.body.headings if heading.level == 2]
    blocks = page.body.area_blocks
    is_cut = any(block.line < line < (block.end or line) for block in blocks for line in sections)
    return "" if is_cut else BOX_OF.get(type(page.record), "")


def in_box(box: str, lines: list[str]) -> list[str]:
    """Put the edges of a box around lines, if there is one."""
    return [Edge(), *lines, Edge()] if box else lines


def frame_areas(view: View, page: Page[AnyPage], rows: list[list[str]]) -> None:
    """Put each block for an area into a box, and neighbours into one group to choose from."""
    shared = macros_of("shared.html")
    first = page.body.first_line
    blocks = [(b.areas, b.line - first, b.end - first) for b in page.body.area_blocks if b.end]
    written = [any(line.strip() for line in row) for row in rows]
    for index, (areas, start, end) in enumerate(blocks):
        is_first = not index or any(written[blocks[index - 1][2] + 1 : start])
        is_last = index + 1 == len(blocks) or any(written[end + 1 : blocks[index + 1][1]])
        rows[start] = [framed(shared.area_begins(view, areas, is_first))]
        rows[end] = [framed(shared.area_ends(is_last))]
