"""From files to the manual in memory: reads every file once, and raises on none of them.

Knows where files stand and what kind each must be. Must not judge what a record means: whether a name exists
or a date is too late is for `rules`.

In: the folder of a project. Out: its manual, with a problem for whatever could not be read: a page that says
`onwer: lscp` is in `unread`, and its problem asks whether "owner" was meant.
"""

import difflib
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import GenericAlias
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from goldenthread.manual.data_records import Citation, Contact, LinkException, Partnership, Term
from goldenthread.manual.fields import NAME, UNPRINTABLE, UNSEEN
from goldenthread.manual.kinds import FOLDERS, folder_of, roots
from goldenthread.manual.learning_records import LearningRecord
from goldenthread.manual.manual import Data, Manual, Page, Unread
from goldenthread.manual.page_records import AnyPage
from goldenthread.text import lined_yaml
from goldenthread.text.attachments import look_into
from goldenthread.text.bounds import beyond
from goldenthread.text.front_matter import divide
from goldenthread.text.lined_yaml import Lined
from goldenthread.text.pictures import Inside
from goldenthread.text.problems import Grade, Problem, Promise, Rule, in_order
from goldenthread.text.scanner import Body

FRONT_MATTER = Rule(
    "front-matter",
    Grade.STOPS,
    Promise.SHOWN,
    "Every page begins with what it says of itself, between two lines ---.",
)
YAML = Rule(
    "yaml", Grade.STOPS, Promise.SHOWN, "Front matter and data files are YAML that says what was meant."
)
FIELD = Rule(
    "field",
    Grade.STOPS,
    Promise.SHOWN,
    "Every field is one we know, is there if it is needed, and has a value that fits.",
)
REVIEW_DATE = Rule(
    "review-date", Grade.STOPS, Promise.HONEST, "Every page says when it must next be looked at."
)
TEXT = Rule(
    "text", Grade.STOPS, Promise.SHOWN, "Every file is text in UTF-8 that can be seen, and is not empty."
)
SIZE = Rule(
    "size",
    Grade.STOPS,
    Promise.SHOWN,
    "No file is longer, nor its parts deeper in each other, than anybody reads.",
)
UNEXPECTED = Rule(
    "unexpected-file", Grade.STOPS, Promise.SHOWN, "Every file stands in a folder where somebody expects it."
)
ADDRESS = Rule(
    "address",
    Grade.STOPS,
    Promise.ADDRESSES,
    "A file's name is its address: small letters, digits and hyphens.",
)
MISSING_DATA = Rule("missing-data", Grade.STOPS, Promise.SHOWN, "The four files of data/ are there.")
SAME_ID = Rule(
    "same-id", Grade.STOPS, Promise.SHOWN, "Nothing in a data file or a record has the same id as another."
)

DATA = ("partnership", "contacts", "glossary", "citations")
MAYBE = ("link-exceptions",)
"""The data files that a manual may lack."""
KEPT_BY_WINDOWS = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9])(\..*)?", re.IGNORECASE)
UNMERGED = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)
"""What Git leaves where two people changed the same lines."""
NOTHING = Partnership.model_construct(
    id="",
    name="",
    short_name="",
    worked_example=True,
    colour="teal",
    escalation="",
    areas=(),
    agencies=(),
    groups=(),
    audiences=(),
    sections=(),
    themes=(),
    source_types=(),
)
"""Stands in for a partnership that cannot be read, so that the pages' own problems still show."""

M = TypeVar("M", bound=BaseModel)


@dataclass
class Reader:
    """What has been read so far, and the problems of it."""

    root: Path
    problems: list[Problem] = field(default_factory=list)
    pages: list[Page[AnyPage]] = field(default_factory=list)
    unread: dict[str, Unread] = field(default_factory=dict)
    assets: dict[str, Inside] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def problem(self, rule: Rule, file: str, line: int, wrong: str, do: str) -> None:
        """Note a problem and read on."""
        self.problems.append(Problem(file, line, rule, wrong, do))


def read(root: Path) -> Manual:
    """Read the manual of a project.

    Args:
        root: The project's folder, in which `procedures/`, `briefings/`, `docs/` and `data/` stand.

    Returns:
        The manual. What cannot be read is named in `unread`, and why in `problems`: bad content never raises.
    """
    reader = Reader(root)
    data = _data(reader)
    for file in _files(reader, *roots()):
        _page_or_asset(reader, file)
    return Manual(
        data=data,
        shelves=_shelves(reader.pages),
        unread=reader.unread,
        assets=frozenset(reader.assets),
        insides=reader.assets,
        texts=reader.texts,
        problems=in_order(reader.problems),
    )


