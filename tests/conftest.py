"""What all tests share: where the project is, and a today that never moves."""

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from goldenthread.text.dates import parse_day

ROOT = Path(__file__).parents[1]
TODAY = parse_day("2026-11-21")

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")  # how busy a machine is says nothing about what is tested


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


def copy_project(folder: Path) -> Path:
    """Copy all that a build needs, to break it on purpose."""
    for name in ("procedures", "briefings", "docs", "data"):
        shutil.copytree(ROOT / name, folder / name)
    return copy_engine(folder)


def copy_engine(folder: Path) -> Path:
    """Copy what builds a manual, without one."""
    for name in ("theme", "goldenthread"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("macros.py", "hooks.py", "mkdocs.yml"):
        shutil.copy(ROOT / name, folder / name)
    return folder
