"""The manual as it stands where a pull request wants to go, read from Git as any other manual is read.

Knows Git and reading; must not know what is compared.

In: a folder and a branch. Out: the manual at the commit where the two parted: `read_base(root,
"origin/main")`.
"""

import io
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

from goldenthread.manual.kinds import roots
from goldenthread.manual.manual import Manual
from goldenthread.manual.reading import read
from goldenthread.text.git import git


class BaseError(Exception):
    """There is nothing to compare with; the message says why, and what to do."""


def is_written(file: str) -> bool:
    """Whether a file of the project is one of the manual's own: a page, a data file or an asset."""
    return file.partition("/")[0] in (*roots(), "data")


def read_base(root: Path, ref: str) -> Manual:
    """Read the manual at the last commit that a branch and what lies here have in common.

    Args:
        root: The project's folder.
        ref: A branch or commit, such as origin/main.

    Returns:
        The manual as it was there.

    Raises:
        BaseError: Git does not know the branch or commit.
    """
    packed = git(root, "archive", "--format=tar", _parting(root, ref))
    if packed is None:
        raise _unknown(ref)
    with TemporaryDirectory() as folder, tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for member in archive:
            if is_written(member.name) and (held := archive.extractfile(member)):
                file = Path(folder, member.name)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(held.read())
        return read(Path(folder))


def files_touched(root: Path, ref: str) -> frozenset[str]:
    """List every file that differs from that commit, from the project's root; raises BaseError likewise."""
    changed = git(root, "diff", "--name-only", "--relative", "--no-renames", "-z", _parting(root, ref), "--")
    new = git(root, "ls-files", "--others", "--exclude-standard", "-z")
    if changed is None or new is None:
        raise _unknown(ref)
    return frozenset(filter(None, (changed + new).decode(errors="replace").split("\0")))


def _parting(root: Path, ref: str) -> str:
    """Find the last commit that a branch and what lies here have in common."""
    commit = git(root, "rev-parse", "--verify", "--end-of-options", f"{ref}^{{commit}}")
    if commit is None:
        raise _unknown(ref)
    named = commit.decode().strip()
    parting = git(root, "merge-base", named, "HEAD")
    return parting.decode().strip() if parting else named


def _unknown(ref: str) -> BaseError:
    return BaseError(f'Git knows no "{ref}" here. Fetch it first, with its whole history.')
