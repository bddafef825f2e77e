"""Feeds, read back by another library than the one that wrote them."""

from datetime import date

import feedparser
import pytest
from bs4 import BeautifulSoup

from goldenthread.exports.feeds import NEWEST, feeds
from tests.engine.small_manual import FILES, TODAY, edited, manual_of

NEGLECT = "procedures/neglect.md"
EVERYTHING = "changes/feed.xml"
AT_HOME = edited(
    "data/partnership.yml", "id: sandford", "id: sandford\nsite_url: https://sandford.example/manual"
)
AHEAD = edited(NEGLECT, "in_force: 2025-03", "in_force: 2027-04-01")
AFTER = date(2027, 4, 1)
HOSTILE = "=cmd()|' '!A0 < 3 & \"quotes\" ]]>"


def written(tmp_path, changed=None, today=TODAY):
    manual, _ = manual_of(tmp_path, changed)
    assert not manual.problems
    return feeds(manual, today)


def fed(tmp_path, changed=None, today=TODAY, path=EVERYTHING):
    feed = feedparser.parse(written(tmp_path, changed, today)[path])
    assert not feed.bozo, feed.bozo_exception
    assert feed.version == "atom10"
    return feed


def only(feed):
    (entry,) = feed.entries
    return entry


def text(entry):
    return " ".join(BeautifulSoup(entry.content[0].value, "html.parser").get_text().split())


def changes(*fields):
    """Put more changes into the front matter of a procedure."""
    written = "".join(
        f"  - {{in_force: {day}, class: {kind}, what: {what}, why: Y., because: [routine]}}\n"
        for day, kind, what in fields
    )
    return {NEGLECT: FILES[NEGLECT].replace("changes:\n", f"changes:\n{written}")}


def test_an_entry_says_what_changed_why_after_what_where_for_whom_and_what_to_do(tmp_path):
    entry = only(fed(tmp_path))
    assert entry.title == "Neglect: Seeing the child alone was added."
    assert text(entry) == (
        "Neglect: Seeing the child alone was added. "
        "What to do: Read the marked paragraphs before you next use this procedure. "
        "In force from: March 2025 Why: Children were not heard. After: Audit of neglect "
        "Where: Seeing the child For: everybody Approved by: Procedures group, 3 February 2025"
    )


def test_who_approved_it_is_not_stated_where_nobody_says(tmp_path):
    entry = only(
        fed(
            tmp_path,
            edited(NEGLECT, "approved: {by: procedures-group, on: 2025-02-03}", "approved: not stated"),
        )
    )
    assert text(entry).endswith("Approved by: not stated")


def test_entries_are_newest_first_and_a_fix_is_not_announced(tmp_path):
    changed = changes(
        ("2024", "new", "Oldest."), ("2026-02", "clarified", "Newest."), ("2026-03", "fix", "A comma.")
    )
    feed = fed(tmp_path, changed)
    assert [entry.title.partition(": ")[2] for entry in feed.entries] == [
        "Newest.",
        "Seeing the child alone was added.",
        "Oldest.",
    ]
    assert "Small corrections ask nothing of you and are not announced." in feed.feed.subtitle
    assert feed.feed.updated == "2026-02-01T00:00:00+00:00"


def test_a_feed_holds_the_newest_changes_and_no_more(tmp_path):
    many = [(f"{year}-{month:02}", "clarified", "X.") for year in range(2001, 2013) for month in range(1, 13)]
    assert len(fed(tmp_path, changes(*many)).entries) == NEWEST


def test_the_time_of_an_entry_is_the_first_day_on_which_it_may_have_been_in_force(tmp_path):
    assert only(fed(tmp_path)).updated == "2025-03-01T00:00:00+00:00"


