"""Renaming a page or a heading: every link and name in the whole manual follows, and the old one stays known.

Changes text at the very place of each value, so that nothing else of a file moves. Must not write files.

In: the manual, the text of its files, an old name and a new one. Out: the text of each file that changes:
where `neglect` becomes `child-neglect`, `related: [neglect]` reads `related: [child-neglect]`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import PurePosixPath

import yaml

from goldenthread.editing.starting import taken
from goldenthread.manual.fields import NAME
from goldenthread.manual.manual import Manual, Page
from goldenthread.manual.page_records import AnyPage
from goldenthread.manual.references import in_text
from goldenthread.text.front_matter import Divided, divide
from goldenthread.text.scanner import ATTRIBUTES, MARKERS, OWN_ID, Body
from goldenthread.text.suggestions import nearest

CANNOT = "The name of the page is written in an unusual way here. Write it plainly, then rename."
HOME = "docs/index.md"


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
    """Find a page by its name (neglect), its folder and name (procedures/neglect) or its file."""
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
    """Move a page to another address, and let every link and name in the manual follow.

    Args:
        manual: The manual.
        texts: The text of the manual's files, pages and data, by file.
        old: The page: its name, its folder and name, or its file.
        new: The new name, with or without the folder and the ending.

    Returns:
        The files as they are to be written, and the file that goes away.

    Raises:
        CannotRenameError: There is no such page or more than one, or the new name is none or is taken.
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
            mends = list(dict.fromkeys(mends))  # what YAML repeats by a name of its own stands once
            mended[file], counts[file] = _mended(text, mends), len(mends)
    _hold(manual, page, texts, mended, f"{folder}/{address}.md")
    return Renamed(mended, counts, gone=page.file)


def reword(manual: Manual, texts: Mapping[str, str], old: str, words: str) -> Renamed:
    """Change the words of a heading, and let it keep its anchor.

    Args:
        manual: The manual.
        texts: The text of the manual's files, by file.
        old: The page and the anchor of the heading, such as "neglect#old-heading".
        words: The new words, without any markup.

    Returns:
        The page's file as it is to be written.

    Raises:
        CannotRenameError: There is no such page or heading, or the words are none that a heading may have.
    """
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
    """Raise CannotRenameError unless a page may have an address."""
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
    here = manual.by_file.get(file)
    named = [one for one in (here or manual.data).named if one.file == file and page.is_named_by(one)]
    if named:
        front = _front(text) if here else Scalars(text)
        for one in named:
            node = front.nodes[one.path]
            found = front.text.find(page.address, node.start_mark.index, node.end_mark.index)
            if found < 0:
                raise CannotRenameError(f"{file}:{one.line}: {CANNOT}")
            begins = found + front.first
            yield Mend(begins, begins + len(page.address), new)
    there = here.body.text if here else ""
    for one in filter(page.is_named_by, here.mentioned if here else ()):
        if there.startswith(page.address, one.at):
            begins = len(text) - len(there) + one.at
            yield Mend(begins, begins + len(page.address), new)
        else:
            raise CannotRenameError(f"{file}:{one.line}: {CANNOT}")


def _hold(
    manual: Manual, page: Page[AnyPage], texts: Mapping[str, str], mended: Mapping[str, str], file: str
) -> None:
    """Raise CannotRenameError unless all that named a page names the new one, and nothing else changed."""
    new = PurePosixPath(file).stem
    for before, text in texts.items():
        here = manual.by_file.get(before)
        if not here and not before.endswith(".yml"):
            continue
        after = mended.get(file if before == page.file else before, text)
        old_values = _values(text if not here else divide(text).front or "")
        for one in (here or manual.data).named:
            if one.file == before and page.is_named_by(one) and one.path in old_values:
                old_values[one.path] = old_values[one.path].replace(page.address, new, 1)
        new_values = _values(after if not here else divide(after).front or "")
        for values in (old_values, new_values):
            for path in [path for path in values if before == page.file and path[:1] == ("was",)]:
                del values[path]
        odd = next(
            (path for path in {**old_values, **new_values} if old_values.get(path) != new_values.get(path)),
            None,
        )
        if odd is not None:
            line = here.line(*odd) if here else 1
            raise CannotRenameError(f"{before}:{line}: {CANNOT}")
        if here:
            _hold_text(page, here, divide(after), new)


def _hold_text(page: Page[AnyPage], here: Page[AnyPage], after: Divided, new: str) -> None:
    """Raise CannotRenameError unless each reference of a text that named a page names the new one."""
    now = in_text(here.file, here.path, Body(after.below, here.body.first_line))
    for was, one in zip_longest(here.mentioned, now):
        name = new if was and page.is_named_by(was) else was and was.name
        if not was or not one or (one.to, one.name, one.part) != (was.to, name, was.part):
            raise CannotRenameError(f"{here.file}:{(was or one).line}: {CANNOT}")


def _values(text: str) -> dict[tuple[str | int, ...], str]:
    """Return every value of a YAML text by its path."""
    return {
        path: str(node.value)
        for path, node in Scalars(text).nodes.items()
        if isinstance(node, yaml.ScalarNode)
    }


def _front(text: str) -> Scalars:
    """Read a page's front matter, with the place where it begins."""
    parts = divide(text)
    return Scalars(parts.front or "", parts.begins)


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
