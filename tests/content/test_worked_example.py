"""What the worked example promises about itself."""

import re

from goldenthread.exports.statements import statements
from goldenthread.manual.manual import NEEDS_ATTENTION
from goldenthread.manual.reading import read
from tests.conftest import ROOT, TODAY

MANUAL = read(ROOT)


def test_the_example_has_a_name_that_no_source_has():
    assert MANUAL.partnership.worked_example
    for citation in MANUAL.data.citations.values():
        assert MANUAL.partnership.name not in citation.title


def test_no_local_number_stands_in_the_contacts():
    for contact in MANUAL.data.contacts.values():
        if contact.chosen_by != "anyone":
            assert {n.daytime for n in contact.areas.values()} == {"not stated"}, contact.id


def test_no_number_is_typed_into_a_text():
    for page in MANUAL.pages():
        assert not re.search(r"\b0\d{2,4}[ -]?\d{3}[ -]?\d{3,4}\b", page.body.text), page.file


def test_child_e_has_all_nine_actions_each_with_a_response():
    actions = MANUAL.learning["child-e"].record.actions
    assert [action.id for action in actions] == list("abcdefghi")
    assert all(action.recommended and action.responses for action in actions)


def test_what_came_of_the_audit_of_disabled_children_is_not_known():
    page = MANUAL.learning["disabled-children-audit"]
    assert [action.id for action in page.record.actions] == list("abcdefgh")
    assert {MANUAL.status_of(page, action, TODAY) for action in page.record.actions} == {"not-known"}
    assert all(action.recommended and not action.agreed for action in page.record.actions)


def test_no_action_claims_a_difference_for_children():
    for page in MANUAL.learning.values():
        assert {action.impact.status for action in page.record.actions} <= {"not-known"}, page.file


def test_every_page_but_the_home_pages_names_its_sources():
    for shelf in (MANUAL.procedures, MANUAL.learning, MANUAL.briefings, MANUAL.guides):
        for page in shelf.values():
            assert page.record.sources, page.file


def test_every_statement_of_the_pages_and_the_glossary_rests_on_a_source():
    for statement in statements(MANUAL, TODAY):
        if statement.file.startswith(("procedures/", "briefings/", "data/glossary.yml")):
            assert statement.rests_on != "nothing stated", (statement.file, statement.line)


def test_the_manual_is_as_large_as_the_documents_ask():
    assert len(MANUAL.procedures) >= 30
    assert len(MANUAL.briefings) >= 10
    assert len(MANUAL.guides) >= 10
    assert len([term for term in MANUAL.data.glossary if not term.plain]) >= 80


def test_every_status_has_its_place_in_the_order_of_attention():
    from typing import get_args

    from goldenthread.manual.learning_records import Status

    assert set(NEEDS_ATTENTION) == set(get_args(Status))
