"""A session is cut from the built page of a briefing, and shows what that page says, in its order."""

from bs4 import BeautifulSoup

from goldenthread.pages.signs import FRAME_BEGINS, FRAME_ENDS
from goldenthread.site.session import SECONDS, about, screens, sessions
from goldenthread.text.dates import parse_day
from goldenthread.text.links import url
from tests.engine.small_manual import FILES, TODAY, edited, manual_of

BRIEFING = "briefings/seven-minute/seeing-children.md"
FRAME = f"{FRAME_BEGINS}<h1>Seeing children</h1><p>Around it</p>{FRAME_ENDS}"


def built_page(text):
    """A built page as any generator makes it: head, frame, what the author wrote, frame."""
    return f"<html><body>{FRAME}{text}{FRAME}</body></html>"


TEXT = "".join(
    f'<h2 id="{id}">{title}<a class="headerlink" href="#{id}">&para;</a></h2><p>{words}</p>'
    for id, title, words in (
        ("one", "One", "A few words."),
        ("two", "Two", "Many more words stand here than stood before, " * 5),
        ("questions-for-your-team", "Questions for your team", "What will you do?"),
    )
)


def made(tmp_path, text=TEXT, changed=None, today=TODAY):
    """Make the sessions of the small manual; gives the room's page and the leader's, read."""
    manual, _ = manual_of(tmp_path / "manual", changed)
    built = tmp_path / "built"
    for page in manual.briefings.values():
        (built / url(page.path)).mkdir(parents=True)
        (built / url(page.path) / "index.html").write_text(built_page(text), encoding="utf-8")
    files = sessions(manual, built, today)
    room = f"{url(BRIEFING)}session/index.html"
    leader = f"{url(BRIEFING)}session/leader/index.html"
    return files, *(BeautifulSoup(files[file], "html.parser") for file in (room, leader))


def cut(tmp_path, text, terms=None, ups=1, changed=None):
    manual, _ = manual_of(tmp_path, changed)
    return screens(manual.briefings["seeing-children"], built_page(text), terms or {}, ups)


def test_each_section_is_a_screen_and_nothing_of_the_frame_is(tmp_path):
    found = cut(tmp_path, TEXT)
    assert [(s.id, str(s.title)) for s in found] == [
        ("one", "One"),
        ("two", "Two"),
        ("questions-for-your-team", "Questions for your team"),
    ]
    assert str(found[0].html) == "<p>A few words.</p>"


def test_the_questions_come_last_wherever_they_stand(tmp_path):
    text = '<h2 id="questions-for-your-team">Q</h2><p>Why?</p><h2 id="one">One</h2><p>Text.</p>'
    assert [s.id for s in cut(tmp_path, text)] == ["one", "questions-for-your-team"]


def test_the_seven_minutes_are_shared_by_words_and_no_second_is_lost(tmp_path):
    found = cut(tmp_path, TEXT)
    assert found[0].starts == 0
    assert [s.starts for s in found[1:]] == [s.starts + s.seconds for s in found[:-1]]
    assert found[-1].starts + found[-1].seconds == SECONDS == 7 * 60
    assert found[1].seconds > 5 * found[0].seconds


def test_a_pace_is_said_in_words_to_half_a_minute():
    said = [about(seconds) for seconds in (3, 30, 60, 90, 119, 155, 300)]
    assert said == [
        "about half a minute",
        "about half a minute",
        "about 1 minute",
        "about a minute and a half",
        "about 2 minutes",
        "about 2 and a half minutes",
        "about 5 minutes",
    ]


def test_longer_text_is_set_smaller(tmp_path):
    lengths = []
    for words in (40, 80, 110, 140, 300):
        text = f'<h2 id="one">One</h2><p>{"word " * words}</p>'
        lengths.append(cut(tmp_path / str(words), text)[0].length)
    assert lengths == ["short", "medium", "long", "longer", "longest"]


def test_links_lead_from_below_the_page_and_those_within_the_session_stay(tmp_path):
    text = (
        '<h2 id="one">One</h2><p><a href="../../../procedures/neglect/#x">a</a> <a href="#two">b</a>'
        ' <a href="#bookmark">c</a> <a href="https://a.example/">d</a> <a href="tel:999">e</a></p>'
        '<h2 id="two">Two</h2><p><img src="../../../assets/picture.svg" alt=""></p>'
    )
    for ups, up in ((1, "../"), (2, "../../")):
        one, two = (BeautifulSoup(s.html, "html.parser") for s in cut(tmp_path, text, ups=ups))
        assert [a["href"] for a in one.select("a")] == [
            f"{up}../../../procedures/neglect/#x",
            "#two",
            f"{up}#bookmark",
            "https://a.example/",
            "tel:999",
        ]
        assert two.img["src"] == f"{up}../../../assets/picture.svg"


def test_what_only_a_page_needs_is_left_out(tmp_path):
    text = (
        '<div class="gt-parts"><section class="gt-part"><h2 id="one">'
        '<span class="gt-number">1</span> One</h2>'
        '<p data-printed="1">Ask the <button type="button" class="gt-abbr" popovertarget="x">LADOs</button>'
        ' &amp; the <button type="button" class="gt-abbr" popovertarget="y">ICON</button> team.</p></section>'
        '<section class="gt-part"><h2 id="two">Two</h2><p>Then.</p></section></div>'
    )
    one, two = cut(tmp_path, text, {"LADO": "Local <authority> officer"})
    assert str(one.title) == "One"
    assert str(one.html) == (
        '<p>Ask the <abbr title="Local &lt;authority&gt; officer">LADOs</abbr> &amp; the ICON team.</p>'
    )
    assert str(two.html) == "<p>Then.</p>"


