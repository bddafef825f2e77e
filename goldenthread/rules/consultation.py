"""Rules about asking everybody what they think of a page. Knows no clock: today is handed in."""

from collections.abc import Iterator

from goldenthread.rules.rule import Found, Look, on, rule
from goldenthread.text.dates import long_day
from goldenthread.text.problems import Grade


@rule("consultation", Grade.STOPS, "Only a page under review asks for comments.")
def consultation(look: Look) -> Iterator[Found]:
    """Find pages that ask for comments and do not say what is being looked at."""
    for page in look.manual.procedures.values():
        if page.record.consultation and not page.record.under_review:
            wrong = "This page asks for comments and does not say that it is under review."
            yield on(page, "consultation", wrong=wrong, do="Add under_review: with since: and why:.")


@rule("consultation-over", Grade.DUE, "Once comments have closed, the page stops asking for them.")
def consultation_over(look: Look) -> Iterator[Found]:
    """Find pages whose last day for comments has passed."""
    for page in look.manual.procedures.values():
        asked = page.record.consultation
        if asked and asked.closes < look.today:
            wrong = f"Comments closed on {long_day(asked.closes)}."
            do = "Take consultation: out, and under_review: too where the review is finished."
            yield on(page, "consultation", wrong=wrong, do=do)
