"""Asks addresses whether they still answer, through linkchecker, and remembers which lately did.

linkchecker runs as a program of its own, with its own politeness. Must not know where in the manual an
address stands.

In: addresses. Out: an answer for each: `ask(["https://example.org"])`.
"""

import csv
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from goldenthread.manual.outside_links import Answer, State, is_askable
from goldenthread.text.dates import NoDateError, parse_day

LATELY = timedelta(days=6)
"""How long an answer counts: a weekly round asks every address, and a second try only those that failed."""
NO_ADDRESS = Answer(State.BROKEN, "this is no address that a browser can open")
NO_ANSWER = Answer(State.UNKNOWN, "linkchecker said nothing of it")

HOP = re.compile(r"^Redirected to `(?P<to>.*)' status: (?P<status>\d+) ?(?P<reason>.*)\.$", re.MULTILINE)
FOR_GOOD = ("301", "308")
REFUSED = re.compile(r"4\d\d ")
TOO_SLOW, NO_SITE, NOTHING = "nothing in time", "there is no such site", "nothing at all"
SILENCE = (TOO_SLOW, NO_SITE, NOTHING)
TROUBLE = (
    (re.compile(r"ReadTimeout|ConnectTimeout"), TOO_SLOW),
    (re.compile(r"NameResolutionError|Hostname not found|getaddrinfo"), NO_SITE),
    (re.compile(r"SSLError|CertificateError"), "its certificate is not valid"),
    (re.compile(r"TooManyRedirects"), "it leads round in a circle"),
    (re.compile(r"ConnectionError|ProxyError|ChunkedEncodingError|ProtocolError"), NOTHING),
)
"""What linkchecker's own words for trouble mean to an editor."""
ENOUGH_SITES = 3
"""When so many sites are silent and none answers, this machine is not connected."""


@dataclass(frozen=True)
class Manners:
    """How politely addresses are asked."""

    at_once: int = 8
    """How many sites are asked at the same time."""
    a_second: float = 1
    """How many requests one site gets in a second at most; linkchecker waits up to six times as long."""
    patience: int = 30
    """How many seconds a site may take."""
    before_retry: float = 20
    """How many seconds a site that failed may recover before it is asked once more."""


class AskingError(Exception):
    """No address could be asked."""


def ask(addresses: Collection[str], manners: Manners | None = None) -> dict[str, Answer]:
    """Ask each address, and a second time those that failed.

    Args:
        addresses: Addresses without anchors, in any order.
        manners: How politely; as a guest where it is None.

    Returns:
        What came of each address.

    Raises:
        AskingError: linkchecker did not run, or this machine is not connected.
    """
    manners = manners or Manners()
    answers = {address: NO_ADDRESS for address in addresses if not is_askable(address)}
    answers |= _ask_once([address for address in addresses if address not in answers], manners)
    again = [address for address, answer in answers.items() if _may_pass(answer)]
    if again:
        time.sleep(manners.before_retry)
        answers |= _ask_once(again, manners)
    if _is_deaf(answers):
        raise AskingError("No site answered at all. Is this machine connected?")
    return answers


def seen_lately(file: Path, today: date) -> dict[str, date]:
    """Read which addresses answered in the last six days.

    Args:
        file: Where `remember` noted them.
        today: The day it is.

    Returns:
        The day on which each answered; none where the file is missing or damaged.
    """
    try:
        noted = json.loads(file.read_text(encoding="utf-8"))
        seen = {str(address): parse_day(day) for address, day in noted.items()}
    except (OSError, ValueError, AttributeError, TypeError, NoDateError):
        return {}
    return {address: day for address, day in seen.items() if timedelta() <= today - day < LATELY}


def remember(file: Path, seen: Mapping[str, date], answers: Mapping[str, Answer], today: date) -> None:
    """Note which addresses answered. What moved or broke is left out, so that the next round asks it again.

    Args:
        file: Where they are noted, as JSON.
        seen: The addresses that answered lately, and when.
        answers: What came of each address today.
        today: The day it is.
    """
    now = {address: today for address, answer in answers.items() if answer.state is State.FINE}
    noted = {address: day.isoformat() for address, day in sorted({**seen, **now}.items())}
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(noted, indent=0), encoding="utf-8")


