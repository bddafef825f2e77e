"""A page that was rendered before, handed to another generator: an extension that leaves it as it is.

Another reader of Markdown takes the text for HTML, and finds no headings to list. Must not know who the
generator is.

In: HTML and contents, as `render` returns them. Out: the text that stands below a page's front matter in the
staged copy; and, when the generator has Python-Markdown read that text, the same HTML and contents again.

    >>> text = final_text(Rendered("<p>Ring.</p>"))
    >>> text.splitlines()
    ['<!-- contents: [] -->', '<p>Ring.</p>']
"""

import json
from typing import Any
from xml.etree import ElementTree

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from goldenthread.rendering.renderer import Rendered

BEGINS, ENDS = "<!-- contents: ", " -->"


def final_text(page: Rendered) -> str:
    """Write a page that is rendered, for another generator.

    Args:
        page: The page.

    Returns:
        Its contents as a comment in the first line, and its HTML below.
    """
    listed = json.dumps([entry.token for entry in page.contents]).replace(">", "\\u003e")
    return f"{BEGINS}{listed}{ENDS}\n{page.html}\n"


class KeepPage(Preprocessor):
    """Puts a whole page aside, and remembers its contents."""

    contents: list[Any]

    def run(self, lines: list[str]) -> list[str]:
        """Return a sign in place of everything."""
        first, *rest = lines
        self.contents = json.loads(first.removeprefix(BEGINS).removesuffix(ENDS))
        return [self.md.htmlStash.store("\n".join(rest).rstrip()), "", ""]


class ListContents(Treeprocessor):
    """Hands on the contents, after the extension for contents has found none."""

    def __init__(self, md: Markdown, page: KeepPage) -> None:
        """Share what the step before remembers."""
        super().__init__(md)
        self.page = page

    def run(self, _: ElementTree.Element) -> None:
        """Hand on the contents."""
        self.md.toc_tokens = self.page.contents  # type: ignore[attr-defined]  # where toc puts them


class FinalPage(Extension):
    """The extension, as Python-Markdown loads it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        """Register after white space is made even, and after the contents."""
        page = KeepPage(md)
        md.preprocessors.register(page, "gt-keep-page", 29)
        md.treeprocessors.register(ListContents(md, page), "gt-list-contents", 2)
