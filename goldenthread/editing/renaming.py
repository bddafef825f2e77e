"""Renaming a page or a heading: every link and name in the whole manual follows, and the old one stays known.

Changes text at the very place of each value, so that nothing else of a file moves. Must not write files:
it gives their text.
"""

import ast
import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from goldenthread.editing.starting import taken
from goldenthread.manual.fields import NAME
from goldenthread.manual.manual import Manual, Page
from goldenthread.manual.page_records import AnyPage
from goldenthread.text import links
from goldenthread.text.front_matter import divide
from goldenthread.text.scanner import (
    ATTRIBUTE,
    ATTRIBUTES,
    BRACES,
    LINK,
    MARKERS,
    OWN_ID,
    REFERENCE,
    read_call,
)
from goldenthread.text.suggestions import nearest

PROCEDURES, LEARNING = "procedures", "briefings/learning"
ANY = None

IN_FRONT_MATTER: Mapping[str, tuple[tuple[str | None, ...], ...]] = {
    PROCEDURES: (
        ("related", ANY),
        ("withdrawn", "replaced_by"),
        ("procedures", ANY),
        ("moved", ANY),
        ("actions", ANY, "responses", ANY, "read_at", ANY),
    ),
    LEARNING: (("learning", ANY), ("changes", ANY, "because", ANY)),
}
"""The fields that name a page, by the folder of that page."""
IN_PARTNERSHIP: Mapping[str, tuple[tuple[str | None, ...], ...]] = {
    PROCEDURES: (("escalation",), ("withheld", ANY, "page")),
}
CAUSE = ("changes", ANY, "because", ANY)
"""Here a name without an action is no learning: it is a citation, or routine."""
IN_WORDS: Mapping[str, Mapping[int | str, str]] = {
    "procedure": {0: PROCEDURES, "place": PROCEDURES},
    "briefing": {0: "briefings/seven-minute", "address": "briefings/seven-minute"},
    "guide": {0: "briefings/one-minute", "address": "briefings/one-minute"},
    "record": {0: LEARNING, "address": LEARNING},
    "action": {0: LEARNING, "ref": LEARNING},
    "what_changed": {0: PROCEDURES, "procedure": PROCEDURES, 2: LEARNING, "record": LEARNING},
}
"""The values of a word that name a page, by their place or their name, and the folder of that page."""
PARTNERSHIP = "data/partnership.yml"
HOME = "docs/index.md"
PART = re.compile(r"[#/]")


class CannotRenameError(Exception):
    """Something cannot be renamed: one sentence says why, one what to do."""


@dataclass(frozen=True)
class Renamed:
    """What becomes of the files: those whose text changes, and one that goes away."""

    texts: Mapping[str, str]
    """By file, as each is to be written."""
    counts: Mapping[str, int]
    """How many places of each file are changed."""
    gone: str = ""


@dataclass(frozen=True)
class Mend:
    """One place of a text, and what is to stand there."""

    start: int
    end: int
    text: str


