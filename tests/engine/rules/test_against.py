"""What a pull request may not do to what was published: each rule broken, and what nobody is told of."""

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldenthread.cli import main
from goldenthread.pages.frame import frame
from goldenthread.pages.made.registry import make_pages
from goldenthread.rules import check
from goldenthread.site.listed import LISTED
from goldenthread.text.dates import parse_day
from goldenthread.text.problems import Grade
from tests.engine.small_manual import FILES, PROGRAM, TODAY, beside_its_own, edited, manual_of
from tests.engine.small_record import begin, commit

NEGLECT, DISAGREEMENTS = "procedures/neglect.md", "procedures/disagreements.md"
LEARNING = "briefings/learning/audit-2024.md"
BRIEFING, GUIDE = "briefings/seven-minute/seeing-children.md", "briefings/one-minute/neglect.md"
CONTACTS, CITATIONS, GLOSSARY = "data/contacts.yml", "data/citations.yml", "data/glossary.yml"
PARTNERSHIP = "data/partnership.yml"
GUIDE_NOW = "briefings/one-minute/neglect-now.md"


def edits(file, *replaced, text=""):
    """Change several passages of one file, which must be there."""
    text = text or FILES[file]
    for old, new in replaced:
        assert old in text, f"{old!r} does not stand in {file}"
        text = text.replace(old, new, 1)
    return {file: text}


def entry(kind, at="at: [who-does-what]"):
    """Write an entry of `changes:`, as an editor does, before those that are there."""
    lines = f"class: {kind}\n    what: It changed.\n    why: It was time.\n    because: [routine]\n    {at}\n"
    approved = "    approved: {by: procedures-group, on: 2026-11}\n" if kind == "changed" else ""
    return "changes:\n", f"changes:\n  - in_force: 2026-11-21\n    {lines}{approved}"


@pytest.fixture
def told(tmp_path):
    """Hold a changed manual against the small one, or against another base."""

    def hold(changed, base=None, today=TODAY):
        before, _ = manual_of(tmp_path / "base", base or {})
        head = manual_of(tmp_path / "head", {**(base or {}), **changed})
        return beside_its_own(check(*head, today, base=before))

    return hold


def stopped(problems):
    """Give what stops, as an editor reads it."""
    return [str(problem) for problem in problems if problem.stops]


NEW = "procedures/fire-drills.md"
A_NEW_PAGE = FILES[DISAGREEMENTS].replace("title: Disagreements", "title: Fire drills")
A_NEW_PAGE_TOLD = A_NEW_PAGE.replace(
    "---\n\n## Talk",
    "changes:\n  - {in_force: 2026-11-21, class: new, what: Drills., why: Fires., because: [routine], "
    "approved: {by: procedures-group, on: 2026-11-20}}\n---\n\n## Talk",
)

