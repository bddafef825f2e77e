"""Each promise of the design has a rule that keeps it, or a test of the built site that does."""

from goldenthread.rules import RULES
from goldenthread.text.problems import Promise
from tests.conftest import ROOT

BESIDE_RULES = {
    Promise.OWN_HOST: "tests/site/test_privacy.py",
    Promise.PRINTED: "tests/site/test_print.py",
    Promise.FOUND: "tests/site/test_search.py",
}


def test_each_promise_is_kept_by_a_rule_or_by_a_test_of_the_site():
    kept_by_rules = {rule.promise for rule in RULES}
    assert kept_by_rules | BESIDE_RULES.keys() == set(Promise)
    assert not kept_by_rules & BESIDE_RULES.keys()
    assert [file for file in BESIDE_RULES.values() if not (ROOT / file).is_file()] == []


def test_each_rule_and_each_promise_is_a_sentence_and_said_once():
    for said in ([rule.sentence for rule in RULES], list(Promise), [rule.name for rule in RULES]):
        assert len(set(said)) == len(said)
    for sentence in (*Promise, *(rule.sentence for rule in RULES)):
        assert sentence[0].isupper(), sentence
        assert sentence.endswith("."), sentence
