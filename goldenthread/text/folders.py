"""Folders that a command writes: refused where something would be lost, and put in place as one.

In: the folder that is to be written. Out: that folder, empty or whole. Must not know what is written.

    >>> refuse_sources(Path("docs"), Path("docs"))
    Traceback (most recent call last):
    goldenthread.text.folders.NotOursError: "docs" is this manual itself. Name another folder.
"""

import shutil
from pathlib import Path

from goldenthread.text.git import git

MARK = ".written-by-golden-thread"
"""Lies in every folder that a command wrote, so that only such a folder is ever replaced."""


class NotOursError(ValueError):
    """A folder holds what no command wrote: the message says which, and what to do."""


def refuse_sources(folder: Path, root: Path) -> None:
    """Make sure that a folder, which is to be moved or replaced, is no part of the manual's sources.

    Args:
        folder: The folder; it need not be there.
        root: The top of the manual.

    Raises:
        NotOursError: The folder holds the manual, or files that Git keeps, or is no folder.
    """
    there = folder.resolve()
    if root.resolve().is_relative_to(there):
        raise NotOursError(f'"{folder}" is this manual itself. Name another folder.')
    if folder.is_symlink() or (there.exists() and not there.is_dir()):
        raise NotOursError(f'"{folder}" is no folder. Name another one.')
    if there.exists() and git(there, "ls-files", "--", "."):
        raise NotOursError(f'"{folder}" holds files that Git keeps. Name another folder.')


def refuse_to_lose(folder: Path, root: Path) -> None:
    """Make sure that nothing is lost when a folder is replaced.

    Args:
        folder: The folder; it need not be there.
        root: The top of the manual.

    Raises:
        NotOursError: See `refuse_sources`; or the folder holds something that no command wrote.
    """
    refuse_sources(folder, root)
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).is_file():
        do = f"Name another, or delete it yourself; an empty file {MARK} in it says that it may be replaced."
        raise NotOursError(f'"{folder}" holds files that no command of this manual wrote. {do}')


def empty(folder: Path, root: Path) -> None:
    """Make a folder that has nothing in it but the mark of its maker.

    Args:
        folder: The folder; what a command wrote there before is taken away.
        root: The top of the manual.

    Raises:
        NotOursError: See `refuse_to_lose`.
    """
    refuse_to_lose(folder, root)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / MARK).touch()


def put_in_place(made: Path, folder: Path, root: Path) -> None:
    """Move a folder to where it is served, whole or not at all, also onto another disk.

    What was served stays until the new one lies beside it. Whatever a run that was cut off left there is put
    right by the next.

    Args:
        made: What was made.
        folder: Where it is served; what a command put there before is replaced.
        root: The top of the manual.

    Raises:
        NotOursError: See `refuse_to_lose`.
    """
    new, old = (folder.with_name(f".{folder.name}.{age}") for age in ("new", "old"))
    if old.exists() and not folder.exists():
        old.rename(folder)
    refuse_to_lose(folder, root)
    for left in (new, old):
        shutil.rmtree(left, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    (made / MARK).touch()
    shutil.move(made, new)
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
