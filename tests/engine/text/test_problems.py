"""What is printed of a problem is one line, whatever somebody wrote into a file or its name."""

import pytest

from goldenthread.text.problems import Grade, Problem, Promise, Rule

RULE = Rule("title", Grade.STOPS, Promise.SHOWN, "Every page has a title.")


@pytest.mark.parametrize(
    "sign", ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x1b[2K", "\x85", "\u2028", "\u2029", "\u202e"]
)
@pytest.mark.parametrize("field", ["file", "wrong", "do"])
def test_no_message_begins_a_second_line_or_turns_its_own_round(field, sign):
    said = {"file": "a.md", "wrong": "Wrong.", "do": "Mend it."} | {field: f"x{sign}::error::forged"}
    line = str(Problem(line=1, rule=RULE, **said))
    assert len(line.splitlines()) == 1
    assert line.isprintable()
    assert "::error::forged" in line
