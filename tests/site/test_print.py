"""What comes out of a printer: the pages are printed by a browser, counted, read, looked at and scanned."""

import io
import re
from datetime import datetime

import pypdfium2
import pytest
import zxingcpp
from PIL import ImageChops, ImageOps
from playwright.sync_api import expect
from pypdf import PdfReader

from goldenthread.manual.reading import read
from goldenthread.rules.wording import BOOKMARK_WORDS, BRIEFING_WORDS, GUIDE_WORDS
from goldenthread.site.bookmarks import bookmark_path
from goldenthread.text.links import url
from goldenthread.text.scanner import Body
from tests.conftest import ROOT, copy_project
from tests.site.conftest import ADDRESS, faults, run, serving

A4 = (595, 842)
"""In points, as a PDF counts."""
PRINTED = datetime(2027, 3, 9, 14, 30)
PROCEDURE = "procedures/pre-birth/"
BRIEFINGS, GUIDES = (
    sorted(file.stem for file in (ROOT / "briefings" / folder).glob("*.md"))
    for folder in ("seven-minute", "one-minute")
)
TAUGHT = [
    *(f"briefings/seven-minute/{name}/" for name in BRIEFINGS),
    *(f"briefings/one-minute/{name}/" for name in GUIDES),
]


class Print:
    """One print: its pages, its words and what a camera sees of it."""

    def __init__(self, pdf: bytes) -> None:
        self.pages = PdfReader(io.BytesIO(pdf)).pages
        self.texts = [" ".join(page.extract_text().split()) for page in self.pages]
        self.text = " ".join(self.texts)
        self.pictures = [page.render(scale=3).to_pil() for page in pypdfium2.PdfDocument(pdf)]

    @property
    def sizes(self) -> set[tuple[int, int]]:
        return {(round(float(p.mediabox.width)), round(float(p.mediabox.height))) for p in self.pages}

    @property
    def codes(self) -> list[list[str]]:
        """What the codes of each page hold."""
        return [[code.text for code in zxingcpp.read_barcodes(picture)] for picture in self.pictures]

    def has(self, words: str) -> bool:
        """Look for words, wherever a line or an address was broken."""
        return "".join(words.split()) in "".join(self.text.split())


def printed(browser, address, **context) -> Print:
    """Print a page on a known day."""
    tab = browser.new_context(**context).new_page()
    tab.clock.install(time=PRINTED)
    tab.goto(address)
    found = Print(tab.pdf(prefer_css_page_size=True))
    tab.context.close()
    return found


@pytest.fixture(scope="module")
def prints(browser, served_addressed):
    """The prints of the site that has an address, each made once."""
    made = {}

    def of(path):
        if path not in made:
            made[path] = printed(browser, served_addressed + path)
        return made[path]

    return of


@pytest.mark.fits
@pytest.mark.parametrize("path", TAUGHT)
def test_a_briefing_has_the_two_sides_of_one_sheet_and_a_guide_has_one(prints, path):
    found = prints(path)
    assert len(found.pages) == (2 if "seven" in path else 1)
    assert found.sizes == {A4}


@pytest.mark.fits
@pytest.mark.parametrize("path", [*TAUGHT, PROCEDURE])
def test_a_print_says_where_it_stands_which_version_it_is_and_until_when_to_trust_it(addressed, prints, path):
    found = prints(path)
    page = next(page for page in addressed.manual.pages() if url(page.path) == path)
    first = found.texts[0]
    assert first.index("EXAMPLE, not for use") < first.index("ring 999") < first.index(page.record.title)
    for said in (
        ADDRESS + path,
        "Version: as changed 2021/22." if path == PROCEDURE else "Version: issued 21 November 2026.",
        "Check by 20 November 2027.",
        "Printed on 9 March 2027.",
        addressed.manual.partnership.name,
    ):
        assert found.has(said), said
    for side in found.texts:
        assert "EXAMPLE, not for use" in side


@pytest.mark.parametrize("path", [*TAUGHT, PROCEDURE])
def test_the_code_on_a_print_leads_to_the_permanent_address(prints, path):
    first, *others = prints(path).codes
    assert first == [ADDRESS + path]
    assert not any(others)


