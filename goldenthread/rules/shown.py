"""Rules that a reader gets what an editor saw: GitHub's preview of a page, and the page, show the same.

Must not know how a page is rendered: `rendering.preview` says what becomes of a text in either reading.

In: the texts of pages. Out: lines that the two show differently, with the lines to write: a list right below
a paragraph, which only GitHub takes for a list.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, zip_longest
from typing import NamedTuple
from urllib.parse import unquote

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from goldenthread.manual.manual import Page
from goldenthread.manual.page_records import AnyPage
from goldenthread.rendering import preview
from goldenthread.rendering.preview import Part, Piece, Previewed
from goldenthread.rules.rule import Found, Look, rule
from goldenthread.text.problems import Grade, Promise
from goldenthread.text.scanner import Body

LIST_DO = (
    "Write it as below: an empty line above the list, - or 1. and a space before each item, "
    "and four spaces before what stands below one."
)
NO_LIST = "This looks like a list, and no list is made of it."
LIST_BELOW = "Write the lines below: an empty line above the list, and - or 1. and a space before each item."
TABLE_DO = "Write it as below: an empty line above the table, and another below it."
OTHER_DO = (
    "Write it more simply: an empty line above and below it, and \\ before no sign that can do without."
)
NAMES = {"<a": "links", "<img": "pictures", "<pre": "code", "<hr": "lines", "<blockquote": "quotations"}
DASHES = "\u2010\u2011\u2013\u2014\u2212"
BULLETS = (
    "\u2022\u00b7\u2023\u2043\u2219\u25e6"
    "\u25aa\u25ab\u25cf\u25cb\u25a0\u25a1\u27a2\u25ba\u25b6\u2713\u2714\u2756\uf0b7\uf0a7"
)
"""What word processors begin items with; the last two are of fonts of their own."""
SIGNS: tuple[tuple[str, str, str], ...] = (
    (
        r"^\[!\w+\]",
        "GitHub's boxes are not made here.",
        "Write a line !!! note, or !!! warning, and the text below it, indented by four spaces.",
    ),
    (
        r"^\[[ xX]\](?=\s|$)",
        "Boxes to tick are not made here.",
        "Take [ ] out: each item is a point of a list.",
    ),
    (
        r"^(?:!!!|\?\?\?)",
        "This begins a box, and none is made of it.",
        'Write a line !!! note "Its title", with straight quotation marks, and the text below it, indented '
        "by four spaces.",
    ),
    (
        r"^///",
        "This line begins and ends nothing.",
        "Write a line /// area | and the area, the text, and a line ///; or take it out.",
    ),
    (r"^===\+?!? *[\"“]", "Tabs are not made here.", "Write a heading, ##, above each."),
    (
        r"^: +\S",
        "Lists of terms are not made here.",
        "Write **term**: and its meaning, as an item of a list.",
    ),
    (
        r"^:::",
        "Boxes that begin with ::: are not made here.",
        "Write a line !!! note, and the text indented.",
    ),
    (
        r"(?<!\*)\*\*(?!\*)",
        "Two stars stand here and make nothing bold.",
        "Write **words**, with no space inside the stars.",
    ),
    (
        r"~~|(?<![\w~/])~[^\s~](?:[^~\n]*[^\s~])?~(?![\w/~])",
        "Nothing is struck through here.",
        "Take out what no longer holds; what changed is told under changes:.",
    ),
    (r"(?<![\w:]):[a-z][a-z_]+:(?![\w:])", "Pictures by name are not made here.", "Write it in words."),
    (
        r"^#{1,6}\S*\s*[^\W\d]",
        "This looks like a heading, and GitHub shows none.",
        "Write ## and a plain space before its words.",
    ),
    (
        r"^\|.*\|$|^\|?:?-{3,}:?\|",
        "This looks like a row of a table, and no table is made of it.",
        "Write the row of headings, then a line |---|---| with as many parts, with an empty line above.",
    ),
    (
        r"^[-*+][\u00a0\u2007\u202f]|^\d{1,3}[.)][\u00a0\u2007\u202f]",
        NO_LIST,
        "Write the lines below: another kind of space stands here than a plain one.",
    ),
    (
        rf"^[{BULLETS}]|^[{DASHES}](?=\S)",
        NO_LIST,
        LIST_BELOW,
    ),
)
"""What is left in a text as it was typed: its sign, what is wrong, and what to write."""
FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
DRAWN = frozenset({"mermaid", "geojson", "topojson", "stl", "math"})
"""The languages of blocks of code that GitHub draws as pictures."""
LEFT = tuple((re.compile(sign), wrong, do) for sign, wrong, do in SIGNS)
LETTERED = re.compile(
    rf"\(?(?P<mark>[a-zA-Z]|[ivxIVX]{{1,4}}|\d{{1,2}})[.)](?:\s|$)|[{DASHES}](?=\s)|[-*+](?=[^\W\d])"
)
"""How a line begins that may be an item of a list: it is one where another such line follows."""
ANY_MARK = re.compile(
    r"(?:(?P<counted>\(?(?:[a-zA-Z]|[ivxIVX]{1,4}|\d{1,3})[.)])"
    rf"|[-*+{DASHES}{BULLETS}])(?:\s+|(?=\w))"
)
MARKER = re.compile(r"(?:[-*+]|\d{1,9}[.)])\s+")


@dataclass(frozen=True)
class Alike:
    """Remembered under a text that both show alike."""

    is_so: bool = True


@rule("preview", Grade.STOPS, Promise.SHOWN)
def as_previewed(look: Look) -> Iterator[Found]:
    """A page shows what GitHub's preview of it shows: lists, tables, headings, links, pictures, words."""
    for page in look.manual.pages():
        text = page.body.text
        if look.memory.recall(Alike, text):
            continue
        found = list(_of_page(look, page))
        yield from found
        if not found:
            look.memory.keep(Alike(), text)
    look.memory.forget_the_rest(Alike)


