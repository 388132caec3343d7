"""How fast the day's work goes, always beside the floor of the same machine in the same minute.

Each module here may list `WORK_ITEMS`; `python3 dev.py bench` measures them all.
"""
