"""A picture or document shows what it shows: nothing in it runs, fetches, plays or is told beside it."""

import io
import zipfile

import pytest
from pypdf import PdfWriter
from pypdf.annotations import FreeText, Link, Text
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from goldenthread.text.attachments import look_into
from tests.engine.small_manual import problems_of

SVG = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>{}</svg>"
PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


def drawing(within):
    return look_into("a.svg", SVG.format(within).encode())


@pytest.mark.parametrize(
    "within",
    [
        "<script>alert(1)</script>",
        "<SCRIPT>alert(1)</SCRIPT>",
        "<g onload='alert(1)'/>",
        "<g ONLOAD='alert(1)'/>",
        "<a href='java&#10;script:alert(1)'><text>x</text></a>",
        "<a xlink:href='javascript:alert(1)'><text>x</text></a>",
        "<a href='https://a.example'><text>x</text></a>",
        "<a href='page.html'><text>x</text></a>",
        "<a><set attributeName='href' to='javascript:alert(1)'/></a>",
        "<a><animate attributeName='href' values='javascript:alert(1)'/></a>",
        "<a><animate attributeName='xlink:href' values='#a;https://a.example'/></a>",
        "<animateMotion><mpath href='https://a.example'/></animateMotion>",
        "<image href='https://a.example/x.png'/>",
        "<image xlink:href='//a.example/x.png'/>",
        "<image xlink:href='other.svg'/>",
        "<image href='data:image/svg+xml;base64,PHN2Zy8+'/>",
        "<image src='https://a.example/x.png'/>",
        "<use href='other.svg#x'/>",
        "<feImage href='https://a.example/x.png'/>",
        "<g xml:base='https://a.example/'><use href='#x'/></g>",
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
        "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
        "<x:img xmlns:x='http://www.w3.org/1999/xhtml' src='https://a.example'/>",
        "<metadata><x:iframe xmlns:x='http://www.w3.org/1999/xhtml' src='x'/></metadata>",
        "<iframe src='https://a.example'/>",
        "<handler type='text/ecmascript'>x</handler>",
        "<style>@import 'https://a.example'</style>",
        "<style>@\\69mport 'https://a.example'</style>",
        "<style><![CDATA[@font-face{font-family:x;src:url(https://a.example)}]]></style>",
        "<style>a{background:url(https://a.example)}</style>",
        "<style>a{background:u\\72l(https://a.example)}</style>",
        "<style>a{background:\\75\\72\\6c('https://a.example')}</style>",
        "<style>a{background:URL( 'https://a.example')}</style>",
        "<style>a{background:url(&#104;ttps://a.example)}</style>",
        "<style>a{background:url(#a),url(x.png)}</style>",
        "<style>a{background:image-set('https://a.example' 1x)}</style>",
        "<style>a{background:-webkit-image-set('https://a.example' 1x)}</style>",
        "<style>a{background:image('https://a.example')}</style>",
        "<style>a{background:src('https://a.example')}</style>",
        "<rect style='fill:url(https://a.example)'/>",
        "<rect style='fill:u\\72l(https://a.example)'/>",
        "<rect fill='url(https://a.example/x.svg#a)'/>",
        "<rect filter='url(&quot;https://a.example#a&quot;)'/>",
        "<rect marker-end='url(other.svg#a)'/>",
        "<?xml-stylesheet href='https://a.example'?>",
    ],
)
def test_a_drawing_that_does_more_than_draw_stops(within):
    found = drawing(within)
    assert found.code
    assert not found.fault


@pytest.mark.parametrize(
    "raw",
    [
        b"<!DOCTYPE svg [<!ENTITY x 'y'>]><svg xmlns='http://www.w3.org/2000/svg'><text>&x;</text></svg>",
        b"<!DOCTYPE svg SYSTEM 'https://a.example/x.dtd'><svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<!doctype svg><svg/>",
        b"<?xml-stylesheet href='a.css'?><svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<?xml version='1.0' encoding='utf-7'?><svg xmlns='http://www.w3.org/2000/svg'/>",
        "<?xml version='1.0' encoding='utf-16'?><svg xmlns='http://www.w3.org/2000/svg'/>".encode("utf-16"),
        b"<svg xmlns='http://www.w3.org/2000/svg'><g></svg>",
        b"\xff",
        b"",
    ],
)
def test_a_drawing_that_speaks_to_its_reader_or_cannot_be_read_stops(raw):
    found = look_into("a.svg", raw)
    assert found.code or found.fault


