"""A page that only leads on to another: at a former or a short address, on any static host.

Must not know which addresses lead on.

In: where it stands and where it leads. Out: its HTML: `redirect("procedures/old.md", page.path, page)`.
"""

from goldenthread.manual.manual import Page
from goldenthread.manual.page_records import AnyPage
from goldenthread.pages.environment import TEMPLATES
from goldenthread.pages.sharing import Preview
from goldenthread.text.links import link


def redirect(old: str, new: str, page: Page[AnyPage], shown: Preview | None = None) -> str:
    """Write a page at one path that leads to another, for people, programs and old browsers.

    Args:
        old: The path at which it will stand.
        new: The path to which it leads.
        page: The page that both are about.
        shown: What a chat shows of a link to the old address; None where nobody passes it on.

    Returns:
        A whole page of HTML.
    """
    return TEMPLATES.get_template("redirect.html").render(
        to=link(old, new), script=link(old, "assets/lead-on.js"), shown=shown, title=page.record.title
    )
