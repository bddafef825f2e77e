"""What each statement of a manual rests on."""

import csv
import io

import pytest

from goldenthread.cli import main
from goldenthread.exports.statements import statements, table
from tests.engine.small_manual import TODAY, edited, manual_of, write

NEGLECT = "procedures/neglect.md"


def test_every_piece_that_somebody_reads_is_a_statement_with_its_file_and_line(tmp_path):
    manual, _ = manual_of(tmp_path)
    found = list(statements(manual, TODAY))
    told = {(s.file, s.text) for s in found}
    assert (NEGLECT, "What to do about neglect.") in told
    assert (NEGLECT, "Seeing the child alone was added.") in told
    assert (NEGLECT, "Ring LADO.") in told
    assert (NEGLECT, "See the child alone. Read what was learned.") in told
    assert ("briefings/learning/audit-2024.md", "Children were not heard.") in told
    assert ("data/contacts.yml", "LADO: Allegations.") in told
    assert ("data/glossary.yml", "Leads on allegations.") in told
    for statement in found:
        line = (tmp_path / statement.file).read_text().split("\n")[statement.line - 1]
        assert statement.text[:4] in line or statement.file.startswith("data/"), statement


def said(tmp_path, text, changed=None, file=NEGLECT):
    manual, _ = manual_of(tmp_path, changed)
    assert not manual.problems
    found = (s for s in statements(manual, TODAY) if s.file == file and s.text.startswith(text))
    (statement,) = found
    return statement


def test_a_statement_rests_on_what_is_cited_beside_it(tmp_path):
    statement = said(tmp_path, "You must ask.")
    assert statement.under == "Who does what"
    assert statement.beside == ("Guidance 2026, chapter 1",)
    assert statement.rests_on == "beside it"


def test_a_change_rests_on_what_it_came_of(tmp_path):
    assert said(tmp_path, "Seeing the child alone was added.").beside == ("Audit of neglect",)


@pytest.mark.parametrize("word", ['record("audit-2024")', 'action("audit-2024/a")'])
def test_a_statement_rests_on_the_learning_that_it_names(tmp_path, word):
    changed = edited(NEGLECT, "See the child alone.", f"See the child alone: {{{{ {word} }}}}.")
    assert said(tmp_path, "See the child alone", changed).beside[0].startswith("Audit of neglect")


def test_where_to_read_on_is_no_source(tmp_path):
    changed = edited(NEGLECT, "See the child alone.", 'See {{ procedure("disagreements") }}.')
    assert said(tmp_path, "See Disagreements", changed).rests_on == "nothing stated"


def test_a_statement_without_a_citation_rests_on_the_sources_of_its_page(tmp_path):
    changed = edited(NEGLECT, "related:", "sources:\n  - {in: guidance-2026, at: page 4}\nrelated:")
    statement = said(tmp_path, "See the child alone.", changed)
    assert statement.rests_on == "the sources of the page"
    assert statement.of_page == ("Guidance 2026, page 4",)


def test_a_word_of_the_glossary_and_a_contact_rest_on_their_own_sources(tmp_path):
    word = edited("data/glossary.yml", "on allegations.", "on allegations., sources: [{in: guidance-2026}]")
    assert said(tmp_path, "Leads on allegations.", word, "data/glossary.yml").beside == ("Guidance 2026",)
    contact = edited("data/contacts.yml", "  chosen_by:", "  source: guidance-2026\n  chosen_by:")
    assert said(tmp_path, "LADO: Allegations.", contact, "data/contacts.yml").beside == ("Guidance 2026",)


def test_a_word_that_nobody_needs_explained_is_no_statement(tmp_path):
    plain = edited("data/glossary.yml", "meaning:", "plain: true, meaning:")
    manual, _ = manual_of(tmp_path, plain)
    assert not [s for s in statements(manual, TODAY) if s.file == "data/glossary.yml"]


def rows(text):
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))


def test_the_table_has_a_row_for_each_statement_and_no_formula(tmp_path):
    changed = edited(NEGLECT, "what: Seeing the child alone was added.", "what: '=1+1 is a formula'")
    manual, _ = manual_of(tmp_path, changed)
    found = rows(table(manual, TODAY))
    assert list(found[0]) == [
        *("example", "title", "file", "line", "under", "text", "beside", "of_page", "rests_on"),
    ]
    assert len(found) == len(list(statements(manual, TODAY)))
    assert "'=1+1 is a formula" in {row["text"] for row in found}
    assert {row["rests_on"] for row in found} <= {"beside it", "the sources of the page", "nothing stated"}
    assert {row["example"] for row in found} == {""}


def test_a_worked_example_is_marked_in_every_row(tmp_path):
    changed = edited("data/partnership.yml", "worked_example: false", "worked_example: true")
    manual, _ = manual_of(tmp_path, changed)
    assert {row["example"] for row in rows(table(manual, TODAY))} == {"EXAMPLE, not for use"}


def test_the_command_writes_the_table(tmp_path, monkeypatch, capsys):
    write(tmp_path, {"macros.py": "def define_env(env):\n    pass\n"})
    monkeypatch.setattr("goldenthread.cli.check", lambda *_: ())
    monkeypatch.chdir(tmp_path)
    assert main(["statements", "--to", "out/table.csv"]) == 0
    assert capsys.readouterr().out == "out/table.csv\n"
    assert rows((tmp_path / "out/table.csv").read_bytes())
