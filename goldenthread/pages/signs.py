"""The lines by which the frame tells the Markdown extension what to do with a page.

Each is an HTML comment on a line of its own, so that a generator without the extension shows nothing of it.
`framed("<p>…</p>")` gives the piece between FRAME_BEGINS and FRAME_ENDS. Must not know what stands on a page.
"""

from goldenthread.manual.page_records import Briefing, Guide

NUMBERED = "<!-- numbered -->"
"""Tells the Markdown extension to number the sections and paragraphs of a page."""

FRAME_BEGINS, FRAME_ENDS = "<!-- frame -->", "<!-- /frame -->"
"""What stands between these lines is HTML, and nothing in it is Markdown."""

PARTS_BEGIN, PARTS_END = {Briefing: "<!-- parts -->", Guide: "<!-- minute -->"}, "<!-- /parts -->"
"""Between these lines the Markdown extension makes a part of each heading and what follows it."""

PRINTED = "<!-- printed -->"
"""Begins the line that tells the Markdown extension where the page stands, for the addresses on paper."""
PRINTED_LINKS = "<!-- printed links -->"
"""Where the extension puts the addresses that the links of a page stand for."""

ABBREVIATIONS = "<!-- abbreviations -->"
"""Begins the line that tells the Markdown extension what the page's abbreviations mean."""
EXPLANATIONS = "<!-- explanations -->"
"""Where the extension puts the meanings that a page needs."""


def framed(html: str) -> str:
    """Mark a piece of the frame, so that Markdown leaves it as it is."""
    return f"{FRAME_BEGINS}\n{html.strip()}\n{FRAME_ENDS}"
