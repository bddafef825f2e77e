"""The command line: `python -m goldenthread …`, from the project's root. `--help` lists the commands.

Reads arguments and the clock, and prints; everything else is for the modules it calls.
"""

import argparse
import os
import secrets
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from textwrap import indent

from goldenthread.editing.owners import FILE as OWNERS
from goldenthread.editing.owners import owners
from goldenthread.editing.renaming import CannotRenameError, rename, reword
from goldenthread.editing.schema import schemas
from goldenthread.editing.starting import KINDS, CannotStartError, start
from goldenthread.exports import statements
from goldenthread.exports.bulletin import bulletin
from goldenthread.manual.fields import TO_WRITE
from goldenthread.manual.manual import Manual
from goldenthread.manual.outside_links import State, counted, outside_links, report, tell, to_ask
from goldenthread.manual.reading import read
from goldenthread.pages.words import Vocabulary, vocabulary
from goldenthread.review.annotations import annotations
from goldenthread.review.base import BaseError, read_base
from goldenthread.review.paper import chosen, paper
from goldenthread.review.previews import previews
from goldenthread.review.pull_request import Brought
from goldenthread.review.request_reading import bring
from goldenthread.review.summary import summary
from goldenthread.rules import check
from goldenthread.site.link_checking import AskingError, ask, remember, seen_lately
from goldenthread.site.publish import publish
from goldenthread.site.stage import stage
from goldenthread.text.dates import parse_day
from goldenthread.text.problems import Grade, Problem
from goldenthread.text.suggestions import nearest

ROOT = Path()
SEEN = Path("build/links.json")
REVIEW = Path("build/review")


class AskedWrongError(Exception):
    """A command was given something that it cannot work with; says what, and what to write."""


@dataclass(frozen=True)
class Asked:
    """What a command was given, and the manual that it works on."""

    given: argparse.Namespace

    @property
    def today(self) -> date:
        """The day that the command was given, or the clock's."""
        day: date = self.given.today
        return day

    @cached_property
    def manual(self) -> Manual:
        """The manual as it lies here."""
        return read(ROOT)

    @cached_property
    def words(self) -> Vocabulary:
        """The words of its pages."""
        return vocabulary(ROOT / "macros.py", self.manual, self.today)

    @cached_property
    def base(self) -> Manual | None:
        """The manual that a pull request changes; None where none was named."""
        return read_base(ROOT, self.given.base) if self.given.base else None

    @cached_property
    def brought(self) -> Brought:
        """What stands here, as a pull request to the branch that was named."""
        return bring(ROOT, self.given.base, self.words, self.today)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """All that the rules find."""
        return check(self.manual, self.words, self.today)

    @property
    def stopping(self) -> tuple[Problem, ...]:
        """What stops a pull request, and whatever would be made of such a manual."""
        return tuple(problem for problem in self.problems if problem.stops)


