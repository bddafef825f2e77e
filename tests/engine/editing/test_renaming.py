"""A page gets another address: everything follows, nothing else moves, and the old address is not lost."""

import difflib
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from goldenthread.cli import main
from goldenthread.editing.renaming import CannotRenameError, find, rename, reword
from goldenthread.manual.comparison import Comparison
from goldenthread.manual.kinds import FOLDERS
from goldenthread.manual.reading import read
from goldenthread.pages.frame import frame
from goldenthread.pages.words import vocabulary
from goldenthread.rules import check
from goldenthread.site.publish import publish
from goldenthread.text.problems import Grade
from tests.conftest import ROOT, copy_project
from tests.engine.small_manual import FILES, PAGE, PROGRAM, TODAY, beside_its_own, edited, manual_of

NEGLECT, DISAGREEMENTS = "procedures/neglect.md", "procedures/disagreements.md"
RECORD = "briefings/learning/audit-2024.md"

EVERY_WAY = {
    "procedures/every-way.md": f"""\
---
title: Every way
summary: Every way to name a page.
section: harm
{PAGE}was: [an-older-way]
related:
  # the first
  - disagreements   # and why
  - neglect
moved: {{an-old-heading: "neglect#seeing-the-child", another: 'neglect'}}
withdrawn: {{on: 2026-01, why: "neglect says it, neglect does.", replaced_by: neglect}}
changes:
  - in_force: 2025
    class: fix
    what: The word neglect was spelt wrongly.
    why: 'Routine: "neglect".'
    because: [routine, "audit-2024/a"]
---

## Neglect

Read {{{{ procedure("neglect") }}}}, {{{{ procedure('neglect#seeing-the-child', text="neglect") }}}},
{{{{ procedure(text="é neglect", place="neglect") }}}} and {{{{ guide("neglect") }}}},
{{{{ briefing("seeing-children") }}}}, {{{{ record("audit-2024") }}}} and {{{{ action("audit-2024/a") }}}},
[neglect](neglect.md), [so](./neglect.md#seeing-the-child "neglect"), [a list][neglect],
[again](../procedures/neglect.md?x=1#seeing-the-child), [guide](../briefings/one-minute/neglect.md)
and `[neglect](neglect.md)`.

{{{{ what_changed("neglect") }}}}

{{{{ what_changed(record="audit-2024") }}}}

{{{{ what_changed("", "", "audit-2024") }}}}

[neglect]: neglect.md
""",
    "docs/neglect.md": f"""\
---
title: About neglect
summary: Another page of this name.
{PAGE}---

[The procedure](procedures/neglect.md), [the record](briefings/learning/audit-2024.md#a), [home](index.md).
""",
    "data/partnership.yml": FILES["data/partnership.yml"].replace(
        "escalation: disagreements", "escalation: neglect  # neglect"
    )
    + "withheld:\n  - {page: neglect, versions: ['2020-01-01'], why: neglect.}\n",
}
"""A manual that names a procedure and a record in every way that there is."""


def texts_of(root: Path) -> dict[str, str]:
    found = [*root.glob("*/**/*.md"), root / "data/partnership.yml"]
    return {file.relative_to(root).as_posix(): file.read_text(encoding="utf-8") for file in found}


def put(root: Path, renamed) -> None:
    for file, text in renamed.texts.items():
        (root / file).write_text(text, encoding="utf-8")
    if renamed.gone:
        (root / renamed.gone).unlink()


def stopping(root: Path) -> list[str]:
    manual = read(root)
    words = vocabulary(ROOT / "macros.py", manual, TODAY)
    return [str(one) for one in beside_its_own(check(manual, words, TODAY, {Grade.STOPS}))]


def changed_lines(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.split("\n"), after.split("\n"), n=0, lineterm="")
    return [line for line in lines if line[0] in "+-" and not line.startswith(("+++", "---"))]


@pytest.fixture
def every_way(tmp_path):
    manual, _ = manual_of(tmp_path, dict(EVERY_WAY))
    assert stopping(tmp_path) == []
    return tmp_path, manual


