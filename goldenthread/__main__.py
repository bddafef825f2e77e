"""The command line: `python -m goldenthread check|stage|publish`, from the project's root.

Reads arguments and the clock, and prints; everything else is for the modules it calls.
"""

import argparse
import sys
from datetime import date
from pathlib import Path

from goldenthread.checks import RULES, check
from goldenthread.dates import parse_day
from goldenthread.problems import Grade, Problem
from goldenthread.publish import publish
from goldenthread.reading import read
from goldenthread.stage import stage
from goldenthread.words import vocabulary

ROOT = Path()


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status is 1 where a problem stops a pull request."""
    parser = argparse.ArgumentParser(prog="python -m goldenthread", description=__doc__)
    parser.add_argument(
        "--today", type=parse_day, default=date.today(), help="year-month-day, instead of today"
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="hold procedures, briefings, docs and data against the rules")
    staging = commands.add_parser("stage", help="write the manual as plain Markdown for another generator")
    staging.add_argument("folder", type=Path)
    publishing = commands.add_parser("publish", help="complete a built site, check it, and put it in place")
    publishing.add_argument("built", type=Path)
    publishing.add_argument("site", type=Path)
    given = parser.parse_args(arguments)

    manual = read(ROOT)
    words = vocabulary(ROOT / "macros.py", manual, given.today)
    problems = check(manual, words, given.today)
    if given.command == "check":
        return _tell(problems)
    if any(problem.stops for problem in problems):
        return _tell(tuple(p for p in problems if p.stops))
    if given.command == "stage":
        stage(manual, words, RULES, problems, ROOT, given.folder, given.today)
        return 0
    return _tell(publish(manual, given.built, given.site, given.today))


def _tell(problems: tuple[Problem, ...]) -> int:
    """Print the problems, what stops first, and then how many there are of each grade."""
    for grade in Grade:
        for problem in problems:
            if problem.rule.grade is grade:
                print(problem)
    counts = ", ".join(f"{sum(p.rule.grade is grade for p in problems)} {grade}" for grade in Grade)
    print(f"{counts}.", file=sys.stderr)
    return 1 if any(problem.stops for problem in problems) else 0


if __name__ == "__main__":
    sys.exit(main())
