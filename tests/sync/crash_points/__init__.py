"""Every operation of every flow of the client fails once, in two ways, and nothing is lost, doubled or wedged.

`python -m tests.sync.crash_points` tries every point of every flow and prints a table. The tests try all points of
the small flows and every n-th of the large ones; `GONGHAI_CRASH_STRIDE=1` makes them try all.
"""
