"""What a chat or an e-mail shows of a link before anybody opens it: title, kind, summary and a picture.

In the words of Open Graph (ogp.me), which all of them read. The picture, one for the whole site, is drawn by
`link_picture`. Must not know who built the page, nor where on it anything stands.

In: a page of the manual. Out: what is shown of it: `head(preview_of(manual, page))`.
"""

from dataclasses import dataclass
from typing import Any

from goldenthread.manual.learning_records import LearningRecord
from goldenthread.manual.manual import Manual, Page
from goldenthread.manual.page_records import AnyPage, Procedure
from goldenthread.pages.environment import TEMPLATES
from goldenthread.pages.frame import HOME
from goldenthread.pages.link_picture import HEIGHT, WIDTH, draw_link_picture
from goldenthread.text import links

PICTURE = "assets/link.png"
"""Where the picture stands in the site."""


@dataclass(frozen=True)
class Preview:
    """What is shown of a link. Every text of a worked example that may stand alone bears its mark."""

    title: str
    summary: str
    site_name: str
    type: str
    """One of Open Graph's: "article" or "website"."""
    address: str = ""
    """Whole; empty where the site has none."""
    picture: str = ""
    """Whole address of the picture; empty where there is none to show."""
    picture_says: str = ""
    width: int = WIDTH
    height: int = HEIGHT


def preview_of(manual: Manual, page: Page[AnyPage]) -> Preview:
    """Find what is shown of a link to a page that an author wrote.

    Args:
        manual: The manual.
        page: The page.

    Returns:
        Title, kind, summary, address and picture.
    """
    record = page.record
    return preview(manual, page.path, record.title, record.summary, kind_of(manual, page))


def preview(manual: Manual, path: str, title: str, summary: str, kind: str = "") -> Preview:
    """Find what is shown of a link to any page.

    A page that a reader may have to leave in a hurry is shown as the manual alone, without a picture: whoever
    looks over a shoulder, or scrolls through a chat, must not read there what it is about.

    Args:
        manual: The manual.
        path: Where the page stands in the site's source.
        title: Its title.
        summary: What it is for, in one sentence.
        kind: What it is in a reader's words, such as "7-minute briefing"; empty where that goes without
            saying.

    Returns:
        Title, kind, summary, address and picture.
    """
    partnership = manual.partnership
    address = links.absolute(partnership.site_url, path)
    site_name = partnership.marked(partnership.name)
    of = _made_of(manual, path)
    if of and of.record.quick_exit:
        return Preview(site_name, _about(manual), site_name, "website", address)
    words = f"{title} · {kind}" if kind else title
    return Preview(
        title=site_name if path == HOME else partnership.marked(words),
        summary=summary,
        site_name=site_name,
        type="article" if of and path != HOME else "website",
        address=address,
        picture=links.absolute(partnership.site_url, PICTURE),
        picture_says=site_name,
    )


def head(shown: Preview) -> str:
    """Write the lines of a page's head that tell chats what to show.

    Args:
        shown: What is shown of a link to the page.

    Returns:
        HTML.
    """
    module: Any = TEMPLATES.get_template("sharing.html").module
    return str(module.head(shown)).strip()


def kind_of(manual: Manual, page: Page[AnyPage]) -> str:
    """Return what a page is, in a reader's words; empty where that goes without saying."""
    record = page.record
    if isinstance(record, LearningRecord):
        source = manual.name("source_types", record.source.type)
        return f"Learning record: {source[:1].lower()}{source[1:]}"
    if isinstance(record, Procedure):
        return f"Withdrawn {record.kind}" if record.withdrawn else record.kind.capitalize()
    return record.noun.capitalize() if type(record) is not AnyPage else ""


def picture(manual: Manual) -> dict[str, bytes]:
    """Draw the picture that links are shown with.

    Args:
        manual: The manual.

    Returns:
        A PNG by its path in the site; none where the site has no address.
    """
    partnership = manual.partnership
    if not partnership.site_url:
        return {}
    return {PICTURE: draw_link_picture(partnership.name, partnership.example_mark, partnership.colour)}


def _made_of(manual: Manual, path: str) -> Page[AnyPage] | None:
    """Find the written page that a path is, or stands under."""
    above = f"{path.rpartition('/')[0]}.md"
    places = (path, f"docs/{path}", above, f"docs/{above}")
    return next((manual.by_file[place] for place in places if place in manual.by_file), None)


def _about(manual: Manual) -> str:
    """Describe the manual, and tell nothing of any page."""
    home = manual.by_file.get(f"docs/{HOME}")
    return home.record.summary if home else manual.partnership.name
