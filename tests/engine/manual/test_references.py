"""A field says in its type what it names: what is not there stops, and what names what is known both ways."""

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, ClassVar, get_args, get_origin

import pytest

from goldenthread.editing.renaming import rename
from goldenthread.manual import kinds, references
from goldenthread.manual.data_records import Chapter, Citation, Contact, Group, Named, Partnership, Term
from goldenthread.manual.fields import CAUSES, DONE, HEADINGS, GroupName, ProcedureRef, Ref
from goldenthread.manual.page_records import AnyPage
from goldenthread.manual.shared_records import Record
from goldenthread.pages.frame import frame
from goldenthread.pages.words import Words
from tests.engine.small_manual import FILES, PAGE, TODAY, manual_of, problems_of

NEGLECT, DISAGREEMENTS = "procedures/neglect.md", "procedures/disagreements.md"
RECORD = "briefings/learning/audit-2024.md"
BRIEFING, GUIDE = "briefings/seven-minute/seeing-children.md", "briefings/one-minute/neglect.md"

EVERY_PAGE = """\
audience: [schools]
areas: [north]
themes: [babies]
sources: [{in: guidance-2026}]
moved: {older: disagreements#talk-first}
allowed: [{rule: postcode, at: title, why: It is a public building.}]
"""
FULL: dict[str, str | bytes | None] = {
    "data/partnership.yml": FILES["data/partnership.yml"]
    + "support: [lado]\nwithheld: [{page: neglect, versions: ['2020-01-01'], why: An error.}]\n"
    + "allowed: [{rule: postcode, at: name, why: It is a public building.}]\n",
    "data/contacts.yml": FILES["data/contacts.yml"]
    + """\
  source: guidance-2026
  allowed: [{rule: postcode, at: name, why: It is a public building.}]
- id: desk
  name: Desk
  for: Questions.
  chosen_by: anyone
  checked: {on: 2026-11-01, by: procedures-group}
  closed: {on: 2027-01, why: It moved., instead: lado}
""",
    "data/glossary.yml": """\
- term: LADO
  meaning: Leads on allegations.
  sources: [{in: guidance-2026}]
  allowed: [{rule: postcode, at: term, why: It is a public building.}]
""",
    "data/citations.yml": FILES["data/citations.yml"].replace(
        "published: 2026-03",
        "checked: {on: 2026-11-01, by: procedures-group}, allowed: [{rule: postcode, at: title, why: So.}]",
    ),
    "docs/index.md": FILES["docs/index.md"].replace("---\n\n", f"{EVERY_PAGE}---\n\n"),
    NEGLECT: FILES[NEGLECT].replace(
        "related:", f"{EVERY_PAGE}withdrawn: {{on: 2026-01, why: No., replaced_by: disagreements}}\nrelated:"
    ),
    RECORD: FILES[RECORD]
    .replace("as_at:", f"{EVERY_PAGE}research: [{{in: guidance-2026}}]\nas_at:")
    .replace("    agreed: Chil", "    proposed_by: council\n    agreed_by: council\n    agreed: Chil"),
    BRIEFING: FILES[BRIEFING].replace("issued:", f"{EVERY_PAGE}leader_notes: {{one: Go slowly.}}\nissued:"),
    GUIDE: FILES[GUIDE].replace("issued:", f"{EVERY_PAGE}issued:"),
}
"""A manual in which every field names something."""


class Resource(AnyPage):
    """A made-up kind of page."""

    noun: ClassVar[str] = "resource"
    template: ClassVar[str] = "plain"

    procedures: tuple[ProcedureRef, ...] = ()
    asked_by: GroupName | None = None


def resource(fields: str) -> dict[str, str | bytes | None]:
    text = "Read {{ procedure('neglect') }}.\n"
    page = f"---\ntitle: A leaflet\nsummary: What to read.\n{PAGE}{fields}---\n\n{text}"
    return {"resources/a-leaflet.md": page}


@pytest.fixture
def registered(monkeypatch):
    """Register the made-up kind: this line is all that it takes."""
    monkeypatch.setitem(kinds.FOLDERS, "resources", Resource)


def stopping(root: Path, changed: dict[str, str | bytes | None]) -> list[str]:
    return [str(problem) for problem in problems_of(root, changed) if problem.stops]


@pytest.mark.parametrize(
    ("fields", "line", "said"),
    [
        (
            "procedures: [neglekt]\n",
            8,
            'unknown-procedure: There is no procedure "neglekt". Did you mean "neglect"?',
        ),
        (
            "procedures: [neglect#seeing-a-child]\n",
            8,
            'unknown-heading: "neglect" has no heading "#seeing-a-child". Did you mean "seeing-the-child"?',
        ),
        (
            "asked_by: procedure-group\n",
            8,
            'unknown-name: "procedure-group" is not one of the groups of data/partnership.yml. '
            'Did you mean "procedures-group"?',
        ),
    ],
)
@pytest.mark.usefixtures("registered")
def test_a_wrong_reference_of_a_new_kind_of_page_stops(tmp_path, fields, line, said):
    assert stopping(tmp_path / "right", resource("procedures: [neglect]\n")) == []
    assert stopping(tmp_path / "wrong", resource(fields)) == [f"resources/a-leaflet.md:{line}: {said}"]


