"""What a procedure said before, as its pages tell it: from Git, harmless, and nothing that was taken out."""

import shutil

import pytest
from bs4 import BeautifulSoup

from goldenthread.history import write_history, write_unmade
from goldenthread.manual.reading import read
from goldenthread.rendering import memory
from tests.engine.small_manual import FILES, ROOT, write
from tests.engine.small_record import begin, commit, git

NEGLECT = "procedures/neglect.md"
NOW = FILES[NEGLECT]
OLD = NOW.replace("See the child alone. Read", "See the child with a parent. Read").replace(
    "changes:\n", "changes: []\n# "
)
FIRST = NOW.partition("changes:\n")[0] + "---\n" + NOW.partition("---\n")[2].partition("---\n")[2]
FIRST = FIRST.replace("See the child alone.", "See the child within 48 hours.")


def project(tmp_path, *versions, changed=None):
    """Make the small manual with a record in which one procedure had some versions; it has the last."""
    root = begin(tmp_path / "project")
    shutil.copy(ROOT / "mkdocs.yml", root)
    write(root, changed or {})
    (root / NEGLECT).unlink()
    commit(root, "2023-12-01", {})
    for day, text in versions:
        commit(root, day, {NEGLECT: text})
    return root


def written(tmp_path, root, **how):
    """Write the history; gives the page of versions, and each superseded version by its name."""
    built = tmp_path / "built"
    assert write_history(read(root), built, root, **how) == ()
    return pages(built)


def pages(built):
    folder = built / "procedures/neglect/history"
    found = {
        file.parent.relative_to(folder).as_posix(): BeautifulSoup(
            file.read_text(encoding="utf-8"), "html.parser"
        )
        for file in folder.rglob("index.html")
    }
    return found.pop("."), found


def words(soup):
    return " ".join(soup.get_text(" ").split())


@pytest.fixture
def two(tmp_path):
    return project(tmp_path, ("2024-01-05", FIRST), ("2025-03-07", NOW))


def test_each_superseded_version_is_shown_whole_as_it_was(tmp_path, two):
    _, old = written(tmp_path, two)
    (page,) = old.values()
    assert list(old) == ["2024-01-05"]
    assert "Superseded on 7 March 2025." in words(page)
    assert "from 5 January 2024 to 7 March 2025" in words(page)
    assert "See the child within 48 hours." in words(page)
    assert "See the child alone" not in words(page)
    assert page.select_one('meta[name="robots"]')["content"] == "noindex, nofollow"


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("written", "written 21 November 2026, due"),
        ("no-change", "reviewed without change 21 November 2026, due"),
        ("unheard-of", "reviewed 21 November 2026, due"),
    ],
)
def test_a_version_that_was_only_written_is_not_said_to_be_reviewed(tmp_path, outcome, said):
    first = FIRST.replace("outcome: written", f"outcome: {outcome}")
    _, old = written(tmp_path, project(tmp_path, ("2024-01-05", first), ("2025-03-07", NOW)))
    assert f"As it then said: {said}" in words(old["2024-01-05"])


def test_a_version_says_which_change_it_made_and_which_words_came_and_went(tmp_path, two):
    index, _ = written(tmp_path, two)
    newest = index.select_one(".gt-version")
    assert newest["id"] == "2025-03-07"
    assert "In force March 2025 (changed). Seeing the child alone was added." in words(newest)
    assert [ins.get_text(" ", strip=True) for ins in newest.select("ins")] == ["[added: alone ]"]
    assert [gone.get_text(" ", strip=True) for gone in newest.select("del")] == [
        "[removed: within 48 hours ]"
    ]


def test_what_a_change_claims_stands_beside_what_git_knows_and_is_never_taken_from_it(tmp_path):
    index, _ = written(tmp_path, project(tmp_path, ("2026-05-06", NOW)))
    assert "This site first published the page on 6 May 2026." in words(index)
    before = index.select_one("[data-before]")
    assert before.h2.get_text(strip=True) == "The record begins here"
    assert "In force March 2025 (changed). Seeing the child alone was added." in words(before)


def test_a_version_that_changed_only_what_stands_beside_the_text_is_folded(tmp_path):
    other = NOW.replace("summary: What to do about neglect.", "summary: About neglect.")
    root = project(tmp_path, ("2024-01-05", other), ("2024-02-05", NOW))
    index, _ = written(tmp_path, root)
    folded = index.select_one(".gt-version details")
    assert folded.summary.get_text() == "Only what stands beside the text changed."


