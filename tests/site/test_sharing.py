"""A link can be passed on: what a chat shows of it, that it is copied whole, and that it can be read out."""

import shutil
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from PIL import Image
from playwright.sync_api import expect

from goldenthread.manual.data_records import EXAMPLE
from goldenthread.site.publish import publish
from goldenthread.text.links import url
from tests.conftest import TODAY, copy_project
from tests.site.conftest import ADDRESS, faults, run, serving
from tests.site.test_access import DESK, PHONE

BRIEFING = "briefings/seven-minute/which-lado-leads/"
SHORT = "7/which-lado-leads/"
A_PROCEDURE = "procedures/allegations/"
MOST_BYTES = 20_000


def shown(soup) -> dict[str, str]:
    """Read a page's head as a chat program does."""
    found = [(m.get("property") or m.get("name"), m["content"]) for m in soup.head.select("meta[content]")]
    names = [name for name, _ in found]
    assert len(names) == len(set(names)), "said twice"
    return dict(found)


def picture_of(site, soup) -> Image.Image:
    address = shown(soup)["og:image"]
    assert address.startswith(ADDRESS)
    content = (site.folder / address.removeprefix(ADDRESS)).read_bytes()
    assert len(content) < MOST_BYTES
    return Image.open(BytesIO(content))


@pytest.fixture
def tab(browser):
    """A browser that may use the clipboard, as one does on a site with https."""
    context = browser.new_context(viewport=PHONE)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


def clipboard(page) -> str:
    return page.evaluate("navigator.clipboard.readText()")


# --- what a chat or an e-mail shows ---


def open_pages(site):
    """Give the pages that their reader need not leave in a hurry: of the others a chat shows nothing."""
    pages = list(site.pages())
    return [(page, soup) for page, soup in pages if not getattr(page.record, "quick_exit", False)]


def test_a_link_to_any_page_of_the_manual_shows_title_summary_kind_address_and_picture(addressed):
    pictures = set()
    for page, soup in open_pages(addressed):
        said = shown(soup)
        assert said["og:title"].startswith(f"{EXAMPLE}: ")
        assert said["og:description"] == page.record.summary
        assert said["og:site_name"] == f"{EXAMPLE}: {addressed.manual.partnership.name}"
        assert said["og:type"] in ("article", "website")
        assert (
            said["og:url"] == f"{ADDRESS}{url(page.path)}" == soup.select_one("link[rel=canonical]")["href"]
        )
        assert said["og:locale"] == "en_GB"
        assert said["twitter:card"] == "summary_large_image"
        picture = picture_of(addressed, soup)
        assert (picture.format, picture.size) == ("PNG", (1200, 630))
        assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
        assert EXAMPLE in said["og:image:alt"]
        pictures.add(said["og:image"])
    assert pictures == {f"{ADDRESS}assets/link.png"}, "one for the whole site"


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("briefings/seven-minute/which-lado-leads.md", "Which LADO leads? · 7-minute briefing"),
        ("briefings/one-minute/working-with-fathers.md", "· One-minute guide"),
        ("procedures/allegations.md", "· Procedure"),
        ("procedures/neglect-toolkit.md", "· Tool"),
        ("briefings/learning/domestic-abuse-audit.md", "· Learning record: multi-agency audit"),
        ("privacy.md", "Privacy"),
        ("changes.md", "What changed"),
        ("index.md", "Midshire Safeguarding Procedures"),
    ],
)
def test_the_title_of_a_link_says_what_kind_of_page_it_is(addressed, path, title):
    said = shown(addressed.soup(path))["og:title"]
    assert said.startswith(EXAMPLE)
    assert said.endswith(title)


def test_every_other_page_is_shown_with_a_picture_too(addressed):
    assert "og:image" in shown(addressed.soup("a-to-z.md"))
    for of, part in (
        ("briefings/learning/child-e", "pack"),
        ("briefings/seven-minute/which-lado-leads", "session"),
        ("briefings/one-minute/working-with-fathers", "bookmark"),
    ):
        soup = addressed.soup(f"{of}/{part}.md")
        assert shown(soup)["og:image"] == f"{ADDRESS}assets/link.png"
        assert shown(soup)["og:url"] == f"{ADDRESS}{of}/{part}/"


def test_every_picture_that_any_page_names_is_there_and_bears_the_mark(addressed):
    named = set()
    for file in addressed.every():
        soup = (
            addressed.soup(f"{file.parent.relative_to(addressed.folder).as_posix()}/index.md")
            if (file.name == "index.html")
            else None
        )
        if soup and "og:image" in shown(soup):
            picture = picture_of(addressed, soup).convert("RGB")
            assert picture.getpixel((5, 5)) == (255, 221, 0), "the yellow of the mark"
            named.add(shown(soup)["og:image"].removeprefix(ADDRESS))
    assert named == {"assets/link.png"}


def test_without_an_address_a_link_shows_its_words_and_no_picture_is_drawn(site):
    for page, soup in open_pages(site):
        said = shown(soup)
        assert said["og:description"] == page.record.summary
        assert said["twitter:card"] == "summary"
        assert not {"og:url", "og:image"} & set(said), "neither may be relative"
    assert not (site.folder / "assets/link.png").exists()


