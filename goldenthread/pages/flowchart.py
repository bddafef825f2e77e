"""A flowchart, drawn from the numbered list of a page that says the same: its steps, and where each stands.

The template draws it. Must not know the manual.

In: the lines of the list. Out: its steps, and boxes and lines in pixels.

    >>> lines = ["1. Is it urgent?", "    - Yes: Ring 999.", "    - No: go on.", "2. Tell your lead."]
    >>> read_flowchart(lines)[0].on.label
    'No'
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from goldenthread.text.text_width import LEADING, SIZE, Lettered, broken, measured

STEP = re.compile(r"(?P<number>\d+)\.\s+(?P<text>.+)")
ANSWER = re.compile(r"\s+[-*]\s+(?P<text>.+)")
LABEL = re.compile(r"(?P<label>[^:]+):\s*(?P<text>.+)")
GO_ON = re.compile(r"(?:^|(?<=[.;])\s*)(?:then )?go on\.?$", re.IGNORECASE)
LONGEST_LABEL = 16

WIDE, NARROW = 720, 350
"""The width of a picture beside a menu and on paper, and of one on a phone."""
EDGE = 1
"""Room for half the line around a box."""
PADDING = 9
POINT = 12
"""How far a question reaches out to its left and right."""
BRANCH = 26
"""The length of a line to an answer, beside its label."""
GAP, GAP_OF_QUESTION = 26, 44
"""Between two steps; below a question the line has a label."""
BETWEEN = 12
"""Between two answers, one below the other."""
RAIL = 20
"""On a phone: how far from the left the line runs that passes by the answers."""
GUTTER = 14
"""The room at the right edge for lines that pass by an answer."""
HEAD = 8

Kind = Literal["step", "question", "end"]
Point = tuple[float, float]


class NoFlowchartError(Exception):
    """A list is no flowchart: one sentence says what is wrong, one what to do."""

    def __init__(self, wrong: str, do: str) -> None:
        """Keep both sentences."""
        super().__init__(f"{wrong} {do}")
        self.wrong, self.do = wrong, do


@dataclass(frozen=True)
class ChartAnswer:
    """One answer to a question: its name, what to do then, and whether the next step follows."""

    label: str
    text: str
    """Without "go on", and empty where it says nothing else."""
    goes_on: bool


@dataclass(frozen=True)
class ChartStep:
    """One step; one with answers is a question."""

    number: int
    text: str
    answers: tuple[ChartAnswer, ...] = ()

    @property
    def aside(self) -> tuple[ChartAnswer, ...]:
        """The answers that have a box of their own."""
        return tuple(answer for answer in self.answers if answer.text)

    @property
    def on(self) -> ChartAnswer | None:
        """The answer that leads straight to the next step; None where every answer has a box."""
        return next((answer for answer in self.answers if not answer.text), None)

    @property
    def goes_on(self) -> bool:
        """Whether the next step may follow."""
        return not self.answers or any(answer.goes_on for answer in self.answers)


@dataclass(frozen=True)
class ChartBox(Lettered):
    """A step or an answer in the picture."""

    kind: Kind
    is_urgent: bool

    @property
    def middle(self) -> float:
        """The height of its middle, where a line meets its side."""
        return self.y + self.height / 2

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    @property
    def inside(self) -> float:
        """Where its text begins, from the left."""
        return self.x + PADDING + (POINT if self.kind == "question" else 0)

    @property
    def outline(self) -> str:
        """The corners of a question, which is pointed to the left and right."""
        flat = self.width - 2 * POINT
        half = self.height / 2
        return (
            f"M{self.x + POINT:g} {self.y:g}h{flat:g}l{POINT} {half:g} {-POINT} {half:g}h{-flat:g}"
            f"l{-POINT} {-half:g}z"
        )


@dataclass(frozen=True)
class ChartLine:
    """A line with its corners, an arrow at its end unless it only joins another, and its label."""

    corners: tuple[Point, ...]
    label: str = ""
    label_at: Point = (0, 0)

    @property
    def path(self) -> str:
        """The line as SVG has it; it ends where its arrow begins."""
        (x1, _), (x2, y2) = self.corners[-2:]
        end = (x2, y2 - HEAD / 2) if x1 == x2 else (x2 - HEAD / 2, y2)
        return "M" + "L".join(f"{x:g} {y:g}" for x, y in (*self.corners[:-1], end))

    @property
    def arrow(self) -> str:
        """The corners of the arrow's head, which points down or to the right."""
        (x1, _), (x2, y2) = self.corners[-2:]
        half = HEAD / 2
        turn = f"l{-half:g} {-HEAD}h{HEAD}z" if x1 == x2 else f"l{-HEAD} {-half:g}v{HEAD}z"
        return f"M{x2:g} {y2:g}{turn}"


