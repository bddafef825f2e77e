"""What a pull request says: problems at their lines, and a summary for people who have never seen Git."""

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from markdown import markdown

from goldenthread.cli import main
from goldenthread.editing.owners import owners
from goldenthread.manual.reading import read
from goldenthread.pages.words import vocabulary
from goldenthread.review.annotations import MOST, annotations
from goldenthread.review.base import BaseError, files_touched
from goldenthread.review.previews import previews
from goldenthread.review.pull_request import PullRequest, read_pull_request
from goldenthread.review.summary import MOST_BYTES, summary
from goldenthread.text.problems import Grade, Problem, Promise, Rule
from tests.engine.small_manual import FILES, PROGRAM, TODAY, edited, manual_of
from tests.engine.small_record import begin, commit, git

NEGLECT, DISAGREEMENTS = "procedures/neglect.md", "procedures/disagreements.md"
BRIEFING, GUIDE = "briefings/seven-minute/seeing-children.md", "briefings/one-minute/neglect.md"
STOPS = Rule("broken-link", Grade.STOPS, Promise.THREAD, "Links lead somewhere.")
DUE = Rule("review-overdue", Grade.DUE, Promise.HONEST, "Pages are reviewed.")
LOOK = Rule("click-here", Grade.LOOK, Promise.EVERYBODY, "Links say where they lead.")
ENTRY = """\
changes:
  - in_force: 2026-11
    class: changed
    what: Everybody asks within 24 hours.
    why: Calls came too late.
    because: [routine]
    at: [who-does-what]
    approved: {by: procedures-group, on: 2026-11-10}
"""
PRACTICE = edited(NEGLECT, "You must ask.", "You must ask within 24 hours.")[NEGLECT].replace(
    "changes:\n", ENTRY
)
BORN = "She was born on 3 March 2019 and loved horses."


def pull_request(tmp_path, changed, before=None):
    """Change some files on a branch of a made-up record, and give its folder."""
    root = begin(tmp_path / "record")
    commit(root, "2026-01-01", {**FILES, **PROGRAM, ".gitignore": "__pycache__/\n", **(before or {})})
    git(root, "checkout", "-q", "-b", "edit")
    commit(root, "2026-11-20", changed)
    return root


def brought_by(tmp_path, changed, before=None) -> PullRequest:
    root = pull_request(tmp_path, changed, before)
    return read_pull_request(root, "main", vocabulary(root / "macros.py", read(root), TODAY), TODAY)


def sections(text):
    """Give what stands under each heading of the summary, as somebody sees it."""
    soup = BeautifulSoup(markdown(text, extensions=["fenced_code"]), "html.parser")
    found = {}
    for heading in soup.select("h1, h2, h3"):
        told = []
        for after in heading.find_next_siblings():
            if after.name in ("h1", "h2", "h3"):
                break
            told.append(" ".join(after.get_text(" ").split()))
        found[heading.get_text()] = " ".join(told)
    return found


# --- at their lines ---


def test_each_grade_has_its_command_and_nothing_in_a_message_breaks_out_of_it():
    problems = [
        Problem("procedures/a,b:c%.md", 7, STOPS, 'The link "x" is 100% wrong.', "Mend it:\r\nnow, please."),
        Problem(NEGLECT, 2, DUE, "It was due.", "Review it."),
        Problem(
            NEGLECT, 3, LOOK, "It says click here.", "Say where.", paste="changes:\n  - what: ::error::x"
        ),
    ]
    assert annotations(problems) == (
        "::error file=procedures/a%2Cb%3Ac%25.md,line=7,title=Must be mended before this can be merged::"
        'The link "x" is 100%25 wrong. Mend it:%0D%0Anow, please. (Rule: broken-link.)',
        "::warning file=procedures/neglect.md,line=2,title=Due%3A stops nothing::"
        "It was due. Review it. (Rule: review-overdue.)",
        "::notice file=procedures/neglect.md,line=3,title=A remark%3A stops nothing::"
        "It says click here. Say where. (Rule: click-here.)%0A%0Achanges:%0A  - what: ::error::x",
    )


