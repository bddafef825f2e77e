"""Rules about review dates, contacts and deadlines. Knows no clock: today is handed in."""

from collections.abc import Iterator
from datetime import timedelta

from goldenthread.manual.actions import OPEN
from goldenthread.rules.rule import Found, Look, on, rule
from goldenthread.text.dates import add_months, long_day
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


@rule("review-overdue", Grade.DUE, "Every page is looked at again by its review date.")
def review_overdue(look: Look) -> Iterator[Found]:
    """Find pages whose review date has passed."""
    for page in look.manual.pages():
        if page.record.review_date < look.today:
            wrong = f"The review was due on {long_day(page.record.review_date)}."
            yield on(page, "review_date", wrong=wrong, do="Review the page, and add the review to reviews:.")


@rule("contact-overdue", Grade.DUE, "Every contact is checked as often as data/partnership.yml says.")
def contact_overdue(look: Look) -> Iterator[Found]:
    """Find contacts that nobody has checked for too long."""
    days = look.manual.partnership.intervals.contact_days
    lines = look.manual.data.lines.get("contacts", {})
    for index, contact in enumerate(look.manual.data.contacts.values()):
        if contact.checked.on + timedelta(days=days) < look.today and not contact.is_closed(look.today):
            wrong = f'"{contact.name}" was last checked on {long_day(contact.checked.on)}.'
            do = f"Ring it, and write today's date under checked: (due every {days} days)."
            yield Found("data/contacts.yml", lines.get((index, "checked"), 1), wrong, do)


@rule("action-late", Grade.DUE, "What was agreed by a date is done, or known not to be, by that date.")
def action_late(look: Look) -> Iterator[Found]:
    """Find actions that are still open after their date."""
    for page in look.manual.learning.values():
        for index, action in enumerate(page.record.actions):
            if look.manual.status_of(page, action, look.today) not in OPEN:
                continue
            for field, when in (("by_when", action.by_when), ("check_again", action.check_again)):
                if when and when.last < look.today:
                    wrong = f'Action "{action.id}" was due {when} and is still open.'
                    do = "Write under responses: what was done, or that it is not known."
                    yield on(page, "actions", index, field, wrong=wrong, do=do)