def _shelves(pages: Iterable[Page[AnyPage]]) -> Mapping[str, Mapping[str, Page[AnyPage]]]:
    found: dict[str, dict[str, Page[AnyPage]]] = {folder: {} for folder in FOLDERS}
    for page in pages:
        folder, name = page.place
        found[folder][name] = page
    return found


def _files(reader: Reader, *folders: str) -> Iterator[str]:
    """List every file below some folders; a symbolic link is a problem, and never followed."""
    for folder in folders:
        if _is_linked(reader, folder):
            continue
        for where, below, names in os.walk(reader.root / folder):
            here = Path(where).relative_to(reader.root).as_posix()
            below[:] = sorted(name for name in below if not _is_linked(reader, f"{here}/{name}"))
            paths = (f"{here}/{name}" for name in sorted(names))
            yield from (path for path in paths if not _is_linked(reader, path))


def _is_linked(reader: Reader, path: str) -> bool:
    if not (reader.root / path).is_symlink():
        return False
    wrong = "This is a link of the file system, and may lead out of the manual."
    reader.problem(UNEXPECTED, path, 1, wrong, "Put the file or folder itself here.")
    return True


def _page_or_asset(reader: Reader, file: str) -> None:
    folder, _, name = file.rpartition("/")
    if KEPT_BY_WINDOWS.fullmatch(name):
        wrong = "Windows keeps this name for itself, and nobody there could open the manual."
        reader.problem(ADDRESS, file, 1, wrong, "Give the file another name.")
        reader.unread[file] = Unread(file, None)
    elif file.startswith("docs/assets/"):
        reader.assets[file] = look_into(file, (reader.root / file).read_bytes())
    elif name in (".gitkeep", ".DS_Store"):
        pass
    elif not name.endswith(".md") or not (kind := folder_of(file)):
        *others, last = (f"{folder}/" for folder in FOLDERS)
        places = f"{', '.join(others)} or {last}"
        do = (
            "Pictures go into docs/assets/." if file.startswith("docs/") else f"Pages (.md) go into {places}."
        )
        reader.problem(UNEXPECTED, file, 1, "Nobody expects this file here.", do)
    elif not NAME.fullmatch(name.removesuffix(".md")) or (name == "index.md" and folder != "docs"):
        wrong = "This name cannot be an address."
        reader.problem(ADDRESS, file, 1, wrong, "Use small letters, digits and single hyphens: a-page.md.")
        reader.unread[file] = Unread(file, None)
    else:
        _page(reader, file, FOLDERS[kind])


def _text(reader: Reader, file: str) -> str | None:
    raw = (reader.root / file).read_bytes()
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        reader.problem(
            TEXT,
            file,
            line,
            "The file is not saved as UTF-8, so some letters would be wrong.",
            "Save it again, with the encoding UTF-8.",
        )
        return None
    if found := UNPRINTABLE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        wrong = "A character that nobody can see stands in this line."
        reader.problem(TEXT, file, line, wrong, "Write the line again by hand.")
        return None
    _tell_unseen(reader, file, text)
    if found := UNMERGED.search(text):
        line = text.count("\n", 0, found.start()) + 1
        wrong = "Two versions of these lines stand here, one below the other."
        do = "Keep what is right of both, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>."
        reader.problem(TEXT, file, line, wrong, do)
        return None
    if not text.strip():
        reader.problem(TEXT, file, 1, "The file is empty.", "Write the page, or delete the file.")
        return None
    if too_much := beyond(text):
        reader.problem(SIZE, file, *too_much)
        return None
    reader.texts[file] = text
    return text


def _tell_unseen(reader: Reader, file: str, text: str) -> None:
    do = "Delete it, or write the words around it again by hand."
    for number, line in enumerate(text.split("\n") if UNSEEN.search(text) else (), 1):
        if found := UNSEEN.search(line):
            what = unicodedata.name(found[0], "of no name").lower()
            wrong = f"A character that nobody can see ({what}) stands in this line, as number {found.end()}."
            reader.problem(TEXT, file, number, wrong, do)


def _page(reader: Reader, file: str, kind: type[AnyPage]) -> None:
    text = _text(reader, file)
    front, body = _split(reader, file, text) if text is not None else (None, None)
    record, lined = None, Lined()
    if front is not None:
        lined = lined_yaml.read_yaml(front, first_line=2)
        record = _record(reader, file, lined, kind)
    if record is None or body is None:
        reader.unread[file] = Unread(file, body)
        return
    if isinstance(record, LearningRecord):
        for of in ("findings", "actions"):
            _same_ids(reader, file, lined, (of,), [item.id for item in getattr(record, of)])
    reader.pages.append(Page(file, record, lined.lines, body))


