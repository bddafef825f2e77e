"""Explains abbreviations where they stand in a finished page, at their first use in each section.

Works on HTML, so that it explains what an author wrote and what a frame says alike. Knows terms;
knows no page, and leaves the look of an explanation to a template.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape
from typing import NamedTuple

from markdown.extensions.toc import slugify

from goldenthread.manual.data_records import Term

UNTOUCHED = frozenset(
    {"a", "abbr", "button", "code", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "header", "kbd", "label"}
    | {"nav", "pre", "script", "select", "style", "summary", "svg"}
)
"""Elements in which nothing is explained: what can be tapped already, what is a name, and code."""
SECTIONS = frozenset({"h2", "h3"})

# Possessive, so that a bracket that nobody closed costs no time.
TAG = r"""<!--.*?-->|<(?P<end>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9]*+)(?:[^'">]++|"[^"]*+"|'[^']*+')*+>"""


class Meaning(NamedTuple):
    """What a page is told of an abbreviation."""

    id: str
    spelled_out: str
    """Printed in brackets; "" where the letters stand for nothing."""
    html: str
    """The explanation, whose id is `id`."""


def is_abbreviation(term: Term) -> bool:
    """Say whether a term is letters that a reader may not know."""
    letters = sum(letter.isupper() for letter in term.term)
    return not term.plain and " " not in term.term and (letters > 1 or term.stands_for is not None)


def term_id(term: Term) -> str:
    """Give the anchor of a term in the glossary."""
    return slugify(term.term, "-")


@lru_cache
def pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Give the pattern that finds abbreviations in text, or in the plural."""
    longest = sorted(names, key=len, reverse=True)
    return re.compile(rf"\b(?P<term>{'|'.join(map(re.escape, longest)) or '(?!)'})s?\b")


def named(names: Iterable[str], text: str) -> list[str]:
    """Give the abbreviations that occur in a text, each once."""
    return list(dict.fromkeys(found["term"] for found in pattern(tuple(names)).finditer(text)))


def explain(html: str, meanings: Mapping[str, Meaning]) -> tuple[str, str]:
    """Make each abbreviation a button that shows its meaning, at its first use in each section.

    Gives the page, and the explanations that it uses. Text only is touched, never a tag.
    """
    names = pattern(tuple(meanings))
    if not meanings or not names.search(html):
        return html, ""
    done: list[str] = []
    at = inside = 0
    here: set[str] = set()
    used: dict[str, str] = {}
    for found in re.finditer(f"{TAG}|{names.pattern}", html, re.DOTALL):
        if term := found["term"]:
            if inside or term in here:
                continue
            done += [html[at : found.start()], _button(found[0], meanings[term], first=term not in used)]
            at = found.end()
            here.add(term)
            used[term] = meanings[term].html
        elif tag := (found["tag"] or "").lower():
            if tag in SECTIONS:
                here.clear()
            if tag in UNTOUCHED:
                inside = max(0, inside + (-1 if found["end"] else 1))
    return "".join([*done, html[at:]]), "".join(used.values())


def _button(text: str, meaning: Meaning, first: bool) -> str:
    spelled = f' data-spelled="{escape(meaning.spelled_out)}"' if first and meaning.spelled_out else ""
    to = f'popovertarget="{meaning.id}" aria-describedby="{meaning.id}"'
    return f'<button type="button" class="gt-abbr" {to}{spelled}>{escape(text)}</button>'
