"""The frame: HTML around what the author wrote, h1 included, and the marks after changed headings.

Takes the author's text with its words expanded and gives the final Markdown of the page. Decides
what is shown; how it looks is for the templates and the stylesheet. Must not know MkDocs.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from goldenthread.manual.data_records import Contact, Named, Term
from goldenthread.manual.fields import NOT_STATED
from goldenthread.manual.learning_records import Action, Finding, LearningRecord
from goldenthread.manual.manual import ChangeOf, Manual, Page, ReadAt, is_of, newest_first
from goldenthread.manual.page_records import AnyPage, Briefing, Change, Consultation, Guide, Procedure
from goldenthread.pages.abbreviations import Meaning, is_abbreviation, named, term_id
from goldenthread.pages.printed_links import PrintedLink
from goldenthread.text import links
from goldenthread.text.dates import exact, long_day
from goldenthread.text.problems import Problem
from goldenthread.text.qr_codes import qr_code
from goldenthread.text.scanner import DO_NOW

SCHEME = re.compile(r"^https?://(www\.)?")
"""What nobody reads of an address."""

BREAK = re.compile(r"(?<=\w)[/#-]")
"""Where an address may go on in the next line."""

MARKDOWN_SIGN = re.compile(r"[\\`*_\[\]]")
"""What Markdown may take for its own in the middle of a line."""

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
    auto_reload=False,
)
TEMPLATES.filters["day"] = long_day
TEMPLATES.filters["sentence"] = lambda text: f"{text[:1].upper()}{text[1:]}."
TEMPLATES.filters["literal"] = lambda text: MARKDOWN_SIGN.sub(r"\\\g<0>", escape(text, quote=False))
TEMPLATES.filters["breaking"] = lambda address: Markup(BREAK.sub(r"\g<0><wbr>", str(escape(address))))
TEMPLATES.filters["bare"] = lambda address: SCHEME.sub("", address).rstrip("/")

NUMBERED = "<!-- numbered -->"
"""Tells the Markdown extension to number the sections and paragraphs of a page."""

FRAME_BEGINS, FRAME_ENDS = "<!-- frame -->", "<!-- /frame -->"
"""What stands between these lines is HTML, and nothing in it is Markdown."""

PARTS_BEGIN, PARTS_END = {Briefing: "<!-- parts -->", Guide: "<!-- minute -->"}, "<!-- /parts -->"
"""Between these lines the Markdown extension makes a part of each heading and what follows it."""

PRINTED = "<!-- printed -->"
"""Begins the line that tells the Markdown extension where the page stands, for the addresses on paper."""
PRINTED_LINKS = "<!-- printed links -->"
"""Where the extension puts the addresses that the links of a page stand for."""

ABBREVIATIONS = "<!-- abbreviations -->"
"""Begins the line that tells the Markdown extension what the page's abbreviations mean."""
EXPLANATIONS = "<!-- explanations -->"
"""Where the extension puts the meanings that a page needs."""
UNEXPLAINED = frozenset({"glossary.md", "sources.md", "rules.md"})
"""Derived pages that explain words themselves, or name things only."""

CONTENTS = "<!-- contents -->"
"""Where a derived page wants its list of headings; before everything where it does not say."""

FRAME_HEADING = re.compile(r'<h2 id="(?P<id>[^"]+)">(?P<text>[^<]+?)\s*<')
"""A heading that a template of ours made."""
FEWEST_HEADINGS = 3
"""With fewer, a list of what is on a page only pushes it down."""
HOME = "index.md"
NOT_HERE = "Do not report a concern about a child here. No names, no case details."
"""What stands beside every invitation to write, and in the e-mail itself."""

OUTCOMES = {
    "written": "Written",
    "changed": "Reviewed and changed",
    "no-change": "Reviewed without change",
    "deferred": "Review put off",
}
STATUSES = {
    "not-started": "not started",
    "under-way": "under way",
    "done": "done",
    "already-right": "already right",
    "met-another-way": "met another way",
    "not-pursued": "not pursued",
    "not-known": "not known",
}
PUBLICATIONS = {
    "full": "The full report was published.",
    "improvements-only": "The full report is not published, only the improvements made.",
    "none": "Nothing was published.",
    "not-stated": "The sources do not say how much was published.",
}


@dataclass(frozen=True)
class Entry:
    """One line of "On this page"."""

    number: str
    anchor: str
    text: str


@dataclass(frozen=True)
class Frame:
    """What the templates may ask about one page."""

    manual: Manual
    today: date
    path: str
    page: Page[AnyPage] | None = None
    """None on a derived page."""
    title: str = ""
    """Of a derived page."""

    def to(self, path: str, anchor: str = "") -> str:
        """Link to a page, or to an anchor on it."""
        return links.link(self.path, path, anchor)

    def procedure(self, address: str) -> Page[Procedure] | None:
        """Find a procedure; None where it cannot be read."""
        return self.manual.procedures.get(address)

    def heading(self, page: Page[AnyPage], anchor: str) -> str:
        """Give the words of a heading."""
        return next((h.text for h in page.body.headings if h.anchor == anchor), anchor)

    def name(self, of: str, name: str) -> str:
        """Give the reader's name of an agency, group, area …"""
        return self.manual.name(of, name)

    def who(self, name: str) -> str:
        """Give the reader's name of an agency, or of a group."""
        found = self.manual.name("agencies", name)
        return found if found != name else self.manual.name("groups", name)

    def causes(self, change: Change) -> list[tuple[str, str]]:
        """Give the text and link of all that a change was made because of."""
        found = []
        for ref in change.learning:
            if record := self.manual.learning.get(ref.record):
                found.append((record.record.title, self.to(record.path, ref.item)))
        for cause in change.because:
            if citation := self.manual.data.citations.get(cause):
                found.append((citation.title, self.to("sources.md", citation.id)))
        return found

    def answers(self, finding: Finding) -> list[Action]:
        """Give the actions of this record that answer a finding."""
        record = self.page.record if self.page else None
        actions = record.actions if isinstance(record, LearningRecord) else ()
        return [action for action in actions if finding.id in action.answers]

    def is_ahead(self, change: Change) -> bool:
        """Say whether a change is approved and not yet in force."""
        return change.in_force.is_ahead_of(self.today)

    @cached_property
    def address(self) -> str:
        """The page's whole address, for paper and for other programs; empty where the site has none."""
        return links.absolute(self.manual.partnership.site_url, self.path)

    @cached_property
    def short_address(self) -> str:
        """The address as somebody reads it out or types it; empty where the site has none."""
        shortcut = self.manual.shortcut(self.page) if self.page else ""
        whole = links.absolute(self.manual.partnership.site_url, shortcut or self.path)
        return whole.partition("://")[2].rstrip("/")  # with its "www.": some hosts know no other name

    @cached_property
    def code(self) -> Markup:
        """The QR code of that address; nothing where there is none, for it would lead nowhere."""
        return qr_code(self.address) if self.address else Markup()

    @cached_property
    def version(self) -> str:
        """Say which version of the page this is, in words that a print can be held against."""
        record = self.page.record if self.page else None
        if isinstance(record, (Briefing, Guide)):
            return f"issued {long_day(record.issued)}"
        if self.page and is_of(self.page, Procedure):
            changes = self.manual.changes_of(self.page)
            now = next((c.change for c in changes if not self.is_ahead(c.change)), None)
            if now:
                return f"as changed {now.in_force}"
        if not record:
            return ""
        made = [review for review in record.reviews if review.outcome in ("written", "changed")]
        last = max(made or record.reviews, key=lambda review: review.on)
        return f"as {'changed' if last.outcome == 'changed' else 'written'} {long_day(last.on)}"

    @property
    def support(self) -> list[Contact]:
        """The contacts where whoever is upset finds support, and what replaced one that closed."""
        contacts = self.manual.data.contacts
        named = [contacts[id] for id in self.manual.partnership.support if id in contacts]
        ids = [(self.has_closed(c) and c.closed and c.closed.instead) or c.id for c in named]
        found = [contacts[id] for id in dict.fromkeys(ids) if id in contacts]
        return [contact for contact in found if not self.has_closed(contact)]

    def has_closed(self, contact: Contact) -> bool:
        """Say whether a contact answers no longer."""
        return contact.is_closed(self.today)

    @cached_property
    def overdue(self) -> bool:
        """Say whether the page's review is late."""
        return bool(self.page and self.page.record.review_date < self.today)

    def audiences_of(self, page: Page[AnyPage]) -> list[str]:
        """Give every audience that a page is for, those in "everybody" included."""
        return [a.id for a in self.manual.partnership.audiences if self.manual.is_for(page, a.id)]

    def areas_of(self, page: Page[AnyPage]) -> tuple[str, ...]:
        """Give every area that a page is for: all of them where it names none."""
        return page.record.areas or tuple(area.id for area in self.manual.partnership.areas)

    def standing(self) -> list[Page[Procedure]]:
        """Give the procedures that are not withdrawn, by title."""
        pages = (page for page in self.manual.procedures.values() if not page.record.withdrawn)
        return sorted(pages, key=lambda page: page.record.title)

    def sections(self) -> dict[Named, list[Page[Procedure]]]:
        """Give the chapters that hold something, with their procedures."""
        pages = self.standing()
        found = {s: [p for p in pages if p.record.section == s.id] for s in self.manual.partnership.sections}
        return {section: inside for section, inside in found.items() if inside}

    def changes(self, pages: Iterable[Page[Procedure]]) -> tuple[ChangeOf, ...]:
        """Give what changed on some procedures, newest first."""
        return newest_first(change for page in pages for change in self.manual.changes_of(page))

    @property
    def has_audiences(self) -> bool:
        """Say whether there are pages by audience."""
        return any(page.record.audience for page in self.manual.pages())

    @property
    def has_themes(self) -> bool:
        """Say whether there are pages by theme."""
        return any(page.record.themes for page in self.manual.pages())

    @cached_property
    def by_child(self) -> list[Contact]:
        """The contacts that the place where the child lives decides, and never the reader's."""
        return [c for c in self.manual.data.contacts.values() if c.chosen_by == "child"]

    @cached_property
    def holds_local_numbers(self) -> bool:
        """Say whether any of these can be rung."""
        stated = (n.daytime or n.out_of_hours for c in self.by_child for n in c.areas.values())
        return any(number not in (None, NOT_STATED) for number in stated)

    def is_check_due(self, contact: Contact) -> bool:
        """Say whether nobody has checked a contact for too long."""
        return (self.today - contact.checked.on).days > self.manual.partnership.intervals.contact_days

    @staticmethod
    def term_id(term: Term) -> str:
        """Give the anchor of a term."""
        return term_id(term)

    @property
    def edit(self) -> str:
        """Where an editor changes this page in the browser; empty where the manual names no repository."""
        repository = self.manual.partnership.repository
        return f"{repository}/edit/main/{self.page.file}" if repository and self.page else ""

    @cached_property
    def mailbox(self) -> str:
        """Where to write about this page: its owner's mailbox, or the one for suggestions; empty without."""
        return self.manual.partnership.mailbox(self.page.record.owner if self.page else "")

    @property
    def letter(self) -> str:
        """The link that begins an e-mail to the owner about this page."""
        return self.write(self.mailbox, "Suggestion", "What should change, and why:")

    def write(self, mailbox: str, about: str, asks: str) -> str:
        """Give the link that begins an e-mail about this page, with its title, address and version."""
        title = self.page.record.title if self.page else self.title
        stands = [f"Page: {title}", f"Address: {self.address or links.url(self.path) or 'home page'}"]
        version = [f"Version: {self.version}"] if self.version else []
        subject = self.manual.partnership.marked(f"{about}: {title}")
        return links.letter(mailbox, subject, [NOT_HERE, "", *stands, *version, "", asks, "", ""])

    @property
    def form(self) -> str:
        """Where an editor suggests a change on GitHub; empty where the manual names no repository."""
        repository = self.manual.partnership.repository
        about = links.query({"template": "suggestion.yml", "page": self.address or links.url(self.path)})
        return f"{repository}/issues/new?{about}" if repository else ""

    def is_over(self, consultation: Consultation) -> bool:
        """Say whether the last day for comments is over."""
        return consultation.closes < self.today

    @property
    def escalation(self) -> Page[Procedure] | None:
        """The procedure behind "Disagree with a decision?"."""
        return self.manual.procedures.get(self.manual.partnership.escalation)