def test_a_version_whose_only_change_is_a_fix_is_folded(tmp_path):
    fix = NOW.replace(
        "changes:\n", "changes:\n  - {in_force: 2025-06, class: fix, what: F., why: W., because: [routine]}\n"
    ).replace("Ring", "Please ring")
    index, _ = written(tmp_path, project(tmp_path, ("2024-01-05", NOW), ("2024-02-05", fix)))
    assert index.select_one("details").summary.get_text() == "A fix: there is nothing to do differently."


def test_words_of_an_old_version_take_todays_title_and_a_contact_is_not_kept(tmp_path):
    old = (
        FIRST + '\nSee {{ procedure("disagreements") }}, {{ procedure("gone-since") }}, {{ nonsense(1) }}.\n'
    )
    _, pages = written(tmp_path, project(tmp_path, ("2024-01-05", old), ("2025-03-07", NOW)))
    page = pages["2024-01-05"]
    assert page.find("a", string="Disagreements")["href"] == "../../../disagreements/"
    assert "gone-since" in words(page)
    assert page.find("a", string="gone-since") is None
    assert "LADO [contact as it then was: not kept]" in words(page)


def test_an_old_version_runs_nothing(tmp_path):
    old = FIRST + (
        '\n<script>alert(1)</script><img src=x onerror="alert(2)"><iframe src="//evil.example"></iframe>\n\n'
        "[a link](javascript:alert(3)) <b onclick=\"alert(4)\">bold</b> {{ ''.__class__ }} {% set x = 1 %}\n"
    )
    _, pages = written(tmp_path, project(tmp_path, ("2024-01-05", old), ("2025-03-07", NOW)))
    page = pages["2024-01-05"]
    assert all(script.get("src") for script in page.select("script"))
    assert not page.select("iframe, article img, object, embed, article form")
    attributes = [name for tag in page.select("article *") for name in tag.attrs]
    assert not [name for name in attributes if name.startswith("on")]
    assert not [a for a in page.select("a[href]") if a["href"].strip().lower().startswith("javascript")]
    assert "bold" in words(page)


def test_a_version_that_identifies_somebody_is_not_shown_and_its_words_are_nowhere(tmp_path):
    root = project(
        tmp_path,
        ("2024-01-05", FIRST + "\nThe child's number is 943 476 5919.\n"),
        ("2025-03-07", NOW),
    )
    index, old = written(tmp_path, root)
    assert "it may identify somebody, because it holds an NHS number" in words(old["2024-01-05"])
    for page in (index, *old.values()):
        assert "5919" not in str(page)
        assert "48 hours" not in str(page)
    for file in (root / ".render_cache").rglob("*.json"):
        assert "5919" not in file.read_text(encoding="utf-8")


def with_withheld(versions):
    partnership = FILES["data/partnership.yml"]
    listed = f"withheld:\n  - {{page: neglect, versions: [{versions}], why: It told too much.}}\n"
    return {"data/partnership.yml": partnership + listed}


def test_a_version_that_data_withholds_is_not_shown_and_says_why(tmp_path):
    root = project(tmp_path, ("2024-01-05", FIRST), ("2025-03-07", NOW), changed=with_withheld("2024-01-05"))
    index, old = written(tmp_path, root)
    assert "It is withheld: It told too much." in words(old["2024-01-05"])
    assert all("48 hours" not in str(page) for page in (index, *old.values()))


def test_withholding_a_version_that_is_none_stops(tmp_path):
    root = project(tmp_path, ("2025-03-07", NOW), changed=with_withheld("2022-01-05"))
    (problem,) = write_history(read(root), tmp_path / "built", root)
    assert problem.stops
    assert '"neglect" has no version "2022-01-05" to withhold.' in str(problem)


def test_a_former_address_leads_to_the_history_of_the_present_one(tmp_path):
    renamed = NOW.replace("related:", "was: [old-name]\nrelated:")
    root = project(tmp_path)
    commit(root, "2024-01-05", {"procedures/old-name.md": FIRST})
    commit(root, "2025-03-07", {"procedures/old-name.md": None, NEGLECT: renamed})
    _, old = written(tmp_path, root)
    assert "It then stood" in words(written(tmp_path, root)[0])
    assert list(old) == ["2024-01-05"]
    moved = tmp_path / "built/procedures/old-name/history/2024-01-05/index.html"
    assert "../../../neglect/history/2024-01-05/" in moved.read_text(encoding="utf-8")


