"""From learning to practice, in a browser: narrowed by link, and a picture that everybody can read."""

import pytest
from playwright.sync_api import expect

from goldenthread.manual.actions import actions
from goldenthread.pages.thread_picture import thread
from tests.conftest import TODAY
from tests.site.conftest import faults

PAGE = "learning/"
SIZES = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1280, "height": 900}}


@pytest.fixture
def tab(browser):
    page = browser.new_page(viewport=SIZES["phone"])
    yield page
    page.close()


def shown(tab):
    return tab.locator(".gt-line:visible")


def status(tab):
    return tab.locator("select[name=status]")


def test_every_action_of_every_record_is_on_the_page(site):
    told = site.soup("learning.md").select(".gt-line .gt-noun a")
    assert sorted(link["href"] for link in told) == sorted(
        f"../briefings/learning/{record.address}/#{action.id}"
        for record in site.manual.learning.values()
        for action in record.record.actions
    )


def test_what_is_open_is_told_before_what_is_answered(site):
    states = [line["data-status"] for line in site.soup("learning.md").select(".gt-line")]
    is_open = [state in ("not-started", "under-way", "not-known") for state in states]
    assert is_open == sorted(is_open, reverse=True)
    assert any(is_open)
    assert not all(is_open)


def test_the_national_review_counts_from_the_day_that_its_citation_states(site):
    published = site.manual.data.citations["myth-of-invisible-men-2021"].published
    assert site.manual.learning["myth-of-invisible-men"].record.source.published == published
    facts = site.soup("briefings/learning/myth-of-invisible-men.md").select_one(".gt-facts").get_text(" ")
    assert "16 September 2021. The full report was published." in facts
    page = " ".join(site.soup("learning.md").get_text().split())
    assert "already under way (document, June 2021), counted from publication, 16 September 2021" in page
    assert "14 to 15 months (training, March 2023), counted from commission, December 2021" in page


def test_a_choice_narrows_the_list_counts_it_and_stands_in_the_address(site, served, tab):
    tab.goto(served + PAGE)
    everything = actions(site.manual, TODAY)
    expect(shown(tab)).to_have_count(len(everything))
    tab.get_by_text("Narrow").first.click()
    status(tab).select_option("under-way")
    narrowed = [line for line in everything if line.status == "under-way"]
    expect(shown(tab)).to_have_count(len(narrowed))
    expect(tab.get_by_text(f"{len(narrowed)} of {len(everything)} shown")).to_be_visible()
    assert tab.url == served + PAGE + "#status=under-way"
    expect(tab.locator("#effect-unknown")).to_be_hidden()
    tab.get_by_role("button", name="Show all").click()
    expect(shown(tab)).to_have_count(len(everything))
    assert tab.url == served + PAGE


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ("source=audit", lambda line: line.record.record.source.type == "audit"),
        ("agency=fostering-agency", lambda line: "fostering-agency" in line.agencies),
        ("agency=not-stated", lambda line: not line.agencies),
        ("theme=disabled-children&status=not-known",
         lambda line: "disabled-children" in line.record.record.themes and line.status == "not-known"),
    ],
)  # fmt: skip
def test_a_link_with_choices_shows_what_they_mean(site, served, tab, asked, fits):
    tab.goto(f"{served}{PAGE}#{asked}")
    meant = [line for line in actions(site.manual, TODAY) if fits(line)]
    assert meant
    expect(shown(tab)).to_have_count(len(meant))


def test_without_javascript_every_action_is_there_and_no_choice_is_offered(site, browser, served):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}{PAGE}#status=done")
    assert shown(page).count() == len(actions(site.manual, TODAY))
    expect(page.locator("select")).to_have_count(4)
    assert page.locator("select:visible").count() == 0
    context.close()


TEXT_OUTSIDE = """() => [...document.querySelectorAll(".gt-box")]
  .filter((box) => box.getClientRects().length)
  .flatMap((box) => {
    const edge = box.querySelector("rect").getBoundingClientRect();
    return [...box.querySelectorAll("text")].filter((text) => {
      const said = text.getBoundingClientRect();
      return said.left < edge.left || said.right > edge.right
        || said.top < edge.top || said.bottom > edge.bottom;
    });
  }).map((text) => text.textContent)"""
SMALLEST_TEXT = """() => Math.min(...[...document.querySelectorAll(".gt-picture text")]
  .filter((text) => text.getClientRects().length)
  .map((text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a))"""


@pytest.mark.fits
@pytest.mark.parametrize("width", [320, 390, 600, 768, 1280])
def test_the_picture_is_there_once_its_text_is_in_its_box_and_14_pixels_or_more(site, served, tab, width):
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(served + PAGE)
    pictures = tab.get_by_role("img", name="The table below says the same.")
    expect(pictures).to_have_count(1)
    assert tab.evaluate(TEXT_OUTSIDE) == []
    assert tab.evaluate(SMALLEST_TEXT) >= 14
    titles = tab.locator(".gt-box:visible").all_text_contents()
    known = thread(site.manual, TODAY)
    assert [title.replace(" ", "") for title in titles] == [
        page.record.title.replace(" ", "") for page in (*known.records, *known.procedures)
    ]
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.fits
@pytest.mark.parametrize("width", [390, 768, 1280])
def test_the_picture_fits_and_need_not_be_scrolled(served, tab, width):
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(served + PAGE)
    region = tab.get_by_role("region", name="Picture of the thread")
    assert region.evaluate("one => one.scrollWidth <= one.clientWidth")


def test_where_the_picture_does_not_fit_it_scrolls_by_itself_and_the_keyboard_reaches_it(served, tab):
    tab.set_viewport_size({"width": 320, "height": 800})
    tab.goto(served + PAGE)
    region = tab.get_by_role("region", name="Picture of the thread")
    assert region.evaluate("one => one.scrollWidth > one.clientWidth")
    region.focus()
    tab.keyboard.press("ArrowRight")
    tab.wait_for_function("document.activeElement.scrollLeft > 0")


def test_the_lines_are_seen_on_light_and_dark_ground_and_their_kinds_differ_without_colour(served, tab):
    seen = set()
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        tab.goto(served + PAGE)
        stroke = tab.locator(".gt-stroke--changed:visible").first
        seen.add(stroke.evaluate("one => getComputedStyle(one).stroke"))
        assert stroke.evaluate("one => getComputedStyle(one).strokeDasharray") == "none"
        read = tab.locator(".gt-stroke--read:visible").first
        assert read.evaluate("one => getComputedStyle(one).strokeDasharray") != "none"
    assert len(seen) == 2


def test_paper_carries_the_picture_once_and_the_table_below_it(served, tab):
    tab.emulate_media(media="print")
    tab.goto(served + PAGE)
    expect(tab.locator(".gt-picture__wide")).to_be_visible()
    expect(tab.locator(".gt-picture__narrow")).to_be_hidden()
    rows = tab.locator(".gt-picture__table tbody tr:visible")
    assert rows.count() == tab.locator(".gt-picture__wide .gt-stroke").count() > 0
    expect(tab.locator(".gt-filter")).to_be_hidden()


@pytest.mark.parametrize("asked", ["", "#status=under-way"])
def test_axe_finds_nothing_in_the_list_and_the_picture(served, tab, asked):
    found = []
    for size in SIZES.values():
        tab.set_viewport_size(size)
        tab.goto("about:blank")
        tab.goto(served + PAGE + asked)
        found += faults(tab, f"{asked} {size}")
    assert found == []