def test_the_ten_that_github_shows_of_a_grade_are_first_those_in_what_was_touched(tmp_path):
    brought = brought_by(tmp_path, {NEGLECT: PRACTICE})
    elsewhere = [Problem("data/contacts.yml", line, LOOK, "w.", "d.") for line in range(1, 15)]
    here = [Problem(NEGLECT, line, LOOK, "w.", "d.") for line in (4, 9)]
    stop = Problem(DISAGREEMENTS, 1, STOPS, "w.", "d.")
    brought = replace(brought, problems=(*elsewhere, *here, stop))
    told = annotations(problem for grade in Grade for problem in brought.own(grade))
    places = [re.search("file=(.*?),line=(.*?),", line).groups() for line in told]
    assert [line[:7] for line in told] == ["::error"] + ["::notic"] * MOST
    assert places[1:4] == [(NEGLECT, "4"), (NEGLECT, "9"), ("data/contacts.yml", "1")]


def test_a_pull_request_is_not_blamed_for_what_stood_before_it(tmp_path):
    clicking = FILES[GUIDE].replace(
        "---\n\nSee the", "---\n\n[Click here](../../procedures/neglect.md). See the"
    )
    brought = brought_by(tmp_path, {NEGLECT: PRACTICE}, before={GUIDE: clicking})
    assert GUIDE not in {problem.file for problem in brought.own(Grade.LOOK)}
    assert GUIDE in {problem.file for problem in brought.elsewhere}
    text = summary(brought)
    assert "not from this pull request" in text.split("click-here")[0]


def test_git_knows_what_was_touched_whatever_is_committed_yet(tmp_path):
    root = pull_request(tmp_path, {NEGLECT: PRACTICE, "docs/a file.md": "new\n"})
    (root / "data/contacts.yml").write_text("[]\n", encoding="utf-8")
    (root / "procedures/new.md").write_text("new\n", encoding="utf-8")
    assert files_touched(root, "main") == {
        NEGLECT,
        "docs/a file.md",
        "data/contacts.yml",
        "procedures/new.md",
    }
    with pytest.raises(BaseError, match='Git knows no "nowhere"'):
        files_touched(root, "nowhere")


# --- the summary ---


def test_the_summary_says_what_becomes_of_each_page(tmp_path):
    renamed = FILES[DISAGREEMENTS].replace("section: harm\n", "section: harm\nwas: [disagreements]\n")
    here = {
        NEGLECT: PRACTICE.replace("related: [disagreements]", "related: [disagreeing]"),
        DISAGREEMENTS: None,
        "procedures/disagreeing.md": renamed,
        "procedures/bruising.md": FILES[DISAGREEMENTS].replace("Disagreements", "Bruising"),
        "data/partnership.yml": FILES["data/partnership.yml"].replace("disagreements", "disagreeing"),
        "briefings/learning/audit-2024.md": FILES["briefings/learning/audit-2024.md"].replace(
            "disagreements#", "disagreeing#"
        ),
        GUIDE: None,
        "notes.txt": "no part of the manual\n",
    }
    told = sections(summary(brought_by(tmp_path, here)))
    owned = "(procedure, owned by the procedures group)"
    assert told["New"] == f"Bruising {owned} : What to do when you disagree.".replace(" :", ":")
    assert f"Neglect {owned}: 1 place in the text, under Who does what." in told["Changed"]
    assert "Disagreements" not in told["Changed"]
    assert told["With another address"].startswith(f"Disagreements {owned}: was disagreements , is now")
    assert told["Taken away"].startswith("Neglect in a minute")
    assert "data/partnership.yml" in told["Other files"]
    assert "1 file that is no part of the manual" in told["Other files"]


def test_the_summary_names_each_number_that_changed_who_rang_it_and_where_it_is_shown(tmp_path):
    changed = (
        FILES["data/contacts.yml"].replace("0808 800 5000", "0800 1111").replace("2026-11-01", "2026-11-20")
    )
    told = sections(summary(brought_by(tmp_path, {"data/contacts.yml": changed})))
    assert told["Telephone numbers"].replace(" ,", ",").replace(" .", ".") == (
        "LADO, North Sandford, by day: 0808 800 5000 → 0800 1111. Rung and found right on 20 November 2026, "
        "says the procedures group. Shown on Contacts and Neglect."
    )


