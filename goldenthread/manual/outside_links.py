"""The links that leave the manual: where each stands, who owns it, and what is told of the answers.

Knows records and their lines. Asks no address itself (see `site.link_checking`), and must not know how that
is done.

In: the manual, and what sites answered. Out: the addresses to ask, and what is said of those that broke or
moved.

    >>> without_anchor("https://example.org/act#section-11"), is_askable("https:///act")
    ('https://example.org/act', False)
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import urldefrag, urlsplit

from goldenthread.manual.data_records import Contact
from goldenthread.manual.fields import CITATIONS, CONTACTS, NOT_STATED
from goldenthread.manual.manual import Manual
from goldenthread.text.dates import long_day

WEB = ("http://", "https://")
LONGEST_ADDRESS = 2000
LONGEST_REPORT = 60_000
"""The most characters of a report: an issue on GitHub holds 65,536."""


class State(StrEnum):
    """What became of a link; the report begins with the first."""

    BROKEN = "broken"
    MOVED = "moved"
    """It answers at another address, to which it has moved for good."""
    UNKNOWN = "not known"
    """Nobody can tell, since the site refuses programs."""
    FINE = "fine"


TO_DO = {
    State.BROKEN: "Open each. Write the new address, or take the link out. If it opens for you, the site "
    "only turns programs away: note it in `data/link-exceptions.yml` with the reason and the date.",
    State.MOVED: "Open each, and write the new address if it still says what the page says it does.",
    State.UNKNOWN: "These sites ask programs to stay away. Open each now and then; "
    "`data/link-exceptions.yml` remembers when you did.",
}


@dataclass(frozen=True)
class Answer:
    """What a site answered."""

    state: State
    said: str
    """In the site's own words where it had any, which may hold markup."""
    leads_to: str = ""
    """The address to which it has moved for good; empty where it has not."""


@dataclass(frozen=True, order=True)
class OutsideLink:
    """One link that leaves the manual, and where it stands."""

    file: str
    line: int
    address: str
    owner: str
    """The group that looks after it; empty where none is named."""

    @property
    def asked_as(self) -> str:
        """The address without its anchor, which is never sent to a server."""
        return without_anchor(self.address)


@dataclass(frozen=True)
class Told:
    """A link with which something is the matter."""

    link: OutsideLink
    answer: Answer

    def __str__(self) -> str:
        """Return the line that `make links` prints."""
        link, answer = self.link, self.answer
        leads = f" It leads to {_one_line(answer.leads_to)}" if answer.leads_to else ""
        return (
            f"{link.file}:{link.line}: {answer.state}: {_one_line(link.address)} "
            f"answered: {_one_line(answer.said)}.{leads} Owner: {link.owner or NOT_STATED}"
        )

    @property
    def item(self) -> str:
        """The same as an item of a Markdown list; what others wrote stands in code, where it stays text."""
        link, answer = self.link, self.answer
        leads = f", leads to {_code(answer.leads_to)}" if answer.leads_to else ""
        return (
            f"- {_code(f'{link.file}:{link.line}')} ({link.owner or 'owner not stated'}): "
            f"{_code(link.address)} answered {_code(answer.said)}{leads}"
        )


def without_anchor(address: str) -> str:
    """Take the anchor off an address, since it is never sent to a server.

    Args:
        address: What an editor wrote.

    Returns:
        The address without it; what cannot be read as an address stays as it is.
    """
    try:
        return urldefrag(address).url
    except ValueError:
        return address


def is_askable(address: str) -> bool:
    """Whether a browser could open an address.

    Args:
        address: What an editor wrote.

    Returns:
        True for http or https with a host, without spaces or signs that nobody sees, of at most 2,000
        characters.
    """
    try:
        host = urlsplit(address).hostname
    except ValueError:
        return False
    whole = address.isprintable() and " " not in address and len(address) <= LONGEST_ADDRESS
    return whole and bool(host) and address.lower().startswith(WEB)


def outside_links(manual: Manual) -> tuple[OutsideLink, ...]:
    """List every link that leaves the manual: of pages, citations, contacts and the quick exit.

    Args:
        manual: The manual.

    Returns:
        Each link once for each line that it stands on, by file and line.
    """
    found = (*_on_pages(manual), *_of_citations(manual), *_of_contacts(manual), *_of_quick_exit(manual))
    return tuple(sorted(set(found)))


def to_ask(manual: Manual, links: Iterable[OutsideLink], seen: Collection[str]) -> tuple[str, ...]:
    """List the addresses that must be asked whether they still answer.

    Args:
        manual: The manual, whose `data/link-exceptions.yml` names links that no program asks.
        links: The outside links.
        seen: Addresses that answered lately (see `site.link_checking.seen_lately`).

    Returns:
        Each address once, without its anchor, and without those that are excepted or were seen.
    """
    spared = {without_anchor(exception.address) for exception in manual.data.exceptions} | set(seen)
    return tuple(dict.fromkeys(link.asked_as for link in links if link.asked_as not in spared))


