"""YAML read as text, with the line of everything in it.

Knows YAML and nothing of records. Every scalar stays the text that was written: YAML itself would
make `no` False, `1:30` ninety and `0012` ten. Never raises on bad YAML: what is wrong is a fault.

In: the text of a YAML file or front matter. Out: its values as text, each with its line, and the faults.

    >>> read_yaml("review_date: 2027-11-20").line(("review_date",))
    1
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from goldenthread.text.front_matter import quoted

Path = tuple[str | int, ...]
NULLS = {"", "~", "null", "Null", "NULL"}
UNQUOTED_COLON = re.compile(r"^(?P<start>\s*(?:- )?[\w-]+: +)(?P<value>[^\"'\[{|>].*: .*)$")
BEHIND_VALUE = re.compile(r"\s+#")
LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""What ends a line for YAML."""
COMMENT = re.compile(r"\s{2,}#\s")
"""What cannot be taken for a part of the value that it stands behind."""
WHOLE = re.compile(r"\d{4}(-\d\d){0,2}|true|false")
"""A value with which nothing else could belong."""
UNQUOTED_HASH = re.compile(r"""[^#"']*\S #""")
CONTROL = re.compile(r"(?<!\\)(?:\\\\)*\\[abefnrtv0NLP_]")
HASH = "What stands behind # is left out here."
IN_QUOTES = 'Put the whole value in "quotation marks".'
MEANT = {
    "escape character": (
        "A \\ inside quotation marks means something else.",
        "Put the value in 'single quotation marks', or write / in its place.",
    ),
    "quoted scalar": (
        "A quotation mark is opened here and never closed.",
        "Write the second one behind the text.",
    ),
    "',' or ']'": (
        "A list is begun with [ here and not ended.",
        "Write ] behind it, with commas between its parts.",
    ),
    "',' or '}'": (
        "Fields are begun with { here and not ended.",
        "Write } behind them, with commas between them.",
    ),
    "expected ':'": ("A colon is missing here.", "Write a name, a colon, a space and a value on each line."),
    "mapping values": (
        "A colon stands where none belongs, or a line begins too far to the right.",
        'Put what holds a colon in "quotation marks", and begin the line below the one above.',
    ),
    "key": (
        "This line begins too far to the left or to the right.",
        "Begin it below the lines that it belongs to, with the same number of spaces.",
    ),
    "token": (
        "A value begins with a sign that means something else here.",
        IN_QUOTES,
    ),
    "alias": ("A * at the beginning means something else here.", IN_QUOTES),
    "anchor": (
        "A & at the beginning means something else here.",
        IN_QUOTES,
    ),
    "tag": ("A ! at the beginning means something else here.", IN_QUOTES),
    "": (
        "This cannot be read.",
        "Compare it with a page that works: a name, a colon, a space and a value on each line.",
    ),
}
"""What an editor most likely did, by what the reader of YAML says."""
BEHIND = (
    "Something stands behind the end of a value.",
    'Put the whole value in "quotation marks", and write no others inside them.',
)
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


MOST_VALUES = 100_000
"""More than a file of the longest length holds, unless one part stands for another again and again."""


class RepeatedTooOftenError(Exception):
    """A text would become far more than it is."""


@dataclass(frozen=True)
class Fault:
    """Something that YAML does not allow, or that would be read otherwise than it was meant."""

    line: int
    wrong: str
    do: str


@dataclass
class Lined:
    """What a YAML text says (`value` is None where it cannot be read), and the line of every part."""

    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    written: list[str] = field(default_factory=list, repr=False)
    """The text, line by line."""

    def line(self, path: Path) -> int:
        """Find the line of a field, or of the nearest thing around it."""
        return nearest_line(self.lines, path)


def nearest_line(lines: Mapping[Path, int], path: Path) -> int:
    """Find the line of a path, or of the nearest thing around it.

    Args:
        lines: The line of each path that is known.
        path: The names and places that lead to a value, such as ("changes", 0, "why").

    Returns:
        The line, from 1; the first where nothing on the way is known.
    """
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def read_yaml(text: str, first_line: int = 1) -> Lined:
    """Read YAML, and remember at which line everything stands.

    Args:
        text: The YAML.
        first_line: The line of its file with which it begins, from 1.

    Returns:
        Its values, every scalar as text, with their lines and with what is wrong.
    """
    lined = Lined(lines={(): first_line}, written=LINE_END.split(text))
    for number, line in enumerate(lined.written, first_line):
        if "\t" in line[: len(line) - len(line.lstrip())]:
            lined.faults.append(Fault(number, "The line begins with a tab.", "Begin it with spaces."))
    if lined.faults:
        return lined
    try:
        node = yaml.compose(text, Loader=Loader)
    except yaml.YAMLError as error:
        lined.faults.append(_unreadable(error, text, first_line))
        return lined
    try:
        lined.value = {} if node is None else _value(node, (), lined, first_line, ())
    except RepeatedTooOftenError as error:
        wrong = "Values repeat each other too often here."
        lined.faults.append(Fault(error.args[0], wrong, "Write them out, without & and *."))
    return lined


