"""The pages that nobody writes: each is made from the manual alone, so that it cannot disagree with it.

In: the manual, the day it is, and what other rooms hand in. Out: pages ready to be rendered. Must not know
what the rules say, nor which tables there are.
"""
