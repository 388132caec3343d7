"""The edges of every rule of the pool, one a line, each with its source: H and F as SPEC names them, SPEC itself.

How a line is read says `tests.rules.story`. Both judges play all of them: `test_in_the_court` before the domain alone,
`tests/server/rules/test_on_the_server` through the real server on both databases.
"""

from typing import Any

from tests.rules.late_edges import DEPARTURE, LATE_EVIDENCE, REINSTATEMENT
from tests.rules.story import FANPU, E
from tests.rules.work_edges import CERTIFICATION, DESCRIBING, EDITS, REGISTRATION, TAGS

BERLIN: dict[str, Any] = {"zone": "Europe/Berlin"}
UNHURRIED: dict[str, Any] = {"no_first_follow_up_days": None}
LAPSE_ONLY: dict[str, Any] = {"no_first_follow_up_days": None, "follow_up_gap_days": None}

FIRST_FOLLOW_UP = [
    E("H 107", "03-10 10:30 claim; due 03-26 no_first_follow_up"),
    E("SPEC 2.4", "03-10 00:00:00.000 claim; due 03-25 no_first_follow_up"),  # exactly on a midnight stays there
    E("SPEC 2.4", "03-10 00:00:00.001 claim; due 03-26 no_first_follow_up"),
    E("SPEC 2.4", "03-10 00:00:01 claim; due 03-26 no_first_follow_up"),
    E("SPEC 2.4", "03-09 23:59:59 claim; due 03-25 no_first_follow_up"),
    E("SPEC 2.4", "03-10 08:00 claim; due 03-26 no_first_follow_up"),  # midnight in UTC is no midnight here
    E("H 107", "03-10 10:30 claim; 03-25 23:59:59 sweep -> nothing; with rep"),
    E("H 107", "03-10 10:30 claim; 03-26 00:00:00 sweep -> no_first_follow_up; with nobody"),
    E("H 107", "03-10 10:30 claim; 03-26 00:00:01 sweep -> no_first_follow_up; with nobody"),
    E("H 107", "03-10 00:00 claim; 03-24 23:59:59 sweep -> nothing; 03-25 00:00 sweep -> no_first_follow_up"),
    E("SPEC 2.4", "03-10 10:30 claim; 04-20 09:00 sweep -> no_first_follow_up"),  # catching up
    E("SPEC 2.4", "03-10 10:30 claim; 03-26 sweep -> no_first_follow_up; 03-27 sweep -> nothing; due never"),
    E("SPEC 2.4", "2028-02-14 10:00 claim; due 2028-03-01 no_first_follow_up"),  # over the leap day
    E("SPEC 2.4", "2028-02-14 00:00 claim; due 2028-02-29 no_first_follow_up"),  # on it
    E("SPEC 2.4", "2028-02-14 claim; 2028-02-28 23:59:59 sweep -> nothing; 2028-02-29 sweep -> no_first_follow_up"),
    E("SPEC 2.4", "2027-02-14 10:00 claim; due 2027-03-02 no_first_follow_up"),  # no leap year
    E("SPEC 2.4", "2026-12-20 10:00 claim; due 2027-01-05 no_first_follow_up"),  # over the year's end
    E("SPEC 2.4", "12-16 10:00 claim; 12-31 23:59:59 sweep -> nothing; 2027-01-01 sweep -> no_first_follow_up"),
    E("H 107", "03-10 10:30 claim; 03-25 23:59:59 follow_up; due 05-05 follow_up_gap"),  # the first one, in time
    E("H 107", "03-10 10:30 claim; 03-26 09:00 follow_up; due 05-06 follow_up_gap"),  # before the sweep came by
    E("H 107", "03-10 10:30 claim; 03-11 follow_up; due never", no_deal_days=None, follow_up_gap_days=None),  # for good
    E("SPEC 2", "03-10 10:30 claim; follow_up; due 04-20 follow_up_gap"),  # in the instant of acquisition
    E("SPEC 2.4", "03-10 10:30 claim; 03-11 follow_up at 03-10 10:29:59.999; due 03-26 no_first_follow_up"),
    E("SPEC 2.4", "03-10 10:30 claim; 03-20 follow_up at 03-10 10:30; due 04-20 follow_up_gap"),  # told late
    E("SPEC 2", "03-01 claim; 03-02 follow_up; 03-03 release; 03-10 10:30 other claim; due 03-26 no_first_follow_up"),
    E("SPEC 2", "03-01 claim; 03-02 follow_up; 03-03 release; 03-10 10:30 claim; due 03-26 no_first_follow_up"),
    E("SPEC 2.8", "03-10 10:30 claim; 03-12 manager follow_up; due 03-26 no_first_follow_up"),  # the owner's count
    E("SPEC 2", "03-10 manager assign rep; due 03-25 no_first_follow_up"),  # an assignment is an acquisition
    E("SPEC 2", "03-01 claim; 03-02 follow_up; 03-10 10:30 manager assign other; due 03-26 no_first_follow_up"),
]

