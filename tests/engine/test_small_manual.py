"""The made-up manuals that other tests break have themselves no problem, and one has all there is."""

import pydantic

from goldenthread.manual.manual import Manual
from goldenthread.manual.page_records import AnyPage
from goldenthread.manual.shared_records import Record
from goldenthread.pages.words import BLOCKS, INLINE
from goldenthread.rules import check
from tests.engine import every_kind
from tests.engine.small_manual import TODAY, manual_of


def test_the_small_manual_has_no_problem(tmp_path):
    found = check(*manual_of(tmp_path), TODAY)
    assert list(map(str, found)) == [], "Mend what your rule finds in tests/engine/small_manual.py."


def test_of_the_manual_with_every_kind_nothing_stops(tmp_path):
    found = check(*manual_of(tmp_path, every_kind.FILES), TODAY)
    assert [str(one) for one in found if one.rule.grade != "due"] == [], "Mend tests/engine/every_kind.py."


def subclasses(of: type) -> set[type]:
    return {of}.union(*(subclasses(one) for one in of.__subclasses__()))


def said(value: object) -> set[tuple[type, str]]:
    """Give each field that something says, with the record that has it."""
    if isinstance(value, pydantic.BaseModel):
        here = {(type(value), name) for name in value.model_fields_set}
        return here.union(*(said(getattr(value, name)) for _, name in here))
    if isinstance(value, dict):
        value = tuple(value.values())
    return set().union(*map(said, value)) if isinstance(value, tuple) else set()


def everything(manual: Manual) -> tuple[object, ...]:
    data = manual.data
    entries = (*data.contacts.values(), *data.glossary, *data.citations.values(), *data.exceptions)
    return (manual.partnership, *entries, *(page.record for page in manual.pages()))


def test_it_has_every_record_and_each_page_record_says_every_field(tmp_path):
    manual, _ = manual_of(tmp_path, every_kind.FILES)
    records = {record for record in subclasses(Record) if record.__module__.startswith("goldenthread.")}
    there = said(everything(manual))
    assert records - {record for record, _ in there} <= {Record}, "Put it into tests/engine/every_kind.py."
    of_pages = {(kind, name) for kind in records if issubclass(kind, AnyPage) for name in kind.model_fields}
    assert of_pages - there == set(), "Put it into tests/engine/every_kind.py."


def test_it_uses_every_word(tmp_path):
    manual, _ = manual_of(tmp_path, every_kind.FILES)
    assert {call.name for page in manual.pages() for call in page.body.calls} == BLOCKS | INLINE
