"""From learning to practice: every action that learning led to, and the picture of the thread.

Must not know how an action looks.

In: the manual and today. Out: its actions by stage, what they may be chosen by, and where each box and line
of the picture stands.
"""

from functools import cached_property

from goldenthread.manual import actions
from goldenthread.manual.actions import ActionLine
from goldenthread.manual.learning_records import LearningRecord
from goldenthread.pages.made.page import MadeView
from goldenthread.pages.phrases import STATUSES
from goldenthread.pages.thread_picture import NARROW, WIDE, Picture, Thread, draw_thread, thread

Choices = list[tuple[str, str]]


class ActionList(MadeView):
    """What the template of the page from learning to practice may ask."""

    @cached_property
    def all(self) -> tuple[ActionLine, ...]:
        """Every action of every record, the most pressing first."""
        return actions.actions(self.manual, self.f.today)

    @property
    def stages(self) -> dict[actions.Stage, tuple[ActionLine, ...]]:
        """The actions by how pressing they are."""
        return actions.by_stage(self.all)

    @property
    def statuses(self) -> Choices:
        """The statuses that the actions have, to choose from."""
        found = {line.status for line in self.all}
        return [(status, name.capitalize()) for status, name in STATUSES.items() if status in found]

    @property
    def sources(self) -> Choices:
        """The kinds of learning that the actions came of, to choose from."""
        found = {record.source.type for record in self._records}
        return [(t.id, t.name) for t in self.manual.partnership.source_types if t.id in found]

    @property
    def agencies(self) -> Choices:
        """The agencies whose actions they are, to choose from."""
        found = {agency for line in self.all for agency in line.agencies}
        named = [(agency, self.f.who(agency)) for agency in found]
        return [*sorted(named, key=lambda one: one[1].lower()), ("not-stated", "Not stated")]

    @property
    def themes(self) -> Choices:
        """The themes of the actions' records, to choose from."""
        found = {theme for record in self._records for theme in record.themes}
        return [(t.id, t.name) for t in self.manual.partnership.themes if t.id in found]

    @property
    def _records(self) -> list[LearningRecord]:
        return [line.record.record for line in self.all]

    @cached_property
    def thread(self) -> Thread:
        """The thread from reviews to procedures."""
        return thread(self.manual, self.f.today)

    @property
    def pictures(self) -> dict[str, Picture]:
        """The thread, laid out for a phone ("narrow") and for a desk and paper ("wide")."""
        return {"narrow": draw_thread(self.thread, NARROW), "wide": draw_thread(self.thread, WIDE)}
