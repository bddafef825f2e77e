"""The pack of a learning record, the page for trainers and the record of use: what stands on them."""

import re

import pytest
from bs4 import BeautifulSoup

from goldenthread.pages.made.packs import STEPS, Plan, plan
from goldenthread.pages.made.registry import make_pages, paths
from goldenthread.rules import check
from goldenthread.site.listed import LISTED
from goldenthread.site.publish import complete
from goldenthread.text.dates import parse_day
from tests.engine.small_manual import FILES, TODAY, edited, manual_of

RECORD = "briefings/learning/audit-2024.md"
PACK = "briefings/learning/audit-2024/pack.md"
BRIEFING = "briefings/seven-minute/seeing-children.md"
GUIDE = "briefings/one-minute/neglect.md"
PARTNERSHIP = "data/partnership.yml"


def text_of(tmp_path, changed=None, path=PACK, today=TODAY):
    """The final Markdown of a made page."""
    manual, words = manual_of(tmp_path, changed)
    problems = check(manual, words, today)
    return next(d.text for d in make_pages(manual, LISTED, today, problems, words.expand) if d.path == path)


def page_of(tmp_path, changed=None, path=PACK, today=TODAY):
    return BeautifulSoup(text_of(tmp_path, changed, path, today), "html.parser")


def part(page, anchor):
    """The words under one heading of a page, up to the next."""
    found = []
    for one in page.find(id=anchor).next_siblings:
        if one.name == "h2":
            break
        found.append(one.get_text(" ") if one.name else str(one))
    return " ".join(" ".join(found).split())


def told(body, fields=""):
    """The audit's record with another text, and with other fields."""
    text = FILES[RECORD].replace("An audit was done.\n", body)
    return {RECORD: text.replace("mark: an audit\n", f"mark: an audit\n{fields}")}


def published(how, why=""):
    return edited(RECORD, "publication: full", f"publication: {how}{f', why: {why}' if why else ''}")


# --- the pack ---


def test_every_learning_record_has_a_pack_below_its_own_address(tmp_path):
    manual, _ = manual_of(tmp_path, {"briefings/learning/second.md": FILES[RECORD]})
    assert {PACK, "briefings/learning/second/pack.md"} <= paths(manual)


def test_a_pack_says_first_and_last_where_it_comes_from_which_version_it_is_and_when_it_was_made(tmp_path):
    page = page_of(
        tmp_path, edited(PARTNERSHIP, "colour: teal", "colour: teal\nsite_url: https://x.example/")
    )
    pack = page.select_one("#gt-pack")
    origins = [" ".join(o.get_text(" ").split()) for o in pack.select(".gt-origin")]
    assert len(origins) == 2
    assert origins[0] == origins[1]
    for words in (
        "From Sandford procedures",
        "Audit of neglect",
        "Version: as written 21 November 2026",
        "as at 2025",
        "made on 21 November 2026",
        "Check by 20 November 2027",
        "https://x.example/briefings/learning/audit-2024/pack/",
    ):
        assert words in origins[0]
    first, last = pack.select(".gt-origin")
    assert not first.find_previous("h2")
    assert last.find_previous("h2")["id"] == "where-this-comes-from"
    assert not last.find_next("h2")


def test_a_pack_of_a_manual_without_an_address_says_so(tmp_path):
    origin = page_of(tmp_path).select_one(".gt-origin")
    assert "This build of the manual has no address of its own" in origin.get_text()


def test_a_pack_of_a_worked_example_says_so_where_it_is_pasted(tmp_path):
    page = page_of(tmp_path, edited(PARTNERSHIP, "worked_example: false", "worked_example: true"))
    assert [o.get_text().startswith("EXAMPLE, not for use.") for o in page.select(".gt-origin")] == [True] * 2


def test_the_version_of_a_record_is_that_of_its_last_change_whatever_was_reviewed_since(tmp_path):
    reviews = """\
  - {on: 2026-11-21, by: procedures-group, outcome: no-change}
  - {on: 2026-05-03, by: procedures-group, outcome: changed}
  - {on: 2025-05-01, by: procedures-group, outcome: written}
"""
    written = "  - {on: 2026-11-21, by: procedures-group, outcome: written}\n"
    page = page_of(tmp_path, edited(RECORD, written, reviews))
    assert "Version: as changed 3 May 2026;" in page.select_one(".gt-origin").get_text()


def test_the_day_on_which_a_pack_was_made_is_that_of_the_build(tmp_path):
    page = page_of(tmp_path, today=parse_day("2027-02-01"))
    assert "made on 1 February 2027" in page.select_one(".gt-origin").get_text()


