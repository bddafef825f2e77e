"""What the frame shows around a page, and that no field can be more than text."""

from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.manual.due import overdue_advice, overdue_since
from goldenthread.pages.frame import frame
from goldenthread.text.dates import parse_day
from tests.engine.small_manual import TODAY, edited, manual_of


def shown(tmp_path, address, shelf="procedures", changed=None):
    manual, words = manual_of(tmp_path, changed)
    page = getattr(manual, shelf)[address]
    return BeautifulSoup(
        frame(manual, page, words.expand(page.body.text, page.path), TODAY).text, "html.parser"
    )


def texts(soup, selector):
    return [" ".join(found.get_text(" ").split()) for found in soup.select(selector)]


def test_immediate_danger_comes_first(tmp_path):
    soup = shown(tmp_path, "neglect")
    assert soup.find("p").get_text() == "In immediate danger, ring 999."


def test_a_procedure_says_when_it_was_reviewed_when_it_is_due_and_who_owns_it(tmp_path):
    (review,) = texts(shown(tmp_path, "neglect"), ".gt-review")
    assert review == "Written 21 November 2026, due 20 November 2027 · Procedures group"


def test_what_changed_last_is_told_with_the_learning_behind_it(tmp_path):
    soup = shown(tmp_path, "neglect")
    (changed,) = texts(soup, ".gt-status .gt-last-change")
    assert changed == "Changed March 2025 after Audit of neglect : Seeing the child alone was added. Why"
    assert soup.select_one(".gt-last-change a")["href"] == "../../briefings/learning/audit-2024/#a"


def test_whom_a_page_is_for_leads_to_their_page(tmp_path):
    soup = shown(
        tmp_path,
        "neglect",
        changed=edited("procedures/neglect.md", "related:", "audience: [schools]\nrelated:"),
    )
    assert texts(soup, ".gt-audience") == ["For schools ."]
    assert soup.select_one(".gt-audience a")["href"] == "../../for/schools/"


CONTACTS = """\
- id: front-door
  name: Front door
  for: Any worry.
  chosen_by: child
  areas:
    north: {daytime: 0808 800 5000, hours: 9 to 5, out_of_hours: 0800 1111}
  if_no_answer: Ring 999.
  checked: {on: 2026-11-01, by: procedures-group}
- id: lado
  name: LADO
  for: Allegations.
  chosen_by: work
  areas:
    north: {daytime: 116 123}
  checked: {on: 2026-07-01, by: procedures-group, how: read}
"""


def test_the_contacts_of_each_area_stand_first_with_hours_and_what_to_do_if_nobody_answers(tmp_path):
    soup = shown(tmp_path, "neglect", changed={"data/contacts.yml": CONTACTS})
    (north,) = texts(soup, '.gt-urgent [data-area="north"]')
    assert north == "North Sandford Front door: 0808 800 5000 (9 to 5); out of hours 0800 1111"
    assert [a["href"] for a in soup.select(".gt-urgent [data-area] a")] == [
        "tel:08088005000",
        "tel:08001111",
    ]
    (more,) = texts(soup, ".gt-areas__more")
    assert "Front door. Ring 999. Rung and found right on 1 November 2026 by the procedures group." in more
    assert "no local numbers" not in more


def test_a_contact_chosen_by_where_somebody_works_is_not_among_them(tmp_path):
    soup = shown(tmp_path, "neglect", changed={"data/contacts.yml": CONTACTS})
    assert "LADO" not in soup.select_one(".gt-urgent").get_text()


def test_an_overdue_page_says_so(tmp_path):
    changed = edited("procedures/neglect.md", "review_date: 2027-11-20", "review_date: 2026-11-20")
    (notice,) = shown(tmp_path, "neglect", changed=changed).select(".gt-overdue")
    assert not notice.has_attr("hidden")
    since = overdue_since(parse_day("2026-11-20"))
    what_to_do = overdue_advice("procedures group", "rely on this page")
    assert notice.get_text().strip() == f"{since}. {what_to_do}"


def test_a_page_that_is_not_overdue_keeps_quiet(tmp_path):
    (notice,) = shown(tmp_path, "neglect").select(".gt-overdue")
    assert notice.has_attr("hidden")


def test_do_this_now_stands_before_the_status_and_the_text(tmp_path):
    manual, words = manual_of(tmp_path)
    page = manual.procedures["neglect"]
    text = frame(manual, page, words.expand(page.body.text, page.path), TODAY).text
    assert (
        text.index("<h1>") < text.index("## Do this now") < text.index("gt-status") < text.index("## Seeing")
    )


