"""Customers, who holds them, and the history of that."""
