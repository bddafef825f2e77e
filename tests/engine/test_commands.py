"""The command line says what it has to say on any terminal."""

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.engine.small_manual import PROGRAM, edited, write


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_what_a_terminal_cannot_print_is_printed_all_the_same(tmp_path, encoding):
    changed = edited("procedures/neglect.md", "section: harm", "section: harm\n\u0177\U0001f6df: x")
    write(tmp_path, PROGRAM | changed)
    done = subprocess.run(
        [sys.executable, "-m", "goldenthread", "check"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert b"procedures/neglect.md" in done.stdout
    assert b"Traceback" not in done.stderr
