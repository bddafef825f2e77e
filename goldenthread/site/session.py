"""The session of a 7-minute briefing: its words one section a screen, and a page for whoever leads it.

Cut from the built page, whoever built it, so that a room reads what the page says. Decides the screens,
their order and their pace; how they look and turn is for the templates, the stylesheet and the script.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path

from markupsafe import Markup

from goldenthread.exports.search import written
from goldenthread.manual.manual import Manual, Page
from goldenthread.manual.page_records import Briefing
from goldenthread.pages.abbreviations import named
from goldenthread.pages.environment import TEMPLATES
from goldenthread.pages.redirects import redirect
from goldenthread.pages.sharing import preview, preview_of
from goldenthread.pages.signs import FRAME_BEGINS, FRAME_ENDS
from goldenthread.pages.view import View
from goldenthread.text.links import below, is_outside, url

MINUTES = 7
SECONDS = MINUTES * 60
PARTS = ("session", "session/leader")
"""Where the room's page and the leader's stand below the briefing."""
QUESTIONS = "questions-for-your-team"
"""The section that a session ends with, wherever it stands on the page."""
LENGTHS = ((70, "short"), (105, "medium"), (130, "long"), (160, "longer"))
"""The most that a screen holds in each size of type, in words; a line break costs some too."""
LONGEST = "longest"
WORDS_OF_A_BREAK = 6

AREA = re.compile(
    rf'{FRAME_BEGINS}(?:(?!{FRAME_ENDS}).)*?<p class="gt-area__name">(?P<name>.*?)</p>\s*{FRAME_ENDS}',
    re.DOTALL,
)
AREA_ENDS = re.compile(rf"{FRAME_BEGINS}\s*(?:</div>\s*)+{FRAME_ENDS}")
"""A block for an area, in which the frame stands between what an author wrote."""
TAG = re.compile("<[^>]+>")
BREAKS = re.compile("</(?:p|li|tr|h3|h4)>")

VOID = frozenset({"br", "hr", "img", "wbr", "col"})
NOT_SHOWN = frozenset({"headerlink", "gt-number"})
BOXES = frozenset({"gt-parts", "gt-part"})
"""What the page puts around its sections, and a session does for itself."""


@dataclass(frozen=True)
class Screen:
    """One section of a briefing, as a room sees it."""

    id: str
    title: Markup
    html: Markup
    starts: int
    """The second of the seven minutes at which it should begin."""
    seconds: int
    note: str = ""
    """What whoever leads should know; only for the leader's page."""

    @property
    def pace(self) -> str:
        """Say in words how long it should take; the talk about the questions comes on top."""
        return (
            f"{about(self.seconds)} to read out, then talk" if self.id == QUESTIONS else about(self.seconds)
        )

    @property
    def length(self) -> str:
        """Say how much it holds, for the size of its type."""
        weight = _count(self.html) + WORDS_OF_A_BREAK * len(BREAKS.findall(self.html))
        return next((name for most, name in LENGTHS if weight <= most), LONGEST)


@dataclass(frozen=True)
class ToRead:
    """A page that everybody should have on their phone."""

    title: str
    heading: str
    to: str
    address: str
    """As somebody types it; empty where the site has none."""
    code: Markup
    is_withdrawn: bool = False
    is_own: bool = False
    """Whether it is the briefing itself."""


def sessions(manual: Manual, built: Path, today: date) -> dict[str, bytes]:
    """Give the pages of every session, by their file in the site: the room's, and the leader's.

    A briefing that `built` does not show, as may be while serving, has none.
    """
    made: dict[str, str] = {}
    for page in manual.briefings.values():
        file = built / url(page.path) / "index.html"
        html = file.read_text(encoding="utf-8") if file.is_file() else ""
        if FRAME_BEGINS in html:
            made |= _pages(manual, page, html, today)
    return {f"{url(path)}index.html": text.encode() for path, text in made.items()}


def screens(page: Page[Briefing], html: str, terms: Mapping[str, str], ups: int) -> tuple[Screen, ...]:
    """Cut a built briefing into the screens of its session, the questions for the team last.

    `terms` says what abbreviations stand for; `ups` how many folders below the page the session stands.
    """
    cut = cuts(html, terms, ups)
    ordered = sorted(cut[1:], key=lambda section: section.id == QUESTIONS)
    words = [_count(section.title) + _count(section.html) for section in ordered]
    total, before = sum(words) or 1, 0
    found = []
    for section, count in zip(ordered, words, strict=True):
        starts, ends = (round(SECONDS * part / total) for part in (before, before + count))
        before += count
        notes = [note for anchor, note in page.record.leader_notes.items() if anchor in section.ids]
        found.append(
            Screen(
                section.id,
                Markup(section.title.strip()),
                Markup(section.html.strip()),
                starts,
                ends - starts,
                " ".join(notes),
            )
        )
    return tuple(found)


def about(seconds: int) -> str:
    """Say a time in words, to half a minute: "about 1 minute"."""
    halves = max(1, round(seconds / 30))
    if halves == 1:
        return "about half a minute"
    whole = halves // 2
    if halves % 2:
        return "about a minute and a half" if whole == 1 else f"about {whole} and a half minutes"
    return f"about {whole} minute{'s' if whole > 1 else ''}"


def _pages(manual: Manual, page: Page[Briefing], html: str, today: date) -> Iterator[tuple[str, str]]:
    terms = {t.term: t.stands_for for t in manual.data.glossary if t.stands_for}
    room, leader = (below(page.path, part) for part in PARTS)
    kind = f"Session of a {page.record.noun}"
    for path, template, ups in ((room, "session.html", 1), (leader, "session_leader.html", 2)):
        view = View(manual, today, path, page)
        text = TEMPLATES.get_template(template).render(
            f=view,
            room=room,
            leader=leader,
            shown=preview(manual, room, page.record.title, page.record.summary, kind),
            before=Markup(cuts(html, terms, ups)[0].html.strip()),
            screens=screens(page, html, terms, ups),
            to_read=tuple(_to_read(manual, page, view)),
            moved=manual.moved_on(page),
            minutes=MINUTES,
            seconds=SECONDS,
        )
        yield path, text
    yield from _redirects(manual, page)


