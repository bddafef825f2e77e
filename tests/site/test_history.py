"""What a procedure said before, on the built site and in a browser."""

import functools
import http.server
import shutil
import threading

import pytest
from playwright.sync_api import expect

from goldenthread.history import write_history
from goldenthread.reading import read
from tests.conftest import ROOT
from tests.engine.test_history import FIRST, NOW, project
from tests.site.conftest import Quiet


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


@pytest.fixture(scope="module")
def recorded(tmp_path_factory):
    """Serve the history of a small manual with a known record; gives its address."""
    folder = tmp_path_factory.mktemp("recorded")
    root = project(folder, ("2024-01-05", FIRST), ("2025-03-07", NOW))
    built = folder / "built"
    shutil.copytree(ROOT / "theme/assets", built / "assets")
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
