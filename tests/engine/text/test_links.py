"""The one maker of links leads from any page to any other."""

import posixpath

from hypothesis import given
from hypothesis import strategies as st

from goldenthread.text.links import link, split, url

paths = st.sampled_from(
    [
        "index.md",
        "about.md",
        "procedures/index.md",
        "procedures/a.md",
        "procedures/b.md",
        "briefings/learning/a.md",
        "briefings/index.md",
        "assets/picture.svg",
    ]
)
pages = paths.filter(lambda path: path.endswith(".md"))


@given(pages, paths)
def test_a_link_followed_from_here_arrives_there(here, there):
    followed = posixpath.normpath(posixpath.join("/", url(here), link(here, there)))
    assert followed == posixpath.normpath("/" + url(there))


@given(pages, pages)
def test_a_link_to_a_page_ends_in_a_slash_so_that_no_host_redirects(here, there):
    assert link(here, there).endswith("/")


def test_an_anchor_on_the_same_page_is_only_the_anchor():
    assert link("procedures/a.md", "procedures/a.md", "b") == "#b"


def test_a_folder_is_published_at_its_own_address():
    assert [url(p) for p in ("index.md", "a.md", "a/index.md", "a/b.md", "assets/c.svg")] == [
        "",
        "a/",
        "a/",
        "a/b/",
        "assets/c.svg",
    ]


def test_a_choice_in_a_list_is_no_anchor():
    assert split("../changes/#audience=schools&since=2026-09-01") == ("../changes/", "")
