"""What is wrong with a file, and the rule that says so.

Knows nothing of manuals or files: every other module speaks through these three types.

In: a rule, and where it is broken. Out: the line that an editor reads.

    >>> rule = Rule("title", Grade.STOPS, "Every page has a title.")
    >>> str(Problem("procedures/neglect.md", 2, rule, "The title is missing.", "Write title:."))
    'procedures/neglect.md:2: title: The title is missing. Write title:.'
"""

import re
from dataclasses import dataclass
from enum import StrEnum

NOT_IN_A_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
"""What ends a line or turns it round: a host takes a line that begins with :: for a command."""


class Grade(StrEnum):
    """How much a problem matters to a pull request."""

    STOPS = "stops"
    """The pull request cannot merge, and no site is built."""
    DUE = "due"
    """A date passed or the world moved: shown on the page, blocks nobody."""
    LOOK = "look"
    """A remark for the editor, blocks nobody."""


@dataclass(frozen=True)
class Rule:
    """One rule of the manual, as an editor reads it."""

    name: str
    """Short and permanent: shared by message, test and documentation."""
    grade: Grade
    sentence: str
    """What every page must do, said so that an editor understands."""


@dataclass(frozen=True)
class Problem:
    """One breach of one rule, at one line of one file."""

    file: str
    """From the project's root, with forward slashes."""
    line: int
    """Counted from 1."""
    rule: Rule
    wrong: str
    """What is wrong: one sentence."""
    do: str
    """What to do about it: one sentence."""
    paste: str = ""
    """Lines to put into the file, filled in as far as they can be; empty where the sentence says it all."""

    def __str__(self) -> str:
        """Give the one line that `make check` prints: nothing that was written can begin another."""
        said = f"{self.file}:{self.line}: {self.rule.name}: {self.wrong} {self.do}"
        return NOT_IN_A_LINE.sub(" ", said)

    @property
    def stops(self) -> bool:
        """Say whether a pull request with this problem cannot merge."""
        return self.rule.grade is Grade.STOPS


def in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """Sort problems as an editor goes through them.

    Args:
        problems: All that was found.

    Returns:
        By file and line, each problem once.
    """
    return tuple(sorted(dict.fromkeys(problems), key=lambda p: (p.file, p.line, p.rule.name, p.wrong)))
