"""What the made pages list of the rooms below them: the rules, the tables, and the pages that can be started.

Must not decide anything. In: those rooms. Out: one value, `LISTED`, for whoever makes those pages:
`make_pages(manual, LISTED, today)`.
"""

from goldenthread.editing.starting import ABOUT, start_link
from goldenthread.exports.tables import TABLES
from goldenthread.pages.made.page import Listed
from goldenthread.rules import RULES

LISTED = Listed(RULES, TABLES, start_link, ABOUT)
