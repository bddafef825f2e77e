"""Whatever somebody does to a page, they are told of it at a line, in a sentence, or it is all right.

Each kind of edit is made at random, and the same each time, to pages and data files of a made-up manual that
has every kind of page and record and every word. Rules take time by the page, so it has few.
"""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from goldenthread.manual.reading import read
from goldenthread.pages.frame import frame
from goldenthread.pages.made.registry import make_pages
from goldenthread.pages.words import vocabulary
from goldenthread.rules import check
from goldenthread.site.listed import LISTED
from tests.conftest import ROOT, TODAY
from tests.engine import every_kind
from tests.engine.small_manual import write

OF_EACH_KIND = 16
SENTENCE = re.compile(r"""["A-Z0-9\u2026{(/#].*[.?"\u2026]|[a-z0-9/.-]+ .*\.""")
NO_SENTENCE = re.compile(r"Traceback|pydantic|<class|object at 0x|Error\b|\bNone\b|\n")
DATE = re.compile(r"\b\d{4}(?:-\d{2}(?:-\d{2})?|/\d{2})?\b")
TARGET = re.compile(r"\]\(([^)\n]*)\)")
FIELD = re.compile(r"(?m)^(?P<start>[ -]*[{]?)(?P<name>[a-z_]+):(?P<value>.*)$")

