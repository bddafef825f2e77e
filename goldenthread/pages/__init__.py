"""What readers see: frames, words, made pages and their templates.

In: the manual, and the day it is. Out: pages ready to be rendered, and pieces of HTML. Must not know who
renders them, nor what the rules say.
"""