@pytest.mark.usefixtures("registered")
def test_a_new_kind_of_page_is_found_by_what_it_names_is_shown_and_follows_a_renaming(tmp_path):
    manual, _ = manual_of(
        tmp_path, resource("procedures: ['neglect#seeing-the-child']\nasked_by: procedures-group\n")
    )
    page = manual.by_file["resources/a-leaflet.md"]
    assert [str(one.written) for one in page.named if one.path[0] == "procedures"] == [
        "neglect#seeing-the-child"
    ]
    assert page.file in {one.file for one in manual.naming("procedures", "neglect")}
    assert page.file in {one.file for one in manual.mentioning("procedures", "neglect")}
    assert page.file in {one.file for one in manual.naming("groups", "procedures-group")}
    assert "Procedures group" in frame(manual, page, page.body.text, TODAY).text
    texts = manual.texts
    renamed = rename(manual, texts, "procedures/neglect", "neglected-children").texts[page.file]
    assert "procedures: ['neglected-children#seeing-the-child']" in renamed
    assert "{{ procedure('neglected-children') }}" in renamed
    again = rename(manual, texts, "a-leaflet", "leaflet")
    assert "was: [a-leaflet]" in again.texts["resources/leaflet.md"]


ROOTS: dict[str, type[Record]] = {
    **kinds.FOLDERS,
    "data/partnership.yml": Partnership,
    "data/contacts.yml": Contact,
    "data/glossary.yml": Term,
    "data/citations.yml": Citation,
}


def declared(kind: Any) -> Iterator[tuple[str, ...]]:
    """Go through the paths in a type that lead to something that names: `*` stands for any place or key."""
    inner = get_args(kind)
    if get_origin(kind) is Annotated:
        names = any(isinstance(one, Ref) and one.to != DONE for one in inner)  # a day names nothing
        yield from [()] if names else declared(inner[0])
    elif isinstance(kind, type) and issubclass(kind, Record):
        for name, info in kind.model_fields.items():
            said = Annotated[info.annotation, None, *info.metadata]  # pydantic keeps them apart
            yield from ((info.alias or name, *path) for path in declared(said))
    else:
        several = get_origin(kind) in (tuple, dict)
        yield from ((*(["*"] * several), *path) for one in inner for path in declared(one))


def spot(one: references.Reference) -> tuple[str, ...]:
    """Give the path of a reference as `declared` does."""
    path = one.path[1:] if isinstance(one.path[0], int) else one.path
    keyed = ("areas", "moved", "leader_notes")
    return tuple("*" if isinstance(p, int) or (i and path[i - 1] in keyed) else p for i, p in enumerate(path))


SPOTS = [
    pytest.param(file, path, id=f"{file}: {'.'.join(path)}")
    for file, kind in ROOTS.items()
    for path in dict.fromkeys(declared(kind))
]


@pytest.mark.parametrize(("file", "path"), SPOTS)
def test_a_made_up_name_stops_wherever_a_field_says_that_it_names_something(tmp_path, file, path):
    manual, _ = manual_of(tmp_path / "right", FULL)
    places = [one for one in manual.named if one.file.startswith(file) and spot(one) == path]
    assert places, "the manual of this test names nothing there: let it"
    one = places[0]
    lines = manual.texts[one.file].split("\n")
    field = next(str(part) for part in reversed(one.path) if isinstance(part, str))
    line = lines[one.line - 1]
    said = one.name if one.name and one.to != CAUSES else one.written.lstrip("#")
    at = line.index(said, line.find(field) if field != said else 0)
    lines[one.line - 1] = f"{line[:at]}made-up{line[at + len(said) :]}"
    wrong = problems_of(tmp_path / "wrong", FULL | {one.file: "\n".join(lines)})
    assert (one.file, one.line) in {(problem.file, problem.line) for problem in wrong if problem.stops}


def test_the_manual_of_these_tests_is_right(tmp_path):
    assert stopping(tmp_path, FULL) == []


def test_a_text_is_found_by_what_it_names_and_each_place_is_where_it_says(tmp_path):
    text = (
        FILES["docs/index.md"]
        + """
[neglect](procedures/neglect.md#seeing-the-child), <a href='./procedures/neglect.md'>so</a>,
{{ contact("lado") }},
{{ action("audit-2024/a") }}, {{ procedure(text="neglect", place="neglect#seeing-the-child") }},
{{ what_changed(record="audit-2024") }}, {{ cite("guidance-2026", "1") }},
[here](#top), [out](https://x.org/a.md)

/// area | north

Text.

///
"""
    )
    manual, _ = manual_of(tmp_path, {"docs/index.md": text})
    page = manual.plain["index"]
    found = [(one.to, one.written) for one in page.mentioned]
    assert sorted(found) == [
        ("areas", "north"),
        ("briefings/learning", "audit-2024"),
        ("briefings/learning", "audit-2024/a"),
        ("citations", "guidance-2026"),
        ("contacts", "lado"),
        (HEADINGS, "#top"),
        ("procedures", "neglect"),
        ("procedures", "neglect"),
        ("procedures", "neglect#seeing-the-child"),
        ("procedures", "neglect#seeing-the-child"),
    ]
    for one in page.mentioned:
        written = text.split("\n")[one.line - 1]
        assert one.name in written
        assert one.at < 0 or page.body.text.startswith(one.name, one.at)
    back = [one for one in manual.mentioning("procedures", "neglect") if one.file == page.file]
    assert [one for one in page.mentioned if one.target == ("procedures", "neglect")] == back


def test_each_value_of_a_word_that_names_something_is_a_value_of_it():
    for word, values in references.IN_WORDS.items():
        known = list(inspect.signature(getattr(Words, word)).parameters)[1:]
        assert known[: len(values)] == list(values)
    assert set(references.LEADS_TO.values()) <= {*kinds.FOLDERS, "contacts", "citations"}


def test_the_lists_of_a_partnership_are_all_of_its_fields_that_name_something_by_an_id():
    found = {name: info.annotation for name, info in Partnership.model_fields.items()}
    lists = {
        name
        for name, kind in found.items()
        if kind in (tuple[Named, ...], tuple[Chapter, ...], tuple[Group, ...])
    }
    assert lists == set(Partnership.lists)
