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
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Literal, NamedTuple
from urllib.parse import unquote

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
ENTITY = re.compile(r"&#?\w+;")
BREAK = re.compile(r"<br\b[^>\n]*>", re.IGNORECASE)
UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|</?[a-z][^>\n]*>|\[(?=[^\]\n]+\]\()|\]\([^)\n]*\)", re.DOTALL | re.IGNORECASE
)
"""Comments, tags, and of a link all but its words. Others read them, so they are judged by themselves."""
WRAPPED = re.compile(r"\n(?=[A-Za-z0-9(+])(?![\w-]+:|\d+[.)] )")
"""A line that goes on in the next one."""
ADDRESS = re.compile(r"https?://[^\s)>\"']+")

# --- what is sure ---

# A pattern begins with the first character and looks back from there: so it is found many times quicker.
NHS_NUMBER = re.compile(
    r"\d(?<![\d-]\d)\d{2}[ -]?\d{3}[ -]?\d{4}(?![\d-])|[4679](?<!\d[./-][4679])(?<!\d[4679])"
    r"\d{0,3}([ ./-]{1,3})\d{1,4}(?:\1\d{1,4}){1,8}(?![./-]?\d)"
)
"""In its three groups, or in others that are set apart alike."""
ISBN = re.compile(r"ISBN(?:-10)?:? *$")
"""The check digit of an old ISBN is made as that of an NHS number."""
PUPIL_NUMBER = re.compile(r"[A-Z](?<!\w[A-Z])(?:[ -]?\d){11}[ -]?[\dA-Z]\b")
POSTCODE = re.compile(
    r"[A-Z](?<!\w[A-Z])[A-Z]?\d[A-Z\d]?\d[ABD-HJLNP-UW-Z]{2}\b"
    r"|(?i:[a-z](?<!\w[a-z])[a-z]?\d[a-z\d]?[ -]\d(?!st\b|nd\b|rd\b|th\b)[abd-hjlnp-uw-z]{2}\b)"
)
NUMBERED = re.compile(
    r"\b(?:form|table|figure|annex|appendix|section|model|version|room|type|part) $", re.IGNORECASE
)
"""Before what only looks like a postcode."""
PHONE = re.compile(
    r"[+(0](?<![\w/.+-][+(0])(?:(?<=\+)44 ?(?:\(0\))? ?|(?<=\()0|(?<=0))(?:[ ()-]?\d){9,10}(?![ -]?\d)"
)
"""What looks like a British number, though nobody may have it: the library finds those that exist."""
MOBILE = re.compile(r"(?<![\d-])(?:\+44 ?(?:\(0\))? ?|0)7(?:[ ()-]?\d){9}(?!\d)")
"""May be one person's own, wherever it stands."""
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
    rf"\d(?<!\d\d)(?:\d?[/.-]\d{{1,2}}[/.-]\d{{2,4}}|\d{{3}}[/.-]\d{{1,2}}[/.-]\d{{1,2}}"
    rf"|\d?(?:st|nd|rd|th)?(?: of)?[ -]{_MONTH}\.?,?[ -](?:\d{{4}}|'?\d\d))\b"
    rf"|[JFMASOND](?<!\w[JFMASOND])(?:an|eb|ar|pr|ay|un|ul|ug|ep|ct|ov|ec)[a-z]* {_DAY},? \d{{4}}\b",
    re.IGNORECASE,
)
_LIVES = r"(?:born|stillborn|died|killed|murdered|passed away|found dead)"
_BIRTH = r"(?:d\.?o\.?[bd]\b\.?|(?:dates? of )?(?:birth|death)\b|birthday\b)"
LIVED_BEFORE = re.compile(
    rf"\b(?:{_LIVES}\b:?[^.;:|\n\d]{{0,30}}|{_BIRTH}(?: on| was| is)?[:\s|(-]*(?:the )?)$|\([bd]\.? ?$",
    re.IGNORECASE,
)
LIVED_AFTER = re.compile(rf"[^.;:|\n\d]{{0,40}}\b{_LIVES}\b", re.IGNORECASE)
BORN_COLUMN = re.compile(rf"\|\s*{_BIRTH}\s*\|", re.IGNORECASE)
LAW_BEFORE = re.compile(
    r"\b(?:after|before|since|from|until|between|and|by|than|force on|force) (?:the )?$", re.IGNORECASE
)
LAW_AFTER = re.compile(
    r",? (?:or|and) (?:later|after|before|earlier)|,? onwards|,? (?:every|all|any|no) ", re.IGNORECASE
)
"""What stands about the date of a rule, which is nobody's."""
LIVES = (
    "birth",
    "born",
    "dob",
    "d.o.b",
    "dod",
    "d.o.d",
    "die",
    "dea",
    "killed",
    "murder",
    "passed",
    "(b",
    "(d",
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
NAME_OF_PLACE = re.compile(r"(?<![\w'-])(?:(?:[A-Z][\w'-]*\.?|of|the|and|&) ){1,7}$")
NUMBERED_WARD = re.compile(r"[Ww]ard \d{1,3}[A-Z]?\b")
ANY_PLACE = _words("""
    a c e an any all at before after both each every for from her his if in is it its many most my new no
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

_NAME = r"(?:[A-Z]'|Mac|Mc)?[A-Z][a-zà-ÿ]+(?:['-]?[A-Z][a-zà-ÿ]+)?(?:'s\b)?"
TITLED = re.compile(
    r"(?:Mrs?|Ms|Miss|Mx|Dr|Prof|Professor|Cllr|Councillor|PC|PCSO|DC|DS|DI|DCI|Sgt|Sergeant|Inspector|"
    r"Superintendent|Nurse|Judge|Sir|Dame|Lord|Baroness|Rev|Reverend)\.? "
    rf"(?P<who>(?:[A-Z]\.? ?){{0,3}}{_NAME}(?: {_NAME})?)\b"
    r"(?!(?:'s)? (?:[Rr]eport|[Rr]eview|[Ii]nquiry|[Ll]aw))"
)
NUMBERED_OFFICER = re.compile(r"(?:PC|PCSO|DC|DS|SC)\.? ?\d{2,5}\b")
INITIALS_AND_DAY = re.compile(r"[A-Z]{2,3},? \d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b")
NAMES = re.compile(
    rf"(?<!\w)(?<!\w')(?:(?:[A-Z]\.? ?){{0,2}}{_NAME}(?: (?:[A-Z]\.? )?{_NAME})*|[A-Z]{{2,3}}\b(?! [A-Z]))"
)
FIRST_NAMES = _words("""
    abdul adam ahmed aisha alan alex alice alison amanda amelia amina amy andrea andrew angela ann anna anne
    anthony ben brian callum carol caroline catherine charlotte chloe chris christine christopher claire
    daniel david deborah diane donna edward elizabeth emily emma fatima fiona gareth gary george graham
    hannah harry heather helen ian jacob jake james jane janet jason jennifer jessica joan joanna joanne john
    joseph joshua julie karen kate katie keith kelly kevin laura lauren lee leah liam linda lisa louise lucy
    margaret maria martin mary matthew megan michael michelle mohammed muhammad natalie nicola nigel oliver
    olivia patricia patrick paul peter philip priya rachel rebecca richard robert ruth ryan samantha samuel
    sandra sarah sharon sian simon sophie stephen steven stuart susan thomas tracey tracy victoria wendy
    william yusuf zainab zoe
""")
"""Common first names: before another name they need nothing else to be somebody's."""
POSTS = _words("""
    adviser advisor author chair clerk coach constable consultant coordinator co-ordinator counsellor dcpo
    ddsl deputy director doctor dpo dsl gp governor guardian head headteacher iro lado lead manager member
    midwife mentor nurse officer paediatrician person practitioner principal psychologist secretary senco
    sendco sergeant solicitor supervisor sw teacher therapist treasurer trustee tutor visitor worker
""")
"""What somebody is, who then may be named."""
ASKED = _words("ask asked call contact e-mail email phone ring see speak tell told by signed")
DONE = _words("""
    agreed amended approved authorised chaired checked completed confirmed done drafted endorsed led noted
    prepared raised reviewed seen signed told updated written off
""")
"""Before "by" or "with" and the first letters of a name."""
FAMILY = _words("""
    aunt baby boy brother child dad daughter father girl grandfather grandmother mother mum sister son
    stepfather stepmother twin uncle aunts boys brothers children daughters girls sisters sons twins uncles
""")
JOINING = _words("is was are who named called known as our the")
BEFORE_NAME = re.compile(r"(\w[\w'-]*(?: \w[\w'-]*){0,5})([\s:,(|#>-]*)$")
POST_AFTER = re.compile(
    r"(?:\s*[,(|]|\s+-|[ ]+(?:is|was)\b|\n)[\s|]*(?:(?:our|the|your|a) )?(?:[\w-]+ ){0,3}?"
    rf"(?:{'|'.join(sorted(POSTS - {'person', 'member', 'see'}))})\b(?! \w+[:|])",
    re.IGNORECASE,
)
ENDS = re.compile(r"\s*(?:$|[\n|,;.()]|-)")
ABSTRACT = re.compile(r"(?:ement|tion|ssion|ility|iety|ology|owance|iance|ness|ship|ism|ical|fare)s?$")
"""How no name ends."""
NO_PERSON = _words("""
    abuse academy act additional advice adviser agency aid all allowance and annual any appendix april are
    area assembly association august authority avenue behaviour benefit bill board book britain british but
    care centre chair chancellor charity chief child's childline children children's close code college
    commission commissioner committee community conference constabulary consultant contact council county
    court cp credit crescent criminal cross crown data days december department designated did director
    directorate disability district do document does domestic drive duty each early east education emergency
    england english equality every executive exploitation faith family february first follow form former
    forum foundation framework friday friends general gillick government gp grammar great green group
    guidance guide harm head health help helpline here high home homes hospital house how hub human if in
    inclusion independent infants inquiry inspector institute intelligence intervention introduction ireland
    is it january july june juniors justice keeping key kingdom la lane law lead learning line link living
    local london lord made main manager mandatory march married mash may mayor meeting member mental method
    ministry model monday named national neglect network new next nhs no north north-east not november nurse
    nursery october of office officer ofsted on online operation operations option or other our out outcome
    panel parent parental parents park parliament part partners partnership peer performance place plan
    point police policy post practice practitioner prevent primary private procedures professional programme
    project protection public read record records recovery referral register report review rights ring risk
    road role royal rule safe safeguarding safer same saturday schedule scheme school scotland secondary
    secretary section senior september serious service services settings sexual signed signs single so
    social society some south speak special specialist square st staff stage standard state statutory step
    strategic strategy street sunday support teacher teachers team tell terrace that the their then theory
    there they this threshold thresholds thursday to together training tribunal trust tuesday two uk under
    unit universal university victim victims violence voice wales ward was we wednesday welsh were west what
    when where white who why with woman women womens work working yes you young your youth zone
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
    found = [kind for seen in _readings(text) for kind, _ in _sure(WRAPPED.sub(" ", seen), known)]
    return tuple(dict.fromkeys(SURE[kind] for kind in found))


def of_file(path: str, known: frozenset[str] = frozenset()) -> tuple[Clue, ...]:
    """Find what identifies somebody in the name of a file: "jane-smith.docx", "943-476-5919.pdf".

    Args:
        path: Where the file stands.
        known: The words of names that are nobody's, in small letters.

    Returns:
        The signs, on line 1.
    """
    name = re.sub(r"[-_+]", " ", unquote(PurePosixPath(path).stem))
    found = {*signs(name, known)} | ({Clue("person-named", 1)} if may_name(name.lower(), known) else set())
    return tuple(sorted(found))


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
    kept = set[Clue]()
    for seen in _readings(text):
        flat = WRAPPED.sub(" ", seen)
        found = [*_sure(flat, frozenset(), all_phones=True), *_births_of_tables(seen)]
        if known is not None:
            found += [*_maybe(flat, known), *_named(seen, known)]
        kept |= {Clue(kind, seen.count("\n", 0, start) + 1) for kind, start in found}
    return tuple(sorted(kept, key=lambda sign: (sign.line, sign.kind)))


def may_name(text: str, known: Collection[str] = ()) -> bool:
    """Tell whether a value, an address or a file's name may be somebody's name, however it is written.

    Args:
        text: What is written: "Jane Smith", "JaneSmith", "jane-smith.docx".
        known: The words of names that are nobody's, in small letters.

    Returns:
        Whether a message must not repeat it.
    """
    words = re.findall(r"[A-Z]?[a-zà-ÿ']+", unquote(text).replace("\u2019", "'"))
    for first, last in pairwise(words):
        capitals = first[0].isupper() and last[0].isupper()
        if (capitals or first.lower() in FIRST_NAMES) and not _is_body(f"{first} {last}", known):
            return True
    return False


def digits(number: str) -> str:
    """Write a British telephone number as its digits alone.

    Args:
        number: The number, however it is written.

    Returns:
        "+44 (0)20 7946 0000" as "02079460000".
    """
    bare = re.sub(r"\D", "", number.replace("(0)", ""))
    return f"0{bare.removeprefix('44')}" if number.strip().startswith("+44") else bare


def _readings(text: str) -> Iterator[str]:
    """Return a text as a reader sees it, then what is hidden in it; of both, every line where it stood."""
    if "&" in text:
        text = ENTITY.sub(lambda found: html.unescape(found[0]).replace("\n", " "), text)
    text = text.translate(_EVEN)
    if "<" not in text and "](" not in text:
        yield text
        return
    text = BREAK.sub(" ", text)
    yield UNSEEN.sub(lambda found: "\n" * found[0].count("\n"), text)
    hidden, end = [], 0
    for found in UNSEEN.finditer(text):
        hidden += ["\n" * text.count("\n", end, found.start()), " ; ", found[0]]
        end = found.end()
    yield "".join(hidden)


Place = tuple[Kind, int]
"""A kind, and where in the text it stands."""


def _sure(text: str, known: Collection[str], all_phones: bool = False) -> Iterator[Place]:
    bare = ADDRESS.sub(lambda found: " " * len(found[0]), text) if "://" in text else text
    for found in NHS_NUMBER.finditer(bare):
        if nhs.is_valid(re.sub(r"\D", "", found[0])) and not ISBN.search(bare, 0, found.start()):
            yield "personal-number", found.start()
    for found in PUPIL_NUMBER.finditer(bare):
        if upn.is_valid(re.sub(r"[ -]", "", found[0])):
            yield "personal-number", found.start()
    for found in POSTCODE.finditer(bare):
        if not NUMBERED.search(bare, max(0, found.start() - 10), found.start()):
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
            if LAW_BEFORE.search(text, max(0, start - 20), start) or LAW_AFTER.match(text, end):
                continue
            if LIVED_BEFORE.search(text, max(0, start - 60), start) or LIVED_AFTER.match(text, end):
                yield "birth-or-death", start


def _births_of_tables(text: str) -> Iterator[Place]:
    """Find dates in the column of a table whose head says that they are of births or deaths."""
    for head in BORN_COLUMN.finditer(text):
        column = text.count("|", text.rfind("\n", 0, head.start()) + 1, head.start())
        start = text.find("\n", head.end()) + 1
        while start and text.startswith("|", start):
            end = text.find("\n", start)
            cells = text[start : end if end >= 0 else None].split("|")
            if column + 1 < len(cells) and DATE.search(cells[column + 1]):
                yield "birth-or-death", start
            start = end + 1


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


def _named(text: str, known: frozenset[str]) -> Iterator[Place]:
    for pattern in (NUMBERED_OFFICER, TITLED, INITIALS_AND_DAY):
        for found in pattern.finditer(text):
            begins = not text[found.start() - 1 : found.start()].isalnum()
            if begins and not _is_body(found.groupdict().get("who", ""), ()):
                yield "person-named", found.start()
    for found in NAMES.finditer(text):
        words = found[0].split()
        cues = [at for at, word in enumerate(words[:-1], 1) if word.lower() in POSTS | ASKED | FAMILY]
        cut = max(cues, default=0)
        name = words[cut:]
        if _is_body(" ".join(name), known):
            continue
        before = text[max(0, found.start() - 60) : found.start()] + "".join(
            f"{word} " for word in words[:cut]
        )
        if _is_somebody(name, before, text[found.end() : found.end() + 60]):
            yield "person-named", found.start()


def _is_somebody(name: list[str], before: str, after: str) -> bool:
    """Whether a name is a person's, by itself or by what stands before and after it."""
    first = name[0].lower()
    if len(name) > 1 and (first in FIRST_NAMES or POST_AFTER.match(after)):
        return True
    found = BEFORE_NAME.search(before)
    if not found:
        return False
    words, between = found[1].lower().split(), found[2]
    joined = words[-1] in JOINING
    while len(words) > 1 and words[-1] in JOINING:
        words.pop()
    if "of" in words[-4:] and between != " ":  # "Chair of governors: "
        words = words[: len(words) - words[::-1].index("of") - 1] or words
    last = words[-1].removesuffix("'s")
    if between == " " or joined or (between == ", " and after.startswith(",")):
        signed = last in ("by", "with") and not DONE.isdisjoint(words)
        if signed or (last in FAMILY and _is_first_name(name, before)):
            return True
    if last == "signed" and between.strip() == ":":
        return True
    if len(name) == 1 and first not in FIRST_NAMES:
        return False
    if last in ASKED or (words[-2:-1] == ["speak"] and last == "to"):
        return between.strip() in ("", ":") and "\n" not in between
    return last in POSTS and (not between.strip(" ,:(") or bool(ENDS.match(after)))


def _is_first_name(name: list[str], before: str) -> bool:
    """Whether a word after "child" or "mother" names one: "Aisha" and "KW", but not the published "Q"."""
    if name[0].isupper():
        return len(name[0]) == 2
    return name[0].lower() in FIRST_NAMES or before.split()[-1].islower()  # "Baby Clinic" is no baby


def _is_body(who: str, known: Collection[str]) -> bool:
    """Whether a name is one of a body, a document or a day, and of no person."""
    words = {word.lower().strip(".'").removesuffix("'s") for word in who.split()}
    return any(word in NO_PERSON or word in known or ABSTRACT.search(word) for word in words)