@pytest.mark.parametrize(
    "within",
    [
        "<title>The way (in short)</title><desc>Ring.</desc><path d='M0 0L1 1' fill='#fff'/>",
        "<defs><linearGradient id='a'><stop offset='0' stop-color='rgb(1,2,3)'/></linearGradient></defs>"
        "<rect fill='url(#a)' style='stroke:url(\"#a\");font-family:\"A B\"' transform='rotate(9 1,2)'/>",
        "<style>.a:not(.b){fill:url('#a')} @media print{.a{fill:rgba(0,0,0,.5)}}</style><g class='a'/>",
        "<use xlink:href='#a' xlink:title='a'/><a href='#a'><text xml:space='preserve'>x</text></a>",
        f"<image href='{PIXEL}' width='1' height='1'/>",
        "<g id='Layer_(1)' data-name='Layer (1) url(x)' aria-label='Ask (now)' cursor='pointer'/>",
        "<filter id='f'><feColorMatrix values='1 0 0 0 0'/><feGaussianBlur in='SourceAlpha'/></filter>",
        "<!-- Generator: a program <?x?> -->",
    ],
)
def test_a_drawing_that_draws_raises_nothing(within):
    found = drawing(within)
    assert (found.code, found.hidden, found.fault) == ((), (), "")


# --- PDF ---


def name(value):
    return NameObject(f"/{value}")


def of(**given):
    return DictionaryObject({name(key): value for key, value in given.items()})


def pdf(change):
    writer, raw = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.add_blank_page(100, 100)
    change(writer)
    writer.write(raw)
    return look_into("a.pdf", raw.getvalue())


def in_root(key, value):
    return lambda writer: writer.root_object.update({name(key): value})


def on_page(key, value):
    return lambda writer: writer.pages[1].update({name(key): value})


def annotated(**given):
    note = of(Type=name("Annot"), Rect=ArrayObject(map(NumberObject, (0, 0, 9, 9))), **given)
    return lambda writer: on_page("Annots", ArrayObject([writer._add_object(note)]))(writer)


def stream(data=b"", **given):
    made = StreamObject()
    made.set_data(data)
    made.update(of(**given))
    return made


def described(xmp):
    wrapped = (
        f"<?xpacket begin=''?><x xmlns:dc='http://purl.org/dc/elements/1.1/'>{xmp}</x><?xpacket end='w'?>"
    )
    data = stream(wrapped.encode(), Type=name("Metadata"), Subtype=name("XML"))
    return lambda writer: in_root("Metadata", writer._add_object(data))(writer)


ADDRESS = TextStringObject("https://a.example")
RUN = of(S=name("JavaScript"), JS=TextStringObject("app.alert(1)"))
START = of(S=name("Launch"), F=TextStringObject("cmd.exe"))
ASK = of(S=name("URI"), URI=ADDRESS)
FILE = of(Type=name("Filespec"), F=TextStringObject("a"), EF=of(F=stream()))


@pytest.mark.parametrize(
    "change",
    [
        in_root("Names", of(JavaScript=of(Names=ArrayObject([TextStringObject("a"), RUN])))),
        lambda writer: writer.add_attachment("a.exe", b"x"),
        in_root("OpenAction", RUN),
        in_root("OpenAction", START),
        in_root("OpenAction", ASK),
        in_root("AA", of(WC=RUN)),
        in_root("AA", of(WC=ASK)),
        on_page("AA", of(O=START)),
        annotated(Subtype=name("Link"), A=RUN),
        annotated(Subtype=name("Link"), A=START),
        annotated(Subtype=name("Link"), A=of(S=name("URI"), URI=ADDRESS, Next=ArrayObject([RUN]))),
        annotated(Subtype=name("Link"), A=of(S=name("URI"), URI=TextStringObject("java\nscript:x()"))),
        annotated(Subtype=name("Link"), A=of(S=name("URI"), URI=TextStringObject("file:///c:/a.exe"))),
        annotated(Subtype=name("Link"), A=of(S=name("GoToR"), F=TextStringObject("\\\\a\\b.pdf"))),
        annotated(Subtype=name("Widget"), A=of(S=name("SubmitForm"), F=ADDRESS)),
        annotated(Subtype=name("FileAttachment"), FS=FILE),
        annotated(Subtype=name("RichMedia")),
        annotated(Subtype=name("Screen"), A=of(S=name("Rendition"))),
        in_root("AcroForm", of(XFA=stream(b"<xdp/>"))),
        lambda writer: on_page("Contents", writer._add_object(stream(F=ADDRESS)))(writer),
    ],
)
def test_a_pdf_that_acts_or_brings_something_stops(change):
    found = pdf(change)
    assert found.code
    assert not found.fault