def _redirects(manual: Manual, page: Page[Briefing]) -> Iterator[tuple[str, str]]:
    """Give what leads on from the former addresses of the briefing: a screen may have been linked to."""
    folder = page.path.rpartition("/")[0]
    for former in page.record.was:
        for part in PARTS:
            old = below(f"{folder}/{former}.md", part)
            yield old, redirect(old, below(page.path, part), page, preview_of(manual, page))


def _to_read(manual: Manual, page: Page[Briefing], view: View) -> Iterator[ToRead]:
    """Give the procedures that a briefing is about, and itself. A code leads to the whole page."""
    for place in page.record.procedures:
        if there := manual.procedures.get(place.address):
            frame = View(manual, view.today, there.path, there)
            yield ToRead(
                there.record.title,
                view.heading(there, place.anchor) if place.anchor else "",
                view.to(there.path, place.anchor),
                frame.short_address,
                frame.code,
                there.record.withdrawn is not None,
            )
    own = View(manual, view.today, page.path, page)
    yield ToRead(page.record.title, "", view.to(page.path), own.short_address, own.code, is_own=True)


def _count(html: str) -> int:
    return len(TAG.sub(" ", html).split())


class Section:
    """What stands under one heading, while it is cut out; that before the first heading has no id."""

    def __init__(self, id: str = "") -> None:
        """Begin an empty section."""
        self.id, self.title, self.html, self.ids = id, "", "", {id}


def cuts(html: str, terms: Mapping[str, str], ups: int) -> list[Section]:
    """Cut what an author wrote of a built page at its headings; the first piece stands before them all."""
    whole = AREA.sub(lambda area: f'<div data-area="{area["name"]}">', html)
    text = written(AREA_ENDS.sub("</div>", whole))
    knife = Knife(terms, "../" * ups, frozenset(re.findall(r'\sid="([^"]+)"', text)))
    knife.feed(text)
    knife.close()
    return knife.sections


class Knife(HTMLParser):
    """Goes through what an author wrote, and leaves out what only a page needs."""

    def __init__(self, terms: Mapping[str, str], up: str, ids: frozenset[str]) -> None:
        """Take what abbreviations stand for, the way up to the page, and the ids that stay here."""
        super().__init__(convert_charrefs=False)
        self.terms, self.up, self.ids = terms, up, ids
        self.sections = [Section()]
        self.open: list[tuple[str, str, str]] = []
        """The elements that are open: tag, how each begins, and how it ends."""
        self.unseen = 0
        self.in_title = False
        self.term = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element over, in the way of a session."""
        given = {name: value or "" for name, value in attrs}
        names = set(given.get("class", "").split())
        if self.unseen or names & NOT_SHOWN:
            self.unseen += tag not in VOID
        elif tag == "h2":
            self._next(given.get("id", ""))
        elif tag in VOID:
            self._write(self._tag(tag, given))
        elif names & BOXES:
            self.open.append((tag, "", ""))
        elif "gt-abbr" in names:
            self.open.append((tag, "", ""))
            self.term = "?"
        elif "data-area" in given:
            self._begin(
                tag, f'<div class="gt-area"><p class="gt-area__name">{escape(given["data-area"])}</p>'
            )
        else:
            self.sections[-1].ids |= {given.get("id", self.sections[-1].id)}
            self._begin(tag, self._tag(tag, given))

    def handle_endtag(self, tag: str) -> None:
        """Close an element, if it was taken over."""
        if self.unseen:
            self.unseen -= 1
        elif tag == "h2":
            self.in_title = False
        elif self.open and self.open[-1][0] == tag:
            self._write(self.open.pop()[2])

    def handle_data(self, data: str) -> None:
        """Take text over as it was written; an abbreviation with what it stands for."""
        if self.unseen:
            return
        if self.term:
            known = named(self.terms, unescape(data))
            self.term = ""
            if known:
                data = f'<abbr title="{escape(self.terms[known[0]])}">{data}</abbr>'
        self._write(data)

    def handle_entityref(self, name: str) -> None:
        """Take an escaped sign over as it was written."""
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Take an escaped sign over as it was written."""
        self.handle_data(f"&#{name};")

    def _begin(self, tag: str, start: str) -> None:
        self.open.append((tag, start, f"</{tag}>"))
        self._write(start)

    def _next(self, id: str) -> None:
        """Begin the next section, with what was open around the heading open again in it."""
        self.sections[-1].html += "".join(end for _, _, end in reversed(self.open))
        self.sections.append(Section(id))
        self.sections[-1].html = "".join(start for _, start, _ in self.open)
        self.in_title = True

    def _write(self, html: str) -> None:
        if self.in_title:
            self.sections[-1].title += html
        else:
            self.sections[-1].html += html

    def _tag(self, tag: str, given: Mapping[str, str]) -> str:
        kept = {n: self._moved(v) if n in ("href", "src") else v for n, v in given.items()}
        shown = _attributes((n, v) for n, v in kept.items() if not n.startswith("data-"))
        return f"<{tag}{shown}>"

    def _moved(self, target: str) -> str:
        """Give a link as it must be from below the page; what stands in the session stays."""
        if is_outside(target) or target.startswith("/") or target.removeprefix("#") in self.ids:
            return target
        return self.up + target


def _attributes(given: Iterable[tuple[str, str]]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in given)
