"""What the Markdown extension does with the tree: numbers, tables, the frame and abbreviations."""

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.pages.abbreviations import Meaning, explain
from goldenthread.pages.frame import frame
from goldenthread.pages.framed import Framed, Kept
from goldenthread.pages.printed_links import number_links
from goldenthread.rendering.configuration import configured
from goldenthread.rendering.renderer import render
from goldenthread.text.html import inside, piece
from tests.engine.small_manual import FILES, TODAY, edited, manual_of

MEANINGS = {
    name: Meaning(f"abbr-{name.lower()}", spelled, f'<div id="abbr-{name.lower()}" popover>{spelled}</div>')
    for name, spelled in {"LADO": "local officer", "CP": "child protection", "CPP": "plan", "RAG": ""}.items()
}


SETTINGS = configured(["attr_list", "goldenthread.rendering.extension"])


def built(text):
    return BeautifulSoup(render(SETTINGS, text, None).html, "html.parser")


def page_of(tmp_path, text, address="disagreements", changed=None):
    """Build a page whose text is another."""
    files = edited(f"procedures/{address}.md", "Talk to each other.", text) | (changed or {})
    manual, words = manual_of(tmp_path, files)
    page = manual.procedures[address]
    return built(frame(manual, page, words.expand(page.body.text, page.path), TODAY))


def explained(soup):
    return [button.get_text() for button in soup.select(".gt-abbr")]


def test_sections_and_paragraphs_are_numbered_and_anchors_are_not():
    text = "Before.\n\n## One\n\nFirst.\n\nSecond.\n\n## Two\n\nThird."
    soup = built(Framed(tuple(text.split("\n")), is_numbered=True))
    assert [n.get_text() for n in soup.select(".gt-number")] == ["1", "1.1", "1.2", "2", "2.1"]
    assert [h["id"] for h in soup.select("h2")] == ["one", "two"]


def test_nothing_is_numbered_where_nobody_asks():
    assert not built("## One\n\nFirst.").select(".gt-number")


def test_a_table_scrolls_by_itself_and_can_be_reached_by_keyboard():
    (box,) = built("| a | b |\n| - | - |\n| c | d |").select("div.gt-table")
    assert box["tabindex"] == "0"
    assert box.table


def test_an_abbreviation_is_a_button_that_opens_its_meaning(tmp_path):
    soup = page_of(tmp_path, "Ring the LADO.")
    (button,) = soup.select(".gt-abbr")
    meaning = soup.select_one(f"#{button['popovertarget']}[popover]")
    assert "local authority designated officer" in meaning.get_text()
    assert meaning.a["href"] == "../../glossary/#lado"
    assert button["type"] == "button"
    assert button["aria-describedby"] == meaning["id"]
    assert button["data-spelled"] == "local authority designated officer"


def test_an_abbreviation_is_explained_at_its_first_use_in_each_section(tmp_path):
    soup = page_of(tmp_path, "Ring the LADO. The LADO knows.\n\n## Later\n\nTwo LADOs disagree.")
    assert explained(soup) == ["LADO", "LADOs"]
    assert [bool(b.get("data-spelled")) for b in soup.select(".gt-abbr")] == [True, False]
    assert len(soup.select("#abbr-lado")) == 1


def test_what_each_agency_means_is_shown_where_they_differ(tmp_path):
    term = "- {term: LADO, meaning: Leads., agencies: {Police: Another thing.}}\n"
    soup = page_of(tmp_path, "Ring the LADO.", changed={"data/glossary.yml": term})
    assert "Police: Another thing." in soup.select_one("#abbr-lado").get_text()


@pytest.mark.parametrize(
    "text",
    [
        "[The LADO](neglect.md)",
        "`LADO`",
        "    LADO",
        "### What a LADO does",
        "LADOX and XLADO",
        '<span title="LADO > LADO">x</span>',
        "<!-- LADO -->",
    ],
    ids=["link", "code", "code block", "heading", "longer word", "attribute", "comment"],
)
def test_an_abbreviation_is_left_alone_in_a(tmp_path, text):
    assert explained(page_of(tmp_path, text)) == []


def test_a_word_that_nobody_needs_explained_is_left_alone(tmp_path):
    plain = {"data/glossary.yml": "- {term: GP, stands_for: general practitioner, meaning: X, plain: true}\n"}
    assert explained(page_of(tmp_path, "Ask the GP.", changed=plain)) == []


