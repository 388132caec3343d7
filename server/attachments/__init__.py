"""Files that belong to customers: received in stretches, looked into, kept, and given to whoever may see them."""
