"""What a training lead uses, in a real browser: packs to pass on, the record of use, the trainers' page."""

import io
import re
from datetime import datetime

import pypdf
import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from goldenthread.exports.search import without_frame
from goldenthread.text.links import below, link, url
from tests.site.conftest import ADDRESS, faults
from tests.site.test_access import DESK, PHONE

RECORD_OF_USE = "record-of-use/"
TRAINING = "training/"
A_PACK = "briefings/learning/child-e/pack/"
LONGEST_PACK = 8
"""Sides of A4, with some room: the pack of the record that has most actions."""


@pytest.fixture
def tab(browser):
    page = browser.new_page(viewport=DESK)
    yield page
    page.close()


def records(site):
    return list(site.manual.learning.values())


def pack_of(site, page):
    return site.soup(below(page.path, "pack"))


def sentences(soup):
    """What an author wrote, in pieces that nobody would write twice."""
    pieces = (" ".join(one.get_text().split()) for one in soup.select("p, li"))
    return [piece for piece in pieces if len(piece) > 40]


def background(site, page):
    """What stands below the fields of a record, on its own page."""
    html = (site.folder / url(page.path) / "index.html").read_text(encoding="utf-8")
    return sentences(BeautifulSoup(without_frame(html), "html.parser"))


def words(soup):
    return " ".join(soup.get_text().split())


def sides(page):
    """Print a page on A4 as Chromium does; gives the text of each side."""
    reader = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4")))
    return [" ".join(side.extract_text().split()) for side in reader.pages]


# --- packs ---


def test_every_record_leads_to_its_pack_and_the_pack_leads_back(site):
    assert records(site)
    for page in records(site):
        there = below(page.path, "pack")
        assert site.soup(page.path).select(f'.md-content a[href="{link(page.path, there)}"]'), page.file
        assert pack_of(site, page).select(f'#gt-pack a[href="{link(there, page.path)}"]'), page.file


def test_every_pack_begins_with_its_content_note_and_begins_and_ends_with_where_it_comes_from(site):
    for page in records(site):
        pack = pack_of(site, page).select_one("#gt-pack")
        assert page.record.content_note in pack.find(True).get_text(), page.file
        origins = [words(one) for one in pack.select(".gt-origin")]
        assert len(origins) == 2, page.file
        for origin in origins:
            assert origin.startswith("EXAMPLE, not for use. From Midshire Safeguarding Procedures")
            assert "made on 21 November 2026" in origin
            assert f"as at {page.record.as_at}" in origin


def test_a_pack_holds_all_of_a_background_or_nothing_of_it_with_the_reason(site):
    withheld = 0
    for page in records(site):
        text, pieces = words(pack_of(site, page).select_one("#gt-pack")), background(site, page)
        assert pieces, page.file
        if page.record.source.publication in ("improvements-only", "none"):
            withheld += 1
            assert not [piece for piece in pieces if piece in text], page.file
            about = pack_of(site, page).find(id="what-it-was-about").find_next("p")
            assert words(about).startswith("Left out of this pack. "), page.file
            assert page.record.source.why in words(about)
        else:
            assert [piece for piece in pieces if piece not in text] == [], page.file
    assert withheld


def test_a_pack_leads_to_every_briefing_and_guide_of_its_record(site):
    for page in records(site):
        there, soup = below(page.path, "pack"), pack_of(site, page)
        hrefs = {a["href"] for a in soup.select("#gt-pack a[href]")}
        for taught in site.manual.carrying(page):
            used = below(taught.path, "bookmark" if hasattr(taught.record, "bookmark") else "session")
            assert {link(there, taught.path), link(there, used)} <= hrefs, page.file


def test_what_changed_in_procedures_stands_in_the_pack_with_links_to_the_passages(site):
    soup = site.soup("briefings/learning/myth-of-invisible-men/pack.md")
    table = soup.find(id="what-changed").find_next("table")
    assert table.select('a[href="../../../../procedures/pre-birth/#working-with-fathers"]')
    assert len(table.select("tbody tr")) >= 3


