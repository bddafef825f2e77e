"""What a PDF or a document of an office program holds besides what it shows: actions, notes, outside parts.

Every object of a PDF and every part of a document is looked at, whether or not anything leads there. A link
that a reader chooses is right; what acts by itself, or comes from outside, is told. Must not know where the
file stands.

In: the bytes of a document. Out: its words, its metadata and what would run or fetch something, said in our
own words.

    >>> _reckons("PAGE"), _reckons("DDEAUTO cmd")
    (True, False)
"""

import io
import logging
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from lxml import etree
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from goldenthread.text.drawings import ELSEWHERE, INSTRUCTIONS, SCRIPT, of_drawing, safe_xml
from goldenthread.text.html import Element
from goldenthread.text.pictures import COMMENT, WHO, Inside, of_picture

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it prints about every file that is a little wrong

LARGEST = 50_000_000
"""More than this is not unpacked."""
ACTION, ANOTHER_FILE = "an action of its own", "another file"
LINK = re.compile(r"(?:https?|mailto|tel):|(?![\w+.-]*:|[\\/]{2})", re.IGNORECASE)

ACTS = frozenset(
    """
    /Launch /GoToR /GoToE /SubmitForm /ImportData /Rendition /Movie /Sound /Thread /GoTo3DView
    /RichMediaExecute
    """.split()
)
PLAYS = frozenset({"/FileAttachment", "/RichMedia", "/Movie", "/Screen", "/Sound", "/3D"})
SHOWN_BY_PAGE = frozenset({"/Link", "/Widget", "/Popup", "/PrinterMark", "/TrapNet", "/Watermark"})
TELLS_WHO, TELLS_MORE = frozenset({"creator"}), frozenset({"description", "subject", "Keywords"})


def of_pdf(raw: bytes) -> Inside:
    """Find what a PDF holds besides its pages.

    Args:
        raw: The file.

    Returns:
        What was found. Its text has a line for each page, with its notes and what its form was filled in
        with; the title, the bookmarks and what programs read of the file stand in the first.

    Raises:
        Exception: Whatever pypdf makes of a broken file.
    """
    reader = PdfReader(io.BytesIO(raw))
    about: Any = reader.metadata or {}
    told = [str(about.get("/Title") or "")]
    hidden = [WHO] if about.get("/Author") else []
    if any(" ".join(map(str, about.get(name) or "")) for name in ("/Subject", "/Keywords")):
        hidden.append(COMMENT)
    code: list[str] = []
    for one in _objects(reader):
        code += _acts(one)
        if _got(one, "/Type") == "/Metadata" and isinstance(one, StreamObject):
            read, more = _xmp(one.get_data())
            told, hidden = [*told, *read], [*hidden, *more]
        if "/Title" in one and "/Parent" in one:
            told.append(str(one["/Title"]))  # a bookmark
    lines = []
    for page in reader.pages:
        words, notes = _notes(page)
        hidden += notes
        lines.append(" ".join(f"{page.extract_text()} {words}".split()))
    text = "\n".join([" ".join(". ".join([*filter(None, told), *lines[:1]]).split()), *lines[1:]])
    return Inside(text, tuple(dict.fromkeys(hidden)), tuple(dict.fromkeys(code)))