@pytest.fixture(scope="module")
def careful(tmp_path_factory):
    """A manual with an address, and with a page that had another one."""
    root = copy_project(tmp_path_factory.mktemp("careful") / "project")
    for file, old, new in (
        ("data/partnership.yml", 'site_url: ""', f"site_url: {ADDRESS}"),
        ("briefings/seven-minute/which-lado-leads.md", "issued: ", "was: [whose-lado]\nissued: "),
    ):
        text = (root / file).read_text(encoding="utf-8")
        assert old in text
        (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    built = run("mkdocs", "build", "--strict", "--site-dir", "built", cwd=root)
    assert built.returncode == 0, built.stdout + built.stderr
    published = run("goldenthread", "publish", "built", "site", cwd=root)
    assert published.returncode == 0, published.stdout + published.stderr
    return root / "site"


def test_a_link_to_a_page_with_a_quick_exit_shows_only_whose_manual_it_is(careful):
    html = (careful / "procedures/domestic-abuse/index.html").read_text(encoding="utf-8")
    said = shown(BeautifulSoup(html, "html.parser"))
    told = " ".join(value for name, value in said.items() if name.startswith(("og:", "twitter:")))
    assert "abuse" not in told.replace(said["og:url"], "").lower()
    assert said["twitter:card"] == "summary"
    assert "og:image" not in said


# --- addresses short enough to read out ---


@pytest.mark.parametrize(("folder", "first"), [("seven-minute", "7"), ("one-minute", "1")])
def test_every_briefing_and_guide_has_a_short_address_that_its_page_shows(addressed, folder, first):
    shelf = addressed.manual.briefings if first == "7" else addressed.manual.guides
    assert shelf
    for page in shelf.values():
        soup = addressed.soup(page.path)
        short = f"{ADDRESS.removeprefix('https://')}{first}/{page.address}"
        assert soup.select_one(".gt-own-address").get_text(" ", strip=True).endswith(short)
        leads = addressed.soup(f"{first}/{page.address}.md")
        assert leads.select_one("a")["href"] == f"../../briefings/{folder}/{page.address}/"
        assert shown(leads)["og:url"] == f"{ADDRESS}{url(page.path)}", "a chat shows what it leads to"


def test_the_page_of_any_other_kind_shows_its_own_address(addressed):
    for path in ("procedures/allegations.md", "changes.md"):
        words = addressed.soup(path).select_one(".gt-own-address__words").get_text()
        assert words == f"{ADDRESS.removeprefix('https://')}{url(path)}".rstrip("/")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_short_address_leads_to_the_page(browser, served, scripts):
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{served}{SHORT}")
    page.wait_for_url(f"{served}{BRIEFING}")
    expect(page.locator("h1")).to_have_text("Which LADO leads?")
    context.close()


def test_a_short_address_and_a_former_one_lead_to_the_paragraph_that_was_asked_for(browser, careful):
    page = browser.new_page()
    with serving(careful) as there:
        for short in (SHORT, "7/whose-lado/", "briefings/seven-minute/whose-lado/"):
            page.goto(f"{there}{short}#what-to-do")
            page.wait_for_url(f"{there}{BRIEFING}#what-to-do")
            expect(page.locator("#what-to-do")).to_be_in_viewport()
    page.close()


def test_a_short_address_is_not_kept_as_a_step_to_go_back_to(browser, served):
    page = browser.new_page()
    page.goto(served)
    page.goto(f"{served}{SHORT}")
    page.wait_for_url(f"{served}{BRIEFING}")
    page.go_back()
    assert page.url == served
    page.close()


def test_a_short_address_that_leads_nowhere_stops_the_site(addressed, tmp_path):
    built = tmp_path / "built"
    shutil.copytree(addressed.folder, built)
    (built / "1/lost").mkdir()
    (built / "1/lost/index.html").write_text('<p><a href="../../briefings/one-minute/lost/">Lost</a></p>')
    problems = publish(addressed.manual, built, tmp_path / "site", TODAY)
    assert any("1/lost" in str(problem) and "leads nowhere" in str(problem) for problem in problems)


# --- copy link ---


def test_the_link_of_a_heading_is_copied_whole_by_a_click_and_by_the_keyboard(tab, served_addressed):
    tab.goto(f"{served_addressed}{A_PROCEDURE}")
    links = tab.locator("h2 a.headerlink")
    for number, press in ((1, lambda link: link.click()), (2, lambda link: link.press("Enter"))):
        link = links.nth(number)
        anchor = link.get_attribute("href")
        press(link)
        expect(tab.get_by_role("status").filter(has_text="Link copied.")).to_be_attached()
        expect(link).to_have_attribute("data-copied", "")
        assert clipboard(tab) == f"{ADDRESS}{A_PROCEDURE}{anchor}"
    assert tab.locator("[data-copied]").count() == 1, "the one that was copied last"


@pytest.mark.fits
def test_that_a_link_was_copied_is_seen_beside_it_and_goes_again(tab, served):
    tab.clock.install()
    tab.goto(f"{served}{A_PROCEDURE}")
    link = tab.locator("h2 a.headerlink").nth(1)
    narrow = link.bounding_box()["width"]
    link.click()
    expect(link).to_have_attribute("data-copied", "")
    assert "✓ Copied" in link.evaluate("e => getComputedStyle(e, '::after').content")
    assert link.bounding_box()["width"] > narrow
    tab.clock.run_for(5000)
    expect(link).not_to_have_attribute("data-copied", "")
    expect(tab.locator(".gt-copied")).to_be_empty()


def test_without_an_address_of_the_site_the_link_is_where_the_page_was_read(tab, served):
    tab.goto(f"{served}{A_PROCEDURE}?from=mail#somewhere")
    link = tab.locator("h2 a.headerlink").nth(1)
    link.click()
    expect(link).to_have_attribute("data-copied", "")
    assert clipboard(tab).endswith(link.get_attribute("href"))
    assert clipboard(tab).startswith(f"{served}{A_PROCEDURE}")
    tab.get_by_role("button", name="Copy link to this page").click()
    expect(tab.locator(".gt-own-address [data-copied]")).to_be_attached()
    assert clipboard(tab) == f"{served}{A_PROCEDURE}"


@pytest.mark.parametrize("path", [BRIEFING, A_PROCEDURE, "changes/", ""])
def test_the_link_of_a_page_is_copied_by_the_button_under_its_title(tab, served_addressed, path):
    tab.goto(f"{served_addressed}{path}")
    tab.get_by_role("button", name="Copy link to this page").click()
    expect(tab.get_by_role("status").filter(has_text="Link copied.")).to_be_attached()
    assert clipboard(tab) == f"{ADDRESS}{path}", "the permanent one, not the short one"


def test_where_the_clipboard_is_refused_a_heading_is_followed_and_a_button_shows_the_address(browser, served):
    page, broken = browser.new_page(viewport=PHONE), []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto(f"{served}{A_PROCEDURE}")
    link = page.locator("h2 a.headerlink").nth(1)
    link.click()
    assert page.url == f"{served}{A_PROCEDURE}{link.get_attribute('href')}"
    page.get_by_role("button", name="Copy link to this page").click()
    expect(page.get_by_role("status").filter(has_text="Here it is:")).to_be_visible()
    expect(page.locator(".gt-copied__address")).to_have_text(f"{served}{A_PROCEDURE}")
    page.wait_for_function("String(getSelection()).endsWith('allegations/')")
    assert faults(page, "refused") == []
    page.locator("h1").click()
    expect(page.locator(".gt-copied")).to_be_empty()
    assert broken == []
    page.close()


def test_without_scripts_a_heading_s_link_is_a_link_and_there_is_no_button_in_vain(browser, served):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}{A_PROCEDURE}")
    expect(page.locator("[data-copy]").first).to_be_hidden()
    link = page.locator("h2 a.headerlink").nth(1)
    link.click()
    assert page.url.endswith(link.get_attribute("href"))
    context.close()


