"""The records: what front matter and data files may say, as frozen types.

Says what a field is and nothing of where it stands, whether its names exist, or how it looks.
Every scalar arrives as text (see `lined_yaml`), so YAML's own guesses never reach a record.
"""

import re
from datetime import date
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from goldenthread.text import colour
from goldenthread.text.dates import DAY, NoDateError, When, parse_day, parse_when
from goldenthread.text.personal_data import Kind, identifying

MARKUP = re.compile(r"<[a-zA-Z/!]|\{\{|\{%|\{#")
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
WEB = re.compile(r"^https?://[^\s<>\"']+$")
HEX = re.compile(r"#[0-9a-f]{6}")
MAILBOX = re.compile(r"[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
TEAM = re.compile(r"@[A-Za-z0-9-]+/[A-Za-z0-9_.-]+")
PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]*")
UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML may hold, and so no feed."""
NOT_STATED = "not stated"
TO_FILL_IN = "\u2026"
"""Stands where an editor is to write: see `rules.announcements`."""
TO_WRITE = "(to write)"
"""Stands where an editor has to write; `rules.pages` remarks on whatever is left of it."""
NAME_IT = "NAME-OF-THE-PAGE"
"""Stands for the file's name where nobody has said the title yet. It can be no address, so it cannot stay."""
TAKEN_OUT = "taken-out"
EXAMPLE = "EXAMPLE, not for use"


def unfit(wrong: str, do: str) -> PydanticCustomError:
    """Make the error that reaches an editor in our own words."""
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
    """Refuse a list or fields: a tuple of two names would be read from either."""
    if isinstance(value, (list, dict)):
        raise unfit("Something else stands where one name belongs.", "Write one name.")
    return value


def read_place(value: Any) -> Any:
    """Read "neglect" or "neglect#a-heading"; raises our own error for anything else."""
    if not isinstance(value, str):
        return _one(value)
    address, _, anchor = value.partition("#")
    if not NAME.fullmatch(address) or ("#" in value and not anchor):
        raise unfit(f'"{value}" is no procedure.', "Write its address, such as neglect or neglect#a-heading.")
    return Place(address, anchor)


def read_moved(value: Any) -> Any:
    """Read where an old anchor leads: a place, "#a-heading" of the page itself, or "taken-out"."""
    if not isinstance(value, str):
        return _one(value)
    if value == TAKEN_OUT:
        return Place("")
    if NAME.fullmatch(anchor := value.removeprefix("#")) and anchor != value:
        return Place("", anchor)
    return read_place(value)


def read_learning(value: Any) -> Any:
    """Read "a-review" or "a-review/d"; raises our own error for anything else."""
    if not isinstance(value, str):
        return _one(value)
    record, _, item = value.partition("/")
    if not NAME.fullmatch(record) or ("/" in value and not NAME.fullmatch(item)):
        raise unfit(f'"{value}" is no learning.', "Write a record, or a record and its action: a-review/d.")
    return LearningRef(record, item)


UNWRITTEN = {"type": "string", "pattern": rf"{MARKUP.pattern}|^\s*{TO_FILL_IN}"}
WRITTEN = {"type": ["string", "number"], "not": UNWRITTEN}
"""What a program that knows JSON Schema takes for text: to YAML, `hours: 24` holds a number."""
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
ProcedureRef = Annotated[
    Place, BeforeValidator(read_place), WithJsonSchema({**NAMED, "pattern": f"^{NAME.pattern}(#.+)?$"})
]
MovedTo = Annotated[
    Place,
    BeforeValidator(read_moved),
    WithJsonSchema({**NAMED, "pattern": f"^(#{NAME.pattern}|{NAME.pattern}(#.+)?)$"}),
]
Learning = Annotated[
    LearningRef,
    BeforeValidator(read_learning),
    WithJsonSchema({**NAMED, "pattern": f"^{NAME.pattern}(/{NAME.pattern})?$"}),
]


