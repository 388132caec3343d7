"""The edges of what comes too late, of what is asked back, and of what somebody leaves behind; told as all of them."""

from typing import Any

from tests.rules.story import E

ONE_A_DAY: dict[str, Any] = {"daily_claim_limit": 1}
LOST = "03-10 10:30 claim; 03-26 sweep -> no_first_follow_up"
LATE = f"{LOST}; 03-26 10:00 follow_up at 03-20 -> late_evidence"
ASKED = f"{LATE}; ask"
FAR = "03-10 far claim; 03-26 sweep -> no_first_follow_up; far follow_up at 03-20 -> late_evidence; far ask"

LATE_EVIDENCE = [
    E("SPEC 2.4", f"{LOST}; 03-27 follow_up at 03-25 23:59:59.999 -> late_evidence; with nobody"),  # 1 ms before
    E("SPEC 2.4", f"{LOST}; 03-27 follow_up at 03-26 -> not_yours"),  # in the very instant it was nobody's
    E("SPEC 2.4", f"{LOST}; 03-27 follow_up at 03-26 00:00:00.001 -> not_yours"),  # 1 ms after
    E("SPEC 2.4", f"{LOST}; 03-27 follow_up at 03-10 10:30 -> late_evidence"),  # from the instant of acquisition
    E("SPEC 2.4", f"{LOST}; 03-27 follow_up at 03-10 10:29:59.999 -> not_yours"),
    E(
        "SPEC 2.4",
        "03-10 claim; 03-26 09:00 sweep -> no_first_follow_up; 03-27 follow_up at 03-26 08:59 -> late_evidence",
    ),
    E("SPEC 2.4", f"{LOST}; other claim; 03-27 follow_up at 03-20 -> late_evidence; with other"),  # kept all the same
    E("SPEC 2.4", f"{LOST}; other claim; 03-27 follow_up at 03-20 -> late_evidence; due 04-10 no_first_follow_up"),
    E("SPEC 2.4", "03-10 claim; 03-12 release; 03-13 follow_up at 03-11 -> no_longer_yours; ask -> no_late_evidence"),
    E("SPEC 2.4", "03-10 claim; 03-12 manager release; 03-13 follow_up at 03-11 -> no_longer_yours"),
    E("SPEC 2.4", "03-10 claim; 03-12 manager assign other; 03-13 follow_up at 03-11 -> no_longer_yours"),
    E("SPEC 2.4", f"{LOST}; 03-29 claim; 03-30 follow_up at 03-20; ask -> already_yours"),
]

REINSTATEMENT = [
    E("SPEC 2.4", f"{ASKED}; manager reinstate; with rep; due 04-11 no_first_follow_up"),  # a new acquisition
    E("SPEC 2.4", f"{ASKED}; 04-01 manager reinstate; 04-02 follow_up; due 05-12 follow_up_gap"),
    E("SPEC 2.4", f"{ASKED}; admin reinstate; with rep"),
    E("SPEC 2.4", f"{ASKED}; claim -> cooling_down; manager reinstate; with rep"),  # during the cool-down
    E("SPEC 2.4", f"{ASKED}; claim of b; claim of c -> daily_limit; manager reinstate; with rep", **ONE_A_DAY),
    E("SPEC 2.4", f"{ASKED}; manager reinstate; with rep", locked=499),  # the 500th
    E("SPEC 2.4", f"{ASKED}; claim of b; manager reinstate -> person_full; with nobody", locked=499),  # the 501st
    E("SPEC 2.4", f"{ASKED}; claim of b; release of b; manager reinstate; with rep", locked=499),
    E("SPEC 2.4", f"{ASKED}; other claim; manager reinstate -> taken_by_other; manager decline; with other"),
    E("SPEC 2.4", f"{LATE}; other claim; ask -> taken_by_other; manager reinstate -> no_such_request"),
    E("SPEC 2.4", f"{LATE}; manager reinstate -> no_such_request; manager decline -> no_such_request"),
    E("SPEC 2.4", f"{ASKED}; ask -> already_asked; manager decline; ask -> request_declined; with nobody"),
    E("SPEC 2.4", f"{ASKED}; manager decline; manager reinstate -> request_declined; with nobody"),
    E("SPEC 2.4", f"{ASKED}; manager decline; admin decline -> request_declined"),
    E("SPEC 2.4", f"{ASKED}; manager reinstate; manager decline -> request_granted; with rep"),
    E("SPEC 2.4", f"{ASKED}; manager reinstate; admin reinstate -> already_theirs; with rep"),
    E("SPEC 2.4", f"{ASKED}; manager reinstate; 03-28 release; ask -> request_granted"),
    E("SPEC 2.4", f"{ASKED}; manager assign rep; ask -> already_yours; manager reinstate -> already_theirs; with rep"),
    E("SPEC 2.8", f"{LATE}; other ask -> no_late_evidence; manager ask -> no_late_evidence; ask"),  # its author's alone
    E("SPEC 2.8", f"{ASKED}; reinstate -> not_allowed; support reinstate -> not_allowed; far decline -> not_allowed"),
    E("SPEC 2.8", f"{FAR}; manager reinstate -> not_your_team; manager decline -> not_your_team"),
    E("SPEC 2.8", f"{FAR}; admin reinstate; with far"),
]

DEPARTURE = [
    E("H 105", "03-10 claim; 03-12 rep depart; with nobody; lies pending; due never"),
    E("H 105", "03-10 claim; 03-12 rep depart; 12-31 sweep -> nothing; lies pending"),  # nothing runs while it waits
    E("H 105", "03-10 claim; 03-12 rep depart; other claim -> not_in_pool; release -> not_yours"),
    E("H 105", "03-10 claim; 03-12 10:30 rep depart; 03-13 10:30 manager assign other; due 03-29 no_first_follow_up"),
    E("SPEC 2.7", "03-10 claim; rep depart; manager assign other; 03-12 other release; lies unassigned"),  # pool kept
    E("SPEC 2.7", "03-10 claim; manager to_ordinary; rep depart; lies pending; manager assign other; lies ordinary"),
    E("H 105", "03-10 claim; 03-11 lock; 03-12 rep depart; manager assign other; due 03-27 no_first_follow_up"),
    E("SPEC 2.6", "03-10 claim; 03-12 rep depart; manager assign rep -> person_departed; lies pending"),
    E("SPEC 2.6", "03-10 far claim; 03-12 far depart; manager assign other -> not_your_team; admin assign other"),
    E(
        "SPEC 2.6", "03-10 claim; 03-12 rep depart; 03-13 follow_up at 03-11 -> no_longer_yours"
    ),  # kept under its author
    E("SPEC 2.4", f"{ASKED}; rep depart; manager reinstate -> person_departed; manager decline; with nobody"),
    E(
        "SPEC 2.1",
        "03-10 claim; rep depart; manager assign other -> person_full; lies pending",
        holding=500,
        crowded="other",
    ),
]
