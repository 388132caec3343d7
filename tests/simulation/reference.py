"""What follows from the events, held against what the server did.

Believes neither side's code: it reads the commands as they were heard on the wire, the events, the follow-ups and the
customers as they are stored. Whatever no event explains is a violation.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from domain.commands import AddFollowUp, Claim, Command, ConvertToPool, RegisterCustomer
from sync.protocol.acts import Act, is_of_a_customer, is_of_the_company
from tests.simulation.papers import ON_PAPER, OnPaper, Papers, Profile, Wording, check_papers
from tests.simulation.past import Past
from tests.simulation.reckoning import Due, Kept, Rules, unborn
from tests.simulation.records import Decided, Event, Told
from tests.simulation.requests import ON_REQUEST
from tests.simulation.truth import Truth
from tests.simulation.upstream import after_flowing_in, after_registering, certified, new_profile
from tests.simulation.verbs import COMMANDS, after_closing, after_command, after_departure, after_recycling
from tests.simulation.violation import Violation

_FOLLOWED = (*ON_REQUEST, *ON_PAPER, AddFollowUp, RegisterCustomer)
"""Besides what is asked about the company."""


class Reference:
    """`explained` counts events by verb."""

    def __init__(self, truth: Truth) -> None:
        self.past = Past(truth)
        self.explained: Counter[str] = Counter()
        self._truth = truth
        self._last_event = self._last_told = self._last_decided = self._last_ordered = self._last_notice = 0
        self._decided: list[Decided] = []
        """What moves no customer by itself, and was not followed yet."""

    def adopt(self) -> None:
        """Believe what stands there: the company as it was founded, or what a backup brought back, which was held
        against all this when it was new."""
        self.past.believe()
        self._last_event = max((event.number for event in self._truth.events_after(0)), default=0)
        self._last_told = max((told.number for told in self._truth.told_after(0)), default=0)
        self._last_ordered = max((ordered.number for ordered in self._truth.ordered_after(0)), default=0)
        self._last_notice = max((number for number, *_ in self._truth.notices_after(0)), default=0)
        self._last_decided = max((decided.number for decided in self._truth.decided_after(0)), default=0)

    def follow(self) -> dict[str, tuple[Kept, Due | None]]:
        """Explain what is new; returns what stands there, which is what was to be expected."""
        past = self.past
        events, told = self._truth.events_after(self._last_event), self._truth.told_after(self._last_told)
        for event in events:
            if event.verb == "register":
                past.kept.setdefault(event.customer_id, unborn(event.customer_id))
        self._look()
        moved = {event.customer_id for event in events}
        stored = self._truth.kept()
        past.before_told = {each.customer_id: past.kept[each.customer_id] for each in told}
        for each in told:
            self._add(each, is_alone=each.customer_id not in moved)
        for event in events:
            self._explain(event)
        self._settle(lambda _decided: True)
        self._check_company()
        self._check_told(events)
        for customer_id in moved & past.before_told.keys():
            self._settle_order(customer_id, stored[customer_id][0], told)
        for key, (there, _) in stored.items():
            if past.kept.get(key) != there:
                raise Violation("I1", f"by its history {past.kept.get(key)}, and it is {there}")
        rests = self._truth.rests() if events else past.rests_until
        if past.rests_until != rests:
            different = past.rests_until.items() ^ rests.items()
            raise Violation("I4", f"cool-downs are not what followed: {sorted(different)[:4]}")
        return stored

    def _look(self) -> None:
        """What was decided about the company since, which in its turn moves what is judged after it, and what was
        ordered."""
        past = self.past
        past.papers = certified(past.papers, self._truth.papers(), past.accounts)
        for decided in self._truth.decided_after(self._last_decided):
            self._last_decided = past.decided[decided.command_id] = decided.number
            _, command = past.heard.get(decided.command_id, ("", None))
            if is_of_the_company(command) or isinstance(command, _FOLLOWED):
                self._decided.append(decided)
        for ordered in self._truth.ordered_after(self._last_ordered):
            self._last_ordered = ordered.number
            kept = past.kept[ordered.customer_id]
            newest = max(kept.last_order_at or ordered.ordered_at, ordered.ordered_at)
            past.kept[kept.id] = replace(kept, last_order_at=newest)

    def _settle(self, is_due: Callable[[Decided], bool]) -> None:
        """Follow the answers to what was asked about the company and about requests, as far as they are due."""
        past = self.past
        while self._decided and is_due(self._decided[0]):
            decided = self._decided.pop(0)
            actor, command = past.heard[decided.command_id]
            is_accepted = bool(decided.is_accepted)
            if is_of_the_company(command):
                if past.company.may(actor, command, past.kept.values(), decided.at) != is_accepted:
                    raise Violation("company", f"{command} by {actor} was told {decided}, and {past.company}")
                past.company = past.company.after(actor, command, decided.at) if is_accepted else past.company
            elif isinstance(command, ON_REQUEST):
                kept, answer = past.kept.get(command.customer_id), (is_accepted, decided.reason)
                past.requests.settle(actor, command, answer, past.rights, kept)
            elif isinstance(command, ON_PAPER):
                self._settle_paper(actor, command, decided)
            elif is_accepted:
                self._begin(actor, command)
            if is_accepted and decided.reason is None:
                self.explained[type(command).__name__] += 1

    def _settle_paper(self, actor: str, command: OnPaper, decided: Decided) -> None:
        past = self.past
        kept, tags = past.kept.get(command.customer_id), past.company.vocabulary.tags
        if past.papers.may(actor, command, past.rights, kept, tags) != bool(decided.is_accepted):
            raise Violation("papers", f"{command} by {actor} of {kept} was told {decided}")
        if decided.is_accepted:
            past.papers = past.papers.after(actor, command, past.rights)

    def _begin(self, actor: str, command: Act | None) -> None:
        """What is new: a follow-up to be said otherwise, a customer to be written on."""
        papers = self.past.papers
        match command:
            case AddFollowUp(follow_up_id=key):
                new = Wording(command.customer_id, actor, command.text, command.kind.value, 0)
                self.past.papers = replace(papers, wordings={**papers.wordings, key: papers.wordings.get(key, new)})
            case RegisterCustomer(customer_id=key):
                if any(known.name == command.name for known in papers.profiles.values()):
                    raise Violation("known", f"{command} was entered by {actor}, and it is known")
                profile = Profile(command.name, command.uscc, command.note, frozenset(), "")
                self.past.papers = replace(papers, profiles={**papers.profiles, key: profile})
            case _:
                pass

    def _check_company(self) -> None:
        past, there = self.past, self._truth.company()
        papers = self._truth.papers()
        past.papers = self._with_testimony(papers)
        check_papers(past.papers, papers)
        if past.company != there:
            raise Violation("company", f"by what was asked {past.company}, and it is {there}")
        people = past.rights.people
        for kept in past.kept.values():
            if kept.owner_id is not None and people[kept.owner_id].has_departed:
                raise Violation("company", f"{kept} is held by somebody who has left")
        if past.requests.stand != self._truth.requests():
            raise Violation("request", f"by what was asked {past.requests.stand}, and it is {self._truth.requests()}")

    def _with_testimony(self, there: Papers) -> Papers:
        """After a restore a follow-up may be taken that an old duplicate of it was refused: its receipt is no new one,
        it gives way to the better answer."""
        papers = self.past.papers
        again = {
            key: there.wordings[key]
            for key in there.wordings.keys() - papers.wordings.keys()
            if there.wordings[key].author_id in self.past.said_by.get(key, ()) and not there.wordings[key].edits
        }
        return replace(papers, wordings={**papers.wordings, **again}) if again else papers

    def _check_told(self, events: list[Event]) -> None:
        """Of each event everybody is told, once, whose customer it was or is, but for who did it; of a departure
        nobody."""
        due = {
            (event.id, person_id)
            for event in events
            for person_id in {event.from_owner_id, event.to_owner_id} - {None, event.actor_id}
            if event.verb != "depart"
        }
        notices = self._truth.notices_after(self._last_notice)
        told = [(event_id, person_id) for _, event_id, person_id in notices]
        self._last_notice = max((number for number, *_ in notices), default=self._last_notice)
        if sorted(told) != sorted(due):
            raise Violation("notice", f"told are {told}, of {events}")

    def _add(self, told: Told, *, is_alone: bool) -> None:
        """The owner's own of this ownership counts, and nobody else's. What is asked together with another act on the
        same customer is left to `_settle_order`."""
        self._last_told = told.number
        kept = self.past.kept[told.customer_id]
        is_own = told.author_id == kept.owner_id
        counts = is_own and (kept.acquired_at is None or kept.acquired_at <= told.happened_at)
        is_theirs = told.author_id in self.past.said_by.get(told.id, ())
        is_sound = is_theirs and told.happened_at <= told.received_at
        if not is_sound or (is_alone and counts != bool(told.is_counted)):
            raise Violation("explained", f"{told} of {kept}")
        if told.is_counted:
            last = max(kept.last_follow_up_at or told.happened_at, told.happened_at)
            self.past.kept[kept.id] = replace(kept, last_follow_up_at=last)

    def _settle_order(self, customer_id: str, stored: Kept, told: list[Told]) -> None:
        """In one push a follow-up may stand before or behind a change of owner: only the push knows."""
        kept = self.past.kept[customer_id]
        said = {
            each.happened_at
            for each in told
            if each.customer_id == customer_id and each.is_counted and each.author_id == kept.owner_id
        }
        if stored.last_follow_up_at in said:
            self.past.kept[customer_id] = replace(kept, last_follow_up_at=stored.last_follow_up_at)

    def _explain(self, event: Event) -> None:
        past = self.past
        self._last_event, past.latest_at = event.number, max(past.latest_at, event.at)
        self._settle(lambda decided: self._comes_before(decided, event))
        before = past.kept[event.customer_id]
        if event.from_owner_id != before.owner_id:
            raise Violation("I1", f"{event} does not follow from {before}")
        if event.verb == "recycle":
            after = after_recycling(past, event, before)
        elif event.verb == "register" and event.command_id is None:
            after = after_registering(past, event, before, past.accounts)
            profile = past.papers.profiles.get(before.id, new_profile(past.accounts[before.id]))
            past.papers = replace(past.papers, profiles={**past.papers.profiles, before.id: profile})
            self._check_rules(event, after.pool_id)
        elif event.verb == "flow_in":
            after = after_flowing_in(past, event, before, self._truth.did())
            self._check_rules(event, after.pool_id)
        elif event.verb == "depart":
            after = after_departure(past, event, before)
            self._check_rules(event, before.pool_id)
        elif event.command_id is None:
            after = after_closing(past, event, before)
            self._check_rules(event, after.pool_id or before.pool_id)
        else:
            actor, command = self._asked(event, before)
            pool_id = command.pool_id if isinstance(command, ConvertToPool | RegisterCustomer) else before.pool_id
            rules = self._check_rules(event, pool_id)
            after = after_command(past, event, before, actor, command, rules)
        if event.to_owner_id != after.owner_id:
            raise Violation("explained", f"{event} ends with {after}")
        past.kept[before.id] = after
        is_from_above = before.owner_id is not None and event.actor_id not in {None, before.owner_id}
        self.explained[f"{event.verb} by another" if is_from_above else event.verb] += 1

    def _comes_before(self, decided: Decided, event: Event) -> bool:
        """Whether it was decided before the event happened: in one push either may come first."""
        if event.verb != "depart":
            return decided.number < self.past.decided.get(event.command_id or "", decided.number + 1)
        people = self.past.rights.people
        return not people[event.from_owner_id or ""].has_departed

    def _check_rules(self, event: Event, pool_id: str | None) -> Rules:
        rules = self.past.in_force(pool_id, event.at)
        if event.ruleset_version != rules.version:
            raise Violation("explained", f"{event} was judged by other rules than {rules}")
        return rules

    def _asked(self, event: Event, before: Kept) -> tuple[str, Command]:
        """The command that it names: asked by whom it names, of the ownership that it found."""
        found = self.past.heard.get(event.command_id or "")
        if found is None or event.rule is not None:
            raise Violation("explained", f"nobody asked {event}")
        actor, command = found
        if not is_of_a_customer(command):
            raise Violation("explained", f"{event} is not what was asked: {found}")
        asked = type(command), actor, command.customer_id
        if asked != (COMMANDS.get(event.verb), event.actor_id, event.customer_id):
            raise Violation("explained", f"{event} is not what was asked: {found}")
        is_of_any = isinstance(command, Claim | RegisterCustomer)
        seen = before.ownership_version if is_of_any else getattr(command, "ownership_version", None)
        if seen != before.ownership_version:
            raise Violation("explained", f"{event} was asked of another ownership than {before}")
        return actor, command
