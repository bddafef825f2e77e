"""What stands in a list by hand is there, and what is there is used: nothing is left over from before."""

import re
import subprocess

import pytest

from goldenthread.manual.reading import read
from goldenthread.site.upgrading import EITHERS, TEMPLATES, YOURS
from tests.conftest import ROOT

ASSETS = sorted(file for file in (ROOT / "theme/assets").rglob("*") if file.is_file())
FRAMES = sorted((ROOT / "goldenthread/pages/templates").rglob("*.*"))
SOURCES = [
    ROOT / "mkdocs.yml",
    ROOT / "hooks.py",
    *(ROOT / "theme").rglob("*.html"),
    *(ROOT / "theme/assets").rglob("*.*"),
    *(ROOT / "goldenthread").rglob("*.py"),
    *FRAMES,
]
TEXTS = {file: file.read_text(encoding="utf-8") for file in SOURCES}


def is_named(file, name):
    return any(re.search(rf"[\"'/( ]{re.escape(name)}\b", text) for by, text in TEXTS.items() if by != file)


@pytest.mark.parametrize("file", ASSETS, ids=lambda file: file.name)
def test_every_asset_of_the_theme_is_used_by_something(file):
    assert is_named(file, file.name)


@pytest.mark.parametrize("file", FRAMES, ids=lambda file: file.name)
def test_every_template_is_used_by_something(file):
    made_up = re.sub(r"^(indexed)_\w+", r"\1_{macro}", file.name)
    assert is_named(file, file.name) or is_named(file, file.stem) or is_named(file, made_up)


def test_every_asset_that_mkdocs_yml_names_is_there():
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    named = re.findall(r"assets/[\w./-]+\.(?:css|js|svg)", text)
    assert named
    made = {"assets/colour.css"}
    assert [one for one in named if one not in made and not (ROOT / "theme" / one).is_file()] == []


def test_contributing_has_a_row_for_each_room():
    rows = re.findall(r"(?m)^\| `(\w+)/` \|", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert sorted(rows) == sorted(file.parent.name for file in (ROOT / "goldenthread").glob("*/__init__.py"))


def test_what_an_upgrade_replaces_or_leaves_is_there():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode or "id" not in read(ROOT).partnership.example:
        pytest.skip("A partnership has files of its own.")
    files = listed.stdout.splitlines()
    places = (*TEMPLATES, *EITHERS, *YOURS)
    there = {one for one in places for f in files if f == one or (one[-1] == "/" and f.startswith(one))}
    assert set(places) - there == set()
