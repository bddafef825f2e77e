"""Finds what a pull request brings: asks Git what it touches, and the rules what they think of it.

Knows Git and the rules; must not know how it is told.
"""

from datetime import date
from pathlib import Path

from goldenthread.base import read_base, touched
from goldenthread.checks import CHECKS, check
from goldenthread.pull_request.brought import Brought
from goldenthread.words import Vocabulary, vocabulary

ABOUT_PEOPLE = frozenset(one.rule.name for one in CHECKS if one.run.__module__.endswith(".people"))
"""The rules that find what may identify somebody: where one is broken, nothing repeats the words."""


def bring(root: Path, ref: str, after: Vocabulary, today: date) -> Brought:
    """Hold the manual that lies in `root` against the one that it changes; raises BaseError without that."""
    base = read_base(root, ref)
    before = vocabulary(root / "macros.py", base, today)
    return Brought(
        before,
        after,
        problems=check(after.manual, after, today, base=base),
        standing=check(base, before, today),
        files=touched(root, ref),
        about_people=ABOUT_PEOPLE,
        today=today,
    )