def test_words_of_the_frame_are_explained_too(tmp_path):
    changed = {
        "briefings/learning/audit-2024.md": FILES["briefings/learning/audit-2024.md"].replace(
            "Children are seen alone.", "The LADO is told."
        )
    }
    manual, _ = manual_of(tmp_path, changed)
    page = manual.learning["audit-2024"]
    soup = built(frame(manual, page, page.body.text, TODAY))
    assert soup.select_one("#a .gt-abbr").get_text() == "LADO"


def test_the_longest_abbreviation_wins():
    page = piece("<p>A CPP, then CP.</p>")
    explain(page, MEANINGS)
    assert explained(BeautifulSoup(inside(page), "html.parser")) == ["CPP", "CP"]


PIECES = (
    """<p> </p> <a_href='LADO'> </a> <b_title="a_>_CP"> < > " ' CP LADO _ <!-- CPP --> <h2> </h2> RAGs x"""
)
HTML = st.lists(st.sampled_from(PIECES.split()), max_size=40).map(
    lambda found: "".join(found).replace("_", " ")
)


@given(HTML)
def test_explaining_adds_buttons_and_changes_nothing_else(html):
    buttons = r'<button type="button" class="gt-abbr" [^>]*>([^<]*)</button>'
    page = piece(html)
    explain(page, MEANINGS)
    assert re.sub(buttons, r"\1", inside(page)) == inside(piece(html))


def test_a_bracket_that_nobody_closed_costs_no_time():
    page = piece("LADO " + "<a b c='d' " * 3000)
    explain(page, MEANINGS)
    assert inside(page).count("gt-abbr") == 1


def test_text_for_an_area_stands_in_a_box_of_its_own(tmp_path):
    soup = page_of(tmp_path, "/// area | north\n\nUse **form** A.\n\n- And ring.\n\n///\n\nFor all.")
    (group,) = soup.select("[data-areas].gt-areas--text")
    (area,) = group.select('[data-area="north"]')
    assert area.select_one(".gt-area__name").get_text() == "Where the child lives in North Sandford"
    assert area.strong.get_text() == "form"
    assert area.li.get_text() == "And ring."
    assert "For all." not in group.get_text()


def test_blocks_for_areas_that_follow_each_other_are_one_choice(tmp_path):
    areas = "areas:\n  - {id: south, name: South}\n  - {id: east, name: East}"
    changed = edited("data/partnership.yml", "areas:", areas)
    text = (
        "/// area | north\nA.\n///\n\n/// area | south, east\nB.\n///\n\nBetween.\n\n/// area | north\nC\n///"
    )
    groups = page_of(tmp_path, text, changed=changed).select("[data-areas].gt-areas--text")
    assert [[a["data-area"] for a in group.select("[data-area]")] for group in groups] == [
        ["north", "south east"],
        ["north"],
    ]
    assert groups[0].select("[data-area]")[1]["data-names"] == "South|East"


def taught(tmp_path, changed, address="seeing-children", shelf="briefings"):
    """Build a briefing or a guide of a manual with some files changed."""
    manual, words = manual_of(tmp_path, changed)
    page = getattr(manual, shelf)[address]
    return built(frame(manual, page, words.expand(page.body.text, page.path), TODAY))


BRIEFING = "briefings/seven-minute/seeing-children.md"


def test_a_briefing_is_its_parts_and_the_questions_stand_apart(tmp_path):
    soup = taught(tmp_path, edited(BRIEFING, "Text.", "First.\n\n### Below\n\n- Second."))
    first, last = soup.select_one(".gt-parts > .gt-parts__first"), soup.select_one(".gt-parts > .gt-part")
    assert [part.h2["id"] for part in first.select(".gt-part")] == [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
    ]
    assert [one.get_text() for one in first.select_one(".gt-part").select("h2, p, h3, li")] == [
        "One", "First.", "Below", "Second.",
    ]  # fmt: skip
    assert last.h2["id"] == "questions-for-your-team"
    assert not last.select(".gt-thread")


def test_what_stands_before_the_first_heading_stays_before_the_parts(tmp_path):
    soup = taught(tmp_path, edited(BRIEFING, "## One", "Before all.\n\n## One"))
    assert soup.select_one(".gt-parts__first").find(recursive=False).get_text() == "Before all."


def test_a_guide_without_headings_is_one_piece_and_has_no_questions(tmp_path):
    soup = taught(tmp_path, {}, "neglect", "guides")
    assert soup.select_one(".gt-minute__first > p").get_text() == "See the child alone."
    assert not soup.select(".gt-part")


