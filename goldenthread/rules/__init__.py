"""All rules of a manual: pytest, the build, the command line and the pull request share them.

Finds them where they are written, so that a new one is in no list. Adds the problems that reading found, so
that one call tells everything. Must not know who asks.

In: a manual and the words of its pages, the day it is and, where two are compared, the manual before. Out:
problems, each with a file, a line, what is wrong and what to do: `check(manual, words, today)`.
"""

from collections.abc import Container, Iterable, Iterator
from datetime import date
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import TypeVar

from goldenthread.manual import reading
from goldenthread.manual.comparison import Comparison, promised
from goldenthread.manual.manual import Manual
from goldenthread.pages import words as words_of_pages
from goldenthread.pages.words import WORD, Vocabulary
from goldenthread.rules import addresses, links, names, people, thread
from goldenthread.rules.rule import Check, Look
from goldenthread.text.problems import Grade, Problem, Rule, in_order

T = TypeVar("T", Check, Rule)


def _written_in(modules: Iterable[ModuleType], kind: type[T]) -> Iterator[T]:
    for value in [value for module in modules for value in vars(module).values()]:
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, kind):
                yield one


MODULES = tuple(import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))

CHECKS: tuple[Check, ...] = tuple(dict.fromkeys(_written_in(MODULES, Check)))

POINTING = (WORD, names.unknown_heading.rule, thread.change_heading.rule, links.broken_link.rule)
"""The rules about references and links to a heading."""

RULES: tuple[Rule, ...] = tuple(
    dict.fromkeys(
        (*_written_in((reading, words_of_pages, *MODULES), Rule), *(check.rule for check in CHECKS))
    )
)


def check(
    manual: Manual,
    words: Vocabulary,
    today: date,
    grades: Container[Grade] = frozenset(Grade),
    base: Manual | None = None,
) -> tuple[Problem, ...]:
    """Hold a manual against the rules. What reading and `macros.py` found is included.

    Args:
        manual: The manual.
        words: The words of its pages (see `pages.words.vocabulary`).
        today: The day on which it is judged.
        grades: The grades of the rules to ask; all where none are given.
        base: The manual that a pull request changes. With it, the rules about changing one are asked too, and
            what stops nobody is told only of files that were touched or where the base had no such problem.

    Returns:
        The problems in the order in which they are told. What stops is told wherever it stands, since no site
        could be built; but a heading that was lost is told once, and not at every link to it.
    """
    look = Look(manual, words, today, Comparison(promised(base, manual), manual) if base else None)
    found = [p for one in CHECKS if one.rule.grade in grades for p in one.problems(look)]
    told = in_order(people.discreet([*manual.problems, *words.problems, *found], manual))
    return _caused(look, look.against, told) if look.against else told


def _caused(look: Look, against: Comparison, told: tuple[Problem, ...]) -> tuple[Problem, ...]:
    touched = {pair.page.file for pair in (*against.added, *against.changed)}
    before = Look(against.base, look.words, look.today)
    remarks = [one for one in CHECKS if one.rule.grade is not Grade.STOPS]
    had = {(p.file, p.rule.name, p.wrong) for one in remarks for p in one.problems(before)}
    lost = [f'#{anchor}"' for anchor in addresses.lost_anchors(against)]

    def is_caused(one: Problem) -> bool:
        if one.stops:  # once the heading is back, every link to it is right again
            return not (one.rule in POINTING and any(anchor in one.wrong for anchor in lost))
        return one.file in touched or (one.file, one.rule.name, one.wrong) not in had

    return tuple(filter(is_caused, told))
