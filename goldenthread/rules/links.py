"""Rules about the links that authors write. Links that the engine makes are held against the built site.

Knows where pages and files stand. Must not know how a link looks.

In: the manual. Out: links that lead nowhere: `[Neglect](neglcet.md)`.
"""

import posixpath
import re
from collections.abc import Iterator

from goldenthread.manual.kinds import file_at
from goldenthread.manual.manual import Manual, Page
from goldenthread.manual.outside_links import WEB, is_askable, outside_links, without_anchor
from goldenthread.manual.page_records import AnyPage
from goldenthread.pages.made.registry import paths
from goldenthread.rules.rule import Found, Look, rule
from goldenthread.text import links
from goldenthread.text.problems import Grade, Promise
from goldenthread.text.suggestions import nearest

HOST = re.compile(
    r"www\.|[\w-]+(?:\.[\w-]+)*\.(?:uk|com|org|net|eu|info|scot|wales|ie)(?:[:/?#]|$)|\d+(?:\.\d+){3}"
)
"""How the address of another site begins that lacks its https://."""
SIGN = re.compile(r"\]|www\.|https?:", re.IGNORECASE)
MAILBOX = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
WORDS, WHERE = r"\[[^\[\]\n]+\]", r"[^\s()\[\]]*(?:[/#][^\s()\[\]]*|\.[a-z]{2,4})"
NO_LINKS: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(sign, re.IGNORECASE), wrong, do)
    for sign, wrong, do in (
        (
            rf"{WORDS}\s+\(<?{WHERE}>?\)",
            "This looks like a link, and none is made of it.",
            "Take out the space: [words](address).",
        ),
        (
            rf"\([^()\n]+\)\s?\[{WHERE}\]",
            "The brackets of a link are the wrong way round.",
            "Write [words](address).",
        ),
        (
            rf"(?!\[\d+\]\[\d){WORDS}\s?\[(?!\^)[^\[\]\n]*\]",
            "A link stands here by a name that is explained nowhere.",
            "Write [words](address).",
        ),
        (
            rf"{WORDS}\((?:[^\s()]|\([^\s()]*\))*$",
            "A link is begun here and never ended.",
            "Write ) behind its address.",
        ),
        (
            r"\b(?:https?:/|www\.)[^\s<>|]+",
            "An address stands here, and nobody can follow it.",
            "Write [what is there](https://…), with its address.",
        ),
    )
)
"""What looks like a link and is none: its sign, what is wrong, and what to write."""


@rule("no-link", Grade.STOPS, Promise.SHOWN)
def no_link(look: Look) -> Iterator[Found]:
    """What looks like a link is one."""
    for page in look.manual.pages():
        told = set[int]()
        for line, text in enumerate(page.body.unlinked.split("\n"), page.body.first_line):
            for sign, wrong, do in NO_LINKS if SIGN.search(text) else ():
                if line not in told and sign.search(text):
                    told.add(line)
                    yield Found(page.file, line, wrong, do)


@rule("broken-link", Grade.STOPS, Promise.THREAD)
def broken_link(look: Look) -> Iterator[Found]:
    """Every link and picture inside the site leads to something that is there."""
    made = paths(look.manual)
    for page in look.manual.pages():
        for link in page.body.links:
            if link.target in ("", "#"):
                continue
            if complaint := _complaint(look.manual, made, page, link.target):
                yield Found(page.file, link.line, *complaint)


@rule("empty-link", Grade.STOPS, Promise.THREAD)
def empty_link(look: Look) -> Iterator[Found]:
    """Every link says where it leads.

    Find links to nothing, as they are left behind when a document is copied.
    """
    for page in look.manual.pages():
        for link in page.body.links:
            if link.target in ("", "#"):
                wrong = f'The link "{link.text}" leads nowhere.'
                yield Found(page.file, link.line, wrong, "Write its address, or take the link out.")


@rule("needless-exception", Grade.LOOK, Promise.HONEST)
def needless_exception(look: Look) -> Iterator[Found]:
    """Every exception for an outside link is for one that the manual has.

    Find exceptions for links that nobody wrote, or that are gone.
    """
    if not look.manual.data.exceptions:
        return
    known = {link.asked_as for link in outside_links(look.manual)}
    for index, exception in enumerate(look.manual.data.exceptions):
        if without_anchor(exception.address) not in known:
            wrong = f'The manual has no link to "{exception.address}".'
            do = "Take the exception out, or write the address as the page has it."
            yield Found(
                "data/link-exceptions.yml",
                look.manual.data.line("link-exceptions", index, "address"),
                wrong,
                do,
            )


def _complaint(
    manual: Manual, made: frozenset[str], page: Page[AnyPage], target: str
) -> tuple[str, str] | None:
    if links.is_outside(target):
        return _of_outside(target)
    path, anchor = links.split(target)
    there = links.resolve(page.path, path) if path else page.path
    if there in made or f"docs/{there}" in manual.assets:
        return None
    if MAILBOX.fullmatch(target):
        return "The address of a mailbox lacks its beginning.", "Write mailto: before it."
    if HOST.match(target):
        return f'"{target}" lacks its beginning.', f"Write https://{target}, if that is the address."
    if path.startswith("/") or (path and "." not in path.rpartition("/")[2]):
        return (
            f'"{target}" is no path to a file.',
            "Write the way to the file from here, such as ../procedures/neglect.md.",
        )
    file = file_at(there)
    if file in manual.unread:
        return None
    found = manual.by_file.get(file)
    if not found and not file.endswith(".md"):
        return f'"{target}" leads to no file.', "Put it into docs/assets/."
    if not found:
        folder = posixpath.dirname(page.path) or "."
        known = [posixpath.relpath(p.path, folder) for p in manual.pages()]
        return f'"{target}" leads to no file.', nearest(path, known)
    if anchor and anchor not in found.anchors:
        return f'"{target}" leads to no heading.', nearest(anchor, found.anchors)
    return None


def _of_outside(target: str) -> tuple[str, str] | None:
    """Tell what is wrong with an address of another site; others than those of the web are not looked at."""
    address = f"https:{target}" if target.startswith("//") else target
    if not address.lower().startswith(tuple(one.removesuffix("//") for one in WEB)) or is_askable(address):
        return None
    return f'"{target}" is no whole address.', "Copy it from your browser: https://, a name, no spaces."
