"""Holds the built site against the manual: every link leads somewhere, every file has its page.

Reads HTML as it will be served, so that Markdown, frames, theme and raw HTML are held to one rule. Must not
know the generator.

In: the manual, and a folder of HTML. Out: problems, each with the source file that an editor can mend.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from goldenthread.manual.manual import Manual
from goldenthread.pages.made.registry import paths
from goldenthread.rules.links import broken_link, empty_link
from goldenthread.rules.pages import NO_PAGE
from goldenthread.text.html import Html, read_html
from goldenthread.text.links import is_outside, resolve, split, url
from goldenthread.text.problems import Problem


@dataclass(frozen=True)
class Site:
    """A folder of built pages."""

    folder: Path

    @cached_property
    def files(self) -> frozenset[str]:
        """Every file, from the folder, with forward slashes."""
        found = []
        for where, _, names in os.walk(self.folder):
            below = Path(where).relative_to(self.folder).as_posix().removeprefix(".")
            found += [f"{below}/{name}".lstrip("/") for name in names]
        return frozenset(found)

    @cached_property
    def pages(self) -> dict[str, Html]:
        """Every page, by its file."""
        return {
            file: read_html((self.folder / file).read_text(encoding="utf-8"))
            for file in sorted(self.files)
            if file.endswith(".html")
        }


def check_built(manual: Manual, folder: Path) -> Iterator[Problem]:
    """Find source files without a page, and links of the built site that lead nowhere."""
    site = Site(folder)
    sources = {f"{url(path)}index.html": path for path in paths(manual)}
    sources |= {f"{url(page.path)}index.html": page.file for page in manual.pages()}
    for file in sorted(set(sources) - site.files):
        yield Problem(
            sources[file], 1, NO_PAGE, "This file has no page in the site.", "Build it again from the start."
        )
    for file, html in site.pages.items():
        source = sources.get(file, file)
        for target in html.targets:
            if problem := _fault(site, manual, file, source, target):
                yield problem


def _fault(site: Site, manual: Manual, file: str, source: str, target: str) -> Problem | None:
    if target in ("", "#"):
        do = "Write its address, or take the link out."
        return Problem(source, 1, empty_link.rule, "A link of the built page leads nowhere.", do)
    if is_outside(target) or target.startswith("data:"):
        return None
    path, anchor = split(target)
    there = _served(site, manual, file, path) if path else file
    if there is None:
        do = "Look for it in the page, and in the part between its two lines ---."
        return Problem(
            source, 1, broken_link.rule, f'The link "{target}" of the built page leads nowhere.', do
        )
    if anchor and there in site.pages and anchor not in site.pages[there].ids:
        do = "Look for it in the page, and in the part between its two lines ---."
        return Problem(
            source, 1, broken_link.rule, f'The link "{target}" of the built page leads to no anchor.', do
        )
    return None


def _served(site: Site, manual: Manual, file: str, path: str) -> str | None:
    """Find the file that a host serves for a link; None where it has none."""
    if path.startswith("/"):
        top = "/" + manual.partnership.site_url.partition("://")[2].partition("/")[2]
        there = resolve("", path.removeprefix(top.rstrip("/")).lstrip("/") or ".")
    else:
        there = resolve(file, path)
    if path.endswith("/") or there in (".", ""):
        there = f"{there}/index.html".removeprefix("./")
    return there if there in site.files else None
