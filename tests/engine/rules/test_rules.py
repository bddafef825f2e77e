"""Every rule, with a manual that breaks it: the sentence, the file and the line that an editor sees."""

import pytest

from goldenthread.rules import RULES
from goldenthread.rules.pages import NO_PAGE, SHALLOW, WITHHELD
from goldenthread.text.problems import Grade
from tests.engine.rules import test_against
from tests.engine.small_manual import FILES, edited, problems_of

NEGLECT, DISAGREEMENTS = "procedures/neglect.md", "procedures/disagreements.md"
LEARNING = "briefings/learning/audit-2024.md"
BRIEFING, GUIDE = "briefings/seven-minute/seeing-children.md", "briefings/one-minute/neglect.md"
A_DOCS_PAGE = FILES["docs/index.md"].replace("{{", "").replace("}}", "")

SLIPPED = "If it is real, deleting it is not enough: CONTRIBUTING.md says what to do now."
ALLOW = (
    "If it identifies nobody, put the line below into the part between the two lines ---, with the reason."
)

BREACHES = [
    pytest.param(
        {DISAGREEMENTS: "Talk to each other.\n"},
        [
            "procedures/disagreements.md:1: front-matter: What a page says of itself is missing at its top. Begin with a line ---, then title:, summary:, owner:, review_date: and reviews:, and a line ---."
        ],
        id="a page without front matter",
    ),
    pytest.param(
        {DISAGREEMENTS: "---\ntitle: X\n"},
        [
            "procedures/disagreements.md:1: front-matter: What the page says of itself has no end. Write a line --- after the last field, before the text."
        ],
        id="front matter without an end",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "title: Disagreements", "title: ["),
        [
            "procedures/disagreements.md:2: yaml: A list is begun with [ here and not ended. Write ] behind it, with commas between its parts."
        ],
        id="a bracket that is left open",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "title:", "\ttitle:"),
        ["procedures/disagreements.md:2: yaml: The line begins with a tab. Begin it with spaces."],
        id="a line that begins with a tab",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "title: Disagreements", "title: Child E: improvements"),
        [
            'procedures/disagreements.md:2: yaml: A value with a colon in it stands without quotation marks. Write: title: "Child E: improvements"'
        ],
        id="a title with an unquoted colon",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "section: harm", "section: harm\nsection: harm"),
        [
            'procedures/disagreements.md:5: yaml: "section:" stands here twice. Keep one and take the other out.'
        ],
        id="a field that stands twice",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "section: harm", "section: harm\nquick_exit: true"),
        [
            "procedures/disagreements.md:5: quick-exit: This page asks for a quick exit, and there is none. Write quick_exit_to: in data/partnership.yml, such as the address of a weather forecast."
        ],
        id="a quick exit to nowhere",
    ),
    pytest.param(
        edited("data/partnership.yml", "colour: teal", "colour: teel"),
        [
            'data/partnership.yml:4: field: "teel" is no colour. Write "#" and six digits in quotes, or one of: red, pink, purple, deep-purple, indigo, blue, light-blue, cyan, teal, green, light-green, lime, yellow, amber, orange, deep-orange, brown, grey, blue-grey, black.'
        ],
        id="a colour that is none",
    ),
    pytest.param(
        edited("data/partnership.yml", "colour: teal", "colour: teal\nquick_exit_to: weather"),
        [
            'data/partnership.yml:5: field: "weather" is no address. Write the whole address, beginning with https://.'
        ],
        id="a quick exit that is no address",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "section: harm", "section:"),
        [
            'procedures/disagreements.md:4: yaml: "section:" has no value. Write a value, or take the line out.'
        ],
        id="a field without a value",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "summary: What to do when you disagree.", "summary: … one sentence"),
        ['procedures/disagreements.md:3: field: "…" stands where words belong. Write them in its place.'],
        id="a hint that nobody replaced by words",
    ),
    pytest.param(
        edited(NEGLECT, "by: procedures-group, on: 2025-02-03", "by: … a group, on: 2025-02-03"),
        ['procedures/neglect.md:17: field: "…" stands where a name belongs. Write it in its place.'],
        id="a hint that nobody replaced by a name",
    ),
    pytest.param(
        edited("data/citations.yml", "id: guidance-2026,", "id: guidance-2026, was: [guidance-2020],"),
        [
            'data/citations.yml:2: same-id: The former id "guidance-2020" is that of another entry. Take it out of was:.'
        ],
        id="a former id that is in use",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "section: harm", 'section: harm\nmoved: {talk: "#talk-frist"}'),
        [
            'procedures/disagreements.md:5: unknown-heading: "disagreements" has no heading "#talk-frist". Did you mean "talk-first"?'
        ],
        id="an old anchor that leads to no heading of its page",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "review_date: 2027-11-20", "review_date: 31/02/2026"),
        [
            'procedures/disagreements.md:6: review-date: "31/02/2026" is no date. Write year-month-day, such as 2026-02-28.'
        ],
        id="a review date that no calendar has",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "on: 2026-11-21", "on: 9999-12-31"),
        [
            'procedures/disagreements.md:8: field: "9999-12-31" is no date. Write year-month-day, such as 2026-02-28.'
        ],
        id="a day that nobody lives to see",
    ),
    pytest.param(
        edited(
            "data/partnership.yml", "colour: teal", "colour: teal\nintervals: {contact_days: 99999999999}"
        ),
        [
            'data/partnership.yml:5: field: "contact_days: 99999999999" is not possible here. Write at most 3650.'
        ],
        id="an interval that never ends",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "review_date: 2027-11-20", "review_date: soon"),
        [
            'procedures/disagreements.md:6: review-date: "soon" is no date. Write year-month-day, such as 2026-02-28.'
        ],
        id="a review date in words",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "review_date: 2027-11-20\n", ""),
        [
            'procedures/disagreements.md:2: review-date: "review_date:" is missing. Add a line review_date: with its value.'
        ],
        id="a page without a review date",
    ),
    pytest.param(
        {DISAGREEMENTS: b"---\ntitle: caf\xe9\n---\n"},
        [
            "procedures/disagreements.md:2: text: The file is not saved as UTF-8, so some letters would be wrong. Save it again, with the encoding UTF-8."
        ],
        id="a file that is not UTF-8",
    ),
    pytest.param(
        edited(
            DISAGREEMENTS,
            "Talk to each other.",
            "<<<<<<< mine\nTalk.\n=======\nTalk to each other.\n>>>>>>> main",
        ),
        [
            "procedures/disagreements.md:13: text: Two versions of these lines stand here, one below the other. Keep what is right of both, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>."
        ],
        id="two versions of the same lines",
    ),
    pytest.param(
        {DISAGREEMENTS: ""},
        ["procedures/disagreements.md:1: text: The file is empty. Write the page, or delete the file."],
        id="an empty file",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", "Talk." + " [see" * 30),
        ['procedures/disagreements.md:13: size: More than 20 signs "[" are open here. Close each with "]".'],
        id="brackets that nobody closed",
    ),
    pytest.param(
        {"procedures/old/x.md": "x"},
        [
            "procedures/old/x.md:1: unexpected-file: Nobody expects this file here. Pages (.md) go into procedures/, briefings/seven-minute/, briefings/one-minute/, briefings/learning/ or docs/."
        ],
        id="a page in a folder nobody expected",
    ),
    pytest.param(
        {"procedures/README.md": "x"},
        [
            "procedures/README.md:1: address: This name cannot be an address. Use small letters, digits and single hyphens: a-page.md."
        ],
        id="a name that is no address",
    ),
    pytest.param(
        {"procedures/index.md": "x"},
        [
            "procedures/index.md:1: address: This name cannot be an address. Use small letters, digits and single hyphens: a-page.md.",
            "procedures/index.md:1: same-page: This would be the same page as a page that is made from the manual. Give it another name.",
        ],
        id="a name that a made page has",
    ),
    pytest.param(
        {"data/more.yml": "x: 1"},
        [
            "data/more.yml:1: unexpected-file: Nobody expects this file here. data/ holds partnership.yml, contacts.yml, glossary.yml, citations.yml, link-exceptions.yml and nothing else."
        ],
        id="a data file nobody expected",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "section: harm", "section: harm\nsumary: x"),
        ['procedures/disagreements.md:5: field: "sumary" is not a field. Did you mean "summary"?'],
        id="a field that is misspelt",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "title: Disagreements", "title: <b>Bold</b>"),
        [
            "procedures/disagreements.md:2: field: HTML or double braces stand where only plain text may. Write words only, without < and {{."
        ],
        id="markup in a title",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "title: Disagreements", "title: '{{ x }}'"),
        [
            "procedures/disagreements.md:2: field: HTML or double braces stand where only plain text may. Write words only, without < and {{."
        ],
        id="Jinja in a title",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "title: Disagreements", 'title: "Dis\\x01agreements"'),
        [
            "procedures/disagreements.md:2: field: A character that nobody can see stands in a field. Write the words again by hand."
        ],
        id="a character in a title that nobody can see",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "## Talk first", "## Talk\x01 first"),
        [
            "procedures/disagreements.md:11: text: A character that nobody can see stands in this line. Write the line again by hand."
        ],
        id="a character in the text that nobody can see",
    ),
    pytest.param(
        {"data/glossary.yml": None},
        [
            "data/glossary.yml:1: missing-data: The file is missing. Put it back: the README says what each of the four files holds."
        ],
        id="a data file that is missing",
    ),
    pytest.param(
        {"data/citations.yml": "- {id: x\n"},
        [
            "data/citations.yml:1: yaml: Fields are begun with { here and not ended. Write } behind them, with commas between them."
        ],
        id="a data file that cannot be read",
    ),
    pytest.param(
        edited("data/partnership.yml", "worked_example: false", "worked_example: perhaps"),
        [
            'data/partnership.yml:3: field: "worked_example: perhaps" is neither true nor false. Write true or false.'
        ],
        id="a switch that is neither on nor off",
    ),
    pytest.param(
        edited(NEGLECT, "class: changed", "class: chnaged"),
        [
            'procedures/neglect.md:12: field: "class: chnaged" is not one of the values we know. Did you mean "changed"?'
        ],
        id="a class of change that does not exist",
    ),
    pytest.param(
        edited(LEARNING, "id: b", "id: a"),
        [
            'briefings/learning/audit-2024.md:19: same-anchor: "a" stands on this page twice. Give one of them another name.',
            'briefings/learning/audit-2024.md:19: same-id: The id "a" stands here twice. Give one of them another id.',
        ],
        id="two actions with one id",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "review_date: 2027-11-20", "review_date: 2026-01-01"),
        [
            "procedures/disagreements.md:6: review-before-last: The next review (2026-01-01) is before the last one (2026-11-21). Write the day by which it must be looked at again.",
            "procedures/disagreements.md:6: review-overdue: The review was due on 1 January 2026. Review the page, and add the review to reviews:.",
        ],
        id="a review date before the last review",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "review_date: 2027-11-20", "review_date: 2029-01-01"),
        [
            "procedures/disagreements.md:6: review-too-late: The next review is more than 12 months after the last one. Write 2027-11-21 or an earlier day, or review the page now and add it to reviews:."
        ],
        id="a review date beyond the interval",
    ),
    pytest.param(
        {
            DISAGREEMENTS: FILES[DISAGREEMENTS]
            .replace("2027-11-20", "2025-11-20")
            .replace("2026-11-21", "2025-01-01")
        },
        [
            "procedures/disagreements.md:6: review-overdue: The review was due on 20 November 2025. Review the page, and add the review to reviews:."
        ],
        id="a page that is overdue",
    ),
    pytest.param(
        edited("data/contacts.yml", "2026-11-01", "2026-01-01"),
        [
            'data/contacts.yml:7: contact-overdue: "LADO" was last checked on 1 January 2026. Ring it, and write today\'s date under checked: (due every 90 days).'
        ],
        id="a contact that nobody checked",
    ),
    pytest.param(
        edited(
            LEARNING,
            "agreed: Everybody knows how to disagree.\n    responses:\n      - kind: procedure\n        status: already-right",
            "agreed: Everybody knows how to disagree.\n    by_when: 2025\n    responses:\n      - kind: procedure\n        status: under-way",
        ),
        [
            'briefings/learning/audit-2024.md:21: action-late: Action "b" was due 2025 and is still open. Write under responses: what was done, or that it is not known.'
        ],
        id="an action past its date",
    ),
    pytest.param(
        edited(
            DISAGREEMENTS,
            "section: harm",
            "section: harm\nconsultation: {closes: 2026-12-31, send_to: comments@sandford.example}",
        ),
        [
            "procedures/disagreements.md:5: consultation: This page asks for comments and does not say that it is under review. Add under_review: with since: and why:."
        ],
        id="comments asked for on a page that is not under review",
    ),
    pytest.param(
        edited(
            DISAGREEMENTS,
            "section: harm",
            "section: harm\nunder_review: {since: 2026-10, why: Practice changed.}\n"
            "consultation: {closes: 2026-11-20, send_to: comments@sandford.example}",
        ),
        [
            "procedures/disagreements.md:6: consultation-over: Comments closed on 20 November 2026. Take consultation: out, and under_review: too where the review is finished."
        ],
        id="comments asked for after they closed",
    ),
    pytest.param(
        edited(
            DISAGREEMENTS,
            "section: harm",
            "section: harm\nunder_review: {since: 2026-10, why: Practice changed.}\n"
            "consultation: {closes: 2026-12-31, send_to: jo.bloggs@sandford.example}",
        ),
        [
            "procedures/disagreements.md:6: field: This mailbox looks like a person's own. Write that of a group or service, which lasts longer than whoever reads it today.",
            f"procedures/disagreements.md:6: personal-email: An e-mail address stands here that looks like a person's own. Take it out, or write the mailbox of a team in data/contacts.yml. {SLIPPED} {ALLOW}",
        ],
        id="comments sent to somebody in person",
    ),
    pytest.param(
        edited("data/partnership.yml", "name: Procedures group}", "name: Procedures group, reviewers: [jo]}"),
        [
            'data/partnership.yml:11: field: "jo" is no team on GitHub. Write @organisation/team: never one person.'
        ],
        id="a person who is to look at pull requests",
    ),
    pytest.param(
        edited("data/partnership.yml", "name: Procedures group}", 'name: Procedures group, looks_at: ["*"]}'),
        [
            'data/partnership.yml:11: field: "*" is no part of the repository. Write a folder or a file of the repository, such as procedures/ or data/contacts.yml.'
        ],
        id="a part of the repository that is none",
    ),
    pytest.param(
        edited("data/partnership.yml", "id: sandford", "id: sandford\nsuggestions: write to us"),
        [
            "data/partnership.yml:21: field: This is no mailbox. Write one address, such as procedures@example.org."
        ],
        id="suggestions that go nowhere",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "owner: procedures-group", "owner: procedure-group"),
        [
            'procedures/disagreements.md:5: unknown-name: "procedure-group" is not one of the groups of data/partnership.yml. Did you mean "procedures-group"?'
        ],
        id="an owner that does not exist",
    ),
    pytest.param(
        edited(NEGLECT, "related: [disagreements]", "related: [disagrements]"),
        [
            'procedures/neglect.md:9: unknown-procedure: There is no procedure "disagrements". Did you mean "disagreements"?'
        ],
        id="a related procedure that does not exist",
    ),
    pytest.param(
        edited(BRIEFING, "neglect#seeing-the-child", "neglect#seeing-a-child"),
        [
            'briefings/seven-minute/seeing-children.md:10: unknown-heading: "neglect" has no heading "#seeing-a-child". Did you mean "seeing-the-child"?'
        ],
        id="a briefing at a heading that is not there",
    ),
    pytest.param(
        edited(BRIEFING, "issued:", "leader_notes: {fiv: Ask gently.}\nissued:"),
        [
            'briefings/seven-minute/seeing-children.md:8: unknown-heading: A note for the leader is for "#fiv", and the briefing has no such heading. Did you mean "five"?'
        ],
        id="a note for the leader at a heading that is not there",
    ),
    pytest.param(
        edited("data/partnership.yml", "escalation:", "support: [ladoo]\nescalation:"),
        [
            'data/partnership.yml:5: unknown-name: "ladoo" is not one of the contacts of data/contacts.yml. Did you mean "lado"?'
        ],
        id="support from a contact that does not exist",
    ),
    pytest.param(
        edited(LEARNING, "actions:", "research: [{in: guidance-2025}]\nactions:"),
        [
            'briefings/learning/audit-2024.md:13: unknown-name: "guidance-2025" is not one of the citations of data/citations.yml. Did you mean "guidance-2026"?'
        ],
        id="research that no citation names",
    ),
    pytest.param(
        edited(BRIEFING, "audit-2024/a", "audit-2024/c"),
        [
            'briefings/seven-minute/seeing-children.md:9: unknown-learning: There is no learning "audit-2024/c". Did you mean "audit-2024/b"?'
        ],
        id="a briefing of learning that does not exist",
    ),
    pytest.param(
        edited(LEARNING, "answers: [not-heard]", "answers: [heard]"),
        [
            'briefings/learning/audit-2024.md:16: unknown-learning: There is no finding "heard" in this record. Did you mean "not-heard"?'
        ],
        id="an answer to a finding that does not exist",
    ),
    pytest.param(
        edited(NEGLECT, "because: [audit-2024/a]", "because: [audit-2024/z]"),
        [
            'procedures/neglect.md:15: change-cause: There is no action "audit-2024/z". Did you mean "audit-2024/b"?'
        ],
        id="a change because of an action that does not exist",
    ),
    pytest.param(
        edited(NEGLECT, "because: [audit-2024/a]", "because: [rutine]"),
        [
            'procedures/neglect.md:15: change-cause: "rutine" is no action, no citation and not "routine". Did you mean "routine"?'
        ],
        id="a change because of nothing known",
    ),
    pytest.param(
        edited(NEGLECT, "at: [seeing-the-child]", "at: [seeing]"),
        [
            'procedures/neglect.md:16: change-heading: This page has no heading "#seeing". Known: do-this-now, seeing-the-child, who-does-what.'
        ],
        id="a change at a heading that is not there",
    ),
    pytest.param(
        edited(NEGLECT, "    approved: {by: procedures-group, on: 2025-02-03}\n", ""),
        [
            'procedures/neglect.md:11: change-approved: A change of class "changed" has no approval. Add approved: {by: a group, on: a date}.'
        ],
        id="a change of practice without approval",
    ),
    pytest.param(
        edited(NEGLECT, "approved: {by: procedures-group, on: 2025-02-03}", "approved: not stated"),
        [
            'procedures/neglect.md:17: change-approved: A change of class "changed" has no approval. Add approved: {by: a group, on: a date}.'
        ],
        id="an approval that is not stated in a live manual",
    ),
    pytest.param(
        edited(
            LEARNING,
            "what: Training was held.",
            "what: Training was held., read_at: [neglect#seeing-the-child]",
        ),
        [
            'briefings/learning/audit-2024.md:18: said-twice: "neglect#seeing-the-child" already records that this action changed it. Take it out of read_at: the change says it.'
        ],
        id="a change told from both ends",
    ),
    pytest.param(
        edited(NEGLECT, "in_force: 2025-03", "in_force: 2026-03"),
        [
            "briefings/one-minute/neglect.md:8: briefing-behind: Practice has moved on: neglect changed March 2026, after this was issued on 10 January 2026. Compare them, then bring it up to date and change issued:.",
            "briefings/seven-minute/seeing-children.md:8: briefing-behind: Practice has moved on: neglect changed March 2026, after this was issued on 10 January 2026. Compare them, then bring it up to date and change issued:.",
        ],
        id="a briefing older than a change",
    ),
    pytest.param(
        edited(
            NEGLECT,
            "related: [disagreements]",
            "withdrawn: {on: 2026-02, why: Replaced., replaced_by: disagreements}",
        ),
        [
            'briefings/one-minute/neglect.md:10: briefing-withdrawn: "neglect" was withdrawn. Name "disagreements" in its place.',
            'briefings/seven-minute/seeing-children.md:10: briefing-withdrawn: "neglect" was withdrawn. Name "disagreements" in its place.',
        ],
        id="a briefing of a withdrawn procedure",
    ),
    pytest.param(
        edited(NEGLECT, 'cite("guidance-2026"', 'cite("guidance-2020"'),
        [
            'procedures/neglect.md:32: superseded: "Guidance 2020" was replaced. Compare what it says with "guidance-2026" and cite that.'
        ],
        id="an edition that was replaced",
    ),
    pytest.param(
        edited("data/glossary.yml", "allegations.}", "allegations., sources: [{in: guidance-2020}]}"),
        [
            'data/glossary.yml:1: superseded: "Guidance 2020" was replaced. Compare what it says with "guidance-2026" and cite that.'
        ],
        id="a word explained by an edition that was replaced",
    ),
    pytest.param(
        edited("data/glossary.yml", "allegations.}", "allegations., sources: [{in: guidance-2021}]}"),
        [
            'data/glossary.yml:1: unknown-name: "guidance-2021" is not one of the citations of data/citations.yml. Did you mean "guidance-2026"?'
        ],
        id="a word explained by a citation that is not there",
    ),
    pytest.param(
        edited(NEGLECT, "audit-2024.md#a", "audit-2023.md#a"),
        [
            'procedures/neglect.md:26: broken-link: "../briefings/learning/audit-2023.md#a" leads to no file. Did you mean "../briefings/learning/audit-2024.md"?'
        ],
        id="a link to no file",
    ),
    pytest.param(
        edited(NEGLECT, "audit-2024.md#a", "audit-2024.md#z"),
        [
            'procedures/neglect.md:26: broken-link: "../briefings/learning/audit-2024.md#z" leads to no heading. Known: a, b, not-heard.'
        ],
        id="a link to no heading",
    ),
    pytest.param(
        edited(NEGLECT, "picture.svg", "pictures.svg"),
        [
            'procedures/neglect.md:28: broken-link: "../assets/pictures.svg" leads to no file. Put it into docs/assets/.'
        ],
        id="a picture that is not there",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", '<a href="nothing.md">x</a>'),
        [
            'procedures/disagreements.md:13: broken-link: "nothing.md" leads to no file. Known: ../briefings/learning/audit-2024.md, ../briefings/one-minute/neglect.md, ../briefings/seven-minute/seeing-children.md, ../index.md, disagreements.md, neglect.md.',
            "procedures/disagreements.md:13: markup: The tag <a> may not be written here. Write [words](address). Of HTML, only <br>, <sub>, <sup>, <kbd>, <span> may be written.",
        ],
        id="a raw HTML link to no file",
    ),
    *(
        pytest.param(
            edited(DISAGREEMENTS, "Talk to each other.", text),
            [f"procedures/disagreements.md:13: {said}"],
            id=text,
        )
        for text, said in (
            (
                "See https://a.example/b now.",
                "no-link: An address stands here, and nobody can follow it. Write [what is there](https://…), with its address.",
            ),
            (
                "[x y] (https://a.example)",
                "no-link: This looks like a link, and none is made of it. Take out the space: [words](address).",
            ),
            (
                "(x y)[https://a.example]",
                "no-link: The brackets of a link are the wrong way round. Write [words](address).",
            ),
            (
                "[x y][none]",
                "no-link: A link stands here by a name that is explained nowhere. Write [words](address).",
            ),
            (
                "[x y](https:/a.example)",
                'broken-link: "https:/a.example" is no whole address. Copy it from your browser: https://, a name, no spaces.',
            ),
            (
                "[x y](www.gov.uk/x)",
                'broken-link: "www.gov.uk/x" lacks its beginning. Write https://www.gov.uk/x, if that is the address.',
            ),
            (
                "[x y](gov.uk)",
                'broken-link: "gov.uk" lacks its beginning. Write https://gov.uk, if that is the address.',
            ),
            (
                "[![What it shows](gone.png)](neglect.md)",
                'broken-link: "gone.png" leads to no file. Put it into docs/assets/.',
            ),
        )
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", "[here](#)"),
        [
            'procedures/disagreements.md:13: click-here: A link reads "here". Write what the reader finds there.',
            'procedures/disagreements.md:13: empty-link: The link "here" leads nowhere. Write its address, or take the link out.',
        ],
        id="a link to nothing",
    ),
    pytest.param(
        {"data/link-exceptions.yml": "- {address: https://a.example, why: It is away.}"},
        ['data/link-exceptions.yml:1: field: "on:" is missing. Add a line on: with its value.'],
        id="an excepted link without a date",
    ),
    pytest.param(
        {"data/link-exceptions.yml": "- {address: https://a.example, on: 2026-11-01}"},
        ['data/link-exceptions.yml:1: field: "why:" is missing. Add a line why: with its value.'],
        id="an excepted link without a reason",
    ),
    pytest.param(
        {"data/link-exceptions.yml": "- {address: https://a.example, why: It is away., on: 2026-11-01}"},
        [
            'data/link-exceptions.yml:1: needless-exception: The manual has no link to "https://a.example". Take the exception out, or write the address as the page has it.'
        ],
        id="an excepted link that nobody wrote",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", "[A page](https://a.example)")
        | {"data/link-exceptions.yml": "- {address: https://a.example, why: It is away., on: 2026-02-03}"},
        [
            'data/link-exceptions.yml:1: exception-overdue: "https://a.example" was last opened by hand on 3 February 2026. Open it, and write today\'s date under on: (due every 180 days).'
        ],
        id="an excepted link that nobody opened for long",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", "[A page](https://a.example)")
        | {
            "data/link-exceptions.yml": 2
            * "- {address: https://a.example, why: It is away., on: 2026-11-01}\n"
        },
        [
            'data/link-exceptions.yml:2: same-id: The id "https://a.example" stands here twice. Give one of them another id.'
        ],
        id="a link that is excepted twice",
    ),
    pytest.param(
        {"docs/procedures/neglect.md": A_DOCS_PAGE},
        [
            "docs/procedures/neglect.md:1: same-page: This would be the same page as procedures/neglect.md. Give it another name."
        ],
        id="two files that would be one page",
    ),
    pytest.param(
        {"docs/glossary.md": A_DOCS_PAGE},
        [
            "docs/glossary.md:1: same-page: This would be the same page as a page that is made from the manual. Give it another name."
        ],
        id="a file that would hide a made page",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "section: harm", "section: harm\nwas: [neglect]"),
        [
            'procedures/disagreements.md:5: same-page: The former address "procedures/neglect/" is that of procedures/neglect.md. Take it out of was:, or give the other page another name.'
        ],
        id="a former address that is in use",
    ),
    pytest.param(
        {"docs/7/seeing-children.md": A_DOCS_PAGE},
        [
            'briefings/seven-minute/seeing-children.md:1: same-page: The short address "7/seeing-children/" is that of docs/7/seeing-children.md. Give the other page another name.'
        ],
        id="a page at the short address of a briefing",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", '{{ procedur("neglect") }}'),
        [
            'procedures/disagreements.md:13: word: "procedur" is not a word of this manual. Did you mean "procedure"?'
        ],
        id="a word that does not exist",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", '{{ procedure("neglekt") }}'),
        [
            'procedures/disagreements.md:13: word: There is no "neglekt" in procedures/. Did you mean "neglect"?'
        ],
        id="a word with a name that does not exist",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", "{{ procedure() }}"),
        [
            'procedures/disagreements.md:13: word: "procedure" is used with too few or too many values. Write procedure("…") with a name in quotation marks.'
        ],
        id="a word without a value",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", "{{ procedure(3) }}"),
        ['procedures/disagreements.md:13: word: "3" is no address. Write it in quotation marks.'],
        id="a word with a number",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", 'Changed: {{ what_changed("neglect") }}'),
        [
            'procedures/disagreements.md:13: word: "what_changed" gives a list and stands in the middle of a text. Put it on a line of its own, with an empty line above and below.'
        ],
        id="a list in the middle of a text",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", "{% for x in y %}{% endfor %}"),
        [
            'procedures/disagreements.md:13: word: Braces hold something else than one of the manual\'s words. Write a word and its value, such as {{ procedure("neglect") }}, or take the braces out.'
        ],
        id="Jinja beyond the words",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", '{{ procedure("x" }}'),
        [
            'procedures/disagreements.md:13: word: Braces hold something else than one of the manual\'s words. Write a word and its value, such as {{ procedure("neglect") }}, or take the braces out.'
        ],
        id="braces that do not close",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", "{{ config.site_name }}"),
        [
            'procedures/disagreements.md:13: word: Braces hold something else than one of the manual\'s words. Write a word and its value, such as {{ procedure("neglect") }}, or take the braces out.'
        ],
        id="a look into the configuration",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", "(to write) what to do first."),
        [
            'procedures/disagreements.md:13: unwritten: "(to write)" stands here: this page is not finished. Write what belongs here, or take the line out.'
        ],
        id="a page that was started and not written",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", "(to write) what to do first.")
        | edited("data/partnership.yml", "worked_example: false", "worked_example: true"),
        [
            'procedures/disagreements.md:13: unfinished: "(to write)" stands here: this page is not finished. Write what belongs here, or take the line out.'
        ],
        id="words that a started page was left with in a worked example",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "title: Disagreements", "title: Disagreements #urgent"),
        [
            'procedures/disagreements.md:2: yaml: What stands behind # is left out here. Write: title: "Disagreements #urgent"; or put it into a line of its own above, if it is only a note.'
        ],
        id="a title that YAML cuts",
    ),
    pytest.param(
        edited("data/contacts.yml", "  checked:", "  daytime: 0808 800 5001 #2 for children\n  checked:"),
        [
            'data/contacts.yml:7: yaml: What stands behind # is left out here. Write: daytime: "…"; or put it into a line of its own above, if it is only a note.'
        ],
        id="a number that YAML cuts",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "## Talk first", "## Talk *first*"),
        [
            "procedures/disagreements.md:11: plain-heading: A heading holds something else than plain words. Write words only; put links and marks below it."
        ],
        id="a heading with markup",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "## Talk first", "Talk first\n----------"),
        [
            'briefings/learning/audit-2024.md:25: unknown-heading: "disagreements" has no heading "#talk-first". Known: none yet.',
            "procedures/disagreements.md:11: plain-heading: A heading is made by underlining. Write ## before it, and take the underline out.",
        ],
        id="a heading made by underlining",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", "- Talk.\n\n    ## To each other"),
        [
            "procedures/disagreements.md:15: plain-heading: A heading stands inside a list. Begin the line with ##."
        ],
        id="a heading inside a list",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "## Talk first", "# Talk first"),
        [
            "procedures/disagreements.md:11: heading-level: The page has a title in its text. Write ## before it; the title comes from title:."
        ],
        id="a second title",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "## Talk first", "## A\n\n#### Talk first"),
        [
            "procedures/disagreements.md:13: heading-level: This heading is more than one step smaller than the one above it. Write ### before it."
        ],
        id="a heading that jumps a level",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "## Talk first", "## Talk first\n\n## Talk first"),
        [
            'procedures/disagreements.md:13: same-anchor: "talk first" stands on this page twice. Give one of them another name.'
        ],
        id="two headings of one name",
    ),
    pytest.param(
        edited(BRIEFING, "Text.", "Text. " * 800),
        [
            "briefings/seven-minute/seeing-children.md:12: length: This is about 819 words long; a 7-minute briefing has at most 750. Shorten it, or link to the procedure."
        ],
        id="a briefing that is too long",
    ),
    pytest.param(
        edited(GUIDE, "bookmark: See the child alone.", "bookmark: " + "word " * 70),
        [
            "briefings/one-minute/neglect.md:11: length: The bookmark has 70 words; at most 60 fit. Shorten it to what to remember and what to do.",
            "briefings/one-minute/neglect.md:11: long-sentence: A sentence here has 70 words. Make two of it, or a list.",
        ],
        id="a bookmark that is too long",
    ),
    pytest.param(
        edited(BRIEFING, "## Six\n\nText.\n\n", ""),
        [
            "briefings/seven-minute/seeing-children.md:12: seven-sections: This briefing has 6 sections (##). Bring it to 7."
        ],
        id="a briefing of six sections",
    ),
    pytest.param(
        edited(BRIEFING, "## Questions for your team", "## End"),
        [
            "briefings/seven-minute/seeing-children.md:37: seven-sections: The last section holds no questions. End with the questions for the team."
        ],
        id="a briefing without questions last",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", "word " * 31 + "."),
        [
            "procedures/disagreements.md:13: long-sentence: A sentence here has 32 words. Make two of it, or a list."
        ],
        id="a sentence that is too long",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", "[click here](neglect.md)"),
        [
            'procedures/disagreements.md:13: click-here: A link reads "click here". Write what the reader finds there.'
        ],
        id="a link that reads click here",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", "You must talk."),
        [
            'procedures/disagreements.md:13: must-cited: A must stands without a citation. Add {{ cite("…") }} with the law beside it, or write should.'
        ],
        id="a must without a citation",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", "She failed to attend."),
        [
            'procedures/disagreements.md:13: blame: "failed to attend" puts blame. Write "was not brought", or what happened.'
        ],
        id="words that blame",
    ),
    pytest.param(
        edited(LEARNING, "    agreed: Everybody knows how to disagree.\n", ""),
        [
            "briefings/learning/audit-2024.md:19: field: An action does not say what was to be done. Add recommended:, agreed:, or work: where the source says neither."
        ],
        id="an action that says nothing",
    ),
    pytest.param(
        edited(LEARNING, "status: already-right", "status: not-pursued"),
        [
            'briefings/learning/audit-2024.md:22: field: A response is "not-pursued" without a reason. Add why: and give the reason.'
        ],
        id="a response not pursued without a reason",
    ),
    pytest.param(
        edited(
            LEARNING, "    answers: [not-heard]", "    answers: [not-heard]\n    impact: {status: improved}"
        ),
        [
            'briefings/learning/audit-2024.md:17: field: An impact "improved" needs how: and when:. Say how it is known, and from when.'
        ],
        id="an impact that nobody has shown",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", "/// area | nort, north\nRing.\n///"),
        [
            'procedures/disagreements.md:13: area-block: "nort" is not one of the areas of data/partnership.yml. Did you mean "north"?'
        ],
        id="a block for an area that does not exist",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", "/// area\nRing.\n///"),
        [
            "procedures/disagreements.md:13: area-block: A block for an area names none. Write /// area | and its name. Known: north."
        ],
        id="a block for an area that names none",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", "/// area | north\nRing."),
        [
            "procedures/disagreements.md:13: area-block: A block for an area has no end. Write a line /// after its last paragraph."
        ],
        id="a block for an area without an end",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", "/// area | north\n## Ring\n///"),
        [
            "procedures/disagreements.md:14: area-block: A heading stands in a block for an area. Put it above the block: a link to it must work for everybody."
        ],
        id="a heading in a block for an area",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "outcome: written", "outcome: deferred"),
        [
            "procedures/disagreements.md:8: field: A review was deferred without a reason. Add reason: and say why."
        ],
        id="a deferred review without a reason",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", "The child was born on 3 March 2012."),
        [
            f"procedures/disagreements.md:13: birth-or-death: An exact date of birth or death stands here. Take it out, or write the year or an age in words. {SLIPPED} {ALLOW}"
        ],
        id="a date of birth",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", "The number was 943 476 5919."),
        [
            f"procedures/disagreements.md:13: personal-number: An NHS number or a pupil number stands here. Take it out. {SLIPPED} {ALLOW}"
        ],
        id="an NHS number",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "What to do when you disagree.", "They lived at LE1 1AA."),
        [
            f"procedures/disagreements.md:3: postcode: A full postcode stands here. Take it out, or write the town. {SLIPPED} {ALLOW}"
        ],
        id="a postcode in a summary",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", "Ring 01632 960001."),
        [
            f'procedures/disagreements.md:13: phone-number: A telephone number stands here. Take it out. That of a service goes into data/contacts.yml, and {{{{ contact("…") }}}} stands here. {SLIPPED} {ALLOW}'
        ],
        id="a telephone number in a text, though it is one of the contacts",
    ),
    pytest.param(
        edited("data/glossary.yml", "Leads on allegations.", "Write to jo.bloggs@example.org."),
        [
            f"data/glossary.yml:1: personal-email: An e-mail address stands here that looks like a person's own. Take it out, or write the mailbox of a team in data/contacts.yml. {SLIPPED} {ALLOW.replace('the part between the two lines ---', 'the entry, before its last } and after a comma')}"
        ],
        id="somebody's own e-mail address in the glossary",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", "She went to Oakfield Primary School."),
        [
            f'procedures/disagreements.md:13: school-or-ward: The name of a school, college, nursery, children\'s home or ward stands here. Write what it is and not which: "a primary school", "a hospital ward". {SLIPPED} {ALLOW}'
        ],
        id="the name of a school",
    ),
    pytest.param(
        edited(NEGLECT, "why: Children were not heard.", "why: Agreed by Jane Smith."),
        [
            f'procedures/neglect.md:14: person-named: What looks like a person\'s name or initials stands here. Write the role or the group in place of the name: "a social worker", "the procedures group". {SLIPPED} {ALLOW}'
        ],
        id="somebody of the staff in a change",
    ),
    pytest.param(
        {
            "docs/assets/picture.svg": "<svg xmlns='http://www.w3.org/2000/svg'><metadata>by me</metadata></svg>"
        },
        [
            f"docs/assets/picture.svg:1: metadata: The file holds more than it shows: who made it, when or with what. Take a screenshot and use that, or have your computer remove the file's properties. {SLIPPED} {ALLOW.replace('the part between the two lines ---', 'data/partnership.yml')}"
        ],
        id="an author in a picture",
    ),
    pytest.param(
        edited(
            DISAGREEMENTS, "section: harm", "section: harm\nallowed: [{rule: postcode, why: It is made up.}]"
        ),
        [
            'procedures/disagreements.md:5: needless-allowance: A false alarm of "postcode" is allowed once and raised never. Take the entry out of allowed:, or mend its at: or times:.'
        ],
        id="a false alarm that nothing raises",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", "<b>Talk</b> to each other."),
        [
            "procedures/disagreements.md:13: markup: The tag <b> may not be written here. Write **words**. Of HTML, only <br>, <sub>, <sup>, <kbd>, <span> may be written."
        ],
        id="a tag that Markdown has a sign for",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", "Talk. [Now](javascript:alert)"),
        [
            "procedures/disagreements.md:13: code: A link here would run a program, or leads to no page. Write an address that begins with https://, or the way to a page."
        ],
        id="a link that would run a program",
    ),
    pytest.param(
        {"docs/assets/page.html": "<p>Talk.</p>"},
        [
            "docs/assets/page.html:1: asset: Nobody can look into a file of this kind. Save it as a picture (PNG, JPEG, SVG), a PDF or a document without macros (.docx)."
        ],
        id="a page of its own among the pictures",
    ),
    pytest.param(
        {"docs/assets/list.txt": "Ask first.\n" * 200_000},
        [
            "docs/assets/list.txt:1: large-file: This has 2.2 MB, and who opens it on a telephone waits. Save a picture no wider than 1600 pixels, a document for screens and not for printing."
        ],
        id="a file that a telephone waits for",
    ),
    pytest.param(
        {"docs/assets/a.svg": "<svg xmlns='http://www.w3.org/2000/svg'><set attributeName='href'/></svg>"},
        [
            'docs/assets/a.svg:1: code: This file holds a movement and something that does not draw. Save it as "plain SVG" with its letters as paths, or export it as a picture (PNG).'
        ],
        id="a drawing that does more than draw",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", "| A |\n|---|\n| Talk | to each other |"),
        [
            "procedures/disagreements.md:15: preview: This row has 2 cells and the table has 1 columns. Write \\| for a bar inside a cell, or add a column."
        ],
        id="a cell that no reader would see",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", "Ask the ABC, the ABCs or the LADO, but NOT `XYZ`."),
        [
            'procedures/disagreements.md:13: abbreviation: The glossary lacks "ABC". Write the words out, or add it to data/glossary.yml with what it stands for and means (and plain: true if nobody needs it explained).'
        ],
        id="an abbreviation that the glossary lacks",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "section: harm", "section: harm\nexample: true"),
        [
            "procedures/disagreements.md:5: going-live: This procedure is still the worked example's. Make it true where you are, with its group, and take the line example: true out; or delete the file."
        ],
        id="a page of the worked example in a live manual",
    ),
    pytest.param(
        edited(
            "data/contacts.yml",
            "checked:",
            "closed: {on: 2026-10, why: It is over., instead: nobody}\n  checked:",
        ),
        [
            'data/contacts.yml:7: unknown-name: "nobody" is not one of the contacts of data/contacts.yml. Known: lado.',
            'procedures/neglect.md:22: closed-contact: "LADO" has closed. Name another contact; until then the page says that it is closed.',
        ],
        id="a page that leads to a service that closed, and nothing in its place",
    ),
    pytest.param(
        edited("data/contacts.yml", "checked: {on: 2026-11-01", "checked: {on: 2026-12-31"),
        [
            "data/contacts.yml:7: not-yet: 31 December 2026 is still to come, and this says that it was done. Write the day on which it was done."
        ],
        id="a check that nobody can have made yet",
    ),
    pytest.param(
        edited("data/contacts.yml", "0808 800 5000", "0808 8OO 5000"),
        [
            "data/contacts.yml:6: contact-number: This is no telephone number that can be rung. Write the number alone, with nothing behind it; or: not stated."
        ],
        id="letters that look like digits in a number",
    ),
    pytest.param(
        edited("data/contacts.yml", "0808 800 5000", "01632 960001"),
        [
            "data/contacts.yml:6: contact-number: This number is kept for examples, and reaches nobody. Write the real one."
        ],
        id="a number for examples in a live manual",
    ),
    pytest.param(
        {
            "procedures/fires.md": FILES[DISAGREEMENTS].replace(
                "## Talk first\n\nTalk to each other.", "Talk to each other. " * 40
            )
        },
        [
            "procedures/fires.md:10: no-heading: This page has no heading. Write ## and a few words above each part, such as: ## When to use this."
        ],
        id="a long page without a heading",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", "Talk to each other. " * 40),
        [
            "procedures/disagreements.md:10: no-heading: This procedure does not say what to do now. Put the heading ## Do this now first, and below it at most five steps."
        ],
        id="a long procedure that does not say what to do now",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "## Talk first", "## 1 1. Talk first {#talk-first}"),
        [
            "procedures/disagreements.md:11: heading-number: A number is typed into this heading. Leave the number out: it would stand there twice, and be wrong once a section moves."
        ],
        id="a number typed into a heading",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", "Talk to each other.\n\nPage 1 of 16"),
        [
            "procedures/disagreements.md:15: page-number: A page number of another document stands here. Take it out."
        ],
        id="the page number of a document that was copied",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", "![](../assets/a.svg)")
        | {"docs/assets/a.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"},
        [
            "procedures/disagreements.md:13: picture-words: A picture stands here without words. Write what it shows between [ and ]: ![A map of the three areas](…)."
        ],
        id="a picture without words",
    ),
    pytest.param(
        edited(DISAGREEMENTS, "Talk to each other.", "Talk to each\u200b other."),
        [
            "procedures/disagreements.md:13: text: A character that nobody can see (zero width space) stands in this line, as number 13. Delete it, or write the words around it again by hand."
        ],
        id="a character that nobody sees",
    ),
]


