"""Nobody is identified: whatever would is found, and is never repeated; a false alarm has a reason."""

import io
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfWriter

from goldenthread.text.personal_data import identifying, signs
from tests.engine.small_manual import FILES, edited, manual_of, problems_of

NEGLECT, DISAGREEMENTS = "procedures/neglect.md", "procedures/disagreements.md"
LEARNING = "briefings/learning/audit-2024.md"

IDENTIFYING = [
    ("birth-or-death", "The child was born on 3 March 2012."),
    ("birth-or-death", "DOB: 03/03/2012"),
    ("birth-or-death", "On 12 May 2019 the baby died."),
    ("birth-or-death", "He died in hospital on 3rd of March, 2012."),
    ("birth-or-death", "January 3, 2012 was when she was born."),
    ("birth-or-death", "Date of death 2012-03-03"),
    ("personal-number", "The number was 943 476 5919."),
    ("personal-number", "NHS 943-476-5919"),
    ("personal-number", "UPN B801200005001"),
    ("postcode", "They lived at LE1 1AA then."),
    ("postcode", "They lived at sw1a 2aa then."),
    ("phone-number", "Her mother is on 07700 900123."),
    ("phone-number", "Ring 0116.496.0000 now."),
    ("phone-number", "Ring (0116) 496-0000 now."),
    ("phone-number", "Ring 0044 116 254 1000 now."),
    ("phone-number", "Ring +353 1 679 1000 now."),
    ("phone-number", "Childline is 0800 1111."),
    ("phone-number", "Samaritans are 116 123."),
    ("phone-number", "Ring 077**00** 900\u00a0123."),
    ("phone-number", "Ring [us](tel:01164960000)."),
    ("personal-email", "Write to jo.bloggs@example.org."),
    ("personal-email", "Write to jbl99@gmail.com."),
    ("personal-email", "Write to jbloggs@example.gov.uk."),
    ("personal-email", "Write to jbloggs&#64;example.gov.uk."),
    ("school-or-ward", "She went to Oakfield Primary School."),
    ("school-or-ward", "She went to St Mary's Academy."),
    ("school-or-ward", "She went to Oakfield Primary then."),
    ("school-or-ward", "He was on Maple ward."),
    ("school-or-ward", "He was on Ward 12."),
    ("school-or-ward", "He lived in Elm House Children's Home."),
    ("person-named", "It was agreed by Jane Smith."),
    ("person-named", "Approved by JS."),
    ("person-named", "Reviewed and agreed by J. Smith."),
    ("person-named", "Mrs O'Brien said so."),
    ("person-named", "We asked Dr Patel."),
    ("person-named", "PC 1234 came."),
    ("person-named", "DC Khan came."),
    ("person-named", "JS 12/03/2026: done."),
    ("person-named", "Ring Jane Smith first."),
    ("person-named", "The social worker, Jane Smith, came."),
    ("person-named", "There was a girl called Aisha."),
    ("person-named", "Her mother Sarah came."),
]

HARMLESS = [
    "In danger ring 999, 101 or NHS 111.",
    "Section 47 of the Children Act 1989, paragraphs 1.1 to 2.1, in 2021/22 and on 2026-11-21.",
    "The number 943 476 5918 has a wrong check digit. ISBN 9434765919 is a book.",
    "In LE1, the s47 1st meeting, and A4 paper.",
    "The Act came into force on 29 June 2018. A child death overview panel looks at every death.",
    "Write to early.help@example.org or safeguarding-team@example.org.",
    "A primary school, the Primary School Nursing Service, the School Nurse, Sunday School, every College.",
    "The Royal College of Nursing and the College of Policing.",
    "A children's ward, the maternity ward, Hospital ward rounds.",
    "Child E. The review found that Baby P and Child Q were known.",
    "Agreed by the Procedures Group, by Ofsted, by North Sandford Council and by LADO.",
    "Led by Police. Ring Social Care. Read Working Together.",
    "The mother. She came. The child and The Family.",
    "The Lord Chancellor, the Chief Nurse, a Nurse Consultant, Inspector of Schools.",
]


def told(root, changed):
    return [p for p in problems_of(root, changed) if p.stops]


