"""Writes the whole manual as final pages that any generator of this family can build.

This is the way out: the manual outlives its generator. Must not import one.

In: a manual that is ready to be published. Out: a folder with `docs/` and `mkdocs.yml`: every page is HTML
below its front matter, as the site shows it, so that no word, frame or extension of ours is left to run.
"""

from collections.abc import Iterator
from pathlib import Path

import yaml

from goldenthread.rendering.final_page import final_text
from goldenthread.site.building import Build
from goldenthread.site.generator import settings
from goldenthread.site.typeface import typeface
from goldenthread.text.folders import empty

EXTENSION = "goldenthread.rendering.final_page:FinalPage"
"""The extension by which a generator takes a page as it is, and reads no Markdown in it."""


def stage(build: Build, root: Path, folder: Path) -> None:
    """Write a manual for another generator, without hooks and macros. Replaces what stands in the folder.

    Args:
        build: The manual, without problems that stop.
        root: The project's folder.
        folder: Where `docs/` and `mkdocs.yml` are written.

    Raises:
        NotOursError: The folder holds something that no command wrote, and that would be lost.
    """
    empty(folder, root)
    for path, content in _files(build, root):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    (folder / "mkdocs.yml").write_text(_configuration(build, root), encoding="utf-8")


def _files(build: Build, root: Path) -> Iterator[tuple[str, bytes]]:
    for path in build.paths:
        yield f"docs/{path}", (build.front(path) + final_text(build.rendered(path))).encode()
    for asset in build.manual.assets:
        yield asset, (root / asset).read_bytes()
    for path, content in typeface().items():
        yield f"docs/{path}", content


def _configuration(build: Build, root: Path) -> str:
    config = yaml.safe_load((root / "mkdocs.yml").read_text(encoding="utf-8"))
    ours = settings(build.manual, build.today)
    theme = {**config["theme"], "custom_dir": str((root / config["theme"]["custom_dir"]).resolve())}
    config |= {**ours, "theme": theme, "docs_dir": "docs"}
    config["markdown_extensions"] = [EXTENSION]
    config["plugins"] = []  # ours only expand words; none at all would bring the generator's own search
    for only_live in ("hooks", "watch"):
        config.pop(only_live, None)
    return yaml.safe_dump(config, allow_unicode=True, sort_keys=False)
