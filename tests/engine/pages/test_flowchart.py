"""A flowchart says what its list says, leads nobody astray, and nothing in it stands on anything else."""

import re
from itertools import combinations

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.pages.flowchart import (
    NARROW,
    WIDE,
    ChartAnswer,
    ChartStep,
    NoFlowchartError,
    draw_flowchart,
    read_flowchart,
)
from goldenthread.text.text_width import LEADING, measured
from tests.engine.small_manual import edited, manual_of, problems_of

LIST = """
1. Is the child in danger now?
    - Yes: ring 999. Then go on.
    - No: go on.
2. Ring children's social care
   where the child lives.
3. Do you agree with the answer?
    - No: say so.
    - Yes: write it down.

What stands below is no step.
"""
BOTH = pytest.mark.parametrize("width", [NARROW, WIDE], ids=["phone", "desk"])


def steps(text=LIST):
    return read_flowchart(text.split("\n"))


# --- reading ---


def test_the_numbered_list_below_is_read_with_the_answers_to_each_question():
    danger, ring, agree = steps()
    assert danger == ChartStep(
        1, "Is the child in danger now?", (ChartAnswer("Yes", "Ring 999.", True), ChartAnswer("No", "", True))
    )
    assert ring == ChartStep(2, "Ring children's social care where the child lives.")
    assert [answer.goes_on for answer in agree.answers] == [False, False]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Only a paragraph.", "No numbered list stands below a flowchart."),
        ("1. Now?\n    - Yes: ring.\n2. Write.", "Step 1 of a flowchart has one answer."),
        (
            "1. Now?\n    - Ring 999.\n    - No: go on.\n2. Write.",
            "An answer of step 1 of a flowchart has no name.",
        ),
        (
            "1. Now?\n    - Yes: go on.\n    - No: go on.\n2. Write.",
            "Two answers of step 1 lead to the same.",
        ),
        ("1. Now?\n    - Yes: ring.\n    - No: write.\n2. Write.", "Nothing leads to step 2."),
        ("1. Now?\n    - Yes: ring.\n    - No: go on.", "Step 1 is the last, and an answer goes on."),
    ],
)
def test_a_list_in_which_somebody_would_get_lost_is_a_problem(text, wrong):
    with pytest.raises(NoFlowchartError) as caught:
        steps(text)
    assert caught.value.wrong == wrong


def test_an_answer_may_lead_to_a_step_by_its_number():
    text = "1. Now?\n    - Yes: ring.\n    - No: skip to step 2.\n2. Write."
    assert len(steps(text)) == 2


@pytest.mark.parametrize("words", ["Go on foot.", "Ring, and do not go on."])
def test_only_what_is_meant_leads_to_the_next_step(words):
    text = f"1. Now?\n    - Yes: {words}\n    - No: go on.\n2. Write."
    assert not steps(text)[0].answers[0].goes_on
    assert steps(text)[0].answers[0].text == words


# --- the picture ---

WORDS = st.lists(
    st.sampled_from(["ring", "children's", "social", "care", "999", "MWMWMWMWMWMWMWMWMW"]),
    min_size=1,
    max_size=20,
)
TEXT = WORDS.map(" ".join)
ASIDE = st.builds(ChartAnswer, st.sampled_from(["Yes", "No", "Yes, or unsure"]), TEXT, st.booleans())
ON = st.just(ChartAnswer("Other", "", True))
QUESTION = st.tuples(st.lists(ASIDE, min_size=1, max_size=3), st.lists(ON, max_size=1)).map(
    lambda a: (*a[0], *a[1])
)
CHARTS = st.lists(st.tuples(TEXT, st.one_of(st.just(()), QUESTION)), min_size=1, max_size=6).map(
    lambda found: [ChartStep(n, text, answers) for n, (text, answers) in enumerate(found, 1)]
)


@given(CHARTS, st.sampled_from([NARROW, WIDE]))
@settings(deadline=None)
def test_every_text_is_inside_its_box_and_no_box_stands_on_another(found, width):
    chart = draw_flowchart(found, width)
    for box in chart.boxes:
        assert box.x >= 0
        assert box.right <= chart.width
        assert box.y >= 0
        assert box.bottom <= chart.height
        for feet, text in box.rows:
            assert box.inside + measured(text) <= box.right
            assert box.y < feet - LEADING / 2
            assert feet < box.bottom
    for one, other in combinations(chart.boxes, 2):
        beside = one.right < other.x or other.right < one.x
        assert beside or one.bottom < other.y or other.bottom < one.y


