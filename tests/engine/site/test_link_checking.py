"""linkchecker asks a server of the tests' own: it answers well, badly, elsewhere, slowly or not at all."""

import http.server
import json
import socket
import threading
import time
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from goldenthread import cli
from goldenthread.manual.outside_links import Answer, State
from goldenthread.site import link_checking
from goldenthread.site.link_checking import AskingError, Manners, ask, remember, seen_lately
from tests.conftest import TODAY
from tests.engine.small_manual import PROGRAM, edited, write

QUICK = Manners(at_once=8, a_second=1000, patience=1, before_retry=0)
CODES = {"/ok": 200, "/404": 404, "/500": 500, "/429": 429, "/403": 403}
LEADS = {
    "/moved": (301, "/ok"),
    "/for-now": (302, "/ok"),
    "/moved-away": (308, "/404"),
    "/round": (301, "/round"),
}


class Server(http.server.ThreadingHTTPServer):
    """Answers by the path, and remembers who asked when."""

    daemon_threads = True

    def __init__(self, waits: bool) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.waits = waits
        self.asked: Counter[str] = Counter()
        self.times: list[float] = []
        self.order: list[str] = []
        self.now, self.most = 0, 0
        self.lock = threading.Lock()

    def at(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"


class Handler(http.server.BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        with self.server.lock:
            self.server.asked[self.path] += 1
            self.server.order.append(self.path)
            self.server.times.append(time.monotonic())
            self.server.now += self.path.startswith("/wait")
            self.server.most = max(self.server.most, self.server.now)
        self.answer(self.path)
        with self.server.lock:
            self.server.now -= self.path.startswith("/wait")

    def answer(self, path: str) -> None:
        if path == "/dropped":
            self.connection.shutdown(socket.SHUT_RDWR)
        elif path == "/slow":
            time.sleep(2.5)
        elif path.startswith("/wait"):
            time.sleep(0.5)
            self.say(200)
        elif path in LEADS:
            self.say(LEADS[path][0], LEADS[path][1])
        elif path == "/better":
            self.say(500 if self.server.asked[path] == 1 else 200)
        elif path == "/robots.txt":
            self.say(200, text="User-agent: *\nDisallow: /private\n")
        else:
            self.say(CODES.get(path, 200))

    def say(self, code: int, leads_to: str = "", text: str = "<a href='/behind'>x</a>") -> None:
        self.send_response(code)
        if leads_to:
            self.send_header("Location", leads_to)
        if not self.server.waits:
            self.send_header("LinkChecker", "welcome")  # it need not wait between requests
        self.send_header("Content-Type", "text/plain" if "agent" in text else "text/html")
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server():
    yield from running(Server(waits=False))


@pytest.fixture
def server_without_a_welcome():
    yield from running(Server(waits=True))


def running(server):
    with server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="module")
def asked():
    """One round that meets every kind of answer: the server, and what was said of each path."""
    for server in running(Server(waits=False)):
        paths = [*CODES, *LEADS, "/dropped", "/slow", "/better", "/private/x", "/ok?a=b", "/caf\u00e9"]
        paths += [f"/wait/{number}" for number in range(4)]
        answers = ask([server.at(path) for path in paths], QUICK)
        yield server, {path: answers[server.at(path)] for path in paths}


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/ok", Answer(State.FINE, "200 OK")),
        ("/ok?a=b", Answer(State.FINE, "200 OK")),
        ("/caf\u00e9", Answer(State.FINE, "200 OK")),
        ("/for-now", Answer(State.FINE, "200 OK")),
        ("/better", Answer(State.FINE, "200 OK")),
        ("/404", Answer(State.BROKEN, "404 Not Found")),
        ("/403", Answer(State.BROKEN, "403 Forbidden")),
        ("/500", Answer(State.BROKEN, "500 Internal Server Error")),
        ("/dropped", Answer(State.BROKEN, "nothing at all")),
        ("/slow", Answer(State.BROKEN, "nothing in time")),
        ("/429", Answer(State.UNKNOWN, "429 Too Many Requests")),
        ("/private/x", Answer(State.UNKNOWN, "its robots.txt asks programs to stay away")),
    ],
)
def test_each_answer_is_told_as_what_it_is(asked, path, answer):
    assert asked[1][path] == answer


def test_what_moved_for_good_is_told_with_its_new_address(asked):
    server, answers = asked
    assert answers["/moved"] == Answer(State.MOVED, "301 Moved Permanently", server.at("/ok"))
    assert answers["/moved-away"] == Answer(State.BROKEN, "404 Not Found", server.at("/404"))
    assert answers["/round"].said == "it leads round in a circle"


def test_what_failed_is_asked_once_more_and_what_was_refused_is_not(asked):
    server, _ = asked
    assert {path: server.asked[path] for path in ("/500", "/slow", "/dropped", "/better")} == dict.fromkeys(
        ("/500", "/slow", "/dropped", "/better"), 2
    )
    assert [server.asked[path] for path in ("/403", "/429", "/private/x")] == [1, 1, 0]


def test_the_page_is_asked_and_nothing_behind_it(asked):
    assert asked[0].asked["/behind"] == 0


def test_several_are_asked_at_the_same_time(asked):
    assert asked[0].most > 1


def test_one_site_is_given_a_pause_between_two_requests(server_without_a_welcome):
    server = server_without_a_welcome
    ask([server.at("/1"), server.at("/2")], Manners(a_second=1.25, patience=5, before_retry=0))
    _for_robots, first, second = server.times
    assert second - first > 0.65  # linkchecker of itself waits 0.6 at most, where it is not told otherwise


