"""The calendar of what is due, read back by another library than the one that wrote it."""

from datetime import UTC, date, datetime, timedelta

import pytest
import vobject

from goldenthread.exports.calendar import PATH, calendars
from tests.engine.small_manual import FILES, TODAY, edited, manual_of

NEGLECT = "procedures/neglect.md"
AT_HOME = edited("data/partnership.yml", "id: sandford", "id: sandford\nsite_url: https://sandford.example/")
HOSTILE = "=cmd()|' '!A0 < 3 & \"quotes\"; \\n, END:VEVENT"


def written(tmp_path, changed=None):
    manual, _ = manual_of(tmp_path, changed)
    assert not manual.problems
    return calendars(manual, TODAY)[PATH]


def events(tmp_path, changed=None):
    calendar = vobject.readOne(written(tmp_path, changed).decode())
    return {event.uid.value: event for event in calendar.vevent_list}


def test_every_kind_of_page_and_every_contact_has_a_day(tmp_path):
    assert set(events(tmp_path)) == {
        "review-docs--index@sandford",
        "review-procedures--neglect@sandford",
        "review-procedures--disagreements@sandford",
        "review-briefings--learning--audit-2024@sandford",
        "review-briefings--seven-minute--seeing-children@sandford",
        "review-briefings--one-minute--neglect@sandford",
        "contact-lado@sandford",
    }


def test_a_review_is_an_event_of_its_whole_day_that_names_the_page_and_its_owner(tmp_path):
    event = events(tmp_path)["review-procedures--neglect@sandford"]
    assert event.summary.value == "Review the procedure: Neglect"
    assert (event.dtstart.value, event.dtend.value) == (date(2027, 11, 20), date(2027, 11, 21))
    assert event.categories.value == ["Procedures group"]
    assert event.description.value == "Owner: Procedures group. Written 21 November 2026."
    assert event.transp.value == "TRANSPARENT"
    assert event.dtstamp.value == datetime(2026, 11, 21, tzinfo=UTC)
    assert "url" not in event.contents


def test_a_contact_is_checked_again_when_its_days_have_passed(tmp_path):
    event = events(tmp_path)["contact-lado@sandford"]
    assert event.summary.value == "Check the contact: LADO"
    assert event.dtstart.value == date(2026, 11, 1) + timedelta(days=90)
    assert event.dtstamp.value == datetime(2026, 11, 1, tzinfo=UTC)


def test_the_next_update_stands_there_as_precisely_as_it_is_known(tmp_path):
    stated = "id: sandford\nnext_update: 2027-04\nsuggestions_by: 2027-03-01"
    found = events(tmp_path, edited("data/partnership.yml", "id: sandford", stated))
    update, suggestions = found["next-update@sandford"], found["suggestions-by@sandford"]
    assert (update.dtstart.value, update.dtend.value) == (date(2027, 4, 1), date(2027, 5, 1))
    assert update.description.value == "The procedures change: April 2027."
    assert (suggestions.dtstart.value, suggestions.dtend.value) == (date(2027, 3, 1), date(2027, 3, 2))


def test_an_event_leads_to_its_page_where_the_site_has_an_address(tmp_path):
    found = events(tmp_path, AT_HOME)
    page = "https://sandford.example/procedures/neglect/"
    event = found["review-procedures--neglect@sandford"]
    assert event.url.value == page
    assert event.description.value.endswith(page)
    assert found["contact-lado@sandford"].url.value == "https://sandford.example/contacts/#lado"


@pytest.mark.parametrize(
    "changed",
    [
        edited(NEGLECT, "title: Neglect", "title: Neglect of children"),
        edited(NEGLECT, "review_date: 2027-11-20", "review_date: 2027-10-01"),
        AT_HOME,
        {
            NEGLECT: None,
            "procedures/not-cared-for.md": FILES[NEGLECT].replace("related:", "was: [neglect]\nrelated:"),
        },
    ],
    ids=["title", "day", "the address of the site", "the address of the page"],
)
def test_an_event_stays_the_same_event_whatever_is_said_of_it(tmp_path, changed):
    assert set(events(tmp_path / "a")) == set(events(tmp_path / "b", changed))


def test_a_worked_example_is_marked_in_every_event(tmp_path):
    example = edited("data/partnership.yml", "worked_example: false", "worked_example: true")
    calendar = vobject.readOne(written(tmp_path, example).decode())
    for name in ("name", "x-wr-calname"):
        assert calendar.contents[name][0].value == "EXAMPLE, not for use: Sandford procedures: what is due"
    for event in calendar.vevent_list:
        assert event.summary.value.startswith("EXAMPLE, not for use: ")
        assert event.description.value.startswith("EXAMPLE, not for use: ")


def test_a_hostile_title_and_owner_stay_text(tmp_path):
    quoted = HOSTILE.replace("'", "''")
    changed = edited(NEGLECT, "title: Neglect", f"title: '{quoted}'")
    changed |= edited("data/partnership.yml", "name: Procedures group", f"name: '{quoted}'")
    found = events(tmp_path, changed)
    event = found["review-procedures--neglect@sandford"]
    assert event.summary.value == f"Review the procedure: {HOSTILE}"
    assert event.categories.value == [HOSTILE]
    assert len(found) == 7


def test_the_calendar_is_the_same_bytes_whenever_it_is_made(tmp_path):
    assert written(tmp_path / "a") == written(tmp_path / "b")


def test_a_manual_whose_data_cannot_be_read_still_has_a_calendar(tmp_path):
    manual, _ = manual_of(tmp_path, {"data/partnership.yml": "name: [", "data/contacts.yml": "["})
    assert len(vobject.readOne(calendars(manual, TODAY)[PATH].decode()).vevent_list) == 6
