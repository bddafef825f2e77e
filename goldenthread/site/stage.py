"""Writes the whole manual as plain Markdown that any generator of this family can build.

Words are expanded, frames are in, no Jinja is left and every link is made. This is the way out: the
manual outlives its generator. Must not import one.
"""

import shutil
from collections.abc import Iterable
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import yaml

from goldenthread.manual.manual import Manual
from goldenthread.pages.frame import frame
from goldenthread.pages.made.registry import make_pages
from goldenthread.pages.sharing import Preview, head, preview, preview_of
from goldenthread.pages.words import Vocabulary
from goldenthread.site.listed import LISTED
from goldenthread.site.typeface import typeface
from goldenthread.text.colour import on_night, under_white
from goldenthread.text.dates import long_day
from goldenthread.text.folders import empty
from goldenthread.text.front_matter import write_front
from goldenthread.text.problems import Problem


def front_matter(title: str, summary: str, quick_exit: bool = False, shown: Preview | None = None) -> str:
    """Give what a generator needs to know of a page, escaped: themes print titles as they come.

    `shown` is what is shown of a link to the page, which stands in its head.

    No page is compiled as a template: `macros.py` expands its words first, and content can run no code.
    """
    known: dict[str, Any] = {"title": escape(title), "description": escape(summary), "render_macros": False}
    if quick_exit:
        known["quick_exit"] = True
    if shown:
        known["shown"] = head(shown)
    return write_front(known)


def settings(manual: Manual, today: date) -> dict[str, Any]:
    """Give what a generator must know from `data/partnership.yml`, in MkDocs' own words."""
    partnership = manual.partnership
    return {
        "site_name": escape(partnership.name),
        "site_url": partnership.site_url or None,
        "extra": {
            "worked_example": partnership.worked_example,
            "short_name": escape(partnership.short_name),
            "quick_exit_to": escape(partnership.quick_exit_to),
            "brand": under_white(partnership.colour),
            "brand_on_night": on_night(partnership.colour),
            "generator": False,
            "built": today.isoformat(),
            "built_on": long_day(today),
        },
    }


def stage(
    manual: Manual,
    words: Vocabulary,
    problems: Iterable[Problem],
    root: Path,
    folder: Path,
    today: date,
) -> None:
    """Write `folder`/docs, and `folder`/mkdocs.yml without hooks and macros.

    Replaces what stands in `folder`. The manual must be without problems that stop.
    Raises NotOursError where something in `folder` would be lost.
    """
    empty(folder, root)
    pages = {
        page.path: (page.record.title, page.record.summary, page.record.quick_exit, preview_of(manual, page))
        for page in manual.pages()
    }
    texts = {
        page.path: frame(manual, page, words.expand(page.body.text, page.path), today)
        for page in manual.pages()
    }
    for made in make_pages(manual, LISTED, today, problems, words.expand):
        shown = preview(manual, made.path, made.title, made.summary)
        pages[made.path] = (made.title, made.summary, False, shown)
        texts[made.path] = made.text
    for path, text in texts.items():
        file = folder / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(front_matter(*pages[path]) + text, encoding="utf-8")
    for asset in manual.assets:
        file = folder / asset
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / asset, file)
    for path, content in typeface().items():
        file = folder / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    (folder / "mkdocs.yml").write_text(_configuration(manual, root, today), encoding="utf-8")


def _configuration(manual: Manual, root: Path, today: date) -> str:
    config = yaml.safe_load((root / "mkdocs.yml").read_text(encoding="utf-8"))
    ours = settings(manual, today)
    theme = {
        **config["theme"],
        "custom_dir": str((root / config["theme"]["custom_dir"]).resolve()),
    }
    config |= {**ours, "theme": theme, "docs_dir": "docs"}
    config["plugins"] = []  # ours only expand words; none at all would bring the generator's own search
    for only_live in ("hooks", "watch"):
        config.pop(only_live, None)
    return yaml.safe_dump(config, allow_unicode=True, sort_keys=False)
