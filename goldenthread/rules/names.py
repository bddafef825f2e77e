"""Rules about names: whatever a page or data file names exists, and is what it should be.

A name is not held against a data file that could not be read: that would only repeat one problem.
"""

import difflib
from collections.abc import Iterable, Iterator

from goldenthread.manual.fields import Place
from goldenthread.manual.learning_records import LearningRecord
from goldenthread.manual.manual import Manual, Page
from goldenthread.manual.page_records import AnyPage, Briefing, Guide, Procedure
from goldenthread.rules.rule import Found, Look, on, rule
from goldenthread.text.problems import Grade, Promise
from goldenthread.text.suggestions import nearest

Named = tuple[tuple[str | int, ...], str, str]
"""Where a name stands, which list it must be in, and the name."""


@rule("unknown-name", Grade.STOPS, Promise.THREAD)
def unknown_name(look: Look) -> Iterator[Found]:
    """Every group, area, section, agency … that is named stands in data/."""
    known = _known(look.manual)
    for page in look.manual.pages():
        for path, of, name in _names(page.record):
            if of in known and name not in known[of]:
                yield on(
                    page,
                    *path,
                    wrong=f"{_said(name, of, known[of])} is not one of the {_words(of)}.",
                    do=nearest(name, known[of]),
                )
    for file, line, of, name in _names_in_data(look.manual):
        if of in known and name not in known[of]:
            wrong = f"{_said(name, of, known[of])} is not one of the {_words(of)}."
            yield Found(file, line, wrong, nearest(name, known[of]))


@rule("unknown-procedure", Grade.STOPS, Promise.THREAD)
def unknown_procedure(look: Look) -> Iterator[Found]:
    """Every procedure that is named exists."""
    manual = look.manual
    for page in manual.pages():
        for path, place in _places(page):
            if not place.address:
                continue
            if place.address not in manual.procedures and not manual.is_unread("procedures", place.address):
                do = nearest(place.address, manual.procedures)
                yield on(page, *path, wrong=f'There is no procedure "{place.address}".', do=do)
    escalation = manual.partnership.escalation
    if escalation and escalation not in manual.procedures and not manual.is_unread("procedures", escalation):
        line = manual.data.lines.get("partnership", {}).get(("escalation",), 1)
        do = nearest(escalation, manual.procedures)
        yield Found("data/partnership.yml", line, f'There is no procedure "{escalation}".', do)


@rule("closed-contact", Grade.DUE, Promise.IN_A_HURRY)
def closed_contact(look: Look) -> Iterator[Found]:
    """No page sends its readers to a service that closed.

    Find pages, and contacts in place of others, that lead to a contact that answers no longer.
    """
    closed = {id: c for id, c in look.manual.data.contacts.items() if c.is_closed(look.today)}
    if not closed:
        return
    do = "Name another contact; until then the page says that it is closed."
    for page in look.manual.pages():
        for call in page.body.calls:
            if call.name == "contact" and call.args and call.args[0] in closed:
                yield Found(page.file, call.line, f'"{closed[str(call.args[0])].name}" has closed.', do)
    for file, line, of, name in _names_in_data(look.manual):
        if of == "contacts" and name in closed:
            yield Found(file, line, f'"{closed[name].name}" has closed.', do)


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
    for page in look.manual.pages():
        for path, place in _places(page):
            there = look.manual.procedures.get(place.address) if place.address else page
            if there and place.anchor and place.anchor not in there.anchors:
                wrong = f'"{there.address}" has no heading "#{place.anchor}".'
                yield on(page, *path, wrong=wrong, do=nearest(place.anchor, there.anchors))
    for briefing in look.manual.briefings.values():
        for anchor in briefing.record.leader_notes:
            if anchor not in briefing.anchors:
                wrong = f'A note for the leader is for "#{anchor}", and the briefing has no such heading.'
                yield on(briefing, "leader_notes", anchor, wrong=wrong, do=nearest(anchor, briefing.anchors))


@rule("unknown-learning", Grade.STOPS, Promise.THREAD)
def unknown_learning(look: Look) -> Iterator[Found]:
    """Every learning record, action and finding that is named exists."""
    manual = look.manual
    for page in manual.taught():
        for index, ref in enumerate(page.record.learning):
            if not manual.has_learning(ref):
                yield on(
                    page,
                    "learning",
                    index,
                    wrong=f'There is no learning "{ref}".',
                    do=nearest(str(ref), refs(manual)),
                )
    for record in manual.learning.values():
        ids = {finding.id for finding in record.record.findings}
        for a, action in enumerate(record.record.actions):
            for i, answer in enumerate(action.answers):
                if answer not in ids:
                    wrong = f'There is no finding "{answer}" in this record.'
                    yield on(record, "actions", a, "answers", i, wrong=wrong, do=nearest(answer, ids))


def refs(manual: Manual) -> list[str]:
    """Give every address of learning: records, actions and findings."""
    found = []
    for address, page in manual.learning.items():
        items = [*(a.id for a in page.record.actions), *(f.id for f in page.record.findings)]
        found += [address, *(f"{address}/{item}" for item in items)]
    return found


