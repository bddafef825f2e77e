"""The boxes that a page's own text is put into: the parts of what is taught, and what holds in one area only.

In: a page's lines. Out: lines, with the signs that begin and end a part, or the HTML around an area.
Must not know what stands in a box.
"""

from goldenthread.manual.manual import Page
from goldenthread.manual.page_records import AnyPage
from goldenthread.pages.environment import macros_of
from goldenthread.pages.signs import PARTS_BEGIN, PARTS_END, framed
from goldenthread.pages.view import View


def in_parts(page: Page[AnyPage], lines: list[str]) -> list[str]:
    """Have each section made a part by itself: of what is taught, where no block is in two of them."""
    begin = PARTS_BEGIN.get(type(page.record))
    sections = [heading.line for heading in page.body.headings if heading.level == 2]
    blocks = page.body.area_blocks
    is_cut = any(block.line < line < (block.end or line) for block in blocks for line in sections)
    return [begin, *lines, PARTS_END] if begin and not is_cut else lines


def frame_areas(view: View, page: Page[AnyPage], lines: list[str]) -> None:
    """Put each block for an area into a box, and neighbours into one group to choose from."""
    shared = macros_of("shared.html")
    first = page.body.first_line
    blocks = [(b.areas, b.line - first, b.end - first) for b in page.body.area_blocks if b.end]
    written = [bool(line.strip()) for line in lines]
    for index, (areas, start, end) in enumerate(blocks):
        is_first = not index or any(written[blocks[index - 1][2] + 1 : start])
        is_last = index + 1 == len(blocks) or any(written[end + 1 : blocks[index + 1][1]])
        lines[start] = framed(shared.area_begins(view, areas, is_first))
        lines[end] = framed(shared.area_ends(is_last))
