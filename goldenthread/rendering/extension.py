"""The Markdown extension: what needs the document's tree, so that every generator obeys it.

Keeps the frame out of Markdown's way, numbers sections and paragraphs to quote in a meeting, makes parts
of the sections of a briefing, makes wide tables scroll by themselves, has abbreviations explained, and
links numbered for paper.
Numbers are shown and never part of an anchor, because numbers move.
"""

import json
import re
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import Processor

from goldenthread.manual.page_records import Briefing, Guide
from goldenthread.pages.abbreviations import Meaning, explain
from goldenthread.pages.printed_links import list_of_links, number_links
from goldenthread.pages.signs import (
    ABBREVIATIONS,
    EXPLANATIONS,
    FRAME_BEGINS,
    FRAME_ENDS,
    NUMBERED,
    PARTS_BEGIN,
    PARTS_END,
    PRINTED,
    PRINTED_LINKS,
)
from goldenthread.text.html import inside, piece
from goldenthread.text.scanner import DO_NOW

BOXES = {PARTS_BEGIN[Briefing]: ("gt-parts", "gt-part"), PARTS_BEGIN[Guide]: ("gt-minute", "gt-minute__part")}
"""What the box and its parts are called, by the sign that begins them."""

STASHED = re.compile("\u0002wzxhzdk:(\\d+)\u0003")
"""What Python-Markdown puts in the place of raw HTML."""


@dataclass
class ToldByFrame:
    """What the frame told of a page, from the step that reads it to the steps that heed it."""

    numbered: bool = False
    meanings: dict[str, Meaning] = field(default_factory=dict)
    place: dict[str, str] | None = None
    """Where the page stands in the site, and the site itself; None where nobody said."""


class HearingStep(Processor):
    """A step that knows what the frame told."""

    def __init__(self, md: Markdown, told: ToldByFrame) -> None:
        """Share what the frame told with the other steps."""
        super().__init__(md)
        self.told = told


class KeepFrame(Preprocessor):
    """Puts the frame aside before Markdown reads the text: it is HTML already, and long."""

    def run(self, lines: list[str]) -> list[str]:
        """Give the lines with a sign in place of each piece of the frame."""
        kept, piece = [], None
        for line in lines:
            if line == FRAME_BEGINS:
                piece = list[str]()
            elif line == FRAME_ENDS and piece is not None:
                kept += ["", self.md.htmlStash.store("\n".join([FRAME_BEGINS, *piece, FRAME_ENDS])), ""]
                piece = None
            else:
                (kept if piece is None else piece).append(line)
        return kept


class Hear(HearingStep, Preprocessor):
    """Takes the lines out of the text by which the frame tells something of the page, and remembers them."""

    def run(self, lines: list[str]) -> list[str]:
        """Give the lines without those."""
        kept = [line for line in lines if line.strip() != NUMBERED]
        self.told.numbered = len(kept) < len(lines)
        meanings = self._taken(kept, ABBREVIATIONS) or {}
        self.told.meanings = {name: Meaning(*parts) for name, parts in meanings.items()}
        self.told.place = self._taken(kept, PRINTED)
        return kept

    def _taken(self, lines: list[str], sign: str) -> Any:
        """Take the first line with a sign out, and give what it says; None where there is none."""
        found = next((line for line in lines if line.startswith(sign)), None)
        if found is None:
            return None
        lines.remove(found)
        return json.loads(found.removeprefix(sign))


class Finish(HearingStep, Postprocessor):
    """Explains the abbreviations and numbers the links for paper, when the frame stands in the page again."""

    def run(self, text: str) -> str:
        """Give the page with its meanings, and with the addresses that its links stand for."""
        place, meanings = self.told.place, self.told.meanings
        if place is None and not meanings:
            return text
        page = piece(text)
        explanations = explain(page, meanings)
        links = number_links(page, place["here"], place["site"]) if place else ()
        html = inside(page).replace(EXPLANATIONS, explanations, 1)
        if place is None:
            return html
        return html.replace(PRINTED_LINKS, list_of_links(links, bool(place["site"])), 1)


class Number(HearingStep, Treeprocessor):
    """Numbers the sections and paragraphs of a page that asks for it."""

    def run(self, root: ElementTree.Element) -> None:
        """Put "1" before a section's heading and "1.1" before a paragraph."""
        if not self.told.numbered:
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


class KeepSigns(Preprocessor):
    """Sets the signs around the parts apart, so that they stand in the tree by themselves."""

    def run(self, lines: list[str]) -> list[str]:
        """Give the lines with each sign between empty ones."""
        apart = []
        for line in lines:
            is_sign = line in (*BOXES, PARTS_END)
            apart += ["", self.md.htmlStash.store(line), ""] if is_sign else [line]
        return apart


class MakeParts(Treeprocessor):
    """Makes a part of each section between the signs: its heading, and what follows up to the next."""

    def run(self, root: ElementTree.Element) -> None:
        """Put the parts into one box, in their order; what stands before the first heading goes first."""
        signs = [(sign, place) for place, element in enumerate(root) if (sign := self._sign(element))]
        if not signs:
            return
        (sign, start), (_, end) = signs
        box_name, part_name = BOXES[sign]
        box = ElementTree.Element("div", {"class": box_name})
        into = first = ElementTree.SubElement(box, "div", {"class": f"{box_name}__first"})
        for element in list(root)[start + 1 : end]:
            if element.tag == "h2":
                into = ElementTree.SubElement(first, "section", {"class": part_name})
            into.append(element)
        if sign == PARTS_BEGIN[Briefing] and into is not first:
            first.remove(into)
            box.append(into)  # the questions come last, and stand apart
        root[start : end + 1] = [box]

    def _sign(self, element: ElementTree.Element) -> str:
        """Give the sign whose place a paragraph holds; empty where it holds none."""
        found = STASHED.fullmatch(element.text or "") if element.tag == "p" else None
        raw = str(self.md.htmlStash.rawHtmlBlocks[int(found[1])]) if found else ""
        return raw if raw in (*BOXES, PARTS_END) else ""


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


def _is_raw(element: ElementTree.Element) -> bool:
    """Say whether a paragraph only holds the place of raw HTML, such as a heading's mark."""
    return (element.text or "").startswith("\u0002wzxhzdk:")


def _put(element: ElementTree.Element, number: str) -> None:
    sign = ElementTree.Element("span", {"class": "gt-number"})
    sign.text = number
    sign.tail = f" {element.text or ''}"
    element.text = ""
    element.insert(0, sign)


class GoldenThread(Extension):
    """All of the above, as Python-Markdown loads it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        """Register after white space is made even, and after the contents, which must not see numbers."""
        told = ToldByFrame()
        md.preprocessors.register(KeepFrame(md), "gt-keep-frame", 29)
        md.preprocessors.register(Hear(md, told), "gt-hear", 28)
        md.preprocessors.register(KeepSigns(md), "gt-keep-signs", 27)
        md.treeprocessors.register(Number(md, told), "gt-number", 2)
        md.treeprocessors.register(ScrollTables(md), "gt-tables", 1)
        md.treeprocessors.register(MakeParts(md), "gt-parts", 0.5)
        md.postprocessors.register(Finish(md, told), "gt-finish", 0.5)


def makeExtension(**kwargs: object) -> GoldenThread:  # noqa: N802 (the library's name)
    """Make the extension; Python-Markdown calls this."""
    return GoldenThread(**kwargs)
