"""Two people add a page each, at the same time: both pull requests merge, and neither touches the other."""

import shutil
from subprocess import CalledProcessError

import pytest

from goldenthread.cli import main
from goldenthread.manual.reading import read
from tests.conftest import ROOT
from tests.engine.small_manual import PROGRAM
from tests.engine.small_record import begin, commit, git

TODAY = "2026-11-21"
GLOSSARY = "data/glossary.yml"
TERMS = "\n" + "".join(
    f"- {{term: Made up {name}, meaning: Made up for a test.}}\n" for name in ("one", "two", "three")
)
FOLDERS = ("procedures", "briefings", "docs", "data")
FIRST = {
    "procedures/young-carers.md": ("procedure", "Young carers"),
    "briefings/one-minute/young-carers.md": ("one-minute", "Young carers"),
}
SECOND = {
    "procedures/online-harm.md": ("guidance", "Online harm"),
    "briefings/learning/audit-of-online-harm.md": ("learning", "Audit of online harm"),
}


@pytest.fixture
def record(tmp_path, monkeypatch):
    """The manual that there is, in a record of its own."""
    root = begin(tmp_path / "manual")
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("screenshots"))
    glossary = (root / GLOSSARY).read_text(encoding="utf-8").rstrip("\n")
    commit(root, "2026-11-01", {**PROGRAM, GLOSSARY: glossary + TERMS})
    monkeypatch.chdir(root)
    return root


def said(capsys, *command):
    """Run a command; gives its exit status and what it printed."""
    status = main(["--today", TODAY, *command])
    return status, capsys.readouterr().out


def adds(root, branch, pages, data=()):
    """Start some pages on a branch, as an editor does, with entries put in among those of data files."""
    git(root, "checkout", "-q", "-b", branch, "main")
    for kind, title in pages.values():
        assert main(["--today", TODAY, "new", kind, title]) == 0
    for file, before, entry in data:
        text = (root / file).read_text(encoding="utf-8")
        assert before in text or not before
        put = text.replace(before, entry + before, 1) if before else text.rstrip("\n") + "\n" + entry
        (root / file).write_text(put, encoding="utf-8")
    git(root, "add", "--all")
    git(root, "commit", "-q", "-m", branch)


def merges(root, branch):
    """Merge a branch into main, as the button of a pull request does."""
    git(root, "checkout", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "-m", f"Merge {branch}", branch)


def test_two_that_each_add_pages_pass_and_merge_one_after_the_other(record, capsys):
    adds(record, "first", FIRST)
    adds(record, "second", SECOND)
    capsys.readouterr()
    for branch in ("first", "second"):
        git(record, "checkout", "-q", branch)
        assert said(capsys, "check", "--base", "main")[0] == 0
    merges(record, "first")
    git(record, "checkout", "-q", "second")
    status, told = said(capsys, "check", "--base", "main")  # it went its own way before the first was merged
    assert status == 0
    assert not [line for line in told.splitlines() if line.startswith(tuple(FIRST))]
    merges(record, "second")
    assert said(capsys, "check")[0] == 0
    assert {*FIRST, *SECOND} <= read(record).by_file.keys()


def test_they_have_no_file_in_common(record):
    adds(record, "first", FIRST)
    adds(record, "second", SECOND)
    changed = [set(git(record, "diff", "--name-only", "main", b).splitlines()) for b in ("first", "second")]
    assert changed == [set(FIRST), set(SECOND)]


BAIL = '- {term: Bail, meaning: "Waiting at home for a decision of the police."}\n'
INJUNCTION = '- {term: Injunction, meaning: "An order of a court."}\n'


def entries(root):
    return [
        line for line in (root / GLOSSARY).read_text(encoding="utf-8").split("\n") if line.startswith("- ")
    ]


def terms(root):
    return {term.term for term in read(root).data.glossary}


def test_new_entries_merge_where_they_stand_in_their_order(record, capsys):
    adds(record, "first", {}, [(GLOSSARY, entries(record)[0], BAIL)])
    adds(record, "second", {}, [(GLOSSARY, entries(record)[-1], INJUNCTION)])
    merges(record, "first")
    merges(record, "second")
    assert said(capsys, "check")[0] == 0
    assert {"Bail", "Injunction"} <= terms(record)


def test_of_two_entries_at_one_place_both_are_kept_by_taking_the_marks_out(record, capsys):
    adds(record, "first", {}, [(GLOSSARY, "", BAIL)])
    adds(record, "second", {}, [(GLOSSARY, "", INJUNCTION)])
    merges(record, "first")
    with pytest.raises(CalledProcessError):
        merges(record, "second")
    text = (record / GLOSSARY).read_text(encoding="utf-8")
    kept = [line for line in text.split("\n") if not line.startswith(("<<<<<<<", "=======", ">>>>>>>"))]
    (record / GLOSSARY).write_text("\n".join(kept), encoding="utf-8")
    assert said(capsys, "check")[0] == 0
    assert {"Bail", "Injunction"} <= terms(record)


def test_marks_of_two_versions_that_are_left_are_told_of(record, capsys):
    adds(record, "first", {}, [(GLOSSARY, "", BAIL)])
    adds(record, "second", {}, [(GLOSSARY, "", INJUNCTION)])
    merges(record, "first")
    with pytest.raises(CalledProcessError):
        merges(record, "second")
    status, told = said(capsys, "check")
    assert status == 1
    assert "Two versions of these lines stand here, one below the other." in told
