"""A newer engine, theme and tests come from the template; what is the partnership's own stays."""

import shutil
import subprocess
import sys

import pytest

from goldenthread.manual.reading import read
from goldenthread.site.upgrading import BESIDE, EITHERS, TEMPLATES, YOURS
from tests.conftest import ROOT
from tests.engine.small_manual import FILES
from tests.engine.small_record import ENVIRONMENT, begin, commit, git

ENGINE = {
    ".gitignore": "__pycache__/\n",
    "goldenthread/__init__.py": "",
    "goldenthread/site/upgrading.py": (ROOT / "goldenthread/site/upgrading.py").read_text(encoding="utf-8"),
    "goldenthread/pictures/old.py": "old\n",
    "theme/main.html": "<p>\n",
    "tests/engine/test_engine.py": "old\n",
    ".github/workflows/test.yml": "on: push\n",
    "Makefile": "serve:\n",
    "mkdocs.yml": "site_name: A\n",
    "macros.py": "words = 1\n",
    "README.md": "# Read me\n",
}
NEWER = {
    "goldenthread/pictures/old.py": None,
    "goldenthread/pictures/new.py": "new\n",
    "theme/main.html": "<p>newer\n",
    "tests/engine/test_engine.py": "new\n",
    "mkdocs.yml": "site_name: B\n",
    "macros.py": "words = 2\n",
    "procedures/neglect.md": "The example was made better.\n",
    "data/contacts.yml": "[]\n",
}


@pytest.fixture
def template(tmp_path):
    root = begin(tmp_path / "template")
    commit(root, "2026-01-01", {**FILES, **ENGINE})
    return root


@pytest.fixture
def ours(tmp_path):
    """A repository made from the template, as GitHub makes one: its files, and nothing of its record."""
    root = begin(tmp_path / "ours")
    commit(root, "2026-02-01", {**FILES, **ENGINE})
    commit(root, "2026-02-02", {"procedures/neglect.md": FILES["procedures/neglect.md"] + "\nOurs.\n"})
    return root


def upgrade(root, *given):
    command = [sys.executable, "-m", "goldenthread.site.upgrading", *map(str, given)]
    return subprocess.run(command, cwd=root, env=ENVIRONMENT, capture_output=True, text=True, check=False)


def changes(root):
    """Give what Git sees changed, by file."""
    lines = git(root, "status", "--porcelain", "--untracked-files=all").split("\n")
    return {line[2:].strip(): line[:2].strip() for line in lines if line}


def test_the_engine_is_replaced_and_the_content_is_left_alone(template, ours):
    commit(template, "2026-03-01", NEWER)
    done = upgrade(ours, template)
    assert (done.returncode, done.stderr) == (0, "")
    assert changes(ours) == {
        "goldenthread/pictures/old.py": "D",
        "goldenthread/pictures/new.py": "??",
        "theme/main.html": "M",
        "tests/engine/test_engine.py": "M",
        "mkdocs.yml": "M",
        "macros.py": "M",
    }
    assert (ours / "goldenthread/pictures/new.py").read_text() == "new\n"
    assert "Ours." in (ours / "procedures/neglect.md").read_text()


def test_it_says_what_it_did_and_what_to_do_next(template, ours):
    commit(template, "2026-03-01", NEWER)
    said = upgrade(ours, template).stdout
    assert "of 2026-03-01." in said
    assert "New:\n  goldenthread/pictures/new.py\n" in said
    assert "Taken away, because the template has it no more:\n  goldenthread/pictures/old.py\n" in said
    assert "Now: make test." in said


def test_what_a_partnership_added_stays_wherever_it_stands(template, ours):
    own = {"theme/assets/logo.svg": "<svg/>\n", ".github/workflows/ours.yml": "on: push\n"}
    commit(ours, "2026-02-03", own)
    commit(template, "2026-03-01", NEWER)
    upgrade(ours, template)
    assert not own.keys() & changes(ours).keys()


