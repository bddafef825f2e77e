"""Draws QR codes, so that a phone finds the page that a sheet of paper or a screen speaks of.

Knows what to draw and nothing of where it is shown. Always dark on light, in the dark too: readers of
codes expect it.

In: an address. Out: an SVG.

    >>> qr_code("https://example.org/").startswith("<svg")
    True
"""

from functools import lru_cache

import segno
from markupsafe import Markup

QUIET_ZONE = 4
"""The empty edge, in squares, that ISO/IEC 18004 asks for."""


@lru_cache(maxsize=4096)  # while serving, nearly every page keeps its address
def qr_code(text: str) -> Markup:
    """Draw the code of an address.

    Args:
        text: The whole address.

    Returns:
        An SVG that takes the size of what it stands in.
    """
    code = segno.make(text, error="m", micro=False)
    drawn = code.svg_inline(
        border=QUIET_ZONE, dark="#000", light="#fff", omitsize=True, svgclass="gt-code__svg"
    )
    return Markup(drawn)