def frame(manual: Manual, page: Page[AnyPage], text: str, today: date) -> str:
    """Give the final Markdown of a page.

    `text` is what the author wrote with its words expanded, every line where it was.
    """
    view = Frame(manual, today, page.path, page)
    parts = _template(page)
    lines = text.split("\n")
    frame_areas(view, page, lines)
    if is_of(page, Procedure):
        _mark_headings(view, page, lines)
    now = page.body.section(DO_NOW)
    start, end = now or (0, 0)
    above, below = parts.above(view), parts.below(view)
    contents = [] if page.path == HOME else [*_own_headings(page), *_headings(below)]
    status = parts.status(view) + _on_this_page(contents)
    if now:
        above, status = f'{above}<div class="gt-now">', f"</div>{status}"
    numbered = [NUMBERED] if isinstance(page.record, Procedure) else []
    rest = [*lines[:start], *lines[end:]]
    if _is_in_parts(page):
        rest = [PARTS_BEGIN[type(page.record)], *rest, PARTS_END]
    pieces = [_framed(above), *lines[start:end], _framed(status), *numbered, *rest]
    ending = [_framed(str(below) + PRINTED_LINKS), "", _place(view)]
    return _explained(view, "\n".join([*pieces, "", *ending, ""]))


def _place(view: Frame) -> str:
    """Tell the extension where the page stands, so that it numbers the links for paper."""
    return PRINTED + json.dumps({"here": view.path, "site": view.manual.partnership.site_url})