class Record(BaseModel):
    """What all records share: nothing changes once read, and no field is unknown.

    What is said of a field below it, its editors read: beside it in a new file, and in their editor.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, use_attribute_docstrings=True
    )


class Correction(Record):
    """What was published is not what was so: somebody put it right, and says so."""

    on: Day
    """The day on which it was put right."""
    why: Text
    """What was wrong."""
    was: Date | None = None
    """The date that was published first, where that was wrong: what is dated keeps its address by it."""


class Allowed(Record):
    """A false alarm of the rules that keep people from being identified: a second person sees it here."""

    rule: Kind
    """The rule that raised it."""
    at: Text | None = None
    """The anchor of the heading below which it stands, or the name of the field; none means anywhere here."""
    times: int = Field(default=1, ge=1)
    """On how many lines it stands there."""
    why: Text
    """Why it identifies nobody: never repeat the words themselves."""


class AllowedIn(Allowed):
    """The same, for what has no room for a reason of its own, such as a picture."""

    file: Text = "data/partnership.yml"
    """The file that it stands in."""


class Review(Record):
    """Somebody looked at a page: a record, not a date that is bumped."""

    on: Day
    """The day on which somebody looked at the whole page."""
    by: Name
    """The group that looked at it."""
    outcome: Literal["written", "changed", "no-change", "deferred"]
    """What came of it."""
    reason: Text | None = None
    """Why it was deferred."""
    corrected: Correction | None = None
    """When and why this entry was put right."""

    @model_validator(mode="after")
    def _deferred_says_why(self) -> "Review":
        if self.outcome == "deferred" and not self.reason:
            raise unfit("A review was deferred without a reason.", "Add reason: and say why.")
        return self


class Source(Record):
    """Where a page's facts come from."""

    citation: Name = Field(alias="in")
    """A law, guidance or document of data/citations.yml."""
    at: Text | None = None
    """The place in it, such as a section or a page."""


class AnyPage(Record):
    """What every page says about itself."""

    months: ClassVar[str] = "page_months"
    """The interval of `data/partnership.yml` that limits the wait for the next review."""
    noun: ClassVar[str] = "page"

    title: Text
    """The name of the page, as it stands in lists."""
    summary: Text
    """What the page is for, in one sentence."""
    owner: Name
    """The group that answers for the page: never a person."""
    review_date: Day
    """The day by which somebody must look at the whole page again."""
    reviews: tuple[Review, ...] = Field(min_length=1)
    """Who looked at the whole page, when, and what came of it: newest first."""
    audience: tuple[Name, ...] = ()
    """Who the page is for; everybody where it names none."""
    areas: tuple[Name, ...] = ()
    """Where the child lives, if the page is for some areas only."""
    themes: tuple[Name, ...] = ()
    """The subjects under which the page is listed."""
    was: tuple[Name, ...] = ()
    """Former addresses, the first one first: feeds know a page's changes by that one."""
    moved: dict[Name, MovedTo] = {}
    """Old anchors, and where each leads: a procedure, or (without an address) this page, or nowhere."""
    sources: tuple[Source, ...] = ()
    """Where the facts of the page come from."""
    allowed: tuple[Allowed, ...] = ()
    """False alarms on this page, each with the reason why nobody is identified."""
    quick_exit: bool = False
    """For pages read by somebody who may be at risk from whoever looks over their shoulder."""
    example: bool = False
    """true for what is still the worked example's: a live manual has none."""

    @property
    def last_review(self) -> Review:
        """The newest review; the first listed where two share a day."""
        return max(self.reviews, key=lambda review: review.on)


class Approval(Record):
    """Which board or group approved a change, and when."""

    by: Name
    """The board or group that approved it."""
    on: Date
    """When it was approved, as precisely as is known."""


def _approval(value: Any) -> Any:
    return None if value == NOT_STATED else value


