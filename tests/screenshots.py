"""Takes the README's pictures: `python -m tests.screenshots`, run by `make screenshots`.

Builds the worked example into a folder of its own and writes docs/assets/screenshots/.
"""

import functools
import http.server
import sys
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.conftest import ROOT, TODAY
from tests.site.conftest import QUIET_BROWSER, Quiet, chromium, run

PAGES = {
    "home": "",
    "procedure": "procedures/pre-birth/",
    "learning": "briefings/learning/child-e/",
}
WIDTHS = {390: 844, 1280: 720}
MOST = 150 * 1024
"""A picture may weigh this much: whoever clones the project loads them all."""
FOLDER = ROOT / "docs" / "assets" / "screenshots"


def main() -> int:
    """Write every picture; the exit status is 1 where one is too heavy."""
    with tempfile.TemporaryDirectory() as temporary:
        built, site = Path(temporary, "built"), Path(temporary, "site")
        for command in (
            ("mkdocs", "build", "--strict", "--site-dir", str(built)),
            ("goldenthread", "publish", str(built), str(site)),
        ):
            done = run(*command)
            if done.returncode:
                print(done.stdout, done.stderr, file=sys.stderr)
                return 1
        handler = functools.partial(Quiet, directory=str(site))
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            heavy = [file for file in _take(f"http://127.0.0.1:{server.server_port}/") if _is_heavy(file)]
            server.shutdown()
    for file in heavy:
        print(f"{file}: {file.stat().st_size // 1024} KB, more than {MOST // 1024}.", file=sys.stderr)
    return 1 if heavy else 0


def _take(address: str) -> list[Path]:
    FOLDER.mkdir(parents=True, exist_ok=True)
    files = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET_BROWSER)
        for width, height in WIDTHS.items():
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
            page.clock.set_fixed_time(f"{TODAY}T12:00:00")  # the day of the build: no copy is old
            for name, path in PAGES.items():
                page.goto(address + path, wait_until="networkidle")
                files.append(FOLDER / f"{name}-{width}.png")
                page.screenshot(path=files[-1])
        browser.close()
    return files


def _is_heavy(file: Path) -> bool:
    return file.stat().st_size > MOST


if __name__ == "__main__":
    sys.exit(main())
