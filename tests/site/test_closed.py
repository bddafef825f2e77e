"""A service that closed is shown as closed wherever it stands, and what looks like Jinja is never run.

Both need pages that the worked example does not have, so a copy of it is built once for them.
"""

import io

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from goldenthread.text.links import url
from tests.conftest import copy_project
from tests.site.conftest import run, serving

JINJA = "Seven: {{ 7 * 7 }}, {{ config.site_name }}, {% for x in [1, 2] %}again{% endfor %}, {# gone #}."
LADO, DUTY = "- id: lado\n", "- id: out-of-hours\n"
CLOSED = "  closed: {{on: {}, why: It {} part of another team., instead: {}}}\n"


THE_CHECK = "word = Check(WORD, _word)\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    root = copy_project(tmp_path_factory.mktemp("closed") / "project")
    contacts = root / "data/contacts.yml"
    text = contacts.read_text(encoding="utf-8")
    text = text.replace(LADO, LADO + CLOSED.format("2026-10", "is", "childrens-social-care"))
    text = text.replace(DUTY, DUTY + CLOSED.format("2026-10-31", "became", "police"))
    nspcc = "- id: nspcc\n"
    contacts.write_text(
        text.replace(nspcc, nspcc + CLOSED.format("2027-03", "becomes", "childline")), encoding="utf-8"
    )
    page = root / "procedures/neglect.md"
    page.write_text(page.read_text(encoding="utf-8") + f"\n{JINJA}\n", encoding="utf-8")
    checks = (
        root / "goldenthread/rules/pages.py"
    )  # the rule would stop it: this is what stands behind the rule
    text = checks.read_text(encoding="utf-8")
    assert THE_CHECK in text
    checks.write_text(text.replace(THE_CHECK, ""), encoding="utf-8")
    made = run("mkdocs", "build", "--site-dir", str(root / "built"), cwd=root)
    assert made.returncode == 0, made.stdout + made.stderr
    return root / "built"


def soup(built, path):
    return BeautifulSoup((built / url(path) / "index.html").read_text(encoding="utf-8"), "html.parser")


def said(element):
    return " ".join(element.get_text(" ").split())


def test_what_looks_like_jinja_stands_in_the_page_as_it_was_written(built):
    assert JINJA in said(soup(built, "procedures/neglect.md").select_one("article"))


def test_a_contact_that_closed_says_so_and_gives_no_number_but_what_to_use_instead(built):
    section = soup(built, "contacts.md").select_one("section:has(> #lado)")
    assert "Closed (October 2026). It is part of another team. Use instead: Children's social care ." in said(
        section
    )
    assert section.select_one("a[href='#childrens-social-care']")
    assert "not stated" not in said(section)
    assert "If nobody answers" not in said(section)


def test_a_contact_that_will_close_says_so_and_still_gives_its_number(built):
    section = said(soup(built, "contacts.md").select_one("section:has(> #nspcc)"))
    assert "Closes (March 2027). It becomes part of another team." in section
    assert "0808 800 5000" in section


def test_every_page_says_first_that_a_number_it_would_give_is_closed(built):
    urgent = soup(built, "procedures/neglect.md").select_one(".gt-urgent")
    items = [said(item) for item in urgent.select("li") if "Emergency duty team" in said(item)]
    assert items
    for item in items:
        assert "Closed (31 October 2026)." in item
        assert "Use instead: Police, when it is not an emergency" in item
    assert not any("Emergency duty team" in said(p) for p in urgent.select("details p"))


def test_a_text_that_names_it_says_so_too(built):
    text = said(soup(built, "procedures/neglect.md").select_one("article"))
    assert "Emergency duty team (closed: use Police, when it is not an emergency )" in text


def test_it_says_so_on_paper(built, browser):
    with serving(built) as address:
        page = browser.new_page()
        page.goto(f"{address}contacts/")
        paper = PdfReader(io.BytesIO(page.pdf()))
        page.close()
    text = " ".join(" ".join(sheet.extract_text() for sheet in paper.pages).split())
    assert "Closed (October 2026). It is part of another team." in text
