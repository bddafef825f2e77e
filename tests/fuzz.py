"""Damages pages at random, and says which damage nobody is told of: `make fuzz SECONDS=600`.

Each case is one file of a made-up manual, with pieces of Markdown, HTML, YAML or bytes put into it and its
lines moved, cut, doubled and set in. It is read, held against every rule and, where nothing stops, rendered.
A find is a traceback, a case that takes too long, or a page that shows fewer items, cells, links or headings
than GitHub makes of it while no problem stops it; and a page of right pieces that is stopped. The counts are
no rule's own. The seed is printed: `python -m tests.fuzz --seed 7 --first 120 --cases 1` runs a case again.
"""

import argparse
import random
import re
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

import lxml.html
from markdown_it import MarkdownIt

from goldenthread.manual.manual import Manual
from goldenthread.manual.reading import read
from goldenthread.pages.frame import frame
from goldenthread.pages.words import vocabulary
from goldenthread.rendering.configuration import configuration
from goldenthread.rendering.renderer import render
from goldenthread.rules import check
from goldenthread.text.problems import Problem
from tests.conftest import ROOT, TODAY
from tests.engine import every_kind, small_manual

LONGEST = 20.0
"""Seconds of the processor that a case may take."""
COUNTED = ("li", "cell", "a", "heading")
WORD, TOLD = re.compile(r"\{\{.*?\}\}", re.DOTALL), frozenset({"preview", "size", "markup", "code"})
AREA = re.compile(r"^///[ \t]*area\b[^\n]*\n(.*?)^///[ \t]*$", re.DOTALL | re.MULTILINE)
BOX = re.compile(r"(?: {4})*(?:!!!|\?\?\?\+?)")

RIGHT = (
    "A paragraph of *some* **words**, `code` and 5 * 3.",
    "Two lines of\none paragraph \u2013 with a dash.",
    "- one\n- two\n\n    more of two\n\n- three",
    "1. first\n2. second\n    - below\n    - below too\n3. third",
    "| who | what |\n| --- | :-: |\n| a \\| b | c<br>d |\n| `e` | |",
    "## A heading {#its-own-id}",
    "### Another, _slanted_",
    "[A page](neglect.md) and <https://a.example>, [named][one].\n\n[one]: https://one.example",
    "> words of another\n> go on\n>\n> - with a list",
    "```text\n- [ ] no list ** here\n```",
    '!!! note "Its title"\n    Text.\n\n    - in a box\n    - again',
    "??? warning\n    Folded.\n\n    1. one\n    2. two",
    "/// area | north\n\nFor the north.\n\n- one\n\n///",
    'H<sub>2</sub>O, 1<sup>st</sup>, <kbd>Tab</kbd> and <span lang="cy">plant</span>.',
    "***",
    "![A picture](../assets/picture.svg)",
    'Read {{ procedure("neglect") }} and {{ cite("guidance-2026", "a | b") }}.',
    "<!-- a remark -->",
    "It cost \u00a35 &amp; 10 % (of all).",
)
"""Blocks that both read alike, so that no page of them is stopped."""