def test_without_a_record_the_page_says_what_is_missing_and_the_build_goes_on(tmp_path):
    root = project(tmp_path, ("2025-03-07", NOW))
    shutil.rmtree(root / ".git")
    index, old = written(tmp_path, root)
    assert "made without Git's record" in words(index)
    assert not old


def test_a_page_that_is_not_committed_says_so(tmp_path):
    root = project(tmp_path)
    write(root, {})
    index, _ = written(tmp_path, root)
    assert "This page is not yet in the record." in words(index)


def test_a_record_that_was_cut_off_says_so_and_stops_only_where_the_real_site_is_made(tmp_path, two):
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{two}", "cut")
    index, _ = written(tmp_path, tmp_path / "cut")
    assert "A part of the record is missing here." in words(index)
    (problem,) = write_history(read(two), tmp_path / "built", tmp_path / "cut", in_ci=True)
    assert problem.stops
    assert "fetch-depth: 0" in str(problem)


def test_while_serving_the_page_says_how_to_ask_for_the_history(tmp_path, two):
    write_unmade(read(two), tmp_path / "built")
    index, old = pages(tmp_path / "built")
    assert "make serve HISTORY=1" in words(index)
    assert not old


def test_what_was_remembered_comes_out_the_same(tmp_path, two):
    first = str(written(tmp_path, two))
    assert list((two / ".render_cache").rglob("*.json"))
    assert str(written(tmp_path, two)) == first


def test_what_was_remembered_is_told_anew_where_a_title_changed(tmp_path):
    old = FIRST + '\nSee {{ procedure("disagreements") }}.\n'
    root = project(tmp_path, ("2024-01-05", old), ("2025-03-07", NOW))
    written(tmp_path, root)
    file = root / "procedures/disagreements.md"
    file.write_text(file.read_text().replace("title: Disagreements", "title: Talking it over"))
    _, pages = written(tmp_path, root)
    assert pages["2024-01-05"].find("a", string="Talking it over")


def test_what_a_withheld_version_said_is_not_repeated_where_it_was_taken_out(tmp_path):
    bad = FIRST + "\nShe was born on 3 March 2012.\n"
    root = project(tmp_path, ("2024-01-05", FIRST), ("2024-02-06", bad), ("2025-03-07", NOW))
    index, old = written(tmp_path, root)
    newest = index.select_one(".gt-version")
    assert "Words added and removed, against the version of 5 January 2024" in words(newest)
    assert "2012" not in "".join(str(page) for page in (index, *old.values()))


def test_a_text_that_is_withheld_later_is_forgotten_by_what_remembers(tmp_path, two):
    written(tmp_path, two)
    remembered = list((two / ".render_cache").rglob("*.json"))
    assert any("48 hours" in file.read_text(encoding="utf-8") for file in remembered)
    file = two / "data/partnership.yml"
    file.write_text(with_withheld("2024-01-05")["data/partnership.yml"], encoding="utf-8")
    written(tmp_path, two)
    for file in (two / ".render_cache").rglob("*.json"):
        assert "48 hours" not in file.read_text(encoding="utf-8"), file


def test_a_text_that_came_back_stays_withheld(tmp_path):
    again = FIRST.replace("title: Neglect", "title: Neglect again")
    root = project(
        tmp_path,
        ("2024-01-05", FIRST),
        ("2024-02-06", again),
        ("2024-03-07", FIRST),
        ("2025-03-07", NOW),
        changed=with_withheld("2024-01-05"),
    )
    _, old = written(tmp_path, root)
    assert "It is withheld: It told too much." in words(old["2024-03-07"])
    assert "48 hours" in words(old["2024-02-06"])


def test_the_page_as_it_stands_is_not_repeated_but_linked_to(tmp_path, two):
    index, old = written(tmp_path, two)
    assert "2025-03-07" not in old
    assert index.select_one(".gt-version__where a")["href"] == "../"


