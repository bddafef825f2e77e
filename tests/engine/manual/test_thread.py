"""Both ends of the thread come from one recorded fact: whatever links there also links back."""

import posixpath
import tempfile
from collections import defaultdict
from pathlib import Path

from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.manual.manual import Manual
from goldenthread.pages.frame import frame
from goldenthread.text.links import url
from tests.engine.small_manual import FILES, PAGE, TODAY, manual_of

ACTIONS = ["a", "b"]
HEADINGS = ["first", "second"]
addresses = st.lists(st.sampled_from(["p1", "p2", "p3"]), unique=True, max_size=3)
learning = st.sampled_from([f"r{r}/{action}" for r in (1, 2) for action in ACTIONS])
at = st.sampled_from(HEADINGS)
whens = st.sampled_from(["2023", "2024-02", "2025-06-01", "2021/22", "2027-05"])

changes = st.lists(
    st.tuples(
        st.lists(learning, unique=True, min_size=1, max_size=2), st.lists(at, unique=True, max_size=2), whens
    ),
    max_size=3,
)
procedures = st.fixed_dictionaries({p: st.tuples(addresses, changes) for p in ("p1", "p2", "p3")})
read_at = st.tuples(st.sampled_from(["p1", "p2", "p3"]), st.none() | at)
records = st.fixed_dictionaries(
    {f"r{r}": st.fixed_dictionaries({a: st.lists(read_at, max_size=2) for a in ACTIONS}) for r in (1, 2)}
)
taught = st.tuples(
    st.lists(st.sampled_from(["r1", "r2"]) | learning, unique=True, max_size=3),
    st.lists(read_at, min_size=1, max_size=3),
)


def place(address: str, anchor: str | None) -> str:
    return f"{address}#{anchor}" if anchor else address


def procedure(name, related, made) -> str:
    listed = "".join(
        f"  - {{in_force: {when}, class: changed, what: W., why: Y., because: [{', '.join(because)}],"
        f" at: [{', '.join(where)}],"
        " approved: {by: procedures-group, on: 2021}}\n"
        for because, where, when in made
    )
    body = "".join(f"## {heading.title()}\n\nText.\n\n" for heading in HEADINGS)
    more = f"related: [{', '.join(r for r in related if r != name)}]\n" + (
        f"changes:\n{listed}" if listed else ""
    )
    return f"---\ntitle: {name}\nsummary: S.\nsection: harm\n{PAGE}{more}---\n\n{body}"


def record(name, actions) -> str:
    listed = ""
    for action, places in actions.items():
        listed += f"  - id: {action}\n    agreed: A.\n"
        if places:
            pointed = ", ".join(dict.fromkeys(place(*p) for p in places))
            told = f"{{kind: procedure, status: already-right, what: W., read_at: [{pointed}]}}"
            listed += f"    responses:\n      - {told}\n"
    source = (
        "source: {type: audit, commissioned_by: council, publication: full}\nmark: an audit\nas_at: 2024\n"
    )
    return f"---\ntitle: {name}\nsummary: S.\n{PAGE}{source}actions:\n{listed}---\n\nText.\n"


def teaching(name, carried, places, more) -> str:
    fields = f"issued: 2024-01-01\nlearning: [{', '.join(carried)}]\n"
    fields += f"procedures: [{', '.join(dict.fromkeys(place(*p) for p in places))}]\n{more}"
    return f"---\ntitle: {name}\nsummary: S.\n{PAGE}{fields}---\n\nText.\n"


def thread_links(manual: Manual, vocabulary) -> dict[str, set[str]]:
    """Give the pages that each page's frame links to, of those that authors write."""
    known = {url(page.path) for page in manual.pages() if not page.file.startswith("docs/")}
    escalation = url(f"procedures/{manual.partnership.escalation}.md")
    found = defaultdict(set)
    for page in manual.pages():
        here = url(page.path)
        text = frame(manual, page, vocabulary.expand(page.body.text, page.path), TODAY).text
        soup = BeautifulSoup(text, "html.parser")
        for always in soup.select(".gt-always, .gt-urgent"):
            always.decompose()
        for link in soup.select("a[href]"):
            there = posixpath.normpath(posixpath.join(here, link["href"].partition("#")[0])) + "/"
            if there in known - {here, escalation}:
                found[here].add(there)
    return found


@settings(max_examples=60, deadline=None)
@given(procedures, records, taught, taught)
def test_whatever_links_there_also_links_back(made_procedures, made_records, briefing, guide):
    files = dict.fromkeys(FILES) | {f: FILES[f] for f in FILES if f.startswith("data/")}
    files |= {f"procedures/{n}.md": procedure(n, *given) for n, given in made_procedures.items()}
    files |= {"procedures/disagreements.md": FILES["procedures/disagreements.md"]}
    files |= {f"briefings/learning/{n}.md": record(n, given) for n, given in made_records.items()}
    files |= {"briefings/seven-minute/b.md": teaching("b", *briefing, "")}
    files |= {"briefings/one-minute/g.md": teaching("g", *guide, "bookmark: B.\n")}
    with tempfile.TemporaryDirectory() as folder:
        manual, words = manual_of(Path(folder), files)
    assert manual.problems == ()
    linked = thread_links(manual, words)
    for here, theres in linked.items():
        for there in theres:
            assert here in linked[there], f"{here} links to {there}, which does not link back"


def test_a_change_links_to_its_action_and_the_action_to_the_changed_heading(tmp_path):
    manual, _ = manual_of(tmp_path)
    page, learned = manual.procedures["neglect"], manual.learning["audit-2024"]
    there = BeautifulSoup(frame(manual, page, page.body.text, TODAY).text, "html.parser")
    back = BeautifulSoup(frame(manual, learned, "", TODAY).text, "html.parser")
    assert there.select('.gt-mark a[href="../../briefings/learning/audit-2024/#a"]')
    assert back.select('#a a[href="../../../procedures/neglect/#seeing-the-child"]')
