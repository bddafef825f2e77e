"""Whoever has something to say writes to the owner of the page, and is told what does not belong there."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

from goldenthread.manual.due import due
from goldenthread.pages.frame import frame
from goldenthread.pages.made.registry import make_pages
from goldenthread.site.listed import LISTED
from tests.engine.small_manual import TODAY, edited, manual_of

NEGLECT, HOME = "procedures/neglect.md", "docs/index.md"
DATA = "data/partnership.yml"
GENERAL = edited(DATA, "id: sandford", "id: sandford\nsuggestions: manual@sandford.example")
OWN = {
    DATA: GENERAL[DATA].replace(
        "name: Procedures group}", "name: Procedures group, mailbox: procedures@sandford.example}"
    )
}
ADDRESSED = {
    DATA: OWN[DATA] + "site_url: https://manual.example/book\nrepository: https://github.example/o/r\n"
}
REVIEW = "section: harm\nunder_review: {since: 2026-10, why: It changed.}\nconsultation: "


def shown(tmp_path, changed, file=NEGLECT):
    manual, words = manual_of(tmp_path, changed)
    page = manual.by_file[file]
    return BeautifulSoup(
        frame(manual, page, words.expand(page.body.text, page.path), TODAY).text, "html.parser"
    )


def letter(link):
    """Take an e-mail link apart as a mail program does."""
    parts = urlsplit(link["href"])
    said = parse_qs(parts.query)
    return unquote(parts.path), said["subject"][0], said["body"][0].split("\r\n")


def always(soup):
    return soup.select_one(".gt-always")


def test_a_suggestion_reaches_the_owner_with_the_page_filled_in(tmp_path):
    to, subject, body = letter(always(shown(tmp_path, ADDRESSED)).select_one('[href^="mailto:"]'))
    assert to == "procedures@sandford.example"
    assert subject == "Suggestion: Neglect"
    assert body == [
        "Do not report a concern about a child here. No names, no case details.",
        "",
        "Page: Neglect",
        "Address: https://manual.example/book/procedures/neglect/",
        "Version: as changed March 2025",
        "",
        "What should change, and why:",
        "",
        "",
    ]


def test_without_a_mailbox_of_the_owner_it_reaches_that_of_the_manual(tmp_path):
    link = always(shown(tmp_path, GENERAL)).select_one('[href^="mailto:"]')
    assert letter(link)[0] == link.get_text() == "manual@sandford.example"
    assert "Address: procedures/neglect/" in letter(link)[2]


def test_where_there_is_no_mailbox_at_all_the_page_says_so(tmp_path):
    soup = always(shown(tmp_path, {}))
    assert "This manual has no mailbox yet." in soup.get_text()
    assert not soup.select('[href^="mailto:"], [href*="github"]')


@pytest.mark.parametrize("changed", [{}, GENERAL, ADDRESSED], ids=["no mailbox", "a mailbox", "all"])
def test_what_does_not_belong_there_stands_beside_it(tmp_path, changed):
    text = always(shown(tmp_path, changed)).get_text()
    assert "Do not report a concern about a child here. No names, no case details." in text


def test_no_title_breaks_out_of_the_link(tmp_path):
    title = """title: 'A & B? "C" #1 + 100% <3>&body=x'"""
    changed = {**OWN, **edited(NEGLECT, "title: Neglect", title)}
    soup = always(shown(tmp_path, changed))
    _, subject, body = letter(soup.select_one('[href^="mailto:"]'))
    assert subject == """Suggestion: A & B? "C" #1 + 100% <3>&body=x"""
    assert body[2] == f"Page: {subject.removeprefix('Suggestion: ')}"


def test_an_example_says_so_in_the_subject(tmp_path):
    example = {DATA: OWN[DATA].replace("worked_example: false", "worked_example: true")}
    link = always(shown(tmp_path, example)).select_one('[href^="mailto:"]')
    assert letter(link)[1] == "EXAMPLE, not for use: Suggestion: Neglect"


def test_a_page_that_nobody_wrote_names_itself_too(tmp_path):
    manual, _ = manual_of(tmp_path, ADDRESSED)
    glossary = next(page for page in make_pages(manual, LISTED, TODAY) if page.path == "glossary.md")
    link = always(BeautifulSoup(glossary.text, "html.parser")).select_one('[href^="mailto:"]')
    to, subject, body = letter(link)
    assert (to, subject) == ("manual@sandford.example", f"Suggestion: {glossary.title}")
    assert "Address: https://manual.example/book/glossary/" in body


def test_an_editor_finds_the_form_with_the_page_filled_in(tmp_path):
    link = always(shown(tmp_path, ADDRESSED)).find("a", string="suggest a change on GitHub")
    parts = urlsplit(link["href"])
    assert parts._replace(query="").geturl() == "https://github.example/o/r/issues/new"
    assert parse_qs(parts.query) == {
        "template": ["suggestion.yml"],
        "page": ["https://manual.example/book/procedures/neglect/"],
    }


def test_a_page_under_review_says_where_to_write_and_until_when(tmp_path):
    asks = edited(
        NEGLECT, "section: harm", f"{REVIEW}{{closes: 2026-11-21, send_to: comments@sandford.example}}"
    )
    soup = shown(tmp_path, asks)
    still, over = soup.select_one("[data-shown-until]"), soup.select_one(".gt-notice [data-shown-after]")
    assert not still.has_attr("hidden")
    assert over.has_attr("hidden")
    assert still.get_text().startswith(
        "Say what you think until 21 November 2026. Write to comments@sandford.example."
    )
    assert "No names, no case details." in still.get_text()
    to, subject, body = letter(still.a)
    assert (to, subject) == ("comments@sandford.example", "Comment: Neglect")
    assert "What I think of it, and why:" in body


def test_after_the_last_day_it_says_that_comments_closed(tmp_path):
    asks = edited(
        NEGLECT, "section: harm", f"{REVIEW}{{closes: 2026-11-20, send_to: comments@sandford.example}}"
    )
    soup = shown(tmp_path, asks)
    assert soup.select_one("[data-shown-until]").has_attr("hidden")
    assert (
        soup.select_one(".gt-notice [data-shown-after]").get_text() == "Comments closed on 20 November 2026."
    )
    assert not soup.select_one(".gt-notice [data-shown-after]").has_attr("hidden")


def test_the_board_knows_when_comments_close(tmp_path):
    asks = edited(
        NEGLECT, "section: harm", f"{REVIEW}{{closes: 2026-12-20, send_to: comments@sandford.example}}"
    )
    manual, _ = manual_of(tmp_path, asks)
    (item,) = [item for item in due(manual, TODAY) if item.noun == "consultation"]
    assert (item.title, item.owner, item.stage(TODAY)) == ("Neglect", "procedures-group", "soon")
