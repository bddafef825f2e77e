"""A small record in Git, made up for a test: known commits on known days."""

import os
import subprocess
from pathlib import Path

ENVIRONMENT = {
    **os.environ,
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "Editor",
    "GIT_AUTHOR_EMAIL": "editor@example.org",
    "GIT_COMMITTER_NAME": "Editor",
    "GIT_COMMITTER_EMAIL": "editor@example.org",
}


def git(root: Path, *command: str, day: str = "2024-01-01") -> str:
    """Run Git in a folder, as if on a day."""
    when = f"{day}T12:00:00+0000"
    dated = {**ENVIRONMENT, "GIT_AUTHOR_DATE": "2001-01-01T00:00:00+0000", "GIT_COMMITTER_DATE": when}
    done = subprocess.run(["git", *command], cwd=root, env=dated, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def begin(root: Path) -> Path:
    """Begin a record."""
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "-q", "-b", "main")
    return root


def commit(root: Path, day: str, files: dict[str, str | None]) -> str:
    """Commit some files (None takes one away) on a day. Gives the commit."""
    for name, text in files.items():
        file = root / name
        if text is None:
            file.unlink()
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    git(root, "add", "-A", day=day)
    git(root, "commit", "-q", "-m", day, day=day)
    return git(root, "rev-parse", "HEAD")
