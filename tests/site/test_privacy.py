"""Nothing goes to anybody but the site's own host, what is kept can be forgotten, and a page is light."""

import gzip
import re

import pytest
from playwright.sync_api import expect

from tests.site.test_access import A_PROCEDURE, PHONE

MOST = 150 * 1024
"""What a procedure may weigh, compressed, before anybody searches."""
CHANGES = "changes/"
COMPRESSED = re.compile(r"text/|javascript|json|svg|xml")


@pytest.fixture
def fresh(browser):
    """A browser that was never here: nothing kept, nothing cached."""
    context = browser.new_context(viewport=PHONE)
    yield context
    context.close()


def test_no_request_leaves_the_site_and_no_cookie_is_set_on_any_kind_of_page(fresh, served, kinds):
    asked, told = [], []
    fresh.on("request", lambda request: asked.append(request.url))
    fresh.on("response", lambda response: told.extend(n for n in response.headers if n == "set-cookie"))
    tabs = [fresh.new_page() for _ in range(8)]  # each waits half a second for what a page may yet ask for
    for first in range(0, len(kinds), len(tabs)):
        opened = list(zip(tabs, kinds[first : first + len(tabs)], strict=False))
        for page, path in opened:
            page.goto(served + path)
        for page, _ in opened:
            page.wait_for_load_state("networkidle")
            policy = page.locator('meta[name="referrer"]')
            expect(policy).to_have_attribute("content", "no-referrer")
    assert len(asked) > len(kinds)
    assert [url for url in asked if not url.startswith((served, "data:", "blob:" + served))] == []
    assert fresh.cookies() == []
    assert told == []


def test_no_request_leaves_the_site_while_somebody_searches(fresh, served):
    page, asked = fresh.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(served + A_PROCEDURE)
    opens = page.locator(".gt-search__open")
    if opens.is_visible():
        opens.click()
    page.locator(".gt-header").get_by_role("combobox").fill("zebedee bruise")
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("option").first).to_be_visible()
    assert [url for url in asked if not url.startswith((served, "data:", "blob:" + served))] == []
    assert [url for url in asked if "zebedee" in url.partition("#")[0].lower()] == []


def test_nothing_is_kept_until_somebody_chooses_or_asks_what_changed(fresh, served, kinds):
    page = fresh.new_page()
    for path in kinds:
        if path != CHANGES:
            page.goto(served + path)
    assert page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]") == []


def test_what_is_kept_is_what_the_privacy_page_lists_and_its_button_forgets_it(fresh, served, site):
    page = fresh.new_page()
    page.goto(served + A_PROCEDURE)
    page.get_by_role("radio", name="Dark").check()
    page.get_by_role("group", name="Child lives in").get_by_role("button").last.click()
    page.goto(served + CHANGES)
    kept = set(page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]"))
    listed = {code.get_text() for code in site.soup("privacy.md").select("main td code")}
    assert kept == listed == {"gt-area", "gt-scheme", "gt-changes-seen"}
    page.goto(served + "privacy/")
    assert page.evaluate("document.documentElement.dataset.scheme") == "dark"
    page.evaluate("localStorage.setItem('a-neighbour-on-the-same-host', 'stays')")
    page.get_by_role("button", name="Forget my choices").click()
    expect(page.get_by_role("status").filter(has_text="Cleared.")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage)") == ["a-neighbour-on-the-same-host"]
    assert page.evaluate("document.documentElement.dataset.scheme") is None


def test_every_key_that_a_script_uses_is_on_the_privacy_page(site, root):
    listed = {code.get_text() for code in site.soup("privacy.md").select("main td code")}
    for script in (root / "theme" / "assets").rglob("*.js"):
        text = script.read_text(encoding="utf-8")
        assert "document.cookie" not in text, script
        if "Storage" in text:
            used = set(re.findall(r'(?:Item\(|KEY = )"([^"]+)"', text))
            assert used <= listed, script
    for file in site.every():
        kept = re.findall(r'data-visits="([^"]+)"', file.read_text(encoding="utf-8"))
        assert set(kept) <= listed, file


def test_a_choice_of_dark_holds_on_the_next_page_and_is_there_before_anything_is_painted(fresh, served):
    page = fresh.new_page()
    page.goto(served)
    page.get_by_role("radio", name="Dark").check()
    page.route(re.compile("menu.js"), lambda route: route.abort())
    page.goto(served + A_PROCEDURE)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 22, 24)"


def test_a_page_works_where_the_browser_forbids_to_keep_anything(fresh, served):
    page, broken = fresh.new_page(), []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name,"
        " { get() { throw new DOMException('no', 'SecurityError'); } });"
    )
    page.goto(served + A_PROCEDURE)
    page.get_by_role("radio", name="Dark").check()
    assert page.evaluate("document.documentElement.dataset.scheme") == "dark"
    page.goto(served + "privacy/")
    page.get_by_role("button", name="Forget my choices").click()
    expect(page.get_by_text("This browser keeps nothing for this site.")).to_be_visible()
    assert broken == []


def test_a_page_holds_no_script_and_no_style_of_its_own(site):
    for file in site.every():
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"<script(?![^>]*\b(src=|type=.?application/(ld\+)?json))", text), file
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", text), file


def test_a_page_works_under_a_strict_content_security_policy(fresh, served):
    page, complaints = fresh.new_page(), []
    page.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)
    page.route("**/*", lambda route: _with_policy(route))
    page.goto(served + A_PROCEDURE, wait_until="networkidle")
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()
    assert complaints == []


def _with_policy(route):
    answer = route.fetch()
    policy = (
        "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; connect-src 'self'"
        "; font-src 'self'"
    )
    route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": policy})


def weight(context, address):
    """Sum what a page loads, cold, compressed as a host would."""
    page, loaded = context.new_page(), {}

    def note(response):
        if response.url.startswith("data:"):
            return
        body, kind = response.body(), response.headers.get("content-type", "")
        loaded[response.url] = len(gzip.compress(body, 6)) if COMPRESSED.search(kind) else len(body)

    page.on("requestfinished", lambda request: note(request.response()))
    page.goto(address, wait_until="networkidle")
    page.close()
    return loaded


def test_a_procedure_weighs_little_before_anybody_searches(fresh, served, site):
    heaviest = max(
        (site.folder / "procedures").glob("*/index.html"), key=lambda file: file.stat().st_size
    ).parent.name
    for path in (A_PROCEDURE, f"procedures/{heaviest}/"):
        loaded = weight(fresh, served + path)
        assert len(loaded) > 3
        assert sum(loaded.values()) <= MOST, loaded
        assert not any("pagefind" in url for url in loaded), "the index waits for somebody to search"
