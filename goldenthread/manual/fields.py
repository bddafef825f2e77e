"""The types of fields: what a value may be, how it is read, and what is said of one that does not fit.

Every value arrives as text (see `text.lined_yaml`), so that YAML's guesses ("no" for false, 007 for 7) never
reach a record. Must not know which records there are.

In: the text of a value. Out: the value, or two sentences: what is wrong, and what to do.

    >>> read_place("neglect#a-heading")
    Place(address='neglect', anchor='a-heading')
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, NamedTuple

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from goldenthread.text import colour
from goldenthread.text.dates import DAY, NoDateError, When, parse_day, parse_when
from goldenthread.text.personal_data import identifying

MARKUP = re.compile(r"<[a-zA-Z/!]|\{\{|\{%|\{#")
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
WEB = re.compile(r"^https?://[^\s<>\"']+$")
HEX = re.compile(r"#[0-9a-f]{6}")
MAILBOX = re.compile(r"[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
TEAM = re.compile(r"@[A-Za-z0-9-]+/[A-Za-z0-9_.-]+")
PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]*")
UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The characters that XML forbids, so that a feed with one could not be read."""
UNSEEN = re.compile(
    "[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]"
    "|(?<![^\x00-\u036f])[\u200c-\u200f]|[\u200c-\u200f](?![^\x00-\u036f])"
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f]"
)
"""What nobody sees, and what parts or turns words for whoever searches, copies or listens.

Other scripts and pictures of people and flags need some of it between their own signs.
"""
NOT_STATED = "not stated"
TO_FILL_IN = "\u2026"
"""Stands where an editor is to write: see `rules.announcements`."""
TO_WRITE = "(to write)"
"""Stands where an editor has to write; `rules.pages` remarks on whatever is left of it."""
NAME_IT = "NAME-OF-THE-PAGE"
"""Stands for the file's name where nobody has said the title yet. It can be no address, so it cannot stay."""
TAKEN_OUT = "taken-out"


def unfit(wrong: str, do: str) -> PydanticCustomError:
    """Make the error that tells an editor in our own words what is wrong with a value, and what to do."""
    return PydanticCustomError("unfit", "{wrong} {do}", {"wrong": wrong, "do": do})


def _plain(value: str) -> str:
    if MARKUP.search(value):
        do = "Write words only, without < and {{."
        raise unfit("HTML or double braces stand where only plain text may.", do)
    value = " ".join(value.split())
    if value.startswith(TO_FILL_IN):
        raise unfit(f'"{TO_FILL_IN}" stands where words belong.', "Write them in its place.")
    if UNPRINTABLE.search(value):
        raise unfit("A character that nobody can see stands in a field.", "Write the words again by hand.")
    return value


def _name(value: str) -> str:
    if value.startswith(TO_FILL_IN):
        raise unfit(f'"{TO_FILL_IN}" stands where a name belongs.', "Write it in its place.")
    if not NAME.fullmatch(value):
        do = "Write an id of data/: small letters, digits and single hyphens, never a person's name."
        raise unfit("What stands here is no id.", do)  # it may be somebody's name, and is not repeated
    return value


def _address(value: str) -> str:
    if value and not value.startswith("https://"):
        raise unfit(f'"{value}" is no address.', "Write the whole address, beginning with https://.")
    return value


def _mailbox(value: str) -> str:
    if not MAILBOX.fullmatch(value):
        raise unfit("This is no mailbox.", "Write one address, such as procedures@example.org.")
    if identifying(value):
        do = "Write that of a group or service, which lasts longer than whoever reads it today."
        raise unfit("This mailbox looks like a person's own.", do)
    return value


def _mailbox_if_any(value: str) -> str:
    return value if value == NOT_STATED else _mailbox(value)


def _team(value: str) -> str:
    if not TEAM.fullmatch(value):
        raise unfit(f'"{value}" is no team on GitHub.', "Write @organisation/team: never one person.")
    return value


def _part(value: str) -> str:
    if not PART.fullmatch(value):
        do = "Write a folder or a file of the repository, such as procedures/ or data/contacts.yml."
        raise unfit(f'"{value}" is no part of the repository.', do)
    return value


def _web(value: str) -> str:
    if value not in ("", NOT_STATED) and not WEB.match(value):
        do = f'Write the whole address, beginning with https://, or "{NOT_STATED}".'
        raise unfit("What stands here is no page of the web.", do)
    return value


