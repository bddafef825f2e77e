"""What old text names, as the manual of today knows it: titles, sources, areas, and where a link now leads.

Fills the signs that `old_pages` left. What is gone stands as plain text, and no old contact is repeated. What
was asked is noted, so that a finished page can be used again for as long as the answers are the same. Must
not know Git.

In: harmless HTML with signs in it. Out: HTML: the sign for `{{ procedure("neglect") }}` becomes a link with
today's title.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from markupsafe import Markup, escape

from goldenthread.history.old_pages import PART, SIGN
from goldenthread.manual.manual import Manual, Page
from goldenthread.manual.page_records import AnyPage
from goldenthread.pages.made.registry import paths
from goldenthread.text.links import link

NOT_KEPT = "contact as it then was: not kept"

Question = tuple[str, ...]
"""A kind, the page that asks, and what it asks for."""


@dataclass(frozen=True)
class Today:
    """The manual of today, as it answers old text: HTML for a sign, an address for a link."""

    manual: Manual

    @cached_property
    def _pages(self) -> Mapping[str, Page[AnyPage]]:
        return {**dict(self.manual.former()), **{page.path: page for page in self.manual.pages()}}

    @cached_property
    def _made(self) -> frozenset[str]:
        return paths(self.manual)

    def answer(self, kind: str, here: str, name: str, *rest: str) -> str:
        """Answer what a sign asks; where `here` is empty, without a link."""
        data = self.manual.data
        if kind == "L":
            return self._way(here, name, rest[0])
        if kind == "P":
            return self._page(name, rest[0], rest[1], here)
        if kind == "C":
            contact = data.contacts.get(name)
            return f"{rest[0] or escape(contact.name if contact else name)} [{NOT_KEPT}]"
        if kind == "S":
            citation = data.citations.get(name)
            text = str(escape(citation.title if citation else name)) + (f", {rest[0]}" if rest[0] else "")
            return _linked(text, link(here, "sources.md", name) if citation and here else "")
        if kind == "B":
            return self._cause(name, here)
        return str(escape(self.manual.name("areas", name)))

    def _cause(self, ref: str, here: str) -> str:
        """Return the title of what a change was made because of, as it is called today, with a link to it."""
        record, _, item = ref.partition("/")
        if page := self.manual.learning.get(record):
            to = link(here, page.path, item if item in page.anchors else "")
            return _linked(str(escape(page.record.title)), to)
        if citation := self.manual.data.citations.get(ref):
            return _linked(str(escape(citation.title)), link(here, "sources.md", citation.id))
        return str(escape(ref))

    def _page(self, path: str, anchor: str, text: str, here: str) -> str:
        page = self._pages.get(path)
        if not page:
            return text or str(escape(path.rpartition("/")[2].removesuffix(".md")))
        heading = next((h.text for h in page.body.headings if h.anchor == anchor), "")
        if not text:
            text = str(escape(": ".join(filter(None, (page.record.title, heading)))))
        return _linked(text, self._way(here, path, anchor) if here else "")

    def _way(self, here: str, path: str, anchor: str) -> str:
        """Link to where something stands today; empty where it is gone."""
        path = path.removeprefix("docs/")
        if page := self._pages.get(path):
            return link(here, page.path, anchor if anchor in page.anchors else "")
        if path in self._made:
            return link(here, path)
        return link(here, path) if f"docs/{path}" in self.manual.assets else ""


@dataclass
class TodayOnPage:
    """What one page asks of today, and what it was told."""

    today: Today
    answers: dict[Question, str] = field(default_factory=dict)

    def _ask(self, *question: str) -> str:
        if question not in self.answers:
            self.answers[question] = self.today.answer(*question)
        return self.answers[question]

    def cause(self, ref: str, here: str) -> Markup:
        """Name what a change was made because of."""
        return Markup(self._ask("B", here, ref))

    def html(self, text: str, here: str, ids: Sequence[str]) -> Markup:
        """Fill the signs of harmless HTML that stands on a page. `ids` are those within it."""
        open_links: list[str] = []

        def filled(kind: str, parts: list[str]) -> str:
            if kind == "E":
                return open_links.pop() if open_links else ""
            if kind != "L":
                return self._ask(kind, here, *parts)
            path, anchor = parts
            to = (f"#{anchor}" if anchor in ids else "") if not path else self._ask(kind, here, path, anchor)
            open_links.append("</a>" if to else "")
            return f'<a href="{escape(to)}">' if to else ""

        return Markup(SIGN.sub(lambda sign: filled(sign["kind"], sign["parts"].split(PART)), text))

    def plain(self, text: str) -> str:
        """Fill the signs of plain text."""
        return SIGN.sub(
            lambda sign: Markup(self._ask(sign["kind"], "", *sign["parts"].split(PART))).unescape(), text
        )


def _linked(text: str, to: str) -> str:
    return f'<a href="{escape(to)}">{text}</a>' if to else text
