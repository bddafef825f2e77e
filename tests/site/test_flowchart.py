"""Flowcharts as people see them: on a phone, at a desk and on paper, each with its text."""

import pytest

from goldenthread.text.links import url

DRAWN = {
    "procedures/referrals.md": "From a worry to a referral",
    "procedures/allegations.md": "Which LADO to ring",
    "procedures/resolving-disagreements.md": "From a disagreement to an answer",
    "procedures/serious-incidents.md": "From an incident to a rapid review",
}
PAPER = {"width": 680, "height": 1000}
"""What A4 leaves between its margins, in pixels."""


def said(piece) -> str:
    return " ".join(piece.get_text(" ").split())


@pytest.mark.parametrize(("path", "title"), DRAWN.items(), ids=DRAWN.values())
def test_a_flowchart_says_what_the_list_below_it_says(site, path, title):
    figure = site.soup(path).select_one("figure.gt-flow")
    assert title in said(figure.figcaption)
    steps = figure.find_next("ol").find_all("li", recursive=False)
    for drawn in figure.select("svg"):
        boxes = [said(box) for box in drawn.select(".gt-box")]
        words = " ".join(map(said, steps)).casefold()
        for box in boxes:
            assert box.split(". ", 1)[-1].rstrip(".").casefold() in words
        assert [box.split(".")[0] for box in boxes if box[0].isdigit()] == [
            str(number) for number in range(1, len(steps) + 1)
        ]
        for label in drawn.select(".gt-flow__label"):
            assert f"{said(label)}:".casefold() in words


@pytest.mark.fits
@pytest.mark.parametrize("path", DRAWN, ids=DRAWN.values())
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_a_flowchart_fits_the_screen_that_it_was_laid_out_for(served, browser, path, width):
    tab = browser.new_page(viewport={"width": width, "height": 900})
    tab.goto(served + url(path))
    narrow, wide = tab.locator(".gt-flow__narrow svg"), tab.locator(".gt-flow__wide svg")
    shown, other = (wide, narrow) if width == 1280 else (narrow, wide)
    assert shown.is_visible()
    assert not other.is_visible()
    box = shown.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    letters = shown.locator("text").first.evaluate("one => one.getBoundingClientRect().height")
    assert letters >= 12
    tab.close()


@pytest.mark.fits
@pytest.mark.parametrize("path", DRAWN, ids=DRAWN.values())
def test_a_flowchart_is_printed_whole_on_one_page(served, browser, path):
    tab = browser.new_page(viewport=PAPER)
    tab.emulate_media(media="print")
    tab.goto(served + url(path))
    figure = tab.locator("figure.gt-flow")
    assert figure.evaluate("one => getComputedStyle(one).breakInside") == "avoid"
    box = figure.bounding_box()
    assert box["width"] <= PAPER["width"]
    assert box["height"] <= PAPER["height"]
    assert tab.locator(".gt-flow__wide svg").is_visible()
    assert not tab.locator(".gt-flow__narrow svg").is_visible()
    tab.close()