def test_a_renamed_procedure_is_named_everywhere_by_its_new_address(every_way):
    root, manual = every_way
    before = texts_of(root)
    renamed = rename(manual, before, "procedures/neglect", "neglected-children")
    put(root, renamed)
    assert stopping(root) == []
    assert changed_lines(before["procedures/every-way.md"], renamed.texts["procedures/every-way.md"]) == [
        "-  - neglect",
        """-moved: {an-old-heading: "neglect#seeing-the-child", another: 'neglect'}""",
        '-withdrawn: {on: 2026-01, why: "neglect says it, neglect does.", replaced_by: neglect}',
        "+  - neglected-children",
        """+moved: {an-old-heading: "neglected-children#seeing-the-child", another: 'neglected-children'}""",
        '+withdrawn: {on: 2026-01, why: "neglect says it, neglect does.", replaced_by: neglected-children}',
        """-Read {{ procedure("neglect") }}, {{ procedure('neglect#seeing-the-child', text="neglect") }},""",
        '-{{ procedure(text="é neglect", place="neglect") }} and {{ guide("neglect") }},',
        '+Read {{ procedure("neglected-children") }}, '
        """{{ procedure('neglected-children#seeing-the-child', text="neglect") }},""",
        '+{{ procedure(text="é neglect", place="neglected-children") }} and {{ guide("neglect") }},',
        '-[neglect](neglect.md), [so](./neglect.md#seeing-the-child "neglect"), [a list][neglect],',
        "-[again](../procedures/neglect.md?x=1#seeing-the-child), "
        "[guide](../briefings/one-minute/neglect.md)",
        "+[neglect](neglected-children.md), "
        '[so](./neglected-children.md#seeing-the-child "neglect"), [a list][neglect],',
        "+[again](../procedures/neglected-children.md?x=1#seeing-the-child), "
        "[guide](../briefings/one-minute/neglect.md)",
        '-{{ what_changed("neglect") }}',
        '+{{ what_changed("neglected-children") }}',
        "-[neglect]: neglect.md",
        "+[neglect]: neglected-children.md",
    ]
    assert changed_lines(before["data/partnership.yml"], renamed.texts["data/partnership.yml"]) == [
        "-escalation: neglect  # neglect",
        "+escalation: neglected-children  # neglect",
        "-  - {page: neglect, versions: ['2020-01-01'], why: neglect.}",
        "+  - {page: neglected-children, versions: ['2020-01-01'], why: neglect.}",
    ]
    assert changed_lines(before["docs/neglect.md"], renamed.texts["docs/neglect.md"])[1].startswith(
        "+[The procedure](procedures/neglected-children.md), "
    )
    assert renamed.counts["procedures/every-way.md"] == 12


def test_of_the_page_itself_only_its_former_address_is_new(every_way):
    root, manual = every_way
    before = texts_of(root)
    renamed = rename(manual, before, "procedures/neglect", "neglected-children")
    assert renamed.gone == NEGLECT
    assert changed_lines(before[NEGLECT], renamed.texts["procedures/neglected-children.md"]) == [
        "+was: [neglect]"
    ]
    assert renamed.texts["procedures/neglected-children.md"].startswith(
        "---\ntitle: Neglect\nwas: [neglect]\n"
    )


def test_a_renamed_record_is_named_everywhere_by_its_new_address(every_way):
    root, manual = every_way
    before = texts_of(root)
    renamed = rename(manual, before, "audit-2024", "neglect-audit")
    put(root, renamed)
    assert stopping(root) == []
    left = [line for text in texts_of(root).values() for line in text.split("\n") if "audit-2024" in line]
    assert left == ["was: [audit-2024]"]
    assert set(renamed.counts) == {
        "briefings/learning/neglect-audit.md",
        "briefings/one-minute/neglect.md",
        "briefings/seven-minute/seeing-children.md",
        "docs/neglect.md",
        "procedures/every-way.md",
        NEGLECT,
    }


def test_a_citation_of_the_same_name_as_a_record_keeps_its_own(tmp_path):
    cited = "because: [audit-2024/a, audit-2024]"
    changed = edited(NEGLECT, "because: [audit-2024/a]", cited) | {
        "data/citations.yml": FILES["data/citations.yml"]
        + "- {id: audit-2024, title: The audit, kind: report, publisher: Sandford}\n"
    }
    manual, _ = manual_of(tmp_path, changed)
    renamed = rename(manual, texts_of(tmp_path), "audit-2024", "an-audit")
    assert "because: [an-audit/a, audit-2024]" in renamed.texts[NEGLECT]


