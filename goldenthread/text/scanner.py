"""The one reader of a page's text without rendering it: headings, links, words and their lines.

Knows Markdown's lines and the words' brackets; knows no manual, and follows no link. A test proves
that the anchors found here equal the ids of the built page.

In: a page's Markdown. Out: headings with their anchors, links, words and area blocks, each with its line.

    >>> Body("## Who to call", first_line=9).headings
    (Heading(level=2, text='Who to call', anchor='who-to-call', line=9),)
"""

import ast
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from markdown.extensions.toc import slugify, unique

from goldenthread.text.written_links import LinksOfText, read_links

FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
HEADING = re.compile(r"^(#{1,6})(.*?)#*\s*$")
CONTAINER = re.compile(r"\s*(?:[-*+]\s|\d+\.\s|!!!|\?\?\?)")
"""How a line begins that what is indented below it belongs to."""
INDENTED = re.compile(r"^\s+#{1,6}\s*\w")
ATTRIBUTES = re.compile(r"\s*\{:?\s*([^{}]*)\}\s*$")
OWN_ID = re.compile(r"#([\w-]+)")
UNDERLINE = re.compile(r"^(=+|-+)\s*$")
CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)((?:(?!\n[ \t]*\n).)+?)(?<!`)\1(?!`)", re.DOTALL)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
NOT_A_BREAK = re.compile(r"[^\n]")
LINK = re.compile(
    r"(?P<bang>!?)\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]"
    r"\(\s*<?(?P<target>(?:[^()\s>]|\([^()\s]*\))*)>?(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
MARKERS = re.compile(r"[*_`\[\]<>{}\\]")
BRACES = re.compile(r"\{\{(?P<word>.{0,1200}?)\}\}|\{\{|\{%|\{##", re.DOTALL)
"""Whatever means something to Jinja. `{#` is not among it, since it opens a heading's id: see mkdocs.yml."""
LONGEST_WORD = 1000
DO_NOW = "do-this-now"
AREA_BEGINS = re.compile(r"^///[ \t]*area\b[ \t]*\|?(?P<areas>.*)$")
AREA_ENDS = re.compile(r"^///[ \t]*$")


@dataclass(frozen=True)
class Heading:
    """One heading of a page."""

    level: int
    text: str
    anchor: str
    line: int
    """In the file, from 1."""


@dataclass(frozen=True)
class Link:
    """One link or picture that an author wrote."""

    target: str
    text: str
    line: int
    at: int = field(default=0, compare=False)
    """Where the target begins in the body's text."""
    end: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Call:
    """One word that an author used: `{{ procedure("neglect") }}`."""

    name: str
    args: tuple[object, ...]
    kwargs: tuple[tuple[str, object], ...]
    line: int
    at: int = field(default=0, compare=False)
    """Where it begins in the body's text."""
    starts: tuple[int, ...] = field(default=(), compare=False)
    """Where each value begins in it, those with a name last."""

    @property
    def values(self) -> Iterator[tuple[int | str, object, int]]:
        """Go through the values: the place or the name of each, what it says, and where that begins."""
        given: tuple[tuple[int | str, object], ...] = (*enumerate(self.args), *self.kwargs)
        yield from (
            (place, value, self.at + at) for (place, value), at in zip(given, self.starts, strict=True)
        )


@dataclass(frozen=True)
class WordFault:
    """Double braces that hold something else than one of our words."""

    line: int
    wrong: str


@dataclass(frozen=True)
class AreaBlock:
    """Text for some areas only: from a line "/// area | north" to a line "///"."""

    areas: tuple[str, ...]
    line: int
    end: int | None
    """The line that closes it; None where none does."""


@dataclass(frozen=True)
class Body:
    """What an author wrote below the front matter, and what was found in it."""

    text: str
    first_line: int

    def _line(self, position: int) -> int:
        return self.first_line + self.text.count("\n", 0, position)

    @cached_property
    def shown(self) -> str:
        """The text without comments, every character in its place: code is read too."""
        return COMMENT.sub(lambda found: NOT_A_BREAK.sub(" ", found[0]), self.text)

    @cached_property
    def prose(self) -> str:
        """The text with code and comments blanked out, every character in its place."""
        lines, closes = [], -1
        never_closed: tuple[str, ...] = ()
        written = self.text.split("\n")
        for index, line in enumerate(written):
            opening = FENCE.match(line) if index > closes else None
            if opening and not opening[1].startswith(never_closed):
                closes = _closing(written, index + 1, opening[1])
                never_closed += () if closes > 0 else (opening[1],)
            lines.append(" " * len(line) if index <= closes else line)
        text = COMMENT.sub(lambda found: NOT_A_BREAK.sub(" ", found[0]), "\n".join(lines))
        return CODE_SPAN.sub(lambda found: NOT_A_BREAK.sub(" ", found[0]), text)

    def stands_alone(self, line: int) -> bool:
        """Whether a line holds one word and nothing else, with nothing right above or below."""
        lines = ["", *self.prose.split("\n"), ""]
        above, here, below = lines[line - self.first_line : line - self.first_line + 3]
        return not above.strip() and not below.strip() and bool(BRACES.fullmatch(here))

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """Every heading with the id that the built page gives it."""
        written = self._written_headings()
        taken = {heading.anchor for heading in written if heading.anchor}
        return tuple(
            heading if heading.anchor else replace(heading, anchor=unique(_slug(heading.text), taken))
            for heading in written
        )

    def _written_headings(self) -> list[Heading]:
        """Headings with the id that the author gave them, or none."""
        found = []
        raw = self.text.split("\n")
        for index, line in enumerate(self.prose.split("\n")):
            if not HEADING.match(line) or not (heading := HEADING.match(raw[index])):
                continue
            text, anchor = heading[2].strip(), ""
            if attributes := ATTRIBUTES.search(text):
                own = OWN_ID.search(attributes[1])
                anchor = own[1] if own else ""
                text = text[: attributes.start()]
            found.append(Heading(len(heading[1]), text, anchor, self.first_line + index))
        return found

    @cached_property
    def underlined(self) -> tuple[int, ...]:
        """The lines that Markdown takes for headings because the next line underlines them."""
        lines = ["", *self.prose.split("\n")]
        return tuple(
            self.first_line + index - 1
            for index in range(1, len(lines) - 1)
            if lines[index].strip() and not lines[index - 1].strip() and UNDERLINE.match(lines[index + 1])
        )

    @cached_property
    def indented(self) -> tuple[int, ...]:
        """The lines that Markdown may take for headings inside a list, whose anchors nobody sees."""
        lines = enumerate(self.prose.split("\n"), self.first_line)
        return tuple(number for number, line in lines if INDENTED.match(line))

    @cached_property
    def area_blocks(self) -> tuple[AreaBlock, ...]:
        """The blocks that hold text for some areas only."""
        if "///" not in self.text:
            return ()
        found: list[AreaBlock] = []
        for number, line in enumerate(self.prose.split("\n"), self.first_line):
            if begins := AREA_BEGINS.match(line):
                names = (name.strip() for name in begins["areas"].split(","))
                found.append(AreaBlock(tuple(filter(None, names)), number, None))
            elif AREA_ENDS.match(line) and found and found[-1].end is None:
                found[-1] = replace(found[-1], end=number)
        return tuple(found)

    @cached_property
    def _links(self) -> LinksOfText:
        lines = self.prose.split("\n")
        for index in list(_set_in(self.text.split("\n"), lines)):
            lines[index] = " " * len(lines[index])
        return read_links(BRACES.sub(lambda found: NOT_A_BREAK.sub("x", found[0]), "\n".join(lines)))

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every link and picture, also in raw HTML; a link by name stands where that is explained."""
        found = (Link(one.target, one.text, self._line(one.at), one.at, one.end) for one in self._links.links)
        return tuple(sorted(dict.fromkeys(found), key=lambda link: link.line))

    @property
    def unlinked(self) -> str:
        """The text with links, words of the manual, code and comments blanked out."""
        return self._links.rest

    @cached_property
    def _words(self) -> tuple[tuple[Call, ...], tuple[WordFault, ...]]:
        calls: list[Call] = []
        faults: list[WordFault] = []
        for braces in BRACES.finditer(self.text):
            line = self._line(braces.start())
            if call := read_call(braces["word"], line, braces.start("word")):
                calls.append(call)
            else:
                faults.append(WordFault(line, "Braces hold something else than one of the manual's words."))
        return tuple(calls), tuple(faults)

    @property
    def calls(self) -> tuple[Call, ...]:
        """The words that the author used, each with plain values."""
        return self._words[0]

    @property
    def word_faults(self) -> tuple[WordFault, ...]:
        """Everything else in double braces."""
        return self._words[1]

    @cached_property
    def word_count(self) -> int:
        """About how many words somebody would read aloud."""
        return len(re.findall(r"\w[\w'\u2019-]*", LINK.sub(lambda link: link["text"], self.prose)))

    def section(self, anchor: str) -> tuple[int, int] | None:
        """Where a section begins and ends, as line numbers in `text` from 0; None where there is none."""
        for index, heading in enumerate(self.headings):
            if heading.anchor != anchor:
                continue
            later = (h.line for h in self.headings[index + 1 :] if h.level <= heading.level)
            end = next(later, self.first_line + self.text.count("\n") + 1)
            return heading.line - self.first_line, end - self.first_line
        return None


def _closing(lines: list[str], begin: int, fence: str) -> int:
    """Find the line that closes a block of code; -1 where none does, since then it is no code."""
    ends = (i for i in range(begin, len(lines)) if lines[i].lstrip().startswith(fence))
    return next((i for i in ends if not lines[i].strip().strip(fence[0])), -1)


def _set_in(written: list[str], lines: list[str]) -> Iterator[int]:
    """Find the lines that are code because they are indented, further than the list or box above has it.

    Args:
        written: The lines.
        lines: The same with other code blanked out.
    """
    depth, is_code, above = 0, False, ""
    for index, line in enumerate(lines):
        level = _level(written[index])
        if not line.strip():
            depth = min(depth, level) if written[index].strip() else depth
        elif not above.strip() or (HEADING.match(above) and not is_code):
            is_code = level > depth
            depth = min(depth, level)
        elif level <= depth:
            is_code = False
        if line.strip() and is_code:
            yield index
        elif CONTAINER.match(line):
            depth = min(depth, level) + 1
        above = line


def _level(line: str) -> int:
    """How far in a line begins, as Markdown counts: by fours."""
    line = line.expandtabs(4)
    return (len(line) - len(line.lstrip())) // 4


def _slug(heading: str) -> str:
    return slugify(html.unescape(heading), "-")


def read_call(written: str | None, line: int, at: int = 0) -> Call | None:
    """Read a word of `macros.py` as an author used it.

    Args:
        written: What stands between the double braces.
        line: The line that it stands on, in the file, from 1.
        at: Where that begins in the body's text.

    Returns:
        The word with its plain values; None for anything else.
    """
    word = (written or "").lstrip()
    call = _read_call(word.rstrip())
    return replace(call, line=line, at=at + len(written or "") - len(word)) if call else None


@lru_cache(maxsize=4096)  # a manual says the same words over and over
def _read_call(written: str) -> Call | None:
    """Read a word. It looks the same in Jinja and in Python, whose parser is quicker."""
    if len(written) > LONGEST_WORD:  # Python's parser gives up, or worse, on brackets without end
        return None
    try:
        tree = ast.parse(written, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    if not isinstance(tree, ast.Call) or not isinstance(tree.func, ast.Name):
        return None
    values = [*tree.args, *(keyword.value for keyword in tree.keywords)]
    if not all(isinstance(value, ast.Constant) for value in values):
        return None
    args = tuple(arg.value for arg in tree.args if isinstance(arg, ast.Constant))
    named = tuple(
        (k.arg, k.value.value) for k in tree.keywords if k.arg and isinstance(k.value, ast.Constant)
    )
    if len(named) != len(tree.keywords):
        return None
    return Call(tree.func.id, args, named, 0, starts=tuple(_start(written, value) for value in values))


def _start(written: str, value: ast.expr) -> int:
    """Find where a value begins in a word: Python counts lines, and bytes of a line."""
    lines = written.split("\n")
    above = sum(len(line) + 1 for line in lines[: value.lineno - 1])
    return above + len(lines[value.lineno - 1].encode()[: value.col_offset].decode())
