"""What surely identifies a person is found, and what belongs to a service is left alone."""

from pathlib import Path

import pytest

from goldenthread.text.personal_data import identifying, may_name, of_file, signs

LINES = [
    line.split("\t")
    for line in Path(__file__).with_name("people.tsv").read_text(encoding="utf-8").splitlines()
]
"""What must be found ("-": nothing), and a text, all made up; `\\n` breaks its line."""

MISSED = {
    "943, 476, 5919",
    "ANN OTHERBY, HEAD TEACHER",
    "Date of birth 04032011",
    "Otherby, Ann",
    "The twins, Zadie and Torquil, were seen.",
    "Zadie Brindlecombe chaired the meeting.",
    "Zadie rang us.",
}
"""What is known to be missed: an improvement shows here as well as a loss."""
FALSE_ALARMS: set[str] = set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The number was 943 476 5919.", "an NHS number"),
        ("They lived at LE1 1AA then.", "a full postcode"),
        ("Her mother is on 07700 900123.", "a telephone number"),
        ("Ring +44 7700 900123 now.", "a telephone number"),
        ("Write to jo.bloggs@example.org.", "a personal e-mail address"),
        ("Write to jbl99@gmail.com.", "a personal e-mail address"),
        ("The child was born on 3 March 2012.", "an exact date of birth or death"),
        ("DOB: 03/03/2012", "an exact date of birth or death"),
    ],
)
def test_what_identifies_a_person_is_named_and_never_repeated(text, found):
    (name,) = identifying(text)
    assert name == found
    assert not any(word in name for word in text.split() if any(letter.isdigit() for letter in word))


@pytest.mark.parametrize(
    "text",
    [
        "The number 943 476 5918 has a wrong check digit.",
        "Children born in 2012, section 47 of the Children Act 1989.",
        "Samaritans: 116 123. NSPCC: 0808 800 5000. NHS: 111.",
        "Write to early.help@example.org.",
        "In LE1 and in 2021/22, paragraphs 1.1 to 2.1.",
    ],
)
def test_what_belongs_to_everybody_is_left_alone(text):
    assert identifying(text) == ()


def test_a_number_of_the_contacts_is_known_to_everybody():
    assert identifying("Ring 01632 960003.", {"01632960003"}) == ()
    assert identifying("Ring 01632 960003.") == ("a telephone number",)


@pytest.mark.parametrize(("must", "text"), LINES, ids=[text for _, text in LINES])
def test_each_text_is_judged_as_it_must_or_is_known_to_be_missed(must, text):
    kinds = {sign.kind for sign in signs(text.replace("\\n", "\n"))}
    assert kinds == (set() if must == "-" or text in MISSED else {must})


def test_how_much_is_found_and_how_much_of_it_rightly_is_counted():
    identify = {text for must, text in LINES if must != "-"}
    found = len(identify - MISSED)
    assert identify >= MISSED
    assert len(identify) + sum(must == "-" for must, _ in LINES) == len(LINES)  # no text stands twice
    assert (len(LINES), len(identify), len(MISSED), len(FALSE_ALARMS)) == (273, 157, 7, 0)
    assert round(found / len(identify), 2) == 0.96  # recall; precision is 1 while there are no false alarms


@pytest.mark.parametrize(
    "text", ["Jane Smith", "kind: JaneSmith", "jane-smith.docx", "Jane%20Smith.pdf", "Zadie Brindlecombe"]
)
def test_a_value_that_may_be_a_name_is_told_whatever_it_is_written_as(text):
    assert may_name(text)


@pytest.mark.parametrize(
    "text", ["neglect.md", "Early Help", "referral-form.docx", "harm", "Working Together"]
)
def test_a_value_that_is_no_name_may_be_repeated(text):
    assert not may_name(text)


@pytest.mark.parametrize(
    ("path", "kinds"),
    [
        ("docs/assets/jane-smith.docx", ["person-named"]),
        ("docs/assets/Jane_Smith.pdf", ["person-named"]),
        ("docs/assets/Jane%20Smith.pdf", ["person-named"]),
        ("docs/assets/943-476-5919.pdf", ["personal-number"]),
        ("docs/assets/dob-4.3.2011.pdf", ["birth-or-death"]),
        ("docs/assets/Referral Form.docx", []),
        ("docs/assets/body-map.png", []),
        ("procedures/early-help.md", []),
    ],
)
def test_the_name_of_a_file_is_read_as_well(path, kinds):
    assert [sign.kind for sign in of_file(path)] == kinds


def test_what_is_hidden_is_judged_on_its_own_line():
    text = "Ring us.\n\n<!-- a\nb -->\n\n[x](y.md 'Ann Otherby')\n<!--\nJane Smith -->\n\nDSL: Ann Otherby"
    assert [(sign.kind, sign.line) for sign in signs(text)] == [
        ("person-named", 6),
        ("person-named", 8),
        ("person-named", 10),
    ]
