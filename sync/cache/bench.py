"""The court's bench on this side: commands judged by the same rules as on the server, on what the cache knows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.access import may_direct
from domain.commands import AddFollowUp, Claim, Command, RegisterCustomer, Release
from domain.court import Case, refuse_oversized
from domain.days import next_midnight
from domain.effects import CoolDownStarted
from domain.identifiers import Instant, PersonId
from domain.ownership import may_be_intended
from domain.reasons import Reason
from domain.turns import judge_each, judge_in_turn
from domain.verdicts import Accepted, Refused, Verdict
from sync.cache.answers import Places, Preflight, QuotaView, RefusedRow
from sync.cache.directory import Directory
from sync.cache.drafting import Drafting
from sync.cache.files import StoreFile
from sync.cache.lookup import customers, judged
from sync.cache.sitting import Sitting, sit
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


class Bench(Drafting):
    """Drafts commands, and says what would become of them."""

    def __init__(self, me: StoreFile, pool: StoreFile, directory: Directory, person_id: PersonId) -> None:
        super().__init__(me, pool)
        self._directory = directory
        self._person_id = person_id

    def quota(self, now: Instant, pool_id: str | None = None) -> QuotaView | None:
        """The figures, by the rules of a pool (the first, where none is named); None before the first sync."""
        sitting = self._sit(now)
        if sitting is None:
            return None
        ruleset = sitting.ruleset_of(pool_id)
        cases = self._waiting_cases(sitting)
        holding = sitting.quota.holding
        for case, verdict in zip(cases, judge_in_turn(cases, now), strict=True):
            if isinstance(case.command, Release) and isinstance(verdict, Accepted):
                holding += sitting.quota.after(verdict.effects).holding - sitting.quota.holding
        return QuotaView(
            claimed_today=sitting.quota.claimed_today,
            daily_limit=ruleset.daily_claim_limit,
            resets_at=next_midnight(now, ruleset.zone),
            requested=len(sitting.pending.claimed()),
            holding=holding,
            cap=ruleset.holding_cap,
            deals_not_counted=sitting.deals,
        )

    def places(self, people: Iterable[str], now: Instant, pool_id: str | None = None) -> tuple[Places, ...]:
        """How many places each of these people has taken of how many, as far as one sees what they hold."""
        sitting = self._sit(now)
        if sitting is None:
            return ()
        cap = sitting.ruleset_of(pool_id).holding_cap
        known = [person for person_id in people if (person := self._directory.person(person_id)) is not None]
        # All are counted at once: their customers lie scattered over the whole file.
        taken = {**sitting.places(person.id for person in known), self._person_id: sitting.quota.holding}
        return tuple(Places(person.id, taken.get(person.id, 0), cap) for person in known)

    def directed(self, ids: Sequence[str], now: Instant) -> frozenset[str]:
        """Those that the person may assign, take back, extend and convert."""
        sitting = self._sit(now)
        if sitting is None:
            return frozenset()
        rows = {key: judged(row) for key, (row, _) in customers(self._me, self._pool, ids).items()}
        actor = sitting.standing.actor
        return frozenset(
            key for key, known in rows.items() if may_direct(actor, known, is_of_subtree=sitting.is_of_subtree(known))
        )

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
        sitting = self._sit(now)
        if sitting is None:
            return [Ruling(command, "", Refused(Reason.GONE)) for command in commands]
        ids = list(dict.fromkeys(command.customer_id for command in commands))
        found = {key: row for key, (row, _) in customers(self._me, self._pool, ids).items()}
        waiting = self._waiting_cases(sitting)
        fresh = [command for command in commands if not sitting.pending.holds(command)]
        cases = [sitting.case(command, found.get(command.customer_id)) for command in fresh]
        verdicts = iter(judge_in_turn([*waiting, *cases], now)[len(waiting) :])
        return [
            Ruling(command, _name(found, command), Accepted(()), is_asked_already=True)
            if sitting.pending.holds(command)
            else Ruling(command, _name(found, command), next(verdicts))
            for command in commands
        ]

    def prospects(self, commands: Sequence[Command], now: Instant) -> list[Verdict]:
        """What would become of each if it alone were asked next: to say of many things at once what may be done."""
        sitting = self._sit(now)
        if sitting is None or not commands:
            return [Refused(Reason.GONE) for _ in commands]
        found = customers(self._me, self._pool, [command.customer_id for command in commands])
        rows = {customer_id: row for customer_id, (row, _) in found.items()}
        cases = [sitting.case(command, rows.get(command.customer_id)) for command in commands]
        return judge_each(self._waiting_cases(sitting), cases, now)

    def _sit(self, now: Instant) -> Sitting | None:
        return sit(self._me, self._pool, self._directory, self._person_id, now)

    def _waiting_cases(self, sitting: Sitting) -> list[Case]:
        """Acts on their way that move owners or terms: they take their share of limits before anything new does."""
        waiting = [one for one in sitting.pending.all if one.is_pending and not isinstance(one.command, AddFollowUp)]
        commands = [one.command for one in sorted(waiting, key=lambda one: one.no)]
        found = customers(self._me, self._pool, [command.customer_id for command in commands])
        rows = {customer_id: row for customer_id, (row, _) in found.items()}
        return [sitting.case(command, rows.get(command.customer_id)) for command in commands]


def _name(found: dict[str, CustomerRow], command: Command) -> str:
    row = found.get(command.customer_id)
    if row is None:
        return command.name if isinstance(command, RegisterCustomer) else ""
    return row.name
