"""From learning to practice: every action, the pressing ones first, with who, what and how soon."""

import pytest
from bs4 import BeautifulSoup

from goldenthread.manual.actions import actions, by_stage
from goldenthread.pages.environment import TEMPLATES
from goldenthread.pages.made.registry import make_pages
from goldenthread.pages.view import View
from goldenthread.site.listed import LISTED
from goldenthread.text.dates import parse_when
from tests.engine.small_manual import FILES, TODAY, edited, manual_of

RECORD = "briefings/learning/audit-2024.md"


def learned(actions, source="commissioned: 2024", address="audit-2024"):
    """Write a learning record with these actions."""
    head, _, rest = FILES[RECORD].partition("actions:\n")
    head = (
        head.replace("commissioned: 2024,", f"{source},".lstrip(","))
        .replace("findings:\n", "")
        .replace("  - {id: not-heard, text: Children were not heard.}\n", "")
    )
    return {f"briefings/learning/{address}.md": f"{head}actions:\n{actions}---{rest.partition('---')[2]}"}


def page(tmp_path, changed=None):
    manual, _ = manual_of(tmp_path, changed)
    made = {d.path: d for d in make_pages(manual, LISTED, TODAY)}["learning.md"]
    assert made.title == "From learning to practice"
    return BeautifulSoup(made.text, "html.parser")


def facts(line):
    """Give what a line tells, by its labels."""
    return {
        dt.get_text(): " ".join(dt.find_next_sibling("dd").get_text(" ").split()).replace(" ,", ",")
        for dt in line.select("dt")
    }


def lines(soup):
    """Give every line by the action that it tells of."""
    return {
        line.select_one(".gt-noun a").get_text().rpartition(", ")[2]: line for line in soup.select(".gt-line")
    }


STATUSES = """\
  - {id: s-done, agreed: A., responses: [{kind: training, status: done, what: W.}]}
  - {id: s-known, agreed: A., responses: [{kind: training, status: done, what: W.}],
     impact: {status: improved, how: We asked., when: 2025}}
  - {id: s-unknown, agreed: A.}
  - {id: s-put-aside, agreed: A., responses: [{kind: training, status: not-pursued, what: W., why: Y.}]}
  - {id: s-other-way, agreed: A., responses: [{kind: training, status: met-another-way, what: W., why: Y.}]}
  - {id: s-way, agreed: A., responses: [{kind: training, status: under-way, what: W.},
     {kind: training, status: done, what: W.}]}
  - {id: s-right, agreed: A., responses: [{kind: training, status: already-right, what: W.}]}
  - {id: s-not-started, agreed: A., responses: [{kind: training, status: not-started, what: W.}]}
  - {id: a, agreed: A.}
"""


def test_what_is_open_comes_first_then_what_nobody_knows_to_have_helped(tmp_path):
    soup = page(tmp_path, learned(STATUSES))
    groups = {
        section.h2.get_text().replace("¶", "").strip(): list(lines(section))
        for section in soup.select("[data-group]")
    }
    assert groups == {
        "Still open": ["s-not-started", "s-way", "s-unknown"],
        "Answered, and the difference for children not known": ["s-done", "s-other-way", "s-right", "a"],
        "Answered, and the difference for children known": ["s-known"],
        "Not pursued": ["s-put-aside"],
    }
    assert lines(soup)["s-other-way"].select_one(".gt-state").get_text() == "met another way"
    assert facts(lines(soup)["s-known"])["Difference for children"] == "improved: We asked. (2025)"


def test_how_many_there_are_of_each_is_said_first(tmp_path):
    text = " ".join(page(tmp_path, learned(STATUSES)).get_text().split())
    assert "9 actions of 1 learning record: 3 still open; 4 answered" in text


def test_a_line_leads_to_its_action_and_to_the_changed_heading(tmp_path):
    line = lines(page(tmp_path))["a"]
    links = {link.get_text(): link["href"] for link in line.select("a")}
    assert links == {
        "Audit of neglect, a": "../briefings/learning/audit-2024/#a",
        "Neglect": "../procedures/neglect/",
        "Seeing the child": "../procedures/neglect/#seeing-the-child",
    }
    assert facts(line)["What changed"] == "Neglect : Seeing the child, March 2025"
    assert facts(line)["Responses"] == "training: done"


def test_what_was_right_already_is_a_place_to_read_and_no_change(tmp_path):
    told = facts(lines(page(tmp_path))["b"])
    assert told["What changed"] == "no procedure"
    assert told["Read it at"] == "Disagreements : Talk first"
    assert told["Responses"] == "procedure: already right"


def test_an_approved_change_that_is_not_in_force_is_under_way_and_never_done(tmp_path):
    ahead = edited("procedures/neglect.md", "in_force: 2025-03", "in_force: 2027-03")
    ahead |= learned("  - {id: a, agreed: A.}\n")
    line = lines(page(tmp_path, ahead))["a"]
    assert line["data-status"] == "under-way"
    assert facts(line)["What changed"].endswith("approved, not yet in force, from March 2027")
    manual, _ = manual_of(tmp_path / "again", ahead)
    assert actions(manual, parse_when("2027-03-01").first)[0].status == "done"