DATES = [
    "31/02/2026",
    "2026-13-01",
    "2026-02-30",
    "0000-00-00",
    "9999-12-31",
    "1-1-1",
    "2026-2-3",
    "2026-11-21T10:00",
    "\u0662\u0660\u0662\u0666-01-01",
    "soon",
    "2026/99",
    "2026/25",
    "-2026",
    "2026-11-21 to 2026-12-21",
    "99999999999999999999",
]
TARGETS = [
    "",
    "#",
    "#nowhere",
    "nowhere.md",
    "neglect.md#nowhere",
    "http://[::1",
    "https://",
    "javascript:alert(1)",
    "../../../../etc/passwd",
    "%ZZ%",
    "mailto:",
    "//example.org",
    "/neglect/",
    "neglect.md?x=1#y",
    "a b c",
    "\u200b",
]
MARKS = [
    ":",
    ": ",
    "{",
    "}",
    "[",
    "]",
    "'",
    '"',
    "&a ",
    "*a",
    "!",
    "!!int ",
    "|",
    ">",
    "%",
    "@",
    "`",
    "#",
    " #",
]
MARKS += ["- ", "? ", ",", "\t", "---\n", "...\n", "<<: ", "\\", "~", "null", "\u2028", "\ufeff"]
BRACES = ["{{", "}}", "{%", "%}", "{#", "{##", "{{ }}", "{{ x }}", '{{ contact("lado" }}', "{{ contact() }}"]
BRACES += [
    "{{ contact(contact) }}",
    "{{ 1/0 }}",
    "{{ ''.__class__ }}",
    "{% raw %}",
    '{{ cite("a", at=[1]) }}',
]
BRACES += [
    '{{ procedure("neglect#") }}',
    "{{ what_changed() }}",
    '{{ changed_between("a", "b") }}',
    "{{ f(*x) }}",
]
BRACES += ['{{ procedure("' + "x" * 300 + '") }}', "{{" + "(" * 200 + "}}", '{{ procedure("\\ud800") }}']
MARKUP = [
    "<",
    "<b",
    "<!--",
    "-->",
    "```",
    "~~~",
    "/// area | ",
    "///",
    "/// area | nowhere\n",
    "|",
    "[^1]",
    "![](",
]
MARKUP += [
    "# ",
    "###### ",
    "====\n",
    "----\n",
    "<script>",
    "<a href='x' onclick=y>",
    "&#x6a;",
    "[x]: y\n",
    "*",
    "_",
]
MARKUP += [
    "{: #x }",
    "{: .a b=c }",
    "[TOC]",
    "    ",
    "> ",
    "1. ",
    "- [ ] ",
    "\\",
    "$$",
    "[[",
    "<details>",
    "&lt;",
]
SHAPES = [
    "",
    " []",
    " {}",
    " [[]]",
    " {a: {b: c}}",
    " [a, {b: c}]",
    " ~",
    " true",
    " 0x1F",
    " 1e999",
    " - a",
    " |",
]
SHAPES += [
    " &x [*x]",
    " !!python/object:os.system {}",
    ' ""',
    " '  '",
    " \u2026",
    " (to write)",
    " " + "9" * 400,
]
ENCODINGS = ["utf-16", "utf-8-sig", "latin-1", "cp1252", "utf-32"]
BYTES = [b"\x00", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\r", b"\x1b[31m", b"\xe2\x80\xae", b"\xf4\x90\x80\x80"]


def at(draw, text):
    """Choose a place in a text."""
    return draw(st.integers(0, len(text)))


def one(draw, found):
    """Choose one of what was found; None where there is none."""
    found = list(found)
    return draw(st.sampled_from(found)) if found else None


def inserted(some):
    """Make an edit that puts one of some bits anywhere."""

    def insert(draw, text):
        place = at(draw, text)
        return text[:place] + draw(st.sampled_from(some)) + text[place:]

    return insert


def inserted_above(some):
    """Make an edit that puts one of some bits into the front matter, or the beginning of a data file."""

    def insert(draw, text):
        end = text.find("\n---\n", 4)
        place = at(draw, text[: end + 5 if end > 0 else 2000])
        return text[:place] + draw(st.sampled_from(some)) + text[place:]

    return insert


def without_field(draw, text):
    found = one(draw, FIELD.finditer(text))
    return text[: found.start()] + text[found.end() + 1 :] if found else ""


def renamed_field(draw, text):
    found = one(draw, FIELD.finditer(text))
    if not found:
        return ""
    name = found["name"]
    cut = draw(st.integers(0, len(name)))
    other = draw(
        st.sampled_from([name[:cut] + name[cut + 1 :], name[:cut] + "x" + name[cut:], name.upper(), "1"])
    )
    return text[: found.start("name")] + other + text[found.end("name") :]


def other_value(draw, text):
    found = one(draw, FIELD.finditer(text))
    return (
        text[: found.start("value")] + draw(st.sampled_from(SHAPES)) + text[found.end("value") :]
        if found
        else ""
    )


def mistyped_value(draw, text):
    found = one(draw, [field for field in FIELD.finditer(text) if len(field["value"]) > 1])
    if not found:
        return ""
    place = draw(st.integers(found.start("value") + 1, found.end("value") - 1))
    typed = draw(st.text(min_size=0, max_size=3))
    return text[:place] + typed + text[place + 1 :]


def mangled_date(draw, text):
    found = one(draw, DATE.finditer(text))
    return text[: found.start()] + draw(st.sampled_from(DATES)) + text[found.end() :] if found else ""


def broken_link(draw, text):
    found = one(draw, TARGET.finditer(text))
    return text[: found.start(1)] + draw(st.sampled_from(TARGETS)) + text[found.end(1) :] if found else ""


def lines_twice(draw, text):
    lines = text.split("\n")
    first = draw(st.integers(0, len(lines) - 1))
    last = draw(st.integers(first, min(first + 12, len(lines))))
    return "\n".join([*lines[:last], *lines[first:last], *lines[last:]])


def lines_cut(draw, text):
    lines = text.split("\n")
    first = draw(st.integers(0, len(lines) - 1))
    last = draw(st.integers(first + 1, len(lines)))
    return "\n".join([*lines[:first], *lines[last:]])


def lines_moved(draw, text):
    lines = text.split("\n")
    line = lines.pop(draw(st.integers(0, len(lines) - 1)))
    lines.insert(draw(st.integers(0, len(lines))), line)
    return "\n".join(lines)


def cut_short(draw, text):
    return text[: at(draw, text)]


def indented(draw, text):
    lines = text.split("\n")
    line = draw(st.integers(0, len(lines) - 1))
    lines[line] = draw(st.sampled_from(["", " ", "   ", "    ", "\t", "\u00a0"])) + lines[line].strip()
    return "\n".join(lines)


def encoded(draw, text):
    if draw(st.booleans()):
        return text.encode(draw(st.sampled_from(ENCODINGS)), "replace")
    raw = text.encode()
    place = draw(st.integers(0, len(raw)))
    return raw[:place] + draw(st.sampled_from(BYTES)) + raw[place:]


def anything(draw, text):
    for _ in range(draw(st.integers(2, 5))):
        text = draw(st.sampled_from([*EDITS.values()][:-2]))(draw, text)
        text = text if isinstance(text, str) else text.decode("utf-8", "replace")
    return text


EDITS = {
    "a field is dropped": without_field,
    "a field is renamed": renamed_field,
    "a field gets a value of another kind": other_value,
    "a value is mistyped": mistyped_value,
    "a date is mangled": mangled_date,
    "a link is broken": broken_link,
    "the YAML is damaged": inserted_above(MARKS),
    "braces are written": inserted(BRACES),
    "markup is written": inserted(MARKUP),
    "lines are there twice": lines_twice,
    "lines are cut out": lines_cut,
    "a line is moved": lines_moved,
    "the end is missing": cut_short,
    "a line is indented": indented,
    "the encoding is another": encoded,
    "several things happen at once": anything,
}


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    """The manual as it is, in a folder where it may be broken."""
    root = write(tmp_path_factory.mktemp("manual"), every_kind.FILES)
    return root, read(root)


def lines_of(root: Path, problem):
    """Count the lines of the file that a problem names; it may be one that is missing now."""
    file = root / problem.file
    return max(1, len(re.split(rb"\r\n|\r|\n", file.read_bytes()))) if file.is_file() else 1


def hold(root, base, file):
    """Hold what stands there against every rule, alone and as a pull request, and make what a build makes.

    Of the pages, that of the edited file is made: the others, and what is made of all, are made as ever.
    """
    manual = read(root)
    words = vocabulary(ROOT / "macros.py", manual, TODAY)
    problems = check(manual, words, TODAY)
    if not any(problem.stops for problem in problems):
        make_pages(manual, LISTED, TODAY, problems)
        for page in filter(None, [manual.by_file.get(file)]):
            frame(manual, page, words.expand(page.body.text, page.path), TODAY)
    return {*problems, *check(manual, words, TODAY, base=base)}


@pytest.mark.parametrize("kind", EDITS)
def test_nobody_ever_sees_a_traceback_when(kind, before):
    root, base = before
    files = sorted([*base.by_file, *(f"data/{name}.yml" for name in base.data.lines)])

    @settings(
        max_examples=OF_EACH_KIND,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],  # a smaller edit would say no more
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def edit(data):
        name = data.draw(st.sampled_from(files))
        file = root / name
        as_it_was = file.read_bytes()
        made = EDITS[kind](data.draw, as_it_was.decode())
        try:
            file.write_bytes(made if isinstance(made, bytes) else made.encode("utf-8", "surrogatepass"))
            for problem in hold(root, base, name):
                assert 1 <= problem.line <= lines_of(root, problem), problem
                for sentence in (problem.wrong, problem.do):
                    assert SENTENCE.fullmatch(sentence), str(problem)
                    assert not NO_SENTENCE.search(sentence), str(problem)
        finally:
            file.write_bytes(as_it_was)

    edit()


def test_there_are_hundreds():
    assert len(EDITS) * OF_EACH_KIND >= 250