@pytest.mark.parametrize(("kind", "text"), IDENTIFYING)
def test_what_identifies_somebody_stops_and_no_word_of_it_is_repeated(tmp_path, kind, text):
    changed = edited(DISAGREEMENTS, "Talk to each other.", text)
    found = told(tmp_path, changed)
    assert {problem.rule.name for problem in found} == {kind}
    (line,) = {problem.line for problem in found}
    assert line == 13
    said = re.findall(r"[\w.@']+", " ".join(f"{p.wrong} {p.do} {p.paste}" for p in found).lower())
    words = {
        w for w in re.findall(r"[\w.@']+", text) if w[0].isupper() or any(c.isdigit() or c == "@" for c in w)
    }
    ordinary = {"the", "they", "write", "ring", "it", "nhs", "date", "on", "he", "she", "primary", "school"}
    ordinary |= {
        "ward",
        "children's",
        "home",
        "reviewed",
        "approved",
        "there",
        "we",
        "her",
        "upn",
        "dob",
        "childline",
    }
    for word in words:
        assert word.lower().strip(".") in ordinary or word.lower().strip(".") not in said


@pytest.mark.parametrize("text", HARMLESS)
def test_what_identifies_nobody_raises_no_alarm(tmp_path, text):
    assert told(tmp_path, edited(DISAGREEMENTS, "Talk to each other.", text)) == []


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz ,;-\n", max_size=300))
def test_small_letters_alone_never_raise_an_alarm_but_for_a_birth(text):
    assert signs(text) == ()


@given(st.text(max_size=300))
def test_whatever_is_written_breaks_nothing_and_what_is_sure_is_found_by_both(text):
    lines = text.count("\n") + 1
    found = signs(text)
    assert all(1 <= sign.line <= lines for sign in found)
    assert bool(identifying(text)) <= bool(found)


@pytest.mark.parametrize(
    ("file", "old"),
    [
        (NEGLECT, "why: Children were not heard."),
        (NEGLECT, "See the child alone."),
        (LEARNING, "text: Children were not heard."),
        (LEARNING, "what: Training was held."),
        ("data/partnership.yml", "name: North Sandford"),
        ("data/contacts.yml", "for: Allegations."),
        ("data/glossary.yml", "meaning: Leads on allegations."),
        ("data/citations.yml", "title: Guidance 2020"),
    ],
)
def test_every_text_of_the_manual_is_looked_at(tmp_path, file, old):
    new = f"{old.rstrip('.')} 943 476 5919."
    (problem,) = told(tmp_path, edited(file, old, new))
    assert problem.rule.name == "personal-number"
    assert problem.line == FILES[file][: FILES[file].index(old)].count("\n") + 1


def test_a_line_that_goes_on_in_the_next_is_read_as_one(tmp_path):
    (problem,) = told(
        tmp_path, edited(DISAGREEMENTS, "Talk to each other.", "The child was\nborn on 3\nMarch 2012.")
    )
    assert (problem.rule.name, problem.line) == ("birth-or-death", 14)


def test_a_page_that_cannot_be_read_is_looked_at_too(tmp_path):
    changed = {
        DISAGREEMENTS: FILES[DISAGREEMENTS].replace("title:", "titel:").replace("Talk to", "NHS 943 476 5919")
    }
    assert "personal-number" in {problem.rule.name for problem in told(tmp_path, changed)}


def test_where_the_names_of_the_manual_are_not_known_only_what_is_sure_is_told(tmp_path):
    changed = edited("data/contacts.yml", "- id:", "- di:")
    changed |= edited(DISAGREEMENTS, "Talk to each other.", "Agreed by Jane Smith.\n\nNHS 943 476 5919.")
    rules = [problem.rule.name for problem in told(tmp_path, changed) if problem.file == DISAGREEMENTS]
    assert rules == ["personal-number"]


def test_who_published_a_document_and_what_it_is_called_is_no_alarm(tmp_path):
    changed = edited("data/citations.yml", "title: Guidance 2020", "title: Oakfield School by Dr Smith")
    assert told(tmp_path, changed) == []


