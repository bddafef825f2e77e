"""Rules about names: whatever a page or data file names exists, and is what it should be.

A name is not held against a data file that could not be read: that would only repeat one problem. Must not
know where a name may stand: the types of fields say that.

In: every reference of the manual. Out: those that lead to nothing, with what was probably meant: `owner:
lcsp` in place of "lscp".
"""

import difflib
from collections.abc import Iterable, Iterator, Set
from pathlib import PurePosixPath

from goldenthread.manual.data_records import Partnership
from goldenthread.manual.fields import (
    BODIES,
    CITATIONS,
    CONTACTS,
    FINDINGS,
    HEADINGS,
    LEARNING,
    SPOTS,
    LearningRef,
)
from goldenthread.manual.kinds import FOLDERS
from goldenthread.manual.learning_records import LearningRecord
from goldenthread.manual.manual import Manual, Page, is_of
from goldenthread.manual.page_records import AnyPage
from goldenthread.manual.references import Reference
from goldenthread.rules.rule import Found, Look, on, rule
from goldenthread.text.problems import Grade, Promise
from goldenthread.text.suggestions import nearest


@rule("unknown-name", Grade.STOPS, Promise.THREAD)
def unknown_name(look: Look) -> Iterator[Found]:
    """Every group, area, section, agency … that is named stands in data/."""
    known = _known(look.manual)
    for one in look.manual.named:
        if one.to in known and one.name not in known[one.to]:
            wrong = f"{_said(one.name, one.to, known[one.to])} is not one of the {_words(one.to)}."
            yield Found(one.file, one.line, wrong, nearest(one.name, known[one.to]))


@rule("unknown-procedure", Grade.STOPS, Promise.THREAD)
def unknown_procedure(look: Look) -> Iterator[Found]:
    """Every procedure that is named exists."""
    manual = look.manual
    for one in manual.named:
        if one.to not in manual.shelves or one.to == LEARNING:
            continue
        shelf = manual.shelves[one.to]
        if one.name and one.name not in shelf and not manual.is_unread(one.to, one.name):
            wrong = f'There is no {FOLDERS[one.to].noun} "{one.name}".'
            yield Found(one.file, one.line, wrong, nearest(one.name, shelf))


@rule("closed-contact", Grade.DUE, Promise.IN_A_HURRY)
def closed_contact(look: Look) -> Iterator[Found]:
    """No page sends its readers to a service that closed.

    Find pages, and contacts in place of others, that lead to a contact that answers no longer.
    """
    closed = {id: c for id, c in look.manual.data.contacts.items() if c.is_closed(look.today)}
    if not closed:
        return
    do = "Name another contact; until then the page says that it is closed."
    for one in (*look.manual.mentioned, *look.manual.named):
        if one.to == CONTACTS and one.name in closed:
            yield Found(one.file, one.line, f'"{closed[one.name].name}" has closed.', do)


@rule("quick-exit", Grade.STOPS, Promise.IN_A_HURRY)
def quick_exit(look: Look) -> Iterator[Found]:
    """A page with a quick exit has somewhere to leave to."""
    for page in look.manual.pages():
        if page.record.quick_exit and not look.manual.partnership.quick_exit_to:
            do = "Write quick_exit_to: in data/partnership.yml, such as the address of a weather forecast."
            yield on(page, "quick_exit", wrong="This page asks for a quick exit, and there is none.", do=do)


@rule("unknown-heading", Grade.STOPS, Promise.THREAD)
def unknown_heading(look: Look) -> Iterator[Found]:
    """Every heading that is pointed at is there."""
    for one in look.manual.named:
        known = _headings(look.manual, one)
        if known is not None and one.part not in known:
            wrong = f'"{one.name or PurePosixPath(one.file).stem}" has no heading "#{one.part}".'
            if one.path[0] == "leader_notes":
                wrong = f'A note for the leader is for "#{one.part}", and the briefing has no such heading.'
            yield Found(one.file, one.line, wrong, nearest(one.part, known))


def _headings(manual: Manual, one: Reference) -> Set[str] | None:
    """Find the anchors that a reference may lead to; None where another rule sees to it."""
    if not one.part or (one.to == HEADINGS and one.path[0] == "changes") or one.to in (LEARNING, FINDINGS):
        return None
    here = manual.by_file.get(one.file)
    if one.to == SPOTS:
        lines = here.lines if here else manual.data.lines[PurePosixPath(one.file).stem]
        *around, _, _, _ = one.path  # the list, its place in it, and the field
        beside = {str(path[-1]) for path in lines if path and path[:-1] == tuple(around)}
        return beside | (here.anchors if here else frozenset())
    there = manual.shelves.get(one.to, {}).get(one.name) if one.name else here
    return there.anchors if there else None


@rule("unknown-learning", Grade.STOPS, Promise.THREAD)
def unknown_learning(look: Look) -> Iterator[Found]:
    """Every learning record, action and finding that is named exists."""
    manual = look.manual
    for one in manual.named:
        if one.to == LEARNING and not manual.has_learning(LearningRef(one.name, one.part)):
            wrong = f'There is no learning "{one.written}".'
            yield Found(one.file, one.line, wrong, nearest(one.written, refs(manual)))
        elif one.to == FINDINGS and one.part not in (ids := _findings(manual.by_file[one.file])):
            wrong = f'There is no finding "{one.part}" in this record.'
            yield Found(one.file, one.line, wrong, nearest(one.part, ids))


def _findings(page: Page[AnyPage]) -> set[str]:
    return {finding.id for finding in page.record.findings} if is_of(page, LearningRecord) else set()


def refs(manual: Manual) -> list[str]:
    """List every address of learning: records, actions and findings."""
    shelf = manual.learning.items()
    return [str(LearningRef(name, item)) for name, page in shelf for item in ("", *page.record.ids)]


def _known(manual: Manual) -> dict[str, set[str]]:
    """Collect the names that exist, by what they name; of a data file that could not be read, none."""
    known: dict[str, set[str]] = {}
    if "partnership" not in manual.data.unread:
        for of in Partnership.lists:
            known[of] = {one.id for one in manual.partnership.listed(of)}
        known[BODIES] = known["agencies"] | known["groups"]
    if "citations" not in manual.data.unread:
        known[CITATIONS] = set(manual.data.citations)
    if "contacts" not in manual.data.unread:
        known[CONTACTS] = set(manual.data.contacts)
    return known


def _said(name: str, of: str, known: Iterable[str]) -> str:
    """Quote a name where it looks like an id; otherwise do not, since it may be somebody's name."""
    if of in ("groups", "agencies", BODIES) and not difflib.get_close_matches(name, known, 1):
        return "What stands here"
    return f'"{name}"'


def _words(of: str) -> str:
    file = f"{of}.yml" if of in (CITATIONS, CONTACTS) else "partnership.yml"
    return f"{of.replace('_', ' ')} of data/{file}"
