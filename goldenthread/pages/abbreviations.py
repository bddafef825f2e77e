"""Explains abbreviations where they stand in a finished page, at their first use in each section.

Works on the page's tree, so that it explains what an author wrote and what a frame says alike. Must not know
a page, and leaves the look of an explanation to a template.

In: the tree of a page, and what abbreviations mean. Out: the same tree with buttons in it.

    >>> named(["LADO", "GP"], "Ring the LADO, or both LADOs.")
    ['LADO']
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from lxml import etree
from markdown.extensions.toc import slugify

from goldenthread.manual.data_records import Term
from goldenthread.text.html import Element

UNTOUCHED = frozenset(
    {"a", "abbr", "button", "code", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "header", "kbd", "label"}
    | {"nav", "pre", "script", "select", "style", "summary", "svg"}
)
"""Elements in which nothing is explained: what can be tapped already, what is a name, and code."""
SECTIONS = frozenset({"h2", "h3"})


class Meaning(NamedTuple):
    """What a page is told of an abbreviation."""

    id: str
    spelled_out: str
    """What the letters stand for, which paper shows in brackets; empty where they stand for no words."""
    html: str
    """The explanation, whose id is `id`."""


def is_abbreviation(term: Term) -> bool:
    """Whether a term is letters that a reader may not know.

    Args:
        term: The term of the glossary.

    Returns:
        True for one word with two capitals or with words that it stands for, unless it is marked as plain.
    """
    letters = sum(letter.isupper() for letter in term.term)
    return not term.plain and " " not in term.term and (letters > 1 or term.stands_for is not None)


def term_id(term: Term) -> str:
    """Return the anchor of a term in the glossary.

    Args:
        term: The term.

    Returns:
        Such as "strategy-discussion".
    """
    return slugify(term.term, "-")


@lru_cache
def pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Make the pattern that finds abbreviations in a text, also in the plural."""
    longest = sorted(names, key=len, reverse=True)
    return re.compile(rf"\b(?P<term>{'|'.join(map(re.escape, longest)) or '(?!)'})s?\b")


def named(names: Iterable[str], text: str) -> list[str]:
    """List the abbreviations that occur in a text.

    Args:
        names: The abbreviations that are known.
        text: The text.

    Returns:
        Each that occurs, also in the plural, once.
    """
    return list(dict.fromkeys(found["term"] for found in pattern(tuple(names)).finditer(text)))


class _Text(NamedTuple):
    """A text of a page: what an element begins with, or what follows it."""

    element: Element
    follows: bool

    @property
    def words(self) -> str:
        return (self.element.tail if self.follows else self.element.text) or ""

    def put(self, marks: Mapping[re.Match[str], Element]) -> None:
        """Put each element in the place of what was found."""
        words = self.words
        ends = [*(found.start() for found in marks), len(words)]
        for (found, mark), end in zip(marks.items(), ends[1:], strict=True):
            mark.tail = words[found.end() : end]
        if self.follows:
            self.element.tail = words[: ends[0]]
            parent = self.element.getparent()
            assert parent is not None  # only an element inside another has text behind it
            at = parent.index(self.element) + 1
            parent[at:at] = marks.values()
        else:
            self.element.text = words[: ends[0]]
            self.element[:0] = marks.values()


def explain(page: Element, meanings: Mapping[str, Meaning]) -> str:
    """Make each abbreviation a button that shows its meaning, at its first use in each section.

    Args:
        page: The page, whose texts get the buttons.
        meanings: What its abbreviations mean.

    Returns:
        The explanations that the buttons show, as HTML.
    """
    used: dict[str, str] = {}

    def button(term: str, text: str) -> Element:
        made = _button(text, meanings[term], first=term not in used)
        used[term] = meanings[term].html
        return made

    mark_first_uses(page, meanings, button)
    return "".join(used.values())


def mark_first_uses(page: Element, terms: Iterable[str], mark: Callable[[str, str], Element]) -> None:
    """Put an element in the place of each abbreviation, at its first use in each section.

    Args:
        page: The page, whose texts get the elements.
        terms: The abbreviations.
        mark: Makes the element, of an abbreviation and of how it is written there.
    """
    names = pattern(tuple(terms))
    here = set[str]()
    for text in list(_texts(page)):
        if text.element.tag in SECTIONS:
            here.clear()
        marks = {}
        for found in names.finditer(text.words):
            if found["term"] not in here:
                here.add(found["term"])
                marks[found] = mark(found["term"], found[0])
        if marks:
            text.put(marks)


def _texts(page: Element) -> Iterator[_Text]:
    """Go through each text in which something may be explained, in the order of the page."""
    walk = etree.iterwalk(page, events=("start", "end", "comment"))
    for event, element in walk:
        if event != "start":
            yield _Text(element, follows=True)
        elif element.tag in UNTOUCHED:
            walk.skip_subtree()
        else:
            yield _Text(element, follows=False)


def _button(text: str, meaning: Meaning, first: bool) -> Element:
    button = etree.Element("button", {"type": "button", "class": "gt-abbr", "popovertarget": meaning.id})
    button.set("aria-describedby", meaning.id)
    if first and meaning.spelled_out:
        button.set("data-spelled", meaning.spelled_out)
    button.text = text
    return button
