"""Tables, read back by another library than the one that wrote them."""

import io
import json
from datetime import date

import pandas
import pytest

from goldenthread.exports.tables import TABLES, as_text, tables
from tests.engine import every_kind
from tests.engine.small_manual import FILES, TODAY, edited, manual_of

NEGLECT, RECORD = "procedures/neglect.md", "briefings/learning/audit-2024.md"
AHEAD = edited(NEGLECT, "in_force: 2025-03", "in_force: 2027-04-01")
AFTER = date(2027, 4, 1)
HOSTILE = "=cmd()|' '!A0 < 3 & \"quotes\", \\; x"


def written(tmp_path, changed=None, today=TODAY):
    manual, _ = manual_of(tmp_path, changed)
    assert not manual.problems
    return tables(manual, today)


def from_csv(made, name):
    text = pandas.read_csv(io.BytesIO(made[f"tables/{name}.csv"]), dtype=str, keep_default_na=False)
    return text.to_dict("records")


def from_json(made, name):
    whole = pandas.read_json(io.BytesIO(made[f"tables/{name}.json"]), typ="series")
    return pandas.DataFrame(whole["rows"], columns=list(whole["columns"])).fillna("").to_dict("records")


BOTH = pytest.mark.parametrize("read", [from_csv, from_json], ids=["CSV", "JSON"])


@BOTH
def test_each_procedure_has_a_row(tmp_path, read):
    disagreements, neglect = read(written(tmp_path), "procedures")
    assert (disagreements["procedure"], neglect["procedure"]) == ("disagreements", "neglect")
    assert neglect["page"] == "procedures/neglect/"
    assert neglect["section"] == "Kinds of harm"
    assert neglect["owner"] == "Procedures group"
    assert neglect["review_date"] == "2027-11-20"
    assert str(neglect["changes"]) == "1"
    assert neglect["last_change"] == "March 2025"
    assert neglect["standing"] == "in use"
    assert disagreements["last_change"] == "no change recorded"
    assert not disagreements["last_change_first_day"]


@BOTH
def test_each_change_has_a_row_with_its_date_as_it_is_known_and_two_days_to_sort_by(tmp_path, read):
    manual, _ = manual_of(tmp_path)
    (change,) = read(tables(manual, TODAY), "changes")
    assert change["change"] == manual.urn("neglect/changed-2025-03")
    assert change["page"] == "procedures/neglect/#changed-2025-03"
    assert change["what"] == "Seeing the child alone was added."
    assert (change["in_force"], change["in_force_first_day"], change["in_force_last_day"]) == (
        "March 2025",
        "2025-03-01",
        "2025-03-31",
    )
    assert (change["approved_by"], change["approved_on"]) == ("Procedures group", "3 February 2025")
    assert change["what_to_do"] == "read the marked paragraphs before you next use this procedure"


@BOTH
def test_each_action_has_a_row_with_what_came_of_it(tmp_path, read):
    changing, already = read(written(tmp_path), "actions")
    assert changing["action"] == "audit-2024/a"
    assert changing["recommended"] == "not stated"
    assert changing["agreed"] == "Children are seen alone."
    assert (changing["status"], already["status"]) == ("done", "already right")
    assert (changing["learning_since"], changing["first_change"]) == ("2024", "March 2025")
    assert changing["time_to_change"] == "2 to 14 months"
    assert already["time_to_change"] == already["first_change"] == "no change recorded"
    assert changing["impact"] == "not known"


def test_several_values_are_a_list_in_json_and_one_cell_in_csv(tmp_path):
    because = edited(NEGLECT, "because: [audit-2024/a]", "because: [audit-2024/a, guidance-2026]")
    made = written(tmp_path, because)
    assert from_json(made, "changes")[0]["because"] == ["audit-2024/a", "guidance-2026"]
    assert from_csv(made, "changes")[0]["because"] == "audit-2024/a; guidance-2026"


def test_csv_begins_with_the_mark_that_tells_a_spreadsheet_that_it_is_utf_8(tmp_path):
    made = written(tmp_path, edited(NEGLECT, "title: Neglect", "title: Négligence"))
    assert made["tables/procedures.csv"].startswith(b"\xef\xbb\xbf")
    assert from_csv(made, "procedures")[1]["title"] == "Négligence"


