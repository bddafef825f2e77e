"""A page on its way to be rendered: an author's lines, the frame's HTML between them, and what is to be done.

In: lines and HTML, as the frame puts them together. Out: the same as data, so that nothing an author writes
can pass for it. Must not know what stands on a page.

    >>> page = Framed(("Ring *now*.", Kept("<hr>")))
    >>> [type(line).__name__ for line in page.lines]
    ['str', 'Kept']
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from goldenthread.pages.abbreviations import Meaning
from goldenthread.pages.signs import FRAME_BEGINS, FRAME_ENDS


class Kept(str):
    """HTML of the frame among the lines of a page: Markdown leaves it as it is."""

    __slots__ = ()

    @property
    def html(self) -> str:
        """The piece as it stands on the page, between the signs by which others find what an author wrote."""
        return f"{FRAME_BEGINS}\n{self}\n{FRAME_ENDS}"


class Edge(Kept):
    """The place where the parts of a page begin, or where they end."""

    __slots__ = ()

    @property
    def html(self) -> str:
        """Nothing, for an edge is not seen."""
        return ""


class PaperPlace(NamedTuple):
    """Where a page stands, for the addresses on paper."""

    here: str
    site: str


@dataclass(frozen=True)
class Framed:
    """The lines of a page, and what the Markdown extension does with it."""

    lines: tuple[str, ...]
    """What is `Kept` is HTML; all else is an author's Markdown."""
    is_numbered: bool = False
    """Whether sections and paragraphs have numbers, to quote in a meeting."""
    box: str = ""
    """The class of the box in which each section between the two edges is a part."""
    meanings: Mapping[str, Meaning] = field(default_factory=dict)
    """What the abbreviations of the page mean."""
    place: PaperPlace | None = None
    """Where the page stands; None where its links have no numbers for paper."""

    @property
    def text(self) -> str:
        """All lines as one text, with the frame's HTML in them."""
        return "\n".join(line.html if isinstance(line, Kept) else line for line in self.lines)

    @property
    def fingerprint(self) -> str:
        """A text that differs wherever anything in the page differs."""
        kinds = [type(line).__name__ for line in self.lines]
        return json.dumps([self.lines, kinds, self.is_numbered, self.box, self.meanings, self.place])

    def kept(self) -> dict[str, Kept]:
        """List each piece of HTML by the line that stands in its place.

        That line is made of a digest of the whole page, which no page can hold.
        """
        digest = hashlib.sha256(self.fingerprint.encode()).hexdigest()
        pieces = (line for line in self.lines if isinstance(line, Kept))
        return {f"gt-kept-{digest}-{number}": piece for number, piece in enumerate(pieces)}

    def markdown(self) -> str:
        """Return what Markdown is to read: a line of its own in the place of each piece of HTML."""
        signs = iter(self.kept())
        return "\n".join(next(signs) if isinstance(line, Kept) else line for line in self.lines)


def framed(html: str) -> Kept:
    """Make a piece of the frame.

    Args:
        html: HTML of the engine's own.

    Returns:
        A line that Markdown leaves as it is.
    """
    return Kept(html.strip())


def in_one(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Go through the lines of rows, one after another.

    Args:
        rows: For each line of an author, that line, with what stands in its place or below it.

    Returns:
        The lines.
    """
    for row in rows:
        yield from row
