"""Search in a real browser: what somebody types in a hurry, and what they then see, hear and can reach."""

import functools
import gzip
import http.server
import json
import shutil
import threading
from pathlib import Path

import pytest

from goldenthread.exports.search import EVERY, WITHDRAWN, Document
from goldenthread.manual.due import overdue_since
from goldenthread.site.search_index import index
from tests.conftest import ROOT
from tests.site.conftest import Quiet

CARRIED = [
    line.split("\t")
    for line in (ROOT / "tests/site/search-queries.tsv").read_text(encoding="utf-8").splitlines()[1:]
]
THERE = [(row[0], row[3]) for row in CARRIED if len(row) > 3]
"""The queries whose page this manual has."""
PLAIN = [
    ("negelct", "procedures/neglect/"),
    ("hungry dirty child", "procedures/neglect/"),
    ("kid left home alone at night", "procedures/neglect/"),
    ("missed hospital appointments", "procedures/neglect/"),
    ("dad never mentioned", "procedures/pre-birth/"),
    ("conceled pregnancy", "procedures/concealed-pregnancy/"),
    ("prebirth", "procedures/pre-birth/"),
    ("procedure for unborn babys", "procedures/pre-birth/"),
    ("bed sharing with newborn", "procedures/safer-sleep/"),
    ("which lado if carer lives in another county", "procedures/allegations/"),
    ("safegaurding alligation against staf", "procedures/allegations/"),
    ("football coach touched a child", "procedures/allegations/"),
    ("domestik violence", "procedures/domestic-abuse/"),
    ("child sees parents fighting", "procedures/domestic-abuse/"),
    ("child told me uncle touches her", "procedures/child-sexual-abuse/"),
    ("sexaul abuse", "procedures/child-sexual-abuse/"),
    ("wants to die", "procedures/self-harm/"),
    ("social worker wont accept my referral", "procedures/resolving-disagreements/"),
    ("esclation polcy", "procedures/resolving-disagreements/"),
    ("multi agancy referral form", "procedures/referral-form/"),
    ("MASH", "procedures/referrals/"),
    ("who decides if it meets threshold", "procedures/thresholds/"),
    ("serious case review", "procedures/serious-incidents/"),
    ("matching foster placement", "procedures/foster-homes/"),
    ("LADO phone number", "contacts/"),
    ("professional curiosity", "briefings/one-minute/professional-curiosity/"),
]
"""Slips, everyday words and scenes that were on no list, where the answer is plain."""
HOSTILE = {
    "markup": '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>',
    "very long": "neglect " * 1250,
    "emoji": "👶🏽🚨 neglect",
    "a regular expression": "(neglect|.*)+$[a-z]{2,}\\",
    "an address": "javascript:window.hurt=1//",
    "nothing but marks": "%%%&&&###\"'`",
}
FIND = """async ([query, narrow]) => {
  const { ready } = await import(new URL("/assets/search/find.js", location));
  const finder = await ready(new URL("/", location));
  const found = await finder.find(query, { narrow });
  const shown = await Promise.all(found.results.slice(0, 10).map((one) => finder.describe(one, found)));
  return shown.map(({ page }) => page.url || "");
}"""
BOX = "#gt-search-words"


@pytest.fixture(scope="module")
def device(browser):
    """A browser window, and all that it asked hosts for."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    page.set_default_timeout(10_000)
    yield page
    context.close()


def at(device, served, path=""):
    device.goto("about:blank")
    device.goto(served + path)
    return device


def results(page):
    """Wait for the page of results, and give the titles."""
    page.wait_for_function(
        "/result|Nothing|cannot/.test(document.querySelector('.gt-found__count').textContent)"
    )
    return [found.inner_text() for found in page.query_selector_all(".gt-found__page > .gt-found__title")]


def typed(page, text, box=BOX):
    """Type into the header's box, and wait for its list."""
    page.focus(box)
    page.fill(box, "")
    page.type(box, text)
    page.wait_for_selector(".gt-search__list:not([hidden]) .gt-search__all")
    page.wait_for_function(
        "text => document.querySelector('.gt-search__all').textContent.includes(text)", arg=text
    )


