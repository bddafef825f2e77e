"""What a pull request says to whoever opens, reads or decides it: notes at lines, a summary, pages, a paper.

In: the manual before and after. Out: text and files for GitHub and for a meeting. Needs no rights and must
not know who reads it.
"""
