"""The edges of what is written down about a customer, certified of it, and of who enters a new one; told as all of
them."""

from typing import Any

from domain.customers import PoolState
from tests.rules.story import E

ASLEEP: dict[str, Any] = {"lying": PoolState.DORMANT}
CERTIFIED = "03-10 claim; certify; 03-11 manager approve"

DESCRIBING = [
    E("H 121", "03-10 claim; contact; contact; drop_contact; drop_contact"),  # gone already: a yes all the same
    E("SPEC 2.8", "03-10 contact -> not_yours; note -> not_yours; claim; contact; note"),
    E("SPEC 2.8", "03-10 claim; other contact -> not_yours; far note -> not_yours; support note -> not_yours"),
    E("SPEC 2.8", "03-10 claim; manager contact; manager note; admin contact -> not_yours; admin note -> not_yours"),
    E("SPEC 2.8", "03-10 far claim; manager contact -> not_yours; manager note -> not_yours; far contact"),
    E("SPEC 8", "03-10 claim; contact; 03-11 release; contact -> not_yours; drop_contact -> not_yours"),  # just lost
    E("SPEC 8", "03-10 claim; 03-26 sweep -> no_first_follow_up; note -> not_yours; contact -> not_yours"),
    E(
        "H 105",
        "03-10 claim; rep depart; note -> not_yours; manager note -> not_yours; manager assign other; other note",
    ),
    E("SPEC 2.7", "03-10 claim; manager to_ordinary; contact; other contact -> gone; manager note"),
    E("SPEC 2.4", "03-10 10:30 claim; 03-20 contact; note; tag hdi; certify; due 03-26 no_first_follow_up"),  # no work
    E("H 109", "03-10 contact -> gone; note -> gone; manager note -> gone", **ASLEEP),
]

TAGS = [
    E("H 120", "03-10 claim; tag hdi; tag hdi; untag hdi; untag hdi"),
    E("H 120", "03-10 claim; tag old -> tag_retired; untag old; tag made_up -> no_such_tag; untag made_up"),
    E("H 120", "03-10 tag hdi -> not_yours; manager tag hdi -> not_yours; admin tag hdi; admin untag hdi"),
    E(
        "SPEC 2.8",
        "03-10 claim; other tag hdi -> not_yours; support tag hdi -> not_yours; manager tag hdi; admin tag hdi",
    ),
    E("H 109", "03-10 tag hdi -> gone; admin tag hdi -> gone; admin untag hdi -> gone", **ASLEEP),
]

EDITS = [
    E("SPEC 5", "03-10 10:30 claim; 03-12 follow_up; 03-20 edit; edit; due 04-21 follow_up_gap"),  # moves no deadline
    E("SPEC 5", "03-10 claim; edit -> no_such_follow_up; follow_up of b -> not_yours; edit of b -> no_such_follow_up"),
    E("SPEC 5", "03-10 claim; follow_up; other edit -> not_the_author; manager edit -> not_the_author; edit"),
    E("SPEC 5", "03-10 claim; manager follow_up; edit -> not_the_author; manager edit; due 03-25 no_first_follow_up"),
    E("SPEC 5", "03-10 claim; follow_up; 03-12 release; edit; other claim; edit; other edit -> not_the_author"),
    E("SPEC 5", "03-10 claim; follow_up; 03-12 manager assign other; manager to_ordinary; edit"),  # seen no more
    E("SPEC 5", "03-10 claim; 03-26 sweep -> no_first_follow_up; follow_up at 03-20 -> late_evidence; edit; ask"),
    E("SPEC 2.6", "03-10 claim; follow_up; 03-12 rep depart; edit; manager edit -> not_the_author"),
]