def test_a_changed_heading_is_marked_on_the_line_after_it(tmp_path):
    manual, words = manual_of(tmp_path)
    page = manual.procedures["neglect"]
    lines = frame(manual, page, words.expand(page.body.text, page.path), TODAY).text.split("\n")
    after = "\n".join(lines[lines.index("## Seeing the child") + 1 :][:4])
    assert 'class="gt-mark"' in after


def test_the_mark_links_to_the_action(tmp_path):
    soup = shown(tmp_path, "neglect")
    assert texts(soup, ".gt-mark") == ["Changed March 2025 after an audit ."]
    assert soup.select_one(".gt-mark a")["href"] == "../../briefings/learning/audit-2024/#a"


def test_a_change_says_what_why_after_what_where_and_who_approved_it(tmp_path):
    (change,) = texts(shown(tmp_path, "neglect"), ".gt-change")
    for part in (
        "March 2025",
        "Seeing the child alone was added.",
        "Why Children were not heard.",
        "After Audit of neglect",
        "Where Seeing the child",
        "Approved by Procedures group, 3 February 2025",
    ):
        assert part in change


def test_what_is_not_yet_in_force_never_reads_as_current(tmp_path):
    soup = shown(tmp_path, "neglect", changed=edited("procedures/neglect.md", "2025-03\n", "2027-03\n"))
    assert texts(soup, ".gt-mark") == ["Will change March 2027 after an audit ."]
    assert texts(soup, ".gt-change strong") == ["Approved, not yet in force: from March 2027"]


def test_learning_that_found_a_procedure_right_points_at_it(tmp_path):
    soup = shown(tmp_path, "disagreements")
    assert texts(soup, ".gt-mark") == ["Learning points here: Audit of neglect, b ."]
    assert "(already right)" in texts(soup, ".gt-pointers")[0]


def test_an_action_keeps_recommended_agreed_and_done_apart(tmp_path):
    (action,) = texts(shown(tmp_path, "audit-2024", "learning"), "#a")
    for part in (
        "Recommended not stated",
        "Agreed Children are seen alone.",
        "By when not stated",
        "Sandford Council : Training was held. training, done, 2025",
        "Changed in procedures March 2025",
        "Difference for children not known",
    ):
        assert part in action


def test_a_briefing_says_that_practice_has_moved_on(tmp_path):
    changed = edited("procedures/neglect.md", "in_force: 2025-03", "in_force: 2026-03")
    soup = shown(tmp_path, "seeing-children", "briefings", changed)
    assert "Practice has moved on" in texts(soup, ".gt-notice--moved")[0]
    assert not shown(tmp_path, "seeing-children", "briefings").select(".gt-notice--moved")


def test_a_fix_does_not_move_practice_on(tmp_path):
    changed = edited(
        "procedures/neglect.md",
        "in_force: 2025-03\n    class: changed",
        "in_force: 2026-03\n    class: fix",
    )
    assert not shown(tmp_path, "seeing-children", "briefings", changed).select(".gt-notice--moved")


def test_what_is_on_the_page_is_listed_with_its_numbers(tmp_path):
    listed = texts(shown(tmp_path, "neglect"), ".gt-on-this-page li")
    assert listed == [
        "1 Seeing the child",
        "2 Who does what",
        "Learning behind this page",
        "Briefings and guides",
        "Related procedures",
    ]


def test_every_heading_of_the_frame_can_be_linked_to(tmp_path):
    for shelf, address in (("procedures", "neglect"), ("learning", "audit-2024"), ("guides", "neglect")):
        for heading in shown(tmp_path, address, shelf).select("h2[id], h3[id]"):
            assert heading.select_one(".headerlink")["href"] == f"#{heading['id']}"


def test_a_moved_anchor_leaves_a_visible_line_with_its_id(tmp_path):
    changed = edited(
        "procedures/disagreements.md", "section: harm", "section: harm\nmoved: {old: neglect#who-does-what}"
    )
    moved = shown(tmp_path, "disagreements", changed=changed).select_one("#old")
    assert moved.get_text() == "What stood here moved to Neglect: Who does what."


@settings(deadline=None)
@given(st.text(alphabet="<>&\"'{}%#*_`[]()|\\ab ", min_size=1).filter(str.strip))
def test_a_field_is_never_more_than_text(tmp_path_factory, hostile):
    manual, _ = manual_of(tmp_path_factory.mktemp("hostile"))
    page = manual.procedures["neglect"]
    record = page.record.model_copy(update={"title": hostile, "summary": hostile})
    text = frame(manual, type(page)(page.file, record, page.lines, page.body), page.body.text, TODAY).text
    soup = BeautifulSoup(text, "html.parser")
    assert soup.h1.get_text() == hostile
    assert not soup.h1.find_all(True)