def _split(reader: Reader, file: str, text: str) -> tuple[str | None, Body]:
    parts = divide(text)
    if parts.front is not None:
        return parts.front, Body(parts.below, parts.line)
    if not parts.is_open:
        do = (
            "Begin with a line ---, then title:, summary:, owner:, review_date: and reviews:, and a line ---."
        )
        reader.problem(FRONT_MATTER, file, 1, "What a page says of itself is missing at its top.", do)
        return None, Body(text, 1)
    do = "Write a line --- after the last field, before the text."
    reader.problem(FRONT_MATTER, file, 1, "What the page says of itself has no end.", do)
    return None, Body("", text.count("\n") + 1)


def _record(reader: Reader, file: str, lined: Lined, kind: type[M]) -> M | None:
    found = _fitted(reader, file, lined, dict, kind)
    return found[0] if found else None


def _records(reader: Reader, file: str, lined: Lined, kind: type[M]) -> list[M] | None:
    """Read a file that is a list of records; None where any of it cannot be read."""
    return _fitted(reader, file, lined, list, kind)


def _fitted(
    reader: Reader, file: str, lined: Lined, shape: type[list[Any]] | type[dict[str, Any]], kind: type[M]
) -> list[M] | None:
    for fault in lined.faults:
        reader.problem(YAML, file, fault.line, fault.wrong, fault.do)
    if lined.value is None:
        return None
    if not isinstance(lined.value, shape):
        wrong, do = (
            ("This is not a list.", "Begin each entry with a hyphen.")
            if shape is list
            else ("These are not fields.", "Write a name, a colon, a space and a value on each line.")
        )
        reader.problem(YAML, file, lined.line(()), wrong, do)
        return None
    found: list[M] = []
    many = shape is list
    records: Any = GenericAlias(list, kind)  # a type that is known only now
    try:
        if many:
            found = TypeAdapter(records).validate_python(lined.value)
        else:
            found = [kind.model_validate(lined.value)]
    except ValidationError as error:
        for detail in error.errors():
            _field_problem(reader, file, lined, kind, detail, many)
        return None
    return None if lined.faults else found


def _field_problem(
    reader: Reader, file: str, lined: Lined, kind: type[BaseModel], detail: ErrorDetails, many: bool
) -> None:
    path = tuple(part for part in detail["loc"] if part != "[key]")
    if detail["type"] == "missing" and path in lined.lines:
        return  # the field is there without a value, and that is a problem already
    if detail["type"] == "too_short" and detail["input"]:
        return  # the list has items, which have problems of their own
    name = next((part for part in reversed(path) if isinstance(part, str)), "this")
    wrong, do = _sentences(detail, name, _known(kind, path[1:] if many else path))
    rule = REVIEW_DATE if path == ("review_date",) else FIELD
    reader.problem(rule, file, lined.line(path), wrong, do)


def _sentences(detail: ErrorDetails, name: str, known: list[str]) -> tuple[str, str]:
    kind, context, value = detail["type"], detail.get("ctx", {}), detail["input"]
    if kind == "missing":
        return f'"{name}:" is missing.', f"Add a line {name}: with its value."
    if kind == "extra_forbidden":
        return f'"{name}" is not a field.', _meant(name, known, f"Known here: {', '.join(known)}.")
    if kind == "unfit":
        return context["wrong"], context["do"]
    if kind == "literal_error":
        do = f"Write one of {context['expected'].replace(' or ', ', ')}."
        meant = _meant(str(value), known_values(context["expected"]), do)
        return f'"{name}: {value}" is not one of the values we know.', meant
    if kind in ("greater_than_equal", "less_than_equal"):
        most = "at least" if kind[0] == "g" else "at most"
        do = f"Write {most} {context.get('ge', context.get('le'))}."
        return f'"{name}: {value}" is not possible here.', do
    return _misshapen(kind, name, value)


def _meant(written: str, known: list[str], otherwise: str) -> str:
    near = difflib.get_close_matches(written, known, 1)
    return f'Did you mean "{near[0]}"?' if near else otherwise


