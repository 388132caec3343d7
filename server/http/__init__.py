"""How messages cross HTTP: bodies in and out, limits, problems, request ids. Knows no feature."""
