"""What YAML reads otherwise than it looks is told, and what it reads as it looks is not."""

import pytest

from goldenthread.text.lined_yaml import read_yaml


@pytest.mark.parametrize(
    ("text", "do"),
    [
        ("title: Bruising #urgent advice", 'Write: title: "Bruising #urgent advice"'),
        ('what: Staff "must" ring # at once', 'Write: what: "Staff \\"must\\" ring # at once"'),
        ("daytime: 0300 123 4567 #2 for children", 'Write: daytime: "0300 123 4567 #2 for children"'),
        ("hours: weekdays # not holidays", 'Write: hours: "weekdays # not holidays"'),
        ("title: #1 issue", 'Write: title: "#1 issue"'),
        ("- Ring 1 #2", 'Write: - "Ring 1 #2"'),
        ("at: {on: 2026, what: Ring # now}", 'Put the whole value in "quotation marks".'),
        ("what: one # two\n  three", 'Put the whole value in "quotation marks".'),
        ('what: "Ring" #2', 'Put the whole value in "quotation marks"'),
        ("title: &a b", 'Write: title: "&a b"'),
        ("title: !important words", 'Write: title: "!important words"'),
        ("title: ! Ring", 'Write: title: "! Ring"'),
        ("found_by: bruise\n  - mark", "Write each item below the name, and nothing behind it."),
        ('file: "C:\\new"', "Put the value in 'single quotation marks'"),
        ('file: "C:\\data"', "Put the value in 'single quotation marks'"),
    ],
)
def test_a_value_that_reads_otherwise_than_it_looks_is_told_with_what_to_write(text, do):
    (fault,) = read_yaml(text, first_line=2).faults
    assert fault.line == 2
    assert fault.do.startswith(do)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("colour: teal   # a colour", {"colour": "teal"}),
        ("on: 2026-01-01 # a day", {"on": "2026-01-01"}),
        ('id: "x" # a note', {"id": "x"}),
        ("at: [a, b] # a note", {"at": ["a", "b"]}),
        ("to: page#heading", {"to": "page#heading"}),
        ("# a note\nto: page", {"to": "page"}),
        ("on: # a note\n  - a", {"on": ["a"]}),
        ("what: >\n  Ring # now", {"what": "Ring # now"}),
        ('what: "Say \\"no\\" \\\\n"', {"what": 'Say "no" \\n'}),
        ("a: &x {b: c}\nd: *x", {"a": {"b": "c"}, "d": {"b": "c"}}),
    ],
)
def test_a_note_and_what_yaml_reads_as_it_looks_are_no_fault(text, value):
    read = read_yaml(text)
    assert (read.value, read.faults) == (value, [])


@pytest.mark.parametrize("end", ["\r", "\x85", "\u2028", "\u2029"])
def test_whatever_ends_a_line_for_yaml_ends_one_here(end):
    read = read_yaml(f"a: b{end}c: d # e")
    assert [fault.line for fault in read.faults] == [2]
    assert read_yaml(f"a: b{end}c: [").faults
