"""What a file of `data/` may say, for editors that know JSON Schema: completion, and help at each field.

Takes the records, so that nothing is said twice, and gives the text of each file, such as
`goldenthread/editing/schemas/contacts.json`, which `data/contacts.yml` names in its first line. Pages have
none: the forms for editors fill their fields in. Must not know what a manual says.
"""

import json
from collections.abc import Mapping
from types import GenericAlias
from typing import Any

from pydantic import TypeAdapter

from goldenthread.manual.data_records import Citation, Contact, LinkException, Partnership, Term
from goldenthread.manual.shared_records import Record

FOLDER = "goldenthread/editing/schemas"
DIALECT = "http://json-schema.org/draft-07/schema#"
"""What the language servers of editors understand best."""

LISTS: Mapping[str, type[Record]] = {
    "contacts": Contact,
    "glossary": Term,
    "citations": Citation,
    "link-exceptions": LinkException,
}
"""The data files that are lists, by the file's name without its ending."""


def schemas() -> dict[str, str]:
    """Give each schema as the text of its file, by the file's path from the project's root."""
    shapes = {"partnership": Partnership, **{name: GenericAlias(list, kind) for name, kind in LISTS.items()}}
    made = {name: schema(shape) for name, shape in shapes.items()}
    texts = {name: json.dumps(one, indent=1, ensure_ascii=False) for name, one in made.items()}
    return {f"{FOLDER}/{name}.json": f"{text}\n" for name, text in texts.items()}


def schema(shape: Any) -> dict[str, Any]:
    """Say in JSON Schema what a record, or a list of one, may say."""
    found = _without_nothing(TypeAdapter(shape).json_schema(by_alias=True))
    return {"$schema": DIALECT, **found}


def _without_nothing(part: Any) -> Any:
    """Take out names that pydantic made up, and "nothing", which no file can say."""
    if isinstance(part, list):
        return [_without_nothing(one) for one in part]
    if not isinstance(part, dict):
        return part
    kept: dict[str, Any] = {
        key: _fields(value) if key in ("properties", "$defs") else _without_nothing(value)
        for key, value in part.items()
        if key != "title" and not (key == "default" and value is None)
    }
    if "anyOf" in kept:
        choices = [choice for choice in kept.pop("anyOf") if choice != {"type": "null"}]
        kept = choices[0] | kept if len(choices) == 1 else {"anyOf": choices} | kept
    return kept


def _fields(fields: dict[str, Any]) -> dict[str, Any]:
    """Go through fields by their names, of which one may be "title"."""
    return {name: _without_nothing(value) for name, value in fields.items()}
