"""The letters: every page and print has those that the site brings, or others in their room."""

import io

import pytest
from pypdf import PdfReader

FAMILY = "Atkinson Hyperlegible"
MOST = 70 * 1024
PRINTED = [
    "procedures/pre-birth/",
    "procedures/pre-birth/history/",
    "briefings/seven-minute/safeguarding-babies/",
    "briefings/seven-minute/safeguarding-babies/session/",
    "briefings/one-minute/working-with-fathers/",
    "briefings/one-minute/working-with-fathers/bookmark/",
    "briefings/learning/child-e/",
    "record-of-use/",
]
LOADED = f"""async () => {{
  await document.fonts.ready;
  const ours = [...document.fonts].filter((one) => one.family.includes("{FAMILY}"));
  return ours.filter((one) => one.status === "loaded").map((one) => one.weight).sort();
}}"""
SET_IN_OTHERS = f"""() => [...document.querySelectorAll("body *")]
  .filter((one) => one.checkVisibility() && !one.closest("code, pre, kbd"))
  .filter((one) => [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()))
  .filter((one) => !getComputedStyle(one).fontFamily.startsWith('"{FAMILY}"'))
  .map((one) => one.outerHTML.slice(0, 80))"""
WIDTHS = """(families) => families.map((family) => ["400", "700"].map((weight) => {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${weight} 100px ${family}`;
  return pen.measureText(document.querySelector("main").innerText).width;
}))"""


def test_the_site_brings_two_weights_that_a_phone_has_soon_and_their_licence(site):
    folder = site.folder / "assets/typeface"
    fonts = [file for file in site.folder.rglob("*") if file.suffix in (".woff", ".woff2", ".ttf", ".otf")]
    assert sorted(fonts) == [folder / "bold.woff2", folder / "regular.woff2"]
    assert sum(file.stat().st_size for file in fonts) <= MOST
    assert "SIL OPEN FONT LICENSE" in (folder / "licence.txt").read_text(encoding="utf-8")


def test_the_staged_copy_has_them_too(site, staged):
    for name in ("bold.woff2", "regular.woff2", "licence.txt"):
        path = f"assets/typeface/{name}"
        assert (staged.folder / path).read_bytes() == (site.folder / path).read_bytes()


def test_every_kind_of_page_is_set_in_them(kinds, served, tab):
    for path in [*kinds, *PRINTED]:
        tab.goto(served + path)
        assert tab.evaluate(LOADED) == ["400", "700"], path
        assert tab.evaluate(SET_IN_OTHERS) == [], path


@pytest.mark.fits
@pytest.mark.parametrize("path", PRINTED)
def test_paper_has_them_and_nothing_but_the_fonts_of_the_device_where_they_are_blocked(
    served, tab, path, letters
):
    tab.goto(served + path)
    used = {
        str(font["/BaseFont"]).partition("+")[2]
        for page in PdfReader(io.BytesIO(tab.pdf(prefer_css_page_size=True))).pages
        for font in (one.get_object() for one in page["/Resources"]["/Font"].values())
    }
    wanted = "DejaVuSans" if letters == "typeface blocked" else FAMILY.replace(" ", "")
    assert used
    assert {name.removesuffix("-Bold").removesuffix("-Regular") for name in used} == {wanted}


def test_the_fonts_of_a_device_take_the_room_that_they_take(served, tab):
    tab.goto(served + PRINTED[0])
    tab.evaluate(LOADED)
    ours, theirs = tab.evaluate(WIDTHS, [f'"{FAMILY}"', '"Fitted DejaVu"'])
    assert theirs == pytest.approx(ours, rel=0.02)


@pytest.mark.fits
def test_a_page_works_with_and_without_them(served, tab, letters):
    broken = []
    tab.on("pageerror", lambda error: broken.append(str(error)))
    tab.goto(served + PRINTED[0])
    tab.get_by_role("button", name="Menu").click()
    assert tab.get_by_role("navigation", name="Main").is_visible()
    assert broken == []
    blocked = letters == "typeface blocked"
    assert tab.evaluate(LOADED) == ([] if blocked else ["400", "700"])