@pytest.mark.parametrize(
    ("written", "then"),
    [
        ("was: [a]\n", "was: [a, neglect]\n"),
        ("was: [a, b,]  # names\n", "was: [a, b, neglect,]  # names\n"),
        ("was: []\n", "was: [neglect]\n"),
        ("was:\n- a\n- b   # since 2020\n", "was:\n- a\n- b   # since 2020\n- neglect\n"),
        ("was:\n  - a\n", "was:\n  - a\n  - neglect\n"),
    ],
)
def test_the_former_address_comes_last_however_the_others_are_written(tmp_path, written, then):
    manual, _ = manual_of(tmp_path, edited(NEGLECT, "section: harm\n", f"section: harm\n{written}"))
    renamed = rename(manual, texts_of(tmp_path), "procedures/neglect", "new-name")
    assert f"section: harm\n{then}" in renamed.texts["procedures/new-name.md"]
    first = manual.procedures["neglect"].first_address
    put(tmp_path, renamed)
    assert stopping(tmp_path) == []
    assert read(tmp_path).procedures["new-name"].record.was[-1] == "neglect"
    assert read(tmp_path).procedures["new-name"].first_address == first  # feeds know it by that one


@pytest.mark.parametrize("title", ["title: >\n  Neglect\n  of children\n", 'title: "Neglect"  # short\n'])
def test_a_title_of_any_form_keeps_it(tmp_path, title):
    manual, _ = manual_of(tmp_path, edited(NEGLECT, "title: Neglect\n", title))
    renamed = rename(manual, texts_of(tmp_path), "procedures/neglect", "new-name")
    assert f"{title}was: [neglect]\n" in renamed.texts["procedures/new-name.md"]


def test_whoever_compares_finds_the_page_again_and_nothing_lost(tmp_path):
    manual, _ = manual_of(tmp_path / "base", dict(EVERY_WAY))
    manual_of(tmp_path / "head", dict(EVERY_WAY))
    put(tmp_path / "head", rename(manual, texts_of(tmp_path / "head"), "procedures/neglect", "new-name"))
    head = read(tmp_path / "head")
    words = vocabulary(ROOT / "macros.py", head, TODAY)
    assert Comparison(manual, head).gone == ()
    assert Comparison(manual, head).added == ()
    assert [str(p) for p in check(head, words, TODAY, {Grade.STOPS}, base=manual)] == []


@pytest.mark.parametrize(
    ("changed", "old", "new", "sentence"),
    [
        ({}, "neglect", "a", "Write which one you mean: procedures/neglect or briefings/one-minute/neglect."),
        (
            {},
            "procedures/neglct",
            "a",
            'There is no page "procedures/neglct". Did you mean "procedures/neglect"?',
        ),
        ({}, "disagreemnts", "a", 'There is no page "disagreemnts". Did you mean "disagreements"?'),
        (
            edited(NEGLECT, "section: harm", "section: harm\nwas: [old]"),
            "old",
            "a",
            'There is no page "old". It is procedures/neglect now.',
        ),
        ({}, "docs/index", "a", "The home page keeps its name."),
        ({}, "disagreements", "disagreements", "This is its address already."),
        (
            {},
            "disagreements",
            "neglect",
            "procedures/neglect.md is there already, and is not overwritten. Write",
        ),
        ({}, "disagreements", "Resolving Them", "Write small letters, digits and single hyphens"),
        ({}, "disagreements", "docs/talking", "it stays in its folder."),
        (
            edited(NEGLECT, "section: harm", "section: harm\nwas: [old]"),
            "disagreements",
            "old",
            '"procedures/old" was the address of procedures/neglect.md, and leads there for ever.',
        ),
        (
            edited(DISAGREEMENTS, "section: harm", "section: harm\nwas: [old]"),
            "disagreements",
            "old",
            '"old" was its address before: going back would lose the address that it has now.',
        ),
        (
            edited(NEGLECT, "related:", "withdrawn: {on: 2026, why: Old.}\nrelated:"),
            "disagreements",
            "neglect",
            "it was withdrawn, and keeps its address for ever.",
        ),
    ],
)
def test_what_cannot_be_renamed_is_said_in_a_sentence(tmp_path, changed, old, new, sentence):
    manual, _ = manual_of(tmp_path, changed)
    with pytest.raises(CannotRenameError) as error:
        rename(manual, texts_of(tmp_path), old, new)
    assert sentence in str(error.value)


@pytest.mark.parametrize("name", ["disagreements", "procedures/disagreements", "procedures/disagreements.md"])
def test_a_page_is_found_by_any_name_that_is_clear(tmp_path, name):
    assert find(manual_of(tmp_path)[0], name).file == DISAGREEMENTS


