"""The Markdown extension: what needs the document's tree, so that every generator obeys it.

Keeps the frame out of Markdown's way, numbers sections and paragraphs to quote in a meeting, makes parts of
the sections of a briefing, makes wide tables scroll by themselves, has abbreviations explained, and links
numbered for paper. Numbers are shown and never part of an anchor, because numbers move. Must not know the
manual.

In: a page in its frame, while Python-Markdown reads it. Out: its HTML: a table stands in a box that scrolls.
"""

import re
from dataclasses import dataclass, field
from xml.etree import ElementTree

from markdown import Extension, Markdown
from markdown.extensions.attr_list import AttrListTreeprocessor, get_attrs_and_remainder
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import Processor

from goldenthread.pages.abbreviations import explain
from goldenthread.pages.framed import Edge, Framed, Kept, in_one
from goldenthread.pages.printed_links import list_of_links, number_links
from goldenthread.pages.signs import EXPLANATIONS, PRINTED_LINKS
from goldenthread.text.html import inside, piece
from goldenthread.text.scanner import DO_NOW

PARTS = {"gt-parts": "gt-part", "gt-minute": "gt-minute__part"}
"""What each part is called, by the box that they stand in."""
LAST_APART = "gt-parts"
"""The box whose last part, the questions, stands apart from the others."""

STASHED = re.compile("\u0002wzxhzdk:(\\d+)\u0003")
"""What Python-Markdown puts in the place of raw HTML."""
NOTHING = Framed(())


@dataclass
class PageBeingRead:
    """The page that is being read, for every step that has to know more than its text."""

    page: Framed = NOTHING
    attributes: list[tuple[str, str]] = field(default_factory=list)
    """What an author set in braces."""


class HearingStep(Processor):
    """A step that knows which page is being read."""

    def __init__(self, md: Markdown, told: PageBeingRead) -> None:
        """Share the page with the other steps."""
        super().__init__(md)
        self.told = told


class KeepFrame(HearingStep, Preprocessor):
    """Puts the frame aside before Markdown reads the text: it is HTML already, and long."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with a sign in place of each piece of the frame."""
        kept = self.told.page.kept()
        found = (["", self._aside(kept[line]), ""] if line in kept else [line] for line in lines)
        return list(in_one(found))

    def _aside(self, piece: Kept) -> str:
        return self.md.htmlStash.store(piece if isinstance(piece, Edge) else piece.html)


class NoteAttributes(AttrListTreeprocessor):
    """Sets what an author wrote in braces, and notes it: a rule tells it from what Markdown sets."""

    def __init__(self, md: Markdown, told: PageBeingRead) -> None:
        """Share the page with the other steps."""
        super().__init__(md)
        self.told = told

    def assign_attrs(self, elem: ElementTree.Element, attrs_string: str, *, strict: bool = False) -> str:
        """Set and note them."""
        found, rest = get_attrs_and_remainder(attrs_string)
        if not (strict and rest):
            self.told.attributes += [("class" if name == "." else name, value or "") for name, value in found]
        return super().assign_attrs(elem, attrs_string, strict=strict)


def finished(page: Framed, html: str) -> str:
    """Explain the abbreviations and number the links for paper, when the frame stands in the page again.

    No step of Python-Markdown does: the contents have each heading go through those by itself.
    """
    if page.place is None and not page.meanings:
        return html
    tree = piece(html)
    explanations = explain(tree, page.meanings)
    links = number_links(tree, *page.place) if page.place else ()
    html = _instead(inside(tree), EXPLANATIONS, explanations)
    if page.place is None:
        return html
    return _instead(html, PRINTED_LINKS, list_of_links(links, bool(page.place.site)))


