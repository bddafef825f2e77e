"""Times our commands against others in one run: `make benchmark`. A figure, never a test.

Compares a build of 300 procedures with bare MkDocs and Material on the same Markdown with the same
navigation, in pairs, so that a busy machine slows both alike.
"""

import importlib.util
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
PROCEDURES, PAIRS, VERSIONS = 300, 5, 10
SETTLE = 5.0
"""Seconds in which a server that has just begun finishes what it does behind the page."""
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


def run(folder: Path, *command: str) -> None:
    """Run a module of Python in a folder; raises where it fails."""
    subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, env=ENVIRONMENT, capture_output=True, check=True
    )


def timed(work: Callable[[], None]) -> float:
    """Give the seconds that something takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def our_manual(folder: Path) -> None:
    """Copy the project, with the worked example's procedures repeated until there are enough."""
    for name in ("briefings", "docs", "data", "theme", "goldenthread", "procedures"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("macros.py", "hooks.py", "mkdocs.yml"):
        shutil.copy(ROOT / name, folder / name)
    originals = sorted((folder / "procedures").glob("*.md"))
    for number in range(PROCEDURES - len(originals)):
        original = originals[number % len(originals)]
        shutil.copy(original, folder / "procedures" / f"{original.stem}-copy-{number}.md")


def bare_material(ours: Path, folder: Path) -> None:
    """Write the same Markdown for bare MkDocs: Material, its search, the same navigation, no more."""
    shutil.copytree(ours / "docs", folder / "docs")
    for name in ("procedures", "briefings"):
        shutil.copytree(ours / name, folder / "docs" / name)
    config = yaml.safe_load((ours / "mkdocs.yml").read_text(encoding="utf-8"))
    for entry in config["nav"]:
        for path in entry.values():
            (folder / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
            if not (folder / "docs" / path).exists():
                (folder / "docs" / path).write_text("# Contents\n", encoding="utf-8")
    extensions = [e for e in config["markdown_extensions"] if e != "goldenthread.rendering.extension"]
    bare = {
        "site_name": "Bare",
        "nav": config["nav"],
        "not_in_nav": "*",
        "theme": {"name": "material", "font": False},
        "plugins": ["search"],
        "markdown_extensions": extensions,
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(bare), encoding="utf-8")


def main() -> None:
    """Print one line a comparison."""
    with tempfile.TemporaryDirectory() as where:
        ours, bare, staged = (Path(where) / name for name in ("ours", "bare", "staged"))
        ours.mkdir()
        bare.mkdir()
        our_manual(ours)
        bare_material(ours, bare)

        def our_build() -> float:
            return timed(lambda: run(ours, "mkdocs", "build", "--strict", "--site-dir", "build"))

        def our_site() -> float:
            return our_build() + timed(lambda: run(ours, "goldenthread", "publish", "build", "site"))

        def bare_build() -> float:
            return timed(lambda: run(bare, "mkdocs", "build", "--site-dir", "build"))

        compare(f"build, {PROCEDURES} procedures", our_build, bare_build)
        compare("the same with the search index, redirects and every link checked", our_site, bare_build)
        compare("from save to the page", lambda: saved(ours), lambda: saved(bare, "docs"))
        checks = [timed(lambda: run(ours, "goldenthread", "check")) for _ in range(PAIRS)]
        print(f"check: {statistics.median(checks):.2f} s")
        print(f"stage: {timed(lambda: run(ours, 'goldenthread', 'stage', str(staged))):.2f} s")
        zensical(staged)
        history(ours)


def history(ours: Path) -> None:
    """Print what the history adds to publishing: the first time, and again with all of it remembered."""

    def publishing() -> float:
        shutil.rmtree(ours / "build", ignore_errors=True)
        shutil.copytree(ours / "built", ours / "build")
        return timed(lambda: run(ours, "goldenthread", "publish", "build", "site"))

    run(ours, "mkdocs", "build", "--strict", "--site-dir", "built")
    without = statistics.median(publishing() for _ in range(3))
    a_past(ours)
    first = publishing()
    later = statistics.median(publishing() for _ in range(3))
    pages = len(list((ours / "site").glob("procedures/*/history/*/index.html")))
    print(
        f"history, {PROCEDURES} procedures with {VERSIONS} versions ({pages} superseded pages): "
        f"the first time {first - without:.1f} s more, the next {later - without:.2f} s more",
        flush=True,
    )


def a_past(folder: Path) -> None:
    """Give each procedure its versions in Git, one commit each: a paragraph came, and one was worded anew."""
    files = sorted((folder / "procedures").glob("*.md"))
    told = [b"reset refs/heads/main\n"]
    for number in range(VERSIONS):
        for place, file in enumerate(files):
            text = file.read_text(encoding="utf-8")
            for older in range(VERSIONS - 1 - number):
                text = text.replace(". ", f", as it was put {older} times. ", 1)
                text += f"\nParagraph {older} went.\n"
            raw = text.encode()
            when = f"{1_600_000_000 + (number * PROCEDURES + place) * 40_000} +0000"
            told.append(
                f"commit refs/heads/main\ncommitter Benchmark <benchmark@example.org> {when}\n"
                f"data 1\n.\nM 100644 inline procedures/{file.name}\ndata {len(raw)}\n".encode()
                + raw
                + b"\n"
            )
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=folder, check=True)
    subprocess.run(["git", "fast-import", "--quiet"], cwd=folder, input=b"".join(told), check=True)


def compare(what: str, ours: Callable[[], float], bare: Callable[[], float]) -> None:
    """Take the seconds of two things in turn, and print their medians and their ratio, pair by pair."""
    pairs = [(ours(), bare()) for _ in range(PAIRS + 1)][1:]
    ratios = [a / b for a, b in pairs]
    print(
        f"{what}: ours {statistics.median(a for a, _ in pairs):.2f} s, "
        f"bare Material {statistics.median(b for _, b in pairs):.2f} s, "
        f"ratio {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})",
        flush=True,
    )


def saved(folder: Path, below: str = "") -> float:
    """Serve a folder, save one page, and give the seconds until the server has it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", address]
    server = subprocess.Popen(
        command, cwd=folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(f"http://{address}/procedures/neglect/", "")
        time.sleep(SETTLE)
        mark = f"Saved {time.time_ns()}."
        with (folder / below / "procedures/neglect.md").open("a", encoding="utf-8") as page:
            page.write(f"\n{mark}\n")
        return timed(lambda: wait_for(f"http://{address}/procedures/neglect/", mark))
    finally:
        server.terminate()
        server.wait()


def wait_for(address: str, text: str) -> None:
    """Ask for a page until it has a text."""
    while True:
        try:
            with urllib.request.urlopen(address, timeout=60) as answer:
                if text in answer.read().decode():
                    return
        except OSError:
            pass
        time.sleep(0.05)


def zensical(staged: Path) -> None:
    """Say what Zensical makes of the staged copy. It is no requirement of ours."""
    if importlib.util.find_spec("zensical") is None:
        print("Zensical: not installed")
        return
    seconds = timed(lambda: run(staged, "zensical", "build"))
    pages = len(list((staged / "site").rglob("index.html")))
    print(f"Zensical on the staged copy: {pages} pages, {seconds:.2f} s")


if __name__ == "__main__":
    main()
