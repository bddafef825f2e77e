"""What GitHub's preview shows of a page is what a reader gets, or an editor is told, with lines to write."""

import pytest

from tests.engine.small_manual import edited, problems_of

FILE, FIRST = "procedures/disagreements.md", 13
LOST = [
    ("Ring:\n- 999\n- your lead", 14),
    ("Ring:\n1. 999\n2. your lead", 14),
    ("1) Ring 999\n2) Stay", 13),
    ("a. Ring 999\nb. Stay", 13),
    ("a. Ring 999\n\nb. Stay", 13),
    ("i. Ring 999\nii. Stay", 13),
    ("(a) Ring 999\n(b) Stay", 13),
    ("A) Ring 999\nB) Stay", 13),
    ("• Ring 999\n• Stay", 13),
    ("\uf0b7 Ring 999", 13),
    ("-\u00a0Ring 999\n-\u00a0Stay", 13),
    ("1.\u00a0Ring 999\n2.\u00a0Stay", 13),
    ("-Ring 999\n-Stay", 13),
    ("\u2013 Ring 999\n\u2013 Stay", 13),
    ("1. Is the child in danger?\n  - Yes: ring.\n  - No: go on.\n2. Tell your lead.", 13),
    ("1. Is the child in danger?\n   - Yes: ring.\n2. Tell your lead.", 14),
    ("- Ring\n  - 999\n  - 101\n- Stay", 14),
    ("- Ring\n\n  999 at once\n- Stay", 15),
    ("1. Ring\n\n    999\n2. Stay", 16),
    ("Levels:\n| Level | What |\n|---|---|\n| 1 | Universal |", 14),
    ("| Sign | Do |\n|---|---|\n| A bruise | Ask | Ring 999 |", 15),
    ("| Who | Do |\n|---|---|\n| Police|health | Ring 101 |", 15),
    ("| Who | Do |\n|---|\n| Police | Ring 101 |", 13),
    ("> [!WARNING]\n> Ring.", 13),
    ("- [ ] Ring\n- [x] Stay", 13),
    ("Ring[^1].\n\n[^1]: At once.", 13),
    ("!!! warning “Now”\n    Ring.", 13),
    ('!!! note "Now"\nRing.', 13),
    ('  !!! note "Now"\n      Ring.', 13),
    ('    !!! note "Now"\n        Ring.', 13),
    ('!!! note "Now"\n    Ring:\n    - 999', 15),
    ('??? note "Now"\n    Ring.\n\n    - Tell:\n      - your lead', 17),
    ("/// area | north\n\nRing:\n- 999\n\n///", 16),
    ("Ring ~~101~~ 999.", 13),
    ("Ring ** 999 ** now.", 13),
    ("```mermaid\ngraph TD\n```", 13),
    ('=== "At night"\n    Ring.', 13),
    ("Ring :warning: now.", 13),
    ("Ring.\\\nStay.", 13),
    ("Case \\~ here.", 13),
    ("Threshold\n: What it takes", 14),
    ("- Ring\n\n[x]: neglect.md\n\n1. Stay\n   - [x]", 18),
    ("H<sub>2</sub>O\n\nRing:\n- 999", 16),
    ("Ring<br>this:\n- 999", 14),
    ("Ring:\n- <kbd>Tab</kbd>", 14),
    ("Ring <kbd\n- 999", 14),
    ("    <!-- open\n\nRing:\n- 999", 16),
    ("    !!! note \u201cNow\u201d\n        - 999", 13),
    ("![](../assets/picture.svg)\n[The plan](the plan.md)", 14),
]

RIGHT = """\
Ring {{ contact("lado") }}, and _read_ **all** of [this](neglect.md#seeing-the-child "The title"),
or <https://a.example>.
It goes on in a second line \u2013 with a dash
\u2013 and one that begins a line. 5 * 3 is 15, ~5 or ~6 days, C#, snake_case and a**b**c.

2019 was the year. It was 10:30:15, or :30.

A. The letter alone begins this.

(1) So does a number, once.

Name: ________ &copy; &amp; H<sub>2</sub>O 1<sup>st</sup> <kbd>Tab</kbd>
<span lang="cy">plant</span>, \\* and \\[so\\].

## Own name {#own-name}

- One
- Two, which
  goes on
    - Below
    - Below as well

        A paragraph of it.

* Another sign

1. First
1. Second

    > Words of another.

    - A point

2. Third

    ```text
    - [ ] code ** as :typed:
    ```

| Who | {{ cite("guidance-2026", "a | b") }} |
|:---|---:|
| A \\| B | One<br>two |
| `code` | |

Who | Do
--- | ---
We | it

> A quotation
> goes on.
>
> - With
> - a list

!!! note "Its title"
    Text, and

    1. a list

        !!! warning
            with a box

    | A | B |
    |---|---|
    | 1 | 2 |

??? note
    More.

???+ warning "Open"

    Open.

1. A step

    !!! note
        A box of it.

2. Another

/// area | north

For the north.

///

***

<!-- [^1] not shown -->
[By a name][name], ![A picture](../assets/picture.svg) and a [way](../contacts.md){: .link }
{: .last }

[name]: https://name.example "Name"

    An example, - set in

`[ ]` is code, **{{ procedure("neglect") }}** is a word.
"""


@pytest.fixture
def told(tmp_path):
    def hold(text):
        changed = edited(FILE, "Talk to each other.", text)
        return [p for p in problems_of(tmp_path, changed) if p.file == FILE and p.rule.name == "preview"]

    return hold


@pytest.mark.parametrize(("text", "line"), LOST)
def test_what_a_reader_would_not_get_stops_at_its_line(told, text, line):
    assert [(problem.line, problem.stops) for problem in told(text)][:1] == [(line, True)]


@pytest.mark.parametrize("text", [text for text, _ in LOST])
def test_the_lines_that_are_given_mend_it(told, text):
    for problem in told(text):
        if not problem.paste:
            continue
        lines, pasted = text.split("\n"), problem.paste.split("\n")
        begin = problem.line - FIRST
        end = next((at for at in range(begin, len(lines)) if not lines[at].strip()), len(lines))
        if "list here" in problem.wrong:
            begin = next((at for at, line in enumerate(lines) if line.lstrip().startswith(("-", "1"))), 0)
            end = len(lines) - text.endswith("///") * 2
        assert told("\n".join([*lines[:begin], *pasted, *lines[end:]])) == []


def test_a_page_that_uses_everything_draws_no_stop(told):
    assert told(RIGHT) == []


def test_a_row_with_too_many_cells_is_counted_for_its_editor(told):
    (problem,) = told("| Who | Do |\n|---|---|\n| Police|health | Ring 101 |")
    assert problem.wrong == "This row has 3 cells and the table has 2 columns."
    assert problem.do == "Write \\| for a bar inside a cell, or add a column."


def test_each_problem_of_a_page_is_told_once(told):
    assert [p.line for p in told("• Ring\n• Stay\n\nThen:\n- 999\n\n| A |\n|---|\n| b | c |")] == [13, 17, 21]


def test_a_line_that_ends_no_area_is_told_and_what_it_hides_too(told):
    assert [p.line for p in told("Ring.\n\n///\n- 999")] == [15, 16]


def test_a_comment_divides_two_quotations(told):
    assert told("> One\n\n<!-- not\n\nshown -->\n\n> Two\n\nText.") == []