@pytest.mark.fits
@pytest.mark.parametrize("path", [*TAUGHT, PROCEDURE])
def test_each_link_has_a_number_whose_words_and_address_stand_at_the_end(addressed, prints, path):
    soup = addressed.soup(path.rstrip("/") + ".md")
    found = prints(path)
    listed = {int(item["value"]): item for item in soup.select(".gt-links li")}
    assert list(listed) == list(range(1, len(listed) + 1))
    for link in soup.select("main a[data-link]"):
        item = listed[int(link["data-link"])]
        address = item.select_one(".gt-links__address").get_text()
        outside = link["href"].partition("://")[2]
        end = outside or link["href"].replace("../", "")
        assert address.removesuffix("/").endswith(end.removesuffix("/")), link
        assert outside or address.startswith(ADDRESS.partition("://")[2]), link
        assert found.has(item.get_text()), item
    numbers = {int(number) for number in re.findall(r"\[(\d+)\]", found.text)}
    assert numbers <= set(listed)
    silent = [
        link
        for link in soup.select("main :is(p, li, dd, td) a[href]")
        if not link.has_attr("data-link")
        and not link["href"].startswith(("#", "tel:", "mailto:"))
        and not link.find_parent(class_=["gt-term", "gt-button", "gt-run", "gt-audience"])
        and "gt-button" not in link.get("class", ())
        and link.get_text() not in link["href"]
    ]
    assert silent == []


@pytest.mark.fits
def test_a_procedure_prints_with_its_numbers_its_marks_and_its_sources(prints):
    found = prints(PROCEDURE)
    for said in (
        "1 When to use this",
        "2.4 Children's social care",
        "3 Working with fathers",
        "Changed 2021/22 after a national review",
        "Sources of this page",
        "Learning behind this page",
        "Where the numbered links lead",
    ):
        assert found.has(said), said
    assert found.sizes == {A4}


@pytest.mark.parametrize("path", [TAUGHT[0], TAUGHT[-1], PROCEDURE])
def test_a_build_without_an_address_prints_no_code_and_says_so(browser, served, path):
    found = printed(browser, served + path)
    assert not any(found.codes)
    assert found.has("This build has no address of its own, so there is no code to scan.")
    assert found.has("each begins where the manual stands")


def test_without_scripts_there_is_a_line_to_write_the_day_on(browser, served_addressed):
    found = printed(browser, served_addressed + TAUGHT[0], java_script_enabled=False)
    assert found.has("Printed on ____________________.")


@pytest.mark.parametrize("path", [TAUGHT[0], PROCEDURE, f"{TAUGHT[-1]}bookmark/"])
def test_paper_stays_white_on_a_dark_screen(browser, served_addressed, path):
    tab = browser.new_context(color_scheme="dark").new_page()
    tab.goto(served_addressed)
    tab.evaluate("localStorage.setItem('gt-scheme', 'dark')")
    tab.goto(served_addressed + path)
    assert tab.evaluate("document.documentElement.dataset.scheme") == "dark"
    for picture in Print(tab.pdf(prefer_css_page_size=True, print_background=True)).pictures:
        grey = picture.convert("L")
        assert grey.getpixel((5, 5)) == 255
        assert sum(grey.histogram()[251:]) > 0.75 * grey.width * grey.height
    tab.context.close()


def test_nothing_to_press_is_on_paper(browser, served_addressed):
    tab = browser.new_page()
    for path in TAUGHT:
        tab.goto(served_addressed + path)
        tab.emulate_media(media="print")
        for gone in (".gt-button", ".headerlink", ".gt-header", ".gt-footer", ".gt-suggest"):
            for one in tab.locator(gone).all():
                expect(one).to_be_hidden()
    tab.close()


SMALLEST = """() => [...document.querySelectorAll("body *")]
  .filter((one) => one.checkVisibility() && !one.closest("svg"))
  .filter((one) => [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()))
  .filter((one) => parseFloat(getComputedStyle(one).fontSize) < 8 * 96 / 72 - .01)
  .map((one) => one.outerHTML.slice(0, 80))"""


def test_no_words_on_paper_are_smaller_than_eight_points(browser, served_addressed):
    tab = browser.new_page()
    for path in [TAUGHT[0], TAUGHT[-1], PROCEDURE, f"{TAUGHT[-1]}bookmark/"]:
        tab.goto(served_addressed + path)
        tab.emulate_media(media="print")
        assert tab.evaluate(SMALLEST) == [], path
    tab.close()


# Bookmarks


@pytest.mark.fits
@pytest.mark.parametrize("name", GUIDES)
def test_four_bookmarks_stand_on_each_side_of_one_sheet(addressed, prints, name):
    found = prints(f"briefings/one-minute/{name}/bookmark/")
    guide = addressed.manual.guides[name].record
    assert len(found.pages) == 2
    assert found.sizes == {A4[::-1]}
    front, back = ("".join(text.split()) for text in found.texts)
    for said in (*guide.bookmark.split(". "), guide.title, "ring 999", "EXAMPLE, not for use"):
        assert front.count("".join(said.split())) >= 4, said
    short = f"{ADDRESS.partition('://')[2]}1/{name}"
    for said in (
        short,
        addressed.manual.partnership.name,
        "EXAMPLE, not for use",
        "Issued 21 November 2026",
        "Check by 20 November 2027",
        "Printed on 9 March 2027",
    ):
        assert back.count("".join(said.split())) == 4, said
    assert found.codes == [[], [f"{ADDRESS}briefings/one-minute/{name}/"] * 4]


