"""Rules about a page as a whole: one file a page, words that exist, headings that keep their anchors.

Knows the text of a page and its headings. Must not know what the page is about.

In: the pages of a manual. Out: pages, words and headings that cannot stand as they are: a heading `##
[Neglect](neglect.md)`.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from goldenthread.manual.fields import TO_WRITE
from goldenthread.manual.learning_records import LearningRecord
from goldenthread.pages.made.registry import paths
from goldenthread.pages.words import BLOCKS, WORD
from goldenthread.rules.rule import Check, Found, Look, on, rule
from goldenthread.text.links import url
from goldenthread.text.problems import Grade, Promise, Rule
from goldenthread.text.scanner import MARKERS, Call
from goldenthread.text.suggestions import nearest

NO_PAGE = Rule("no-page", Grade.STOPS, Promise.SHOWN, "Every source file has a page in the built site.")
"""Held against the built site by `site.built_site`."""
WITHHELD = Rule(
    "withheld", Grade.STOPS, Promise.NOBODY, "What data/ withholds from a page's history is a version of it."
)
SHALLOW = Rule(
    "shallow-clone", Grade.STOPS, Promise.HONEST, "A site is published from the whole of Git's record."
)
"""Held against Git's record by `history`."""


@rule("same-page", Grade.STOPS, Promise.SHOWN)
def same_page(look: Look) -> Iterator[Found]:
    """No two files make the same page."""
    taken = {url(path): "a page that is made from the manual" for path in paths(look.manual)}
    for file in sorted([*look.manual.by_file, *look.manual.unread], key=lambda f: (f.startswith("docs/"), f)):
        address = url(file.removeprefix("docs/")).lower()
        if address in taken:
            yield Found(file, 1, f"This would be the same page as {taken[address]}.", "Give it another name.")
        taken.setdefault(address, file)
    for path, page in look.manual.former():
        if (address := url(path).lower()) in taken:
            wrong = f'The former address "{address}" is that of {taken[address]}.'
            yield on(page, "was", wrong=wrong, do="Take it out of was:, or give the other page another name.")
        taken.setdefault(address, page.file)
    for path, page in look.manual.shortcuts():
        if (address := url(path).lower()) in taken:
            wrong = f'The short address "{address}" is that of {taken[address]}.'
            yield Found(page.file, 1, wrong, "Give the other page another name.")


def _word(look: Look) -> Iterator[Found]:
    """Find words that do not exist, or that are used with something that does not."""
    complaints: dict[Call, tuple[str, str] | None] = {}
    for page in look.manual.pages():
        for fault in page.body.word_faults:
            do = 'Write a word and its value, such as {{ procedure("neglect") }}, or take the braces out.'
            yield Found(page.file, fault.line, fault.wrong, do)
        if look.words.problems:
            continue
        for call in page.body.calls:
            said = replace(call, line=0)  # what is wrong with a word is the same on every page
            if said not in complaints:
                complaints[said] = look.words.complaint(call, page.path)
            if complaint := complaints[said]:
                yield Found(page.file, call.line, *complaint)
            elif call.name in BLOCKS and not page.body.stands_alone(call.line):
                wrong = f'"{call.name}" gives a list and stands in the middle of a text.'
                do = "Put it on a line of its own, with an empty line above and below."
                yield Found(page.file, call.line, wrong, do)


word = Check(WORD, _word)


@rule("unfinished", Grade.LOOK, Promise.HONEST)
def unfinished(look: Look) -> Iterator[Found]:
    """Nothing is left on a page of the words that it was started with.

    Find what `new` left for an editor to write, while nothing is published for use.
    """
    if look.manual.partnership.worked_example:
        yield from _to_write(look)


@rule("unwritten", Grade.STOPS, Promise.HONEST)
def unwritten(look: Look) -> Iterator[Found]:
    """In a live manual, no page says that it is still to be written."""
    if not look.manual.partnership.worked_example:
        yield from _to_write(look)


def _to_write(look: Look) -> Iterator[Found]:
    for page, line, text in look.passages:
        if TO_WRITE in text:
            do = "Write what belongs here, or take the line out."
            yield Found(page.file, line, f'"{TO_WRITE}" stands here: this page is not finished.', do)


@rule("plain-heading", Grade.STOPS, Promise.ADDRESSES)
def plain_heading(look: Look) -> Iterator[Found]:
    """A heading is plain words: its anchor is for ever.

    Find headings with markup, links or words in them, inside lists, or made by underlining.
    """
    for page in look.manual.pages():
        for heading in page.body.headings:
            if not heading.text or MARKERS.search(heading.text):
                wrong = "A heading holds something else than plain words."
                yield Found(page.file, heading.line, wrong, "Write words only; put links and marks below it.")
        for line in page.body.indented:
            yield Found(page.file, line, "A heading stands inside a list.", "Begin the line with ##.")
        for line in page.body.underlined:
            wrong = "A heading is made by underlining."
            yield Found(page.file, line, wrong, "Write ## before it, and take the underline out.")


@rule("heading-level", Grade.STOPS, Promise.EVERYBODY)
def heading_level(look: Look) -> Iterator[Found]:
    """A page's own headings begin at ##, and no level is left out.

    Find a second title, and headings that jump a level (WCAG 2.2, 1.3.1).
    """
    for page in look.manual.pages():
        above = 1
        for heading in page.body.headings:
            if heading.level == 1:
                do = "Write ## before it; the title comes from title:."
                yield Found(page.file, heading.line, "The page has a title in its text.", do)
            elif heading.level > above + 1:
                do = f"Write {'#' * (above + 1)} before it."
                wrong = "This heading is more than one step smaller than the one above it."
                yield Found(page.file, heading.line, wrong, do)
            above = heading.level


@rule("same-anchor", Grade.STOPS, Promise.ADDRESSES)
def same_anchor(look: Look) -> Iterator[Found]:
    """No two headings, actions or findings of a page have the same anchor."""
    for page in look.manual.pages():
        places: dict[str, list[int]] = defaultdict(list)
        for heading in page.body.headings:
            places[heading.text.lower()].append(heading.line)
        if isinstance(page.record, LearningRecord):
            for of in ("findings", "actions"):
                for index, item in enumerate(getattr(page.record, of)):
                    places[item.id].append(page.line(of, index))
        for name, lines in places.items():
            for line in sorted(lines)[1:]:
                wrong = f'"{name}" stands on this page twice.'
                yield Found(page.file, line, wrong, "Give one of them another name.")


@rule("area-block", Grade.STOPS, Promise.IN_A_HURRY)
def area_block(look: Look) -> Iterator[Found]:
    """A block for an area names areas that exist, has an end, and no heading.

    Find area blocks that nobody could be shown, and headings that would be hidden in one.
    """
    known = {area.id for area in look.manual.partnership.areas}
    for page in look.manual.pages():
        for block in page.body.area_blocks:
            if block.end is None:
                do = "Write a line /// after its last paragraph."
                yield Found(page.file, block.line, "A block for an area has no end.", do)
            if not block.areas:
                do = "Write /// area | and its name. " + nearest("", known)
                yield Found(page.file, block.line, "A block for an area names none.", do)
            for area in block.areas:
                if area not in known and "partnership" not in look.manual.data.unread:
                    wrong = f'"{area}" is not one of the areas of data/partnership.yml.'
                    yield Found(page.file, block.line, wrong, nearest(area, known))
            for heading in page.body.headings:
                if block.line < heading.line < (block.end or 0):
                    do = "Put it above the block: a link to it must work for everybody."
                    yield Found(page.file, heading.line, "A heading stands in a block for an area.", do)
