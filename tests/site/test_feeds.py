"""What other programs read, as the built site serves it, and the pages that lead there."""

import feedparser
import pandas
import vobject
from bs4 import BeautifulSoup

from goldenthread.exports.tables import TABLES
from goldenthread.manual.reading import read
from goldenthread.pages.made.registry import make_pages, with_feed
from goldenthread.site.listed import LISTED
from goldenthread.site.publish import complete
from goldenthread.text.links import url
from tests.conftest import ROOT, TODAY, copy_project


def linked(soup, within="body"):
    return {a["href"] for a in soup.select(f"{within} a[href]")}


def test_every_page_tells_a_feed_reader_where_the_feed_is(site):
    for page, soup in site.pages():
        (found,) = soup.select('head link[rel="alternate"][type="application/atom+xml"]')
        there = (site.folder / url(page.path) / found["href"]).resolve()
        assert there == site.folder / "changes/feed.xml", page.file


def test_every_page_leads_to_feeds_and_tables(site):
    for page, soup in site.pages():
        links = {(site.folder / url(page.path) / href).resolve() for href in linked(soup, "footer")}
        assert site.folder / "tables" in links, page.file


def test_the_page_of_each_audience_leads_to_its_feed(site):
    for sheet in with_feed(site.manual):
        assert "feed.xml" in linked(site.soup(sheet.path), ".md-content"), sheet.path
        assert not feedparser.parse((site.folder / sheet.feed).read_bytes()).bozo


def test_feeds_and_tables_leads_to_every_file_and_explains_every_column(site):
    soup = site.soup("tables.md")
    links = linked(soup, ".md-content")
    assert {f"../{sheet.feed}" for sheet in with_feed(site.manual)} | {"../due/calendar.ics"} <= links
    explained = [code.get_text() for code in soup.select(".gt-columns dt code")]
    written = []
    for table in TABLES:
        assert {f"{table.name}.csv", f"{table.name}.json"} <= links
        columns = list(pandas.read_csv(site.folder / table.path("csv")).columns)
        whole = pandas.read_json(site.folder / table.path("json"), typ="series")
        assert list(whole["columns"]) == columns
        written += columns
    assert explained == written


def test_everything_that_leaves_the_worked_example_says_so(site):
    mark = "EXAMPLE, not for use"
    for file in site.folder.rglob("feed.xml"):
        feed = feedparser.parse(file.read_bytes())
        assert all(title.startswith(mark) for title in (feed.feed.title, *(e.title for e in feed.entries)))
    calendar = vobject.readOne((site.folder / "due/calendar.ics").read_text(encoding="utf-8"))
    assert all(event.summary.value.startswith(mark) for event in calendar.vevent_list)
    for table in TABLES:
        assert set(pandas.read_csv(site.folder / table.path("csv"))["example"]) == {mark}


def test_the_real_content_is_all_there(site):
    manual = site.manual
    announced = [
        change
        for page in manual.procedures.values()
        for change in page.record.changes
        if change.kind != "fix"
    ]
    feed = feedparser.parse((site.folder / "changes/feed.xml").read_bytes())
    assert len(feed.entries) == len({entry.id for entry in feed.entries}) == len(announced)
    calendar = vobject.readOne((site.folder / "due/calendar.ics").read_text(encoding="utf-8"))
    uids = {event.uid.value for event in calendar.vevent_list}
    assert len(uids) == len(list(manual.pages())) + len(manual.data.contacts)
    actions = pandas.read_csv(site.folder / "tables/actions.csv")
    assert len(actions) == sum(len(page.record.actions) for page in manual.learning.values())


def test_a_hostile_change_of_the_real_content_stays_text_everywhere(tmp_path):
    hostile = "=cmd()|' '!A0 < 3 & \"quotes\" onclick=x"
    root = copy_project(tmp_path / "copy")
    file = root / "procedures/pre-birth.md"
    text = file.read_text(encoding="utf-8")
    what = next(line for line in text.split("\n") if line.startswith("    what: "))
    escaped = hostile.replace("'", "''")
    file.write_text(text.replace(what, f"    what: '{escaped}'", 1), encoding="utf-8")
    manual, built = read(root), tmp_path / "built"
    assert not manual.problems
    complete(manual, built, TODAY)
    feed = feedparser.parse((built / "changes/feed.xml").read_bytes())
    assert any(entry.title.endswith(f": {hostile}") for entry in feed.entries)
    changes = pandas.read_csv(built / "tables/changes.csv")
    assert f"'{hostile}" in set(changes["what"])
    whole = pandas.read_json(built / "tables/changes.json", typ="series")
    assert hostile in [row["what"] for row in whole["rows"]]
    (page,) = (made for made in make_pages(manual, LISTED, TODAY) if made.path == "changes.md")
    soup = BeautifulSoup(page.text, "html.parser")
    assert hostile in soup.get_text()
    assert not soup.select("[onclick]")


def test_what_other_programs_read_is_the_same_bytes_from_the_same_manual(site, tmp_path):
    complete(read(ROOT), tmp_path, TODAY)
    made = {f.relative_to(tmp_path): f.read_bytes() for f in tmp_path.rglob("*") if f.is_file()}
    assert made == {path: (site.folder / path).read_bytes() for path in made}
