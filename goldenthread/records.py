"""The records: what front matter and data files may say, as frozen types.

Says what a field is and nothing of where it stands, whether its names exist, or how it looks.
Every scalar arrives as text (see `lined_yaml`), so YAML's own guesses never reach a record.
"""

import re
from datetime import date
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from goldenthread import colour
from goldenthread.dates import NoDateError, When, parse_day, parse_when

MARKUP = re.compile(r"<[a-zA-Z/!]|\{\{|\{%|\{#")
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
HEX = re.compile(r"#[0-9a-f]{6}")
UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML may hold, and so no feed."""
NOT_STATED = "not stated"
TO_FILL_IN = "\u2026"
"""Stands where an editor is to write: see `checks.silence`."""
TAKEN_OUT = "taken-out"
EXAMPLE = "EXAMPLE, not for use"


def unfit(wrong: str, do: str) -> PydanticCustomError:
    """Make the error that reaches an editor in our own words."""
    return PydanticCustomError("unfit", "{wrong} {do}", {"wrong": wrong, "do": do})


def _plain(value: str) -> str:
    if MARKUP.search(value):
        raise unfit("Markup or a word in double braces stands in a field.", "Write plain text here.")
    value = " ".join(value.split())
    if value == TO_FILL_IN:
        raise unfit(f'"{TO_FILL_IN}" stands where words belong.', "Write them in its place.")
    if UNPRINTABLE.search(value):
        raise unfit("A character that nobody can see stands in a field.", "Write the words again by hand.")
    return value


def _name(value: str) -> str:
    if not NAME.fullmatch(value):
        raise unfit(f'"{value}" is no name.', "Use small letters, digits and single hyphens.")
    return value


def _address(value: str) -> str:
    if value and not value.startswith("https://"):
        raise unfit(f'"{value}" is no address.', "Write the whole address, beginning with https://.")
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


def read_place(value: Any) -> Any:
    """Read "neglect" or "neglect#a-heading"; raises our own error for anything else."""
    if not isinstance(value, str):
        return value
    address, _, anchor = value.partition("#")
    if not NAME.fullmatch(address) or ("#" in value and not anchor):
        raise unfit(f'"{value}" is no procedure.', "Write its address, such as neglect or neglect#a-heading.")
    return Place(address, anchor)


def read_moved(value: Any) -> Any:
    """Read where an old anchor leads: a place, "#a-heading" of the page itself, or "taken-out"."""
    if not isinstance(value, str):
        return value
    if value == TAKEN_OUT:
        return Place("")
    if NAME.fullmatch(anchor := value.removeprefix("#")) and anchor != value:
        return Place("", anchor)
    return read_place(value)


def read_learning(value: Any) -> Any:
    """Read "a-review" or "a-review/d"; raises our own error for anything else."""
    if not isinstance(value, str):
        return value
    record, _, item = value.partition("/")
    if not NAME.fullmatch(record) or ("/" in value and not NAME.fullmatch(item)):
        raise unfit(f'"{value}" is no learning.', "Write a record, or a record and its action: a-review/d.")
    return LearningRef(record, item)


Text = Annotated[str, AfterValidator(_plain), Field(min_length=1)]
Line = Annotated[str, AfterValidator(_plain)]
Name = Annotated[str, AfterValidator(_name)]
Address = Annotated[str, AfterValidator(_address)]
Colour = Annotated[str, AfterValidator(_colour)]
Day = Annotated[date, BeforeValidator(_day)]
Date = Annotated[When, BeforeValidator(_when)]
ProcedureRef = Annotated[Place, BeforeValidator(read_place)]
MovedTo = Annotated[Place, BeforeValidator(read_moved)]
Learning = Annotated[LearningRef, BeforeValidator(read_learning)]


class Record(BaseModel):
    """What all records share: nothing changes once read, and no field is unknown."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, use_attribute_docstrings=True
    )


class Correction(Record):
    """What was published is not what was so: somebody put it right, and says so."""

    on: Day
    why: Text
    was: Date | None = None
    """The date that was published first, where that was wrong: what is dated keeps its address by it."""


class Review(Record):
    """Somebody looked at a page: a record, not a date that is bumped."""

    on: Day
    by: Name
    outcome: Literal["written", "changed", "no-change", "deferred"]
    reason: Text | None = None
    corrected: Correction | None = None

    @model_validator(mode="after")
    def _deferred_says_why(self) -> "Review":
        if self.outcome == "deferred" and not self.reason:
            raise unfit("A review was deferred without a reason.", "Add reason: and say why.")
        return self


