"""People at customers (H 121)."""
