"""The picture of a link: its size, its words within its edges, its mark, and the same bytes each time."""

import random
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image, ImageFont

from goldenthread.pages.cards import (
    EDGE,
    FOOT,
    HEIGHT,
    LINE,
    MARK,
    SUMMARY,
    SUMMARY_LINES,
    TITLE,
    TITLE_LINES,
    WIDTH,
    Card,
    draw,
    fitted,
    plainly,
)
from goldenthread.text.colour import NAMES, contrast, under_white

CARD = Card(
    title="Which LADO leads?",
    kind="7-minute briefing",
    summary="Whom to ring when a worry is about a carer who lives elsewhere.",
    name="Sandford procedures",
    mark="",
    colour="teal",
)
MOST_BYTES = 20_000
LONG = "Children who go missing from home, from care or from school, and whom to tell that they are missing"
NO_SPACE = "Supercalifragilistic" * 6


def opened(card: Card) -> Image.Image:
    return Image.open(BytesIO(draw(card))).convert("RGB")


def test_a_picture_is_a_png_of_the_size_that_is_shown_whole_and_light():
    picture = Image.open(BytesIO(draw(replace(CARD, title=LONG, summary=LONG, mark="EXAMPLE, not for use"))))
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert len(draw(replace(CARD, title=LONG, summary=LONG * 3, mark="EXAMPLE, not for use"))) < MOST_BYTES


def test_the_same_words_give_the_same_bytes():
    first = draw(CARD)
    draw(replace(CARD, title="Another", colour="red"))
    assert draw(CARD) == first
    assert draw(replace(CARD, title="Another")) != first


@pytest.mark.parametrize("part", ["title", "kind", "summary", "name", "colour"])
def test_every_part_of_a_card_is_seen(part):
    assert draw(replace(CARD, **{part: "red" if part == "colour" else "Words of another kind"})) != draw(CARD)


def test_the_mark_of_an_example_is_drawn_across_the_top_and_only_there():
    bare, marked = opened(CARD), opened(replace(CARD, mark="EXAMPLE, not for use"))
    band = marked.crop((0, 0, WIDTH, MARK))
    colours = {colour for _, colour in band.getcolors()}
    assert {(255, 221, 0), (11, 12, 12)} <= colours, "black on yellow"
    assert not colours & {colour for _, colour in bare.getcolors()}
    below = marked.crop((0, MARK, WIDTH, HEIGHT))
    assert not colours & {colour for _, colour in below.getcolors()}


@pytest.mark.parametrize("title", ["A", LONG, LONG * 3, NO_SPACE, f"The {NO_SPACE} of it"])
@pytest.mark.parametrize("mark", ["", "EXAMPLE, not for use"])
def test_no_words_reach_the_edges_or_run_into_the_foot(title, mark):
    card = replace(CARD, title=title, kind=LONG, summary=f"{LONG} {NO_SPACE} {LONG}", name=LONG, mark=mark)
    picture = opened(card)
    ground = picture.getpixel((2, HEIGHT // 2))
    top, foot = (MARK if mark else 0), HEIGHT - FOOT
    body = picture.crop((0, top, WIDTH, foot))
    for edge in (
        body.crop((0, 0, EDGE - 2, body.height)),
        body.crop((WIDTH - EDGE + 6, 0, WIDTH, body.height)),
        body.crop((0, body.height - 8, WIDTH, body.height)),
    ):
        assert edge.getcolors() == [(edge.width * edge.height, ground)]
    name = picture.crop((WIDTH - EDGE + 6, foot, WIDTH, HEIGHT))
    assert name.getcolors() == [(name.width * name.height, (255, 255, 255))]


def test_every_line_fits_as_the_font_itself_measures_it():
    chance = random.Random(7)
    words = [*LONG.split(), "Multi-agency", "WWWWWW", NO_SPACE]
    for _ in range(60):
        text = " ".join(chance.choices(words, k=chance.randint(1, 30)))
        found = fitted(text, TITLE, TITLE_LINES)
        font = ImageFont.load_default(found.size)
        assert len(found.lines) <= TITLE_LINES
        assert max(font.getlength(line) for line in found.lines) <= WIDTH - 2 * EDGE + 4
        whole = "".join(found.lines).replace(" ", "")
        cut = whole.removesuffix("…")
        assert text.replace(" ", "").startswith(cut)
        assert whole.endswith("…") or cut == text.replace(" ", ""), "what is left out is said to be"


def test_a_title_is_whole_and_as_large_as_fits():
    assert fitted("Neglect", TITLE, TITLE_LINES).size == TITLE[0]
    long = fitted(LONG, TITLE, TITLE_LINES)
    assert " ".join(long.lines) == LONG
    assert long.size < TITLE[0]


def test_a_summary_that_is_too_long_ends_where_it_says_so():
    found = fitted(LONG * 4, (SUMMARY,), SUMMARY_LINES)
    assert len(found.lines) == SUMMARY_LINES
    assert found.lines[-1].endswith("…")
    assert len(found.lines) * SUMMARY * LINE < HEIGHT / 2


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("Don’t wait – ring", "Don’t wait - ring"),  # noqa: RUF001 (what people write)
        ("“Was not brought”…", "“Was not brought”…"),
        ("Ŵyn, Siân and Zoë", "Wyn, Sian and Zoe"),
        ("£50 \N{BULLET} Łódź", "GBP 50 · Lodz"),
        ("multi\N{NON-BREAKING HYPHEN}agency\N{NO-BREAK SPACE}team", "multi-agency team"),
        ("A 👶 baby", "A baby"),
    ],
)
def test_what_the_font_lacks_is_written_plainly_and_never_as_a_box(written, drawn):
    assert plainly(written) == drawn


def test_white_is_read_on_the_colour_of_any_partnership():
    for colour in (*NAMES, "#f7e017"):
        ground = "#{:02x}{:02x}{:02x}".format(*opened(replace(CARD, colour=colour)).getpixel((2, 300)))
        assert ground == under_white(colour)
        assert contrast("#ffffff", ground) >= 7
