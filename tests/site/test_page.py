"""What a page shows, and in which order, on a phone and on paper: looked at in a real browser."""

import pytest

PHONE, WIDE = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
PROCEDURE = "procedures/pre-birth/"

IN_ORDER = [
    ".gt-urgent__danger",
    ".gt-areas__ask",
    "h1",
    ".gt-summary",
    ".gt-also",
    "#do-this-now",
    ".gt-review",
    ".gt-last-change",
    ".gt-audience",
    ".gt-on-this-page",
    "#when-to-use-this",
]


@pytest.fixture
def phone(browser):
    context = browser.new_context(viewport=PHONE)
    yield context.new_page()
    context.close()


def top(page, selector):
    return page.locator(selector).first.bounding_box()["y"]


def test_a_procedure_shows_first_what_somebody_in_a_hurry_needs(phone, served):
    phone.goto(served + PROCEDURE)
    tops = [top(phone, selector) for selector in IN_ORDER]
    assert tops == sorted(tops)
    assert top(phone, "#do-this-now + ol li") < PHONE["height"]


def test_a_page_says_that_it_is_current_and_who_owns_it(site):
    soup = site.soup("procedures/pre-birth.md")
    review = " ".join(soup.select_one(".gt-status .gt-review").get_text().split())
    assert review == "Written 21 November 2026, due 20 November 2027 · Procedures group"


def test_the_last_change_leads_to_the_learning_behind_it(site):
    change = site.soup("procedures/pre-birth.md").select_one(".gt-status .gt-last-change")
    assert change.get_text().startswith("Changed 2021/22 after The myth of invisible men")
    assert change.a["href"] == "../../briefings/learning/myth-of-invisible-men/#pre-birth"


def test_on_a_phone_the_contents_open_and_lead_to_a_section(phone, served):
    phone.goto(served + PROCEDURE)
    contents = phone.locator(".gt-on-this-page")
    assert not contents.get_by_role("link").first.is_visible()
    contents.locator("summary").click()
    contents.get_by_role("link", name="Working with fathers").click()
    assert phone.url.endswith("#working-with-fathers")
    assert 0 <= top(phone, "#working-with-fathers") < 200


def test_the_contents_carry_the_numbers_of_the_sections(site):
    soup = site.soup("procedures/pre-birth.md")
    listed = [a.get_text() for a in soup.select(".gt-on-this-page a") if a.get_text()[0].isdigit()]
    built = [
        " ".join(h.get_text().replace("¶", "").split())
        for h in soup.select("h2[id]")
        if h.select(".gt-number")
    ]
    assert listed == built != []


def test_where_there_is_room_the_contents_stand_beside_the_text_and_only_once(browser, served):
    page = browser.new_page(viewport=WIDE)
    page.goto(served + PROCEDURE)
    assert page.locator(".gt-toc").is_visible()
    assert not page.locator(".gt-on-this-page").is_visible()
    page.close()


def test_every_heading_that_somebody_may_quote_has_a_permanent_link(site):
    for page, soup in site.pages():
        for heading in soup.select(".md-content :is(h2, h3)[id]"):
            assert heading.select_one(f'.headerlink[href="#{heading["id"]}"]'), f"{page.file}#{heading['id']}"


def test_related_procedures_are_named(site):
    related = site.soup("procedures/pre-birth.md").select("#related-procedures + ul a")
    assert related


def test_the_home_page_offers_the_ways_in(phone, served):
    phone.goto(served)
    assert phone.locator("#do-this-now").is_visible()
    for name in ("What people look for", "What changed lately", "Latest briefings"):
        assert phone.get_by_role("heading", name=name).is_visible()
    ways = phone.locator(".gt-ways__search")
    for name, path in (
        ("Search the manual", "search/"),
        ("A to Z", "a-to-z/"),
        ("section", "procedures/"),
        ("service", "for/"),
        ("theme", "themes/"),
        ("forms and tools", "forms-and-tools/"),
    ):
        assert ways.get_by_role("link", name=name).get_attribute("href") == path


def test_the_page_for_schools_holds_its_procedures_briefings_and_changes(site):
    soup = site.soup("for/schools.md")
    found = [h["id"] for h in soup.select(".md-content h2[id]")]
    assert found[:2] == ["procedures", "briefings-and-guides"]
    assert {"changes", "for-everybody"} <= set(found)
    assert soup.select('#procedures + ul a[href="../../procedures/allegations/"]')


def test_on_paper_danger_comes_first_and_nothing_is_folded_away(browser, served):
    page = browser.new_page()
    page.goto(served + PROCEDURE)
    page.emulate_media(media="print")
    assert page.locator(".gt-urgent__danger").is_visible()
    assert page.locator(".gt-urgent details p").first.is_visible()
    assert not page.locator(".gt-on-this-page").is_visible()
    page.close()
