"""The edges of every rule, told once, and the two judges who must agree on each of them."""