class Change(Record):
    """One change of a procedure: recorded here and nowhere else."""

    in_force: Date
    """From when it holds: a day, a month, a year or a business year."""
    kind: Literal["fix", "clarified", "changed", "new"] = Field(alias="class")
    """How much it matters: fix, clarified, changed (readers act differently) or new."""
    what: Text
    """What changed, in one sentence."""
    why: Text
    """Why it changed, in one sentence."""
    because: tuple[Text, ...] = Field(min_length=1)
    """Actions of learning records (a-review/d), citations for law, or "routine"."""
    at: tuple[Name, ...] = ()
    """The headings that it changed; none means the whole page."""
    approved: Annotated[
        Approval | None,
        BeforeValidator(_approval, json_schema_input_type=Approval | Literal["not stated"]),
    ] = None
    """Which board or group approved it, and when: for changed and new."""
    note: Text | None = None
    """What else a reader must know of it, such as what is not settled."""
    corrected: Correction | None = None
    """When and why this entry was put right."""

    @property
    def first_dated(self) -> When:
        """Give the date that was published first: the change is known by it for ever."""
        return (self.corrected and self.corrected.was) or self.in_force

    @property
    def changes_practice(self) -> bool:
        """Say whether a reader must do something differently."""
        return self.kind in ("changed", "new")

    @property
    def learning(self) -> tuple[LearningRef, ...]:
        """The actions that this change answers; a citation or "routine" is not learning."""
        return tuple(LearningRef(*cause.split("/", 1)) for cause in self.because if "/" in cause)


class UnderReview(Record):
    """A page that is being looked at and still stands."""

    since: Date
    """Since when it is being looked at."""
    why: Text
    """Why it is being looked at."""


class Withdrawn(Record):
    """A page that no longer stands, and what replaced it."""

    on: Date
    """From when it no longer stands."""
    why: Text
    """Why it no longer stands."""
    replaced_by: Name | None = None
    """The procedure to use in its place."""


class Consultation(Record):
    """Everybody may say what they think of a page under review, until a day."""

    closes: Day
    """The last day for comments."""
    send_to: Mailbox
    """The mailbox for comments: never a person's own."""


class Procedure(AnyPage):
    """A page of the manual: what to do."""

    months = "procedure_months"
    noun = "procedure"

    section: Name
    """The chapter of the manual."""
    kind: Literal["procedure", "guidance", "tool", "form", "thresholds", "protocol"] = "procedure"
    """What kind of page it is."""
    also_called: tuple[Text, ...] = ()
    """Other true names of it, which the page shows."""
    found_by: tuple[Text, ...] = ()
    """What people type when they look for it: searched, and not shown."""
    related: tuple[Name, ...] = ()
    """Other procedures that its readers may need."""
    under_review: UnderReview | None = None
    """For a page that is being looked at and still stands."""
    consultation: Consultation | None = None
    """Where to send comments on a page under review, and until when."""
    withdrawn: Withdrawn | None = None
    """For a page that no longer stands: it stays, and says what replaced it."""
    changes: tuple[Change, ...] = ()
    """Every change of the page: newest first."""


class LearningSource(Record):
    """What the learning came from, and how much of it may be read."""

    type: Name
    """What the learning came from."""
    commissioned_by: Name
    """The agency or group that asked for it."""
    commissioned: Date | None = None
    """When it was asked for."""
    published: Date | None = None
    """When the learning itself could first be read, whatever this manual made of it."""
    publication: Literal["full", "improvements-only", "none", "not-stated"]
    """How much of it may be read."""
    why: Text | None = None
    """Why it was not published in full."""

    @property
    def since(self) -> When | None:
        """When there was learning to act on: its publication, or the commission where that is all we know."""
        return self.published or self.commissioned


class Finding(Record):
    """Something that was learned."""

    id: Name
    """A short name, the same for ever: it is part of an address."""
    text: Text
    """What was learned."""


Status = Literal[
    "not-started", "under-way", "done", "already-right", "met-another-way", "not-pursued", "not-known"
]


class Response(Record):
    """What one agency did about one action."""

    kind: Literal["procedure", "document", "practice", "training", "guide", "reminder", "audit", "assurance"]
    """What was done: a procedure changed, training, an audit …"""
    status: Status
    """How far it has come."""
    by: Name | None = None
    """The agency or group that did it."""
    when: Date | None = None
    """When it was done."""
    what: Text
    """What was done, as the source says it."""
    why: Text | None = None
    """Why it was met another way or not pursued."""
    read_at: tuple[ProcedureRef, ...] = ()
    """Where it stands now: this claims no change."""

    @model_validator(mode="after")
    def _otherwise_says_why(self) -> "Response":
        if self.status in ("met-another-way", "not-pursued") and not self.why:
            raise unfit(f'A response is "{self.status}" without a reason.', "Add why: and give the reason.")
        return self


