"""One old version of a page: read leniently, and made into harmless HTML.

What depends on today, such as the titles of other pages, stays a sign in the HTML, which `names_today` fills,
so that a version is rendered once and remembered. Old content is never run. Must not know Git or the manual.

In: the bytes of an old file. Out: its title, facts, changes and HTML, or why it cannot be read:
`read_version(b"", …).fault`.
"""

import hashlib
import posixpath
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any

from goldenthread.history.safe_html import harmless
from goldenthread.manual.fields import CITATIONS, CONTACTS
from goldenthread.manual.references import LEADS_TO, PARTS
from goldenthread.pages.framed import Framed, framed
from goldenthread.rendering.configuration import Configuration
from goldenthread.rendering.renderer import render
from goldenthread.text import lined_yaml
from goldenthread.text.differences import Paragraph
from goldenthread.text.front_matter import divide
from goldenthread.text.links import split
from goldenthread.text.personal_data import identifying
from goldenthread.text.scanner import BRACES, DO_NOW, Body, Call, read_call

OPENS, CLOSES, PART = "\ue000", "\ue001", "\ue002"
"""A sign stands between the first two; its parts are divided by the third."""
SIGN = re.compile(f"{OPENS}(?P<kind>[A-Z])(?P<parts>[^{CLOSES}]*){CLOSES}")
"""What `names_today` fills: P a page, C a contact, S a source, A an area, L and E the ends of a link."""
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_REFERENCE = re.compile(r"&#(?:[xX][0-9a-fA-F]+|\d+);?")
_NUMBERED_SIGN = re.compile(f"{OPENS}(\\d+){CLOSES}")
_OUTSIDE = re.compile(r"(https?://|mailto:|tel:)[^\s\"'<>]+", re.IGNORECASE)