def test_a_mobile_number_among_the_contacts_may_be_one_persons_own(tmp_path):
    found = told(tmp_path, edited("data/contacts.yml", "0808 800 5000", "07400 123456"))
    assert [(p.rule.name, p.wrong) for p in found if p.rule.name == "phone-number"] == [
        ("phone-number", "A mobile number stands here, and may be one person's own.")
    ]


def test_a_file_is_not_called_as_a_person_is(tmp_path):
    found = told(tmp_path, {"docs/assets/jane-smith.png": picture("PNG")})
    assert [(p.rule.name, p.wrong) for p in found] == [
        ("person-named", "What looks like a person's name or initials stands in the name of the file.")
    ]


# --- what the other rules must not repeat ---


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (DISAGREEMENTS, "by: procedures-group", "by: Jane Smith"),
        (DISAGREEMENTS, "by: procedures-group", "by: jane-smith"),
        (DISAGREEMENTS, "owner: procedures-group", "owner: jane.smith@example.org"),
        (DISAGREEMENTS, "title: Disagreements", "title: Dr Smith: what she said"),
        (DISAGREEMENTS, "Talk to each other.", "[Dr Smith](#)"),
        (DISAGREEMENTS, "Talk to each other.", "[x](jane.smith@example.org)"),
        (DISAGREEMENTS, "Talk to each other.", '{{ procedure("Dr Smith") }}'),
        (NEGLECT, "because: [audit-2024/a]", "because: [Dr Smith]"),
        (NEGLECT, "class: changed", "class: Dr Smith"),
        ("data/contacts.yml", "by: procedures-group", "by: jane-smith"),
        (DISAGREEMENTS, "section: harm", "section: harm\nkind: Jane Smith"),
        (DISAGREEMENTS, "section: harm", "section: harm\nJane Smith: yes"),
        (DISAGREEMENTS, "section: harm", "section: harm\nsummary: Jane Smith: who she is"),
        (DISAGREEMENTS, "review_date: 2027-11-20", "review_date: Jane Smith"),
        (DISAGREEMENTS, "Talk to each other.", "[Jane Smith](none.md)"),
        (DISAGREEMENTS, "Talk to each other.", "[x](jane-smith.md)"),
        (DISAGREEMENTS, "Talk to each other.", "[x](Jane%20Smith.docx)"),
        (DISAGREEMENTS, "Talk to each other.", '{{ contact("jane-smith") }}'),
        (NEGLECT, "class: changed", "class: JaneSmith"),
        ("data/contacts.yml", "on: 2026-11-01", "on: Jane Smith"),
        ("data/partnership.yml", "colour: teal", "colour: Jane Smith"),
    ],
)
def test_no_other_message_repeats_a_name(tmp_path, file, old, new):
    found = problems_of(tmp_path, edited(file, old, new))
    assert found
    for problem in found:
        assert "smith" not in f"{problem}{problem.paste}".lower()


# --- a false alarm is allowed, with a reason, in the file ---

ALLOWED = "section: harm\nallowed: [{rule: postcode, at: talk-first, why: It is a public building.}]"


def test_a_false_alarm_is_allowed_with_a_reason_below_its_heading(tmp_path):
    text = (
        FILES[DISAGREEMENTS]
        .replace("section: harm", ALLOWED)
        .replace("Talk to each other.", "Go to LE1 1AA.")
    )
    assert problems_of(tmp_path, {DISAGREEMENTS: text}) == ()


def test_an_allowance_covers_neither_another_place_nor_another_kind_nor_one_more(tmp_path):
    text = FILES[DISAGREEMENTS].replace("section: harm", ALLOWED)
    for body in ("Go to LE1 1AA.\n\n## Later\n\nGo to LE1 1AB.", "Go to LE1 1AA.\n\nMrs Smith came."):
        (problem,) = told(tmp_path, {DISAGREEMENTS: text.replace("Talk to each other.", body)})
        assert problem.line > 14
    two = told(tmp_path, {DISAGREEMENTS: text.replace("Talk to each other.", "LE1 1AA\n\nLE1 1AB")})
    assert [problem.line for problem in two] == [14, 16]
    assert two[0].wrong.endswith("Of such things, 1 may stand there, and there are more.")
    assert two[0].do.endswith("If this identifies nobody either, write their number after times: there.")
    assert not two[0].paste
    enough = text.replace("why: It", "times: 2, why: It")
    assert (
        problems_of(tmp_path, {DISAGREEMENTS: enough.replace("Talk to each other.", "LE1 1AA\n\nLE1 1AB")})
        == ()
    )