def test_what_is_not_yet_in_force_says_so_and_has_the_time_of_its_approval(tmp_path):
    entry = only(fed(tmp_path, AHEAD))
    assert entry.title.startswith("Approved, not yet in force: from 1 April 2027: Neglect: ")
    assert text(entry).startswith(
        "Approved, not yet in force: from 1 April 2027. Until then the old way holds."
    )
    assert "In force from" not in text(entry)
    assert entry.updated == "2025-02-03T00:00:00+00:00"


def test_what_is_not_yet_in_force_and_states_no_approval_has_the_time_of_the_last_review(tmp_path):
    changed = {NEGLECT: AHEAD[NEGLECT].replace("{by: procedures-group, on: 2025-02-03}", "not stated")}
    assert only(fed(tmp_path, changed)).updated == "2026-11-21T00:00:00+00:00"


def test_on_the_day_that_it_comes_into_force_the_same_entry_says_so(tmp_path):
    before, after = only(fed(tmp_path, AHEAD)), only(fed(tmp_path, AHEAD, AFTER))
    assert before.id == after.id
    assert after.title == "Neglect: Seeing the child alone was added."
    assert after.updated == "2027-04-01T00:00:00+00:00"


def test_a_feed_is_the_same_bytes_on_another_day_unless_a_change_came_into_force(tmp_path):
    assert written(tmp_path, AHEAD, date(2026, 1, 1)) == written(tmp_path, AHEAD, date(2027, 3, 31))
    assert written(tmp_path, AHEAD, date(2027, 3, 31)) != written(tmp_path, AHEAD, AFTER)
    assert written(tmp_path, AHEAD, AFTER) == written(tmp_path, AHEAD, date(2031, 1, 1))


def test_the_name_of_an_entry_never_changes(tmp_path):
    """Nobody may edit these: every feed reader would announce every change again."""
    feed = fed(tmp_path)
    assert feed.feed.id == "urn:uuid:3d2a14b5-629a-5213-bdbf-e209563dcb34"
    assert only(feed).id == "urn:uuid:30873209-3cdf-50f9-a205-d281c15c3447"


@pytest.mark.parametrize(
    "changed",
    [
        edited(NEGLECT, "what: Seeing the child alone was added.", "what: Seeing a child alone was added."),
        edited(NEGLECT, "why: Children were not heard.", "why: Children had not been heard."),
        edited(NEGLECT, "title: Neglect", "title: Neglect of children"),
        edited(NEGLECT, "at: [seeing-the-child]", "at: [seeing-the-child, who-does-what]"),
        AT_HOME,
        {
            NEGLECT: None,
            "procedures/not-cared-for.md": FILES[NEGLECT].replace("related:", "was: [neglect]\nrelated:"),
            **{
                file: FILES[file]
                .replace("neglect#", "not-cared-for#")
                .replace("[neglect]", "[not-cared-for]")
                for file in ("briefings/seven-minute/seeing-children.md", "briefings/one-minute/neglect.md")
            },
            "docs/index.md": FILES["docs/index.md"].replace('"neglect"', '"not-cared-for"'),
        },
    ],
    ids=["what", "why", "title", "where", "the address of the site", "the address of the page"],
)
def test_a_correction_does_not_announce_the_change_again(tmp_path, changed):
    before, after = fed(tmp_path / "a"), fed(tmp_path / "b", changed)
    assert after.feed.id == before.feed.id
    assert only(after).id == only(before).id
    assert only(after).updated == only(before).updated


def test_a_newer_change_of_the_same_date_does_not_take_the_name_of_the_older(tmp_path):
    first = only(fed(tmp_path / "a")).id
    titled = {e.title: e.id for e in fed(tmp_path / "b", changes(("2025-03", "clarified", "Two."))).entries}
    assert titled["Neglect: Seeing the child alone was added."] == first
    assert titled["Neglect: Two."] != first


