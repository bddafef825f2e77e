"""Finds what a pull request brings: asks Git what it touches, and the rules what they think of it.

Knows Git and the rules; must not know how it is told.
"""

from datetime import date
from pathlib import Path

from goldenthread.pages.words import Vocabulary, vocabulary
from goldenthread.review.base import read_base, touched
from goldenthread.review.pull_request import Brought
from goldenthread.rules import check
from goldenthread.rules.people import IDENTIFIED

ABOUT_PEOPLE = frozenset(one.rule for one in IDENTIFIED)
"""The rules that find what may identify somebody: where one is broken, nothing repeats the words."""


def bring(root: Path, ref: str, after: Vocabulary, today: date) -> Brought:
    """Hold the manual that lies in `root` against the one that it changes; raises BaseError without that."""
    base = read_base(root, ref)
    before = vocabulary(root / "macros.py", base, today)
    told, every = check(after.manual, after, today, base=base), check(after.manual, after, today)
    identifying = [p for p in (*every, *check(base, before, today)) if p.rule in ABOUT_PEOPLE]
    return Brought(
        before,
        after,
        problems=told,
        elsewhere=tuple(problem for problem in every if problem not in told and not problem.stops),
        unsafe=frozenset(problem.file for problem in identifying),
        files=touched(root, ref),
        today=today,
    )
