"""Going live: what is left of the worked example is named at its line, and may be rewritten or deleted."""

from dataclasses import replace

import pytest

from goldenthread.manual.reading import read
from goldenthread.pages.words import vocabulary
from goldenthread.rules import check
from tests.conftest import ROOT, TODAY
from tests.engine.small_manual import FILES, beside_its_own, edited, manual_of, problems_of

PARTNERSHIP, CONTACTS, CITATIONS = "data/partnership.yml", "data/contacts.yml", "data/citations.yml"
NEGLECT, DISAGREEMENTS, HOME = "procedures/neglect.md", "procedures/disagreements.md", "docs/index.md"
ADOPT = "Make it true where you are, with its group, and take the line example: true out"
ADOPT_ENTRY = "Make sure that it is right where you are, and take example: true out; or delete the entry."


def marked(file):
    return edited(file, "title:", "example: true\ntitle:")


REMAINS = [
    pytest.param(
        marked(DISAGREEMENTS),
        f"{DISAGREEMENTS}:2: going-live: This procedure is still the worked example's. {ADOPT}; "
        "or delete the file.",
        id="a page",
    ),
    pytest.param(
        marked(HOME),
        f"{HOME}:2: going-live: This page is still the worked example's. {ADOPT}.",
        id="a page that every site has",
    ),
    pytest.param(
        edited(CITATIONS, "id: guidance-2020,", "id: guidance-2020, example: true,"),
        f"{CITATIONS}:1: going-live: This citation is still the worked example's. {ADOPT_ENTRY}",
        id="a citation",
    ),
    pytest.param(
        edited("data/glossary.yml", "term: LADO,", "term: LADO, example: true,"),
        f"data/glossary.yml:1: going-live: This term is still the worked example's. {ADOPT_ENTRY}",
        id="a term",
    ),
    pytest.param(
        edited(CONTACTS, "  name: LADO", "  name: LADO\n  example: true"),
        f"{CONTACTS}:3: going-live: This contact is still the worked example's. {ADOPT_ENTRY}",
        id="a contact",
    ),
    pytest.param(
        edited(CONTACTS, "daytime: 0808 800 5000", "daytime: not stated"),
        f'{CONTACTS}:6: going-live: "LADO" for North Sandford has no number (daytime). '
        "Ring it and write the number down, or take out what it does not have.",
        id="a number that is not stated",
    ),
    pytest.param(
        edited(CONTACTS, "by: procedures-group}", "by: procedures-group, how: read}"),
        f'{CONTACTS}:7: going-live: The number of "LADO" was read somewhere, and nobody rang it. '
        "Ring it, and write under checked: the day, the group, and how: rung.",
        id="a number that nobody rang",
    ),
    pytest.param(
        edited(NEGLECT, "approved: {by: procedures-group, on: 2025-02-03}", "approved: not stated"),
        f'{NEGLECT}:17: change-approved: A change of class "changed" has no approval. '
        "Add approved: {by: a group, on: a date}.",
        id="an approval that is not stated",
    ),
    pytest.param(
        edited(HOME, "See {{", 'What "not stated" means.\n\nEmail: not stated\n\nSee {{'),
        f'{HOME}:12: going-live: "not stated" stands in a statement that readers rely on. '
        "Write what is so where you are.",
        id="a gap in a statement, but not one that is spoken of",
    ),
    pytest.param(
        edited(PARTNERSHIP, "colour: teal", "colour: teal\nexample: [name]"),
        f'{PARTNERSHIP}:1: going-live: "name:" is still the worked example\'s. '
        "Write your own, and take name out of example:.",
        id="the name of the example",
    ),
    pytest.param(
        edited(PARTNERSHIP, "colour: teal", "colour: teal\nsuggestions: not stated"),
        f'{PARTNERSHIP}:5: going-live: "suggestions:" is as empty as in the worked example. '
        "Write the mailbox of a group, or take the line out if there is none.",
        id="a mailbox that is not stated",
    ),
    pytest.param(
        edited(PARTNERSHIP, "colour: teal", 'colour: teal\nsite_url: ""'),
        f'{PARTNERSHIP}:5: going-live: "site_url:" is as empty as in the worked example. '
        "Write the address where the site is published, beginning with https://.",
        id="a site without an address",
    ),
]


@pytest.mark.parametrize(("changed", "told"), REMAINS)
def test_a_live_manual_is_stopped_by(tmp_path, changed, told):
    stops = [str(problem) for problem in problems_of(tmp_path, changed) if problem.stops]
    assert stops == [told]


@pytest.mark.parametrize(("changed", "told"), REMAINS)
def test_a_worked_example_may_have(tmp_path, changed, told):
    text = changed.get(PARTNERSHIP, FILES[PARTNERSHIP])
    changed = {**changed, PARTNERSHIP: text.replace("worked_example: false", "worked_example: true")}
    assert told not in map(str, problems_of(tmp_path, changed))