def _colour(value: str) -> str:
    if value not in colour.NAMES and not HEX.fullmatch(value):
        do = f'Write "#" and six digits in quotes, or one of: {", ".join(colour.NAMES)}.'
        raise unfit(f'"{value}" is no colour.', do)
    return value


def _day(value: Any) -> Any:
    try:
        return parse_day(value) if isinstance(value, str) else value
    except NoDateError:
        raise unfit(f'"{value}" is no date.', "Write year-month-day, such as 2026-02-28.") from None


def _when(value: Any) -> Any:
    try:
        return parse_when(value) if isinstance(value, str) else value
    except NoDateError:
        raise unfit(
            f'"{value}" is no date.',
            "Write a day (2026-02-28), a month (2026-02), a year (2026) or a business year (2025/26).",
        ) from None


@dataclass(frozen=True)
class Ref:
    """What the values of a field name, said in the field's type: `references` finds them by it."""

    to: str
    """A folder of pages, a list of `data/`, or one of the three below."""


PROCEDURES, LEARNING = "procedures", "briefings/learning"
BRIEFINGS, GUIDES = "briefings/seven-minute", "briefings/one-minute"
CONTACTS, CITATIONS = "contacts", "citations"
BODIES = "agencies or groups"
HEADINGS = "headings"
"""Headings of the page that names them."""
SPOTS = "spots"
"""Headings of the page that names them, and fields of the entry that does."""
FINDINGS = "findings"
"""Findings of the learning record that names them."""
CAUSES = "causes"
"""Actions of learning records, citations for law, or "routine"."""
ROUTINE = "routine"
DONE = "days that have come"
"""A day on which something was done, which cannot lie ahead."""


class Place(NamedTuple):
    """A page, or a heading on it: "allegations" or "allegations#which-lado-leads"."""

    address: str
    anchor: str = ""

    def __str__(self) -> str:
        """Write it as an editor does."""
        return f"{self.address}#{self.anchor}" if self.anchor else self.address


class LearningRef(NamedTuple):
    """A learning record, or an action or a finding of it: "a-review" or "a-review/d"."""

    record: str
    item: str = ""

    def __str__(self) -> str:
        """Write it as an editor does."""
        return f"{self.record}/{self.item}" if self.item else self.record


def _one(value: Any) -> Any:
    """Refuse a list or fields where one name belongs: pydantic would make a tuple of either."""
    if isinstance(value, (list, dict)):
        raise unfit("Something else stands where one name belongs.", "Write one name.")
    return value


def read_place(value: Any) -> Any:
    """Read the name of a procedure, with or without a heading.

    Args:
        value: What an editor wrote, such as "neglect" or "neglect#a-heading"; a place that was read before
            stays.

    Returns:
        The `Place`.

    Raises:
        PydanticCustomError: It is anything else; the error holds two sentences for the editor (see `unfit`).
    """
    if not isinstance(value, str):
        return _one(value)
    address, _, anchor = value.partition("#")
    if not NAME.fullmatch(address) or ("#" in value and not anchor):
        raise unfit(f'"{value}" is no procedure.', "Write its address, such as neglect or neglect#a-heading.")
    return Place(address, anchor)


def read_moved(value: Any) -> Any:
    """Read where an old anchor leads: a place, "#a-heading" of its own page, or "taken-out" for nowhere."""
    if not isinstance(value, str):
        return _one(value)
    if value == TAKEN_OUT:
        return Place("")
    if NAME.fullmatch(anchor := value.removeprefix("#")) and anchor != value:
        return Place("", anchor)
    return read_place(value)


def read_learning(value: Any) -> Any:
    """Read the name of a learning record, or of an action or finding of it.

    Args:
        value: What an editor wrote, such as "a-review" or "a-review/d"; one that was read before stays.

    Returns:
        The `LearningRef`.

    Raises:
        PydanticCustomError: It is anything else; the error holds two sentences for the editor (see `unfit`).
    """
    if not isinstance(value, str):
        return _one(value)
    record, _, item = value.partition("/")
    if not NAME.fullmatch(record) or ("/" in value and not NAME.fullmatch(item)):
        raise unfit(f'"{value}" is no learning.', "Write a record, or a record and its action: a-review/d.")
    return LearningRef(record, item)