@dataclass
class Scalars:
    """Every value of a YAML text, by its path, and where it stands."""

    text: str
    first: int = 0
    """Where the YAML begins in the file."""
    nodes: dict[tuple[str | int, ...], yaml.Node] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the text. It is known to be sound."""
        if node := yaml.compose(self.text, Loader=yaml.SafeLoader):
            self._walk(node, ())

    def _walk(self, node: yaml.Node, path: tuple[str | int, ...]) -> None:
        self.nodes[path] = node
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                self._walk(value, (*path, str(key.value)))
        elif isinstance(node, yaml.SequenceNode):
            for index, value in enumerate(node.value):
                self._walk(value, (*path, index))


def find(manual: Manual, name: str) -> Page[AnyPage]:
    """Find a page by "neglect", "procedures/neglect" or its file. Raises CannotRenameError."""
    wanted = name.removesuffix(".md")
    stems = {file.removesuffix(".md"): page for file, page in manual.by_file.items()}
    found = [page for stem, page in stems.items() if stem == wanted or stem.endswith(f"/{wanted}")]
    if len(found) == 1:
        return found[0]
    if not found:
        now = [
            p.file.removesuffix(".md") for path, p in manual.former() if f"/{path}".endswith(f"/{wanted}.md")
        ]
        known = stems if "/" in wanted else [page.address for page in stems.values()]
        instead = f"It is {now[0]} now." if now else nearest(wanted, known)
        raise CannotRenameError(f'There is no page "{name}". {instead}')
    which = " or ".join(page.file.removesuffix(".md") for page in found)
    raise CannotRenameError(f'Several pages are called "{name}". Write which one you mean: {which}.')


def rename(manual: Manual, texts: Mapping[str, str], old: str, new: str) -> Renamed:
    """Give a page another address, and let every link and name in the manual follow.

    `texts` are the manual's files as they stand: pages and data. Raises CannotRenameError.
    """
    page = find(manual, old)
    folder = page.file.rpartition("/")[0]
    address = new.removesuffix(".md").removeprefix(f"{folder}/")
    _free(manual, page, f"{folder}/{address}.md", address)
    mended, counts = {}, {}
    for file, text in texts.items():
        mends = [*_mends(manual, page, file, text, address)]
        if file == page.file:
            mends.append(_remembered(_front(text), page.address))
            file = f"{folder}/{address}.md"
        if mends:
            mended[file], counts[file] = _mended(text, mends), len(mends)
    return Renamed(mended, counts, gone=page.file)


def reword(manual: Manual, texts: Mapping[str, str], old: str, words: str) -> Renamed:
    """Give a heading ("neglect#old-heading") other words; it keeps its anchor. Raises CannotRenameError."""
    name, _, anchor = old.partition("#")
    page = find(manual, name)
    heading = next((one for one in page.body.headings if one.anchor == anchor), None)
    words = " ".join(words.split())
    if not heading:
        known = [one.anchor for one in page.body.headings]
        raise CannotRenameError(f'{page.file} has no heading "#{anchor}". {nearest(anchor, known)}')
    if not words or MARKERS.search(words):
        raise CannotRenameError("A heading is plain words. Write words only.")
    if any(one.text.lower() == words.lower() for one in page.body.headings if one is not heading):
        raise CannotRenameError("Another heading of this page reads so. Write other words.")
    lines = texts[page.file].split("\n")
    line = lines[heading.line - 1]
    attributes = ATTRIBUTES.search(line)
    kept = attributes[1].strip() if attributes else ""
    if not OWN_ID.search(kept):
        kept = f"#{anchor} {kept}".strip()
    lines[heading.line - 1] = f"{'#' * heading.level} {words} {{{kept}}}"
    return Renamed({page.file: "\n".join(lines)}, {page.file: 1})


def _free(manual: Manual, page: Page[AnyPage], file: str, address: str) -> None:
    """Make sure that a page may have an address."""
    if page.file == HOME:
        raise CannotRenameError("The home page keeps its name.")
    if not NAME.fullmatch(address) or address == "index":
        raise CannotRenameError(
            f'"{address}" cannot be an address of {page.file}: it stays in its folder. '
            "Write small letters, digits and single hyphens, such as young-carers."
        )
    if address == page.address:
        raise CannotRenameError("This is its address already.")
    if address in page.record.was:
        raise CannotRenameError(
            f'"{address}" was its address before: going back would lose the address that it has now. '
            "If that one was never published, undo the renaming; if it was, take a third address."
        )
    if said := taken(manual, file):
        raise CannotRenameError(f"{said} Write another address.")


def _mends(manual: Manual, page: Page[AnyPage], file: str, text: str, new: str) -> Iterator[Mend]:
    """Find every place of a file that names a page."""
    folder = page.file.rpartition("/")[0]
    if file == PARTNERSHIP:
        yield from _in_yaml(Scalars(text), IN_PARTNERSHIP.get(folder, ()), page.address, new)
    elif there := manual.by_file.get(file):
        yield from _in_yaml(_front(text), IN_FRONT_MATTER.get(folder, ()), page.address, new)
        begins = len(text) - len(there.body.text)
        for mend in (*_in_links(there, page, new), *_in_words(there, folder, page.address, new)):
            yield Mend(begins + mend.start, begins + mend.end, mend.text)


def _front(text: str) -> Scalars:
    """Read a page's front matter, with the place where it begins."""
    parts = divide(text)
    return Scalars(parts.front or "", parts.begins)


