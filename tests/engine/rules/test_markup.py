"""Content can run no code and fetch nothing, whatever somebody writes, wherever they write it."""

from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldenthread.history.safe_html import KNOWN
from goldenthread.rendering.configuration import configuration
from goldenthread.rendering.renderer import render
from goldenthread.rules import check
from goldenthread.rules.markup import ALLOWED, KINDS, MADE, _became
from goldenthread.text.html import inside, piece
from goldenthread.text.scanner import read_call
from tests.conftest import ROOT
from tests.engine.small_manual import FILES, TODAY, edited, manual_of, problems_of

SETTINGS = configuration(ROOT)
DISAGREEMENTS = "procedures/disagreements.md"


def told(root, text):
    found = problems_of(root, edited(DISAGREEMENTS, "Talk to each other.", text))
    return {problem.rule.name for problem in found if problem.stops}


TRICKS = [
    "<script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "```\n<script>alert(1)</script>",
    "~~~\n<script>alert(1)</script>\n```",
    "`a\n\n<script>alert(1)</script>\n\n`",
    '!!! note "<script>alert(1)</script>"\n    x',
    "- <script>alert(1)</script>",
    "> <script>alert(1)</script>",
    "/// area | north\n\n<script>alert(1)</script>\n\n///",
    "<!-- frame -->\n<script>alert(1)</script>\n<!-- /frame -->",
    '<!-- abbreviations -->{"LADO": ["a", "b", "<script>alert(1)</script>"]}',
    "<svg/onload=alert(1)>",
    "<img src=x onerror=alert(1)>",
    "<br onclick=alert(1)>",
    "<br/onclick=alert(1)>",
    "<span lang='pl' onclick='alert(1)'>x</span>",
    "<div\nonclick=alert(1)>x</div>",
    "<details ontoggle=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<javascript:alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x]( \tjavascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](&#106;avascript:alert(1))",
    "[x](java&Tab;script:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](vbscript:alert(1))",
    "[x](data:text/html,alert)",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "![x](data:image/svg+xml,alert)",
    "*x*{: onclick=alert(1) }",
    "[x](../index.md){: onclick=alert(1) }",
    "x\n{: onmouseover=alert(1) }",
    "x\n{: style=position:fixed }",
    "x\n{: .md-header }",
    "<?php x ?>",
    "<![CDATA[x]]>",
    "<iframe src='https://a.example'></iframe>",
    "![x](https://a.example/x.png)",
    "![x][y]\n\n[y]: //a.example/x.png",
    "<svg><style><img src=x onerror=alert(1)>",
    "<svg></p><style><a id='</style><img src=x onerror=alert(1)>'>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><img src=x onerror=alert(1)></template>",
    "<!-- x --!><img src=x onerror=alert(1)> -->",
    "<img src=x onerror=alert(1) alt='",
    "<img src=x onerror=alert(1)//",
    "<a href='java&#x0A;script:alert(1)'>x</a>",
    "[x](java&#x0A;script:alert(1))",
    "<body onload=alert(1)>",
    "<html onclick=alert(1)>",
    "<frameset onload=alert(1)>",
    "<image src=x onerror=alert(1)>",
    "<textarea><img title='</textarea><img src=x onerror=alert(1)>'>",
    "<plaintext>",
    "x\n\n</div></article></main>\n\ny",
    "x </section> y",
    "- x\n\n</details>\n\n- y",
]


@pytest.mark.parametrize("text", TRICKS)
def test_no_trick_gets_code_into_a_page(tmp_path, text):
    assert told(tmp_path, text) & {"markup", "code"}


