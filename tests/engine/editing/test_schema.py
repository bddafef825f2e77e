"""The schemas for editors of data files say what the records say, and the committed ones are not stale."""

import copy
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from pydantic import TypeAdapter, ValidationError

from goldenthread.editing.schema import FOLDER, LISTS, schemas
from goldenthread.manual.data_records import Partnership
from goldenthread.manual.reading import read
from goldenthread.text import lined_yaml
from tests.conftest import ROOT
from tests.engine.small_manual import FILES, manual_of

SHAPES: dict[str, Any] = {
    "partnership": Partnership,
    **{name: list[kind] for name, kind in LISTS.items()},
}

FULL = {
    "link-exceptions": "[{address: https://example.org, why: A, on: 2026-01-01}]",
    "partnership": FILES["data/partnership.yml"] + "intervals: {procedure_months: 12}\n",
    **{name: FILES[f"data/{name}.yml"] for name in ("contacts", "glossary", "citations")},
}
"""Each file, with nearly every field that it may have."""

STRANGE = [
    *(
        "",
        " ",
        "x",
        "A b",
        "a-b",
        "a--b",
        "a/b",
        "a/",
        "/b",
        "a#b",
        "a#",
        "#b",
        "taken-out",
        "…",
        "not stated",
    ),
    *(
        "2026-01-01",
        "2026-02-30",
        "2026-13-01",
        "2026-13",
        "2026-11",
        "2026",
        "0000",
        "26",
        "2025/26",
        "2021/23",
    ),
    *(
        "<b>",
        "{{ x }}",
        "{# x",
        "https://a",
        "http://a",
        "#a0b1c2",
        "#a0b1c",
        "red",
        "teal",
        "form",
        "yes",
        "12",
    ),
    *(
        7,
        2024,
        12345,
        -3,
        1.5,
        True,
        False,
        None,
        [],
        ["a"],
        [["a"]],
        [{}],
        {},
        {"a": "b"},
        {"on": "2026-01-01"},
    ),
]
"""What somebody may write in place of a value."""
ALWAYS = ["", "yes", "12", "2021/23", True, None, ["a"], {"a": "b"}]

DIFFERENCES = {
    "the records read a word true where text stands; YAML knows that it is none": lambda seen: (
        isinstance(seen.value, bool) and seen.engine and not seen.schema
    ),
    "the records take yes and 1 for true, and a number in quotes for one": lambda seen: (
        str(seen.value).strip("0123456789 ") in ("", "yes", "-") and seen.engine and not seen.schema
    ),
    "which year follows which is for the records alone": lambda seen: (
        seen.value == "2021/23" and seen.schema and not seen.engine
    ),
}
"""Where the two may differ, and why: each entry is seen to happen."""


class EditorsLoader(yaml.SafeLoader):
    """YAML 1.2, as the language servers of editors read it: it knows no dates, and no "yes"."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 (PyYAML's own way)


for tag, pattern in (
    ("null", r"~|null|Null|NULL|"),
    ("bool", r"true|True|TRUE|false|False|FALSE"),
    ("int", r"[-+]?[0-9]+"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"),
):
    EditorsLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^({pattern})$"), None)


@cache
def validator(name: str) -> Draft7Validator:
    made = json.loads(schemas()[f"{FOLDER}/{name}.json"])
    Draft7Validator.check_schema(made)
    return Draft7Validator(made, format_checker=Draft7Validator.FORMAT_CHECKER)


@cache
def adapter(name: str) -> TypeAdapter[Any]:
    return TypeAdapter(SHAPES[name])


def engine_says(name: str, text: str) -> bool:
    """Say whether the engine takes a file."""
    lined = lined_yaml.read_yaml(text)
    if lined.faults:
        return False
    try:
        adapter(name).validate_python(lined.value)
    except ValidationError:
        return False
    return True


def written() -> Iterator[tuple[str, str, str]]:
    """Give each file of the example and of the small manual: which, of what kind, and its YAML."""
    files = {f"data/{file.name}": file.read_text("utf-8") for file in sorted((ROOT / "data").glob("*.yml"))}
    files |= {f"small/{name}": text for name, text in FILES.items() if name.startswith("data/")}
    for name, text in files.items():
        yield name, PurePosixPath(name).stem, text


WRITTEN = list(written())
DOCUMENTS = [(kind, yaml.load(text, EditorsLoader)) for _, kind, text in WRITTEN]
DOCUMENTS += [(kind, yaml.load(text, EditorsLoader)) for kind, text in FULL.items()]


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Go through every place of a file where something stands."""
    if path:
        yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from places(inner, (*path, key))


