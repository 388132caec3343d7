"""The tour among the frozen libraries, never shipped. `-m MODULE` stands in for Python: servers are started with it."""

import runpy
import sys

if __name__ == "__main__":
    module = "tests.tour"
    if sys.argv[1:2] == ["-m"]:
        module = sys.argv[2]
        del sys.argv[1:3]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
