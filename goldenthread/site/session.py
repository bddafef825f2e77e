"""The session of a 7-minute briefing: its words one section a screen, and a page for whoever leads it.

Decides the screens, their order and their pace. Must not know how they look and turn: that is for the
templates, the stylesheet and the script.

In: the sections of what an author wrote. Out: the screens, and both pages.

    >>> about(210)
    'about 3 and a half minutes'
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from markupsafe import Markup

from goldenthread.manual.manual import Manual, Page
from goldenthread.manual.page_records import Briefing
from goldenthread.pages.abbreviations import is_abbreviation
from goldenthread.pages.environment import TEMPLATES
from goldenthread.pages.redirects import redirect
from goldenthread.pages.sharing import preview, preview_of
from goldenthread.pages.signs import FRAME_BEGINS
from goldenthread.pages.view import View
from goldenthread.pages.words import Vocabulary
from goldenthread.rendering.configuration import configuration
from goldenthread.site.sections import Section, rendered, sections_of
from goldenthread.text.links import below, url

MINUTES = 7
SECONDS = MINUTES * 60
PARTS = ("session", "session/leader")
"""Where the room's page and the leader's stand below the briefing."""
QUESTIONS = "questions-for-your-team"
"""The section that a session ends with, wherever it stands on the page."""
LENGTHS = ((70, "short"), (105, "medium"), (130, "long"), (160, "longer"))
"""The most that a screen holds in each size of type, in words; a line break costs some too."""
LONGEST = "longest"


@dataclass(frozen=True)
class Screen:
    """One section of a briefing, as a room sees it."""

    id: str
    title: Markup
    html: Markup
    weight: int
    """How much it holds, in words."""
    starts: int
    """The second of the seven minutes at which it should begin."""
    seconds: int
    note: str = ""
    """What whoever leads should know; only for the leader's page."""

    @property
    def pace(self) -> str:
        """How long it should take, in words; the talk about the questions comes on top."""
        return (
            f"{about(self.seconds)} to read out, then talk" if self.id == QUESTIONS else about(self.seconds)
        )

    @property
    def length(self) -> str:
        """How much it holds, by which the stylesheet chooses the size of its type."""
        return next((name for most, name in LENGTHS if self.weight <= most), LONGEST)


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


def sessions(manual: Manual, words: Vocabulary, built: Path, today: date) -> dict[str, bytes]:
    """Make the pages of every session: the room's, and the leader's.

    Args:
        manual: The manual whose briefings have sessions.
        words: The words that authors use in a page.
        built: The site; a briefing that it does not show, as may be while serving, has no session.
        today: The day on which the session is read.

    Returns:
        The pages, by their file in the site.
    """
    shown = [page for page in manual.briefings.values() if _is_shown(page, built)]
    if not shown:
        return {}
    settings = configuration(words.root)
    made: dict[str, str] = {}
    for page in shown:
        made |= _pages(manual, page, rendered(manual, page, words, settings), today)
    return {f"{url(path)}index.html": text.encode() for path, text in made.items()}


def _is_shown(page: Page[Briefing], built: Path) -> bool:
    file = built / url(page.path) / "index.html"
    return file.is_file() and FRAME_BEGINS in file.read_text(encoding="utf-8")


def screens(page: Page[Briefing], sections: Sequence[Section]) -> tuple[Screen, ...]:
    """List the screens of a session, the questions for the team last."""
    ordered = sorted(sections, key=lambda section: section.id == QUESTIONS)
    total, before = sum(section.words for section in ordered) or 1, 0
    found = []
    for section in ordered:
        starts, ends = (round(SECONDS * part / total) for part in (before, before + section.words))
        before += section.words
        notes = [note for anchor, note in page.record.leader_notes.items() if anchor in section.ids]
        html, weight, seconds = section.html, section.weight, ends - starts
        found.append(Screen(section.id, section.title, html, weight, starts, seconds, " ".join(notes)))
    return tuple(found)


def about(seconds: int) -> str:
    """Write a time in words, to half a minute: "about 1 minute"."""
    halves = max(1, round(seconds / 30))
    if halves == 1:
        return "about half a minute"
    whole = halves // 2
    if halves % 2:
        return "about a minute and a half" if whole == 1 else f"about {whole} and a half minutes"
    return f"about {whole} minute{'s' if whole > 1 else ''}"


def _pages(manual: Manual, page: Page[Briefing], html: str, today: date) -> Iterator[tuple[str, str]]:
    glossary = manual.data.glossary
    terms = {term.term: term.stands_for for term in glossary if term.stands_for and is_abbreviation(term)}
    room, leader = (below(page.path, part) for part in PARTS)
    kind = f"Session of a {page.record.noun}"
    for path, template, ups in ((room, "session.html", 1), (leader, "session_leader.html", 2)):
        view = View(manual, today, path, page)
        before, *sections = sections_of(html, terms, ups)
        text = TEMPLATES.get_template(template).render(
            f=view,
            room=room,
            leader=leader,
            shown=preview(manual, room, page.record.title, page.record.summary, kind),
            before=before.html,
            screens=screens(page, sections),
            to_read=tuple(_to_read(manual, page, view)),
            moved=manual.moved_on(page),
            minutes=MINUTES,
            seconds=SECONDS,
        )
        yield path, text
    yield from _redirects(manual, page)


def _redirects(manual: Manual, page: Page[Briefing]) -> Iterator[tuple[str, str]]:
    """Make redirects from the former addresses of the briefing: somebody may have a link to a screen."""
    folder = page.path.rpartition("/")[0]
    for former in page.record.was:
        for part in PARTS:
            old = below(f"{folder}/{former}.md", part)
            yield old, redirect(old, below(page.path, part), page, preview_of(manual, page))


def _to_read(manual: Manual, page: Page[Briefing], view: View) -> Iterator[ToRead]:
    """Go through the procedures that a briefing is about, and itself. A code leads to the whole page."""
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
