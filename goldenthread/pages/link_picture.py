"""Draws the one picture that a chat or an e-mail shows of any link: whose manual it is, in its colour.

The font is the one that comes with Pillow: what it cannot draw is written plainly. Must not know what links
lead to.

In: a name, a mark and a colour, such as "Sandford procedures", "" and "teal". Out: a PNG.

    >>> plainly("Łódź, “Øst”")
    'Lodz, "Ost"'
"""

import textwrap
import unicodedata
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from goldenthread.text.colour import under_white

WIDTH, HEIGHT = 1200, 630
"""The size of picture that every program shows whole."""
EDGE = 64
MARK = 96
"""The yellow band of a worked example."""
SIZES = (104, 88, 72, 60, 48, 36)
"""The sizes of the name: the largest that fits on `LINES` lines is taken."""
LINES, LETTERS = 5, 24

PLAINLY = str.maketrans("‘’“”–—‑ßæÆøØłŁ", "''\"\"---saAoOlL")  # noqa: RUF001 (what people write)
"""What stands for a character that the font lacks, where taking its accent away is not enough."""


def draw_link_picture(name: str, mark: str, colour: str) -> bytes:
    """Draw a partnership's name on its colour, below the mark of a worked example where it has one."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), under_white(colour))
    pen = ImageDraw.Draw(picture)
    top = MARK if mark else 0
    if mark:
        pen.rectangle((0, 0, WIDTH, MARK - 1), "#ffdd00")
        pen.text((WIDTH / 2, MARK / 2), mark, "#0b0c0c", ImageFont.load_default(48), "mm", stroke_width=1)
    words = "\n".join(textwrap.wrap(plainly(name), LETTERS, max_lines=LINES, placeholder=" ..."))
    middle = (EDGE, (top + HEIGHT) / 2)
    for size in SIZES:
        font = ImageFont.load_default(size)
        _, above, right, below = pen.multiline_textbbox(middle, words, font, "lm", stroke_width=1)
        if right <= WIDTH - EDGE and above >= top + EDGE / 2 and below <= HEIGHT - EDGE / 2:
            break
    pen.multiline_text(middle, words, "white", font, "lm", stroke_width=1)
    file = BytesIO()
    picture.quantize(8).save(file, "PNG", optimize=True)
    return file.getvalue()


def plainly(text: str) -> str:
    """Write a text with letters that the font has: an accent goes before the whole letter does."""
    bare = unicodedata.normalize("NFKD", text.translate(PLAINLY)).encode("ascii", "ignore").decode()
    return " ".join(bare.split())