def test_the_marks_of_both_sides_meet_whichever_way_the_sheet_is_turned(prints):
    front, back = (picture.convert("L") for picture in prints(f"{TAUGHT[-1]}bookmark/").pictures)

    def marks(picture):
        edge = round(picture.height * 9 / 210)
        inside = (edge, edge, picture.width - edge, picture.height - edge)
        kept = picture.copy()
        kept.paste(255, inside)
        return kept.point(lambda value: 255 if value > 200 else 0)

    seen = marks(front)
    black = seen.histogram()[0]
    assert black > 1000
    for turned in (back, ImageOps.mirror(back), ImageOps.flip(back)):
        off = ImageChops.difference(seen, marks(turned))
        # a hair's breadth: where a line falls between two pixels, one side may round the other way
        assert sum(off.histogram()[1:]) < 0.6 * black


@pytest.mark.fits
def test_bookmarks_of_a_build_without_an_address_have_no_code_and_say_so(browser, served):
    found = printed(browser, f"{served}{TAUGHT[-1]}bookmark/")
    assert not any(found.codes)
    assert found.texts[1].count("This build has no address of its own") == 4


def test_a_guide_leads_to_its_bookmarks_which_say_how_to_print_them(browser, served):
    tab = browser.new_page()
    tab.goto(served + TAUGHT[-1])
    tab.get_by_role("link", name="Print bookmarks").click()
    expect(tab.get_by_text("flip on short edge")).to_be_visible()
    expect(tab.get_by_text("actual size")).to_be_visible()
    expect(tab.get_by_role("button", name="Print this sheet")).to_be_visible()
    assert tab.locator('meta[name="robots"]').get_attribute("content") == "noindex, nofollow"
    tab.evaluate("window.print = () => { document.title = 'printing' }")
    tab.get_by_role("button", name="Print this sheet").click()
    assert tab.title() == "printing"
    tab.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_axe_finds_nothing_on_the_bookmarks(browser, served_addressed, width):
    tab = browser.new_page(viewport={"width": width, "height": 844})
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        tab.goto(f"{served_addressed}{TAUGHT[-1]}bookmark/")
        assert faults(tab, "") == []
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.close()


# What is as long as `make check` lets it be


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """The site with a briefing, a guide and a bookmark at their limits, issued before practice moved on."""
    root = copy_project(tmp_path_factory.mktemp("full") / "project")
    data = root / "data/partnership.yml"
    data.write_text(data.read_text("utf-8").replace('site_url: ""', f"site_url: {ADDRESS}"), "utf-8")
    for path in ("seven-minute/safeguarding-babies", "one-minute/working-with-fathers"):
        file = root / f"briefings/{path}.md"
        file.write_text(file.read_text("utf-8").replace("issued: 2026-11-21", "issued: 2019-11-21"), "utf-8")
    manual = read(root)
    briefing, guide = manual.briefings["which-lado-leads"], manual.guides["who-else-is-at-home"]
    for page, most in ((briefing, BRIEFING_WORDS), (guide, GUIDE_WORDS)):
        longest = stretched(page, most)
        file = root / page.file
        file.write_text(file.read_text("utf-8").replace(page.body.text.strip(), longest.strip()), "utf-8")
    file = root / guide.file
    file.write_text(file.read_text("utf-8").replace(guide.record.bookmark, BOOKMARK), "utf-8")
    built = run("mkdocs", "build", "--strict", "--site-dir", "built", cwd=root)
    assert built.returncode == 0, built.stdout + built.stderr
    published = run("goldenthread", "publish", "built", "site", cwd=root)
    assert published.returncode == 0, published.stdout + published.stderr
    with serving(root / "site") as address:
        yield address


