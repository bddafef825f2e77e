"""Everybody can use every kind of page: what axe finds, and what a tool cannot see."""

import re

import pytest
from playwright.sync_api import TimeoutError, expect

from tests.site.conftest import faults

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 256}
"""A screen of 1280 by 1024 px enlarged to 400% (WCAG 2.2, 1.4.10)."""
A_PROCEDURE = "procedures/pre-birth/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_axe_finds_nothing_with_the_menu_or_the_search_open(served, tab, width, scheme):
    tab.emulate_media(color_scheme=scheme)
    tab.set_viewport_size({"width": width, "height": 844})
    tab.goto(served + A_PROCEDURE)
    if width < 960:
        tab.get_by_role("button", name="Menu").click()
        assert faults(tab, "menu") == []
        tab.keyboard.press("Escape")
    opens = tab.locator(".gt-search__open")
    if opens.is_visible():
        opens.click()
    tab.locator(".gt-header").get_by_role("combobox").fill("brusing")
    expect(tab.get_by_role("option").first).to_be_visible()
    assert faults(tab, "search") == []


def test_the_closed_menu_of_a_phone_cannot_be_walked_through(served, tab):
    tab.goto(served + A_PROCEDURE)
    expect(tab.get_by_role("button", name="Menu")).to_be_visible()
    for _ in range(12):
        tab.keyboard.press("Tab")
        assert tab.evaluate("!document.activeElement.closest('#gt-menu')")
        assert tab.evaluate(IN_VIEW), tab.evaluate("document.activeElement.outerHTML")


def test_the_menu_opens_closes_and_gives_the_focus_back(served, tab):
    tab.goto(served + A_PROCEDURE)
    menu, button = tab.get_by_role("navigation", name="Main"), tab.get_by_role("button", name="Menu")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_hidden()
    button.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(menu).to_be_visible()
    tab.keyboard.press("Tab")
    expect(menu.get_by_role("link").first).to_be_focused()
    tab.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()


def test_an_open_menu_closes_when_the_focus_leaves_it(served, tab):
    tab.goto(served + A_PROCEDURE)
    tab.get_by_role("button", name="Menu").press("Enter")
    menu = tab.get_by_role("navigation", name="Main")
    menu.get_by_role("link").last.focus()
    tab.keyboard.press("Tab")
    expect(menu).to_be_hidden()


def test_a_procedure_is_reached_from_home_by_keyboard_alone(served, tab):
    tab.goto(served)
    tab.keyboard.press("Tab")
    expect(tab.get_by_role("link", name="Skip to main content")).to_be_focused()
    walk_to(tab, "Menu")
    tab.keyboard.press("Enter")
    walk_to(tab, "Procedures")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/procedures/")
    walk_to(tab, "Pre-birth assessment and planning")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Pre-birth assessment and planning")


