"""The article for a newsletter: the same in both forms, and no word of it turns into markup."""

import pytest
from bs4 import BeautifulSoup

from goldenthread.cli import main
from goldenthread.exports.bulletin import FORMS, bulletin
from goldenthread.text.dates import parse_day
from tests.engine.small_manual import TODAY, edited, manual_of, write

NEGLECT = "procedures/neglect.md"
SITE = edited("data/partnership.yml", "id: sandford", "id: sandford\nsite_url: https://manual.example/book/")
HOSTILE = edited(
    NEGLECT, "what: Seeing the child alone was added.", """what: '=1+1 "is" *less* < [2](x) & `code`'"""
)
AHEAD = edited(NEGLECT, "in_force: 2025-03", "in_force: 2027-03")
FIX = edited(NEGLECT, "class: changed", "class: fix")


def article(tmp_path, changed=None, since="2025-01-01", audience=""):
    manual, _ = manual_of(tmp_path, changed)
    return bulletin(manual, parse_day(since), audience, TODAY)


def read(form, text):
    """Give what somebody sees."""
    if form == "txt":
        return " ".join(text.split())
    return " ".join(BeautifulSoup(text, "html.parser").get_text(" ").split())


@pytest.mark.parametrize("form", FORMS)
def test_each_form_says_what_changed_why_after_what_and_what_to_do(tmp_path, form):
    seen = read(form, article(tmp_path)[form])
    for said in (
        "Seeing the child alone was added.",
        "In force from March 2025.",
        "Read the marked paragraphs before you next use this procedure.",
        "Why: Children were not heard.",
        "After: Audit of neglect",
        "In immediate danger, ring 999.",
    ):
        assert said in seen


@pytest.mark.parametrize("form", FORMS)
def test_what_stands_in_an_article_stays_text(tmp_path, form):
    seen = read(form, article(tmp_path, HOSTILE)[form])
    assert '=1+1 "is" *less* < [2](x) & `code`' in seen


@pytest.mark.parametrize("form", FORMS)
def test_links_are_whole_addresses(tmp_path, form):
    text = article(tmp_path, SITE)[form]
    assert "https://manual.example/book/procedures/neglect/#seeing-the-child" in text
    assert "https://manual.example/book/changes/" in text


@pytest.mark.parametrize("form", FORMS)
def test_without_an_address_the_article_says_so_and_links_nowhere(tmp_path, form):
    text = article(tmp_path)[form]
    assert "href" not in text
    assert "holds no links" in text


def test_the_html_brings_its_looks_along(tmp_path):
    soup = BeautifulSoup(article(tmp_path, SITE)["html"], "html.parser")
    assert not soup.select("style, script, link, img, [class], [id]")


@pytest.mark.parametrize("form", FORMS)
def test_what_is_not_yet_in_force_is_announced_as_such(tmp_path, form):
    seen = read(form, article(tmp_path, AHEAD)[form])
    assert "not yet in force" in seen.lower()
    assert "From March 2027." in seen
    assert "In force from" not in seen


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("changed", "since", "audience"),
    [
        (None, "2025-04-01", ""),
        (FIX, "2025-01-01", ""),
        (edited(NEGLECT, "related:", "audience: [police]\nrelated:"), "2025-01-01", "schools"),
    ],
    ids=["nothing since then", "small corrections only", "nothing for this audience"],
)
def test_an_article_on_nothing_says_so(tmp_path, form, changed, since, audience):
    assert "Nothing changed that you must act on." in read(
        form, article(tmp_path, changed, since, audience)[form]
    )


@pytest.mark.parametrize("form", FORMS)
def test_a_worked_example_is_marked(tmp_path, form):
    changed = edited("data/partnership.yml", "worked_example: false", "worked_example: true")
    assert read(form, article(tmp_path, changed)[form]).startswith(
        ("EXAMPLE, not for use.", "What changed in our procedures EXAMPLE, not for use.")
    )


def test_the_command_writes_both_files_and_knows_its_audiences(tmp_path, monkeypatch, capsys):
    write(tmp_path, {"macros.py": "def define_env(env):\n    pass\n"})
    monkeypatch.setattr("goldenthread.cli.check", lambda *_: ())
    monkeypatch.chdir(tmp_path)
    since = ["bulletin", "--since", "2025-01-01"]
    assert main([*since, "--audience", "schools", "--to", "out"]) == 0
    assert {file.name for file in (tmp_path / "out").iterdir()} == {f"bulletin.{f}" for f in FORMS}
    with pytest.raises(SystemExit):
        main([*since, "--audience", "scools"])
    assert 'Did you mean "schools"?' in capsys.readouterr().err
