"""What happened at the demo company until now: who claimed whom, worked them, gave them back or lost them."""

from collections.abc import Iterator
from datetime import timedelta

from domain.commands import FollowUpKind
from domain.customers import Customer, PoolState
from domain.days import company_day, start_of_day
from domain.identifiers import CustomerId, Instant, PersonId
from domain.people import Person, Pool
from domain.rulesets import Ruleset
from server.demo import words
from server.demo.cast import Cast, Member
from server.demo.chance import Chance, days, drawn_id, moment_between
from server.demo.life import Life

_CLAIMED_TODAY = 12
_DAY = timedelta(days=1)


class Plot:
    """Tells one life after another; the same chance and the same `now` tell the same ones."""

    def __init__(self, chance: Chance, cast: Cast, pool: Pool, ruleset: Ruleset, now: Instant) -> None:
        self._chance = chance
        self._pool = pool
        self._ruleset = ruleset
        self._now = now
        self._today = start_of_day(company_day(now, ruleset.zone), ruleset.zone)
        self._importer_id: PersonId = cast.member("admin").person.id
        self._holders = [member for member in cast.members if member.share > 0]
        self._earlier = [*(member.person for member in self._holders), cast.member("li").person]

    def lives(self, count: int) -> Iterator[Life]:
        """`count` customers: first those that somebody holds, then those in the pool."""
        told = 0
        for member in self._holders:
            for life in self._held_by(member, count):
                told += 1
                yield life
        in_pool = count - told
        for number in range(in_pool):
            yield self._cooling_down() if number < in_pool // 50 else self._in_pool()

    def _held_by(self, member: Member, count: int) -> Iterator[Life]:
        number = min(member.most, round(member.share * count))
        today = min(_CLAIMED_TODAY, number // 10) if member is self._holders[0] else number // 60
        expiring = number // 20
        for index in range(number):
            if index < today:
                yield self._claimed_today(member.person)
            elif index < today + expiring and not member.person.is_key_account:
                yield self._expiring(member.person, index)
            else:
                tell = self._chance.choices((self._fresh, self._worked, self._in_deal, self._lapsed), (23, 47, 20, 10))
                yield tell[0](member.person)

    def _claimed_today(self, by: Person) -> Life:
        at = moment_between(self._chance, max(self._today, self._now - timedelta(hours=8)), self._now)
        return self._claimed(by, at)

    def _fresh(self, by: Person) -> Life:
        return self._claimed(by, self._ago(1, 13))

    def _worked(self, by: Person) -> Life:
        life = self._claimed(by, self._ago(13, 112))
        self._work(life)
        return life

    def _in_deal(self, by: Person) -> Life:
        acquired_at = self._ago(20, 200)
        life = self._claimed(by, acquired_at)
        age = (self._now - acquired_at) / _DAY
        order = acquired_at + days(self._chance, 1, min(60.0, age - 1))
        orders = []
        while order < self._now:
            orders.append(order)
            order += days(self._chance, 25, 110)
        self._work(life, orders)
        return life

    def _lapsed(self, by: Person) -> Life:
        life = self._arrived(self._ago(510, 700))
        life.order(self._ago(300, 500))
        life.be_claimed(by, self._ago(5, 100))
        self._work(life)
        return life

    def _expiring(self, by: Person, index: int) -> Life:
        """Due at one of the next three midnights, by one of three rules."""
        due = self._today + (1 + index % 3) * _DAY
        within_the_day = days(self._chance, 0, 0.95)
        match index % 4:
            case 0 | 1:
                return self._claimed(by, due - 15 * _DAY - within_the_day)
            case 2:
                last = due - 40 * _DAY - days(self._chance, 0.4, 0.95)
                life = self._claimed(by, last - days(self._chance, 10, 15))
                self._follow_up(life, last - days(self._chance, 4, 9))
                self._follow_up(life, last)
                return life
            case _:
                life = self._claimed(by, due - 120 * _DAY - within_the_day)
                self._work(life)
                return life

    def _in_pool(self) -> Life:
        if self._chance.random() < 0.35:
            life = self._arrived(self._ago(150, 400))
            self._pass_through(life, self._chance.choice(self._earlier))
        else:
            life = self._arrived(self._ago(5, 400))
        if self._chance.random() < 0.15:
            arrived = life.changes[-1].changed.at
            life.order(moment_between(self._chance, arrived, self._now))
        return life

    def _cooling_down(self) -> Life:
        """The first holder gave it back within the last 60 hours, so they may not claim it yet."""
        life = self._claimed(self._holders[0].person, self._ago(10, 14))
        self._follow_up(life, self._ago(5, 8))
        at = moment_between(self._chance, self._now - timedelta(hours=60), self._now - timedelta(hours=1))
        life.be_released(at, self._chance.choice(words.RELEASE_NOTES))
        return life

    def _claimed(self, by: Person, at: Instant) -> Life:
        had_owner = self._chance.random() < 0.2
        life = self._arrived(at - (days(self._chance, 120, 300) if had_owner else days(self._chance, 5, 200)))
        if had_owner:
            self._pass_through(life, self._chance.choice([one for one in self._earlier if one is not by]))
        life.be_claimed(by, at)
        return life

    def _arrived(self, at: Instant) -> Life:
        customer_id = CustomerId(drawn_id(self._chance, at))
        life = Life(Customer(customer_id, self._pool.id, PoolState.UNASSIGNED), self._pool, self._ruleset)
        life.arrive(at, self._importer_id)
        return life

    def _pass_through(self, life: Life, holder: Person) -> None:
        """Somebody had it for a while, at most 100 days after it arrived."""
        life.be_claimed(holder, life.changes[-1].changed.at + days(self._chance, 1, 20))
        claimed_at = life.changes[-1].changed.at
        if holder.is_key_account or self._chance.random() < 0.5:
            first = claimed_at + days(self._chance, 1, 12)
            self._follow_up(life, first)
            if holder.is_key_account or self._chance.random() < 0.6:
                life.be_released(first + days(self._chance, 1, 30), self._chance.choice(words.RELEASE_NOTES))
                return
        life.be_recycled()

    def _work(self, life: Life, orders: list[Instant] | None = None) -> None:
        """Follow-ups from its claim until now, often enough that it stays, with its orders between them."""
        at = life.changes[-1].changed.at + days(self._chance, 0.1, 12)
        moments: list[tuple[Instant, bool]] = [(order, True) for order in orders or []]
        while at < self._now:
            moments.append((at, False))
            at += days(self._chance, 8, 36)
        moments.sort()
        for moment, is_order in moments:
            if is_order:
                life.order(moment)
            else:
                self._follow_up(life, moment)

    def _follow_up(self, life: Life, at: Instant) -> None:
        chance = self._chance
        medium, template = chance.choice(words.FOLLOW_UPS)
        text = template.format(board=chance.choice(words.BOARDS), n=chance.randint(3, 40), d=chance.randint(2, 8))
        at = self._in_office_hours(at)
        next_on = company_day(at, self._ruleset.zone) + timedelta(days=chance.randint(3, 30))
        life.be_followed_up(
            drawn_id(chance, at), FollowUpKind(medium), text, at, next_on=next_on if chance.random() < 0.6 else None
        )

    def _in_office_hours(self, at: Instant) -> Instant:
        """The same moment, or a later one of the same day; it is never moved past midnight or into the future."""
        midnight = start_of_day(company_day(at, self._ruleset.zone), self._ruleset.zone)
        opening = midnight + days(self._chance, 0.36, 0.77)
        return opening if at < opening < self._now else at

    def _ago(self, least_days: float, most_days: float) -> Instant:
        return self._now - days(self._chance, least_days, most_days)
