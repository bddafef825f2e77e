"""Golden Thread: from review to learning to changed paragraph to briefing, and back.

The engine knows files, records and HTML. It must not know MkDocs: `hooks.py` does.
"""