CERTIFICATION = [
    E("H 117", "03-10 claim; stands none; certify; stands submitted; certify -> certification_open"),
    E("H 117", f"{CERTIFIED}; stands profile; certify -> certified; manager approve -> certification_answered"),
    E("H 117", "03-10 claim; certify; manager reject; stands none; certify; stands submitted; manager approve"),
    E("H 117", "03-10 claim; certify; manager reject; manager approve -> certification_answered; stands none"),
    E("H 117", f"{CERTIFIED}; manager reject -> certification_answered; stands profile"),  # two managers at once
    E("H 117", "03-10 claim; manager certify; manager approve; stands profile"),  # a subordinate's
    E("H 117", "03-10 claim; manager approve -> no_such_certification; support revoke -> no_such_certification"),
    E("SPEC 2.8", "03-10 claim; certify; approve -> not_allowed; reject -> not_allowed; other approve -> not_allowed"),
    E("SPEC 2.8", "03-10 claim; certify; admin approve -> not_allowed; support approve -> not_allowed"),
    E("SPEC 2.8", "03-10 far claim; far certify; manager approve -> not_your_team; manager reject -> not_your_team"),
    E("SPEC 2.8", "03-10 certify -> not_yours; claim; other certify -> not_yours; support certify -> not_yours"),
    E("SPEC 11", "03-10 claim; 03-11 manager release; certify -> not_yours; stands none"),  # for a customer just lost
    E("H 118", "03-10 claim; certify; release; manager approve; stands profile"),  # wherever it is by then
    E("H 118", "03-10 claim; certify; release; other claim; other certify -> certification_open; manager reject"),
    E("H 118", f"{CERTIFIED}; release; far claim; stands profile; far certify -> certified"),  # goes with the customer
    E("H 118", "03-10 claim; certify; upstream; stands customer; manager approve -> certification_answered"),
    E(
        "H 118",
        f"{CERTIFIED}; upstream; stands customer; certify -> certified; support revoke -> certification_answered",
    ),
    E("H 118", "03-10 claim; upstream; stands customer; certify -> certified"),
    E("H 119", f"{CERTIFIED}; revoke -> not_allowed; manager revoke -> not_allowed; admin revoke -> not_allowed"),
    E("H 119", f"{CERTIFIED}; support revoke; stands none; certify; manager approve; stands profile"),
    E("H 119", f"{CERTIFIED}; support revoke; support revoke -> certification_answered"),
    E("H 119", "03-10 claim; certify; support revoke -> certification_answered; stands submitted"),
    E("H 119", f"{CERTIFIED}; manager to_ordinary; support revoke; stands none"),
    E("H 109", "03-10 certify -> gone; manager certify -> gone", **ASLEEP),
]

REGISTRATION = [
    E("SPEC 3", "03-10 10:30 register of new; with rep of new; due 03-26 no_first_follow_up of new"),
    E(
        "SPEC 3",
        "03-10 register of new; 03-25 sweep of new -> no_first_follow_up; other claim of new; with other of new",
    ),
    E("SPEC 3", "03-10 register of new; claim -> cap_reached", holding=499),  # the 500th
    E("SPEC 3", "03-10 register of new -> cap_reached; lies dormant of new", holding=500),
    E("SPEC 3", "03-10 register of new; claim -> daily_limit", claimed=300),  # outside the daily limit
    E("SPEC 3", "03-10 register of new; claim; claim of b -> daily_limit", claimed=299),  # and counts none
    E("SPEC 3", "03-10 register of new; release of new; lies unassigned of new; claim of new -> cooling_down"),
    E("SPEC 3", "03-10 register of new; release of new; claim; claim of b -> cap_reached", holding=499),
    E("SPEC 2.8", "03-10 manager register of new; with manager of new; manager assign rep of new; with rep of new"),
    E("SPEC 2.8", "03-10 support register of new -> not_allowed; admin register of new; with admin of new"),
    E("SPEC 3", "03-10 register outside of new -> no_such_pool"),  # a pool is open to them
    E("H 107", "03-10 vip register of new; due never of new"),
    E("SPEC 3", "03-10 register of new; follow_up of new; contact of new; certify of new; edit of new"),
    E("SPEC 8", "03-10 register of new; register of new -> id_reused; other register of new -> id_reused"),
    E("H 112", "03-10 claim; register name of new -> already_known:mine; register uscc of new -> already_known:mine"),
    E("H 112", "03-10 other claim; register uscc of new -> already_known:held_by"),
    E("H 112", "03-10 far claim; far release; register name of new -> already_known:in_pool"),
    E(
        "H 112", "03-10 claim; manager to_ordinary; far register uscc of new -> already_known:held_by"
    ),  # so much is told
    E("H 112", "03-10 claim; rep depart; other register name of new -> already_known:pending"),
    E("H 112", "03-10 register uscc of new -> already_known:registered_not_in_crm", **ASLEEP),
    E(
        "H 121",
        "03-10 register phone of new -> phone_conflict:in_pool; claim; register phone of new -> phone_conflict:mine",
    ),
    E("H 121", "03-10 register phone of new -> phone_conflict:registered_not_in_crm", **ASLEEP),
    E("H 121", "03-10 claim; contact; other register contact of new -> phone_conflict:held_by"),  # of a contact alone
    E("H 121", "03-10 claim; contact; drop_contact; other register contact of new; with other of new"),
    E("H 121", "03-10 register contact of new; claim; contact; with rep"),  # a contact may have anybody's phone
]
