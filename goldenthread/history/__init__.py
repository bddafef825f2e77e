"""What each procedure said before, in the order in which it comes about: Git's record (`versions`), one old
text read (`old_pages`) and made harmless (`safe_html`), two compared (`comparisons`), what today answers
(`names_today`), and the pages (`pages`).
"""

from goldenthread.history.pages import write_history, write_unmade

__all__ = ["write_history", "write_unmade"]