@pytest.mark.parametrize(
    "change",
    [
        on_page("Rotate", NumberObject(0)),
        in_root("OpenAction", ArrayObject([NumberObject(0), name("Fit")])),
        in_root("OpenAction", of(S=name("GoTo"), D=TextStringObject("a"))),
        annotated(Subtype=name("Link"), A=ASK),
        annotated(Subtype=name("Link"), A=of(S=name("URI"), URI=TextStringObject("mailto:team@a.example"))),
        annotated(Subtype=name("Link"), A=of(S=name("URI"), URI=TextStringObject("notes.html"))),
        lambda writer: writer.add_annotation(1, Link(rect=(0, 0, 9, 9), url="https://a.example")),
        annotated(Subtype=name("Widget"), FT=name("Btn"), V=name("Off")),
        lambda writer: writer.add_outline_item(title="What to do", page_number=1),
        on_page("Resources", of(ColorSpace=of(S=ArrayObject([name("Pattern")]), AA=name("DeviceRGB")))),
        described("<dc:title>A form</dc:title><dc:format>application/pdf</dc:format>"),
    ],
)
def test_a_pdf_with_links_fields_and_bookmarks_raises_nothing(change):
    found = pdf(change)
    assert (found.code, found.hidden, found.fault) == ((), (), "")


@pytest.mark.parametrize(
    ("change", "line", "said"),
    [
        (lambda writer: writer.add_annotation(1, Text(rect=(0, 0, 9, 9), text="Jane")), 2, "a comment"),
        (lambda writer: writer.add_annotation(1, FreeText(rect=(0, 0, 9, 9), text="Jane")), 2, "a comment"),
        (annotated(Subtype=name("Highlight"), T=TextStringObject("Jane")), 2, "a comment"),
        (annotated(Subtype=name("Widget"), FT=name("Tx"), V=TextStringObject("Jane")), 2, None),
        (lambda writer: writer.add_outline_item(title="Jane", page_number=1), 1, None),
        (described("<dc:title>Jane</dc:title>"), 1, None),
        (described("<dc:creator>Jane</dc:creator>"), 1, "who made it, when or with what"),
        (described("<dc:description>Jane</dc:description>"), 1, "a comment"),
    ],
)
def test_what_a_pdf_tells_beside_its_pages_is_read(change, line, said):
    found = pdf(change)
    assert "Jane" in found.text.split("\n")[line - 1]
    assert found.hidden == ((said,) if said else ())
    assert not found.code


# --- Word and its like ---

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
LEADS = "<Relationship Type='" + OFFICE + "{}' Target='{}' TargetMode='{}'/>"
WORD, RELS = "word/document.xml", "word/_rels/document.xml.rels"
BEGIN, MIDDLE, END = (f"<w:fldChar w:fldCharType='{kind}'/>" for kind in ("begin", "separate", "end"))
SPACES = " ".join(
    f"xmlns:{one}='urn:{one}'" for one in ("w", "o", "x", "xlink", "draw", "text", "script", "meta")
)


def office(parts, kind="docx"):
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as folder:
        for part, xml in parts.items():
            is_xml = part.endswith((".xml", ".rels")) and not xml.startswith("<!")
            folder.writestr(part, f"<all {SPACES}>{xml}</all>" if is_xml else xml)
    return look_into(f"a.{kind}", raw.getvalue())


def says(text):
    return f"<w:instrText>{text}</w:instrText>"


