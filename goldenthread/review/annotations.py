"""Notes at the lines of a pull request, in the commands that GitHub reads from what a step prints.

Must not decide which problems are told, nor in which order: `pull_request` does.

In: problems. Out: one line of text for each: `::error file=procedures/neglect.md,line=4,title=…::…`.
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
    """Write the commands that put problems at their lines.

    Args:
        problems: The problems, in their order.

    Returns:
        One command for each of the first ten problems of each grade: GitHub shows no more.
    """
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