class Source(Record):
    """Where a page's facts come from."""

    citation: Name = Field(alias="in")
    at: Text | None = None


class AnyPage(Record):
    """What every page says about itself."""

    months: ClassVar[str] = "page_months"
    """The interval of `data/partnership.yml` that limits the wait for the next review."""
    noun: ClassVar[str] = "page"

    title: Text
    summary: Text
    owner: Name
    review_date: Day
    reviews: tuple[Review, ...] = Field(min_length=1)
    audience: tuple[Name, ...] = ()
    areas: tuple[Name, ...] = ()
    themes: tuple[Name, ...] = ()
    was: tuple[Name, ...] = ()
    """Former addresses, the first one first: feeds know a page's changes by that one."""
    moved: dict[Name, MovedTo] = {}
    """Old anchors, and where each leads: a procedure, or (without an address) this page, or nowhere."""
    sources: tuple[Source, ...] = ()
    quick_exit: bool = False
    """For pages read by somebody who may be at risk from whoever looks over their shoulder."""

    @property
    def last_review(self) -> Review:
        """The newest review; the first listed where two share a day."""
        return max(self.reviews, key=lambda review: review.on)


class Approval(Record):
    """Which board or group approved a change, and when."""

    by: Name
    on: Date


def _approval(value: Any) -> Any:
    return None if value == NOT_STATED else value


class Change(Record):
    """One change of a procedure: recorded here and nowhere else."""

    in_force: Date
    kind: Literal["fix", "clarified", "changed", "new"] = Field(alias="class")
    what: Text
    why: Text
    because: tuple[Text, ...] = Field(min_length=1)
    at: tuple[Name, ...] = ()
    approved: Annotated[Approval | None, BeforeValidator(_approval)] = None
    note: Text | None = None
    corrected: Correction | None = None

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
    why: Text


class Withdrawn(Record):
    """A page that no longer stands, and what replaced it."""

    on: Date
    why: Text
    replaced_by: Name | None = None


class Procedure(AnyPage):
    """A page of the manual: what to do."""

    months = "procedure_months"
    noun = "procedure"

    section: Name
    kind: Literal["procedure", "guidance", "tool", "form", "thresholds", "protocol"] = "procedure"
    also_called: tuple[Text, ...] = ()
    found_by: tuple[Text, ...] = ()
    related: tuple[Name, ...] = ()
    under_review: UnderReview | None = None
    withdrawn: Withdrawn | None = None
    changes: tuple[Change, ...] = ()


class LearningSource(Record):
    """What the learning came from, and how much of it may be read."""

    type: Name
    commissioned_by: Name
    commissioned: Date | None = None
    published: Date | None = None
    """When the learning itself could first be read, whatever this manual made of it."""
    publication: Literal["full", "improvements-only", "none", "not-stated"]
    why: Text | None = None

    @property
    def since(self) -> When | None:
        """When there was learning to act on: its publication, or the commission where that is all we know."""
        return self.published or self.commissioned


class Finding(Record):
    """Something that was learned."""

    id: Name
    text: Text


Status = Literal[
    "not-started", "under-way", "done", "already-right", "met-another-way", "not-pursued", "not-known"
]


class Response(Record):
    """What one agency did about one action."""

    kind: Literal["procedure", "document", "practice", "training", "guide", "reminder", "audit", "assurance"]
    status: Status
    by: Name | None = None
    when: Date | None = None
    what: Text
    why: Text | None = None
    read_at: tuple[ProcedureRef, ...] = ()

    @model_validator(mode="after")
    def _otherwise_says_why(self) -> "Response":
        if self.status in ("met-another-way", "not-pursued") and not self.why:
            raise unfit(f'A response is "{self.status}" without a reason.', "Add why: and give the reason.")
        return self


class Impact(Record):
    """Whether children's lives changed, which is mostly not known."""

    status: Literal["not-known", "improved", "no-change"] = "not-known"
    how: Text | None = None
    when: Date | None = None

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
    work: Text | None = None
    recommended: Text | None = None
    proposed_by: Name | None = None
    agreed: Text | None = None
    agreed_by: Name | None = None
    by_when: Date | None = None
    check_again: Date | None = None
    answers: tuple[Name, ...] = ()
    impact: Impact = Impact()
    responses: tuple[Response, ...] = ()

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
    how: Text
    to: Text | None = None
    how_many: Text | None = None
    """In words, such as "three sessions": never a number of people so small that it points at somebody."""


