"""An article on what changed, for the partnership's newsletter: as HTML, and its plain text.

HTML, because that is what newsletters and e-mails are made of and what a word processor takes when it is
pasted; plain text for whatever takes no HTML. Must not know where the article goes.

In: the manual, a first day, an audience. Out: the article in both forms: `bulletin(manual, since, "",
today)["txt"]`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.manual import changes
from goldenthread.manual.manual import ChangeOf, Manual
from goldenthread.pages.environment import TEMPLATES
from goldenthread.pages.view import View
from goldenthread.text.links import absolute

FORMS = ("html", "txt")


@dataclass(frozen=True)
class Article(View):
    """What the templates of the article may ask."""

    since: date = date.min
    audience: str = ""
    told: Sequence[ChangeOf] = ()

    def to(self, path: str, anchor: str = "") -> str:
        """Return a page's whole address, since an article leaves the site; empty where the site has none."""
        return absolute(self.manual.partnership.site_url, path, anchor)

    @property
    def for_whom(self) -> str:
        """Name the readers."""
        return self.name("audiences", self.audience) if self.audience else ""

    @property
    def ahead(self) -> list[ChangeOf]:
        """List what is approved and not yet in force."""
        return [change for change in self.told if self.is_ahead(change.change)]

    @property
    def now(self) -> list[ChangeOf]:
        """List what is in force, newest first."""
        return [change for change in self.told if not self.is_ahead(change.change)]


def bulletin(manual: Manual, since: date, audience: str, today: date) -> dict[str, str]:
    """Write the article on what changed since a day. Small corrections are left out.

    Args:
        manual: The manual.
        since: The first day of which changes are told.
        audience: The id of the audience that it is for; empty for everybody.
        today: The day on which it is read.

    Returns:
        Its text by form: "html" and "txt".
    """
    told = changes.since(changes.selected(manual, audience=audience), since)
    article = Article(
        manual,
        today,
        "index.md",
        since=since,
        audience=audience,
        told=[change for change in told if change.change.kind != "fix"],
    )
    return {
        form: TEMPLATES.get_template(f"bulletin.{form}").render(f=article).strip() + "\n" for form in FORMS
    }
