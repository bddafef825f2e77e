"""Takes a newer engine, theme and tests from the template, and leaves the content alone: `make upgrade`.

Stands by itself, with nothing but Python and Git, and is run as the newer template has it: the one that is
being replaced might not know what to replace. Must not import the engine.

In: a folder or Git address of the template. Out: its files in the project, and what to do next: `make upgrade
FROM=https://github.com/…`.
"""

import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import copy, rmtree
from tempfile import TemporaryDirectory

TEMPLATES = (
    "goldenthread/",
    "theme/",
    "hooks.py",
    "Makefile",
    "pyproject.toml",
    "requirements.txt",
    ".ci/",
    ".github/workflows/",
    "tests/engine/",
    "tests/site/",
    "tests/content/__init__.py",
    "tests/content/test_reviewers.py",
    "tests/content/test_rules.py",
    "tests/__init__.py",
    "tests/benchmark.py",
    "tests/conftest.py",
    "tests/fuzz.py",
    "tests/requirements.txt",
    "tests/screenshots.py",
)
"""What is the template's: replaced, and taken away where the template has it no more."""
EITHERS = (
    "macros.py",
    "mkdocs.yml",
    "README.md",
    "CONTRIBUTING.md",
    "LICENSE",
    ".gitignore",
    ".github/ISSUE_TEMPLATE/",
    ".github/PULL_REQUEST_TEMPLATE.md",
)
"""What a partnership may have made its own: replaced only where it is just as the template once had it."""
YOURS = (
    "procedures/",
    "briefings/",
    "docs/",
    "data/",
    "LICENSE-CONTENT.md",
    ".github/CODEOWNERS",
    "tests/content/test_worked_example.py",
)
"""What is the partnership's: never touched."""
BESIDE = Path("build/upgrade")
"""Where the template's version of a file that was left alone is put, to compare with."""
LINES = {
    "new": "New:",
    "changed": "Changed:",
    "gone": "Taken away, because the template has it no more:",
    "lost": "You had changed these yourselves; the template's stands there now, and git diff shows both:",
    "kept": f"Yours, and left alone; the template's is in {BESIDE}/, to take over what you want of it:",
}


class CannotUpgradeError(Exception):
    """Nothing was touched; one sentence says why, one what to do."""