@pytest.mark.parametrize(("changed", "told"), BREACHES)
def test_an_editor_is_told_of(tmp_path, changed, told):
    assert list(map(str, problems_of(tmp_path, changed))) == told


def told_of(breaches):
    return {line.split(": ")[1] for case in breaches for line in case.values[1]}


ABOUT_CHANGES = told_of(test_against.BREACHES) - told_of(BREACHES)


@pytest.mark.parametrize(
    ("file", "before", "ahead"),
    [
        (
            NEGLECT,
            "{on: 2026-11-21, by: procedures-group, outcome: written}",
            "{on: 2026-11-22, by: procedures-group, outcome: written}",
        ),
        (BRIEFING, "issued: 2026-01-10", "issued: 2026-11-22"),
        (LEARNING, "as_at: 2025", "as_at: 2027"),
    ],
)
def test_nothing_that_was_done_is_still_to_come(tmp_path, file, before, ahead):
    assert before in FILES[file]
    told = problems_of(tmp_path, edited(file, before, ahead))
    assert [problem.rule.name for problem in told if problem.stops] == ["not-yet"]


def test_every_rule_has_a_manual_or_a_change_that_breaks_it():
    when_publishing = {NO_PAGE.name, WITHHELD.name, SHALLOW.name}
    assert {rule.name for rule in RULES} - when_publishing == told_of(BREACHES) | ABOUT_CHANGES
    assert {rule.grade for rule in RULES if rule.name in ABOUT_CHANGES} == {Grade.STOPS}


