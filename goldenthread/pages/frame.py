"""Puts the frame around a page: HTML above and below what the author wrote, h1 included.

Decides what is shown; how it looks is for the templates and the stylesheet. Must not know MkDocs.

In: a page, and its text with the words expanded. Out: the page as it is to be rendered: `frame(manual, page,
text, today)`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from markupsafe import Markup

from goldenthread.manual.data_records import Term
from goldenthread.manual.manual import Manual, Page, is_of
from goldenthread.manual.page_records import AnyPage, Procedure
from goldenthread.pages.abbreviations import Meaning, is_abbreviation, named, term_id
from goldenthread.pages.contents import CONTENTS, made_headings, on_this_page, own_headings
from goldenthread.pages.environment import TEMPLATES, macros_of
from goldenthread.pages.framed import Framed, Kept, PaperPlace, framed, in_one
from goldenthread.pages.marks import mark_headings
from goldenthread.pages.parts import box_of, frame_areas, in_box
from goldenthread.pages.signs import BORROWED, EXPLANATIONS, PRINTED_LINKS
from goldenthread.pages.view import View
from goldenthread.text.problems import Problem
from goldenthread.text.scanner import DO_NOW

HOME = "index.md"


def frame(manual: Manual, page: Page[AnyPage], text: str, today: date) -> Framed:
    """Put the frame around a page that an author wrote.

    Args:
        manual: The manual that the page is of.
        page: The page.
        text: What its author wrote with the words expanded, every line where it was.
        today: The day on which it is read.

    Returns:
        The page as it is to be rendered.
    """
    view = View(manual, today, page.path, page)
    template = _template(page)
    rows = [[line] for line in text.split("\n")]
    frame_areas(view, page, rows)
    if is_of(page, Procedure):
        mark_headings(view, page, rows)
    now = page.body.section(DO_NOW)
    start, end = now or (0, 0)
    above, below = template.above(view), template.below(view)
    contents = [] if page.path == HOME else [*own_headings(page), *made_headings(below)]
    status = template.status(view) + on_this_page(contents)
    if now:
        above, status = f'{above}<div class="gt-now">', f"</div>{status}"
    box = box_of(page)
    rest = in_box(box, [*in_one(rows[:start]), *in_one(rows[end:])])
    lines = [framed(above), *in_one(rows[start:end]), framed(status), *rest]
    whole = (*lines, "", framed(str(below) + PRINTED_LINKS))
    is_numbered = isinstance(page.record, Procedure)
    return _explained(view, Framed(whole, is_numbered, box, place=_place(view)))


def made_frame(
    view: View, summary: str, text: str, explains_itself: bool, borrowed: Sequence[str] = ()
) -> Framed:
    """Put the frame around a page that was made from the manual.

    Args:
        view: The view of the page.
        summary: What stands below its title.
        text: What was made, as HTML.
        explains_itself: Whether no abbreviation is explained on it.
        borrowed: The lines of another page that stand where `text` says so.

    Returns:
        The page as it is to be rendered.
    """
    template = macros_of("made_page.html")
    contents = on_this_page(made_headings(text))
    text = Markup(str(text).replace(CONTENTS, str(contents), 1)) if CONTENTS in text else contents + text
    made = str(template.above(view, summary) + text + template.below(view))
    # A page that stands for a record is handed on as paper too, so that its links have numbers.
    place = _place(view) if view.page else None
    above, _, below = f"{made}{PRINTED_LINKS if place else ''}".strip().partition(BORROWED)
    lines = (Kept(above), "", *borrowed, "", Kept(below)) if below else (Kept(above),)
    page = Framed(lines, place=place)
    return page if explains_itself else _explained(view, page)


def problem_page(problems: Iterable[Problem]) -> str:
    """Write the page that stands in place of one that cannot be shown while serving.

    Args:
        problems: What is wrong with that page.

    Returns:
        Its Markdown.
    """
    return TEMPLATES.get_template("problems.html").render(problems=list(problems))


def _place(view: View) -> PaperPlace:
    return PaperPlace(view.path, view.manual.partnership.site_url)


def _template(page: Page[AnyPage]) -> Any:
    return macros_of(f"{'home' if page.path == HOME else page.record.template}.html")


def _explained(view: View, page: Framed) -> Framed:
    """Add to a page what its abbreviations mean, and where that is to stand."""
    terms = _abbreviations(view.manual)
    shared = macros_of("shared.html")
    meanings = {}
    for name in named(terms, page.text):
        anchor = f"abbr-{term_id(terms[name])}"
        html = str(shared.abbreviation(view, terms[name], anchor)).strip()
        meanings[name] = Meaning(anchor, terms[name].stands_for or "", html)
    if not meanings:
        return page
    lines = (*page.lines, framed(shared.abbreviations(EXPLANATIONS)))
    return replace(page, lines=lines, meanings=meanings)


def _abbreviations(manual: Manual) -> dict[str, Term]:
    return {term.term: term for term in manual.data.glossary if is_abbreviation(term)}
