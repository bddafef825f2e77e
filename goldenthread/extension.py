"""The Markdown extension: what needs the document's tree, so that every generator obeys it.

Keeps the frame out of Markdown's way, numbers sections and paragraphs to quote in a meeting, makes
wide tables scroll by themselves, and has abbreviations explained.
Numbers are shown and never part of an anchor, because numbers move.
"""

import json
from dataclasses import dataclass, field
from xml.etree import ElementTree

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from goldenthread.abbreviations import Meaning, explain
from goldenthread.frame import ABBREVIATIONS, EXPLANATIONS, FRAME_BEGINS, FRAME_ENDS, NUMBERED
from goldenthread.scanning import DO_NOW


@dataclass
class Told:
    """What the frame told of a page, from the step that reads it to the steps that heed it."""

    numbered: bool = False
    meanings: dict[str, Meaning] = field(default_factory=dict)


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


class FindNumbered(Preprocessor):
    """Takes the frame's sign out of the text and remembers it."""

    def __init__(self, md: Markdown, told: Told) -> None:
        """Share what the frame told with the other steps."""
        super().__init__(md)
        self.told = told

    def run(self, lines: list[str]) -> list[str]:
        """Give the lines without the sign."""
        kept = [line for line in lines if line.strip() != NUMBERED]
        self.told.numbered = len(kept) < len(lines)
        return kept


class FindAbbreviations(Preprocessor):
    """Takes the line out of the text that says what the page's abbreviations mean, and remembers it."""

    def __init__(self, md: Markdown, told: Told) -> None:
        """Share what the frame told with the other steps."""
        super().__init__(md)
        self.told = told

    def run(self, lines: list[str]) -> list[str]:
        """Give the lines without it."""
        found = next((line for line in lines if line.startswith(ABBREVIATIONS)), None)
        meanings = json.loads(found.removeprefix(ABBREVIATIONS)) if found else {}
        self.told.meanings = {name: Meaning(*parts) for name, parts in meanings.items()}
        return [line for line in lines if line is not found]


class Explain(Postprocessor):
    """Explains the abbreviations, when the frame stands in the page again."""

    def __init__(self, md: Markdown, told: Told) -> None:
        """Share what the frame told with the other steps."""
        super().__init__(md)
        self.told = told

    def run(self, text: str) -> str:
        """Give the page with its abbreviations explained."""
        html, explanations = explain(text, self.told.meanings)
        return html.replace(EXPLANATIONS, explanations, 1)


class Number(Treeprocessor):
    """Numbers the sections and paragraphs of a page that asks for it."""

    def __init__(self, md: Markdown, told: Told) -> None:
        """Share what the frame told with the other steps."""
        super().__init__(md)
        self.told = told

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
        told = Told()
        md.preprocessors.register(KeepFrame(md), "gt-keep-frame", 29)
        md.preprocessors.register(FindNumbered(md, told), "gt-find-numbered", 28)
        md.preprocessors.register(FindAbbreviations(md, told), "gt-find-abbreviations", 27)
        md.treeprocessors.register(Number(md, told), "gt-number", 2)
        md.treeprocessors.register(ScrollTables(md), "gt-tables", 1)
        md.postprocessors.register(Explain(md, told), "gt-explain", 1)


def makeExtension(**kwargs: object) -> GoldenThread:  # noqa: N802 (the library's name)
    """Make the extension; Python-Markdown calls this."""
    return GoldenThread(**kwargs)
