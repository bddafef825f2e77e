"""The made-up manual that other tests break has itself no problem."""

from tests.engine.small_manual import problems_of


def test_the_small_manual_has_no_problem(tmp_path):
    assert list(map(str, problems_of(tmp_path))) == []
