"""What is wrong with a file, and the rule that says so.

Knows nothing of manuals or files: every other module speaks through these types.

In: a rule, and where it is broken. Out: the line that an editor reads.

    >>> rule = Rule("title", Grade.STOPS, Promise.SHOWN, "Every page has a title.")
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


class Promise(StrEnum):
    """What the manual promises, as its design says it: each rule keeps one of these."""

    THREAD = "The thread leads from either end: review, learning, action, changed paragraph, briefing."
    HONEST = "It is honest about itself: overdue is overdue, and what is not known is not claimed."
    SHOWN = "What is checked is what is shown: nothing that was written is lost or misread without a word."
    ADDRESSES = "Addresses are for ever: whatever the last version had, the next one has."
    IN_A_HURRY = "A practitioner in a hurry has the paragraph and the number, and a team its ten minutes."
    CITED = "Must is law, or guidance that says must, and is cited by the edition that is in force."
    NOBODY = "Nobody is identified, and content is told with care."
    NOTHING_RUNS = "Nothing in content runs, forges the manual's own chrome, or reaches outside its folders."
    EVERYBODY = "Everybody can read and use it: WCAG 2.2 AA, and the things that a tool cannot see."
    EXAMPLE = "A worked example cannot be mistaken for a live manual."
    OWN_HOST = "Nothing goes to anybody but the site's own host."
    PRINTED = "HTML first: every print carries its address, its date and when to check it."
    FOUND = "Found without luck: by the words of its topics, not by a list that an author must think of."


@dataclass(frozen=True)
class Rule:
    """One rule of the manual, as an editor reads it."""

    name: str
    """Short and permanent: shared by message, test and documentation."""
    grade: Grade
    promise: Promise
    """What it keeps; tests/engine/rules/test_promises.py has what keeps those without a rule."""
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
        """Return the one line that `make check` prints: nothing that was written can begin another."""
        said = f"{self.file}:{self.line}: {self.rule.name}: {self.wrong} {self.do}"
        return NOT_IN_A_LINE.sub(" ", said)

    @property
    def stops(self) -> bool:
        """Whether a pull request with this problem cannot merge."""
        return self.rule.grade is Grade.STOPS


def in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """Sort problems as an editor goes through them.

    Args:
        problems: All that was found.

    Returns:
        By file and line, each problem once.
    """
    return tuple(sorted(dict.fromkeys(problems), key=lambda p: (p.file, p.line, p.rule.name, p.wrong)))