class LearningRecord(AnyPage):
    """One review, audit, challenge or consultation: what was learned, agreed and done."""

    months = "learning_months"
    noun = "learning record"

    source: LearningSource
    mark: Text
    as_at: Date
    content_note: Text | None = None
    findings: tuple[Finding, ...] = ()
    actions: tuple[Action, ...] = ()
    research: tuple[Source, ...] = ()
    """What to read on the subject; `sources` are what the record's own facts come from."""
    shared: tuple[Shared, ...] = ()


class Briefing(AnyPage):
    """A 7-minute briefing, led aloud in a team meeting."""

    months = "briefing_months"
    noun = "7-minute briefing"

    issued: Day
    learning: tuple[Learning, ...] = ()
    procedures: tuple[ProcedureRef, ...] = Field(min_length=1)
    content_note: Text | None = None
    leader_notes: dict[Name, Text] = {}
    """What whoever leads a session should know, by the heading of the section: the room does not see it."""


class Guide(AnyPage):
    """A one-minute guide, with a bookmark to hand out."""

    months = "briefing_months"
    noun = "one-minute guide"

    issued: Day
    learning: tuple[Learning, ...] = ()
    procedures: tuple[ProcedureRef, ...] = Field(min_length=1)
    bookmark: Text


class Named(Record):
    """Anything that `data/partnership.yml` names: an area, an agency, a group, a section …"""

    id: Name
    name: Text


class Intervals(Record):
    """How long a page or a contact may wait before somebody must look at it again."""

    procedure_months: int = 12
    briefing_months: int = 12
    learning_months: int = 12
    page_months: int = 12
    contact_days: int = 90
    link_days: int = 180


class Withheld(Record):
    """Versions of a page that its history does not show, and why."""

    page: Name
    versions: tuple[Text, ...] = Field(min_length=1)
    """Dates as the addresses of the history have them, or what Git calls the commit or the text."""
    why: Text


class Partnership(Record):
    """All that a partnership says about itself."""

    id: Name
    """Feeds, calendars and tables are known by it, so it never changes."""
    name: Text
    short_name: Text
    worked_example: bool
    colour: Colour
    quick_exit_to: Address = ""
    """Where the quick exit of a page leads: somewhere that tells nothing, such as a weather forecast."""
    site_url: Line = ""
    repository: Line = ""
    escalation: Name
    suggestions: Text = NOT_STATED
    support: tuple[Name, ...] = ()
    """The contacts where whoever is upset by a briefing finds support."""
    next_update: Date | None = None
    """When the procedures group next changes the manual."""
    suggestions_by: Day | None = None
    """The last day for suggestions to that update."""
    withheld: tuple[Withheld, ...] = ()
    intervals: Intervals = Intervals()
    areas: tuple[Named, ...]
    agencies: tuple[Named, ...]
    groups: tuple[Named, ...]
    audiences: tuple[Named, ...]
    sections: tuple[Named, ...]
    themes: tuple[Named, ...]
    source_types: tuple[Named, ...]

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
    by: Name


class Checked(Opened):
    """Who last made sure that a contact is right, when, and whether somebody rang it."""

    how: Literal["rung", "read"] = "rung"


class Numbers(Record):
    """How to reach a contact; what is not known is "not stated"."""

    daytime: Text | None = None
    out_of_hours: Text | None = None
    hours: Text | None = None
    web: Text | None = None
    email: Text | None = None


class Contact(Numbers):
    """Somebody to ring. `chosen_by` says whose place decides which number is right."""

    id: Name
    name: Text
    purpose: Text = Field(alias="for")
    chosen_by: Literal["child", "work", "anyone"]
    areas: dict[Name, Numbers] = {}
    if_no_answer: Text | None = None
    source: Name | None = None
    checked: Checked
    was: tuple[Name, ...] = ()
    """Former ids: links to them lead here."""


class Term(Record):
    """A word that needs explaining, and what each agency means by it."""

    term: Text
    stands_for: Text | None = None
    meaning: Text
    agencies: dict[Text, Text] = {}
    replaced_by: Text | None = None
    plain: bool = False
    was: tuple[Name, ...] = ()
    """Former anchors in the glossary: links to them lead here."""


class Citation(Record):
    """A law, guidance or document, by edition."""

    id: Name
    title: Text
    kind: Literal["law", "statutory", "guidance", "report"]
    publisher: Text
    published: Date | None = None
    url: Text | None = None
    checked: Opened | None = None
    superseded_by: Name | None = None
    note: Text | None = None
    was: tuple[Name, ...] = ()
    """Former ids: links to them lead here."""


class LinkException(Record):
    """An outside link that `make links` leaves alone, why, and when somebody last opened it by hand."""

    address: Text
    why: Text
    on: Day
