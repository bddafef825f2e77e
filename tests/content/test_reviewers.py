"""Who is asked to look at a pull request is what data/partnership.yml says."""

from goldenthread.editing.owners import FILE, owners
from goldenthread.manual.reading import read
from tests.conftest import ROOT


def test_github_asks_those_whom_the_partnership_names():
    written = (ROOT / FILE).read_text(encoding="utf-8")
    due = owners(read(ROOT).partnership)
    assert written == due, f"Run python -m goldenthread owners, or write into {FILE}:\n{due}"


def test_every_part_that_somebody_looks_at_is_there():
    groups = read(ROOT).partnership.groups
    assert not [part for group in groups for part in group.looks_at if not (ROOT / part).exists()]
