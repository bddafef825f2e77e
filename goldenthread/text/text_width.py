"""How wide a text may become in a picture, and where its lines break: for pictures drawn before any browser.

In pixels. Must not know what is drawn.

In: a text and the room for it, in pixels. Out: its lines.

    >>> broken("Ring the police at once", 90)
    ('Ring the', 'police at', 'once')
"""

from dataclasses import dataclass

SIZE = 15
"""Of the text. Smaller is not read on a phone."""
LEADING = 19

# Widths of letters in the widest of the fonts that a device may choose, as parts of the size.
THIN, SLIM, BROAD = frozenset("ijlI.,:;'| "), frozenset('ftr()[]{}-/!"'), frozenset("mwMW@%—…")


@dataclass(frozen=True)
class Lettered:
    """A box with text in it."""

    x: float
    y: float
    width: float
    height: float
    text: tuple[str, ...]
    """Broken into lines."""

    @property
    def rows(self) -> tuple[tuple[float, str], ...]:
        """Each line of text, and the height at which its letters stand."""
        above = (self.height - LEADING * len(self.text)) / 2
        return tuple((self.y + above + LEADING * i + SIZE, text) for i, text in enumerate(self.text))


def broken(text: str, room: float) -> tuple[str, ...]:
    """Break a text into lines that fit.

    Args:
        text: The text.
        room: How wide a line may be, in pixels.

    Returns:
        The lines; a word that is too long for any line is broken itself.
    """
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if measured(longer) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        line = word
        while measured(line) > room:
            fits = next(n for n in range(len(line) - 1, 0, -1) if n == 1 or measured(line[:n]) <= room)
            lines.append(line[:fits])
            line = line[fits:]
    return (*lines, line) if line else tuple(lines)


def measured(text: str) -> float:
    """Measure a text in the widest font that a device may choose.

    Args:
        text: One line of it.

    Returns:
        Its width in pixels.
    """
    return SIZE * sum(map(_part, text))


def _part(letter: str) -> float:
    if letter in THIN:
        return 0.33
    if letter in SLIM:
        return 0.42
    if letter in BROAD or ord(letter) > 0x10FF:
        return 1.02
    return 0.79 if letter.isupper() or letter == "&" else 0.63