def walk_to(page, name):
    """Press Tab until a link of this name has the focus, as somebody would."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            return
    raise AssertionError(f"{name} was not reached")


def test_the_skip_link_passes_the_header_and_the_menu(served, tab):
    tab.set_viewport_size(DESK)
    tab.goto(served + A_PROCEDURE)
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate("!!document.activeElement.closest('main')")


IN_VIEW = """() => {
  const box = document.activeElement.getBoundingClientRect();
  return box.width > 0 && box.left >= 0 && box.right <= innerWidth + 1;
}"""
UNCOVERED = """() => {
  const focused = document.activeElement;
  const [box] = focused.getClientRects();
  if (!box) return false;
  const x = box.left + Math.min(box.width / 2, 8), y = box.top + Math.min(box.height / 2, 8);
  const top = document.elementFromPoint(x, y);
  return !!top && (focused.contains(top) || top.contains(focused));
}"""


@pytest.mark.parametrize("size", [PHONE, DESK, NARROW], ids=["phone", "desk", "enlarged"])
@pytest.mark.parametrize("back", ["Tab", "Shift+Tab"])
def test_what_has_the_focus_is_never_under_the_header(served, tab, size, back):
    tab.set_viewport_size(size)
    tab.goto(served + A_PROCEDURE)
    if back == "Shift+Tab":
        tab.locator("footer a").last.focus()
    for _ in range(60):
        tab.keyboard.press(back)
        if tab.evaluate("document.activeElement === document.body"):
            return
        try:  # an explanation that stood there may take a moment to go
            tab.wait_for_function(UNCOVERED, timeout=1000)
        except TimeoutError:
            pytest.fail(f"covered: {tab.evaluate('document.activeElement.outerHTML')}")


def test_a_heading_that_is_linked_to_is_not_under_the_header(served, tab):
    for size in (PHONE, DESK):
        tab.set_viewport_size(size)
        tab.goto("about:blank")
        tab.goto(f"{served}{A_PROCEDURE}#working-with-fathers")
        heading = tab.locator("#working-with-fathers").bounding_box()
        header = tab.locator(".gt-header").bounding_box()
        assert heading["y"] >= header["y"] + header["height"]


SMALL_TARGETS = """() => [...document.querySelectorAll("a, button, summary, input, select, label:has(input)")]
  .filter((one) => {
    const box = one.getBoundingClientRect();
    if (!box.width || !box.height || one.closest(".gt-skip") || one.matches("label input")) return false;
    // What stands in a sentence is as high as its line; the guideline lets it be.
    const inText = (one.matches(".gt-abbr") || getComputedStyle(one).display === "inline")
      && one.closest("p, li, dd, dt, td, summary, h1, h2, h3, h4");
    return !inText && (box.width < 24 || box.height < 24);
  })
  .map((one) => one.outerHTML.slice(0, 120))"""


def test_what_there_is_to_press_is_at_least_24_pixels(kinds, served, tab):
    for path in kinds:
        tab.goto(served + path)
        for size in (PHONE, DESK):
            tab.set_viewport_size(size)
            assert tab.evaluate(SMALL_TARGETS) == [], path


@pytest.mark.fits
def test_nothing_scrolls_sideways_at_400_percent(kinds, served, tab):
    tab.set_viewport_size(NARROW)
    for path in kinds:
        tab.goto(served + path)
        wide = tab.evaluate("document.documentElement.scrollWidth")
        assert wide <= 320, f"{path}: {wide}, {tab.evaluate(TOO_WIDE)}"


TOO_WIDE = """() => [...document.querySelectorAll("body *")]
  .filter((one) => one.getBoundingClientRect().right > 321)
  .map((one) => one.outerHTML.slice(0, 100)).slice(0, 5)"""


def test_text_spacing_of_the_readers_own_loses_nothing(served, tab):
    tab.goto(served + A_PROCEDURE)
    tab.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: .12em !important }"
        "* { word-spacing: .16em !important } p { margin-bottom: 2em !important }"
    )
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390


def test_wide_tables_scroll_in_a_box_that_the_keyboard_reaches(kinds, served, tab):
    tab.set_viewport_size(NARROW)
    seen = 0
    for path in kinds:
        tab.goto(served + path)
        for table in tab.locator(".gt-table").all():
            seen += 1
            assert table.get_attribute("tabindex") == "0", path
            assert table.evaluate("one => getComputedStyle(one).overflowX") == "auto"
    assert seen


def test_nothing_moves_whether_or_not_somebody_asked_for_less(kinds, served, tab):
    moving = """() => [...document.querySelectorAll("html, body, body *")].filter((one) => {
      const style = getComputedStyle(one);
      const lasts = (times) => times.split(",").some((time) => parseFloat(time) > 0.01);
      return lasts(style.transitionDuration) || style.animationName !== "none"
        || style.scrollBehavior === "smooth";
    }).map((one) => one.outerHTML.slice(0, 80))"""
    for path in kinds:
        tab.goto(served + path)
        for asked in ("no-preference", "reduce"):
            tab.emulate_media(reduced_motion=asked)
            assert tab.evaluate(moving) == [], path


def test_links_in_text_are_underlined_and_the_focus_has_an_edge(served, tab):
    tab.goto(served + A_PROCEDURE)
    bare = """() => [...document.querySelectorAll("main :is(p, li, dd, td) a:not([class])")]
      .filter((one) => !getComputedStyle(one).textDecorationLine.includes("underline"))
      .map((one) => one.outerHTML)"""
    assert tab.evaluate(bare) == []
    for _ in range(8):
        tab.keyboard.press("Tab")
        width, style = tab.evaluate(
            "() => { const s = getComputedStyle(document.activeElement);"
            " return [parseFloat(s.outlineWidth), s.outlineStyle] }"
        )
        assert width >= 2, tab.evaluate("document.activeElement.outerHTML")
        assert style == "solid"


def test_no_single_letter_is_a_command(served, tab):
    tab.goto(served + A_PROCEDURE)
    for letter in "nps/,.f":
        tab.keyboard.press(letter)
    assert tab.url == served + A_PROCEDURE
    assert tab.evaluate("document.activeElement === document.body")


def test_without_javascript_the_menu_opens_and_closes_and_the_page_says_all(browser, served):
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(served + A_PROCEDURE)
    expect(page.get_by_role("link", name="ring 999")).to_be_visible()
    expect(page.locator(".gt-now")).to_be_visible()
    menu = page.get_by_role("navigation", name="Main")
    expect(menu).to_be_hidden()
    page.get_by_role("link", name="Menu", exact=True).click()
    expect(menu).to_be_visible()
    page.get_by_role("link", name="Close menu").click()
    expect(menu).to_be_hidden()
    page.get_by_role("link", name="Menu", exact=True).click()
    menu.get_by_role("link", name="Contacts").click()
    page.wait_for_url("**/contacts/")
    context.close()


def test_without_javascript_the_page_is_dark_where_the_device_is(browser, served):
    context = browser.new_context(java_script_enabled=False, color_scheme="dark")
    page = context.new_page()
    page.goto(served + A_PROCEDURE)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 22, 24)"
    context.close()


BEFORE_PAINT = re.compile(r"/(scheme|area)\.js")
"""Two small scripts that decide what is painted, and come with the stylesheet."""


def test_on_a_very_slow_network_the_text_does_not_wait_for_the_other_scripts(browser, served):
    page, waiting = browser.new_page(viewport=PHONE), []

    def hold(route):
        if BEFORE_PAINT.search(route.request.url):
            route.continue_()
        else:
            waiting.append(route)

    page.route(re.compile(r"\.js(\?|$)"), hold)
    page.goto(served + A_PROCEDURE, wait_until="commit")
    expect(page.get_by_role("link", name="ring 999")).to_be_visible()
    expect(page.locator(".gt-now")).to_be_visible()
    page.get_by_role("link", name="Menu", exact=True).click()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()
    assert waiting, "no script was held back"
    for route in waiting:
        route.abort()
    page.close()


def test_the_accessibility_statement_has_what_the_regulations_ask_for(site):
    text = site.soup("accessibility.md").select_one("main").get_text(" ")
    for part in (
        "What is not accessible, and why",
        "disproportionate burden",
        "another format",
        "Tell us what does not work",
        "Equality and Human Rights Commission",
        "Last reviewed on",
    ):
        assert part in text, part
    assert "fully compliant" not in text
    links = {link["href"].rstrip("/") for link in site.soup("index.md").select("footer a")}
    assert {"accessibility", "privacy"} <= links
