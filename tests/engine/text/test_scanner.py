"""The line scanner finds what the built page has: anchors, links and words, each at its line."""

import re

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.text.scanner import Body

BLOCKS = st.sampled_from(
    [
        "## A heading",
        "### A heading",
        "## Who's who & why?",
        "## Own id {#own-id}",
        "## Own id {: #other .class }",
        "##No space",
        "## Trailing ##",
        "## Über, 100%",
        "Some text.",
        "- an item\n- another",
        "```\n## not a heading\n```",
        "~~~~\n## not a heading\n~~~\nstill code\n~~~~",
        "<!--\n## not a heading\n-->",
        "Text that goes on\n## and a heading after it",
        "    ## code, by its indent",
    ]
)


@given(st.lists(BLOCKS, max_size=8))
def test_anchors_are_the_ids_of_the_rendered_page(blocks):
    text = "\n\n".join(blocks)
    html = markdown.markdown(
        text, extensions=["toc", "attr_list", "tables", "sane_lists", "pymdownx.superfences"]
    )
    body = Body(text, 1)
    assert body.indented or [h.anchor for h in body.headings] == re.findall(r'<h\d[^>]* id="([^"]*)"', html)


@pytest.mark.parametrize(
    ("text", "target", "line"),
    [
        ("a\n\n[b](c.md)", "c.md", 12),
        ("[a\nlong text](c.md#d)", "c.md#d", 11),
        ('![a](b.png "title")', "b.png", 10),
        ("[a][b]\n\n[b]: c.md", "c.md", 12),
        ('<a href="c.md">x</a>', "c.md", 10),
        ("[here](#)", "#", 10),
        ("[here]()", "", 10),
    ],
)
def test_a_link_is_found_at_its_line(text, target, line):
    (link,) = Body(text, 10).links
    assert (link.target, link.line) == (target, line)


@pytest.mark.parametrize("text", ["`[a](b.md)`", "```\n[a](b.md)\n```", "<!-- [a](b.md) -->"])
def test_what_is_shown_as_code_is_no_link(text):
    assert Body(text, 1).links == ()


def test_a_word_is_found_with_its_values_and_line():
    (call,) = Body('a\n\n{{ cite("law", at="section 1") }}', 5).calls
    assert (call.name, call.args, call.kwargs, call.line) == ("cite", ("law",), (("at", "section 1"),), 7)


def test_an_id_in_a_heading_opens_no_comment():
    body = Body('## A {#a}\n\n{{ procedure("b") }}', 1)
    assert [h.anchor for h in body.headings] == ["a"]
    assert [call.name for call in body.calls] == ["procedure"]


@pytest.mark.parametrize(
    "text", ["{{ 1 + 1 }}", "{{ a.b }}", "{% set a = 1 %}", "{{ f(g()) }}", "{{ f(*a) }}", "{{ x"]
)
def test_everything_else_in_braces_is_a_fault(text):
    body = Body(text, 3)
    assert body.calls == ()
    assert [fault.line for fault in body.word_faults] == [3]


def test_a_section_ends_where_the_next_of_its_level_begins():
    body = Body("## Do this now\n\n1. Ring.\n\n### More\n\nx\n\n## Next\n", 20)
    assert body.section("do-this-now") == (0, 8)