BREACHES = [
    pytest.param(
        {NEW: A_NEW_PAGE},
        [
            "procedures/fire-drills.md:2: new-procedure: This procedure is new, and no entry under changes: tells readers. Put the lines below above the second line ---, and write your words at each … in them."
        ],
        [
            "changes:\n  - in_force: 2026-11-21\n    class: new\n    what: … what this page is for\n    why: … why it was written\n    because: [… routine or a citation or an action such as a-review/d]\n    approved: {by: … procedures-group, on: … a date}"
        ],
        id="a new procedure that nobody is told of",
    ),
    pytest.param(
        edited("data/partnership.yml", "id: sandford", "id: sandford-2"),
        [
            "data/partnership.yml:20: lost-address: The id of the partnership changed: whoever follows its feeds and calendars would lose them. Write id: sandford again."
        ],
        [],
        id="another id of the partnership",
    ),
    pytest.param(
        {
            file: text.replace("section: harm", "section: kinds").replace("id: harm", "id: kinds")
            for file, text in FILES.items()
            if "harm" in text
        },
        [
            'data/partnership.yml:1: lost-anchor: The section "harm" is gone, and links to procedures/#harm would lead nowhere. Put it back. Only its name may change. If another entry took its place, add the line below to that one.'
        ],
        ["was: [harm]"],
        id="another id of a section",
    ),
    pytest.param(
        edited("data/contacts.yml", "0808 800 5000", "0800 1111"),
        [
            'data/contacts.yml:7: number-checked: A number of "LADO" changed, and the check below it is older. Ring it, and write under checked: the day, the group, and how: rung.'
        ],
        [],
        id="a number that changed and nobody made sure of",
    ),
    pytest.param(
        edited(NEGLECT, "You must ask.", "You should ask."),
        [
            'procedures/neglect.md:32: silent-change: Here a "must", "should", "may", "not", "unless" or a word like them changed, and no new entry under changes: tells readers. Put the lines below at the top of changes:, and write your words at each … in them. If nobody must do anything differently, write class: clarified and leave approved: out.'
        ],
        [
            "  - in_force: 2026-11-21\n    class: changed\n    what: … what changed\n    why: … why it changed\n    because: [… routine or a citation or an action such as a-review/d]\n    at: [who-does-what]\n    approved: {by: … procedures-group, on: … a date}"
        ],
        id="a duty that changed",
    ),
    pytest.param(
        edited(NEGLECT, "You must ask.", "You must ask within 24 hours."),
        [
            "procedures/neglect.md:32: silent-change: Here a number, a date or a time limit changed, and no new entry under changes: tells readers. Put the lines below at the top of changes:, and write your words at each … in them. If nobody must do anything differently, write class: clarified and leave approved: out."
        ],
        [
            "  - in_force: 2026-11-21\n    class: changed\n    what: … what changed\n    why: … why it changed\n    because: [… routine or a citation or an action such as a-review/d]\n    at: [who-does-what]\n    approved: {by: … procedures-group, on: … a date}"
        ],
        id="a time limit that came in",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", "Talk to each other unless it is urgent."),
        [
            'procedures/disagreements.md:13: silent-change: Here a "must", "should", "may", "not", "unless" or a word like them changed, and no new entry under changes: tells readers. Put the lines below above the second line ---, and write your words at each … in them. If nobody must do anything differently, write class: clarified and leave approved: out.'
        ],
        [
            "changes:\n  - in_force: 2026-11-21\n    class: changed\n    what: … what changed\n    why: … why it changed\n    because: [… routine or a citation or an action such as a-review/d]\n    at: [talk-first]\n    approved: {by: … procedures-group, on: … a date}"
        ],
        id="a page that has no changes yet",
    ),
    pytest.param(
        edited(NEGLECT, "You must ask.", "Be kind.\n\nYou must ask."),
        [
            "procedures/neglect.md:32: silent-change: Here a paragraph was added, and no new entry under changes: tells readers. Put the lines below at the top of changes:, and write your words at each … in them. If anybody must do something differently, write class: changed, and who approved it and when."
        ],
        [
            "  - in_force: 2026-11-21\n    class: clarified\n    what: … what changed\n    why: … why it changed\n    because: [… routine or a citation or an action such as a-review/d]\n    at: [who-does-what]"
        ],
        id="a paragraph that was added",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.\n", ""),
        [
            "procedures/disagreements.md:11: silent-change: Here a paragraph was taken out, and no new entry under changes: tells readers. Put the lines below above the second line ---, and write your words at each … in them. If anybody must do something differently, write class: changed, and who approved it and when."
        ],
        [
            "changes:\n  - in_force: 2026-11-21\n    class: clarified\n    what: … what changed\n    why: … why it changed\n    because: [… routine or a citation or an action such as a-review/d]\n    at: [talk-first]"
        ],
        id="a paragraph that was taken out",
    ),
    pytest.param(
        edited(NEGLECT, "See the child alone.", "See the child alone, at home and at school, with toys."),
        [
            "procedures/neglect.md:26: silent-change: Here more than 5 words of a paragraph changed, and no new entry under changes: tells readers. Put the lines below at the top of changes:, and write your words at each … in them. If anybody must do something differently, write class: changed, and who approved it and when."
        ],
        [
            "  - in_force: 2026-11-21\n    class: clarified\n    what: … what changed\n    why: … why it changed\n    because: [… routine or a citation or an action such as a-review/d]\n    at: [seeing-the-child]"
        ],
        id="a paragraph of which much changed",
    ),
    pytest.param(
        edits(
            NEGLECT,
            ("See the child alone.", "Never see the child alone."),
            ("You must ask.", "You should ask."),
        ),
        [
            'procedures/neglect.md:26: silent-change: Here a "must", "should", "may", "not", "unless" or a word like them changed (see also line 32), and no new entry under changes: tells readers. Put the lines below at the top of changes:, and write your words at each … in them. If nobody must do anything differently, write class: clarified and leave approved: out.'
        ],
        [
            "  - in_force: 2026-11-21\n    class: changed\n    what: … what changed\n    why: … why it changed\n    because: [… routine or a citation or an action such as a-review/d]\n    at: [seeing-the-child, who-does-what]\n    approved: {by: … procedures-group, on: … a date}"
        ],
        id="several places that changed",
    ),
    pytest.param(
        edited(NEGLECT, 'Ring {{ contact("lado") }}.', "Ring them."),
        [
            "procedures/neglect.md:22: silent-change: Here a contact changed, and no new entry under changes: tells readers. Put the lines below at the top of changes:, and write your words at each … in them. If nobody must do anything differently, write class: clarified and leave approved: out."
        ],
        [
            "  - in_force: 2026-11-21\n    class: changed\n    what: … what changed\n    why: … why it changed\n    because: [… routine or a citation or an action such as a-review/d]\n    at: [do-this-now]\n    approved: {by: … procedures-group, on: … a date}"
        ],
        id="a contact that was taken out",
    ),
    pytest.param(
        edited(NEGLECT, "chapter 1", "chapter 2"),
        [
            "procedures/neglect.md:32: silent-change: Here a citation was replaced or taken out, and no new entry under changes: tells readers. Put the lines below at the top of changes:, and write your words at each … in them. If anybody must do something differently, write class: changed, and who approved it and when."
        ],
        [
            "  - in_force: 2026-11-21\n    class: clarified\n    what: … what changed\n    why: … why it changed\n    because: [… routine or a citation or an action such as a-review/d]\n    at: [who-does-what]"
        ],
        id="a citation of another place",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "title: Disagreements", "title: Disagreeing"),
        [
            "procedures/disagreements.md:2: silent-change: Here the title changed, and no new entry under changes: tells readers. Put the lines below above the second line ---, and write your words at each … in them. If anybody must do something differently, write class: changed, and who approved it and when."
        ],
        [
            "changes:\n  - in_force: 2026-11-21\n    class: clarified\n    what: … what changed\n    why: … why it changed\n    because: [… routine or a citation or an action such as a-review/d]"
        ],
        id="a title with other words",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "section: harm", "section: harm\naudience: [schools]"),
        [
            "procedures/disagreements.md:5: silent-change: Here whom this page is for changed, and no new entry under changes: tells readers. Put the lines below above the second line ---, and write your words at each … in them. If nobody must do anything differently, write class: clarified and leave approved: out."
        ],
        [
            "changes:\n  - in_force: 2026-11-21\n    class: changed\n    what: … what changed\n    why: … why it changed\n    because: [… routine or a citation or an action such as a-review/d]\n    approved: {by: … procedures-group, on: … a date}"
        ],
        id="another audience",
    ),
    pytest.param(
        edited(
            DISAGREEMENTS,
            "section: harm",
            "section: harm\nwithdrawn: {on: 2026-11, why: Nobody used it., replaced_by: neglect}",
        ),
        [
            "procedures/disagreements.md:5: silent-change: Here this page was withdrawn, or its withdrawal changed, and no new entry under changes: tells readers. Put the lines below above the second line ---, and write your words at each … in them. If nobody must do anything differently, write class: clarified and leave approved: out."
        ],
        [
            'changes:\n  - in_force: 2026-11\n    class: changed\n    what: "This page was withdrawn. Use Neglect instead."\n    why: … why it changed\n    because: [… routine or a citation or an action such as a-review/d]\n    approved: {by: … procedures-group, on: … a date}'
        ],
        id="a page that was withdrawn",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", "Talk to each other `within 2 days`."),
        [
            "procedures/disagreements.md:13: silent-change: Here a number, a date or a time limit changed, and no new entry under changes: tells readers. Put the lines below above the second line ---, and write your words at each … in them. If nobody must do anything differently, write class: clarified and leave approved: out."
        ],
        [
            "changes:\n  - in_force: 2026-11-21\n    class: changed\n    what: … what changed\n    why: … why it changed\n    because: [… routine or a citation or an action such as a-review/d]\n    at: [talk-first]\n    approved: {by: … procedures-group, on: … a date}"
        ],
        id="words in code",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", "Talk to each other.\n\n/// area | north\nRing.\n///"),
        [
            "procedures/disagreements.md:15: silent-change: Here the area that some text is for changed, and no new entry under changes: tells readers. Put the lines below above the second line ---, and write your words at each … in them. If nobody must do anything differently, write class: clarified and leave approved: out."
        ],
        [
            "changes:\n  - in_force: 2026-11-21\n    class: changed\n    what: … what changed\n    why: … why it changed\n    because: [… routine or a citation or an action such as a-review/d]\n    at: [talk-first]\n    approved: {by: … procedures-group, on: … a date}"
        ],
        id="text for one area only",
    ),
    pytest.param(
        edits(NEGLECT, ("You must ask.", "You should ask."), entry("changed", "at: [do-this-now]")),
        [
            'procedures/neglect.md:39: silent-change: Here a "must", "should", "may", "not", "unless" or a word like them changed, and the new entry under changes: names other headings. Name all of them there, as in the line below, or write another entry for this.'
        ],
        ["at: [do-this-now, who-does-what]"],
        id="an entry that names another heading",
    ),
    pytest.param(
        edits(NEGLECT, ("You must ask.", "You must ask within 24 hours."), entry("fix")),
        [
            "procedures/neglect.md:12: not-a-fix: This is called a fix, but on line 38 a number, a date or a time limit changed. Write class: changed, with approved:, if anybody must do something differently; if only the words are clearer, write class: clarified."
        ],
        [],
        id="a time limit that is called a fix",
    ),
    pytest.param(
        edits(
            DISAGREEMENTS,
            ("## Talk first", "## Talk soon {#talk-first}"),
            ("---\n\n", entry("fix", "at: [talk-first]")[1] + "---\n\n"),
        ),
        [
            "procedures/disagreements.md:11: not-a-fix: This is called a fix, but on line 18 a heading changed and a number, a date or a time limit changed. Write class: changed, with approved:, if anybody must do something differently; if only the words are clearer, write class: clarified."
        ],
        [],
        id="a heading that is called a fix",
    ),
    pytest.param(
        edits(
            NEGLECT,
            ("You must ask.", "You should ask."),
            entry("changed"),
            ("    approved: {by: procedures-group, on: 2026-11}\n", "    approved: not stated\n"),
        ),
        [
            'procedures/neglect.md:17: change-approved: A change of class "changed" has no approval. Add approved: {by: a group, on: a date}.'
        ],
        [],
        id="a change of practice without approval",
    ),
    pytest.param(
        edited(NEGLECT, "Children were not heard.", "Children were often not heard."),
        [
            "procedures/neglect.md:11: published-change: The entry of March 2025 was published, and now says something else. Put it back as it was; if it was wrong, keep your words and add the line below to it."
        ],
        ["corrected: {on: 2026-11-21, why: …}"],
        id="an entry that was altered",
    ),
    pytest.param(
        {NEGLECT: re.sub(r"changes:.*?---", "---", FILES[NEGLECT], flags=re.DOTALL)},
        [
            "procedures/neglect.md:2: published-change: The entry of March 2025 was published, and is gone or has another date. Put it back as it was; if its date was wrong, correct the date and add the line below."
        ],
        ["corrected: {on: 2026-11-21, why: …, was: 2025-03}"],
        id="an entry that was taken out",
    ),
    pytest.param(
        edited(NEGLECT, "in_force: 2025-03", "in_force: 2025-04"),
        [
            "procedures/neglect.md:10: published-change: The entry of March 2025 was published, and is gone or has another date. Put it back as it was; if its date was wrong, correct the date and add the line below."
        ],
        ["corrected: {on: 2026-11-21, why: …, was: 2025-03}"],
        id="an entry with another date",
    ),
    pytest.param(
        edits(
            NEGLECT,
            (
                "approved: {by: procedures-group, on: 2025-02-03}\n",
                "approved: {by: procedures-group, on: 2025-02-03}\n"
                + entry("fix")[1].replace("changes:\n", "").replace("2026-11-21", "2025-03"),
            ),
        ),
        [
            "procedures/neglect.md:10: published-change: A new entry stands below an older one of the same date, March 2025. Put the new entry above the older one."
        ],
        [],
        id="an entry below an older one of its date",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "review_date: 2027-11-20", "review_date: 2027-11-21"),
        [
            "procedures/disagreements.md:6: review-moved: The review was due by 20 November 2027 and is put off, with no review to show for it. Write review_date: 2027-11-20 again; or, if the page was reviewed, put the line below at the top of reviews:."
        ],
        ["  - {on: 2026-11-21, by: procedures-group, outcome: … no-change or changed}"],
        id="a review date that was put off",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "outcome: written", "outcome: changed"),
        [
            "procedures/disagreements.md:7: published-review: The review of 21 November 2026 was published, and is gone or says something else. Put it back as it was; if it was wrong, correct it and add the part below to it."
        ],
        ["corrected: {on: 2026-11-21, why: …}"],
        id="a review that was altered",
    ),
    pytest.param(
        edited(GUIDE, "on: 2026-11-21, by", "on: 2026-11-20, by"),
        [
            "briefings/one-minute/neglect.md:6: published-review: The review of 21 November 2026 was published, and is gone or says something else. Put it back as it was; if it was wrong, correct it and add the part below to it."
        ],
        ["corrected: {on: 2026-11-21, why: …, was: 2026-11-21}"],
        id="a review with another date",
    ),
    pytest.param(
        edits(DISAGREEMENTS, ("section: harm", "section: harm\nsources: [{in: guidance-2020}]")),
        [
            'procedures/disagreements.md:5: superseded-anew: "Guidance 2020" was replaced, and this page did not cite it before. Cite "guidance-2026" instead.'
        ],
        [],
        id="an edition that was replaced",
    ),
    pytest.param(
        {
            DISAGREEMENTS: None,
            "data/partnership.yml": FILES["data/partnership.yml"].replace("disagreements", "neglect"),
            **edits(NEGLECT, ("related: [disagreements]\n", "")),
            **edits(LEARNING, ("        read_at: [disagreements#talk-first]\n", "")),
        },
        [
            "procedures/disagreements.md:1: lost-address: This page was taken away, and links to procedures/disagreements/ would lead nowhere. Put the file back and, if nobody should use it, put the lines below above its second line ---; if another page of this folder took its place, write was: [disagreements] there."
        ],
        ["withdrawn:\n  on: 2026-11-21\n  why: …\n  replaced_by: …"],
        id="a procedure that was deleted",
    ),
    pytest.param(
        {GUIDE: None},
        [
            "briefings/one-minute/neglect.md:1: lost-address: This page was taken away, and links to briefings/one-minute/neglect/ would lead nowhere. Put the file back; if another page of this folder took its place, write was: [neglect] there."
        ],
        [],
        id="a guide that was deleted",
    ),
    pytest.param(
        {GUIDE: None, GUIDE_NOW: FILES[GUIDE]},
        [
            "briefings/one-minute/neglect-now.md:2: lost-address: This is briefings/one-minute/neglect.md under another name, and links to the old name would lead nowhere. Put the line below above the second line ---."
        ],
        ["was: [neglect]"],
        id="a guide under another name",
    ),
    pytest.param(
        edits(NEGLECT, ("## Who does what", "## Who must do what"), entry("clarified", "at: [do-this-now]")),
        [
            "procedures/neglect.md:36: lost-anchor: This heading has new words, and links to procedures/neglect/#who-does-what would lead nowhere. Write the part below at the end of its line, behind the words; nobody sees it on the page.",
            'procedures/neglect.md:36: silent-change: Here a heading changed and a "must", "should", "may", "not", "unless" or a word like them changed, and the new entry under changes: names other headings. Name all of them there, as in the line below, or write another entry for this.',
        ],
        ["{#who-does-what}", "at: [do-this-now, who-does-what]"],
        id="a heading with other words",
    ),
    pytest.param(
        edits(BRIEFING, ("## Three", "## The third")),
        [
            "briefings/seven-minute/seeing-children.md:21: lost-anchor: This heading has new words, and links to briefings/seven-minute/seeing-children/#three would lead nowhere. Write the part below at the end of its line, behind the words; nobody sees it on the page."
        ],
        ["{#three}"],
        id="a heading that briefings point at",
    ),
    pytest.param(
        edits(BRIEFING, ("## Three\n", "")),
        [
            'briefings/seven-minute/seeing-children.md:2: lost-anchor: The heading with the link "#three" is gone, and links to briefings/seven-minute/seeing-children/#three would lead nowhere. Put it back, or put the lines below above the second line ---. If it moved, write where it is now in place of taken-out: "#a-heading" of this page, or a-procedure#a-heading.'
        ],
        ["moved:\n  three: taken-out"],
        id="a heading that was taken out",
    ),
    pytest.param(
        edited(LEARNING, "  - id: b\n", "  - id: c\n"),
        [
            'briefings/learning/audit-2024.md:13: lost-anchor: "b" is no action or finding any more, and links to briefings/learning/audit-2024/#b would lead nowhere. Put it back; an action that nobody will take says status: not-pursued, and why.'
        ],
        [],
        id="an action that was taken out",
    ),
    pytest.param(
        edited(CONTACTS, "id: lado", "id: lados") | edited(NEGLECT, 'contact("lado")', 'contact("lados")'),
        [
            'data/contacts.yml:1: lost-anchor: The contact "lado" is gone, and links to contacts/#lado would lead nowhere. Put it back. A service that closed stays, and says so. If another entry took its place, add the line below to that one.',
            "procedures/neglect.md:22: silent-change: Here a contact changed, and no new entry under changes: tells readers. Put the lines below at the top of changes:, and write your words at each … in them. If nobody must do anything differently, write class: clarified and leave approved: out.",
        ],
        [
            "was: [lado]",
            "  - in_force: 2026-11-21\n    class: changed\n    what: … what changed\n    why: … why it changed\n    because: [… routine or a citation or an action such as a-review/d]\n    at: [do-this-now]\n    approved: {by: … procedures-group, on: … a date}",
        ],
        id="a contact with another id",
    ),
    pytest.param(
        {CITATIONS: FILES[CITATIONS].split("\n")[1] + "\n"},
        [
            'data/citations.yml:1: lost-anchor: The citation "guidance-2020" is gone, and links to sources/#guidance-2020 would lead nowhere. Put it back. An edition that was replaced stays, and says superseded_by:. If another entry took its place, add the line below to that one.'
        ],
        ["was: [guidance-2020]"],
        id="a citation that was taken out",
    ),
    pytest.param(
        {"data/glossary.yml": FILES["data/glossary.yml"].replace("term: LADO", "term: Lead")},
        [
            'data/glossary.yml:1: lost-anchor: The term "lado" is gone, and links to glossary/#lado would lead nowhere. Put it back. A name that has gone stays, and says replaced_by:. If another entry took its place, add the line below to that one.'
        ],
        ["was: [lado]"],
        id="a term that was taken out",
    ),
]