def test_a_heading_gets_other_words_and_keeps_its_anchor(tmp_path):
    manual, _ = manual_of(tmp_path)
    before = texts_of(tmp_path)
    renamed = reword(manual, before, "procedures/neglect#seeing-the-child", "See and hear the child")
    put(tmp_path, renamed)
    assert changed_lines(before[NEGLECT], renamed.texts[NEGLECT]) == [
        "-## Seeing the child",
        "+## See and hear the child {#seeing-the-child}",
    ]
    assert stopping(tmp_path) == []
    again = reword(
        read(tmp_path), texts_of(tmp_path), "procedures/neglect#seeing-the-child", "Meet the child"
    )
    assert "## Meet the child {#seeing-the-child}\n" in again.texts[NEGLECT]


@pytest.mark.parametrize(
    ("old", "words", "sentence"),
    [
        ("disagreements#talk-frst", "Talk", 'has no heading "#talk-frst". Did you mean "talk-first"?'),
        ("disagreements#talk-first", "Talk *first*", "A heading is plain words."),
        ("disagreements#talk-first", " ", "A heading is plain words."),
        ("procedures/neglect#seeing-the-child", "Do this now", "Another heading of this page reads so."),
    ],
)
def test_a_heading_that_cannot_be_is_said_in_a_sentence(tmp_path, old, words, sentence):
    manual, _ = manual_of(tmp_path)
    with pytest.raises(CannotRenameError) as error:
        reword(manual, texts_of(tmp_path), old, words)
    assert sentence in str(error.value)


