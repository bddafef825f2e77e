"""The worked example, built once as `make site` builds it, and once from its staged copy."""

import functools
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import sync_playwright

from goldenthread.manual.manual import Manual, Page
from goldenthread.manual.page_records import AnyPage
from goldenthread.manual.reading import read
from goldenthread.text.links import url
from tests.conftest import ROOT, TODAY, copy_project

ENVIRONMENT = {
    **os.environ,
    "GOLDENTHREAD_TODAY": TODAY.isoformat(),
    "NO_MKDOCS_2_WARNING": "1",
    "DISABLE_MKDOCS_2_WARNING": "true",
    "CI": "",  # what is tested may be a shallow clone, of which no real site is published
}


OF_ANY_MANUAL = ("test_crawl.py", "test_outside.py", "test_privacy.py")
"""What is proved of whatever a partnership writes; the others prove the engine, on pages of the example."""


def pytest_collection_modifyitems(items) -> None:
    """Leave out, where the manual is a partnership's own, what looks at pages of the example."""
    if "id" in read(ROOT).partnership.example:
        return
    for item in items:
        if "tests/site" in item.nodeid and item.path.name not in OF_ANY_MANUAL:
            item.add_marker(pytest.mark.skip(reason="It looks at pages of the worked example."))


def run(*command: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a module of Python from the project's root, as the Makefile does."""
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=cwd,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )


QUIET_BROWSER = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
"""Without these a browser asks its maker's hosts for news, and some machines run tests as root."""


Once = Callable[[str, Callable[[Path], None]], Path]
PATIENCE = 3000
"""Tenths of a second that a worker waits for what another one builds."""


@dataclass(frozen=True)
class Site:
    folder: Path
    manual: Manual

    def soup(self, path: str) -> BeautifulSoup:
        """Read a built page by its path in the source: once, so nobody may change what it gives."""
        return _read(self.folder / url(path) / "index.html")

    def pages(self) -> list[tuple[Page[AnyPage], BeautifulSoup]]:
        return [(page, self.soup(page.path)) for page in self.manual.pages()]

    def every(self) -> list[Path]:
        return sorted(self.folder.rglob("*.html"))


@functools.cache
def _read(file: Path) -> BeautifulSoup:
    return BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")


@pytest.fixture(scope="session")
def once(tmp_path_factory) -> Once:
    """Make a folder once for all workers: whoever comes first makes it, and nobody writes into it after."""
    base = tmp_path_factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def made(name: str, make: Callable[[Path], None]) -> Path:
        folder, done = base / name, base / f"{name}.done"
        try:
            folder.mkdir()
        except FileExistsError:
            for _ in range(PATIENCE):
                if done.exists():
                    return folder
                time.sleep(0.1)
            raise AssertionError(f"Another worker could not make {name}.") from None
        make(folder)
        done.touch()
        return folder

    return made


@pytest.fixture(scope="session")
def site(once) -> Site:
    return Site(once("site", build_site) / "site", read(ROOT))


def build_site(folder: Path) -> None:
    built = run("mkdocs", "build", "--strict", "--site-dir", str(folder / "built"))
    assert built.returncode == 0, built.stdout + built.stderr
    published = run("goldenthread", "publish", str(folder / "built"), str(folder / "site"))
    assert published.returncode == 0, published.stdout + published.stderr


ADDRESS = "https://midshire.example/manual/"
"""Where the addressed site says that it is published: nobody can own a name that ends so."""


@pytest.fixture(scope="session")
def addressed(once) -> Site:
    """The worked example with an address of its own, so that codes and prints lead somewhere."""
    root = once("addressed", build_addressed) / "project"
    return Site(root / "site", read(root))


def build_addressed(folder: Path) -> None:
    root = copy_project(folder / "project")
    data = root / "data/partnership.yml"
    text = data.read_text(encoding="utf-8")
    data.write_text(text.replace('site_url: ""', f"site_url: {ADDRESS}"), encoding="utf-8")
    built = run("mkdocs", "build", "--strict", "--site-dir", "built", cwd=root)
    assert built.returncode == 0, built.stdout + built.stderr
    published = run("goldenthread", "publish", "built", "site", cwd=root)
    assert published.returncode == 0, published.stdout + published.stderr


@pytest.fixture(scope="session")
def staged(tmp_path_factory) -> Site:
    folder = tmp_path_factory.mktemp("staged") / "copy"
    written = run("goldenthread", "--today", TODAY.isoformat(), "stage", str(folder))
    assert written.returncode == 0, written.stdout + written.stderr
    built = run(
        "properdocs",
        "build",
        "--strict",
        "-f",
        str(folder / "mkdocs.yml"),
        "--site-dir",
        str(folder / "site"),
    )
    assert built.returncode == 0, built.stdout + built.stderr
    return Site(folder / "site", read(ROOT))


