"""No text costs more time than its length, and what is too much is told of with its line."""

import time

import pytest

from goldenthread.rendering.configuration import configuration
from goldenthread.rendering.renderer import render
from goldenthread.text.bounds import FURTHEST, LONGEST_BLOCK, LONGEST_LINE, LONGEST_TEXT, beyond
from goldenthread.text.lined_yaml import read_yaml
from goldenthread.text.scanner import Body
from tests.conftest import ROOT
from tests.engine.small_manual import edited, problems_of

SETTINGS = configuration(ROOT)
PIECES = (
    *("![", "{", "[", "](", "` ", "`` a", "*a ", "**a ", "_a_b", "<a ", "<!-- ", "<!-- >", "<![", "&#", "> "),
    *("[a](", "[[a](b) ", "![a](b) ", "[a](b 'c) ", "[a][b] ", "!!! a\n", "a|b\n", "- a\n", "{: ", "{{ } }"),
    *("## a\n", "a\n===\n", "~~~a\n", "```\n", "<br>", "</p", "<? ", "- - ", "1. - ", "\\", "word "),
)
SHORT, LONG = 4_000, 32_000


def taken(text):
    """Say how long a text takes to be read, in seconds of the processor; nothing where it is stopped."""
    begun = time.process_time()
    if not beyond(text):
        body = Body(text, 1)
        _ = body.prose, body.headings, body.links, body.calls
        render(SETTINGS, text, "a.md")
    return time.process_time() - begun


@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_as_the_text_does(piece):
    paragraph = piece * (LONGEST_LINE // 4 // len(piece))
    short, long = ("\n\n".join([paragraph] * (size // len(paragraph))) for size in (SHORT, LONG))
    grown = LONG / SHORT
    assert taken(long) < 0.2 + 2.5 * grown * min(taken(short) for _ in range(2))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\n" + "![" * 3000, 2),
        ("a\n\n" + "{" * 20_000, 3),
        ("[\n\n" * 30, 41),
        ("\n".join("    " * depth + "- a" for depth in range(300)), 17),
        ("- " * 300 + "a", 1),
        (">" * 300 + "a", 1),
        ("1. > - " * 10 + "a", 1),
        ("a\n" + "a" * (LONGEST_LINE + 1), 2),
        ("a b c d\n" * (LONGEST_BLOCK // 4), LONGEST_BLOCK // 8 + 1),
        ("# a\n\n" * 600, 1001),
        ("a\n\n" * LONGEST_TEXT, 1),
    ],
)
def test_what_is_too_much_is_told_of_with_its_line(text, line):
    found = beyond(text)
    assert found
    assert found.line == line


@pytest.mark.parametrize(
    "text",
    [
        "- a\n    - b\n        - c\n            - d",
        "> - a\n>     1. b",
        "Fewer than <5 in each: " + "<5 " * 500,
        ":( a) b) c) " * 100,
        "| [a](b.md) | {{ contact('x') }} |\n" * 300,
        "- - - - - - - - - - - -",
        "* * *\n\n---\n\n***",
        "----------------------------------------------------------------------------------",
        " " * FURTHEST + "x",
        "```\n" + "if (a < b) { c[1] }\n" * 50 + "```",
        "a -> b => c",
    ],
)
def test_what_a_manual_needs_is_not_too_much(text):
    assert beyond(text) is None


def test_a_page_that_is_too_much_stops_and_is_not_read(tmp_path):
    (problem,) = problems_of(tmp_path, edited("procedures/disagreements.md", "Talk to", "![" * 3000))
    assert problem.rule.name == "size"


def bomb(levels):
    lines = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join(["a0: &a0 [x, y]", *lines])


@pytest.mark.parametrize("levels", [7, 9, 30])
def test_values_that_repeat_each_other_are_not_written_out(levels):
    found = read_yaml(bomb(levels))
    assert [fault.wrong for fault in found.faults] == ["Values repeat each other too often here."]
    assert found.value is None


def test_a_value_may_be_repeated():
    assert read_yaml("a: &a [x]\nb: *a").value == {"a": ["x"], "b": ["x"]}
