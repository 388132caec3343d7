"""Customers asked back because of late follow-ups, and what was answered."""
