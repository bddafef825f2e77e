"""Dates as precise as they are known: a day, a month, a year or a business year.

Knows the calendar and nothing else. Reads no clock: "today" is always handed in.

In: what an editor wrote, such as `2021/22`. Out: a span of days, its words, and how far two are apart.

    >>> parse_when("2021/22").last
    datetime.date(2022, 3, 31)
"""

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

DAY = re.compile(r"([12][0-9]{3})-([0-9]{2})-([0-9]{2})")
"""No year beyond 2999: whoever writes it mistyped, and the calendar of programs ends soon after."""
MONTH = re.compile(r"([12][0-9]{3})-([0-9]{2})")
YEAR = re.compile(r"([12][0-9]{3})")
BUSINESS_YEAR = re.compile(r"([12][0-9]{3})/([0-9]{2})")


class NoDateError(ValueError):
    """A text is no date, or no day of the calendar."""


@dataclass(frozen=True)
class When:
    """A span of days within which something happened, and no claim beyond that."""

    text: str
    """As the reader sees it: "12 March 2024", "March 2024", "2024" or "2021/22"."""
    first: date
    last: date

    def __str__(self) -> str:
        """Return the date as a reader sees it."""
        return self.text

    @property
    def key(self) -> str:
        """The form for addresses and tables: "2024-03-12", "2024-03", "2024" or "2021-22"."""
        if self.first == self.last:
            return self.first.isoformat()
        return self.text.replace("/", "-") if self.text[0].isdigit() else f"{self.first:%Y-%m}"

    def __lt__(self, other: "When") -> bool:
        """Sort by the last day, then by the first."""
        return (self.last, self.first) < (other.last, other.first)

    def is_after(self, other: "When") -> bool:
        """Whether this is certainly later: its first day comes after the other's last."""
        return self.first > other.last

    def is_ahead_of(self, today: date) -> bool:
        """Whether no day of this has come yet."""
        return self.first > today


def long_day(day: date) -> str:
    """Write a day as a reader says it.

    Args:
        day: Any day.

    Returns:
        Such as "5 March 2026".
    """
    return f"{day.day} {day:%B %Y}"


def exact(day: date) -> When:
    """Treat one known day as a date.

    Args:
        day: The day.

    Returns:
        A span that begins and ends on it.
    """
    return When(long_day(day), day, day)


def midnight(day: date) -> datetime:
    """Find the moment at which a day begins, for programs that want one.

    Args:
        day: The day.

    Returns:
        Its midnight in UTC.
    """
    return datetime.combine(day, time(), UTC)


def parse_day(text: str) -> date:
    """Read a day.

    Args:
        text: Year-month-day, such as "2026-03-05".

    Returns:
        The day.

    Raises:
        NoDateError: The text is anything else, or no day of the calendar.
    """
    if not (found := DAY.fullmatch(text.strip())):
        raise NoDateError(text)
    return _calendar_day(*map(int, found.groups()))


def _calendar_day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NoDateError(f"{year}-{month}-{day}") from None


def parse_when(text: str) -> When:
    """Read a date that is as precise as it is known.

    Args:
        text: A day (2024-03-12), a month (2024-03), a year (2024) or a business year (2021/22), which runs
            from 1 April to 31 March.

    Returns:
        The span of days that it means.

    Raises:
        NoDateError: The text is anything else, or no day of the calendar.
    """
    text = text.strip()
    if DAY.fullmatch(text):
        return exact(parse_day(text))
    if found := MONTH.fullmatch(text):
        year, month = map(int, found.groups())
        first = _calendar_day(year, month, 1)
        return When(f"{first:%B %Y}", first, first.replace(day=calendar.monthrange(year, month)[1]))
    if found := YEAR.fullmatch(text):
        year = int(found[1])
        return When(text, _calendar_day(year, 1, 1), date(year, 12, 31))
    if (found := BUSINESS_YEAR.fullmatch(text)) and (int(found[1]) + 1) % 100 == int(found[2]):
        year = int(found[1])
        return When(text, _calendar_day(year, 4, 1), date(year + 1, 3, 31))
    raise NoDateError(text)


def span(earlier: When, later: When) -> str:
    """Write how long after one date another came, in whole months.

    Args:
        earlier: The date that is counted from.
        later: The date that is counted to.

    Returns:
        A range where the dates leave it open, such as "3 to 15 months"; "already under way" where the later
        one in fact came first.
    """
    least = _months(earlier.last, later.first)
    most = _months(earlier.first, later.last)
    if most < 0:
        return "already under way"
    if most == 0:
        return "less than a month"
    if least < 0:
        return f"up to {_counted(most)}, or already under way"
    return _counted(most) if least == most else f"{least} to {_counted(most)}"


def _counted(months: int) -> str:
    return "1 month" if months == 1 else f"{months} months"


def _months(start: date, end: date) -> int:
    """Count the whole months from one day to another; -1 where the other comes first by less than one."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def add_months(day: date, months: int) -> date:
    """Go forward by whole months.

    Args:
        day: Where to begin.
        months: How many; a negative number goes back.

    Returns:
        The same day of that month, or the last one of a month that has no such day.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
