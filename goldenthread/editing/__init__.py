"""What helps somebody to edit the manual: starting a page, renaming one, and what their editor knows.

Knows files and records. Must not know how a page looks, nor what the rules say of it.
"""
