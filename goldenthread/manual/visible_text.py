"""What somebody reads on a page, piece by piece with its line.

Knows Markdown and fields. Must not know what a rule makes of the words.

In: a page. Out: its paragraphs, or all its texts: a page whose text begins at line 9 with "Ring the *duty
team*." gives `(9, "Ring the *duty team*.")`.
"""

import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from goldenthread.manual.manual import Page
from goldenthread.manual.page_records import AnyPage
from goldenthread.text.differences import Paragraph
from goldenthread.text.scanner import LINK

LIST_ITEM = re.compile(r"^\s*(?:[-*+]|\d+\.)\s+")
APART = ("#", "///", "|")
"""How a line begins that is a piece of its own: a heading, a mark of an area, a row of a table."""
WORD = re.compile(r"\{\{.*?\}\}")


def paragraphs(page: Page[AnyPage]) -> Iterator[tuple[int, str]]:
    """List each paragraph and list item of a page's text; headings and code are left out.

    Args:
        page: The page.

    Returns:
        The line of the file that each begins on, and its Markdown in one line.
    """
    return _paragraphs(page.body.prose, page.body.first_line)


def _paragraphs(text: str, first_line: int) -> Iterator[tuple[int, str]]:
    start, block = 0, list[str]()
    for number, line in enumerate([*text.split("\n"), ""], first_line):
        is_apart = line.startswith(APART) or "".join(block).startswith(APART)
        if block and (not line.strip() or is_apart or LIST_ITEM.match(line)):
            yield start, " ".join(block)
            block = []
        if line.strip() and not line.startswith("#"):
            start = start if block else number
            block.append(LIST_ITEM.sub("", line).strip())


def blocks(page: Page[AnyPage]) -> Iterator[tuple[int, Paragraph]]:
    """List the title, the summary, and each heading, paragraph and list item of a page.

    Args:
        page: The page.

    Returns:
        The line of the file that each begins on, and the text with its kind ("title", "h2", "p" …), in the
        order of the page.
    """
    yield page.line("title"), Paragraph("title", page.record.title)
    yield page.line("summary"), Paragraph("summary", page.record.summary)
    headings = [(h.line, Paragraph(f"h{h.level}", h.text)) for h in page.body.headings]
    shown = _paragraphs(page.body.shown, page.body.first_line)
    written = [(line, Paragraph("p", text)) for line, text in shown]
    yield from sorted([*headings, *written])


def passages(page: Page[AnyPage]) -> Iterator[tuple[int, str]]:
    """List everything on a page that somebody reads: its fields, then its text.

    Args:
        page: The page.

    Returns:
        The line of the file that each piece begins on, and its words: a link is its words, and one of the
        manual's own words in braces is "it".
    """
    yield from ((page.line(*path), text) for path, text in fields(page))
    for line, text in paragraphs(page):
        yield line, WORD.sub("it", LINK.sub(lambda link: link["text"], text))


def fields(page: Page[AnyPage]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """List every text in the fields of a page that somebody reads.

    Args:
        page: The page.

    Returns:
        The path to each text, such as ("changes", 0, "why"), and the text.
    """
    return _texts(page.record, ())


def _texts(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, BaseModel):
        for name, info in type(value).model_fields.items():
            if name not in ("found_by", "also_called"):
                yield from _texts(getattr(value, name), (*path, info.alias or name))
    elif isinstance(value, tuple) and type(value) is tuple:
        for index, item in enumerate(value):
            yield from _texts(item, (*path, index))
    elif isinstance(value, str):
        yield path, value
