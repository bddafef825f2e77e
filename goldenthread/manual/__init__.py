"""The records of a manual, what they name in one another, and the whole manual in memory.

In: the files of `procedures/`, `briefings/`, `docs/` and `data/`. Out: a `Manual`, and what follows from it:
what changed, what is due, what became of learning, how two manuals differ. Must not know how anything looks,
nor what the rules say of it.
"""
