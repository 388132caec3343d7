"""What people are told of what others, and the system, did to customers of theirs."""
