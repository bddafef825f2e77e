"""The words an author can use in the text of a page. `macros.py` adapts them to the generator.

Each word takes plain values and becomes a link that carries today's title. Must not know MkDocs: where no
generator runs, `vocabulary` stands in for it and reads `macros.py` just as MkDocs would.

In: a text with words in double braces. Out: Markdown with links in their place.

    >>> expand('Ring {{ contact("lado") }}.', {"contact": lambda name: f"[{name.upper()}](contacts.md)"})
    'Ring [LADO](contacts.md).'
"""

import importlib.util
import re
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup, escape
from pydantic_core import PydanticCustomError

from goldenthread.manual.changes import because_of_learning, selected
from goldenthread.manual.fields import (
    BRIEFINGS,
    GUIDES,
    LEARNING,
    PROCEDURES,
    LearningRef,
    Place,
    read_learning,
    read_place,
)
from goldenthread.manual.manual import ChangeOf, Manual
from goldenthread.manual.references import LEADS_TO
from goldenthread.pages import flowchart
from goldenthread.pages.environment import TEMPLATES
from goldenthread.pages.view import View
from goldenthread.text.dates import NoDateError, parse_day
from goldenthread.text.links import link
from goldenthread.text.problems import Grade, Problem, Promise, Rule
from goldenthread.text.scanner import BRACES, LINK, MARKERS, Call, read_call
from goldenthread.text.suggestions import nearest

WORD = Rule(
    "word",
    Grade.STOPS,
    Promise.NOTHING_RUNS,
    "Double braces hold one of the manual's words, with a name that exists.",
)

CONTACTS, SOURCES = "contacts.md", "sources.md"
BLOCKS = frozenset({"what_changed", "changed_between", "flowchart"})
"""Words that become a list, a table or a picture: each stands on a line of its own."""
INLINE = frozenset(LEADS_TO)
"""Words that become a link."""
EMPHASIS = str.maketrans(
    {"*": "&#42;", "_": "&#95;", "`": "&#96;", "[": "&#91;", "]": "&#93;", "|": "&#124;"}
)
"""The signs that mean something to Markdown, and must not inside a title."""


class WordError(Exception):
    """A word was used with something that does not exist: one sentence says what is wrong, one what to do."""

    def __init__(self, wrong: str, do: str) -> None:
        """Keep both sentences."""
        super().__init__(f"{wrong} {do}")
        self.wrong, self.do = wrong, do