def test_a_number_that_stays_is_not_told(tmp_path):
    changed = FILES["data/contacts.yml"].replace("for: Allegations.", "for: Allegations about staff.")
    assert "Telephone numbers" not in sections(summary(brought_by(tmp_path, {"data/contacts.yml": changed})))


def test_the_summary_says_what_readers_will_be_told(tmp_path):
    told = sections(summary(brought_by(tmp_path, {NEGLECT: PRACTICE})))
    assert told["What readers will be told"] == (
        "Neglect , in force from November 2026 (changed: read the marked paragraphs before you next use this "
        "procedure). Everybody asks within 24 hours. Why: Calls came too late. Approved by the procedures "
        "group, 10 November 2026."
    )


def test_the_summary_names_the_briefings_that_speak_of_what_changes(tmp_path):
    changed = {NEGLECT: PRACTICE, **edited(GUIDE, "See the child alone.\n---", "See the child.\n---")}
    told = sections(summary(brought_by(tmp_path, changed)))["Briefings and guides that need a look"]
    assert told == (
        "Seeing children (7-minute briefing, owned by the procedures group) speaks of Neglect, which "
        "changes. Neglect in a minute (one-minute guide, owned by the procedures group) speaks of "
        "Neglect, which changes. It is changed here, too."
    )


def test_a_page_whose_words_stay_bothers_no_briefing(tmp_path):
    told = sections(
        summary(brought_by(tmp_path, edited(NEGLECT, "section: harm", "section: harm\nthemes: [babies]")))
    )
    assert told["Changed"].endswith("only what stands above the text.")
    assert told["Briefings and guides that need a look"] == "None speaks of a procedure that changes here."
    assert told["What readers will be told"] == "Nothing: no entry is added under changes: ."


def test_a_withdrawn_page_says_why_and_what_replaces_it(tmp_path):
    gone = "section: harm\nwithdrawn: {on: 2026-11-20, why: Two became one., replaced_by: disagreements}"
    told = sections(summary(brought_by(tmp_path, edited(NEGLECT, "section: harm", gone))))
    assert told["Withdrawn"].endswith("Two became one. Replaced by disagreements .")
    assert "Changed" not in told


def test_what_must_be_mended_stands_first_with_the_lines_to_paste(tmp_path):
    brought = brought_by(tmp_path, edited(NEGLECT, "You must ask.", "You must ask within 24 hours."))
    text = summary(brought, "https://github.example/o/r/blob/abc")
    told = sections(text)
    assert list(told)[:3] == ["What this pull request would do", "What must be mended first", "Pages"]
    assert told["What this pull request would do"].startswith(
        "1 thing must be mended before it can be merged."
    )
    assert "(https://github.example/o/r/blob/abc/procedures/neglect.md?plain=1#L" in text
    soup = BeautifulSoup(markdown(text, extensions=["fenced_code"]), "html.parser")
    assert "  ```yaml\n    - in_force: 2026-11-21\n" in text
    assert "silent-change" in soup.get_text()


def test_nothing_to_mend_is_said_as_such_and_an_example_is_marked(tmp_path):
    told = sections(summary(brought_by(tmp_path, {NEGLECT: PRACTICE})))
    first = told["What this pull request would do"]
    assert first.startswith("Nothing stops it from being merged.")
    assert "It does not approve" in first
    example = {**edited("data/partnership.yml", "worked_example: false", "worked_example: true")}
    text = summary(brought_by(tmp_path / "example", example))
    assert "**EXAMPLE, not for use.**" in text


def test_what_stands_in_a_title_stays_words(tmp_path):
    title = "'*Neglect* [x](https://evil.example) @everybody #1 | `a` <b>'"
    text = summary(
        brought_by(tmp_path, edited(NEGLECT, "title: Neglect", f"title: {title}".replace(" <b>", "")))
    )
    soup = BeautifulSoup(markdown(re.sub(r"\\([@|])", r"\1", text)), "html.parser")  # GitHub's own escapes
    assert "*Neglect* [x](https://evil.example) @everybody #1 | `a`" in soup.get_text()
    assert not soup.select('a[href^="https://evil"], em em')
    assert "\\@everybody" in text  # or GitHub would call them


