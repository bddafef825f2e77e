"""The comments by which others find in a built page what the engine put there.

The engine reads none of them in an author's text. Must not know what stands on a page.

In: nothing. Out: HTML that shows nothing; what stands between FRAME_BEGINS and FRAME_ENDS is no author's, and
search leaves it out.
"""

FRAME_BEGINS, FRAME_ENDS = "<!-- frame -->", "<!-- /frame -->"
"""What stands between these was made by the engine, and by no author."""

PRINTED_LINKS = "<!-- printed links -->"
"""Where the list of the addresses is to stand, for paper."""

BORROWED = "<!-- borrowed -->"
"""Where the lines of another page are to stand; it is on no built page."""

EXPLANATIONS = "<!-- explanations -->"
"""Where the meanings of abbreviations are to stand."""