def ranks(device, served, queries):
    at(device, served, "search/")
    found = {}
    for query, page in queries:
        shown = device.evaluate(FIND, [query, {}])
        found[query] = shown.index(page) + 1 if page in shown else 99
    return found


def test_the_carried_queries_find_their_page(device, served):
    found = ranks(device, served, THERE)
    assert len(found) >= 12
    assert sum(rank == 1 for rank in found.values()) >= 0.9 * len(found), found
    assert max(found.values()) <= 3, found


def test_queries_that_were_on_no_list_find_their_page(device, served):
    found = ranks(device, served, PLAIN)
    assert sum(rank == 1 for rank in found.values()) >= 0.9 * len(found), found
    assert max(found.values()) <= 3, found


def test_from_typing_a_slip_to_reading_the_paragraph(device, served):
    page = at(device, served, "procedures/neglect/")
    typed(page, "hiden pregnancy")
    heading = page.query_selector(".gt-search__part")
    assert heading.inner_text().startswith("Hidden or late pregnancy")
    heading.click()
    page.wait_for_url("**/procedures/pre-birth/#hidden-or-late-pregnancy")
    box = page.query_selector("#hidden-or-late-pregnancy").bounding_box()
    assert 0 <= box["y"] < 900


def test_the_box_works_by_keyboard_alone_and_says_what_it_found(device, served):
    page = at(device, served, "procedures/neglect/")
    typed(page, "lado foster carer diferent council")
    box = page.query_selector(BOX)
    assert box.get_attribute("role") == "combobox"
    assert box.get_attribute("aria-expanded") == "true"
    said = page.query_selector(".gt-search__said")
    assert said.get_attribute("role") == "status"
    assert "results" in said.inner_text()
    assert "read as different" in said.inner_text()
    page.keyboard.press("ArrowDown")
    active = page.query_selector("#" + box.get_attribute("aria-activedescendant"))
    assert active.get_attribute("role") == "option"
    assert active.get_attribute("aria-selected") == "true"
    assert "Allegations against people" in active.inner_text()
    page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert page.evaluate("document.activeElement.id") == "gt-search-words"
    page.keyboard.press("ArrowDown")
    page.wait_for_selector(".gt-search__list:not([hidden])")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/procedures/allegations/")


def test_enter_leads_to_a_page_of_results_that_can_be_linked_to(device, served):
    page = at(device, served, "contacts/")
    page.fill(BOX, "negelct")
    page.focus(BOX)
    page.wait_for_selector(".gt-search__list", state="attached")
    page.press(BOX, "Enter")
    page.wait_for_url("**/search/#q=negelct")
    assert results(page)[0] == "Neglect"


def test_a_result_says_kind_owner_review_and_example_and_marks_what_matched(device, served):
    page = at(device, served, "search/#q=hiding+pregnancy")
    assert results(page)[0] == "Hidden or denied pregnancy"
    first = page.query_selector(".gt-found__page")
    facts = first.query_selector(".gt-found__facts").inner_text()
    for part in ("EXAMPLE", "Procedure", "Procedures group", "written 21 November 2026", "due"):
        assert part in facts
    assert first.query_selector("a[href$='procedures/concealed-pregnancy/']")
    assert page.query_selector(".gt-found__parts a[href$='pre-birth/#hidden-or-late-pregnancy']")
    marked = {mark.inner_text().lower() for mark in first.query_selector_all("mark")}
    assert {"hides", "pregnancy"} <= marked


def test_a_result_that_fell_due_since_the_build_says_so_by_the_readers_clock(browser, served, site):
    due = site.manual.procedures["concealed-pregnancy"].record.review_date
    page = browser.new_page()
    page.clock.set_fixed_time(f"{due.replace(year=due.year + 1)}T09:00:00")
    page.goto(served + "search/#q=hiding+pregnancy")
    assert results(page)
    since = overdue_since(due)
    assert f"{since[0].lower()}{since[1:]}" in page.query_selector(".gt-found__facts").inner_text()
    page.close()


