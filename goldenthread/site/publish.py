"""Completes a built site, holds it against the manual, and puts it in place.

What is in place is replaced only by a site without faults, and never while it is half written. Must not know
who built the folder.

In: the manual, and a folder of HTML. Out: the site in its place, or the problems that stopped it:
`publish(manual, built, site, today)`.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from goldenthread.exports.calendar import calendars
from goldenthread.exports.feeds import feeds
from goldenthread.exports.search import gather
from goldenthread.exports.tables import tables
from goldenthread.history import write_history
from goldenthread.manual.learning_records import LearningRecord
from goldenthread.manual.manual import Manual, Page
from goldenthread.manual.page_records import AnyPage
from goldenthread.pages.redirects import redirect
from goldenthread.pages.sharing import picture, preview_of
from goldenthread.pages.words import vocabulary
from goldenthread.site.bookmarks import bookmarks
from goldenthread.site.built_site import check_built
from goldenthread.site.search_index import index
from goldenthread.site.session import sessions
from goldenthread.site.typeface import typeface
from goldenthread.text.folders import put_in_place, refuse_sources, refuse_to_lose
from goldenthread.text.links import below, url
from goldenthread.text.problems import Problem, in_order


def publish(
    manual: Manual, built: Path, site: Path, today: date, root: Path = Path(), in_ci: bool = False
) -> tuple[Problem, ...]:
    """Complete a built site, check it, index it, and put it in place where no problem stops it.

    Args:
        manual: The manual.
        built: The folder that a generator wrote.
        site: The folder that a host serves.
        today: The day on which the site is read.
        root: The project's folder, whose history Git keeps.
        in_ci: Whether the real site is being made: there, an incomplete record of Git's is a problem.

    Returns:
        The problems; `site` is untouched where there are any.

    Raises:
        NotOursError: Either folder holds something that no command wrote, and that would be lost.
    """
    refuse_to_lose(site, root)
    refuse_sources(built, root)
    complete(manual, built, today, root)
    unrecorded = write_history(manual, built, root, in_ci)
    problems = in_order([*unrecorded, *check_built(manual, built)])
    if not problems:
        index(*gather(manual, built), built)
        put_in_place(built, site, root)
    return problems


def complete(manual: Manual, built: Path, today: date, root: Path = Path()) -> None:
    """Write what leads to the pages, what is taught with, and what other programs read.

    Those are the redirects; the sessions and the bookmarks; the feeds, the calendar, the tables, the
    picture that links are shown with, and the typeface.
    """
    _redirects(manual, built)
    made = {**feeds(manual, today), **calendars(manual, today), **tables(manual, today), **picture(manual)}
    words = vocabulary(root / "macros.py", manual, today)
    made |= {
        **bookmarks(manual, today),
        **sessions(manual, words, built, today),
        **typeface(),
    }
    _write(built, made.items())


def _write(built: Path, files: Iterable[tuple[str, bytes]]) -> None:
    for path, content in files:
        file = built / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _redirects(manual: Manual, built: Path) -> None:
    """Write a page at every former and every short address that leads to the page, on any static host."""
    for path, there, page in _leading_on(manual):
        file = built / url(path) / "index.html"
        if file.exists():
            continue  # while serving, two pages may want one address: what is shown says so
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(redirect(path, there, page, preview_of(manual, page)), encoding="utf-8")


def _leading_on(manual: Manual) -> Iterator[tuple[str, str, Page[AnyPage]]]:
    """Go through the paths that only lead on: the path, where it leads, and the page that it is about."""
    for path, page in (*manual.former(), *manual.shortcuts()):
        yield path, page.path, page
    for path, page in manual.former():
        if isinstance(page.record, LearningRecord):  # its pack was printed and passed on with its address
            yield below(path, "pack"), below(page.path, "pack"), page
