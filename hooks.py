"""All that knows MkDocs: hands it the pages of the Manual and puts the frames around them.

Decides nothing about content. A build stops where a problem stops; while serving, the page that has
the problem shows it instead, so that the server never dies.
"""

import gc
import logging
import os
import posixpath
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from goldenthread.exports.search import gather
from goldenthread.history import write_history, write_unmade
from goldenthread.manual.manual import Manual
from goldenthread.manual.reading import read
from goldenthread.pages.frame import frame, problem_page
from goldenthread.pages.made.page import MadePage
from goldenthread.pages.made.registry import make_pages
from goldenthread.pages.sharing import preview, preview_of
from goldenthread.pages.words import vocabulary
from goldenthread.rules import check
from goldenthread.site.listed import LISTED
from goldenthread.site.publish import complete
from goldenthread.site.search_index import IndexLater
from goldenthread.site.stage import front_matter, settings
from goldenthread.text.dates import parse_day
from goldenthread.text.problems import Grade, Problem

log = logging.getLogger("mkdocs.goldenthread")

serving = False
later = IndexLater()


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG001 (MkDocs's names)
    """Remember whether this is the editor's own server."""
    global serving
    serving = command == "serve"


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the manual and hold it against the rules, before any other plugin looks at it."""
    root = Path(config.config_file_path).parent
    today = (
        parse_day(os.environ["GOLDENTHREAD_TODAY"]) if "GOLDENTHREAD_TODAY" in os.environ else date.today()
    )
    manual = read(root)
    words = vocabulary(root / "macros.py", manual, today)
    problems = check(manual, words, today, {Grade.STOPS, Grade.DUE})
    stopping = [problem for problem in problems if problem.stops]
    if stopping and not serving:
        raise Abort("\n".join(map(str, stopping)))
    for problem in stopping:
        log.warning(str(problem))
    if words.problems:
        # a module that does not exist is no fault to the plugin under this one name
        config.plugins["macros"].config["module_name"] = "main"
    build = Build(manual, today, problems, words.expand)
    config["manual"], config["today"], config["build"] = manual, today, build
    _apply(config, settings(manual, today))
    gc.freeze()  # the manual stays for the whole build: the collector need not walk it again and again
    return config


class Build:
    """What one build knows: the manual, today, and the problems by the page that shows them."""

    def __init__(
        self, manual: Manual, today: date, problems: tuple[Problem, ...], expand: Callable[[str, str], str]
    ) -> None:
        """Make the derived pages, and sort the problems."""
        self.manual, self.today = manual, today
        self.pages = {page.path: page for page in manual.pages()}
        made = make_pages(manual, LISTED, today, problems, expand)
        self.derived: dict[str, MadePage] = {d.path: d for d in made}
        self.problems: dict[str, list[Problem]] = defaultdict(list)
        shown = {*manual.by_file, *(file for file, page in manual.unread.items() if page.body)}
        stopping = [problem for problem in problems if problem.stops]
        for problem in stopping:
            file = problem.file if problem.file in shown else "docs/index.md"
            self.problems[file.removeprefix("docs/")].append(problem)
        self.everywhere = [p for p in stopping if p.file.startswith("data/") or p.file == "macros.py"]

    def shown_instead(self, path: str) -> list[Problem]:
        """Give the problems that stand in place of a page; none where it can be shown."""
        return self.problems.get(path, []) + self.everywhere


def _apply(config: MkDocsConfig, ours: dict[str, Any]) -> None:
    config.extra.update(ours.pop("extra"))
    for name, value in ours.items():
        if value is not None and not (name == "site_url" and serving):
            config[name] = value


@event_priority(100)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add procedures/ and briefings/, which stand outside docs/, and the pages made from the manual."""
    build: Build = config["build"]
    root = str(Path(config.config_file_path).parent)
    for file in list(files):
        if file.src_uri.endswith(".md"):
            files.remove(file)
    for path in sorted({*build.pages, *build.derived, *build.problems}):
        if path in files.src_uris:
            continue
        page = build.pages.get(path)
        src_dir = config.docs_dir if page and page.file.startswith("docs/") else root
        files.append(File(path, src_dir, config.site_dir, config.use_directory_urls))
    return files


def on_page_read_source(page: Page, config: MkDocsConfig) -> str:
    """Hand over the author's text, read once and long ago, or the problems in its place."""
    build: Build = config["build"]
    path = page.file.src_uri
    if instead := build.shown_instead(path):
        return front_matter(posixpath.basename(path), "") + problem_page(instead)
    if made := build.derived.get(path):
        shown = preview(build.manual, path, made.title, made.summary)
        return front_matter(made.title, made.summary, shown=shown) + made.text
    source = build.pages[path]
    record = source.record
    shown = preview_of(build.manual, source)
    return front_matter(record.title, record.summary, record.quick_exit, shown) + source.body.text


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001 (MkDocs's names)
    """Put the frame around a page after its words were expanded, so that no field is read as one."""
    build: Build = config["build"]
    path = page.file.src_uri
    if path in build.derived or build.shown_instead(path):
        return markdown
    source = build.pages[path]
    above = len(source.body.text) - len(source.body.text.lstrip("\n"))  # MkDocs took these lines away
    return frame(build.manual, source, "\n" * above + markdown, build.today)


def on_post_build(config: MkDocsConfig) -> None:
    """While serving, index what was built after the editor has the page; `publish` indexes a real site."""
    if not serving:
        return
    manual, site = config["manual"], Path(config.site_dir)
    complete(manual, site, config["build"].today)
    if os.environ.get("GOLDENTHREAD_HISTORY"):
        write_history(manual, site, Path(config.config_file_path).parent)
    else:
        write_unmade(manual, site)
    later.follow(lambda: gather(manual, site), site)