@pytest.mark.parametrize(
    "parts",
    [
        {RELS: LEADS.format("image", "https://a.example/x.png", "External")},
        {RELS: LEADS.format("image", "file:///c:/x.png", "External")},
        {"word/_rels/settings.xml.rels": LEADS.format("attachedTemplate", "https://a.example", "External")},
        {RELS: LEADS.format("frame", "https://a.example", "External")},
        {RELS: LEADS.format("hyperlink", "file://a.example/b", "External")},
        {RELS: LEADS.format("hyperlink", "\\\\a.example\\b", "External")},
        {RELS: LEADS.format("hyperlink", " javascript:x()", "External")},
        {RELS: LEADS.format("image", "https://a.example/x.png", "Internal")},
        {RELS: LEADS.format("aFChunk", "a.xml", "Internal")},
        {RELS: LEADS.format("oleObject", "a.xml", "Internal")},
        {"word/embeddings/oleObject1.bin": "x"},
        {"word/embeddings/sheet.xlsx": "x"},
        {"word/afchunk.html": "x"},
        {"word/vbaProject.bin": "x"},
        {"word/activeX/activeX1.bin": "x"},
        {"[Content_Types].xml": "<x ContentType='application/vnd.ms-office.vbaProject'/>"},
        {WORD: "<o:OLEObject/>"},
        {WORD: "<w:fldSimple w:instr=' DDEAUTO c:\\x'/>"},
        {WORD: f"{BEGIN}{says(' DD')}{says('E c:')}{MIDDLE}{END}"},
        {WORD: f"{BEGIN}{says('INCLUDEPICTURE x')}{MIDDLE}{END}"},
        {WORD: f"{BEGIN}{says('INCLUDETEXT x')}{END}"},
        {WORD: f"{BEGIN}{BEGIN}{says('QUOTE 68 68 69')}{END}{says(' DATE')}{END}"},
        {WORD: f"{BEGIN}{says('IN')}{BEGIN}{says('QUOTE CLU')}{END}{says('DEX')}{END}"},
        {WORD: f"{BEGIN}{says('IF ')}{BEGIN}{says('LINK x')}{END}{END}"},
        {WORD: "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"},
        {"word/media/image1.svg": SVG.format("<script/>")},
        {"xl/externalLinks/externalLink1.xml": "<ddeLink/>"},
        {"xl/connections.xml": "<connection/>"},
        {"xl/worksheets/sheet1.xml": "<f>_xlfn.WEBSERVICE(A1)</f>"},
        {"xl/worksheets/sheet1.xml": "<f>cmd|'/c calc'!A0</f>"},
        {"ppt/slides/slide1.xml": "<hlinkClick action='ppaction://program?program=x'/>"},
        {"content.xml": "<draw:image xlink:href='https://a.example/x.png'/>"},
        {"content.xml": "<draw:image xlink:href='../x.png'/>"},
        {"content.xml": "<draw:floating-frame xlink:href='x'/>"},
        {"content.xml": "<draw:object-ole xlink:href='./Object 1'/>"},
        {"content.xml": "<text:dde-connection-decl/>"},
        {"content.xml": "<text:section-source xlink:href='other.odt'/>"},
        {"content.xml": "<script:event-listener/>"},
        {"content.xml": "<text:a xlink:href='vnd.sun.star.script:x'/>"},
        {"meta.xml": "<meta:template xlink:href='file:///c:/x.ott'/>"},
        {"Basic/Standard/Module1.xml": ""},
        {"Object 1": "x"},
    ],
)
def test_a_document_that_acts_or_brings_something_stops(parts):
    found = office(parts)
    assert found.code
    assert not found.fault


@pytest.mark.parametrize(
    "parts",
    [
        {RELS: LEADS.format("hyperlink", "https://a.example", "External")},
        {RELS: LEADS.format("hyperlink", "mailto:team@a.example", "External")},
        {RELS: LEADS.format("image", "media/image1.png", "Internal")},
        {"_rels/.rels": LEADS.format("officeDocument", "/word/document.xml", "Internal")},
        {WORD: "<w:fldSimple w:instr=' PAGE \\* MERGEFORMAT '/>"},
        {WORD: f"{BEGIN}{says('TOC')}{MIDDLE}{BEGIN}{says('HYPERLINK x')}{MIDDLE}{END}{END}"},
        {WORD: f"{BEGIN}{says('PAG')}{says('E')}{MIDDLE}{END}{BEGIN}{END}"},
        {WORD: f"{BEGIN}{says('=SUM(ABOVE)')}{END}"},
        {"xl/worksheets/sheet1.xml": "<f>SUM(A1:A9)</f>", "xl/printerSettings/printerSettings1.bin": "x"},
        {"content.xml": "<draw:image xlink:href='Pictures/x.png'/><text:a xlink:href='https://a.example'/>"},
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "", "layout-cache": "x"},
        {"word/media/image1.svg": SVG.format("<path d='M0 0'/>")},
    ],
)
def test_a_document_with_links_and_fields_raises_nothing(parts):
    found = office(parts)
    assert (found.code, found.hidden, found.fault) == ((), (), "")


def test_where_the_links_of_a_document_lead_is_read():
    leads = LEADS.format("hyperlink", "mailto:jane.smith@a.example", "External")
    assert "jane.smith@" in office({RELS: leads}).text


@pytest.mark.parametrize(
    ("file", "raw", "do"),
    [
        ("a.svg", SVG.format("<script/>").encode(), "plain SVG"),
        ("a.docx", None, "Save it as a PDF"),
    ],
)
def test_an_editor_is_told_what_to_save_it_as(tmp_path, file, raw, do):
    if raw is None:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as folder:
            folder.writestr("word/vbaProject.bin", "x")
        raw = made.getvalue()
    (problem,) = [one for one in problems_of(tmp_path, {f"docs/assets/{file}": raw}) if one.stops]
    assert (problem.rule.name, do in problem.do) == ("code", True)


def test_a_file_of_two_megabytes_draws_no_remark(tmp_path):
    assert not problems_of(tmp_path, {"docs/assets/a.txt": "a" * 2_000_000})
