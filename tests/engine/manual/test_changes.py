"""What changed is told once, to whom it concerns, and what is not yet in force never reads as current."""

import pytest

from goldenthread.manual import changes
from goldenthread.text.dates import parse_day
from tests.engine.pages.test_made_pages import made
from tests.engine.small_manual import TODAY, edited, manual_of

NEGLECT = "procedures/neglect.md"
FIRST = "changes:\n"


def change(when, kind="clarified", what="W.", because="routine"):
    return (
        f"  - {{in_force: {when}, class: {kind}, what: {what}, why: Y., because: [{because}],"
        " approved: {by: procedures-group, on: 2020}}\n"
    )


def with_changes(*listed):
    """Put changes above the one that the small manual has, of March 2025."""
    return edited(NEGLECT, FIRST, FIRST + "".join(listed))


def whats(page):
    return [what.get_text() for what in page.select(".gt-change__what")]


def groups(page):
    """Give the headings with what stands below each."""
    return {h.get_text().split(" ¶")[0]: whats(h.parent) for h in page.select("#all-changes h2")}


def test_what_changed_stands_by_month_newest_first_and_as_precisely_as_it_is_known(tmp_path):
    listed = [change(when) for when in ("2026-05-07", "2026-05", "2026", "2025/26")]
    page = made(tmp_path, with_changes(*listed))["changes.md"]
    assert list(groups(page)) == ["2026", "May 2026", "2025/26", "March 2025"]
    assert len(groups(page)["May 2026"]) == 2


def test_a_change_says_all_that_a_reader_needs(tmp_path):
    page = made(tmp_path, edited(NEGLECT, "related:", "audience: [schools]\nrelated:"))["changes.md"]
    (item,) = page.select("[data-item]")
    rows = dict(
        zip(
            (dt.get_text() for dt in item.select("dt")),
            (dd.get_text() for dd in item.select("dd")),
            strict=True,
        )
    )
    assert item.p.get_text() == "Neglect: Seeing the child alone was added."
    assert rows == {
        "What to do": "Read the marked paragraphs before you next use this procedure.",
        "In force from": "March 2025",
        "Why": "Children were not heard.",
        "After": "Audit of neglect",
        "Where": "Seeing the child",
        "For": "schools",
        "Approved by": "Procedures group, 3 February 2025",
    }
    assert [a["href"] for a in item.select("a")] == [
        "../procedures/neglect/#changed-2025-03",
        "../briefings/learning/audit-2024/#a",
        "../procedures/neglect/#seeing-the-child",
    ]


@pytest.mark.parametrize(
    ("kind", "at", "told"),
    [
        ("fix", "", "Nothing to do."),
        ("clarified", "", "Read the page if you use this procedure."),
        ("clarified", "at: [seeing-the-child]", "Read the marked paragraphs if you use this procedure."),
        ("changed", "", "Read the page before you next use this procedure."),
        (
            "changed",
            "at: [seeing-the-child]",
            "Read the marked paragraphs before you next use this procedure.",
        ),
        ("new", "", "Read the page."),
    ],
)
def test_what_a_reader_must_do_follows_from_the_class(tmp_path, kind, at, told):
    changed = edited(NEGLECT, "    class: changed", f"    class: {kind}")
    changed = {NEGLECT: changed[NEGLECT].replace("    at: [seeing-the-child]\n", f"    {at}\n" if at else "")}
    (item,) = made(tmp_path, changed)["changes.md"].select("[data-item]")
    assert item.dd.get_text() == told


def test_what_is_approved_and_not_yet_in_force_stands_first_and_says_so(tmp_path):
    page = made(tmp_path, with_changes(change("2027-01-01", "changed")))["changes.md"]
    assert list(groups(page)) == ["Approved, not yet in force", "March 2025"]
    first = page.select_one("[data-item]").get_text(" ")
    assert "Approved, not yet in force: from 1 January 2027" in first
    assert "Until 1 January 2027 the old way holds." in first
    assert "In force from" not in first


def test_small_corrections_are_folded_away(tmp_path):
    page = made(tmp_path, with_changes(change("2025-03-09", "fix", "A typing error.")))["changes.md"]
    (folded,) = page.select("#all-changes details")
    assert whats(folded) == ["Neglect: A typing error."]
    assert folded.summary.get_text() == "Small corrections: nothing to do (1)"


def test_a_withdrawn_procedure_is_announced(tmp_path):
    changed = edited(NEGLECT, "related:", "withdrawn: {on: 2026-01-01, why: It was replaced.}\nrelated:")
    page = made(tmp_path, changed)["changes.md"]
    assert "It was replaced." in page.select_one("#withdrawn").find_next("ul").get_text()
    assert whats(page) == ["Neglect (withdrawn since): Seeing the child alone was added."]


def test_a_change_keeps_its_place_whatever_is_said_of_it_or_added_later(tmp_path):
    def names(changed):
        manual, _ = manual_of(tmp_path, changed)
        return {c.change.what: c.identity for c in changes.every(manual)}

    old = names(with_changes(change("2026-05", what="Second."), change("2026-05", what="First.")))
    assert old == {
        "Seeing the child alone was added.": "neglect/changed-2025-03",
        "First.": "neglect/changed-2026-05",
        "Second.": "neglect/changed-2026-05-2",
    }
    listed = (change("2026-05", what=what) for what in ("Third.", "Second.", "First."))
    new = names(with_changes(change("2026-06"), *listed))
    assert new.items() >= old.items()


def test_a_renamed_procedure_keeps_the_names_of_its_changes(tmp_path):
    manual, _ = manual_of(tmp_path, edited(NEGLECT, "related:", "was: [first-name, second-name]\nrelated:"))
    assert [c.identity for c in changes.every(manual)] == ["first-name/changed-2025-03"]


def test_an_imprecise_change_is_told_since_every_day_on_which_it_may_have_come(tmp_path):
    manual, _ = manual_of(tmp_path, with_changes(change("2026")))
    told = changes.since(changes.every(manual), parse_day("2026-12-31"))
    assert [str(c.change.in_force) for c in told] == ["2026"]
    assert parse_day("2026-01-01") < TODAY


def test_a_hostile_title_stays_text_wherever_a_change_is_told(tmp_path):
    hostile = """'=1+1 "x" < 3 &amp; [y](z) *w*'"""
    changed = edited(NEGLECT, "what: Seeing the child alone was added.", f"what: {hostile}")
    page = made(tmp_path, changed)["changes.md"]
    assert whats(page) == ['Neglect: =1+1 "x" < 3 &amp; [y](z) *w*']
