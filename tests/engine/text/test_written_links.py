"""The links that are read from a text are those of the page that is made of it, and nothing else is one."""

from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.rendering.configuration import configuration
from goldenthread.rendering.renderer import render
from goldenthread.text.html import piece
from goldenthread.text.scanner import Body

SETTINGS = configuration(Path(__file__).parents[3]).without_permalinks()


def of_page(text: str) -> set[str]:
    tree = piece(render(SETTINGS, text, None).html)
    found = (e.get("href") if e.tag == "a" else e.get("src") if e.tag == "img" else None for e in tree.iter())
    return {unquote(one) for one in found if one is not None and not one.startswith("mailto:")}


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("[x](https://a.example/Care_(law))", ["https://a.example/Care_(law)"]),
        ("[x](https://a.example/((b))/c)", ["https://a.example/((b))/c"]),
        ("[x](https://a.example/?b=1&amp;c=2)", ["https://a.example/?b=1&c=2"]),
        ("[x](https://a.example/?b=1&copy=2)", ["https://a.example/?b=1&copy=2"]),
        ('[x](https://a.example "The "new" act")', ["https://a.example"]),
        ("[x](https://a.example 'It''s (new)')", ["https://a.example"]),
        ("[x](<neglect.md>)", ["neglect.md"]),
        ("[x](<a b.pdf> 'title')", ["a b.pdf"]),
        ("[x](../assets/form(2).pdf)", ["../assets/form(2).pdf"]),
        ("[x](form\\(2\\).pdf)", ["form(2).pdf"]),
        ("[x][n]\n\n[n]: <neglect.md>", ["neglect.md"]),
        ("[x][Two  Words]\n\n[two words]: n.md 'T'", ["n.md"]),
        ("[x][]\n\n[x]: n.md", ["n.md"]),
        ("[x]\n\n[x]: n.md (T)", ["n.md"]),
        ("[1]: Working Together 2023, page 3", []),
        ("[1]: unused.md", []),
        ("[![What it shows](gone.png)](neglect.md)", ["gone.png", "neglect.md"]),
        ("[![What it shows][p]](neglect.md)\n\n[p]: gone.png", ["gone.png", "neglect.md"]),
        ("[see [this](a.md)]", ["a.md"]),
        ("\\[x](a.md)", []),
        ("[x\\](a.md)", []),
        ("Text.\n\n    [y](not-a-link.md)", []),
        ("- One\n\n    [y](a.md)", ["a.md"]),
        ("- One\n\n        [y](not.md)", []),
        ("1. One\n    - Two\n\n        [y](a.md)", ["a.md"]),
        ('!!! note "T"\n\n    [y](a.md)', ["a.md"]),
        ("## More\n    [y](not.md)", []),
        ("<https://a.example/b>", ["https://a.example/b"]),
        ("[x] (https://a.example)", []),
        ("(x)[https://a.example]", []),
        ("[x][none]", []),
        ("[x](a.md", []),
        ("| [a](b.md) | c |\n|---|---|\n| d | ![e](f.png) |", ["b.md", "f.png"]),
    ],
)
def test_the_links_are_those_of_the_page(text, targets):
    assert sorted({link.target for link in Body(text, 1).links}) == sorted(targets)
    assert of_page(text) == set(targets)


PIECES = st.sampled_from(
    [
        *("[a](b.md)", "![c](d.png)", "[![e](f.png)](g.md)", "[h](<i.md>)", "[j](k(1).pdf)", '[l](m.md "n")'),
        *(
            "[o][p]",
            "[p]",
            "[q][none]",
            "\\[r](s.md)",
            "<https://t.example>",
            "`[u](v.md)`",
            "word",
            "(w)[x]",
        ),
        *("\n\n", "\n\n- ", "\n\n    ", "\n\n[p]: y.md\n\n", "\n\n## z\n\n", " ", "word"),
    ]
)


@given(st.lists(PIECES, max_size=12))
def test_whatever_is_written_one_after_another_is_read_as_the_page_has_it(pieces):
    text = "".join(pieces)
    assert {link.target for link in Body(text, 1).links} == of_page(text)


@pytest.mark.parametrize("text", ["[a](b.md)", "[a](<b.md>)", "![a]( b.md 'c')", "[a][n]\n\n[n]: <b.md>"])
def test_a_target_is_found_where_it_stands(text):
    (link,) = Body(text, 1).links
    assert text[link.at : link.end] == "b.md"


def test_what_is_no_link_is_left():
    text = "See [a](b.md), <c@d.example> and [e] (f.md)."
    assert Body(text, 1).unlinked.split() == ["See", ",", "and", "[e]", "(f.md)."]
    assert len(Body(text, 1).unlinked) == len(text)
