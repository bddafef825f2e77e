"""HTML is read as a tree and written again, whatever stands in it, and nothing is lost on the way."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.text.html import document, foreign, inside, is_self_contained, piece, read_html, words


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


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("<svg><style><img src=x onerror=run()>", "<svg><style></style></svg><img src=x onerror=run()>"),
        ("<table><b>x</table>y", "<b>x</b><table></table><b>y</b>"),
        ("<!-- a --!><i>b</i> -->", "<!-- a --><i>b</i> --&gt;"),
        ("<!--><i>b</i>-->", "<!----><i>b</i>--&gt;"),
        ("<p>a\0b<scr\0ipt>", "<p>ab<scr\ufffdipt></scr\ufffdipt></p>"),
        ("<image src=x>", "<img src=x>"),
        ("<i title='<b>'>x", '<i title="&lt;b&gt;">x</i>'),
        ("<img src=x onerror=run()", ""),
        ("", ""),
    ],
)
def test_what_somebody_wrote_is_read_as_a_browser_reads_it(text, made):
    assert foreign(text).inner_html.replace('="x"', "=x").replace('="run()"', "=run()") == made


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "<p>a <b>b</b></p><!-- c --><br>",
        "<ul><li>a<li>b</ul>",
        "<p><span>x</p>",
        "1 &lt; 2",
        "a < b",
    ],
)
def test_what_stands_by_itself_changes_nothing_around_it(text):
    assert is_self_contained(text)


@pytest.mark.parametrize(
    "text",
    (
        "</div>|</details>|x</main>|<div>|</div><div>|<p><b>x</p>|<!-- x|<img alt='|<img |<style>|<plaintext>"
        "|<body class=x>|<html class=x>|<a href=x>|<textarea>|<select>"
    ).split("|"),
)
def test_what_would_go_on_around_it_is_told(text):
    assert not is_self_contained(text)