def _of_page(look: Look, page: Page[AnyPage]) -> Iterator[Found]:
    text = preview.plain(page.body.text)
    if preview.has_other_tags(Body(text, 1).prose):
        return  # it is a problem already
    every = list(preview.parts(text, page.body.first_line))
    made = [part for part in every if part.box]
    for part in every:
        if part.box and not part.text.strip():
            do = "Write its text below it, indented by four spaces."
            yield Found(page.file, part.box, "Nothing stands in this box.", do)
        for line, wrong, do, paste in _Compared(look, page, part).told():
            yield Found(page.file, line, wrong, do, paste)
    yield from _read_otherwise(look, page, every)
    if made and preview.boxes(look.settings, text) != len(made):
        do = "Begin it at the beginning of a line, or four spaces in within an item, below an empty line."
        yield Found(page.file, made[0].box, "A box begins here or below, and none is made of it.", do)


def _read_otherwise(look: Look, page: Page[AnyPage], every: Sequence[Part]) -> Iterator[Found]:
    """Find the links that no other rule sees as the page has them."""
    shown = {
        piece.what.partition(" ")[2]
        for part in every
        for piece in preview.ours(look.settings, part.text)
        if piece.what.startswith(("<a ", "<img "))
    }
    seen = {unquote(link.target): link.line for link in page.body.links}
    lines = {seen[target] for target in seen.keys() - shown}
    if any(not target.startswith("mailto:") for target in shown - seen.keys()):
        lines = lines or {page.body.first_line}
    for line in sorted(lines):
        wrong = "A link here is read otherwise than it is written."
        yield Found(page.file, line, wrong, "Write [words](address), with nothing else around it.")


