"""Rules about the thread: what changed, because of what, where, approved by whom, and what fell behind.

Knows changes, learning and what is taught. Must not know how any of it is shown.

In: the manual, and the one that a pull request changes. Out: breaks in the thread: a change without a cause,
a briefing that is older than its procedure.
"""

from collections.abc import Iterator

from goldenthread.manual.fields import CAUSES, CITATIONS, HEADINGS, LEARNING, ROUTINE, LearningRef
from goldenthread.manual.learning_records import LearningRecord
from goldenthread.manual.manual import Page
from goldenthread.manual.page_records import AnyPage
from goldenthread.manual.references import Reference
from goldenthread.rules.names import refs
from goldenthread.rules.rule import Found, Look, on, rule
from goldenthread.text.dates import long_day
from goldenthread.text.problems import Grade, Promise
from goldenthread.text.suggestions import nearest


@rule("change-cause", Grade.STOPS, Promise.THREAD)
def change_cause(look: Look) -> Iterator[Found]:
    """Every change says because of which action, which law, or that it is routine."""
    manual = look.manual
    for one in manual.named:
        to, name = one.target
        if one.to != CAUSES or to in manual.data.unread or manual.is_unread(to, name):
            continue
        if to == LEARNING and not manual.action(LearningRef(name, one.part)):
            wrong = f'There is no action "{one.written}".'
            yield Found(one.file, one.line, wrong, nearest(one.written, refs(manual)))
        elif to == CITATIONS and name not in manual.data.citations:
            wrong = f'"{name}" is no action, no citation and not "{ROUTINE}".'
            known = [*refs(manual), *manual.data.citations, ROUTINE]
            yield Found(one.file, one.line, wrong, nearest(name, known))


@rule("change-heading", Grade.STOPS, Promise.THREAD)
def change_heading(look: Look) -> Iterator[Found]:
    """Every change points at headings that are on the page."""
    for page in look.manual.pages():
        for one in page.named:
            if one.to == HEADINGS and one.path[0] == "changes" and one.part not in page.anchors:
                wrong = f'This page has no heading "#{one.part}".'
                yield Found(one.file, one.line, wrong, nearest(one.part, page.anchors))


@rule("change-approved", Grade.STOPS, Promise.THREAD)
def change_approved(look: Look) -> Iterator[Found]:
    """Every change of practice says which group approved it, and when.

    A worked example may say that it is not stated.
    """
    for page in look.manual.procedures.values():
        for c, change in enumerate(page.record.changes):
            if not change.changes_practice or change.approved:
                continue
            said = ("changes", c, "approved") in page.lines
            if said and look.manual.partnership.worked_example:
                continue
            yield on(
                page,
                "changes",
                c,
                "approved",
                wrong=f'A change of class "{change.kind}" has no approval.',
                do="Add approved: {by: a group, on: a date}.",
            )


@rule("said-twice", Grade.STOPS, Promise.THREAD)
def said_twice(look: Look) -> Iterator[Found]:
    """A heading that an action changed is not also named in the action's read_at.

    Find facts that stand in two files: the change alone tells them.
    """
    for page in look.manual.learning.values():
        for a, action in enumerate(page.record.actions):
            changed = {
                (change.page.address, anchor)
                for change in look.manual.changed_by(page.address, action.id)
                for anchor in change.change.at or ("",)
            }
            for r, response in enumerate(action.responses):
                for i, place in enumerate(response.read_at):
                    if place in changed:
                        where = ("actions", a, "responses", r, "read_at", i)
                        wrong = f'"{place}" already records that this action changed it.'
                        yield on(page, *where, wrong=wrong, do="Take it out of read_at: the change says it.")


@rule("briefing-behind", Grade.DUE, Promise.HONEST)
def briefing_behind(look: Look) -> Iterator[Found]:
    """A briefing or guide is looked at again when its procedure changes practice."""
    for page in look.manual.taught():
        for change in look.manual.moved_on(page):
            if change.change.in_force.is_ahead_of(look.today):
                continue
            wrong = (
                f"Practice has moved on: {change.page.address} changed {change.change.in_force}, "
                f"after this was issued on {long_day(page.record.issued)}."
            )
            yield on(
                page, "issued", wrong=wrong, do="Compare them, then bring it up to date and change issued:."
            )


@rule("briefing-withdrawn", Grade.DUE, Promise.HONEST)
def briefing_withdrawn(look: Look) -> Iterator[Found]:
    """A briefing or guide does not teach a procedure that was withdrawn."""
    for page in look.manual.taught():
        for index, place in enumerate(page.record.procedures):
            there = look.manual.procedures.get(place.address)
            if there and there.record.withdrawn:
                instead = there.record.withdrawn.replaced_by
                do = (
                    f'Name "{instead}" in its place.' if instead else "Take it out, or withdraw the briefing."
                )
                yield on(page, "procedures", index, wrong=f'"{place.address}" was withdrawn.', do=do)


def _replaced(look: Look) -> Iterator[tuple[Reference, str, bool]]:
    """Go through the citations of editions that were replaced: by which one, and whether it is new."""
    citations = look.manual.data.citations
    old = {citation.id: citation.superseded_by for citation in citations.values() if citation.superseded_by}
    known = {id(pair.after): pair.before for pair in look.against.pairs} if look.against else {}
    for page in look.manual.pages():
        if isinstance(page.record, LearningRecord):
            continue
        before = known.get(id(page))
        had = {one.name for one in _cited(before)} if before else set()
        for one in _cited(page):
            if one.name in old:
                yield one, old[one.name], look.against is not None and one.name not in had
    for one in look.manual.data.named:
        if one.file == "data/glossary.yml" and one.name in old:
            yield one, old[one.name], False


def _cited(page: Page[AnyPage]) -> list[Reference]:
    return [one for one in (*page.named, *page.mentioned) if one.to == CITATIONS]


@rule("superseded-anew", Grade.STOPS, Promise.CITED)
def superseded_anew(look: Look) -> Iterator[Found]:
    """No page begins to cite an edition that was replaced."""
    for one, now, is_new in _replaced(look):
        if is_new:
            title = look.manual.data.citations[one.name].title
            wrong = f'"{title}" was replaced, and this page did not cite it before.'
            yield Found(one.file, one.line, wrong, f'Cite "{now}" instead.')


@rule("superseded", Grade.DUE, Promise.CITED)
def superseded(look: Look) -> Iterator[Found]:
    """What guides practice, and the glossary, cite the edition that is in force.

    A learning record tells what was, and may.
    """
    for one, now, is_new in _replaced(look):
        if not is_new:
            wrong = f'"{look.manual.data.citations[one.name].title}" was replaced.'
            yield Found(one.file, one.line, wrong, f'Compare what it says with "{now}" and cite that.')
