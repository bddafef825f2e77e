"""A 7-minute briefing is run as a session: on a screen, in the leader's hand, on a phone, on paper."""

import re
import shutil

import pytest
import zxingcpp
from bs4 import BeautifulSoup
from markupsafe import escape
from PIL import Image
from playwright.sync_api import expect

from goldenthread.manual.reading import read
from goldenthread.pages.words import vocabulary
from goldenthread.site.session import sessions
from goldenthread.text.links import url
from tests.conftest import TODAY, copy_project
from tests.site.conftest import ADDRESS, faults, serving
from tests.site.test_privacy import _with_policy

ROOM, WIDE, PHONE = ({"width": w, "height": h} for w, h in ((1280, 720), (1920, 1080), (390, 844)))
A_BRIEFING = "briefings/seven-minute/safeguarding-babies/"
A_SESSION = f"{A_BRIEFING}session/"
SCREENS = 9
MARK = "EXAMPLE, not for use."


@pytest.fixture
def room(browser):
    """The room's screen; scripts that fail, fail the test."""
    context = browser.new_context(viewport=ROOM)
    page, broken = context.new_page(), []
    page.on("pageerror", lambda error: broken.append(str(error)))
    yield page
    context.close()
    assert broken == []


@pytest.fixture(scope="module")
def moved_on(site, tmp_path_factory):
    """Serve the sessions of a manual in which a procedure changed after the briefing; gives its address."""
    folder = tmp_path_factory.mktemp("moved-on")
    root = copy_project(folder / "project")
    file = root / "procedures/pre-birth.md"
    change = """changes:
  - in_force: 2026-12-01
    class: changed
    what: Everybody who will hold the baby is asked for by name.
    why: Fathers were asked for last.
    because: [routine]
    at: [working-with-fathers]
    approved: {by: procedures-group, on: 2026-11-25}
"""
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("changes:\n", change, 1), encoding="utf-8")
    built = folder / "built"
    for part in ("assets", "briefings"):
        shutil.copytree(site.folder / part, built / part)
    manual = read(root)
    words = vocabulary(root / "macros.py", manual, TODAY)
    for path, content in sessions(manual, words, built, TODAY).items():
        (built / path).write_bytes(content)
    with serving(built) as address:
        yield address


def shown(page):
    """Give the id of the one screen that is shown."""
    expect(page.locator("[data-view]:visible")).to_have_count(1)
    one = page.locator("[data-view]:visible")
    return one.get_attribute("id")


def plain(text):
    return re.sub(r"\s+", " ", text).strip()


def test_every_briefing_has_a_session_and_a_button_that_leads_to_it_and_nothing_else_has(site):
    for page, soup in site.pages():
        buttons = [a for a in soup.select("a") if a.get_text() == "Run this as a session"]
        has_one = page.file.startswith("briefings/seven-minute/")
        assert [a["href"] for a in buttons] == (["session/"] if has_one else []), page.file
        assert (site.folder / url(page.path) / "session/index.html").exists() == has_one, page.file


@pytest.mark.fits
def test_the_button_is_seen_without_scrolling_and_is_not_on_paper(served, room):
    room.goto(served + A_BRIEFING)
    button = room.get_by_role("link", name="Run this as a session")
    for size in (ROOM, PHONE):
        room.set_viewport_size(size)
        expect(button).to_be_in_viewport()
    room.emulate_media(media="print")
    expect(button).to_be_hidden()


def test_a_session_says_what_the_author_wrote_section_by_section(site):
    for page in site.manual.briefings.values():
        own = [h for h in page.body.headings if h.level == 2]
        built = BeautifulSoup((site.folder / url(page.path) / "index.html").read_text("utf-8"), "html.parser")
        made = BeautifulSoup(
            (site.folder / url(page.path) / "session/index.html").read_text("utf-8"), "html.parser"
        )
        screens = made.select("[data-view]")
        ids = [screen["id"] for screen in screens]
        assert ids == ["opening", *(h.anchor for h in own), "procedures-to-read"], page.file
        assert ids[-2] == "questions-for-your-team"
        for screen in screens[1:-1]:
            heading = built.find(id=screen["id"])
            heading.select_one(".headerlink").extract()
            words = plain(heading.get_text())
            for after in heading.find_next_siblings():
                if after.name == "h2" or (after.name == "section" and after.select("h2")):
                    break
                words += " " + after.get_text(" ")
            said = screen.h2.get_text() + " " + screen.select_one(".gt-screen__text").get_text(" ")
            assert plain(said).replace(" ", "") == plain(words).replace(" ", ""), screen["id"]