def test_the_content_note_is_the_first_thing_in_a_pack(tmp_path):
    page = page_of(tmp_path, told("Text.\n", "content_note: It touches on neglect.\n"))
    first = page.select_one("#gt-pack").find(True)
    assert first.get_text() == "Before you read: It touches on neglect."
    assert "Read aloud: “It touches on neglect.”" in part(page, "session-plan")


def test_a_pack_tells_what_it_was_about_where_that_was_published(tmp_path):
    text = text_of(tmp_path)
    assert "\nAn audit was done.\n" in text


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ("improvements-only", "The full report is not published, only the improvements made."),
        ("none", "Nothing was published."),
    ],
)
def test_what_a_review_was_about_is_left_out_with_the_reason_where_it_was_not_published(tmp_path, how, says):
    text = text_of(tmp_path, published(how, "The child asked for this."))
    assert "An audit was done." not in text
    about = part(BeautifulSoup(text, "html.parser"), "what-it-was-about")
    assert about.startswith(f"Left out of this pack. {says} The child asked for this.")


def test_a_pack_without_a_reason_for_leaving_it_out_does_not_make_one_up(tmp_path):
    assert "Why is not stated." in part(page_of(tmp_path, published("none")), "what-it-was-about")


def test_links_and_words_of_a_background_lead_from_the_pack_where_they_led_from_the_record(tmp_path):
    body = """
See [a passage](../../procedures/neglect.md#seeing-the-child), [an action](#a),
![one](../../assets/picture.svg).
{{ procedure("disagreements") }} and [outside](https://example.org/a.md), but not `[code](../x.md)`.
[So][named].

[named]: ../one-minute/neglect.md
"""
    text = text_of(tmp_path, told(body))
    assert "[a passage](../../../procedures/neglect.md#seeing-the-child)" in text
    assert "[an action](../audit-2024.md#a)" in text
    assert "![one](../../../assets/picture.svg)" in text
    assert '<a href="../../../../procedures/disagreements/">Disagreements</a>' in text
    assert "[outside](https://example.org/a.md)" in text
    assert "`[code](../x.md)`" in text
    assert "[named]: ../../one-minute/neglect.md" in text


def test_the_headings_of_a_background_stand_below_the_packs_and_take_no_address(tmp_path):
    page = page_of(tmp_path, told("\n## Cover note\n\nText.\n\n### Who\n\nMore.\n"))
    assert [h["id"] for h in page.select("h2")].count("cover-note") == 1
    assert [(h.name, h.get_text(), h.get("id")) for h in page.select("h3, h4")] == [
        ("h3", "Cover note", None),
        ("h4", "Who", None),
    ]
    assert "\n## " not in str(page)


def test_text_for_some_areas_is_marked_as_such_in_a_pack(tmp_path):
    body = "\nAll.\n\n/// area | north\nIn the north.\n///\n"
    page = page_of(tmp_path, told(body))
    assert "///" not in str(page)
    assert page.select_one('#gt-pack .gt-area[data-area="north"]')


def test_a_pack_of_a_record_with_a_problem_says_so_and_the_server_lives(tmp_path):
    text = text_of(tmp_path, told('\nSee {{ procedure("nowhere") }}.\n'))
    assert "nowhere" not in text
    assert "has a problem that an editor must mend" in text


def test_a_pack_gives_what_was_learned_and_what_was_recommended_agreed_and_done(tmp_path):
    page = page_of(tmp_path)
    assert "Children were not heard." in part(page, "what-was-learned")
    done = part(page, "what-was-done")
    assert "Recommended not stated Agreed Children are seen alone." in done
    assert "Training was held. Sandford Council: done, 2025." in done
    assert "A procedure changed: Neglect: Seeing the child , March 2025." in done
    assert "The procedure says so. Already right." in done


def test_a_record_without_findings_says_so_and_sends_the_reader_to_its_actions(tmp_path):
    text = FILES[RECORD].replace("findings:\n  - {id: not-heard, text: Children were not heard.}\n", "")
    page = page_of(tmp_path, {RECORD: text.replace("    answers: [not-heard]\n", "")})
    assert "states no findings of their own" in part(page, "what-was-learned")


def test_what_changed_comes_from_the_procedures_and_claims_nothing_for_what_was_right_already(tmp_path):
    page = page_of(tmp_path)
    (row,) = page.find(id="what-changed").find_next("table").select("tbody tr")
    assert " ".join(row.get_text(" ").split()) == (
        "March 2025 Neglect: Seeing the child . Seeing the child alone was added. "
        "Read the marked paragraphs before you next use this procedure."
    )
    assert row.a["href"] == "../../../../procedures/neglect/#seeing-the-child"
    text = part(page, "what-changed")
    assert "This claims no change: Disagreements: Talk first" in text


