"""Draws the picture that a chat or an e-mail shows of a link: what it is, what it is called, and whose.

Knows the words it is given and nothing of where they come from. The font is the one that comes with
Pillow: what that cannot draw is written plainly, and stands in full in the text beside the picture.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from goldenthread.text.colour import under_white

WIDTH, HEIGHT = 1200, 630
"""What every program that shows a picture of a link shows whole."""
EDGE = 64
LINE = 1.22
"""How far lines stand apart, in heights of the font."""
FOOT = 104
"""The white band with the partnership's name."""
MARK = 76
"""The yellow band of a worked example."""
KIND, SUMMARY, NAME = 38, 36, 36
"""Sizes of type."""
TITLE = (92, 84, 76, 68, 60, 54, 48, 42, 36)
"""A title is as large as fits, and never smaller than the last."""
TITLE_LINES, SUMMARY_LINES = 4, 3

TINTS = 4
"""Shades from the partnership's colour to white, edges of letters included."""
WHITE, BRIGHT, DARK = (0xFF, 0xFF, 0xFF), (0xFF, 0xDD, 0x00), (0x0B, 0x0C, 0x0C)
MARK_TINTS = 3

PLAINLY = {"£": "GBP ", "€": "EUR ", "•": "·", "→": ">", "\u00d7": "x", "\u2212": "-"}
PLAINLY |= {"ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L"}
"""What stands for a character that the font lacks, where taking its accent away is not enough."""


@dataclass(frozen=True)
class Card:
    """The words of one picture."""

    title: str
    kind: str
    summary: str
    name: str
    """Of the partnership."""
    mark: str
    """What a worked example must say of itself; empty in a real manual."""
    colour: str


def draw(card: Card) -> bytes:
    """Give the picture as a PNG: the same card gives the same bytes."""
    grey = Image.new("L", (WIDTH, HEIGHT), 0)
    pen = ImageDraw.Draw(grey)
    y = EDGE + (MARK if card.mark else 0)
    if card.kind:
        _write(pen, EDGE, y, fitted(card.kind, (KIND, 30, 24), 1), bold=True)
        y += round(KIND * 1.6)
    room = HEIGHT - FOOT - y - EDGE // 2
    title = fitted(card.title, TITLE, TITLE_LINES, room)
    y += _write(pen, EDGE, y, title, bold=True)
    room = HEIGHT - FOOT - y - EDGE // 2
    lines = min(SUMMARY_LINES, int((room - SUMMARY * 0.5) / (SUMMARY * LINE)))
    if card.summary and lines > 0:
        summary = fitted(card.summary, (SUMMARY,), lines)
        _write(pen, EDGE, y + SUMMARY // 2, summary)
    picture = grey.point(_in_tints(0, TINTS))
    picture.paste(_foot(card.name), (0, HEIGHT - FOOT))
    if card.mark:
        picture.paste(_marked(card.mark), (0, 0))
    picture.putpalette(_palette(card.colour))
    file = BytesIO()
    picture.save(file, "PNG", bits=4, compress_level=4)  # 9 takes ten times as long to save a tenth
    return file.getvalue()


@dataclass(frozen=True)
class Fitted:
    """A text in lines, and the size of type in which they fit."""

    lines: tuple[str, ...]
    size: int


def fitted(text: str, sizes: tuple[int, ...], lines: int, room: int = HEIGHT) -> Fitted:
    """Break a text into at most `lines` lines, in the largest of `sizes` that fits the picture's width.

    What fits in no size ends in "…", in the smallest.
    """
    words = plainly(text)
    for size in sizes:
        found = tuple(_lines(words, size, breaks=size == sizes[-1]))
        fits = all(_fits(line, size) for line in found)
        if fits and len(found) <= lines and len(found) * size * LINE <= room:
            return Fitted(found, size)
    most = max(1, min(lines, int(room / (size * LINE))))
    return Fitted((*found[: most - 1], _ended(found[most - 1], size)), size)


def width(text: str, size: int) -> float:
    """Measure a line, in pixels, word by word: most words were measured before."""
    words = text.split(" ")
    return sum(_word(word, size) for word in words) + (len(words) - 1) * _word(" ", size)


@lru_cache(maxsize=1 << 14)
def _word(word: str, size: int) -> float:
    return _font(size).getlength(word)


def _fits(line: str, size: int) -> bool:
    return width(line, size) <= WIDTH - 2 * EDGE


def plainly(text: str) -> str:
    """Write a text with the characters that the font has: an accent is left out before a letter is."""
    return " ".join("".join(map(_plain, text)).split())


@lru_cache(maxsize=1 << 12)
def _plain(character: str) -> str:
    if _is_drawn(character):
        return character
    is_dash = unicodedata.category(character) == "Pd"
    spelled = "-" if is_dash else PLAINLY.get(character) or unicodedata.normalize("NFKD", character)
    return "".join(part for part in spelled if _is_drawn(part))


def _is_drawn(character: str) -> bool:
    missing = _font(KIND).getmask("\uffff")
    mask = _font(KIND).getmask(character)
    return character == " " or mask.size != missing.size or bytes(mask) != bytes(missing)


def _lines(words: str, size: int, breaks: bool) -> Iterator[str]:
    """Break at spaces; a word that is wider than the picture is broken where it must be, or stays."""
    line = ""
    for word in words.split(" "):
        longer = f"{line} {word}".strip()
        if _fits(longer, size):
            line = longer
            continue
        if line:
            yield line
        line = word
        while breaks and not _fits(line, size):
            most = next(n for n in range(len(line), 0, -1) if _fits(line[:n], size))
            yield line[:most]
            line = line[most:]
    if line:
        yield line


def _ended(line: str, size: int) -> str:
    while line and not _fits(f"{line}…", size):
        line = line[:-1]
    return f"{line.rstrip(' .,:;')}…"


def _write(pen: ImageDraw.ImageDraw, x: int, y: int, text: Fitted, ink: int = 255, bold: bool = False) -> int:
    """Draw lines below each other; give their height."""
    step = text.size * LINE
    for number, line in enumerate(text.lines):
        at = (x, y + round(number * step))
        pen.text(at, line, ink, _font(text.size), stroke_width=1 if bold else 0)
    return round(len(text.lines) * step)


@lru_cache
def _foot(name: str) -> Image.Image:
    grey = Image.new("L", (WIDTH, FOOT), 255)
    text = fitted(name, (NAME, 30, 24), 1)
    _write(ImageDraw.Draw(grey), EDGE, (FOOT - text.size) // 2 - 4, text, 0, bold=True)
    return grey.point(_in_tints(0, TINTS))


@lru_cache
def _marked(mark: str) -> Image.Image:
    grey = Image.new("L", (WIDTH, MARK), 0)
    text = fitted(mark, (44, 36, 28), 1)
    middle = round((WIDTH - width(text.lines[0], text.size)) / 2)
    _write(ImageDraw.Draw(grey), middle, (MARK - text.size) // 2 - 4, text, bold=True)
    return grey.point(_in_tints(TINTS, MARK_TINTS))


def _in_tints(first: int, many: int) -> list[int]:
    """Say which colour of the palette stands for each of 256 greys."""
    return [first + round(value * (many - 1) / 255) for value in range(256)]


@lru_cache
def _palette(colour: str) -> list[int]:
    red, green, blue = (int(under_white(colour)[at : at + 2], 16) for at in (1, 3, 5))
    tints = [*_shades((red, green, blue), WHITE, TINTS), *_shades(BRIGHT, DARK, MARK_TINTS)]
    return [part for tint in tints for part in tint]


def _shades(begin: tuple[int, ...], end: tuple[int, ...], many: int) -> Iterator[list[int]]:
    for step in range(many):
        yield [round(a + (b - a) * step / (many - 1)) for a, b in zip(begin, end, strict=True)]


@lru_cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size)
    assert isinstance(font, ImageFont.FreeTypeFont), "Pillow was built without FreeType"
    return font