def test_a_block_for_an_area_keeps_the_name_of_its_area_on_every_screen(tmp_path):
    name = "Where the child lives in North Sandford"
    begins = f'{FRAME_BEGINS}\n<div><div><p class="gt-area__name">{name}</p>\n{FRAME_ENDS}'
    ends = f"{FRAME_BEGINS}\n</div>\n</div>\n{FRAME_ENDS}"
    text = (
        f'<h2 id="one">One</h2>{begins}<p>Ring A.</p><h2 id="two">Two</h2><p>Ring B.</p>{ends}<p>For all.</p>'
    )
    one, two = (BeautifulSoup(s.html, "html.parser") for s in cut(tmp_path, text))
    assert [p.get_text() for p in one.select(".gt-area p")] == [name, "Ring A."]
    assert [p.get_text() for p in two.select(".gt-area p")] == [name, "Ring B."]
    assert two.select("p")[-1].get_text() == "For all."


NOTED = edited(
    BRIEFING,
    "learning: [audit-2024/a]",
    "leader_notes: {two: 'Pause here & wait.'}\nlearning: [audit-2024/a]",
)


def test_a_note_is_on_the_leaders_page_and_nowhere_in_the_rooms(tmp_path):
    files, _, leader = made(tmp_path, changed=NOTED)
    assert "Pause here & wait." in leader.select_one("#two .gt-note").get_text()
    assert "No note" in leader.select_one("#one .gt-note").get_text()
    assert [file for file, html in files.items() if b"Pause here" in html] == [
        f"{url(BRIEFING)}session/leader/index.html"
    ]


def test_a_note_for_a_smaller_heading_stands_with_its_section(tmp_path):
    text = '<h2 id="one">One</h2><h3 id="two">Two</h3><p>Text.</p>'
    assert cut(tmp_path, text, changed=NOTED)[0].note == "Pause here & wait."


MOVED = edited("procedures/neglect.md", "in_force: 2025-03", "in_force: 2026-03")


def test_practice_that_moved_on_is_told_on_every_screen_with_what_changed(tmp_path):
    for soup in made(tmp_path, changed=MOVED)[1:]:
        strip = soup.select_one(".gt-strip__moved")
        assert strip.get_text() == "Practice has moved on since this was issued."
        told = soup.select_one(strip.a["href"]).get_text(" ")
        assert "Seeing the child alone was added." in told
        assert soup.select_one("#practice-has-moved-on li a")["href"].endswith(
            "procedures/neglect/#seeing-the-child"
        )


def test_practice_that_has_not_moved_on_is_not_said_to(tmp_path):
    for soup in made(tmp_path)[1:]:
        assert "moved on" not in soup.get_text()


def test_without_an_address_the_last_screen_says_so_in_place_of_a_code(tmp_path):
    _, room, _ = made(tmp_path)
    last = room.select_one("#procedures-to-read")
    assert "This build of the site has no address of its own, so there is no code to scan." in last.get_text()
    assert not last.select("svg")
    assert [a.get_text() for a in last.select(".gt-codes a")] == [
        "Neglect: Seeing the child",
        "Seeing children",
    ]


def test_with_an_address_every_page_to_read_has_a_code_and_its_address_in_words(tmp_path):
    site = {"data/partnership.yml": FILES["data/partnership.yml"] + "site_url: https://sandford.example/\n"}
    _, room, _ = made(tmp_path, changed=site)
    for one in room.select(".gt-codes li"):
        assert one.select_one("svg")
        assert one.select_one(".gt-typed").get_text().startswith("sandford.example/")
    assert "Address of this page: https://sandford.example/briefings/" in room.select_one("footer").get_text()


def test_a_live_manual_has_no_mark_of_an_example_and_a_worked_one_has(tmp_path):
    _, room, leader = made(tmp_path / "live")
    assert "EXAMPLE" not in room.get_text() + leader.get_text()
    example = edited("data/partnership.yml", "worked_example: false", "worked_example: true")
    for soup in made(tmp_path / "example", changed=example)[1:]:
        assert soup.select_one("header .gt-example").get_text() == "EXAMPLE, not for use."
        assert soup.select_one('meta[name="robots"]')["content"] == "noindex, nofollow"


def test_a_former_address_leads_on_to_the_session_and_to_the_leaders_page(tmp_path):
    files, *_ = made(tmp_path, changed=edited(BRIEFING, "issued:", "was: [seeing]\nissued:"))
    for part in ("session", "session/leader"):
        soup = BeautifulSoup(files[f"briefings/seven-minute/seeing/{part}/index.html"], "html.parser")
        assert soup.select_one("a")["href"].endswith(f"seeing-children/{part}/")


def test_a_briefing_that_cannot_be_shown_has_no_session_yet(tmp_path):
    manual, _ = manual_of(tmp_path / "manual")
    assert sessions(manual, tmp_path / "built", parse_day("2026-11-21")) == {}
