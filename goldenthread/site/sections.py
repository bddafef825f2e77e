"""What an author wrote, section by section, to stand on a page below the author's own, such as a session.

No frame is around any, so that nothing has to be taken away again. Must not know what the sections are for.

In: a page, or what its text was rendered to. Out: its sections, with their words counted, and with every link
as it must be from below the page.

    >>> [section.words for section in sections_of("<p>Ring.</p><h2 id='b'>Two words</h2>", {}, 1)]
    [1, 2]
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lxml import etree
from markupsafe import Markup

from goldenthread.manual.manual import Manual, Page
from goldenthread.manual.page_records import AnyPage
from goldenthread.pages.abbreviations import mark_first_uses
from goldenthread.pages.environment import macros_of
from goldenthread.pages.framed import Framed, framed, in_one
from goldenthread.pages.view import View
from goldenthread.pages.words import Vocabulary
from goldenthread.rendering.configuration import Configuration
from goldenthread.rendering.renderer import render
from goldenthread.text.html import Element, inside, piece, written
from goldenthread.text.links import is_outside

BREAKS = frozenset({"p", "li", "tr", "h3", "h4"})
"""What ends in a line break."""
WORDS_OF_A_BREAK = 6


@dataclass(frozen=True)
class Section:
    """What stands under one heading of what an author wrote, or before any."""

    heading: Element | None = None
    elements: list[Element] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The anchor of its heading."""
        return "" if self.heading is None else self.heading.get("id", "")

    @property
    def title(self) -> Markup:
        """Its heading, as HTML."""
        return Markup("" if self.heading is None else inside(self.heading).strip())

    @property
    def html(self) -> Markup:
        """What stands under it."""
        return Markup("".join(map(written, self.elements)).strip())

    @property
    def ids(self) -> set[str | None]:
        """Every anchor in it."""
        return {self.id, *(inner.get("id") for element in self.elements for inner in element.iter())}

    @property
    def words(self) -> int:
        """How many words it has, with its heading."""
        return _count(self.elements if self.heading is None else [self.heading, *self.elements])

    @property
    def weight(self) -> int:
        """How much it holds under its heading, in words; a line break costs some too."""
        breaks = sum(inner.tag in BREAKS for element in self.elements for inner in element.iter())
        return _count(self.elements) + WORDS_OF_A_BREAK * breaks


def rendered(manual: Manual, page: Page[AnyPage], words: Vocabulary, settings: Configuration) -> str:
    """Render what the author of a page wrote, with nothing around it but the names of areas.

    A block for an area that holds a heading is a block in each of the sections.
    """
    shared, first = macros_of("shared.html"), page.body.first_line
    ends = framed(shared.area_ends(False))
    rows = [[line] for line in words.expand(page.body.text, page.path).split("\n")]
    for block in page.body.area_blocks:
        if block.end:
            begins = framed(
                shared.area_begins(View(manual, words.today, page.path, page), block.areas, False)
            )
            rows[block.line - first], rows[block.end - first] = [begins], [ends]
            for heading in page.body.headings:
                if heading.level == 2 and block.line < heading.line < block.end:
                    within = heading.line - first
                    rows[within] = [ends, *rows[within], begins]
    return render(settings.without_permalinks(), Framed(tuple(in_one(rows))), page.path).html


def sections_of(html: str, terms: Mapping[str, str], ups: int) -> list[Section]:
    """List the sections of what an author wrote; the first is what stands before any heading.

    Args:
        html: What it was rendered to.
        terms: What abbreviations stand for.
        ups: How many folders below the page the session stands.
    """
    body = piece(html)
    etree.strip_elements(body, etree.Comment, with_tail=False)
    mark_first_uses(body, terms, lambda term, text: _spelled_out(terms[term], text))
    _move(body, "../" * ups)
    sections = [Section()]
    for element in body:
        if element.tag == "h2":
            sections.append(Section(element))
        else:
            sections[-1].elements.append(element)
    return sections


def _spelled_out(stands_for: str, text: str) -> Element:
    abbreviation = etree.Element("abbr", {"title": stands_for})
    abbreviation.text = text
    return abbreviation


def _move(body: Element, up: str) -> None:
    """Make links lead from below the page as they led from it, but those to what is in the session itself."""
    here = {f"#{element.get('id')}" for element in body.iterfind(".//*[@id]")}
    for element in body.iter(etree.Element):
        for name, value in element.items():
            if name.startswith("data-"):
                del element.attrib[name]  # for scripts of the page, which a session does not have
            elif name in ("href", "src") and not (
                is_outside(value) or value.startswith("/") or value in here
            ):
                element.set(name, up + value)


def _count(elements: Iterable[Element]) -> int:
    return sum(len(" ".join(element.itertext()).split()) for element in elements)