@pytest.mark.parametrize(("changed", "said", "pasted"), BREACHES)
def test_an_editor_is_stopped_by(told, changed, said, pasted):
    found = [problem for problem in told(changed) if problem.rule.grade is Grade.STOPS]
    assert list(map(str, found)) == said
    assert [problem.paste for problem in found if problem.paste] == pasted


APART = "Talk to each other, and write down what you agreed and what you did not agree."
TWICE = {DISAGREEMENTS: FILES[DISAGREEMENTS].replace("Talk to each other.", APART)}
RENAMED = {
    NEGLECT: None,
    "procedures/neglected-children.md": FILES[NEGLECT].replace("harm\n", "harm\nwas: [neglect]\n", 1),
    **edits("docs/index.md", ('"neglect"', '"neglected-children"')),
    **edits(BRIEFING, ("neglect#", "neglected-children#")),
    **edits(GUIDE, ("[neglect]", "[neglected-children]")),
}


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({}, id="nothing"),
        pytest.param(edited(NEGLECT, "You must ask.", "You must aks."), id="one letter"),
        pytest.param(
            edited(NEGLECT, "See the child alone. Read", "See the child, alone. Read"), id="a comma"
        ),
        pytest.param(edited(NEGLECT, "See the child alone. Read", "See each child alone. Read"), id="a word"),
        pytest.param(edited(NEGLECT, "You must ask.", "You **must** ask."), id="words that stand out"),
        pytest.param(
            edited(NEGLECT, "See the child alone. Read", "See the child\nalone. Read"), id="a line break"
        ),
        pytest.param(edited(NEGLECT, "alone. Read", "alone.\n\nRead"), id="one paragraph made two"),
        pytest.param(
            edited(NEGLECT, "See the child alone. Read", "See  the child alone.   Read"), id="spaces"
        ),
        pytest.param(edited(NEGLECT, "You must ask.", "You must ask.\n\n<!-- Ask whom? -->"), id="a comment"),
        pytest.param(edited(NEGLECT, "[what was learned]", "[what was learnt]"), id="the words of a link"),
        pytest.param(
            edits(NEGLECT, ("title: Neglect\n", ""), ("section: harm\n", "section: harm\ntitle: Neglect\n")),
            id="fields in another order",
        ),
        pytest.param(
            edited(NEGLECT, "section: harm", "section: harm\nfound_by: [dirty home]"), id="a search word"
        ),
        pytest.param(
            edited(NEGLECT, "{{ cite(", '{{ cite("guidance-2026", "annex") }} {{ cite('),
            id="one more citation",
        ),
        pytest.param(
            edited(NEGLECT, "## Who does what", "## Who does what {#who}\n") and {}, id="nothing again"
        ),
        pytest.param({NEW: A_NEW_PAGE_TOLD}, id="a new page that says so"),
        pytest.param(RENAMED, id="a page under another name that says so"),
        pytest.param(
            edits(DISAGREEMENTS, ("review_date: 2027-11-20", "review_date: 2027-06-01")),
            id="an earlier review",
        ),
        pytest.param(
            edits(
                DISAGREEMENTS,
                ("review_date: 2027-11-20", "review_date: 2027-11-21"),
                ("reviews:\n", "reviews:\n  - {on: 2026-11-21, by: procedures-group, outcome: no-change}\n"),
            ),
            id="a review date with a review",
        ),
        pytest.param(
            edited(GUIDE, "See the child alone.\n", "You must see the child within 2 days.\n"), id="a guide"
        ),
        pytest.param(
            edits(NEGLECT, ("You must ask.", "You should ask."), entry("changed")), id="a change that is told"
        ),
        pytest.param(
            edits(NEGLECT, ("You must ask.", "You should ask."), entry("clarified", "note: All of it.")),
            id="a change of the whole page that is told",
        ),
        pytest.param(
            edits(
                NEGLECT,
                ("See the child alone.", "See the children alone."),
                entry("fix", "at: [seeing-the-child]"),
            ),
            id="a small edit that is told although it need not be",
        ),
        pytest.param(
            edits(
                NEGLECT,
                (
                    "because: [audit-2024/a]\n",
                    "because: [routine]\n    corrected: {on: 2026-11-21, why: No audit.}\n",
                ),
            ),
            id="an entry that was corrected and says so",
        ),
        pytest.param(
            edits(
                NEGLECT,
                (
                    "in_force: 2025-03\n",
                    "in_force: 2025-04\n    corrected: {on: 2026-11-21, why: It was April., was: 2025-03}\n",
                ),
            ),
            id="a date that was corrected and says so",
        ),
        pytest.param(
            edits(
                GUIDE,
                (
                    "{on: 2026-11-21, by: procedures-group, outcome: written}",
                    "{on: 2026-11-20, by: procedures-group, outcome: written, corrected: {on: 2026-11-21, why: A slip., was: 2026-11-21}}",
                ),
            ),
            id="a review that was corrected and says so",
        ),
        pytest.param(
            edits(
                DISAGREEMENTS,
                ("## Talk first", "## Talk soon {#talk-first}"),
                ("---\n\n", entry("clarified", "at: [talk-first]")[1] + "---\n\n"),
            ),
            id="a heading with other words and its old link",
        ),
        pytest.param(
            edits(BRIEFING, ("## Three", "## 3"), ("issued:", 'moved: {three: "#3"}\nissued:')),
            id="a heading that moved on its page",
        ),
        pytest.param(
            edited(BRIEFING, "## Three", "## The third {#three}"), id="a heading that keeps its link"
        ),
        pytest.param(
            {GUIDE: None, GUIDE_NOW: FILES[GUIDE].replace("issued:", "was: [neglect]\nissued:")},
            id="a guide that says what it was called",
        ),
        pytest.param(
            edited(CONTACTS, "id: lado", "id: lados, was: [lado]".replace(", was", "\n  was"))
            | edited(NEGLECT, 'contact("lado")', 'contact("lados")'),
            id="a contact that says what its id was",
        ),
        pytest.param(
            {
                "docs/assets/picture.svg": None,
                **edits(NEGLECT, ("picture.svg", "drawing.svg")),
                "docs/assets/drawing.svg": "<svg/>",
            },
            id="a picture",
        ),
    ],
)
def test_nobody_is_stopped_by(told, changed):
    assert stopped(told(changed)) == []