class Impact(Record):
    """Whether children's lives changed, which is mostly not known."""

    status: Literal["not-known", "improved", "no-change"] = "not-known"
    """Whether children's lives changed."""
    how: Text | None = None
    """How that is known."""
    when: Date | None = None
    """From when."""

    @model_validator(mode="after")
    def _improvement_is_shown(self) -> "Impact":
        if self.status == "improved" and not (self.how and self.when):
            raise unfit('An impact "improved" needs how: and when:.', "Say how it is known, and from when.")
        return self


class Action(Record):
    """One thing to do about what was learned: recommended, agreed and done are kept apart.

    `work` names it where the source says neither who recommended it nor that anybody agreed it.
    """

    id: Name
    """A letter or short name, the same for ever: it is part of an address."""
    work: Text | None = None
    """What was to be done, where the source says neither recommended nor agreed."""
    recommended: Text | None = None
    """What was recommended."""
    proposed_by: Name | None = None
    """Who recommended it."""
    agreed: Text | None = None
    """What was agreed."""
    agreed_by: Name | None = None
    """Who agreed it."""
    by_when: Date | None = None
    """By when it was to be done."""
    check_again: Date | None = None
    """When somebody looks again at what became of it."""
    answers: tuple[Name, ...] = ()
    """The findings of this record that it answers."""
    impact: Impact = Impact()
    """Whether it helped, and how that is known."""
    responses: tuple[Response, ...] = ()
    """What was done about it, by whom: one entry for each agency and kind."""

    @model_validator(mode="after")
    def _says_what(self) -> "Action":
        if not (self.recommended or self.agreed or self.work):
            raise unfit(
                "An action does not say what was to be done.",
                "Add recommended:, agreed:, or work: where the source says neither.",
            )
        return self


class Shared(Record):
    """One way in which learning was passed on, as far as that is known."""

    when: Date | None = None
    """When it was passed on."""
    how: Text
    """How it was passed on."""
    to: Text | None = None
    """To whom."""
    how_many: Text | None = None
    """In words, such as "three sessions": never a number of people so small that it points at somebody."""


class LearningRecord(AnyPage):
    """One review, audit, challenge or consultation: what was learned, agreed and done."""

    months = "learning_months"
    noun = "learning record"

    source: LearningSource
    """What the learning came from, and how much of it may be read."""
    mark: Text
    """What a changed heading says, such as: a local review."""
    as_at: Date
    """How far the account reaches: a day, a month or a year."""
    content_note: Text | None = None
    """A warning to readers, where the page may upset them."""
    findings: tuple[Finding, ...] = ()
    """What was learned."""
    actions: tuple[Action, ...] = ()
    """What was to be done about it."""
    research: tuple[Source, ...] = ()
    """What to read on the subject; `sources` are what the record's own facts come from."""
    shared: tuple[Shared, ...] = ()
    """How the learning was passed on."""


class Briefing(AnyPage):
    """A 7-minute briefing, led aloud in a team meeting."""

    months = "briefing_months"
    noun = "7-minute briefing"

    issued: Day
    """The day on which it was given out, or last brought up to date."""
    learning: tuple[Learning, ...] = ()
    """Learning records, or their actions (a-review/d), that it carries."""
    procedures: tuple[ProcedureRef, ...] = Field(min_length=1)
    """The procedures, or headings of them (neglect#a-heading), that it teaches: at least one."""
    content_note: Text | None = None
    """A warning to the room, where the subject may upset somebody."""
    leader_notes: dict[Name, Text] = {}
    """What whoever leads a session should know, by the heading of the section: the room does not see it."""


class Guide(AnyPage):
    """A one-minute guide, with a bookmark to hand out."""

    months = "briefing_months"
    noun = "one-minute guide"

    issued: Day
    """The day on which it was given out, or last brought up to date."""
    learning: tuple[Learning, ...] = ()
    """Learning records, or their actions (a-review/d), that it carries."""
    procedures: tuple[ProcedureRef, ...] = Field(min_length=1)
    """The procedures, or headings of them (neglect#a-heading), that it teaches: at least one."""
    bookmark: Text
    """What to remember and what to do, in at most 60 words, for a strip of paper."""