def test_links_are_whole_addresses_where_the_site_has_one(tmp_path):
    feed = fed(tmp_path, AT_HOME)
    links = {link.rel: link.href for link in feed.feed.links}
    assert links["self"] == "https://sandford.example/manual/changes/feed.xml"
    assert links["alternate"] == "https://sandford.example/manual/changes/"
    entry = only(feed)
    assert entry.link == "https://sandford.example/manual/procedures/neglect/#changed-2025-03"
    found = [a["href"] for a in BeautifulSoup(entry.content[0].value, "html.parser").select("a")]
    assert found == [
        "https://sandford.example/manual/procedures/neglect/#changed-2025-03",
        "https://sandford.example/manual/briefings/learning/audit-2024/#a",
        "https://sandford.example/manual/procedures/neglect/#seeing-the-child",
    ]


def test_a_site_without_an_address_has_no_links_in_its_feed_and_says_so(tmp_path):
    feed = fed(tmp_path)
    assert not feed.feed.get("links")
    assert not only(feed).get("links")
    assert not BeautifulSoup(only(feed).content[0].value, "html.parser").select("a")
    assert (
        "This copy of the manual has no address of its own, so nothing here is a link." in feed.feed.subtitle
    )


def test_each_audience_has_a_feed_of_what_is_for_it_or_for_everybody(tmp_path):
    two = edited(
        "data/partnership.yml",
        "audiences:\n  - {id: schools, name: Schools}",
        "audiences:\n  - {id: schools, name: Schools}\n  - {id: police, name: Police}",
    )
    changed = two | edited(
        "procedures/disagreements.md", "section: harm", "section: harm\naudience: [police]"
    )
    neglect = FILES[NEGLECT].replace("related:", "audience: [schools]\nrelated:")
    made = written(tmp_path, changed | {NEGLECT: neglect})
    assert set(made) == {EVERYTHING, "for/schools/feed.xml", "for/police/feed.xml"}
    schools, police = (feedparser.parse(made[f"for/{name}/feed.xml"]) for name in ("schools", "police"))
    assert schools.feed.title == "Sandford procedures: what changed for: Schools"
    assert only(schools).id == only(feedparser.parse(made[EVERYTHING])).id
    assert police.entries == []
    assert police.feed.updated == "2026-11-21T00:00:00+00:00"
    assert len({feedparser.parse(feed).feed.id for feed in made.values()}) == 3


def test_a_worked_example_is_marked_in_the_feed_and_in_every_entry(tmp_path):
    feed = fed(tmp_path, edited("data/partnership.yml", "worked_example: false", "worked_example: true"))
    assert feed.feed.title.startswith("EXAMPLE, not for use: ")
    assert only(feed).title.startswith("EXAMPLE, not for use: ")
    assert text(only(feed)).startswith("EXAMPLE, not for use. ")


def test_a_change_of_a_procedure_that_was_withdrawn_since_says_so(tmp_path):
    changed = edited(NEGLECT, "related:", "withdrawn: {on: 2026-01, why: Replaced.}\nrelated:")
    assert text(only(fed(tmp_path, changed))).startswith(
        "This procedure was withdrawn: January 2026. Replaced."
    )


def test_a_hostile_change_stays_text(tmp_path):
    quoted = HOSTILE.replace("'", "''")
    changed = {
        NEGLECT: FILES[NEGLECT]
        .replace("title: Neglect", f"title: '{quoted}'")
        .replace("what: Seeing the child alone was added.", f"what: '{quoted}'")
        .replace("why: Children were not heard.", f"why: '{quoted}'")
    }
    entry = only(fed(tmp_path, changed))
    assert entry.title_detail.type == "text/plain"
    assert entry.title == f"{HOSTILE}: {HOSTILE}"
    assert text(entry).startswith(f"{HOSTILE}: {HOSTILE} What to do:")
    allowed = {"p", "strong"}
    assert {tag.name for tag in BeautifulSoup(entry.content[0].value, "html.parser").find_all()} == allowed


def test_a_manual_whose_data_cannot_be_read_still_has_a_feed(tmp_path):
    manual, _ = manual_of(tmp_path, {"data/partnership.yml": "name: ["})
    assert not feedparser.parse(feeds(manual, TODAY)[EVERYTHING]).bozo
