"""What a file of `data/` may say, for editors that know JSON Schema: completion, and help at each field.

Pages have no schema: the forms for editors fill their fields in. Must not know what a manual says.

In: the records, so that nothing is said twice. Out: the text of each schema, such as
`goldenthread/editing/schemas/contacts.json`, which `data/contacts.yml` names in its first line.

    >>> list(schemas())[0]
    'goldenthread/editing/schemas/partnership.json'
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
    """Write a schema for each file of `data/`.

    Returns:
        The text of each, by its file from the project's root.
    """
    shapes = {"partnership": Partnership, **{name: GenericAlias(list, kind) for name, kind in LISTS.items()}}
    made = {name: schema(shape) for name, shape in shapes.items()}
    texts = {name: json.dumps(one, indent=1, ensure_ascii=False) for name, one in made.items()}
    return {f"{FOLDER}/{name}.json": f"{text}\n" for name, text in texts.items()}


def schema(shape: Any) -> dict[str, Any]:
    """Write what a record, or a list of one, may say, as JSON Schema."""
    found = _without_nothing(TypeAdapter(shape).json_schema(by_alias=True))
    return {"$schema": DIALECT, **found}


def _without_nothing(part: Any) -> Any:
    """Take out the names that pydantic made up, and the value "null", which no file can have."""
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
    """Go through fields by their names; a field may be called "title", which is no title of the schema."""
    return {name: _without_nothing(value) for name, value in fields.items()}
