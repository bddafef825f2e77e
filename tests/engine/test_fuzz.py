"""A short pass of the fuzzer (`make fuzz`), the same each time, and that it finds what it looks for."""

import pytest

from tests import fuzz
from tests.engine.small_manual import edited

CASES = 40


def test_a_short_pass_finds_nothing():
    assert [f"{case.number}: {said}" for case, said in fuzz.finds(1, iter(range(CASES))) if said] == []


def test_a_seed_gives_the_same_cases_again():
    files = edited("procedures/neglect.md", "See the child alone.", "See the child.")
    made = [[fuzz.Case(7, number, files).made for number in range(5)] for _ in range(2)]
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Ring:\n- 999\n- 101", {"li": 2}),
        ("| a | b |\n|---|---|\n| 1 | 2 |", {"cell": 4}),
        ("# One\n\n[a](b.md)", {"heading": 1, "a": 1}),
        ("!!! note\n    - a\n\nText", {"li": 1}),
    ],
)
def test_what_github_shows_is_counted(text, count):
    assert fuzz.github(text) == count
