"""How long and how deep a text may be: more than any manual needs, and less than costs its readers time.

Whoever reads Markdown or YAML tries again at each sign that is opened and never closed, and goes down at each
that is opened within another. So both are counted before anybody reads. Goes through a text once. Must not
know what is Markdown in it.

In: the text of a file. Out: what is too much, with its line; None where nothing is: `![![![…` opens too much.

    >>> beyond("Ring [the council](contacts.md).") is None
    True
"""

import re
from typing import NamedTuple

LONGEST_TEXT, LONGEST_LINE, LONGEST_BLOCK = 400_000, 10_000, 60_000
MOST_HEADINGS, MOST_OPEN, DEEPEST, FURTHEST = 500, 20, 8, 60
CLOSES = {"[": "]", "(": ")", "{": "}", "<": ">", "<!--": "-->"}
OPENED_BY = {end: begin for begin, end in CLOSES.items()}
SIGN = re.compile(r"<!--|-->|[\[\](){}]|<(?=[a-zA-Z/!?])|>")
NESTED = re.compile(r"(?:[ \t]*(?:>|(?:[-*+?:]|\d{1,9}[.)])(?=[ \t])))*")
"""The signs of lists and quotations with which a line begins."""
OF_ONE = re.compile(r">|[-*+?:](?=[ \t])|\d[.)](?=[ \t])")
IS_RULE = re.compile(r"[-*_ \t]+")
IS_HEADING = re.compile(r"[\s>*+-]*#|\s*(?:=+|-+)\s*$")


class Beyond(NamedTuple):
    """What is too much of a text."""

    line: int
    wrong: str
    do: str


def beyond(text: str) -> Beyond | None:
    """Find what is longer or deeper than a manual needs.

    Args:
        text: The text of a file.

    Returns:
        The first that is; None where nothing is.
    """
    if len(text) > LONGEST_TEXT:
        return Beyond(1, f"This has more than {LONGEST_TEXT:,} letters.", "Make several pages of it.")
    block = headings = 0
    for number, line in enumerate(text.split("\n"), 1):
        block = block + len(line) + 1 if line.strip() else 0
        headings += bool(IS_HEADING.match(line))
        if len(line) > LONGEST_LINE or block > LONGEST_BLOCK:
            return Beyond(
                number, "No paragraph or table is as long as this.", "Leave an empty line somewhere."
            )
        if headings > MOST_HEADINGS:
            return Beyond(
                number, f"There are more than {MOST_HEADINGS} headings.", "Make several pages of it."
            )
        if _depth(line) > DEEPEST or _column(line) > FURTHEST:
            wrong = f"Lists or quotations stand in each other, more than {DEEPEST} deep."
            return Beyond(number, wrong, "Begin the line further left.")
    return _opened(text)


def _depth(line: str) -> int:
    found = NESTED.match(line)
    return len(OF_ONE.findall(line[: found.end() + 1])) if found and not IS_RULE.fullmatch(line) else 0


def _column(line: str) -> int:
    start = line[: len(line) - len(line.lstrip())] if line.strip() else ""
    return len(start.expandtabs(4))


def _opened(text: str) -> Beyond | None:
    """Find the sign that is the last of too many that are open."""
    is_open = dict.fromkeys(CLOSES, 0)
    for found in SIGN.finditer(text):
        sign = found[0]
        if sign in OPENED_BY:
            is_open[OPENED_BY[sign]] = max(0, is_open[OPENED_BY[sign]] - 1)
            continue
        is_open[sign] += 1
        if is_open[sign] > MOST_OPEN:
            wrong = f'More than {MOST_OPEN} signs "{sign}" are open here.'
            return Beyond(text.count("\n", 0, found.start()) + 1, wrong, f'Close each with "{CLOSES[sign]}".')
    return None
