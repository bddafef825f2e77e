"""Starting a page: the shortest file that the rules let pass, with a hint at each line.

What a hint says of a field stands with the field, in the records. Must not write files.

In: a kind of page and a title. Out: the file and its text.

    >>> address_of("Children's homes")
    'childrens-homes'
"""

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args, get_origin
from urllib.parse import quote

from pydantic import TypeAdapter, ValidationError

from goldenthread.manual.data_records import Named
from goldenthread.manual.fields import NAME, NAME_IT, TO_WRITE, Text
from goldenthread.manual.kinds import FOLDERS
from goldenthread.manual.learning_records import Action, LearningRecord, LearningSource
from goldenthread.manual.manual import Manual, Page
from goldenthread.manual.page_records import AnyPage, Briefing, Guide, Procedure, Review
from goldenthread.manual.shared_records import Record
from goldenthread.pages.environment import TEMPLATES
from goldenthread.text.dates import add_months
from goldenthread.text.front_matter import scalar
from goldenthread.text.links import url
from goldenthread.text.suggestions import nearest

TEXTS = TEMPLATES.overlay(autoescape=False)
"""The templates fill files for an editor, and no HTML."""
DROPPED = re.compile(r"['\u2019\u2018]")
BETWEEN = re.compile(r"[^a-z0-9]+")
MOST_LISTED = 8
"""How many names a hint lists."""
SHORTEST_WORD = 4
"""Shorter words stand in any title, and say nothing of what it is about."""

OF_PROCEDURES: tuple[str, ...] = get_args(Procedure.model_fields["kind"].annotation)
KINDS: Mapping[str, tuple[type[AnyPage], str]] = {
    **dict.fromkeys(OF_PROCEDURES, (Procedure, "new_procedure.md")),
    "seven-minute": (Briefing, "new_briefing.md"),
    "one-minute": (Guide, "new_guide.md"),
    "learning": (LearningRecord, "new_learning.md"),
}
"""What can be started: its record, and the template of its file."""


ABOUT: Mapping[str, tuple[str, str]] = {
    "procedure": ("procedure", "What to do, step by step."),
    "guidance": ("page of guidance", "What helps somebody to decide."),
    "tool": ("tool", "What helps somebody to look or to think, such as a list of questions."),
    "form": ("form", "What somebody fills in."),
    "thresholds": ("page of thresholds", "Which help is for which need."),
    "protocol": ("protocol", "What agencies agreed with one another."),
    "seven-minute": (Briefing.noun, "Led aloud in a team meeting; it ends with questions for the team."),
    "one-minute": (Guide.noun, "Handed out, with a bookmark of 60 words."),
    "learning": (
        LearningRecord.noun,
        "What a review or audit found, and what was recommended, agreed and done.",
    ),
}
"""What each is called in a sentence, and what it is."""
PARTS: Mapping[str, type[Record]] = {"review": Review, "source": LearningSource, "action": Action}


class CannotStartError(Exception):
    """A page cannot be started: one sentence says why, one what to do."""


@dataclass(frozen=True)
class Started:
    """A page that is ready to be written."""

    file: str
    """From the project's root."""
    text: str


@dataclass(frozen=True)
class Start:
    """What the templates may ask."""

    manual: Manual
    kind: str
    title: str
    today: date

    @property
    def record(self) -> type[AnyPage]:
        """The record that the page will be."""
        return KINDS[self.kind][0]

    @property
    def folder(self) -> str:
        """Where its file stands."""
        return next(folder for folder, record in FOLDERS.items() if record is self.record)

    @property
    def months(self) -> int:
        """The longest that it may wait for its next review."""
        months: int = getattr(self.manual.partnership.intervals, self.record.months)
        return months

    @property
    def review_date(self) -> date:
        """The last day that this allows."""
        return add_months(self.today, self.months)

    @property
    def owner(self) -> str:
        """The group that answers for most pages of its kind."""
        groups = _ids(self.manual.partnership.groups)
        return _commonest([page.record.owner for page in self._alike()], groups)

    @property
    def source_type(self) -> str:
        """What most learning came from."""
        types = [page.record.source.type for page in self.manual.learning.values()]
        return _commonest(types, self.choices("source_types"))

    @property
    def procedure(self) -> str:
        """The procedure that its title sounds most like: a guess, since it must name one."""

        def alike(page: Page[Procedure]) -> tuple[int, float]:
            shared = _words(self.title) & _words(page.record.title)
            return len(shared), difflib.SequenceMatcher(None, self.title, page.record.title).ratio()

        return max(self.manual.procedures.values(), key=alike).address

    def choices(self, of: str) -> list[str]:
        """List the names of all groups, sections, agencies …"""
        return _ids(getattr(self.manual.partnership, of))

    def hint(self, field: str, choices: Sequence[str] = (), of: str = "") -> str:
        """Write what belongs in a field (of the page, or of a part of it), and which values it may hold."""
        model = PARTS[of] if of else self.record
        info = model.model_fields[field]
        known = choices or (get_args(info.annotation) if get_origin(info.annotation) is Literal else ())
        return f"# {info.description or ''}{_listed(known)}"

    def _alike(self) -> Iterable[Page[AnyPage]]:
        return (page for page in self.manual.pages() if type(page.record) is self.record)


def start(manual: Manual, kind: str, title: str, today: date, address: str = "") -> Started:
    """Write the file of a new page.

    Args:
        manual: The manual.
        kind: A key of `KINDS`, such as "procedure".
        title: The title of the page.
        today: The day on which it is started.
        address: The name of its file, without the ending; made from the title where it is empty.

    Returns:
        The file, from the project's root, and its text.

    Raises:
        CannotStartError: There is no such kind, the title or address is none, or the address is or was taken.
    """
    title = _title(title)
    begun = _begin(manual, kind, title, today)
    address = address or address_of(title)
    if not NAME.fullmatch(address) or address == "index":
        do = "Give one with --address: small letters, digits and single hyphens, such as young-carers."
        raise CannotStartError(f'"{address}" cannot be the address of a page. {do}')
    file = f"{begun.folder}/{address}.md"
    if said := taken(manual, file):
        raise CannotStartError(f"{said} Write another title, or give another address with --address.")
    return Started(file, _text(begun))


def start_link(manual: Manual, kind: str, today: date) -> str:
    """Write the link that opens GitHub's editor in a browser with a new file filled in.

    The folder stands in the file's name: the editor does not keep one that stands in the path.

    Args:
        manual: The manual.
        kind: A key of `KINDS`, such as "procedure".
        today: The day on which it is started.

    Returns:
        The address; empty where the manual names no repository, or lacks what such a page must name.
    """
    repository = manual.partnership.repository.rstrip("/")
    try:
        begun = _begin(manual, kind, TO_WRITE, today)
    except CannotStartError:
        return ""
    file = f"{begun.folder}/{NAME_IT}.md"
    filled = f"filename={quote(file, safe='')}&value={quote(_text(begun), safe='')}"
    return f"{repository}/new/main?{filled}" if repository else ""


def address_of(title: str) -> str:
    """Make an address from a title: "Children's homes" becomes "childrens-homes"."""
    plain = unicodedata.normalize("NFKD", DROPPED.sub("", title)).encode("ascii", "ignore").decode()
    return BETWEEN.sub("-", plain.lower()).strip("-")


def _begin(manual: Manual, kind: str, title: str, today: date) -> Start:
    if kind not in KINDS:
        raise CannotStartError(f'There is no kind of page "{kind}". {nearest(kind, KINDS)}')
    if not (manual.partnership.groups and manual.partnership.sections):
        raise CannotStartError(
            "data/partnership.yml cannot be read, or names no group or section. Mend it first."
        )
    begun = Start(manual, kind, title, today)
    if begun.record in (Briefing, Guide) and not manual.procedures:
        raise CannotStartError("A briefing or guide is about a procedure. Write the procedure first.")
    return begun


def _text(begun: Start) -> str:
    template = TEXTS.get_template(KINDS[begun.kind][1])
    text = template.render(s=begun, title=scalar(begun.title), to_write=TO_WRITE)
    return f"{text.strip()}\n"


def _title(title: str) -> str:
    try:
        return TypeAdapter[str](Text).validate_python(title)
    except ValidationError as error:
        said = error.errors()[0]
        context = said.get("ctx", {})
        sentences = (
            f"{context['wrong']} {context['do']}" if said["type"] == "unfit" else "The title is empty."
        )
        raise CannotStartError(sentences) from None


def taken(manual: Manual, file: str) -> str:
    """Write who has an address, or had it; empty where it is free."""
    if file in manual.by_file or file in manual.unread:
        page = manual.by_file.get(file)
        record = page.record if page else None
        if isinstance(record, Procedure) and record.withdrawn:
            return f"{file} is there already: it was withdrawn, and keeps its address for ever."
        return f"{file} is there already, and is not overwritten."
    for path, page in manual.former():
        if path == file:
            return f'"{url(path).rstrip("/")}" was the address of {page.file}, and leads there for ever.'
    return ""


def _words(title: str) -> set[str]:
    return {word for word in BETWEEN.split(title.lower()) if len(word) >= SHORTEST_WORD}


def _ids(named: Iterable[Named]) -> list[str]:
    return [one.id for one in named]


def _commonest(used: Sequence[str], known: Sequence[str]) -> str:
    """Return the name that is used most, or else the first that is known."""
    return next((name for name, _ in Counter(used).most_common() if name in known), known[0] if known else "")


def _listed(choices: Sequence[str]) -> str:
    if not choices:
        return ""
    rest = len(choices) - MOST_LISTED
    more = f" and {rest} more in data/partnership.yml" if rest > 0 else ""
    return f" One of: {', '.join(choices[:MOST_LISTED])}{more}."
