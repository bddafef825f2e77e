"""Where links stand in a text, as Python-Markdown finds them: it takes apart itself what stands in brackets.

Knows brackets, addresses and the names of links; knows no manual, and follows no link. A rule holds what is
found here against the links of the rendered page, so that the two can never differ unseen.

In: a text with code and comments blanked out. Out: its links, each with the place of its target, and the text
with every link blanked out.

    >>> [one.target for one in read_links("See [the law](https://a.example/Care_(law)).").links]
    ['https://a.example/Care_(law)']
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markdown.inlinepatterns import LINK_RE, LinkInlineProcessor, ReferenceInlineProcessor

ESCAPED = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!|])")
MASKED = re.compile("\x00(.)", re.DOTALL)
PRIVATE = 0xE000
"""From here on letters stand for signs that an author took the meaning from."""
BLOCK = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|$))+")
DEFINITION = re.compile(
    r"^[ \t]*\[(?P<name>[^\[\]^][^\[\]]*)\]:[ ]*\n?[ ]*(?P<target>\S+)[ ]*"
    r"(?:(?:\n[ ]*)?(?:([\"'])[^\n]*\3|\([^\n]*\))[ ]*)?$",
    re.MULTILINE,
)
AUTOLINK = re.compile(r"<(?P<text>(?P<target>https?://[^<>\s]+))>", re.IGNORECASE)
MAILBOX = re.compile(r"<(?:mailto:)?[\w.+-]+@[\w.-]+>", re.IGNORECASE)
ATTRIBUTE = re.compile(
    r"<[a-z][^<>]*?\s(?:href|src)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')", re.IGNORECASE
)
ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|\w+);", re.IGNORECASE)
OPENS = re.compile(r"\(\s*<?\s*")
NOT_A_BREAK = re.compile(r"[^\n]")


@dataclass(frozen=True)
class Written:
    """One link or picture, as it was written."""

    target: str
    """Where it leads, with escapes and entities undone."""
    text: str
    at: int
    """Where the target begins in the text."""
    end: int


@dataclass(frozen=True)
class LinksOfText:
    """The links of a text, and what is left without them."""

    links: tuple[Written, ...]
    rest: str
    """The text with every link blanked out, and every sign without a meaning; each character in its place."""


def read_links(prose: str) -> LinksOfText:
    """Find every link and picture of a text, in Markdown and in raw HTML.

    Args:
        prose: The text, with code and comments blanked out.

    Returns:
        The links in their order, a link by name where its name is explained; and the text without them.
    """
    masked = ESCAPED.sub(lambda found: f"\x00{chr(PRIVATE + ord(found[1]))}", prose)
    definitions = list(DEFINITION.finditer(masked))
    reader = _Reader({_name(found["name"]): found for found in definitions})
    for block in BLOCK.finditer(_blanked(masked, DEFINITION)):
        reader.read(block[0], block.start())
    rest = list(masked)
    for begin, end in (*reader.spans, *(found.span() for found in definitions)):
        rest[begin:end] = NOT_A_BREAK.sub(" ", masked[begin:end])
    left = "".join(rest)
    for pattern in (AUTOLINK, ATTRIBUTE):
        reader.found += _of_pattern(pattern, left)
        left = _blanked(left, pattern)
    links = sorted(dict.fromkeys(reader.found), key=lambda one: one.at)
    return LinksOfText(tuple(links), _blanked(_blanked(left, MAILBOX), MASKED))


class _Reader:
    """Goes through blocks of a text and notes their links."""

    def __init__(self, explained: Mapping[str, re.Match[str]]) -> None:
        self.explained = explained
        self.found: list[Written] = []
        self.spans: list[tuple[int, int]] = []

    def read(self, data: str, start: int, in_link: bool = False) -> None:
        """Note the links of a block; in the words of a link there are only pictures."""
        closes = _closes(data)
        at = data.find("[")
        while at >= 0:
            is_picture = at > 0 and data[at - 1] == "!"
            ends = closes.get(at) if is_picture or not in_link else None
            after = self._read(data, start, at, ends) if ends else None
            if after and ends and not is_picture:
                self.read(data[at + 1 : ends], start + at + 1, in_link=True)
            if after:
                self.spans.append((start + at - is_picture, start + after))
            at = data.find("[", after or at + 1)

    def _read(self, data: str, start: int, at: int, ends: int) -> int | None:
        """Note the link that begins at a bracket, and return where it ends; None where there is none."""
        words = data[at + 1 : ends]
        if data[ends + 1 : ends + 2] == "(":
            raw, _, after, is_whole = PARSER.getLink(data, ends + 1)
            if is_whole:
                opens = OPENS.match(data, ends + 1)
                begin = start + (opens.end() if opens else ends + 2)
                self.found.append(Written(_plain(raw), _words(words), begin, begin + len(raw)))
                return after
        named = ReferenceInlineProcessor.RE_LINK.match(data, ends + 1)
        for name, after in ((named[1] or words, named.end()) if named else (words, 0), (words, ends + 1)):
            if after and (found := self.explained.get(_name(name))):
                target = found["target"].lstrip("<").rstrip(">")
                begin = found.start("target") + found["target"].startswith("<")
                self.found.append(Written(_plain(target), _words(words), begin, begin + len(target)))
                return after
        return None


def _closes(data: str) -> dict[int, int]:
    """Find where each bracket is closed, in one go through the text."""
    is_open, closes = list[int](), dict[int, int]()
    for at, sign in enumerate(data):
        if sign == "[":
            is_open.append(at)
        elif sign == "]" and is_open:
            closes[is_open.pop()] = at
    return closes


def _of_pattern(pattern: re.Pattern[str], text: str) -> Iterator[Written]:
    for found in pattern.finditer(text):
        groups = found.groupdict()
        group = next(name for name in ("target", "double", "single") if groups.get(name) is not None)
        words = found["target"] if group == "target" else ""
        yield Written(_plain(found[group]), words, found.start(group), found.end(group))


def _blanked(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda found: NOT_A_BREAK.sub(" ", found[0]), text)


def _name(written: str) -> str:
    return " ".join(written.lower().split())


def _words(masked: str) -> str:
    return " ".join(_unmasked(masked).split())


def _plain(masked: str) -> str:
    return ENTITY.sub(lambda found: html.unescape(found[0]), _unmasked(masked))


def _unmasked(masked: str) -> str:
    return MASKED.sub(lambda found: chr(ord(found[1]) - PRIVATE), masked)


class _Parser(LinkInlineProcessor):
    """Takes apart what stands between the brackets of a link."""

    def unescape(self, text: str) -> str:
        """Leave a text as it is: nothing was put aside in it."""
        return text


PARSER = _Parser(LINK_RE)