def test_a_page_with_changes_that_are_not_yet_published_says_so(tmp_path, two):
    assert "not yet published" not in words(written(tmp_path, two)[0])
    file = two / NEGLECT
    file.write_text(file.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    assert "has changes that are not yet published" in words(written(tmp_path, two)[0])


def test_an_old_version_has_its_first_steps_first_its_numbers_and_its_areas(tmp_path):
    old = FIRST + "\n## Where\n\n/// area | north\nRing the hub.\n///\n"
    _, pages = written(tmp_path, project(tmp_path, ("2024-01-05", old), ("2025-03-07", NOW)))
    page = pages["2024-01-05"].article
    assert page.select_one(".gt-now h2").get_text() == "Do this now"
    assert page.select("h2")[1].get_text() == "1 Seeing the child"
    assert words(page.select_one(".gt-area")) == "Where the child lives in North Sandford 3.1 Ring the hub."


def test_a_link_of_an_old_version_leads_to_where_that_stands_today_or_is_no_link(tmp_path):
    old = FIRST + (
        "\n[Here](#seeing-the-child), [nowhere](#gone), [learned](../briefings/learning/audit-2024.md#a), "
        "[left](gone.md), [contacts](../contacts.md), [outside](https://example.org/x).\n"
    )
    _, pages = written(tmp_path, project(tmp_path, ("2024-01-05", old), ("2025-03-07", NOW)))
    article = pages["2024-01-05"].article
    found = {a.get_text(): a["href"] for a in article.select("a")}
    assert found["Here"] == "#seeing-the-child"
    assert found["learned"] == "../../../../briefings/learning/audit-2024/#a"
    assert found["contacts"] == "../../../../contacts/"
    assert found["outside"] == "https://example.org/x"
    assert not {"nowhere", "left"} & found.keys()
    assert "nowhere" in words(article)


def test_dates_that_run_backwards_are_told_and_the_order_stays(tmp_path):
    root = project(tmp_path, ("2024-05-01", FIRST), ("2019-01-01", OLD), ("2025-03-07", NOW))
    index, old = written(tmp_path, root)
    assert [version["id"] for version in index.select(".gt-version")] == [
        "2025-03-07",
        "2019-01-01",
        "2024-05-01",
    ]
    assert "the order is right, and one of the two dates is not" in words(old["2024-05-01"])


def test_a_page_that_was_away_for_a_time_says_so(tmp_path):
    root = project(tmp_path, ("2024-01-05", FIRST))
    commit(root, "2024-02-06", {NEGLECT: None})
    commit(root, "2024-03-07", {NEGLECT: NOW})
    index, old = written(tmp_path, root)
    assert "The page was taken away, and was not on this site until 7 March 2024." in words(index)
    assert list(old) == ["2024-01-05"]


def test_what_every_page_must_say_first_is_said_and_its_address_can_be_quoted(tmp_path):
    live = {
        "data/partnership.yml": FILES["data/partnership.yml"].replace(
            "worked_example: false", "worked_example: true\nsite_url: https://procedures.example/"
        )
    }
    root = project(tmp_path, ("2024-01-05", FIRST), ("2025-03-07", NOW), changed=live)
    index, old = written(tmp_path, root)
    for page, end in ((index, ""), (old["2024-01-05"], "2024-01-05/")):
        assert page.article.p.get_text() == "In immediate danger, ring 999."
        assert "EXAMPLE, not for use." in words(page)
        address = f"https://procedures.example/procedures/neglect/history/{end}"
        assert page.footer.select_one(".gt-address").get_text() == address


def test_a_memory_that_is_broken_or_cannot_be_written_only_costs_time(tmp_path, two):
    first = str(written(tmp_path, two))
    for file in (two / ".render_cache").rglob("*.json"):
        file.write_text("{", encoding="utf-8")
    assert str(written(tmp_path, two)) == first
    shutil.rmtree(two / ".render_cache")
    (two / ".render_cache").write_text("in the way", encoding="utf-8")
    assert str(written(tmp_path, two)) == first


def test_a_remembered_page_is_written_nowhere_but_in_its_history(tmp_path, two):
    first = str(written(tmp_path, two))
    changed = 0
    for file in (two / ".render_cache/Finished").glob("*.json"):
        said = file.read_bytes().partition(b"\n")[2].replace(b"procedures/neglect/history", b"../../outside")
        file.write_bytes(memory._signature(file, said) + b"\n" + said)
        changed += b"outside" in said
    assert changed
    assert str(written(tmp_path, two)) == first
    assert not list(tmp_path.rglob("outside*"))
