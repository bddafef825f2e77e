"""Which texts are telephone numbers that somebody can ring.

In: a number as it is written. Out: whether it can be rung, or only looks so. Must not know whose it is.

    >>> is_number("0800 1111"), is_number("0800 11O1"), is_for_drama("01632 960001")
    (True, False, True)
"""

import re

import phonenumbers

COUNTRY = "GB"
WRITTEN = re.compile(r"[+(]?[0-9][0-9 ()\u00a0-]*")
"""Nothing but a number: letters between digits would be dialled as digits, and a second number lost."""
DRAMA = re.compile(
    r"0(11[3-8]|121|131|141|151|161)4960\d{3}|02896496\d{3}"
    r"|0(1632960|1914980|2079460|2920180|3069990|7700900|8081570|9098790)\d{3}"
)
"""Kept by Ofcom for radio, television and examples: they are nobody's."""


def is_number(text: str) -> bool:
    """Tell a number that can be rung, long or short, from what is none.

    Args:
        text: What is written.

    Returns:
        Whether it is a number that is or may be given out, and nothing else.
    """
    if not WRITTEN.fullmatch(text):
        return False
    try:
        number = phonenumbers.parse(text, COUNTRY)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(number) or phonenumbers.is_valid_short_number(number)


def is_for_drama(text: str) -> bool:
    """Tell a number that is kept for drama and examples, and reaches nobody.

    Args:
        text: What is written.

    Returns:
        Whether it is one of Ofcom's.
    """
    digits = re.sub(r"\D", "", text.replace("(0)", ""))
    national = f"0{digits[2:]}" if text.startswith("+44") else digits
    return bool(WRITTEN.fullmatch(text) and DRAMA.fullmatch(national))
