"""Rules about the links that authors write. Links that the engine makes are held against the built site.

Knows where pages and files stand. Must not know how a link looks.

In: the manual. Out: links that lead nowhere: `[Neglect](neglcet.md)`.
"""

import posixpath
from collections.abc import Iterator

from goldenthread.manual.kinds import file_at
from goldenthread.manual.manual import Manual, Page
from goldenthread.manual.outside_links import outside_links, without_anchor
from goldenthread.manual.page_records import AnyPage
from goldenthread.pages.made.registry import paths
from goldenthread.rules.rule import Found, Look, rule
from goldenthread.text import links
from goldenthread.text.problems import Grade, Promise
from goldenthread.text.suggestions import nearest


@rule("broken-link", Grade.STOPS, Promise.THREAD)
def broken_link(look: Look) -> Iterator[Found]:
    """Every link and picture inside the site leads to something that is there."""
    made = paths(look.manual)
    for page in look.manual.pages():
        for link in page.body.links:
            if link.target in ("", "#") or links.is_outside(link.target):
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
    path, anchor = links.split(target)
    if path.startswith("/") or (path and "." not in path.rpartition("/")[2]):
        return (
            f'"{target}" is no path to a file.',
            "Write the way to the file from here, such as ../procedures/neglect.md.",
        )
    there = links.resolve(page.path, path) if path else page.path
    if there in made or f"docs/{there}" in manual.assets:
        return None
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