def printed_links(found: Iterable[PrintedLink], is_addressed: bool) -> str:
    """Give the list of what a page's links stand for on paper. `is_addressed`: the site has an address."""
    return str(_module("shared.html").printed_links(list(found), is_addressed)).strip()


def derived_frame(view: Frame, title: str, summary: str, text: str) -> str:
    """Give the final Markdown of a page that was made from the manual. `text` is HTML."""
    parts = _module("derived.html")
    contents = _on_this_page(_headings(text))
    text = Markup(str(text).replace(CONTENTS, str(contents), 1)) if CONTENTS in text else contents + text
    made = str(parts.above(view, title, summary) + text + parts.below(view))
    # A page that stands for a record is handed on as paper too, so that its links have numbers.
    made = f"{_framed(made + PRINTED_LINKS)}\n\n{_place(view)}\n\n" if view.page else f"{_framed(made)}\n\n"
    return made if view.path in UNEXPLAINED else _explained(view, made)


def inside_a_sentence(name: str) -> str:
    """Write a name as it stands in the middle of a sentence: "Health services", but "NHS trusts"."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def problem_page(problems: Iterable[Problem]) -> str:
    """Give the Markdown that stands in place of a page that cannot be shown while serving."""
    return TEMPLATES.get_template("problems.html").render(problems=list(problems))


def _framed(html: str) -> str:
    """Mark a piece of the frame, so that Markdown leaves it as it is."""
    return f"{FRAME_BEGINS}\n{html.strip()}\n{FRAME_ENDS}"


@lru_cache
def _module(name: str) -> Any:
    return TEMPLATES.get_template(name).module


def _template(page: Page[AnyPage]) -> Any:
    kinds = {Procedure: "procedure", LearningRecord: "learning", Briefing: "teaching", Guide: "teaching"}
    name = "home" if page.path == HOME else kinds.get(type(page.record), "plain")
    return _module(f"{name}.html")


def _is_in_parts(page: Page[AnyPage]) -> bool:
    """Say whether each section of a page is a part by itself: of what is taught, where no block is in two."""
    sections = [heading.line for heading in page.body.headings if heading.level == 2]
    blocks = page.body.area_blocks
    is_cut = any(block.line < line < (block.end or line) for block in blocks for line in sections)
    return type(page.record) in PARTS_BEGIN and not is_cut


def _own_headings(page: Page[AnyPage]) -> list[Entry]:
    """Give the sections that an author wrote, numbered as the extension numbers them."""
    own = [h for h in page.body.headings if h.level == 2 and h.anchor != DO_NOW]
    is_numbered = isinstance(page.record, Procedure)
    return [Entry(str(n) if is_numbered else "", h.anchor, h.text) for n, h in enumerate(own, 1)]


def _headings(html: str) -> list[Entry]:
    """Give the sections that a template made."""
    return [Entry("", found["id"], Markup(found["text"])) for found in FRAME_HEADING.finditer(html)]


def _on_this_page(entries: list[Entry]) -> Markup:
    return Markup(_module("shared.html").on_this_page(entries) if len(entries) >= FEWEST_HEADINGS else "")


def frame_areas(view: Frame, page: Page[AnyPage], lines: list[str]) -> None:
    """Put each block for an area into a box, and neighbours into one group to choose from."""
    shared = _module("shared.html")
    first = page.body.first_line
    blocks = [(b.areas, b.line - first, b.end - first) for b in page.body.area_blocks if b.end]
    written = [bool(line.strip()) for line in lines]
    for index, (areas, start, end) in enumerate(blocks):
        is_first = not index or any(written[blocks[index - 1][2] + 1 : start])
        is_last = index + 1 == len(blocks) or any(written[end + 1 : blocks[index + 1][1]])
        lines[start] = _framed(shared.area_begins(view, areas, is_first))
        lines[end] = _framed(shared.area_ends(is_last))


def _explained(view: Frame, text: str) -> str:
    """Tell the extension what the abbreviations of a page mean, and where to say so."""
    terms = _abbreviations(view.manual)
    shared = _module("shared.html")
    meanings = {}
    for name in named(terms, text):
        anchor = f"abbr-{term_id(terms[name])}"
        html = str(shared.abbreviation(view, terms[name], anchor)).strip()
        meanings[name] = Meaning(anchor, terms[name].stands_for or "", html)
    if not meanings:
        return text
    return f"{text}\n{_framed(shared.abbreviations(EXPLANATIONS))}\n\n{ABBREVIATIONS}{json.dumps(meanings)}\n"


def _abbreviations(manual: Manual) -> dict[str, Term]:
    return {term.term: term for term in manual.data.glossary if is_abbreviation(term)}


def _mark_headings(view: Frame, page: Page[Procedure], lines: list[str]) -> None:
    """Put a mark behind every heading that a change or an action points at: never inside it."""
    changes, pointers = view.manual.changes_of(page), view.manual.pointing_at(page)
    for heading in page.body.headings:
        if mark := _mark(view, heading.anchor, changes, pointers):
            lines[heading.line - page.body.first_line] += f"\n{mark}"


def _mark(view: Frame, anchor: str, changes: Iterable[ChangeOf], pointers: Iterable[ReadAt]) -> str:
    here = [change for change in changes if anchor in change.change.at]
    read = [pointer for pointer in pointers if pointer.anchor == anchor]
    if not here and not read:
        return ""
    return _framed(_module("shared.html").mark(view, here, read))


def after_what(view: Frame, change: Change) -> str:
    """Say what a change came after, in the fewest words: "a national review"."""
    marks = [
        record.record.mark for ref in change.learning if (record := view.manual.learning.get(ref.record))
    ]
    return " and ".join(dict.fromkeys(marks))


def what_to_do(change: Change) -> str:
    """Say what a reader must do about a change, which follows from its class and from nothing else."""
    what = "the marked paragraphs" if change.at else "the page"
    return {
        "fix": "nothing to do",
        "clarified": f"read {what} if you use this procedure",
        "changed": f"read {what} before you next use this procedure",
        "new": f"read {what}",
    }[change.kind]


TEMPLATES.globals.update(
    below_page=links.below,
    after_what=after_what,
    inside_a_sentence=inside_a_sentence,
    exact=exact,
    NOT_HERE=NOT_HERE,
    OUTCOMES=OUTCOMES,
    STATUSES=STATUSES,
    PUBLICATIONS=PUBLICATIONS,
    what_to_do=what_to_do,
)