@dataclass(frozen=True)
class Words:
    """The words as they read on one page."""

    manual: Manual
    here: str
    """The page's path."""
    today: date

    def procedure(self, place: str, text: str = "") -> str:
        """Link to a procedure, or to a heading of it: "neglect", "allegations#which-lado-leads"."""
        target = _understood(read_place, place, Place)
        return self._page(PROCEDURES, target, text)

    def briefing(self, address: str, text: str = "") -> str:
        """Link to a 7-minute briefing."""
        return self._page(BRIEFINGS, Place(address), text)

    def guide(self, address: str, text: str = "") -> str:
        """Link to a one-minute guide."""
        return self._page(GUIDES, Place(address), text)

    def record(self, address: str, text: str = "") -> str:
        """Link to a learning record."""
        return self._page(LEARNING, Place(address), text)

    def action(self, ref: str, text: str = "") -> str:
        """Link to an action or a finding of a learning record: "a-review/d"."""
        target = _understood(read_learning, ref, LearningRef)
        page = self.manual.learning.get(target.record)
        if page and not self.manual.has_learning(target):
            wrong = f'"{target.record}" has no "{target.item}".'
            raise WordError(wrong, nearest(target.item, page.record.ids))
        text = text or (f"{page.record.title}, {target.item}" if page else "")
        return self._page(LEARNING, Place(*target), text)

    def contact(self, name: str, text: str = "") -> str:
        """Link to a contact of data/contacts.yml: its number is never typed into text."""
        contact = self.manual.data.contacts.get(name)
        if not contact and "contacts" not in self.manual.data.unread:
            raise WordError(f'There is no contact "{name}".', nearest(name, self.manual.data.contacts))
        said = self._link(CONTACTS, name, text or (contact.name if contact else name))
        if not contact or not contact.closed or not contact.is_closed(self.today):
            return said
        instead = self.manual.data.contacts.get(contact.closed.instead or "")
        other = f": use {self._link(CONTACTS, instead.id, instead.name)}" if instead else ""
        return f"{said} (closed{other})"

    def what_changed(self, procedure: str = "", audience: str = "", record: str = "") -> str:
        """List what changed, newest first: on one procedure, for one audience, because of one record."""
        known = {
            "procedure": (procedure, self.manual.procedures),
            "audience": (audience, [named.id for named in self.manual.partnership.audiences]),
            "record": (record, self.manual.learning),
        }
        for kind, (name, names) in known.items():
            if name and name not in names:
                raise WordError(f'There is no {kind} "{name}".', nearest(name, names))
        return self._block("listed", selected(self.manual, procedure, audience, record))

    def changed_between(self, first: str, last: str) -> str:
        """Make a table of the procedures revised because of learning between two days, both included."""
        days = []
        for text in (first, last):
            try:
                days.append(parse_day(text))
            except NoDateError:
                do = 'Write year-month-day, such as "2025-04-01".'
                raise WordError(f'"{text}" is no date.', do) from None
        if days[1] < days[0]:
            raise WordError(f"{last} is before {first}.", "Write the earlier day first.")
        return self._block("table", because_of_learning(self.manual, *days))

    def flowchart(self, title: str) -> str:
        """Draw the numbered list that stands below, which says the same in words."""
        page = next((page for page in self.manual.pages() if page.path == self.here), None)
        calls = [c for c in page.body.calls if c.name == "flowchart"] if page else []
        titled = [c for c in calls if title in (*c.args, *dict(c.kwargs).values())]
        if not page or not titled:  # the text of a page that stands on another one
            return ""
        if len(titled) > 1:
            wrong = f'Two flowcharts of this page are called "{title}".'
            raise WordError(wrong, "Give each a title of its own.")
        below = page.body.text.split("\n")[titled[0].line - page.body.first_line + 1 :]
        try:
            steps = flowchart.read_flowchart(below, self.plain)
        except flowchart.NoFlowchartError as error:
            raise WordError(error.wrong, error.do) from None
        drawn = (flowchart.draw_flowchart(steps, flowchart.NARROW), flowchart.draw_flowchart(steps))
        return self._made("flowchart", "flowchart", title, *drawn)

    def plain(self, text: str) -> str:
        """Return a piece of text as somebody reads it: without links and other marks.

        A word that leads nowhere stays as it is written, for the rules to tell of.
        """
        try:
            text = Markup(expand(text, {name: getattr(self, name) for name in INLINE})).striptags()
        except (WordError, TypeError):
            return text
        return MARKERS.sub("", LINK.sub(lambda link: link["text"], text))

    def _block(self, macro: str, changes: Sequence[ChangeOf]) -> str:
        return self._made("changes", macro, View(self.manual, self.today, self.here), changes)

    @staticmethod
    def _made(template: str, macro: str, *values: object) -> str:
        """Make a piece of HTML in one line, so that every line of the page stays where it was."""
        module: Any = TEMPLATES.get_template(f"{template}.html").module
        return " ".join(getattr(module, macro)(*values).split())

    def cite(self, name: str, at: str = "") -> str:
        """Cite a law, guidance or document of data/citations.yml, and the place in it."""
        citation = self.manual.data.citations.get(name)
        if not citation and "citations" not in self.manual.data.unread:
            raise WordError(f'There is no citation "{name}".', nearest(name, self.manual.data.citations))
        title = citation.title if citation else name
        return self._link(SOURCES, name, f"{title}, {at}" if at else title)

    def _page(self, folder: str, place: Place, text: str) -> str:
        shelf = self.manual.shelves[folder]
        page = shelf.get(place.address)
        if not page and not self.manual.is_unread(folder, place.address):
            raise WordError(f'There is no "{place.address}" in {folder}/.', nearest(place.address, shelf))
        if page and place.anchor and place.anchor not in page.anchors:
            raise WordError(
                f'"{place.address}" has no heading "#{place.anchor}".', nearest(place.anchor, page.anchors)
            )
        title = page.record.title if page else place.address
        heading = next((h.text for h in page.body.headings if h.anchor == place.anchor), "") if page else ""
        return self._link(
            f"{folder}/{place.address}.md", place.anchor, text or ": ".join(filter(None, (title, heading)))
        )

    def _link(self, path: str, anchor: str, text: str) -> str:
        shown = Markup(str(escape(text)).translate(EMPHASIS))
        return str(Markup('<a href="{}">{}</a>').format(link(self.here, path, anchor), shown))