@pytest.mark.parametrize(
    "text",
    [
        "One<br>two, H<sub>2</sub>O, x<sup>2</sup>, <kbd>Esc</kbd>.",
        '<span lang="pl">Porozmawiajcie</span> and <span lang="ur" dir="rtl">x</span>.',
        "Write to <https://a.example/> or [a page](https://a.example/x?a=b#c 'Its title: here').",
        "[Ring](tel:999), [write](mailto:safeguarding@a.example), [read](neglect.md#do-this-now).",
        "1 < 2 and 3 > 2, R&D, a & b, &lt;script&gt;",
        "`<script>` and\n\n```html\n<script>alert(1)</script>\n```",
        "<!-- A note for editors. -->",
        "| a | b |\n| :-: | --: |\n| c | d |",
        '!!! note\n    x\n\n??? warning "More"\n    y',
        "![A picture](../assets/picture.svg)",
        "A {brace}, and a set {1, 2}.",
        "### Own anchor {#own-anchor}",
        "### Tŷ a gardd in 2026",
        "### 家",
        "```python\ndef ring(number): # now\n    return number\n```",
        "Ring.\n{: #ring .gt-forget }",
        "- a\n\n    !!! tip\n        Ring.\n- b",
        *(f'!!! {kind} "Ring"\n    now\n\n???+ {kind}\n    more' for kind in KINDS),
        *(
            f"{{{{ {word} }}}}\n\n1. Talk.\n2. Write it down.\n\n### Own {{#own}}\n\n"
            "One<br>two.\n\n![A picture](../assets/picture.svg)"
            for word in ("what_changed()", 'changed_between("2020-01-01", "2026-01-01")', 'flowchart("Talk")')
        ),
    ],
)
def test_what_an_author_needs_raises_no_alarm(tmp_path, text):
    assert told(tmp_path, text) == set()


@pytest.mark.parametrize(
    ("text", "line", "about"),
    [
        ("!!! md-consent__overlay\n    x", 0, "md-consent__overlay"),
        ("!!! gt-notice gt-notice--withdrawn\n    x", 0, "gt-notice gt-notice--withdrawn"),
        ('!!! gt-area--other ""\n    x', 0, "gt-area--other"),
        ("!!! note gt-notice\n    x", 0, "note gt-notice"),
        ('!!! NOTE inline end "x"\n    x', 0, "note inline end"),
        ("!!! gt-table\n    x", 0, "gt-table"),
        ("!!! highlight\n    x", 0, "highlight"),
        ("- a\n- b\n\n    !!! md-overlay\n        x", 3, "md-overlay"),
        ("!!! note\n    x\n\n    ??? gt-fold\n        y", 3, "gt-fold"),
        ("a\n\n??? gt-notice\n    x", 2, "gt-notice"),
        ("???+ note md-header\n    x", 0, "note md-header"),
        ("a\n\nx\n{: .x }", 3, '"x"'),
        ("x\n{: class=x }", 1, '"x"'),
        ('x\n{: class="gt-forget md-header" }', 1, "md-header"),
        ("x\n{ .x }", 1, '"x"'),
        ("x\n{:.x}", 1, '"x"'),
        ("*a*{ .x }", 0, '"x"'),
        ("a `b`{.admonition-title}", 0, "admonition-title"),
        ("x\n{: .admonition-title }", 1, "admonition-title"),
        ("- a {: .x }", None, ""),
        ("- a\n{: .x }", 1, '"x"'),
        ("| a |\n| - |\n| b {: .x } |", 2, '"x"'),
        ("### More {: .x }", 0, '"x"'),
        ("x\n{: style='position: fixed' }", 1, "style"),
        ('| a |\n| - |\n| b {: style="text-align: left;" } |', 2, "style"),
        ("x\n{: title=x }", 1, "title"),
        ("x\n{: hidden }", 1, "hidden"),
        ("x\n{: role=alert tabindex=0 }", 1, "role"),
        ("x\n{: lang=pl }", 1, "lang"),
        ('### More {: data-toc-label="Less" }', 0, "data-toc-label"),
        ("[x](neglect.md){: href=disagreements.md }", 0, "href"),
        ("x [y](neglect.md){: target=_blank }", 0, "target"),
        ("```{.python linenums=1}\nx\n```", 0, "class"),
        ("### More {: id='a\" autofocus onfocus=\"x' }", 0, "id"),
        ("### More {#More}", 0, "{#more}"),
        ("### More {#a.b}", 0, "{#a-b}"),
        ("### More {#gt-main}", 0, "{#about-gt-main}"),
        ("x\n{: #__config }", 1, "{#config}"),
        ("### __config", 0, "{#config}"),
        ("```{#__config}\nx\n```", 0, "{#config}"),
        ("### \u043c {#\u043c}", 0, "id"),
    ],
)
def test_nothing_that_is_written_passes_for_the_frame_or_the_theme(tmp_path, text, line, about):
    at = FILES[DISAGREEMENTS].split("\n").index("Talk to each other.") + 1
    found = problems_of(tmp_path, edited(DISAGREEMENTS, "Talk to each other.", text))
    problems = [problem for problem in found if problem.rule.name == "code"]
    if line is None:  # Markdown takes it for words
        assert not problems
        return
    assert {problem.line - at for problem in problems} == {line}
    assert about in " ".join(f"{problem.wrong} {problem.do}" for problem in problems)


