"""The thread as a picture: which learning leads to which procedure, and where each box and line stands.

The template draws it. Must not know SVG beyond the curve of a line, nor colours.

In: the manual and today. Out: boxes and lines in pixels: `draw_thread(thread(manual, today))`.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import fmean
from typing import Any, Literal, TypeVar

from goldenthread.manual.learning_records import LearningRecord
from goldenthread.manual.manual import ChangeOf, Manual, Page
from goldenthread.manual.page_records import AnyPage, Procedure
from goldenthread.text.text_width import LEADING, SIZE, Lettered, broken

PADDING = 8
GAP = 12
"""The distance of two boxes in a column."""
PORT = 14
"""The distance of two lines that end at one box."""
ARROW = 8
TITLE = 28
"""The height of a column's heading."""
WIDE, NARROW = 720, 350
"""The width of a picture beside a menu, and of one on a phone."""
EDGE = 1
"""Room for half the line around a box."""

SWEEPS = 4
"""How often each side is sorted; more rounds no longer change the order."""

Kind = Literal["changed", "planned", "read"]
P = TypeVar("P", bound=AnyPage)
KINDS: tuple[Kind, ...] = ("changed", "planned", "read")


@dataclass(frozen=True)
class Tie:
    """One record leads to one procedure: it changed it, is to change it, or can be read there."""

    record: Page[LearningRecord]
    procedure: Page[Procedure]
    kind: Kind
    anchors: tuple[str, ...]
    """The headings; "" stands for the whole page."""
    changes: tuple[ChangeOf, ...] = ()

    @property
    def whens(self) -> tuple[str, ...]:
        """The dates of its changes, each once."""
        return tuple(dict.fromkeys(str(change.change.in_force) for change in self.changes))


@dataclass(frozen=True)
class Thread:
    """What the picture and its table show."""

    records: tuple[Page[LearningRecord], ...]
    """Those from which a line leads."""
    procedures: tuple[Page[Procedure], ...]
    """Those to which a line leads."""
    lines: tuple[Tie, ...]
    loose: tuple[Page[LearningRecord], ...]
    """The records from which no line leads; they are named below the picture."""

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of line that there are."""
        found = {line.kind for line in self.lines}
        return tuple(kind for kind in KINDS if kind in found)


@dataclass(frozen=True)
class PageBox(Lettered):
    """A page in the picture, with its title."""

    page: Page[AnyPage]

    @property
    def inside(self) -> float:
        """Where its text begins, from the left."""
        return self.x + PADDING


@dataclass(frozen=True)
class Stroke:
    """A line in the picture: a curve from the edge of one box, and an arrow to the edge of the other."""

    line: Tie
    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def curve(self) -> str:
        """The curve as SVG has it; both its ends are level, so that it meets the boxes squarely."""
        end = self.x2 - ARROW
        middle = (self.x1 + end) / 2
        return f"M{self.x1:g} {self.y1:g}C{middle:g} {self.y1:g} {middle:g} {self.y2:g} {end:g} {self.y2:g}"

    @property
    def arrow(self) -> str:
        """The corners of the arrow's head."""
        return f"M{self.x2:g} {self.y2:g}l{-ARROW} {-ARROW / 2:g}v{ARROW}z"


@dataclass(frozen=True)
class Picture:
    """Everything at its place."""

    width: float
    height: float
    records: tuple[PageBox, ...]
    procedures: tuple[PageBox, ...]
    strokes: tuple[Stroke, ...]
    size: int = SIZE
    """The size of its text."""


def thread(manual: Manual, today: date) -> Thread:
    """Find the thread in the manual: a line for each record, procedure and kind of tie between them."""
    found: dict[tuple[str, str, Kind], list[Tie]] = defaultdict(list)
    for procedure in manual.procedures.values():
        for change in manual.changes_of(procedure):
            kind: Kind = "planned" if change.change.in_force.is_ahead_of(today) else "changed"
            for address in dict.fromkeys(ref.record for ref in change.change.learning):
                if record := manual.learning.get(address):
                    line = Tie(record, procedure, kind, change.change.at or ("",), (change,))
                    found[address, procedure.address, kind].append(line)
        for pointer in manual.pointing_at(procedure):
            line = Tie(pointer.record, procedure, "read", (pointer.anchor,))
            found[pointer.record.address, procedure.address, "read"].append(line)
    return _ordered(tuple(manual.learning.values()), [_as_one(lines) for lines in found.values()])


