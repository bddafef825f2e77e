"""What is remembered changes nothing but the time: it is whole and of now, or it is made anew."""

import json
import os
from dataclasses import dataclass

import pytest

from goldenthread.pages.framed import Framed
from goldenthread.rendering import memory as remembering
from goldenthread.rendering.memory import FOLDER, Memory
from goldenthread.rendering.renderer import Rendered, renderer
from tests.conftest import ROOT
from tests.engine.small_record import begin, git

TEXT = "## One\n\nRing [them](b.md).\n\n### Below\n"


@pytest.fixture
def project(tmp_path):
    (tmp_path / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    return tmp_path


def page(project):
    return renderer(project).render(TEXT, "a.md")


def entries(project):
    return sorted((project / FOLDER).rglob("*.json"))


def test_what_was_rendered_is_remembered_and_comes_out_the_same(project, monkeypatch):
    first = page(project)
    monkeypatch.setattr("goldenthread.rendering.renderer.render", None)
    assert page(project) == first
    assert len(entries(project)) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: raw[:0],
        lambda raw: raw[:-20],
        lambda raw: raw.replace(b"Ring", b"Sing"),
        lambda raw: raw.replace(b"<p>", b"<script>"),
        lambda raw: raw.partition(b"\n")[2],
        lambda raw: raw[:0] + b"{}",
        lambda raw: b"\xff" + raw,
    ],
    ids=["empty", "cut off", "other words", "a script", "no signature", "no page", "no text"],
)
def test_what_was_damaged_or_edited_is_made_anew(project, change):
    first = page(project)
    (file,) = entries(project)
    file.write_bytes(change(file.read_bytes()))
    assert page(project) == first


def test_what_has_another_form_is_made_anew_though_it_is_signed(project):
    memory = Memory(project, "x")
    memory.keep(["no page"], "text")
    (file,) = entries(project)
    other = project / FOLDER / "Rendered" / file.name
    other.parent.mkdir()
    said = json.dumps(["no page"]).encode()
    other.write_bytes(remembering._signature(other, said) + b"\n" + said)
    assert memory.recall(list, "text") == ["no page"]
    assert memory.recall(Rendered, "text") is None


def test_one_entry_does_not_pass_for_another(project):
    page(project)
    renderer(project).render("Other.", "a.md")
    first, second = entries(project)
    first.write_bytes(second.read_bytes())
    assert "Ring" in page(project).html
    assert "Other" in renderer(project).render("Other.", "a.md").html


@pytest.mark.parametrize("changed", ["text", "path", "settings", "engine"])
def test_all_that_goes_in_is_part_of_the_name(project, monkeypatch, changed):
    page(project)
    text, path = TEXT, "a.md"
    if changed == "text":
        text += "x"
    if changed == "path":
        path = "b/a.md"
    if changed == "settings":
        file = project / "mkdocs.yml"
        file.write_text(file.read_text().replace("permalink: true", "permalink: false"))
    if changed == "engine":
        monkeypatch.setattr("goldenthread.rendering.renderer.engine", lambda: "another")
    renderer(project).render(text, path)
    assert len(entries(project)) == 2


def test_nothing_is_believed_that_git_brought(tmp_path):
    root = begin(tmp_path / "project")
    (root / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    first = page(root)
    (file,) = entries(root)
    forged = Rendered("<script>", (), ())
    renderer(root).memory.keep(forged, Framed(tuple(TEXT.split("\n"))).fingerprint, "a.md")
    assert page(root) == forged  # as it would be believed without Git
    git(root, "add", "-f", str(file.relative_to(root)))
    assert page(root) == first
    assert renderer(root).memory.folder is None


@pytest.mark.parametrize("where", ["folder", "kind", "file"])
def test_nothing_is_read_or_written_through_a_link(project, tmp_path_factory, where):
    first = page(project)
    (file,) = entries(project)
    linked = {"folder": project / FOLDER, "kind": file.parent, "file": file}[where]
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "x"
    linked.rename(elsewhere)
    linked.symlink_to(elsewhere)
    before = sorted(elsewhere.parent.rglob("*"))
    assert page(project) == first
    renderer(project).render("Other.", "a.md")
    renderer(project).memory.forget_the_rest(Rendered)
    assert sorted(elsewhere.parent.rglob("*")) == before


def test_a_disk_that_cannot_be_written_only_costs_time(project):
    (project / FOLDER).write_text("in the way", encoding="utf-8")
    assert page(project) == page(project)


def test_what_this_run_did_not_use_is_forgotten(project):
    page(project)
    other = renderer(project)
    other.render("Other.", "a.md")
    other.memory.forget_the_rest(Rendered)
    (file,) = entries(project)
    assert "Other" in file.read_text()


@dataclass(frozen=True)
class Another:
    text: str


def test_the_oldest_go_first_where_there_is_too_much(project, monkeypatch):
    memory = Memory(project, "x")
    for age in range(4):
        memory.keep(Another("y" * 100), str(age))
        file = memory._file(Another, (str(age),))
        os.utime(file, (age, age))
    size = len(entries(project)[0].read_bytes())
    monkeypatch.setattr(remembering, "MOST_BYTES", 2 * size)
    memory.forget_the_rest()
    assert [bool(memory.recall(Another, str(age))) for age in range(4)] == [False, False, True, True]


def test_an_extension_that_may_read_files_is_not_remembered(project):
    file = project / "mkdocs.yml"
    text = file.read_text().replace("markdown_extensions:", "markdown_extensions:\n  - pymdownx.snippets")
    file.write_text(text)
    page(project)
    assert not (project / FOLDER).exists()
