"""What identifies a person in a text. The one place where that is decided.

Text in, kinds and lines out: never the words themselves, because whoever is told repeats them. What is
sure (`personal_data`) also withholds old versions; what only may name somebody stops a pull request.
Knows no manual; words and addresses that everybody may know are handed in.

In: a text. Out: the kinds of identifying thing in it and their lines.

    >>> digits("+44 (0)20 7946 0000")
    '02079460000'
"""

import html
import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from phonenumbers import Leniency, PhoneNumberMatcher
from stdnum.gb import nhs, upn

Kind = Literal[
    "birth-or-death",
    "personal-number",
    "postcode",
    "phone-number",
    "personal-email",
    "school-or-ward",
    "person-named",
    "metadata",
]
"""The rules, as an editor names them where one raised a false alarm. `metadata` is held by `assets`."""


class Clue(NamedTuple):
    """Something that identifies somebody, or may: what kind of thing, and on which line, from 1."""

    kind: Kind
    line: int


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# --- how a text is read: as a person sees it, whatever was done to it ---

_EVEN: dict[int, str | None] = (
    dict.fromkeys((0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
    | dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-")
    | dict.fromkeys((ord("*"), ord("`"), 0xAD, *range(0x200B, 0x200E), 0x2060, 0xFEFF))
    | dict.fromkeys((0x2018, 0x2019), "'")
)
"""Blanks and hyphens of one kind, and no emphasis or what nobody sees."""
WRAPPED = re.compile(r"\n(?=[A-Za-z0-9(+])(?![\w-]+:|\d+[.)] )")
"""A line that goes on in the next one."""
ADDRESS = re.compile(r"https?://[^\s)>\"']+")

# --- what is sure ---

# A pattern begins with the first character and looks back from there: so it is found many times quicker.
NHS_NUMBER = re.compile(r"\d(?<![\d-]\d)\d{2}[ -]?\d{3}[ -]?\d{4}(?![\d-])")
ISBN = re.compile(r"ISBN(?:-10)?:? *$")
"""The check digit of an old ISBN is made as that of an NHS number."""
PUPIL_NUMBER = re.compile(r"[A-Z](?<!\w[A-Z])\d{11}[\dA-Z]\b")
POSTCODE = re.compile(
    r"[A-Z](?<!\w[A-Z])[A-Z]?\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b"
    r"|[a-z](?<!\w[a-z])[a-z]?\d[a-z\d]? \d(?!st\b|nd\b|rd\b|th\b)[abd-hjlnp-uw-z]{2}\b"
)
PHONE = re.compile(
    r"[+(0](?<![\w/.+-][+(0])(?:(?<=\+)44 ?(?:\(0\))? ?|(?<=\()0|(?<=0))(?:[ ()-]?\d){9,10}(?![ -]?\d)"
)
"""What looks like a British number, though nobody may have it: the library finds those that exist."""
MAYBE_PHONE = re.compile(r"\d[ ()./-]{0,3}\d(?:[ ()./-]{0,3}\d){7}|0800 ?1111|\+\d")
SHORT_PHONE = re.compile(r"116(?<![\w/.-]116)[ -]?\d{3}(?![\w/-])")
ORGANISATIONS_ONLY = ("03", "080")
"""How numbers begin that no private person can have."""
EMAIL = re.compile(r"(?<![\w.+-])(?P<who>[\w.+-]+)@(?P<host>[\w-]+(?:\.[\w-]+)+)")
PRIVATE_HOSTS = re.compile(
    r"(gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|aol|proton|protonmail|btinternet|sky|"
    r"talktalk|virginmedia)\.(com|co\.uk|net|me)",
    re.IGNORECASE,
)
FIRST_AND_LAST = re.compile(r"([a-z]+)[._]([a-z]+)\d*", re.IGNORECASE)
ROLES = _words("""
    admin advice allegations board care child childrens children contact door duty early education
    enquiries family front general health help hub info information lado mail mash office out
    partnership police procedures protection referral referrals review safeguarding school schools
    screening service services social support team training admissions business comments complaints
    consultation council data development dpo editor email enquiry feedback foi group hello learning
    letters noreply panel policy press privacy quality reviews secretariat secure suggestions web website
""")
"""Words of mailboxes that belong to a service."""

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = re.compile(
    rf"\d(?<!\d\d)(?:\d?[/.-]\d{{1,2}}[/.-]\d{{2,4}}|\d{{3}}-\d{{2}}-\d{{2}}"
    rf"|\d?(?:st|nd|rd|th)?(?: of)? {_MONTH},? \d{{4}})\b"
    rf"|[JFMASOND](?<!\w[JFMASOND])(?:an|eb|ar|pr|ay|un|ul|ug|ep|ct|ov|ec)[a-z]* {_DAY},? \d{{4}}\b",
    re.IGNORECASE,
)
_LIVES = r"(?:born|stillborn|died|killed|murdered|passed away|found dead)"
LIVED_BEFORE = re.compile(
    rf"\b(?:{_LIVES}\b[^.;:|\n\d]{{0,30}}"
    r"|(?:d\.?o\.?b\b\.?|d\.?o\.?d\b\.?|(?:dates? of )?(?:birth|death)\b)(?: on| was| is)?[:\s]*(?:the )?)$",
    re.IGNORECASE,
)
LIVED_AFTER = re.compile(rf"[^.;:|\n\d]{{0,40}}\b{_LIVES}\b", re.IGNORECASE)
LIVES = (
    "birth",
    "born",
    "dob",
    "d.o.b",
    "dod",
    "d.o.d",
    "died",
    "death",
    "dead",
    "killed",
    "murder",
    "passed",
)
"""Without one of these no date is that of a birth or death: looking for words is quick."""

SURE: dict[Kind, str] = {
    "personal-number": "an NHS number",
    "postcode": "a full postcode",
    "phone-number": "a telephone number",
    "personal-email": "a personal e-mail address",
    "birth-or-death": "an exact date of birth or death",
}
"""The kinds that are certain, as the history names them where it withholds a version."""

# --- what may name somebody ---

PLACE = re.compile(
    r"(?:School|Academy|College|Nursery|Pre-?[Ss]chool|Kindergarten|Sixth Form|[Ww]ard|Children's Home)\b"
    r"(?! of\b| (?:[Nn]urs|[Hh]ealth|[Ii]mprovement|[Aa]dmission|[Ss]tandards|[Ff]ood|[Gg]overnor))"
    r"|(?:Primary|Infants|Juniors|Grammar)\b(?! (?:[A-Z]|care\b|school|nursery))"
)
NAME_OF_PLACE = re.compile(r"(?<![\w'-])(?:(?:[A-Z][\w'-]+\.?|of|the|and|&) ){1,6}$")
NUMBERED_WARD = re.compile(r"[Ww]ard \d{1,3}[A-Z]?\b")
ANY_PLACE = _words("""
    a an any all at before after both each every for from her his if in is it its many most my new no
    not of on one or other our some that the their there these this those to two under what when where
    which who with your academy acute adult and baby boarding catholic ce children's children church
    cofe college community day early education england faith free further general grammar high hospital
    independent infant infants inpatient junior juniors labour local maintained maternity medical mental
    mixed multi neonatal nhs nursery outpatient paediatric postnatal antenatal primary private
    psychiatric pupil residential rc roman royal safer saturday school secondary senior sixth form
    special specialist state sunday surgical trust upper lower middle welsh years safe tell ask ring
    phone see read & catch half term virtual
""")
"""Words that name no one school or ward."""

_NAME = r"(?:[A-Z]')?[A-Z][a-z]+(?:['-]?[A-Z][a-z]+)?(?:'s\b)?"
TITLED = re.compile(
    r"(?:Mrs?|Ms|Miss|Mx|Dr|Prof|Professor|Cllr|Councillor|PC|PCSO|DC|DS|DI|DCI|Sgt|Sergeant|Inspector|"
    r"Superintendent|Nurse|Judge|Sir|Dame|Lord|Baroness|Rev|Reverend)\.? "
    rf"(?P<who>(?:[A-Z]\.? ?){{0,3}}{_NAME}(?: {_NAME})?)"
)
NUMBERED_OFFICER = re.compile(r"(?:PC|PCSO|DC|DS|SC)\.? ?\d{2,5}\b")
NAMES = re.compile(rf"(?:[A-Z]\.? ?){{0,2}}{_NAME}(?: {_NAME})*|[A-Z]{{2,3}}\b(?! [A-Z])")
SIGNED = re.compile(
    r"(?:agreed|approved|reviewed|checked|seen|written|updated|signed(?: off)?|amended|drafted|authorised|"
    r"noted|prepared|completed|chaired|led|raised|told|confirmed|endorsed|done)(?: and \w+)? (?:by|with):? $",
    re.IGNORECASE,
)
"""What stands before a name, or the first letters of one."""
ASKED = re.compile(
    rf"(?:Ring|Contact|Ask|Tell|See|Phone|E?-?[Mm]ail|Write to|Speak to) (?P<who>{_NAME} {_NAME})\b"
)
SPOKEN_TO = re.compile(
    r"\b(?:by|from|with|to|told|asked?|see|contact|ring|phone|e-?mail|(?:social|support|youth) worker|"
    r"health visitor|teacher|head ?teacher|midwife|manager|officer|nurse|chair|consultant|constable|"
    r"practitioner|adviser|doctor|GP|LADO|DSL|IRO)(?: is| was|[:,])? $",
    re.IGNORECASE,
)
"""What stands before a first and a last name."""
RELATED = re.compile(
    r"\b(?:child|baby|boy|girl|son|daughter|brother|sister|mother|father|mum|dad|stepfather|stepmother|twin|"
    r"grandmother|grandfather|aunt|uncle)s?,? (?:(?:who (?:is|was)|is|was) )?(?:(?:named|called|known as) )?$"
)
"""What stands before the first name of somebody of a family."""
LEADS_TO_A_NAME = _words("""
    adviser as ask asked aunt baby boy brother by called chair child consultant constable contact dad
    daughter doctor dsl e-mail email father from girl gp grandfather grandmother headteacher iro is lado
    manager midwife mother mum named nurse officer phone practitioner ring see sister son stepfather
    stepmother teacher to told twin uncle visitor was with worker aunts boys brothers children daughters
    girls sisters sons twins uncles
""")
"""With what each of these three may end: to look for one word is quick."""
INITIALS_AND_DAY = re.compile(r"[A-Z]{2,3},? \d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b")
NO_PERSON = _words("""
    academy college grammar infants juniors nursery primary st ward
    act adviser agency assembly association authority board care chair charity chancellor chief code
    commission commissioner committee community conference constabulary consultant council county court
    department director directorate district education england executive family forum foundation
    framework general government group guidance health hospital hub inspector institute justice lead
    line link local manager mayor mash meeting ministry network nhs nurse office officer ofsted
    operation panel parliament part partners partnership plan police policy practitioner procedures
    programme project protection referral register report review royal safeguarding school schedule
    scheme secretary section service services social society state statutory support team together
    tribunal trust unit university wales welsh scotland ireland britain british english working young
    youth january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday children children's child's you your the this that
    they their we our it if when where who what why how and but or so then there here each every any all
    some no not yes do did does is are was were
""")
"""Words that are in no person's name, or mostly in that of a body."""


def identifying(text: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """Name what surely identifies somebody in a text.

    Args:
        text: The text, as it is shown.
        known: Numbers (as `digits` writes them) and e-mail addresses that everybody may know.

    Returns:
        The kinds of thing that were found, never the words; empty where nothing identifies anybody.
    """
    _, flat = _seen(text)
    return tuple(dict.fromkeys(SURE[kind] for kind, _ in _sure(flat, known)))


@lru_cache(maxsize=1 << 16)  # while serving, most pages are as they were
def signs(text: str, known: frozenset[str] | None = frozenset()) -> tuple[Clue, ...]:
    """Find all in a text that identifies somebody or may.

    Here no telephone number is one that everybody may know: those stand with the contacts.

    Args:
        text: The text, as it is shown.
        known: The words of names that are nobody's, in small letters, and mailboxes of the manual's own;
            None where nobody knows them, and then only what is sure is found.

    Returns:
        The signs by line, each kind once a line.
    """
    even, flat = _seen(text)
    found = [*_sure(flat, frozenset(), all_phones=True), *(_maybe(flat, known) if known is not None else ())]
    kept = {Clue(kind, even.count("\n", 0, start) + 1) for kind, start in found}
    return tuple(sorted(kept, key=lambda sign: (sign.line, sign.kind)))


def digits(number: str) -> str:
    """Write a British telephone number as its digits alone.

    Args:
        number: The number, however it is written.

    Returns:
        "+44 (0)20 7946 0000" as "02079460000".
    """
    bare = re.sub(r"\D", "", number.replace("(0)", ""))
    return f"0{bare.removeprefix('44')}" if number.strip().startswith("+44") else bare


def _seen(text: str) -> tuple[str, str]:
    """Return a text as a reader sees it, and the same with broken lines joined, both of one length."""
    if "&" in text:
        text = "\n".join(html.unescape(line).replace("\n", " ") for line in text.split("\n"))
    even = text.translate(_EVEN)
    return even, WRAPPED.sub(" ", even)


Place = tuple[Kind, int]
"""A kind, and where in the text it stands."""


def _sure(text: str, known: Collection[str], all_phones: bool = False) -> Iterator[Place]:
    bare = ADDRESS.sub(lambda found: " " * len(found[0]), text) if "://" in text else text
    for found in NHS_NUMBER.finditer(bare):
        if nhs.is_valid(found[0]) and not ISBN.search(bare, 0, found.start()):
            yield "personal-number", found.start()
    for found in PUPIL_NUMBER.finditer(bare):
        if upn.is_valid(found[0]):
            yield "personal-number", found.start()
    for found in POSTCODE.finditer(bare):
        yield "postcode", found.start()
    for start, number in _phones(bare):
        if all_phones or not (number in known or number.startswith(ORGANISATIONS_ONLY)):
            yield "phone-number", start
    if all_phones:
        for found in SHORT_PHONE.finditer(bare):
            yield "phone-number", found.start()
    if "@" in text:
        for found in EMAIL.finditer(text):
            if found[0] not in known and _is_personal(found):
                yield "personal-email", found.start()
    small = text.lower()
    if any(word in small for word in LIVES):
        for found in DATE.finditer(text):
            start, end = found.span()
            if LIVED_BEFORE.search(text, max(0, start - 60), start) or LIVED_AFTER.match(text, end):
                yield "birth-or-death", start


def _phones(text: str) -> Iterator[tuple[int, str]]:
    if not MAYBE_PHONE.search(text):
        return
    for found in PHONE.finditer(text):
        yield found.start(), digits(found[0])
    for match in PhoneNumberMatcher(text, "GB", leniency=Leniency.VALID):
        yield match.start, digits(match.raw_string)


def _is_personal(found: re.Match[str]) -> bool:
    if PRIVATE_HOSTS.fullmatch(found["host"]):
        return True
    names = FIRST_AND_LAST.fullmatch(found["who"])
    return bool(names and ROLES.isdisjoint(name.lower() for name in names.groups()))


def _maybe(text: str, known: frozenset[str]) -> Iterator[Place]:
    if "@" in text:
        for found in EMAIL.finditer(text):
            parts = re.split(r"[\W\d_]+", found["who"].lower())
            if found[0].lower() not in known and ROLES.isdisjoint(parts):
                yield "personal-email", found.start()
    for found in PLACE.finditer(text):
        name = NAME_OF_PLACE.search(text, max(0, found.start() - 60), found.start())
        if name and not all(word.lower().strip(".") in ANY_PLACE for word in name[0].split()):
            yield "school-or-ward", found.start()
    for found in NUMBERED_WARD.finditer(text):
        yield "school-or-ward", found.start()
    for pattern in (NUMBERED_OFFICER, TITLED, INITIALS_AND_DAY, ASKED):
        for found in pattern.finditer(text):
            begins = not text[found.start() - 1 : found.start()].isalnum()
            who = found.groupdict().get("who", "")
            if begins and not _is_body(who, known if pattern is ASKED else frozenset()):
                yield "person-named", found.start()
    for found in NAMES.finditer(text):
        start = found.start()
        before = text[max(0, start - 40) : start]
        if not before.endswith(" ") or before[-2:-1] in ".!?|":
            continue
        words = before.replace(",", " ").replace(":", " ").split()
        if not words or words[-1].lower() not in LEADS_TO_A_NAME:
            continue
        if _follows(before, found[0]) and not _is_body(found[0], known):
            yield "person-named", start


def _follows(before: str, name: str) -> bool:
    """Whether what stands before a name speaks of a person."""
    if SIGNED.search(before):
        return True
    return bool((" " in name and SPOKEN_TO.search(before)) or (not name.isupper() and RELATED.search(before)))


def _is_body(who: str, known: frozenset[str]) -> bool:
    """Whether a name is one of a body, a document or a day, and of no person."""
    words = {word.lower().strip(".'") for word in who.split()}
    words |= {word.removesuffix("'s") for word in words}
    return not NO_PERSON.isdisjoint(words) or not known.isdisjoint(words)