def test_a_change_because_of_two_actions_stands_once(tmp_path):
    page = page_of(
        tmp_path, edited("procedures/neglect.md", "[audit-2024/a]", "[audit-2024/a, audit-2024/b]")
    )
    assert len(page.find(id="what-changed").find_next("table").select("tbody tr")) == 1


def test_a_change_that_is_not_yet_in_force_never_reads_as_current(tmp_path):
    page = page_of(tmp_path, edited("procedures/neglect.md", "in_force: 2025-03", "in_force: 2027-03"))
    changed = part(page, "what-changed")
    assert "Approved, not yet in force: from March 2027" in changed
    assert "Until March 2027 the old way holds." in changed


def test_a_record_that_changed_nothing_says_so(tmp_path):
    page = page_of(tmp_path, edited("procedures/neglect.md", "[audit-2024/a]", "[routine]"))
    assert part(page, "what-changed").startswith("No change of a procedure is recorded")


def test_a_pack_leads_to_its_briefings_their_session_and_their_bookmarks(tmp_path):
    links = [a["href"] for a in page_of(tmp_path).find(id="briefings-and-guides").find_next("ul").select("a")]
    assert links == [
        "../../../seven-minute/seeing-children/",
        "../../../seven-minute/seeing-children/session/",
        "../../../one-minute/neglect/",
        "../../../one-minute/neglect/bookmark/",
    ]


def test_practice_that_has_moved_on_is_said_in_the_pack_and_for_trainers(tmp_path):
    changed = edited("procedures/neglect.md", "in_force: 2025-03", "in_force: 2026-06")
    for path in (PACK, "training.md"):
        text = page_of(tmp_path, changed, path).get_text(" ")
        assert "Practice has moved on" in text
        assert "Practice has moved on" not in page_of(tmp_path, path=path).get_text(" ")
    assert "Neglect: Seeing the child" in part(page_of(tmp_path, changed), "briefings-and-guides")


def test_the_pack_of_a_record_that_was_renamed_is_found_at_its_former_address(tmp_path):
    manual, _ = manual_of(tmp_path / "manual", told("Text.\n", "was: [old-audit]\n"))
    complete(manual, tmp_path / "built", TODAY)
    former = (tmp_path / "built/briefings/learning/old-audit/pack/index.html").read_text(encoding="utf-8")
    assert 'href="../../audit-2024/pack/"' in former


# --- the session ---


@pytest.mark.parametrize("carried", STEPS)
def test_every_session_takes_fifteen_minutes_without_a_gap(carried):
    steps = Plan(carried, ()).steps
    assert Plan(carried, ()).minutes == 15
    assert [step.first for step in steps] == [0, *(step.last for step in steps[:-1])]
    assert steps[0].what == "before"
    assert steps[-1].what == "record"


def test_a_session_is_led_with_a_briefing_else_with_a_guide_else_with_what_was_learned(tmp_path):
    manual, _ = manual_of(tmp_path)
    briefing, guide = manual.briefings["seeing-children"], manual.guides["neglect"]
    assert plan([guide, briefing]) == Plan("briefing", (briefing,))
    assert plan([guide]) == Plan("guide", (guide,))
    assert plan([]) == Plan("nothing", ())


def test_the_session_of_a_briefing_gives_it_seven_minutes_and_its_questions_five(tmp_path):
    session = part(page_of(tmp_path), "session-plan")
    assert "2 to 9 Lead the briefing. It takes seven minutes: Seeing children" in session
    assert "9 to 14 Talk about the questions for the team." in session
    assert "14 to 15 Write it down." in session


def test_the_session_of_a_guide_opens_its_procedure(tmp_path):
    session = part(page_of(tmp_path, edited(BRIEFING, "learning: [audit-2024/a]\n", "")), "session-plan")
    assert "Read the guide aloud, and hand out its bookmark. Neglect in a minute" in session
    assert (
        "3 to 8 Open the procedure together, on everybody's own phone, and find the passage. Neglect"
        in session
    )


def test_a_session_without_a_briefing_or_guide_begins_with_what_was_learned(tmp_path):
    untaught = edited(BRIEFING, "learning: [audit-2024/a]\n", "") | edited(
        GUIDE, "learning: [audit-2024]\n", ""
    )
    page = page_of(tmp_path, untaught)
    assert part(page, "briefings-and-guides") == "No briefing or guide carries this learning yet."
    assert "2 to 6 Read aloud what was learned." in part(page, "session-plan")
    assert "Where could this happen in our own work?" in part(page, "session-plan")


# --- sharing, research, support ---


