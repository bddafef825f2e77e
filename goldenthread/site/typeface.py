"""The typeface that the manual brings: the files of a pinned package, made small enough for a phone.

Where the typeface does not arrive, `typeface.css` has the device's own fonts take the same room. Must not
know a manual: every partnership's site is set in the same letters, and so fits the same paper.

In: the fonts as the package installed them. Out: files of the site, their licence among them:

    >>> sorted(typeface())
    ['assets/typeface/bold.woff2', 'assets/typeface/licence.txt', 'assets/typeface/regular.woff2']
"""

from functools import cache
from importlib.resources import files
from io import BytesIO

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # the library has no types

FOLDER = "assets/typeface"
"""Where the files stand in the site, beside the stylesheets that name them."""
PACKAGE = files("fontpkg_atkinson_hyperlegible")
WEIGHTS = {"regular": "AtkinsonHyperlegible-Regular.ttf", "bold": "AtkinsonHyperlegible-Bold.ttf"}


@cache
def typeface() -> dict[str, bytes]:
    """Make each font file of the site, with the licence that must travel with them.

    Returns:
        Path → content. The same bytes in every build.
    """
    fonts = {
        f"{FOLDER}/{weight}.woff2": _compressed((PACKAGE / "files" / name).read_bytes())
        for weight, name in WEIGHTS.items()
    }
    return {**fonts, f"{FOLDER}/licence.txt": (PACKAGE / "LICENSE").read_bytes()}


def _compressed(font: bytes) -> bytes:
    read, written = TTFont(BytesIO(font), recalcTimestamp=False), BytesIO()
    read.flavor = "woff2"
    read.save(written)
    return written.getvalue()