WRONG = (
    *("Ring:\n- 999\n- 101", "Ring:\n1. 999\n2. 101", "1) one\n2) two", "a. one\nb. two"),
    *("\u2022 one\n\u2022 two", "-\u00a0one\n-\u00a0two", "- one\n  - two\n  - three"),
    *("1. one\n   - two\n2. three", "* one\n+ two\n- three", "-one\n-two", "10. ten\n    - x\n100. y"),
    *("- \n- a", "-\n  a\n- b", "3. three\n\n\n- x\n\n\n1. y", "| a | b |\n|---|---|\n| 1 | 2 | 3 |"),
    *("a | b\n-|-\n1 | 2", "text\n| a |\n|---|\n| b |", "|a|\n|-|\n|`x|y`|", "| a | b |\n|---|\n| c | d |"),
    *("  | a |\n  |---|\n  | b |", "- | a | b |\n  |---|---|\n  | c | d |", "#heading", "# one #"),
    *("Heading\n===", "Heading\n-", "   ## set in", "- # in a list", "> ## quoted", "## ", "####### seven"),
    *("text\n## below", "## [a](b.md)", "##\ttab", "\\# no heading", "#\u00a0hard", "[a]( b.md )"),
    *("[a](<b c.md>)", "[a](b(c).md)", "[a][b]\n\n[b]: c.md 'T'", "[a]\n\n[a]: <x y>", "[a] (b.md)"),
    *("<https://x.example>", "<a@b.example>", "[![x](y.svg)](z.md)", "[a](b.md 'it''s')", "[a\nb](c.md)"),
    *("[`]`](d.md)", "**[a](b.md)**c", '[x](y.md "a "b" c")', "[x](#)", "[x]()", "![x][y]\n\n[y]: z.png"),
    *("[a]: b\n[a]", "[[a]](b.md)", "> [!NOTE]\n> x", "- [ ] x\n- [x] y", "a[^1]\n\n[^1]: b"),
    *("!!! warning \u201cx\u201d\n    - a", "!!! note\n- a", "!!! note\n\n    - a\n      - b", "~~x~~"),
    *("** x **", '=== "Tab"\n    - a', ":::\n- a\n:::", "    !!! note\n        x", "```\n- a"),
    *("~~~\n- b\n~~~", "    code\n- a", "`` ` ``- x", "```js\n```\n- a", "- ```\n  x\n  ```\n- b"),
    *("\t- tab", "-\ttab", "<div>\n- a\n</div>", "<script>alert(1)</script>", "<!-- open"),
    *("<b\nonclick=x>", "<details><summary>x", "<p>\n\n- a", "<a href=javascript:x>y</a>"),
    *("<svg/onload=x>", "<!DOCTYPE x>", "<?php ?>", "<![CDATA[x]]>", "</section>", "<br><br/>"),
    *("<img src=x onerror=y>", "&#x3c;script>", "<sub onclick=x>y</sub>", "<span lang='x\ny'>z</span>"),
    *("<kbd>", "</span>", "## A {: id='a\" b' }", "{: .x }", "{#a}", "{ .gt-forget }", "- a\n{: #x }"),
    *("{% x %}", "{{ x", "}}", "{# x #}", "/// area | nowhere\nx\n///", "///\n- a"),
    *("/// area | north\n- a\n- b\n///", "/// note\n///", "[TOC]", "*[a]: b", "> - a\n- b", "> a\nb\n- c"),
    *("1. a\n\n   b\n\n2. c", "1. a\n\n      code\n2. b", "- a\n\n\n  b", "- a\n-  b\n   - c"),
    *("***\n- a\n***", "a  \n- b", "a\\\n- b", "a:\n\n-   b\n\n    c\n-   d", "- a\n> b\n- c"),
    *("0. zero\n1. one", "01. a\n02. b", "1.a\n2.b"),
)  # fmt: skip
"""Pieces that somebody types who knows GitHub's Markdown, a word processor's, or HTML."""

