"""Each changed page as one file that opens without a server: its styles and pictures inside, no scripts.

A link to another page becomes its public address, or plain words where there is none. Must not know who built
the site.

In: a pull request, and the built site. Out: the text of each file by its name: `previews(request,
site)["neglect.html"]`.
"""

import base64
import mimetypes
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

from lxml import etree

from goldenthread.pages.environment import TEMPLATES
from goldenthread.review.pull_request import PullRequest
from goldenthread.text.html import Element, document, inside
from goldenthread.text.links import absolute, is_outside, split, url

LEFT_OUT = ("script", "style", "iframe", "object", "template", "video", "audio")
"""Elements that go with all that is in them."""
TAGS_LEFT_OUT = {"noscript", "link", "meta", "base", "embed", "source", "form"}
"""Tags that go; what is inside them stays."""
ATTRIBUTES_LEFT_OUT = {"srcset", "action", "formaction", "ping", "background", "poster", "data"}
LEADS_ON_ITS_OWN = ("#", "mailto:", "tel:", "https://", "http://")
STYLESHEET = ".//link[@rel='stylesheet'][@href]"
ADDRESS = re.compile(r"""url\(\s*(["']?)(?P<address>.*?)\1\s*\)""")
NOT_FOR_HERE = re.compile(r"@charset[^;]*;|@import[^;]*;|/\*# sourceMappingURL.*?\*/")
NOTHING = "data:,"


def previews(request: PullRequest, site: Path) -> dict[str, str]:
    """Write each changed page, and each page made from data that changed, as one HTML file.

    Args:
        request: The pull request.
        site: The folder of the built site.

    Returns:
        The text of each file by its name; none at all where any page may identify somebody, since pages say
        what stands in one another.
    """
    if request.unsafe:
        return {}
    return dict(_made(request, site))


def _made(request: PullRequest, site: Path) -> Iterator[tuple[str, str]]:
    template = TEMPLATES.get_template("preview.html")
    shown = [(pair.after.record.title, pair.after.path) for pair in request.pairs if pair.after]
    for title, path in (*shown, *request.made_pages):
        file = site / url(path) / "index.html"
        built = file.read_text(encoding="utf-8") if file.is_file() else ""
        page = document(built)
        if (article := page.find(".//article")) is not None:
            public = absolute(request.manual.partnership.site_url, path)
            styles = [_style(site, file.parent, link.get("href", "")) for link in page.iterfind(STYLESHEET)]
            shows = _needing_nothing(article, site, file.parent, public)
            text = template.render(b=request, title=title, styles=styles, inside=shows, public=public)
            yield f"{path.removesuffix('.md').replace('/', '-')}.html", text


def _inside(site: Path, folder: Path, href: str) -> Path | None:
    """Find a file of the site that a link means; None where it has none."""
    file = (folder / split(href)[0]).resolve()
    return file if file.is_relative_to(site.resolve()) and file.is_file() else None


def _as_data(file: Path | None) -> str:
    if file is None:
        return NOTHING
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode()}"


def _style(site: Path, folder: Path, href: str) -> str:
    """Read a stylesheet, with every file that it names written into it."""
    file = _inside(site, folder, href)
    if file is None:
        return ""

    def brought_in(found: re.Match[str]) -> str:
        address = found["address"]
        if address.startswith(("data:", "#")):
            return found[0]
        return f'url("{_as_data(_inside(site, file.parent, address))}")'

    text = NOT_FOR_HERE.sub("", file.read_text(encoding="utf-8"))
    return ADDRESS.sub(brought_in, text).replace("</", "<\\/")


def _needing_nothing(article: Element, site: Path, folder: Path, public: str) -> str:
    """Write what stands in the article of a page so that it needs no other file."""
    etree.strip_elements(article, etree.Comment, *LEFT_OUT, with_tail=False)
    etree.strip_tags(article, *TAGS_LEFT_OUT)
    for element in article.iter(etree.Element):
        for name, value in element.items():
            if name.startswith("on") or name in ATTRIBUTES_LEFT_OUT:
                del element.attrib[name]
            elif name == "src" and not value.startswith("data:"):
                element.set(name, _as_data(_inside(site, folder, value)))
            elif name in ("href", "xlink:href") and not value.startswith(LEADS_ON_ITS_OWN):
                leads_to_page = public and element.tag == "a" and value and not is_outside(value)
                if leads_to_page:
                    element.set(name, urljoin(public, value))
                else:  # the words stay, without the link
                    del element.attrib[name]
    return inside(article)