def test_a_contact_that_closed_needs_no_number(tmp_path):
    closed = "closed: {on: 2026-10, why: It is over.}\n  areas:"
    changed = edited(CONTACTS, "areas:", closed)
    changed[CONTACTS] = changed[CONTACTS].replace("0808 800 5000", "not stated")
    assert not [problem for problem in problems_of(tmp_path, changed) if problem.rule.name == "going-live"]


def test_a_page_of_the_web_that_was_read_need_not_be_rung(tmp_path):
    changed = edited(CONTACTS, "daytime: 0808 800 5000", "web: https://example.org/report")
    changed[CONTACTS] = changed[CONTACTS].replace("by: procedures-group}", "by: procedures-group, how: read}")
    assert not [problem for problem in problems_of(tmp_path, changed) if problem.stops]


def test_turning_the_switch_of_the_worked_example_lists_all_that_is_its_own():
    manual = read(ROOT)
    if "id" not in manual.partnership.example:
        pytest.skip("This manual is a partnership's own.")
    live = manual.partnership.model_copy(update={"worked_example": False})
    turned = replace(manual, data=replace(manual.data, partnership=live))
    found = [p for p in check(turned, vocabulary(ROOT / "macros.py", turned, TODAY), TODAY) if p.stops]
    assert {problem.rule.name for problem in found} == {"going-live", "change-approved"}
    data = {f"data/{name}.yml" for name in ("partnership", "contacts", "glossary", "citations")}
    assert {problem.file for problem in found} == {*manual.by_file, *data}
    unstated = sum(text.count("approved: not stated") for text in manual.texts.values())
    assert len([problem for problem in found if problem.rule.name == "change-approved"]) == unstated > 0


# --- whoever makes the manual their own may rewrite the example, or delete it ---


def pull_request(tmp_path, base, head):
    before, _ = manual_of(tmp_path / "base", base)
    found = beside_its_own(check(*manual_of(tmp_path / "head", {**base, **head}), TODAY, base=before))
    return [str(problem) for problem in found if problem.stops]


def rewritten(example_page):
    return example_page.replace("example: true\n", "").replace("Talk to each other.", "Ring within 24 hours.")


EXAMPLE = {
    **marked(DISAGREEMENTS),
    PARTNERSHIP: FILES[PARTNERSHIP].replace("worked_example: false", "worked_example: true"),
    CITATIONS: FILES[CITATIONS]
    + "- {id: old, title: Old, kind: report, publisher: DfE, published: 2009, example: true}\n",
}


@pytest.mark.parametrize(
    "head",
    [
        {DISAGREEMENTS: rewritten(EXAMPLE[DISAGREEMENTS])},
        {CITATIONS: FILES[CITATIONS]},
    ],
    ids=["a page is rewritten", "an entry is deleted"],
)
def test_what_is_marked_as_the_examples_is_not_held_to_its_words(tmp_path, head):
    assert pull_request(tmp_path, EXAMPLE, head) == []


def test_a_page_of_the_example_may_be_deleted(tmp_path):
    page = FILES[DISAGREEMENTS].replace("title:", "example: true\ntitle:").replace("Disagreements", "Extra")
    extra = "procedures/extra.md"
    assert pull_request(tmp_path, {**EXAMPLE, extra: page}, {extra: None}) == []
    told = pull_request(
        tmp_path / "again", {**EXAMPLE, extra: page.replace("example: true\n", "")}, {extra: None}
    )
    assert [line.split(": ")[1] for line in told] == ["lost-address"]


def test_the_template_itself_keeps_the_promise_for_its_own_pages(tmp_path):
    text = EXAMPLE[PARTNERSHIP].replace("colour: teal", "colour: teal\nexample: [id]")
    told = pull_request(
        tmp_path, {**EXAMPLE, PARTNERSHIP: text}, {DISAGREEMENTS: rewritten(EXAMPLE[DISAGREEMENTS])}
    )
    assert [line.split(": ")[1] for line in told] == ["silent-change"]


def test_a_page_that_was_adopted_is_held_to_its_words_from_then_on(tmp_path):
    adopted = rewritten(EXAMPLE[DISAGREEMENTS])
    again = adopted.replace("24 hours", "48 hours")
    told = pull_request(tmp_path, {**EXAMPLE, DISAGREEMENTS: adopted}, {DISAGREEMENTS: again})
    assert [line.split(": ")[1] for line in told] == ["silent-change"]


def test_a_page_that_the_site_leads_to_from_everywhere_may_be_rewritten_and_not_deleted(tmp_path):
    page = {"docs/privacy.md": FILES[HOME].replace("title:", "example: true\ntitle:")}
    told = pull_request(tmp_path, {**EXAMPLE, **page}, {"docs/privacy.md": None})
    assert [line.split(": ")[1] for line in told] == ["lost-address"]
