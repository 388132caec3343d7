"""The client for Linux: one folder made by PyInstaller, for developers and whoever works there."""