@pytest.mark.fits
def test_the_first_screen_has_the_note_the_support_and_what_to_do_in_danger(served, room, site):
    for page in site.manual.briefings.values():
        room.goto(f"{served}{url(page.path)}session/")
        assert shown(room) == "opening"
        for text in (
            page.record.content_note,
            "Your manager or safeguarding lead",
            "116 123",
            "7 minutes",
            MARK,
        ):
            expect(room.locator("body")).to_contain_text(text)
        expect(room.get_by_role("link", name="ring 999")).to_be_in_viewport()
        expect(room.get_by_role("heading", level=1)).to_have_text(page.record.title)


@pytest.mark.fits
def test_the_mark_of_an_example_and_999_are_on_every_screen(served, room):
    room.goto(served + A_SESSION)
    for _ in range(SCREENS):
        expect(room.get_by_text(MARK)).to_be_in_viewport()
        expect(room.get_by_role("link", name="ring 999")).to_be_in_viewport()
        room.keyboard.press("ArrowRight")


@pytest.mark.fits
@pytest.mark.parametrize("size", [ROOM, WIDE], ids=["1280x720", "1920x1080"])
def test_every_screen_fits_a_projector_in_large_type(served_addressed, addressed, room, size):
    room.set_viewport_size(size)
    for page in addressed.manual.briefings.values():
        room.goto(f"{served_addressed}{url(page.path)}session/")
        for _ in range(SCREENS):
            left = room.evaluate("document.documentElement.scrollHeight - innerHeight")
            assert left <= 0, f"{page.address} {shown(room)}: {left} px too high"
            type_size = room.locator("[data-view]:visible").evaluate(
                "e => parseFloat(getComputedStyle(e).fontSize)"
            )
            assert type_size >= size["height"] * 0.03, f"{page.address} {shown(room)}: {type_size}"
            room.keyboard.press("ArrowRight")


@pytest.mark.fits
@pytest.mark.parametrize("width", [320, 390])
def test_nothing_is_wider_than_a_phone(served_addressed, addressed, room, width):
    room.set_viewport_size({"width": width, "height": 700})
    for page in addressed.manual.briefings.values():
        room.goto(f"{served_addressed}{url(page.path)}session/")
        for _ in range(SCREENS):
            assert room.evaluate("document.documentElement.scrollWidth") <= width, shown(room)
            room.keyboard.press("ArrowRight")


# --- turning ---


def test_keys_turn_the_screens(served, room):
    room.goto(served + A_SESSION)
    for key, there in (
        ("ArrowRight", "why-babies"),
        ("Space", "what-the-national-review-was-about"),
        ("PageDown", "what-was-done-here"),
        ("ArrowDown", "see-every-adult"),
        ("ArrowLeft", "what-was-done-here"),
        ("PageUp", "what-the-national-review-was-about"),
        ("ArrowUp", "why-babies"),
        ("End", "procedures-to-read"),
        ("ArrowRight", "procedures-to-read"),
        ("Shift+Space", "questions-for-your-team"),
        ("Home", "opening"),
        ("ArrowLeft", "opening"),
    ):
        room.keyboard.press(key)
        assert shown(room) == there, key


def test_letters_and_keys_with_a_modifier_are_no_command(served, room):
    room.goto(served + A_SESSION)
    for key in (*"nfps", "Control+End", "Control+ArrowRight", "Shift+ArrowRight"):
        room.keyboard.press(key)
    assert shown(room) == "opening"