def test_a_summary_is_cut_before_github_refuses_it(tmp_path):
    many = tuple(Problem(NEGLECT, line, LOOK, "w " * 600, "d.") for line in range(3000))
    text = summary(replace(brought_by(tmp_path, {NEGLECT: PRACTICE}), problems=many))
    assert MOST_BYTES / 4 < len(text.encode()) <= MOST_BYTES
    assert re.search(r"… and \d+ more: the log of this step has them all\.", text)


# --- nobody is identified ---


@pytest.mark.parametrize("side", ["what it brings", "what it takes out"])
def test_the_words_of_a_page_that_may_identify_somebody_are_nowhere(tmp_path, side):
    told = PRACTICE.replace("You must ask within 24 hours.", BORN).replace(
        "Everybody asks within 24 hours.", BORN
    )
    changed, before = (
        ({NEGLECT: told}, {}) if side == "what it brings" else ({NEGLECT: PRACTICE}, {NEGLECT: told})
    )
    brought = brought_by(tmp_path, changed, before)
    assert brought.unsafe == {NEGLECT}
    text = summary(brought)
    assert "horses" not in text
    assert "Its words are not repeated here" in text
    assert "horses" not in "".join(annotations(brought.problems))
    (tmp_path / "site/procedures/neglect").mkdir(parents=True)
    (tmp_path / "site/procedures/neglect/index.html").write_text(f"<article>{BORN}</article>")
    assert previews(brought, tmp_path / "site") == {}


# --- the commands ---


@pytest.fixture
def here(tmp_path, monkeypatch):
    """Stand in a pull request, with nothing of a workflow around."""

    def stand(changed):
        monkeypatch.chdir(pull_request(tmp_path, changed))
        for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
            monkeypatch.delenv(name, raising=False)
        return lambda *command: main(["--today", TODAY.isoformat(), *command])

    return stand


def test_a_step_of_a_workflow_gets_notes_a_summary_and_a_paper(here, tmp_path, monkeypatch, capsys):
    run = here(edited(NEGLECT, "You must ask.", "You must ask within 24 hours. ##[add-mask]ask"))
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "step.md"))
    assert run("review", "--base", "main") == 1
    printed = capsys.readouterr().out.splitlines()
    (note,) = [line for line in printed if line.startswith("::error ")]
    assert note.startswith("::error file=procedures/neglect.md,line=")
    (begins,) = [i for i, line in enumerate(printed) if line.startswith("::stop-commands::")]
    token = printed[begins].removeprefix("::stop-commands::")
    ends = printed.index(f"::{token}::")
    assert any("silent-change" in line for line in printed[begins:ends])
    assert not [line for line in printed[:begins] if line.startswith("procedures/")]
    text = (tmp_path / "step.md").read_text(encoding="utf-8")
    assert text == (tmp_path / "record/build/review/summary.md").read_text(encoding="utf-8")
    assert (tmp_path / "record/build/review/paper.html").is_file()


def test_at_home_the_same_command_prints_what_check_prints(here, capsys):
    assert here({NEGLECT: PRACTICE})("review", "--base", "main") == 0
    assert "::" not in capsys.readouterr().out


def test_without_its_base_a_review_says_what_to_fetch(here, capsys):
    with pytest.raises(SystemExit):
        here({NEGLECT: PRACTICE})("review")
    assert 'Git knows no "origin/main" here. Fetch it first' in capsys.readouterr().err


# --- who is asked to look ---


def test_teams_are_asked_for_the_parts_that_they_look_at_the_longest_last(tmp_path):
    groups = (
        'groups:\n  - {id: a, name: A, looks_at: [data/contacts.yml, data/], reviewers: ["@sandford/a"]}\n'
        '  - {id: b, name: B, looks_at: [data/, briefings/], reviewers: ["@sandford/b", "@sandford/c"]}\n'
    )
    manual, _ = manual_of(tmp_path, edited("data/partnership.yml", "groups:\n", groups))
    assert [line for line in owners(manual.partnership).splitlines() if not line.startswith("#")] == [
        "/data/ @sandford/a @sandford/b @sandford/c",
        "/briefings/ @sandford/b @sandford/c",
        "/data/contacts.yml @sandford/a",
    ]


