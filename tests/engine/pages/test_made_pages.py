"""The pages that nobody writes: which there are, and what stands on them."""

from bs4 import BeautifulSoup

from goldenthread.pages.made.registry import make_pages, paths
from goldenthread.site.listed import LISTED
from tests.engine.pages.test_frame import CONTACTS, texts
from tests.engine.small_manual import TODAY, edited, manual_of

FOR_SCHOOLS = edited("procedures/neglect.md", "related:", "audience: [schools]\nthemes: [babies]\nrelated:")


def made(tmp_path, changed=None):
    manual, _ = manual_of(tmp_path, changed)
    return {d.path: BeautifulSoup(d.text, "html.parser") for d in make_pages(manual, LISTED, TODAY)}


def test_the_pages_that_are_made_are_those_that_links_may_lead_to(tmp_path):
    manual, _ = manual_of(tmp_path, FOR_SCHOOLS)
    assert {d.path for d in make_pages(manual, LISTED, TODAY)} == paths(manual)


def test_there_is_a_page_for_each_audience_and_theme_that_something_is_for(tmp_path):
    assert {"for/index.md", "for/schools.md", "themes/index.md", "themes/babies.md"} <= set(
        made(tmp_path, FOR_SCHOOLS)
    )


def test_there_is_no_page_for_an_audience_or_theme_that_nothing_is_for(tmp_path):
    assert not [path for path in made(tmp_path) if path.startswith(("for/", "themes/"))]


def test_the_page_of_an_audience_holds_its_procedures_and_what_changed(tmp_path):
    page = made(tmp_path, FOR_SCHOOLS)["for/schools.md"]
    assert page.h1.get_text() == "For schools"
    assert texts(page, ".gt-contents li a") == ["Neglect"]
    (change,) = texts(page, ".gt-changes li")
    assert change == (
        "March 2025 Neglect: Seeing the child Seeing the child alone was added. "
        "Changed: read the marked paragraphs before you next use this procedure"
    )


def test_what_is_for_everybody_is_named_on_the_page_of_each_audience(tmp_path):
    everyone = "audiences:\n  - {id: everyone, name: Everybody}"
    changed = edited("data/partnership.yml", "audiences:", everyone) | FOR_SCHOOLS
    changed |= edited("procedures/disagreements.md", "section: harm", "section: harm\naudience: [everyone]")
    page = made(tmp_path, changed)["for/schools.md"]
    assert texts(page, ".gt-pages li a") == ["Disagreements"]


def test_a_withdrawn_procedure_is_on_no_list_of_what_to_use(tmp_path):
    changed = dict(FOR_SCHOOLS)
    changed["procedures/neglect.md"] = changed["procedures/neglect.md"].replace(
        "related:", "withdrawn: {on: 2026-01-01, why: Replaced.}\nkind: tool\nrelated:"
    )
    pages = made(tmp_path, changed)
    for path in ("for/schools.md", "themes/babies.md", "forms-and-tools.md"):
        assert "Neglect" not in texts(pages[path], ".gt-contents li a"), path


def test_forms_and_tools_lists_what_helps_with_a_procedure(tmp_path):
    changed = edited("procedures/neglect.md", "related:", "kind: tool\nrelated:")
    page = made(tmp_path, changed)["forms-and-tools.md"]
    assert texts(page, ".gt-contents li a") == ["Neglect"]


def test_contacts_stand_by_what_decides_which_number_is_right(tmp_path):
    page = made(tmp_path, {"data/contacts.yml": CONTACTS})["contacts.md"]
    assert [h["id"] for h in page.select("h2")] == ["by-where-the-child-lives", "by-where-the-person-works"]
    lado = page.select_one("#lado").parent
    assert "North Sandford: 116 123" in lado.get_text()
    assert not lado.select("[data-area]")


def test_a_contact_that_nobody_checked_for_long_says_so(tmp_path):
    page = made(tmp_path, {"data/contacts.yml": CONTACTS})["contacts.md"]
    checked = texts(page, ".gt-checked")
    assert "Due to be checked again" not in checked[0]
    assert checked[1].startswith(
        "Read, not rung, on 1 July 2026 by the procedures group. Due to be checked again"
    )
