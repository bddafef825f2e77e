"""Who is asked to look at which part of a pull request: GitHub's CODEOWNERS, from `data/partnership.yml`.

By folder and file, never page by page: two pull requests that each add a page would both change the list.
Must not know which pages there are.

In: the partnership. Out: the text of the file: `/procedures/ @sandford/procedures-group`.
"""

from collections import defaultdict

from goldenthread.manual.data_records import Partnership

FILE = ".github/CODEOWNERS"
HEAD = """\
# Who is asked to look at what. Made from the groups of data/partnership.yml: change them there, then run
# python -m goldenthread owners
"""
NOBODY = """\
#
# No group names reviewers: and looks_at: yet, so that nobody is asked.
"""


def owners(partnership: Partnership) -> str:
    """Write the text of `.github/CODEOWNERS`.

    Args:
        partnership: The partnership, whose groups say which teams look at which files.

    Returns:
        One line for each folder or file, the longest last: GitHub goes by the last line that fits.
    """
    teams: dict[str, list[str]] = defaultdict(list)
    for group in partnership.groups:
        for part in group.looks_at:
            teams[part] += [team for team in group.reviewers if team not in teams[part]]
    asked = [
        f"/{part} {' '.join(teams[part])}\n"
        for part in sorted(teams, key=lambda p: (len(p), p))
        if teams[part]
    ]
    return HEAD + ("".join(asked) or NOBODY)
