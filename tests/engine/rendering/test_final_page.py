"""A page of the staged copy comes out of another generator as it went in, contents included."""

from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from goldenthread.rendering.configuration import configuration
from goldenthread.rendering.final_page import final_text
from goldenthread.rendering.renderer import ContentsEntry, Rendered, render
from goldenthread.site.stage import EXTENSION
from tests.conftest import ROOT

GENERATOR = ["toc", "tables", "fenced_code", EXTENSION]


def read_again(page):
    md = Markdown(extensions=GENERATOR)
    return md.convert(final_text(page)), md.toc_tokens


def test_html_and_contents_come_out_as_they_went_in():
    text = "# Top\n\n- [ ] *One*\n\n## Two & `three`\n\n```\na\n\n    b\n```\n\n| a |\n| - |\n| {{ x }} |\n"
    page = render(configuration(ROOT), text, "a.md")
    html, contents = read_again(page)
    assert html == page.html
    assert contents == [entry.token for entry in page.contents]


@given(st.text(alphabet="ab<>-!\"'&*_ #", max_size=20))
def test_no_heading_ends_the_line_that_lists_it(name):
    page = Rendered(f"<h2>{name.replace('<', '&lt;')}</h2>", (ContentsEntry(name, "a", 2),))
    assert read_again(page) == (page.html, [page.contents[0].token])
