"""Every link that leaves the manual is found with its line and owner, and told so that an editor can act."""

import pytest

from goldenthread.manual.outside_links import (
    LONGEST_REPORT,
    Answer,
    OutsideLink,
    State,
    is_askable,
    outside_links,
    report,
    tell,
    to_ask,
)
from tests.engine.small_manual import FILES, TODAY, edited, manual_of

NEGLECT = "procedures/neglect.md"
EXCEPTIONS = "data/link-exceptions.yml"
GUIDANCE = "{id: guidance-2026, title: Guidance 2026, kind: statutory, publisher: DfE, published: 2026-03"


def links_of(root, changed):
    return outside_links(manual_of(root, changed)[0])


def test_every_way_to_write_an_outside_link_is_found_with_its_line_and_owner(tmp_path):
    words = """\
See [a page](https://a.example/page#part), <https://b.example/> and [ours](disagreements.md).

<a href="https://c.example/?x=1&amp;y=2">C</a> or [D][d], or [//e](//e.example/).

[d]: https://d.example/d

Write to [us](mailto:us@f.example), or read `[code](https://g.example)`.
"""
    manual, _ = manual_of(tmp_path, edited(NEGLECT, "See the child alone. Read", f"{words}\nRead"))
    line = FILES[NEGLECT].split("\n").index("## Seeing the child") + 3
    assert [(link.line - line, link.address, link.owner) for link in outside_links(manual)] == [
        (0, "https://a.example/page#part", "Procedures group"),
        (0, "https://b.example/", "Procedures group"),
        (2, "https://c.example/?x=1&y=2", "Procedures group"),
        (2, "https://e.example/", "Procedures group"),
        (4, "https://d.example/d", "Procedures group"),
    ]


def test_the_links_of_the_data_are_found_with_their_lines(tmp_path):
    contacts = FILES["data/contacts.yml"].replace(
        "    north: {daytime: 0808 800 5000}",
        "    north:\n      daytime: 0808 800 5000\n      web: https://north.example\n  web: https://lado.example",
    )
    changed = {
        "data/contacts.yml": contacts,
        **edited("data/citations.yml", GUIDANCE, GUIDANCE + ",\n   url: https://guidance.example"),
        **edited(
            "data/partnership.yml", "colour: teal", "colour: teal\nquick_exit_to: https://weather.example"
        ),
    }
    found = [(str(link.file), link.line, link.address, link.owner) for link in links_of(tmp_path, changed)]
    assert found == [
        ("data/citations.yml", 3, "https://guidance.example", "Procedures group"),
        ("data/contacts.yml", 8, "https://north.example", "Procedures group"),
        ("data/contacts.yml", 9, "https://lado.example", "Procedures group"),
        ("data/partnership.yml", 5, "https://weather.example", ""),
    ]


def test_what_is_not_stated_is_no_link(tmp_path):
    changed = edited("data/citations.yml", GUIDANCE, GUIDANCE + ", url: not stated")
    assert links_of(tmp_path, changed) == ()


@pytest.mark.parametrize(
    "address",
    [
        "www.example.org",
        "https://",
        "http://[bad/",
        "https://a.example/a b",
        "file:///etc/passwd",
        "https://a.example/\x1b[2J",
        "https://a.example/" + "x" * 3000,
    ],
)
def test_what_no_browser_opens_is_never_asked(address):
    assert not is_askable(address)


def test_a_link_that_cannot_be_read_breaks_no_check(tmp_path):
    changed = edited(NEGLECT, "See the child alone. Read", "See [this](http://[bad/). Read")
    assert [link.address for link in links_of(tmp_path, changed)] == ["http://[bad/"]


