"""Two manuals side by side: each page is found again, whatever its name was."""

import pytest

from goldenthread.manual.comparison import Comparison
from goldenthread.review.base import BaseError, read_base
from goldenthread.text.differences import Sign
from tests.engine.small_manual import FILES, edited, manual_of
from tests.engine.small_record import begin, commit

NEGLECT = "procedures/neglect.md"


@pytest.fixture
def compared(tmp_path):
    """Put a changed manual beside the small one."""

    def beside(changed):
        return Comparison(manual_of(tmp_path / "base")[0], manual_of(tmp_path / "head", changed)[0])

    return beside


def test_a_manual_that_nobody_touched_has_no_changes(compared):
    found = compared({})
    assert (found.added, found.gone, found.changed) == ((), (), ())


def test_a_changed_paragraph_is_told_at_its_line_word_by_word(compared):
    (pair,) = compared(edited(NEGLECT, "You must ask.", "You should ask.")).changed
    (edit,) = pair.edits
    assert pair.after.body.text.split("\n")[edit.line - pair.after.body.first_line].startswith(
        "You should ask."
    )
    assert edit.touched == ("must ", "should ")
    assert edit.old.startswith("You must ask.")


def test_a_paragraph_that_was_taken_out_is_told_where_it_stood(compared):
    (pair,) = compared(edited(NEGLECT, "See the child alone. Read", "Read")).changed
    assert [edit.touched for edit in pair.edits] == [("See the child alone. ",)]


def test_a_renamed_page_is_still_the_same_page(compared):
    text = FILES[NEGLECT].replace("section: harm\n", "section: harm\nwas: [neglect]\n")
    found = compared({NEGLECT: None, "procedures/neglected-children.md": text})
    assert (found.added, found.gone) == ((), ())
    assert [(p.before.address, p.after.address) for p in found.changed if p.page.address != "home"][-1:] == [
        ("neglect", "neglected-children")
    ]


def test_a_page_that_cannot_be_read_is_not_gone(compared):
    assert compared({NEGLECT: "no front matter"}).gone == ()


def test_the_base_is_read_from_where_the_two_went_apart(tmp_path):
    root = begin(tmp_path)
    first = commit(root, "2026-01-01", dict(FILES))
    commit(root, "2026-01-02", edited(NEGLECT, "You must ask.", "You may ask."))
    base = read_base(root, first)
    assert "You must ask." in base.procedures["neglect"].body.text
    assert base.problems == ()
    with pytest.raises(BaseError, match='Git knows no "nowhere"'):
        read_base(root, "nowhere")


def test_whole_paragraphs_that_came_or_went_are_told_as_whole(compared):
    (pair,) = compared(
        edited(NEGLECT, "## Who does what\n", "## Who does what\n\nA new sentence of its own.\n")
    ).changed
    (edit,) = pair.edits
    assert edit.difference.sign is Sign.ADDED
    assert (edit.old, edit.new) == ("", "A new sentence of its own.")


def test_a_page_that_was_taken_away_is_gone(compared):
    assert [pair.page.file for pair in compared({NEGLECT: None}).gone] == [NEGLECT]
