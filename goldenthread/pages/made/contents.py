"""The ways in that list pages: forms and tools, briefings and guides, the A to Z, and the filters of search.

Must not know how a list looks.

In: the manual. Out: its pages, sorted onto shelves: "Forms" with every form that is not withdrawn.
"""

from goldenthread.manual.manual import Page
from goldenthread.manual.page_records import AnyPage, Briefing, Guide
from goldenthread.pages.made.page import MadeView, Shelf

TOOLS = {
    "form": "Forms",
    "tool": "Tools",
    "thresholds": "Thresholds",
    "guidance": "Guidance",
    "protocol": "Protocols",
}
"""The kinds of procedure that help with one, in the order in which somebody looks for them."""

TAUGHT = (("seven-minute", "7-minute briefings", Briefing), ("one-minute", "One-minute guides", Guide))


class ToolShelves(MadeView):
    """What the template of the page of forms and tools may ask."""

    @property
    def shelves(self) -> list[Shelf]:
        """The tools by their kind; that of forms even where it is empty."""
        pages = self.f.standing()
        found = [
            Shelf(kind, name, [p for p in pages if p.record.kind == kind]) for kind, name in TOOLS.items()
        ]
        return [shelf for shelf in found if shelf.pages or shelf.id == "form"]


class TaughtShelves(MadeView):
    """What the template of the page of briefings and guides may ask."""

    @property
    def shelves(self) -> list[Shelf]:
        """The briefings and the guides, newest first."""
        taught = list(self.manual.taught())
        return [
            Shelf(id, name, [p for p in taught if isinstance(p.record, kind)]) for id, name, kind in TAUGHT
        ]


class SearchFilters(MadeView):
    """What the template of the page of search may ask."""

    @property
    def kinds(self) -> list[str]:
        """The kinds of page that the manual has, those of procedures first."""
        found = [page.record.kind for page in self.manual.procedures.values()]
        return list(dict.fromkeys([*found, *(page.record.noun for page in self.manual.taught())]))


class Letters(MadeView):
    """What the template of the A to Z may ask."""

    @property
    def letters(self) -> dict[str, list[tuple[str, Page[AnyPage], bool]]]:
        """Every title and other name of what stands, by its first letter.

        Each with its page, and whether it is another name.
        """
        standing = self.f.standing()
        pages: list[Page[AnyPage]] = [*standing, *self.manual.taught()]
        found = [(page.record.title, page, False) for page in pages]
        found += [(name, page, True) for page in standing for name in page.record.also_called]
        letters: dict[str, list[tuple[str, Page[AnyPage], bool]]] = {}
        for entry in sorted(found, key=lambda e: (e[0].lower(), e[2])):
            first = entry[0][0].upper()
            letters.setdefault(first if first.isalpha() else "0-9", []).append(entry)
        return letters
