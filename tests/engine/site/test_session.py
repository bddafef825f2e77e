"""A session is made of the sections of a briefing, and shows what its page says, in its order."""

from bs4 import BeautifulSoup

from goldenthread.pages.signs import FRAME_BEGINS
from goldenthread.rendering.configuration import configuration
from goldenthread.site.sections import rendered, sections_of
from goldenthread.site.session import SECONDS, about, screens, sessions
from goldenthread.text.links import url
from tests.engine.small_manual import FILES, TODAY, edited, manual_of

BRIEFING = "briefings/seven-minute/seeing-children.md"

TEXT = (
    """## One

A few words.

## Questions for your team

What will you do?

## Two

"""
    + "Many more words stand here than stood before, " * 5
)


def with_text(text, changed=None):
    """The files of a manual whose briefing says something else below its front matter."""
    files = FILES | (changed or {})
    front, end, _ = files[BRIEFING].partition("\n---\n\n")
    return {**(changed or {}), BRIEFING: f"{front}{end}{text}\n"}


def made(tmp_path, text=TEXT, changed=None, today=TODAY):
    """Make the sessions of the small manual; gives the room's page and the leader's, read."""
    manual, words = manual_of(tmp_path / "manual", with_text(text, changed))
    built = tmp_path / "built"
    for page in manual.briefings.values():
        (built / url(page.path)).mkdir(parents=True)
        (built / url(page.path) / "index.html").write_text(FRAME_BEGINS, encoding="utf-8")
    files = sessions(manual, words, built, today)
    room = f"{url(BRIEFING)}session/index.html"
    leader = f"{url(BRIEFING)}session/leader/index.html"
    return files, *(BeautifulSoup(files[file], "html.parser") for file in (room, leader))


def cut(tmp_path, text, terms=None, ups=1, changed=None):
    """Give the screens of a briefing that says a text."""
    manual, words = manual_of(tmp_path, with_text(text, changed))
    page = manual.briefings["seeing-children"]
    _, *sections = sections_of(rendered(manual, page, words, configuration(words.root)), terms or {}, ups)
    return screens(page, sections)


def test_each_section_is_a_screen_and_nothing_of_the_frame_is(tmp_path):
    found = cut(tmp_path, TEXT)
    assert [(s.id, str(s.title)) for s in found] == [
        ("one", "One"),
        ("two", "Two"),
        ("questions-for-your-team", "Questions for your team"),
    ]
    assert str(found[0].html) == "<p>A few words.</p>"


def test_the_questions_come_last_wherever_they_stand(tmp_path):
    text = "## Questions for your team\n\nWhy?\n\n## One\n\nText."
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
        text = f"## One\n\n{'word ' * words}"
        lengths.append(cut(tmp_path / str(words), text)[0].length)
    assert lengths == ["short", "medium", "long", "longer", "longest"]


def test_links_lead_from_below_the_page_and_those_within_the_session_stay(tmp_path):
    text = (
        "## One\n\n[a](../../procedures/neglect.md#x) [b](#two) [c](#bookmark) [d](https://a.example/)"
        ' [e](tel:999) {{ procedure("neglect") }}\n\n## Two\n\n![](../../assets/picture.svg)'
    )
    for ups, up in ((1, "../"), (2, "../../")):
        one, two = (BeautifulSoup(s.html, "html.parser") for s in cut(tmp_path, text, ups=ups))
        assert [a["href"] for a in one.select("a")] == [
            f"{up}../../../procedures/neglect/#x",
            "#two",
            f"{up}#bookmark",
            "https://a.example/",
            "tel:999",
            f"{up}../../../procedures/neglect/",
        ]
        assert two.img["src"] == f"{up}../../../assets/picture.svg"


def test_a_section_is_its_text_alone_with_abbreviations_spelled_out_at_their_first_use(tmp_path):
    text = (
        "## One\n\n<!-- A note for editors. -->\n\nAsk the LADOs & the ICON team. The LADO knows.\n\n"
        "- A [LADO](https://a.example/) answers.\n\n### Then\n\nAsk a LADO.\n\n## Two\n\nThen."
    )
    one, two = cut(tmp_path, text, {"LADO": "Local <authority> officer"})
    assert str(one.title) == "One"
    spelled = '<abbr title="Local &lt;authority&gt; officer">'
    assert " ".join(str(one.html).split()) == (
        f"<p>Ask the {spelled}LADOs</abbr> &amp; the ICON team. The LADO knows.</p>"
        ' <ul> <li>A <a href="https://a.example/">LADO</a> answers.</li> </ul>'
        f' <h3 id="then">Then</h3> <p>Ask a {spelled}LADO</abbr>.</p>'
    )
    assert str(two.html) == "<p>Then.</p>"


def test_a_block_for_an_area_keeps_the_name_of_its_area_on_every_screen(tmp_path):
    text = "## One\n\n/// area | north\n\nRing A.\n\n## Two\n\nRing B.\n\n///\n\nFor all."
    one, two = (BeautifulSoup(s.html, "html.parser") for s in cut(tmp_path, text))
    name = "Where the child lives in North Sandford"
    assert [p.get_text() for p in one.select(".gt-area p")] == [name, "Ring A."]
    assert [p.get_text() for p in two.select(".gt-area p")] == [name, "Ring B."]
    assert two.select("p")[-1].get_text() == "For all."


def test_what_stands_before_the_first_heading_is_on_the_first_screen(tmp_path):
    _, room, leader = made(tmp_path, f"Before all.\n\n{TEXT}")
    assert "Before all." in room.select_one("#opening").get_text()
    assert "Before all." in leader.get_text()


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
    text = "## One\n\n### Two\n\nText."
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
    manual, words = manual_of(tmp_path / "manual")
    assert sessions(manual, words, tmp_path / "built", TODAY) == {}
