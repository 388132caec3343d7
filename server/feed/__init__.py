"""What changed, in an order that loses nothing: commits, their positions, and who waits for the next one."""
