"""Pools, their members and their rules."""
