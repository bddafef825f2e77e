"""What surely identifies a person is found, and what belongs to a service is left alone."""

import pytest

from goldenthread.text.personal_data import identifying


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