Command = Callable[[Asked], int]


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status is 1 where a problem stops a pull request."""
    parser = argparse.ArgumentParser(prog="python -m goldenthread", description=__doc__)
    parser.add_argument(
        "--today", type=parse_day, default=date.today(), help="year-month-day, instead of today"
    )
    commands = parser.add_subparsers(dest="command", required=True)

    def command(name: str, run: Command, says: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=says)
        made.set_defaults(run=run)
        return made

    checking = command("check", _check, "hold procedures, briefings, docs and data against the rules")
    checking.add_argument("--base", default="", help="the branch that a pull request changes: origin/main")
    staging = command("stage", _stage, "write the manual as plain Markdown for another generator")
    staging.add_argument("folder", type=Path)
    publishing = command("publish", _publish, "complete a built site, check it, and put it in place")
    publishing.add_argument("built", type=Path)
    publishing.add_argument("site", type=Path)
    telling = command("bulletin", _bulletin, "write an article on what changed, for a newsletter")
    telling.add_argument("--since", type=parse_day, required=True, help="year-month-day")
    telling.add_argument("--audience", default="", help="one of data/partnership.yml; everybody without it")
    telling.add_argument("--to", type=Path, default=Path("build/bulletin"), help="the folder to write to")
    linking = command("links", _links, "ask outside links whether they still answer")
    linking.add_argument("--report", type=Path, help="write what was found there too, as Markdown")
    reviewing = command("review", _review, "say of a pull request what is wrong with it, and what it does")
    showing = command(
        "previews", _previews, "write each changed page as one file that opens without a server"
    )
    showing.add_argument("--site", type=Path, default=Path("site"), help="the built site")
    deciding = command(
        "paper", _paper, "write a paper for the meeting that decides, with old and new wording"
    )
    deciding.add_argument(
        "--page", nargs="+", default=[], help="addresses of pages; all that change without it"
    )
    for asking, to in (
        (reviewing, REVIEW),
        (showing, REVIEW / "pages"),
        (deciding, Path("build/paper.html")),
    ):
        asking.add_argument("--base", default="origin/main", help="the branch that it changes: origin/main")
        asking.add_argument("--to", type=Path, default=to, help="where to write it")
    starting = command(
        "new", _new, "start a page: write the shortest file that passes, with a hint at each line"
    )
    starting.add_argument("kind", help=f"one of: {', '.join(KINDS)}")
    starting.add_argument("title", help='in quotation marks: "Young carers"')
    starting.add_argument("--address", default="", help="the name of its file, if not made from the title")
    renaming = command(
        "rename",
        _rename,
        "give a page another address, or a heading other words, and mend all that leads there",
    )
    renaming.add_argument("old", help="procedures/neglect, neglect, or a heading: neglect#what-to-look-for")
    renaming.add_argument("new", help='the new address, or for a heading its new words: "What to see"')
    command(
        "schema",
        lambda _: _schema(),
        "write the JSON Schemas by which editors complete the fields of data/",
    )
    resting = command("statements", _statements, "write a table of all statements with what each rests on")
    resting.add_argument("--to", type=Path, default=Path("build/statements.csv"), help="the file to write")
    command("owners", _owners, "write down for GitHub who is asked to look at what")
    given = parser.parse_args(arguments)
    try:
        return int(given.run(Asked(given)))
    except (AskedWrongError, BaseError, CannotRenameError, CannotStartError) as error:
        parser.error(str(error))


def _check(asked: Asked) -> int:
    return _tell(check(asked.manual, asked.words, asked.today, base=asked.base))


def _stage(asked: Asked) -> int:
    if asked.stopping:
        return _tell(asked.stopping)
    folder: Path = asked.given.folder
    stage(asked.manual, asked.words, asked.problems, ROOT, folder, asked.today)
    return 0


def _publish(asked: Asked) -> int:
    if asked.stopping:
        return _tell(asked.stopping)
    in_ci = bool(os.environ.get("CI"))
    return _tell(publish(asked.manual, asked.given.built, asked.given.site, asked.today, ROOT, in_ci))


def _new(asked: Asked) -> int:
    """Write the file of a new page, and say what to do with it."""
    given = asked.given
    started = start(asked.manual, given.kind, given.title, asked.today, given.address)
    file = ROOT / started.file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(started.text, encoding="utf-8")
    print(started.file)
    print("Its name is its address for ever: rename the file now if another is better.", file=sys.stderr)
    print(f"Open it, and write where it says {TO_WRITE}; then: python -m goldenthread check", file=sys.stderr)
    return 0


def _rename(asked: Asked) -> int:
    """Rename a page or a heading, and print every file that changed."""
    if asked.stopping:
        return _tell(asked.stopping)  # what cannot be read could not be mended
    files = [*asked.manual.by_file, "data/partnership.yml"]
    raw = {file: (ROOT / file).read_bytes().decode("utf-8") for file in files}
    texts = {file: text.replace("\r\n", "\n") for file, text in raw.items()}
    old, new = asked.given.old, asked.given.new
    renamed = (reword if "#" in old else rename)(asked.manual, texts, old, new)
    for file, text in renamed.texts.items():
        ends = "\r\n" if "\r\n" in raw[file if file in raw else renamed.gone] else "\n"
        (ROOT / file).write_bytes(text.replace("\n", ends).encode("utf-8"))
    if renamed.gone:
        (ROOT / renamed.gone).unlink()
        print(f"{renamed.gone}: gone, its address leads to the new one for ever")
    for file, count in renamed.counts.items():
        print(f"{file}: {count} {'place' if count == 1 else 'places'} changed")
    after = Asked(asked.given)
    return _tell(after.stopping) if after.stopping else 0


def _schema() -> int:
    """Write the schemas anew, and print where."""
    for name, text in schemas().items():
        file = ROOT / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        print(name)
    return 0


def _bulletin(asked: Asked) -> int:
    """Write the article in its two forms, and print where."""
    if asked.stopping:
        return _tell(asked.stopping)
    audience, folder = asked.given.audience, asked.given.to
    known = [one.id for one in asked.manual.partnership.audiences]
    if audience and audience not in known:
        raise AskedWrongError(f'There is no audience "{audience}". {nearest(audience, known)}')
    folder.mkdir(parents=True, exist_ok=True)
    for form, text in bulletin(asked.manual, asked.given.since, audience, asked.today).items():
        file = folder / f"bulletin.{form}"
        file.write_text(text, encoding="utf-8")
        print(file)
    return 0


def _links(asked: Asked) -> int:
    """Ask the outside links and print what broke or moved; 1 where one broke, 2 where none could be asked."""
    if asked.stopping:
        return _tell(asked.stopping)
    file: Path | None = asked.given.report
    if file:
        file.unlink(missing_ok=True)  # an old report must not pass for this one's
    links, seen = outside_links(asked.manual), seen_lately(ROOT / SEEN, asked.today)
    unanswered = to_ask(asked.manual, links, seen)
    print(
        f"Asking {len(unanswered)} addresses, one after another where a site has several …", file=sys.stderr
    )
    try:
        answers = ask(unanswered)
    except AskingError as error:
        print(error, file=sys.stderr)
        return 2
    remember(ROOT / SEEN, seen, answers, asked.today)
    told = tell(links, answers)
    for one in told:
        print(one)
    print(counted(told, len(links)), file=sys.stderr)
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(report(told, len(links), asked.today), encoding="utf-8")
    return 1 if any(one.answer.state is State.BROKEN for one in told) else 0


def _review(asked: Asked) -> int:
    """Write the summary and the paper; where GitHub reads along, put the problems at their lines as well."""
    brought, folder = asked.brought, asked.given.to
    in_actions = os.environ.get("GITHUB_ACTIONS") == "true"
    text = summary(brought, _source() if in_actions else "")
    _write(folder / "summary.md", text)
    _write(folder / "paper.html", paper(brought))
    if shown := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(shown).open("a", encoding="utf-8") as file:
            file.write(text)
    if not in_actions:
        return _tell(brought.problems)
    for line in annotations(problem for grade in Grade for problem in brought.own(grade)):
        print(line)
    token = secrets.token_hex()
    print(f"::stop-commands::{token}")  # a page may say what GitHub would take for a command
    stops = _tell(brought.problems)
    print(f"::{token}::")
    return stops


def _source() -> str:
    """Give the address under which GitHub shows the files that were checked."""
    known = [os.environ.get(f"GITHUB_{name}", "") for name in ("SERVER_URL", "REPOSITORY", "SHA")]
    return "{}/{}/blob/{}".format(*known) if all(known) else ""


def _previews(asked: Asked) -> int:
    """Write each changed page; the site must have been built of what lies here."""
    folder: Path = asked.given.to
    for name, text in previews(asked.brought, asked.given.site).items():
        _write(folder / name, text)
    return 0


def _paper(asked: Asked) -> int:
    """Write the paper, and print where."""
    pages: list[str] = asked.given.page
    known = [pair.page.address for pair in chosen(asked.brought, ())]
    for page in pages:
        if page not in known:
            raise AskedWrongError(f'"{page}" is not a page that changes. {nearest(page, known)}')
    _write(asked.given.to, paper(asked.brought, pages))
    return 0


def _owners(asked: Asked) -> int:
    _write(ROOT / OWNERS, owners(asked.manual.partnership))
    return 0


def _statements(asked: Asked) -> int:
    if asked.stopping:
        return _tell(asked.stopping)
    _write(asked.given.to, statements.table(asked.manual, asked.today))
    return 0


def _write(file: Path, content: str | bytes) -> None:
    """Write a file, and print where."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    print(file)


def _tell(problems: tuple[Problem, ...]) -> int:
    """Print the problems, what stops first, and then how many there are of each grade."""
    for grade in Grade:
        for problem in problems:
            if problem.rule.grade is grade:
                print(problem)
                if problem.paste:
                    print(indent(problem.paste, "    | "))
    counts = ", ".join(f"{sum(p.rule.grade is grade for p in problems)} {grade}" for grade in Grade)
    print(f"{counts}.", file=sys.stderr)
    return 1 if any(problem.stops for problem in problems) else 0
