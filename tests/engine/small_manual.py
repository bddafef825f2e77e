"""A small made-up manual without a problem, to break on purpose: file → text."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from goldenthread.manual.manual import Manual
from goldenthread.manual.reading import read
from goldenthread.pages.words import Vocabulary, vocabulary
from goldenthread.rules import check
from goldenthread.text.dates import parse_day
from goldenthread.text.problems import Problem, Rule

ROOT = Path(__file__).parents[2]
TODAY = parse_day("2026-11-21")

PROGRAM = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("macros.py", "mkdocs.yml")}
"""What stands beside a manual and says how its pages are read."""

PAGE = """\
owner: procedures-group
review_date: 2027-11-20
reviews:
  - {on: 2026-11-21, by: procedures-group, outcome: written}
"""

FILES = {
    "data/partnership.yml": """\
name: Sandford procedures
short_name: Sandford
worked_example: false
colour: teal
escalation: disagreements
areas:
  - {id: north, name: North Sandford}
agencies:
  - {id: council, name: Sandford Council}
groups:
  - {id: procedures-group, name: Procedures group}
audiences:
  - {id: schools, name: Schools}
sections:
  - {id: harm, name: Kinds of harm}
themes:
  - {id: babies, name: Babies}
source_types:
  - {id: audit, name: Audit}
id: sandford
""",
    "data/contacts.yml": """\
- id: lado
  name: LADO
  for: Allegations.
  chosen_by: work
  areas:
    north: {daytime: 0808 800 5000}
  checked: {on: 2026-11-01, by: procedures-group}
""",
    "data/glossary.yml": """\
- {term: LADO, stands_for: local authority designated officer, meaning: Leads on allegations.}
""",
    "data/citations.yml": """\
- {id: guidance-2020, title: Guidance 2020, kind: statutory, publisher: DfE, superseded_by: guidance-2026}
- {id: guidance-2026, title: Guidance 2026, kind: statutory, publisher: DfE, published: 2026-03}
""",
    "docs/index.md": f"""\
---
title: Home
summary: Where to begin.
{PAGE}---

See {{{{ procedure("neglect") }}}}.
""",
    "docs/assets/picture.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "procedures/neglect.md": f"""\
---
title: Neglect
summary: What to do about neglect.
section: harm
{PAGE}related: [disagreements]
changes:
  - in_force: 2025-03
    class: changed
    what: Seeing the child alone was added.
    why: Children were not heard.
    because: [audit-2024/a]
    at: [seeing-the-child]
    approved: {{by: procedures-group, on: 2025-02-03}}
---

## Do this now

1. Ring {{{{ contact("lado") }}}}.

## Seeing the child

See the child alone. Read [what was learned](../briefings/learning/audit-2024.md#a).

![A picture](../assets/picture.svg)

## Who does what

You must ask. {{{{ cite("guidance-2026", "chapter 1") }}}}
""",
    "procedures/disagreements.md": f"""\
---
title: Disagreements
summary: What to do when you disagree.
section: harm
{PAGE}---

## Talk first

Talk to each other.
""",
    "briefings/learning/audit-2024.md": f"""\
---
title: Audit of neglect
summary: What an audit of neglect found.
{PAGE}source: {{type: audit, commissioned_by: council, commissioned: 2024, publication: full}}
mark: an audit
as_at: 2025
findings:
  - {{id: not-heard, text: Children were not heard.}}
actions:
  - id: a
    agreed: Children are seen alone.
    answers: [not-heard]
    responses:
      - {{kind: training, status: done, by: council, when: 2025, what: Training was held.}}
  - id: b
    agreed: Everybody knows how to disagree.
    responses:
      - kind: procedure
        status: already-right
        what: The procedure says so.
        read_at: [disagreements#talk-first]
---

An audit was done.
""",
    "briefings/seven-minute/seeing-children.md": f"""\
---
title: Seeing children
summary: Seven minutes about seeing children.
{PAGE}issued: 2026-01-10
learning: [audit-2024/a]
procedures: [neglect#seeing-the-child]
---

## One

Text.

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

What will you do?
""",
    "briefings/one-minute/neglect.md": f"""\
---
title: Neglect in a minute
summary: Neglect in a minute.
{PAGE}issued: 2026-01-10
learning: [audit-2024]
procedures: [neglect]
bookmark: See the child alone.
---

See the child alone.
""",
}


def write(root: Path, changed: dict[str, str | bytes | None]) -> Path:
    """Write the manual with some files changed, added, or (None) left out."""
    for file, text in {**FILES, **changed}.items():
        if text is None:
            continue
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def manual_of(root: Path, changed: dict[str, str | bytes | None] | None = None) -> tuple[Manual, Vocabulary]:
    """Read the manual with some files changed, and its words."""
    manual = read(write(root, changed or {}))
    return manual, vocabulary(ROOT / "macros.py", manual, TODAY)


def problems_of(root: Path, changed: dict[str, str | bytes | None] | None = None) -> tuple[Problem, ...]:
    """Hold the manual with some files changed against every rule, but for what is wrong without them."""
    return beside_its_own(check(*manual_of(root, changed), TODAY))


def beside_its_own(found: Iterable[Problem]) -> tuple[Problem, ...]:
    """Leave out what is wrong with the manual as it stands here.

    So a new rule that it breaks turns one test red (`test_small_manual`), and not each that breaks another.
    """
    return tuple(one for one in found if (one.file, one.rule, one.wrong) not in _of_itself())


@cache
def _of_itself() -> frozenset[tuple[str, Rule, str]]:
    with TemporaryDirectory() as folder:
        return frozenset((one.file, one.rule, one.wrong) for one in check(*manual_of(Path(folder)), TODAY))


def edited(file: str, old: str, new: str) -> dict[str, str | bytes | None]:
    """Change one passage of one file, which must be there."""
    assert old in FILES[file], f"{old!r} does not stand in {file}"
    return {file: FILES[file].replace(old, new, 1)}