NO_DEAL = [
    E("H 107", "03-10 10:30 claim; due 07-09 no_deal", **UNHURRIED),
    E("H 107", "03-10 00:00 claim; due 07-08 no_deal", **UNHURRIED),
    E("H 107", "03-10 10:30 claim; 07-08 23:59:59 sweep -> nothing; 07-09 sweep -> no_deal", **UNHURRIED),
    E("H 107", "03-10 10:30 claim; 06-25 follow_up; due 07-09 no_deal"),
    E("H 107", "03-10 10:30 claim; 05-29 00:00 follow_up; due 07-08 follow_up_gap"),  # whichever is first
    E("SPEC 2.4", "03-10 10:30 claim; 05-29 10:30 follow_up; due 07-09 no_deal"),  # on one midnight: the table's order
    E("H 107", "03-10 10:30 claim; order; due 09-07 lapsed", **LAPSE_ONLY),  # an order ends it
    E("H 107", "03-10 10:30 claim; 07-08 09:00 order; due 2027-01-05 lapsed", **LAPSE_ONLY),  # on its last day too
    E("SPEC 2.4", "03-10 10:30 claim; due never", ordered="2025-09-11 10:30", is_lapse_recycled=False, **LAPSE_ONLY),
    E("SPEC 2.4", "03-10 10:30 claim; due 07-09 no_deal", ordered="2025-09-11 10:29:59.999", **LAPSE_ONLY),
    E("SPEC 2.4", "03-10 10:30 claim; due 07-09 no_deal", ordered="2024-01-01", **LAPSE_ONLY),  # a deal of long ago
]

GAP = [
    E("H 107", "03-10 10:30 claim; 03-12 09:00 follow_up; due 04-22 follow_up_gap"),
    E("H 107", "03-10 10:30 claim; 03-12 00:00 follow_up; due 04-21 follow_up_gap"),  # exactly on a midnight
    E("H 107", "03-10 10:30 claim; 03-12 00:00:01 follow_up; due 04-22 follow_up_gap"),
    E("H 107", "03-10 10:30 claim; 03-11 23:59:59 follow_up; due 04-21 follow_up_gap"),
    E("H 107", "03-10 claim; 03-12 00:00 follow_up; 04-20 23:59:59 sweep -> nothing; 04-21 sweep -> follow_up_gap"),
    E("H 107", "03-10 claim; follow_up; 04-18 23:59:59 follow_up; 04-19 sweep -> nothing; due 05-29 follow_up_gap"),
    E("SPEC 2.4", "03-10 claim; 03-12 follow_up; 03-20 follow_up at 03-11; due 04-21 follow_up_gap"),  # told later
    E("SPEC 2.4", "03-10 claim; 03-12 10:00 follow_up at 03-12 10:10; due 04-22 follow_up_gap"),  # a skewed clock
    E("SPEC 2.4", "03-10 claim; 03-12 10:00 follow_up at 03-12 10:10:00.001 -> in_the_future"),
    E("SPEC 2.4", "03-10 claim; 03-11 23:55 follow_up at 03-12 00:05; due 04-21 follow_up_gap"),  # wins nobody a day
    E("SPEC 2.4", "03-10 claim; due 03-25 no_first_follow_up", follow_up_gap_days=1),  # none before the first
    E("SPEC 2.4", "2028-01-20 10:00 claim; follow_up; due 2028-03-01 follow_up_gap"),  # leap day
    E("SPEC 2.4", "2026-12-01 10:00 claim; follow_up; due 2027-01-11 follow_up_gap"),  # year's end
    E("H 107", "03-10 claim; 03-12 follow_up; 03-13 order; due 04-21 follow_up_gap"),  # an order is no follow-up
]