def _may_pass(answer: Answer) -> bool:
    """Whether a site may answer if asked again: it was down or slow, and did not refuse."""
    return answer.state is State.BROKEN and answer is not NO_ADDRESS and not REFUSED.match(answer.said)


def _is_deaf(answers: Mapping[str, Answer]) -> bool:
    """Whether no site at all was heard, so that nothing is known of any link."""
    asked = {address: answer for address, answer in answers.items() if answer is not NO_ADDRESS}
    sites = {urlsplit(address).netloc for address in asked}
    return len(sites) >= ENOUGH_SITES and all(answer.said in SILENCE for answer in asked.values())


def _ask_once(addresses: Collection[str], manners: Manners) -> dict[str, Answer]:
    if not addresses:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "linkcheckerrc"
        settings.write_text(_settings(manners), encoding="utf-8")
        ran = subprocess.run(
            [sys.executable, "-m", "linkcheck", "--config", str(settings), "--stdin"],
            input="\n".join(_in_turns(addresses)),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            env={**os.environ, "LC_ALL": "C", "LANGUAGE": "en", "PYTHONUTF8": "1"},
            check=False,
        )
    rows = csv.DictReader(io.StringIO(ran.stdout, newline=""), delimiter=";")
    if "urlname" not in (rows.fieldnames or ()):
        told = ran.stderr.strip().splitlines() or ["it said nothing"]
        raise AskingError(f"linkchecker did not run: {told[-1]}")
    return dict.fromkeys(addresses, NO_ANSWER) | {
        row["urlname"]: _answer(row) for row in rows if row["urlname"] in addresses
    }


def _settings(manners: Manners) -> str:
    """Write linkchecker's own settings: ask for the page and nothing behind it, and obey robots.txt."""
    return f"""\
[checking]
threads={manners.at_once}
timeout={manners.patience}
maxrequestspersecond={manners.a_second}
recursionlevel=0
robotstxt=1
[filtering]
checkextern=1
[output]
status=0
verbose=1
log=csv
[csv]
parts=urlname,result,warningstring,infostring,valid
"""


def _in_turns(addresses: Iterable[str]) -> list[str]:
    """Put one address of each site before the second of any: linkchecker's pause for one stops all."""
    turns: dict[str, int] = defaultdict(int)
    numbered = []
    for address in addresses:
        site = urlsplit(address).netloc
        numbered.append((turns[site], address))
        turns[site] += 1
    return [address for _, address in sorted(numbered, key=lambda one: one[0])]


def _answer(row: Mapping[str, str]) -> Answer:
    """Read one row of linkchecker's table."""
    leads_to, said = _moved(row["urlname"], row["warningstring"])
    if row["valid"] != "True":
        return Answer(State.BROKEN, _in_words(row["result"]), leads_to)
    if "robots.txt" in row["infostring"]:
        return Answer(State.UNKNOWN, "its robots.txt asks programs to stay away")
    if row["result"].startswith("429"):
        return Answer(State.UNKNOWN, row["result"])
    return Answer(State.MOVED, said, leads_to) if leads_to else Answer(State.FINE, row["result"])


def _moved(address: str, warnings: str) -> tuple[str, str]:
    """Find where an address leads for good, and how that was said; empty where it stays.

    linkchecker repeats a whole chain for every address in it: only what comes after this one counts.
    """
    hops = list(HOP.finditer(warnings))
    after = max((i + 1 for i, hop in enumerate(hops) if hop["to"] == address), default=0)
    leads_to, said = "", ""
    for hop in hops[after:]:
        if hop["status"] not in FOR_GOOD:
            break
        leads_to, said = hop["to"], f"{hop['status']} {hop['reason']}".strip()
    return leads_to, said


def _in_words(result: str) -> str:
    return next((words for trouble, words in TROUBLE if trouble.search(result)), result)