SIGNS = (
    *("\u00a0", "\u200b", "\ufeff", "\t", "\r", "\u000b", "\f", "\u0000", "\u0085", "\u2028", "\u202e"),
    *("\u0002", "\u0003", "stx0003", "\u0002klzzwxh:0001\u0003", "\\", "`", "``", "*", "**", "_", "~", "|"),
    *("<", ">", "&", "[", "]", "(", ")", "{", "}", "!", "#", ":", "- ", "1. ", "> ", "    ", "  ", "\n"),
    *("\n\n", "---\n", "\U0001f6d1", "\u0130", "![" * 30, "{" * 40, "> " * 40),
    *("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[x", "*a " * 60, "<" * 50, "`" * 99, "(" * 60, "- " * 30, "&x [*x]"),
)  # fmt: skip
YAML = (
    *("a: b # c", "- x", "&a [*a, *a]", "!!python/object:os.system x", "'", '"', ": ", "{", "[", "|", ">-"),
    *("~", "\t", "title: \U0001f6d1", "title: 'x", "was: [a, a]", "review_date: 2026-02-30"),
    *("review_date: no", "<<: *x", "? x", "kind: [", "---", "...", "%YAML 9", "1: 2", "owner: {a: b}"),
    *("title: null", "summary: 1e9", "\u2028", "x: &x {y: *x}"),
)  # fmt: skip
BYTES = (b"\xff", b"\xc3", b"\x00", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\r", b"\xfe\xff", b"\xf4\x90\x80\x80")


class TooLongError(Exception):
    """A case took longer than it may."""


@dataclass(frozen=True)
class Case:
    """One damaged file; the same seed and number give the same one."""

    seed: int
    number: int
    files: dict[str, str]

    @cached_property
    def made(self) -> tuple[str, bytes, bool]:
        """The file, what stands in it, and whether all of that is right."""
        chance = random.Random(f"{self.seed} {self.number}")
        way = chance.choices((_of_right, _of_pieces, _of_yaml, _of_bytes), (3, 12, 3, 2))[0]
        name = chance.choice([name for name in self.files if way is not _of_right or name == RIGHT_PAGE])
        text = way(chance, self.files[name])
        return name, text if isinstance(text, bytes) else text.encode("utf-8", "replace"), way is _of_right


RIGHT_PAGE = "procedures/disagreements.md"


def _of_right(chance: random.Random, text: str) -> str:
    blocks = [chance.choice(RIGHT) for _ in range(chance.randint(1, 6))]
    ids = 0
    for at, block in enumerate(blocks):
        if "{#" in block:
            ids += 1
            blocks[at] = block.replace("its-own-id", f"its-own-id-{ids}")
        if at and chance.random() < 0.2 and not block.startswith(("#", "[", "/", "    ")):
            blocks[at] = "- an item\n\n" + _set_in(block, "    ")
        blocks[at] = blocks[at].replace("one]", f"one-{at}]")
    return text + "\n" + "\n\n<!-- end -->\n\n".join(blocks) + "\n"


def _of_pieces(chance: random.Random, text: str) -> str:
    above, mark, body = text.rpartition("\n---\n")
    lines = body.split("\n")
    for _ in range(chance.randint(1, 6)):
        piece = chance.choice(chance.choice((RIGHT, WRONG, WRONG, SIGNS)))
        at = chance.randint(0, len(lines))
        if piece in SIGNS and lines and chance.random() < 0.7:
            at = min(at, len(lines) - 1)
            place = chance.randint(0, len(lines[at]))
            lines[at] = lines[at][:place] + piece + lines[at][place:]
        else:
            indent = chance.choice(("",) * 6 + (" ", "  ", "   ", "    ", "\t", "> ", "- ", "        "))
            gap = [""] * (chance.random() < 0.6)
            lines[at:at] = [*gap, *_set_in(piece, indent).split("\n"), *gap]
        if chance.random() < 0.4:
            lines = _lines_damaged(chance, lines)
    return above + mark + "\n".join(lines)


def _lines_damaged(chance: random.Random, lines: list[str]) -> list[str]:
    begin = chance.randrange(len(lines) or 1)
    end = min(len(lines), begin + chance.randint(1, 6))
    some, rest = lines[begin:end], [*lines[:begin], *lines[end:]]
    to = chance.randint(0, len(rest))
    ways: tuple[Callable[[], list[str]], ...] = (
        lambda: rest,
        lambda: [*rest[:to], *some, *rest[to:]],
        lambda: [*lines, *some],
        lambda: [*lines[:begin], *(f"    {line}" for line in some), *lines[end:]],
        lambda: [*lines[:begin], *(line[chance.randint(0, 2) :] for line in some), *lines[end:]],
        lambda: [*lines[:begin], "".join(some), *lines[end:]],
        lambda: [*lines[:begin], *(line for line in some if line.strip()), *lines[end:]],
    )
    return chance.choice(ways)()


def _of_yaml(chance: random.Random, text: str) -> str:
    end = text.find("\n---\n", 4)
    lines = text[: end if end > 0 else len(text)].split("\n")
    for _ in range(chance.randint(1, 3)):
        lines = lines or [""]
        at, piece = chance.randrange(len(lines)), chance.choice((*YAML, *SIGNS))
        place = chance.randint(0, len(lines[at]))
        lines[at : at + 1] = chance.choice(
            (
                [lines[at], piece],
                [lines[at][:place] + piece + lines[at][place:]],
                [lines[at] + " " + piece],
                [],
            )
        )
    return "\n".join(lines) + (text[end:] if end > 0 else "")


def _of_bytes(chance: random.Random, text: str) -> bytes:
    raw = text.encode()
    for _ in range(chance.randint(1, 4)):
        place = chance.randint(0, len(raw))
        raw = raw[:place] + chance.choice(BYTES) + raw[place + chance.randint(0, 3) :]
    return raw


def _set_in(text: str, indent: str) -> str:
    return "\n".join(indent + line if line else line for line in text.split("\n"))


def counted(html: str) -> Counter[str]:
    """Count in HTML the items, the cells, the links that lead somewhere, and the headings."""
    found: Counter[str] = Counter()
    for element in lxml.html.fragment_fromstring(html, create_parent="div").iter():
        tag = str(element.tag)
        if tag == "li":
            found["li"] += 1
        elif tag in ("td", "th") and "".join(element.itertext()).strip():
            found["cell"] += 1
        elif tag == "a" and element.get("href"):
            found["a"] += 1
        elif re.fullmatch("h[1-6]", tag):
            found["heading"] += 1
    return found


def github(text: str) -> Counter[str]:
    """Count what GitHub makes of a text without the manual's words and areas, its boxes set out."""
    lines, boxes = list[str](), list[int]()
    for line in text.expandtabs(4).split("\n"):
        column = len(line) - len(line.lstrip())
        while boxes and line.strip() and column < boxes[-1]:
            boxes.pop()
        if BOX.match(line):
            boxes.append(column + 4)
            lines.append("")
        else:
            lines.append(line[boxes[-1] if boxes else 0 :])
    return counted(READER.render("\n".join(lines)) or "<p>")


READER = MarkdownIt("commonmark").enable("table")


class Fuzzer:
    """A folder with the manual in which one file after another is damaged."""

    def __init__(self, root: Path) -> None:
        """Write the manual, and note what is told of it as it is."""
        self.root = small_manual.write(root, every_kind.FILES)
        self.settings = configuration(ROOT).without_permalinks()
        self.files = {
            name: text for name, text in every_kind.FILES.items() if not name.startswith("docs/assets")
        }

    def problems(self) -> tuple[Manual, tuple[Problem, ...]]:
        """Read the manual and hold it against every rule."""
        manual = read(self.root)
        words = vocabulary(ROOT / "macros.py", manual, TODAY)
        return manual, check(manual, words, TODAY)

    def find(self, case: Case) -> str:
        """Run a case. Says what is found; empty where all is well."""
        name, made, is_right = case.made
        file = self.root / name
        before = file.read_bytes()
        file.write_bytes(made)
        signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)
        try:
            return self._found(name, is_right)
        except TooLongError:
            return f"takes more than {LONGEST:.0f} seconds:\n{traceback.format_exc(limit=-3)}"
        except Exception:
            return f"ends in a traceback:\n{traceback.format_exc()}"
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            file.write_bytes(before)

    def _found(self, name: str, is_right: bool) -> str:
        manual, problems = self.problems()
        told = [problem for problem in problems if problem.file == name]
        page = manual.by_file.get(name)
        if is_right:
            stops = [str(problem) for problem in told if problem.stops and problem.rule.name in TOLD]
            return f"is right and is stopped: {stops[0]}" if stops else ""
        if not page or any(problem.stops for problem in told):
            return ""
        text = AREA.sub(r"\n\1\n", WORD.sub("word", page.body.text))
        theirs, ours = github(text), counted(render(self.settings, text, None).html)
        if not any(problem.stops for problem in problems):
            words = vocabulary(ROOT / "macros.py", manual, TODAY)
            render(
                self.settings, frame(manual, page, words.expand(page.body.text, page.path), TODAY), page.path
            )
        lost = [f"{theirs[one]} {one} become {ours[one]}" for one in COUNTED if theirs[one] > ours[one]]
        return f"loses without a word: {', '.join(lost)}" if lost else ""


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise TooLongError


