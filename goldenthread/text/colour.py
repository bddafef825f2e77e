"""A partnership's colour, made dark or light enough to be read on.

Knows numbers only: neither where a colour is used nor what it looks like beside another.

In: a name or `#rrggbb`. Out: a colour, as `#rrggbb`, that can be read where it is put.

    >>> round(contrast("#ffffff", "#000000"))
    21
"""

NAMES = {
    "red": "#ef5350",
    "pink": "#e91e63",
    "purple": "#ab47bc",
    "deep-purple": "#7e57c2",
    "indigo": "#3f51b5",
    "blue": "#2196f3",
    "light-blue": "#03a9f4",
    "cyan": "#00bcd4",
    "teal": "#009688",
    "green": "#4caf50",
    "light-green": "#8bc34a",
    "lime": "#cddc39",
    "yellow": "#ffeb3b",
    "amber": "#ffc107",
    "orange": "#ffa726",
    "deep-orange": "#ff7043",
    "brown": "#795548",
    "grey": "#757575",
    "blue-grey": "#546e7a",
    "black": "#000000",
}
"""The names of the Material palette that a partnership may write."""

WHITE, NIGHT = "#ffffff", "#121618"
"""What stands on the colour by day, and what it stands on by night: `--gt-ground` of the stylesheet."""
ENOUGH = 7.0
"""WCAG 2.2, 1.4.6: more than the 4.5 that is asked for, because people read in cars and corridors."""

Rgb = tuple[int, int, int]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG counts it, from 1 to 21."""
    dark, light = sorted((_luminance(_rgb(one)), _luminance(_rgb(other))))
    return (light + 0.05) / (dark + 0.05)


def under_white(colour: str) -> str:
    """Darken a colour until white text on it is easy to read (WCAG 2.2, 1.4.3: 4.5 to 1).

    Args:
        colour: A name of `NAMES`, or "#rrggbb".

    Returns:
        The colour as "#rrggbb"; the same where it is dark enough.
    """
    return _towards((0, 0, 0), NAMES.get(colour, colour), WHITE)


def on_night(colour: str) -> str:
    """Lighten a colour until it is easy to see on the dark page.

    Args:
        colour: A name of `NAMES`, or "#rrggbb".

    Returns:
        The colour as "#rrggbb"; the same where it is light enough.
    """
    return _towards((255, 255, 255), NAMES.get(colour, colour), NIGHT)


def _towards(end: Rgb, colour: str, beside: str) -> str:
    start = _rgb(colour)
    for percent in range(101):
        mixed = tuple(round(a + (b - a) * percent / 100) for a, b in zip(start, end, strict=True))
        shade = "#{:02x}{:02x}{:02x}".format(*mixed)
        if contrast(shade, beside) >= ENOUGH:
            return shade
    raise AssertionError("black on white and white on night are enough")


def _rgb(colour: str) -> Rgb:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(rgb: Rgb) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in rgb)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
