"""What all tests share: where the project is, and a today that never moves."""

from pathlib import Path

import pytest

from goldenthread.dates import parse_day

ROOT = Path(__file__).parents[1]
TODAY = parse_day("2026-11-21")


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT
