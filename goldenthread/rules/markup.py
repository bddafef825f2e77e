"""Rules that content can run no code, fetch nothing and pass for nothing else: of HTML, a short list.

Raw tags are found where an author wrote them. Besides, every page is rendered, and what came of it must be
what Markdown makes: no trick in the text gets round that. It is written once as it will be published and read
as a browser reads it, so that what is judged is what is shown. Must not know the frame, nor the lists and
pictures that words give: those are the engine's own.

In: the texts of pages. Out: tags, attributes and links that may not be there: `<img src=x onerror=alert(1)>`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import PurePosixPath
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from goldenthread.manual.manual import Page
from goldenthread.manual.page_records import AnyPage
from goldenthread.pages.signs import EXPLANATIONS, FRAME_BEGINS, FRAME_ENDS, PRINTED_LINKS
from goldenthread.pages.words import BLOCKS, expand
from goldenthread.rendering.configuration import Configuration
from goldenthread.rendering.renderer import render
from goldenthread.rules.rule import Found, Look, rule
from goldenthread.text.html import foreign, inside, is_self_contained, piece
from goldenthread.text.problems import Grade, Promise
from goldenthread.text.scanner import BRACES

ALLOWED: Mapping[str, frozenset[str]] = {
    "br": frozenset(),  # a new line inside a table, for which Markdown has no sign
    "sub": frozenset(),
    "sup": frozenset(),  # Markdown has no sign for either
    "kbd": frozenset(),  # a key to press, in guidance about a program
    "span": frozenset(
        {"lang", "dir"}
    ),  # words in another language: a screen reader must know (WCAG 2.2, 3.1.2)
}
"""The tags that an author may write, with their attributes."""

INSTEAD = {
    "a": "Write [words](address).",
    "b": "Write **words**.",
    "strong": "Write **words**.",
    "i": "Write *words*.",
    "em": "Write *words*.",
    "u": "Take it out: what is underlined looks like a link.",
    "img": "Write ![what it shows](../assets/picture.png).",
    "p": "Leave an empty line.",
    "div": "Write a line !!! note, and the text below it, indented by four spaces.",
    "table": "Write a table with | between its cells.",
    "ul": "Begin each line with - and a space.",
    "ol": "Begin each line with 1. and a space.",
    "li": "Begin each line with - and a space.",
    "hr": "Write a line ---.",
    "blockquote": "Begin the line with > and a space.",
    "code": "Write `words`.",
    "pre": "Put ``` above and below.",
    "details": 'Write a line ??? note "Its title", and the text below it, indented by four spaces.',
    **{f"h{level}": f"Begin the line with {'#' * max(level, 2)}." for level in range(1, 7)},
    **dict.fromkeys(
        ("script", "style", "iframe", "object", "embed", "form", "input", "button"), "Take it out."
    ),
    **dict.fromkeys(("video", "audio"), "Link to it: [words](address)."),
}
"""What to write in place of a tag."""

RAW_TAG = re.compile(r"<(?P<tag>[a-zA-Z][^\s/>]*)")
LONGEST_TAG, MOST_TOLD = 1000, 50
"""Letters of a tag that are looked at, and faults of a page that are told at once."""
NO_TAG = re.compile(
    r"(?<=\]\()<[^<>\n]*>|(?<=\]: )<[^<>\s]*>|"
    rf"<(?:https?|mailto):[^<>\s]*>|<[\w.+-]+@[\w.-]+>|{BRACES.pattern}",
    re.IGNORECASE | re.DOTALL,
)
"""What begins like a tag and is none: where a link leads, and the manual's words, whose values stay text."""
BLANK = re.compile(r"[^\n]")
OURS = {FRAME_BEGINS, FRAME_ENDS, PRINTED_LINKS, EXPLANATIONS}
"""Comments that the engine itself leaves in a page, to find places again."""

KINDS = (
    *("note", "abstract", "info", "tip", "important", "success", "question", "warning", "caution"),
    *("danger", "example", "quote"),
)
"""The kinds of boxes (!!!) and folded parts (???) that an author may write: each becomes a class."""
OWN_CLASSES = frozenset({"gt-forget"})
"""What an author may write as {: .class }: a button that empties what the reader's own device keeps."""