def _known(manual: Manual) -> dict[str, set[str]]:
    """Every list of names by what it names; lists that could not be read are left out."""
    known: dict[str, set[str]] = {}
    if "partnership" not in manual.data.unread:
        for of in ("areas", "agencies", "groups", "audiences", "sections", "themes", "source_types"):
            known[of] = {item.id for item in getattr(manual.partnership, of)}
        known["agencies or groups"] = known["agencies"] | known["groups"]
    if "citations" not in manual.data.unread:
        known["citations"] = set(manual.data.citations)
    if "contacts" not in manual.data.unread:
        known["contacts"] = set(manual.data.contacts)
    return known


def _said(name: str, of: str, known: Iterable[str]) -> str:
    """Repeat a name where it looks like one of ours: of a group or agency it might be a person's instead."""
    if of in ("groups", "agencies", "agencies or groups") and not difflib.get_close_matches(name, known, 1):
        return "What stands here"
    return f'"{name}"'


def _words(of: str) -> str:
    file = f"{of}.yml" if of in ("citations", "contacts") else "partnership.yml"
    return f"{of.replace('_', ' ')} of data/{file}"


def _all(field: str, of: str, names: Iterable[str]) -> Iterator[Named]:
    for index, name in enumerate(names):
        yield (field, index), of, name


def _names(record: AnyPage) -> Iterator[Named]:
    yield ("owner",), "groups", record.owner
    for index, review in enumerate(record.reviews):
        yield ("reviews", index, "by"), "groups", review.by
    yield from _all("audience", "audiences", record.audience)
    yield from _all("areas", "areas", record.areas)
    yield from _all("themes", "themes", record.themes)
    for index, source in enumerate(record.sources):
        yield ("sources", index, "in"), "citations", source.citation
    if isinstance(record, Procedure):
        yield ("section",), "sections", record.section
        for index, change in enumerate(record.changes):
            if change.approved:
                yield ("changes", index, "approved"), "groups", change.approved.by
    if isinstance(record, LearningRecord):
        yield from _names_in_learning(record)


def _names_in_learning(record: LearningRecord) -> Iterator[Named]:
    for index, source in enumerate(record.research):
        yield ("research", index, "in"), "citations", source.citation
    yield ("source", "type"), "source_types", record.source.type
    yield ("source", "commissioned_by"), "agencies or groups", record.source.commissioned_by
    for a, action in enumerate(record.actions):
        for field, name in (("proposed_by", action.proposed_by), ("agreed_by", action.agreed_by)):
            if name:
                yield ("actions", a, field), "agencies or groups", name
        for r, response in enumerate(action.responses):
            if response.by:
                yield ("actions", a, "responses", r, "by"), "agencies or groups", response.by


def _names_in_data(manual: Manual) -> Iterator[tuple[str, int, str, str]]:
    lines = manual.data.lines.get("partnership", {})
    for index, name in enumerate(manual.partnership.support):
        yield "data/partnership.yml", lines.get(("support", index), 1), "contacts", name
    lines = manual.data.lines.get("contacts", {})
    for index, contact in enumerate(manual.data.contacts.values()):
        for area in contact.areas:
            yield "data/contacts.yml", lines.get((index, "areas", area), 1), "areas", area
        yield "data/contacts.yml", lines.get((index, "checked"), 1), "groups", contact.checked.by
        if contact.closed and contact.closed.instead:
            line = lines.get((index, "closed"), 1)
            yield "data/contacts.yml", line, "contacts", contact.closed.instead
        if contact.source:
            yield "data/contacts.yml", lines.get((index, "source"), 1), "citations", contact.source
    lines = manual.data.lines.get("glossary", {})
    for index, term in enumerate(manual.data.glossary):
        for at, source in enumerate(term.sources):
            yield (
                "data/glossary.yml",
                lines.get((index, "sources", at, "in"), 1),
                "citations",
                source.citation,
            )
    lines = manual.data.lines.get("citations", {})
    for index, citation in enumerate(manual.data.citations.values()):
        if citation.checked:
            yield "data/citations.yml", lines.get((index, "checked"), 1), "groups", citation.checked.by
        if citation.superseded_by:
            line = lines.get((index, "superseded_by"), 1)
            yield "data/citations.yml", line, "citations", citation.superseded_by


def _places(page: Page[AnyPage]) -> Iterator[tuple[tuple[str | int, ...], Place]]:
    """Every procedure that a page names, and where it names it."""
    record = page.record
    for anchor, place in record.moved.items():
        yield ("moved", anchor), place
    if isinstance(record, Procedure):
        for index, address in enumerate(record.related):
            yield ("related", index), Place(address)
        if record.withdrawn and record.withdrawn.replaced_by:
            yield ("withdrawn", "replaced_by"), Place(record.withdrawn.replaced_by)
    if isinstance(record, (Briefing, Guide)):
        for index, place in enumerate(record.procedures):
            yield ("procedures", index), place
    if isinstance(record, LearningRecord):
        for a, action in enumerate(record.actions):
            for r, response in enumerate(action.responses):
                for i, place in enumerate(response.read_at):
                    yield ("actions", a, "responses", r, "read_at", i), place
