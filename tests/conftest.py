"""What holds for every test: nothing left behind, nothing unannounced in the log, the same chances every time."""

import os

import hypothesis

# Before anything imports Qt. A person who wants to watch sets QT_QPA_PLATFORM.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

pytest_plugins = ("pytester", "tests.databases", "tests.leaks", "tests.logs")

# The same examples in every run, so that a red test is red for the one who looks into it too.
hypothesis.settings.register_profile("everyday", derandomize=True, max_examples=100, deadline=None, print_blob=True)
hypothesis.settings.register_profile("thorough", max_examples=5_000, deadline=None, print_blob=True)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "everyday"))