def test_what_has_the_focus_keeps_its_own_keys(served, room):
    room.goto(f"{served}{A_SESSION}#see-every-adult")
    room.locator("#see-every-adult a").focus()
    room.keyboard.press("Space")
    assert shown(room) == "see-every-adult"
    room.get_by_role("button", name="Next").focus()
    room.keyboard.press("Space")
    assert shown(room) == "crying-and-sleep", "the button was pressed once, and the key did nothing more"
    room.get_by_role("button", name="Larger text").focus()
    room.keyboard.press("Space")
    assert shown(room) == "crying-and-sleep"
    room.evaluate("document.querySelector('main').append(document.createElement('input'))")
    room.locator("input").focus()
    for key in ("ArrowRight", "Space", "End", "PageDown"):
        room.keyboard.press(key)
    assert shown(room) == "crying-and-sleep"


def test_a_screen_that_is_longer_than_the_window_is_read_before_it_is_turned(served, room):
    room.set_viewport_size({"width": 1280, "height": 480})
    room.goto(f"{served}{A_SESSION}#crying-and-sleep")
    room.get_by_role("button", name="Larger text").click(click_count=3)
    room.keyboard.press("End")
    room.keyboard.press("ArrowLeft")
    room.goto(f"{served}{A_SESSION}#crying-and-sleep")
    assert room.evaluate("document.documentElement.scrollHeight > innerHeight + 50")
    room.keyboard.press("PageDown")
    assert shown(room) == "crying-and-sleep"
    room.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    room.keyboard.press("PageDown")
    assert shown(room) == "worried-about-a-baby"


def test_buttons_turn_the_screens_and_the_ends_are_ends(served, room):
    room.goto(served + A_SESSION)
    back, on = (room.get_by_role("button", name=name) for name in ("Previous", "Next"))
    expect(back).to_be_disabled()
    room.get_by_role("button", name="Start", exact=True).click()
    assert shown(room) == "why-babies"
    on.click()
    back.click()
    assert shown(room) == "why-babies"
    room.keyboard.press("End")
    expect(on).to_be_disabled()


def test_a_finger_turns_the_screens_sideways_and_only_sideways(served, browser):
    context = browser.new_context(viewport=PHONE, has_touch=True)
    page = context.new_page()
    page.goto(served + A_SESSION)
    driver = context.new_cdp_session(page)

    def swipe(*points):
        start, *moves = ({"touchPoints": [{"x": x, "y": y}]} for x, y in points)
        driver.send("Input.dispatchTouchEvent", {"type": "touchStart", **start})
        for move in moves:
            driver.send("Input.dispatchTouchEvent", {"type": "touchMove", **move})
        driver.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    swipe((300, 300), (200, 305), (100, 310))
    expect(page.locator("#why-babies")).to_be_visible()
    swipe((300, 400), (290, 300), (280, 200))
    swipe((300, 400), (280, 400))
    expect(page.locator("#why-babies")).to_be_visible()
    swipe((100, 300), (200, 300), (320, 300))
    expect(page.locator("#opening")).to_be_visible()
    context.close()


def test_a_screen_can_be_linked_to_and_the_address_follows_the_screen(served, room):
    room.goto(f"{served}{A_SESSION}#questions-for-your-team")
    assert shown(room) == "questions-for-your-team"
    room.keyboard.press("ArrowLeft")
    assert room.url == f"{served}{A_SESSION}#worried-about-a-baby"
    room.keyboard.press("Home")
    assert room.url == served + A_SESSION
    room.go_back()
    assert shown(room) == "worried-about-a-baby"
    room.go_back()
    assert shown(room) == "questions-for-your-team"
    room.go_forward()
    assert shown(room) == "worried-about-a-baby"
    room.evaluate("location.hash = '#see-every-adult'")
    expect(room.locator("#see-every-adult")).to_be_visible()
    for nothing in ("#nowhere", "#%E0%A4%A", "#"):
        room.goto("about:blank")
        room.goto(f"{served}{A_SESSION}{nothing}")
        assert shown(room) == "opening"


def test_the_link_of_the_screen_that_is_shown_can_be_copied(served_addressed, room):
    clipboard = "{ writeText: async (text) => { window.copied = text } }"
    room.add_init_script(f"Object.defineProperty(navigator, 'clipboard', {{ value: {clipboard} }})")
    room.goto(served_addressed + A_SESSION)
    for key, end in (("Home", ""), ("ArrowRight", "#why-babies")):
        room.keyboard.press(key)
        room.get_by_role("button", name="Copy link").click()
        expect(room.get_by_role("status")).to_have_text("Link copied.")
        assert room.evaluate("window.copied") == f"{ADDRESS}{A_SESSION}{end}"