@given(CHARTS, st.sampled_from([NARROW, WIDE]))
@settings(deadline=None)
def test_every_line_leads_from_a_box_to_a_box_and_through_none(found, width):
    chart = draw_flowchart(found, width)
    for line in chart.lines:
        (x, y), end = line.corners[0], line.corners[-1]
        assert any(box.y <= y <= box.bottom and box.x <= x <= box.right for box in chart.boxes)
        assert any(
            end == (box.x, box.middle) or (end[1] == box.y and box.x <= end[0] <= box.right)
            for box in chart.boxes
        )
        for (x1, y1), (x2, y2) in zip(line.corners, line.corners[1:], strict=False):
            assert x1 == x2 or y1 == y2
            for box in chart.boxes:
                within = max(min(x1, x2), box.x) < min(max(x1, x2), box.right) or box.x < x1 == x2 < box.right
                level = (
                    max(min(y1, y2), box.y) < min(max(y1, y2), box.bottom) or box.y < y1 == y2 < box.bottom
                )
                assert not (within and level), (line, box)


@given(CHARTS, st.sampled_from([NARROW, WIDE]))
@settings(deadline=None)
def test_every_answer_has_its_line_with_its_name_and_every_step_that_goes_on_has_one(found, width):
    chart = draw_flowchart(found, width)
    told = [line.label for line in chart.lines if line.label]
    onward = [step.on.label for step in found[:-1] if step.on]
    assert sorted(told) == sorted([a.label for step in found for a in step.aside] + onward)
    plain = sum(not step.answers for step in found[:-1])
    joining = sum(answer.goes_on for step in found[:-1] for answer in step.aside)
    assert len(chart.lines) == len(told) + plain + joining


@BOTH
def test_what_says_999_stands_out(width):
    assert [box.is_urgent for box in draw_flowchart(steps(), width).boxes] == [
        False,
        True,
        False,
        False,
        False,
        False,
    ]


# --- on a page ---

NEGLECT = "procedures/neglect.md"
DRAWN = f'{{{{ flowchart("What to do") }}}}\n{LIST}'


def built(tmp_path, text=DRAWN):
    manual, words = manual_of(
        tmp_path, edited(NEGLECT, "See the child alone.", f"See the child.\n\n{text}\n\nThen.")
    )
    body = manual.procedures["neglect"].body.text
    return body, words.expand(body, "procedures/neglect.md")


def test_the_picture_stands_above_its_list_for_a_phone_and_for_a_desk_and_is_no_second_text(tmp_path):
    body, page = built(tmp_path)
    assert page.count("\n") == body.count("\n")
    soup = BeautifulSoup(page, "html.parser")
    narrow, wide = soup.select("figure.gt-flow svg")
    assert "gt-flow__narrow" in narrow.parent["class"]
    assert "gt-flow__wide" in wide.parent["class"]
    for drawn in (narrow, wide):
        assert drawn["aria-hidden"] == "true"
        said = " ".join(text.get_text() for text in drawn.select(".gt-box text"))
        assert said.startswith("1. Is the child in danger now? Ring 999. 2. Ring children's social care")
    assert "1. Is the child in danger now?\n    - Yes: ring 999." in page


def test_links_in_a_list_are_words_in_the_picture_and_markup_does_nothing(tmp_path):
    text = DRAWN.replace("say so", 'read {{ procedure("disagreements") }} & **<b>now</b>**')
    _, page = built(tmp_path, text)
    drawn = BeautifulSoup(page, "html.parser").select_one(".gt-flow__wide")
    said = " ".join(text.get_text() for text in drawn.select(".gt-box text"))
    assert "Read Disagreements & " in said
    assert not drawn.select("b, a")


def test_a_list_that_cannot_be_drawn_stops_at_the_line_of_its_flowchart(tmp_path):
    changed = edited(NEGLECT, "See the child alone.", 'See.\n\n{{ flowchart("What to do") }}\n\nNo list.')
    (problem,) = problems_of(tmp_path, changed)
    assert problem.rule.name == "word"
    assert problem.stops
    assert problem.wrong == "No numbered list stands below a flowchart."
    line = (tmp_path / NEGLECT).read_text().split("\n")[problem.line - 1]
    assert re.search("flowchart", line)


def test_a_title_with_its_name_draws_the_same_picture(tmp_path):
    _, page = built(tmp_path, DRAWN.replace('"What to do"', 'title="What to do"'))
    assert BeautifulSoup(page, "html.parser").select("figure.gt-flow svg")


def test_two_flowcharts_of_one_title_stop_since_one_would_show_the_other(tmp_path):
    text = f"See the child.\n\n{DRAWN}\n\nThen.\n\n{DRAWN}"
    found = problems_of(tmp_path, edited(NEGLECT, "See the child alone.", text))
    assert {problem.wrong for problem in found if problem.stops} == {
        'Two flowcharts of this page are called "What to do".'
    }
