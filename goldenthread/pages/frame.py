"""Puts the frame around a page: HTML above and below what the author wrote, h1 included.

In: a page, and its text with the words expanded. Out: its final Markdown: `frame(manual, page, text, today)`.
Decides what is shown; how it looks is for the templates and the stylesheet. Must not know MkDocs.
"""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from markupsafe import Markup

from goldenthread.manual.data_records import Term
from goldenthread.manual.manual import Manual, Page, is_of
from goldenthread.manual.page_records import AnyPage, Procedure
from goldenthread.pages.abbreviations import Meaning, is_abbreviation, named, term_id
from goldenthread.pages.contents import CONTENTS, made_headings, on_this_page, own_headings
from goldenthread.pages.environment import TEMPLATES, macros_of
from goldenthread.pages.marks import mark_headings
from goldenthread.pages.parts import frame_areas, in_parts
from goldenthread.pages.signs import ABBREVIATIONS, EXPLANATIONS, NUMBERED, PRINTED, PRINTED_LINKS, framed
from goldenthread.pages.view import View
from goldenthread.text.problems import Problem
from goldenthread.text.scanner import DO_NOW

HOME = "index.md"


def frame(manual: Manual, page: Page[AnyPage], text: str, today: date) -> str:
    """Give the final Markdown of a page.

    Args:
        manual: The manual that the page is of.
        page: The page.
        text: What its author wrote with the words expanded, every line where it was.
        today: The day on which it is read.
    """
    view = View(manual, today, page.path, page)
    template = _template(page)
    lines = text.split("\n")
    frame_areas(view, page, lines)
    if is_of(page, Procedure):
        mark_headings(view, page, lines)
    now = page.body.section(DO_NOW)
    start, end = now or (0, 0)
    above, below = template.above(view), template.below(view)
    contents = [] if page.path == HOME else [*own_headings(page), *made_headings(below)]
    status = template.status(view) + on_this_page(contents)
    if now:
        above, status = f'{above}<div class="gt-now">', f"</div>{status}"
    numbered = [NUMBERED] if isinstance(page.record, Procedure) else []
    rest = in_parts(page, [*lines[:start], *lines[end:]])
    pieces = [framed(above), *lines[start:end], framed(status), *numbered, *rest]
    ending = [framed(str(below) + PRINTED_LINKS), "", _place(view)]
    return _explained(view, "\n".join([*pieces, "", *ending, ""]))


def made_frame(view: View, summary: str, text: str, explains_itself: bool) -> str:
    """Give the final Markdown of a page that was made from the manual.

    Args:
        view: The view of the page.
        summary: What stands below its title.
        text: What was made, as HTML.
        explains_itself: Whether no abbreviation is explained on it.
    """
    template = macros_of("made_page.html")
    contents = on_this_page(made_headings(text))
    text = Markup(str(text).replace(CONTENTS, str(contents), 1)) if CONTENTS in text else contents + text
    made = str(template.above(view, summary) + text + template.below(view))
    # A page that stands for a record is handed on as paper too, so that its links have numbers.
    made = f"{framed(made + PRINTED_LINKS)}\n\n{_place(view)}\n\n" if view.page else f"{framed(made)}\n\n"
    return made if explains_itself else _explained(view, made)


def problem_page(problems: Iterable[Problem]) -> str:
    """Give the Markdown that stands in place of a page that cannot be shown while serving."""
    return TEMPLATES.get_template("problems.html").render(problems=list(problems))


def _place(view: View) -> str:
    """Tell the extension where the page stands, so that it numbers the links for paper."""
    return PRINTED + json.dumps({"here": view.path, "site": view.manual.partnership.site_url})


def _template(page: Page[AnyPage]) -> Any:
    return macros_of(f"{'home' if page.path == HOME else page.record.template}.html")


def _explained(view: View, text: str) -> str:
    """Tell the extension what the abbreviations of a page mean, and where to say so."""
    terms = _abbreviations(view.manual)
    shared = macros_of("shared.html")
    meanings = {}
    for name in named(terms, text):
        anchor = f"abbr-{term_id(terms[name])}"
        html = str(shared.abbreviation(view, terms[name], anchor)).strip()
        meanings[name] = Meaning(anchor, terms[name].stands_for or "", html)
    if not meanings:
        return text
    return f"{text}\n{framed(shared.abbreviations(EXPLANATIONS))}\n\n{ABBREVIATIONS}{json.dumps(meanings)}\n"


def _abbreviations(manual: Manual) -> dict[str, Term]:
    return {term.term: term for term in manual.data.glossary if is_abbreviation(term)}
