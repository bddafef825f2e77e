"""Notes at the lines of a pull request, in the commands that GitHub reads from what a step prints.

Text only: which problems are told, and in which order, is for `pull_request`.
"""

from collections.abc import Iterable, Mapping

from goldenthread.text.problems import Grade, Problem

MOST = 10
"""GitHub shows so many of a grade from one step, and drops the rest without a word."""
COMMANDS: Mapping[Grade, tuple[str, str]] = {
    Grade.STOPS: ("error", "Must be mended before this can be merged"),
    Grade.DUE: ("warning", "Due: stops nothing"),
    Grade.LOOK: ("notice", "A remark: stops nothing"),
}


def annotations(problems: Iterable[Problem]) -> tuple[str, ...]:
    """Give the commands that put problems at their lines, the first ten of each grade in their order."""
    found = tuple(problems)
    return tuple(
        _command(problem)
        for grade in COMMANDS
        for problem in [one for one in found if one.rule.grade is grade][:MOST]
    )


def _command(problem: Problem) -> str:
    name, title = COMMANDS[problem.rule.grade]
    says = f"{problem.wrong} {problem.do} (Rule: {problem.rule.name}.)"
    paste = f"\n\n{problem.paste}" if problem.paste else ""
    place = f"file={_property(problem.file)},line={problem.line},title={_property(title)}"
    return f"::{name} {place}::{_data(says + paste)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
