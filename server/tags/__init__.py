"""The words that reps put on customers, in groups, and those that they ask for (H 120)."""
