"""What can be rung is told from what only looks so, and from what is kept for examples."""

import pytest

from goldenthread.text.telephone import is_for_drama, is_number

RUNG = [
    "0800 1111",
    "08001111",
    "116 123",
    "101",
    "111",
    "999",
    "0300 123 3000",
    "+44 300 123 3000",
    "(0300) 123 3000",
]
NOT_RUNG = [
    "",
    "ring us",
    "not stated",
    "01632 9600",
    "01632 96OO02",
    "0800 11l1",
    "0300 123 3000 or 101",
    "0300 123 3000 #2 for children",
    "0300 123 3000, option 2",
    "12",
    "0300 123 30000",
    "\u0660\u0668\u0660\u0660 \u0661\u0661\u0661\u0661",
]
DRAMA = [
    "01632 960001",
    "01632960999",
    "020 7946 0018",
    "+44 20 7946 0018",
    "0116 496 0123",
    "07700 900123",
    "0808 157 0123",
]


@pytest.mark.parametrize("number", RUNG)
def test_a_number_that_can_be_rung(number):
    assert (is_number(number), is_for_drama(number)) == (True, False)


@pytest.mark.parametrize("text", NOT_RUNG)
def test_what_is_no_number(text):
    assert (is_number(text), is_for_drama(text)) == (False, False)


@pytest.mark.parametrize("number", DRAMA)
def test_a_number_that_is_nobodys(number):
    assert is_for_drama(number)
