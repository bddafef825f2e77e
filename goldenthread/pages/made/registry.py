"""Every page that is made from the manual, one entry each: to add one, add its template and its line here.

Must not know MkDocs.

In: the manual, what other rooms list, today. Out: pages ready to be rendered: `make_pages(manual, LISTED,
today)`; or only where they stand: `paths(manual)`.
"""

from collections.abc import Callable, Iterable
from datetime import date

from goldenthread.manual.manual import Manual
from goldenthread.pages.environment import macros_of
from goldenthread.pages.frame import made_frame
from goldenthread.pages.made.actions import ActionList
from goldenthread.pages.made.changes import WhatChanged
from goldenthread.pages.made.contents import Letters, SearchFilters, TaughtShelves, ToolShelves
from goldenthread.pages.made.due import WhatIsDue
from goldenthread.pages.made.packs import pack_pages
from goldenthread.pages.made.page import Given, Listed, MadePage, PageToMake
from goldenthread.pages.made.reference import ContactGroups, FeedsAndTables, GlossaryTerms, RuleBook, Starts
from goldenthread.pages.made.subjects import audience_pages, theme_pages
from goldenthread.pages.made.training import Teaching
from goldenthread.pages.view import View
from goldenthread.text.problems import Problem

IN_EVERY_MANUAL = (
    PageToMake(
        "search.md",
        "Search",
        "Find a procedure, a paragraph or a contact by any word.",
        "search.html:search",
        SearchFilters,
    ),
    PageToMake(
        "a-to-z.md",
        "A to Z",
        "Every procedure, briefing and guide by its title and its other names.",
        "search.html:a_to_z",
        Letters,
    ),
    PageToMake(
        "procedures/index.md",
        "Procedures",
        "Every procedure, guidance, tool and form of the manual, by section.",
        "lists.html:procedures",
    ),
    PageToMake(
        "forms-and-tools.md",
        "Forms and tools",
        "What to fill in, and what helps you to decide.",
        "lists.html:tools",
        ToolShelves,
    ),
    PageToMake(
        "briefings/index.md",
        "Briefings and guides",
        "7-minute briefings to lead in a team meeting, and one-minute guides to hand out, newest first.",
        "lists.html:briefings",
        TaughtShelves,
    ),
    PageToMake(
        "briefings/learning/index.md",
        "Learning",
        "What reviews, audits and children and young people taught, and what was done about it.",
        "lists.html:learning",
    ),
    PageToMake(
        "training.md",
        "For trainers",
        "Briefings, guides, bookmarks and packs to teach with, and where practice has moved on.",
        "training.html:training",
        Teaching,
    ),
    PageToMake(
        "record-of-use.md",
        "Record of use",
        "One page to fill in after a session, and to keep in your own agency.",
        "record_of_use.html:record_of_use",
    ),
    PageToMake(
        "learning.md",
        "From learning to practice",
        "Every action that learning led to: where it stands, who answers for it, what changed and how soon.",
        "thread.html:practice",
        ActionList,
    ),
    PageToMake(
        "changes.md",
        "What changed",
        "Every change of a procedure: what, why, after what, and what you must do about it.",
        "changes.html:changes",
        WhatChanged,
        is_followed=True,
    ),
    PageToMake(
        "due.md",
        "What is due",
        "Which pages, contacts and links must be looked at again, by whom and by when.",
        "due.html:due",
        WhatIsDue,
    ),
    PageToMake(
        "contacts.md",
        "Contacts",
        "Whom to ring: by where the child lives, by where the person works, and from anywhere.",
        "lists.html:contacts",
        ContactGroups,
    ),
    PageToMake(
        "glossary.md",
        "Glossary",
        "What words and abbreviations mean, and what replaced old names.",
        "lists.html:glossary",
        GlossaryTerms,
        explains_itself=True,
    ),
    PageToMake(
        "sources.md",
        "Sources",
        "The law, guidance and documents that the manual cites, by edition.",
        "lists.html:sources",
        explains_itself=True,
    ),
    PageToMake(
        "tables.md",
        "Feeds and tables",
        "What feed readers, calendars and spreadsheets can read of this manual, and how.",
        "tables.html:tables",
        FeedsAndTables,
    ),
    PageToMake(
        "editing.md",
        "For editors",
        "How to start a page, change one, and give it another name.",
        "editing.html:editing",
        Starts,
    ),
    PageToMake(
        "rules.md",
        "Rules of this manual",
        "What every page must do, and what happens where it does not.",
        "lists.html:rules",
        RuleBook,
        explains_itself=True,
    ),
)
"""The pages that every manual has."""


def pages_to_make(manual: Manual) -> tuple[PageToMake, ...]:
    """List every page that is to be made: those of every manual, each pack, and each audience and theme."""
    return (*IN_EVERY_MANUAL, *pack_pages(manual), *audience_pages(manual), *theme_pages(manual))


def paths(manual: Manual) -> frozenset[str]:
    """List where the made pages stand.

    Args:
        manual: The manual.

    Returns:
        The path of every page that is to be made.
    """
    return frozenset(page.path for page in pages_to_make(manual))


def with_feed(manual: Manual) -> tuple[PageToMake, ...]:
    """List the pages that a feed follows: what changed, for everybody and for each audience.

    Args:
        manual: The manual.

    Returns:
        The pages; each has its feed beside it.
    """
    return tuple(page for page in pages_to_make(manual) if page.is_followed)


def make_pages(
    manual: Manual,
    listed: Listed,
    today: date,
    problems: Iterable[Problem] = (),
    expand: Callable[[str, str], str] = lambda text, _: text,
) -> tuple[MadePage, ...]:
    """Make every page that follows from the manual.

    Args:
        manual: The manual.
        listed: What the rooms below hand in.
        today: The day on which the pages are read.
        problems: What the rules found; the page of what is due tells of it.
        expand: Puts a link for each word in a text that stands on the page at a path.

    Returns:
        The pages, ready to be rendered.
    """
    given = Given(pages_to_make(manual), listed, tuple(problems), expand)

    def made(page: PageToMake) -> MadePage:
        f = View(manual, today, page.path, page.record, page.title)
        template, _, name = page.macro.partition(":")
        view = page.view(f, page, given) if page.view else None
        html = getattr(macros_of(template), name)(*([f, view] if view else [f]))
        framed = made_frame(f, page.summary, html, page.explains_itself, view.borrowed if view else ())
        return MadePage(page.path, page.title, page.summary, framed)

    return tuple(made(page) for page in given.pages)
