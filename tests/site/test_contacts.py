"""Whom to ring: by where the child lives, kept on the device only, and nothing hidden without a script."""

import pytest

PAGE, OTHER_PAGE = "procedures/pre-birth/", "procedures/neglect/"
AREAS = ["Leicester", "Leicestershire", "Rutland"]
TEXT = """
<div class="gt-areas gt-areas--text" data-areas>
<div class="gt-area" data-area="leicester" data-names="Leicester"><p>Form A.</p></div>
<div class="gt-area" data-area="leicestershire rutland" data-names="Leicestershire|Rutland">
<p>Form B.</p></div>
</div></article>
"""
"""What the frame makes of two blocks for areas: see tests/engine/rendering/test_extension.py."""


@pytest.fixture
def context(browser):
    made = browser.new_context(viewport={"width": 390, "height": 844})
    yield made
    made.close()


@pytest.fixture
def page(context, served):
    opened = context.new_page()
    opened.goto(served + PAGE)
    return opened


def buttons(page):
    return page.locator(".gt-areas--ring .gt-areas__choice button")


def shown(page, within=".gt-areas--ring"):
    panels = page.locator(f"{within} > [data-area]").all()
    return [panel.get_attribute("data-area") for panel in panels if panel.is_visible()]


def with_text_for_areas(page, site):
    """Put two blocks for areas into a page on its way to the browser."""
    html = (site.folder / OTHER_PAGE / "index.html").read_text(encoding="utf-8")
    page.route(
        f"**/{OTHER_PAGE}",
        lambda route: route.fulfill(body=html.replace("</article>", TEXT), content_type="text/html"),
    )


def test_every_area_is_one_tap_away_and_none_is_chosen_for_the_reader(page):
    assert buttons(page).all_inner_texts() == AREAS
    assert shown(page) == []


def test_tapping_an_area_shows_its_contacts_and_only_those(page):
    page.get_by_role("button", name="Rutland").click()
    assert shown(page) == ["rutland"]
    assert page.get_by_role("button", name="Rutland").get_attribute("aria-pressed") == "true"
    assert page.get_by_text("This worked example holds no local numbers.").is_visible()
    page.get_by_text("If nobody answers").first.click()
    assert page.get_by_text("Ring the police on 999 if a child is in danger.").first.is_visible()


def test_an_area_is_chosen_by_keyboard_too(page):
    page.get_by_role("button", name="Leicestershire").focus()
    page.keyboard.press("Enter")
    assert shown(page) == ["leicestershire"]


def test_the_last_choice_comes_first_on_the_next_page_and_never_alone(page, served):
    page.get_by_role("button", name="Rutland").click()
    page.goto(served + OTHER_PAGE)
    assert buttons(page).all_inner_texts() == ["Rutland", "Leicester", "Leicestershire"]
    assert shown(page) == ["rutland"]


def test_the_choice_is_kept_on_the_device_under_one_name_and_nowhere_else(page, context):
    page.wait_for_load_state("networkidle")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("button", name="Rutland").click()
    assert page.evaluate("localStorage.getItem('gt-area')") == "rutland"
    assert context.cookies() == []
    assert asked == []


@pytest.mark.parametrize("kept", ["nowhere", "", "<img src=x onerror=alert(1)>", "__proto__"])
def test_a_kept_choice_that_no_area_has_chooses_nothing(page, kept):
    page.evaluate("kept => localStorage.setItem('gt-area', kept)", kept)
    page.reload()
    assert buttons(page).all_inner_texts() == AREAS
    assert shown(page) == []


def test_areas_can_be_chosen_where_the_device_keeps_nothing(context, served):
    page = context.new_page()
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error(); }})")
    page.goto(served + PAGE)
    page.get_by_role("button", name="Rutland").click()
    assert shown(page) == ["rutland"]


def test_all_areas_are_shown_without_a_script(browser, served):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + PAGE)
    assert len(shown(page)) == len(AREAS)
    assert page.get_by_text("This worked example holds no local numbers.").is_visible()
    context.close()


def test_all_areas_are_shown_where_the_script_never_comes(context, served):
    page = context.new_page()
    page.route("**/area.js", lambda route: route.abort())
    page.goto(served + PAGE)
    assert len(shown(page)) == len(AREAS)


def test_all_areas_are_printed_whatever_was_chosen(page):
    page.get_by_role("button", name="Rutland").click()
    page.emulate_media(media="print")
    assert len(shown(page)) == len(AREAS)
    assert not page.locator(".gt-areas__choice").first.is_visible()


def test_a_contact_chosen_by_where_somebody_works_never_follows_the_child(context, served):
    page = context.new_page()
    page.goto(served + "contacts/")
    page.get_by_role("button", name="Rutland").click()
    lado = page.locator("section:has(> #lado)")
    for area in AREAS:
        assert lado.get_by_text(f"{area}: ").is_visible()
    assert page.locator("section:has(> #lado) [data-area]").count() == 0
    assert "LADO" not in page.locator(".gt-urgent").inner_text()


def test_national_ways_to_report_say_when_they_were_checked_and_where_they_come_from(site):
    soup = site.soup("contacts.md")
    assert soup.select_one("#from-anywhere")
    for contact in site.manual.data.contacts.values():
        section = soup.select_one(f"section:has(> #{contact.id})").get_text()
        assert "If nobody answers: " in section, contact.id
        assert "Read, not rung, on 21 November 2026 by the procedures group." in section, contact.id
        if contact.chosen_by == "anyone":
            assert "Source: " in section, contact.id


def test_text_for_an_area_follows_the_choice_and_keeps_the_others_one_tap_away(context, site, served):
    page = context.new_page()
    with_text_for_areas(page, site)
    page.goto(served + OTHER_PAGE)
    text = ".gt-areas--text"
    assert shown(page, text) == ["leicester", "leicestershire rutland"]
    page.locator(f"{text} button", has_text="Rutland").click()
    assert shown(page, text) == ["leicestershire rutland"]
    assert shown(page) == ["rutland"]
    page.locator(".gt-areas--ring button", has_text="Leicester").first.click()
    assert shown(page, text) == ["leicester"]
    page.emulate_media(media="print")
    assert shown(page, text) == ["leicester", "leicestershire rutland"]
