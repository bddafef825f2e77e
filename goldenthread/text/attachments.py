"""What a picture or document of docs/assets/ holds beside what it shows: its words, metadata and code.

Looks at bytes only; knows no manual and judges nothing. Never raises: what cannot be read is a fault.

In: a file's name and bytes. Out: its words, its metadata, its code, or why it cannot be read.

    >>> look_into("notice.txt", b"Ask at the desk").text
    'Ask at the desk'
"""

import base64
import hashlib
import io
import logging
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from xml.etree import ElementTree

from PIL import Image
from pypdf import PdfReader

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it prints about every file that is a little wrong

LARGEST = 50_000_000
"""More than this is not unpacked."""


@dataclass(frozen=True)
class Inside:
    """What was found in a file; the words of a PDF stand one page a line."""

    text: str = ""
    hidden: tuple[str, ...] = ()
    """What nobody sees and everybody can read, said in our own words."""
    code: tuple[str, ...] = ()
    """What would run or fetch something, said in our own words."""
    fault: str = ""


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


def _picture(raw: bytes) -> Inside:
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


W3 = "http://www.w3.org/"
DRAWING = (f"{W3}2000/svg", f"{W3}1999/xlink", f"{W3}XML/1998/namespace", "")
RUNS = frozenset({"script", "foreignobject", "handler", "listener", "iframe", "embed", "object"})
FETCHES = re.compile(r"@import|url\(\s*['\"]?\s*(?!#|['\"]?#|data:image/)", re.IGNORECASE)
LEADS = frozenset({"href", "src", "to", "from", "values", "by"})
PICTURES = ("data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp")
ELSEWHERE = "something from elsewhere"
PICTURE_WITHIN = re.compile(r"data:image/(png|jpeg|gif|webp);base64,(.*)", re.DOTALL | re.IGNORECASE)


def _drawing(raw: bytes) -> Inside:
    text = raw.decode("utf-8-sig")
    if re.search(r"<!DOCTYPE|<!ENTITY|<\?(?!xml\s)", text, re.IGNORECASE):
        return Inside(text, code=("instructions to the program that opens it",))
    hidden: list[str] = []
    code: list[str] = []
    for element in ElementTree.fromstring(text).iter():
        space, _, tag = str(element.tag).rpartition("}")
        if tag.lower() in RUNS:
            code.append("a script")
        if space.strip("{") not in DRAWING or tag == "metadata":
            hidden.append(WHO)
        if tag.lower() == "style" and FETCHES.search(element.text or ""):
            code.append(ELSEWHERE)
        for name, value in element.attrib.items():
            where, _, name = name.rpartition("}")
            if where.strip("{") not in DRAWING:
                hidden.append(WHO)
            code += _attribute(name.lower(), value)
            if found := PICTURE_WITHIN.fullmatch(value.strip()):
                hidden += _picture(base64.b64decode(found[2])).hidden
    return Inside(text, tuple(dict.fromkeys(hidden)), tuple(dict.fromkeys(code)))


def _attribute(name: str, value: str) -> Iterator[str]:
    if name.startswith("on"):
        yield "a script"
    leads = re.sub(r"[\s\x00-\x20]", "", value).lower()
    if FETCHES.search(value):
        yield ELSEWHERE
    if name in LEADS and re.match(r"[a-z][a-z0-9+.-]*:|//", leads) and not leads.startswith(PICTURES):
        yield "a script" if leads.startswith(("javascript:", "data:", "vbscript:")) else ELSEWHERE


def _pdf(raw: bytes) -> Inside:
    reader = PdfReader(io.BytesIO(raw))
    about: Any = reader.metadata or {}
    hidden = [WHO] if about.get("/Author") else []
    if any(" ".join(map(str, about.get(name) or "")) for name in ("/Subject", "/Keywords")):
        hidden.append(COMMENT)
    root: Any = reader.trailer["/Root"]
    names: Any = root.get("/Names") or {}
    opening = root.get("/OpenAction")
    runs = "/JavaScript" in names or "/AA" in root or (isinstance(opening, dict) and "/JS" in opening)
    pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    text = "\n".join([f"{about.get('/Title') or ''} {' '.join(pages[:1])}", *pages[1:]])
    code = [*(["a script"] if runs else []), *(["another file"] if "/EmbeddedFiles" in names else [])]
    return Inside(text, tuple(hidden), tuple(code))


AUTHORS = re.compile(
    r"<(?:dc:creator|cp:lastModifiedBy|meta:initial-creator|Manager|Company)\b[^>]*>\s*[^<\s]", re.IGNORECASE
)
IN_A_WORD = re.compile(r"</?w:(?:r|t)\b[^>]*>")
"""A word processor may end and begin these in the middle of a number."""
CHANGED_BY = re.compile(r"<(?:w:ins|w:del|w:comment|text:tracked-changes|office:annotation)\b", re.IGNORECASE)


def _office(raw: bytes) -> Inside:
    """Read a document of a word processor, which is a folder of XML."""
    hidden: list[str] = []
    code: list[str] = []
    texts: list[str] = []
    with zipfile.ZipFile(io.BytesIO(raw)) as folder:
        if sum(one.file_size for one in folder.infolist()) > LARGEST:
            return Inside(fault="It is too large to be looked into.")
        for name in folder.namelist():
            if "vbaproject" in name.lower() or name.lower().startswith("basic/"):
                code.append("a script")
            if name.endswith(".xml"):
                xml = folder.read(name).decode("utf-8", "replace")
                hidden += [WHO] if AUTHORS.search(xml) else []
                hidden += ["changes or comments that somebody tracked"] if CHANGED_BY.search(xml) else []
                texts.append(" ".join(re.sub(r"<[^>]*>", " ", IN_A_WORD.sub("", xml)).split()))
            elif PurePosixPath(name).suffix.lower() in (".png", ".jpg", ".jpeg", ".gif"):
                hidden += _picture(folder.read(name)).hidden
    return Inside("\n".join(texts), tuple(dict.fromkeys(hidden)), tuple(dict.fromkeys(code)))


def _plain(raw: bytes) -> Inside:
    return Inside(raw.decode("utf-8-sig"))


READERS: dict[str, Callable[[bytes], Inside]] = {
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".webp"), _picture),
    ".svg": _drawing,
    ".pdf": _pdf,
    **dict.fromkeys((".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"), _office),
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
        return Inside(fault="Nobody can look into a file of this kind.")
    key = suffix + hashlib.sha256(raw).hexdigest()
    if key not in _known:
        try:
            _known[key] = READERS[suffix](raw)
        except Exception:  # these libraries raise whatever a broken file makes of them
            _known[key] = Inside(fault="The file cannot be read.")
    return _known[key]