def test_leave_leads_back_to_the_briefing(served, room):
    room.goto(f"{served}{A_SESSION}#see-every-adult")
    room.get_by_role("link", name="Leave", exact=True).press("Enter")
    room.wait_for_url(served + A_BRIEFING)


# --- who listens, and who looks ---


def test_a_new_screen_puts_the_focus_on_its_heading_which_says_where_one_is(served, room):
    room.goto(served + A_SESSION)
    room.keyboard.press("ArrowRight")
    room.keyboard.press("ArrowRight")
    heading = room.get_by_role("heading", name="What the national review was about")
    expect(heading).to_be_focused()
    expect(heading).to_have_accessible_description("3 of 9 · about 1 minute")
    assert room.locator("[aria-live], [role=status]:not(.gt-copied)").count() == 0, "no clock is read out"


@pytest.mark.fits
def test_the_type_grows_when_asked_and_nothing_is_lost(served, room):
    room.goto(f"{served}{A_SESSION}#crying-and-sleep")
    screen = room.locator("#crying-and-sleep .gt-screen__text")
    before = screen.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    for _ in range(3):
        room.get_by_role("button", name="Larger text").click()
    assert screen.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") == pytest.approx(2 * before)
    assert room.evaluate("document.documentElement.scrollWidth") <= ROOM["width"]
    room.get_by_role("button", name="Normal text").click()
    assert screen.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") == pytest.approx(before)


def test_full_screen_is_offered_where_there_is_one(served, room):
    room.goto(served + A_SESSION)
    room.get_by_role("button", name="Full screen").click()
    expect(room.get_by_role("button", name="Leave full screen")).to_be_visible()
    room.get_by_role("button", name="Leave full screen").click()
    expect(room.get_by_role("button", name="Full screen", exact=True)).to_be_visible()
    room.add_init_script("Object.defineProperty(document, 'fullscreenEnabled', { value: false })")
    room.reload()
    expect(room.get_by_role("button", name="Full screen")).to_be_hidden()


def test_without_javascript_a_session_is_one_document_in_its_order(browser, served):
    context = browser.new_context(java_script_enabled=False, viewport=ROOM)
    page = context.new_page()
    page.goto(served + A_SESSION)
    headings = [h.inner_text() for h in page.locator("h1, h2").all()]
    assert headings[0] == "Safeguarding babies"
    assert headings[2:4] == ["Why babies", "What the national review was about"]
    assert headings[-2:] == ["Questions for your team", "Procedures to read"]
    assert page.locator("[data-view]:visible").count() == SCREENS
    assert page.locator("button:visible").count() == 0
    expect(page.get_by_text(MARK)).to_be_visible()
    page.get_by_role("link", name="the leader's page").click()
    context.close()


def test_a_session_works_under_a_strict_content_security_policy(served, room):
    complaints = []
    room.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)
    room.route("**/*", lambda route: _with_policy(route))
    room.goto(served + A_SESSION, wait_until="networkidle")
    room.keyboard.press("End")
    assert shown(room) == "procedures-to-read"
    assert complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", "leader/"], ids=["room", "leader"])
def test_axe_finds_nothing_on_any_screen(moved_on, served_addressed, room, path, scheme):
    room.emulate_media(color_scheme=scheme)
    found = []
    for width in (320, 390, 1280):
        room.set_viewport_size({"width": width, "height": 720})
        for site, screen in (
            (moved_on, ""),
            (moved_on, "#crying-and-sleep"),
            (served_addressed, "#procedures-to-read"),
        ):
            room.goto("about:blank")
            room.goto(f"{site}{A_SESSION}{path}{screen}")
            found += faults(room, f"{width} {screen}")
    assert found == []


# --- the pace ---


