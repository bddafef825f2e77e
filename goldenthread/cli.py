"""The command line: `python -m goldenthread …`, from the project's root.

Reads arguments and the clock, and prints; everything else is for the rooms that it asks. What comes in is
what somebody typed, such as `check --base origin/main`; what goes out is an exit status.
"""

import gc
import os
import re
import secrets
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from io import TextIOWrapper
from pathlib import Path
from textwrap import indent
from typing import Any

import click

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
from goldenthread.rendering.renderer import renderer
from goldenthread.review.annotations import annotations
from goldenthread.review.base import BaseError, read_base
from goldenthread.review.paper import chosen, paper
from goldenthread.review.previews import previews
from goldenthread.review.pull_request import PullRequest, read_pull_request
from goldenthread.review.summary import summary
from goldenthread.rules import check
from goldenthread.site.building import Build
from goldenthread.site.link_checking import AskingError, ask, remember, seen_lately
from goldenthread.site.publish import publish
from goldenthread.site.stage import stage
from goldenthread.text.dates import parse_day
from goldenthread.text.folders import NotOursError
from goldenthread.text.problems import Grade, Problem
from goldenthread.text.suggestions import nearest

ROOT = Path()
SEEN = Path("build/links.json")
REVIEW = Path("build/review")
LINE_END = re.compile(r"\r\n|\r|\n")
PLACE = click.Path(path_type=Path)


@dataclass(frozen=True)
class Asked:
    """The day of a command, and the manual that it works on."""

    today: date

    @cached_property
    def manual(self) -> Manual:
        """The manual as it lies here."""
        manual = read(ROOT)
        gc.freeze()  # it stays as long as the command: the collector need not walk it again and again
        return manual

    @cached_property
    def words(self) -> Vocabulary:
        """The words of its pages."""
        return vocabulary(ROOT / "macros.py", self.manual, self.today)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """All that the rules find."""
        return check(self.manual, self.words, self.today)

    @property
    def stopping(self) -> tuple[Problem, ...]:
        """What stops a pull request, and whatever would be made of such a manual."""
        return tuple(problem for problem in self.problems if problem.stops)

    def pull_request(self, base: str) -> PullRequest:
        """Take what stands here as a pull request to a branch."""
        return read_pull_request(ROOT, base, self.words, self.today)


Command = Callable[..., int | None]


def written_to(folder: Path) -> Callable[[Command], Command]:
    """Add to a command an option that says where to write."""
    return click.option("--to", type=PLACE, default=folder, show_default=True, help="Where to write it.")


to_a_base = click.option(
    "--base", default="origin/main", show_default=True, help="The branch that the pull request changes."
)


def of_what_is_whole(run: Command) -> Command:
    """Run a command only where no problem stops: nothing is made of what cannot be read."""

    @wraps(run)
    def checked(asked: Asked, **given: Any) -> int | None:
        return _tell(asked.stopping) if asked.stopping else run(asked, **given)

    return click.pass_obj(checked)


