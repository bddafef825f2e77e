"""Whatever leads out of the built site is asked by `make links`: nothing is made that nobody looks after."""

from bs4 import BeautifulSoup, SoupStrainer

from goldenthread.manual.outside_links import outside_links

LINKS = SoupStrainer(href=True)


def test_every_link_that_leaves_the_site_is_one_that_is_asked(site):
    asked = {link.address for link in outside_links(site.manual)}
    own = tuple(filter(None, (site.manual.partnership.site_url, site.manual.partnership.repository)))
    found = {
        str(element["href"])
        for page in site.every()
        for element in BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser", parse_only=LINKS)
        if str(element["href"]).startswith(("http:", "https:", "//"))
        and not str(element["href"]).startswith(own)
    }
    assert found - asked == set()
    assert found, "the worked example links to law and guidance"
