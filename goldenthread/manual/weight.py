"""What in a text somebody acts on: numbers, dates, duties, contacts. Only where these differ does practice.

Knows words. Must not know a page or a rule, and repeats no words.

In: two wordings. Out: which kinds of weighty thing differ between them.

    >>> touched("Staff may ask.", "Staff must ask.") == (Weight.DUTY,)
    True
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum

from goldenthread.manual.references import LEADS_TO, PARTS
from goldenthread.text.scanner import AREA_BEGINS, BRACES, LINK, Call, read_call

BEGIN, END = "\ue000", "\ue001"
"""What stands between these counts as one word: a reference, which a reader sees as a title."""


class Weight(StrEnum):
    """A kind of thing that somebody acts on; its value begins the sentence that tells of the change."""

    NUMBER = "a number, a date or a time limit changed"
    DUTY = 'a "must", "should", "may", "not", "unless" or a word like them changed'
    CONTACT = "a contact changed"
    AREA = "the area that some text is for changed"
    CITATION = "a citation was replaced or taken out"


DUTIES = frozenset(
    """must should shall may might ought not never no none nobody nothing neither nor only unless except
    without always""".split()
)
"""What makes a sentence an order, a leave or a ban, and what turns it round. "Can't" is read as "not"."""
TIMES = frozenset(
    """minute minutes hour hours hourly day days daily week weeks weekly weekend fortnight month months
    monthly quarter quarterly year years yearly annually today tomorrow overnight immediately before after
    until within january february march april june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday weekday weekdays""".split()
)
"""Days and limits are told in these words even where no number stands beside them."""
SMALL = "zero one two three four five six seven eight nine ten eleven twelve".split()
LARGE = """thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty
    seventy eighty ninety hundred thousand million dozen half both once twice first second third fourth
    fifth""".split()
NUMBERS = {word: str(value) for value, word in enumerate(SMALL)} | {word: word for word in LARGE}
"""A number in words is the same as in digits."""
TOKEN = re.compile(
    f"{BEGIN}(?P<reference>[^{END}]*){END}"
    r"|(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<number>\d+(?:[.,:/]\d+)*)"
    r"|(?P<word>[^\W\d_]+(?:['\u2019][^\W\d_]+)*)"
)


def as_read(text: str, renamed: Mapping[str, str]) -> str:
    """Put what a reader sees in the place of links and words, each reference as one word.

    Args:
        text: The text, as its author wrote it.
        renamed: The present name of what had another one (see `Comparison`): a page that points at such a
            page, contact or citation is not changed by that.

    Returns:
        The text as it is read.
    """
    if area := AREA_BEGINS.match(text):
        return f"{BEGIN}area {area['areas'].strip()}{END}"
    text = BRACES.sub(lambda braces: _reference(read_call(braces["word"], 0), braces[0], renamed), text)
    text = LINK.sub(_link, text)
    return " ".join(text.split())


def _reference(call: Call | None, written: str, renamed: Mapping[str, str]) -> str:
    if not call:
        return written
    values = [str(value) for value in (*call.args, *(value for _, value in call.kwargs))]
    if call.name in LEADS_TO and values:
        name = PARTS.split(values[0])[0]
        values[0] = renamed.get(f"{LEADS_TO[call.name]}/{name}", name)
    shown = len(values) if call.name not in LEADS_TO or call.name == "cite" else 1
    return f"{BEGIN}{' '.join([call.name, *values[:shown]])}{END} {' '.join(values[shown:])}"


def _link(link: re.Match[str]) -> str:
    target = link["target"]
    return (
        f"{BEGIN}contact {target}{END} {link['text']}"
        if target.startswith(("tel:", "mailto:"))
        else link["text"]
    )


def touched(old: str, new: str) -> tuple[Weight, ...]:
    """Find what of weight differs between two texts.

    Args:
        old: The text as it was read.
        new: The text as it is read now.

    Returns:
        Each kind of weighty thing that differs, once.
    """
    was, now = list(_weights(old)), list(_weights(new))
    found = {weight for weight, _ in (Counter(was) - Counter(now)) + (Counter(now) - Counter(was))}
    if not found and was != now:
        found = {one[0] for one, other in zip(was, now, strict=True) if one != other}
    if Counter(_citations(old)) - Counter(_citations(new)):  # a citation that was added changes nothing
        found.add(Weight.CITATION)
    return tuple(weight for weight in Weight if weight in found)


def _weights(text: str) -> Iterator[tuple[Weight, str]]:
    for token in TOKEN.finditer(text):
        reference, word = token["reference"], (token["word"] or "").lower().replace("\u2019", "'")
        if reference is not None and reference.startswith("contact "):
            yield Weight.CONTACT, reference
        elif reference is not None and reference.startswith("area "):
            yield Weight.AREA, reference
        elif token["email"]:
            yield Weight.CONTACT, token["email"].lower()
        elif number := token["number"] or NUMBERS.get(word, ""):
            yield Weight.NUMBER, number
        elif word in TIMES:
            yield Weight.NUMBER, word
        elif word == "cannot" or word.endswith("n't"):
            yield Weight.DUTY, "not"
        elif word in DUTIES:
            yield Weight.DUTY, word


def _citations(text: str) -> Iterator[str]:
    for token in TOKEN.finditer(text):
        if (token["reference"] or "").startswith("cite "):
            yield token["reference"]