@dataclass(frozen=True)
class _Compared:
    """One part of a page in both readings."""

    look: Look
    page: Page[AnyPage]
    part: Part

    @cached_property
    def theirs(self) -> Previewed:
        return preview.github(self.part.text)

    def told(self) -> Iterator[tuple[int, str, str, str]]:
        """List what is wrong, one thing a line: the line, what is wrong, what to do, lines to write."""
        if not self.part.text.strip():
            return
        told: dict[int, str] = {}
        found = [*self._signs(), *self._notes(), *self._items(), *self._cells(), *self._difference()]
        for line, wrong, do, paste in found:
            if line not in told and told.get(line - 1) != wrong:
                yield self.part.line + line, wrong, do, paste
            told.setdefault(line, wrong)

    def _signs(self) -> Iterator[tuple[int, str, str, str]]:
        for line, text in self._typed():
            for sign, wrong, do in LEFT:
                if sign.search(text):
                    yield line, wrong, do, self._as_list(line) if wrong == NO_LIST else ""

    def _notes(self) -> Iterator[tuple[int, str, str, str]]:
        for line, text in enumerate(Body(self.part.text, 0).prose.split("\n")):
            if FOOTNOTE.search(text):
                do = 'Write the note where it belongs, in brackets, or cite it: {{ cite("…") }}.'
                yield line, "Notes at the foot of a page are not made here.", do, ""
        for token in self.theirs.tokens:
            if token.type == "fence" and token.map and token.info.strip().lower() in DRAWN:
                do = 'Write its steps as a list, and {{ flowchart("Its title") }} alone in a line above.'
                yield token.map[0], "GitHub draws this, and the page shows how it is written.", do, ""
            if token.type == "code_block" and token.map and token.content.startswith(("!!!", "???")):
                do = "Begin it at the beginning of a line, or four spaces in within an item."
                yield token.map[0], "This looks like a box, and is shown as it is written.", do, ""

    def _typed(self) -> Iterator[tuple[int, str]]:
        """Go through the lines of words that are left when GitHub has read them; code is left out."""
        for token in self.theirs.tokens:
            if token.type == "inline" and token.map:
                said = "".join(map(_words, token.children or ()))
                yield from enumerate((line.strip(" ") for line in said.split("\n")), token.map[0])

    def _items(self) -> Iterator[tuple[int, str, str, str]]:
        """Find lines that begin like items of a list, one after another, and are no list."""
        begins = [(line, LETTERED.match(text)) for line, text in self._typed()]
        for (line, one), (_, next_one) in pairwise(begins):
            if one and next_one and _follows(one, next_one):
                yield line, NO_LIST, LIST_BELOW, self._as_list(line)
                return

    def _cells(self) -> Iterator[tuple[int, str, str, str]]:
        lines = self.part.text.split("\n")
        columns = 0
        for token in self.theirs.tokens:
            if token.type == "table_open":
                columns = 0
            elif token.type == "th_open":
                columns += 1
            elif token.type == "tr_open" and token.map and columns:
                count = len(escapedSplit(lines[token.map[0]].strip().removeprefix("|").removesuffix("|")))
                if count > columns:
                    wrong = f"This row has {count} cells and the table has {columns} columns."
                    yield token.map[0], wrong, "Write \\| for a bar inside a cell, or add a column.", ""

    def _difference(self) -> Iterator[tuple[int, str, str, str]]:
        theirs, ours = self.theirs.pieces, preview.ours(self.look.settings, self.part.text)
        end = Piece("", max((piece.line for piece in theirs), default=0))
        for one, other in zip_longest(theirs, ours, fillvalue=end):
            if one.what != other.what:
                yield one.line, *self._said(one, other.what)
                return

    def _said(self, theirs: Piece, our: str) -> tuple[str, str, str]:
        both = (theirs.what, our)
        if any(what.startswith(("<li", "</li")) for what in both):
            wrong = "The list here is another one in GitHub's preview than on the page."
            return wrong, LIST_DO, self._as_items(theirs.line)
        if any(what in ("<table", "<th", "<td") for what in both):
            wrong = "GitHub's preview shows another table here than the page."
            return wrong, TABLE_DO, self._as_table(theirs.line)
        if any(re.match(r"<h\d", what) for what in both):
            do = "Write ## and a space before a heading, and an empty line above and below it."
            return "GitHub's preview shows other headings here than the page.", do, ""
        name = next((NAMES[key] for what in both if (key := what.split(" ")[0]) in NAMES), "words or signs")
        return f"GitHub's preview shows other {name} here than the page.", OTHER_DO, ""

    def _as_items(self, line: int) -> str:
        """Write the lists that GitHub sees at a line as both read them; empty where it sees none."""
        plain = self.part.text.split("\n")
        items = _items_at(self.theirs.tokens, plain, line)
        if not items:
            return ""
        begin, end = items[0].line, max(item.end for item in items)
        while not plain[end - 1].strip():  # so the line that ends an area is not taken for the last item's
            end -= 1
        written = self._written(begin, end)
        is_loose = any(not text.strip() for text in written)
        lines = list[str]()
        for at, text in enumerate(written, begin):
            around = [item for item in items if item.line <= at < item.end]
            if not around:  # what stands between two lists and is not shown, such as where a link leads
                lines.append(text)
                continue
            item = around[-1]
            if is_loose and at == item.line and lines and lines[-1]:
                lines.append("")
            lines.append(item.written(text.strip(), at == item.line))
        return self._paste(lines)

    def _as_list(self, line: int) -> str:
        """Write lines that begin like items of a list as a list, up to the next empty line."""
        lines = list[str]()
        for text in self._written(line, len(self.part.text)):
            if not text.strip():
                break
            found = ANY_MARK.match(text.strip())
            mark = f"{len(lines) + 1}. " if found and found["counted"] else "- "
            rest = text.strip()[found.end() :] if found else text.strip()
            lines.append(f"{mark if found else '    '}{rest}")
        return self._paste(lines)

    def _as_table(self, line: int) -> str:
        tables = [t.map for t in self.theirs.tokens if t.type == "table_open" and t.map]
        begin, end = next(((a, b) for a, b in tables if a <= line < b), (0, 0))
        return self._paste([*map(str.strip, self._written(begin, end)), ""]) if end else ""

    def _written(self, begin: int, end: int) -> list[str]:
        """Return some lines of the part as they stand in the file."""
        first = self.part.line - self.page.body.first_line
        last = first + min(end, self.part.text.count("\n") + 1)
        return self.page.body.text.split("\n")[first + begin : last]

    def _paste(self, lines: Sequence[str]) -> str:
        return "\n".join(["", *(f"{self.part.indent}{line}".rstrip() for line in lines)])


