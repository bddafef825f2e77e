"""What the manual says for the codes of records, and the few sentences that several pages say alike.

Must not know a page, nor how it looks.

In: the code of a record, or a change. Out: words: `STATUSES["already-right"]` is "already right".

    >>> inside_a_sentence("Health services"), inside_a_sentence("NHS trusts")
    ('health services', 'NHS trusts')
"""

from goldenthread.manual.page_records import Change

NOT_HERE = "Do not report a concern about a child here. No names, no case details."
"""What stands beside every invitation to write, and in the e-mail itself."""

STATUSES = {
    "not-started": "not started",
    "under-way": "under way",
    "done": "done",
    "already-right": "already right",
    "met-another-way": "met another way",
    "not-pursued": "not pursued",
    "not-known": "not known",
}
PUBLICATIONS = {
    "full": "The full report was published.",
    "improvements-only": "The full report is not published, only the improvements made.",
    "none": "Nothing was published.",
    "not-stated": "The sources do not say how much was published.",
}


def inside_a_sentence(name: str) -> str:
    """Write a name as it stands in the middle of a sentence.

    Args:
        name: The name, as it stands in a list.

    Returns:
        The name with a small first letter, unless its second letter is a capital too.
    """
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def what_to_do(change: Change) -> str:
    """Write what a reader must do about a change, which follows from its class alone.

    Args:
        change: The change.

    Returns:
        The end of a sentence, such as "read the page", without a full stop.
    """
    what = "the marked paragraphs" if change.at else "the page"
    return {
        "fix": "nothing to do",
        "clarified": f"read {what} if you use this procedure",
        "changed": f"read {what} before you next use this procedure",
        "new": f"read {what}",
    }[change.kind]
