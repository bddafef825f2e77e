"""What a pull request hands to people opens from a folder, asks nobody for anything, and prints on A4."""

import io

import pytest
from pypdf import PdfReader

from goldenthread.manual.reading import read
from goldenthread.pages.words import vocabulary
from goldenthread.review.paper import paper
from goldenthread.review.previews import previews
from goldenthread.review.pull_request import PullRequest
from tests.conftest import ROOT, TODAY, copy_project
from tests.site.conftest import faults

A4 = (595, 842)
SCREENS = [{"width": 390, "height": 844}, {"width": 1280, "height": 900}]
HERE = "procedures/pre-birth.md"


@pytest.fixture(scope="module")
def handed(site, tmp_path_factory):
    """Write the paper and the previews of a change of the worked example; gives their folder."""
    before = copy_project(tmp_path_factory.mktemp("before") / "project")
    file = before / HERE
    text = file.read_text(encoding="utf-8")
    assert "Do not wait for the birth" in text
    file.write_text(text.replace("Do not wait for the birth", "You may wait for the birth"), encoding="utf-8")
    old, new = (vocabulary(ROOT / "macros.py", read(root), TODAY) for root in (before, ROOT))
    files = frozenset({HERE, "data/contacts.yml"})
    brought = PullRequest(old, new, (), (), frozenset(), files, TODAY)
    folder = tmp_path_factory.mktemp("handed")
    for name, text in {"paper.html": paper(brought), **previews(brought, site.folder)}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def opened(browser, handed):
    """Open each file from its folder: gives the tab, and what was asked of anybody else."""
    page = browser.new_page()

    def each():
        for file in sorted(handed.iterdir()):
            asked = []
            page.on("request", lambda request, to=asked: to.append(request.url))
            page.goto(file.as_uri())
            yield file, page, [url for url in asked if url != file.as_uri() and not url.startswith("data:")]

    yield each
    page.close()


def test_there_is_a_paper_and_a_file_for_each_page_that_changes(handed):
    names = sorted(file.name for file in handed.iterdir())
    assert names == ["contacts.html", "paper.html", "procedures-pre-birth.html"]


def test_each_opens_without_a_server_and_asks_nobody_for_anything(opened):
    for file, _, asked in opened():
        assert asked == [], file.name


def test_each_fits_a_phone_and_a_desk(opened):
    for file, page, _ in opened():
        for screen in SCREENS:
            page.set_viewport_size(screen)
            assert page.evaluate("document.documentElement.scrollWidth") <= screen["width"], file.name


def test_each_prints_on_a4_and_says_that_it_is_an_example(opened):
    for file, page, _ in opened():
        printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, format="A4")))
        for sheet in printed.pages:
            assert (sheet.mediabox.width, sheet.mediabox.height) == pytest.approx(A4, abs=1.5), file.name
        assert "EXAMPLE, not for use" in printed.pages[0].extract_text()


def test_everybody_can_use_them(opened):
    found = []
    for file, page, _ in opened():
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found += faults(page, f"{file.name} {scheme}")
    assert found == []


def test_a_preview_looks_as_the_page_would(opened, served, browser):
    site = browser.new_page(viewport=SCREENS[1])
    site.goto(served + "procedures/pre-birth/")
    for file, page, _ in opened():
        if file.name == "procedures-pre-birth.html":
            page.set_viewport_size(SCREENS[1])
            for look in ("font-family", "font-size", "color", "border-left-width"):
                for part in ("h1", ".gt-now", ".gt-urgent__danger"):
                    wanted, got = (
                        tab.locator(part).first.evaluate(f"e => getComputedStyle(e)['{look}']")
                        for tab in (site, page)
                    )
                    assert got == wanted, f"{part} {look}"
    site.close()


def test_the_paper_shows_what_was_and_what_would_be(opened):
    for file, page, _ in opened():
        if file.name == "paper.html":
            row = page.locator("tr", has=page.locator("del")).first
            assert "You may wait for the birth" in row.locator("td").nth(0).inner_text()
            assert "Do not wait for the birth" in row.locator("td").nth(1).inner_text()


def test_comments_close_by_the_readers_clock(served, browser):
    notice = (
        '</h1><p id="still" data-shown-until="2026-12-31">Say what you think.</p>'
        '<p id="over" data-shown-after="2026-12-31" hidden>Comments closed.</p>'
    )
    shown = {}
    for day in ("2026-12-31", "2027-01-01"):
        page = browser.new_page()
        page.clock.set_fixed_time(f"{day}T09:00:00")
        address = served + "procedures/pre-birth/"
        page.route(
            address, lambda route: route.fulfill(body=route.fetch().text().replace("</h1>", notice, 1))
        )
        page.goto(address)
        shown[day] = [page.locator(part).is_visible() for part in ("#still", "#over")]
        page.close()
    assert shown == {"2026-12-31": [True, False], "2027-01-01": [False, True]}