def test_an_entry_that_was_pasted_passes_once_its_words_are_written(told):
    changed = edited(NEGLECT, "You must ask.", "You should ask.")
    (problem,) = told(changed)
    pasted = edits(NEGLECT, ("changes:\n", f"changes:\n{problem.paste}\n"), text=changed[NEGLECT])
    assert {line.split(": ")[1] for line in stopped(told(pasted))} == {"field"}
    filled = {"… what changed": "You may leave it.", "… why it changed": "It was too much."}
    filled |= {"… routine or a citation or an action such as a-review/d": "routine"}
    filled |= {"… procedures-group": "procedures-group", "… a date": "2026-11-01"}
    assert stopped(told(edits(NEGLECT, *filled.items(), text=pasted[NEGLECT]))) == []


def test_a_new_procedure_is_no_news_before_a_manual_goes_live(told):
    example = edits(PARTNERSHIP, ("worked_example: false", "worked_example: true"))
    assert stopped(told({NEW: A_NEW_PAGE}, base=example)) == []
    assert stopped(told({NEW: A_NEW_PAGE, **edits(PARTNERSHIP)}, base=example)) == []


def test_the_lines_for_a_page_that_was_withdrawn_are_yaml_whatever_its_title(told):
    changed = edited(
        DISAGREEMENTS,
        "section: harm",
        "section: harm\nwithdrawn: {on: 2025/26, why: It is old., replaced_by: neglect}",
    ) | edited(NEGLECT, "title: Neglect", "title: 'Neglect: \"what\" to do'")
    first = told(changed)[0]
    assert 'what: "This page was withdrawn. Use Neglect: \\"what\\" to do instead."' in first.paste
    assert "in_force: 2025/26" in first.paste