def finds(seed: int, cases: Iterator[int], until: float = float("inf")) -> Iterator[tuple[Case, str]]:
    """Run cases until there are no more or the time is over.

    Args:
        seed: What makes the cases.
        cases: Their numbers.
        until: When to begin no other, by the monotonic clock.

    Returns:
        Each case, and what was found; empty where all is well.
    """
    signal.signal(signal.SIGVTALRM, _stop)
    with TemporaryDirectory() as folder:
        fuzzer = Fuzzer(Path(folder))
        for number in cases:
            if time.monotonic() > until:
                return
            case = Case(seed, number, fuzzer.files)
            yield case, fuzzer.find(case)


def main() -> int:
    """Run what the command line asks; 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--cases", type=int, default=10**9)
    asked = parser.parse_args()
    print(f"seed {asked.seed}", flush=True)
    run = found = 0
    numbers = iter(range(asked.first, asked.first + asked.cases))
    for case, said in finds(asked.seed, numbers, time.monotonic() + asked.seconds):
        run += 1
        if said:
            found += 1
            name, made, _ = case.made
            print(f"\n--seed {case.seed} --first {case.number} --cases 1: {name} {said}", flush=True)
            if asked.cases == 1:
                sys.stdout.write(made.decode("utf-8", "replace"))
    print(f"{run} cases, {found} finds")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
