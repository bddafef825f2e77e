"""The learning record: what was learned, recommended, agreed and done, each kept apart from the others.

Says what each field may hold. Must not know at which line it stands, whether the names in it exist, or how it
looks.

In: the front matter of a record, as it was read. Out: a record that cannot change, or what is wrong with a
field:

    id: d, agreed: Children are seen alone.  →  Action(id="d", agreed="Children are seen alone.")
"""

from typing import Literal

from pydantic import model_validator

from goldenthread.manual.fields import (
    BodyName,
    Date,
    DoneDate,
    FindingName,
    Name,
    ProcedureRef,
    SourceType,
    Text,
    unfit,
)
from goldenthread.manual.page_records import AnyPage
from goldenthread.manual.shared_records import Record, Source
from goldenthread.text.dates import When


class LearningSource(Record):
    """What the learning came from, and how much of it may be read."""

    type: SourceType
    """What the learning came from."""
    commissioned_by: BodyName
    """The agency or group that asked for it."""
    commissioned: DoneDate | None = None
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
    by: BodyName | None = None
    """The agency or group that did it."""
    when: DoneDate | None = None
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
    proposed_by: BodyName | None = None
    """Who recommended it."""
    agreed: Text | None = None
    """What was agreed."""
    agreed_by: BodyName | None = None
    """Who agreed it."""
    by_when: Date | None = None
    """By when it was to be done."""
    check_again: Date | None = None
    """When somebody looks again at what became of it."""
    answers: tuple[FindingName, ...] = ()
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

    when: DoneDate | None = None
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
    template = "learning"

    source: LearningSource
    """What the learning came from, and how much of it may be read."""
    mark: Text
    """What a changed heading says, such as: a local review."""
    as_at: DoneDate
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

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of its actions, then of its findings: each is part of an address."""
        return (*(action.id for action in self.actions), *(finding.id for finding in self.findings))