def test_the_clock_starts_when_the_first_screen_is_left_and_can_be_paused(served, room):
    room.clock.install()
    room.goto(served + A_SESSION)
    clock, bar = room.locator("[data-clock]"), room.locator("[data-gone]")
    room.clock.run_for(60_000)
    expect(clock).to_have_text("7 minutes")
    room.keyboard.press("ArrowRight")
    room.clock.run_for(125_000)
    expect(clock).to_have_text("2 of 7 minutes")
    assert int(bar.get_attribute("width")) in (124, 125)
    room.get_by_role("button", name="Pause").click()
    room.clock.run_for(60_000)
    expect(clock).to_have_text("2 of 7 minutes, paused")
    room.get_by_role("button", name="Go on").click()
    room.clock.run_for(600_000)
    expect(clock).to_have_text("12 of 7 minutes")
    assert bar.get_attribute("width") == "420", "the bar is full, and nothing more happens"


def test_the_bar_shows_the_share_of_each_section_and_which_is_now(served, room):
    room.goto(f"{served}{A_SESSION}#see-every-adult")
    parts = room.locator("[data-part]")
    assert sum(int(part.get_attribute("width")) for part in parts.all()) == 420
    (now,) = room.locator(".gt-pace__part--now").all()
    assert now.get_attribute("data-part") == "see-every-adult"


def test_for_less_motion_the_bar_grows_by_half_a_minute_and_nothing_ever_glides(served, room):
    room.clock.install()
    for asked, after_20, after_50 in (("reduce", {0}, {30}), ("no-preference", {19, 20}, {49, 50, 51})):
        room.emulate_media(reduced_motion=asked)
        room.goto("about:blank")
        room.goto(served + A_SESSION)
        room.get_by_role("button", name="Start the clock").click()
        for seconds, wanted in ((20_000, after_20), (30_000, after_50)):
            room.clock.run_for(seconds + 500)
            assert int(room.locator("[data-gone]").get_attribute("width")) in wanted
        moving = """e => {
            const style = getComputedStyle(e);
            return style.transitionDuration !== "0s" || style.animationName !== "none";
        }"""
        assert not any(one.evaluate(moving) for one in room.locator("[data-gone], .gt-screen").all())


# --- the leader ---


def test_the_notes_are_in_no_page_that_the_room_sees(site):
    seen = 0
    for page in site.manual.briefings.values():
        assert page.record.leader_notes, page.file
        for note in page.record.leader_notes.values():
            holding = [f for f in site.every() if str(escape(note)) in f.read_text("utf-8")]
            assert holding == [site.folder / url(page.path) / "session/leader/index.html"]
            seen += 1
    assert seen > 15


def test_the_leaders_window_follows_the_room_and_leads_it(served, room):
    room.goto(served + A_SESSION)
    with room.context.expect_page() as opened:
        room.get_by_role("link", name="Leader's page", exact=True).click()
    leader = opened.value
    heard, coming = leader.locator("[data-heard]"), leader.locator("[data-next]")
    expect(heard).to_have_text("The room sees 1 of 9: Safeguarding babies")
    room.keyboard.press("ArrowRight")
    expect(heard).to_have_text("The room sees 2 of 9: Why babies")
    expect(coming).to_have_text("What the national review was about")
    expect(leader.get_by_text("Somebody here may have lost a baby.")).to_be_visible()
    assert leader.locator("[data-view]:visible").count() == 1
    leader.get_by_role("button", name="Next").click()
    expect(room.locator("#what-the-national-review-was-about")).to_be_visible()
    leader.keyboard.press("End")
    expect(room.locator("#procedures-to-read")).to_be_visible()
    leader.get_by_role("button", name="Pause").click()
    expect(room.get_by_role("button", name="Go on")).to_be_visible()
    expect(leader.get_by_role("button", name="Go on")).to_be_visible()
    leader.get_by_role("button", name="Show all notes").click()
    assert leader.locator("[data-view]:visible").count() == SCREENS
    room.close()
    expect(heard).to_have_text("The room's screen is closed.")


def test_the_leader_is_told_the_time_and_the_pace(served, room):
    room.clock.install()
    room.goto(served + A_SESSION)
    leader = room.context.new_page()
    leader.clock.install()
    leader.goto(f"{served}{A_SESSION}leader/")
    pace = leader.locator("[data-pace]")
    room.keyboard.press("ArrowRight")
    expect(leader.locator("[data-next]")).to_have_text("What the national review was about")
    expect(pace).to_have_text("on time")
    leader.clock.run_for(100_000)
    expect(leader.locator("[data-clock]")).to_have_text("1:40")
    expect(pace).to_have_text("about 1 minute behind")
    room.keyboard.press("End")
    expect(pace).to_have_text("")