def _objects(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Go through every dictionary of a PDF, with those within it."""
    numbers = {(number, generation) for generation, at in reader.xref.items() for number in at}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    waiting: list[Any] = [reader.trailer]
    waiting += [IndirectObject(number, generation, reader).get_object() for number, generation in numbers]
    while waiting:
        one = waiting.pop()
        if isinstance(one, DictionaryObject):
            yield one
            waiting += [one.raw_get(name) for name in one]
        elif isinstance(one, ArrayObject):
            waiting += list.__iter__(one)


def _acts(one: DictionaryObject) -> Iterator[str]:
    """Go through what one object of a PDF would do by itself, or bring from outside."""
    kind, subtype = (str(_got(one, name)) for name in ("/S", "/Subtype"))
    opening, more = _got(one, "/OpenAction"), _got(one, "/AA")
    if kind in ("/JavaScript", "/ECMAScript"):
        yield SCRIPT
    if kind in ACTS or subtype in PLAYS or "/XFA" in one:
        yield ACTION
    if kind == "/URI" and not _may_be_chosen(_string(_got(one, "/URI"))):
        yield ACTION
    if isinstance(opening, DictionaryObject) and _got(opening, "/S") != "/GoTo":
        yield ACTION
    if isinstance(more, DictionaryObject) and any(_is_action(more[name]) for name in more):
        yield ACTION
    if "/EmbeddedFiles" in one or ("/EF" in one and ("/F" in one or "/UF" in one)):
        yield ANOTHER_FILE
    if isinstance(one, StreamObject) and ("/F" in one or "/Ref" in one):
        yield ELSEWHERE


def _got(one: DictionaryObject, name: str) -> Any:
    """Return a value itself where only the way to it stands."""
    value = one.get(name)
    return value.get_object() if value is not None else None


def _is_action(value: object) -> bool:
    return isinstance(value, DictionaryObject) and "/S" in value


def _may_be_chosen(address: str) -> bool:
    """Whether an address is one of the web, a mailbox, a telephone, or within the document."""
    return bool(LINK.match(re.sub(r"[\x00-\x20]", "", address)))


def _string(value: object) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value or "")


def _notes(page: Any) -> tuple[str, list[str]]:
    """Return the words of a page's notes and fields, and whether it has notes."""
    words, hidden = list[str](), list[str]()
    for reference in _got(page, "/Annots") or ():
        note = reference.get_object()
        if not isinstance(note, DictionaryObject):
            continue
        above = _got(note, "/Parent") or note
        said = [_got(note, "/Contents"), _got(note, "/V") or _got(above, "/V")]
        if _got(note, "/Subtype") not in SHOWN_BY_PAGE:
            hidden.append(COMMENT)
            said.append(_got(note, "/T"))  # who wrote it
        words += [_string(one) for one in said if one and not str(one).startswith("/")]
    return " ".join(words), hidden


def _xmp(raw: bytes) -> tuple[list[str], list[str]]:
    """Return the words that programs read of a file, and what they tell."""
    root, _ = safe_xml(raw.strip(b"\0 \r\n\t"))
    told, hidden = list[str](), list[str]()
    for element in root.iter(etree.Element):
        given = [(_local(element.tag), "".join(element.itertext()))]
        given += [(_local(name), str(value)) for name, value in element.attrib.items()]
        for name, value in given:
            if value.strip() and name in (*TELLS_WHO, *TELLS_MORE, "title"):
                told.append(value)
                hidden += [WHO] if name in TELLS_WHO else [COMMENT] if name in TELLS_MORE else []
    return told, hidden


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]


PARTS = re.compile(
    r".*(\.(xml|rels|rdf|png|jpe?g|gif|webp|bmp|tiff?|wdp|svg|emf|wmf|vml|odttf|fntdata|ttf)|/)|mimetype|layout-cache"
    r"|ObjectReplacements/[^/]*|(xl|ppt)/printerSettings/[^/]*\.bin",
    re.IGNORECASE,
)
"""The parts that a document needs to be shown. Any other is a file within it, or a program."""
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp")
PROGRAMS = re.compile(rb"macroenabled|vbaproject|macrosheet|activex", re.IGNORECASE)
"""What the list of contents says of a part that is a program, whatever the part is called."""
MAKERS = frozenset({"creator", "lastModifiedBy", "initial-creator", "Manager", "Company"})
CHANGES = frozenset(
    """
    ins del moveFrom moveTo rPrChange pPrChange comment cm threadedComment tracked-changes
    """.split()
)
RUNS = frozenset({"script", "event-listener", "applet", "plugin"})
PRESENTS = ("ppaction://program", "ppaction://macro", "ppaction://ole")
FETCHES = frozenset(
    """
    ddeLink dde-source dde-connection dde-connection-decl dde-link floating-frame object-ole oleObject
    OLEObject oleObj altChunk externalBook webPr dbPr queryTable connection attachedTemplate mailMerge
    section-source cell-range-source table-source
    """.split()
)
FIELDS = frozenset(
    """
    ADVANCE ASK AUTHOR AUTONUM AUTONUMLGL BIBLIOGRAPHY CITATION COMMENTS COMPARE CREATEDATE DATE
    DOCPROPERTY EDITTIME EQ FILENAME FILESIZE FILLIN FORMCHECKBOX FORMDROPDOWN FORMTEXT HYPERLINK IF INDEX
    KEYWORDS LASTSAVEDBY LISTNUM MACROBUTTON NOTEREF NUMCHARS NUMPAGES NUMWORDS PAGE PAGEREF PRINTDATE
    QUOTE REF REVNUM SAVEDATE SECTION SECTIONPAGES SEQ SET STYLEREF SUBJECT SYMBOL TC TIME TITLE TOC XE
    """.split()
)
"""The fields of a word processor that reckon with the document alone. Others bring something, or start it."""
FORMULAS = re.compile(r"\b(WEBSERVICE|IMAGE|RTD|CALL|REGISTER|EXEC|DDE|CUBE\w+)\s*\(|\|\s*'", re.IGNORECASE)
IN_A_WORD = re.compile(r"</?w:(?:r|t)\b[^>]*>")
"""A word processor may end and begin these in the middle of a number."""


