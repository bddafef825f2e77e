"""For trainers: what there is to teach with, by theme, audience and procedure.

What is for everybody is listed under "everybody", or nobody would find it. Must not know how a list looks.

In: the manual. Out: its briefings and guides, newest first, sorted onto shelves.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import Literal

from goldenthread.manual.learning_records import LearningRecord
from goldenthread.manual.manual import EVERYONE, Page
from goldenthread.pages.made.packs import Taught, plan
from goldenthread.pages.made.page import MadeView, Shelf

By = Literal["themes", "audiences", "procedures"]


class Teaching(MadeView):
    """What the template of the page for trainers may ask."""

    @cached_property
    def all(self) -> tuple[Taught, ...]:
        """Every briefing and guide, newest first."""
        return tuple(self.manual.taught())

    def packs_of(self, page: Taught) -> list[Page[LearningRecord]]:
        """List the records whose packs tell more of what a briefing or guide carries."""
        names = dict.fromkeys(ref.record for ref in page.record.learning)
        return [self.manual.learning[name] for name in names if name in self.manual.learning]

    def is_led_in_fifteen_minutes(self, page: Taught) -> bool:
        """Whether the session plan of some pack uses a briefing or guide."""
        return any(page in plan(self.manual.carrying(record)).pages for record in self.packs_of(page))

    def by(self, of: By) -> list[Shelf]:
        """Sort briefings and guides by theme, audience or procedure; what has none is left out."""
        names: Iterable[tuple[str, str]]
        if of == "procedures":
            names = [(page.address, page.record.title) for page in self.f.standing()]
        else:
            first = {EVERYONE: "Everybody"} if of == "audiences" else {}
            names = (first | {one.id: one.name for one in getattr(self.manual.partnership, of)}).items()
        found = [Shelf(id, name, [p for p in self.all if id in self.filed(p, of)]) for id, name in names]
        return [shelf for shelf in found if shelf.pages]

    def filed(self, page: Taught, of: By) -> list[str]:
        """List the themes, audiences or procedures of a briefing or guide."""
        if of == "procedures":
            return list(dict.fromkeys(place.address for place in page.record.procedures))
        if of == "themes":
            return list(page.record.themes)
        return [EVERYONE] if EVERYONE in page.record.audience else list(page.record.audience) or [EVERYONE]