def main(arguments: list[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: What was typed after `python -m goldenthread`; what was really typed, where it is None.

    Returns:
        The exit status: 1 where a problem stops a pull request.

    Raises:
        SystemExit: A command was given what it cannot work with; what, and what to write, was printed.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # what a terminal cannot show is told all the same
            stream.reconfigure(errors="backslashreplace")
    said: click.ClickException
    try:
        return program.main(arguments, prog_name="python -m goldenthread", standalone_mode=False) or 0
    except click.ClickException as error:
        said = error
    except (BaseError, CannotRenameError, CannotStartError, NotOursError) as error:
        said = click.UsageError(str(error))
    said.show()
    sys.exit(said.exit_code)


@click.group()
@click.option("--today", type=parse_day, metavar="DAY", help="Year-month-day, instead of today.")
@click.pass_context
def program(context: click.Context, today: date | None) -> None:
    """Check, build and hand on a manual: the commands, run from the project's root."""
    context.obj = Asked(today or date.today())


@program.command("check")
@click.option("--base", default="", help="The branch that a pull request changes, such as origin/main.")
@click.pass_obj
def _check(asked: Asked, base: str) -> int:
    """Hold procedures, briefings, docs and data to the rules."""
    against = read_base(ROOT, base) if base else None
    return _tell(check(asked.manual, asked.words, asked.today, base=against))


@program.command("stage")
@click.argument("folder", type=PLACE)
@of_what_is_whole
def _stage(asked: Asked, folder: Path) -> None:
    """Write the manual as final pages for another generator."""
    stage(Build(asked.manual, asked.today, asked.words, asked.problems, renderer(ROOT)), ROOT, folder)


@program.command("publish")
@click.argument("built", type=PLACE)
@click.argument("site", type=PLACE)
@of_what_is_whole
def _publish(asked: Asked, built: Path, site: Path) -> int:
    """Complete a built site, check it, and put it in place."""
    in_ci = bool(os.environ.get("CI"))
    return _tell(publish(asked.manual, built, site, asked.today, ROOT, in_ci))


@program.command("bulletin")
@click.option("--since", type=parse_day, metavar="DAY", required=True, help="Year-month-day.")
@click.option("--audience", default="", help="One of data/partnership.yml; everybody without it.")
@written_to(Path("build/bulletin"))
@of_what_is_whole
def _bulletin(asked: Asked, since: date, audience: str, to: Path) -> None:
    """Write an article on what changed, for a newsletter."""
    known = [one.id for one in asked.manual.partnership.audiences]
    if audience and audience not in known:
        raise click.UsageError(f'There is no audience "{audience}". {nearest(audience, known)}')
    for form, text in bulletin(asked.manual, since, audience, asked.today).items():
        _write(to / f"bulletin.{form}", text)


@program.command("links")
@click.option("--report", "file", type=PLACE, help="Write what was found there too, as Markdown.")
@of_what_is_whole
def _links(asked: Asked, file: Path | None) -> int:
    """Ask outside links whether they still answer.

    The exit status is 1 where one broke, and 2 where none could be asked.
    """
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


@program.command("review")
@to_a_base
@written_to(REVIEW)
@click.pass_obj
def _review(asked: Asked, base: str, to: Path) -> int:
    """Tell what is wrong with a pull request, and what it does.

    Writes a summary, and a paper for the meeting that decides. Where GitHub reads along, the problems stand
    at their lines as well.
    """
    request = asked.pull_request(base)
    in_actions = os.environ.get("GITHUB_ACTIONS") == "true"
    text = summary(request, _source() if in_actions else "")
    _write(to / "summary.md", text)
    _write(to / "paper.html", paper(request))
    if shown := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(shown).open("a", encoding="utf-8") as file:
            file.write(text)
    if not in_actions:
        return _tell(request.problems)
    for line in annotations(problem for grade in Grade for problem in request.own(grade)):
        print(line)
    token = secrets.token_hex()
    print(f"::stop-commands::{token}")  # a page may say what GitHub would take for a command
    stops = _tell(request.problems)
    print(f"::{token}::")
    return stops


def _source() -> str:
    """Find the address under which GitHub shows the files that were checked."""
    known = [os.environ.get(f"GITHUB_{name}", "") for name in ("SERVER_URL", "REPOSITORY", "SHA")]
    return "{}/{}/blob/{}".format(*known) if all(known) else ""


@program.command("previews")
@to_a_base
@written_to(REVIEW / "pages")
@click.option("--site", type=PLACE, default=Path("site"), help="The site, built of what lies here.")
@click.pass_obj
def _previews(asked: Asked, base: str, to: Path, site: Path) -> None:
    """Write each changed page as one file, to open anywhere."""
    for name, text in previews(asked.pull_request(base), site).items():
        _write(to / name, text)


@program.command("paper")
@to_a_base
@written_to(Path("build/paper.html"))
@click.option("--page", multiple=True, help="The address of a page; all that change without it.")
@click.argument("pages", nargs=-1)
@click.pass_obj
def _paper(asked: Asked, base: str, to: Path, page: tuple[str, ...], pages: tuple[str, ...]) -> None:
    """Write a paper for the meeting that decides.

    It has the old and the new wording of each page that changes, or of the PAGES that are named.
    """
    request = asked.pull_request(base)
    known = [pair.page.address for pair in chosen(request, ())]
    for name in (*page, *pages):
        if name not in known:
            raise click.UsageError(f'"{name}" is not a page that changes. {nearest(name, known)}')
    _write(to, paper(request, [*page, *pages]))


@program.command(
    "new", help=f"Start a page with every field filled in.\n\nKIND is one of: {', '.join(KINDS)}."
)
@click.argument("kind")
@click.argument("title")
@click.option("--address", default="", help="The name of its file, if not made from the title.")
@click.pass_obj
def _new(asked: Asked, kind: str, title: str, address: str) -> None:
    """Start a page with every field filled in."""
    started = start(asked.manual, kind, title, asked.today, address)
    file = ROOT / started.file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(started.text, encoding="utf-8")
    print(started.file)
    print("Its name is its address for ever: rename the file now if another is better.", file=sys.stderr)
    print(f"Open it, and write where it says {TO_WRITE}; then: python -m goldenthread check", file=sys.stderr)


@program.command("rename")
@click.argument("old")
@click.argument("new")
@of_what_is_whole
def _rename(asked: Asked, old: str, new: str) -> int:
    """Move a page to another address, or give a heading other words.

    OLD is procedures/neglect, neglect, or a heading: neglect#what-to-look-for. NEW is the address, or the
    words of the heading in quotation marks. All that leads there is mended, and each file is printed.
    """
    files = [*asked.manual.by_file, "data/partnership.yml"]
    raw = {file: (ROOT / file).read_bytes().decode("utf-8") for file in files}
    texts = {file: LINE_END.sub("\n", text) for file, text in raw.items()}
    renamed = (reword if "#" in old else rename)(asked.manual, texts, old, new)
    ends = {file: set(LINE_END.findall(raw[file if file in raw else renamed.gone])) for file in renamed.texts}
    for file, found in ends.items():
        if len(found) > 1:
            raise CannotRenameError(f"{file} has line ends of several kinds. Save it with one, then rename.")
    for file, text in renamed.texts.items():
        (ROOT / file).write_bytes(text.replace("\n", "".join(ends[file]) or "\n").encode("utf-8"))
    if renamed.gone:
        (ROOT / renamed.gone).unlink()
        print(f"{renamed.gone}: gone, its address leads to the new one for ever")
    for file, count in renamed.counts.items():
        print(f"{file}: {count} {'place' if count == 1 else 'places'} changed")
    after = Asked(asked.today)
    return _tell(after.stopping) if after.stopping else 0


@program.command("schema")
def _schema() -> None:
    """Write what editors' programs know of the fields of data/."""
    for name, text in schemas().items():
        _write(ROOT / name, text)


@program.command("statements")
@written_to(Path("build/statements.csv"))
@of_what_is_whole
def _statements(asked: Asked, to: Path) -> None:
    """Write a table of all statements with what each rests on."""
    _write(to, statements.table(asked.manual, asked.today))


@program.command("owners")
@click.pass_obj
def _owners(asked: Asked) -> None:
    """Write down for GitHub who is asked to look at what."""
    _write(ROOT / OWNERS, owners(asked.manual.partnership))


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
