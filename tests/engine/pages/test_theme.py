"""The theme escapes whatever it prints, where it prints it: no heading, name or address becomes markup."""

import re
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from jinja2 import Environment, FileSystemLoader

from tests.conftest import ROOT

TEMPLATES = sorted((ROOT / "theme").rglob("*.html"))
HTML = {"page.content", "page.meta.shown", "loop(item.children)", "script | script_tag"}
"""What is HTML already: made by the engine, the generator or the template itself."""
A_TEXT_OF_THE_TEMPLATE = re.compile(r"""^(["'])[^"']*\1( \|| if )""")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_value_is_escaped_where_it_is_printed(template):
    printed = re.findall(r"\{\{-?(.*?)-?\}\}", template.read_text(encoding="utf-8"), re.DOTALL)
    values = [
        v.strip() for v in printed if v.strip() not in HTML and not A_TEXT_OF_THE_TEMPLATE.match(v.strip())
    ]
    assert [value for value in values if not value.endswith("| e")] == []


def test_a_headings_id_cannot_leave_its_attribute_in_the_list_of_contents():
    hostile = '#a" autofocus onfocus="document.title=1" x="'
    items = [SimpleNamespace(url=hostile, title="<b>Notes</b> &lt;img src=x&gt;")] * 3
    toc = type("Toc", (list,), {"items": items})(items)
    theme = Environment(loader=FileSystemLoader(ROOT / "theme/partials"))  # as the generator has it
    html = BeautifulSoup(theme.get_template("toc.html").render(page=SimpleNamespace(toc=toc)), "html.parser")
    assert html.a is not None
    assert html.a.attrs == {"href": hostile}
    assert html.a.text == "Notes <img src=x>"
    assert {tag.name for tag in html.find_all()} == {"nav", "p", "ul", "li", "a"}