def test_what_is_not_yet_in_force_never_reads_as_current(tmp_path):
    made = written(tmp_path, AHEAD)
    assert from_csv(made, "changes")[0]["standing"] == "approved, not yet in force"
    action = from_csv(made, "actions")[0]
    assert (action["procedures_changed"], action["procedures_to_change"]) == ("", "Neglect")
    assert action["first_change"] == "no change recorded"
    assert from_csv(made, "procedures")[1]["last_change"] == "no change recorded"


def test_a_page_is_a_whole_address_where_the_site_has_one(tmp_path):
    at_home = edited(
        "data/partnership.yml", "id: sandford", "id: sandford\nsite_url: https://sandford.example"
    )
    made = written(tmp_path, at_home)
    assert from_csv(made, "changes")[0]["page"] == (
        "https://sandford.example/procedures/neglect/#changed-2025-03"
    )


def test_a_renamed_procedure_keeps_its_name_in_every_table(tmp_path):
    renamed = {
        NEGLECT: None,
        "procedures/not-cared-for.md": FILES[NEGLECT].replace("related:", "was: [neglect]\nrelated:"),
        **edited("docs/index.md", 'procedure("neglect")', 'procedure("not-cared-for")'),
    }
    made = written(tmp_path, renamed)
    assert from_csv(made, "procedures")[1]["procedure"] == "neglect"
    assert from_csv(made, "changes")[0]["procedure"] == "neglect"


@BOTH
def test_a_worked_example_is_marked_in_the_first_column_of_every_row(tmp_path, read):
    made = written(tmp_path, edited("data/partnership.yml", "worked_example: false", "worked_example: true"))
    for table in TABLES:
        assert table.columns[0].name == "example"
        assert {row["example"] for row in read(made, table.name)} == {"EXAMPLE, not for use"}


@BOTH
def test_a_live_manual_has_the_same_columns_and_no_mark(tmp_path, read):
    made = written(tmp_path)
    for table in TABLES:
        for row in read(made, table.name):
            assert list(row) == [column.name for column in table.columns]
            assert row["example"] == ""


def test_every_column_has_a_name_of_its_own_and_one_sentence(tmp_path):
    for table in TABLES:
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names)
        for column in table.columns:
            assert column.meaning.endswith("."), column.name
            assert column.meaning.count(". ") == 0, column.name
    made = written(tmp_path)
    whole = pandas.read_json(io.BytesIO(made["tables/changes.json"]), typ="series")
    assert list(whole["columns"].values()) == [column.meaning for column in TABLES[1].columns]


@pytest.mark.parametrize(
    "formula",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n1",
        "  =1",
        '"=1',
        "'=1",
        "“=1",
        "\N{NO-BREAK SPACE}=1",
        "\N{ZERO WIDTH SPACE}=1",
        "\N{ZERO WIDTH NO-BREAK SPACE}=1",
        "\N{FULLWIDTH EQUALS SIGN}1",
        "\N{FULLWIDTH PLUS SIGN}1",
        "\N{FULLWIDTH HYPHEN-MINUS}1",
        "\N{FULLWIDTH COMMERCIAL AT}A1",
        "\N{SMALL EQUALS SIGN}1",
        "\N{MINUS SIGN}1",
    ],
)
def test_a_formula_begins_with_an_apostrophe(formula):
    assert as_text(formula) == f"'{formula}"


@pytest.mark.parametrize("text", ["", "Neglect", "a = b", "2021/22", "< 3", "“Quoted”", "'tis", "é", "(-1)"])
def test_other_text_stands_as_it_was_written(text):
    assert as_text(text) == text


def test_a_hostile_change_is_text_in_a_spreadsheet_and_itself_in_json(tmp_path):
    quoted = HOSTILE.replace("'", "''")
    changed = {
        NEGLECT: FILES[NEGLECT]
        .replace("title: Neglect", f"title: '{quoted}'\nalso_called: [X, '{quoted}']")
        .replace("what: Seeing the child alone was added.", f"what: '{quoted}'")
    }
    made = written(tmp_path, changed)
    (change,) = from_csv(made, "changes")
    assert change["what"] == change["title"] == f"'{HOSTILE}"
    assert from_csv(made, "procedures")[1]["also_called"] == f"X; '{HOSTILE}"
    assert from_json(made, "changes")[0]["what"] == HOSTILE


