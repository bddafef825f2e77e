"""linkchecker, which did not write our links, crawls the site as it is served and finds none broken.

Without anchors, which took it minutes and misses those of folder addresses: `built` checks them.
"""

from tests.site.conftest import run


def test_a_crawl_of_the_served_site_finds_no_broken_link(served, tmp_path):
    (tmp_path / "linkcheckerrc").write_text(
        "[checking]\nmaxrequestspersecond=1000\nthreads=4\n[output]\nstatus=0\n[filtering]\ncheckextern=0\n"
        "ignorewarnings=url-too-long\n"  # a link that starts a page carries the whole page
    )
    crawled = run("linkcheck", "-f", str(tmp_path / "linkcheckerrc"), "--no-robots", served, cwd=tmp_path)
    assert crawled.returncode == 0, crawled.stdout
    assert "0 errors found" in crawled.stdout