def test_an_entry_because_of_a_record_that_was_renamed_is_not_altered(told):
    record = FILES[LEARNING].replace("mark:", "was: [audit-2024]\nmark:")
    renamed = {LEARNING: None, "briefings/learning/audit.md": record}
    for file in (NEGLECT, BRIEFING, GUIDE):
        renamed[file] = FILES[file].replace("audit-2024", "audit")
    assert stopped(told(renamed)) == []


def test_the_reason_why_a_page_was_withdrawn_may_be_put_better(told):
    withdrawn = "section: harm\nwithdrawn: {on: 2026-11, why: Nobody used it., replaced_by: neglect}"
    base = edited(DISAGREEMENTS, "section: harm", withdrawn)
    better = edits(DISAGREEMENTS, ("Nobody used it.", "It had no readers."), text=base[DISAGREEMENTS])
    assert stopped(told(better, base)) == []
    assert len(stopped(told({DISAGREEMENTS: FILES[DISAGREEMENTS]}, base))) == 1


def test_a_worked_example_may_leave_an_approval_unstated(told):
    base = edited(PARTNERSHIP, "worked_example: false", "worked_example: true")
    changed = edits(
        NEGLECT,
        ("You must ask.", "You should ask."),
        entry("changed"),
        ("{by: procedures-group, on: 2026-11}", "not stated"),
    )
    assert stopped(told(changed, base)) == []
    assert [line.split(": ")[1] for line in stopped(told(changed))] == ["change-approved"]


