"""A change reads alike wherever it is told: its day, what to do, what it came after and for whom."""

import pytest
from bs4 import BeautifulSoup

from goldenthread.pages.environment import macros_of
from goldenthread.pages.phrases import what_to_do
from goldenthread.pages.view import View
from goldenthread.text.dates import parse_day
from tests.engine.small_manual import TODAY, edited, manual_of

NEGLECT = "procedures/neglect.md"
AHEAD = edited(NEGLECT, "in_force: 2025-03", "in_force: 2027-01")
DRAWN = ("entry", "announced", "line", "packed", "fed", "pasted")


def drawn(tmp_path, macro, changed=None, path="changes.md"):
    manual, _ = manual_of(tmp_path, changed)
    assert not manual.problems
    view = View(manual, TODAY, path)
    (change,) = manual.changes_of(manual.procedures["neglect"])[:1]
    html = getattr(macros_of("change.html"), macro)(view, [change] if macro == "announced" else change)
    return BeautifulSoup(
        f"<table>{html}</table>" if macro == "packed" else html, "html.parser"
    ), change.change


def words(soup):
    return " ".join(soup.get_text(" ", strip=True).split())


@pytest.mark.parametrize("macro", DRAWN)
def test_each_says_what_changed_when_and_what_to_do(tmp_path, macro):
    soup, change = drawn(tmp_path, macro)
    for part in (change.what, str(change.in_force), what_to_do(change)[1:]):
        assert part in words(soup)
    assert "not yet in force" not in words(soup)


@pytest.mark.parametrize("macro", DRAWN[:-1])
def test_what_is_not_yet_in_force_never_reads_as_current(tmp_path, macro):
    soup, _ = drawn(tmp_path, macro, AHEAD)
    assert "Approved, not yet in force: from January 2027" in words(soup)
    assert "In force from" not in words(soup)


@pytest.mark.parametrize("macro", ["announced", "fed"])
def test_names_with_commas_in_them_are_told_apart(tmp_path, macro):
    named = {
        "data/partnership.yml": edited(
            "data/partnership.yml",
            "{id: schools, name: Schools}",
            '{id: schools, name: "Schools, colleges and nurseries"}\n  - {id: police, name: Police}',
        )["data/partnership.yml"],
        NEGLECT: edited(
            NEGLECT, "section: harm", "section: harm\naudience: [schools, police]\nareas: [north]"
        )[NEGLECT],
    }
    soup, _ = drawn(tmp_path, macro, named)
    audience = "schools, colleges and nurseries; police. Where the child lives in: North Sandford"
    assert audience in words(soup)


@pytest.mark.parametrize(
    ("path", "is_linked"), [(NEGLECT, False), ("briefings/learning/audit-2024.md", True)]
)
def test_the_whole_page_is_a_link_everywhere_but_on_that_page(tmp_path, path, is_linked):
    soup, change = drawn(tmp_path, "entry", edited(NEGLECT, "    at: [seeing-the-child]\n", ""), path)
    assert not change.at
    assert bool([a for a in soup.select("dd a") if a.get_text() == "the whole page"]) == is_linked
    assert "the whole page" in words(soup)


def test_an_approval_that_is_stated_is_told_whatever_the_class(tmp_path):
    changed = edited(NEGLECT, "class: changed", "class: clarified")
    soup, change = drawn(tmp_path, "entry", changed)
    assert change.approved
    assert "Approved by Procedures group" in words(soup)


def test_the_pieces_know_no_day_but_the_one_handed_in(tmp_path):
    manual, _ = manual_of(tmp_path, AHEAD)
    change = manual.procedures["neglect"].record.changes[0]
    later = View(manual, parse_day("2027-01-01"), "changes.md")
    assert macros_of("change.html").when(later, change) == "January 2027"
