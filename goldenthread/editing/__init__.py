"""What helps somebody to edit the manual: starting a page, renaming one, and what their editor knows.

In: the manual, and what somebody wants to write. Out: the text of files, for the command line to write. Must
not know how a page looks, nor what the rules say of it.
"""
