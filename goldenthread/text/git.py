"""Asks Git. Must not know what is asked, nor why.

In: a folder and a command's words. Out: what Git printed, or None.

    >>> git(Path("."), "no-such-command") is None
    True
"""

import os
import subprocess
from itertools import chain
from pathlib import Path

QUIETLY = {"GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
"""Git asks for no password, and fetches nothing that this copy of the record lacks."""
PINNED = {
    "core.attributesFile": os.devnull,
    "core.fsmonitor": "false",
    "core.quotePath": "true",
    "core.precomposeUnicode": "true",
    "diff.external": "",
    "diff.ignoreSubmodules": "none",
    "diff.mnemonicPrefix": "false",
    "diff.noprefix": "false",
    "diff.orderFile": os.devnull,
    "diff.relative": "false",
    "diff.renameLimit": "0",
    "diff.renames": "true",
    "i18n.logOutputEncoding": "UTF-8",
    "log.diffMerges": "first-parent",
    "log.follow": "false",
    "log.mailmap": "false",
    "log.showRoot": "true",
    "log.showSignature": "false",
    "tar.umask": "0002",
}
"""Settings of a person's own that would change what Git answers."""


def git(root: Path, *command: str, given: str = "") -> bytes | None:
    """Run a command of Git in a folder.

    Args:
        root: The folder.
        command: The words behind `git`.
        given: What the command reads from its input.

    Returns:
        What it printed; None where there is no Git, or it has no answer.
    """
    try:
        done = subprocess.run(
            [
                "git",
                *chain.from_iterable(("-c", f"{name}={value}") for name, value in PINNED.items()),
                *command,
            ],
            cwd=root,
            input=given.encode(),
            capture_output=True,
            env={**os.environ, **QUIETLY},
            check=False,
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
