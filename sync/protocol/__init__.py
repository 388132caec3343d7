"""How it is said between machines: the wire on both sides, and nothing of who speaks."""

VERSION = 1
"""Raised when an older peer could misread a message; additions that it may ignore do not raise it."""

FLOOR = 1
"""The oldest version this side still understands."""
