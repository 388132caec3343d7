"""People and teams: who works here, and who manages whom."""
