"""The words of macros.py carry today's title, and are the same with and without a generator."""

import re

import pytest
from bs4 import BeautifulSoup

from goldenthread.pages.words import BLOCKS, INLINE, WordError, vocabulary
from tests.engine.small_manual import ROOT, TODAY, edited, manual_of


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
    assert set(words.macros) == INLINE | BLOCKS


def test_no_field_has_the_name_of_a_word(tmp_path):
    from goldenthread.manual.kinds import FOLDERS

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
    (problem,) = vocabulary(tmp_path / "macros.py", manual, TODAY).problems
    assert str(problem).startswith(told)


def test_a_macros_py_that_fails_when_used_is_told_at_the_page(tmp_path):
    manual, _ = manual_of(tmp_path)
    text = (ROOT / "macros.py").read_text().replace("return words().procedure(place, text)", "return nothing")
    (tmp_path / "macros.py").write_text(text)
    words = vocabulary(tmp_path / "macros.py", manual, TODAY)
    (call,) = manual.plain["index"].body.calls
    assert words.complaint(call, "index.md") == (
        "macros.py fails at \"procedure\" (name 'nothing' is not defined).",
        "Mend macros.py.",
    )


def said(tmp_path, word, changed=None):
    _, words = manual_of(tmp_path, changed)
    line = words.expand(f"{{{{ {word} }}}}", "docs/index.md")
    assert "\n" not in line
    return BeautifulSoup(line, "html.parser")


FIRST = "changes:\n"
ROUTINE = (
    "changes:\n  - {in_force: 2026-05, class: clarified, what: It is clearer., why: W., because: [routine]}\n"
)


@pytest.mark.parametrize(
    ("word", "whats"),
    [
        ('what_changed(procedure="neglect")', ["It is clearer.", "Seeing the child alone was added."]),
        ('what_changed(procedure="disagreements")', []),
        ('what_changed(audience="schools")', ["It is clearer.", "Seeing the child alone was added."]),
        ('what_changed(record="audit-2024")', ["Seeing the child alone was added."]),
    ],
)
def test_one_word_lists_what_changed_on_a_procedure_for_an_audience_or_because_of_a_record(
    tmp_path, word, whats
):
    soup = said(tmp_path, word, edited("procedures/neglect.md", FIRST, ROUTINE))
    told = [what.get_text().removeprefix("Neglect: ") for what in soup.select(".gt-change__what")]
    assert told == whats
    assert whats or soup.get_text(strip=True) == "No change is recorded."


@pytest.mark.parametrize(
    ("first", "last", "rows"),
    [
        ("2025-03-01", "2025-03-31", ["Neglect"]),
        ("2025-03-02", "2026-12-31", []),
        ("2024-01-01", "2025-03-30", []),
    ],
)
def test_the_yearly_report_lists_what_was_certainly_revised_because_of_learning_in_its_year(
    tmp_path, first, last, rows
):
    changed = edited("procedures/neglect.md", FIRST, ROUTINE)
    soup = said(tmp_path, f'changed_between("{first}", "{last}")', changed)
    assert [link.get_text() for link in soup.select("td:first-child a")] == rows
    assert rows or "No procedure is recorded as revised" in soup.get_text()


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ('what_changed(audience="scools")', 'There is no audience "scools". Did you mean "schools"?'),
        ('what_changed(record="audit-2042")', 'There is no record "audit-2042". Did you mean "audit-2024"?'),
        (
            'changed_between("2025-04", "2026-03-31")',
            '"2025-04" is no date. Write year-month-day, such as "2025-04-01".',
        ),
        (
            'changed_between("2026-04-01", "2025-04-01")',
            "2025-04-01 is before 2026-04-01. Write the earlier day first.",
        ),
    ],
)
def test_a_list_of_changes_of_nothing_that_exists_is_a_problem(tmp_path, word, told):
    with pytest.raises(WordError, match=re.escape(told)):
        said(tmp_path, word)


def test_a_contact_that_closed_says_so_wherever_a_text_names_it(tmp_path):
    closed = "closed: {on: 2026-10, why: It is over.}\n  checked:"
    _, words = manual_of(tmp_path, edited("data/contacts.yml", "checked:", closed))
    link = '<a href="../../contacts/#lado">LADO</a>'
    assert words.expand('{{ contact("lado") }}', "procedures/neglect.md") == f"{link} (closed)"


def test_a_contact_that_is_to_close_is_still_open(tmp_path):
    closed = "closed: {on: 2027-10, why: It will be over.}\n  checked:"
    _, words = manual_of(tmp_path, edited("data/contacts.yml", "checked:", closed))
    assert "closed" not in words.expand('{{ contact("lado") }}', "procedures/neglect.md")
