"""What is written above a page is read back as it was: by us, and by the generator."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from goldenthread.site.generator import front_matter
from goldenthread.text.front_matter import divide, quoted, scalar, write_front

TEXT = st.text(st.characters(exclude_categories=["Cs"])) | st.text(
    "-. \n:#'\"{}[]&*!|>%@`,?=~\t😀é\u2028\x85"
)
HARD = [
    "😀 Emoji",
    "---",
    "a\n---\nb",
    "\n...\n",
    "no",
    "1:30",
    "# a",
    "a: b",
    "{{ x }}",
    "- a",
    "\ufeff",
    "",
]


def hard(test):
    """Try the texts that are known to be hard, besides what is made at random."""
    return pytest.mark.parametrize("text", HARD)(test)


@given(st.dictionaries(st.sampled_from("abcd"), TEXT | st.booleans()), st.just("Text.\n") | TEXT)
def test_random_fields_come_back_through_us(fields, below):
    read = divide(write_front(fields) + below)
    assert read.below == below
    assert (yaml.safe_load(read.front or "") or {}) == fields


@given(st.dictionaries(st.sampled_from("abcd"), TEXT | st.booleans(), min_size=1))
def test_random_fields_come_back_through_the_generator(fields):
    assert get_data(write_front(fields) + "Text.\n") == ("Text.\n", fields)


@given(TEXT)
def test_a_random_value_comes_back_from_its_one_line(text):
    for written in (scalar(text), quoted(text)):
        assert "\n" not in written
        assert yaml.safe_load(f"- title: {written}\n  more: x") == [{"title": text, "more": "x"}]


@hard
def test_what_is_hard_comes_back(text):
    fields = {"title": text, "shown": text, "flag": True}
    assert get_data(write_front(fields) + "Text.\n") == ("Text.\n", fields)
    assert yaml.safe_load(f"- {scalar(text)}") == [text]


def test_an_emoji_in_title_and_summary_reaches_the_generator():
    below, fields = get_data(front_matter("😀 Leaving home", "What to do 👍🏽", quick_exit=True) + "Text.\n")
    assert below == "Text.\n"
    assert (fields["title"], fields["description"]) == ("😀 Leaving home", "What to do 👍🏽")
    assert fields["quick_exit"] is True


def test_a_text_without_front_matter_is_all_text():
    assert divide("Text.\n---\n") == (None, "Text.\n---\n", 0, 1, False)


def test_front_matter_without_an_end_is_told_apart_from_none():
    assert divide("---\ntitle: A\n") == (None, "---\ntitle: A\n", 4, 1, True)


def test_the_line_below_is_counted_in_the_file():
    assert divide("--- \ntitle: A\n---\n\nText.") == ("title: A", "\nText.", 5, 4, False)
