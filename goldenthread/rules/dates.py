"""Rules about dates: reviews, checks, comments and deadlines. What is overdue, `manual.due` says.

Knows no clock: today is handed in.
"""

from collections.abc import Iterable, Iterator

from goldenthread.manual import due
from goldenthread.rules.rule import Found, Look, on, rule
from goldenthread.text.dates import add_months
from goldenthread.text.problems import Grade


@rule("review-before-last", Grade.STOPS, "The next review of a page comes after its last one.")
def review_before_last(look: Look) -> Iterator[Found]:
    """Find review dates that were over when they were written."""
    for page in look.manual.pages():
        last = page.record.last_review.on
        if page.record.review_date < last:
            wrong = f"The next review ({page.record.review_date}) is before the last one ({last})."
            yield on(
                page, "review_date", wrong=wrong, do="Write the day by which it must be looked at again."
            )


@rule("review-too-late", Grade.STOPS, "No page waits longer for a review than data/partnership.yml allows.")
def review_too_late(look: Look) -> Iterator[Found]:
    """Find review dates that are further away than the interval of their kind."""
    for page in look.manual.pages():
        months = getattr(look.manual.partnership.intervals, page.record.months)
        latest = add_months(page.record.last_review.on, months)
        if page.record.review_date > latest:
            wrong = f"The next review is more than {months} months after the last one."
            do = f"Write {latest} or an earlier day, or review the page now and add it to reviews:."
            yield on(page, "review_date", wrong=wrong, do=do)


@rule("consultation", Grade.STOPS, "Only a page under review asks for comments.")
def consultation(look: Look) -> Iterator[Found]:
    """Find pages that ask for comments and do not say what is being looked at."""
    for page in look.manual.procedures.values():
        if page.record.consultation and not page.record.under_review:
            wrong = "This page asks for comments and does not say that it is under review."
            yield on(page, "consultation", wrong=wrong, do="Add under_review: with since: and why:.")


@rule("review-overdue", Grade.DUE, "Every page is looked at again by its review date.")
def review_overdue(look: Look) -> Iterator[Found]:
    """Find pages whose review date has passed."""
    return _overdue(look, due.reviews(look.manual))


@rule("contact-overdue", Grade.DUE, "Every contact is checked as often as data/partnership.yml says.")
def contact_overdue(look: Look) -> Iterator[Found]:
    """Find contacts that nobody has checked for too long."""
    return _overdue(look, due.contacts(look.manual, look.today))


@rule("action-late", Grade.DUE, "What was agreed by a date is done, or known not to be, by that date.")
def action_late(look: Look) -> Iterator[Found]:
    """Find actions that are still open after their date."""
    return _overdue(look, due.deadlines(look.manual, look.today))


@rule("consultation-over", Grade.DUE, "Once comments have closed, the page stops asking for them.")
def consultation_over(look: Look) -> Iterator[Found]:
    """Find pages whose last day for comments has passed."""
    return _overdue(look, due.consultations(look.manual))


@rule("exception-overdue", Grade.DUE, "Every link that is excepted is opened by hand from time to time.")
def exception_overdue(look: Look) -> Iterator[Found]:
    """Find exceptions that nobody has looked at for as long as a link may wait."""
    return _overdue(look, due.exceptions(look.manual))


def _overdue(look: Look, things: Iterable[due.Due]) -> Iterator[Found]:
    """Find what was due before today."""
    for item in things:
        if item.is_over(look.today):
            yield Found(item.file, item.line, item.wrong, item.do)
