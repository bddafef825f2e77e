"""What search is told of a page: what its author wrote, who answers for it, and never the frame."""

import threading
from datetime import date

import pytest

from goldenthread.exports.search import (
    CURRENT,
    WITHDRAWN,
    Document,
    documents,
    gather,
    indexed,
    query_words,
    without_frame,
)
from goldenthread.manual.due import overdue_since
from goldenthread.pages.phrases import inside_a_sentence
from goldenthread.pages.signs import FRAME_BEGINS, FRAME_ENDS
from goldenthread.site.search_index import FOLDER, WORDS, IndexLater
from goldenthread.text.links import url
from tests.engine.small_manual import edited, manual_of


def built(manual, folder):
    """Write what a generator makes of each page: its text within its frame."""
    for page in manual.pages():
        file = folder / url(page.path) / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        framed = f"{FRAME_BEGINS}<p>Frame of it.</p>{FRAME_ENDS}"
        text = f'<header>Menu</header>{framed}<h2 id="x">Seeing</h2>{framed}<p>Written.</p>{framed}<footer/>'
        file.write_text(text, encoding="utf-8")
    return folder


def told(root, changed=None):
    manual, _ = manual_of(root, changed)
    return manual, {d.url: d for d in documents(manual, built(manual, root / "built"))}


def test_a_document_holds_what_was_written_and_no_frame(tmp_path):
    _, found = told(tmp_path)
    html = found["procedures/neglect/"].html
    assert "Written." in html
    assert '<h2 id="x">' in html
    for outside in ("Frame of it", "Menu", "footer"):
        assert outside not in html


def test_a_page_that_shows_its_problems_has_no_document(tmp_path):
    manual, _ = manual_of(tmp_path)
    folder = built(manual, tmp_path / "built")
    (folder / "procedures/neglect/index.html").write_text("<p>This page cannot be shown yet</p>")
    assert "procedures/neglect/" not in {d.url for d in documents(manual, folder)}
    assert without_frame("<p>no frame</p>") == ""


def test_a_document_says_kind_owner_review_and_whom_it_is_for(tmp_path):
    _, found = told(tmp_path)
    neglect = found["procedures/neglect/"]
    assert (neglect.kind, neglect.owner, neglect.section) == ("procedure", "Procedures group", "harm")
    assert neglect.reviewed == "written 21 November 2026"
    assert neglect.due == {
        "day": "2027-11-20",
        "until": "due 20 November 2027",
        "after": inside_a_sentence(overdue_since(date(2027, 11, 20))),
    }
    assert neglect.audiences == ("schools",)  # none named: for everybody, so for each
    assert neglect.areas == ("north",)
    assert neglect.state == CURRENT


def test_a_withdrawn_page_is_told_as_such(tmp_path):
    gone = edited("procedures/neglect.md", "related:", "withdrawn: {on: 2026-10, why: Merged.}\nrelated:")
    _, found = told(tmp_path, gone)
    assert found["procedures/neglect/"].state == WITHDRAWN


def test_what_a_learning_record_says_in_its_fields_is_searched(tmp_path):
    _, found = told(tmp_path)
    assert "Children were not heard." in found["briefings/learning/audit-2024/"].html


def test_the_words_hold_names_terms_and_right_spellings_but_not_foreseen_slips(tmp_path):
    names = "also_called: [Unmet needs]\nfound_by: [negelct]\nrelated:"
    manual, found = told(tmp_path, edited("procedures/neglect.md", "related:", names))
    known = query_words(manual, tuple(found.values()))
    page = next(page for page in known["pages"] if page.get("url") == "procedures/neglect/")
    assert (page["names"], page["found"]) == (("Unmet needs",), ("negelct",))
    assert ["LADO", "local authority designated officer"] in known["terms"]
    spelled = known["spelling"].split()
    assert {"neglect", "unmet", "designated", "written"} <= set(spelled)
    assert "negelct" not in spelled
    assert spelled == sorted(set(spelled))


def test_no_field_becomes_markup_in_what_is_indexed():
    html = indexed(Document("a/", "A <b> & c", "procedure", "<p>Text</p>", summary="<i>"), 3)
    assert "A &lt;b&gt; &amp; c" in html
    assert "&lt;i&gt;" in html
    assert "<p>Text</p>" in html


@pytest.fixture
def indexings(monkeypatch):
    """Count the indexes that are made, without making them."""
    made = []

    def index(_documents, words, site):
        made.append(words)
        (site / FOLDER).mkdir(parents=True, exist_ok=True)
        (site / FOLDER / WORDS).write_text(str(words))

    monkeypatch.setattr("goldenthread.site.search_index.index", index)
    return made


def test_while_serving_an_index_is_made_only_where_text_changed(tmp_path, indexings):
    later = IndexLater()
    for number, text in enumerate(("one", "one", "two")):
        site = tmp_path / str(number)
        site.mkdir()
        later.follow(lambda text=text: ((), {"text": text}), site).join()
        assert text in (site / FOLDER / WORDS).read_text()
    assert [made["text"] for made in indexings] == ["one", "two"]


def test_while_serving_the_editor_never_waits_for_the_index(tmp_path, indexings):
    later, go = IndexLater(), threading.Event()

    def slow():
        go.wait(10)
        return (), {"text": "one"}

    thread = later.follow(slow, tmp_path)
    assert thread.is_alive()  # it came back before the index did
    go.set()
    thread.join()
    assert len(indexings) == 1


def test_what_is_gathered_is_the_documents_and_their_words(tmp_path):
    manual, found = told(tmp_path)
    assert gather(manual, tmp_path / "built")[0] == tuple(found.values())
