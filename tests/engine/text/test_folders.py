"""A command that writes a folder loses nothing: not the manual, not what Git keeps, not what others wrote."""

import shutil
import subprocess
from pathlib import Path

import pytest

from goldenthread.text.folders import MARK, NotOursError, empty, put_in_place, refuse_sources


@pytest.fixture
def root(tmp_path):
    """A manual under Git, with one page."""
    root = tmp_path / "manual"
    (root / "procedures").mkdir(parents=True)
    (root / "procedures/neglect.md").write_text("text")
    for command in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", *command], cwd=root, check=True)
    return root


def everything(folder: Path) -> dict[str, str]:
    files = (f for f in folder.rglob("*") if f.is_file() and ".git" not in f.parts)
    return {f.relative_to(folder).as_posix(): f.read_text() for f in files}


def made(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(text)
    return folder


@pytest.mark.parametrize("name", [".", "..", "procedures", "procedures/neglect.md"])
def test_the_sources_of_a_manual_are_refused_and_stay(root, name, monkeypatch):
    monkeypatch.chdir(root)
    before = everything(root)
    for refused in (lambda: empty(Path(name), Path()), lambda: refuse_sources(root / name, root)):
        with pytest.raises(NotOursError):
            refused()
    assert everything(root) == before


def test_a_folder_that_no_command_wrote_is_refused_and_stays(root, tmp_path):
    theirs = made(tmp_path / "theirs", "theirs")
    with pytest.raises(NotOursError, match=MARK):
        empty(theirs, root)
    with pytest.raises(NotOursError, match=MARK):
        put_in_place(made(tmp_path / "new", "new"), theirs, root)
    assert everything(theirs) == {"index.html": "theirs"}


def test_a_link_to_a_folder_is_refused(root, tmp_path):
    made(tmp_path / "theirs", "theirs")
    (root / "site").symlink_to(tmp_path / "theirs")
    with pytest.raises(NotOursError):
        empty(root / "site", root)
    assert everything(tmp_path / "theirs") == {"index.html": "theirs"}


def test_an_empty_folder_and_one_that_a_command_wrote_may_be_written(root, tmp_path):
    (tmp_path / "out").mkdir()
    for _ in range(2):
        empty(tmp_path / "out", root)
        (tmp_path / "out/page.md").write_text("page")
    assert set(everything(tmp_path / "out")) == {MARK, "page.md"}


def test_a_folder_is_replaced_as_one(root, tmp_path):
    site = tmp_path / "site"
    for text in ("first", "second"):
        put_in_place(made(tmp_path / "built", text), site, root)
        assert everything(site) == {MARK: "", "index.html": text}
    assert sorted(f.name for f in tmp_path.iterdir()) == ["manual", "site"]


def test_what_is_served_stays_while_a_copy_to_another_disk_is_cut_off(root, tmp_path, monkeypatch):
    site = tmp_path / "site"
    put_in_place(made(tmp_path / "built", "first"), site, root)

    def cut_off(_, target):
        made(Path(target), "half")
        raise KeyboardInterrupt

    second = made(tmp_path / "built", "second")
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "move", cut_off)
        with pytest.raises(KeyboardInterrupt):
            put_in_place(second, site, root)
    assert everything(site)["index.html"] == "first"
    put_in_place(tmp_path / "built", site, root)
    assert everything(site)["index.html"] == "second"


def test_a_run_that_was_cut_off_between_two_sites_is_put_right_by_the_next(root, tmp_path):
    site = tmp_path / "site"
    put_in_place(made(tmp_path / "built", "first"), site, root)
    site.rename(tmp_path / ".site.old")
    with pytest.raises(FileNotFoundError):
        put_in_place(tmp_path / "nothing", site, root)
    assert everything(site)["index.html"] == "first"
