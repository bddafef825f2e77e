"""The manual as it stands where a pull request wants to go, read from Git as any other manual is read.

Knows Git and reading; must not know what is compared.
"""

import io
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

from goldenthread.git import git
from goldenthread.manual import Manual
from goldenthread.reading import read

FOLDERS = ("procedures", "briefings", "docs", "data")


class BaseError(Exception):
    """There is nothing to compare with; says why, and what to do."""


def read_base(root: Path, ref: str) -> Manual:
    """Read the manual at the commit from which what stands here went its own way.

    `ref` is a branch or commit such as origin/main. Raises BaseError where Git does not know it.
    """
    commit = git(root, "merge-base", ref, "HEAD") or git(root, "rev-parse", "--verify", f"{ref}^{{commit}}")
    packed = git(root, "archive", "--format=tar", commit.decode().strip()) if commit else None
    if packed is None:
        raise BaseError(f'Git knows no "{ref}" here. Fetch it first, with its whole history.')
    with TemporaryDirectory() as folder, tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        inside = [
            member for member in archive if member.name.partition("/")[0] in FOLDERS and member.isfile()
        ]
        archive.extractall(folder, inside, filter="data")
        return read(Path(folder))
