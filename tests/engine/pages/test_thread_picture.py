"""The picture of the thread: it says what its table says, and nothing in it stands on anything else."""

import dataclasses
import re
import tempfile
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.manual.learning_records import LearningRecord
from goldenthread.manual.manual import Page
from goldenthread.manual.page_records import Procedure
from goldenthread.pages.made.registry import make_pages
from goldenthread.pages.thread_picture import (
    ARROW,
    NARROW,
    PADDING,
    TITLE,
    WIDE,
    Thread,
    Tie,
    draw_thread,
    thread,
)
from goldenthread.site.listed import LISTED
from goldenthread.text.text_width import LEADING, SIZE, broken, measured
from tests.engine.manual.test_thread import procedure, procedures, record, records
from tests.engine.small_manual import FILES, TODAY, edited, manual_of

HOSTILE = """</text></svg><script>alert(1)</script> "a" 'b' & {{ name }} -->"""


def page_of(manual):
    made = {d.path: d.text for d in make_pages(manual, LISTED, TODAY)}
    return BeautifulSoup(made["learning.md"], "html.parser")


def drawn_lines(svg):
    """Read the lines off a drawing, as somebody sees them: from which box to which, in which style."""
    boxes = {
        (float(g.rect["x"]), float(g.rect["y"]), float(g.rect["width"]), float(g.rect["height"])): " ".join(
            text.get_text() for text in g.select("text")
        )
        for g in svg.select(".gt-box")
    }

    def box_at(x, y):
        (name,) = {
            name
            for (left, top, width, height), name in boxes.items()
            if left - 0.1 <= x <= left + width + 0.1 and top < y < top + height
        }
        return name

    found = []
    for stroke, arrow in zip(svg.select(".gt-stroke"), svg.select(".gt-arrow"), strict=True):
        (x, y), *_, (end_x, end_y) = re.findall(r"(-?[\d.]+) (-?[\d.]+)", stroke["d"])
        tip_x, tip_y = re.match(r"M(\S+) (\S+?)l", arrow["d"]).groups()
        assert (float(tip_x), tip_y) == (float(end_x) + ARROW, end_y)
        kind = next(c for c in stroke["class"] if c.startswith("gt-stroke--")).removeprefix("gt-stroke--")
        found.append((box_at(float(x), float(y)), kind, box_at(float(tip_x), float(tip_y))))
    return sorted(found)


HOW = {"changed": "changed", "will change": "planned", "read at": "read"}


def rows(soup):
    """Read the table: from which record to which procedure, and how."""
    found = []
    for row in soup.select(".gt-picture__table tbody tr"):
        learned, how, place = row.select("td")
        found.append((learned.get_text(), HOW[how.get_text().partition(",")[0]], place.a.get_text()))
    return sorted(found)


@settings(max_examples=40, deadline=None)
@given(procedures, records)
def test_each_line_of_the_picture_is_a_row_of_its_table_and_each_row_a_line(made_procedures, made_records):
    files = dict.fromkeys(FILES) | {f: FILES[f] for f in FILES if f.startswith("data/")}
    files |= {f"procedures/{n}.md": procedure(n, *given) for n, given in made_procedures.items()}
    files |= {"procedures/disagreements.md": FILES["procedures/disagreements.md"]}
    files |= {f"briefings/learning/{n}.md": record(n, given) for n, given in made_records.items()}
    with tempfile.TemporaryDirectory() as folder:
        manual, _ = manual_of(Path(folder), files)
    assert manual.problems == ()
    soup = page_of(manual)
    pictures = soup.select(".gt-picture [role=region] > svg")
    assert len(pictures) == (2 if rows(soup) else 0)
    for svg in pictures:
        assert drawn_lines(svg) == rows(soup)
    tied = {
        (ref.record, made.address)
        for made in manual.procedures.values()
        for change in made.record.changes
        for ref in change.learning
    } | {
        (learned.address, place.address)
        for learned in manual.learning.values()
        for action in learned.record.actions
        for response in action.responses
        for place in response.read_at
    }
    assert {(learned, place) for learned, _, place in rows(soup)} == tied


