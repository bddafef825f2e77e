"""Whatever somebody once wrote, what is left of it can run nothing and break out of nothing."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.history.old_pages import read_version
from goldenthread.history.safe_html import KNOWN, VALUES, harmless
from goldenthread.rendering.configuration import configured

SETTINGS = configured(["attr_list", "pymdownx.superfences", "goldenthread.rendering.extension"])


class Read(HTMLParser):
    """Notes every tag with its attributes, and whether what was opened was closed in order."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.opened, self.faults = [], [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in ("br", "hr"):
            self.opened.append(tag)

    def handle_endtag(self, tag):
        if not self.opened or self.opened.pop() != tag:
            self.faults.append(tag)

    def handle_comment(self, data):
        self.faults.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def link(target):
    return ("<a>", "</a>") if target else ("", "")


def assert_harmless(html):
    read = Read(html)
    assert read.faults == []
    assert read.opened == []
    for tag, attributes in read.tags:
        assert tag in KNOWN
        assert attributes.keys() <= {*VALUES, "class", "open", "href", "rel"}


PIECES = [
    "<script>",
    "</script>",
    "alert(1)",
    "<p>",
    "</p>",
    "</div>",
    "<b onclick='x()'>",
    '<a href="javascript:x()">',
    "</a>",
    "<img src=x onerror=x alt='<b>'>",
    "<svg/onload=x>",
    "<!--",
    "-->",
    "<",
    ">",
    '"',
    "'",
    "=",
    " ",
    "&lt;script&gt;",
    "<p title='>'",
    "<style>",
    "<details>",
    "<h1 id=x>",
    "<td colspan=2 style=x>",
    "<ifrAme src=//evil.example>",
    "<?php ?>",
    "<!doctype html>",
    "<![CDATA[",
    "\ue0000\ue001",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_whatever_stands_in_old_html_only_known_tags_are_left_and_each_is_closed(html):
    cleaned = harmless(html, link)
    assert_harmless(cleaned.html)


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<svg><style><img src=x onerror=run()>", "[picture as it then was: not kept]"),
        ("<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x&gt;'>", ""),
        ("a<noscript><p title='</noscript><img src=x onerror=run()>'>", "a"),
        ("<template><b>x</b></template>y", "y"),
        ("<!-- a --!><b onclick=run()>b</b> -->", "<b>b</b> --&gt;"),
        ("<!--><b>b</b>-->", "<b>b</b>--&gt;"),
        ("<b>x</b><img src=x onerror=run()", "<b>x</b>"),
        ("<scr\0ipt>run()</scr\0ipt>", "run()"),
        ("<textarea><b title='</textarea><script>run()</script>'>x", "'&gt;x"),
        ("<table><b>x<tr><td>y</table>", "<b>x</b><table><tbody><tr><td>y</td></tr></tbody></table>"),
        ("<a href='java&#x0A;script:run()'>x</a>", "<a>x</a>"),
        ("</div></article>x", "x"),
        ("<p>a<p>b", "<p>a</p><p>b</p>"),
    ],
)
def test_what_is_left_is_what_a_browser_would_have_read(html, left):
    assert harmless(html, link).html == left


def test_html_deeper_than_any_is_read():
    assert harmless("<b>" * 3000 + "x", link).html.count("</b>") == 3000


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([*PIECES, "\n", "\n\n", "{: onclick=x() }", "[a](", ")", "```\n"]), max_size=12)
)
def test_whatever_stands_in_an_old_page_it_is_read_and_is_harmless(pieces):
    reading = read_version("".join(pieces).encode(), "procedures/neglect.md", SETTINGS, ())
    assert reading.fault == ""
    assert_harmless(re.sub("[\ue000-\ue002]", "", reading.html))


@pytest.mark.parametrize(
    "target",
    [
        "javascript:x()",
        "JaVaScript:x()",
        " javascript:x()",
        "&#106;avascript:x()",
        "java\nscript:x()",
        "data:x,y",
    ],
)
def test_a_link_that_would_run_something_is_no_link(target):
    reading = read_version(f'<a href="{target}">a link</a>'.encode(), "procedures/neglect.md", SETTINGS, ())
    assert "<a" not in reading.html  # a sign of a page inside the site, which today does not know
    assert "a link" in reading.html


@pytest.mark.parametrize(
    "forged",
    [
        "\ue0000\ue001",
        "&#xE000;0&#xE001;",
        "&#57344;0&#57345;",
        "[x](%EE%80%800%EE%80%81)",
        "![&#xe000;0](x)",
    ],
)
def test_old_text_cannot_pass_for_a_sign_of_ours(forged):
    reading = read_version(f"Before {forged} after.".encode(), "procedures/neglect.md", SETTINGS, ())
    assert reading.fault == ""
    assert not re.search("\ue000[^LE]", reading.html)
    assert not any("\ue000" in paragraph.text for paragraph in reading.paragraphs)


def test_numbers_and_permanent_links_are_no_words_of_a_paragraph():
    html = '<h2 id="a"><span class="gt-number">1</span> A heading</h2><ul><li>One <b>bold</b></li></ul>'
    html += "<table><tr><td>This</td><td>that</td></tr></table>"
    assert [tuple(p) for p in harmless(html, link).paragraphs] == [
        ("heading", "A heading"),
        ("point", "One bold"),
        ("row", "This | that"),
    ]


def test_what_is_no_text_cannot_be_read_and_says_so():
    assert read_version(b"\xff\xfe\x00", "procedures/neglect.md", SETTINGS, ()).fault


@pytest.mark.parametrize(
    "front", ["title: [", "title: {a: b}\nchanges: no\nreviews: {on: 1}", "- a\n- b", ""]
)
def test_front_matter_that_says_nothing_of_use_does_not_hide_the_text(front):
    reading = read_version(
        f"---\n{front}\n---\n\nThe text.\n".encode(), "procedures/neglect.md", SETTINGS, ()
    )
    assert reading.fault == ""
    assert [p.text for p in reading.paragraphs] == ["The text."]
    assert reading.changes == ()
