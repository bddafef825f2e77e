"""Rules about dates: reviews, checks, comments and deadlines. What is overdue, `manual.due` decides.

Must not read a clock: today is handed in.

In: the manual, and the day it is. Out: what is late, and dates that contradict one another.
"""

from collections.abc import Iterable, Iterator

from goldenthread.manual import due
from goldenthread.manual.fields import DONE
from goldenthread.rules.rule import Found, Look, on, rule
from goldenthread.text.dates import add_months, long_day, parse_day
from goldenthread.text.problems import Grade, Promise


@rule("review-before-last", Grade.STOPS, Promise.HONEST)
def review_before_last(look: Look) -> Iterator[Found]:
    """The next review of a page comes after its last one."""
    for page in look.manual.pages():
        last = page.record.last_review.on
        if page.record.review_date < last:
            wrong = f"The next review ({page.record.review_date}) is before the last one ({last})."
            yield on(
                page, "review_date", wrong=wrong, do="Write the day by which it must be looked at again."
            )


@rule("review-too-late", Grade.STOPS, Promise.HONEST)
def review_too_late(look: Look) -> Iterator[Found]:
    """No page waits longer for a review than data/partnership.yml allows."""
    for page in look.manual.pages():
        months = getattr(look.manual.partnership.intervals, page.record.months)
        latest = add_months(page.record.last_review.on, months)
        if page.record.review_date > latest:
            wrong = f"The next review is more than {months} months after the last one."
            do = f"Write {latest} or an earlier day, or review the page now and add it to reviews:."
            yield on(page, "review_date", wrong=wrong, do=do)


@rule("not-yet", Grade.STOPS, Promise.HONEST)
def not_yet(look: Look) -> Iterator[Found]:
    """No date of something that was done lies in the future."""
    for one in look.manual.named:
        if one.to == DONE and parse_day(one.name) > look.today:
            wrong = f"{long_day(parse_day(one.name))} is still to come, and this says that it was done."
            yield Found(one.file, one.line, wrong, "Write the day on which it was done.")


@rule("consultation", Grade.STOPS, Promise.HONEST)
def consultation(look: Look) -> Iterator[Found]:
    """Only a page under review asks for comments."""
    for page in look.manual.procedures.values():
        if page.record.consultation and not page.record.under_review:
            wrong = "This page asks for comments and does not say that it is under review."
            yield on(page, "consultation", wrong=wrong, do="Add under_review: with since: and why:.")


@rule("review-overdue", Grade.DUE, Promise.HONEST)
def review_overdue(look: Look) -> Iterator[Found]:
    """Every page is looked at again by its review date."""
    return _overdue(look, due.reviews(look.manual))


@rule("contact-overdue", Grade.DUE, Promise.HONEST)
def contact_overdue(look: Look) -> Iterator[Found]:
    """Every contact is checked as often as data/partnership.yml says."""
    return _overdue(look, due.contacts(look.manual, look.today))


@rule("action-late", Grade.DUE, Promise.HONEST)
def action_late(look: Look) -> Iterator[Found]:
    """What was agreed by a date is done, or known not to be, by that date."""
    return _overdue(look, due.deadlines(look.manual, look.today))


@rule("consultation-over", Grade.DUE, Promise.HONEST)
def consultation_over(look: Look) -> Iterator[Found]:
    """Once comments have closed, the page stops asking for them."""
    return _overdue(look, due.consultations(look.manual))


@rule("exception-overdue", Grade.DUE, Promise.HONEST)
def exception_overdue(look: Look) -> Iterator[Found]:
    """Every link that is excepted is opened by hand from time to time."""
    return _overdue(look, due.exceptions(look.manual))


def _overdue(look: Look, things: Iterable[due.Due]) -> Iterator[Found]:
    """Find what was due before today."""
    for item in things:
        if item.is_over(look.today):
            yield Found(item.file, item.line, item.wrong, item.do)
