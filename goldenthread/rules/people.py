"""Rules that keep children, families and staff from being identified, in all that a manual holds.

A message never repeats the words, since logs are public too. A false alarm is allowed with a reason in the
file that it stands in. What identifies somebody is decided in `text.personal_data`, and passing these rules
does not prove a text anonymous. Must not know what a page is about.

In: every file of the manual. Out: lines that may identify somebody: one with "aged 4, of 12 High Street".
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from goldenthread.manual.fields import TO_FILL_IN
from goldenthread.manual.manual import Manual, Page
from goldenthread.manual.page_records import AnyPage
from goldenthread.manual.shared_records import Allowed
from goldenthread.rules.rule import Check, Found, Look, rule
from goldenthread.text.personal_data import MOBILE, Clue, Kind, may_name, of_file, signs
from goldenthread.text.problems import Grade, Problem, Promise, Rule

PARTNERSHIP, CONTACTS, CITATIONS = "data/partnership.yml", "data/contacts.yml", "data/citations.yml"

SAID: dict[Kind, tuple[str, str, str]] = {
    "birth-or-death": (
        "Nothing says on which day somebody was born or died.",
        "An exact date of birth or death stands here.",
        "Take it out, or write the year or an age in words.",
    ),
    "personal-number": (
        "Nobody's NHS number or pupil number stands anywhere.",
        "An NHS number or a pupil number stands here.",
        "Take it out.",
    ),
    "postcode": (
        "No full postcode stands anywhere: a few homes share one.",
        "A full postcode stands here.",
        "Take it out, or write the town.",
    ),
    "phone-number": (
        "Telephone numbers stand in data/contacts.yml and nowhere else, but for 999, 101 and 111.",
        "A telephone number stands here.",
        'Take it out. That of a service goes into data/contacts.yml, and {{ contact("…") }} stands here.',
    ),
    "personal-email": (
        "No e-mail address is one person's own.",
        "An e-mail address stands here that looks like a person's own.",
        "Take it out, or write the mailbox of a team in data/contacts.yml.",
    ),
    "school-or-ward": (
        "No school, nursery, college, children's home or ward is named where children are spoken of.",
        "The name of a school, college, nursery, children's home or ward stands here.",
        'Write what it is and not which: "a primary school", "a hospital ward".',
    ),
    "person-named": (
        "No person is named: neither children and families nor staff; reviews and approvals name groups.",
        "What looks like a person's name or initials stands here.",
        'Write the role or the group in place of the name: "a social worker", "the procedures group".',
    ),
    "metadata": (
        "Pictures and documents hold nothing but what they show: no author, place, camera or comment.",
        "The file holds more than it shows",
        "Take a screenshot and use that, or have your computer remove the file's properties.",
    ),
}
"""Of each kind: the rule, what is wrong, and what to do."""

QUOTED = re.compile(r'"[^"]*"')
SLIPPED = "If it is real, deleting it is not enough: CONTRIBUTING.md says what to do now."


@dataclass(frozen=True)
class Scope:
    """A page, an entry of a data file or another file, with the false alarms that it allows."""

    file: str
    first: int
    allowed: tuple[tuple[Allowed, int], ...]
    """Each with the line that it stands on."""
    put_into: str
    """Where an editor writes that something is a false alarm."""
    page: Page[AnyPage] | None = None

    def place(self, line: int) -> str:
        """Return the heading or the field that a line stands under; empty where neither has a name."""
        if not self.page:
            return ""
        if line >= self.page.body.first_line:
            above = [heading for heading in self.page.body.headings if heading.line <= line]
            return above[-1].anchor if above else ""
        fields = [(at, path[0]) for path, at in self.page.lines.items() if len(path) == 1 and at <= line]
        return str(max(fields)[1]) if fields else ""

    def covered(self, found: Iterable[Clue]) -> Iterator[tuple[Allowed | None, int, list[Clue]]]:
        """Go through the allowances, with the line and the signs of each; last, as None, all other signs."""
        left = list(found)
        for allowed, line in sorted(self.allowed, key=lambda one: one[0].at is None):
            mine = [s for s in left if s.kind == allowed.rule and allowed.at in (None, self.place(s.line))]
            left = [sign for sign in left if sign not in mine]
            yield allowed, line, mine
        yield None, 0, left


def _scopes(manual: Manual, file: str) -> list[Scope]:
    """List the parts of a file that allow false alarms separately, in their order."""
    if page := manual.by_file.get(file):
        own = [(one, page.line("allowed", index)) for index, one in enumerate(page.record.allowed)]
        return [Scope(file, 1, tuple(own), "the part between the two lines ---", page)]
    if file.endswith(".md"):
        return [Scope(file, 1, (), "the part between the two lines ---")]
    name = file.removeprefix("data/").removesuffix(".yml")
    line = manual.data.line
    if name not in manual.data.entries:
        given = enumerate(manual.partnership.allowed)
        elsewhere = [(one, line("partnership", "allowed", i)) for i, one in given if one.file == file]
        return [Scope(file, 1, tuple(elsewhere), PARTNERSHIP)]
    flow = manual.texts.get(file, "").split("\n")
    return [Scope(file, 1, (), "the entry")] + [
        Scope(
            file,
            at := line(name, index),
            tuple((one, line(name, index, "allowed", i)) for i, one in enumerate(entry.allowed)),
            "the entry, before its last } and after a comma" if "{" in flow[at - 1][:4] else "the entry",
        )
        for index, entry in enumerate(manual.data.entries[name])
    ]


def _signs(manual: Manual, file: str) -> tuple[Clue, ...]:
    named = () if manual.data.unread else of_file(file, manual.public_words)
    if inside := manual.insides.get(file):
        hidden = (Clue("metadata", 1),) if inside.hidden else ()
        within = signs(inside.text, None if manual.data.unread else manual.public_words)
        return tuple(dict.fromkeys((*hidden, *named, *within)))
    sure_only = file in manual.unread or manual.data.unread  # which names are nobody's is not known then
    text = manual.texts.get(file, "")
    found = signs(text, None if sure_only else manual.public_words)
    if file == CONTACTS:
        lines = text.split("\n")
        return tuple(s for s in found if s.kind != "phone-number" or MOBILE.search(lines[s.line - 1]))
    if file == CITATIONS:  # what is published names its subject and its author
        return tuple(sign for sign in found if sign.kind not in ("school-or-ward", "person-named"))
    return tuple(dict.fromkeys((*named, *found)))


def _in_scopes(manual: Manual) -> Iterator[tuple[Scope, list[Clue]]]:
    """Go through all scopes that hold signs or allow some."""
    for file in (*manual.texts, *manual.insides):
        found = _signs(manual, file)
        page = manual.by_file.get(file)
        if not found and page and not page.record.allowed:
            continue
        scopes = _scopes(manual, file)
        for index, scope in enumerate(scopes):
            after = scopes[index + 1].first if index + 1 < len(scopes) else None
            yield scope, [s for s in found if s.line >= scope.first and (after is None or s.line < after)]


def _identified(look: Look, kind: Kind) -> Iterator[Found]:
    for scope, found in _in_scopes(look.manual):
        mine = [sign for sign in found if sign.kind == kind]
        if not mine:
            continue
        signed = {sign.line for sign in found}
        for allowed, _, some in scope.covered(mine):
            if not allowed or len(some) > allowed.times:
                for sign in some:
                    yield _told(look.manual, scope, sign, allowed, _allowance(scope, sign, some, signed))


def _told(manual: Manual, scope: Scope, sign: Clue, allowed: Allowed | None, allowance: str) -> Found:
    _, wrong, do = SAID[sign.kind]
    inside = manual.insides.get(scope.file)
    if inside and sign.kind == "metadata":
        wrong = f"{wrong}: {' and '.join(inside.hidden)}."
    elif inside and scope.file.endswith(".pdf"):
        wrong = wrong.replace("here", f"on page {sign.line}")
    elif sign in of_file(scope.file, manual.public_words):
        wrong, do = wrong.replace("here", "in the name of the file"), "Give the file another name."
    elif scope.file == CONTACTS and sign.kind == "phone-number":
        wrong, do = "A mobile number stands here, and may be one person's own.", "Write that of the team."
    if allowed:
        wrong += f" Of such things, {allowed.times} may stand there, and there are more."
        false, allowance = "If this identifies nobody either, write their number after times: there.", ""
    elif scope.allowed:
        false = f"If it identifies nobody, add what is below to the list allowed: in {scope.put_into}."
    else:
        false = f"If it identifies nobody, put the line below into {scope.put_into}, with the reason."
        allowance = f"allowed: [{allowance}]"
    return Found(scope.file, sign.line, wrong, f"{do} {SLIPPED} {false}", allowance)


def _allowance(scope: Scope, sign: Clue, others: list[Clue], signed: set[int]) -> str:
    """Write the allowance as far as it can be known, without a heading whose own words are the alarm."""
    at = scope.place(sign.line)
    if scope.page and any(h.anchor == at and h.line in signed for h in scope.page.body.headings):
        at = ""
    times = sum(not at or scope.place(other.line) == at for other in others)
    fields = {"file": scope.file if scope.put_into == PARTNERSHIP and scope.file != PARTNERSHIP else ""}
    fields |= {"rule": sign.kind, "at": at, "times": str(times) if times > 1 else "", "why": TO_FILL_IN}
    return f"{{{', '.join(f'{name}: {value}' for name, value in fields.items() if value)}}}"


def _check_of(kind: Kind) -> Check:
    def run(look: Look) -> Iterator[Found]:
        return _identified(look, kind)

    return Check(Rule(kind, Grade.STOPS, Promise.NOBODY, SAID[kind][0]), run)


IDENTIFIED: tuple[Check, ...] = tuple(map(_check_of, SAID))
"""One rule for each kind of thing that identifies somebody."""


@rule("needless-allowance", Grade.LOOK, Promise.NOBODY)
def needless_allowance(look: Look) -> Iterator[Found]:
    """Every false alarm that is allowed is still raised, as often as it says.

    Find allowances for what is gone: they would hide the next one.
    """
    for scope, found in _in_scopes(look.manual):
        for allowed, line, some in scope.covered(found):
            if allowed and len(some) < allowed.times:
                file = PARTNERSHIP if scope.put_into == PARTNERSHIP else scope.file
                often = f"allowed {_times(allowed.times)} and raised {_times(len(some))}"
                wrong = f'A false alarm of "{allowed.rule}" is {often}.'
                yield Found(file, line, wrong, "Take the entry out of allowed:, or mend its at: or times:.")
    known = {PARTNERSHIP, "data/link-exceptions.yml", *look.manual.insides}
    for index, entry in enumerate(look.manual.partnership.allowed):
        if entry.file not in known:
            line = look.manual.data.line("partnership", "allowed", index)
            do = "Write the path of a picture or document; a page allows its own between its two lines ---."
            yield Found(PARTNERSHIP, line, "A false alarm is allowed in a file that is not there.", do)


def _times(times: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(times, f"{times} times")


def discreet(problems: Iterable[Problem], manual: Manual) -> list[Problem]:
    """Take the quoted words out of every problem that might repeat what identifies somebody."""
    ours = {check.rule for check in IDENTIFIED}
    public = manual.public_words
    lines = {(scope.file, sign.line) for scope, found in _in_scopes(manual) for sign in found}
    signed = [manual.by_file[file] for file in {file for file, _ in lines} if file in manual.by_file]
    headings = [(page, heading) for page in signed for heading in page.body.headings]
    anchors = [heading.anchor for page, heading in headings if (page.file, heading.line) in lines]

    def discreetly(one: Problem) -> Problem:
        said = f"{one.wrong}\n\n{one.do}\n\n{one.paste}"
        quoted = QUOTED.findall(said)
        if (one.file, one.line) in lines or any(anchor in said for anchor in anchors) or signs(said, public):
            return _silenced(one, (*quoted, *anchors))
        names = [words for words in quoted if may_name(words, public)]
        return _silenced(one, names) if names else one

    return [one if one.rule in ours else discreetly(one) for one in problems]


def _silenced(problem: Problem, hidden: Iterable[str]) -> Problem:
    words = re.compile("|".join(map(re.escape, sorted(hidden, key=len, reverse=True))) or "(?!)")
    wrong, do = (words.sub(f'"{TO_FILL_IN}"', said) for said in (problem.wrong, problem.do))
    return replace(problem, wrong=wrong, do=do, paste="")