LAPSE = [
    E("H 116", "03-10 10:30 claim; due 03-11 lapsed", ordered="2025-09-11 10:30"),  # in deal in that very instant
    E("SPEC 2.4", "03-10 10:30 claim; due 03-26 no_first_follow_up", ordered="2025-09-11 10:29:59.999"),  # not at once
    E("SPEC 2.4", "03-10 10:30 claim; 03-11 sweep -> nothing; with rep", ordered="2025-09-10 10:30"),
    E("H 107", "03-10 10:30 claim; due 03-20 lapsed", ordered="2025-09-20 15:00"),  # 180 days after the last order
    E("SPEC 2.4", "03-10 claim; 03-18 23:59:59 sweep -> nothing; 03-19 sweep -> lapsed", ordered="2025-09-20 00:00"),
    E("H 107", "03-10 claim; 03-11 follow_up; due 03-20 lapsed", ordered="2025-09-20 15:00"),  # work does not stop it
    E("H 107", "03-10 claim; 03-19 order; due 09-15 lapsed", ordered="2025-09-20", **LAPSE_ONLY),  # an order does
    E("SPEC 2.4", "03-10 claim; 03-20 09:00 order; due 09-17 lapsed", ordered="2024-01-01", **LAPSE_ONLY),  # anew
    E("SPEC 2.4", "2027-09-02 10:00 claim; order; due 2028-03-01 lapsed", **LAPSE_ONLY),  # leap day
    E("SPEC 2.4", "03-10 claim; due 03-25 no_first_follow_up", ordered="2025-09-15", is_lapse_recycled=False),
    E("H 107", "03-10 claim; 03-12 order; due 03-25 no_first_follow_up"),  # a deal is followed up too
]

PROTECTION = [
    E("F 14", "03-10 10:30 claim; due 04-10 protection", rules=FANPU),
    E("F 14", "03-10 00:00 claim; 04-08 23:59:59 sweep -> nothing; 04-09 sweep -> protection", rules=FANPU),
    E("F 14", "03-10 10:30 claim; 04-01 follow_up; due 04-10 protection", rules=FANPU),  # work moves nothing
    E("F 6", "03-10 10:30 claim; order; due never", rules=FANPU),  # the goal is reached
    E("F 6", "03-10 10:30 claim; due 04-10 protection", rules=FANPU, ordered="03-10 10:29:59.999"),  # not theirs
    E("F 6", "03-10 10:30 claim; 04-09 23:59:59 order; 04-10 sweep -> nothing; with rep", rules=FANPU),
    E("F 6", "03-10 claim; 03-11 order; 03-12 release; 03-20 10:30 other claim; due 04-20 protection", rules=FANPU),
    E("F 14", "03-10 10:30 claim; due 03-25 protection", protection_days=14),  # beside Huaqiu's four
    E("F 14", "03-10 10:30 claim; due 03-26 no_first_follow_up", protection_days=15),
    E("F 6", "03-10 10:30 claim; 03-11 order; due 03-26 no_first_follow_up"),  # only where the pool sets a goal
    E("F 6", "03-10 10:30 claim; 03-11 order; due never", is_goal_exempt=True),
]

EXEMPT = [
    E("H 107", "03-10 vip claim; due never; 12-31 sweep -> nothing; with vip"),  # key account
    E("H 107", "03-10 claim; 03-12 manager assign vip; due never"),
    E("H 107", "03-10 vip claim; 03-12 manager assign rep; due 03-27 no_first_follow_up"),
    E("H 107", "03-10 vip claim; due never; 12-31 sweep -> nothing; with vip", rules=FANPU),
    E("SPEC 2.4", "03-10 claim; 03-11 lock; due never; 12-31 sweep -> nothing; with rep"),  # locked
    E("SPEC 2.4", "03-10 10:30 claim; 03-11 lock; 03-12 unlock; due 03-26 no_first_follow_up"),  # counts on
    E("SPEC 2.4", "03-10 claim; 03-11 lock; 06-01 unlock; due 03-25 no_first_follow_up; sweep -> no_first_follow_up"),
    E("SPEC 2.4", "03-10 claim; 03-11 manager to_ordinary; due never; 12-31 sweep -> nothing; with rep"),  # ordinary
    E("SPEC 2", "03-10 claim; 03-11 manager to_ordinary; 03-20 10:30 manager to_pool; due 04-05 no_first_follow_up"),
]