def test_what_the_base_already_broke_is_told_only_to_whoever_touches_it(told):
    late, later = (
        parse_day("2028-01-01"),
        {GUIDE: FILES[GUIDE].replace("See the child alone.\n", "See each child alone.\n")},
    )
    assert {problem.file for problem in told({}, today=late)} == set()
    assert {problem.file for problem in told(later, today=late)} == {GUIDE}


def test_a_pull_request_is_told_what_it_causes_on_pages_that_it_does_not_touch(told):
    changed = edited(
        CITATIONS, "publisher: DfE, published: 2026-03", "publisher: DfE, superseded_by: guidance-2020"
    )
    assert [str(problem) for problem in told(changed)] == [
        'procedures/neglect.md:32: superseded: "Guidance 2026" was replaced. Compare what it says with "guidance-2020" and cite that.'
    ]


def test_what_stops_a_site_is_told_even_where_the_base_had_it(told):
    base = edited(DISAGREEMENTS, "section: harm", "section: ham")
    changed = edited(GUIDE, "See the child alone.\n", "See each child alone.\n")
    assert [line.split(": ")[1] for line in stopped(told(changed, base))] == ["unknown-name"]


def test_a_lost_heading_is_told_once_and_not_at_every_link_to_it(told):
    assert [
        line.split(": ")[1] for line in stopped(told(edited(NEGLECT, "## Seeing the child", "## The child")))
    ] == [
        "lost-anchor",
        "silent-change",
    ]