def unlike(kind: str, document: Any, known: set[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Leave out the places of which one like it was seen: another item of a list, a field of every page."""
    for path in places(document):
        alike = (kind, *("…" if isinstance(part, int) else part for part in path))
        if alike not in known:
            known.add(alike)
            yield path


class Seen:
    """What the two say of a file in which one place was changed."""

    def __init__(self, kind: str, document: Any, path: tuple[Any, ...], how: str, value: Any = None) -> None:
        """Change the place, and ask both."""
        changed = copy.deepcopy(document)
        around = changed
        for part in path[:-1]:
            around = around[part]
        if how == "drop":
            del around[path[-1]]
        elif how == "rename" and isinstance(around, dict):
            around[f"{path[-1]}-x"] = around.pop(path[-1])
        else:
            around[path[-1]] = value
        self.value, self.told = value, f"{kind}: {how} {path} {value!r}"
        self.engine = engine_says(kind, json.dumps(changed, ensure_ascii=False))
        self.schema = validator(kind).is_valid(changed)

    @property
    def reason(self) -> str:
        """Give the reason for which they may differ; empty where there is none."""
        return next((reason for reason, holds in DIFFERENCES.items() if holds(self)), "")


def test_the_committed_schemas_are_those_of_the_records():
    stale = [name for name, text in schemas().items() if (ROOT / name).read_text("utf-8") != text]
    assert not stale, "Run: python -m goldenthread schema"
    assert {f"{FOLDER}/{file.name}" for file in (ROOT / FOLDER).iterdir()} == set(schemas())


def test_every_data_file_that_is_read_has_a_schema(tmp_path):
    manual, _ = manual_of(tmp_path)
    assert set(manual.data.lines) <= set(SHAPES)


@pytest.mark.parametrize(("kind", "text"), [one[1:] for one in WRITTEN], ids=[one[0] for one in WRITTEN])
def test_every_file_that_there_is_is_taken_by_its_schema(kind, text):
    assert [error.message for error in validator(kind).iter_errors(yaml.load(text, EditorsLoader))] == []


def test_records_and_schemas_agree_on_every_field_dropped_renamed_or_mistyped():
    differ, reasons, known = [], set(), set()
    for kind, text in FULL.items():
        document = yaml.load(text, EditorsLoader)
        assert validator(kind).is_valid(document), kind
        assert engine_says(kind, text), kind
        for number, path in enumerate(unlike(kind, document, known)):
            values = [*ALWAYS, *STRANGE[number % 4 :: 4]]  # all of them everywhere take half a minute
            for how, value in [("drop", None), ("rename", None), *(("write", value) for value in values)]:
                one = Seen(kind, document, path, how, value)
                if one.engine != one.schema:
                    reasons.add(one.reason)
                    differ += [] if one.reason else [one.told]
    assert differ == []
    assert reasons == set(DIFFERENCES), "a difference that is allowed is not there any more"


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_records_and_schema_agree_on_what_nobody_would_think_of(data):
    kind, document = DOCUMENTS[data.draw(st.integers(0, len(DOCUMENTS) - 1))]
    path = data.draw(st.sampled_from(list(places(document))))
    text = st.text(st.sampled_from("aZ09-/# .:<{…éx"), max_size=12)
    value = data.draw(st.one_of(st.sampled_from(STRANGE), text, st.integers(-9, 99999), st.lists(text)))
    one = Seen(kind, document, path, data.draw(st.sampled_from(["drop", "rename", "write"])), value)
    assert one.engine == one.schema or one.reason, one.told


def test_a_field_is_explained_where_an_editor_hovers_over_it():
    fields = json.loads(schemas()[f"{FOLDER}/partnership.json"])["properties"]
    assert fields["short_name"]["description"] == "Its name where there is little room."
    assert [name for name, one in fields.items() if "description" not in one] == []


@pytest.mark.parametrize("file", sorted((ROOT / "data").glob("*.yml")), ids=lambda file: file.name)
def test_every_data_file_names_its_schema_to_the_editors_program(file):
    line = file.read_text("utf-8").partition("\n")[0]
    assert line == f"# yaml-language-server: $schema=../{FOLDER}/{file.stem}.json"
    assert read(ROOT).problems == ()