def test_where_nobody_is_named_the_list_says_so(tmp_path):
    text = owners(manual_of(tmp_path)[0].partnership)
    assert "nobody is asked" in text
    assert all(line.startswith("#") for line in text.splitlines())


# --- pages that open without a server ---

BUILT = """<!doctype html><html><head>
<link rel="stylesheet" href="../../assets/look.css"><script src="../../assets/a.js"></script></head>
<body><nav><a href="../../">Home</a></nav><article class="x"><h1 id="top" onclick="x()">Neglect</h1>
<p>A &amp; B <a href="#top">up</a> <a href="../disagreements/#talk">Disagreements</a>
<a href="https://law.example/">law</a> <a href="tel:999">999</a>
<a href="javascript:x()">y</a></p><img src="../../assets/p.png" srcset="z 2x" alt="A picture"><br>
<img src="../../../secret.png" alt="outside"><script>evil()</script><noscript>kept</noscript>
<form action="/x"><input name="q"></form><iframe src="https://evil.example"></iframe></article></body></html>"""
OUTSIDE = re.compile(r"""\s(?:src|srcset|action|data|poster)="(?!data:)|url\((?!"data:)|@import|<script""")


def preview_of(tmp_path, changed=None):
    site = tmp_path / "site"
    for file, text in {
        "procedures/neglect/index.html": BUILT,
        "contacts/index.html": BUILT.replace("Neglect", "Contacts").replace("../../", "../"),
        "assets/look.css": '@import "x.css"; h1 { background: url("p.png") } p { cursor: url(gone.cur) }',
        "assets/p.png": "picture",
        "../secret.png": "secret",
    }.items():
        (site / file).parent.mkdir(parents=True, exist_ok=True)
        (site / file).write_text(text, encoding="utf-8")
    return previews(brought_by(tmp_path, {NEGLECT: PRACTICE, **(changed or {})}), site)


def test_a_changed_page_is_one_file_that_needs_nothing_else(tmp_path):
    (name, html), *_ = preview_of(tmp_path).items()
    soup = BeautifulSoup(html, "html.parser")
    assert name == "procedures-neglect.html"
    assert not OUTSIDE.search(html.partition("</head>")[2])
    assert not soup.select("script, link, iframe, form, [onclick]")
    assert [img["src"].partition(",")[0] for img in soup.select("img")] == ["data:image/png;base64", "data:"]
    assert "c2VjcmV0" not in html  # what stands outside of the site stays there
    assert 'url("data:image/png;base64,' in html
    assert "@import" not in html
    assert "A &amp; B" in html
    assert "evil" not in html
    assert "kept" in soup.get_text()


def test_links_to_other_pages_become_words_and_others_stay(tmp_path):
    ((_, html),) = preview_of(tmp_path).items()
    links = {a.get_text(): a.get("href") for a in BeautifulSoup(html, "html.parser").select("article a")}
    assert links == {
        "up": "#top",
        "Disagreements": None,
        "law": "https://law.example/",
        "999": "tel:999",
        "y": None,
    }


def test_where_the_site_has_an_address_links_lead_to_it(tmp_path):
    site = edited(
        "data/partnership.yml", "id: sandford", "id: sandford\nsite_url: https://manual.example/book/"
    )
    ((_, html),) = preview_of(tmp_path, site).items()
    (link,) = [
        a for a in BeautifulSoup(html, "html.parser").select("article a") if a.string == "Disagreements"
    ]
    assert link["href"] == "https://manual.example/book/procedures/disagreements/#talk"


def test_a_changed_telephone_number_is_shown_on_the_page_of_contacts(tmp_path):
    ring = edited("data/contacts.yml", "0808 800 5000", "0800 1111")
    found = preview_of(tmp_path, ring)
    assert list(found) == ["procedures-neglect.html", "contacts.html"]
    assert "The contacts" in found["contacts.html"]


def test_a_preview_says_that_it_is_not_published_and_whether_it_is_an_example(tmp_path):
    example = edited("data/partnership.yml", "worked_example: false", "worked_example: true")
    ((_, html),) = preview_of(tmp_path, example).items()
    text = BeautifulSoup(html, "html.parser").get_text(" ")
    assert "Not published." in text
    assert "EXAMPLE, not for use" in text
