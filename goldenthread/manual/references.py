"""What names what: every reference of a record or a text, with the place where it stands.

A field says in its type what it names (`fields.Ref`), so there is no list of such fields. Must not know which
records there are, nor whether what is named exists.

In: a record, or the text of a page. Out: its references:

    related: [disagreements]       →  Reference(file, 9, "procedures", "disagreements", path=("related", 0))
    {{ procedure("neglect#see") }} →  Reference(file, 31, "procedures", "neglect", "see", at=412)
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from goldenthread.manual.fields import (
    BRIEFINGS,
    CAUSES,
    CITATIONS,
    CONTACTS,
    DONE,
    FINDINGS,
    GUIDES,
    HEADINGS,
    LEARNING,
    PROCEDURES,
    ROUTINE,
    SPOTS,
    Ref,
)
from goldenthread.manual.kinds import file_at, place
from goldenthread.text import links
from goldenthread.text.dates import When
from goldenthread.text.lined_yaml import Path
from goldenthread.text.scanner import Body, Call

IN_WORDS: Mapping[str, Mapping[str, str]] = {
    "procedure": {"place": PROCEDURES},
    "briefing": {"address": BRIEFINGS},
    "guide": {"address": GUIDES},
    "record": {"address": LEARNING},
    "action": {"ref": LEARNING},
    "contact": {"name": CONTACTS},
    "cite": {"name": CITATIONS},
    "what_changed": {"procedure": PROCEDURES, "audience": "audiences", "record": LEARNING},
}
"""The values of each word that name something, in their order, and what they name."""
LEADS_TO = {word: to for word, values in IN_WORDS.items() if len(values) == 1 for to in values.values()}
"""The words that become a link, each with the folder or list in which it finds what it names."""
PARTS = re.compile(r"[#/]")
PATH_ENDS = re.compile(r"[#?]")


class Reference(NamedTuple):
    """One place that names something: a field, a word or a link."""

    file: str
    line: int
    to: str
    """What kind of thing is named: a folder of pages, a list of `data/`, or another that `fields` lists."""
    name: str
    """The address or id; empty for something on the page itself."""
    part: str = ""
    """The heading, action or finding."""
    path: Path = ()
    """Where in the front matter or data file; empty in a text."""
    at: int = -1
    """Where the name begins in the text; -1 in a field."""

    @property
    def written(self) -> str:
        """What stands there, as an editor wrote it."""
        mark = "/" if self.to in (LEARNING, CAUSES) else "#"
        return f"{self.name}{mark}{self.part}" if self.part else self.name

    @property
    def target(self) -> tuple[str, str]:
        """The folder or list that it leads into, and the name there; a cause is learning or a citation."""
        if self.to == CAUSES:
            return LEARNING if self.part else CITATIONS, self.name
        return self.to, self.name


Found = tuple[Path, str, str, str]
"""The path, the kind of thing that is named (`Reference.to`), its name, and the part of it."""
Walk = Callable[[Path, Any], Iterator[Found]]


def in_record(file: str, record: BaseModel, line: Callable[..., int], path: Path = ()) -> Iterator[Reference]:
    """Go through every reference in the fields of a record.

    Args:
        file: The file that it stands in.
        record: Any record; its fields say in their types what they name.
        line: Returns the line of a path in that file.
        path: Where the record begins in the file.

    Returns:
        The references, in the order of the fields.
    """
    for where, to, name, part in _record(path, record):
        yield Reference(file, line(*where), to, name, part, where)


@cache
def _plan(kind: type[BaseModel]) -> tuple[tuple[str, str, Walk], ...]:
    """List the fields of a record that hold references, and how each is walked."""
    walks = (
        (name, info.alias or name, _walk(info.annotation, tuple(info.metadata)))
        for name, info in kind.model_fields.items()
    )
    return tuple((name, written, walk) for name, written, walk in walks if walk)


def _walk(kind: Any, said: tuple[Any, ...] = ()) -> Walk | None:
    """Choose how a value of a type is walked; None where it holds no reference."""
    if get_origin(kind) is Annotated:
        kind, *more = get_args(kind)
        said = (*more, *said)
    if ref := next((one for one in said if isinstance(one, Ref)), None):
        return partial(_named, ref.to)
    origin, inner = get_origin(kind), [_walk(one) for one in get_args(kind)]
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return _record if _plan(kind) else None
    if origin is dict and any(inner):
        return partial(_entries, inner[0], inner[1])
    if origin is tuple and inner[0]:
        return partial(_items, inner[0])
    return next(filter(None, inner), None) if origin in (Union, UnionType) else None


def _named(to: str, path: Path, value: Any) -> Iterator[Found]:
    if to in (HEADINGS, SPOTS, FINDINGS):
        yield path, to, "", value
    elif to == CAUSES:
        name, _, part = value.partition("/")
        if value != ROUTINE:
            yield path, to, name, part
    elif to == DONE:
        yield path, to, (value.first if isinstance(value, When) else value).isoformat(), ""
    elif isinstance(value, tuple):
        yield path, to, *value
    else:
        yield path, to, value, ""


def _record(path: Path, record: BaseModel) -> Iterator[Found]:
    for name, written, walk in _plan(type(record)):
        value = getattr(record, name)
        if value is not None:
            yield from walk((*path, written), value)


def _items(walk: Walk, path: Path, values: tuple[Any, ...]) -> Iterator[Found]:
    for index, value in enumerate(values):
        yield from walk((*path, index), value)


def _entries(
    of_key: Walk | None, of_value: Walk | None, path: Path, entries: dict[Any, Any]
) -> Iterator[Found]:
    for key, value in entries.items():
        if of_key:
            yield from of_key((*path, key), key)
        if of_value:
            yield from of_value((*path, key), value)


def in_text(file: str, path: str, body: Body) -> Iterator[Reference]:
    """Go through every reference in a text: the manual's words, links to pages, and blocks for areas.

    Args:
        file: The file that it stands in.
        path: The path of its page, from which its links lead.
        body: The text.

    Returns:
        The references, each with the line and the place in the text where the name begins.
    """
    for call in body.calls:
        for to, value, start in in_word(call):
            name, *rest = PARTS.split(value, maxsplit=1)
            yield Reference(file, call.line, to, name, "".join(rest), at=body.text.find(name, start))
    for link in body.links:
        target, part = links.split(link.target)
        if part and not target:
            yield Reference(file, link.line, HEADINGS, "", part)
        elif target.endswith(".md") and not links.is_outside(link.target):
            path_ends = PATH_ENDS.search(body.text, link.at, link.end)
            at = body.text.rfind("/", link.at, path_ends.start() if path_ends else link.end) + 1 or link.at
            yield Reference(file, link.line, *place(file_at(links.resolve(path, target))), part, at=at)
    for block in body.area_blocks:
        for area in block.areas:
            yield Reference(file, block.line, "areas", area)


def in_word(call: Call) -> Iterator[tuple[str, str, int]]:
    """Go through the values of a word that name something: the kind of thing, the value, where it begins."""
    names = IN_WORDS.get(call.name, {})
    by_place = dict(enumerate(names))
    for key, value, start in call.values:
        to = names.get(by_place.get(key, "") if isinstance(key, int) else key)
        if to and isinstance(value, str) and value:
            yield to, value, start
