"""What no longer fits on its paper: a briefing on one sheet, a guide on one side, a bookmark on its strip.

A check cannot print. It counts lines as the style sheet sets them, in a type that is wide, and was held
against what a browser really prints: see `tests/site/test_print.py`, which prints pages at these limits.
"""

import re
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil

from goldenthread.manual.manual import Page
from goldenthread.manual.page_records import Briefing, Guide
from goldenthread.manual.visible_text import LIST_ITEM, paragraphs, passages
from goldenthread.pages.abbreviations import is_abbreviation, named
from goldenthread.pages.words import WordError
from goldenthread.rules.rule import Found, Look, on, rule
from goldenthread.text.problems import Grade
from goldenthread.text.scanner import LINK

TAG = re.compile(r"<[^>]*>")
TARGET = re.compile(r"href=\"([^\"]*)\"")
MARKERS = re.compile(r"[*_`\\]")

ROOM = {Briefing: 188, Guide: 78}
"""Lines of a column below the head: of both sides for a briefing, of one for a guide. Some 550 pages were
printed, longer and longer, with long and short paragraphs, lists, few links and many. By this count the first
briefing that no longer fitted had 190.8 lines, the last that did 199; the first guide 80, the last 87.6."""
COLUMN = {Briefing: 50, Guide: 53}
"""Letters in a line of a column, of which there are two: 10 points for a briefing, 9.5 for a guide."""
INDENT = 5
"""Letters that a line of a list has less."""
HEADING, GAP = 2.2, 0.3
"""Lines that a heading takes, and what stands between two paragraphs."""
LINK_LINES, ENTRY_LINES = 1.8, 1.7
"""Lines of a link in the list of addresses, and of a procedure, a record or a source below the text."""
NOTE_LINE = 88
"""Letters in a line across both columns, as the note before a briefing has it."""
MOVED_LINES, ABBREVIATION_LINES = 6, 3
"""Lines of a change which says that practice has moved on, and of an abbreviation that is explained; both
stand across both columns."""

STRIP_ROOM, STRIP_COLUMN, STRIP_GAP = 27, 22, 0.35
TITLE_COLUMN, TITLE_LINE = 15, 1.4
"""A strip is 53 mm wide inside and holds text of 13 points, below a title of 19. Of 400 bookmarks that were
tried in a browser, the first that ran over had 27.6 lines by this count; the last that fitted, 30.9."""
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
"""Each sentence of a bookmark begins a line: it is read at a glance."""


def sentences(text: str) -> list[str]:
    """Give the sentences of a bookmark, each to stand on a line of its own."""
    return [sentence for sentence in SENTENCE_END.split(text.strip()) if sentence]


@dataclass(frozen=True)
class Length:
    """How long something is on paper, and how long it may be, in lines."""

    lines: float
    room: float
    words_a_line: float

    @property
    def words_over(self) -> int:
        """About how many words are too many: in fives, because nobody can know it better."""
        return max(0, ceil((self.lines - self.room) * self.words_a_line / 5) * 5)


def length_on_paper(look: Look, page: Page[Briefing] | Page[Guide]) -> Length:
    """Count the lines of a briefing or guide on paper, below its head. Raises `WordError` as its words do."""
    text = look.words.expand(page.body.text, page.path)
    expanded = replace(page, body=replace(page.body, text=text))
    record = page.record
    column = COLUMN[type(record)]
    written = ["", *text.split("\n")]
    lines = 0.0
    for line, words in paragraphs(expanded):
        is_item = LIST_ITEM.match(written[line - page.body.first_line + 1])
        lines += GAP + ceil(_letters(words) / (column - INDENT if is_item else column))
    words_a_line = page.body.word_count / max(lines, 1)
    lines += HEADING * len(page.body.headings)
    entries = [*record.procedures, *record.learning, *record.sources]
    lines += ENTRY_LINES * len(entries) + HEADING
    targets = {*TARGET.findall(text), *(link.target for link in page.body.links), *map(str, entries)}
    lines += LINK_LINES * len(targets)
    lines += MOVED_LINES * len(look.manual.moved_on(page))
    abbreviations = [term.term for term in look.manual.data.glossary if is_abbreviation(term)]
    lines += ABBREVIATION_LINES * len(named(abbreviations, text))
    if isinstance(record, Briefing) and record.content_note:
        lines += 2 * (1 + len(record.content_note) // NOTE_LINE)
    return Length(lines, ROOM[type(record)], words_a_line)


def bookmark_on_paper(record: Guide) -> Length:
    """Count the lines of a bookmark on its strip, title included."""
    title = len(textwrap.wrap(record.title, TITLE_COLUMN)) * TITLE_LINE
    wrapped = [textwrap.wrap(sentence, STRIP_COLUMN) for sentence in sentences(record.bookmark)]
    text = sum(len(lines) + STRIP_GAP for lines in wrapped)
    return Length(title + text, STRIP_ROOM, len(record.bookmark.split()) / text)


def _letters(words: str) -> int:
    """Count the letters of a paragraph as it is read, with "[12]" behind each link."""
    read = MARKERS.sub("", TAG.sub("", LINK.sub(lambda link: link["text"], words)))
    return len(read) + 4 * (words.count("<a ") + len(LINK.findall(words)))


@rule(
    "fits-paper",
    Grade.LOOK,
    "A briefing fits on a sheet of A4, a guide on one side of it, and a bookmark on its strip.",
)
def fits_paper(look: Look) -> Iterator[Found]:
    """Find what no longer fits when it is printed, and name what to shorten."""
    for page in look.manual.taught():
        try:
            length = length_on_paper(look, page)
        except WordError:
            continue  # a rule of its own tells of it
        if length.words_over:
            yield _too_long(page, length.words_over)
        if isinstance(page.record, Guide) and (over := bookmark_on_paper(page.record).words_over):
            longest = max(sentences(page.record.bookmark), key=len)
            wrong = f"The bookmark is about {over} words too long for its strip of paper."
            do = f'Shorten it; its longest sentence begins "{_beginning(longest)}".'
            yield on(page, "bookmark", wrong=wrong, do=do)


def _too_long(page: Page[Briefing] | Page[Guide], over: int) -> Found:
    room = "one sheet of A4, both sides" if isinstance(page.record, Briefing) else "one side of A4"
    wrong = f"On paper this is about {over} words too long for {room}."
    counts = _words_by_section(page)
    if not counts:
        return Found(page.file, page.body.first_line, wrong, "Shorten it, or link to the procedure.")
    (line, heading), most = max(counts.items(), key=lambda section: section[1])
    do = f'Shorten it, or link to the procedure; its longest section is "{heading}", with {most} words.'
    return Found(page.file, line, wrong, do)


def _words_by_section(page: Page[Briefing] | Page[Guide]) -> dict[tuple[int, str], int]:
    """Count the words of each section, by the line and the text of its heading."""
    headings = [heading for heading in page.body.headings if heading.level == 2]
    ends = [*(heading.line for heading in headings[1:]), sys.maxsize]
    found = {}
    for heading, end in zip(headings, ends, strict=False):
        texts = (text for line, text in passages(page) if heading.line < line < end)
        found[heading.line, heading.text] = sum(len(text.split()) for text in texts)
    return found


def _beginning(sentence: str) -> str:
    return " ".join(sentence.split()[:4])
