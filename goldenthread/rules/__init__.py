"""All rules of a manual in one list: pytest, the build, the command line and the pull request share it.

Adds the problems that reading found, so that one call tells everything. Must not know who asks.
"""

from collections.abc import Container
from datetime import date

from goldenthread.manual.comparison import Comparison, promised
from goldenthread.manual.manual import Manual
from goldenthread.manual.reading import RULES as READING_RULES
from goldenthread.pages.words import WORD, Vocabulary
from goldenthread.rules import (
    addresses,
    announcements,
    contacts,
    dates,
    going_live,
    links,
    markup,
    names,
    pages,
    people,
    thread,
    wording,
)
from goldenthread.rules.rule import Check, Look
from goldenthread.text.problems import Grade, Problem, Rule, in_order

AGAINST: tuple[Check, ...] = (
    announcements.silent_change,
    announcements.not_a_fix,
    announcements.published_change,
    announcements.review_moved,
    announcements.published_review,
    contacts.number_checked,
    thread.superseded_anew,
    addresses.lost_address,
    addresses.lost_anchor,
)
"""The rules about changing a manual: they hold it against the one that a pull request changes."""

CHECKS: tuple[Check, ...] = (
    dates.review_before_last,
    dates.review_too_late,
    dates.review_overdue,
    dates.contact_overdue,
    contacts.contact_number,
    dates.action_late,
    dates.consultation,
    dates.consultation_over,
    names.unknown_name,
    names.unknown_procedure,
    names.quick_exit,
    names.closed_contact,
    names.unknown_heading,
    names.unknown_learning,
    thread.change_cause,
    thread.change_heading,
    thread.change_approved,
    going_live.going_live,
    thread.said_twice,
    thread.briefing_behind,
    thread.briefing_withdrawn,
    thread.superseded,
    links.broken_link,
    links.empty_link,
    links.needless_exception,
    dates.exception_overdue,
    pages.same_page,
    pages.word,
    pages.unfinished,
    pages.plain_heading,
    pages.heading_level,
    pages.same_anchor,
    pages.area_block,
    *people.IDENTIFIED,
    people.needless_allowance,
    markup.markup,
    markup.code,
    markup.asset,
    wording.length,
    wording.seven_sections,
    wording.long_sentence,
    wording.click_here,
    wording.must_cited,
    wording.blame,
    wording.abbreviation,
    *AGAINST,
)

POINTING = (WORD, names.unknown_heading.rule, thread.change_heading.rule, links.broken_link.rule)
"""The rules about what points at a heading."""

RULES: tuple[Rule, ...] = tuple(
    dict.fromkeys((*READING_RULES, WORD, *(check.rule for check in CHECKS), *pages.WHEN_PUBLISHING))
)


def check(
    manual: Manual,
    words: Vocabulary,
    today: date,
    grades: Container[Grade] = frozenset(Grade),
    base: Manual | None = None,
) -> tuple[Problem, ...]:
    """Hold a manual against the rules of some grades; what reading and `macros.py` found is included.

    With `base`, the manual that a pull request changes, the rules about changing one are among them,
    and what stops nobody is told only of pages that were touched, or where the base had no such problem.
    What stops is told wherever it stands, since no site could be built of the manual; but a heading that
    was lost is told once, and not at every link to it.
    """
    look = Look(manual, words, today, Comparison(promised(base, manual), manual) if base else None)
    found = [p for one in CHECKS if one.rule.grade in grades for p in one.problems(look)]
    told = in_order(people.discreet([*manual.problems, *words.problems, *found], manual))
    return _caused(look, look.against, told) if look.against else told


def _caused(look: Look, against: Comparison, told: tuple[Problem, ...]) -> tuple[Problem, ...]:
    touched = {pair.page.file for pair in (*against.added, *against.changed)}
    before = Look(against.base, look.words, look.today)
    remarks = [one for one in CHECKS if one.rule.grade is not Grade.STOPS]
    had = {(p.file, p.rule.name, p.wrong) for one in remarks for p in one.problems(before)}
    lost = [f'#{anchor}"' for anchor in addresses.lost_anchors(against)]

    def is_caused(one: Problem) -> bool:
        if one.stops:  # once the heading is found again, whatever pointed at it is right
            return not (one.rule in POINTING and any(anchor in one.wrong for anchor in lost))
        return one.file in touched or (one.file, one.rule.name, one.wrong) not in had

    return tuple(filter(is_caused, told))