class Named(Record):
    """Anything that `data/partnership.yml` names: an area, an agency, a group, a section …"""

    id: Name
    """A short name, the same for ever: pages use it."""
    name: Text
    """What readers see."""


class Group(Named):
    """A role or group that owns, reviews or approves pages: never a person."""

    mailbox: MailboxIfAny = NOT_STATED
    """Where to write about its pages; the mailbox for suggestions where it has none of its own."""
    reviewers: tuple[Team, ...] = ()
    """Its teams on GitHub (@organisation/team), which are asked to look at pull requests."""
    looks_at: tuple[Part, ...] = ()
    """The folders and files whose changes they are asked to look at, such as procedures/."""


class Intervals(Record):
    """How long a page or a contact may wait before somebody must look at it again."""

    procedure_months: Months = 12
    """Months from one review of a procedure to the next."""
    briefing_months: Months = 12
    """Months for briefings and guides."""
    learning_months: Months = 12
    """Months for learning records."""
    page_months: Months = 12
    """Months for all other pages."""
    contact_days: Days = 90
    """Days until somebody must ring a contact again."""
    link_days: Days = 180
    """Days until somebody must open the link of a citation again."""


class Withheld(Record):
    """Versions of a page that its history does not show, and why."""

    page: Name
    """The procedure whose history it is."""
    versions: tuple[Text, ...] = Field(min_length=1)
    """Dates as the addresses of the history have them, or what Git calls the commit or the text."""
    why: Text
    """Why they are not shown; the reader sees it."""


class Partnership(Record):
    """All that a partnership says about itself."""

    id: Name
    """Feeds, calendars and tables are known by it, so it never changes."""
    name: Text
    """The name of the manual."""
    short_name: Text
    """Its name where there is little room."""
    worked_example: bool
    """Whether every page says EXAMPLE, not for use."""
    example: tuple[Text, ...] = ()
    """The fields of this file that are still the worked example's: a live manual names none."""
    colour: Colour
    """A colour of the Material palette, or # and six digits in quotes."""
    quick_exit_to: Address = ""
    """Where the quick exit of a page leads: somewhere that tells nothing, such as a weather forecast."""
    site_url: Web = ""
    """Where the site is published; links that are printed need it."""
    repository: Web = ""
    """Where pull requests go: the address of the repository."""
    escalation: Name
    """The procedure behind "Disagree with a decision?"."""
    suggestions: MailboxIfAny = NOT_STATED
    """The mailbox for suggestions: never a person's own."""
    support: tuple[Name, ...] = ()
    """The contacts where whoever is upset by a briefing finds support."""
    next_update: Date | None = None
    """When the procedures group next changes the manual."""
    suggestions_by: Day | None = None
    """The last day for suggestions to that update."""
    withheld: tuple[Withheld, ...] = ()
    """Old versions that the history of a page does not show."""
    allowed: tuple[AllowedIn, ...] = ()
    """False alarms in this file, in pictures and in documents, each with the reason."""
    intervals: Intervals = Intervals()
    """How long a page or contact may wait until somebody looks at it again."""
    areas: tuple[Named, ...]
    """Where a child may live."""
    agencies: tuple[Named, ...]
    """Who may be said to have commissioned, agreed or done something."""
    groups: tuple[Group, ...]
    """Who may own, review or approve a page: a role or a group, never a person."""
    audiences: tuple[Named, ...]
    """Who a page may be for."""
    sections: tuple[Named, ...]
    """The chapters of the manual, in their order."""
    themes: tuple[Named, ...]
    """The subjects under which pages are listed."""
    source_types: tuple[Named, ...]
    """What learning may come from."""

    def mailbox(self, group: str) -> str:
        """Give the mailbox of a group, or the one for suggestions; empty where there is neither."""
        own = (one.mailbox for one in self.groups if one.id == group)
        return next((box for box in (*own, self.suggestions) if box != NOT_STATED), "")

    @property
    def example_mark(self) -> str:
        """What stands on everything that leaves the site; empty in a live manual."""
        return EXAMPLE if self.worked_example else ""

    def marked(self, text: str) -> str:
        """Put the mark before a text that somebody reads elsewhere."""
        return f"{EXAMPLE}: {text}" if self.worked_example else text


