"""What all records have in common: frozen once they are read, with sources, and reasons for false alarms.

Must not know a page from an entry of `data/`.

In: fields, as they were read. Out: a record that cannot change, or what is wrong with a field.

    >>> Source.model_validate({"in": "children-act", "at": "section 11"}).citation
    'children-act'
"""

from pydantic import BaseModel, ConfigDict, Field

from goldenthread.manual.fields import CitationName, Date, DoneOn, SpotName, Text
from goldenthread.text.personal_data import Kind


class Record(BaseModel):
    """What all records share: nothing changes once it is read, and a field that is not declared is a fault.

    The docstring below a field is what an editor reads: beside it in a new file, and in a program that knows
    the schema.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, use_attribute_docstrings=True
    )


class Correction(Record):
    """What was published is not what was so: somebody put it right, and says so."""

    on: DoneOn
    """The day on which it was put right."""
    why: Text
    """What was wrong."""
    was: Date | None = None
    """The date that was published first, where that was wrong: what is dated keeps its address by it."""


class Allowed(Record):
    """A false alarm of the rules that keep people from being identified: a second person sees it here."""

    rule: Kind
    """The rule that raised it."""
    at: SpotName | None = None
    """The anchor of the heading below which it stands, or the name of the field; none means anywhere here."""
    times: int = Field(default=1, ge=1)
    """On how many lines it stands there."""
    why: Text
    """Why it identifies nobody: never repeat the words themselves."""


class Source(Record):
    """Where a page's facts come from."""

    citation: CitationName = Field(alias="in")
    """A law, guidance or document of data/citations.yml."""
    at: Text | None = None
    """The place in it, such as a section or a page."""
