"""Which kinds of pages there are: the folder of each, and its record. A new kind is one line here.

What its fields name is found by their types, and its template by its record; nothing else lists kinds. Must
not know what a page says.

In: the file of a page. Out: its folder and its name there, and back:

    >>> place("procedures/neglect.md"), file_at("contacts.md")
    (('procedures', 'neglect'), 'docs/contacts.md')
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
    """List the folders at the top of the project that hold pages.

    Returns:
        Their names: "procedures", "briefings", "docs".
    """
    return tuple(dict.fromkeys(folder.partition("/")[0] for folder in FOLDERS))


def folder_of(file: str) -> str:
    """Find the folder of FOLDERS that a file stands in; empty where no page may stand there."""
    folder = file.rpartition("/")[0]
    return folder if folder in FOLDERS else DOCS if file.startswith(f"{DOCS}/") else ""


def place(file: str) -> tuple[str, str]:
    """Divide the file of a page into its folder and its name there, which in `docs/` may hold folders."""
    folder = folder_of(file)
    return folder, file.removeprefix(f"{folder}/").removesuffix(".md")


def file_at(path: str) -> str:
    """Find the file of the project that makes the page at a path.

    Args:
        path: The path in the site's source, such as "procedures/neglect.md" or "contacts.md".

    Returns:
        The file, from the project's root; a page at the top of the site stands in `docs/`.
    """
    folder = path.rpartition("/")[0]
    return path if folder in FOLDERS and folder != DOCS else f"{DOCS}/{path}"