def test_a_link_opened_in_another_tab_is_not_copied_instead(tab, served):
    tab.goto(f"{served}{A_PROCEDURE}")
    with tab.context.expect_page() as opened:
        tab.locator("h2 a.headerlink").nth(1).click(modifiers=["Control"])
    assert opened.value.url.startswith(f"{served}{A_PROCEDURE}#")
    assert tab.locator("[data-copied]").count() == 0


def test_a_heading_s_link_says_which_heading_and_a_list_of_headings_reads_each_once(tab, served):
    tab.goto(f"{served}{A_PROCEDURE}")
    expect(tab.get_by_role("link", name="Copy link to: Which LADO leads", exact=True)).to_be_attached()
    expect(tab.get_by_role("heading", name="Which LADO leads", exact=True)).to_be_attached()


@pytest.mark.fits
@pytest.mark.parametrize("path", [A_PROCEDURE, BRIEFING, "changes/"])
def test_a_finger_finds_every_copy_link_on_a_phone(tab, served_addressed, path):
    tab.goto(f"{served_addressed}{path}")
    for place in tab.locator("a.headerlink, button[data-copy]").all():
        box = place.bounding_box()
        assert box["width"] >= 44, place.get_attribute("aria-label")
        assert box["height"] >= 44, place.get_attribute("aria-label")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("path", [A_PROCEDURE, BRIEFING])
def test_axe_finds_nothing_before_or_after_a_link_is_copied(tab, served_addressed, path, size):
    tab.set_viewport_size(size)
    tab.goto(f"{served_addressed}{path}")
    found = faults(tab, path)
    tab.locator("h2 a.headerlink").first.click()
    expect(tab.locator("[data-copied]")).to_be_attached()
    assert found + faults(tab, f"{path} copied") == []


def test_paper_has_no_button(tab, served_addressed):
    tab.emulate_media(media="print")
    tab.goto(f"{served_addressed}{BRIEFING}")
    for place in tab.locator("a.headerlink, [data-copy], .gt-copied, .gt-own-address").all():
        expect(place).to_be_hidden()