def _as_one(lines: Sequence[Tie]) -> Tie:
    anchors = dict.fromkeys(anchor for line in lines for anchor in line.anchors)
    return replace(lines[0], anchors=tuple(anchors), changes=tuple(c for line in lines for c in line.changes))


def _ordered(records: Sequence[Page[LearningRecord]], lines: Sequence[Tie]) -> Thread:
    """Put records and procedures opposite one another, so that few lines cross.

    Each side is sorted by the middle of what it leads to on the other, a few times in turn.
    """
    tied = {line.record.address for line in lines}
    left = [record for record in records if record.address in tied]
    right = list({line.procedure.address: line.procedure for line in lines}.values())
    for _ in range(SWEEPS):
        right = _opposite(right, left, [(line.procedure.address, line.record.address) for line in lines])
        left = _opposite(left, right, [(line.record.address, line.procedure.address) for line in lines])
    rank = {record.address: i for i, record in enumerate(left)}
    place = {page.address: i for i, page in enumerate(right)}
    in_order = sorted(
        lines,
        key=lambda line: (rank[line.record.address], place[line.procedure.address], KINDS.index(line.kind)),
    )
    loose = tuple(record for record in records if record.address not in tied)
    return Thread(tuple(left), tuple(right), tuple(in_order), loose)


def _opposite(
    pages: Sequence[Page[P]], other: Sequence[Page[Any]], ties: Sequence[tuple[str, str]]
) -> list[Page[P]]:
    """Sort pages by the middle of the places of those on the other side that they are tied to."""
    place = {page.address: i for i, page in enumerate(other)}
    middle = {page.address: fmean(place[to] for at, to in ties if at == page.address) for page in pages}
    return sorted(pages, key=lambda page: (middle[page.address], page.record.title, page.address))


def draw_thread(shown: Thread, width: int = WIDE) -> Picture:
    """Put records on the left, procedures on the right and the lines between them, at most `width` wide."""
    column = round(width * 0.39)
    right = width - column
    ends = Counter(page.file for line in shown.lines for page in (line.record, line.procedure))

    def boxes(pages: Sequence[Page[AnyPage]], x: float) -> list[PageBox]:
        made = []
        for page in pages:
            text = broken(caption(page), column - 2 * PADDING)
            height = max(LEADING * len(text) + 2 * PADDING, PORT * (ends[page.file] + 1))
            made.append(PageBox(x, 0, column, height, text, page))
        return made

    left, other = boxes(shown.records, EDGE), boxes(shown.procedures, right - EDGE)
    height = max(_height(left), _height(other))
    records, procedures = _stacked(left, height), _stacked(other, height)
    from_ = _ports(records, [(line.record, line.procedure) for line in shown.lines], procedures)
    to = _ports(procedures, [(line.procedure, line.record) for line in shown.lines], records)
    strokes = tuple(
        Stroke(line, EDGE + column, from_[i], right - EDGE, to[i]) for i, line in enumerate(shown.lines)
    )
    return Picture(width, TITLE + height + 2 * EDGE, records, procedures, strokes)


def _ports(
    boxes: Sequence[PageBox], ties: Sequence[tuple[Page[AnyPage], Page[AnyPage]]], opposite: Sequence[PageBox]
) -> dict[int, float]:
    """Find the height at which each line meets its box, in the order of where it leads; no two alike."""
    height = {box.page.file: box.y for box in opposite}
    found: dict[int, float] = {}
    for box in boxes:
        here = [i for i, (page, _) in enumerate(ties) if page.file == box.page.file]
        here.sort(key=lambda i: height[ties[i][1].file])
        found |= {i: box.y + box.height * n / (len(here) + 1) for n, i in enumerate(here, 1)}
    return found


def caption(page: Page[AnyPage]) -> str:
    """Return what stands in a box."""
    gone = isinstance(page.record, Procedure) and page.record.withdrawn
    return f"{page.record.title} (withdrawn)" if gone else page.record.title


def _height(boxes: Sequence[PageBox]) -> float:
    return sum(box.height for box in boxes) + GAP * max(0, len(boxes) - 1)


def _stacked(boxes: Sequence[PageBox], height: float) -> tuple[PageBox, ...]:
    """Put boxes one below the other; the shorter column is spread over the height of the longer."""
    spare = (height - _height(boxes)) / (len(boxes) + 1)
    y, stacked = TITLE + spare, []
    for box in boxes:
        stacked.append(replace(box, y=y))
        y += box.height + GAP + spare
    return tuple(stacked)
