"""Rules that content can run no code and fetch nothing: words and Markdown, and of HTML a short list.

Raw tags are found where an author wrote them. What might be more than it seems (a tag, an attribute, an odd
link) is rendered besides, and the result may hold only what Markdown makes: no trick in the text gets round
that. Must not know the frame, whose HTML is the engine's own.

In: the texts of pages. Out: tags, attributes and links that may not be there: `<img src=x onerror=alert(1)>`.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from goldenthread.manual.manual import Page
from goldenthread.manual.page_records import AnyPage
from goldenthread.pages.signs import EXPLANATIONS, FRAME_BEGINS, FRAME_ENDS, PRINTED_LINKS
from goldenthread.rendering.configuration import Configuration
from goldenthread.rendering.renderer import render
from goldenthread.rules.rule import Found, Look, rule
from goldenthread.text.html import foreign, is_self_contained
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
NO_TAG = re.compile(
    rf"<(?:https?|mailto):[^<>\s]*>|<[\w.+-]+@[\w.-]+>|{BRACES.pattern}", re.IGNORECASE | re.DOTALL
)
"""Addresses, and words: what they are given stays text."""
BLANK = re.compile(r"[^\n]")
OURS = {FRAME_BEGINS, FRAME_ENDS, PRINTED_LINKS, EXPLANATIONS}
"""Comments that the engine itself leaves in a page, to find places again."""

SUSPECT = re.compile(
    r"<[a-zA-Z/!?]|\{|!\[|\](?:\(|:)\s*<?\s*(?!https?://|mailto:|tel:)[^)]{0,200}?[:&]", re.IGNORECASE
)
"""Without any of these, text is words, lists, tables and links that are what they seem."""

MADE = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol li strong em code pre a img br hr blockquote div span del".split()
    + "table thead tbody tr th td details summary button".split()
    + list(ALLOWED)
)
"""What Markdown and its extensions make of a text, and what an author may add to it."""
KEPT = frozenset(
    {"id", "class", "href", "src", "alt", "title", "start", "lang", "dir", "open", "tabindex", "role"}
    | {"popovertarget", "aria-describedby", "data-spelled"}
)
ALIGNED = re.compile(r"text-align: (left|right|center);")
LEADS = re.compile(r"([a-z][a-z0-9+.-]*):|(//)", re.IGNORECASE)
SAFE = frozenset({"http", "https", "mailto", "tel"})
INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0]+")
THEMES_OWN = re.compile(r"(?:^|\s)(?:md-|gt-(?!table\b|number\b|abbr\b|area|forget\b))")
"""Classes of the theme and the frame: with them a text could hide itself, or pass for what is around it."""


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
        if complaint := _complaint(tag, prose[found.start() :]):
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


@rule("code", Grade.STOPS, Promise.NOTHING_RUNS)
def code(look: Look) -> Iterator[Found]:
    """Nothing that is written can run as a program, or fetch anything from elsewhere."""
    for page in look.manual.pages():
        if SUSPECT.search(BRACES.sub("", page.body.text)):
            yield from _what_came_of(look, page)
    for file, inside in look.manual.insides.items():
        if inside.code:
            wrong = f"This file holds {' and '.join(inside.code)}."
            yield Found(file, 1, wrong, "Save it without, or draw it anew and export it as a picture.")


def _what_came_of(look: Look, page: Page[AnyPage]) -> Iterator[Found]:
    text = page.body.text
    try:
        text = look.words.expand(text, page.path)
    except Exception:  # a word that does not work is told of by its own rule
        text = page.body.text
    told = set[str]()
    raw = {tag for _, tag, _, _ in _raw(page)}
    if raw:
        raw.add("")
    for tag, wrong, do, near in _faults(_rendered(look.settings, text, page.path)):
        if wrong not in told and tag not in raw:
            told.add(wrong)
            found = re.search(re.escape(near), page.body.text, re.IGNORECASE)
            yield Found(page.file, _line(page, found.start() if found else 0), wrong, do)


@lru_cache(maxsize=1024)  # while serving, most pages are as they were
def _rendered(settings: Configuration, text: str, here: str) -> str:
    return render(settings, text, here).html


def _faults(rendered: str) -> Iterator[tuple[str, str, str, str]]:
    """Go through the faults: the tag, what is wrong, what to do, and words that stand near it in the text."""
    nodes = list(foreign(rendered).traverse())[1:]
    odd = (node for node in nodes if not node.is_element_node)
    is_whole = all(node.is_comment_node and str(node.html) in rendered for node in odd)
    if not is_whole or not is_self_contained(rendered):
        yield "", "A tag or comment stands here that is not whole.", "Write &lt; for the sign itself.", "<"
    for node in nodes:
        tag = node.tag or ""
        if node.is_element_node and tag not in MADE:
            yield tag, f"Something here would become the tag <{tag}>.", "Take it out.", f"<{tag}"
        for name, value in node.attributes.items():
            if fault := _fault(tag, name, value or ""):
                yield tag, *fault


def _fault(tag: str, name: str, value: str) -> tuple[str, str, str] | None:
    """Return what is wrong with an attribute, what to do, and words near it; None where it may stand."""
    if name.startswith("on"):
        return f'"{name}" would run a program.', "Take it out, with its value.", name
    if name == "style":
        if tag in ("th", "td") and ALIGNED.fullmatch(value):
            return None
        return "A style of its own stands here.", "Take it out: the manual looks alike on every page.", name
    if name not in KEPT:
        return f'"{name}" may not be set here.', "Take it out, with its value.", name
    if name == "class" and THEMES_OWN.search(value):
        return (
            "A class of the theme stands here.",
            "Take it out: a page cannot change what is around it.",
            "{:",
        )
    leads = LEADS.match(INVISIBLE.sub("", value)) if name in ("href", "src") else None
    if leads and leads[1] and leads[1].lower() not in SAFE:
        do = "Write an address that begins with https://, or the way to a page."
        return "A link here would run a program, or leads to no page.", do, f"{leads[1]}:"
    if leads and name == "src":
        do = "Put it into docs/assets/, and write the way to it: no other site must see who reads this."
        return "A picture here comes from another site.", do, "!["
    return None


@rule("asset", Grade.STOPS, Promise.NOTHING_RUNS)
def asset(look: Look) -> Iterator[Found]:
    """Every picture and document can be looked into: it is of a kind that is known, and whole.

    Find files among the assets that nobody could look into, such as programs and pages of their own.
    """
    for file, inside in look.manual.insides.items():
        if inside.fault:
            do = "Save it as a picture (PNG, JPEG, SVG), a PDF or a document without macros (.docx)."
            yield Found(file, 1, inside.fault, do)


def _line(page: Page[AnyPage], position: int) -> int:
    return page.body.first_line + page.body.text.count("\n", 0, position)
