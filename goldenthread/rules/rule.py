"""How a rule is written: one function, whose header names it and whose first line an editor understands.

Must not know any rule.

In: a function that looks at a manual and yields what it finds. Out: a check, with the rule that the header
names:

    @rule("contact-number", Grade.STOPS, Promise.IN_A_HURRY)  →  Check(Rule("contact-number", …), …)
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from goldenthread.manual.comparison import Comparison
from goldenthread.manual.manual import Manual, Page
from goldenthread.manual.page_records import AnyPage
from goldenthread.manual.visible_text import passages
from goldenthread.pages.words import Vocabulary
from goldenthread.rendering.configuration import Configuration, configuration
from goldenthread.rendering.memory import Memory
from goldenthread.rendering.renderer import memory
from goldenthread.text.problems import Grade, Problem, Promise, Rule


@dataclass(frozen=True)
class Look:
    """All that a check may look at."""

    manual: Manual
    words: Vocabulary
    today: date
    against: Comparison | None = None
    """The manual beside the one that a pull request changes; None where there is no pull request."""

    @cached_property
    def settings(self) -> Configuration:
        """How the site has its Markdown read."""
        return configuration(self.words.root)

    @cached_property
    def memory(self) -> Memory:
        """What earlier runs found out about the same texts."""
        return memory(self.words.root, self.settings)

    @cached_property
    def passages(self) -> tuple[tuple[Page[AnyPage], int, str], ...]:
        """Everything that somebody reads, field by field and paragraph by paragraph, with its line."""
        return tuple((page, line, text) for page in self.manual.pages() for line, text in passages(page))


@dataclass(frozen=True)
class Found:
    """What a check found at one line of one file."""

    file: str
    line: int
    wrong: str
    do: str
    paste: str = ""
    """Lines to put into the file, where one sentence cannot say what to write."""


Run = Callable[[Look], Iterator[Found]]


@dataclass(frozen=True)
class Check:
    """A rule and the function that holds a manual against it."""

    rule: Rule
    run: Run

    def problems(self, look: Look) -> Iterator[Problem]:
        """Hold the manual against the rule."""
        for found in self.run(look):
            yield Problem(found.file, found.line, self.rule, found.wrong, found.do, found.paste)


def rule(name: str, grade: Grade, promise: Promise) -> Callable[[Run], Check]:
    """Make a check of a function. The first line of the function's docstring is the rule's sentence.

    Args:
        name: Short and permanent.
        grade: How much it matters.
        promise: The promise of the design that it keeps.

    Returns:
        The decorator.
    """
    return lambda run: Check(Rule(name, grade, promise, (run.__doc__ or "").split("\n")[0]), run)


def on(page: Page[AnyPage], *path: str | int, wrong: str, do: str, paste: str = "") -> Found:
    """Make what was found at a field of a page, with its line."""
    return Found(page.file, page.line(*path), wrong, do, paste)
