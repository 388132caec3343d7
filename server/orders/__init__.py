"""What customers ordered: fed from upstream, read here."""
