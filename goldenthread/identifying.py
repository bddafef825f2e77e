"""What surely identifies a person in a text. The one place where that is decided.

Text in, names of what was found out: never the words themselves, because whoever is told repeats them.
Knows no manual; numbers and addresses that everybody may know are handed in.
"""

import re
from collections.abc import Collection, Iterator

NHS_NUMBER = re.compile(r"(?<![\d-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d-])")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b")
PHONE = re.compile(r"(?<![\w/.+-])(?:\+44 ?(?:\(0\))? ?|\(?0)(?:[ ()-]?\d){9,10}(?![ -]?\d)")
ORGANISATIONS_ONLY = ("03", "080")
"""How numbers begin that no private person can have."""
EMAIL = re.compile(r"(?<![\w.+-])(?P<who>[\w.+-]+)@(?P<host>[\w-]+(?:\.[\w-]+)+)")
PRIVATE_HOSTS = re.compile(
    r"(gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|aol|proton|protonmail|btinternet|sky|"
    r"talktalk|virginmedia)\.(com|co\.uk|net|me)",
    re.IGNORECASE,
)
FIRST_AND_LAST = re.compile(r"([a-z]+)[._]([a-z]+)\d*", re.IGNORECASE)
ROLES = frozenset(
    {
        "admin",
        "advice",
        "allegations",
        "board",
        "care",
        "child",
        "childrens",
        "children",
        "contact",
        "door",
        "duty",
        "early",
        "education",
        "enquiries",
        "family",
        "front",
        "general",
        "health",
        "help",
        "hub",
        "info",
        "information",
        "lado",
        "mail",
        "mash",
        "office",
        "out",
        "partnership",
        "police",
        "procedures",
        "protection",
        "referral",
        "referrals",
        "review",
        "safeguarding",
        "school",
        "schools",
        "screening",
        "service",
        "services",
        "social",
        "support",
        "team",
        "training",
    }
)
"""Words of mailboxes that belong to a service."""
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
BIRTH = re.compile(
    rf"\b(?:born|d\.?o\.?b\b\.?|dates? of birth)(?: on| was| is)?[:\s]*(?:the )?"
    rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|{_DAY}(?: of)? {_MONTH},? \d{{4}}|{_MONTH} {_DAY},? \d{{4}})\b",
    re.IGNORECASE,
)

NHS_LENGTH = 10


def identifying(text: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """Name what surely identifies somebody in a text; empty where nothing does.

    `known` holds numbers (as `digits` gives them) and e-mail addresses that everybody may know.
    """
    return tuple(dict.fromkeys(_found(text, known)))


def digits(number: str) -> str:
    """Write a British telephone number as its digits alone: "+44 (0)20 7946 0000" as 02079460000."""
    bare = re.sub(r"\D", "", number.replace("(0)", ""))
    return f"0{bare.removeprefix('44')}" if number.strip().startswith("+44") else bare


def _found(text: str, known: Collection[str]) -> Iterator[str]:
    if any(_is_nhs_number(found[0]) for found in NHS_NUMBER.finditer(text)):
        yield "an NHS number"
    if POSTCODE.search(text):
        yield "a full postcode"
    if any(_is_private_number(digits(found[0]), known) for found in PHONE.finditer(text)):
        yield "a telephone number"
    if "@" in text and any(_is_personal(m) for m in EMAIL.finditer(text) if m[0] not in known):
        yield "a personal e-mail address"
    if any(word in text.lower() for word in ("birth", "born", "dob", "d.o.b")) and BIRTH.search(text):
        yield "an exact date of birth"


def _is_nhs_number(text: str) -> bool:
    """Hold ten digits against their check digit, as the NHS Data Dictionary has it."""
    *first, last = (int(digit) for digit in text if digit.isdigit())
    check = 11 - sum(digit * (NHS_LENGTH - place) for place, digit in enumerate(first)) % 11
    return check % 11 == last


def _is_private_number(number: str, known: Collection[str]) -> bool:
    return number not in known and not number.startswith(ORGANISATIONS_ONLY)


def _is_personal(found: re.Match[str]) -> bool:
    if PRIVATE_HOSTS.fullmatch(found["host"]):
        return True
    names = FIRST_AND_LAST.fullmatch(found["who"])
    return bool(names and ROLES.isdisjoint(name.lower() for name in names.groups()))
