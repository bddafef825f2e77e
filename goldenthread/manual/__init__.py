"""The records, their references, and the whole manual in memory."""
