"""All that knows MkDocs: hands it the pages of the manual, rendered, and takes its words from its plugin.

Decides nothing about content. A build stops where a problem stops; while serving, the page that has
the problem shows it instead, so that the server never dies.
"""

import gc
import logging
import os
from datetime import date
from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from goldenthread.exports.search import gather
from goldenthread.rendering.renderer import Rendered
from goldenthread.site.building import Build, WordsDifferError, build
from goldenthread.site.generator import settings
from goldenthread.site.search_index import IndexLater
from goldenthread.text.dates import parse_day

log = logging.getLogger("mkdocs.goldenthread")

serving = False
later = IndexLater()


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG001 (MkDocs's names)
    """Remember whether this is the editor's own server."""
    global serving
    serving = command == "serve"


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the manual and hold it against the rules, before any other plugin looks at it."""
    day = os.environ.get("GOLDENTHREAD_TODAY")
    made = build(Path(config.config_file_path).parent, parse_day(day) if day else date.today())
    if made.stopping and not serving:
        raise Abort("\n".join(map(str, made.stopping)))
    for problem in made.stopping:
        log.warning(str(problem))
    if made.words.problems:
        # a module that does not exist is no fault to the plugin under this one name
        config.plugins["macros"].config["module_name"] = "main"
    config["manual"], config["today"], config["build"] = made.manual, made.today, made
    config.markdown_extensions = []  # MkDocs renders nothing itself
    ours = settings(made.manual, made.today)
    config.extra.update(ours.pop("extra"))
    for name, value in ours.items():
        if value is not None and not (name == "site_url" and serving):
            config[name] = value
    gc.freeze()  # the manual stays for the whole build: the collector need not walk it again and again
    return config


@event_priority(100)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add procedures/ and briefings/, which stand outside docs/, and the pages made from the manual."""
    made: Build = config["build"]
    root = str(Path(config.config_file_path).parent)
    for file in list(files):
        if file.src_uri.endswith(".md"):
            files.remove(file)
    for path in made.paths:
        page = made.written.get(path)
        src_dir = config.docs_dir if page and page.file.startswith("docs/") else root
        files.append(File(path, src_dir, config.site_dir, config.use_directory_urls))
    return files


def on_page_read_source(page: Page, config: MkDocsConfig) -> str:
    """Hand over what the author wrote, read once and long ago, for the plugin to expand its words."""
    made: Build = config["build"]
    return made.front(page.file.src_uri) + made.source(page.file.src_uri)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001 (MkDocs's names)
    """Render the page once its words are expanded, and leave MkDocs nothing to render."""
    try:
        page.rendered = config["build"].page(page.file.src_uri, markdown)
    except WordsDifferError as error:
        raise PluginError(str(error)) from None
    return ""


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001 (MkDocs's names)
    """Put in place what was rendered."""
    rendered: Rendered = page.rendered
    page.toc = get_toc([entry.token for entry in rendered.contents])
    page.present_anchor_ids = set(rendered.anchors)
    return rendered.html


def on_post_build(config: MkDocsConfig) -> None:
    """Keep what was rendered; while serving, index after the editor has the page: `publish` does it else."""
    made: Build = config["build"]
    made.renderer.memory.forget_the_rest(Rendered)
    if serving:
        site, root = Path(config.site_dir), Path(config.config_file_path).parent
        made.finish(site, root, bool(os.environ.get("GOLDENTHREAD_HISTORY")))
        later.follow(lambda: gather(made.manual, site), site)
