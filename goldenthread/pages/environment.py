"""The templates, with all that they may ask besides the values they are given.

Everything is escaped, and a name that nobody defined stops. Must not know a page.

In: the name of a template. Out: the template, or its macros: `macros_of("shared.html").mark(view, …)`.

    >>> TEMPLATES.filters["bare"]("https://www.example.org/act/")
    'example.org/act'
"""

import re
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from goldenthread.manual.due import (
    OUTCOMES,
    STAGES,
    comments_closed,
    due_by,
    looked_at,
    overdue_advice,
    overdue_since,
)
from goldenthread.manual.fields import NAME_IT, TO_WRITE
from goldenthread.pages.abbreviations import term_id
from goldenthread.pages.phrases import NOT_HERE, PUBLICATIONS, STATUSES, inside_a_sentence, what_to_do
from goldenthread.text.dates import exact, long_day
from goldenthread.text.links import below

SCHEME = re.compile(r"^https?://(www\.)?")
"""The beginning of an address that is left out when it is shown to people."""

BREAK = re.compile(r"(?<=\w)[/#-]")
"""Where an address may go on in the next line."""

MARKDOWN_SIGN = re.compile(r"[\\`*_\[\]]")
"""The signs that mean something to Markdown in the middle of a line."""

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
    auto_reload=False,
)
TEMPLATES.filters["day"] = long_day
TEMPLATES.filters["sentence"] = lambda text: f"{text[:1].upper()}{text[1:]}."
TEMPLATES.filters["literal"] = lambda text: MARKDOWN_SIGN.sub(r"\\\g<0>", escape(text, quote=False))
TEMPLATES.filters["breaking"] = lambda address: Markup(BREAK.sub(r"\g<0><wbr>", str(escape(address))))
TEMPLATES.filters["bare"] = lambda address: SCHEME.sub("", address).rstrip("/")
TEMPLATES.filters["choices"] = lambda named: [(one.id, one.name) for one in named]
TEMPLATES.globals.update(
    below_page=below,
    inside_a_sentence=inside_a_sentence,
    exact=exact,
    term_id=term_id,
    NAME_IT=NAME_IT,
    NOT_HERE=NOT_HERE,
    comments_closed=comments_closed,
    due_by=due_by,
    looked_at=looked_at,
    overdue_advice=overdue_advice,
    overdue_since=overdue_since,
    DUE_STAGES=STAGES,
    OUTCOMES=OUTCOMES,
    STATUSES=STATUSES,
    PUBLICATIONS=PUBLICATIONS,
    TO_WRITE=TO_WRITE,
    what_to_do=what_to_do,
)


@lru_cache
def macros_of(name: str) -> Any:
    """Load the macros of a template.

    Args:
        name: The template's file, such as "shared.html".

    Returns:
        A module whose functions each make a piece of HTML.
    """
    return TEMPLATES.get_template(name).module
