"""What the manual says for the codes of records, and the few sentences that several pages say alike.

`STATUSES["already-right"]` gives "already right"; `what_to_do(change)` what a reader must do about a change.
Knows records. Must not know a page, nor how it looks.
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
    """Write a name as it stands in the middle of a sentence: "Health services", but "NHS trusts"."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def what_to_do(change: Change) -> str:
    """Say what a reader must do about a change, which follows from its class and from nothing else."""
    what = "the marked paragraphs" if change.at else "the page"
    return {
        "fix": "nothing to do",
        "clarified": f"read {what} if you use this procedure",
        "changed": f"read {what} before you next use this procedure",
        "new": f"read {what}",
    }[change.kind]