AGREED_BY = "  - {id: a, agreed: A., agreed_by: procedures-group, responses: [R]}\n"
RESPONDED = "  - {id: a, agreed: A., responses: [R, R, {kind: training, status: done, what: W.}]}\n"
RESPONSE = "{kind: training, status: done, by: council, what: W.}"


@pytest.mark.parametrize(
    ("action", "who", "agency"),
    [
        (AGREED_BY, "Procedures group", "procedures-group council"),
        (RESPONDED, "Sandford Council", "council"),
        ("  - {id: a, agreed: A.}\n", "not stated", "not-stated"),
    ],
)
def test_who_answers_for_it_is_who_agreed_it_else_who_responded(tmp_path, action, who, agency):
    line = lines(page(tmp_path, learned(action.replace("R", RESPONSE))))["a"]
    assert facts(line)["Who"] == who
    assert line["data-agency"] == agency


@pytest.mark.parametrize(
    ("source", "time", "counted"),
    [
        ("commissioned: 2024", "2 to 14 months", "commission, 2024"),
        ("commissioned: 2023, published: 2024-12-10", "2 to 3 months", "publication, 10 December 2024"),
        ("published: 2024/25", "up to 11 months, or already under way", "publication, 2024/25"),
        ("published: 2025-06", "already under way", "publication, June 2025"),
    ],
)
def test_the_time_from_learning_is_as_precise_as_the_dates_and_says_what_it_counts_from(
    tmp_path, source, time, counted
):
    told = facts(lines(page(tmp_path, learned("  - {id: a, agreed: A.}\n", source)))["a"])
    assert told["Time from learning"] == f"{time} (Neglect, March 2025), counted from {counted}"


def test_where_a_record_has_no_date_the_time_is_not_known(tmp_path):
    told = facts(lines(page(tmp_path, learned("  - {id: a, agreed: A.}\n", "")))["a"])
    assert told["Time from learning"] == "not known: the record has no date to count from"


def test_a_response_with_a_date_tells_its_time_too(tmp_path):
    dated = "  - {id: a, agreed: A., responses: [{kind: training, status: done, when: 2026-01, what: W.}]}\n"
    told = facts(lines(page(tmp_path, learned(dated, "published: 2024-12-10")))["a"])
    assert told["Time from learning"] == (
        "2 to 3 months (Neglect, March 2025); 12 to 13 months (training, January 2026), "
        "counted from publication, 10 December 2024"
    )


def test_where_nothing_that_was_done_has_a_date_the_time_is_not_known(tmp_path):
    assert (
        facts(lines(page(tmp_path))["b"])["Time from learning"]
        == "not known: nothing that was done has a date"
    )


def test_an_open_action_past_its_day_says_so(tmp_path):
    late = learned("  - {id: a, agreed: A.}\n  - {id: b, agreed: A., by_when: 2025}\n")
    assert facts(lines(page(tmp_path, late))["b"])["By when"] == "2025: late, and still open"
    done = edited(RECORD, "  - id: b\n", "  - id: b\n    by_when: 2025\n")
    assert facts(lines(page(tmp_path / "done", done))["b"])["By when"] == "2025"


def test_what_it_can_be_narrowed_by_is_what_there_is(tmp_path):
    soup = page(tmp_path)
    offered = {
        select["name"]: [option["value"] for option in select.select("option")]
        for select in soup.select("select")
    }
    assert offered == {
        "status": ["", "done", "already-right"],
        "source": ["", "audit"],
        "agency": ["", "council", "not-stated"],
        "theme": [""],
    }
    form = soup.select_one("form.gt-filter")
    assert form.find_parent(hidden=True), "the form is for those who have JavaScript"
    assert soup.find(id=form["data-filter"]).select("[data-item]") == soup.select(".gt-line")


def test_the_list_of_one_record_is_the_same_macro_on_any_page(tmp_path):
    other = learned("  - {id: x, agreed: Something else.}\n", address="other")
    manual, _ = manual_of(tmp_path, other)
    f = View(manual, TODAY, "docs/index.md")
    told = TEMPLATES.get_template("thread.html").module.action_table(f, actions(manual, TODAY, "audit-2024"))
    soup = BeautifulSoup(told, "html.parser")
    assert list(lines(soup)) == ["a", "b"]


def test_the_list_of_records_and_this_page_lead_to_each_other(tmp_path):
    manual, _ = manual_of(tmp_path)
    made = {d.path: BeautifulSoup(d.text, "html.parser") for d in make_pages(manual, LISTED, TODAY)}
    assert made["learning.md"].select('a[href="../briefings/learning/"]')
    assert made["briefings/learning/index.md"].select('a[href="../../learning/"]')


def test_no_action_is_lost_between_the_stages(tmp_path):
    manual, _ = manual_of(tmp_path, learned(STATUSES))
    told = actions(manual, TODAY)
    assert [line for inside in by_stage(told).values() for line in inside] == list(told)
    assert len(told) == 9
