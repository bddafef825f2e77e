"""A text as GitHub's preview shows it to an editor, beside what the site makes of it.

In: the Markdown of a page. Out: its parts without what only the manual knows (words, boxes, areas, ids), and
what becomes of each in either reading: lists, tables, headings, links, pictures and words, in order. Must not
know the manual, nor say what to do about a difference.

    >>> [piece.what for piece in github("Ring:\\n- 999").pieces]
    ['Ring:', '<li -', '999', '</li']
    >>> [part.text for part in parts('!!! note "Now"\\n    Ring.\\n', 1)]
    ['\\n\\n', 'Ring.']
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from goldenthread.rendering.configuration import Configuration
from goldenthread.rendering.renderer import render
from goldenthread.text.html import Element, piece
from goldenthread.text.scanner import BRACES, COMMENT, NOT_A_BREAK, Body

A_WORD = "zqwordqz"
"""Stands in a text where one of the manual's words was."""
A_TAG = "\u2e30"
"""Stands where a tag was: a sign, as < and > are, so that a line with a tag alone is not an empty one."""
BOX = re.compile(r'(?P<indent>(?: {4})*)(?:!!!|\?{3}\+?) ?(?:[\w-]+(?: +[\w-]+)*(?: +"[^"]*")?|"[^"]*") *')
"""The first line of a box, or of one that opens."""
TAG_NAMES = r"(?:sub|sup|kbd|span|br)\b"
INLINE_TAG = re.compile(rf"</?{TAG_NAMES}[^<>]*>", re.IGNORECASE)
ATTRIBUTES = re.compile(
    r"[ \t]*\{:[^{}\n]*\}|(?<=\S)[ \t]*\{ *[#.][^{}\n]*\}[ \t]*$|^[ \t]*\{ *[#.][^{}\n]*\}[ \t]*$",
    re.MULTILINE,
)
COMMENT_ALONE = re.compile(r"(?<=\n\n)<!--(?:(?!-->).)*-->(?=\n\n)", re.DOTALL)
A_LINE = "***"
"""Stands where a comment was by itself: two quotations with a comment between them are two."""
OTHER_TAG = re.compile(
    rf"(?<!\]\()(?<!\]: )<(?!(?:https?|mailto):[^<>\s]*>|[\w.+-]+@[\w.-]+>|{TAG_NAMES})[a-zA-Z]",
    re.IGNORECASE,
)
INLINE = frozenset({"strong", "em", "code", "del", "span", "sub", "sup", "kbd", "br"})
NAMED = frozenset({"table", "th", "td", "pre", "hr", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"})
ENDED = frozenset({"li", "blockquote"})
"""Elements of which the end is noted as well: text behind it may seem to stand in it."""
LINE = "data-line"
WORD = re.compile(r"\S+")


class Piece(NamedTuple):
    """One thing that somebody sees: a word, or what begins or ends."""

    what: str
    line: int
    """The line of the text, from 0; only where GitHub reads it."""


class Part(NamedTuple):
    """A part of a page that is read by itself: the page, or what stands in a box."""

    text: str
    line: int
    """In the file, from 1."""
    indent: str = ""
    box: int = 0
    """The line of the box that holds it; 0 for the page."""


@dataclass(frozen=True)
class Previewed:
    """What GitHub's preview shows of a text."""

    tokens: tuple[Token, ...]
    pieces: tuple[Piece, ...]


def plain(text: str) -> str:
    """Take from a text what only the manual knows, but for its boxes.

    Args:
        text: The Markdown of a page.

    Returns:
        The text without the manual's words, tags, attributes and areas; every line stays where it is.
    """
    text = BRACES.sub(lambda found: A_WORD + "\n" * found[0].count("\n"), text)
    text = COMMENT_ALONE.sub(lambda found: A_LINE + "\n" * found[0].count("\n"), text)
    text = COMMENT.sub(lambda found: NOT_A_BREAK.sub(" ", found[0]), text)
    text = INLINE_TAG.sub(lambda found: A_TAG + "\n" * found[0].count("\n"), text)
    lines = ATTRIBUTES.sub("", text.expandtabs(4)).split("\n")
    for block in Body(text, 0).area_blocks:
        for line in {block.line, block.line if block.end is None else block.end}:
            lines[line] = ""
    return "\n".join(lines)


def parts(text: str, line: int, indent: str = "", box: int = 0) -> Iterator[Part]:
    """Divide a text into what stands outside its boxes, and the text of each box.

    Args:
        text: The text.
        line: The line of the file with which it begins, from 1.
        indent: The spaces before each of its lines in the file.
        box: The line of the box that holds it; 0 for the page.

    Returns:
        The parts: first the text with nothing where its boxes stand, then each box, and the boxes in it.
    """
    lines, prose = text.split("\n"), Body(text, 1).prose.split("\n")
    found = list[Part]()
    place = 0
    while place < len(lines):
        head = BOX.fullmatch(prose[place])
        begin = place = place + 1
        if not head:
            continue
        inner = f"{head['indent']}    "
        while place < len(lines) and (not lines[place].strip() or lines[place].startswith(inner)):
            place += 1
        inside = "\n".join(one.removeprefix(inner) for one in lines[begin:place]).rstrip()
        found += parts(inside, line + begin, indent + inner, line + begin - 1)
        lines[begin - 1 : place] = [""] * (place - begin + 1)
    yield Part("\n".join(lines), line, indent, box)
    yield from found


def has_other_tags(text: str) -> bool:
    """Whether a text holds HTML that no page may hold, so that no two readings of it agree.

    Args:
        text: The text.

    Returns:
        True where any tag is left in it.
    """
    return bool(OTHER_TAG.search(text))


def github(text: str) -> Previewed:
    """Read a text as GitHub does.

    Args:
        text: The text, plain.

    Returns:
        What its preview shows.
    """
    reader = _github()
    tokens = reader.parse(text)
    for token in tokens:
        if token.map and token.nesting >= 0:
            token.attrSet(LINE, str(token.map[0]))
    html = reader.renderer.render(tokens, reader.options, {})
    return Previewed(tuple(tokens), tuple(_pieces(html)))


@lru_cache(maxsize=64)
def ours(settings: Configuration, text: str) -> tuple[Piece, ...]:
    """Read a text as the site does.

    Args:
        settings: How the site has its Markdown read.
        text: The text, plain.

    Returns:
        What the page shows, in order.
    """
    return tuple(_pieces(render(settings.without_permalinks(), text, None).html))


def boxes(settings: Configuration, text: str) -> int:
    """Count the boxes that the site makes of a text.

    Args:
        settings: How the site has its Markdown read.
        text: The text.

    Returns:
        How many there are, those in other boxes included.
    """
    page = piece(render(settings.without_permalinks(), text, None).html)
    return sum(e.tag == "details" or "admonition" in (e.get("class") or "").split() for e in page.iter())


@lru_cache
def _github() -> MarkdownIt:
    reader = MarkdownIt("commonmark").enable("table")
    reader.validateLink = lambda url: bool(url)  # type: ignore[method-assign]  # where to is for the rules
    return reader


class _Reader:
    """Goes through a tree and notes what somebody sees."""

    def __init__(self) -> None:
        self.found: list[Piece] = []
        self.text = ""
        self.line = 0

    def add(self, what: str = "") -> None:
        """Note the words so far, then what begins or ends."""
        end = 0
        for word in WORD.finditer(self.text):
            self.line += self.text.count("\n", end, word.start())
            end = word.start()
            self.found.append(Piece(word[0], self.line))
        self.line += self.text.count("\n", end)
        self.text = ""
        if what:
            self.found.append(Piece(what, self.line))

    def read(self, element: Element) -> None:
        """Note an element, what stands in it, and the text behind it."""
        tag = str(element.tag)
        if tag in INLINE:
            self.text += "\n" * (tag == "br" and not (element.tail or "").startswith("\n"))
        else:
            self.add()
        self.line = int(element.get(LINE) or self.line)  # a comment has no attributes
        if what := _beginning(element, tag):
            self.add(what)
        self.text += element.text or "" if isinstance(element.tag, str) else ""
        for child in element:
            self.read(child)
        if tag not in INLINE:
            self.add(f"</{tag}" if tag in ENDED else "")
        self.text += element.tail or ""


def _pieces(html: str) -> list[Piece]:
    reader = _Reader()
    reader.read(piece(html))
    reader.add()
    return reader.found


def _beginning(element: Element, tag: str) -> str:
    if tag == "li":
        above = element.getparent()
        if above is None or above.tag != "ol":
            return "<li -"
        before = sum(1 for _ in element.itersiblings("li", preceding=True))
        return f"<li {int(above.get('start', 1)) + before}."
    if tag in ("a", "img"):
        return f"<{tag} {unquote(element.get('href') or element.get('src') or '')}"
    return f"<{tag}" if tag in NAMED else ""
