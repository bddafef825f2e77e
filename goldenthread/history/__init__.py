"""What each procedure said before: a page of its versions, and each superseded version whole.

The modules, in the order in which they are used: Git's record (`versions`), one old text read (`old_pages`)
and made harmless (`safe_html`), two compared (`comparisons`), what old names mean today (`names_today`), and
the pages (`pages`). In: the manual, and the folder that Git keeps. Out: pages in a built folder. Must not
know who built it.
"""

from goldenthread.history.pages import write_history, write_unmade

__all__ = ["write_history", "write_unmade"]
