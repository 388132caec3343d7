"""The court: what may be done with a customer, and what follows. Pure values and functions, nothing else."""