def test_filters_narrow_the_results_and_stand_in_the_address(device, served):
    page = at(device, served, "search/#q=lado")
    every = results(page)
    page.click(".gt-find__filters summary")
    page.select_option("[data-filter=kind]", "7-minute briefing")
    page.wait_for_url("**/search/#q=lado&kind=7-minute+briefing")
    page.wait_for_function(
        "[...document.querySelectorAll('.gt-found__facts')].every(f => f.textContent.includes('7-minute'))"
    )
    assert "Which LADO leads?" in results(page)
    page.go_back()
    page.wait_for_function("document.querySelector('.gt-found__facts').textContent.includes('Procedure ')")
    assert results(page) == every
    for name, value in (("audience", "fostering"), ("area", "rutland"), ("section", "workforce")):
        shown = device.evaluate(FIND, ["lado", {name: value}])
        assert "procedures/allegations/" in shown
    assert "procedures/allegations/" not in device.evaluate(FIND, ["lado", {"section": "babies"}])


def test_nothing_found_says_what_to_try_and_whom_to_ask(device, served):
    page = at(device, served, "search/#q=zzyzx")
    assert results(page) == []
    told = page.query_selector("[data-nothing]").inner_text()
    for part in ("other words", "A to Z", "ring somebody now", "999"):
        assert part in told


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_input_does_nothing_but_search(device, served, text):
    faults = []

    def note(fault):
        faults.append(fault)

    device.on("pageerror", note)
    page = at(device, served, "procedures/neglect/")
    page.focus(BOX)
    page.evaluate(
        """([box, text]) => {
          const field = document.querySelector(box);
          field.value = text;
          field.dispatchEvent(new Event("input", { bubbles: true }));
        }""",
        [BOX, text],
    )
    page.wait_for_selector(".gt-search__list:not([hidden]) .gt-search__all")
    page.press(BOX, "Enter")
    page.wait_for_url("**/search/#**")
    results(page)
    assert page.evaluate("window.hurt") is None
    assert (
        page.query_selector(".gt-found :is(img, script), .gt-found__count *, .gt-search :is(img, script)")
        is None
    )
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert faults == []
    device.remove_listener("pageerror", note)


def test_what_is_typed_never_leaves_the_device_and_nothing_loads_before_somebody_searches(device, served):
    page = at(device, served, "procedures/neglect/")
    page.wait_for_load_state("networkidle")
    del page.asked[:-1]
    before = [url for url in page.asked if "pagefind" in url or "/search/" in url]
    assert before == []
    typed(page, "kevin smithson neglect")
    page.press(BOX, "Enter")
    page.wait_for_url("**/search/#**")
    results(page)
    assert any("pagefind" in url for url in page.asked)
    for url in page.asked:
        assert url.startswith(served)
        assert "kevin" not in url.partition("#")[0].lower()
    assert page.context.cookies() == []


def test_without_javascript_the_box_leads_to_the_a_to_z(browser, served):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + "procedures/neglect/")
    page.fill(BOX, "kevin")
    page.press(BOX, "Enter")
    page.wait_for_url("**/a-to-z/*")
    assert "kevin" not in page.url
    assert page.query_selector("a:text-is('Neglect')")
    assert page.query_selector("li:has-text('Pre-birth procedure: see Pre-birth assessment and planning')")
    context.close()


def test_on_a_phone_a_button_opens_the_box_and_gives_it_the_focus(browser, served):
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(served + "procedures/neglect/")
    page.wait_for_selector("button.gt-search__open")
    assert not page.is_visible(BOX)
    page.click("button.gt-search__open")
    assert page.evaluate("document.activeElement.id") == "gt-search-words"
    page.keyboard.press("Escape")
    assert not page.is_visible(BOX)
    page.close()


