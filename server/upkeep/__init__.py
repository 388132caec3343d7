"""What a server does by itself from time to time, and what an operator does for its database."""