MADE: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(
        "p h1 h2 h3 h4 h5 h6 ul li strong em code pre hr blockquote div del".split(), frozenset()
    ),
    **dict.fromkeys("table thead tbody tr summary".split(), frozenset()),
    **dict.fromkeys(("td", "th"), frozenset({"style"})),
    "ol": frozenset({"start"}),
    "a": frozenset({"href", "title"}),
    "img": frozenset({"src", "alt", "title"}),
    "details": frozenset({"open"}),
    **ALLOWED,
}
"""What Markdown and its extensions make of a text, and what an author may add to it, with the attributes."""
BOX_OF_A_TABLE = {"class": "gt-table", "tabindex": "0", "role": "group"}
CLASSES = frozenset({("div", "highlight"), ("div", "toc"), ("p", "admonition-title")})
"""Classes that Markdown sets by itself, each with its tag."""
OF_CODE = re.compile(r"[a-z]{1,3}[0-9]?")
"""Classes of coloured code."""
ID = re.compile(r"(?!__|gt-|abbr-)[a-z0-9_-]+")
"""Ids as Markdown makes them of headings; some beginnings are the frame's and the theme's."""
ALIGNED = re.compile(r"text-align: (left|right|center);")
LEADS = re.compile(r"([a-z][a-z0-9+.-]*):|(//)", re.IGNORECASE)
SAFE = frozenset({"http", "https", "mailto", "tel"})
INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0]+")
OPENS = r"(?:\{|!!!|\?\?\?|<|`{3}|~{3})"
"""The signs behind which something in a text becomes an attribute."""


class Harm(NamedTuple):
    """What is wrong with something that a text became."""

    wrong: str
    do: str
    near: str
    """A pattern for what stands there in the text."""
    tag: str = ""


@rule("markup", Grade.STOPS, Promise.NOTHING_RUNS)
def markup(look: Look) -> Iterator[Found]:
    """Of HTML, a page holds only a few tags that Markdown has no sign for."""
    for page in look.manual.pages():
        if "<" in page.body.text:
            for position, _, wrong, do in _raw(page):
                yield Found(page.file, _line(page, position), wrong, do)


def _raw(page: Page[AnyPage]) -> Iterator[tuple[int, str, str, str]]:
    """Go through the raw tags that may not be there: position, name, what is wrong, what to do."""
    for sign in OURS:
        if sign in page.body.text:
            wrong = "A comment stands here that the manual uses for itself."
            yield page.body.text.index(sign), "", wrong, "Write it in other words, or take it out."
    prose = NO_TAG.sub(lambda found: BLANK.sub(" ", found[0]), page.body.prose)
    for found in RAW_TAG.finditer(prose):
        tag = found["tag"].lower()
        if complaint := _complaint(tag, prose[found.start() : found.start() + LONGEST_TAG]):
            yield found.start(), tag, *complaint


def _complaint(tag: str, text: str) -> tuple[str, str] | None:
    """Return what is wrong with the tag at the start of a text, and what to do; None where it may stand."""
    if tag not in ALLOWED:
        known = f"Of HTML, only {', '.join(f'<{name}>' for name in ALLOWED)} may be written."
        return (
            f"The tag <{tag}> may not be written here.",
            f"{INSTEAD.get(tag, 'Take it out, or write &lt; for the sign itself.')} {known}",
        )
    read = foreign(text).child
    if read and read.attributes.keys() - ALLOWED[tag]:
        return f"The tag <{tag}> has something in it that it may not have.", f"Write <{tag}> alone."
    return None


SAVED = {
    ".svg": 'Save it as "plain SVG" with its letters as paths, or export it as a picture (PNG).',
    ".pdf": 'Open it, choose "Print" and "Save as PDF", and use that: nothing but the pages stays.',
    ".docx": "Save it as a PDF, or copy its text into a new document (.docx).",
}
"""What to do with a file that holds more than it shows, by its kind; of any office program, as with Word."""
LARGE = 2_000_000


