"""What leads on leads there with and without scripts, and shows nothing that nobody may see."""

import pytest
from bs4 import BeautifulSoup

from goldenthread.pages.redirects import redirect
from goldenthread.pages.sharing import preview_of
from tests.engine.small_manual import edited, manual_of

NEGLECT = "procedures/neglect.md"


def leading_on(tmp_path, changed=None, is_shown=True):
    manual, _ = manual_of(tmp_path, changed)
    page = manual.procedures["neglect"]
    shown = preview_of(manual, page) if is_shown else None
    return BeautifulSoup(redirect("procedures/old.md", page.path, page, shown), "html.parser")


def test_it_leads_on_by_script_by_refresh_and_by_a_link(tmp_path):
    soup = leading_on(tmp_path)
    assert soup.select_one('meta[http-equiv="refresh"]')["content"] == "0; url=../neglect/"
    assert soup.select_one('link[rel="canonical"]')["href"] == "../neglect/"
    assert soup.select_one("script")["src"] == "../../assets/lead-on.js"
    assert (soup.a["href"], soup.a.get_text()) == ("../neglect/", "Neglect")


@pytest.mark.parametrize("is_shown", [True, False])
def test_a_link_to_it_is_shown_only_where_somebody_may_pass_it_on(tmp_path, is_shown):
    assert bool(leading_on(tmp_path, is_shown=is_shown).select('meta[property^="og:"]')) == is_shown


def test_a_title_is_no_markup(tmp_path):
    soup = leading_on(tmp_path, edited(NEGLECT, "title: Neglect", "title: Neglect &lt;b&gt;"))
    assert soup.a.get_text() == "Neglect &lt;b&gt;"
