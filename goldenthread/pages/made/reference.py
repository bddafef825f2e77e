"""What is looked up: contacts, the glossary, and what other rooms hand in (rules, tables, pages to start).

Must not know how a list looks.

In: the data of the manual, and what is handed in. Out: the same, sorted for a reader: rules by what they
stop.
"""

from goldenthread.manual.data_records import Contact, Term
from goldenthread.pages.made.page import MadeView, PageToMake
from goldenthread.text.problems import Grade, Rule

CHOICES = {
    "child": (
        "by-where-the-child-lives",
        "By where the child lives",
        "Ring the area where the child lives, wherever you work.",
    ),
    "work": (
        "by-where-the-person-works",
        "By where the person works",
        "For a worry about somebody who works or volunteers with children. Ring the area of their work, "
        "not the area where the child lives.",
    ),
    "anyone": ("from-anywhere", "From anywhere", "National ways to report a worry or to get help."),
}
"""What decides which number of a contact is right: the anchor, heading and words of each group."""

GRADES = {
    Grade.STOPS: "A pull request with one of these cannot be merged, and no site is built.",
    Grade.DUE: "A date passed or the world moved. The page says so; nobody is blocked.",
    Grade.LOOK: "A remark for the editor; nobody is blocked.",
}


class ContactGroups(MadeView):
    """What the template of the page of contacts may ask."""

    @property
    def groups(self) -> list[tuple[str, str, str, list[Contact]]]:
        """The contacts by what decides which number is right."""
        contacts = self.manual.data.contacts.values()
        groups = [(*words, [c for c in contacts if c.chosen_by == by]) for by, words in CHOICES.items()]
        return [group for group in groups if group[3]]


class GlossaryTerms(MadeView):
    """What the template of the glossary may ask."""

    @property
    def terms(self) -> list[Term]:
        """The words that need explaining, by the alphabet."""
        return sorted((t for t in self.manual.data.glossary if not t.plain), key=lambda t: t.term.lower())


class RuleBook(MadeView):
    """What the template of the page of rules may ask."""

    @property
    def by_grade(self) -> list[tuple[str, str, list[Rule]]]:
        """Each grade, what it means and its rules."""
        rules = self.given.listed.rules
        return [(g.value, meaning, [r for r in rules if r.grade is g]) for g, meaning in GRADES.items()]


class Starts(MadeView):
    """What the template of the page for editors may ask."""

    @property
    def kinds(self) -> list[tuple[str, str, str, str]]:
        """Each kind of page that can be started: its name, its noun, what it is, where to start it."""
        link, kinds = self.given.listed.start_link, self.given.listed.kinds
        return [
            (kind, *about, link(self.manual, kind, self.f.today) if link else "")
            for kind, about in kinds.items()
        ]


class FeedsAndTables(MadeView):
    """What the template of the page of feeds and tables may ask."""

    @property
    def followed(self) -> tuple[PageToMake, ...]:
        """The pages that a feed follows."""
        return tuple(page for page in self.given.pages if page.is_followed)

    @property
    def tables(self) -> tuple[object, ...]:
        """The tables, each with its columns and where it stands."""
        return self.given.listed.tables
