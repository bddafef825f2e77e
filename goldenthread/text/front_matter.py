"""Front matter: what a page says of itself above its text, between two lines ---.

Knows where it begins and ends, and how a value is written so that YAML reads it back. Must not know what a
field means.

In: the text of a file. Out: its front matter and what stands below; and back again.

    >>> divide("---\\ntitle: Neglect\\n---\\nText.\\n").front
    'title: Neglect'
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import yaml

FENCE = "---"
BYTE_ORDER_MARK = "\ufeff"
"""What some programs put before the first letter of a file."""
PLAIN = re.compile(r"[A-Za-z][\w ,()\u2019'/&.-]*[\w).]")
"""What YAML reads as it stands."""
NOT_TEXT = {"null", "true", "false", "yes", "no", "on", "off"}
ONE_LINE = 1_000_000
"""So many letters fit into a line: no value is broken in two."""
Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class Divided(NamedTuple):
    """A text, taken apart."""

    front: str | None
    """None where the text begins with none, or it has no end."""
    below: str
    """All of the text where there is no front matter."""
    begins: int
    """How many letters stand before the front matter."""
    line: int
    """The line, from 1, with which `below` begins."""
    is_open: bool = False
    """Whether front matter is begun and never ended."""


def divide(text: str) -> Divided:
    """Divide a text into its front matter and what stands below.

    Args:
        text: The text of a page's file.

    Returns:
        Both parts, and where they begin; all of it is "below" where it has no front matter.
    """
    lines = text.split("\n")
    if lines[0].removeprefix(BYTE_ORDER_MARK).strip() != FENCE:
        return Divided(None, text, 0, 1)
    end = next((index for index, line in enumerate(lines[1:], 1) if line.strip() == FENCE), None)
    begins = len(lines[0]) + 1
    if end is None:
        return Divided(None, text, begins, 1, is_open=True)
    return Divided("\n".join(lines[1:end]), "\n".join(lines[end + 1 :]), begins, end + 2)


def write_front(fields: Mapping[str, Any]) -> str:
    """Write fields as front matter.

    Args:
        fields: The fields by name, in the order in which they are written.

    Returns:
        YAML between two lines ---, which ends with a line break.
    """
    return f"{FENCE}\n{_dumped(dict(fields))}{FENCE}\n"


def scalar(text: str) -> str:
    """Write a text as a value of YAML, on one line, in quotation marks only where it needs them.

    Args:
        text: The text.

    Returns:
        What YAML reads back as that text.
    """
    is_plain = PLAIN.fullmatch(text) and text.lower() not in NOT_TEXT
    return text if is_plain else quoted(text)


def quoted(text: str) -> str:
    """Write a text as a value of YAML, on one line, in quotation marks.

    Args:
        text: The text.

    Returns:
        What YAML reads back as that text.
    """
    return _dumped(text, style='"').strip()


def _dumped(value: Any, style: str | None = None) -> str:
    how: dict[str, Any] = {"allow_unicode": True, "sort_keys": False, "width": ONE_LINE}
    return str(yaml.dump(value, Dumper=Dumper, default_style=style, **how))