@rule("code", Grade.STOPS, Promise.NOTHING_RUNS)
def code(look: Look) -> Iterator[Found]:
    """Nothing that is written can run as a program, fetch anything from elsewhere, or pass for the frame."""
    for page in look.manual.pages():
        yield from _what_came_of(look, page)
    for file, within in look.manual.insides.items():
        if within.code:
            wrong = f"This file holds {' and '.join(within.code)}."
            yield Found(file, 1, wrong, SAVED.get(PurePosixPath(file).suffix.lower(), SAVED[".docx"]))


def _what_came_of(look: Look, page: Page[AnyPage]) -> Iterator[Found]:
    raw = {tag for _, tag, _, _ in _raw(page)}
    if raw:
        raw.add("")
    faults = _faults(look.settings, _without_blocks(look, page), page.path)
    for fault in faults[:MOST_TOLD]:
        if fault.tag not in raw:
            for line in _lines(page, fault.near):
                yield Found(page.file, line, fault.wrong, fault.do)


def _without_blocks(look: Look, page: Page[AnyPage]) -> str:
    """Return the text with the links that words give; the lists and pictures are none of the author's."""
    words = {name: _nothing if name in BLOCKS else word for name, word in look.words.on(page.path).items()}
    try:
        return expand(page.body.text, words)
    except Exception:  # a word that does not work is told of by its own rule
        return page.body.text


def _nothing(*_: object, **__: object) -> str:
    return ""


def _lines(page: Page[AnyPage], near: str) -> list[int]:
    """Find the lines at which something stands; where it cannot be told, the first that might be meant."""
    for pattern in (near, OPENS):
        for text in (page.body.prose, page.body.text):
            if found := list(re.finditer(pattern, text, re.IGNORECASE | re.MULTILINE)):
                starts = found if pattern == near else found[:1]
                return sorted({_line(page, one.start()) for one in starts})
    return [page.body.first_line]


@lru_cache(maxsize=1024)  # while serving, most pages are as they were
def _faults(settings: Configuration, text: str, here: str) -> tuple[Harm, ...]:
    page = render(settings.without_permalinks(), text, here)
    return tuple(dict.fromkeys((*_set(page.attributes), *_became(page.html))))


def _set(attributes: Iterable[tuple[str, str]]) -> Iterator[Harm]:
    """Go through what an author set in braces and may not set."""
    for name, value in attributes:
        near = rf"\{{[^\n]*?{re.escape(value if name == 'class' else name)}"
        if name in ("class", "id"):
            if name == "class" and not OWN_CLASSES.issuperset(value.split()):
                do = "Take it out: a page cannot change how it looks, nor what is around it."
                yield Harm(f'The class "{value}" may not be set here.', do, near)
        elif name in ("lang", "dir"):
            do = 'Write <span lang="pl">the words</span>, with the sign of the language.'
            yield Harm(f'"{name}" may not be set here.', do, near)
        else:
            yield Harm(
                f'"{name}" may not be set here.', "Take it out, with its value: braces hold an id only.", near
            )


def _became(rendered: str) -> Iterator[Harm]:
    """Go through what a text became and may not become."""
    published = inside(piece(rendered))
    body = foreign(published)
    nodes = list(body.traverse())[1:]
    odd = (node for node in nodes if not node.is_element_node)
    is_whole = all(node.is_comment_node and str(node.html) in rendered for node in odd)
    is_one = body.inner_html == foreign(rendered).inner_html  # however it is read
    if not (is_whole and is_one and is_self_contained(rendered)):
        yield Harm("A tag or comment stands here that is not whole.", "Write &lt; for the sign itself.", "<")
    for node in nodes:
        if not node.is_element_node:
            continue
        tag = node.tag or ""
        if tag not in MADE:
            yield Harm(f"Something here would become the tag <{tag}>.", "Take it out.", f"<{tag}", tag)
        elif node.attributes != BOX_OF_A_TABLE:
            for name, value in node.attributes.items():
                if fault := _fault(node, tag, name, value or ""):
                    yield fault._replace(tag=tag)


