"""What other programs read: search, feeds, calendar, tables, bulletin."""