@dataclass(frozen=True)
class Upgrade:
    """What is to be done with each file, by its path from the root."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    lost: tuple[str, ...]
    """Those of the changed and the gone that the partnership had changed itself."""
    kept: tuple[str, ...]
    """What the partnership made its own, and the template has otherwise."""


def upgrade_from(arguments: list[str]) -> int:
    """Take a newer template: its folder or Git address, and a branch or version of it."""
    root = Path.cwd()
    try:
        if arguments[:1] == ["--into"]:
            print(take(Path.cwd(), Path(arguments[1])))
            return 0
        given = [argument for argument in arguments if argument]
        if not given:
            raise CannotUpgradeError(
                "Nobody said where the template is. Write: make upgrade FROM=its-folder-or-address"
            )
        return _bring(root, *given[:2])
    except CannotUpgradeError as error:
        print(error, file=sys.stderr)
        return 2


def _bring(root: Path, source: str, ref: str = "HEAD") -> int:
    """Fetch the template, and have its own version of this file do the rest."""
    _made_sure(root)
    source = str(Path(source).resolve()) if Path(source).is_dir() else source
    with TemporaryDirectory() as folder:
        newer = Path(folder) / "template"
        if _git(root, "clone", "--quiet", "--no-checkout", "--", source, str(newer)) is None:
            raise CannotUpgradeError(
                f"{source} cannot be fetched. Write the folder or the Git address of the template."
            )
        commit = _commit(newer, f"origin/{ref}") or _commit(newer, ref)
        if not commit:
            raise CannotUpgradeError(f'The template has no branch or version "{ref}".')
        _made_sure_of(newer, commit)
        print(_version(newer, commit), flush=True)  # before anything of it is run
        _asked(newer, "checkout", "--quiet", "--detach", commit)
        if not (newer / "goldenthread/site/upgrading.py").is_file():
            raise CannotUpgradeError(f"{source} is not the template of this manual, or is older than this.")
        command = [sys.executable, "-m", "goldenthread.site.upgrading", "--into", str(root)]
        return subprocess.run(command, cwd=newer, check=False).returncode


def _commit(root: Path, ref: str) -> str:
    """Find the commit of a branch or version; empty where there is none."""
    wanted = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    return (_git(root, *wanted) or "").strip()


def _made_sure_of(newer: Path, commit: str) -> None:
    """Raise CannotUpgradeError where a version of the template would reach outside its folder."""
    for entry in filter(None, _asked(newer, "ls-tree", "-r", "-z", "--full-tree", commit).split("\0")):
        about, _, file = entry.partition("\t")
        if about.split()[1] != "blob" or about.startswith("120"):
            raise CannotUpgradeError(
                f"{file!r} of the template is a link and no file, and may lead anywhere. Nothing was taken; "
                "tell whoever keeps the template."
            )
        if any(part.lower() in ("", ".", "..", ".git") for part in re.split(r"[/\\]", file)) or ":" in file:
            raise CannotUpgradeError(
                f"{file!r} of the template would be put outside this folder, or into Git's own. Nothing was "
                "taken; tell whoever keeps the template."
            )


def _version(newer: Path, commit: str) -> str:
    """Name the version, and whether somebody signed it."""
    day = _asked(newer, "log", "-1", "--no-show-signature", "--format=%cs", commit).strip()
    tags = _asked(newer, "tag", "--points-at", commit).split()
    said = [f"{tag} ({_signature(newer, tag)})" for tag in tags] or [
        "no tag, so nobody signed it as a version"
    ]
    return f"This takes the template's commit {commit}, of {day}. It has {', '.join(said)}."


def _signature(newer: Path, tag: str) -> str:
    if "-----BEGIN " not in (_git(newer, "cat-file", "tag", f"refs/tags/{tag}") or ""):
        return "a tag that nobody signed"
    is_known = _git(newer, "verify-tag", "--", tag) is not None
    return (
        "a tag signed with a key known here" if is_known else "a tag whose signature cannot be checked here"
    )


def take(newer: Path, root: Path) -> str:
    """Put the template's files into a partnership's repository, and say what was done and what to do next.

    Raises CannotUpgradeError, and touches nothing, where something would be lost.
    """
    _made_sure(root)
    upgrade = decide(_tree(newer), _history(newer), _index(root))
    for file in (*upgrade.new, *upgrade.changed, *upgrade.gone, *(str(BESIDE / one) for one in upgrade.kept)):
        if any((root / part).is_symlink() for part in (Path(file), *Path(file).parents)[:-1]):
            raise CannotUpgradeError(
                f"{file} is a link here, or stands behind one, and would be written elsewhere. Put the file "
                "or folder itself there, and commit it."
            )
    for file in (*upgrade.new, *upgrade.changed):
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        copy(newer / file, root / file)
    for file in upgrade.gone:
        (root / file).unlink()
        _tidy((root / file).parent)
    for file in upgrade.kept:
        (root / BESIDE / file).parent.mkdir(parents=True, exist_ok=True)
        copy(newer / file, root / BESIDE / file)
    return _told(upgrade)


def decide(
    newer: Mapping[str, str], history: Mapping[str, frozenset[str]], ours: Mapping[str, str]
) -> Upgrade:
    """Decide what becomes of each file.

    `newer` and `ours` hold the hash of each file's text; `history`, those of every text that the template
    ever had there. A file that the template never had is the partnership's own, wherever it stands.
    """
    new, changed, gone, lost, kept = list[str](), list[str](), list[str](), list[str](), list[str]()
    for file in sorted({*newer, *ours}):
        theirs, mine, may_be_own = newer.get(file), ours.get(file), _is_in(file, EITHERS)
        if theirs == mine or not (may_be_own or _is_in(file, TEMPLATES)):
            continue
        if mine is None:
            (kept if may_be_own else new).append(file)  # the partnership may have deleted it on purpose
            continue
        if file not in history:
            continue
        is_own = mine not in history[file]
        if may_be_own and is_own:
            kept += [file] if theirs else []
            continue
        (changed if theirs else gone).append(file)
        lost += [file] if is_own else []
    return Upgrade(*map(tuple, (new, changed, gone, lost, kept)))


def _is_in(file: str, places: Iterable[str]) -> bool:
    return any(file.startswith(place) if place.endswith("/") else file == place for place in places)


def _made_sure(root: Path) -> None:
    """Raise CannotUpgradeError where nothing could be undone."""
    if not (root / "data/partnership.yml").is_file():
        raise CannotUpgradeError(
            "There is no manual here. Run this in the folder that holds data/ and procedures/."
        )
    state = _git(root, "status", "--porcelain", "--untracked-files=all", "--", *TEMPLATES, *EITHERS)
    if state is None:
        raise CannotUpgradeError(
            "Git keeps no record of this folder, so nothing could be undone. Clone it with Git."
        )
    if state.strip():
        raise CannotUpgradeError(
            f"Commit these first, or take them away, so that nothing of yours is lost:\n{state.rstrip()}"
        )


def _tree(root: Path) -> dict[str, str]:
    """Find the hash that Git has for each file of the version that is checked out."""
    listed = _asked(root, "ls-tree", "-r", "-z", "HEAD").split("\0")
    return {file: about.split()[2] for about, _, file in (one.partition("\t") for one in listed) if file}


def _index(root: Path) -> dict[str, str]:
    """Find the same for a partnership's files, which are as they were committed."""
    listed = _asked(root, "ls-files", "-s", "-z").split("\0")
    return {file: about.split()[1] for about, _, file in (one.partition("\t") for one in listed) if file}


