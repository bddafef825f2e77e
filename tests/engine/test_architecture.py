"""The house stands as it was drawn: imports go one way, and only hooks.py knows MkDocs."""

import ast
from pathlib import Path

import pytest

from tests.conftest import ROOT

STOREYS = [
    {
        "problems",
        "dates",
        "lettering",
        "lined_yaml",
        "links",
        "colour",
        "codes",
        "git",
        "comparing",
        "upgrading",
    },
    {"identifying", "assets", "cards", "paper"},
    {"records", "scanning"},
    {"manual", "abbreviations"},
    {"reading", "outside", "changes", "due", "practice", "picture", "passages", "weighing", "flowchart"},
    {"base", "compared"},
    {"frame"},
    {"sharing"},
    {"words", "teaching", "bookmarks"},
    {"tracing"},
    {"tables"},
    {"editing"},
    {"derived", "extension", "bulletin"},
    {"checks"},
    {"built", "feeds", "calendars"},
    {"search"},
    {"indexing", "history", "session"},
    {"publish", "stage", "asking", "pull_request", "owners"},
    {"__main__"},
]
"""From the ground up: a module may import only from below itself."""

MODULES = sorted((ROOT / "goldenthread").rglob("*.py"))


def imports(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def storey(module: str) -> int:
    return next(i for i, names in enumerate(STOREYS) if module in names)


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_imports_go_down(file):
    module = file.relative_to(ROOT / "goldenthread").parts[0].removesuffix(".py")
    if module == "__init__":
        return
    names = {name for level in STOREYS for name in level}
    for name in imports(file):
        top, _, rest = name.partition(".")
        other = rest.partition(".")[0]
        if top == "goldenthread" and other in names and other != module:
            assert storey(other) < storey(module), f"{module} imports {other}"


def test_only_the_hooks_know_mkdocs():
    files = [*MODULES, ROOT / "macros.py", ROOT / "hooks.py"]
    assert {f.name for f in files if any(n.split(".")[0] == "mkdocs" for n in imports(f))} == {"hooks.py"}


def test_nothing_local_stands_in_the_engine():
    local = ("leicester", "rutland", "leeds", "midshire", "child-e")
    for file in [*MODULES, *(ROOT / "goldenthread" / "templates").iterdir(), ROOT / "hooks.py"]:
        text = file.read_text(encoding="utf-8").lower()
        for name in local:
            assert name not in text, f"{file.name} names {name}"


def test_no_module_reads_the_clock_but_the_two_that_begin_a_run():
    reads = [f.name for f in [*MODULES, ROOT / "hooks.py"] if "date.today()" in f.read_text(encoding="utf-8")]
    assert sorted(reads) == ["__main__.py", "hooks.py"]
