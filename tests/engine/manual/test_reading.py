"""Reading never raises, whatever is in a file, and loses no page in silence."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.manual.reading import read
from tests.engine.small_manual import FILES, manual_of, problems_of, write

PAGES = [file for file in FILES if file.endswith((".md", ".yml"))]


@st.composite
def damaged(draw):
    """One file with a piece taken out, put in or doubled."""
    file = draw(st.sampled_from(PAGES))
    text = FILES[file]
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(len(text), start + 30)))
    piece = draw(
        st.sampled_from(
            ["", ":", "\t", "- ", "[", "}", "{{ x", "'", "\n", "&a *a", "# ", "---\n", "é\0", "2026"]
        )
    )
    return file, text[:start] + piece + text[end:]


@settings(max_examples=150, deadline=None)
@given(damaged())
def test_a_damaged_file_is_a_page_or_a_problem_and_never_a_traceback(given_file):
    file, text = given_file
    with tempfile.TemporaryDirectory() as folder:
        manual, words = manual_of(Path(folder), {file: text})
        problems = problems_of(Path(folder), {file: text})
    if file.endswith(".md"):
        assert file in manual.by_file or file in {problem.file for problem in problems}
    for problem in problems:
        assert problem.line >= 1
        assert problem.wrong.strip()
        assert problem.do.strip()
    assert words.problems == []


def test_every_scalar_is_the_text_that_was_written(tmp_path):
    changed = FILES["procedures/neglect.md"].replace("title: Neglect", "title: 0012")
    manual, _ = manual_of(
        tmp_path,
        {"procedures/neglect.md": changed.replace("summary: What to do about neglect.", "summary: no")},
    )
    assert (manual.procedures["neglect"].record.title, manual.procedures["neglect"].record.summary) == (
        "0012",
        "no",
    )


def test_a_first_line_that_looks_like_a_field_stays_in_the_text(tmp_path):
    changed = FILES["procedures/disagreements.md"].replace("Talk to each other.", "Note: talk to each other.")
    manual, _ = manual_of(tmp_path, {"procedures/disagreements.md": changed})
    assert "Note: talk" in manual.procedures["disagreements"].body.text


def test_every_field_knows_its_line(tmp_path):
    manual, _ = manual_of(tmp_path)
    page = manual.procedures["neglect"]
    lines = FILES[page.file].split("\n")
    assert lines[page.line("changes", 0, "at") - 1].strip() == "at: [seeing-the-child]"
    assert lines[page.line("reviews", 0, "by") - 1].strip().startswith("- {on:")


@pytest.mark.parametrize(
    ("link", "to"),
    [
        ("docs/assets/words.txt", "outside/words.txt"),
        ("docs/assets/folder", "outside"),
        ("docs/assets/gone.txt", "nowhere.txt"),
        ("docs/assets/round", "docs/assets"),
        ("procedures/page.md", "outside/page.md"),
        ("briefings/learning", "outside"),
        ("data/glossary.yml", "outside/glossary.yml"),
    ],
)
def test_a_link_of_the_file_system_stops_with_its_name_and_nothing_behind_it_is_read(tmp_path, link, to):
    outside = {"words.txt": "secret", "page.md": FILES["procedures/neglect.md"], "glossary.yml": "[]"}
    root = write(tmp_path / "manual", {f"outside/{name}": text for name, text in outside.items()})
    place = root / link
    if place.is_dir():
        shutil.rmtree(place)
    place.unlink(missing_ok=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(root / to)
    manual = read(root)
    assert [p.file for p in manual.problems if "link of the file system" in p.wrong and p.stops] == [link]
    assert not any("secret" in text for text in manual.texts.values())
    assert not any(asset.startswith(link) for asset in manual.assets)


@pytest.mark.parametrize(
    "name", ["procedures/con.md", "docs/nul.md", "docs/assets/AUX.png", "docs/assets/com1.tar.gz"]
)
def test_a_name_that_windows_cannot_take_stops(tmp_path, name):
    told = problems_of(tmp_path, {name: FILES["procedures/neglect.md"]})
    assert (name, True) in {(p.file, p.stops) for p in told if "Windows" in p.wrong}