UNWRITTEN = {"type": "string", "pattern": rf"{MARKUP.pattern}|^\s*{TO_FILL_IN}"}
WRITTEN = {"type": ["string", "number"], "not": UNWRITTEN}
"""Text, as JSON Schema has it. A number is text too, since YAML reads `hours: 24` as one."""
NAMED = {"type": ["string", "integer"], "minimum": 0, "pattern": f"^{NAME.pattern}$"}
A_DAY = {"type": "string", "format": "date", "pattern": f"^{DAY.pattern}$"}
A_DATE = {
    "anyOf": [
        A_DAY,
        {"type": "string", "pattern": r"^[12]\d{3}(-(0[1-9]|1[0-2])|/\d{2})?$"},
        {"type": "integer", "minimum": 1000, "maximum": 2999},
    ]
}
A_COLOUR = {"type": "string", "anyOf": [{"enum": list(colour.NAMES)}, {"pattern": f"^{HEX.pattern}$"}]}
Text = Annotated[
    str, AfterValidator(_plain), Field(min_length=1), WithJsonSchema({**WRITTEN, "pattern": r"\S"})
]
Line = Annotated[str, AfterValidator(_plain), WithJsonSchema(WRITTEN)]
Name = Annotated[str, AfterValidator(_name), WithJsonSchema(NAMED)]
Address = Annotated[
    str, AfterValidator(_address), WithJsonSchema({"type": "string", "pattern": "^(https://|$)"})
]
Mailbox = Annotated[
    str, AfterValidator(_mailbox), WithJsonSchema({"type": "string", "pattern": f"^{MAILBOX.pattern}$"})
]
MailboxIfAny = Annotated[
    str,
    AfterValidator(_mailbox_if_any),
    WithJsonSchema({"type": "string", "pattern": f"^({NOT_STATED}|{MAILBOX.pattern})$"}),
]
Team = Annotated[
    str, AfterValidator(_team), WithJsonSchema({"type": "string", "pattern": f"^{TEAM.pattern}$"})
]
Part = Annotated[
    str, AfterValidator(_part), WithJsonSchema({"type": "string", "pattern": f"^{PART.pattern}$"})
]
A_PAGE = {"type": "string", "anyOf": [{"pattern": WEB.pattern}, {"enum": ["", NOT_STATED]}]}
Web = Annotated[str, AfterValidator(_web), WithJsonSchema(A_PAGE)]
Colour = Annotated[str, AfterValidator(_colour), WithJsonSchema(A_COLOUR)]
Months = Annotated[int, Field(ge=1, le=120)]
Days = Annotated[int, Field(ge=1, le=3650)]
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema(A_DAY)]
Date = Annotated[When, BeforeValidator(_when), WithJsonSchema(A_DATE)]
DoneOn = Annotated[Day, Ref(DONE)]
DoneDate = Annotated[Date, Ref(DONE)]

GroupName = Annotated[Name, Ref("groups")]
BodyName = Annotated[Name, Ref(BODIES)]
AreaName = Annotated[Name, Ref("areas")]
AudienceName = Annotated[Name, Ref("audiences")]
SectionName = Annotated[Name, Ref("sections")]
ThemeName = Annotated[Name, Ref("themes")]
SourceType = Annotated[Name, Ref("source_types")]
ContactName = Annotated[Name, Ref(CONTACTS)]
CitationName = Annotated[Name, Ref(CITATIONS)]
ProcedureName = Annotated[Name, Ref(PROCEDURES)]
FindingName = Annotated[Name, Ref(FINDINGS)]
HeadingName = Annotated[Name, Ref(HEADINGS)]
SpotName = Annotated[Text, Ref(SPOTS)]
Cause = Annotated[Text, Ref(CAUSES)]
ProcedureRef = Annotated[
    Place,
    BeforeValidator(read_place),
    WithJsonSchema({**NAMED, "pattern": f"^{NAME.pattern}(#.+)?$"}),
    Ref(PROCEDURES),
]
MovedTo = Annotated[
    Place,
    BeforeValidator(read_moved),
    WithJsonSchema({**NAMED, "pattern": f"^(#{NAME.pattern}|{NAME.pattern}(#.+)?)$"}),
    Ref(PROCEDURES),
]
Learning = Annotated[
    LearningRef,
    BeforeValidator(read_learning),
    WithJsonSchema({**NAMED, "pattern": f"^{NAME.pattern}(/{NAME.pattern})?$"}),
    Ref(LEARNING),
]
