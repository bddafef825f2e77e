"""The records of pages: what the front matter of a procedure, a briefing or any other page may say.

Says what each field may hold. Must not know at which line it stands, whether the names in it exist, or how it
looks.

In: the front matter of a page, as it was read. Out: a record that cannot change, or what is wrong with a
field:

    title: Private fostering  →  Procedure(title="Private fostering", …)
"""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, model_validator

from goldenthread.manual.fields import (
    NOT_STATED,
    AreaName,
    AudienceName,
    Cause,
    Date,
    Day,
    DoneDate,
    DoneOn,
    GroupName,
    HeadingName,
    Learning,
    LearningRef,
    Mailbox,
    MovedTo,
    Name,
    ProcedureName,
    ProcedureRef,
    SectionName,
    Text,
    ThemeName,
    unfit,
)
from goldenthread.manual.shared_records import Allowed, Correction, Record, Source
from goldenthread.text.dates import When


class Review(Record):
    """Somebody looked at a page: a record, not a date that is bumped."""

    on: DoneOn
    """The day on which somebody looked at the whole page."""
    by: GroupName
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


class AnyPage(Record):
    """What every page says about itself."""

    months: ClassVar[str] = "page_months"
    """The interval of `data/partnership.yml` that limits the wait for the next review."""
    noun: ClassVar[str] = "page"
    template: ClassVar[str] = "plain"
    """Which of the templates in `pages/templates/` shows it."""

    title: Text
    """The name of the page, as it stands in lists."""
    summary: Text
    """What the page is for, in one sentence."""
    owner: GroupName
    """The group that answers for the page: never a person."""
    review_date: Day
    """The day by which somebody must look at the whole page again."""
    reviews: tuple[Review, ...] = Field(min_length=1)
    """Who looked at the whole page, when, and what came of it: newest first."""
    audience: tuple[AudienceName, ...] = ()
    """Who the page is for; everybody where it names none."""
    areas: tuple[AreaName, ...] = ()
    """Where the child lives, if the page is for some areas only."""
    themes: tuple[ThemeName, ...] = ()
    """The subjects under which the page is listed."""
    was: tuple[Name, ...] = ()
    """Former addresses, the first one first: feeds know a page's changes by that one."""
    moved: dict[Name, MovedTo] = Field(default={})
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

    by: GroupName
    """The board or group that approved it."""
    on: DoneDate
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
    because: tuple[Cause, ...] = Field(min_length=1)
    """Actions of learning records (a-review/d), citations for law, or "routine"."""
    at: tuple[HeadingName, ...] = ()
    """The headings that it changed; none means the whole page."""
    approved: Annotated[
        Approval | None, BeforeValidator(_approval, json_schema_input_type=Approval | Literal["not stated"])
    ] = None
    """Which board or group approved it, and when: for changed and new."""
    note: Text | None = None
    """What else a reader must know of it, such as what is not settled."""
    corrected: Correction | None = None
    """When and why this entry was put right."""

    @property
    def first_dated(self) -> When:
        """The date that was published first: the permanent name of the change is made from it."""
        return (self.corrected and self.corrected.was) or self.in_force

    @property
    def changes_practice(self) -> bool:
        """Whether a reader must do something differently."""
        return self.kind in ("changed", "new")

    @property
    def learning(self) -> tuple[LearningRef, ...]:
        """The actions that this change answers; a citation or "routine" is not learning."""
        return tuple(LearningRef(*cause.split("/", 1)) for cause in self.because if "/" in cause)


class UnderReview(Record):
    """A page that is being looked at and still stands."""

    since: DoneDate
    """Since when it is being looked at."""
    why: Text
    """Why it is being looked at."""


class Withdrawn(Record):
    """A page that no longer stands, and what replaced it."""

    on: Date
    """From when it no longer stands."""
    why: Text
    """Why it no longer stands."""
    replaced_by: ProcedureName | None = None
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
    template = "procedure"

    section: SectionName
    """The chapter of the manual."""
    kind: Literal["procedure", "guidance", "tool", "form", "thresholds", "protocol"] = "procedure"
    """What kind of page it is."""
    also_called: tuple[Text, ...] = ()
    """Other true names of it, which the page shows."""
    found_by: tuple[Text, ...] = ()
    """What people type when they look for it: searched, and not shown."""
    related: tuple[ProcedureName, ...] = ()
    """Other procedures that its readers may need."""
    under_review: UnderReview | None = None
    """For a page that is being looked at and still stands."""
    consultation: Consultation | None = None
    """Where to send comments on a page under review, and until when."""
    withdrawn: Withdrawn | None = None
    """For a page that no longer stands: it stays, and says what replaced it."""
    changes: tuple[Change, ...] = ()
    """Every change of the page: newest first."""


class Briefing(AnyPage):
    """A 7-minute briefing, led aloud in a team meeting."""

    months = "briefing_months"
    noun = "7-minute briefing"
    template = "teaching"

    issued: DoneOn
    """The day on which it was given out, or last brought up to date."""
    learning: tuple[Learning, ...] = ()
    """Learning records, or their actions (a-review/d), that it carries."""
    procedures: tuple[ProcedureRef, ...] = Field(min_length=1)
    """The procedures, or headings of them (neglect#a-heading), that it teaches: at least one."""
    content_note: Text | None = None
    """A warning to the room, where the subject may upset somebody."""
    leader_notes: dict[HeadingName, Text] = Field(default={})
    """What whoever leads a session should know, by the heading of the section: the room does not see it."""


class Guide(AnyPage):
    """A one-minute guide, with a bookmark to hand out."""

    months = "briefing_months"
    noun = "one-minute guide"
    template = "teaching"

    issued: DoneOn
    """The day on which it was given out, or last brought up to date."""
    learning: tuple[Learning, ...] = ()
    """Learning records, or their actions (a-review/d), that it carries."""
    procedures: tuple[ProcedureRef, ...] = Field(min_length=1)
    """The procedures, or headings of them (neglect#a-heading), that it teaches: at least one."""
    bookmark: Text
    """What to remember and what to do, in at most 60 words, for a strip of paper."""
