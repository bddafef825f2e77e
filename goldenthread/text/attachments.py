"""What a picture or document of docs/assets/ holds beside what it shows: its words, metadata and code.

Looks at bytes only; knows no manual and judges nothing. Never raises: what cannot be read is a fault.

In: a file's name and bytes. Out: its words, its metadata, its code, or why it cannot be read.

    >>> look_into("notice.txt", b"Ask at the desk").text
    'Ask at the desk'
"""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath

from goldenthread.text.documents import of_office, of_pdf
from goldenthread.text.drawings import of_drawing
from goldenthread.text.pictures import Inside, of_picture


def _plain(raw: bytes) -> Inside:
    return Inside(raw.decode("utf-8-sig"))


READERS: dict[str, Callable[[bytes], Inside]] = {
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".webp"), of_picture),
    ".svg": of_drawing,
    ".pdf": of_pdf,
    **dict.fromkeys((".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"), of_office),
    **dict.fromkeys((".csv", ".txt", ".vtt"), _plain),
}
"""What each kind of file is read by. No other kind may stand among the assets: nobody could look into it."""

_known: dict[str, Inside] = {}


def look_into(name: str, raw: bytes) -> Inside:
    """Look into a file by its name's ending. What was looked into before is remembered.

    Args:
        name: The file's name; its ending says what it is.
        raw: Its bytes.

    Returns:
        What was found; `fault` says why where it cannot be read. Never raises.
    """
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in READERS:
        return Inside(fault="Nobody can look into a file of this kind.", size=len(raw))
    key = suffix + hashlib.sha256(raw).hexdigest()
    if key not in _known:
        try:
            found = READERS[suffix](raw)
        except Exception:  # these libraries raise whatever a broken file makes of them
            found = Inside(fault="The file cannot be read.")
        _known[key] = replace(found, size=len(raw))
    return _known[key]