LOCKS = [
    E("SPEC 2.2", "03-10 claim; lock; claim of b; lock of b -> lock_limit", locked=19),  # 20th, 21st
    E("SPEC 2.2", "03-10 claim; lock -> lock_limit", locked=20),
    E("SPEC 2.2", "03-10 claim; claim of b; lock; unlock; lock of b; due 03-25 no_first_follow_up", locked=19),
    E("SPEC 2.2", "03-10 claim; 03-11 lock; 03-12 release -> locked; 03-13 unlock; release; with nobody"),
    E("SPEC 2.2", "03-10 claim; 03-11 lock; 03-12 manager release -> locked; manager unlock; manager release"),
    E("SPEC 2.2", "03-10 claim; 03-11 lock; 03-12 manager assign other -> locked; with rep"),
    E("SPEC 2.2", "03-10 claim; 03-11 other lock -> not_yours; manager lock -> not_yours"),
    E("SPEC 2.2", "03-10 claim; 03-26 sweep -> no_first_follow_up; lock -> not_yours"),  # too late
    E("SPEC 2.2", "03-10 claim; lock; manager to_ordinary; 03-13 manager to_pool; due 03-28 no_first_follow_up"),
]

CLAIMS = [
    E("H 108", "03-10 10:30 claim; claim of b -> daily_limit", claimed=299),  # the 300th, the 301st
    E("H 108", "03-10 10:30 claim -> daily_limit; with nobody", claimed=300),
    E("H 108", "03-10 23:59:59 claim -> daily_limit; 03-11 00:00:00 claim; with rep", claimed=300),
    E("H 108", "03-10 07:59:59 claim -> daily_limit; 03-10 08:00:00 claim -> daily_limit", claimed=300),  # not by UTC
    E("H 108", "2026-12-31 23:59:59 claim -> daily_limit; 2027-01-01 00:00 claim", claimed=300),  # year's end
    E("H 108", "2028-02-29 23:59:59 claim -> daily_limit; 2028-03-01 claim", claimed=300),
    E("SPEC 2.1", "03-11 claim -> daily_limit; 03-10 23:59:59 claim -> daily_limit", claimed=300),  # a clock set back
    E("SPEC 2.1", "03-10 other claim; claim -> taken_by_other; claim of b; claim of c -> daily_limit", claimed=299),
    E("SPEC 2.1", "03-10 claim; claim -> already_yours; claim of b; claim of c -> daily_limit", claimed=298),
    E("SPEC 2.1", "03-10 claim; release; claim of b -> daily_limit", claimed=299),  # gives none back
    E("SPEC 2.1", "03-10 manager assign rep; claim of b; claim of c -> daily_limit", claimed=299),
    E("H 108", "03-10 support claim -> not_allowed"),
]

CAP = [
    E("H 106", "03-10 claim; claim of b -> cap_reached", holding=499),  # the 500th, the 501st
    E("H 106", "03-10 claim -> cap_reached; with nobody", holding=500),
    E("H 106", "03-10 claim; claim of b -> cap_reached", holding=499, deals=7),  # deals among them
    E("H 106", "03-10 10:30 claim; with rep", holding=500, ordered="2025-09-11 10:30:00"),  # in deal: day 180
    E("H 116", "03-10 10:30 claim -> cap_reached", holding=500, ordered="2025-09-11 10:29:59.999"),  # lapsed
    E("H 116", "03-10 10:30 claim -> cap_reached", holding=500, ordered="2025-09-10 10:30:00"),  # day 181
    E("H 106", "03-10 release of b -> not_yours; claim -> cap_reached; order; claim; with rep", holding=500),
    E("SPEC 2.1", "03-10 claim; claim of b -> cap_reached; release; claim of b", holding=499),
    E("SPEC 2.1", "03-10 order; claim; release; claim of b -> cap_reached", holding=500),  # freed none
    E("SPEC 2.1", "03-10 order; claim; lock; 2027-03-10 claim of b -> cap_reached; with rep", holding=499, locked=1),
    E("F 19", "03-10 admin claim; admin claim of b -> cap_reached", holding=499, crowded="admin"),
    E("F 19", "03-10 admin assign admin; admin assign admin of b -> person_full", holding=499, crowded="admin"),
    E("SPEC 2.1", "03-10 claim; manager to_ordinary; claim of b; manager to_pool -> person_full", holding=499),
    E("SPEC 2.1", "03-10 claim; manager assign other; claim of b; claim of c -> cap_reached", holding=499),
]