BOOKMARK = " ".join(["Ask the child what happened."] * (BOOKMARK_WORDS // 5))
"""As long as may be, and each sentence a word too long for its line."""
MORE = "Somebody asks what has happened since then, and writes down what the child and the family said."


def stretched(page, most):
    """Give the text of a page with sentences added to its sections in turn, up to so many words."""
    blocks, at = page.body.text.strip().split("\n\n"), 0
    is_prose = [not block.startswith(("#", "1.", "-", "See")) for block in blocks]
    while True:
        if is_prose[at % len(blocks)]:
            longer = [*blocks]
            longer[at % len(blocks)] += f" {MORE}"
            if Body("\n\n".join(longer), 1).word_count > most:
                return "\n\n".join(blocks)
            blocks = longer
        at += 1


@pytest.mark.fits
@pytest.mark.parametrize(
    ("path", "sides"),
    [("briefings/seven-minute/which-lado-leads/", 2), ("briefings/one-minute/who-else-is-at-home/", 1)],
)
def test_what_is_as_long_as_the_rule_allows_still_fits(browser, full, path, sides):
    found = printed(browser, full + path)
    assert "Somebody asks what has happened since then" in found.text
    assert len(found.pages) == sides


@pytest.mark.fits
def test_a_bookmark_that_is_as_long_as_the_rule_allows_still_fits_on_its_strip(browser, full):
    tab = browser.new_page()
    tab.goto(f"{full}briefings/one-minute/who-else-is-at-home/bookmark/")
    tab.emulate_media(media="print")
    for strip in tab.locator(".gt-strip").all():
        assert strip.evaluate("one => one.scrollHeight <= one.clientHeight")
    assert len(Print(tab.pdf(prefer_css_page_size=True)).pages) == 2
    tab.close()


@pytest.mark.fits
def test_practice_that_has_moved_on_is_said_on_paper_and_on_bookmarks(browser, full):
    briefing = printed(browser, f"{full}briefings/seven-minute/safeguarding-babies/")
    assert briefing.texts[0].index("Practice has moved on") < briefing.texts[0].index("Why babies")
    assert briefing.has("A section on working with fathers was added.")
    guide = printed(browser, f"{full}briefings/one-minute/working-with-fathers/")
    assert guide.has("Practice has moved on since this was issued.")
    backs = printed(browser, f"{full}briefings/one-minute/working-with-fathers/bookmark/").texts[1]
    assert backs.count("Practice has moved on") == 4


# The page of a briefing on a screen

HEADINGS = """() => [...document.querySelectorAll(".gt-part > h2")].map((one) => {
  const box = one.getBoundingClientRect();
  return [box.left, box.top, box.bottom];
})"""


@pytest.mark.fits
@pytest.mark.parametrize("name", BRIEFINGS)
@pytest.mark.parametrize("size", [(1280, 800), (1366, 768), (1440, 900)])
def test_on_a_laptop_all_seven_parts_are_in_sight_at_once(browser, served_addressed, name, size):
    tab = browser.new_page(viewport={"width": size[0], "height": size[1]})
    tab.goto(f"{served_addressed}briefings/seven-minute/{name}/")
    boxes = tab.evaluate(HEADINGS)
    assert len(boxes) == 7
    assert all(bottom <= size[1] for _, _, bottom in boxes)
    assert tab.evaluate(HEADINGS) == sorted(boxes)  # down each column, and column by column
    parts, header = tab.locator(".gt-parts").bounding_box(), tab.locator(".gt-header").bounding_box()
    if size[1] >= 800:  # then the whole text stands on one screen, below the header that stays
        assert parts["height"] <= size[1] - header["height"]
    text = tab.locator(".gt-part p").first
    assert text.evaluate("one => parseFloat(getComputedStyle(one).fontSize)") >= 14
    tab.close()


@pytest.mark.fits
def test_on_a_phone_the_parts_are_one_column_and_the_questions_come_last(browser, served):
    tab = browser.new_page(viewport={"width": 390, "height": 844})
    tab.goto(f"{served}briefings/seven-minute/{BRIEFINGS[0]}/")
    boxes = tab.evaluate(HEADINGS)
    assert [top for _, top, _ in boxes] == sorted(top for _, top, _ in boxes)
    assert max(left for left, _, _ in boxes) - min(left for left, _, _ in boxes) <= 20
    last = tab.locator(".gt-part").last
    expect(last.get_by_role("heading")).to_contain_text("Questions for your team")
    assert last.evaluate("one => getComputedStyle(one).borderTopStyle") == "solid"
    assert tab.locator(".gt-part p").first.evaluate("one => parseFloat(getComputedStyle(one).fontSize)") >= 16
    tab.close()


def test_both_builders_make_the_parts_and_number_the_links(site, staged):
    for page in site.manual.taught():
        here, there = site.soup(page.path), staged.soup(page.path)
        headings = [[h["id"] for h in soup.select("section > h2")] for soup in (here, there)]
        assert headings[0] == headings[1] != []
        numbers = [[a["data-link"] for a in soup.select("a[data-link]")] for soup in (here, there)]
        assert numbers[0] == numbers[1] != []
        if page.path.startswith("briefings/seven"):
            assert len(here.select(".gt-parts .gt-part")) == 7


def test_every_guide_has_its_bookmarks_below_it(site):
    for page in site.manual.guides.values():
        assert (site.folder / url(bookmark_path(page)) / "index.html").is_file()