def test_each_line_that_sets_a_class_is_told_of(tmp_path):
    text = "!!! x\n    a\n\n```\n!!! x\n```\n\n!!! x\n    b"
    found = problems_of(tmp_path, edited(DISAGREEMENTS, "Talk to each other.", text))
    lines = [problem.line for problem in found if problem.rule.name == "code"]
    assert [line - lines[0] for line in lines] == [0, 7]


TAGS = "< > </ script <!-- --> svg br a href= onclick=x / = \" '"
MARKS = "` ``` ~~~ javascript: [x]( ![ ]( ]: ) {: } &#106; &Tab; x -"
PIECES = st.sampled_from([*TAGS.split(), *MARKS.split(), " ", "\n", "\n\n", "    "])


class Dangers(HTMLParser):
    """Reads a page as a browser would, and notes what would run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag in ("script", "svg", "iframe"):
            self.found.append(tag)
        for name, value in attrs:
            plain = "".join((value or "").split()).lower()
            if name.startswith("on") or (name in ("href", "src") and plain.startswith("javascript:")):
                self.found.append(name)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_whatever_is_put_together_either_is_told_of_or_runs_nothing(tmp_path, text):
    reader = Dangers()
    reader.feed(render(SETTINGS, f"\n\n## Talk first\n\n{text}\n", "x.md").html)
    if reader.found:
        assert told(tmp_path, text) & {"markup", "code", "text"}, reader.found


def test_whatever_an_author_may_write_stays_in_the_history():
    assert set(ALLOWED) <= KNOWN
    assert MADE.keys() - {"h1", "img"} <= KNOWN  # a title of its own stops, and pictures are told of in words


@pytest.mark.parametrize(
    ("name", "raw"), [("a.html", "x"), ("a.js", "x"), ("a.png", "<html>"), ("a.pdf", "x"), ("a", "x")]
)
def test_a_file_that_nobody_can_look_into_stops(tmp_path, name, raw):
    (problem,) = problems_of(tmp_path, {f"docs/assets/{name}": raw})
    assert problem.rule.name == "asset"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("data/contacts.yml", "chosen_by: work", "chosen_by: work\n  web: javascript:alert(1)"),
        (
            "data/contacts.yml",
            "{daytime: 0808 800 5000}",
            "{daytime: 0808 800 5000, web: 'data:text/html,x'}",
        ),
        (
            "data/citations.yml",
            "publisher: DfE, superseded",
            "publisher: DfE, url: 'javascript:alert(1)', superseded",
        ),
        ("data/partnership.yml", "colour: teal", "colour: teal\nrepository: javascript:alert(1)"),
        ("data/partnership.yml", "colour: teal", "colour: teal\nquick_exit_to: javascript:alert(1)"),
    ],
)
def test_no_address_of_the_data_runs_a_program(tmp_path, file, old, new):
    found = problems_of(tmp_path, edited(file, old, new))
    assert [problem.rule.name for problem in found if problem.stops] == ["field"]


# --- words: plain values, read by a parser ---


@pytest.mark.parametrize(
    "text",
    [
        "{% for x in y %}",
        "{% raw %}{{ x }}{% endraw %}",
        "{{ config }}",
        '{{ procedure("neglect") | safe }}',
        '{{ procedure("neglect").format }}',
        '{{ procedure("neglect" ~ x) }}',
        '{{ procedure(f"{x}") }}',
        '{{ procedure(place="neglect", **x) }}',
        '{{ procedure(*["neglect"]) }}',
        '{{ {{ procedure("neglect") }} }}',
        '{{ procedure(procedure("neglect")) }}',
        '{{ procedure("neglect") if x else y }}',
        '{{ procedure["x"]("neglect") }}',
        "{{ ().__class__.__base__.__subclasses__() }}",
        "{## a comment ##}",
        "`{{ config }}`",
        "```\n{{ config }}\n```",
        "<!-- {{ config }} -->",
        "/// area | north\n{{ config }}\n///",
        "{{ " + "(" * 5000,
        "{{ " + "-" * 50_000 + "1 }}",
        "{{ " + "[" * 900 + "]" * 900 + " }}",
    ],
)
def test_everything_else_that_jinja_offers_stops(tmp_path, text):
    assert told(tmp_path, text) & {"word", "size"}


@pytest.mark.parametrize("field", ["title", "summary"])
@pytest.mark.parametrize("text", ["{{ config }}", "{% set x = 1 %}", "{# x #}", "<b>x</b>"])
def test_no_field_holds_a_word_or_a_tag(tmp_path, field, text):
    old = {"title": "title: Disagreements", "summary": "summary: What to do when you disagree."}[field]
    found = problems_of(tmp_path, edited(DISAGREEMENTS, old, f"{field}: 'x {text}'"))
    assert [problem.rule.name for problem in found if problem.file == DISAGREEMENTS] == ["field"]


@pytest.mark.parametrize(
    "value", ["<script>alert(1)</script>", '"><script>', "](javascript:alert(1))", "{% x %}"]
)
def test_what_a_word_is_given_stays_text(tmp_path, value):
    quoted = value.replace('"', '\\"')
    manual, words = manual_of(
        tmp_path, edited(DISAGREEMENTS, "Talk to", f'{{{{ contact("lado", "{quoted}") }}}} Talk to')
    )
    reader = Dangers()
    text = words.expand(manual.by_file[DISAGREEMENTS].body.text, "x.md")
    reader.feed(render(SETTINGS, text, "x.md").html)
    assert not reader.found
    assert {p.rule.name for p in check(manual, words, TODAY) if p.stops} <= {"word"}


@given(st.text(alphabet="abc()[]{}\"'.,*=|~-1 \n\\", max_size=60))
def test_a_word_is_a_name_and_plain_values_or_nothing(text):
    call = read_call(text, 1)
    values = [*call.args, *(value for _, value in call.kwargs)] if call else []
    assert all(
        isinstance(value, (str, int, float, complex, bytes, bool, type(None), type(...))) for value in values
    )


# --- what is published is what was judged ---

ALLOWED_TAGS = (
    "<br> <sub> </sub> <kbd> <span_lang='pl'> </span> </p> </li> </a> </div> </strong> </ul> </body>"
)
SIGNS = "< </ <!-- --> --!> ` ``` ~~ ** * [x](a.md) | --- |a|b| - 1. > #_h x & &lt; !!!_note ???_note"
WRITTEN = st.sampled_from([*f"{ALLOWED_TAGS} {SIGNS}".split(" "), " ", "\n", "\n\n", "    "])


@settings(max_examples=300, deadline=None)
@given(st.lists(WRITTEN, max_size=16).map("".join))
def test_what_raised_no_alarm_raises_none_once_it_is_written_as_a_page(text):
    text = text.replace("_", " ")
    html = render(SETTINGS.without_permalinks(), f"\n\n## Talk first\n\n{text}\n", "a.md").html
    if not list(_became(html)):
        assert not list(_became(inside(piece(html))))