def _in_yaml(read: Scalars, fields: tuple[tuple[str | None, ...], ...], old: str, new: str) -> Iterator[Mend]:
    for path, node in read.nodes.items():
        pattern = next((one for one in fields if _matches(path, one)), None)
        if not pattern or not isinstance(node, yaml.ScalarNode):
            continue
        if pattern == CAUSE and "/" not in node.value:
            continue
        if PART.split(node.value)[0] == old:
            start = read.text.index(old, node.start_mark.index)
            yield Mend(read.first + start, read.first + start + len(old), new)


def _matches(path: tuple[str | int, ...], pattern: tuple[str | None, ...]) -> bool:
    return len(path) == len(pattern) and all(
        want is ANY or part == want for part, want in zip(path, pattern, strict=True)
    )


def _in_links(here: Page[AnyPage], page: Page[AnyPage], new: str) -> Iterator[Mend]:
    """Find the links to a page; the way to its folder stays, and so does the anchor."""
    for pattern in (LINK, REFERENCE, ATTRIBUTE):
        for found in pattern.finditer(here.body.prose):
            group = next(
                name for name in ("target", "double", "single") if found.groupdict().get(name) is not None
            )
            target = html.unescape(found[group]) if pattern is ATTRIBUTE else found[group]
            path, _ = links.split(target)
            if not path or links.is_outside(target) or links.resolve(here.path, path) != page.path:
                continue
            written = found[group].partition("#")[0].partition("?")[0]
            last = found.start(group) + written.rfind("/") + 1
            yield Mend(last, found.start(group) + len(written), f"{new}.md")


def _in_words(here: Page[AnyPage], folder: str, old: str, new: str) -> Iterator[Mend]:
    """Find the values in words that name a page, wherever they are expanded."""
    for braces in BRACES.finditer(here.body.text):
        word = braces["word"] or ""
        at = braces.start("word") + len(word) - len(word.lstrip())
        for start, value in _values(word.strip(), folder):
            if PART.split(value)[0] == old:
                first = here.body.text.index(old, at + start)
                yield Mend(first, first + len(old), new)


def _values(word: str, folder: str) -> Iterator[tuple[int, str]]:
    """Give the values of a word that name pages of a folder, and where each begins in it."""
    call = ast.parse(word, mode="eval").body if read_call(word, 0) else None
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
        return
    places = IN_WORDS.get(call.func.id, {})
    given: list[tuple[Any, ast.expr]] = [*enumerate(call.args), *((k.arg, k.value) for k in call.keywords)]
    for place, value in given:
        if places.get(place) == folder and isinstance(value, ast.Constant) and isinstance(value.value, str):
            above = sum(len(line) + 1 for line in word.split("\n")[: value.lineno - 1])
            before = word.split("\n")[value.lineno - 1].encode()[: value.col_offset].decode()
            yield above + len(before), value.value


def _remembered(front: Scalars, old: str) -> Mend:
    """Add an address to `was:`, as the last one."""
    text, was = front.text, front.nodes.get(("was",))
    items = was.value if isinstance(was, yaml.SequenceNode) else []
    if was and not items:
        return _insert(front, was.start_mark.index + 1, old)
    if isinstance(was, yaml.SequenceNode) and was.flow_style:
        return _insert(front, items[-1].end_mark.index, f", {old}")
    last = items[-1] if items else front.nodes[("title",)]
    ends = len(text[: last.end_mark.index].rstrip())
    ends = text.find("\n", ends) if "\n" in text[ends:] else len(text)
    begins = text.rfind("\n", 0, last.start_mark.index) + 1
    added = f"{text[begins : last.start_mark.index]}{old}" if items else f"was: [{old}]"
    return _insert(front, ends, f"\n{added}")


def _insert(front: Scalars, place: int, text: str) -> Mend:
    return Mend(front.first + place, front.first + place, text)


def _mended(text: str, mends: list[Mend]) -> str:
    for mend in sorted(mends, key=lambda one: one.start, reverse=True):
        text = text[: mend.start] + mend.text + text[mend.end :]
    return text