def _history(root: Path) -> dict[str, frozenset[str]]:
    """Find the hash of every text that each file of the template ever had."""
    found: dict[str, set[str]] = {}
    raw = ("log", "-m", "--raw", "--no-abbrev", "--no-renames", "--format=", "-z", "HEAD")
    said = iter(_asked(root, *raw).split("\0"))
    for about in said:
        if about.strip():
            found.setdefault(next(said), set()).add(about.split()[3])
    return {file: frozenset(texts) for file, texts in found.items()}


def _tidy(folder: Path) -> None:
    """Take away a folder that nothing is left in, and the compiled remains of what was there."""
    remains = folder / "__pycache__"
    if all(one == remains for one in folder.iterdir()):
        rmtree(folder)


def _told(upgrade: Upgrade) -> str:
    lines = list[str]()
    for name, says in LINES.items():
        files: tuple[str, ...] = getattr(upgrade, name)
        if files:
            lines += ["", says, *(f"  {file}" for file in files)]
    if not (upgrade.new or upgrade.changed or upgrade.gone):
        return "\n".join([*lines, "", "Nothing else is newer than what you have."])
    return "\n".join(
        [
            *lines,
            "",
            "Now: make test. What is red was made stricter, or is yours to mend; CONTRIBUTING.md says how.",
            "Then: git add --all, and git commit. To undo it all: git stash --include-untracked",
        ]
    )


def _git(root: Path, *command: str) -> str | None:
    """Run a command of Git in a folder; None where there is no Git or it refuses."""
    try:
        done = subprocess.run(["git", *command], cwd=root, capture_output=True, check=False)
    except OSError:
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def _asked(root: Path, *command: str) -> str:
    said = _git(root, *command)
    if said is None:
        raise CannotUpgradeError(f"Git could not say what is in {root}. See that Git works there.")
    return said


if __name__ == "__main__":
    sys.exit(upgrade_from(sys.argv[1:]))
