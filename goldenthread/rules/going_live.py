"""Rules about going live: nothing of the worked example passes for a real manual.

Whoever adopts something of the example takes its mark (`example: true`) away; these rules also find what has
no mark, such as "not stated". Must not know whose manual it is.

In: a manual that says `worked_example: false`. Out: what is still the example's.
"""

import re
from collections.abc import Iterator
from functools import partial

from goldenthread.manual.data_records import Citation, Contact, Numbers, Term
from goldenthread.manual.fields import NOT_STATED
from goldenthread.manual.manual import Manual
from goldenthread.rules.rule import Found, Look, on, rule
from goldenthread.text.problems import Grade, Promise

STATEMENT = re.compile(rf'(?<!")\b{NOT_STATED}\b', re.IGNORECASE)
"""A gap in a statement. In quotation marks it is no gap: somebody explains the words."""
NUMBERS = ("daytime", "out_of_hours")
PLACEHOLDERS = {
    "site_url": ("", "Write the address where the site is published, beginning with https://."),
    "repository": ("", "Write the address of the repository, beginning with https://, or take the line out."),
    "suggestions": (NOT_STATED, "Write the mailbox of a group, or take the line out if there is none."),
}
"""What the example leaves open of what a partnership says about itself, and what to write."""


@rule("going-live", Grade.STOPS, Promise.EXAMPLE)
def going_live(look: Look) -> Iterator[Found]:
    """With worked_example: false, nothing of the worked example remains.

    Find what is still the example's, and what it could not state; approvals have a rule of their own.
    """
    manual = look.manual
    if manual.partnership.worked_example:
        return
    yield from _partnership(manual)
    yield from _pages(manual)
    yield from _entries(manual)
    for index, contact in enumerate(manual.data.contacts.values()):
        yield from _contact(manual, index, contact)


def _partnership(manual: Manual) -> Iterator[Found]:
    file, lines = "data/partnership.yml", manual.data.lines.get("partnership", {})
    for index, name in enumerate(manual.partnership.example):
        wrong = f'"{name}:" is still the worked example\'s.'
        do = f"Write your own, and take {name} out of example:."
        yield Found(file, lines.get((name,)) or manual.data.line("partnership", "example", index), wrong, do)
    for name, (placeholder, do) in PLACEHOLDERS.items():
        if (name,) in lines and getattr(manual.partnership, name) == placeholder:
            yield Found(file, lines[(name,)], f'"{name}:" is as empty as in the worked example.', do)


def _pages(manual: Manual) -> Iterator[Found]:
    kept = {page.file for page in manual.plain.values()}  # every page of the site has links to these
    for page in manual.pages():
        if page.record.example:
            wrong = f"This {page.record.noun} is still the worked example's."
            do = "Make it true where you are, with its group, and take the line example: true out"
            do += "." if page.file in kept else "; or delete the file."
            yield on(page, "example", wrong=wrong, do=do)
    for page in manual.plain.values():
        for number, line in enumerate(page.body.prose.split("\n"), page.body.first_line):
            if STATEMENT.search(line):
                wrong = f'"{NOT_STATED}" stands in a statement that readers rely on.'
                yield Found(page.file, number, wrong, "Write what is so where you are.")


def _entries(manual: Manual) -> Iterator[Found]:
    data = manual.data
    lists: dict[str, tuple[str, tuple[Contact | Term | Citation, ...]]] = {
        "contacts": ("contact", tuple(data.contacts.values())),
        "glossary": ("term", data.glossary),
        "citations": ("citation", tuple(data.citations.values())),
    }
    for name, (noun, entries) in lists.items():
        for index, entry in enumerate(entries):
            if entry.example:
                line = data.line(name, index, "example")
                wrong = f"This {noun} is still the worked example's."
                do = "Make sure that it is right where you are, and take example: true out; "
                do += "or delete the entry."
                yield Found(f"data/{name}.yml", line, wrong, do)


def _contact(manual: Manual, index: int, contact: Contact) -> Iterator[Found]:
    file, line = "data/contacts.yml", partial(manual.data.line, "contacts", index)
    if contact.closed:
        return
    numbers: list[tuple[tuple[str, ...], Numbers]] = [((), contact)]
    numbers += [(("areas", area), stated) for area, stated in contact.areas.items()]
    for path, stated in numbers:
        gaps = [name for name in NUMBERS if getattr(stated, name) == NOT_STATED]
        if gaps:
            where = f" for {manual.name('areas', path[-1])}" if path else ""
            wrong = f'"{contact.name}"{where} has no number ({" and ".join(gaps)}).'
            do = "Ring it and write the number down, or take out what it does not have."
            yield Found(file, line(*path, gaps[0]), wrong, do)
    rings = any(getattr(stated, name) not in (None, NOT_STATED) for _, stated in numbers for name in NUMBERS)
    if rings and contact.checked.how == "read":
        wrong = f'The number of "{contact.name}" was read somewhere, and nobody rang it.'
        do = "Ring it, and write under checked: the day, the group, and how: rung."
        yield Found(file, line("checked"), wrong, do)
