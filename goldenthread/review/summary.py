"""The summary of a pull request, in Markdown: for people who know safeguarding and have never seen Git.

GitHub takes no more than a mebibyte, so that long lists are cut before it refuses them. Must not know how a
pull request is read.

In: a pull request. Out: Markdown: `summary(request, "https://github.com/o/r/blob/4f2a…")`.
"""

import re
from html import escape
from itertools import islice

from goldenthread.pages.environment import TEMPLATES
from goldenthread.review.pull_request import PullRequest

MOST_BYTES = 1_000_000
"""GitHub refuses more than 1,024 KiB."""
MOST_ITEMS = 1024
SIGN = re.compile(r"[\\`*_\[\]#|~@!]")
"""The signs that mean something to Markdown or GitHub."""
GAPS = re.compile(r"\n{3,}")
BACKTICKS = re.compile("`+")


def summary(request: PullRequest, source: str = "") -> str:
    """Write the summary.

    Args:
        request: The pull request.
        source: The address below which the repository's files can be read; empty where there is none.

    Returns:
        Markdown of at most a million bytes.
    """
    template = TEMPLATES.get_template("summary.md")
    most = MOST_ITEMS
    while True:
        text = GAPS.sub("\n\n", template.render(b=request, source=source, most=most)).strip() + "\n"
        if len(text.encode()) <= MOST_BYTES or most == 1:
            return text
        most //= 2


def _quoted(text: object) -> str:
    """Escape somebody's words, so that Markdown and GitHub take none of them for their own."""
    return SIGN.sub(r"\\\g<0>", escape(str(text), quote=False))


def _code(text: str) -> str:
    """Write lines so that they can be copied, inside a point of a list."""
    longest = max(map(len, BACKTICKS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join(f"  {line}" for line in (f"{fence}yaml", *text.rstrip("\n").split("\n"), fence))


TEMPLATES.filters.update(quoted=_quoted, code=_code, first=lambda items, most: list(islice(items, most)))
