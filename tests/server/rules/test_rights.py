"""Who may do what, as SPEC 2.8 says it: role by operation by whose customer it is, on both databases.

A cell names the customers on which the role does it; on all others it is refused, and nothing moves.
"""

from functools import partial

import pytest

from domain.people import Role
from domain.records import CertificationState
from server.scopes.grants import granted_scopes
from sync.protocol.rows import CustomerRow
from tests.server.company import Company
from tests.server.reader import Reader
from tests.server.rules.cast import OWNING, ROLES, WHOSE, Cast

MATRIX: dict[str, tuple[str, str, str, str, str, str]] = {
    #               rep        pool admin             manager                        support / tag admin / system admin
    "see masked":  ("free",    "free own team mate",  "free",                        "free free*", "free free*",
                    "free free*"),
    "see whole":   ("own mine", "own mine",           "own team mine ours wait",
                    "team mate other ours theirs wait wait*", "", "team mate other ours theirs wait wait*"),
    "claim":       ("free",    "free",                "free",                        "", "", ""),
    "release":     ("own",     "own team mate",       "own team",                    "", "", "team mate other"),
    "follow up":   ("own mine", "own mine",           "own team mine ours",          "", "", ""),
    "assign":      ("",        "own team mate free wait", "own team mine ours free wait", "", "",
                    "team mate other ours theirs free free* wait wait*"),
    "extend":      ("",        "own team mate",       "own team",                    "", "", "team mate other"),
    "to ordinary": ("",        "own team mate",       "own team",                    "", "", "team mate other"),
    "to pool":     ("",        "mine wait",           "mine ours wait",              "", "", "ours theirs wait wait*"),
    "lock":        ("own",     "own",                 "own",                         "", "", ""),
    "unlock":      ("own",     "own",                 "own team",                    "", "", ""),
    "describe":    ("own mine", "own mine",           "own team mine ours",          "", "", ""),
    "tag":         ("own mine", "own team mate mine free wait", "own team mine ours", "", "", ""),
    "certify":     ("own mine", "own mine",           "own team mine ours",          "", "", ""),
    "approve":     ("",        "",                    "own team mine ours free wait", "", "", ""),
    "reject":      ("",        "",                    "own team mine ours free wait", "", "", ""),
    "revoke":      ("",        "",                    "",
                    "team mate other ours theirs free free* wait wait*", "",
                    "team mate other ours theirs free free* wait wait*"),
}  # fmt: skip

CERTIFIED_BEFORE = {
    "approve": CertificationState.SUBMITTED,
    "reject": CertificationState.SUBMITTED,
    "revoke": CertificationState.APPROVED,
}


def promised(operation: str) -> dict[Role, set[str]]:
    return {role: set(cell.split()) for role, cell in zip(ROLES, MATRIX[operation], strict=True)}


def test_the_matrix_names_customers_that_there_are() -> None:
    named = {word for cells in MATRIX.values() for cell in cells for word in cell.split()}
    assert named <= set(WHOSE)


@pytest.mark.parametrize(("operation", "is_masked"), [("see masked", True), ("see whole", False)])
def test_each_role_sees_what_it_may_and_as_it_may(company: Company, operation: str, is_masked: bool) -> None:
    cast = Cast(company)
    assert {role: cast.seen(role, is_masked=is_masked) for role in ROLES} == promised(operation)


@pytest.mark.parametrize("operation", [operation for operation in MATRIX if not operation.startswith("see")])
def test_each_role_does_what_it_may_and_nothing_else(company: Company, operation: str) -> None:
    cast = Cast(company, is_locked=operation == "unlock", certified=CERTIFIED_BEFORE.get(operation))
    assert {role: cast.done(operation, role) for role in ROLES} == promised(operation)


DONE_BY_NOBODY_WHO_LEFT = sorted({*MATRIX} - {"see masked", "see whole", "release", "lock", "unlock"})


@pytest.mark.parametrize("operation", DONE_BY_NOBODY_WHO_LEFT)
def test_who_has_left_directs_nothing_and_claims_nothing_whatever_they_were(company: Company, operation: str) -> None:
    """What they wrote down before may still arrive, and is kept (SPEC 2.6)."""
    cast = Cast(company, has_departed=True, certified=CERTIFIED_BEFORE.get(operation))
    for role in ROLES:
        own = {"own", "mine"} if operation == "follow up" and role in OWNING else set()
        assert cast.done(operation, role) == own


def test_who_has_left_is_granted_nothing_and_sees_nothing(company: Company) -> None:
    cast = Cast(company, has_departed=True)
    for role in ROLES:
        assert company.database.read(partial(granted_scopes, person_id=cast.askers[role])) == ()
        assert cast.seen(role, is_masked=True) == cast.seen(role, is_masked=False) == set()


def test_a_manager_of_the_whole_company_sees_and_directs_every_team(company: Company) -> None:
    cast = Cast(company)
    boss = company.person("总", company.head, Role.MANAGER)
    mine = {whose: customer_id for (of, whose), customer_id in cast.customers.items() if of is Role.REP}
    reader = Reader(company.database, boss).read()
    whole = {row.id for scope in reader.rows for row in reader.of(scope, CustomerRow).values() if "*" not in row.phone}
    assert {whose for whose, customer_id in mine.items() if customer_id in whole} == set(WHOSE) - {"free", "free*"}
    commands = [cast.command("assign", customer_id) for customer_id in mine.values()]
    receipts = dict(zip(mine, company.ask(boss, *commands), strict=True))
    assert {whose: receipt.reason for whose, receipt in receipts.items()} == dict.fromkeys(WHOSE)
