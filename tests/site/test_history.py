"""What a procedure said before, on the built site and in a browser."""

import functools
import http.server
import shutil
import threading

import pytest
from playwright.sync_api import expect

from goldenthread.history import write_history
from goldenthread.manual.reading import read
from tests.engine.history.test_history import FIRST, NOW, project
from tests.engine.small_manual import FILES
from tests.site.conftest import Quiet, faults


def test_every_procedure_leads_to_what_it_said_before(site):
    for page in site.manual.procedures.values():
        (link,) = [
            a for a in site.soup(page.path).select("a") if a.get_text() == "What this page said before"
        ]
        assert link["href"] == "history/"
        assert (site.folder / "procedures" / page.address / "history/index.html").exists()


def test_the_history_is_kept_out_of_search_engines_and_out_of_search(site):
    for file in site.folder.glob("procedures/*/history/**/index.html"):
        assert 'content="noindex, nofollow"' in file.read_text(encoding="utf-8")
    sitemap = (site.folder / "sitemap.xml").read_text(encoding="utf-8")
    assert "/history/" not in sitemap
    told = (site.folder / "pagefind" / "words.json").read_text(encoding="utf-8")
    assert "/history/" not in told


EXAMPLE = FILES["data/partnership.yml"].replace("worked_example: false", "worked_example: true")


@pytest.fixture(scope="module")
def recorded(site, tmp_path_factory):
    """Serve the history of a small manual with a known record; gives its address."""
    folder = tmp_path_factory.mktemp("recorded")
    bad = FIRST + "\nShe was born on 3 March 2012.\n"
    fix = FIRST.replace("What to do about neglect", "What to do about any neglect")
    versions = (("2024-01-05", FIRST), ("2024-06-07", bad), ("2024-06-07", fix), ("2025-03-07", NOW))
    root = project(folder, *versions, changed={"data/partnership.yml": EXAMPLE})
    built = folder / "built"
    shutil.copytree(site.folder / "assets", built / "assets")
    assert write_history(read(root), built, root) == ()
    handler = functools.partial(Quiet, directory=str(built))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/procedures/neglect/history/"
        server.shutdown()


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        ("2024-01-04", "Git holds nothing of this page from 4 January 2024."),
        ("2024-03-12", "On 12 March 2024 this site showed the version of 5 January 2024: The whole page"),
        (
            "2026-01-01",
            "On 1 January 2026 this site showed the version of 7 March 2025: The page as it stands",
        ),
        ("2024-06-07", "At the beginning of 7 June 2024 this site showed the version of 5 January 2024"),
        ("2024-06-07", "On the same day, 7 June 2024, this site showed the version of 7 June 2024"),
    ],
)
def test_what_it_said_on_a_day_has_an_answer_and_the_answer_is_a_link(page, recorded, day, answer):
    page.goto(recorded)
    page.get_by_label("What did this say on").fill(day)
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("status")).to_contain_text(answer)
    again = page.context.new_page()
    again.goto(page.url)
    expect(again.get_by_role("status")).to_contain_text(answer)


def test_the_words_that_came_and_went_are_told_without_colour(page, recorded):
    page.goto(recorded)
    assert page.locator("ins").first.evaluate("e => getComputedStyle(e).textDecorationLine") == "underline"
    assert "line-through" in page.locator("del").first.evaluate("e => getComputedStyle(e).textDecorationLine")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_history_fits_its_screen(page, recorded, width):
    page.set_viewport_size({"width": width, "height": 844})
    for path in ("", "2024-01-05/"):
        page.goto(recorded + path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", "2024-01-05/", "2024-06-07/"], ids=["all", "a version", "a hidden one"])
def test_axe_finds_nothing_in_the_history(page, recorded, path, scheme):
    page.emulate_media(color_scheme=scheme)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(f"{recorded}{path}#on=2024-03-12")
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        assert faults(page, path) == []


def test_without_javascript_every_version_says_from_when_to_when_it_was_shown(browser, recorded):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(recorded)
    expect(page.get_by_label("What did this say on")).to_be_hidden()
    expect(page.get_by_text("shown from 5 January 2024 to 7 June 2024.")).to_be_visible()
    context.close()


def test_an_answer_in_the_address_that_is_none_breaks_nothing(page, recorded):
    broken = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    for asked in ("2024-13-45", "0000-00-00", "tomorrow", "%3Cb%3E"):
        page.goto(f"{recorded}#on={asked}")
        page.reload()
        expect(page.get_by_role("status")).to_have_text("")
    assert broken == []


def test_on_paper_a_superseded_version_says_so_first_and_carries_its_address(page, recorded):
    page.goto(f"{recorded}2024-01-05/")
    page.emulate_media(media="print")
    expect(page.get_by_text("EXAMPLE, not for use.")).to_be_visible()
    expect(page.get_by_text("Superseded on 7 June 2024.")).to_be_visible()
    above, title = page.locator(".gt-superseded").bounding_box(), page.locator("h1").bounding_box()
    assert above["y"] < title["y"]
    expect(page.locator(".gt-address")).to_have_text("/procedures/neglect/history/2024-01-05/")
    expect(page.locator(".gt-header")).to_be_hidden()


def test_a_superseded_version_is_light(site):
    for file in site.folder.glob("procedures/*/history/*/index.html"):
        assert file.stat().st_size < 24 * 1024, file
