"""What may have been meant by a name that nobody knows. Must not know what the names are of.

In: a name, and those that exist. Out: a sentence for whoever typed it.

    >>> nearest("neglekt", ["neglect", "bruising"])
    'Did you mean "neglect"?'
"""

import difflib
from collections.abc import Iterable

MOST_KNOWN = 8
"""How many names a message lists when it cannot guess which was meant."""


def nearest(name: str, known: Iterable[str]) -> str:
    """Name what may have been meant.

    Args:
        name: What somebody wrote.
        known: The names that exist.

    Returns:
        A sentence: the nearest name, or some of those that exist.
    """
    known = sorted(known)
    near = difflib.get_close_matches(name, known, 1)
    if near:
        return f'Did you mean "{near[0]}"?'
    some = ", ".join(known[:MOST_KNOWN]) or "none yet"
    return f"Known: {some}{f' and {len(known) - MOST_KNOWN} more' if len(known) > MOST_KNOWN else ''}."