def test_a_change_a_change_to_come_and_a_place_to_read_are_three_kinds_of_line(tmp_path):
    ahead = edited(
        "procedures/neglect.md",
        "changes:\n",
        "changes:\n  - {in_force: 2027-05, class: changed, what: W., why: Y., because: [audit-2024/b],"
        " approved: {by: procedures-group, on: 2026-11-01}}\n",
    )
    manual, _ = manual_of(tmp_path, ahead)
    soup = page_of(manual)
    assert [row.get_text(" ", strip=True) for row in soup.select(".gt-picture__table tbody tr")] == [
        "Audit of neglect read at Disagreements : Talk first",
        "Audit of neglect changed, March 2025 Neglect : Seeing the child",
        "Audit of neglect will change, May 2027 Neglect",
    ]
    assert [li.get_text(strip=True) for li in soup.select("figcaption li")] == [
        "Solid line: the learning changed the procedure.",
        "Dotted line: a change is approved and not yet in force.",
        "Dashed line: what was learned can be read there; no change is claimed.",
    ]


def test_the_legend_names_only_the_kinds_of_line_that_are_there(tmp_path):
    manual, _ = manual_of(tmp_path)
    assert [li.get_text(strip=True).partition(":")[0] for li in page_of(manual).select("figcaption li")] == [
        "Solid line",
        "Dashed line",
    ]


def test_a_record_that_leads_to_no_procedure_stretches_no_picture_and_is_named_below(tmp_path):
    lonely = FILES["briefings/learning/audit-2024.md"].replace("Audit of neglect", "A lonely audit")
    lonely = lonely.replace("        read_at: [disagreements#talk-first]\n", "")
    manual, _ = manual_of(tmp_path, {"briefings/learning/alone.md": lonely})
    soup = page_of(manual)
    shown = thread(manual, TODAY)
    assert [record.address for record in shown.records] == ["audit-2024"]
    assert [record.address for record in shown.loose] == ["alone"]
    assert "A lonely audit" not in soup.select_one(".gt-picture").get_text(" ", strip=True)
    assert soup.find(string=re.compile("No procedure is named by")).parent.a.get_text() == "A lonely audit"


def test_records_and_procedures_stand_opposite_what_they_are_tied_to(tmp_path):
    """Two threads that need not cross do not, though the names of their procedures sort the other way."""
    first = FILES["procedures/disagreements.md"].replace("title: Disagreements", "title: A first page")
    other = FILES["briefings/learning/audit-2024.md"].replace("Audit of neglect", "A second audit")
    other = other.replace("disagreements#talk-first", "a-first#talk-first")
    manual, _ = manual_of(tmp_path, {"procedures/a-first.md": first, "briefings/learning/zz.md": other})
    shown = thread(manual, TODAY)
    picture = draw_thread(shown)
    tied = {
        (line.record.address, line.procedure.address): (stroke.y1, stroke.y2)
        for line, stroke in zip(shown.lines, picture.strokes, strict=True)
    }
    ends = sorted(tied.values())
    assert [y2 for _, y2 in ends] == sorted(y2 for _, y2 in ends)


def test_a_manual_without_learning_says_so_and_draws_nothing(tmp_path):
    none = {
        "briefings/learning/audit-2024.md": None,
        "briefings/seven-minute/seeing-children.md": None,
        "briefings/one-minute/neglect.md": None,
    }
    files = none | edited("procedures/neglect.md", "because: [audit-2024/a]", "because: [routine]")
    manual, _ = manual_of(tmp_path, files)
    soup = page_of(manual)
    assert not soup.select(".gt-picture")
    assert "No action is recorded yet." in soup.get_text()
    assert "No learning record names a procedure yet." in soup.get_text()


def renamed(shelf, address, title):
    found = shelf[address]
    return {
        **shelf,
        address: dataclasses.replace(found, record=found.record.model_copy(update={"title": title})),
    }