COOL_DOWN = [
    E("H 108", "03-10 10:00 claim; 03-10 12:00 release; 03-13 11:59:59 claim -> cooling_down"),
    E("H 108", "03-10 10:00 claim; 03-10 12:00 release; 03-13 12:00:00 claim"),
    E("H 108", "03-10 10:00 claim; 03-10 12:00 release; 03-13 12:00:01 claim"),
    E("H 108", "2026-12-30 10:00 claim; release; 2027-01-02 09:59:59 claim -> cooling_down"),
    E("H 108", "03-10 10:00 claim; 03-10 12:00 release; other claim; with other"),  # others at once
    E("H 108", "03-10 claim; 03-26 09:00 sweep -> no_first_follow_up; 03-29 08:59:59 claim -> cooling_down"),
    E("H 108", "03-10 claim; 03-26 09:00 sweep -> no_first_follow_up; 03-29 09:00:00 claim"),  # from when it was done
    E("H 108", "03-10 claim; 03-26 sweep -> no_first_follow_up; other claim; with other"),
    E("SPEC 2.2", "03-10 claim; 03-11 09:00 manager release; 03-14 08:59:59 claim -> cooling_down; 03-14 09:00 claim"),
    E("SPEC 2.2", "03-10 claim; 03-11 09:00 admin release; 03-14 08:59:59 claim -> cooling_down; 03-14 09:00 claim"),
    E("SPEC 2.2", "03-10 claim; 03-11 manager release; manager claim; with manager"),  # the owner's alone
    E("SPEC 2.1", "03-10 claim; release; claim -> cooling_down; manager assign rep; with rep"),
    E("SPEC 2.1", "03-10 claim; 03-11 manager assign other; 03-12 other release; claim; with rep"),  # none was theirs
    E("H 108", "03-01 claim; release; 03-04 claim; 03-05 release; 03-07 23:59:59 claim -> cooling_down"),  # anew
    E("H 108", "03-10 claim; release; 03-10 00:00:01 claim", cool_down_hours=0),
]

ASSIGNMENT = [
    E("SPEC 2.1", "03-10 manager assign rep; with rep", claimed=300),  # past the daily limit
    E("SPEC 2.1", "03-10 manager assign rep -> person_full; with nobody", holding=500),  # never past the cap
    E("SPEC 2.1", "03-10 manager assign rep; manager assign rep of b -> person_full", holding=499),
    E("H 106", "03-10 order; manager assign rep; with rep", holding=500),
    E("H 113", "03-10 manager assign far -> not_your_team; with nobody"),
    E("H 113", "03-10 far claim; 03-11 manager assign rep -> not_your_team; with far"),
    E("SPEC 2.8", "03-10 far claim; 03-11 admin assign rep; with rep"),
    E("SPEC 2.8", "03-10 claim; 03-11 assign other -> not_allowed; support assign other -> not_allowed; with rep"),
    E("SPEC 2.6", "03-10 manager assign support -> person_cannot_hold; with nobody"),
    E("SPEC 2.6", "03-10 claim; 03-11 manager assign rep -> already_theirs; due 03-25 no_first_follow_up"),
    E("F 12", "03-10 manager assign rep; 03-11 release; with nobody"),  # assigned like claimed
    E("SPEC 2.4", "03-10 claim; 03-26 manager assign other; sweep -> nothing; with other"),  # before the sweep
    E("SPEC 2.7", "03-10 claim; manager to_ordinary; manager assign other; due never; with other"),
    E("SPEC 2.7", "03-10 claim; manager to_ordinary; 03-11 release -> not_in_pool; other claim -> gone; with rep"),
]

