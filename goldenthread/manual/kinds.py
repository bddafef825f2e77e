"""Which kinds of pages there are: the folder of each, and its record. A new kind is one line here.

    "procedures/neglect.md"  →  ("procedures", "neglect")

What its fields name is found by their types, and its template by its record; nothing else lists kinds.
"""

from collections.abc import Mapping

from goldenthread.manual.fields import BRIEFINGS, GUIDES, LEARNING, PROCEDURES
from goldenthread.manual.learning_records import LearningRecord
from goldenthread.manual.page_records import AnyPage, Briefing, Guide, Procedure

DOCS = "docs"
"""Its pages stand at the top of the site, and may stand in folders."""
FOLDERS: Mapping[str, type[AnyPage]] = {
    PROCEDURES: Procedure,
    BRIEFINGS: Briefing,
    GUIDES: Guide,
    LEARNING: LearningRecord,
    DOCS: AnyPage,
}
"""Which record stands in which folder."""


def roots() -> tuple[str, ...]:
    """Give the folders at the top of the project that hold pages."""
    return tuple(dict.fromkeys(folder.partition("/")[0] for folder in FOLDERS))


def folder_of(file: str) -> str:
    """Give the folder of FOLDERS that a file stands in; empty where no page may stand there."""
    folder = file.rpartition("/")[0]
    return folder if folder in FOLDERS else DOCS if file.startswith(f"{DOCS}/") else ""


def place(file: str) -> tuple[str, str]:
    """Give folder and name of the page of a file; a page of `docs/` may stand in a folder below."""
    folder = folder_of(file)
    return folder, file.removeprefix(f"{folder}/").removesuffix(".md")


def file_at(path: str) -> str:
    """Give the file that stands at a path of the site's source."""
    folder = path.rpartition("/")[0]
    return path if folder in FOLDERS and folder != DOCS else f"{DOCS}/{path}"
