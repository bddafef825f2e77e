"""The comments by which others find in a built page what the engine put there.

Each is HTML that shows nothing. Search and sessions cut out what stands between FRAME_BEGINS and FRAME_ENDS.
The engine reads none of them in an author's text. Must not know what stands on a page.
"""

FRAME_BEGINS, FRAME_ENDS = "<!-- frame -->", "<!-- /frame -->"
"""What stands between these is the engine's."""

PRINTED_LINKS = "<!-- printed links -->"
"""Where the addresses stand that the links of a page stand for."""

BORROWED = "<!-- borrowed -->"
"""Where the lines of another page are to stand; it is on no built page."""

EXPLANATIONS = "<!-- explanations -->"
"""Where the meanings stand that a page needs."""
