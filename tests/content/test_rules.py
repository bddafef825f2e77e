"""The rule book of the manual, as an editor sees it: one test a rule, named by its sentence.

A failure names each file and line. Rules about dates that passed (due) and remarks (look) block
nobody, so they are not here: `make check` lists them.
"""

import pytest

from goldenthread.manual.reading import read
from goldenthread.pages.words import vocabulary
from goldenthread.rules import RULES, check
from goldenthread.text.problems import Grade
from tests.conftest import ROOT, TODAY


@pytest.fixture(scope="module")
def problems():
    manual = read(ROOT)
    return check(manual, vocabulary(ROOT / "macros.py", manual, TODAY), TODAY)


@pytest.mark.parametrize("rule", [pytest.param(r, id=r.sentence) for r in RULES if r.grade is Grade.STOPS])
def test_rule(problems, rule):
    broken = [str(problem) for problem in problems if problem.rule == rule]
    assert not broken, "\n" + "\n".join(broken)
