"""The bookmarks of each one-minute guide: four on a sheet of A4, front and back, to print and cut.

Knows what stands on a bookmark. Must not know how it looks; how much fits is for `rules` and its script.

In: the manual, and the day it is. Out: a bare page below each guide:
`briefings/one-minute/neglect/bookmark/index.html`.
"""

import re
from collections.abc import Iterator
from datetime import date

from goldenthread.manual.manual import Manual, Page
from goldenthread.manual.page_records import Guide
from goldenthread.pages.environment import TEMPLATES
from goldenthread.pages.sharing import preview
from goldenthread.pages.view import View
from goldenthread.text.links import absolute, below, link, url

STRIPS = 4
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
"""Each sentence of a bookmark begins a line: it is read at a glance."""


def bookmark_path(page: Page[Guide]) -> str:
    """Return the path of a guide's bookmarks."""
    return below(page.path, "bookmark")


def bookmarks(manual: Manual, today: date) -> dict[str, bytes]:
    """Make each guide's bookmarks: pages by their file, from the top of the built folder."""
    return dict(_made(manual, today))


def _made(manual: Manual, today: date) -> Iterator[tuple[str, bytes]]:
    template = TEMPLATES.get_template("bookmark.html")
    for page in manual.guides.values():
        path = bookmark_path(page)
        html = template.render(
            f=View(manual, today, page.path, page),
            manual=manual,
            partnership=manual.partnership,
            page=page,
            sentences=SENTENCE_END.split(page.record.bookmark.strip()),
            strips=STRIPS,
            shown=preview(manual, path, f"Bookmarks: {page.record.title}", page.record.summary),
            address=absolute(manual.partnership.site_url, path) or f"/{url(path)}",
            to=lambda there, anchor="", here=path: link(here, there, anchor),
        )
        yield f"{url(path)}index.html", html.encode()