@dataclass(frozen=True)
class Chart:
    """Everything at its place."""

    width: float
    height: float
    boxes: tuple[ChartBox, ...]
    lines: tuple[ChartLine, ...]
    size: int = SIZE
    """The size of its text."""


def read_flowchart(lines: Iterable[str], plain: Callable[[str], str] = str) -> tuple[ChartStep, ...]:
    """Read the numbered list that comes next in a page's text; `plain` takes markup out of a piece of it.

    "- Yes: …" below a step is an answer, "go on" at the end of one leads to the next step. Raises
    NoFlowchartError on a list in which somebody would get lost.
    """
    found = [_step(number, plain(text), map(plain, answers)) for number, text, answers in _listed(lines)]
    if not found:
        do = "Write its steps right below it: 1., 2., 3."
        raise NoFlowchartError("No numbered list stands below a flowchart.", do)
    if found[-1].answers and found[-1].goes_on:
        do = "Say what to do, or write the step that follows."
        raise NoFlowchartError(f"Step {found[-1].number} is the last, and an answer goes on.", do)
    told = " ".join(part for step in found for part in (step.text, *(a.text for a in step.answers)))
    for step, following in pairwise(found):
        if not step.goes_on and not re.search(rf"\bstep {following.number}\b", told):
            do = f'End an answer of step {step.number} with "go on", or name the step in an answer.'
            raise NoFlowchartError(f"Nothing leads to step {following.number}.", do)
    return tuple(found)


def _listed(lines: Iterable[str]) -> list[tuple[int, str, list[str]]]:
    """List the number, text and answers of each item, each in one line."""
    found: list[tuple[int, str, list[str]]] = []
    for line in lines:
        if step := STEP.match(line):
            found.append((int(step["number"]), step["text"], []))
        elif found and (answer := ANSWER.match(line)):
            found[-1][2].append(answer["text"])
        elif found and line[:1].isspace() and line.strip():
            number, text, answers = found[-1]
            if answers:
                answers[-1] += f" {line.strip()}"
            else:
                found[-1] = (number, f"{text} {line.strip()}", answers)
        elif line.strip():
            break
    return found


def _step(number: int, text: str, answers: Iterable[str]) -> ChartStep:
    step = ChartStep(number, text.strip(), tuple(_answer(number, answer) for answer in answers))
    if len(step.answers) == 1:
        do = 'Write at least two, such as "- Yes: ring 999." and "- No: go on."'
        raise NoFlowchartError(f"Step {number} of a flowchart has one answer.", do)
    if sum(not answer.text for answer in step.answers) > 1:
        do = "Make one answer of them, or say what to do first."
        raise NoFlowchartError(f"Two answers of step {number} lead to the same.", do)
    return step


def _answer(number: int, text: str) -> ChartAnswer:
    named = LABEL.match(text)
    if not named or len(named["label"]) > LONGEST_LABEL:
        do = 'Begin it with a short name, such as "- Yes: ring 999."'
        raise NoFlowchartError(f"An answer of step {number} of a flowchart has no name.", do)
    said = GO_ON.sub("", named["text"])
    return ChartAnswer(named["label"], said[:1].upper() + said[1:], said != named["text"])