def test_what_a_partnership_made_its_own_is_kept_and_the_templates_put_beside_it(template, ours):
    commit(ours, "2026-02-03", {"mkdocs.yml": "site_name: Ours\n"})
    commit(template, "2026-03-01", NEWER)
    said = upgrade(ours, template).stdout
    assert (ours / "mkdocs.yml").read_text() == "site_name: Ours\n"
    assert (ours / BESIDE / "mkdocs.yml").read_text() == "site_name: B\n"
    assert said.split(f"{BESIDE}/, to take over what you want of it:\n")[1].startswith("  mkdocs.yml\n")


def test_an_engine_that_a_partnership_changed_is_replaced_and_named(template, ours):
    commit(ours, "2026-02-03", {"theme/main.html": "<p>ours\n"})
    commit(template, "2026-03-01", NEWER)
    said = upgrade(ours, template).stdout
    assert (ours / "theme/main.html").read_text() == "<p>newer\n"
    assert said.split("git diff shows both:\n")[1].startswith("  theme/main.html\n")


def test_an_older_version_of_the_template_is_no_change_of_ones_own(template, ours):
    commit(template, "2026-03-01", {"theme/main.html": "<p>between\n"})
    commit(template, "2026-03-02", NEWER)
    assert "yourselves" not in upgrade(ours, template).stdout


@pytest.mark.parametrize("file", ["theme/main.html", "theme/new.html", "mkdocs.yml"])
def test_nothing_is_touched_while_something_is_not_committed(template, ours, file):
    commit(template, "2026-03-01", NEWER)
    (ours / file).write_text("mine\n")
    before = changes(ours)
    done = upgrade(ours, template)
    assert done.returncode == 2
    assert "Commit these first" in done.stderr
    assert file in done.stderr
    assert changes(ours) == before


def test_a_page_that_is_being_written_is_no_hindrance(template, ours):
    commit(template, "2026-03-01", NEWER)
    (ours / "procedures/new.md").write_text("mine\n")
    assert upgrade(ours, template).returncode == 0


def test_another_branch_or_version_of_the_template_can_be_taken(template, ours):
    git(template, "checkout", "-q", "-b", "next")
    commit(template, "2026-03-01", NEWER)
    git(template, "checkout", "-q", "main")
    assert changes(ours) == {}
    assert "Nothing else is newer" in upgrade(ours, template).stdout
    upgrade(ours, template, "next")
    assert "theme/main.html" in changes(ours)


def test_the_newer_template_decides_what_belongs_to_it(template, ours):
    newer = ENGINE["goldenthread/site/upgrading.py"].replace(
        '    "theme/",\n', '    "theme/",\n    "extra/",\n'
    )
    commit(template, "2026-03-01", {"goldenthread/site/upgrading.py": newer, "extra/new.txt": "new\n"})
    upgrade(ours, template)
    assert "extra/new.txt" in changes(ours)


def test_what_cannot_be_done_is_said_in_a_sentence(template, ours, tmp_path):
    assert "Nobody said where the template is." in upgrade(ours, "", "").stderr
    assert "cannot be fetched" in upgrade(ours, tmp_path / "nowhere").stderr
    assert 'no branch or version "later"' in upgrade(ours, template, "later").stderr
    other = begin(tmp_path / "other")
    commit(other, "2026-01-01", {"a.txt": "a\n"})
    assert "is not the template of this manual" in upgrade(ours, other).stderr
    shutil.rmtree(ours / ".git")
    assert "Git keeps no record of this folder" in upgrade(ours, template).stderr


@pytest.mark.parametrize("link", ["theme/extra", "theme", "docs/zz.txt", "README.md", "goldenthread/site"])
def test_a_template_with_a_link_of_the_file_system_is_refused_before_anything_of_it_is_run(
    template, ours, tmp_path, link
):
    commit(template, "2026-03-01", NEWER)
    shutil.rmtree(template / link, ignore_errors=True)
    (template / link).unlink(missing_ok=True)
    (template / link).symlink_to(tmp_path)
    commit(template, "2026-03-02", {})
    done = upgrade(ours, template)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"'{link}' of the template is a link and no file" in done.stderr
    assert changes(ours) == {}


def test_a_template_within_the_template_is_refused(template, ours):
    git(
        template,
        "update-index",
        "--add",
        "--cacheinfo",
        f"160000,{git(template, 'rev-parse', 'HEAD')},theme/x",
    )
    git(template, "commit", "-q", "-m", "within")
    assert "'theme/x' of the template is a link and no file" in upgrade(ours, template).stderr


