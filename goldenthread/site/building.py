"""What one build of the site knows: the manual, its problems, and the text and HTML of every page.

Decides nothing about content, and must not know the generator.

In: a project's folder and a day. Out: for each path of the site, the text that a generator is given, and what
it shows: `build(root, today).rendered("procedures/neglect.md").html`.
"""

import posixpath
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from goldenthread.history import write_history, write_unmade
from goldenthread.manual.manual import Manual, Page
from goldenthread.manual.page_records import AnyPage
from goldenthread.manual.reading import read
from goldenthread.pages.frame import frame, problem_page
from goldenthread.pages.made.page import MadePage
from goldenthread.pages.made.registry import make_pages
from goldenthread.pages.sharing import preview, preview_of
from goldenthread.pages.words import Vocabulary, vocabulary
from goldenthread.rendering.renderer import Rendered, Renderer, renderer
from goldenthread.rules import check
from goldenthread.site.generator import front_matter
from goldenthread.site.listed import LISTED
from goldenthread.site.publish import complete
from goldenthread.text.problems import Grade, Problem


class WordsDifferError(Exception):
    """What is about to be shown is not what was checked."""

    def __init__(self, path: str) -> None:
        """Name the page, and what to do."""
        super().__init__(
            f"The words of {path} read otherwise than when they were checked. "
            "Let the words of macros.py say the same whenever they are asked."
        )


@dataclass(frozen=True)
class Build:
    """A manual that is being built, as it stood when the build began."""

    manual: Manual
    today: date
    words: Vocabulary
    problems: tuple[Problem, ...]
    renderer: Renderer

    @cached_property
    def stopping(self) -> tuple[Problem, ...]:
        """What no published site may have."""
        return tuple(problem for problem in self.problems if problem.stops)

    @cached_property
    def written(self) -> dict[str, Page[AnyPage]]:
        """The pages that somebody wrote, by path."""
        return {page.path: page for page in self.manual.pages()}

    @cached_property
    def made(self) -> dict[str, MadePage]:
        """The pages that are made from the manual, by path."""
        made = make_pages(self.manual, LISTED, self.today, self.problems, self.words.expand)
        return {page.path: page for page in made}

    @cached_property
    def _by_page(self) -> dict[str, list[Problem]]:
        """What stops, by the path of the page that shows it."""
        unread = (file for file, page in self.manual.unread.items() if page.body)
        shown = {*self.manual.by_file, *unread}
        found: dict[str, list[Problem]] = defaultdict(list)
        for problem in self.stopping:
            file = problem.file if problem.file in shown else "docs/index.md"
            found[file.removeprefix("docs/")].append(problem)
        return found

    @property
    def paths(self) -> list[str]:
        """Every page that the site has, with those that only show a problem."""
        return sorted({*self.written, *self.made, *self._by_page})

    def instead(self, path: str) -> list[Problem]:
        """List the problems that stand in place of a page; none where it can be shown."""
        everywhere = [p for p in self.stopping if p.file.startswith("data/") or p.file == "macros.py"]
        return [*self._by_page.get(path, ()), *everywhere]

    def front(self, path: str) -> str:
        """Write the front matter that a generator is given of a page."""
        if self.instead(path):
            return front_matter(posixpath.basename(path), "")
        if made := self.made.get(path):
            shown = preview(self.manual, path, made.title, made.summary)
            return front_matter(made.title, made.summary, shown=shown)
        page = self.written[path]
        record, shown = page.record, preview_of(self.manual, page)
        return front_matter(record.title, record.summary, record.quick_exit, shown)

    def source(self, path: str) -> str:
        """Return what the author wrote; empty for a made page, and for one that cannot be shown."""
        page = None if self.instead(path) else self.written.get(path)
        return page.body.text if page else ""

    def page(self, path: str, expanded: str) -> Rendered:
        """Render a page.

        Args:
            path: The path of the page.
            expanded: What its author wrote, with its words expanded by the generator.

        Returns:
            Its HTML, contents and anchors.

        Raises:
            WordsDifferError: The words read otherwise than they did when the rules were checked.
        """
        checked = self.words.expand(self.source(path), path)
        if expanded.strip("\n") != checked.strip("\n"):
            raise WordsDifferError(path)
        return self._rendered(path, checked)

    def rendered(self, path: str) -> Rendered:
        """Render a page, with its words expanded here, as no generator has."""
        return self._rendered(path, self.words.expand(self.source(path), path))

    def _rendered(self, path: str, expanded: str) -> Rendered:
        if instead := self.instead(path):
            return self.renderer.render(problem_page(instead), path)
        if made := self.made.get(path):
            return self.renderer.render(made.framed, path)
        return self.renderer.render(frame(self.manual, self.written[path], expanded, self.today), path)

    def finish(self, site: Path, root: Path, has_history: bool) -> None:
        """Write beside the served pages what publishing would write, but for the search index."""
        complete(self.manual, site, self.today, root)
        if has_history:
            write_history(self.manual, site, root)
        else:
            write_unmade(self.manual, site)


def build(root: Path, today: date) -> Build:
    """Read the manual of a folder, and hold it against the rules.

    Args:
        root: The project's folder.
        today: The day on which the site is read.

    Returns:
        All that a build of the site needs; what stops it is in `stopping`.
    """
    manual = read(root)
    words = vocabulary(root / "macros.py", manual, today)
    problems = check(manual, words, today, {Grade.STOPS, Grade.DUE})
    return Build(manual, today, words, problems, renderer(root))
