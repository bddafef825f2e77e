"""What changed, as a reader uses it: narrowed by a link, with what is new marked, and the page's clock."""

import pytest
from playwright.sync_api import expect

from goldenthread.manual import changes
from goldenthread.manual.due import overdue_since

CHANGES, DUE = "changes/", "due/"


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def items(page):
    return page.locator("#all-changes [data-item]")


def shown(page):
    return items(page).filter(visible=True)


def test_every_change_of_the_manual_is_listed(site):
    soup = site.soup("changes.md")
    assert [item["data-id"] for item in soup.select("[data-item]")] == [
        change.identity for change in changes.every(site.manual)
    ]


def test_a_choice_narrows_the_list_and_stands_in_the_address(page, served, site):
    page.goto(served + CHANGES)
    every = changes.every(site.manual)
    page.get_by_text("Narrow this list").click()
    page.get_by_label("Section").select_option("babies")
    wanted = [c.identity for c in every if c.page.record.section == "babies"]
    expect(shown(page)).to_have_count(len(wanted))
    assert shown(page).evaluate_all("all => all.map((one) => one.dataset.id)") == wanted
    assert page.url.endswith("#section=babies")
    expect(page.get_by_role("status").first).to_have_text(f"{len(wanted)} of {len(every)} shown")


def test_a_link_opens_the_list_as_it_was_narrowed(page, served, site):
    page.goto(f"{served}{CHANGES}#audience=schools&since=2018-09-01")
    expect(page.get_by_role("combobox", name="For", exact=True)).to_have_value("schools")
    wanted = [
        c.identity
        for c in changes.selected(site.manual, audience="schools")
        if c.change.in_force.last.isoformat() >= "2018-09-01"
    ]
    assert 0 < len(wanted) < len(changes.every(site.manual))
    assert shown(page).evaluate_all("all => all.map((one) => one.dataset.id)") == wanted
    expect(page.get_by_role("heading", name="2017/18")).to_have_count(0)


def test_show_all_gives_the_whole_list_back(page, served, site):
    page.goto(f"{served}{CHANGES}#section=babies")
    page.get_by_role("button", name="Show all").click()
    expect(shown(page)).to_have_count(len(changes.every(site.manual)))
    assert "#" not in page.url


def test_an_address_that_names_no_choice_of_the_list_shows_everything(page, served, site):
    page.goto(f"{served}{CHANGES}#section=no-such-section")
    expect(shown(page)).to_have_count(len(changes.every(site.manual)))


def test_without_scripts_everything_shows_and_there_is_no_form(browser, served, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + CHANGES)
    expect(page.locator(".gt-narrow")).to_be_hidden()
    expect(items(page)).to_have_count(len(changes.every(site.manual)))
    context.close()


def test_the_page_of_an_audience_leads_to_its_changes(page, served):
    page.goto(f"{served}for/schools/")
    page.get_by_role("link", name="All of these changes").click()
    expect(page.get_by_role("combobox", name="For", exact=True)).to_have_value("schools")


def test_what_is_new_since_the_last_visit_is_marked_until_the_visit_ends(page, served):
    page.goto(served + CHANGES)
    marks = page.locator(".gt-new")
    expect(marks).to_have_count(0)
    first = items(page).first.get_attribute("data-id")
    page.evaluate(
        """(first) => {
          const seen = JSON.parse(localStorage.getItem('gt-changes-seen')).filter((id) => id !== first);
          localStorage.setItem('gt-changes-seen', JSON.stringify(seen));
          sessionStorage.clear();
        }""",
        first,
    )
    for _ in range(2):
        page.reload()
        expect(marks).to_have_count(1)
        expect(items(page).first.locator(".gt-new")).to_have_text("New since your last visit")
    page.evaluate("sessionStorage.clear()")
    page.reload()
    expect(marks).to_have_count(0)


def test_the_board_of_what_is_due_is_narrowed_by_owner(page, served):
    page.goto(served + DUE)
    page.get_by_text("Narrow this list").click()
    page.get_by_role("combobox", name="Owner").select_option("training-group")
    owners = page.locator("#all-due [data-item]:visible").evaluate_all(
        "all => all.map((o) => o.dataset.owner)"
    )
    assert set(owners) == {"training-group"}


def at(page, day, address):
    page.clock.set_fixed_time(f"{day}T09:00:00")
    page.goto(address)


def test_a_page_that_fell_due_after_it_was_built_says_so_by_the_readers_clock(page, served, site):
    due = site.manual.procedures["neglect"].record.review_date
    notice = page.locator(".gt-overdue")
    at(page, due.isoformat(), served + "procedures/neglect/")
    expect(notice).to_be_hidden()
    at(page, due.replace(year=due.year + 1).isoformat(), served + "procedures/neglect/")
    expect(notice).to_be_visible()
    expect(notice).to_contain_text(overdue_since(due))


@pytest.mark.parametrize(("day", "is_old"), [("2026-11-28", False), ("2026-11-29", True)])
def test_a_copy_that_was_not_built_for_a_week_says_so(page, served, day, is_old):
    at(page, day, served)
    expect(page.locator(".gt-stale")).to_be_visible(visible=is_old)
