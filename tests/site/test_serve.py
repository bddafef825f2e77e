"""The editor's own server never dies: a page with a problem shows it, and comes back when it is mended."""

import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from tests.conftest import copy_engine
from tests.engine import every_kind
from tests.engine.small_manual import write
from tests.site.conftest import ENVIRONMENT

PATIENCE = 60
"""Seconds after which a page that has not come is not coming; not a measure of speed."""
PAGE = "procedures/neglect/"
PROBLEMS = "This page cannot be shown yet"


class Server:
    """`make serve` on a small manual with every kind of page."""

    def __init__(self, folder):
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}/"
        command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}"]
        self.log = (folder / "log").open("w")
        self.process = subprocess.Popen(
            command, cwd=folder, env=ENVIRONMENT, stdout=self.log, stderr=self.log
        )

    def get(self, path):
        with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
            return answer.read().decode()

    def wait_for(self, path, *texts):
        """Ask for a page until it has all texts."""
        end = time.monotonic() + PATIENCE
        seen = ""
        while time.monotonic() < end:
            assert self.process.poll() is None, (self.folder / "log").read_text()
            try:
                seen = self.get(path)
            except OSError:
                seen = ""
            if all(text in seen for text in texts):
                return seen
            time.sleep(0.2)
        raise AssertionError(f"{texts} not in {seen[-3000:]}\n{(self.folder / 'log').read_text()[-3000:]}")

    def close(self):
        self.process.terminate()
        self.process.wait()
        self.log.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = write(copy_engine(tmp_path_factory.mktemp("serve")), every_kind.FILES)
    running = Server(folder)
    yield running
    running.close()


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("macros.py", "def define_env(env):", "def define_env(env:", "macros.py:"),
        ("macros.py", "return words().contact(name, text)", "return nothing", "macros.py fails"),
        ("procedures/neglect.md", "title: ", "title: [", "procedures/neglect.md:2"),
        ("procedures/neglect.md", "## ", '{{ procedure("nothing") }}\n\n## ', "There is no"),
        ("data/partnership.yml", "name: ", "name: : ", "data/partnership.yml:"),
        ("data/glossary.yml", "- term:", "- trem:", "data/glossary.yml:"),
    ],
    ids=[
        "a macro that cannot be read",
        "a macro that fails",
        "YAML",
        "a word",
        "the partnership",
        "the glossary",
    ],
)
def test_a_broken_file_shows_its_problems_and_mending_it_shows_the_page(server, file, old, new, told):
    server.wait_for(PAGE, "gt-summary")
    good = (server.folder / file).read_text(encoding="utf-8")
    assert old in good
    (server.folder / file).write_text(good.replace(old, new, 1), encoding="utf-8")
    server.wait_for(PAGE, PROBLEMS, told)
    (server.folder / file).write_text(good, encoding="utf-8")
    assert PROBLEMS not in server.wait_for(PAGE, "gt-summary")


@pytest.mark.parametrize(
    ("file", "path", "text"),
    [
        ("procedures/neglect.md", PAGE, "Saved procedures."),
        (
            "briefings/one-minute/bruising.md",
            "briefings/one-minute/bruising/",
            "Saved briefings.",
        ),
        ("docs/index.md", "", "Saved docs."),
        ("data/glossary.yml", "glossary/", "Saved data."),
        ("theme/main.html", PAGE, "Saved theme."),
    ],
)
def test_a_saved_file_is_seen_without_starting_again(server, file, path, text):
    added = {
        "data/glossary.yml": f"\n- {{term: Zzz, meaning: {text}}}\n",
        "theme/main.html": f"{{% block footer %}}{text}{{% endblock %}}",
    }
    with (server.folder / file).open("a", encoding="utf-8") as opened:
        opened.write(added.get(file, f"\n{text}\n"))
    server.wait_for(path, text)


def test_search_follows_a_saved_page_while_the_editor_reads_it(server):
    with (server.folder / "procedures/neglect.md").open("a", encoding="utf-8") as opened:
        opened.write("\nA quokka was seen.\n")
    server.wait_for(PAGE, "A quokka was seen.")
    server.wait_for("pagefind/words.json", "quokka")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("changes/", "What changed"),
        ("changes/feed.xml", "<feed"),
        ("due/", "What is due"),
        ("due/calendar.ics", "BEGIN:VCALENDAR"),
        ("tables/changes.csv", "in_force"),
        ("tables/actions.json", '"columns"'),
        ("learning/", "From learning to practice"),
        ("procedures/neglect/history/", "make serve HISTORY=1"),
        ("assets/typeface/licence.txt", "SIL OPEN FONT LICENSE"),
        ("7/bruising/", "briefings/seven-minute/bruising/"),
    ],
)
def test_what_the_published_site_tells_others_is_served_too(server, path, text):
    server.wait_for(path, text)