def test_two_pages_that_become_one_keep_the_headings_of_both(told):
    gone = {
        DISAGREEMENTS: None,
        **edits(PARTNERSHIP, ("escalation: disagreements", "escalation: neglect")),
        **edits(LEARNING, ("disagreements#talk-first", "neglect#who-does-what")),
        **edits(NEGLECT, ("related: [disagreements]", "was: [disagreements]")),
    }
    assert stopped(told(gone)) == [
        'procedures/neglect.md:2: lost-anchor: The heading with the link "#talk-first" is gone, and links to procedures/disagreements/#talk-first would lead nowhere. Put it back, or put the lines below above the second line ---. If it moved, write where it is now in place of taken-out: "#a-heading" of this page, or a-procedure#a-heading.'
    ]
    kept = gone | edits(
        NEGLECT, ("was: [dis", 'moved: {talk-first: "#who-does-what"}\nwas: [dis'), text=gone[NEGLECT]
    )
    assert stopped(told(kept)) == []


def test_a_former_address_and_a_moved_anchor_are_kept_too(told):
    base = edits(GUIDE, ("issued:", "was: [old-neglect]\nmoved: {old: neglect#seeing-the-child}\nissued:"))
    assert stopped(told({GUIDE: FILES[GUIDE]}, base)) == [
        'briefings/one-minute/neglect.md:2: lost-address: "old-neglect" was a former address of this page, and links to it would lead nowhere. Put it back.',
        'briefings/one-minute/neglect.md:2: lost-anchor: "old" was taken out of moved:, and links to briefings/one-minute/neglect/#old would lead nowhere. Put it back.',
    ]
    assert [problem.paste for problem in told({GUIDE: FILES[GUIDE]}, base)] == [
        "was: [old-neglect]",
        "moved:\n  old: neglect#seeing-the-child",
    ]


def test_the_page_of_a_theme_stays_although_nothing_is_on_it_any_more(told):
    base = edits(NEGLECT, ("related:", "themes: [babies]\nrelated:"))
    assert stopped(told({NEGLECT: FILES[NEGLECT]}, base)) == [
        "data/partnership.yml:1: lost-address: No page is for any theme any more, and links to themes/ would lead nowhere. Name one under themes: of a page.",
        'procedures/neglect.md:2: lost-address: No page is for the theme "babies" any more, and links to themes/babies/ would lead nowhere. Name it under themes: of a page, or write a page docs/themes/babies.md that says where to look instead.',
    ]


def test_a_document_stays_and_a_picture_may_go(told):
    base = {"docs/assets/leaflet.pdf": "x", "docs/assets/old.png": "x"}
    gone = {"docs/assets/leaflet.pdf": None, "docs/assets/old.png": None}
    assert stopped(told(gone, base)) == [
        "docs/assets/leaflet.pdf:1: lost-address: assets/leaflet.pdf is gone, and links to it would lead nowhere. Put a file of this name back. A newer edition may take the name."
    ]


def test_a_change_whose_date_was_corrected_keeps_its_link_and_says_so(tmp_path):
    corrected = "in_force: 2025-04\n    corrected: {on: 2026-11-21, why: It was April., was: 2025-03}\n"
    manual, _ = manual_of(tmp_path, edits(NEGLECT, ("in_force: 2025-03\n", corrected)))
    (change,) = manual.changes_of(manual.procedures["neglect"])
    assert (change.anchor, change.identity) == ("changed-2025-03", "neglect/changed-2025-03")
    page = next(page for page in make_pages(manual, LISTED, TODAY) if page.path == "changes.md")
    assert "21 November 2026: It was April. First published with the date March 2025." in page.text


