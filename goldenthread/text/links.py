"""The one maker of links. Every link that the engine writes goes through `link()`.

Knows that a page is published as a folder; knows no page. Paths are those of the site's source,
such as `procedures/neglect.md`; a file of `docs/` stands at the top.

In: paths of pages, and an anchor. Out: the address that leads from one to the other.

    >>> link("procedures/neglect.md", "contacts.md", "children")
    '../../contacts/#children'
"""

import posixpath
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from urllib.parse import quote, unquote, urlencode, urlsplit

FOLDER = "index.md"
UPS = re.compile(r"(?:\.\./)*")


def url(path: str) -> str:
    """Find where a page is published.

    Args:
        path: The page's path in the site's source.

    Returns:
        Its address from the top of the site: "procedures/neglect/", or "" for the home page. The path of a
        file that is no page stays as it is.
    """
    stem = path.removesuffix(".md")
    if stem == path:
        return path
    return stem.removesuffix("index") if posixpath.basename(path) == FOLDER else f"{stem}/"


def link(here: str, there: str, anchor: str = "") -> str:
    """Lead from one page to another, or to an anchor on either.

    Args:
        here: The path of the page that the link is on.
        there: The path of the page that it leads to.
        anchor: The anchor on it; none means its top.

    Returns:
        A relative address, which holds wherever the site stands.
    """
    end = f"#{anchor}" if anchor else ""
    if here == there and anchor:
        return end
    ours, theirs = url(here).split("/"), url(there).split("/")
    shared = 0
    while shared < min(len(ours), len(theirs)) - 1 and ours[shared] == theirs[shared]:
        shared += 1
    way = "../" * (len(ours) - 1 - shared) + "/".join(theirs[shared:])
    return (way or "./") + end


def below(path: str, part: str) -> str:
    """Name a page that stands under another.

    Args:
        path: The path of the page above.
        part: The last part of its address.

    Returns:
        The path: "x/pack.md" for the pack of "x.md".
    """
    return f"{path.removesuffix('.md')}/{part}.md"


def absolute(site: str, path: str, anchor: str = "") -> str:
    """Write a page's whole address, for what is read outside the site.

    Args:
        site: The site's own address, beginning with https://; empty where it has none.
        path: The page's path in the site's source.
        anchor: The anchor on it; none means its top.

    Returns:
        The address; empty where the site has none.
    """
    end = f"#{anchor}" if anchor else ""
    return f"{site.rstrip('/')}/{url(path)}{end}" if site else ""


def letter(to: str, subject: str, lines: Iterable[str]) -> str:
    """Write the link that begins an e-mail, as RFC 6068 has it.

    Args:
        to: The mailbox.
        subject: The subject.
        lines: The lines of the e-mail.

    Returns:
        An address that begins with "mailto:".
    """
    body = "\r\n".join(lines)
    return f"mailto:{quote(to, safe='@')}?subject={quote(subject, safe='')}&body={quote(body, safe='')}"


def query(values: Mapping[str, str]) -> str:
    """Write what stands behind the question mark of an address.

    Args:
        values: The values by name.

    Returns:
        Such as "template=change.yml&page=neglect", with every sign escaped that an address may not have.
    """
    return urlencode(values, quote_via=quote)


@lru_cache(maxsize=1 << 16)  # thousands of pages have the same links
def split(target: str) -> tuple[str, str]:
    """Take a link apart, with its escapes undone.

    Args:
        target: What the link leads to.

    Returns:
        Path and anchor. What is chosen in a list stands in the anchor's place ("#audience=schools") and is
        none.
    """
    path, _, anchor = target.partition("#")
    return unquote(path.partition("?")[0]), "" if "=" in anchor else unquote(anchor)


@lru_cache(maxsize=1 << 16)
def is_outside(target: str) -> bool:
    """Tell a link that leaves the site from one that stays in it.

    Args:
        target: What the link leads to.

    Returns:
        Whether it has a scheme or a host, even one that cannot be read.
    """
    try:
        parts = urlsplit(target)
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc)


def resolve(here: str, path: str) -> str:
    """Find the path that a relative link means.

    Args:
        here: The path of the page that the link is on.
        path: What the link leads to, without its anchor.

    Returns:
        The path from the top of the site's source; it begins with "../" where the link leaves it.
    """
    ups = found.end() if (found := UPS.match(path)) else 0
    above = here.rsplit("/", ups // 3 + 1)
    if len(above) < ups // 3 + 1:
        return posixpath.normpath(posixpath.join(posixpath.dirname(here), path))
    # thousands of pages lead to the same few places, each from its own
    return _below(above[0] if len(above) > ups // 3 + 1 else "", path[ups:])


@lru_cache(maxsize=1 << 16)
def _below(folder: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(folder, path))
