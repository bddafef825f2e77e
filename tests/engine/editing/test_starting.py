"""A page is started with one command or one link, and what that writes is let pass."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup

from goldenthread.cli import main
from goldenthread.editing.starting import KINDS, CannotStartError, address_of, start, start_link
from goldenthread.manual.fields import TO_WRITE
from goldenthread.manual.reading import read
from goldenthread.pages.made.registry import make_pages
from goldenthread.pages.words import vocabulary
from goldenthread.rules import check
from goldenthread.site.listed import LISTED
from goldenthread.text.dates import parse_day
from goldenthread.text.problems import Grade
from tests.conftest import ROOT, copy_project
from tests.engine.small_manual import TODAY, edited, manual_of, problems_of

LONGEST_ADDRESS = 8192
"""What GitHub answers with "URI too long" is longer than this."""


@pytest.fixture
def manual(tmp_path):
    return manual_of(tmp_path)[0]


def started(manual, kind, title="Private fostering", **given):
    return start(manual, kind, title, TODAY, **given)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("live", "told"), [("true", ("unfinished", Grade.LOOK)), ("false", ("unwritten", Grade.STOPS))]
)
def test_what_is_started_lacks_words_alone_and_only_in_a_live_manual_that_stops(
    tmp_path, manual, kind, live, told
):
    one = started(manual, kind)
    partnership = edited("data/partnership.yml", "worked_example: false", f"worked_example: {live}")
    found = [p for p in problems_of(tmp_path, partnership | {one.file: one.text}) if p.file == one.file]
    assert {(problem.rule.name, problem.rule.grade) for problem in found} == {told}
    assert {one.text.split("\n")[problem.line - 1].count(TO_WRITE) for problem in found} == {1}
    assert len(found) == one.text.count(TO_WRITE) - 1  # the first is the hint at its top


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_read_as_what_was_asked_for(tmp_path, manual, kind):
    one = started(manual, kind)
    page = manual_of(tmp_path, {one.file: one.text})[0].by_file[one.file]
    assert page.record.title == "Private fostering"
    assert page.address == "private-fostering"
    assert getattr(page.record, "kind", kind) == kind
    assert page.record.reviews[0].on == TODAY


def test_a_page_of_each_kind_can_be_started_in_the_manual_that_there_is(tmp_path):
    root = copy_project(tmp_path / "copy")
    manual = read(root)
    new = [start(manual, kind, f"A new page {kind}", TODAY) for kind in KINDS]
    for one in new:
        (root / one.file).write_text(one.text, encoding="utf-8")
    manual = read(root)
    words = vocabulary(root / "macros.py", manual, TODAY)
    found = [p for p in check(manual, words, TODAY) if p.file in {one.file for one in new}]
    assert [str(problem) for problem in found if problem.rule.name != "unfinished"] == []
    assert {problem.file for problem in found} == {one.file for one in new}


def test_the_command_writes_the_file_once_and_says_what_to_do(tmp_path, monkeypatch, capsys):
    manual_of(tmp_path)
    monkeypatch.chdir(tmp_path)
    asked = ["--today", "2026-11-21", "new", "procedure", "Private fostering"]
    assert main(asked) == 0
    said = capsys.readouterr()
    assert said.out == "procedures/private-fostering.md\n"
    assert "write where it says (to write); then: python -m goldenthread check" in said.err
    written = (tmp_path / "procedures/private-fostering.md").read_text(encoding="utf-8")
    assert "review_date: 2027-11-21" in written
    with pytest.raises(SystemExit):
        main(asked)
    assert (
        "procedures/private-fostering.md is there already, and is not overwritten." in capsys.readouterr().err
    )
    assert (tmp_path / "procedures/private-fostering.md").read_text(encoding="utf-8") == written


def test_the_next_review_comes_as_late_as_the_partnership_allows(tmp_path):
    text = edited("data/partnership.yml", "id: sandford", "id: sandford\nintervals: {procedure_months: 6}")
    manual, _ = manual_of(tmp_path, text)
    assert "review_date: 2027-05-21" in started(manual, "procedure").text
    assert "At most 6 months after the last review." in started(manual, "procedure").text
    assert "review_date: 2027-11-21" in started(manual, "one-minute").text


def test_every_field_has_a_hint_above_it_with_the_values_that_it_may_hold(manual):
    lines = started(manual, "guidance").text.split("\n---\n")[0].split("\n")[1:]
    fields = [i for i, line in enumerate(lines) if not line.lstrip().startswith("#")]
    assert [lines[i] for i in fields if not lines[i - 1].lstrip().startswith("#")] == []
    assert "# The chapter of the manual. One of: harm." in lines
    assert (
        "# What kind of page it is. One of: procedure, guidance, tool, form, thresholds, protocol." in lines
    )


def test_the_owner_is_whoever_owns_most_pages_of_the_kind(tmp_path):
    groups = "groups:\n  - {id: audit-group, name: Audit group}"
    changed = edited("data/partnership.yml", "groups:", groups)
    manual, _ = manual_of(tmp_path, changed)
    assert "owner: procedures-group" in started(manual, "procedure").text


def test_a_briefing_names_the_procedure_that_it_sounds_like(manual):
    assert "procedures: [disagreements]" in started(manual, "seven-minute", "When disagreements arise").text
    assert "This one is a guess." in started(manual, "seven-minute").text


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("Private fostering", "private-fostering"),
        ("Children's homes", "childrens-homes"),
        ("Children\u2019s homes & schools: who rings?", "childrens-homes-schools-who-rings"),
        ("Brontë  House", "bronte-house"),
    ],
)
def test_an_address_is_made_from_the_title(title, address):
    assert address_of(title) == address


@pytest.mark.parametrize(
    "title", ["No: yes", "no", "12", "Who's who? #1", '"Quoted"', "- a", "Brontë", "Ends in:"]
)
def test_any_title_stands_in_the_file_as_it_was_written(tmp_path, manual, title):
    one = started(manual, "procedure", title, address="a-page")
    page = manual_of(tmp_path, {one.file: one.text})[0].by_file[one.file]
    assert page.record.title == title


WITHDRAWN = edited("procedures/neglect.md", "related:", "withdrawn: {on: 2026-01, why: Old.}\nrelated:")
WAS = edited("procedures/neglect.md", "related:", "was: [neglected]\nrelated:")


@pytest.mark.parametrize(
    ("changed", "kind", "title", "sentence"),
    [
        ({}, "procedure", "Neglect", "procedures/neglect.md is there already, and is not overwritten."),
        (
            {"procedures/neglect.md": "no"},
            "form",
            "Neglect",
            "procedures/neglect.md is there already, and is not",
        ),
        (
            WITHDRAWN,
            "procedure",
            "Neglect",
            "it was withdrawn, and keeps its address for ever. Write another title",
        ),
        (WAS, "tool", "Neglected", '"procedures/neglected" was the address of procedures/neglect.md'),
        ({}, "procedure", "???", '"" cannot be the address of a page. Give one with --address'),
        ({}, "procedure", "Index", '"index" cannot be the address of a page.'),
        ({}, "procedure", "A <b>bold</b> one", "HTML or double braces stand where only plain text may."),
        ({}, "procedure", " ", "The title is empty."),
        (
            {},
            "procedur",
            "Private fostering",
            'There is no kind of page "procedur". Did you mean "procedure"?',
        ),
        (
            {"data/partnership.yml": "id: ["},
            "form",
            "A",
            "data/partnership.yml cannot be read, or names no group or section. Mend it first.",
        ),
    ],
)
def test_what_cannot_be_started_is_said_in_a_sentence(tmp_path, changed, kind, title, sentence):
    manual, _ = manual_of(tmp_path, changed)
    with pytest.raises(CannotStartError) as error:
        started(manual, kind, title)
    assert sentence in str(error.value)


def test_another_kind_of_page_may_have_the_same_address(manual):
    assert started(manual, "seven-minute", "Neglect").file == "briefings/seven-minute/neglect.md"


def test_a_briefing_cannot_come_before_its_procedure(manual):
    with pytest.raises(CannotStartError, match="Write the procedure first"):
        started(replace(manual, shelves={**manual.shelves, "procedures": {}}), "one-minute")


@pytest.mark.parametrize("kind", KINDS)
def test_a_link_opens_the_browser_editor_with_the_file_filled_in(tmp_path, kind):
    there = edited(
        "data/partnership.yml", "id: sandford", "id: sandford\nrepository: https://example.org/a/b/"
    )
    manual, _ = manual_of(tmp_path, there)
    link = start_link(manual, kind, TODAY)
    asked = parse_qs(urlsplit(link).query)
    assert link.startswith("https://example.org/a/b/new/main?filename=")
    assert asked["value"][0].startswith("---\n# Lines that begin with # are hints.")
    (file,) = asked["filename"]
    (problem,) = [p for p in problems_of(tmp_path, {**there, file: asked["value"][0]}) if p.stops]
    assert problem.wrong == "This name cannot be an address."  # so that nobody can leave it as it is


@pytest.mark.parametrize("kind", KINDS)
def test_no_link_is_longer_than_the_browser_editor_takes(kind):
    manual = read(ROOT)
    said = manual.partnership.model_copy(update={"repository": "https://github.com/a-partnership/its-manual"})
    object.__setattr__(manual.data, "partnership", said)
    assert 500 < len(start_link(manual, kind, TODAY)) < LONGEST_ADDRESS / 2


def test_without_a_repository_there_is_no_link(manual):
    assert start_link(manual, "procedure", TODAY) == ""


def test_a_page_started_on_a_leap_day_is_due_on_a_day_that_there_is(manual):
    assert "review_date: 2029-02-28" in start(manual, "procedure", "A page", parse_day("2028-02-29")).text


def test_the_page_for_editors_starts_each_kind_of_page(tmp_path):
    there = edited(
        "data/partnership.yml", "id: sandford", "id: sandford\nrepository: https://example.org/a/b"
    )
    manual, _ = manual_of(tmp_path, there)
    (page,) = (page for page in make_pages(manual, LISTED, TODAY) if page.path == "editing.md")
    links = [link["href"] for link in BeautifulSoup(page.text, "html.parser").select(".gt-contents a")]
    assert links == [start_link(manual, kind, TODAY) for kind in KINDS]
    assert "edit this page" in page.text


def test_the_page_for_editors_says_so_where_nobody_named_a_repository(manual):
    (page,) = (page for page in make_pages(manual, LISTED, TODAY) if page.path == "editing.md")
    soup = BeautifulSoup(page.text, "html.parser")
    assert "This copy of the manual does not say where its files can be edited" in soup.get_text()
    assert soup.select(".gt-contents a") == []
    assert [code.get_text() for code in soup.select(".gt-contents code")] == list(KINDS)