@pytest.mark.parametrize(
    ("shelf", "address", "file"),
    [
        ("procedures", "disagreements", DISAGREEMENTS),
        ("briefings", "seeing-children", BRIEFING),
        ("guides", "neglect", GUIDE),
        ("learning", "audit-2024", LEARNING),
        ("plain", "index", "docs/index.md"),
    ],
)
def test_an_old_link_finds_a_line_on_every_kind_of_page_that_says_where_to_look(
    tmp_path, shelf, address, file
):
    moved = 'owner: procedures-group\nmoved: {there: neglect#who-does-what, here: "#new", gone: taken-out}'
    text = edited(file, "owner: procedures-group", moved)[file] + "\n## New words {#new}\n\nText.\n"
    manual, words = manual_of(tmp_path, {file: text})
    page = getattr(manual, shelf)[address]
    soup = BeautifulSoup(
        frame(manual, page, words.expand(page.body.text, page.path), TODAY).text, "html.parser"
    )
    assert {line["id"]: line.get_text() for line in soup.select(".gt-moved")} == {
        "there": "What stood here moved to Neglect: Who does what.",
        "here": "What stood here moved to New words.",
        "gone": "What stood here was taken out.",
    }


def test_the_command_line_shows_the_lines_to_paste_below_the_problem(tmp_path, monkeypatch, capsys):
    root = begin(tmp_path)
    base = commit(root, "2026-01-01", {**FILES, **PROGRAM})
    commit(root, "2026-01-02", edited(NEGLECT, "You must ask.", "You should ask."))
    monkeypatch.chdir(root)
    assert main(["--today", "2026-11-21", "check", "--base", base]) == 1
    printed = capsys.readouterr().out.split("\n")
    assert printed[0].startswith("procedures/neglect.md:32: silent-change: Here a ")
    assert printed[1:3] == ["    |   - in_force: 2026-11-21", "    |     class: changed"]


def test_a_former_id_is_still_a_place_on_the_page_of_contacts(tmp_path):
    changed = edited(CONTACTS, "- id: lado\n", "- id: lado\n  was: [designated-officer]\n")
    page = next(
        p for p in make_pages(manual_of(tmp_path, changed)[0], LISTED, TODAY) if p.path == "contacts.md"
    )
    assert '<span id="designated-officer"></span>' in page.text


def reword(files, file, keeps):
    """Give the first heading of a page other words, with its old link or without."""
    anchor = re.search(r"^## (.*?)( \{#(.*)\})?$", files[file], flags=re.MULTILINE)
    old = anchor[3] or anchor[1].lower().replace(" ", "-")
    return {
        file: files[file].replace(anchor[0], f"## {anchor[1]} anew" + (f" {{#{old}}}" if keeps else ""), 1)
    }


def take_out(files, file, keeps):
    """Take the first heading of a page out, saying where it went or not."""
    anchor = re.search(r"^## (.*?)( \{#(.*)\})?$", files[file], flags=re.MULTILINE)
    old = anchor[3] or anchor[1].lower().replace(" ", "-")
    text = files[file].replace(f"{anchor[0]}\n", "", 1)
    moved = text.replace("moved:\n", f"moved:\n  {old}: taken-out\n", 1) if "moved:" in text else None
    return {
        file: (moved or text.replace("owner:", f"moved:\n  {old}: taken-out\nowner:", 1)) if keeps else text
    }


def rename(files, file, keeps):
    """Give a page another name, saying the old one or not."""
    folder, _, name = file.removesuffix(".md").rpartition("/")
    was = re.search(r"^was: \[(.*)\]\n", files[file], flags=re.MULTILINE)
    names = ", ".join(filter(None, [was and was[1], name]))
    text = files[file].replace(was[0], "") if was else files[file]
    text = text.replace("owner:", f"was: [{names}]\nowner:", 1) if keeps else text
    return {file: None, f"{folder}/{name}-x.md": text}


def delete(_files, file, _keeps):
    """Take a page away."""
    return {file: None}


@given(
    steps=st.lists(
        st.tuples(st.sampled_from([reword, take_out, rename, delete]), st.booleans(), st.integers(0, 2)),
        max_size=8,
    )
)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_any_pull_requests_that_pass_every_address_of_the_first_manual_answers(tmp_path_factory, steps):
    files = dict(FILES)
    manual, _ = manual_of(tmp_path_factory.mktemp("first"))
    promised = {(page.path, anchor) for page in manual.pages() for anchor in ("", *page.anchors)}
    for step, keeps, which in steps:
        file = sorted(name for name in files if name.startswith("briefings/"))[which]
        if step in (reword, take_out) and "\n## " not in files[file]:
            continue
        changed = step(files, file, keeps)
        head, words = manual_of(tmp_path_factory.mktemp("head"), {**dict.fromkeys(FILES), **files, **changed})
        if any(p.stops for p in check(head, words, TODAY, base=manual)):
            continue
        manual, files = head, {name: text for name, text in {**files, **changed}.items() if text is not None}
        promised |= {(page.path, anchor) for page in manual.pages() for anchor in ("", *page.anchors)}
    there = {page.path: page for page in manual.pages()} | dict(manual.former())
    assert [place for place in promised if place[0] not in there] == []
    assert [(path, a) for path, a in promised if a and a not in there[path].anchors] == []
