"""What the system takes back by itself: customers that are due, and deadlines that changed rules have moved."""