def _unreadable(error: Any, text: str, first_line: int) -> Fault:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if "flow" in str(getattr(error, "context", "")):  # a bracket is noticed lines after it was left open
        mark = error.context_mark
    line = mark.line if mark else 0
    lines = LINE_END.split(text)
    for number in (line, line - 1):
        if 0 <= number < len(lines) and (found := UNQUOTED_COLON.match(lines[number])):
            value = found["value"].rstrip().replace('"', "'")
            return Fault(
                first_line + number,
                "A value with a colon in it stands without quotation marks.",
                f'Write: {found["start"].strip()} "{value}"',
            )
        if 0 <= number < len(lines) and UNQUOTED_HASH.match(lines[number]):
            return Fault(first_line + number, HASH, IN_QUOTES)
    said = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}"
    wrong, do = next(meant for sign, meant in MEANT.items() if sign in said)
    if mark and (wrong, do) == MEANT["key"] and 0 <= line < len(lines) and lines[line][: mark.column].strip():
        wrong, do = BEHIND
    return Fault(first_line + min(line, len(lines) - 1), wrong, do)


def _value(node: yaml.Node, path: Path, lined: Lined, first_line: int, around: tuple[int, ...]) -> Any:
    lined.lines.setdefault(path, first_line + node.start_mark.line)
    line = lined.lines[path]
    if len(lined.lines) > MOST_VALUES:
        raise RepeatedTooOftenError(line)
    if id(node) in around:
        lined.faults.append(Fault(line, "A value contains itself.", "Write it out, without & and *."))
        return None
    around = (*around, id(node))
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lined, first_line, around)
    if isinstance(node, yaml.SequenceNode):
        items = [_value(item, (*path, i), lined, first_line, around) for i, item in enumerate(node.value)]
        return [item for item in items if item is not None]
    if misread := _misread(node, lined.written):
        lined.faults.append(Fault(first_line + node.start_mark.line, *misread))
        return None
    text = str(node.value)
    if not getattr(node, "style", None) and text in NULLS:
        what = f'"{path[-1]}:" has' if path and isinstance(path[-1], str) else "An item has"
        lined.faults.append(Fault(line, f"{what} no value.", "Write a value, or take the line out."))
        return None
    return text


def _misread(node: yaml.Node, lines: Sequence[str]) -> tuple[str, str] | None:
    """Tell what of a value YAML leaves out or takes for something else, and what to write instead."""
    begin, end = node.start_mark, node.end_mark
    line, style = lines[begin.line], getattr(node, "style", None)
    before, whole = line[: begin.column].strip(), line[begin.column :].strip()
    write = f"Write: {before} {quoted(whole)}"
    if style in (">", "|"):
        return None
    if style == '"' and CONTROL.search("\n".join(lines[begin.line : end.line + 1])):
        return MEANT["escape character"]
    if not style and whole.startswith(("&", "!")):
        return f'A value begins with "{whole[0]}", which means something else here.', write
    if not style and any(one.lstrip().startswith("- ") for one in lines[begin.line + 1 : end.line + 1]):
        return "A list stands behind a value.", "Write each item below the name, and nothing behind it."
    behind = lines[end.line][end.column :] if end.line < len(lines) else ""
    if not BEHIND_VALUE.match(behind) or COMMENT.match(behind):
        return None
    if behind.startswith(" # ") and (style or WHOLE.fullmatch(str(node.value))):
        return None
    note = "or put it into a line of its own above, if it is only a note."
    return HASH, f"{write}; {note}" if not style and begin.line == end.line else f"{IN_QUOTES[:-1]}; {note}"


def _mapping(
    node: yaml.MappingNode, path: Path, lined: Lined, first_line: int, around: tuple[int, ...]
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = first_line + key_node.start_mark.line
        if not isinstance(key_node, yaml.ScalarNode):
            lined.faults.append(Fault(line, "A name is not plain text.", "Write a word before the colon."))
            continue
        key = str(key_node.value)
        if (*path, key) in lined.lines:
            lined.faults.append(
                Fault(line, f'"{key}:" stands here twice.', "Keep one and take the other out.")
            )
            continue
        lined.lines[(*path, key)] = line
        value = _value(value_node, (*path, key), lined, first_line, around)
        if value is not None:
            found[key] = value
    return found
