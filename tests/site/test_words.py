"""Abbreviations are explained where they stand: by tap, pointer, keyboard, without a script and on paper."""

import copy

import pytest

PAGE = "procedures/allegations/"


@pytest.fixture
def page(browser, served):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    opened = context.new_page()
    opened.goto(served + PAGE)
    yield opened
    context.close()


def word(page):
    return page.locator(".gt-abbr", has_text="LADO").first


def meaning(page):
    return page.locator("#abbr-lado")


def test_a_tap_shows_what_an_abbreviation_means_beside_it(page):
    assert not meaning(page).is_visible()
    word(page).tap()
    assert meaning(page).is_visible()
    assert "Local authority designated officer" in meaning(page).inner_text()
    beside = meaning(page).bounding_box()["y"] - word(page).bounding_box()["y"]
    assert 0 < beside < 100
    word(page).tap()
    assert not meaning(page).is_visible()


def test_a_tap_elsewhere_puts_it_away(page):
    word(page).tap()
    page.locator(".gt-urgent__danger").tap(position={"x": 300, "y": 5})
    assert not meaning(page).is_visible()


def test_the_explanation_never_widens_a_narrow_window(page):
    page.set_viewport_size({"width": 320, "height": 600})
    for button in page.locator(".gt-abbr").all():
        button.tap()
        box = page.locator(f"[id='{button.get_attribute('popovertarget')}']").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        page.keyboard.press("Escape")


def test_it_leads_to_the_glossary(page):
    word(page).tap()
    meaning(page).get_by_role("link").click()
    assert page.url.endswith("/glossary/#lado")


def test_focus_shows_it_and_escape_puts_it_away_and_keeps_the_place(page):
    page.evaluate("document.querySelector('.gt-urgent summary').focus()")
    page.locator("h1").evaluate("h1 => { h1.tabIndex = -1; h1.focus(); }")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "gt-abbr"
    assert meaning(page).is_visible()
    page.keyboard.press("Escape")
    assert not meaning(page).is_visible()
    assert page.evaluate("document.activeElement.className") == "gt-abbr"
    page.keyboard.press("Enter")
    assert meaning(page).is_visible()


def test_the_pointer_shows_it_and_can_move_into_it(browser, served):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(served + PAGE)
    word(page).hover()
    assert meaning(page).is_visible()
    meaning(page).hover()
    page.wait_for_timeout(500)
    assert meaning(page).is_visible()
    page.mouse.move(5, 5)
    meaning(page).wait_for(state="hidden")
    page.close()


def test_a_click_on_what_the_pointer_opened_keeps_it_open(browser, served):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(served + PAGE)
    word(page).click()
    page.wait_for_timeout(100)
    assert meaning(page).is_visible()
    page.close()


def test_it_opens_without_a_script(browser, served):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(served + PAGE)
    word(page).click()
    assert meaning(page).is_visible()
    context.close()


def test_a_screen_reader_hears_the_meaning_with_the_word(page):
    described = word(page).get_attribute("aria-describedby")
    assert "Local authority designated officer" in page.locator(f"#{described}").text_content()


def test_on_paper_the_letters_are_spelled_out_at_their_first_use(page):
    page.emulate_media(media="print")
    after = "element => getComputedStyle(element, '::after').content"
    spelled = [button.evaluate(after) for button in page.locator(".gt-abbr", has_text="LADO").all()]
    assert "Local authority designated officer" in spelled[0]
    assert all(content == "none" for content in spelled[1:])
    assert meaning(page).is_visible()


def test_what_each_agency_means_by_a_word_stands_in_the_glossary(site):
    entry = site.soup("glossary.md").select_one("#referral").find_next_sibling("dd").get_text()
    assert "Health services: " in entry


def test_every_abbreviation_of_the_glossary_that_stands_in_a_text_is_explained(site):
    """LADO, IFA and the rest, wherever they are neither a link nor a heading."""
    for page, built in site.pages():
        soup = copy.copy(built)
        explained = {button.get_text().removesuffix("s") for button in soup.select(".gt-abbr")}
        for untouched in soup.select(
            ":is(a, button, h1, h2, h3, header, nav, code, summary, dt, script, .gt-links, [popover])"
        ):
            untouched.decompose()
        text = soup.select_one(".md-content").get_text(" ")
        left = {w for w in ("LADO", "IFA", "SUDI", "MARAC", "DASH") if f" {w} " in f" {text} "} - explained
        assert not left, f"{page.file}: {left}"
