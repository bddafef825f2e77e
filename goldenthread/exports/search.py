"""What the search index is told: one document a page, and the words that the query layer knows.

A document holds what an author wrote, and never the frame around it. Knows records and built HTML; must not
know Pagefind (see `site.search_index`) or how results look.

In: the manual, and the folder of its built site. Out: documents, and words: `gather(manual, built)`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from lxml import etree
from markupsafe import Markup

from goldenthread.manual.due import due_by, looked_at, overdue_since
from goldenthread.manual.manual import EVERYONE, Manual, Page
from goldenthread.manual.page_records import AnyPage, Procedure
from goldenthread.pages.abbreviations import term_id
from goldenthread.pages.environment import TEMPLATES
from goldenthread.pages.made.registry import IN_EVERY_MANUAL
from goldenthread.pages.phrases import inside_a_sentence
from goldenthread.pages.signs import FRAME_BEGINS, FRAME_ENDS
from goldenthread.text.html import piece, read_html
from goldenthread.text.links import url

CURRENT, WITHDRAWN = "current", "withdrawn"
NUMBERS_FOUND_BY = (
    "phone numbers",
    "telephone number",
    "contact details",
    "who to ring",
    "whom to call",
    "out of hours number",
    "out of hours social worker",
    "duty social worker",
    "helpline",
)
"""What people type when they want the page of contacts."""
EVERY = "gtpage"
"""A word that ends every document. Asked for it, Pagefind fetches one small file of its index to list all
pages of a filter; asked for no word, it fetches the whole index."""
LISTS = {"contacts": "contacts", "glossary": "glossary"}
"""Made pages that search finds, and the kind of page that each is."""

WORD = re.compile(r"[^\W\d_]{2,}")
NO_WORDS = frozenset({"gt-number", "headerlink"})


@dataclass(frozen=True)
class Document:
    """One page, as search sees it."""

    url: str
    title: str
    kind: str
    html: str
    """What an author wrote of it, ids of headings included."""
    summary: str = ""
    owner: str = ""
    reviewed: str = ""
    """What was last done with it, and when, in words."""
    due: Mapping[str, str] = field(default_factory=dict)
    """The last `day` of its review, and what is said `until` then and `after` it."""
    state: str = CURRENT
    section: str = ""
    audiences: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    """Other true names, which the page shows."""
    found_by: tuple[str, ...] = ()
    """What people type when they mean it."""


def gather(manual: Manual, built: Path) -> tuple[tuple[Document, ...], dict[str, Any]]:
    """Gather all that search is told of a built site.

    Args:
        manual: The manual.
        built: The folder of the built site.

    Returns:
        Its documents, and what the query layer in the browser must know before it asks the index.
    """
    found = documents(manual, built)
    return found, query_words(manual, found)


def documents(manual: Manual, built: Path) -> tuple[Document, ...]:
    """Make a document of each page of the manual that `built` holds, and of the contacts and the glossary."""
    return (*_written_pages(manual, built), *_lists(manual, built))


def without_frame(html: str) -> str:
    """Cut a built page down to what its author wrote.

    Args:
        html: The page.

    Returns:
        What stands between the pieces of the frame; empty where the page has no frame.
    """
    _, *texts = html.partition(FRAME_BEGINS)[2].split(FRAME_ENDS)
    return "".join(text.partition(FRAME_BEGINS)[0] for text in texts[:-1])


def indexed(document: Document, number: int) -> str:
    """Write the HTML of a document that Pagefind reads.

    Args:
        document: The document.
        number: Its place among all documents, from 0, by which the query layer finds it.

    Returns:
        A whole page.
    """
    return TEMPLATES.get_template("indexed.html").render(
        d=document, number=number, html=Markup(document.html), every=EVERY
    )


def query_words(manual: Manual, found: tuple[Document, ...]) -> dict[str, Any]:
    """List what the query layer must know before it asks the index: names of pages, terms, spellings."""
    glossary = [term for term in manual.data.glossary if term.stands_for or term.replaced_by]
    return {
        "every": EVERY,
        "example": manual.partnership.worked_example,
        "pages": [_known(document) for document in found],
        "terms": [[t.term, *filter(None, (t.stands_for, t.replaced_by))] for t in glossary],
        "spelling": " ".join(sorted(_spellings(manual, found))),
    }


def _known(document: Document) -> dict[str, Any]:
    known = {
        "url": document.url,
        "title": document.title,
        "kind": document.kind,
        "owner": document.owner,
        "reviewed": document.reviewed,
        "due": document.due,
        "names": document.names,
        "found": document.found_by,
        "withdrawn": document.state == WITHDRAWN,
    }
    return {name: value for name, value in known.items() if value}


def _spellings(manual: Manual, found: tuple[Document, ...]) -> set[str]:
    """Collect the words that are spelled right; what people type may be misspelled on purpose."""
    texts = [text for document in found for text in _texts(document)]
    texts += [" ".join((d.title, d.summary, *d.names)) for d in found]
    texts += [" ".join(filter(None, (t.term, t.stands_for, t.meaning))) for t in manual.data.glossary]
    return {word for text in texts for word in WORD.findall(text.lower())}


def _texts(document: Document) -> Iterator[str]:
    for element in piece(document.html).iter(etree.Element):
        if element.get("class") not in NO_WORDS:
            yield element.text or ""
        yield element.tail or ""


def _written_pages(manual: Manual, built: Path) -> Iterator[Document]:
    for page in manual.pages():
        file = built / url(page.path) / "index.html"
        if not file.is_file():
            continue  # while serving, a page may be missing or show its problems
        html = file.read_text(encoding="utf-8")
        if FRAME_BEGINS in html:
            text = TEMPLATES.get_template("indexed_text.html").render(
                record=page.record, written=Markup(without_frame(html))
            )
            yield _document(manual, page, text)


def _document(manual: Manual, page: Page[AnyPage], html: str) -> Document:
    record, partnership = page.record, manual.partnership
    audiences = tuple(a.id for a in partnership.audiences)
    procedure = record if isinstance(record, Procedure) else None
    return Document(
        url=url(page.path),
        title=record.title,
        kind=procedure.kind if procedure else record.noun,
        html=html,
        summary=record.summary,
        owner=manual.name("groups", record.owner),
        reviewed=inside_a_sentence(looked_at(record.last_review)),
        due=_due(record.review_date),
        state=WITHDRAWN if procedure and procedure.withdrawn else CURRENT,
        section=procedure.section if procedure else "",
        audiences=audiences if not record.audience or EVERYONE in record.audience else record.audience,
        areas=record.areas or tuple(a.id for a in partnership.areas),
        names=procedure.also_called if procedure else (),
        found_by=procedure.found_by if procedure else (),
    )


def _due(day: date) -> dict[str, str]:
    after = inside_a_sentence(overdue_since(day))
    return {"day": day.isoformat(), "until": due_by(day, today=day), "after": after}


def _lists(manual: Manual, built: Path) -> Iterator[Document]:
    """Make documents of the contacts and the glossary, each entry under its own heading."""
    partnership = manual.partnership
    found_by: Mapping[str, tuple[str, ...]] = {
        "contacts": (*NUMBERS_FOUND_BY, *(c.name for c in manual.data.contacts.values()))
    }
    for macro, kind in LISTS.items():
        page = next(page for page in IN_EVERY_MANUAL if page.path == f"{macro}.md")
        file = built / url(page.path) / "index.html"
        if not file.is_file():
            continue
        ids = read_html(file.read_text(encoding="utf-8")).ids
        text = TEMPLATES.get_template(f"indexed_{macro}.html").render(manual=manual, term_id=term_id, ids=ids)
        yield Document(
            url=url(page.path),
            title=page.title,
            kind=kind,
            html=text,
            summary=page.summary,
            audiences=tuple(a.id for a in partnership.audiences),
            areas=tuple(a.id for a in partnership.areas),
            found_by=found_by.get(macro, ()),
        )
