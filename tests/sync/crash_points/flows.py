"""Every flow there is, in the order of a day."""

from tests.sync.crash_points.clicks import CLICKS
from tests.sync.crash_points.exchanges import PULLS, PUSHES
from tests.sync.crash_points.leavings import LEAVINGS
from tests.sync.crash_points.profiles import PROFILES
from tests.sync.crash_points.starts import STARTS
from tests.sync.crash_points.trial import Flow

FLOWS: tuple[Flow, ...] = (*STARTS, *CLICKS, *PUSHES, *PULLS, *PROFILES, *LEAVINGS)
NOT_THERE_YET = ("attachment",)
"""Flows that the product does not have yet, and nothing here pretends to have."""
