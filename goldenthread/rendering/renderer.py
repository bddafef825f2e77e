"""From a page's text to its HTML, contents and anchors: the only place where Markdown is read.

The same goes in, the same comes out: nothing else is asked, neither the clock nor another page. Must not know
the manual, nor MkDocs.

In: a page in its frame, and the path that it stands at. Out: its HTML, its contents, and every anchor on it.

    >>> page = render(Configuration(("toc",)), "## First, *ring*\\n\\n[Next](b.md#c)", "a.md")
    >>> page.html.splitlines()[1], page.contents[0].id
    ('<p><a href="../b/#c">Next</a></p>', 'first-ring')
"""

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, unquote, urlsplit, urlunsplit
from xml.etree import ElementTree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from goldenthread.pages.framed import Framed
from goldenthread.rendering.configuration import Configuration, configuration
from goldenthread.rendering.extension import GoldenThread, PageBeingRead, finished
from goldenthread.rendering.memory import Memory, engine
from goldenthread.text.html import read_html
from goldenthread.text.links import is_outside, link, resolve


class ContentsEntry(NamedTuple):
    """A heading in the contents of a page, with those below it."""

    name: str
    """As HTML."""
    id: str
    level: int
    children: tuple["ContentsEntry", ...] = ()

    @property
    def token(self) -> dict[str, Any]:
        """The same as Python-Markdown's extension for contents gives it."""
        return {**self._asdict(), "children": [child.token for child in self.children]}


@dataclass(frozen=True)
class Rendered:
    """What a page became."""

    html: str
    contents: tuple[ContentsEntry, ...] = ()
    anchors: tuple[str, ...] = ()
    """Every id that something can lead to, by name."""
    attributes: tuple[tuple[str, str], ...] = ()
    """What an author set in braces behind a text, such as an id."""


class LeadOn(Treeprocessor):
    """Makes each link to a file of the manual lead to where its page is published."""

    here: str | None = None
    """The path of the page; without it links stay as they were written."""

    def run(self, root: ElementTree.Element) -> None:
        """Write the targets of links and pictures anew."""
        for element in root.iter() if self.here is not None else ():
            name = {"a": "href", "img": "src"}.get(str(element.tag), "")
            if target := element.get(name):
                element.set(name, published_target(str(self.here), target))


def published_target(here: str, target: str) -> str:
    """Return where a link to a file of the manual leads once it is published; other links as they are."""
    if AMP_SUBSTITUTE in target or is_outside(target) or target.startswith(("/", "\\", "#", "?")):
        return target
    _, _, path, query, anchor = urlsplit(target)
    if not posixpath.splitext(path)[1]:
        return target  # no file of the manual: the rule about links tells of it
    there = resolve(here, unquote(path))
    return urlunsplit(("", "", quote(link(here, there)), query, anchor))


class MarkdownReader:
    """Python-Markdown as a site sets it up, ready for one page after another."""

    def __init__(self, settings: Configuration) -> None:
        """Load the extensions once: that takes as long as a page."""
        self.markdown: Markdown = settings.renderer()
        self.links = LeadOn(self.markdown)
        self.markdown.treeprocessors.register(self.links, "gt-links", 0)

    def render(self, page: Framed, here: str | None) -> Rendered:
        """Render a page. What was rendered before makes no difference."""
        self.links.here = here
        self.markdown.reset()
        ours = (e for e in self.markdown.registeredExtensions if isinstance(e, GoldenThread))
        told = next((extension.told for extension in ours), PageBeingRead())
        told.page = page
        html = finished(page, self.markdown.convert(page.markdown()))
        tokens = getattr(self.markdown, "toc_tokens", ())
        anchors = tuple(sorted(read_html(html).ids))
        return Rendered(html, _contents(tokens), anchors, tuple(told.attributes))


def render(settings: Configuration, page: Framed | str, here: str | None) -> Rendered:
    """Render a page.

    Args:
        settings: How the site has its Markdown read.
        page: The page in its frame; or only what an author wrote.
        here: The path of the page, from which its links lead; None leaves them as they were written.

    Returns:
        Its HTML, its contents, and every anchor on it.

    Raises:
        Exception: Whatever an extension raises that cannot be loaded, or that fails on a text.
    """
    return _reader(settings).render(page if isinstance(page, Framed) else _bare(page), here)


@lru_cache(maxsize=4)
def _reader(settings: Configuration) -> MarkdownReader:
    return MarkdownReader(settings)


@dataclass(frozen=True)
class Renderer:
    """Renders as the site of a folder does, and remembers it."""

    settings: Configuration
    memory: Memory

    def render(self, page: Framed | str, here: str) -> Rendered:
        """Render a page, or return what was made of it before."""
        made_from = page if isinstance(page, Framed) else _bare(page)
        return self.memory.remembered(
            Rendered, lambda: render(self.settings, page, here), made_from.fingerprint, here
        )


def renderer(root: Path) -> Renderer:
    """Make ready to render as the site of a folder does.

    Args:
        root: The project's folder, in which `mkdocs.yml` stands.

    Returns:
        A renderer that remembers what it made.
    """
    settings = configuration(root)
    return Renderer(settings, memory(root, settings))


def memory(root: Path, settings: Configuration, *made_by: str) -> Memory:
    """Open what was remembered of earlier runs.

    Args:
        root: The project's folder.
        settings: How its Markdown is read.
        made_by: What else the values depend on, besides this engine and the settings.

    Returns:
        The memory; where an extension may ask more than the text, one that keeps nothing.
    """
    return Memory(root, " ".join((engine(), settings.fingerprint, *made_by)), settings.is_pure)


def _bare(text: str) -> Framed:
    return Framed(tuple(text.split("\n")))


def _contents(tokens: Iterable[Mapping[str, Any]]) -> tuple[ContentsEntry, ...]:
    return tuple(ContentsEntry(t["name"], t["id"], t["level"], _contents(t["children"])) for t in tokens)