def _fault(node: LexborNode, tag: str, name: str, value: str) -> Harm | None:
    """Return what is wrong with an attribute, and what to do; None where it may stand."""
    if name.startswith("on"):
        return Harm(f'"{name}" would run a program.', "Take it out, with its value.", name)
    if name == "id":
        return None if ID.fullmatch(value) else _wrong_id(value)
    if name == "class":
        return _wrong_class(node, tag, value)
    if name not in MADE[tag]:
        return Harm(f'"{name}" may not be set here.', "Take it out, with its value.", re.escape(name))
    if name == "style" and not ALIGNED.fullmatch(value):
        do = "Take it out: the manual looks alike on every page."
        return Harm("A style of its own stands here.", do, name)
    leads = LEADS.match(INVISIBLE.sub("", value)) if name in ("href", "src") else None
    if leads and leads[1] and leads[1].lower() not in SAFE:
        do = "Write an address that begins with https://, or the way to a page."
        return Harm("A link here would run a program, or leads to no page.", do, f"{leads[1]}:")
    if leads and name == "src":
        do = "Put it into docs/assets/, and write the way to it: no other site must see who reads this."
        return Harm("A picture here comes from another site.", do, r"!\[")
    return None


def _wrong_id(value: str) -> Harm:
    """Return what an id may be."""
    own = re.sub("[^a-z0-9_-]+", "-", value.lower())[:30].strip("-_") or "its-own-id"
    own = own if ID.fullmatch(own) else f"about-{own}"
    do = (
        f"Write {{#{own}}}: small letters, digits and hyphens, and nothing that begins like the manual's own."
    )
    near = re.escape(value)
    return Harm("This id may not be set here.", do, rf"\{{[^\n]*?{near}|^#+.*?{near}")


def _wrong_class(node: LexborNode, tag: str, value: str) -> Harm | None:
    """Return which kinds of boxes there are; None where a class is one that Markdown sets."""
    names, kinds = value.split(), set(KINDS)
    if (tag, value) in CLASSES or OWN_CLASSES.issuperset(names):
        return None
    if tag == "span" and OF_CODE.fullmatch(value) and _is_code(node):
        return None
    box = names[1:] if tag == "div" and names[0] == "admonition" else names if tag == "details" else None
    if box is None:
        do = "Take it out: a page cannot change how it looks, nor what is around it."
        return Harm("A class stands here that no page may have.", do, OPENS + f"[^\n]*?{re.escape(value)}")
    if len(box) == 1 and box[0] in kinds:
        return None
    odd = next((name for name in box if name not in kinds), "")
    wrong = f'A box of the kind "{" ".join(box)}" is none of this manual\'s.'
    near = rf"(?:!!!|\?\?\?)[^\n]*?{re.escape(odd)}"
    return Harm(wrong, f"Write one of these, and no other word: {', '.join(KINDS)}.", near)


def _is_code(node: LexborNode) -> bool:
    """Whether something stands in a block of code."""
    above = node.parent
    while above and above.tag != "pre":
        above = above.parent
    return above is not None


@rule("asset", Grade.STOPS, Promise.NOTHING_RUNS)
def asset(look: Look) -> Iterator[Found]:
    """Every picture and document can be looked into: it is of a kind that is known, and whole.

    Find files among the assets that nobody could look into, such as programs and pages of their own.
    """
    for file, within in look.manual.insides.items():
        if within.fault:
            do = "Save it as a picture (PNG, JPEG, SVG), a PDF or a document without macros (.docx)."
            yield Found(file, 1, within.fault, do)


@rule("large-file", Grade.LOOK, Promise.IN_A_HURRY)
def large_file(look: Look) -> Iterator[Found]:
    """A picture or document is quickly there, on a telephone too."""
    for file, within in look.manual.insides.items():
        if within.size > LARGE:
            wrong = f"This has {within.size / 1_000_000:.1f} MB, and who opens it on a telephone waits."
            do = "Save a picture no wider than 1600 pixels, a document for screens and not for printing."
            yield Found(file, 1, wrong, do)


def _line(page: Page[AnyPage], position: int) -> int:
    return page.body.first_line + page.body.text.count("\n", 0, position)
