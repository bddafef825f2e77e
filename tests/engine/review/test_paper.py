"""The paper for the meeting: what somebody needs to decide, without having seen Git."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from goldenthread.cli import main
from goldenthread.review.paper import paper
from tests.engine.review.test_pull_request import (
    BORN,
    DISAGREEMENTS,
    GUIDE,
    NEGLECT,
    PRACTICE,
    brought_by,
    pull_request,
)
from tests.engine.small_manual import FILES, TODAY, edited

LEARNING = "briefings/learning/audit-2024.md"
BECAUSE = PRACTICE.replace("because: [routine]", "because: [audit-2024/a]", 1)


def read(html):
    return BeautifulSoup(html, "html.parser")


def written(tmp_path, changed, pages=()):
    return read(paper(brought_by(tmp_path, changed), pages))


def wording(soup):
    """Give the two columns of every piece of wording, as their HTML."""
    heading = soup.find("h3", string="Wording, old and new")
    rows = heading.find_next("table").select("tbody tr")
    return [
        tuple(cell.decode_contents() for cell in row.select("td")) or row.get_text(strip=True) for row in rows
    ]


def said(soup, label):
    """Give what stands beside a label."""
    label = next(
        cell
        for cell in soup.select("th, td")
        if cell.get_text().startswith(label) and not cell.find_parent("thead")
    )
    return label.find_next_sibling("td").get_text(" ", strip=True)


def test_old_and_new_wording_stand_side_by_side_under_their_heading(tmp_path):
    assert wording(written(tmp_path, {NEGLECT: PRACTICE})) == [
        "Who does what",
        (
            "You must <del>ask</del>. Guidance 2026, chapter 1",
            "You must <ins>ask within 24 hours</ins>. Guidance 2026, chapter 1",
        ),
    ]


def test_what_goes_and_what_comes_is_marked_in_more_than_a_colour(tmp_path):
    soup = written(tmp_path, edited(NEGLECT, "You must ask.", "You should ask."))
    assert wording(soup)[1] == (
        "You <del>must </del>ask. Guidance 2026, chapter 1",
        "You <ins>should </ins>ask. Guidance 2026, chapter 1",
    )
    style = soup.style.get_text()
    assert "del { text-decoration: line-through;" in style
    assert "ins { text-decoration: underline; font-weight: bold;" in style


def test_words_and_links_read_as_their_reader_reads_them(tmp_path):
    call = edited(
        NEGLECT, '1. Ring {{ contact("lado") }}.', '1. Ring the **{{ contact("lado") }}** [now](#x).'
    )
    _, (old, new) = wording(written(tmp_path, call))
    assert read(old).get_text() == "Ring LADO."
    assert read(new).get_text() == "Ring the LADO now."


def test_what_went_stands_beside_what_came_instead_though_the_two_have_little_in_common(tmp_path):
    instead = edited(NEGLECT, "See the child alone. Read [what was learned]", "Nobody decides without [them]")
    assert wording(written(tmp_path, instead)) == [
        "Seeing the child",
        ("<del>See the child alone. Read what was learned.</del>", "<ins>Nobody decides without them.</ins>"),
    ]


def test_where_only_the_place_changes_that_a_link_leads_to_both_are_shown(tmp_path):
    moved = edited(
        NEGLECT, "(../briefings/learning/audit-2024.md#a)", "(../briefings/learning/audit-2024.md#b)"
    )
    _, (old, new) = wording(written(tmp_path, moved))
    assert "audit-2024.md#<del>a</del>" in old
    assert "audit-2024.md#<ins>b</ins>" in new


def test_fields_above_the_text_are_shown_by_name(tmp_path):
    fields = edited(NEGLECT, "section: harm", "section: harm\naudience: [schools]")
    (label, cells) = wording(written(tmp_path, fields))
    assert (label, cells) == ("Audience", ("\xa0", "<ins>Schools</ins>"))


def test_what_a_learning_record_says_is_compared_action_by_action(tmp_path):
    changed = edited(LEARNING, "agreed: Children are seen alone.", "agreed: All children are seen alone.")
    label, (old, new) = wording(written(tmp_path, changed))
    assert label == "Actions: a: Agreed"
    assert (old, new) == (
        "<del>Children </del>are seen alone.",
        "<ins>All children </ins>are seen alone.",
    )


def test_the_paper_says_why_for_whom_and_what_to_do(tmp_path):
    changed = BECAUSE.replace("section: harm", "section: harm\naudience: [schools]\nareas: [north]")
    soup = written(tmp_path, {NEGLECT: changed})
    why = soup.find("h3", string="Why").find_next("p").get_text()
    assert why == "Everybody asks within 24 hours. Calls came too late. After: Audit of neglect."
    assert said(soup, "For") == "Schools"
    assert said(soup, "Where the child lives in") == "North Sandford"
    assert said(soup, "Agencies named in the learning") == "Sandford Council"
    assert said(soup, "What readers are told to do") == (
        "Read the marked paragraphs before you next use this procedure. From November 2026."
    )
    assert said(soup, "Briefings and guides") == (
        "Seeing children (7-minute briefing); Neglect in a minute (one-minute guide)"
    )


def test_the_paper_asks_and_leaves_room_for_who_agreed_and_when(tmp_path):
    soup = written(tmp_path, {NEGLECT: PRACTICE})
    asked = [row.td.get_text() for table in soup.select("table.room") for row in table.select("tr")]
    assert asked == [
        "Is it right for your agency?",
        "Does anybody need training, or a briefing, before it holds?",
        "What could go wrong, and for which children?",
        "Agreed / agreed with changes / not agreed",
        "Agreed by (board or group)",
        "On (date)",
        "What must still change",
    ]
    assert all(said(soup, question) == "" for question in asked)
    assert "Merging publishes; it does not approve." in soup.get_text()


@pytest.mark.parametrize(
    ("closes", "seen"),
    [
        ("2026-12-31", "to comments@sandford.example, until 31 December 2026"),
        ("2026-11-20", "closed on 20 November 2026"),
    ],
)
def test_where_comments_go_stands_in_the_paper(tmp_path, closes, seen):
    asks = (
        "under_review: {since: 2026-10, why: It changed.}\n"
        f"consultation: {{closes: {closes}, send_to: comments@sandford.example}}\nchanges:\n"
    )
    soup = written(tmp_path, {NEGLECT: PRACTICE.replace("changes:\n", asks, 1)})
    assert said(soup, "Comments") == seen


def test_a_new_page_is_shown_whole_and_one_that_goes_too(tmp_path):
    new = FILES[DISAGREEMENTS].replace("title: Disagreements", "title: Bruising")
    soup = written(tmp_path, {"procedures/bruising.md": new, GUIDE: None})
    assert [h.get_text() for h in soup.select("h2")] == ["1. Bruising", "2. Neglect in a minute"]
    proposed, now = [
        h.find_next("table").get_text(" ", strip=True) for h in soup.find_all("h3", string="Wording")
    ]
    assert proposed == "Proposed Bruising What to do when you disagree. Talk first Talk to each other."
    assert now == "Now Neglect in a minute Neglect in a minute. See the child alone."
    assert not soup.select("td ins, td del")


def test_a_page_of_which_only_the_address_changes_needs_no_decision(tmp_path):
    renamed = FILES[GUIDE].replace("issued:", "was: [neglect]\nissued:")
    soup = written(tmp_path, {GUIDE: None, "briefings/one-minute/neglected.md": renamed})
    assert soup.h2 is None
    assert "Nothing but the address changes of Neglect in a minute." in soup.get_text()


def test_a_paper_can_be_about_one_page_alone(tmp_path):
    changed = {NEGLECT: PRACTICE, **edited(GUIDE, "title: Neglect in", "title: All of neglect in")}
    soup = written(tmp_path, changed, pages=["neglect"])
    assert "1. Neglect" in [h.get_text() for h in soup.select("h2")]
    assert len(soup.select("h2")) == 2  # a procedure and its guide may share an address


def test_a_page_that_may_identify_somebody_is_in_it_without_its_words(tmp_path):
    told = PRACTICE.replace("You must ask within 24 hours.", BORN).replace(
        "why: Calls came too late.", f"why: {BORN}"
    )
    html = paper(brought_by(tmp_path, {NEGLECT: told}))
    assert "horses" not in html
    assert "Its words are not repeated here" in html


def test_the_paper_brings_all_along_and_a_word_processor_knows_its_tables(tmp_path):
    soup = written(tmp_path, {NEGLECT: PRACTICE})
    assert not soup.select("script, link, img, iframe, [src], [href], [onclick]")
    assert all(table["border"] == "1" for table in soup.select("table"))
    style = soup.style.get_text()
    assert "@page { size: A4;" in style
    assert not any(word in style for word in ("grid", "flex", "url(", "@import", "var("))


def test_an_example_says_so_first_and_last(tmp_path):
    soup = written(
        tmp_path, {NEGLECT: PRACTICE, **edited("data/partnership.yml", "example: false", "example: true")}
    )
    text = soup.body.get_text().strip()
    assert text.startswith("EXAMPLE, not for use.")
    assert text.endswith("EXAMPLE, not for use.")
    assert soup.title.string.startswith("EXAMPLE, not for use: ")


def test_nothing_to_decide_is_said(tmp_path):
    brought = brought_by(tmp_path, edited("data/contacts.yml", "0808 800 5000", "0800 1111"))
    assert "There is no page to decide about." in paper(replace(brought, problems=()))


def test_the_command_writes_the_paper_and_knows_the_pages_that_change(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(pull_request(tmp_path, {NEGLECT: PRACTICE}))
    run = ["--today", TODAY.isoformat(), "paper", "--base", "main"]
    assert main(run) == 0
    assert "Everybody asks within 24 hours." in (tmp_path / "record/build/paper.html").read_text("utf-8")
    for named in (["--page", "neglect"], ["--page", "neglect", "neglect"], ["neglect"]):
        assert main([*run, "--to", "mine.html", *named]) == 0
    assert (tmp_path / "record/mine.html").is_file()
    with pytest.raises(SystemExit):
        main([*run, "--page", "neglet"])
    assert '"neglet" is not a page that changes. Did you mean "neglect"?' in capsys.readouterr().err