def of_office(raw: bytes) -> Inside:
    """Find what a document of an office program, which is a folder of XML, holds besides what it shows.

    Args:
        raw: The file.

    Returns:
        What was found; its text has a line for each part.

    Raises:
        Exception: Whatever a broken file makes of those who read it.
    """
    hidden: list[str] = []
    code: list[str] = []
    texts: list[str] = []
    with zipfile.ZipFile(io.BytesIO(raw)) as folder:
        if sum(one.file_size for one in folder.infolist()) > LARGEST:
            return Inside(fault="It is too large to be looked into.")
        for one in folder.infolist():
            part, suffix = folder.read(one), PurePosixPath(one.filename).suffix.lower()
            if one.filename == "[Content_Types].xml" and PROGRAMS.search(part):
                code.append(SCRIPT)
            if re.match(r"basic/|scripts/|.*vbaproject", one.filename, re.IGNORECASE):
                code.append(SCRIPT)
            elif not PARTS.fullmatch(one.filename):
                code.append(ANOTHER_FILE)
            elif suffix in (".xml", ".rels", ".rdf", ".vml"):
                found = _part(part)
                texts.append(found.text)
                hidden, code = [*hidden, *found.hidden], [*code, *found.code]
            elif suffix in PICTURES:
                hidden += of_picture(part).hidden
            elif suffix == ".svg":
                drawing = of_drawing(part)
                hidden, code = [*hidden, *drawing.hidden], [*code, *drawing.code]
    return Inside("\n".join(texts), tuple(dict.fromkeys(hidden)), tuple(dict.fromkeys(code)))


def _part(raw: bytes) -> Inside:
    """Look at one part of a document."""
    if not raw.strip():
        return Inside()
    root, instructs = safe_xml(raw)
    hidden, leads = list[str](), list[str]()
    code = [INSTRUCTIONS] if instructs else []
    for element in root.iter(etree.Element):
        name, text = _local(element.tag), (element.text or "").strip()
        given = {_local(key): str(value) for key, value in element.attrib.items()}
        if name in MAKERS and text:
            hidden.append(WHO)
        if name in CHANGES or (name == "annotation" and "Math" not in str(element.tag)):
            hidden.append("changes or comments that somebody tracked")
        if name in RUNS or given.get("action", "").lower().startswith(PRESENTS):
            code.append(SCRIPT)
        formula = text if name == "f" else given.get("formula", "")
        if name in FETCHES or FORMULAS.search(formula) or not _is_own(name, given):
            code.append(ELSEWHERE)
        leads += _leads(name, given)
    code += [ELSEWHERE for field in _fields(root) if not _reckons(field)]
    shown = IN_A_WORD.sub("", etree.tostring(root, encoding="unicode"))
    words = " ".join([*re.sub(r"<[^>]*>", " ", shown).split(), *leads])
    return Inside(words, tuple(hidden), tuple(code))


def _leads(name: str, given: Mapping[str, str]) -> list[str]:
    """Return where a link leads, which a reader of the document sees."""
    if name == "Relationship" and given.get("TargetMode") == "External":
        return [given.get("Target", "")]
    return [given["href"]] if name == "a" and "href" in given else []


def _is_own(name: str, given: Mapping[str, str]) -> bool:
    """Whether what an element leads to is in the document, or is a link that a reader may choose."""
    if name == "Relationship":
        kind, target = given.get("Type", "").rpartition("/")[2], given.get("Target", "")
        if kind in ("attachedTemplate", "aFChunk", "oleObject", "vbaProject", "control"):
            return False
        if given.get("TargetMode") == "External":
            return kind == "hyperlink" and _may_be_chosen(target)
        return not re.match(r"[\w+.-]+:|[\\/]{2}", target)
    if name == "a":
        return _may_be_chosen(given.get("href", ""))
    return not re.match(r"\s*([\w+.-]+:|\.\./|[\\/])", given.get("href", ""))


def _fields(root: Element) -> Iterator[str]:
    """Go through what a word processor's fields say to do: in pieces, and in each other.

    What one field makes may be the name of another: then a ? stands in it.
    """
    within: list[str] = []
    for element in root.iter(etree.Element):
        name = _local(element.tag)
        given = {_local(key): str(value) for key, value in element.attrib.items()}
        kind = given.get("fldCharType") if name == "fldChar" else ""
        if name == "fldSimple":
            yield given.get("instr", "")
        elif name == "instrText":
            within[-1:] = ["".join([*within[-1:], element.text or ""])]
        elif kind == "begin":
            if within and not re.match(r"\s*\S+\s", within[-1]):
                within[-1] += "?"
            within.append("")
        elif kind == "separate" and within:
            within[-1] += " . "
        elif kind == "end" and within:
            yield within.pop()
    yield from within


def _reckons(field: str) -> bool:
    """Whether a field takes what it shows from the document alone."""
    name = (field.split() or ["."])[0].upper()
    return name in FIELDS or name.startswith(("=", "."))
