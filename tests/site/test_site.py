"""The built site, looked at as HTML: what a reader gets, whoever built it."""

import re
import shutil

from goldenthread.manual.manual import SHORT
from goldenthread.site.built_site import check_built
from goldenthread.site.publish import publish
from goldenthread.text.folders import MARK
from goldenthread.text.links import url
from tests.conftest import TODAY


def test_every_source_file_has_a_page(site):
    for page in site.manual.pages():
        assert (site.folder / url(page.path) / "index.html").is_file(), page.file


def test_every_page_has_one_title_and_it_is_the_records(site):
    for page, soup in site.pages():
        assert [h1.get_text() for h1 in soup.select("h1")] == [page.record.title], page.file


def test_the_anchors_that_links_rely_on_are_the_ids_of_the_built_page(site):
    for page, soup in site.pages():
        ids = {found["id"] for found in soup.select("article [id], .md-content [id]")}
        assert page.anchors <= ids, page.file


def test_no_link_of_the_built_site_leads_nowhere(site):
    assert [str(problem) for problem in check_built(site.manual, site.folder)] == []


def test_every_page_is_marked_as_an_example_and_kept_out_of_search_engines(site):
    for file in site.every():
        text = file.read_text(encoding="utf-8")
        assert "EXAMPLE, not for use" in text, file
        assert '<meta name="robots" content="noindex' in text, file


def test_every_page_begins_with_what_to_do_in_danger(site):
    for page, soup in site.pages():
        first = soup.select_one(".md-content p")
        assert first.get_text() == "In immediate danger, ring 999.", page.file


def test_every_page_has_the_way_to_disagree_and_to_suggest_in_the_same_place(site):
    for page, soup in site.pages():
        always = soup.select(".md-content .gt-always")
        assert len(always) == 1, page.file
        assert "Disagree with a decision?" in always[0].get_text()
        assert "Do not report a concern about a child here." in always[0].get_text()


def test_nothing_is_loaded_from_another_host(site):
    loads = re.compile(r"""<(?:script|img|iframe|link)\b[^>]*\b(?:src|href)=["']?(?:https?:)?//""")
    for file in site.every():
        assert not loads.search(file.read_text(encoding="utf-8")), file


def test_no_word_and_no_error_is_left_in_a_page(site):
    for page, soup in site.pages():
        text = soup.select_one(".md-content").get_text()
        assert "{{" not in text, page.file
        assert "Traceback" not in text, page.file


def test_sections_and_paragraphs_of_a_procedure_are_numbered_and_anchors_are_not(site):
    soup = site.soup("procedures/pre-birth.md")
    numbers = [number.get_text() for number in soup.select(".md-content .gt-number")]
    assert numbers[:3] == ["1", "1.1", "1.2"]
    assert not any(re.search(r"\d", heading["id"]) for heading in soup.select(".md-content h2[id]"))
    assert soup.select_one(".gt-now .gt-number") is None


def test_the_thread_can_be_walked_on_real_content(site):
    there = site.soup("procedures/pre-birth.md").select_one("#working-with-fathers + .gt-mark a")
    assert there["href"] == "../../briefings/learning/myth-of-invisible-men/#pre-birth"
    back = site.soup("briefings/learning/myth-of-invisible-men.md")
    assert back.select('#pre-birth a[href="../../../procedures/pre-birth/#working-with-fathers"]')


def test_the_staged_copy_builds_to_the_same_pages_without_mkdocs(site, staged):
    def content(soup):
        return re.sub(r"\s+", " ", str(soup.select_one(".md-content")))

    for page, soup in site.pages():
        assert content(soup) == content(staged.soup(page.path)), page.file
    ours = {f.relative_to(site.folder) for f in site.every()}
    # publishing adds the history, the sessions, the bookmarks and what leads on, whoever built the rest
    added = {"history", "session", "bookmark", *SHORT.values()}
    ours -= {file for file in ours if added & set(file.parts)}
    assert {f.relative_to(staged.folder) for f in staged.every()} == ours


def test_a_fault_in_the_built_site_names_the_source_file(site, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(site.folder, copy)
    file = copy / "procedures/neglect/index.html"
    raw = '<a href="../nowhere/">x</a><img src="gone.png"><a href="../pre-birth/#gone">x</a><a href="#">x</a>'
    file.write_text(
        file.read_text(encoding="utf-8").replace("</article>", f"{raw}</article>"), encoding="utf-8"
    )
    shutil.rmtree(copy / "procedures/self-harm")
    told = [str(problem) for problem in check_built(site.manual, copy)]
    assert any(line.startswith("procedures/self-harm.md:1: no-page: ") for line in told)
    neglect = [line for line in told if line.startswith("procedures/neglect.md")]
    for part in (
        '"../nowhere/" of the built page leads nowhere',
        '"gone.png"',
        '"../pre-birth/#gone"',
        "empty-link",
    ):
        assert any(part in line for line in neglect), part


def test_a_site_with_a_fault_never_replaces_the_one_in_place(site, tmp_path):
    built, place = tmp_path / "built", tmp_path / "site"
    shutil.copytree(site.folder, built)
    place.mkdir()
    (place / "index.html").write_text("as it was", encoding="utf-8")
    (place / MARK).touch()
    shutil.rmtree(built / "procedures/neglect")
    assert publish(site.manual, built, place, TODAY)
    assert (place / "index.html").read_text(encoding="utf-8") == "as it was"
