"""The command line: `python -m goldenthread check|stage|publish|bulletin|links`, from the project's root.

Reads arguments and the clock, and prints; everything else is for the modules it calls.
"""

import argparse
import os
import sys
from datetime import date
from pathlib import Path

from goldenthread.asking import AskingError, ask, remember, seen_lately
from goldenthread.bulletin import bulletin
from goldenthread.checks import RULES, check
from goldenthread.dates import parse_day
from goldenthread.manual import Manual
from goldenthread.outside import State, counted, outside_links, report, tell, to_ask
from goldenthread.problems import Grade, Problem
from goldenthread.publish import publish
from goldenthread.reading import read
from goldenthread.stage import stage
from goldenthread.words import nearest, vocabulary

ROOT = Path()
SEEN = Path("build/links.json")


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
    telling = commands.add_parser("bulletin", help="write an article on what changed, for a newsletter")
    telling.add_argument("--since", type=parse_day, required=True, help="year-month-day")
    telling.add_argument("--audience", default="", help="one of data/partnership.yml; everybody without it")
    telling.add_argument("--to", type=Path, default=Path("build/bulletin"), help="the folder to write to")
    linking = commands.add_parser("links", help="ask outside links whether they still answer")
    linking.add_argument("--report", type=Path, help="write what was found there too, as Markdown")
    given = parser.parse_args(arguments)

    manual = read(ROOT)
    words = vocabulary(ROOT / "macros.py", manual, given.today)
    problems = check(manual, words, given.today)
    if given.command == "check":
        return _tell(problems)
    if any(problem.stops for problem in problems):
        return _tell(tuple(p for p in problems if p.stops))
    if given.command == "links":
        return _links(manual, given.report, given.today)
    if given.command == "stage":
        stage(manual, words, RULES, problems, ROOT, given.folder, given.today)
        return 0
    if given.command == "bulletin":
        known = [audience.id for audience in manual.partnership.audiences]
        if given.audience and given.audience not in known:
            parser.error(f'There is no audience "{given.audience}". {nearest(given.audience, known)}')
        return _write(bulletin(manual, given.since, given.audience, given.today), given.to)
    in_ci = bool(os.environ.get("CI"))
    return _tell(publish(manual, given.built, given.site, given.today, ROOT, in_ci))


def _write(article: dict[str, str], folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    for form, text in article.items():
        file = folder / f"bulletin.{form}"
        file.write_text(text, encoding="utf-8")
        print(file)
    return 0


def _links(manual: Manual, file: Path | None, today: date) -> int:
    """Ask the outside links and print what broke or moved; 1 where one broke, 2 where none could be asked."""
    if file:
        file.unlink(missing_ok=True)  # an old report must not pass for this one's
    links, seen = outside_links(manual), seen_lately(ROOT / SEEN, today)
    asked = to_ask(manual, links, seen)
    print(f"Asking {len(asked)} addresses, one after another where a site has several …", file=sys.stderr)
    try:
        answers = ask(asked)
    except AskingError as error:
        print(error, file=sys.stderr)
        return 2
    remember(ROOT / SEEN, seen, answers, today)
    told = tell(links, answers)
    for one in told:
        print(one)
    print(counted(told, len(links)), file=sys.stderr)
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(report(told, len(links), today), encoding="utf-8")
    return 1 if any(one.answer.state is State.BROKEN for one in told) else 0


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