def tell(links: Iterable[OutsideLink], answers: Mapping[str, Answer]) -> tuple[Told, ...]:
    """List the links with which something is wrong.

    Args:
        links: The outside links.
        answers: What came of each address that was asked, without its anchor.

    Returns:
        The links that broke, moved or could not be asked: by what became of them, then by file and line.
    """
    told = [Told(link, answers[link.asked_as]) for link in links if link.asked_as in answers]
    order = list(State)
    bad = (one for one in told if one.answer.state is not State.FINE)
    return tuple(sorted(bad, key=lambda one: (order.index(one.answer.state), one.link)))


def counted(told: Collection[Told], of: int) -> str:
    """Write in one sentence how many links are broken, moved and not known.

    Args:
        told: The links with which something is wrong.
        of: How many outside links there are.

    Returns:
        The sentence.
    """
    counts = Counter(one.answer.state for one in told)
    return (
        f"Of {of} outside links, {counts[State.BROKEN]} broke, {counts[State.MOVED]} moved, "
        f"and {counts[State.UNKNOWN]} could not be asked."
    )


def report(told: Collection[Told], of: int, today: date) -> str:
    """Write what `make links` found, for an issue on GitHub.

    Args:
        told: The links with which something is wrong.
        of: How many outside links there are.
        today: The day on which they were asked.

    Returns:
        Markdown of at most 60,000 characters and a line that says where the rest can be read: an issue holds
        65,536.
    """
    lines = [f"{counted(told, of)} Asked on {long_day(today)}."]
    for state, to_do in TO_DO.items():
        items = [one.item for one in told if one.answer.state is state]
        if items:
            lines += ["", f"## {state.value.capitalize()}", "", to_do, "", *items]
    text = "\n".join(lines)
    if len(text) > LONGEST_REPORT:
        text = text[: text.rfind("\n", 0, LONGEST_REPORT)] + "\n\nThere is more: `make links` prints it all."
    return text + "\n"


def _on_pages(manual: Manual) -> Iterator[OutsideLink]:
    for page in manual.pages():
        owner = manual.name("groups", page.record.owner)
        for link in page.body.links:
            target = f"https:{link.target}" if link.target.startswith("//") else link.target
            if target.lower().startswith(WEB):
                yield OutsideLink(page.file, link.line, target, owner)


def _of_citations(manual: Manual) -> Iterator[OutsideLink]:
    """List the links of citations: whoever opened it last looks after it, or else those who cite it."""
    for index, citation in enumerate(manual.data.citations.values()):
        if citation.url and citation.url != NOT_STATED:
            owners = [citation.checked.by] if citation.checked else sorted({*_citing(manual, citation.id)})
            owner = ", ".join(manual.name("groups", name) for name in owners)
            line = manual.data.line(CITATIONS, index, "url")
            yield OutsideLink("data/citations.yml", line, citation.url, owner)


def _citing(manual: Manual, name: str) -> Iterator[str]:
    """List the owner of each page or entry that cites a citation."""
    contacts = tuple(manual.data.contacts.values())
    for one in (*manual.naming(CITATIONS, name), *manual.mentioning(CITATIONS, name)):
        if page := manual.by_file.get(one.file):
            yield page.record.owner
        elif one.file == "data/contacts.yml":
            yield contacts[int(one.path[0])].checked.by


def _of_contacts(manual: Manual) -> Iterator[OutsideLink]:
    for index, contact in enumerate(manual.data.contacts.values()):
        owner = manual.name("groups", contact.checked.by)
        for path, web in _webs(contact):
            yield OutsideLink("data/contacts.yml", manual.data.line(CONTACTS, index, *path), web, owner)


def _webs(contact: Contact) -> Iterator[tuple[tuple[str, ...], str]]:
    """Go through every web page that a contact has, with the field that it stands in."""
    everywhere: tuple[tuple[tuple[str, ...], str | None], ...] = (
        (("web",), contact.web),
        *((("areas", area, "web"), numbers.web) for area, numbers in contact.areas.items()),
    )
    for path, web in everywhere:
        if web and web != NOT_STATED:
            yield path, web


def _of_quick_exit(manual: Manual) -> Iterator[OutsideLink]:
    if address := manual.partnership.quick_exit_to:
        line = manual.data.line("partnership", "quick_exit_to")
        yield OutsideLink("data/partnership.yml", line, address, "")


def _one_line(text: str) -> str:
    """Take out the characters that a terminal would obey: a site may answer with anything."""
    return "".join(c for c in text if c.isprintable())[:300]


def _code(text: str) -> str:
    return f"`{_one_line(text).replace('`', chr(39))}`"
