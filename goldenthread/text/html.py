"""Reads HTML: what the engine made as a tree to look into and change, what authors wrote as browsers read it.

The first reader is quick, and its trees are written again; it corrects much, and otherwise than a browser. So
only the second, which follows HTML5 to the letter, may judge what somebody else wrote. Must not know a
manual, nor what a link should lead to.

In: the HTML of a page, or a piece of one. Out: a tree, its targets and ids, and HTML again.

    >>> read_html('<a href="#now" id="top">Now</a>').targets
    ('#now',)
    >>> inside(piece("<p>Ring <b>now</p>"))
    '<p>Ring <b>now</b></p>'
    >>> [node.tag for node in foreign("<svg><style><img src=x onerror=run()>").traverse()]
    ['body', 'svg', 'style', 'img']
"""

from dataclasses import dataclass
from html import escape

from lxml import etree
from selectolax.lexbor import LexborHTMLParser, LexborNode

Element = etree._Element  # the library's only name for it
READER = etree.HTMLParser(encoding="utf-8", huge_tree=True)
EMPTY = "<html></html>"
BODY = "<!DOCTYPE html><html><head></head><body>"
AROUND = "<main><article><section><details><div>", "</div></details></section></article></main>"
"""What may stand around an author's text on a page."""


@dataclass(frozen=True)
class Html:
    """The links and ids of one built page."""

    targets: tuple[str, ...]
    ids: frozenset[str]


def document(text: str) -> Element:
    """Read a whole page.

    Args:
        text: Its HTML. Without any element, it is read as an empty page.

    Returns:
        The `html` element.
    """
    root = etree.fromstring(text.encode(), READER)
    return etree.fromstring(EMPTY, READER) if root is None else root


def piece(text: str) -> Element:
    """Read a piece of a page.

    Args:
        text: HTML that may stand in a body.

    Returns:
        The body that holds it.
    """
    return document(f"<body>{text}")[0]


def read_html(text: str) -> Html:
    """Find every href, src and id of a page.

    Args:
        text: The page.

    Returns:
        The targets in their order, each once, and the ids.
    """
    targets: dict[str, None] = {}
    ids = set[str]()
    for element in document(text).iter(etree.Element):
        for name, value in element.items():
            if name == "id":
                ids.add(value)
            elif name in ("href", "src"):
                targets[value] = None
    return Html(tuple(targets), frozenset(ids))


def inside(element: Element) -> str:
    """Write all that stands in an element as HTML.

    Args:
        element: The element; its own tag is not written.

    Returns:
        The HTML.
    """
    return escape(element.text or "", quote=False) + "".join(map(written, element))


def written(element: Element) -> str:
    """Write an element as HTML, with the text that follows it.

    Args:
        element: The element.

    Returns:
        The HTML.
    """
    html = etree.tostring(element, encoding="unicode", method="html")
    return html.replace("</wbr>", "")  # younger than the library: no page has it as an element with an end


def words(element: Element) -> str:
    """Return the words of an element as they are read.

    Args:
        element: The element, with all that stands in it.

    Returns:
        The words without tags and comments, one space between two of them.
    """
    return " ".join(str(element.xpath("string()")).split())


def foreign(text: str) -> LexborNode:
    """Read a piece of HTML that somebody else wrote, as a browser reads it.

    Args:
        text: What may be HTML.

    Returns:
        The body that holds what comes of it.
    """
    body = LexborHTMLParser(f"{BODY}{text}").body
    assert body is not None  # a browser makes one of any text
    return body


def is_self_contained(text: str) -> bool:
    """Whether a piece of HTML is the same in the middle of a page as it is alone.

    Args:
        text: What may be HTML.

    Returns:
        False where it closes what it did not open, or leaves open what would go on behind it: a tag, a
        comment, bold print.
    """
    before, after = AROUND
    alone = foreign(text).inner_html
    return LexborHTMLParser(f"{BODY}{before}{text}<wbr>{after}<wbr>").html == (
        f"{BODY}{before}{alone}<wbr>{after}<wbr></body></html>"
    )