def _misshapen(kind: str, name: str, value: object) -> tuple[str, str]:
    if kind == "too_short":
        return f'"{name}:" is empty.', "Write at least one."
    if kind in ("tuple_type", "list_type"):
        return f'"{name}:" must be a list.', f"Write {name}: [{value if isinstance(value, str) else '…'}]."
    if kind in ("dict_type", "model_type", "model_attributes_type"):
        return f'"{name}:" must have fields of its own.', "Write them indented below it, or in {braces}."
    if kind.startswith("bool"):
        return f'"{name}: {value}" is neither true nor false.', "Write true or false."
    if kind.startswith("int"):
        return f'"{name}: {value}" is no whole number.', "Write a number, such as 12."
    if kind == "string_type":
        do = 'Write one line; put it in "quotation marks" if it holds a colon.'
        return f'"{name}:" must be plain text.', do
    return f'What stands at "{name}:" does not fit there.', "Compare it with a page that works."


def known_values(expected: str) -> list[str]:
    """Take the values out of pydantic's list "'a', 'b' or 'c'"."""
    return [part.strip(" '") for part in expected.replace(" or ", ",").split(",")]


def _known(kind: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    """List the fields that may stand beside the last one of `path`."""
    model: type[BaseModel] | None = kind
    for part in path[:-1]:
        if isinstance(part, str) and model:
            aliases = {info.alias or key: info for key, info in model.model_fields.items()}
            model = _inner_model(aliases[part].annotation) if part in aliases else None
    return sorted(info.alias or key for key, info in model.model_fields.items()) if model else []


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        if (found := _inner_model(inner)) is not None:
            return found
    return None


def _same_ids(reader: Reader, file: str, lined: Lined, path: tuple[str | int, ...], ids: list[str]) -> None:
    for index, one in enumerate(ids):
        if one in ids[:index]:
            line = lined.line((*path, index))
            reader.problem(
                SAME_ID, file, line, f'The id "{one}" stands here twice.', "Give one of them another id."
            )


def _same_former(reader: Reader, file: str, lined: Lined, entries: list[tuple[str, tuple[str, ...]]]) -> None:
    taken = {one for one, _ in entries}
    for index, (_, was) in enumerate(entries):
        for former in was:
            if former in taken:
                wrong = f'The former id "{former}" is that of another entry.'
                reader.problem(SAME_ID, file, lined.line((index, "was")), wrong, "Take it out of was:.")
            taken.add(former)


def _data(reader: Reader) -> Data:
    found: dict[str, Lined] = {}
    for name in (*DATA, *MAYBE):
        file = f"data/{name}.yml"
        if (reader.root / file).is_symlink():
            continue
        if not (reader.root / file).is_file():
            if name in MAYBE:
                continue
            do = "Put it back: the README says what each of the four files holds."
            reader.problem(MISSING_DATA, file, 1, "The file is missing.", do)
        elif (text := _text(reader, file)) is not None:
            found[name] = lined_yaml.read_yaml(text)
    for file in _files(reader, "data"):
        if file not in {f"data/{name}.yml" for name in (*DATA, *MAYBE)}:
            do = f"data/ holds {', '.join(f'{name}.yml' for name in (*DATA, *MAYBE))} and nothing else."
            reader.problem(UNEXPECTED, file, 1, "Nobody expects this file here.", do)
    partnership = (
        _record(reader, "data/partnership.yml", found["partnership"], Partnership)
        if "partnership" in found
        else None
    )
    contacts = _list(reader, "contacts", found, Contact)
    terms = _list(reader, "glossary", found, Term)
    citations = _list(reader, "citations", found, Citation)
    exceptions = _list(reader, "link-exceptions", found, LinkException)
    read = {"partnership": partnership, "contacts": contacts, "glossary": terms, "citations": citations}
    return Data(
        partnership=partnership or NOTHING,
        contacts={contact.id: contact for contact in contacts or ()},
        glossary=tuple(terms or ()),
        citations={citation.id: citation for citation in citations or ()},
        unread=frozenset(name for name, value in read.items() if value is None),
        lines={name: lined.lines for name, lined in found.items()},
        exceptions=tuple(exceptions or ()),
    )


def _list(reader: Reader, name: str, found: Mapping[str, Lined], kind: type[M]) -> list[M] | None:
    if name not in found:
        return None
    file = f"data/{name}.yml"
    items = _records(reader, file, found[name], kind)
    key = next(key for key in ("id", "term", "address") if key in kind.model_fields)
    _same_ids(reader, file, found[name], (), [getattr(item, key) for item in items or ()])
    _same_former(reader, file, found[name], [(getattr(i, key), getattr(i, "was", ())) for i in items or ()])
    return items
