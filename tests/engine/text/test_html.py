"""HTML is read as a tree and written again, whatever stands in it, and nothing is lost on the way."""

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.text.html import document, inside, piece, read_html, words


def test_every_target_is_given_once_in_its_order_and_every_id():
    html = read_html(
        '<link HREF=a.css><p id="x"><a href="b/?c=1&amp;d=2">B</a> <img src=\'p.png\'><a href="a.css">A</a>'
    )
    assert html.targets == ("a.css", "b/?c=1&d=2", "p.png")
    assert html.ids == {"x"}


def test_what_is_no_element_links_to_nothing():
    html = read_html("""<!-- <a href="x" id="y"> --><p title='<a href="z">'>&lt;a href="w"></p>""")
    assert html == read_html("<p></p>")
    assert html.targets == ()


def test_a_page_without_anything_in_it_is_an_empty_page():
    assert [read_html(text).targets for text in ("", " ", "<!-- x -->", "\0")] == [()] * 4
    assert inside(piece("")) == ""


def test_a_piece_is_written_as_it_was_read():
    html = (
        "<!-- a -->One &lt; two &amp; three<br>\n<wbr><p title='\"&gt;'>é <b>x</b> y</p><!-- b -->"
        '<pre>\n\n a </pre><button type="button" popovertarget="x">P</button><details open></details>'
    )
    written = inside(piece(html))
    assert inside(piece(written)) == written
    assert BeautifulSoup(written, "html.parser") == BeautifulSoup(html, "html.parser")
    assert "</wbr>" not in written


@given(st.text(alphabet="<>/abp \"'=&;#!-\0", max_size=60))
def test_whatever_is_read_can_be_written_and_read_again(html):
    written = inside(piece(html))
    assert inside(piece(written)) == written


def test_a_page_deeper_than_any_is_read():
    assert len(document("<div>" * 2000 + "x").xpath("//div")) == 2000


def test_words_are_what_is_read():
    assert (
        words(piece("<p>Ring\n <b>the</b><!-- x --> team&nbsp;on <a href='x'>999</a></p>"))
        == "Ring the team on 999"
    )