class _Item(NamedTuple):
    """An item of a list of GitHub's."""

    line: int
    end: int
    depth: int
    marker: str

    def written(self, text: str, is_first: bool) -> str:
        """Write a line of it: the first with its sign, the others below its words."""
        if is_first:
            return f"{'    ' * self.depth}{self.marker}{MARKER.sub('', text, count=1)}"
        return f"{'    ' * (self.depth + 1)}{text}" if text else ""


def _items_at(tokens: Sequence[Token], lines: Sequence[str], line: int) -> list[_Item]:
    """List the items of the list at a line, and of the lists that stand right above and below it."""
    found, depth, below = list[_Item](), -1, 0
    for token in tokens:
        is_top = not token.level and token.nesting >= 0
        if is_top and not _is_list(token):  # something between two lists
            if any(item.line <= line < item.end for item in found):
                break
            found = []
        elif is_top and token.map:  # set in below another list, it was to stand below an item
            below = int(bool(found) and lines[token.map[0]].startswith(" "))
        if _is_list(token) and (depth >= 0 or is_top):
            depth += token.nesting
        if token.type == "list_item_open" and token.map and depth >= 0:
            marker = f"{token.info}. " if token.info else "- "
            found.append(_Item(token.map[0], token.map[1], depth + below, marker))
    return found if any(item.line <= line < item.end for item in found) else []


def _is_list(token: Token) -> bool:
    return token.type.startswith(("bullet_list", "ordered_list"))


def _words(token: Token) -> str:
    """Return what a reader sees of a piece of a line; in place of code or a picture, an "x"."""
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    return token.content if token.type == "text" else "x" * (token.type in ("code_inline", "image"))


def _follows(one: re.Match[str], other: re.Match[str]) -> bool:
    before, after = one["mark"], other["mark"]
    if not before or not after:
        return before == after and one[0] == other[0]
    if before.isdigit() and after.isdigit():
        return int(after) == int(before) + 1
    follows = (("i", "ii"), ("ii", "iii"), ("iii", "iv"), ("iv", "v"), ("v", "vi"))
    return (before.lower(), after.lower()) in follows or (
        len(before) == len(after) == 1 and ord(after) == ord(before) + 1
    )