def pasted(browser, address):
    """Copy a pack with its button and paste it into another document; gives that, and the plain text."""
    context = browser.new_context(viewport=DESK, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address)
    page.get_by_role("button", name="Copy this pack").click()
    expect(page.get_by_text("Copied, with where it comes from.")).to_be_visible()
    plain = page.evaluate("navigator.clipboard.readText()")
    page.evaluate("document.body.innerHTML = '<div id=own contenteditable></div>'")
    page.locator("#own").focus()
    page.keyboard.press("Control+v")
    expect(page.locator("#own h1")).to_be_visible()
    soup = BeautifulSoup(page.locator("#own").inner_html(), "html.parser")
    context.close()
    return soup, plain


def test_a_pack_is_pasted_with_headings_tables_whole_links_origin_version_and_date(browser, served_addressed):
    soup, plain = pasted(browser, served_addressed + A_PACK)
    assert [words(h) for h in soup.select("h1")] == ["Child E: improvements made (cascade pack)"]
    assert [words(h) for h in soup.select("h2")][:2] == ["Cover note", "What it was about"]
    assert len(soup.select("h2")) >= 12
    assert len(soup.select("table")) == 4
    hrefs = [a["href"] for a in soup.select("a[href]")]
    assert len(hrefs) > 20
    for href in hrefs:
        assert href.startswith((ADDRESS, "https://", "tel:")), href
    assert f"{ADDRESS}procedures/allegations/#which-lado-leads" in hrefs
    for text in (words(soup), " ".join(plain.split())):
        assert text.count("EXAMPLE, not for use. From Midshire Safeguarding Procedures") == 2
        assert text.count("Version: as written 21 November 2026") == 2
        assert text.count("This pack was made on 21 November 2026") == 2
        assert f"{ADDRESS}{A_PACK}" in text
        for left_out in ("¶", "Copy this pack", "Copy link", "On this page"):
            assert left_out not in text
    assert f"({ADDRESS}procedures/allegations/#which-lado-leads)" in plain


def test_a_pack_of_a_site_without_an_address_is_pasted_with_links_to_where_it_was_read(browser, served):
    soup, _ = pasted(browser, served + A_PACK)
    assert "This build of the manual has no address of its own" in words(soup)
    assert all(a["href"].startswith((served, "https://", "tel:")) for a in soup.select("a[href]"))


def test_without_javascript_a_pack_is_whole_and_has_no_button_that_does_nothing(browser, served):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + A_PACK)
    expect(page.get_by_role("button", name="Copy this pack")).to_be_hidden()
    expect(page.get_by_role("heading", name="A fifteen-minute session")).to_be_visible()
    context.close()


def test_every_pack_prints_on_a_few_sides_with_its_origin(site, served, tab):
    longest = sorted(records(site), key=lambda page: len(str(pack_of(site, page))))[-6:]
    for page in longest:
        tab.goto(served + url(below(page.path, "pack")))
        printed = sides(tab)
        assert len(printed) <= LONGEST_PACK, page.file
        text = " ".join(printed)
        assert "ring 999" in printed[0]
        assert text.count("From Midshire Safeguarding Procedures") == 2
        assert "Copy this pack" not in text


# --- the record of use ---


@pytest.mark.fits
def test_the_record_of_use_fits_one_side_of_paper_with_lines_to_write_on(served, served_addressed, tab):
    for address in (served, served_addressed):
        tab.goto(address + RECORD_OF_USE)
        (side,) = sides(tab)
        for part in ("What we used", "By whom (role)", "By when", "What the procedures group should hear"):
            assert part in side
        assert "EXAMPLE, not for use" in side
    tab.emulate_media(media="print")
    for field in tab.locator(".gt-record :is(input, textarea)").all():
        assert field.evaluate("one => parseFloat(getComputedStyle(one).borderBlockEndWidth)") >= 1


