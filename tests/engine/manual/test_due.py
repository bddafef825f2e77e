"""What must be looked at again stands by when it falls due and by who must look."""

import pytest
from bs4 import BeautifulSoup

from goldenthread.exports.calendar import PATH, calendars
from goldenthread.manual.due import OUTCOMES, looked_at
from goldenthread.manual.page_records import Review
from goldenthread.pages.made.registry import make_pages
from goldenthread.rules import check
from goldenthread.site.listed import LISTED
from tests.engine.pages.test_frame import texts
from tests.engine.small_manual import TODAY, edited, manual_of

NEGLECT, CITATIONS = "procedures/neglect.md", "data/citations.yml"
URL = edited(CITATIONS, "publisher: DfE, published", "publisher: DfE, url: https://gov.example, published")


def board(tmp_path, changed=None):
    manual, words = manual_of(tmp_path, changed)
    problems = check(manual, words, TODAY)
    pages = {page.path: page for page in make_pages(manual, LISTED, TODAY, problems)}
    return BeautifulSoup(pages["due.md"].text, "html.parser")


def reviewed_by(day):
    return edited(NEGLECT, "review_date: 2027-11-20", f"review_date: {day}")


def stages(page):
    """Give what stands under each heading, without its owner."""
    return {
        h["id"]: [item.a.get_text() for item in h.parent.select("[data-item]")]
        for h in page.select("#all-due h2")
    }


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        ("2026-11-20", "overdue"),
        ("2026-11-21", "soon"),
        ("2027-01-20", "soon"),
        ("2027-01-21", "later"),
    ],
)
def test_a_page_is_overdue_after_its_day_and_due_soon_within_sixty_days(tmp_path, day, stage):
    changed = reviewed_by(day)
    changed = {NEGLECT: changed[NEGLECT].replace("on: 2026-11-21", "on: 2026-02-01")}
    assert "Neglect" in stages(board(tmp_path, changed))[stage]


def test_a_contact_is_due_as_long_after_its_check_as_the_partnership_says(tmp_path):
    page = board(tmp_path, edited("data/contacts.yml", "on: 2026-11-01", "on: 2026-08-01"))
    (item,) = [i for i in page.select("#all-due [data-item]") if i["data-noun"] == "contact"]
    assert item.get_text(" ", strip=True) == "30 October 2026 LADO contact · Procedures group"
    assert item.find_parent("section").h2["id"] == "overdue"


CHECKED = "checked: {on: 2026-08-01, by: procedures-group}"


def closing(when, checked=CHECKED):
    """Give the contact that was due to be checked on 30 October 2026, with the day on which it closes."""
    contact = f"closed: {{on: {when}, why: It moves.}}\n  {checked}"
    return edited("data/contacts.yml", "checked: {on: 2026-11-01, by: procedures-group}", contact)


def told_of_the_contact(tmp_path, changed):
    """Say whether `check`, the page of what is due and the calendar each tell of the contact's check."""
    manual, words = manual_of(tmp_path, changed)
    problems = check(manual, words, TODAY)
    page = board(tmp_path, changed)
    return (
        any(problem.rule.name == "contact-overdue" for problem in problems),
        any(item["data-noun"] == "contact" for item in page.select("#all-due [data-item]")),
        b"contact-lado" in calendars(manual, TODAY)[PATH],
    )


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        pytest.param(closing("2027-06"), (True, True, True), id="it is overdue and still answers"),
        pytest.param(closing("2026-11"), (False, False, False), id="it has closed"),
        pytest.param(
            closing("2026-12", CHECKED.replace("08", "11")),
            (False, False, False),
            id="it closes before it is due",
        ),
        pytest.param(
            closing("2027-06", CHECKED.replace("08", "11")),
            (False, True, True),
            id="it is due before it closes",
        ),
    ],
)
def test_check_page_and_calendar_agree_on_a_contact_that_closes(tmp_path, changed, told):
    assert told_of_the_contact(tmp_path, changed) == told


def test_the_link_of_a_citation_that_nobody_opened_is_overdue_and_has_no_day(tmp_path):
    page = board(tmp_path, URL)
    (folded,) = page.select("#all-due details")
    assert folded.summary.get_text() == "Links that nobody is recorded to have opened (1)"
    assert texts(folded, "a") == ["Guidance 2026"]


def test_the_link_of_a_citation_is_due_again_long_after_somebody_opened_it(tmp_path):
    url = "url: https://gov.example"
    opened = f"{url}, checked: {{on: 2026-11-01, by: procedures-group}}"
    page = board(tmp_path, {CITATIONS: URL[CITATIONS].replace(url, opened)})
    assert not page.select("#all-due details")
    (item,) = [i for i in page.select("#all-due [data-item]") if i["data-noun"] == "outside-link"]
    assert item.get_text(" ", strip=True).startswith("30 April 2027 Guidance 2026")


def test_each_owner_sees_how_much_waits(tmp_path):
    page = board(tmp_path, URL)
    rows = [[cell.get_text() for cell in row.select("th, td")] for row in page.select("tbody tr")]
    assert rows == [["Procedures group", "0", "0", "7"], ["Nobody yet", "1", "0", "0"]]


def test_what_moved_outside_a_page_is_told_as_the_rules_tell_it(tmp_path):
    page = board(tmp_path, edited(NEGLECT, "in_force: 2025-03", "in_force: 2026-03"))
    told = page.select_one("#the-world-moved").find_next("ul").select("li")
    assert [item.a["href"] for item in told] == [
        "../briefings/one-minute/neglect/",
        "../briefings/seven-minute/seeing-children/",
    ]
    assert all("Practice has moved on" in item.get_text() for item in told)


def test_the_next_update_and_the_last_day_for_suggestions_are_the_partnerships(tmp_path):
    stated = "id: sandford\nnext_update: 2027-04\nsuggestions_by: 2027-03-01"
    page = board(tmp_path, edited("data/partnership.yml", "id: sandford", stated))
    assert (
        page.select_one(".gt-update")
        .get_text()
        .startswith("Next update of the manual: April 2027. Suggestions for it by: 1 March 2027.")
    )
    assert (
        board(tmp_path, {})
        .select_one(".gt-update")
        .get_text()
        .startswith("Next update of the manual: not stated. Suggestions for it by: not stated.")
    )


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_a_page_that_was_only_written_is_never_said_to_be_reviewed(outcome):
    review = Review.model_validate({"on": "2026-11-21", "by": "a", "outcome": outcome, "reason": "Ill."})
    assert looked_at(review) == f"{OUTCOMES[outcome]} 21 November 2026"
    assert ("review" in looked_at(review).lower()) == (outcome != "written")