def test_a_withdrawn_procedure_is_named_as_such(tmp_path):
    gone = edited(
        "procedures/disagreements.md", "section: harm", "section: harm\nwithdrawn: {on: 2026, why: Old.}"
    )
    manual, _ = manual_of(tmp_path, gone)
    soup = page_of(manual)
    assert "Disagreements (withdrawn)" in soup.select_one(".gt-picture__wide").get_text(" ", strip=True)
    assert "(withdrawn since)" in soup.select_one(".gt-picture__table").get_text()


def test_hostile_titles_stay_text_in_the_picture_and_in_the_list(tmp_path):
    manual, _ = manual_of(tmp_path)
    hostile = {
        "briefings/learning": renamed(manual.learning, "audit-2024", HOSTILE),
        "procedures": renamed(manual.procedures, "neglect", HOSTILE),
    }
    manual = dataclasses.replace(manual, shelves={**manual.shelves, **hostile})
    soup = page_of(manual)
    assert not soup.select("#the-thread ~ script, svg script, .gt-line script")
    for svg in soup.select(".gt-picture [role=region] > svg"):
        said = "".join(text.get_text() for text in svg.select(".gt-box text"))
        assert said.replace(" ", "").count(HOSTILE.replace(" ", "")) == 2
        assert {child.name for child in svg.find_all(True)} == {"text", "path", "g", "rect"}
    assert soup.select_one(".gt-picture__table td a").get_text() == HOSTILE
    assert HOSTILE in soup.select_one(".gt-line .gt-noun a").get_text()


titles = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=90)


@st.composite
def threads(draws):
    """Make up a thread of any shape, with any titles."""
    learned = [
        Page(f"briefings/learning/r{i}.md", LearningRecord.model_construct(title=title), {}, None)
        for i, title in enumerate(draws(st.lists(titles, min_size=1, max_size=6)))
    ]
    places = [
        Page(f"procedures/p{i}.md", Procedure.model_construct(title=title, withdrawn=None), {}, None)
        for i, title in enumerate(draws(st.lists(titles, min_size=1, max_size=8)))
    ]
    ties = st.tuples(
        st.integers(0, len(learned) - 1),
        st.integers(0, len(places) - 1),
        st.sampled_from(["changed", "planned", "read"]),
    )
    lines = [
        Tie(learned[r], places[p], kind, ("",))
        for r, p, kind in draws(st.lists(ties, unique=True, max_size=20))
    ]
    return Thread(tuple(learned), tuple(places), tuple(lines), ())


@settings(max_examples=100, deadline=None)
@given(threads(), st.sampled_from([NARROW, WIDE]))
def test_nothing_overlaps_and_everything_is_within_the_picture(shown, width):
    picture = draw_thread(shown, width)
    for column in (picture.records, picture.procedures):
        for above, below in combinations(column, 2):
            assert above.y + above.height < below.y
    for box in (*picture.records, *picture.procedures):
        assert box.x >= 0
        assert box.x + box.width <= picture.width
        assert box.y >= TITLE
        assert box.y + box.height <= picture.height
        for feet, text in box.rows:
            assert box.y <= feet - SIZE
            assert feet + LEADING - SIZE <= box.y + box.height
            assert box.inside + measured(text) <= box.x + box.width - PADDING or len(text) == 1
    left = max(box.x + box.width for box in picture.records)
    right = min(box.x for box in picture.procedures)
    assert right - left > 60
    assert [stroke.line for stroke in picture.strokes] == list(shown.lines)
    for stroke in picture.strokes:
        assert left - 1 <= stroke.x1 < stroke.x2 <= right + 1
    for end in ("y1", "y2"):
        heights = sorted(getattr(stroke, end) for stroke in picture.strokes)
        assert all(lower - upper > ARROW for upper, lower in pairwise(heights))


def test_the_text_of_the_picture_is_not_below_14_pixels():
    assert SIZE >= 14


@pytest.mark.parametrize("text", ["", "one", "two words", "a" * 60, "short " + "b" * 60, "ﷺ" * 9])
def test_breaking_a_text_loses_nothing_of_it(text):
    lines = broken(text, 100)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(measured(line) <= 100 for line in lines)