def test_how_learning_was_shared_stands_in_the_pack_and_on_the_record_and_gaps_are_said(tmp_path):
    shared = "shared:\n  - {when: 2025-06, how: A talk., how_many: three sessions}\n"
    page = page_of(tmp_path, told("Text.\n", shared))
    assert part(page, "how-it-was-shared") == (
        "A talk. To whom: not stated. How many: three sessions. When: June 2025."
    )
    assert part(page_of(tmp_path), "how-it-was-shared") == "Not stated."


def test_research_stands_before_the_sources_with_links_that_lead_out(tmp_path):
    cited = FILES["data/citations.yml"].replace(
        "published: 2026-03}", "published: 2026-03, url: 'https://g.example/'}"
    )
    changed = told("Text.\n", "research: [{in: guidance-2026}]\nsources: [{in: guidance-2020, at: page 3}]\n")
    page = page_of(tmp_path, changed | {"data/citations.yml": cited})
    reading = part(page, "research")
    assert reading.index("Guidance 2026 , DfE, March 2026.") < reading.index("Guidance 2020, DfE: page 3.")
    assert "Replaced by Guidance 2026." in reading
    assert page.select_one('#gt-pack a[href="https://g.example/"]')
    assert "Research on the subject: not stated." in part(page_of(tmp_path), "research")


def test_a_pack_ends_with_where_to_find_support(tmp_path):
    changed = edited(PARTNERSHIP, "colour: teal", "colour: teal\nsupport: [lado]")
    found = part(page_of(tmp_path, changed), "where-to-find-support")
    assert found.startswith("In immediate danger, ring 999")
    assert "LADO" in found


def test_a_pack_has_a_record_of_use_with_room_to_write_and_leads_to_the_form(tmp_path):
    page = page_of(tmp_path)
    table = page.find(id="record-of-use").find_next("table")
    assert "Audit of neglect" in table.td.get_text()
    assert len([td for td in table.select("td") if not td.get_text(strip=True)]) >= 6
    link = page.find(id="record-of-use").find_next("a", href=re.compile("record-of-use/#used="))
    assert link["href"] == "../../../../record-of-use/#used=Audit%20of%20neglect"


# --- for trainers ---


def test_trainers_find_what_is_taught_by_theme_audience_and_procedure_newest_first(tmp_path):
    changed = edited(
        BRIEFING, "issued: 2026-01-10", "issued: 2026-05-01\nthemes: [babies]\naudience: [schools]"
    )
    page = page_of(tmp_path, changed, "training.md")
    assert [a.get_text() for a in page.select("#all-training > li > p strong a")] == [
        "Seeing children",
        "Neglect in a minute",
    ]
    assert "Babies Seeing children" in part(page, "themes")
    assert "Everybody Neglect in a minute" in part(page, "audiences")
    assert "Schools Seeing children" in part(page, "audiences")
    assert "Neglect Seeing children" in part(page, "procedures")
    assert [a["href"] for a in page.find(id="packs").find_next("ul").select("a")] == [
        "../briefings/learning/audit-2024/pack/"
    ]


def facts_of(entry):
    pairs = zip(entry.select("dt"), entry.select("dd"), strict=True)
    return {dt.get_text(): " ".join(dd.get_text().split()) for dt, dd in pairs}


def test_trainers_see_how_long_for_whom_when_issued_and_when_to_check_again(tmp_path):
    briefing, guide = page_of(tmp_path, path="training.md").select("#all-training > li")
    facts = facts_of(briefing)
    assert facts["How long"] == "Seven minutes to lead; fifteen with the session plan of the pack"
    assert facts_of(guide)["How long"] == "One minute to read", "the pack's session is led with the briefing"
    assert facts["For"] == "everybody"
    assert facts["Issued"] == "10 January 2026"
    assert facts["Check again"] == "20 November 2027"
    assert facts["Pack"] == "Audit of neglect (cascade pack)"


def test_what_is_overdue_says_so_to_trainers_and_the_readers_clock_can_say_it_later(tmp_path):
    notices = page_of(tmp_path, path="training.md").select("#all-training [data-shown-after]")
    assert [(n["data-shown-after"], n.has_attr("hidden")) for n in notices] == [("2027-11-20", True)] * 2
    late = page_of(tmp_path, path="training.md", today=parse_day("2027-11-21"))
    assert not [n for n in late.select("#all-training [data-shown-after]") if n.has_attr("hidden")]


def test_a_manual_without_briefings_has_a_page_for_trainers_that_says_so(tmp_path):
    page = page_of(
        tmp_path, {BRIEFING: None, GUIDE: None, RECORD: None, "procedures/neglect.md": None}, "training.md"
    )
    assert "There is none yet." in page.get_text()