class Opened(Record):
    """Who last opened a link and found behind it what we say, and when."""

    on: Day
    """The day."""
    by: Name
    """The group that did it: never a person."""


class Checked(Opened):
    """Who last made sure that a contact is right, when, and whether somebody rang it."""

    how: Literal["rung", "read"] = "rung"
    """Whether somebody rang it, or only read it."""


class Numbers(Record):
    """How to reach a contact; what is not known is "not stated"."""

    daytime: Text | None = None
    """The number by day."""
    out_of_hours: Text | None = None
    """The number at night and at weekends."""
    hours: Text | None = None
    """When the number by day is answered."""
    web: Web | None = None
    """A page to report on."""
    email: Text | None = None
    """A mailbox: never a person's own."""


class Closed(Record):
    """A service that answers no longer."""

    on: Date
    """When it closed, as precisely as is known."""
    why: Text
    """What readers need to know of it, in one sentence."""
    instead: Name | None = None
    """The contact to use in its place."""


class Contact(Numbers):
    """Somebody to ring. `chosen_by` says whose place decides which number is right."""

    id: Name
    """A short name, the same for ever: pages use it."""
    name: Text
    """What readers see."""
    purpose: Text = Field(alias="for")
    """When to ring it."""
    chosen_by: Literal["child", "work", "anyone"]
    """Whose place decides which number is right."""
    areas: dict[Name, Numbers] = {}
    """The numbers of each area, where they differ."""
    if_no_answer: Text | None = None
    """What to do if nobody answers."""
    source: Name | None = None
    """The citation that the number comes from."""
    checked: Checked
    """When somebody last made sure that it is right."""
    closed: Closed | None = None
    """For a service that closed: the entry stays, and every page that shows it says so."""
    example: bool = False
    """true for what is still the worked example's: a live manual has none."""
    allowed: tuple[Allowed, ...] = ()
    """False alarms in this entry, each with the reason why nobody is identified."""
    was: tuple[Name, ...] = ()
    """Former ids: links to them lead here."""

    def is_closed(self, today: date) -> bool:
        """Say whether it answers no longer."""
        return self.closed is not None and not self.closed.on.is_ahead_of(today)


class Term(Record):
    """A word that needs explaining, and what each agency means by it."""

    term: Text
    """The word or abbreviation."""
    stands_for: Text | None = None
    """What an abbreviation stands for."""
    meaning: Text
    """What it means, in plain words."""
    agencies: dict[Text, Text] = {}
    """What an agency means by it, where that differs."""
    replaced_by: Text | None = None
    """The name in use now, for one that is retired."""
    sources: tuple[Source, ...] = ()
    """Where what it means comes from."""
    plain: bool = False
    """true for a word that nobody needs explained."""
    example: bool = False
    """true for what is still the worked example's: a live manual has none."""
    allowed: tuple[Allowed, ...] = ()
    """False alarms in this entry, each with the reason why nobody is identified."""
    was: tuple[Name, ...] = ()
    """Former anchors in the glossary: links to them lead here."""


class Citation(Record):
    """A law, guidance or document, by edition."""

    id: Name
    """A short name, the same for ever: pages use it."""
    title: Text
    """Its title."""
    kind: Literal["law", "statutory", "guidance", "report"]
    """What it is."""
    publisher: Text
    """Who published it."""
    published: Date | None = None
    """When this edition was published."""
    url: Web | None = None
    """Where it can be read."""
    checked: Opened | None = None
    """When somebody last opened the link and found it behind it."""
    superseded_by: Name | None = None
    """The edition that replaced this one."""
    example: bool = False
    """true for what is still the worked example's: a live manual has none."""
    note: Text | None = None
    """What else a reader must know of it."""
    allowed: tuple[Allowed, ...] = ()
    """False alarms in this entry, each with the reason why nobody is identified."""
    was: tuple[Name, ...] = ()
    """Former ids: links to them lead here."""


class LinkException(Record):
    """An outside link that `make links` leaves alone, why, and when somebody last opened it by hand."""

    address: Text
    """The link, as the page has it."""
    why: Text
    """Why it is not asked."""
    on: Day
    """When somebody last opened it by hand."""
