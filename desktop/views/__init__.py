"""What it looks like and what was clicked: widgets that show values of `desktop.screens` and emit wishes."""
