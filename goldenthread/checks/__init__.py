"""All rules of a manual in one list: pytest, the build, the command line and the pull request share it.

Adds the problems that reading found, so that one call tells everything. Must not know who asks.
"""

from collections.abc import Container
from datetime import date

from goldenthread.checks import consultation, dates, links, names, pages, thread, wording
from goldenthread.checks.book import Check, Look
from goldenthread.compared import Comparison
from goldenthread.manual import Manual
from goldenthread.problems import Grade, Problem, Rule, in_order
from goldenthread.reading import RULES as READING_RULES
from goldenthread.words import WORD, Vocabulary

CHECKS: tuple[Check, ...] = (
    dates.review_before_last,
    dates.review_too_late,
    dates.review_overdue,
    dates.contact_overdue,
    dates.action_late,
    consultation.consultation,
    consultation.consultation_over,
    names.unknown_name,
    names.unknown_procedure,
    names.quick_exit,
    names.unknown_heading,
    names.unknown_learning,
    thread.change_cause,
    thread.change_heading,
    thread.change_approved,
    thread.said_twice,
    thread.briefing_behind,
    thread.briefing_withdrawn,
    thread.superseded,
    links.broken_link,
    links.empty_link,
    links.needless_exception,
    links.exception_overdue,
    pages.same_page,
    pages.word,
    pages.plain_heading,
    pages.heading_level,
    pages.same_anchor,
    pages.area_block,
    wording.length,
    wording.seven_sections,
    wording.long_sentence,
    wording.click_here,
    wording.must_cited,
    wording.blame,
)

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

    With `base`, the manual that a pull request changes, the rules about changing one are among them.
    """
    look = Look(manual, words, today, Comparison(base, manual) if base else None)
    found = [p for one in CHECKS if one.rule.grade in grades for p in one.problems(look)]
    return in_order([*manual.problems, *words.problems, *found])