def test_what_is_to_be_pasted_allows_the_alarm_once_the_reason_is_written(tmp_path):
    body = edited(DISAGREEMENTS, "Talk to each other.", "Go to LE1 1AA.")[DISAGREEMENTS]
    (problem,) = told(tmp_path, {DISAGREEMENTS: body})
    assert problem.paste == "allowed: [{rule: postcode, at: talk-first, why: …}]"
    without = body.replace("section: harm", f"section: harm\n{problem.paste}")
    assert {p.rule.name for p in told(tmp_path, {DISAGREEMENTS: without})} == {"field", "postcode"}
    assert told(tmp_path, {DISAGREEMENTS: without.replace("…", "A public building")}) == []


def test_several_false_alarms_of_one_place_are_allowed_together(tmp_path):
    body = edited(DISAGREEMENTS, "Talk to each other.", "Go to LE1 1AA.\n\nOr to LE1 1AB.")[DISAGREEMENTS]
    first, second = told(tmp_path, {DISAGREEMENTS: body})
    assert first.paste == second.paste == "allowed: [{rule: postcode, at: talk-first, times: 2, why: …}]"
    body = body.replace("section: harm", f"section: harm\n{first.paste.replace('…', 'They are public.')}")
    assert told(tmp_path, {DISAGREEMENTS: body}) == []
    (third,) = told(tmp_path, {DISAGREEMENTS: body.replace("Go to", "Mrs Smith went to")})
    assert third.paste == "{rule: person-named, at: talk-first, why: …}"


def test_a_heading_that_names_somebody_is_not_repeated_as_an_anchor(tmp_path):
    found = told(tmp_path, edited(DISAGREEMENTS, "## Talk first\n", "## Mrs Smith\n\nDr Jones came.\n"))
    assert [problem.rule.name for problem in found] == ["unknown-heading", "person-named", "person-named"]
    assert not any("smith" in f"{problem}{problem.paste}".lower() for problem in found)


@pytest.mark.parametrize(
    ("file", "old"),
    [
        ("data/glossary.yml", "stands_for: local authority designated officer"),
        ("data/citations.yml", "publisher: DfE, published: 2026-03"),
        ("data/contacts.yml", "for: Allegations."),
        ("data/partnership.yml", "short_name: Sandford"),
    ],
)
def test_a_data_file_allows_a_false_alarm_beside_what_raised_it(tmp_path, file, old):
    flow = FILES[file].split("\n")[0].startswith("- {")
    indent = "" if file.endswith("partnership.yml") else "  "
    allowed = "allowed: [{rule: postcode, why: It is a public building.}]"
    alarm = f"{old}, {allowed}" if flow else f"{old}\n{indent}{allowed}"
    changed = {file: FILES[file].replace(old, alarm.replace("DfE", "LE1 1AA").replace("Sandford", "LE1 1AA"))}
    if "LE1" not in changed[file]:
        changed = {
            file: changed[file].replace("Allegations.", "At LE1 1AA.").replace("local authority", "LE1 1AA")
        }
    assert told(tmp_path, changed) == []
    assert {p.rule.name for p in told(tmp_path, {file: changed[file].replace(allowed, "allowed: []")})} == {
        "postcode"
    }


# --- pictures and documents ---


def picture(kind, **more):
    raw = io.BytesIO()
    Image.new("RGB", (4, 4)).save(raw, kind, **more)
    return raw.getvalue()


def exif(tag, value):
    found = Image.Exif()
    found[tag] = value
    return found


def notes():
    from PIL.PngImagePlugin import PngInfo

    found = PngInfo()
    found.add_text("Author", "J. Smith")
    return found


def placed():
    found = Image.Exif()
    found.get_ifd(34853)[1] = "N"
    return found


