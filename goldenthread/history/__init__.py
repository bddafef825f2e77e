"""What each procedure said before, in the order in which it comes about: Git's record (`versions`), one old
text read and made harmless (`archive`, `harmless`), two compared, all of them on every core and
remembered (`renderings`, `remembering`), what today answers (`today`), and the pages (`pages`).
"""

from goldenthread.history.pages import write_history, write_unmade

__all__ = ["write_history", "write_unmade"]
