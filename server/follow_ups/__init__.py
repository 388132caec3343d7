"""What was done with customers."""