def _understood(reads: Callable[[Any], Any], text: str, kind: type[Any]) -> Any:
    try:
        found = reads(text)
    except PydanticCustomError as error:
        context = error.context or {}
        raise WordError(str(context["wrong"]), str(context["do"])) from None
    if not isinstance(found, kind):
        raise WordError(f'"{text}" is no address.', "Write it in quotation marks.")
    return found


def expand(text: str, words: Mapping[str, Callable[..., str]]) -> str:
    """Put what each word says in its place, and keep every line where it was.

    Args:
        text: What an author wrote.
        words: The words by name, each a function of the values it is given.

    Returns:
        Markdown. A word that does not exist is left as it is: `rules` tells of it.
    """

    def said(braces: re.Match[str]) -> str:
        call = read_call(braces["word"], 0)
        if not call or call.name not in words:
            return braces[0]
        return words[call.name](*call.args, **dict(call.kwargs)) + "\n" * braces[0].count("\n")

    return BRACES.sub(said, text)


@dataclass
class Vocabulary:
    """The words of `macros.py`, ready for any page, and what is wrong with the file itself."""

    manual: Manual
    today: date
    root: Path
    """The folder of the project."""
    macros: dict[str, Callable[..., str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    page: Any = None

    @property
    def conf(self) -> dict[str, Any]:
        """What the generator's configuration hands to `macros.py`."""
        return {"manual": self.manual, "today": self.today}

    def macro(self, function: Callable[..., str], name: str = "") -> Callable[..., str]:
        """Take a word, as the generator's plugin does."""
        self.macros[name or function.__name__] = function
        return function

    def on(self, path: str) -> Mapping[str, Callable[..., str]]:
        """Return the words as they read on one page."""
        self.page = SimpleNamespace(file=SimpleNamespace(src_uri=path))
        return self.macros

    def expand(self, text: str, path: str) -> str:
        """Put links for the words of a page. Raises what a word raises: check the page first."""
        return expand(text, self.on(path))

    def complaint(self, call: Call, path: str) -> tuple[str, str] | None:
        """Return what is wrong with a use of a word, and what to do; None where it works."""
        if call.name not in self.macros:
            return f'"{call.name}" is not a word of this manual.', nearest(call.name, self.macros)
        try:
            self.on(path)[call.name](*call.args, **dict(call.kwargs))
        except WordError as error:
            return error.wrong, error.do
        except TypeError:
            do = f'Write {call.name}("…") with a name in quotation marks.'
            return f'"{call.name}" is used with too few or too many values.', do
        except Exception as error:
            return f'macros.py fails at "{call.name}" ({error}).', "Mend macros.py."
        return None


def vocabulary(file: Path, manual: Manual, today: date) -> Vocabulary:
    """Read the words of `macros.py`.

    Args:
        file: The project's `macros.py`.
        manual: The manual that the words speak of.
        today: The day on which they are read.

    Returns:
        The words, ready for any page.

    Raises:
        Nothing: whatever the file raises is told in `problems`.
    """
    words = Vocabulary(manual, today, file.parent)
    try:
        spec = importlib.util.spec_from_file_location("macros", file)
        if spec is None or spec.loader is None:
            raise ImportError(file.name)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        module.define_env(words)
    except SyntaxError as error:
        words.problems.append(_broken(file, error.lineno or 1, error.msg))
    except Exception as error:
        frames = [f for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).name == file.name]
        words.problems.append(_broken(file, (frames[-1].lineno or 1) if frames else 1, str(error)))
    return words


def _broken(file: Path, line: int, message: str) -> Problem:
    return Problem(
        file.name, line, WORD, f"The file cannot be read ({message}).", "Mend it, or take it back."
    )
