"""What was added and what was removed between two texts: paragraphs first, words only where one changed.

Pure text: knows neither pages nor Git. Whole paragraphs are cheap to compare and words are not.

In: an old and a new text, as paragraphs. Out: what was kept, removed and added, in order.

    >>> [(str(run.sign), run.text) for run in compare_words("Ring at once.", "Ring today.")]
    [('kept', 'Ring '), ('removed', 'at once'), ('added', 'today'), ('kept', '.')]
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

WORD = re.compile(r"\ue000[^\ue001]*\ue001\s*|\w+\s*|[^\w\s\ue000]\s*|\s+|\ue000\s*")
"""A word with the space behind it; what stands between these two signs is one: see `history.old_pages`."""
ALIKE = 0.5
"""With at least so many words in common, a paragraph was changed; with fewer, one went and another came."""
MOST_PAIRS = 2500
"""Above this, two texts have so little in common that no paragraph is looked for in the other."""


class Sign(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


class Paragraph(NamedTuple):
    """One paragraph, heading, point of a list or row of a table."""

    kind: str
    text: str


class Run(NamedTuple):
    """Words that were all kept, all added or all removed."""

    sign: Sign
    text: str


@dataclass(frozen=True)
class Difference:
    """One paragraph of either text, or of both."""

    kind: str
    runs: tuple[Run, ...]

    @property
    def sign(self) -> Sign | None:
        """Return what became of the whole paragraph; None where only some of its words changed."""
        return self.runs[0].sign if len(self.runs) == 1 else None


def compare(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> tuple[Difference, ...]:
    """Compare two texts.

    Args:
        old: Their paragraphs as they were.
        new: Their paragraphs as they are.

    Returns:
        Each paragraph of either text in order. The kept and removed words are the old text, the kept and
        added ones the new.
    """
    return tuple(_compared(old, new))


def _compared(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> Iterator[Difference]:
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield from (_whole(Sign.KEPT, p) for p in old[a:b])
        else:
            yield from _replaced(old[a:b], new[c:d])


def _replaced(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> Iterator[Difference]:
    """Pair each new paragraph with the first old one that it is like."""
    next_old = 0
    can_pair = len(old) * len(new) <= MOST_PAIRS
    for paragraph in new:
        found = (
            next((i for i in range(next_old, len(old)) if _is_like(old[i], paragraph)), None)
            if can_pair
            else None
        )
        if found is None:
            yield _whole(Sign.ADDED, paragraph)
            continue
        yield from (_whole(Sign.REMOVED, p) for p in old[next_old:found])
        yield Difference(paragraph.kind, compare_words(old[found].text, paragraph.text))
        next_old = found + 1
    yield from (_whole(Sign.REMOVED, p) for p in old[next_old:])


def _whole(sign: Sign, paragraph: Paragraph) -> Difference:
    return Difference(paragraph.kind, (Run(sign, paragraph.text),))


def _is_like(one: Paragraph, other: Paragraph) -> bool:
    if one.kind != other.kind:
        return False
    ours, theirs = Counter(one.text.lower().split()), Counter(other.text.lower().split())
    return 2 * (ours & theirs).total() >= ALIKE * (ours.total() + theirs.total())


def compare_words(old: str, new: str) -> tuple[Run, ...]:
    """Compare two paragraphs word by word.

    Args:
        old: The paragraph as it was.
        new: The paragraph as it is.

    Returns:
        Runs of words that share one fate. A single word that stayed between changes is told as changed.
    """
    ours, theirs = WORD.findall(old), WORD.findall(new)
    steps = SequenceMatcher(None, ours, theirs).get_opcodes()
    runs: list[Run] = []
    removed, added = "", ""
    for step, (what, a, b, c, d) in enumerate(steps):
        is_island = b - a == 1 and 0 < step < len(steps) - 1
        if what == "equal" and not is_island:
            runs += _changed(removed, added)
            removed, added = "", ""
            runs.append(Run(Sign.KEPT, "".join(ours[a:b])))
        else:
            removed += "".join(ours[a:b])
            added += "".join(theirs[c:d])
    return (*runs, *_changed(removed, added))


def _changed(removed: str, added: str) -> list[Run]:
    return [run for run in (Run(Sign.REMOVED, removed), Run(Sign.ADDED, added)) if run.text]
