"""The court's bench on this side: commands judged by the same rules as on the server, on what the cache knows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from domain.commands import Claim, Command, Release
from domain.court import Case, judge_in_turn, refuse_oversized
from domain.customers import PoolState
from domain.days import company_day, next_midnight
from domain.deals import counts_toward_cap
from domain.effects import CoolDownStarted
from domain.facts import Facts, Quota
from domain.identifiers import CustomerId, Instant, PersonId, PoolId
from domain.ownership import may_be_intended
from domain.people import Actor, Pool
from domain.reasons import Reason
from domain.rulesets import Ruleset
from domain.verdicts import Accepted, Refused, Verdict
from sync.cache.answers import Preflight, QuotaView, RefusedRow
from sync.cache.directory import Directory
from sync.cache.files import StoreFile
from sync.cache.lookup import cool_downs, customers, customers_of, judged, quota_row
from sync.cache.pending import MOVES_OWNERS, Pending, pending
from sync.cache.shapes import CUSTOMER_COLUMNS, customer_row
from sync.cache.tables import customer
from sync.protocol.rows import CustomerRow


@dataclass(frozen=True, slots=True)
class Ruling:
    """One command with its verdict. `is_asked_already`: the same act is on its way, so there is nothing to judge."""

    command: Command
    customer_name: str
    verdict: Verdict
    is_asked_already: bool = False

    def is_intent(self, *, is_online: bool) -> bool:
        """Refused as things stand, and yet kept: asked without a network, it may arrive on another day."""
        return not is_online and isinstance(self.command, Claim) and may_be_intended(self.verdict)


class Bench:
    def __init__(self, me: StoreFile, pool: StoreFile, directory: Directory, person_id: PersonId) -> None:
        self._me = me
        self._pool = pool
        self._directory = directory
        self._person_id = person_id

    def quota(self, now: Instant, pool_id: str | None = None) -> QuotaView | None:
        """The figures, by the rules of a pool (the first, where none is named); None before the first sync."""
        session = self._session(now)
        if session is None:
            return None
        ruleset = session.ruleset_of(pool_id)
        cases = self._waiting_cases(session)
        holding = session.quota.holding
        for case, verdict in zip(cases, judge_in_turn(cases, now), strict=True):
            if isinstance(case.command, Release) and isinstance(verdict, Accepted):
                holding += session.quota.after(verdict.effects).holding - session.quota.holding
        return QuotaView(
            claimed_today=session.quota.claimed_today,
            daily_limit=ruleset.daily_claim_limit,
            resets_at=next_midnight(now, ruleset.zone),
            requested=len(session.pending.claimed()),
            holding=holding,
            cap=ruleset.holding_cap,
            deals_not_counted=session.deals,
        )

    def claims(self, ids: Sequence[str], now: Instant) -> list[Claim]:
        return [Claim(CustomerId(customer_id), now) for customer_id in ids]

    def releases(self, ids: Sequence[str], note: str = "") -> list[Release]:
        """Of the ownerships that the cache knows; customers that are gone are left out."""
        with self._me.reading() as connection:
            rows = customers_of(connection, ids)
        return [
            Release(CustomerId(customer_id), rows[customer_id].ownership_version, note)
            for customer_id in ids
            if customer_id in rows
        ]

    def preflight(self, commands: Sequence[Command], now: Instant, *, is_online: bool = True) -> Preflight:
        """What would become of them, if the server knew no more than we do."""
        whole = self.oversized(commands, now)
        if whole is not None:
            return Preflight(len(commands), whole=whole)
        refused: dict[Reason, int] = {}
        rows: list[RefusedRow] = []
        would_do = would_wait = changes_nothing = 0
        cooling_until: Instant | None = None
        for ruling in self.rulings(commands, now):
            verdict = ruling.verdict
            if ruling.is_intent(is_online=is_online):
                would_wait += 1
            elif isinstance(verdict, Refused):
                refused[verdict.reason] = refused.get(verdict.reason, 0) + 1
                rows.append(RefusedRow(ruling.command.customer_id, verdict.reason, verdict.facts))
            elif ruling.is_asked_already or not verdict.effects:
                changes_nothing += 1
            else:
                would_do += 1
                ends = [effect.until for effect in verdict.effects if isinstance(effect, CoolDownStarted)]
                cooling_until = max([*ends, *([] if cooling_until is None else [cooling_until])], default=None)
        return Preflight(len(commands), would_do, would_wait, changes_nothing, refused, tuple(rows), cooling_until)

    def oversized(self, commands: Sequence[Command], now: Instant) -> Refused | None:
        return refuse_oversized(len(commands), self._directory.ruleset(None, now))

    def rulings(self, commands: Sequence[Command], now: Instant) -> list[Ruling]:
        """A verdict for each, after everything that is on its way has taken its share."""
        session = self._session(now)
        if session is None:
            return [Ruling(command, "", Refused(Reason.GONE)) for command in commands]
        ids = list(dict.fromkeys(command.customer_id for command in commands))
        found = {key: row for key, (row, _) in customers(self._me, self._pool, ids).items()}
        waiting = self._waiting_cases(session)
        fresh = [command for command in commands if not session.pending.holds(command)]
        cases = [session.case(command, found.get(command.customer_id)) for command in fresh]
        verdicts = iter(judge_in_turn([*waiting, *cases], now)[len(waiting) :])
        return [
            Ruling(command, _name(found, command), Accepted(()), is_asked_already=True)
            if session.pending.holds(command)
            else Ruling(command, _name(found, command), next(verdicts))
            for command in commands
        ]

    def _session(self, now: Instant) -> "_Session | None":
        actor = self._directory.actor()
        if actor is None:
            return None
        ruleset_of = self._directory.rules(now)
        with self._me.reading() as connection:
            quota, deals = self._base_quota(connection, ruleset_of, now)
            return _Session(
                actor,
                ruleset_of,
                self._directory.all_pools(),
                pending(connection, verbs=MOVES_OWNERS),
                cool_downs(connection),
                quota,
                deals,
            )

    def _waiting_cases(self, session: "_Session") -> list[Case]:
        """Claims and releases on their way: they take their share of limits before anything new does."""
        waiting = [one for one in session.pending.all if one.is_pending and isinstance(one.command, Claim | Release)]
        commands = [one.command for one in sorted(waiting, key=lambda one: one.no)]
        found = customers(self._me, self._pool, [command.customer_id for command in commands])
        rows = {customer_id: row for customer_id, (row, _) in found.items()}
        return [session.case(command, rows.get(command.customer_id)) for command in commands]

    def _base_quota(
        self, connection: Connection, ruleset_of: Callable[[str | None], Ruleset], now: Instant
    ) -> tuple[Quota, int]:
        """The server's figures, and how many deals are held besides; a count of another day is none."""
        kept = quota_row(connection, self._person_id)
        today = company_day(now, ruleset_of(None).zone).isoformat()
        claimed = kept.claimed if kept is not None and kept.day == today else 0
        held = select(*CUSTOMER_COLUMNS).where(
            customer.c.owner_id == self._person_id, customer.c.pool_state == PoolState.ASSIGNED.value
        )
        counted = deals = 0
        for row in map(customer_row, connection.execute(held)):
            if counts_toward_cap(judged(row), ruleset_of(row.pool_id), now):
                counted += 1
            else:
                deals += 1
        return Quota(self._person_id, claimed, counted), deals


@dataclass(frozen=True, slots=True)
class _Session:
    """Everything the court is told that is the same for all cases of one question.

    `pending` are claims and releases: follow-ups take no share of any limit, and there may be a hundred thousand.
    """

    actor: Actor
    ruleset_of: Callable[[str | None], Ruleset]
    pools: dict[PoolId, Pool]
    pending: Pending
    cool_downs: dict[str, Instant]
    quota: Quota
    deals: int

    def case(self, command: Command, row: CustomerRow | None) -> Case:
        pool_id = None if row is None or row.pool_id is None else PoolId(row.pool_id)
        facts = Facts(
            actor=self.actor,
            customer=None if row is None else judged(row),
            pool=None if pool_id is None else self.pools.get(pool_id),
            quota=self.quota,
            claimable_from=self.cool_downs.get(command.customer_id),
        )
        return Case(command, facts, self.ruleset_of(pool_id))


def _name(found: dict[str, CustomerRow], command: Command) -> str:
    row = found.get(command.customer_id)
    return "" if row is None else row.name
