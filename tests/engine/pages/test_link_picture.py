"""The picture of a link: its size, its words within its edges, its mark, and the same bytes each time."""

from io import BytesIO

import pytest
from PIL import Image

from goldenthread.pages.link_picture import EDGE, HEIGHT, MARK, WIDTH, draw_link_picture, plainly
from goldenthread.text.colour import NAMES, contrast, under_white

EXAMPLE = "EXAMPLE, not for use"
NAME = "Sandford procedures"
LONG = "The multi-agency safeguarding procedures of Sandford, North Sandford, Upper Sandford and the Isles"
NO_SPACE = "Supercalifragilistic" * 6
MOST_BYTES = 20_000


def opened(name=NAME, mark="", colour="teal") -> Image.Image:
    return Image.open(BytesIO(draw_link_picture(name, mark, colour))).convert("RGB")


@pytest.mark.parametrize("name", [NAME, LONG])
def test_a_picture_is_a_png_of_the_size_that_is_shown_whole_and_light(name):
    picture = Image.open(BytesIO(draw_link_picture(name, EXAMPLE, "teal")))
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert len(draw_link_picture(name, EXAMPLE, "teal")) < MOST_BYTES


def test_the_same_words_give_the_same_bytes_and_others_do_not():
    first = draw_link_picture(NAME, "", "teal")
    assert draw_link_picture(NAME, "", "teal") == first
    assert (
        len(
            {
                first,
                draw_link_picture(LONG, "", "teal"),
                draw_link_picture(NAME, EXAMPLE, "teal"),
                draw_link_picture(NAME, "", "red"),
            }
        )
        == 4
    )


def test_the_mark_of_an_example_is_drawn_across_the_top_and_only_there():
    bare, marked = opened(), opened(mark=EXAMPLE)
    colours = {colour for _, colour in marked.crop((0, 0, WIDTH, MARK)).getcolors()}
    assert {(255, 221, 0), (11, 12, 12)} <= colours, "black on yellow"
    assert not colours & {colour for _, colour in bare.getcolors()}
    assert not colours & {colour for _, colour in marked.crop((0, MARK, WIDTH, HEIGHT)).getcolors()}


@pytest.mark.parametrize("name", ["A", LONG, LONG * 3, NO_SPACE, f"The {NO_SPACE} of it", "W" * 300])
@pytest.mark.parametrize("mark", ["", EXAMPLE])
def test_no_words_reach_the_edges_or_run_into_the_mark(name, mark):
    body = opened(name, mark).crop((0, MARK if mark else 0, WIDTH, HEIGHT))
    ground = body.getpixel((2, body.height // 2))
    for edge in (
        body.crop((0, 0, EDGE - 4, body.height)),
        body.crop((WIDTH - EDGE + 4, 0, WIDTH, body.height)),
        body.crop((0, 0, WIDTH, EDGE // 4)),
        body.crop((0, body.height - EDGE // 4, WIDTH, body.height)),
    ):
        assert edge.getcolors() == [(edge.width * edge.height, ground)]
    assert len(body.getcolors()) > 1, "its words are seen"


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("Sandford’s – own", "Sandford's - own"),  # noqa: RUF001 (what people write)
        ("“Sandford”…", '"Sandford"...'),
        ("Ŵyn, Siân and Zoë", "Wyn, Sian and Zoe"),
        ("\N{BULLET} Łódź", "Lodz"),
        ("multi\N{NON-BREAKING HYPHEN}agency\N{NO-BREAK SPACE}team", "multi-agency team"),
        ("A 👶 baby", "A baby"),
    ],
)
def test_what_the_font_lacks_is_written_plainly_and_never_as_a_box(written, drawn):
    assert plainly(written) == drawn


def test_white_is_read_on_the_colour_of_any_partnership():
    for colour in (*NAMES, "#f7e017"):
        ground = "#{:02x}{:02x}{:02x}".format(*opened(colour=colour).getpixel((2, 300)))
        assert ground == under_white(colour)
        assert contrast("#ffffff", ground) >= 7
