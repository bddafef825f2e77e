"""A made-up manual with every kind of page and of record, and every word: file → text.

Beside `small_manual`, of which it keeps the pages, for tests that try what somebody may do to any line.
It is a worked example, so that it may say "not stated"; all of it is well, but for what is due.
"""

from tests.engine.small_manual import FILES as SMALL
from tests.engine.small_manual import PAGE

OF_ANY_PAGE = f"""\
{PAGE}  - {{on: 2025-11-20, by: procedures-group, outcome: deferred, reason: The guidance will change.}}
  - on: 2024-11-20
    by: board
    outcome: no-change
    corrected: {{on: 2025-01-02, why: The wrong group was named.}}
audience: [schools, police]
areas: [north, south]
themes: [babies, voice]
moved: {{old-heading: "#what-to-do", gone: taken-out, elsewhere: neglect#seeing-the-child}}
sources:
  - {{in: guidance-2026, at: chapter 2}}
  - {{in: act-1989}}
allowed:
  - {{rule: person-named, at: what-to-do, times: 1, why: It is the name of a method and not of a person.}}
quick_exit: true
example: true
"""

ALLOWED = """\
## What to do

Read Mrs Sarah Marsh on her method.
"""

FILES = {
    **SMALL,
    "data/partnership.yml": """\
# What the partnership says of itself.
id: sandford
name: Sandford procedures
short_name: Sandford
worked_example: true
example: [name, areas]
colour: "#336699"
quick_exit_to: https://weather.example
site_url: https://procedures.sandford.example/
repository: https://git.sandford.example/procedures
escalation: disagreements
suggestions: procedures@sandford.example
support: [helpline]
next_update: 2027-04
suggestions_by: 2027-03-01
withheld:
  - {page: bruising, versions: [2024-01-01, 0a1b2c3], why: The page said too much.}
allowed:
  - {rule: phone-number, file: docs/assets/form.txt, times: 1, why: It is a number of an example.}
intervals:
  procedure_months: 12
  briefing_months: 12
  learning_months: 12
  page_months: 12
  contact_days: 90
  link_days: 180
areas:
  - {id: north, name: North Sandford}
  - {id: south, name: South Sandford}
agencies:
  - {id: council, name: Sandford Council}
  - {id: hospital, name: Sandford Hospital}
groups:
  - {id: procedures-group, name: Procedures group, mailbox: not stated}
  - id: board
    name: Board
    mailbox: board@sandford.example
    reviewers: ["@sandford/board"]
    looks_at: [procedures/, data/contacts.yml]
audiences:
  - {id: schools, name: Schools}
  - {id: police, name: Police}
sections:
  - {id: harm, name: Kinds of harm}
themes:
  - {id: babies, name: Babies}
  - {id: voice, name: The voice of the child}
source_types:
  - {id: audit, name: Audit}
  - {id: local-review, name: Local review}
""",
    "data/contacts.yml": """\
- id: lado
  name: LADO
  for: Allegations.
  chosen_by: work
  areas:
    north: {daytime: 0808 800 5000, out_of_hours: 0800 1111, hours: Weekdays}
    south: {web: https://south.example/report, email: lado@south.example}
  if_no_answer: Ring the police.
  source: guidance-2026
  checked: {on: 2026-11-01, by: procedures-group, how: rung}
  was: [allegations-officer]
- id: helpline
  example: true
  name: Helpline of Mrs Sarah Marsh
  for: Whoever is upset.
  chosen_by: anyone
  daytime: 0800 1111
  out_of_hours: 0808 800 5000
  email: help@helpline.example
  hours: always
  web: https://helpline.example
  checked: {on: 2026-01-01, by: board, how: read}
  allowed:
    - {rule: person-named, times: 1, why: The charity is named after its founder.}
- id: old-hub
  name: Old hub
  for: Worries.
  chosen_by: child
  daytime: not stated
  checked: {on: 2026-11-01, by: procedures-group}
  closed: {on: 2026-06, why: The council closed it., instead: lado}
""",
    "data/glossary.yml": """\
- {term: LADO, stands_for: local authority designated officer, meaning: Leads on allegations.}
- term: Contact
  meaning: A word with several meanings.
  agencies:
    Social workers: Time with a parent.
    Police: A call.
  sources: [{in: guidance-2026, at: chapter 1}]
  example: true
  was: [contacts-word]
- {term: SCR, meaning: The name of a review before 2019., replaced_by: LCSPR}
- {term: LCSPR, meaning: A local review., plain: true}
- term: Marsh method
  meaning: The way of Mrs Sarah Marsh.
  allowed: [{rule: person-named, why: She published it herself.}]
""",
    "data/citations.yml": """\
- {id: guidance-2020, title: Guidance 2020, kind: statutory, publisher: DfE, superseded_by: guidance-2026}
- id: guidance-2026
  title: Guidance 2026
  kind: statutory
  publisher: DfE
  published: 2026-03
  url: https://guidance.example/2026
  checked: {on: 2026-10-01, by: procedures-group}
  note: Read whole.
  was: [guidance-of-2026]
- {id: act-1989, title: Children Act 1989, kind: law, publisher: Parliament, published: 1989}
- id: report-2025
  title: A report
  kind: report
  publisher: Sandford
  published: 2024/25
  example: true
  note: Its publisher answers on 01632 960333.
  allowed: [{rule: phone-number, times: 1, why: It is the number of a publisher.}]
""",
    "data/link-exceptions.yml": """\
- {address: "https://closed.example/page", why: It answers no program., on: 2026-01-10}
""",
    "docs/assets/form.txt": "Ring 01632 960111.\n",
    "docs/about.md": f"""\
---
title: About
summary: What this manual is.
{OF_ANY_PAGE}was: [what-this-is]
---

{ALLOWED}
- An item
- [Neglect](procedures/neglect.md#seeing-the-child) [the form](assets/form.txt) and [a page](https://closed.example/page).

> Words of another: H<sub>2</sub>O.

```text
{{{{ procedure("neglect") }}}} in code
```
""",
    "procedures/bruising.md": f"""\
---
title: "Bruising: in babies"
summary: What to do about a bruise on a baby.
section: harm
{OF_ANY_PAGE}was: [bruises, marks-on-babies]
kind: guidance
also_called: [Marks on babies]
found_by: [bruise, "black and blue"]
related: [neglect, disagreements]
under_review: {{since: 2026-10, why: The guidance changed.}}
consultation: {{closes: 2026-12-31, send_to: procedures@sandford.example}}
changes:
  - in_force: 2027-01-01
    class: new
    what: A flowchart stands here.
    why: The review found that the steps were not known.
    because: [local-review/b, act-1989]
    approved: not stated
    note: It is not in force yet.
  - in_force: 2024/25
    class: clarified
    what: Who rings is said.
    why: It was not clear.
    because: [routine]
    at: [what-to-do, who-rings]
    corrected: {{on: 2026-01-02, why: The year was wrong., was: 2023/24}}
  - {{in_force: 2022, class: fix, what: A word., why: It was wrong., because: [routine]}}
---

## Do this now

1. Ring {{{{ contact("lado", "the officer") }}}} or {{{{ contact("old-hub") }}}}.
2. Read {{{{ procedure("neglect#seeing-the-child", text="this") }}}}.

{ALLOWED}
/// area | north
Ring the **hub** in the north.
///

/// area | south, north

- One
- Two

///

### Who rings

| who | when |
| --- | --- |
| The nurse | at once |

{{{{ flowchart("What to do about a bruise") }}}}

1. Is there a bruise?
    - Yes: go on
    - No: Write down what you saw
2. Ring the hub
3. Is it urgent?
    - Yes: Ring the police
    - No: go on
4. Write it down

You must tell. {{{{ cite("act-1989", at="section 47") }}}}

??? note "More"
    Less &amp; more.

## What changed

{{{{ what_changed(procedure="bruising") }}}}

{{{{ changed_between("2024-01-01", "2026-12-31") }}}}
""",
    "procedures/old-form.md": f"""\
---
title: Old form
summary: What was used before.
section: harm
{PAGE}kind: form
withdrawn: {{on: 2026-02, why: Nobody used it., replaced_by: bruising}}
---

## What it was for

{{{{ briefing("seeing-children", "A briefing") }}}} tells. So does {{{{ record("audit-2024") }}}}.
It came of {{{{ action("local-review/b") }}}}.

The last words, with {{{{ guide("neglect") }}}}.
""",
    "briefings/learning/local-review.md": f"""\
---
title: A local review
summary: What a local review found.
{OF_ANY_PAGE}was: [the-review]
source:
  type: local-review
  commissioned_by: board
  commissioned: 2022-01
  published: 2022-12-01
  publication: improvements-only
  why: The child asked for it.
mark: a local review
as_at: 2026-01-01
content_note: It tells of harm.
findings:
  - {{id: not-seen, text: Bruises were not seen.}}
  - {{id: open, text: Nobody asked.}}
actions:
  - id: b
    recommended: A flowchart is made.
    proposed_by: board
    agreed: It is made.
    agreed_by: council
    by_when: 2026-06
    check_again: 2026-03-01
    answers: [not-seen]
    impact: {{status: improved, how: An audit says so., when: 2026-05}}
    responses:
      - {{kind: training, status: under-way, by: hospital, when: 2026-02-03, what: It is planned.}}
      - {{kind: document, status: met-another-way, what: A poster., why: It was quicker.}}
      - kind: practice
        status: already-right
        what: It was so.
        read_at: [neglect#seeing-the-child, disagreements]
  - {{id: c, work: Something was worked on., impact: {{status: no-change}}}}
research:
  - {{in: report-2025, at: page 3}}
shared:
  - {{when: 2026-03, how: In a meeting., to: Head teachers, how_many: Two meetings}}
---

{ALLOWED}
## What was asked

Somebody asked.
""",
    "briefings/seven-minute/bruising.md": f"""\
---
title: Bruising in seven minutes
summary: Seven minutes about bruises.
{OF_ANY_PAGE}was: [bruises-in-seven-minutes]
issued: 2026-01-10
learning: [local-review, local-review/not-seen]
procedures: [bruising, neglect#seeing-the-child]
content_note: It tells of harm.
leader_notes: {{questions-for-your-team: Give them time.}}
---

{ALLOWED}
## Two

Text.

## Three

Text.

## Four

Text.

## Five

Text.

## Six

Text.

## Questions for your team

1. What will you do?
""",
    "briefings/one-minute/bruising.md": f"""\
---
title: Bruising in a minute
summary: A minute about bruises.
{OF_ANY_PAGE}was: [bruises-in-a-minute]
issued: 2026-01-10
learning: [local-review/b]
procedures: [bruising#what-to-do]
bookmark: A baby that cannot move has no bruises.
---

{ALLOWED}
""",
}
