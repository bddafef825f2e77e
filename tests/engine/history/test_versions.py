"""What was published is read back from Git exactly: each version, on its day, under its name."""

import pytest

from goldenthread.history.versions import Depth, is_text_of, published, texts
from tests.engine.small_record import begin, commit, git

FILE = "procedures/neglect.md"
TEXT = "".join(f"Line {n} of a text that Git knows again.\n" for n in range(30))


def read(root, file=FILE, was=()):
    """Give the day, the path and the words of each version."""
    versions = published(root).versions(file, was)
    words = texts(root, [v.blob for v in versions if v.blob])
    return [(v.key, v.path, words[v.blob].decode() if v.blob else None) for v in versions]


@pytest.fixture
def record(tmp_path):
    return begin(tmp_path / "record")


def test_each_version_of_a_file_stands_on_the_day_of_its_commit(record):
    commit(record, "2024-01-05", {FILE: "One.\n"})
    commit(record, "2024-02-06", {"another.md": "Not this page.\n"})
    commit(record, "2024-03-07", {FILE: "Two.\n"})
    assert read(record) == [("2024-01-05", FILE, "One.\n"), ("2024-03-07", FILE, "Two.\n")]


def test_two_versions_of_one_day_have_two_names_and_what_comes_later_renames_neither(record):
    commit(record, "2024-01-05", {FILE: "One.\n"})
    commit(record, "2024-01-05", {FILE: "Two.\n"})
    before = [key for key, _, _ in read(record)]
    commit(record, "2024-01-06", {FILE: "Three.\n"})
    assert before == ["2024-01-05", "2024-01-05-2"]
    assert [key for key, _, _ in read(record)] == [*before, "2024-01-06"]


def test_a_page_is_followed_through_every_name_it_had(record):
    commit(record, "2024-01-01", {"procedures/first.md": TEXT})
    git(record, "mv", "procedures/first.md", "procedures/second.md")
    commit(record, "2024-02-01", {})
    commit(record, "2024-03-01", {"procedures/second.md": TEXT + "More.\n"})
    git(record, "mv", "procedures/second.md", FILE)
    commit(record, "2024-04-01", {FILE: TEXT + "Most.\n"})
    assert [(key, path) for key, path, _ in read(record)] == [
        ("2024-01-01", "procedures/first.md"),
        ("2024-03-01", "procedures/second.md"),
        ("2024-04-01", FILE),
    ]


def test_a_page_that_was_renamed_and_rewritten_at_once_is_followed_by_the_name_that_it_claims(record):
    commit(record, "2024-01-01", {"procedures/old.md": TEXT})
    commit(record, "2024-02-01", {"procedures/old.md": None, FILE: "Nothing of it is left.\n"})
    assert [key for key, _, _ in read(record)] == ["2024-02-01"]
    claimed = read(record, was=["procedures/old.md"])
    assert [(key, path) for key, path, _ in claimed] == [
        ("2024-01-01", "procedures/old.md"),
        ("2024-02-01", FILE),
    ]


def test_published_is_what_the_main_line_had_and_not_what_a_branch_tried(record):
    commit(record, "2024-01-01", {FILE: "One.\n"})
    git(record, "checkout", "-q", "-b", "draft")
    commit(record, "2024-01-10", {FILE: "A draft.\n"})
    commit(record, "2024-01-20", {FILE: "Two.\n"})
    git(record, "checkout", "-q", "main")
    commit(record, "2024-01-25", {"another.md": "Elsewhere.\n"})
    git(record, "merge", "-q", "--no-ff", "-m", "Merge", "draft", day="2024-02-01")
    assert read(record) == [("2024-01-01", FILE, "One.\n"), ("2024-02-01", FILE, "Two.\n")]


def test_a_date_that_was_rewritten_changes_no_order(record):
    commit(record, "2024-05-01", {FILE: "One.\n"})
    commit(record, "2019-01-01", {FILE: "Two.\n"})
    commit(record, "2024-06-01", {FILE: "Three.\n"})
    assert [key for key, _, _ in read(record)] == ["2024-05-01", "2019-01-01", "2024-06-01"]


def test_the_day_is_that_of_the_commit_and_not_of_its_author(record):
    commit(record, "2024-05-01", {FILE: "One.\n"})
    assert git(record, "log", "-1", "--format=%as") == "2001-01-01"
    assert [key for key, _, _ in read(record)] == ["2024-05-01"]


def test_a_page_that_was_taken_away_and_came_back_says_so(record):
    commit(record, "2024-01-01", {FILE: "One.\n"})
    commit(record, "2024-02-01", {FILE: None})
    commit(record, "2024-03-01", {FILE: "Two.\n"})
    assert [(key, text) for key, _, text in read(record)] == [
        ("2024-01-01", "One.\n"),
        ("2024-02-01", None),
        ("2024-03-01", "Two.\n"),
    ]


def test_a_record_that_was_cut_off_says_so(record, tmp_path):
    commit(record, "2024-01-01", {FILE: "One.\n"})
    commit(record, "2024-02-01", {FILE: "Two.\n"})
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{record}", "cut")
    found = published(tmp_path / "cut")
    assert found.state is Depth.SHALLOW
    (version,) = found.versions(FILE)
    assert version.is_cut


def test_a_folder_without_a_record_has_no_versions(tmp_path):
    found = published(tmp_path)
    assert found.state is Depth.NONE
    assert found.versions(FILE) == ()


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_file_is_known_as_a_version_whichever_line_ends_this_machine_gave_it(record, ends):
    commit(record, "2024-01-01", {FILE: "One.\nTwo.\n"})
    (version,) = published(record).versions(FILE)
    assert is_text_of(version.blob, f"One.{ends}Two.{ends}".encode())
    assert not is_text_of(version.blob, b"One.\n")


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("log.diffMerges", "off"),
        ("log.diffMerges", "combined"),
        ("log.diffMerges", "remerge"),
        ("log.showRoot", "false"),
        ("log.showSignature", "true"),
        ("log.follow", "true"),
        ("log.date", "relative"),
        ("diff.renames", "false"),
        ("diff.renameLimit", "1"),
        ("diff.relative", "true"),
        ("diff.noprefix", "true"),
        ("diff.external", "false"),
        ("diff.orderFile", "nowhere"),
        ("core.abbrev", "5"),
        ("core.quotePath", "false"),
        ("core.attributesFile", "nowhere"),
        ("color.ui", "always"),
        ("format.pretty", "oneline"),
        ("i18n.logOutputEncoding", "UTF-16"),
    ],
)
def test_what_somebody_set_for_their_own_git_changes_nothing(record, setting, value):
    commit(record, "2024-01-01", {"procedures/old.md": TEXT, "procedures/é.md": "É.\n"})
    git(record, "checkout", "-q", "-b", "branch")
    commit(record, "2024-02-01", {"procedures/old.md": TEXT + "More.\n"})
    git(record, "checkout", "-q", "-")
    commit(record, "2024-02-02", {"another.md": "Not this page.\n"})
    git(record, "merge", "-q", "--no-ff", "-m", "merged", "branch")
    git(record, "mv", "procedures/old.md", FILE)
    commit(record, "2024-03-01", {FILE: TEXT + "Most.\n"})
    before = read(record), read(record, "procedures/é.md")
    git(record, "config", setting, value)
    assert (read(record), read(record, "procedures/é.md")) == before
    assert len(before[0]) == 3
