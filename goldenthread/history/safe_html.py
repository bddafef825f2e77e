"""HTML that somebody once wrote, made harmless: known tags stay, and of all others only the words.

Nothing else survives, whatever Markdown or a raw tag made of it, so that old text can run nothing and cannot
reach beyond its place. Must not know where a link leads today: it marks links for `names_today`.

In: HTML. Out: harmless HTML, the ids in it, and its paragraphs as plain text.

    >>> harmless("<p onclick='x()'>Ring <blink>now</blink>.</p>", lambda to: ("", "")).html
    '<p>Ring now.</p>'
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from goldenthread.text.differences import Paragraph
from goldenthread.text.html import foreign

HIDDEN = frozenset(
    "script style template noscript iframe object svg math textarea title select".split()  # words and all
)
BLOCKS = frozenset(
    "p div h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table thead tbody tr details summary".split()
)
WITHIN = frozenset("a strong em b i u s del ins sub sup code span abbr kbd mark q cite small th td".split())
VOID = frozenset(("br", "hr"))
KNOWN = BLOCKS | WITHIN | VOID
INSTEAD = {"h1": "h2"}
"""An old title becomes a heading, since the page has its own title."""
CLASSES = frozenset(
    {
        "gt-number",
        "gt-table",
        "gt-now",
        "gt-area",
        "gt-area__name",
        "admonition",
        "admonition-title",
        "note",
        "abstract",
        "info",
        "tip",
        "success",
        "question",
        "warning",
        "failure",
        "danger",
        "bug",
        "example",
    }
)
VALUES = {
    "id": re.compile(r"[\w-]+"),
    "tabindex": re.compile("0"),
    "role": re.compile("group"),
    "colspan": re.compile(r"\d{1,2}"),
    "rowspan": re.compile(r"\d{1,2}"),
    "scope": re.compile("col|row"),
    "start": re.compile(r"\d{1,4}"),
}
"""Every attribute that stays, with the values it may have; `class` and `href` have rules of their own."""
KINDS = {"li": "point", "tr": "row", **dict.fromkeys(("h2", "h3", "h4", "h5", "h6", "summary"), "heading")}
NOT_TEXT = frozenset({"gt-number"})
"""Elements that are no words of the text: the numbers of sections change with what stands before them."""


class Cleaned(NamedTuple):
    """Harmless HTML, the ids in it, and its paragraphs as plain text."""

    html: str
    ids: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]


class _Open(NamedTuple):
    tag: str
    closes: str
    is_text: bool


@dataclass
class _Cleaner:
    link: Callable[[str], tuple[str, str]]
    html: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    opened: list[_Open] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    beside: int = 0
    """How many tags of `NOT_TEXT` are open."""

    def text(self, words: str) -> None:
        """Take over words."""
        self.html.append(escape(words, quote=False))
        if not self.beside:
            self.words.append(words)

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        """Open a tag that is known."""
        if tag in BLOCKS:
            self.flush()
        elif tag in ("td", "th") and "".join(self.words).strip():
            self.words.append(" | ")
        elif tag == "br":
            self.words.append(" ")
        classes = [name for name in attributes.get("class", "").split() if name in CLASSES]
        is_text = NOT_TEXT.isdisjoint(classes)
        if tag == "a":
            opens, closes = self.link(attributes.get("href", ""))
        else:
            opens, closes = f"<{tag}{self._kept(tag, attributes, classes)}>", f"</{tag}>"
        self.html.append(opens)
        if tag not in VOID:
            self.opened.append(_Open(tag, closes, is_text))
            self.beside += not is_text

    def _kept(self, tag: str, attributes: dict[str, str], classes: list[str]) -> str:
        if not attributes and tag != "details":
            return ""
        kept = {n: v for n, v in attributes.items() if n in VALUES and VALUES[n].fullmatch(v)}
        if "id" in kept:
            self.ids.append(kept["id"])
        if classes:
            kept["class"] = " ".join(classes)
        shown = "".join(f' {name}="{escape(value)}"' for name, value in kept.items())
        return f"{shown} open" if tag == "details" else shown  # paper cannot be opened

    def end(self) -> None:
        """Close the tag that was opened last."""
        if self.opened[-1].tag in BLOCKS:
            self.flush()
        one = self.opened.pop()
        self.html.append(one.closes)
        self.beside -= not one.is_text

    def flush(self) -> None:
        """End a paragraph, where there is one."""
        text = " ".join("".join(self.words).split())
        self.words.clear()
        if text:
            tags = [one.tag for one in reversed(self.opened)]
            self.paragraphs.append(
                Paragraph(next((KINDS[tag] for tag in tags if tag in KINDS), "paragraph"), text)
            )


def harmless(html: str, link: Callable[[str], tuple[str, str]]) -> Cleaned:
    """Keep what is known of some HTML.

    Args:
        html: What somebody once wrote, as Markdown rendered it.
        link: Returns what stands for a link, before and after its words.

    Returns:
        Harmless HTML, the ids in it, and its paragraphs.
    """
    cleaner = _Cleaner(link)
    todo: list[LexborNode | None] = [foreign(html)]  # None stands for the end of a tag
    while todo:
        node = todo.pop()
        if node is None:
            cleaner.end()
        elif node.is_text_node:
            cleaner.text(node.text_content or "")
        elif node.tag == "img":
            about = node.attributes.get("alt")
            cleaner.text(f"[picture as it then was: not kept{': ' if about else ''}{about or ''}]")
        elif node.is_element_node and node.tag not in HIDDEN:
            tag = INSTEAD.get(str(node.tag), str(node.tag))
            if tag in KNOWN:
                cleaner.begin(tag, {name: value or "" for name, value in node.attributes.items()})
                todo += [None] * (tag not in VOID)
            todo += reversed([*node.iter(include_text=True)])
    cleaner.flush()
    return Cleaned("".join(cleaner.html), tuple(cleaner.ids), tuple(cleaner.paragraphs))
