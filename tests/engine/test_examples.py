"""The examples at the top of modules are true: each is run, and says what stands below it."""

import doctest
import importlib

import pytest

from tests.engine.test_architecture import MODULES, ROOT

NAMES = [".".join(file.relative_to(ROOT).with_suffix("").parts) for file in MODULES]
WITH_EXAMPLES = [
    name
    for name, file in zip(NAMES, MODULES, strict=True)
    if "\n    >>> " in file.read_text(encoding="utf-8") and file.name != "__main__.py"
]


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_the_examples_of_a_module_are_true(name):
    found = doctest.testmod(importlib.import_module(name))
    assert found.attempted > 0
    assert found.failed == 0


def test_every_module_about_text_begins_with_an_example():
    about_text = {n for n in NAMES if n.startswith("goldenthread.text.") and not n.endswith("__init__")}
    assert about_text - set(WITH_EXAMPLES) == set()