def test_the_command_says_every_file_that_it_touched(every_way, monkeypatch, capsys):
    root, _ = every_way
    for name, text in PROGRAM.items():
        (root / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(root)
    assert main(["--today", "2026-11-21", "rename", "procedures/neglect", "neglected-children"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "procedures/neglect.md: gone, its address leads to the new one for ever"
    assert "procedures/neglected-children.md: 1 place changed" in said
    assert "procedures/every-way.md: 12 places changed" in said
    assert not (root / NEGLECT).exists()


def test_line_ends_and_marks_of_another_system_stay(tmp_path, monkeypatch):
    text = FILES[NEGLECT].replace("\n", "\r\n")
    manual_of(tmp_path, {NEGLECT: f"\ufeff{text}".encode(), **PROGRAM})
    monkeypatch.chdir(tmp_path)
    assert main(["--today", "2026-11-21", "rename", "audit-2024", "an-audit"]) == 0
    expected = f"\ufeff{text}".replace("audit-2024", "an-audit").encode()
    assert (tmp_path / NEGLECT).read_bytes() == expected


def test_a_list_that_yaml_repeats_is_mended_once(tmp_path):
    changed = edited(
        DISAGREEMENTS, "section: harm", "section: harm\nrelated: &same [neglect]\naudience: [schools]"
    )
    manual, _ = manual_of(tmp_path, changed)
    renamed = rename(manual, texts_of(tmp_path), "procedures/neglect", "neglected")
    assert "related: &same [neglected]" in renamed.texts[DISAGREEMENTS]


@pytest.mark.parametrize("link", ["[x](negl%65ct.md)", "[x](negl&#101;ct.md)"])
def test_an_odd_link_is_renamed_rightly_or_refused_before_anything_is_written(tmp_path, monkeypatch, link):
    manual_of(tmp_path, {**edited(DISAGREEMENTS, "Talk to each other.", link), **PROGRAM})
    before = {file: file.read_bytes() for file in tmp_path.rglob("*.md")}
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit):
        main(["--today", "2026-11-21", "rename", "procedures/neglect", "neglected"])
    assert {file: file.read_bytes() for file in tmp_path.rglob("*.md")} == before


@pytest.mark.parametrize("link", ["[x](<neglect.md>)", "[![y](../assets/picture.svg)](neglect.md 'a (b)')"])
def test_a_link_of_any_form_follows(tmp_path, link):
    manual, _ = manual_of(tmp_path, edited(DISAGREEMENTS, "Talk to each other.", link))
    renamed = rename(manual, texts_of(tmp_path), "procedures/neglect", "neglected")
    assert link.replace("neglect", "neglected") in renamed.texts[DISAGREEMENTS]


def test_lone_carriage_returns_stay_and_mixed_line_ends_are_refused(tmp_path, monkeypatch):
    text = FILES[NEGLECT].replace("\n", "\r")
    manual_of(tmp_path, {NEGLECT: text.encode(), **PROGRAM})
    monkeypatch.chdir(tmp_path)
    assert main(["--today", "2026-11-21", "rename", "audit-2024", "an-audit"]) == 0
    assert (tmp_path / NEGLECT).read_bytes() == text.replace("audit-2024", "an-audit").encode()
    (tmp_path / NEGLECT).write_bytes(
        FILES[NEGLECT].replace("audit-2024", "an-audit").replace("\n", "\r\n", 3).encode()
    )
    with pytest.raises(SystemExit):
        main(["--today", "2026-11-21", "rename", "an-audit", "audit-2025"])
    assert (tmp_path / "briefings/learning/an-audit.md").exists()


def test_nothing_is_renamed_in_a_manual_that_cannot_be_read(tmp_path, monkeypatch, capsys):
    manual_of(tmp_path, {DISAGREEMENTS: "no front matter", **PROGRAM})
    monkeypatch.chdir(tmp_path)
    assert main(["--today", "2026-11-21", "rename", "audit-2024", "an-audit"]) == 1
    assert "What a page says of itself is missing at its top." in capsys.readouterr().out
    assert (tmp_path / RECORD).exists()


def test_pages_of_each_kind_can_be_renamed_in_the_manual_that_there_is(tmp_path):
    root = copy_project(tmp_path / "copy")
    base = read(root)
    kinds = [[page for page in base.pages() if page.file.startswith(f"{folder}/")] for folder in FOLDERS]
    pages = [page for kind in kinds for page in kind[-2:] if page.address != "index"]
    assert all(kinds)
    for page in pages:
        put(root, rename(read(root), texts_of(root), page.file, f"{page.address}-renamed"))
    head = read(root)
    words = vocabulary(root / "macros.py", head, TODAY)
    assert [str(p) for p in check(head, words, TODAY, {Grade.STOPS}, base=base)] == []
    assert len(list(head.pages())) == len(list(base.pages()))
    assert {p.record.was[-1] for p in head.pages() if p.record.was} >= {page.address for page in pages}


@pytest.mark.parametrize(
    ("file", "after"),
    [(NEGLECT, "related:"), (RECORD, "mark:"), ("briefings/one-minute/neglect.md", "issued:")],
)
def test_an_anchor_that_moved_is_a_line_that_everybody_sees_and_leads_on(tmp_path, file, after):
    moved = f"moved: {{old: disagreements#talk-first, older: taken-out}}\n{after}"
    manual, _ = manual_of(tmp_path, edited(file, after, moved))
    page = manual.by_file[file]
    shown = BeautifulSoup(frame(manual, page, page.body.text, TODAY).text, "html.parser")
    line = shown.find(id="old")
    assert line.get_text() == "What stood here moved to Disagreements: Talk first."
    assert line.a["href"].endswith("disagreements/#talk-first")
    assert not any("hidden" in one.attrs for one in (line, *line.parents) if one.attrs)
    assert shown.find(id="older").get_text() == "What stood here was taken out."
    assert {"old", "older"} <= page.anchors  # so that links to them are still right


def test_each_former_address_leads_straight_to_the_present_one(tmp_path, monkeypatch):
    root, built = tmp_path / "manual", tmp_path / "built"
    manual, _ = manual_of(root)
    put(root, rename(manual, texts_of(root), "procedures/neglect", "second"))
    put(root, rename(read(root), texts_of(root), "second", "third"))
    monkeypatch.setattr("goldenthread.site.publish.write_history", lambda *_: ())
    publish(read(root), built, tmp_path / "site", TODAY, root)
    for old in ("neglect", "second"):
        page = BeautifulSoup((built / "procedures" / old / "index.html").read_text("utf-8"), "html.parser")
        assert [link["href"] for link in page.select("a")] == ["../third/"]
        assert page.select_one("link[rel=canonical]")["href"].endswith("third/")
        assert page.select_one("meta[name=robots]")["content"] == "noindex"
        assert page.select_one("meta[http-equiv=refresh]")["content"].endswith("../third/")


def test_a_withdrawn_procedure_stays_says_what_replaced_it_and_is_marked_wherever_it_is_named(tmp_path):
    gone = "withdrawn: {on: 2026-01-05, why: Two became one., replaced_by: disagreements}\nrelated:"
    manual, words = manual_of(tmp_path, edited(NEGLECT, "related:", gone))

    def shown(page):
        soup = BeautifulSoup(frame(manual, page, page.body.text, TODAY).text, "html.parser")
        return " ".join(soup.get_text().split())

    said = "Withdrawn on 5 January 2026. Two became one. Use Disagreements instead."
    assert said in shown(manual.procedures["neglect"])
    assert "Replaces" in shown(manual.procedures["disagreements"])
    assert "Neglect procedure (withdrawn)" in shown(manual.procedures["disagreements"])
    for page in manual.taught():
        assert "(withdrawn)" in shown(page), page.file
    found = {p.file for p in check(manual, words, TODAY) if p.rule.name == "briefing-withdrawn"}
    assert found == {page.file for page in manual.taught()}
