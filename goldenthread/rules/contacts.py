"""Rules about contacts: a number that is shown can be rung, and somebody made sure of it after it changed.

Knows the contacts of a manual and those that a pull request changes. Must not know where they are shown.

In: contacts. Out: numbers that nobody can ring: "0800 11O1" has a letter O in it.
"""

from collections.abc import Iterator

from goldenthread.manual.data_records import Contact, Numbers
from goldenthread.manual.fields import NOT_STATED
from goldenthread.manual.manual import Manual
from goldenthread.rules.rule import Found, Look, rule
from goldenthread.text.problems import Grade, Promise
from goldenthread.text.telephone import is_for_drama, is_number

FILE = "data/contacts.yml"
FIELDS = ("daytime", "out_of_hours")


@rule("contact-number", Grade.STOPS, Promise.IN_A_HURRY)
def contact_number(look: Look) -> Iterator[Found]:
    """Every number of a contact is one that can be rung."""
    example = look.manual.partnership.worked_example
    for index, contact in enumerate(look.manual.data.contacts.values()):
        for path, number in numbers_of(contact).items():
            line = _line(look, index, *path)
            if number == NOT_STATED or (is_number(number) and not is_for_drama(number)):
                continue
            if not is_for_drama(number):
                do = f"Write the number alone, with nothing behind it; or: {NOT_STATED}."
                yield Found(FILE, line, "This is no telephone number that can be rung.", do)
            elif not example:
                yield Found(
                    FILE, line, "This number is kept for examples, and reaches nobody.", "Write the real one."
                )


@rule("number-checked", Grade.STOPS, Promise.IN_A_HURRY)
def number_checked(look: Look) -> Iterator[Found]:
    """Whoever changes a number makes sure of it: checked: says when."""
    if not look.against:
        return
    for index, contact in enumerate(look.manual.data.contacts.values()):
        before = contact_before(look.against.base, contact)
        if not before or numbers_of(contact) == numbers_of(before) or contact.checked.on == look.today:
            continue
        if contact.checked.on <= before.checked.on:
            line = _line(look, index, "checked")
            wrong = f'A number of "{contact.name}" changed, and the check below it is older.'
            yield Found(
                FILE, line, wrong, "Ring it, and write under checked: the day, the group, and how: rung."
            )


def numbers_of(contact: Contact) -> dict[tuple[str, ...], str]:
    """List the numbers of a contact.

    Args:
        contact: The contact.

    Returns:
        Each number by the fields that lead to it, such as ("areas", "north", "daytime").
    """
    places: dict[tuple[str, ...], Numbers] = {(): contact}
    places |= {("areas", area): numbers for area, numbers in contact.areas.items()}
    found = {(*path, name): getattr(stated, name) for path, stated in places.items() for name in FIELDS}
    return {path: number for path, number in found.items() if number is not None}


def _line(look: Look, index: int, *path: str) -> int:
    return look.manual.data.line("contacts", index, *path)


def contact_before(base: Manual, contact: Contact) -> Contact | None:
    """Find what a contact was in another manual.

    Args:
        base: The other manual.
        contact: The contact as it is.

    Returns:
        The contact of its id, or of a former one; None where it is new.
    """
    return next((one for name in (contact.id, *contact.was) if (one := base.data.contacts.get(name))), None)
