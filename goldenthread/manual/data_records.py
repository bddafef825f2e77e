"""The records of `data/`: the partnership, its contacts, its words and what it cites.

Says what each field may hold. Must not know at which line it stands, whether the names in it exist, or how it
looks.

In: the fields of an entry, as they were read. Out: a record that cannot change, or what is wrong with a
field:

    id: lado, name: LADO, …  →  Contact(id="lado", name="LADO", …)
"""

from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from goldenthread.manual.fields import (
    NOT_STATED,
    Address,
    AreaName,
    CitationName,
    Colour,
    ContactName,
    Date,
    Day,
    Days,
    DoneOn,
    GroupName,
    MailboxIfAny,
    Months,
    Name,
    Part,
    ProcedureName,
    Team,
    Text,
    Web,
)
from goldenthread.manual.shared_records import Allowed, Record, Source

EXAMPLE = "EXAMPLE, not for use"


class AllowedIn(Allowed):
    """The same, for what has no room for a reason of its own, such as a picture."""

    file: Text = "data/partnership.yml"
    """The file that it stands in."""


class Named(Record):
    """Anything that `data/partnership.yml` names: an area, an agency, a group, a section …"""

    id: Name
    """A short name, the same for ever: pages use it."""
    name: Text
    """What readers see."""


class Chapter(Named):
    """A chapter of the manual."""

    was: tuple[Name, ...] = ()
    """Former ids: links to them lead here."""


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

    page: ProcedureName
    """The procedure whose history it is."""
    versions: tuple[Text, ...] = Field(min_length=1)
    """Dates as the addresses of the history have them, or what Git calls the commit or the text."""
    why: Text
    """Why they are not shown; the reader sees it."""


class Partnership(Record):
    """All that a partnership says about itself."""

    lists: ClassVar[tuple[str, ...]] = (
        "areas",
        "agencies",
        "groups",
        "audiences",
        "sections",
        "themes",
        "source_types",
    )
    """The fields that name something by an id, which pages use."""

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
    escalation: ProcedureName
    """The procedure behind "Disagree with a decision?"."""
    suggestions: MailboxIfAny = NOT_STATED
    """The mailbox for suggestions: never a person's own."""
    support: tuple[ContactName, ...] = ()
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
    sections: tuple[Chapter, ...]
    """The chapters of the manual, in their order."""
    themes: tuple[Named, ...]
    """The subjects under which pages are listed."""
    source_types: tuple[Named, ...]
    """What learning may come from."""

    def listed(self, of: str) -> tuple[Named, ...]:
        """List what one of its lists names: all areas, all agencies …"""
        named: tuple[Named, ...] = getattr(self, of)
        return named

    def mailbox(self, group: str) -> str:
        """Return the mailbox of a group, or the one for suggestions; empty where there is neither."""
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

    on: DoneOn
    """The day."""
    by: GroupName
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
    instead: ContactName | None = None
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
    areas: dict[AreaName, Numbers] = Field(default={})
    """The numbers of each area, where they differ."""
    if_no_answer: Text | None = None
    """What to do if nobody answers."""
    source: CitationName | None = None
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
        """Whether it no longer answers on a day."""
        return self.closed is not None and not self.closed.on.is_ahead_of(today)


class Term(Record):
    """A word that needs explaining, and what each agency means by it."""

    term: Text
    """The word or abbreviation."""
    stands_for: Text | None = None
    """What an abbreviation stands for."""
    meaning: Text
    """What it means, in plain words."""
    agencies: dict[Text, Text] = Field(default={})
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
    superseded_by: CitationName | None = None
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
    on: DoneOn
    """When somebody last opened it by hand."""
