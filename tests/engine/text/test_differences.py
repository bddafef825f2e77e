"""Nothing is lost between two texts: what was kept and removed is the old one, kept and added the new one."""

from hypothesis import given
from hypothesis import strategies as st

from goldenthread.text.differences import Paragraph, Sign, compare, compare_words

texts = st.lists(
    st.sampled_from(["must ", "should ", "ring ", "the child ", "24 ", "48 ", "hours. "]), max_size=8
).map("".join)
paragraphs = st.lists(st.builds(Paragraph, st.sampled_from(["paragraph", "heading"]), texts), max_size=6)


def joined(differences, *signs):
    return [
        text
        for one in differences
        if (text := "".join(run.text for run in one.runs if run.sign in signs)) or not one.runs
    ]


@given(paragraphs, paragraphs)
def test_the_kept_and_removed_words_are_the_old_text_and_the_kept_and_added_ones_the_new(old, new):
    found = compare(old, new)
    assert "".join(joined(found, Sign.KEPT, Sign.REMOVED)) == "".join(p.text for p in old)
    assert "".join(joined(found, Sign.KEPT, Sign.ADDED)) == "".join(p.text for p in new)


@given(paragraphs)
def test_a_text_differs_in_nothing_from_itself(text):
    assert all(one.sign is Sign.KEPT for one in compare(text, text) if one.runs)


def test_only_the_words_that_changed_are_told():
    found = compare_words("Ring within 48 hours of the visit.", "Ring within 24 hours of the visit.")
    assert [(run.sign, run.text.strip()) for run in found] == [
        (Sign.KEPT, "Ring within"),
        (Sign.REMOVED, "48"),
        (Sign.ADDED, "24"),
        (Sign.KEPT, "hours of the visit."),
    ]


def test_a_paragraph_with_little_in_common_is_another_one():
    old = [Paragraph("paragraph", "See the child alone and write it down.")]
    new = [Paragraph("paragraph", "Nobody answers at night: ring the police.")]
    assert [one.sign for one in compare(old, new)] == [Sign.ADDED, Sign.REMOVED]
