"""What axe finds on every kind of page, at every width, light and dark: nothing."""

import pytest

from tests.site.conftest import faults


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_axe_finds_nothing_on_any_kind_of_page(kinds, served, tab, width):
    tab.set_viewport_size({"width": width, "height": 844})
    found = []
    for path in kinds:
        tab.goto(served + path)
        found += faults(tab, path)
    assert found == []


def test_on_dark_ground_every_colour_can_be_told_apart(kinds, served, tab):
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.emulate_media(color_scheme="dark")
    found = []
    for path in kinds:
        tab.goto(served + path)
        found += faults(tab, path, "color-contrast")  # the ground changes nothing else
    assert found == []