def test_a_block_for_an_area_that_holds_a_heading_is_not_torn_apart(tmp_path):
    soup = taught(tmp_path, edited(BRIEFING, "Text.\n\n## Two", "/// area | north\n\nText.\n\n## Two\n\n///"))
    assert not soup.select(".gt-parts")
    assert soup.select_one("[data-area] #two")


def test_a_procedure_has_no_parts(tmp_path):
    assert not page_of(tmp_path, "Text.").select(".gt-parts, .gt-minute")


def test_each_address_has_one_number_and_its_words_on_paper(tmp_path):
    text = (
        'See {{ procedure("neglect") }}, {{ procedure("neglect", "that again") }}, [the law](https://law.example/a/)'
        " or [below](#later).\n\n## Later\n\nRing [999](tel:999) or <https://law.example/b>."
    )
    site = edited("data/partnership.yml", "colour: teal", "colour: teal\nsite_url: https://sandford.example/")
    soup = page_of(tmp_path, text, changed=site)
    said = next(p for p in soup.select("p") if "See" in p.get_text())
    numbered = [(a.get_text(), a["data-link"]) for a in said.select("a[data-link]")]
    assert [words for words, _ in numbered] == ["Neglect", "that again", "the law"]
    one, same, other = (int(number) for _, number in numbered)
    assert one == same == other - 1
    listed = [item.get_text() for item in soup.select(".gt-links li")]
    assert listed[one - 1 : other] == [
        "Neglect: sandford.example/procedures/neglect",
        "the law: law.example/a",
    ]
    assert not any("below" in item or "999" in item or "law.example/b" in item for item in listed)


def test_without_an_address_of_the_site_links_on_paper_begin_where_the_manual_stands(tmp_path):
    soup = page_of(tmp_path, 'See {{ procedure("neglect#seeing-the-child") }}.')
    listed = [address.get_text() for address in soup.select(".gt-links__address")]
    assert "procedures/neglect/#seeing-the-child" in listed
    assert "no address of its own" in soup.select_one(".gt-links__title").get_text()


def test_numbering_links_adds_numbers_and_changes_nothing_else():
    page = piece(
        """<p><a>none</a> <a title='x > y' href="../b/">B</a> <abbr>c</abbr><a href="#d">d</a></p>"""
    )
    html = inside(page)
    assert number_links(page, "a.md", "") == ((1, "B", "b/"),)
    assert re.sub(r' data-link="\d+"', "", inside(page)) == html


def test_a_link_that_nobody_closed_costs_no_time():
    assert number_links(piece("<a b c='d' " * 3000), "a.md", "") == ()


FORGED = (
    "<!-- numbered -->",
    "<!-- frame -->\n<b>x</b>\n<!-- /frame -->",
    "<!-- parts -->\n\n## A\n\n<!-- /parts -->",
    '<!-- printed -->{"here": "a.md", "site": "https://evil.example/"}\n\n[b](b.md)',
    "<!-- printed -->{",
    '<!-- abbreviations -->{"LADO": ["x", "y", "z"]}\n\nLADO',
    "<!-- printed links -->",
    "<!-- explanations -->",
    "<!-- borrowed -->",
    f"gt-kept-{'0' * 64}-0",
    "\u0002wzxhzdk:0\u0003",
)


@pytest.mark.parametrize("forged", FORGED)
def test_nothing_that_an_author_writes_passes_for_what_the_engine_says(forged):
    plain = built(forged)
    assert not plain.select(".gt-number, .gt-parts, .gt-abbr, [data-link]")
    page = Framed((*forged.split("\n"), "", Kept("<hr>")))
    assert str(built(page)).count("<hr") == 1
    assert str(built(page)).rstrip().endswith("<!-- frame -->\n<hr/>\n<!-- /frame -->")


def test_a_piece_of_the_frame_cannot_be_named_by_the_text_it_stands_in():
    page = Framed(("First.", Kept("<hr>")))
    (sign,) = page.kept()
    other = Framed((sign, "", Kept("<hr>")))
    assert sign not in other.kept()
    assert sign in str(built(other))


@pytest.mark.parametrize("sign", ["<!-- printed links -->", "<!-- explanations -->"])
def test_a_list_of_the_frame_stands_at_its_own_place_whatever_an_author_wrote(tmp_path, sign):
    soup = page_of(tmp_path, f"{sign}\n\nRing the LADO. See [the law](https://law.example/a).")
    said = next(p for p in soup.select("p") if "Ring the" in p.get_text())
    assert said.find_next(class_="gt-links")
    assert said.find_next(id="abbr-lado")
