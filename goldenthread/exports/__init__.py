"""What other programs read: search, feeds, calendar, tables, bulletin, statements.

In: the manual, and the day it is. Out: files, by their path in the site. Must not know how a page looks, nor
who reads the files.
"""