def test_an_address_is_asked_as_a_browser_would_open_it(tmp_path):
    text = """See [this](https://a.example/Care_(law)), [b](https://b.example/?x=1&amp;y=2),
[c](https://c.example "The "new" act") and
[![What it shows](../assets/picture.svg)](https://d.example). Read"""
    asked = [link.asked_as for link in links_of(tmp_path, edited(NEGLECT, "See the child alone. Read", text))]
    assert sorted(asked) == [
        "https://a.example/Care_(law)",
        "https://b.example/?x=1&y=2",
        "https://c.example",
        "https://d.example",
    ]


def test_an_address_is_asked_once_and_not_at_all_if_it_is_excepted_or_was_seen_lately(tmp_path):
    words = (
        "[1](https://a.example/#x) [2](https://a.example/#y) [3](https://b.example) [4](https://c.example)"
    )
    changed = edited(NEGLECT, "See the child alone. Read", f"{words} Read") | {
        EXCEPTIONS: "- {address: https://b.example, why: It turns programs away., on: 2026-11-01}\n"
    }
    manual, _ = manual_of(tmp_path, changed)
    links = outside_links(manual)
    assert to_ask(manual, links, ["https://c.example"]) == ("https://a.example/",)
    assert to_ask(manual, links, []) == ("https://a.example/", "https://c.example")


A, B, C, D = (OutsideLink(NEGLECT, n, f"https://{n}.example/#x", "Procedures group") for n in range(1, 5))
ANSWERS = {
    A.asked_as: Answer(State.FINE, "200 OK"),
    B.asked_as: Answer(State.MOVED, "301 Moved Permanently", "https://new.example/"),
    C.asked_as: Answer(State.BROKEN, "404 Not Found"),
    D.asked_as: Answer(State.UNKNOWN, "429 Too Many Requests"),
}


def test_the_lines_tell_what_broke_first_then_what_moved_and_nothing_of_what_is_fine():
    assert [str(told) for told in tell([A, B, C, D], ANSWERS)] == [
        "procedures/neglect.md:3: broken: https://3.example/#x answered: 404 Not Found. "
        "Owner: Procedures group",
        "procedures/neglect.md:2: moved: https://2.example/#x answered: 301 Moved Permanently. "
        "It leads to https://new.example/ Owner: Procedures group",
        "procedures/neglect.md:4: not known: https://4.example/#x answered: 429 Too Many Requests. "
        "Owner: Procedures group",
    ]


def test_a_link_that_stands_twice_is_told_twice():
    twice = OutsideLink("docs/index.md", 9, C.address, "")
    assert [told.link for told in tell([C, twice], ANSWERS)] == [twice, C]


def test_the_report_says_what_to_do():
    text = report(tell([A, B, C, D], ANSWERS), 4, TODAY)
    assert text.startswith(
        "Of 4 outside links, 1 broke, 1 moved, and 1 could not be asked. Asked on 21 November 2026.\n"
    )
    assert (
        "- `procedures/neglect.md:2` (Procedures group): `https://2.example/#x` answered "
        "`301 Moved Permanently`, leads to `https://new.example/`" in text
    )
    assert "data/link-exceptions.yml" in text


def test_what_a_site_answers_stays_text_in_the_report_and_on_the_screen():
    hostile = Answer(State.BROKEN, "404 `@everybody` ![x](https://z.example)\n## No\x1b[2J" + "!" * 999)
    (told,) = tell([C], {C.asked_as: hostile})
    answered = told.item.split(" answered ")[1]
    assert answered.startswith("`404 '@everybody'")
    assert answered.count("`") == 2
    assert "\x1b" not in str(told) + told.item
    assert "\n" not in str(told) + told.item
    assert len(told.item) < 500


def test_a_report_is_never_longer_than_an_issue():
    many = [OutsideLink(NEGLECT, n, f"https://a.example/{n}/{'x' * 200}", "") for n in range(1000)]
    answers = {link.asked_as: ANSWERS[C.asked_as] for link in many}
    text = report(tell(many, answers), 1000, TODAY)
    assert LONGEST_REPORT / 2 < len(text) < 65_536
    assert text.endswith("There is more: `make links` prints it all.\n")
