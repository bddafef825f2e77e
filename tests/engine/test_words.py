"""The words of macros.py carry today's title, and are the same with and without a generator."""

import pytest

from goldenthread.words import Words, vocabulary
from tests.engine.small_manual import ROOT, edited, manual_of


@pytest.mark.parametrize(
    ("word", "link"),
    [
        ('procedure("neglect")', '<a href="../neglect/">Neglect</a>'),
        (
            'procedure("neglect#seeing-the-child")',
            '<a href="../neglect/#seeing-the-child">Neglect: Seeing the child</a>',
        ),
        ('procedure("neglect", "here")', '<a href="../neglect/">here</a>'),
        (
            'briefing("seeing-children")',
            '<a href="../../briefings/seven-minute/seeing-children/">Seeing children</a>',
        ),
        ('guide("neglect")', '<a href="../../briefings/one-minute/neglect/">Neglect in a minute</a>'),
        ('record("audit-2024")', '<a href="../../briefings/learning/audit-2024/">Audit of neglect</a>'),
        (
            'action("audit-2024/a")',
            '<a href="../../briefings/learning/audit-2024/#a">Audit of neglect, a</a>',
        ),
        ('contact("lado")', '<a href="../../contacts/#lado">LADO</a>'),
        (
            'cite("guidance-2026", "chapter 1")',
            '<a href="../../sources/#guidance-2026">Guidance 2026, chapter 1</a>',
        ),
    ],
)
def test_a_word_becomes_a_link_with_todays_title(tmp_path, word, link):
    _, words = manual_of(tmp_path)
    assert words.expand(f"See {{{{ {word} }}}}.", "procedures/disagreements.md") == f"See {link}."


def test_a_title_with_markdown_signs_stays_a_title(tmp_path):
    _, words = manual_of(
        tmp_path, edited("procedures/neglect.md", "title: Neglect", "title: A *b* & [c] | _d_")
    )
    link = words.expand('{{ procedure("neglect") }}', "index.md")
    assert link == '<a href="procedures/neglect/">A &#42;b&#42; &amp; &#91;c&#93; &#124; &#95;d&#95;</a>'


def test_macros_py_offers_every_word_and_no_other(tmp_path):
    _, words = manual_of(tmp_path)
    assert set(words.macros) == {name for name in vars(Words) if not name.startswith("_")} - {
        "manual",
        "here",
    }


def test_no_field_has_the_name_of_a_word(tmp_path):
    from goldenthread.manual import FOLDERS

    _, words = manual_of(tmp_path)
    fields = {info.alias or name for kind in FOLDERS.values() for name, info in kind.model_fields.items()}
    assert not fields & set(words.macros)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("def define_env(env:\n", "macros.py:1: word: The file cannot be read ('(' was never closed). "),
        ("\n\nimport nothing_of_this_name\n", "macros.py:3: word: The file cannot be read (No module named "),
        (
            "def other():\n    pass\n",
            "macros.py:1: word: The file cannot be read (module 'macros' has no attribute",
        ),
    ],
)
def test_a_broken_macros_py_is_a_problem_and_no_traceback(tmp_path, text, told):
    manual, _ = manual_of(tmp_path)
    (tmp_path / "macros.py").write_text(text)
    (problem,) = vocabulary(tmp_path / "macros.py", manual).problems
    assert str(problem).startswith(told)


def test_a_macros_py_that_fails_when_used_is_told_at_the_page(tmp_path):
    manual, _ = manual_of(tmp_path)
    text = (ROOT / "macros.py").read_text().replace("return words().procedure(place, text)", "return nothing")
    (tmp_path / "macros.py").write_text(text)
    words = vocabulary(tmp_path / "macros.py", manual)
    (call,) = manual.plain["index"].body.calls
    assert words.complaint(call, "index.md") == (
        "macros.py fails at \"procedure\" (name 'nothing' is not defined).",
        "Mend macros.py.",
    )
