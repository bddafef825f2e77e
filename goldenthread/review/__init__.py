"""What a pull request says to whoever opens, reads or decides it: notes at lines, a summary, pages, a paper.

Each is made from the manual before and after. Needs no rights and must not know who reads it.
"""
