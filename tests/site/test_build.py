"""A build stops where a problem stops: nothing half right is ever published."""

import re

import pytest

from tests.conftest import copy_project
from tests.site.conftest import run


@pytest.fixture
def project(tmp_path):
    return copy_project(tmp_path)


@pytest.mark.parametrize("strict", [["--strict"], []], ids=["strict", "not strict"])
@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("procedures/neglect.md", "---\n", "", "procedures/neglect.md:1: front-matter: "),
        ("procedures/neglect.md", "\n## ", '\n{{ procedure("neglekt") }}\n\n## ', 'Did you mean "neglect"?'),
        ("data/contacts.yml", "- id: ", "- di: ", 'field: "id:" is missing.'),
        ("macros.py", "def ", "dfe ", "macros.py:"),
    ],
    ids=["a page without front matter", "a word with a wrong name", "a data file", "macros.py"],
)
def test_a_build_with_a_problem_says_so_and_builds_nothing(project, file, old, new, told, strict):
    text = (project / file).read_text(encoding="utf-8")
    (project / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    built = run("mkdocs", "build", *strict, "--site-dir", "out", cwd=project)
    assert built.returncode != 0
    assert told in built.stdout + built.stderr
    assert "Traceback" not in built.stdout + built.stderr
    assert not (project / "out").exists()


def test_an_editor_finds_the_file_of_a_page_where_the_manual_names_its_repository(project):
    data = project / "data/partnership.yml"
    text = data.read_text(encoding="utf-8").replace(
        'repository: ""', "repository: https://git.example/manual"
    )
    data.write_text(text, encoding="utf-8")
    assert run("mkdocs", "build", "--strict", "--site-dir", "out", cwd=project).returncode == 0
    page = (project / "out/procedures/neglect/index.html").read_text(encoding="utf-8")
    assert 'href="https://git.example/manual/edit/main/procedures/neglect.md"' in page
    assert "https://git.example/manual/edit/main/docs/index.md" in (project / "out/index.html").read_text(
        encoding="utf-8"
    )


def test_words_that_read_otherwise_than_they_were_checked_stop(project):
    file = project / "macros.py"
    text = file.read_text(encoding="utf-8")
    odd = "import itertools\n\nTURN = itertools.count()\n\n\ndef define_env(env):"
    text = text.replace("def define_env(env):", odd, 1)
    text = text.replace(
        "return words().procedure(place, text)", "return words().procedure(place, str(next(TURN)))"
    )
    file.write_text(text, encoding="utf-8")
    built = run("mkdocs", "build", "--site-dir", "out", cwd=project)
    assert built.returncode != 0
    assert "read otherwise than when they were checked" in built.stdout + built.stderr
    assert "Traceback" not in built.stdout + built.stderr


def test_an_extension_that_is_added_to_mkdocs_yml_takes_effect(project):
    file = project / "mkdocs.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("markdown_extensions:", "markdown_extensions:\n  - nl2br"), encoding="utf-8")
    page = project / "procedures/neglect.md"
    with page.open("a", encoding="utf-8") as opened:
        opened.write("\nOne line\nand another.\n")
    assert run("mkdocs", "build", "--strict", "--site-dir", "out", cwd=project).returncode == 0
    built = (project / "out/procedures/neglect/index.html").read_text(encoding="utf-8")
    assert re.search(r"One line<br ?/?>\s*and another\.", built)
