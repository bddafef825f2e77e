"""What each statement of the manual rests on: what a second reader goes through, against the documents.

A statement is what somebody reads in one piece. Knows where the manual says that something is from, and must
not judge whether that is true.

In: the manual, and the day it is. Out: its statements, or a table of them: file, line, what is said, and
"beside it", "the sources of the page" or "nothing stated".
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Literal

from goldenthread.exports.tables import csv_of
from goldenthread.manual.manual import Manual, Page
from goldenthread.manual.page_records import AnyPage, Procedure
from goldenthread.manual.shared_records import Source
from goldenthread.manual.visible_text import fields as written_fields
from goldenthread.manual.visible_text import paragraphs
from goldenthread.pages.view import View
from goldenthread.pages.words import BLOCKS, Words
from goldenthread.text.scanner import BRACES, read_call

Rest = Literal["beside it", "the sources of the page", "nothing stated"]

TELLS = frozenset({"cite", "record", "action"})
"""The words that say where a statement is from; the other words lead to more on the subject."""
NAMES_ONLY = frozenset({"sources", "research", "because"})
"""Fields that say where something is from, and nothing else."""


@dataclass(frozen=True)
class Statement:
    """A field, a paragraph, a list item or an entry of a list, and what it rests on."""

    title: str
    """Of its page."""
    file: str
    line: int
    """In its file, from 1."""
    under: str
    """The heading, or the field that it stands in."""
    text: str
    """As somebody reads it."""
    beside: tuple[str, ...]
    """What is cited in it, or what its change was made because of."""
    of_page: tuple[str, ...] = ()
    """What the page names as its sources, each with the place in it."""

    @property
    def rests_on(self) -> Rest:
        """Where its source is named: in the statement, for the whole page, or nowhere."""
        return "beside it" if self.beside else "the sources of the page" if self.of_page else "nothing stated"


def table(manual: Manual, today: date) -> bytes:
    """Write a table of all statements.

    Args:
        manual: The manual.
        today: The day on which it is read.

    Returns:
        CSV for a spreadsheet, in UTF-8 with the mark that Excel needs.
    """
    mark = manual.partnership.example_mark
    rows = [{"example": mark, **asdict(one), "rests_on": one.rests_on} for one in statements(manual, today)]
    return csv_of(["example", *(field.name for field in fields(Statement)), "rests_on"], rows)


def statements(manual: Manual, today: date) -> Iterator[Statement]:
    """Go through the statements of every page, and then of the contacts and the glossary."""
    for page in manual.pages():
        yield from _of_page(manual, page, today)
    yield from _of_contacts(manual)
    yield from _of_glossary(manual)


def _of_page(manual: Manual, page: Page[AnyPage], today: date) -> Iterator[Statement]:
    view, words = View(manual, today, page.path, page), Words(manual, page.path, today)
    of_page = _cited(manual, page.record.sources)

    def made(line: int, under: str, text: str, beside: Iterable[str]) -> Statement:
        once = tuple(dict.fromkeys(beside))
        return Statement(page.record.title, page.file, line, under, text, once, of_page)

    for path, text in written_fields(page):
        if " " in text and NAMES_ONLY.isdisjoint(path):
            yield made(page.line(*path), str(path[0]), text, _came_of(view, page, path))
    headings = [(heading.line, heading.text) for heading in page.body.headings]
    for line, text in paragraphs(page):
        if (block := BRACES.fullmatch(text)) and _name(block["word"]) in BLOCKS:
            continue
        under = next((heading for at, heading in reversed(headings) if at < line), "")
        told = (braces[0] for braces in BRACES.finditer(text) if _name(braces["word"]) in TELLS)
        yield made(line, under, words.plain(text), map(words.plain, told))


def _name(word: str | None) -> str:
    call = read_call(word, 0)
    return call.name if call else ""


def _came_of(view: View, page: Page[AnyPage], path: tuple[str | int, ...]) -> list[str]:
    if isinstance(page.record, Procedure) and path[0] == "changes" and isinstance(path[1], int):
        return [text for text, _ in view.causes(page.record.changes[path[1]])]
    return []


def _of_contacts(manual: Manual) -> Iterator[Statement]:
    for index, contact in enumerate(manual.data.contacts.values()):
        of = _cited(manual, [Source.model_construct(citation=contact.source)] if contact.source else [])
        text = f"{contact.name}: {contact.purpose}"
        line = manual.data.line("contacts", index)
        yield Statement("Contacts", "data/contacts.yml", line, contact.name, text, of)


def _of_glossary(manual: Manual) -> Iterator[Statement]:
    for index, term in enumerate(manual.data.glossary):
        if term.plain:
            continue
        of = _cited(manual, term.sources)
        line = manual.data.line("glossary", index)
        for said in (term.meaning, *(f"{who}: {meaning}" for who, meaning in term.agencies.items())):
            yield Statement("Glossary", "data/glossary.yml", line, term.term, said, of)


def _cited(manual: Manual, sources: Iterable[Source]) -> tuple[str, ...]:
    known = manual.data.citations
    return tuple(
        ", ".join(filter(None, (known[s.citation].title if s.citation in known else s.citation, s.at)))
        for s in sources
    )