def test_a_table_is_the_same_bytes_on_another_day_unless_a_change_came_into_force(tmp_path):
    assert written(tmp_path, AHEAD, date(2026, 1, 1)) == written(tmp_path, AHEAD, date(2027, 3, 31))
    assert written(tmp_path, AHEAD, date(2027, 3, 31)) != written(tmp_path, AHEAD, AFTER)
    assert written(tmp_path, AHEAD, AFTER) == written(tmp_path, AHEAD, date(2031, 1, 1))


def test_a_manual_whose_data_cannot_be_read_still_has_tables(tmp_path):
    manual, _ = manual_of(tmp_path, {"data/partnership.yml": "name: [", RECORD: "---\n"})
    made = tables(manual, TODAY)
    assert len(from_csv(made, "procedures")) == 2
    assert from_csv(made, "actions") == []


ROWS = {
    "procedures": {
        "example": "EXAMPLE, not for use",
        "procedure": "bruises",
        "page": "https://procedures.sandford.example/procedures/bruising/",
        "title": "Bruising: in babies",
        "also_called": ["Marks on babies"],
        "summary": "What to do about a bruise on a baby.",
        "kind": "guidance",
        "section": "Kinds of harm",
        "audiences": ["Schools", "Police"],
        "areas": ["North Sandford", "South Sandford"],
        "themes": ["Babies", "The voice of the child"],
        "standing": "in use, under review since October 2026",
        "owner": "Procedures group",
        "last_review": "2026-11-21",
        "outcome": "Written",
        "review_date": "2027-11-20",
        "changes": 2,
        "last_change": "2024/25",
        "last_change_first_day": "2024-04-01",
        "last_change_last_day": "2025-03-31",
        "sources": ["Guidance 2026", "Children Act 1989"],
    },
    "changes": {
        "example": "EXAMPLE, not for use",
        "change": "urn:uuid:30873209-3cdf-50f9-a205-d281c15c3447",
        "procedure": "neglect",
        "title": "Neglect",
        "page": "https://procedures.sandford.example/procedures/neglect/#changed-2025-03",
        "class": "changed",
        "what": "Seeing the child alone was added.",
        "why": "Children were not heard.",
        "because": ["audit-2024/a"],
        "after": ["Audit of neglect"],
        "where": ["Seeing the child"],
        "audiences": [],
        "areas": [],
        "in_force": "March 2025",
        "in_force_first_day": "2025-03-01",
        "in_force_last_day": "2025-03-31",
        "standing": "in force",
        "what_to_do": "read the marked paragraphs before you next use this procedure",
        "approved_by": "Procedures group",
        "approved_on": "3 February 2025",
        "approved_on_first_day": "2025-02-03",
        "approved_on_last_day": "2025-02-03",
        "note": "",
    },
    "actions": {
        "example": "EXAMPLE, not for use",
        "action": "the-review/b",
        "record": "A local review",
        "page": "https://procedures.sandford.example/briefings/learning/local-review/#b",
        "source": "Local review",
        "commissioned_by": "Board",
        "learning_since": "1 December 2022",
        "learning_since_first_day": "2022-12-01",
        "learning_since_last_day": "2022-12-01",
        "recommended": "A flowchart is made.",
        "proposed_by": "Board",
        "agreed": "It is made.",
        "agreed_by": "Sandford Council",
        "work": "",
        "by_when": "June 2026",
        "by_when_first_day": "2026-06-01",
        "by_when_last_day": "2026-06-30",
        "status": "under way",
        "agencies": ["Sandford Council", "Sandford Hospital"],
        "responses": ["training", "document", "practice"],
        "procedures_changed": [],
        "procedures_to_change": ["Bruising: in babies"],
        "first_change": "no change recorded",
        "first_change_first_day": None,
        "first_change_last_day": None,
        "time_to_change": "no change recorded",
        "impact": "improved",
        "impact_how": "An audit says so.",
    },
}
"""One row of each table, every column of it in its order: whoever reads a table by program relies on both."""


@pytest.mark.parametrize("name", ROWS)
def test_every_column_is_there_in_its_order_and_says_what_the_page_says(tmp_path, name):
    manual, _ = manual_of(tmp_path, every_kind.FILES)
    key, value = list(ROWS[name].items())[1]
    rows = json.loads(tables(manual, TODAY)[f"tables/{name}.json"])["rows"]
    (row,) = [row for row in rows if row[key] == value]
    assert list(row.items()) == list(ROWS[name].items())


def test_every_table_has_a_row_that_is_held():
    assert [table.name for table in TABLES] == list(ROWS)