EXTENSION = [
    E("F 11", "03-10 10:30 claim; 03-20 admin extend 30; due 04-25 no_first_follow_up"),  # not on today
    E("F 11", "03-10 10:30 claim; 03-20 manager extend 1; due 03-27 no_first_follow_up"),
    E("F 11", "03-11 claim; 03-25 23:59:59 admin extend 1; 03-26 sweep -> nothing; 03-27 sweep -> no_first_follow_up"),
    E("F 11", "03-10 10:30 claim; 03-26 00:00:01 admin extend 1; due 03-27 no_first_follow_up"),  # before the sweep
    E("F 11", "03-10 10:30 claim; 03-26 sweep -> no_first_follow_up; admin extend 1 -> no_deadline"),  # after it
    E("F 15", "03-10 claim; 03-11 admin extend 31 -> extension_length; admin extend 0 -> extension_length"),
    E("F 15", "03-10 claim; 03-11 admin extend 1; admin extend 1; admin extend 1; admin extend 1 -> extension_limit"),
    E("SPEC 2.4", "03-10 10:30 claim; 03-11 admin extend 30; 03-12 follow_up; due 04-25 follow_up_gap"),  # the later
    E("SPEC 2.4", "03-10 10:30 claim; 03-11 admin extend 1; 03-12 follow_up; due 04-21 follow_up_gap"),
    E("SPEC 2.4", "03-10 claim; 03-11 admin extend 1; 03-12 follow_up; admin extend 2; due 04-23 follow_up_gap"),
    E("SPEC 2.4", "03-10 claim; 03-11 admin extend 30; 03-12 release; 03-20 other claim; due 04-04 no_first_follow_up"),
    E("SPEC 2.4", "03-10 claim; 03-11 admin extend 30; 03-20 manager assign other; due 04-04 no_first_follow_up"),
    E("SPEC 2.4", "03-10 claim; 03-11 admin extend 1; lock; due never; 03-12 unlock; due 03-26 no_first_follow_up"),
    E("F 11", "03-10 vip claim; 03-11 admin extend 1 -> no_deadline; admin extend 1 of b -> no_deadline"),
    E("F 11", "03-10 claim; 03-11 lock; admin extend 1 -> no_deadline"),
    E("F 11", "03-10 claim; 03-11 order; 03-12 admin extend 1 -> no_deadline", rules=FANPU),
    E("F 11", "03-10 10:30 claim; 04-09 23:59:59 admin extend 30; due 05-10 protection", rules=FANPU),
    E("SPEC 2.8", "03-10 claim; 03-11 extend 1 -> not_allowed; support extend 1 -> not_allowed"),
    E("SPEC 2.8", "03-10 far claim; manager extend 1 -> not_your_team; admin extend 1; due 03-26 no_first_follow_up"),
    E("SPEC 2.4", "03-10 claim; 03-11 admin extend 30; 03-20 order; due 04-24 no_first_follow_up"),
    E("SPEC 2.4", "2028-02-10 10:00 claim; 2028-02-11 admin extend 3; due 2028-02-29 no_first_follow_up"),  # leap day
]

# A company where clocks change: an hour is lost on 29 March 2026 and won on 25 October.
SUMMER_TIME = [
    E("SPEC 2.4", "03-20 00:00 claim; due 04-05 no_first_follow_up", **BERLIN),  # an hour is lost: 24 h end at one
    E("SPEC 2.4", "03-19 23:30 claim; due 04-05 no_first_follow_up", **BERLIN),  # ends at half past midnight: one more
    E("SPEC 2.4", "03-01 00:00 claim; due 03-16 no_first_follow_up", **BERLIN),
    E("SPEC 2.4", "10-20 00:00 claim; due 11-04 no_first_follow_up", **BERLIN),  # an hour is won: 24 h end at eleven
    E("SPEC 2.4", "10-20 01:00 claim; due 11-04 no_first_follow_up", **BERLIN),  # ... at the midnight itself
    E("SPEC 2.4", "10-20 01:00:01 claim; due 11-05 no_first_follow_up", **BERLIN),
    E("SPEC 2.4", "03-27 23:00 claim; 04-11 23:59:59 sweep -> nothing; 04-12 sweep -> no_first_follow_up", **BERLIN),
    E("H 108", "03-28 23:59:59 claim -> daily_limit; 03-29 00:00 claim", claimed=300, **BERLIN),
    E("SPEC 2.4", "03-01 00:00 claim; 03-02 admin extend 14; due 03-31 no_first_follow_up", **BERLIN),  # clocks change
]

SECTIONS = {
    "first follow-up": FIRST_FOLLOW_UP,
    "no deal": NO_DEAL,
    "gap": GAP,
    "lapse": LAPSE,
    "protection": PROTECTION,
    "exempt": EXEMPT,
    "locks": LOCKS,
    "claims": CLAIMS,
    "cap": CAP,
    "cool-down": COOL_DOWN,
    "assignment": ASSIGNMENT,
    "extension": EXTENSION,
    "late evidence": LATE_EVIDENCE,
    "reinstatement": REINSTATEMENT,
    "departure": DEPARTURE,
    "describing": DESCRIBING,
    "tags": TAGS,
    "edits": EDITS,
    "certification": CERTIFICATION,
    "registration": REGISTRATION,
    "summer time": SUMMER_TIME,
}

EDGES = [edge for section in SECTIONS.values() for edge in section]
