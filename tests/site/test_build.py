"""A build stops where a problem stops: nothing half right is ever published."""

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