def pdf(**about):
    writer, raw = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.add_metadata({f"/{name}": value for name, value in about.items()})
    writer.write(raw)
    return raw.getvalue()


def document(**parts):
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as folder:
        for name, xml in parts.items():
            folder.writestr(f"{name}.xml", f"<all xmlns:w='w' xmlns:dc='dc'>{xml}</all>")
    return raw.getvalue()


SVG = "<svg xmlns='http://www.w3.org/2000/svg' {}>{}</svg>"


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("a.jpg", picture("JPEG", exif=exif(315, "Jane Smith")), "who made it, when or with what"),
        ("a.jpg", picture("JPEG", exif=exif(272, "A telephone")), "who made it, when or with what"),
        ("a.jpg", picture("JPEG", exif=placed()), "the place where it was taken"),
        ("a.jpg", picture("JPEG", comment=b"For Jane Smith"), "a comment"),
        ("a.png", picture("PNG", pnginfo=notes()), "who made it, when or with what"),
        ("a.webp", picture("WEBP", exif=exif(315, "Jane Smith")), "who made it, when or with what"),
        ("a.pdf", pdf(Author="Jane Smith"), "who made it, when or with what"),
        ("a.pdf", pdf(Keywords="Jane Smith"), "a comment"),
        ("a.docx", document(core="<dc:creator>J. Smith</dc:creator>"), "who made it, when or with what"),
        ("a.docx", document(word="<w:ins w:author='Jane'/>"), "changes or comments that somebody tracked"),
        (
            "a.svg",
            SVG.format("xmlns:s='http://sodipodi.example' s:docname='C:/Users/jane/a.svg'", "").encode(),
            "who made it, when or with what",
        ),
    ],
)
def test_what_a_file_holds_and_does_not_show_stops(tmp_path, name, raw, said):
    (problem,) = told(tmp_path, {f"docs/assets/{name}": raw})
    assert problem.rule.name == "metadata"
    assert problem.wrong == f"The file holds more than it shows: {said}."
    file = f"file: docs/assets/{name}, "
    assert problem.paste == f"allowed: [{{{file}rule: metadata, why: …}}]"
    allowed = edited(
        "data/partnership.yml", "colour: teal", f"colour: teal\n{problem.paste.replace('…', 'Ours.')}"
    )
    assert told(tmp_path, {f"docs/assets/{name}": raw, **allowed}) == []


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.jpg", picture("JPEG", dpi=(300, 300), exif=exif(274, 1))),
        ("a.png", picture("PNG", dpi=(300, 300))),
        ("a.gif", picture("GIF")),
        ("a.webp", picture("WEBP")),
        ("a.pdf", pdf(Producer="A program")),
        ("a.docx", document(word="<w:t>Form A</w:t>")),
        ("a.svg", SVG.format("", "<title>A drawing</title><path d='M0 0'/>").encode()),
    ],
)
def test_a_clean_file_raises_no_alarm(tmp_path, name, raw):
    assert told(tmp_path, {f"docs/assets/{name}": raw}) == []


def test_the_words_of_drawings_and_documents_are_read(tmp_path):
    drawing = SVG.format("", "\n<text>NHS 943 476 5919</text>").encode()
    typed = "<w:r><w:t>NHS 943 47</w:t></w:r><w:r><w:t>6 5919</w:t></w:r>"
    found = told(tmp_path, {"docs/assets/a.svg": drawing, "docs/assets/a.docx": document(word=typed)})
    assert [(p.file, p.line, p.rule.name) for p in found] == [
        ("docs/assets/a.docx", 1, "personal-number"),
        ("docs/assets/a.svg", 2, "personal-number"),
    ]


def test_a_version_of_the_past_is_withheld_only_for_what_is_sure():
    for kind, text in IDENTIFYING:
        sure = kind not in ("school-or-ward", "person-named") and not re.search("0800|116 123|jbloggs", text)
        assert bool(identifying(text)) == sure, text


def test_the_manual_of_the_tests_identifies_nobody(tmp_path):
    manual, _ = manual_of(tmp_path)
    assert "lado" in manual.public_words
