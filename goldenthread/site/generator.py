"""What a generator of sites is told: of a page in its front matter, of the site in its configuration.

In: a page's title and what is shown of links to it; the manual. Out: front matter, and settings in MkDocs'
own words, which others of its family take too. Must not import one.
"""

from datetime import date
from html import escape
from typing import Any

from goldenthread.manual.manual import Manual
from goldenthread.pages.sharing import Preview, head
from goldenthread.text.colour import on_night, under_white
from goldenthread.text.dates import long_day
from goldenthread.text.front_matter import write_front


def front_matter(title: str, summary: str, quick_exit: bool = False, shown: Preview | None = None) -> str:
    """Give what a generator needs to know of a page, escaped: themes print titles as they come.

    `shown` is what is shown of a link to the page, which stands in its head.

    No page is compiled as a template: `macros.py` expands its words first, and content can run no code.
    """
    known: dict[str, Any] = {"title": escape(title), "description": escape(summary), "render_macros": False}
    if quick_exit:
        known["quick_exit"] = True
    if shown:
        known["shown"] = head(shown)
    return write_front(known)


def settings(manual: Manual, today: date) -> dict[str, Any]:
    """Give what a generator must know from `data/partnership.yml`, in MkDocs' own words."""
    partnership = manual.partnership
    return {
        "site_name": escape(partnership.name),
        "site_url": partnership.site_url or None,
        "extra": {
            "worked_example": partnership.worked_example,
            "short_name": escape(partnership.short_name),
            "quick_exit_to": escape(partnership.quick_exit_to),
            "brand": under_white(partnership.colour),
            "brand_on_night": on_night(partnership.colour),
            "generator": False,
            "built": today.isoformat(),
            "built_on": long_day(today),
        },
    }
