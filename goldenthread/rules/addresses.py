"""Rules about addresses: whatever address the manual had, it keeps, since bookmarks are printed.

Each pull request keeps what its base had, so nothing is ever lost and nobody needs a list of addresses. Must
not know how a redirect looks.

In: the manual, and the one that a pull request changes. Out: addresses and anchors that lead nowhere now,
such as that of a page that was renamed without `was:`.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from goldenthread.manual.comparison import Comparison, reworded
from goldenthread.manual.data_records import Chapter, Citation, Contact
from goldenthread.manual.fields import TAKEN_OUT, TO_FILL_IN
from goldenthread.manual.kinds import file_at
from goldenthread.manual.learning_records import LearningRecord
from goldenthread.manual.manual import Data, Manual, Page
from goldenthread.manual.page_records import AnyPage, Procedure
from goldenthread.manual.visible_text import blocks
from goldenthread.pages.abbreviations import term_id
from goldenthread.pages.made.registry import paths
from goldenthread.rules.rule import Found, Look, on, rule
from goldenthread.text.links import url
from goldenthread.text.problems import Grade, Promise
from goldenthread.text.scanner import Heading

PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico")
"""Pictures need no permanent address: nobody opens one by itself, and one that shows too much must go."""
WAYS_IN = ("for/", "themes/")
"""Where the pages of audiences and themes stand."""
ALIKE = 0.5
"""The part of its paragraphs that a new page shares with an old one if it is the same page, renamed."""
LISTED = {
    "contacts": ("contacts.md", "contact", "A service that closed stays, and says so."),
    "citations": ("sources.md", "citation", "An edition that was replaced stays, and says superseded_by:."),
    "partnership": ("procedures/index.md", "section", "Only its name may change."),
    "glossary": ("glossary.md", "term", "A name that has gone stays, and says replaced_by:."),
}
"""The data files whose entries have an address: on which page, what an entry is, and its last part."""


@rule("lost-address", Grade.STOPS, Promise.ADDRESSES)
def lost_address(look: Look) -> Iterator[Found]:
    """Every page that the manual had is still found at its address.

    Find pages, former addresses and documents that the base had and that lead nowhere now.
    """
    if not look.against:
        return
    base, head = look.against.base, look.manual
    there = _answering(head)
    if head.partnership.id != base.partnership.id and "id" not in base.partnership.example:
        wrong = "The id of the partnership changed: whoever follows its feeds and calendars would lose them."
        line = head.data.line("partnership", "id")
        yield Found("data/partnership.yml", line, wrong, f"Write id: {base.partnership.id} again.")
    for page in base.pages():
        if page.path not in there:
            yield _gone(look, look.against, page)
    for path, page in base.former():
        if path not in there:
            now = _heir(look.against, page.path)
            if not now:
                continue  # its page is gone too, which was just told
            address = PurePosixPath(path).stem
            wrong = f'"{address}" was a former address of this page, and links to it would lead nowhere.'
            was = ", ".join(dict.fromkeys([*page.record.was, *now.record.was]))
            yield on(now, "was", wrong=wrong, do="Put it back.", paste=f"was: [{was}]")
    is_whole = not head.unread and "partnership" not in head.data.unread
    for path in sorted(paths(base) - there) if is_whole else ():
        if path.startswith(WAYS_IN):  # the pack of a record stays or moves with the record
            yield _unnamed(base, head, path)
    for file in sorted(base.assets - head.assets):
        if not file.lower().endswith(PICTURES):
            wrong = f"{file.removeprefix('docs/')} is gone, and links to it would lead nowhere."
            do = "Put a file of this name back. A newer edition may take the name."
            yield Found(file, 1, wrong, do)


@rule("lost-anchor", Grade.STOPS, Promise.ADDRESSES)
def lost_anchor(look: Look) -> Iterator[Found]:
    """Every heading, action and entry that the manual had is still found at its link.

    Find headings, actions, findings and entries of data/ to which old links lead no more.
    """
    if not look.against:
        return
    for before in look.against.base.pages():
        after = _heir(look.against, before.path)
        if after:
            lost = before.anchors - after.anchors
            instead = reworded(before, after) if lost else {}
            for anchor in sorted(lost):
                yield _lost(before, after, anchor, instead)
    for name, (path, noun, ends) in LISTED.items():
        if name in look.manual.data.unread:
            continue
        for id in sorted(_ids(look.against.base.data, name) - _ids(look.manual.data, name)):
            wrong = f'The {noun} "{id}" is gone, and links to {url(path)}#{id} would lead nowhere.'
            do = f"Put it back. {ends} If another entry took its place, add the line below to that one."
            yield Found(f"data/{name}.yml", 1, wrong, do, f"was: [{id}]")


def lost_anchors(against: Comparison) -> frozenset[str]:
    """Find the anchors of pages that lead nowhere now: a link to one is right again once it is back."""
    pairs = ((page, _heir(against, page.path)) for page in against.base.pages())
    return frozenset(anchor for before, after in pairs if after for anchor in before.anchors - after.anchors)


def _answering(manual: Manual) -> frozenset[str]:
    """List every path that leads somewhere: of pages, made pages and former addresses."""
    written = [page.path for page in manual.pages()]
    unread = [file.removeprefix("docs/") for file in manual.unread]
    return frozenset([*written, *unread, *dict(manual.former()), *paths(manual)])


def _heir(against: Comparison, path: str) -> Page[AnyPage] | None:
    """Find the page that a path of the base leads to now; None where it is gone or cannot be read."""
    return against.head.by_file.get(file_at(path)) or dict(against.head.former()).get(path)


def _gone(look: Look, against: Comparison, page: Page[AnyPage]) -> Found:
    if again := _again(against, page):
        wrong = f"This is {page.file} under another name, and links to the old name would lead nowhere."
        was = ", ".join([*page.record.was, page.address])
        do = "Put the line below above the second line ---."
        return on(again, "title", wrong=wrong, do=do, paste=f"was: [{was}]")
    wrong = f"This page was taken away, and links to {url(page.path)} would lead nowhere."
    replaced = f"if another page of this folder took its place, write was: [{page.address}] there"
    if not isinstance(page.record, Procedure):
        return Found(page.file, 1, wrong, f"Put the file back; {replaced}.")
    do = (
        "Put the file back and, if nobody should use it, put the lines below above its second line ---; "
        f"{replaced}."
    )
    paste = f"withdrawn:\n  on: {look.today}\n  why: {TO_FILL_IN}\n  replaced_by: {TO_FILL_IN}"
    return Found(page.file, 1, wrong, do, paste)


def _again(against: Comparison, page: Page[AnyPage]) -> Page[AnyPage] | None:
    """Find the new page with the words of one that is gone: the same page under another name."""
    said = {paragraph for _, paragraph in blocks(page)}
    for pair in against.added:
        if pair.after and PurePosixPath(pair.after.file).parent == PurePosixPath(page.file).parent:
            says = {paragraph for _, paragraph in blocks(pair.after)}
            if len(said & says) >= ALIKE * max(len(said), len(says)):
                return pair.after
    return None


def _unnamed(base: Manual, head: Manual, path: str) -> Found:
    """Tell of the page of an audience or theme that nothing is for any more."""
    field, noun = ("audience", "audience") if path.startswith("for/") else ("themes", "theme")
    name = PurePosixPath(path).stem
    page = next((p for p in base.pages() if name in getattr(p.record, field)), None)
    there = head.by_file.get(page.file) if page else None
    wrong = f'No page is for the {noun} "{name}" any more, and links to {url(path)} would lead nowhere.'
    if name == "index":
        wrong = f"No page is for any {noun} any more, and links to {url(path)} would lead nowhere."
        return Found("data/partnership.yml", 1, wrong, f"Name one under {field}: of a page.")
    do = f"Name it under {field}: of a page, or write a page docs/{path} that says where to look instead."
    return on(there, field, wrong=wrong, do=do) if there else Found("data/partnership.yml", 1, wrong, do)


def _lost(before: Page[AnyPage], after: Page[AnyPage], anchor: str, instead: Mapping[str, Heading]) -> Found:
    leads = f"links to {url(before.path)}#{anchor} would lead nowhere"
    if anchor in instead:
        wrong = f"This heading has new words, and {leads}."
        do = "Write the part below at the end of its line, behind the words; nobody sees it on the page."
        return Found(after.file, instead[anchor].line, wrong, do, f"{{#{anchor}}}")
    if anchor in before.record.moved:
        wrong = f'"{anchor}" was taken out of moved:, and {leads}.'
        place = before.record.moved[anchor]
        return on(
            after, "moved", wrong=wrong, do="Put it back.", paste=f"moved:\n  {anchor}: {_place(*place)}"
        )
    if isinstance(before.record, LearningRecord) and anchor in before.record.ids:
        wrong = f'"{anchor}" is no action or finding any more, and {leads}.'
        do = "Put it back; an action that nobody will take says status: not-pursued, and why."
        return on(after, "actions", wrong=wrong, do=do)
    wrong = f'The heading with the link "#{anchor}" is gone, and {leads}.'
    where = "under moved:" if after.record.moved else "above the second line ---"
    do = (
        f"Put it back, or put the lines below {where}. If it moved, write where it is now in place of "
        f'{TAKEN_OUT}: "#a-heading" of this page, or a-procedure#a-heading.'
    )
    paste = f"{'' if after.record.moved else 'moved:' + chr(10)}  {anchor}: {TAKEN_OUT}"
    return on(after, "moved", wrong=wrong, do=do, paste=paste)


def _place(address: str, anchor: str) -> str:
    if not address:
        return f'"#{anchor}"' if anchor else TAKEN_OUT
    return f"{address}#{anchor}" if anchor else address


def _ids(data: Data, name: str) -> set[str]:
    if name == "glossary":
        return {one for term in data.glossary for one in (term_id(term), *term.was)}
    listed: dict[str, Iterable[Contact | Citation | Chapter]] = {
        "contacts": data.contacts.values(),
        "citations": data.citations.values(),
        "partnership": data.partnership.sections,
    }
    return {one for entry in listed[name] for one in (entry.id, *entry.was)}
