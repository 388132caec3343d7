"""The Windows client, built on Linux: a folder with its own Python, and the MSI around it."""
