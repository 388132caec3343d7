"""Which row is at index i? Models that answer at once, or with "…" until the row has come."""