ONE_AFTER_ANOTHER = replace(QUICK, at_once=1)


def test_the_sites_take_turns_because_a_pause_for_one_stops_all(server):
    other = server.at("").replace("127.0.0.1", "localhost")
    ask([server.at("/1"), server.at("/2"), server.at("/3"), f"{other}/4"], ONE_AFTER_ANOTHER)
    assert [path for path in server.order if path != "/robots.txt"] == ["/1", "/4", "/2", "/3"]


def test_the_new_address_of_a_page_that_moved_has_not_moved_itself(server):
    answers = ask([server.at("/moved"), server.at("/ok")], ONE_AFTER_ANOTHER)
    assert answers[server.at("/ok")] == Answer(State.FINE, "200 OK")


def test_a_site_where_nothing_listens_answers_nothing(server):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{closed.getsockname()[1]}/"
        assert ask([nobody, server.at("/ok")], QUICK)[nobody] == Answer(State.BROKEN, "nothing at all")


def test_what_is_no_address_is_told_and_never_asked():
    answers = ask(["www.example.org", "http://[bad/", "https://a.example/a b"], QUICK)
    assert {answer.state for answer in answers.values()} == {State.BROKEN}


def test_a_machine_that_hears_nobody_blames_no_link(monkeypatch):
    silence = Answer(State.BROKEN, "nothing at all")
    monkeypatch.setattr(link_checking, "_ask_once", lambda addresses, _: dict.fromkeys(addresses, silence))
    few = ["https://a.example", "https://a.example/2", "https://b.example"]
    assert ask(few, QUICK) == dict.fromkeys(few, silence)
    with pytest.raises(AskingError, match="Is this machine connected"):
        ask([*few, "https://c.example"], QUICK)


def test_a_linkchecker_that_does_not_run_is_said_so(monkeypatch):
    monkeypatch.setattr(link_checking, "_settings", lambda _: "no settings")
    with pytest.raises(AskingError, match="linkchecker did not run"):
        ask(["https://a.example"], QUICK)


def test_only_what_answered_is_remembered_and_not_for_long(tmp_path):
    file = tmp_path / "build" / "links.json"
    answers = {
        "fine": Answer(State.FINE, "200 OK"),
        "moved": Answer(State.MOVED, "301", "new"),
        "broken": Answer(State.BROKEN, "404"),
        "unknown": Answer(State.UNKNOWN, "429"),
    }
    remember(file, {"before": TODAY - timedelta(days=2)}, answers, TODAY)
    assert seen_lately(file, TODAY) == {"before": TODAY - timedelta(days=2), "fine": TODAY}
    assert set(seen_lately(file, TODAY + timedelta(days=5))) == {"fine"}
    assert seen_lately(file, TODAY + timedelta(days=7)) == {}
    assert seen_lately(file, TODAY - timedelta(days=3)) == {}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"a": 1}', '{"a": "soon"}', "\u00ff"])
def test_a_memory_that_cannot_be_read_is_none(tmp_path, text):
    (tmp_path / "links.json").write_text(text, encoding="latin-1")
    assert seen_lately(tmp_path / "links.json", TODAY) == {}


def test_the_command_tells_reports_remembers_and_stops(server, tmp_path, monkeypatch, capsys):
    words = f"[1]({server.at('/fine')}) [2]({server.at('/moved')}) [3]({server.at('/404')}) See"
    write(tmp_path, {**edited("procedures/neglect.md", "See the child alone.", words), **PROGRAM})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cli, "ask", partial(ask, manners=QUICK))

    def links(day: date = TODAY) -> int:
        return cli.main(["--today", day.isoformat(), "links", "--report", "build/links.md"])

    assert links() == 1
    line = f"procedures/neglect.md:{text_line(tmp_path)}"
    assert capsys.readouterr().out.splitlines() == [
        f"{line}: broken: {server.at('/404')} answered: 404 Not Found. Owner: Procedures group",
        f"{line}: moved: {server.at('/moved')} answered: 301 Moved Permanently. "
        f"It leads to {server.at('/ok')} Owner: Procedures group",
    ]
    assert f"`{server.at('/404')}` answered `404 Not Found`" in (tmp_path / "build/links.md").read_text()
    assert list(json.loads((tmp_path / "build/links.json").read_text())) == [server.at("/fine")]

    before = server.asked["/404"]
    server.asked.clear()
    assert links() == 1
    assert server.asked["/404"] == before
    assert server.asked["/fine"] == 0

    exception = f"- {{address: '{server.at('/404')}', why: It opens for people., on: 2026-11-20}}\n"
    (tmp_path / "data/link-exceptions.yml").write_text(exception)
    server.asked.clear()
    assert links(TODAY + timedelta(days=7)) == 0
    assert server.asked["/404"] == 0
    assert server.asked["/fine"] == 1


def test_where_nobody_could_be_asked_the_command_says_so_and_leaves_no_old_report(
    tmp_path, monkeypatch, capsys
):
    write(tmp_path, {})
    write(tmp_path, PROGRAM)
    (tmp_path / "old.md").write_text("Everything is fine.")
    monkeypatch.chdir(tmp_path)

    def deaf(_):
        raise AskingError("No site answered at all.")

    monkeypatch.setattr(cli, "ask", deaf)
    assert cli.main(["--today", TODAY.isoformat(), "links", "--report", "old.md"]) == 2
    assert "No site answered at all." in capsys.readouterr().err
    assert not (tmp_path / "old.md").exists()


def text_line(root) -> int:
    text = (root / "procedures/neglect.md").read_text(encoding="utf-8")
    return text[: text.index("[1](")].count("\n") + 1