@pytest.mark.parametrize("name", ["..", ".", ".git", ".GIT", "..\\a.py", "c:a.py"])
def test_a_path_that_leaves_the_folder_is_refused(template, ours, name):
    blob = git(template, "hash-object", "-w", "theme/main.html")

    def tree(of):
        made = subprocess.run(
            ["git", "mktree"], cwd=template, input=of, capture_output=True, text=True, check=True
        )
        return made.stdout.strip()

    inner = tree(f"100644 blob {blob}\tevil.py\n")
    outer = tree(f"040000 tree {inner}\t{name}\n")
    listed = git(template, "ls-tree", "HEAD") + f"\n040000 tree {outer}\tzz\n"
    made = git(template, "commit-tree", tree(listed), "-p", "HEAD", "-m", "outside")
    git(template, "update-ref", "refs/heads/main", made)
    done = upgrade(ours, template)
    assert (done.returncode, done.stdout) == (2, "")
    assert "outside this folder" in done.stderr
    assert changes(ours) == {}


@pytest.mark.parametrize("link", ["theme", "theme/main.html", "build"])
def test_nothing_is_written_through_a_link_of_ones_own(template, ours, tmp_path, link):
    commit(ours, "2026-02-03", {"mkdocs.yml": "site_name: Ours\n"})
    outside = tmp_path / "outside"
    if (ours / link).exists():
        shutil.move(ours / link, outside)
    else:
        outside.mkdir()
    (ours / link).symlink_to(outside)
    commit(ours, "2026-02-04", {})
    commit(template, "2026-03-01", NEWER | {"theme/new.html": "x"})
    before = sorted((one, one.read_bytes()) for one in tmp_path.glob("outside/**/*") if one.is_file())
    done = upgrade(ours, template)
    assert "is a link here, or stands behind one" in done.stderr
    assert before == sorted((one, one.read_bytes()) for one in tmp_path.glob("outside/**/*") if one.is_file())
    assert changes(ours) == {}


def test_it_says_which_version_it_takes_before_it_takes_it(template, ours):
    made = commit(template, "2026-03-01", NEWER)
    said = upgrade(ours, template).stdout
    assert said.startswith(f"This takes the template's commit {made}, of 2026-03-01. It has no tag")
    assert said.index("This takes") < said.index("New:")


def test_it_says_whether_the_version_is_signed(template, ours):
    made = commit(template, "2026-03-01", NEWER)
    git(template, "tag", "v1")
    git(template, "tag", "-a", "-m", "Two", "v2")
    signed = f"object {made}\ntype commit\ntag v3\ntagger A <a@example.org> 0 +0000\n\nThree\n"
    signed += "-----BEGIN PGP SIGNATURE-----\n\nx\n-----END PGP SIGNATURE-----\n"
    hashed = subprocess.run(
        ["git", "hash-object", "-t", "tag", "-w", "--stdin"],
        cwd=template,
        input=signed,
        capture_output=True,
        text=True,
        check=True,
    )
    git(template, "update-ref", "refs/tags/v3", hashed.stdout.strip())
    said = upgrade(ours, template, "v2").stdout
    unsigned = "a tag that nobody signed"
    assert (
        f"It has v1 ({unsigned}), v2 ({unsigned}), v3 (a tag whose signature cannot be checked here)." in said
    )


def test_no_place_is_in_two_lists():
    places = [*TEMPLATES, *EITHERS, *YOURS]
    inside = [(a, b) for a in places for b in places if a != b and a.endswith("/") and b.startswith(a)]
    assert (len(places), inside) == (len(set(places)), [])


def test_every_file_of_the_template_is_in_one():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode or "id" not in read(ROOT).partnership.example:
        pytest.skip("A partnership has files of its own.")
    files, places = listed.stdout.splitlines(), (*TEMPLATES, *EITHERS, *YOURS)
    known = {
        file for file in files for one in places if file == one or (file.startswith(one) and one[-1] == "/")
    }
    assert sorted(set(files) - known) == []


def test_it_stands_by_itself():
    text = ENGINE["goldenthread/site/upgrading.py"]
    assert "from goldenthread" not in text
    assert "import goldenthread" not in text