def test_a_withdrawn_page_is_found_only_by_who_asks_for_it(device, tmp_path):
    stands = Document("new/", "Bruises", "procedure", "<p>Bruised babies.</p>", names=("Marks",))
    gone = Document(
        "old/", "Bruising", "procedure", "<p>Bruised babies.</p>", state=WITHDRAWN, names=("Old",)
    )
    shutil.copytree(ROOT / "theme/assets", tmp_path / "assets")
    told = {
        "every": EVERY,
        "example": False,
        "pages": [{"url": d.url, "title": d.title, "kind": d.kind, "names": d.names} for d in (stands, gone)],
        "terms": [],
        "spelling": "bruises bruising bruised babies marks old",
    }
    indexing = threading.Thread(target=index, args=((stands, gone), told, tmp_path))
    indexing.start()  # the browser's driver has this thread's event loop
    indexing.join()
    (tmp_path / "index.html").write_text("<!doctype html><title>x</title>")
    handler = functools.partial(Quiet, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        at(device, f"http://127.0.0.1:{server.server_port}/")
        for query in ("bruising", "bruised babies", "old"):
            assert "old/" not in device.evaluate(FIND, [query, {}]), query
            assert "old/" in device.evaluate(FIND, [query, {"withdrawn": "yes"}]), query
        assert device.evaluate(FIND, ["bruising", {}]) == ["new/"]
        server.shutdown()


def test_the_index_holds_what_authors_wrote_and_no_frame(site):
    texts = {}
    for file in sorted((site.folder / "pagefind/fragment").iterdir()):
        data = gzip.decompress(file.read_bytes())
        fragment = json.loads(data[data.index(b"{") :])
        texts[fragment["url"].lstrip("/")] = fragment["content"]
    assert "Invite him by name" in texts["procedures/pre-birth/"]
    assert {
        page.path.removesuffix(".md") + "/" for page, _ in site.pages() if "index" not in page.path
    } <= set(texts)
    for url, text in texts.items():
        for framed in ("Suggest a change", "Worried about a child? Child lives in", "To be reviewed by"):
            assert framed not in text, url
    assert "procedures/" not in texts  # a list is no result
    assert {"contacts/", "glossary/"} <= set(texts)


def test_a_first_search_on_a_phone_is_small(device, site, served):
    page = at(device, served, "procedures/neglect/")
    page.wait_for_load_state("networkidle")
    del page.asked[:]
    typed(page, "lado foster carer")
    page.wait_for_load_state("networkidle")
    files = {url.removeprefix(served).partition("?")[0] for url in page.asked}
    moved = sum(len(gzip.compress((site.folder / file).read_bytes())) for file in files if Path(file).suffix)
    assert moved < 220_000, moved


def test_a_search_fetches_the_index_of_its_words_and_not_the_whole(device, site, served):
    at(device, served, "search/")
    device.reload()
    device.wait_for_load_state("networkidle")
    del device.asked[:]
    device.evaluate(FIND, ["bruise", {}])
    fetched = {url for url in device.asked if url.endswith(".pf_index")}
    assert 0 < len(fetched) < len(list((site.folder / "pagefind/index").iterdir())) / 2


UNDERSTAND = """async ([query, told]) => {
  const { Vocabulary, understand } = await import(new URL("/assets/search/query.js", location));
  const { tokens, mended, unknown } = understand(query, new Vocabulary(told));
  return { words: tokens.map(({ word }) => word), mended, unknown };
}"""
KNOWN = {
    "example": False,
    "pages": [{"url": "neglect/", "title": "Neglect", "kind": "procedure", "found": ["prebirth"]}],
    "terms": [],
    "spelling": "abuse birth care domestic escalation mother neglect pre safeguarding section",
}


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("domestik", ["domestic"]),  # a wrong letter
        ("safegaurding", ["safeguarding"]),  # two letters swapped
        ("prebirth", ["prebirth"]),  # known as typed
        ("esclation", ["escalation"]),  # a letter missing
        ("what should i do about neglect", ["neglect"]),  # common words
        ("mum", ["mother"]),  # an everyday word
        ("s47", ["section"]),  # as people write the law
        ("core", []),  # short words are left alone: too many are near
    ],
)
def test_what_somebody_meant_is_understood(device, served, query, words):
    at(device, served, "search/")
    assert device.evaluate(UNDERSTAND, [query, KNOWN])["words"] == words


def test_a_rare_word_says_more_than_a_usual_one(device, served):
    at(device, served, "search/")
    rarity = """async () => {
      const { rarity } = await import(new URL("/assets/search/query.js", location));
      return [rarity(300, 2), rarity(300, 200)];
    }"""
    rare, usual = device.evaluate(rarity)
    assert rare > 3 * usual
