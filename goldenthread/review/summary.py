"""The summary of a pull request, in Markdown: for people who know safeguarding and have never seen Git.

Fills a template. GitHub takes no more than a mebibyte, so that lists are cut before they are refused.
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
"""What Markdown, or GitHub, may take for its own."""
GAPS = re.compile(r"\n{3,}")
BACKTICKS = re.compile("`+")


def summary(request: PullRequest, source: str = "") -> str:
    """Write the summary. `source` is where the repository's files can be read; empty where nobody knows."""
    template = TEMPLATES.get_template("summary.md")
    most = MOST_ITEMS
    while True:
        text = GAPS.sub("\n\n", template.render(b=request, source=source, most=most)).strip() + "\n"
        if len(text.encode()) <= MOST_BYTES or most == 1:
            return text
        most //= 2


def _quoted(text: object) -> str:
    """Write somebody's words so that they stay words."""
    return SIGN.sub(r"\\\g<0>", escape(str(text), quote=False))


def _code(text: str) -> str:
    """Write lines so that they can be copied, inside a point of a list."""
    longest = max(map(len, BACKTICKS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join(f"  {line}" for line in (f"{fence}yaml", *text.rstrip("\n").split("\n"), fence))


TEMPLATES.filters.update(quoted=_quoted, code=_code, first=lambda items, most: list(islice(items, most)))
