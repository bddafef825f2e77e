"""The house stands as it was drawn: imports go one way, and only hooks.py knows MkDocs."""

import ast
import inspect
import re
import textwrap
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import FunctionType, ModuleType

import pytest

from tests.conftest import ROOT

ROOMS = (
    "text",
    "manual",
    "pages",
    "rendering",
    "rules",
    "editing",
    "exports",
    "history",
    "review",
    "site",
    "cli",
)
"""From the top of the design's table: a room may ask only those before it."""

LONG = {"define_env": "the list of an author's words, three lines each"}
TWICE = {"makeExtension": "Python-Markdown looks for it under this name in each extension"}

MODULES = sorted((ROOT / "goldenthread").rglob("*.py"))
CALLERS = [*MODULES, ROOT / "hooks.py", ROOT / "macros.py"]


def imports(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_there_are_ten_rooms_and_the_commands():
    there = {
        f.parent.relative_to(ROOT / "goldenthread").parts[0]
        for f in MODULES
        if f.parent.name != "goldenthread"
    }
    assert there == set(ROOMS) - {"cli"}
    flat = {f.name for f in (ROOT / "goldenthread").glob("*.py")}
    assert flat == {"__init__.py", "__main__.py", "cli.py"}


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_a_room_asks_only_rooms_above_it(file):
    room = file.relative_to(ROOT / "goldenthread").parts[0].removesuffix(".py")
    if room in ("__init__", "__main__"):
        return
    asked = {name.split(".")[1] for name in imports(file) if name.startswith("goldenthread.")}
    below = {other for other in asked & set(ROOMS) if ROOMS.index(other) > ROOMS.index(room)}
    assert not below, f"{room} asks {below}"


def functions() -> Iterator[tuple[Path, ast.FunctionDef]]:
    for file in [*MODULES, ROOT / "macros.py", ROOT / "hooks.py"]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield file, node


def test_no_function_is_long_without_a_reason():
    long = {node.name for _, node in functions() if (node.end_lineno or 0) - node.lineno >= 39}
    assert long <= LONG.keys()


def test_a_public_name_stands_in_one_module_or_has_a_reason():
    found = defaultdict(set)
    for file in MODULES:
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
                found[node.name].add(file.name)
    assert {name for name, files in found.items() if len(files) > 1} <= TWICE.keys()


def test_every_module_says_what_it_is_for():
    for file in CALLERS:
        assert ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))), file


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_a_module_of_a_room_says_what_comes_in_and_what_goes_out(file):
    said = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    if file.parent.name not in ("goldenthread", "text"):
        assert re.search(r"\bIn:\s.*\bOut:\s", said, re.DOTALL)
        assert re.search(r"must\s+not\b", said, re.IGNORECASE), "what must it not know?"


def test_only_the_hooks_know_mkdocs():
    files = [*MODULES, ROOT / "macros.py", ROOT / "hooks.py"]
    assert {f.name for f in files if any(n.split(".")[0] == "mkdocs" for n in imports(f))} == {"hooks.py"}


def test_nothing_local_stands_in_the_engine():
    local = ("leicester", "rutland", "leeds", "midshire", "child-e")
    for file in [*MODULES, *(ROOT / "goldenthread" / "pages" / "templates").iterdir(), ROOT / "hooks.py"]:
        text = file.read_text(encoding="utf-8").lower()
        for name in local:
            assert name not in text, f"{file.name} names {name}"


def test_no_module_reads_the_clock_but_the_two_that_begin_a_run():
    reads = [f.name for f in [*MODULES, ROOT / "hooks.py"] if "date.today()" in f.read_text(encoding="utf-8")]
    assert sorted(reads) == ["cli.py", "hooks.py"]


def asked_by(file: Path) -> Iterator[object]:
    """Everything of the engine that a file names: imported by itself, or asked of an imported module."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    modules = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("goldenthread"):
            there = import_module(node.module)
            for alias in node.names:
                modules[alias.asname or alias.name] = one = getattr(there, alias.name)
                yield one
        elif isinstance(node, ast.Attribute):
            there = modules.get(ast.unparse(node.value))
            if isinstance(there, ModuleType):
                yield getattr(there, node.attr)


def doors() -> dict[str, FunctionType]:
    """The functions of each room that another room, hooks.py or macros.py calls, by their whole names."""
    found = {}
    for file in CALLERS:
        here = ".".join(file.relative_to(ROOT).with_suffix("").parts[:2])
        for one in map(inspect.unwrap, filter(callable, asked_by(file))):
            if isinstance(one, FunctionType) and not f"{one.__module__}.".startswith(f"{here}."):
                found[f"{one.__module__}.{one.__name__}"] = one
    return {name: one for name, one in sorted(found.items()) if name.startswith("goldenthread.")}


DOORS = doors()


@pytest.mark.parametrize("name", DOORS)
def test_what_another_room_calls_says_what_it_takes_gives_and_raises(name):
    node = ast.parse(textwrap.dedent(inspect.getsource(DOORS[name]))).body[0]
    lines = (ast.get_docstring(node) or "").split("\n")
    takes = [arg.arg for arg in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    assert lines[0].endswith("."), "the first line is one sentence"
    assert "Args:" in lines or not takes
    assert [arg for arg in takes if not any(line.startswith(f"    {arg}: ") for line in lines)] == []
    assert "Returns:" in lines or ast.unparse(node.returns) == "None"
    assert "Raises:" in lines or not any(isinstance(inner, ast.Raise) for inner in ast.walk(node))


@pytest.mark.parametrize("file", CALLERS, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_a_docstring_begins_with_what_is_done(file):
    kinds = ast.FunctionDef | ast.ClassDef | ast.Module
    nodes = [n for n in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(n, kinds)]
    said = [ast.get_docstring(node) or "" for node in nodes]
    assert [one for one in said if one.startswith(("Give ", "Gives ", "Say ", "Says "))] == []