def test_what_is_written_into_the_record_of_use_is_sent_and_kept_nowhere(browser, served):
    context = browser.new_context()
    page = context.new_page()
    page.goto(served + RECORD_OF_USE)
    page.wait_for_load_state("networkidle")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for field in page.locator(".gt-record :is(input, textarea)").all():
        field.fill("Something we will do")
    page.keyboard.press("Enter")
    assert asked == []
    assert page.url == served + RECORD_OF_USE
    kept = "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
    assert "Something" not in page.evaluate(kept)
    assert context.cookies() == []
    (side,) = sides(page)
    assert side.count("Something we will do") == page.locator(".gt-record :is(input, textarea)").count()
    page.reload()
    assert page.get_by_label("What we used").input_value() == ""
    context.close()


def test_every_field_of_the_record_of_use_has_a_name_of_its_own_and_belongs_to_no_form(site, served, tab):
    soup = site.soup("record-of-use.md")
    assert not soup.select("#gt-record form, #gt-record [name]")
    tab.goto(served + RECORD_OF_USE)
    names = re.findall(r'textbox "([^"]+)"', tab.locator("#gt-record").aria_snapshot())
    assert len(names) == len(set(names)) == tab.locator(".gt-record :is(input, textarea)").count()


def test_the_record_of_use_says_what_happens_to_what_is_written(site):
    text = words(site.soup("record-of-use.md").select_one("#gt-record"))
    assert "This page keeps nothing and sends nothing." in text
    assert "When you leave it or load it again, what you wrote is gone." in text
    assert "Write nothing that could show who a child or a family is." in text


def test_a_link_from_a_pack_names_what_was_used(served, tab):
    tab.goto(served + A_PACK)
    tab.get_by_role("link", name="page to fill in and print").click()
    expect(tab.get_by_label("What we used")).to_have_value("Child E: improvements made")


# --- for trainers ---


def test_the_page_for_trainers_is_reached_from_home_and_from_the_briefings(site):
    for path in ("index.md", "briefings/index.md"):
        assert site.soup(path).select(f'.md-content a[href="{link(path, "training.md")}"]'), path


def test_trainers_find_every_briefing_guide_and_pack(site):
    soup = site.soup("training.md")
    hrefs = {a["href"] for a in soup.select(".md-content a[href]")}
    for page in site.manual.taught():
        assert link("training.md", page.path) in hrefs
    for page in records(site):
        assert link("training.md", below(page.path, "pack")) in hrefs
    assert len(soup.select("#all-training > li")) == len(list(site.manual.taught()))


def test_trainers_narrow_the_list_and_the_choice_is_a_link(site, served, tab):
    taught = list(site.manual.taught())
    tab.goto(served + TRAINING)
    tab.get_by_text("Narrow this list").click()
    choices = tab.locator(".gt-filter")
    choices.get_by_label("Theme").select_option("Sexual abuse")
    shown = tab.locator("#all-training > li:visible")
    expect(shown).to_have_count(len([page for page in taught if "sexual-abuse" in page.record.themes]))
    expect(shown.locator("strong a").filter(has_text="Child sexual abuse in the family")).to_be_visible()
    choices.get_by_label("Theme").select_option("All")
    choices.get_by_label("How long").select_option("One minute")
    expect(shown).to_have_count(len(site.manual.guides))
    assert tab.url.endswith("#kind=one-minute")


def test_a_review_that_fell_due_since_the_build_is_marked_for_trainers(site, served, tab):
    tab.clock.set_fixed_time(datetime(2027, 12, 1))
    tab.goto(served + TRAINING)
    expect(tab.locator("#all-training .gt-overdue:visible")).to_have_count(len(list(site.manual.taught())))
    tab.clock.set_fixed_time(datetime(2027, 11, 20))
    tab.reload()
    expect(tab.locator("#all-training .gt-overdue:visible")).to_have_count(0)


@pytest.mark.parametrize("path", [A_PACK, RECORD_OF_USE, TRAINING])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_of_it_is_wider_than_the_screen_and_axe_finds_nothing(served, tab, path, size):
    tab.set_viewport_size(size)
    tab.goto(served + path)
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        assert faults(tab, f"{path} {scheme}") == []
