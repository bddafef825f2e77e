"""What CONTRIBUTING and README name is there: files, commands, workflows, rules' modules and headings."""

import re
import textwrap

import pytest
from markdown.extensions.toc import slugify

from goldenthread.cli import main
from tests.conftest import ROOT

TEXTS = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("CONTRIBUTING.md", "README.md")}
each = pytest.mark.parametrize("name", TEXTS)


@each
def test_every_heading_that_it_leads_to_is_there(name):
    headings = {file: re.findall(r"(?m)^#+ (.+)$", text) for file, text in TEXTS.items()}
    anchors = {file: {slugify(one, "-") for one in found} for file, found in headings.items()}
    for file, anchor in re.findall(r"\]\(([\w.]*)#([^)]+)\)", TEXTS[name]):
        assert anchor in anchors[file or name], anchor


@each
def test_every_command_that_it_names_exists(name, capsys):
    targets = re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert main(["--help"]) == 0
    known = capsys.readouterr().out
    assert set(re.findall(r"(?m)(?:^ {4}|`)make ([a-z]+)", TEXTS[name])) <= set(targets)
    for command in re.findall(r"-m goldenthread ([a-z]+)", TEXTS[name]):
        assert f" {command} " in known, command


def test_every_file_that_contributing_names_is_there():
    named = re.findall(r"`((?:goldenthread|tests|data|\.github|docs)/[\w./-]+)`", TEXTS["CONTRIBUTING.md"])
    may_be_missing = {"data/link-exceptions.yml", "tests/content/test_worked_example.py"}
    assert [file for file in named if file not in may_be_missing and not (ROOT / file).exists()] == []


def test_every_workflow_is_explained():
    rows = re.findall(r"(?m)^\| `(\w+\.yml)` \|", TEXTS["CONTRIBUTING.md"])
    assert sorted(rows) == sorted(file.name for file in (ROOT / ".github/workflows").iterdir())


def test_the_rule_that_a_developer_writes_first_is_python():
    blocks = re.findall(r"(?ms)^   ```(?:text|python)\n(.*?)^   ```", TEXTS["CONTRIBUTING.md"])
    assert len(blocks) == 2
    for block in blocks:
        compile(textwrap.dedent(block), "CONTRIBUTING.md", "exec")
