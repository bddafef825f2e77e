"""What a generator of sites is told: of a page in its front matter, of the site in its configuration.

Must not import a generator, nor know what a page says.

In: a page's title and what is shown of links to it; the manual. Out: front matter, and settings in MkDocs'
own words, which others of its family take too: `settings(manual, today)["site_name"]`.
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
    """Write what a generator needs to know of a page, escaped, since themes print titles as they come.

    No page is compiled as a template: its words are expanded first, and content can run no code. `shown` is
    what chats show of a link to the page, which stands in its head.
    """
    known: dict[str, Any] = {"title": escape(title), "description": escape(summary), "render_macros": False}
    if quick_exit:
        known["quick_exit"] = True
    if shown:
        known["shown"] = head(shown)
    return write_front(known)


def settings(manual: Manual, today: date) -> dict[str, Any]:
    """Collect what a generator must know from `data/partnership.yml`.

    Args:
        manual: The manual.
        today: The day of the build.

    Returns:
        Settings by the names that MkDocs has for them, escaped for HTML.
    """
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
