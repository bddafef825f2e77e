"""What a picture holds besides what it shows: who took it, where, and what was written into it.

Looks at bytes only, and judges nothing. Must not know where the picture stands.

In: the bytes of a picture. Out: its words and its metadata, said in our own words.

    >>> raw = io.BytesIO()
    >>> Image.new("L", (1, 1)).save(raw, "JPEG", comment=b"Ask first")
    >>> of_picture(raw.getvalue()).hidden
    ('a comment',)
"""

import io
from dataclasses import dataclass

from PIL import Image


@dataclass(frozen=True)
class Inside:
    """What was found in a file; the words of a PDF stand one page a line."""

    text: str = ""
    hidden: tuple[str, ...] = ()
    """What nobody sees and everybody can read, said in our own words."""
    code: tuple[str, ...] = ()
    """What would run or fetch something, said in our own words."""
    fault: str = ""
    size: int = 0
    """How many bytes it has."""


WHERE, WHO, COMMENT = "the place where it was taken", "who made it, when or with what", "a comment"

SHOWN = frozenset(
    """
    dpi gamma srgb chromaticity transparency icc_profile interlace aspect background loop duration jfif
    jfif_version jfif_unit jfif_density adobe adobe_transform progressive progression version extension
    default_image bbox exif timestamp Software
    """.split()
)
"""What Pillow tells of how a picture is drawn, and of no person."""
PLACE_OF_IT = 34853
DRAWN = frozenset({274, 282, 283, 296, 305, 531, 34665})
"""The tags of EXIF that say how a picture is turned, how large it prints, and which program saved it."""


def of_picture(raw: bytes) -> Inside:
    """Find what a picture says of itself besides what it shows.

    Raises whatever Pillow makes of a broken one.
    """
    with Image.open(io.BytesIO(raw)) as picture:
        picture.load()
        tags = {**picture.getexif(), **picture.getexif().get_ifd(34665)}
        told = {name for name in picture.info if isinstance(name, str)} - SHOWN
        words = [value for value in picture.info.values() if isinstance(value, str)]
    hidden = [WHERE] if PLACE_OF_IT in tags else []
    if (tags.keys() - DRAWN - {PLACE_OF_IT, *range(40960, 40966)}) or told - {"comment"}:
        hidden.append(WHO)
    if "comment" in told:
        hidden.append(COMMENT)
    return Inside(" ".join(words), tuple(hidden))
