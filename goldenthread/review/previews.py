"""Each changed page as one file that opens without a server: its styles and pictures inside, no scripts.

Takes what a generator built, whoever it was. A link to another page becomes its public address, or words.
"""

import base64
import mimetypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

from goldenthread.pages.environment import TEMPLATES
from goldenthread.review.pull_request import Brought
from goldenthread.text.links import absolute, is_outside, split, url

LEFT_OUT = frozenset({"script", "style", "iframe", "object", "template", "video", "audio"})
"""Elements that go with all that is in them."""
TAGS_LEFT_OUT = frozenset({"noscript", "link", "meta", "base", "embed", "source", "form"})
"""Tags that go, and what stands between them stays."""
ATTRIBUTES_LEFT_OUT = frozenset({"srcset", "action", "formaction", "ping", "background", "poster", "data"})
LEADS_ON_ITS_OWN = ("#", "mailto:", "tel:", "https://", "http://")
ARTICLE = re.compile(r"<article\b[^>]*>(?P<inside>.*)</article>", re.DOTALL)
STYLESHEET = re.compile(r"""<link\b(?=[^>]*\brel=["']?stylesheet)[^>]*\bhref=["']?(?P<href>[^"'\s>]+)""")
ADDRESS = re.compile(r"""url\(\s*(["']?)(?P<address>.*?)\1\s*\)""")
NOT_FOR_HERE = re.compile(r"@charset[^;]*;|@import[^;]*;|/\*# sourceMappingURL.*?\*/")
NOTHING = "data:,"


def previews(brought: Brought, site: Path) -> dict[str, str]:
    """Give each changed page, and each page made from data that changed, as one HTML file: name → text.

    `site` is the built site. A page whose words are not repeated is not among them, and while there is
    any, nor is any other: pages say what stands in one another.
    """
    if brought.unsafe:
        return {}
    return dict(_made(brought, site))


def _made(brought: Brought, site: Path) -> Iterator[tuple[str, str]]:
    template = TEMPLATES.get_template("preview.html")
    shown = [(pair.after.record.title, pair.after.path) for pair in brought.pairs if pair.after]
    for title, path in (*shown, *brought.sheets):
        file = site / url(path) / "index.html"
        built = file.read_text(encoding="utf-8") if file.is_file() else ""
        if article := ARTICLE.search(built):
            public = absolute(brought.manual.partnership.site_url, path)
            inside = _Rewriter(site, file.parent, public).rewritten(article["inside"])
            styles = [_style(site, file.parent, href) for href in STYLESHEET.findall(built)]
            text = template.render(b=brought, title=title, styles=styles, inside=inside, public=public)
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
    """Read a stylesheet, with whatever it leads to inside."""
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


@dataclass
class _Rewriter(HTMLParser):
    site: Path
    folder: Path
    public: str
    written: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Leave characters written as they are."""
        super().__init__(convert_charrefs=False)

    def rewritten(self, html: str) -> str:
        """Give HTML that needs nothing from elsewhere."""
        self.feed(html)
        self.close()
        return "".join(self.written)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Write a tag again with what may stay of it."""
        if tag in LEFT_OUT:
            self.left_out.append(tag)
        if self.left_out or tag in TAGS_LEFT_OUT:
            return
        kept = [(name, value) for name, value in attrs if not name.startswith("on")]
        kept = [
            (name, self._leads(tag, name, value)) for name, value in kept if name not in ATTRIBUTES_LEFT_OUT
        ]
        kept = [(name, value) for name, value in kept if name != "href" or value]  # words in a link's place
        said = "".join(f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in kept)
        self.written.append(f"<{tag}{said}>")

    def _leads(self, tag: str, name: str, value: str | None) -> str | None:
        if name == "src":
            is_ready = (value or "").startswith("data:")
            return value if is_ready else _as_data(_inside(self.site, self.folder, value or ""))
        if name not in ("href", "xlink:href") or value is None or value.startswith(LEADS_ON_ITS_OWN):
            return value
        if is_outside(value) or tag != "a":
            return ""
        return urljoin(self.public, value) if self.public else ""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Write a tag that ends itself."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """End what was begun."""
        if self.left_out:
            if tag == self.left_out[-1]:
                self.left_out.pop()
            return
        if tag not in TAGS_LEFT_OUT and tag not in ("img", "br", "hr", "input", "wbr"):
            self.written.append(f"</{tag}>")

    def _words(self, written: str) -> None:
        if not self.left_out:
            self.written.append(written)

    def handle_data(self, data: str) -> None:
        """Take over words."""
        self._words(data)

    def handle_entityref(self, name: str) -> None:
        """Take over a character that has a name."""
        self._words(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Take over a character that has a number."""
        self._words(f"&#{name};")