def chromium() -> str | None:
    """Find a browser: the one named in the environment, or one of the system's."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


DEJAVU = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSansMono.ttf", "DejaVuSansMono-Bold.ttf")
"""The widest letters that a device may have, and all that Debian installs beside a browser."""
FONTS = """<?xml version="1.0"?>
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{folder}/cache</cachedir>
</fontconfig>
"""


@pytest.fixture(scope="session")
def machine(tmp_path_factory):
    """Give the environment of a machine that has no fonts but DejaVu; None where this one lacks them."""
    found = {file.name: file for file in Path("/usr/share/fonts").rglob("DejaVuSans*.ttf")}
    if not found.keys() >= {*DEJAVU}:
        assert not os.environ.get("CI"), "CI must have the fonts of DejaVu: .ci/run installs them"
        return None
    folder = tmp_path_factory.mktemp("fonts")
    for name in DEJAVU:
        shutil.copy(found[name], folder / name)
    file = folder / "fonts.conf"
    file.write_text(FONTS.format(folder=folder), encoding="utf-8")
    return {**os.environ, "FONTCONFIG_FILE": str(file)}


LETTERS = {"with the typeface": [], "typeface blocked": ["--disable-remote-fonts"]}
"""What letters a browser may have, and what it is told for them."""


def pytest_generate_tests(metafunc) -> None:
    """Run what is marked `fits` twice: with the typeface of the manual, and where it is blocked."""
    if metafunc.definition.get_closest_marker("fits"):
        metafunc.parametrize("letters", list(LETTERS), indirect=True, scope="module")


@pytest.fixture(scope="module")
def letters(request):
    """Give what letters the browser has: those of the manual, unless a test says otherwise."""
    return getattr(request, "param", next(iter(LETTERS)))


@pytest.fixture(scope="session")
def browsers(machine):
    """Start a real browser when it is first asked for, by the letters that it has."""
    path = chromium()
    if path is None:
        assert not os.environ.get("CI"), "CI must have Chromium: .ci/run installs it"
        pytest.skip("no Chromium here: install it, or name it in CHROMIUM")
    with sync_playwright() as playwright:

        @functools.cache
        def having(letters):
            if LETTERS[letters] and machine is None:
                pytest.skip("no DejaVu here: install it to see what fits where the typeface is blocked")
            args = [*QUIET_BROWSER, *LETTERS[letters]]
            return playwright.chromium.launch(executable_path=path, args=args, env=machine)

        yield having  # they end with Playwright


@pytest.fixture(scope="module")
def browser(browsers, letters):
    """Drive a real browser. Skips with the reason where there is none, but never in CI."""
    return browsers(letters)


@pytest.fixture(scope="session")
def kinds(site):
    """One page of each kind, by its address on the site; all of those that are made or stand in docs/."""
    first = {}
    for page in site.manual.pages():
        kind = page.path if page.file.startswith("docs/") else getattr(page.record, "kind", page.record.noun)
        first.setdefault(kind, url(page.path))
    written = {url(page.path) for page in site.manual.pages()}
    built = {file.parent.relative_to(site.folder).as_posix() for file in site.every()}
    made = {"" if path == "." else f"{path}/" for path in built} - written
    lists = {
        path for path in made if "http-equiv" not in (site.folder / path / "index.html").read_text("utf-8")
    }
    alike = {
        r"^(for|themes)/.+": r"\1/*",
        r"^briefings/learning/.+/pack/": "pack",
        r"^briefings/one-minute/.+/bookmark/": "bookmark",
        r"^briefings/seven-minute/[^/]+/session/": "session/",
        r"^procedures/.+/history/(\d)?.*": r"history/\1",
    }
    one_of_each = {}
    for path in sorted(lists):
        kind = path
        for pattern, name in alike.items():
            kind = re.sub(pattern, name, kind)
        one_of_each[kind] = path
    return [*first.values(), *one_of_each.values(), "404.html"]


@pytest.fixture
def tab(browser):
    """A page as wide as a phone, closed after the test."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    yield page
    page.close()


def faults(page: BrowserPage, where: str, only: str = "") -> list[str]:
    """Give what axe finds on an open page; `only` names one rule."""
    options: dict[str, object] = {"resultTypes": ["violations"]}
    if only:
        options["runOnly"] = [only]
    found = Axe().run(page, options=options).response["violations"]
    return [f"{where}: {v['id']}: {n['target']} {n['failureSummary']}" for v in found for n in v["nodes"]]


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """Tell a link checker on the same machine that it need not wait between requests."""
        self.send_header("LinkChecker", "welcome")
        super().end_headers()


@pytest.fixture(scope="session")
def served(site):
    """Serve the site on this machine; gives its address."""
    with serving(site.folder) as address:
        yield address


@pytest.fixture(scope="session")
def served_addressed(addressed):
    """Serve the site that has an address; gives where it is served, which is not that address."""
    with serving(addressed.folder) as address:
        yield address


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine; gives its address."""
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