@pytest.mark.parametrize(("changed", "said", "pasted"), test_against.BREACHES)
def test_no_rule_about_changes_speaks_where_nobody_compares(tmp_path, changed, said, pasted):
    assert said or pasted
    assert not ABOUT_CHANGES & {problem.rule.name for problem in problems_of(tmp_path, changed)}


def test_one_bad_file_never_hides_the_problems_of_another(tmp_path):
    changed = edited(NEGLECT, "title: Neglect", "title: [") | edited(
        DISAGREEMENTS, "section: harm", "section: ham"
    )
    assert [problem.file for problem in problems_of(tmp_path, changed)] == [DISAGREEMENTS, NEGLECT]


@pytest.mark.parametrize(
    "text",
    [
        "[Neglect](<neglect.md>)",
        "[Neglect][n]\n\n[n]: <neglect.md>",
        "[A form](../assets/form(2).pdf)",
        "[1]: Working Together 2023, page 3",
        "Text.\n\n    [y](not-a-link.md)",
        "[The law](https://a.example/Care_(law))",
        "[The law](https://a.example 'The \"new\" act')",
        "[https://a.example](https://a.example) and <https://a.example>",
        "It was so [2023] (see below), and [1][2]; \\[x\\] (a.md).",
        'Write `[x] (https://a.example)` or {{ procedure("neglect") }}.',
        "[![What it shows](../assets/picture.svg)](neglect.md)",
    ],
)
def test_a_link_that_is_right_draws_no_problem(tmp_path, text):
    changed = edited(DISAGREEMENTS, "Talk to each other.", text)
    changed |= {"docs/assets/form(2).pdf": b""} if "form(2)" in text else {}
    assert [str(p) for p in problems_of(tmp_path, changed) if p.file == DISAGREEMENTS] == []


def test_a_link_to_a_page_that_cannot_be_read_is_no_second_problem(tmp_path):
    changed = edited(LEARNING, "mark: an audit", "mark:")
    assert {problem.file for problem in problems_of(tmp_path, changed)} == {LEARNING}
