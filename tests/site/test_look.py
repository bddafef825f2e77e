"""How pages look: what stands above the fold, what prints, and a header that can be read in any colour."""

import functools
import http.server
import re
import threading

import pytest
from playwright.sync_api import expect

from goldenthread.text.colour import ENOUGH, NAMES, NIGHT, WHITE, contrast, on_night, under_white
from tests.conftest import copy_project
from tests.site.conftest import Quiet, faults, run
from tests.site.test_access import A_PROCEDURE, DESK, PHONE


@pytest.mark.parametrize("colour", [*NAMES, "#ffffff", "#7f7f00", "#00ff00", "#123456"])
def test_any_colour_of_a_partnership_can_be_read_on(colour):
    assert contrast(under_white(colour), WHITE) >= ENOUGH
    assert contrast(on_night(colour), NIGHT) >= ENOUGH


def test_contrast_is_counted_as_the_guidelines_count_it():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_a_colour_that_can_be_read_on_stays_as_it_is():
    assert under_white("#003078") == "#003078"


def test_the_header_has_the_name_and_the_colour_of_the_partnership(site, served, tab):
    tab.set_viewport_size(DESK)
    tab.goto(served)
    header = tab.locator(".gt-header")
    expect(header.get_by_role("link", name=site.manual.partnership.name)).to_be_visible()
    red, green, blue = re.findall(r"\d+", header.evaluate("one => getComputedStyle(one).backgroundColor"))
    brand = under_white(site.manual.partnership.colour)
    assert f"#{int(red):02x}{int(green):02x}{int(blue):02x}" == brand


def test_the_page_of_today_is_marked_in_the_menu_by_more_than_colour(served, tab):
    tab.set_viewport_size(DESK)
    tab.goto(served + A_PROCEDURE)
    here = tab.get_by_role("navigation", name="Main").locator("[aria-current]")
    expect(here).to_have_text("Procedures")
    assert int(here.evaluate("one => getComputedStyle(one).fontWeight")) >= 700


@pytest.mark.fits
def test_above_the_fold_of_a_phone_is_999_the_title_and_the_first_thing_to_do(served, tab):
    tab.goto(served + A_PROCEDURE)
    order = [".gt-banner", ".gt-header", ".gt-urgent__danger", "h1", ".gt-now h2", ".gt-now li"]
    tops = [tab.locator(name).first.bounding_box() for name in order]
    assert [box["y"] for box in tops] == sorted(box["y"] for box in tops)
    assert tops[-1]["y"] + tops[-1]["height"] <= PHONE["height"]


@pytest.mark.fits
def test_text_is_large_enough_and_its_lines_are_not_too_long(served, tab):
    for size, least in ((PHONE, 16), (DESK, 18)):
        tab.set_viewport_size(size)
        for path in (A_PROCEDURE, "briefings/learning/child-e/", "accessibility/"):
            tab.goto(served + path)
            text = tab.locator("main article > p").last
            assert text.evaluate("one => parseFloat(getComputedStyle(one).fontSize)") >= least, path
            assert text.evaluate("one => one.clientWidth / parseFloat(getComputedStyle(one).fontSize)") <= 40


def test_the_parts_of_a_page_can_be_told_apart_in_a_forced_palette(served, tab):
    tab.emulate_media(forced_colors="active")
    tab.goto(served + A_PROCEDURE)
    for part in (".gt-now", ".gt-mark", ".gt-menu-button"):
        found = tab.locator(part).first
        assert found.evaluate("one => parseFloat(getComputedStyle(one).borderInlineStartWidth)") >= 1, part


@pytest.mark.fits
@pytest.mark.parametrize("path", ["", A_PROCEDURE, "briefings/learning/child-e/", "contacts/"])
def test_on_paper_stand_999_and_example_first_and_nothing_to_press(served, tab, path):
    tab.goto(served + path)
    tab.emulate_media(media="print")
    for gone in (".gt-header", "#gt-menu", ".gt-skip", ".gt-toc", ".gt-scheme", "footer nav"):
        for one in tab.locator(gone).all():
            expect(one).to_be_hidden()
    example, danger = tab.get_by_text("EXAMPLE, not for use."), tab.locator(".gt-urgent__danger")
    expect(example.first).to_be_visible()
    expect(danger).to_contain_text("999")
    assert example.first.bounding_box()["y"] < danger.bounding_box()["y"] < 120
    assert tab.locator("h1").bounding_box()["y"] > danger.bounding_box()["y"]


def test_on_paper_a_dark_screen_prints_black_on_white(served, tab):
    tab.emulate_media(color_scheme="dark")
    tab.goto(served + A_PROCEDURE)
    tab.emulate_media(media="print", color_scheme="dark")
    assert tab.evaluate("getComputedStyle(document.body).color") == "rgb(11, 12, 12)"
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_an_address_that_is_none_says_so_and_leads_on(served, tab):
    tab.goto(served + "404.html")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Page not found")
    expect(tab.get_by_role("link", name="ring 999")).to_be_visible()


def test_no_page_has_a_quick_exit_that_did_not_ask_for_one(site):
    for page, soup in site.pages():
        assert bool(soup.select(".gt-exit")) == page.record.quick_exit, page.file


@pytest.fixture(scope="module")
def with_exit(tmp_path_factory):
    """The site with one page that asks for a quick exit, served."""
    copy = tmp_path_factory.mktemp("exit")
    copy_project(copy / "manual")
    page = copy / "manual/procedures/self-harm.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("owner:", "quick_exit: true\nowner:", 1), encoding="utf-8")
    built = run("mkdocs", "build", "--strict", "--site-dir", str(copy / "site"), cwd=copy / "manual")
    assert built.returncode == 0, built.stdout + built.stderr
    handler = functools.partial(Quiet, directory=str(copy / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_quick_exit_leaves_at_once_and_back_does_not_return(site, with_exit, tab):
    asked = []

    def weather(route):
        asked.append(route.request.headers)
        route.fulfill(body="<h1>Sunny</h1>", content_type="text/html")

    tab.route(f"{site.manual.partnership.quick_exit_to}**", weather)
    tab.goto(with_exit)
    tab.goto(f"{with_exit}procedures/self-harm/")
    assert faults(tab, "") == []
    expect(tab.get_by_text("It does not clear your history.")).to_be_visible()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")  # after the skip link
    expect(tab.get_by_role("link", name="Leave this page")).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", name="Sunny")).to_be_visible()
    assert "referer" not in asked[0]
    tab.go_back()
    assert tab.url == with_exit
