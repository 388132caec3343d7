"""`gonghai doctor`: the checks of this machine for a console, without a window."""
