"""The card at the head of a customer: when it flows out and what moves that, or whether it can be claimed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from desktop import words
from desktop.presenters.cells import deadline_label, is_cooling, marks, outflow_reason, rule_name
from desktop.presenters.reasons import who
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Tone
from desktop.screens.customer import Card
from domain.customers import Customer, PoolState
from domain.deadlines import Mover, mover, outflow
from domain.identifiers import CustomerId, PersonId
from domain.instants import instant, optional_instant
from domain.rulesets import Ruleset
from sync.cache.answers import CustomerView


def held_card(place: Workplace, view: CustomerView, ruleset: Ruleset) -> Card:
    """The deadline; before others' the one who holds it."""
    card = _deadline_card(place, view, ruleset)
    if view.is_mine:
        return card
    if view.owner_id is None:
        key = f"pool-state-{view.row.pool_state}"
        team = None if view.row.team_id is None else place.cache.directory.team(view.row.team_id)
        waits = words.say("waits-in-team", team=team.name) if team is not None else words.say("nobody-held")
        return Card(words.say(key) if words.knows(key) else view.row.pool_state, waits, Tone.WARNING)
    held = words.say("held-by", name=who(view.owner_id, place.cache.directory))
    return replace(card, text=f"{held}{card.text}")


def _deadline_card(place: Workplace, view: CustomerView, ruleset: Ruleset) -> Card:
    now = place.local_now()
    if view.exemption is not None:
        name = view.exemption.value.replace("_", "-")
        return Card(words.say("stays"), words.say(f"exempt-because-{name}"), Tone.PRIMARY)
    if view.outflow is None:
        return Card(words.say("no-deadline"), words.say("no-deadline-text"))
    label = deadline_label(view, ruleset, now)
    title = words.say("deadline-title", left=label.text, when=words.moment(view.outflow.at, now))
    rule = words.say("deadline-rule", rule=rule_name(view.outflow.rule, ruleset, in_full=True))
    return Card(title, f"{rule}{_what_moves_it(place, view, ruleset)}", label.tone)


def _what_moves_it(place: Workplace, view: CustomerView, ruleset: Ruleset) -> str:
    """What would put it off, and for a follow-up until when, by the court's own arithmetic."""
    if view.outflow is None:
        return ""
    what = mover(view.outflow.rule, ruleset)
    if what is not Mover.FOLLOW_UP:
        return words.say(f"deadline-moved-by-{what.value}")
    customer = replace(customer_of(view), last_follow_up_at=place.now())
    then = outflow(customer, ruleset, is_owner_key_account=False)
    if then is None or then.at <= view.outflow.at:
        # Followed up today already, or another rule is due as soon.
        return words.say(f"deadline-moved-by-{(what if then is None else mover(then.rule, ruleset)).value}")
    local = place.local_now()
    # People say the last whole day, not the midnight that ends it.
    last = (then.at - timedelta(milliseconds=1)).astimezone(local.tzinfo).date()
    # Only the holder's own follow-up moves it.
    moves = "deadline-moves" if view.is_mine else "deadline-moves-by-holder"
    return words.say(moves, day=words.day(last, local.date()))


def customer_of(view: CustomerView) -> Customer:
    row = view.row
    return Customer(
        id=CustomerId(row.id),
        pool_id=None,
        state=PoolState.ASSIGNED,
        owner_id=None if row.owner_id is None else PersonId(row.owner_id),
        acquired_at=optional_instant(row.acquired_at),
        ownership_version=row.ownership_version,
        last_order_at=optional_instant(row.last_order_at),
        last_follow_up_at=view.last_follow_up_at,
        is_locked=row.is_locked,
        extended_until=optional_instant(row.extended_until),
    )


def claim_card(place: Workplace, view: CustomerView, *, is_claimable: bool) -> Card:
    now = place.local_now()
    reason = outflow_reason(view.row.outflow_reason)
    text = words.say("claim-card-reason", reason=reason) if reason else ""
    if view.row.pooled_at is not None:
        since = words.day(instant(view.row.pooled_at).astimezone(now.tzinfo).date(), now.date())
        text = words.say("list-separator").join(filter(None, (words.say("claim-card-since", day=since), text)))
    if marks(view):
        return Card(marks(view)[0].text, words.say("claim-card-not-yours"), Tone.PRIMARY)
    if not is_claimable:
        return Card(words.say("only-to-look"), text)
    if is_cooling(view, now) and view.claimable_from is not None:
        title = words.say("claim-card-cooling", when=words.moment(view.claimable_from, now))
        return Card(title, words.say("claim-card-cooling-text"), Tone.WARNING)
    return Card(words.say("claim-card-title"), text, Tone.GOOD)