class Number(HearingStep, Treeprocessor):
    """Numbers the sections and paragraphs of a page that asks for it."""

    def run(self, root: ElementTree.Element) -> None:
        """Put "1" before a section's heading and "1.1" before a paragraph."""
        if not self.told.page.is_numbered:
            return
        section = paragraph = 0
        within = False
        for element in root:
            if element.tag == "h2":
                within = element.get("id") != DO_NOW  # its steps have numbers of their own
            if not within:
                continue
            if element.tag == "h2":
                section, paragraph = section + 1, 0
                _put(element, str(section))
            elif element.tag == "p" and not _is_raw(element):
                paragraph += 1
                _put(element, f"{section}.{paragraph}")


class MakeParts(HearingStep, Treeprocessor):
    """Makes a part of each section between the edges: its heading, and what follows up to the next."""

    def run(self, root: ElementTree.Element) -> None:
        """Put the parts into one box, in their order; what stands before the first heading goes first."""
        edges = [place for place, element in enumerate(root) if self._is_edge(element)]
        if not edges:
            return
        start, end = edges
        name = self.told.page.box
        box = ElementTree.Element("div", {"class": name})
        into = first = ElementTree.SubElement(box, "div", {"class": f"{name}__first"})
        for element in list(root)[start + 1 : end]:
            if element.tag == "h2":
                into = ElementTree.SubElement(first, "section", {"class": PARTS[name]})
            into.append(element)
        if name == LAST_APART and into is not first:
            first.remove(into)
            box.append(into)
        root[start : end + 1] = [box]

    def _is_edge(self, element: ElementTree.Element) -> bool:
        """Whether a paragraph only stands for an edge."""
        found = STASHED.fullmatch(element.text or "") if element.tag == "p" else None
        return isinstance(found and self.md.htmlStash.rawHtmlBlocks[int(found[1])], Edge)


class ScrollTables(Treeprocessor):
    """Puts each table into a box that scrolls, so that the page does not."""

    def run(self, root: ElementTree.Element) -> None:
        """Wrap every table."""
        for parent in list(root.iter()):
            for index, child in enumerate(list(parent)):
                if child.tag == "table":
                    box = ElementTree.Element("div", {"class": "gt-table", "tabindex": "0", "role": "group"})
                    box.tail, child.tail = child.tail, ""
                    box.append(child)
                    parent[index] = box


def _instead(html: str, sign: str, made: str) -> str:
    """Put something in place of a sign of the frame, which stands behind all that an author wrote."""
    before, found, after = html.rpartition(sign)
    return f"{before}{made}{after}" if found else html


def _is_raw(element: ElementTree.Element) -> bool:
    """Whether a paragraph only stands for raw HTML, such as a heading's mark."""
    return (element.text or "").startswith("\u0002wzxhzdk:")


def _put(element: ElementTree.Element, number: str) -> None:
    sign = ElementTree.Element("span", {"class": "gt-number"})
    sign.text = number
    sign.tail = f" {element.text or ''}"
    element.text = ""
    element.insert(0, sign)


class GoldenThread(Extension):
    """All of the above, as Python-Markdown loads it."""

    def __init__(self, **kwargs: object) -> None:
        """Begin with no page."""
        super().__init__(**kwargs)
        self.told = PageBeingRead()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        """Register after white space is made even, and after the contents, which must not see numbers."""
        md.registerExtension(self)
        md.preprocessors.register(KeepFrame(md, self.told), "gt-keep-frame", 29)
        if "attr_list" in md.treeprocessors:
            md.treeprocessors.register(NoteAttributes(md, self.told), "attr_list", 8)
        md.treeprocessors.register(Number(md, self.told), "gt-number", 2)
        md.treeprocessors.register(ScrollTables(md), "gt-tables", 1)
        md.treeprocessors.register(MakeParts(md, self.told), "gt-parts", 0.5)

    def reset(self) -> None:
        """Forget the page."""
        self.told.page, self.told.attributes = NOTHING, []


def makeExtension(**kwargs: object) -> GoldenThread:  # noqa: N802 (the library's name)
    """Make the extension; Python-Markdown calls this."""
    return GoldenThread(**kwargs)