def draw_flowchart(steps: Sequence[ChartStep], width: int = WIDE) -> Chart:
    """Put the steps one below the other; answers stand to the right or, where it is narrow, below."""
    labels = [answer.label for step in steps for answer in step.answers]
    branch = max(map(measured, labels), default=0) + BRANCH
    is_narrow = width < WIDE
    column = width - 2 * EDGE if is_narrow or not labels else round((width - branch) * 0.58)
    aside = EDGE + RAIL + branch if is_narrow else EDGE + column + branch
    rail = EDGE + RAIL if is_narrow else EDGE + column / 2

    rows: list[_Row] = []
    y: float = EDGE
    for step in steps:
        kind: Kind = "question" if step.answers else "end" if step is steps[-1] else "step"
        here = _box(kind, EDGE, column, f"{step.number}. {step.text}")
        right = width - EDGE - (GUTTER if _passes_by(step) else 0)
        answers = [
            _box("step" if one.goes_on else "end", aside, right - aside, one.text) for one in step.aside
        ]
        rows.append((_below if is_narrow else _beside)(step, here, answers, y))
        y = rows[-1].bottom + (GAP_OF_QUESTION if step.answers else GAP)

    lines = [line for row in rows for line in _branches(row, is_narrow)]
    lines += [
        line for row, following in pairwise(rows) for line in _onward(row, following.here.y, rail, width)
    ]
    boxes = tuple(box for row in rows for box in (row.here, *row.answers))
    return Chart(width, rows[-1].bottom + EDGE, boxes, tuple(lines))


@dataclass(frozen=True)
class _Row:
    """A step with the boxes of its answers, all at their places."""

    step: ChartStep
    here: ChartBox
    answers: tuple[ChartBox, ...]

    @property
    def bottom(self) -> float:
        """The lower edge of its lowest box."""
        return max(box.bottom for box in (self.here, *self.answers))


def _passes_by(step: ChartStep) -> bool:
    """Whether the line from an answer to the next step has to pass by another answer."""
    return any(answer.goes_on for answer in step.aside[:-1])


def _box(kind: Kind, x: float, width: float, text: str) -> ChartBox:
    room = width - 2 * PADDING - (2 * POINT if kind == "question" else 0)
    rows = broken(text, room)
    height = LEADING * len(rows) + 2 * PADDING
    return ChartBox(x, 0, width, height, rows, kind, "999" in text)


def _stacked(boxes: Iterable[ChartBox], y: float) -> Iterator[ChartBox]:
    for box in boxes:
        yield replace(box, y=y)
        y += box.height + BETWEEN


def _beside(step: ChartStep, here: ChartBox, answers: Sequence[ChartBox], y: float) -> _Row:
    """Put the answers beside the question, the middles of both at one height."""
    tall = sum(box.height for box in answers) + BETWEEN * max(0, len(answers) - 1)
    high = max(here.height, tall)
    placed = _stacked(answers, y + (high - tall) / 2)
    return _Row(step, replace(here, y=y + (high - here.height) / 2), tuple(placed))


def _below(step: ChartStep, here: ChartBox, answers: Sequence[ChartBox], y: float) -> _Row:
    """Put the answers below the question."""
    here = replace(here, y=y)
    return _Row(step, here, tuple(_stacked(answers, here.bottom + BETWEEN)))


def _branches(row: _Row, is_narrow: bool) -> Iterator[ChartLine]:
    """Draw the lines from a question to its answers, each label above the last stretch."""
    here = row.here
    x, y = (EDGE + RAIL, here.bottom) if is_narrow else (here.right, here.middle)
    turn = x if is_narrow else x + HEAD
    for answer, box in zip(row.step.aside, row.answers, strict=True):
        corners = dict.fromkeys([(x, y), (turn, y), (turn, box.middle), (box.x, box.middle)])
        yield ChartLine(tuple(corners), answer.label, (turn + HEAD / 2, box.middle - HEAD / 2 - 1))


def _onward(row: _Row, top: float, rail: float, width: float) -> Iterator[ChartLine]:
    """Draw the lines to the next step, whose top is given: from the step itself, and from its answers."""
    on = row.step.on
    if on or not row.step.answers:
        label_at = (rail + HEAD / 2, row.bottom + SIZE + 1)
        yield ChartLine(((rail, row.here.bottom), (rail, top)), on.label if on else "", label_at)
    joins = row.bottom + GAP_OF_QUESTION - HEAD * 1.75
    for answer, box in zip(row.step.aside, row.answers, strict=True):
        if answer.goes_on:
            gutter, middle = width - EDGE, box.x + box.width / 2
            is_last = box is row.answers[-1]
            out = [(middle, box.bottom)] if is_last else [(box.right, box.middle), (gutter, box.middle)]
            yield ChartLine((*out, (out[-1][0], joins), (rail, joins), (rail, top)))
