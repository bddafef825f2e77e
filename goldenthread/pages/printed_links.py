"""What paper needs and a screen does not: a number behind each link, and the address that it stands for.

Works on finished HTML, so that it sees what an author wrote and what a frame says alike. Knows where a
page stands; knows no page, and leaves the look of the list to a template.
"""

import re
from collections.abc import Iterable
from html import unescape
from typing import NamedTuple
from urllib.parse import urljoin

from goldenthread.pages.environment import macros_of
from goldenthread.text.links import is_outside, url

# Possessive, so that a bracket that nobody closed costs no time.
LINK = re.compile(
    r"""<a(?P<attributes>(?:\s(?:[^'">]++|"[^"]*+"|'[^']*+')*+)?)>(?P<words>.*?)</a>""",
    re.DOTALL | re.IGNORECASE,
)
TARGET = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
ON_SCREEN_ONLY = re.compile(r'class="(?:headerlink|gt-button)[" ]|\bdata-(?:screen|words)\b')
"""What paper does not have, or has as words only."""
RUNG = ("#", "tel:", "mailto:")
"""What needs no address on paper: a place on the same page, and what is written out in words."""
TAG = re.compile(r"<[^>]*>")
EXPLANATIONS = '<div class="gt-terms"'
"""Begins what a screen shows of abbreviations when they are pressed; paper has no room to press."""


class PrintedLink(NamedTuple):
    """One line of the list of links on a print."""

    number: int
    words: str
    address: str


def shown(address: str) -> str:
    """Write an address as people read and type it: without its scheme."""
    return address.partition("://")[2].removesuffix("/") if "://" in address else address


def number_links(html: str, here: str, site: str) -> tuple[str, tuple[PrintedLink, ...]]:
    """Number the links of a page that stands at the path `here`, one number for each address.

    Gives the page with the numbers as attributes, and what they stand for. `site` is where the site is
    published; empty where nobody knows, and then an address within it begins where the site does.
    """
    found: dict[str, PrintedLink] = {}
    base = f"{site.rstrip('/')}/{url(here)}"

    def numbered(link: re.Match[str]) -> str:
        target = TARGET.search(link["attributes"])
        if not target or ON_SCREEN_ONLY.search(link["attributes"]):
            return link[0]
        to = unescape("".join(filter(None, target.groups())))
        words = " ".join(unescape(TAG.sub("", link["words"])).split())
        address = shown(to if is_outside(to) else urljoin(base, to).removeprefix("/" if not site else ""))
        if to.startswith(RUNG) or not words or shown(words) in (address, address.removeprefix("www.")):
            return link[0]
        one = found.setdefault(address, PrintedLink(len(found) + 1, words, address))
        return f'<a data-link="{one.number}"{link["attributes"]}>{link["words"]}</a>'

    page, explanations, rest = html.partition(EXPLANATIONS)
    return LINK.sub(numbered, page) + explanations + rest, tuple(found.values())


def list_of_links(found: Iterable[PrintedLink], is_addressed: bool) -> str:
    """Give the list of what a page's links stand for on paper. `is_addressed`: the site has an address."""
    return str(macros_of("shared.html").printed_links(list(found), is_addressed)).strip()