@dataclass(frozen=True)
class Reading:
    """What an old version said, as it is remembered between builds: plain values only."""

    fault: str = ""
    """Why it cannot be read; empty where it can."""
    identifying: tuple[str, ...] = ()
    """What identifies a person in it. Of such a version nothing else is remembered."""
    title: str = ""
    summary: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    changes: tuple[Mapping[str, Any], ...] = ()
    """The entries of `changes:` as they were written, newest first."""
    html: str = ""
    ids: tuple[str, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    written: str = ""
    """A fingerprint of what stands below the front matter."""


def read_version(raw: bytes, path: str, settings: Configuration, known: Collection[str]) -> Reading:
    """Read an old version that stood at a path of the project. Never raises.

    `known` are numbers and addresses that are public, and so identify nobody.
    """
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return Reading(fault="It is not text in UTF-8.")
    if found := identifying(text, known):
        return Reading(identifying=found)
    front, body = _split(_without_signs(text))
    try:
        html, signs = _render(body, settings)
    except Exception:  # whatever an old text does to Markdown, the build goes on
        return Reading(fault="Its text cannot be rendered.")
    there = posixpath.dirname(path.removeprefix("docs/"))
    cleaned = harmless(html, lambda target: _link(target, there))

    def filled(words: str) -> str:
        return _NUMBERED_SIGN.sub(lambda sign: signs[int(sign[1])], words)

    title, summary = _text(front.get("title")), _text(front.get("summary"))
    stated = [Paragraph("title", title), Paragraph("summary", summary)]
    return Reading(
        title=title,
        summary=summary,
        facts=_facts(front),
        changes=tuple(entry for entry in _items(front.get("changes")) if isinstance(entry, dict)),
        html=filled(cleaned.html),
        ids=cleaned.ids,
        paragraphs=(
            *(p for p in stated if p.text),
            *(Paragraph(p.kind, filled(p.text)) for p in cleaned.paragraphs),
        ),
        written=hashlib.sha256(body.encode()).hexdigest(),
    )


def _without_signs(text: str) -> str:
    """Take out whatever could pass for one of our signs, also where it is written as a number."""
    text = _REFERENCE.sub(lambda found: "" if _PRIVATE.search(unescape(found[0])) else found[0], text)
    return _PRIVATE.sub("", text)


def _split(text: str) -> tuple[dict[str, Any], str]:
    """Take front matter and text apart; without front matter, all is text."""
    parts = divide(text)
    front = lined_yaml.read_yaml(parts.front or "").value
    return front if isinstance(front, dict) else {}, parts.below


def _text(value: Any) -> str:
    return " ".join(_PRIVATE.sub("", value).split()) if isinstance(value, str) else ""


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _facts(front: Mapping[str, Any]) -> dict[str, str]:
    """Collect what the page said of its own state."""
    reviews = [r for r in _items(front.get("reviews")) if isinstance(r, dict)]
    last = max(reviews, key=lambda review: _text(review.get("on")), default={})
    named = (
        *((name, front.get(name)) for name in ("owner", "review_date", "kind")),
        ("reviewed", last.get("on")),
        ("outcome", last.get("outcome")),
    )
    found = {name: _text(value) for name, value in named}
    found["also_called"] = ", ".join(filter(None, map(_text, _items(front.get("also_called")))))
    withdrawn = front.get("withdrawn")
    found["withdrawn"] = _text(withdrawn.get("on")) if isinstance(withdrawn, dict) else ""
    return found


def _render(body: str, settings: Configuration) -> tuple[str, list[str]]:
    """Render a text, with a number in place of each sign; return the HTML, and the signs by their numbers."""
    signs: list[str] = []

    def said(braces: re.Match[str]) -> str:
        call = read_call(braces["word"], 0)
        sign = _sign(call) if call else None
        if sign is None:
            return braces[0]
        signs.append(sign)
        return f"{OPENS}{len(signs) - 1}{CLOSES}" + "\n" * braces[0].count("\n")

    scanned = Body(body, 0)
    lines = BRACES.sub(said, body).split("\n")
    for block in scanned.area_blocks:
        if block.end is not None:
            names = []
            for area in block.areas:
                signs.append(_made("A", area))
                names.append(f"{OPENS}{len(signs) - 1}{CLOSES}")
            where = f"Where the child lives in {' or '.join(names)}"
            lines[block.line] = framed(f'<div class="gt-area"><p class="gt-area__name">{where}</p>')
            lines[block.end] = framed("</div>")
    start, end = scanned.section(DO_NOW) or (0, 0)
    now = [framed('<div class="gt-now">'), *lines[start:end], framed("</div>")] if end else []
    page = Framed((*now, *lines[:start], *lines[end:]), is_numbered=True)
    return render(settings, page, None).html, signs


def _made(kind: str, *parts: object) -> str:
    written = PART.join(escape(_PRIVATE.sub("", str(part)), quote=False) for part in parts)
    return f"{OPENS}{kind}{written}{CLOSES}"


def _sign(call: Call) -> str | None:
    """Return the sign for one of the manual's words; None for a word that it does not have."""
    named = dict(call.kwargs)
    first, *others = (*call.args, *named.values()) or ("",)
    place, text = str(first), str(others[0]) if others else ""
    to = LEADS_TO.get(call.name)
    if to in (CONTACTS, CITATIONS):
        return _made("C" if to == CONTACTS else "S", place, text)
    address, *anchor = PARTS.split(place, maxsplit=1)
    return _made("P", f"{to}/{address}.md", "".join(anchor), text) if to else None


def _link(target: str, there: str) -> tuple[str, str]:
    """Return what stands before and after the words of an old link: HTML, or signs where it stays inside."""
    target = target.strip()
    if _OUTSIDE.fullmatch(target):
        return f'<a href="{escape(target)}" rel="noreferrer">', "</a>"
    path, anchor = split(target)
    if path:
        path = posixpath.normpath(posixpath.join(there, path)).lstrip("/")
    return _made("L", path, anchor), _made("E")