def test_two_sessions_side_by_side_do_not_hear_each_other(served, room):
    room.goto(served + A_SESSION)
    other = room.context.new_page()
    other.goto(f"{served}briefings/seven-minute/which-lado-leads/session/leader/")
    room.keyboard.press("ArrowRight")
    expect(other.locator("[data-alone]")).to_be_visible()
    expect(other.locator("[data-desk]")).to_be_hidden()


def test_alone_the_leaders_page_is_a_script_of_every_section_on_a_phone_and_on_paper(browser, served):
    for scripted in (True, False):
        context = browser.new_context(java_script_enabled=scripted, viewport=PHONE)
        page = context.new_page()
        page.goto(f"{served}{A_SESSION}leader/")
        for media in ("screen", "print"):
            page.emulate_media(media=media)
            assert page.locator("[data-view]:visible").count() == SCREENS
            expect(page.get_by_text("Let four people read the four messages aloud")).to_be_visible()
            expect(page.get_by_text(MARK)).to_be_visible()
        context.close()


# --- the codes ---


def test_the_last_screen_has_a_code_for_every_page_to_read(served_addressed, addressed, room, tmp_path):
    for page in addressed.manual.briefings.values():
        room.goto(f"{served_addressed}{url(page.path)}session/#procedures-to-read")
        for scheme in ("light", "dark"):
            room.emulate_media(color_scheme=scheme)
            file = tmp_path / "last.png"
            room.screenshot(path=file)
            with Image.open(file) as picture:
                read_out = {code.text for code in zxingcpp.read_barcodes(picture)}
            wanted = [page.path, *(f"procedures/{place.address}.md" for place in page.record.procedures)]
            assert read_out == {ADDRESS + url(path) for path in wanted}, f"{page.address} {scheme}"


def test_without_an_address_the_last_screen_says_so(served, room):
    room.goto(f"{served}{A_SESSION}#procedures-to-read")
    expect(room.get_by_text("so there is no code to scan")).to_be_visible()
    expect(room.locator("#procedures-to-read").get_by_role("link", name="Neglect toolkit")).to_be_visible()
    expect(room.locator("#procedures-to-read").get_by_text("116 123")).to_be_visible()


# --- practice has moved on, and paper ---


def test_practice_has_moved_on_is_seen_on_every_screen_and_leads_to_what_changed(moved_on, room):
    room.goto(moved_on + A_SESSION)
    told = room.get_by_text("Everybody who will hold the baby is asked for by name.")
    expect(told).to_be_in_viewport()
    for _ in range(SCREENS):
        expect(room.locator(".gt-strip__moved")).to_be_in_viewport()
        room.keyboard.press("ArrowRight")
    room.locator(".gt-strip__moved a").click()
    expect(told).to_be_in_viewport()
    assert shown(room) == "opening"


@pytest.mark.fits
def test_on_paper_a_session_is_a_plain_document_with_all_that_it_must_say(moved_on, served_addressed, room):
    room.goto(moved_on + A_SESSION)
    room.keyboard.press("ArrowRight")
    room.emulate_media(media="print")
    assert room.locator("[data-view]:visible").count() == SCREENS
    for text in (MARK, "Everybody who will hold the baby is asked for by name.", "Check by 20 November 2027"):
        expect(room.get_by_text(text)).to_be_visible()
    expect(
        room.get_by_text("This build of the site has no address of its own.", exact=False).last
    ).to_be_visible()
    for gone in (".gt-steer", ".gt-press", ".gt-for-leader"):
        assert room.locator(gone).locator("visible=true").count() == 0, gone
    room.goto(served_addressed + A_SESSION)
    expect(room.get_by_text(f"Address of this page: {ADDRESS}{A_SESSION}")).to_be_visible()


# --- beside the site ---


def test_sessions_are_kept_out_of_search_and_of_search_engines(site):
    for file in site.folder.glob("briefings/seven-minute/*/session/**/index.html"):
        assert 'content="noindex, nofollow"' in file.read_text(encoding="utf-8")
    for beside in ("sitemap.xml", "pagefind/words.json"):
        assert "/session/" not in (site.folder / beside).read_text(encoding="utf-8"), beside
