"""What paper needs and a screen does not: a number behind each link, and the address that it stands for.

Works on the tree of a finished page, so that it sees what an author wrote and what a frame says alike. Must
not know a page, and leaves the look of the list to a template.

In: the tree of a page, and where it stands. Out: numbers on its links, and what they stand for.

    >>> shown("https://www.example.org/act/")
    'www.example.org/act'
"""

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urljoin

from goldenthread.pages.environment import macros_of
from goldenthread.text.html import Element, words
from goldenthread.text.links import is_outside, url

ON_SCREEN_ONLY = frozenset({"headerlink", "gt-button", "data-screen", "data-words"})
"""Classes and attributes of what paper does not have, or has as words only."""
RUNG = ("#", "tel:", "mailto:")
"""Beginnings of links that need no address on paper: to the same page, and those whose words say it all."""


class PrintedLink(NamedTuple):
    """One line of the list of links on a print."""

    number: int
    words: str
    address: str


def shown(address: str) -> str:
    """Write an address as people read and type it: without its scheme."""
    return address.partition("://")[2].removesuffix("/") if "://" in address else address


def number_links(page: Element, here: str, site: str) -> tuple[PrintedLink, ...]:
    """Number the links of a page, one number for each address.

    Args:
        page: The page, whose links get their numbers as attributes.
        here: The path that it stands at.
        site: Where the site is published; empty where nobody knows, and then an address within it begins
            where the site does.

    Returns:
        What the numbers stand for.
    """
    found: dict[str, PrintedLink] = {}
    base = f"{site.rstrip('/')}/{url(here)}"
    for link in page.iter("a"):
        to = link.get("href")
        if to is None or to.startswith(RUNG):
            continue
        if ON_SCREEN_ONLY & {*map(str, link.keys()), *link.get("class", "").split()}:
            continue
        text = words(link)
        address = shown(to if is_outside(to) else urljoin(base, to).removeprefix("/" if not site else ""))
        if text and shown(text) not in (address, address.removeprefix("www.")):
            one = found.setdefault(address, PrintedLink(len(found) + 1, text, address))
            link.set("data-link", str(one.number))
    return tuple(found.values())


def list_of_links(found: Iterable[PrintedLink], is_addressed: bool) -> str:
    """Write the list of what a page's links stand for on paper.

    Args:
        found: The numbered links of the page.
        is_addressed: Whether the site has an address; without one the list says so.

    Returns:
        HTML.
    """
    return str(macros_of("shared.html").printed_links(list(found), is_addressed)).strip()
