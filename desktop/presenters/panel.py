"""One customer as the side panel shows it: what is urgent first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from desktop import words
from desktop.presenters.cells import (
    CLAIM_MARKS,
    claim_act,
    deadline_label,
    deal_label,
    is_cooling,
    marks,
    outflow_reason,
    rule_name,
)
from desktop.presenters.cells import (
    place as region,
)
from desktop.presenters.circle import seen_teams
from desktop.presenters.history import history_lines
from desktop.presenters.offers import acts_on
from desktop.presenters.reasons import who
from desktop.presenters.rows import asker_of
from desktop.presenters.workplace import Workplace
from desktop.screens.actions import Action
from desktop.screens.cells import Act, Label, Tone
from desktop.screens.choice import Choice
from desktop.screens.customer import Card, CustomerPanel, Draft, Entry, Fact, FollowUpLine
from domain.access import may_follow_up_for
from domain.commands import FollowUpKind
from domain.customers import Customer, PoolState
from domain.deadlines import Mover, mover, outflow
from domain.identifiers import CustomerId, PersonId
from domain.instants import instant, optional_instant
from domain.rulesets import Ruleset
from sync.cache.answers import CommandState, CustomerView, FollowUpView

FOLLOW_UPS_SHOWN = 20

_STATE_MARKS = {
    CommandState.QUEUED: ("mark-waiting", Tone.PRIMARY),
    CommandState.SENDING: ("mark-waiting", Tone.PRIMARY),
    CommandState.CHECKING: ("mark-checking", Tone.WARNING),
    CommandState.NEEDS_YOU: ("mark-parked", Tone.WARNING),
    CommandState.REFUSED: ("mark-refused", Tone.BAD),
}


def read_panel(place: Workplace, customer_id: str, shown: int = FOLLOW_UPS_SHOWN) -> CustomerPanel | None:
    """Everything the panel shows, as the cache has it now; None for a customer that it no longer holds."""
    view = place.cache.register.customer(CustomerId(customer_id), place.now())
    if view is None:
        return None
    ruleset = place.ruleset(view.row.pool_id)
    is_whole = view.is_mine or _is_of_a_team_seen(place, view)
    follow_ups = place.cache.register.follow_ups(view.row.id, limit=shown) if is_whole else []
    is_in_pool = view.row.pool_state == PoolState.UNASSIGNED
    acts = acts_on(view, asker_of(place, [view.row.id]))
    is_claimable = is_in_pool and (Action.CLAIM in acts or bool(view.marks & CLAIM_MARKS))
    return CustomerPanel(
        customer_id=view.row.id,
        name=view.row.name,
        numbers=" · ".join(_numbers(view)),
        labels=(
            *marks(view),
            deal_label(view.deal_status),
            *(Label(place.cache.tags.name_of(tag)) for tag in view.row.tags),
        ),
        card=_claim_card(place, view, is_claimable=is_claimable) if is_in_pool else _held_card(place, view, ruleset),
        entry=_entry(place, view) if _may_follow_up(place, view) else None,
        claim=claim_act(view, place.local_now()) if is_claimable else None,
        follow_ups=follow_up_lines(place, follow_ups),
        follow_up_count=view.follow_up_count if is_whole else 0,
        no_follow_ups=words.say(
            "no-follow-ups-mine" if view.is_mine else "no-follow-ups-theirs" if is_whole else "no-follow-ups-pool"
        ),
        facts=tuple(_facts(place, view, is_whole=is_whole)),
        masked_because="" if is_whole else words.say("masked-because"),
        acts=tuple(
            Act(action.value, words.say(f"act-{action.value}")) for action in acts if action is not Action.CLAIM
        ),
        history=history_lines(place, place.cache.register.history(view.row.id)),
        no_history=words.say("no-history"),
    )


def _is_of_a_team_seen(place: Workplace, view: CustomerView) -> bool:
    """Whether the row came whole, by the team of whoever holds it or in which it waits."""
    return view.row.pool_state != PoolState.UNASSIGNED and view.row.team_id in seen_teams(place.cache.directory)


def _may_follow_up(place: Workplace, view: CustomerView) -> bool:
    """Their own, and what the people hold whom they manage."""
    if view.is_mine:
        return True
    directory = place.cache.directory
    standing = directory.standing()
    owner = None if view.row.owner_id is None else directory.person(view.row.owner_id)
    if standing is None or owner is None:
        return False
    is_of_subtree = owner.team_id in standing.subtree
    return may_follow_up_for(standing.actor, _customer(view), is_of_subtree=is_of_subtree)


def follow_up_lines(place: Workplace, follow_ups: Sequence[FollowUpView]) -> tuple[FollowUpLine, ...]:
    """今天 13:40 · 电话 · 我, with what is still on its way."""
    return tuple(_line(place, each) for each in follow_ups)


def kind_word(kind: str) -> str:
    """A kind that this version does not know is shown as it came."""
    return words.say(f"follow-up-{kind}") if words.knows(f"follow-up-{kind}") else kind


def _line(place: Workplace, each: FollowUpView) -> FollowUpLine:
    author = words.say("me") if each.author_id == place.person_id else who(each.author_id, place.cache.directory)
    head = " · ".join((place.said(each.happened_at), kind_word(each.kind), author))
    if each.next_on is not None:
        today = place.local_now().date()
        head += " · " + words.say("next-on", day=words.day(each.next_on, today))
    mark = None if each.state is None else _STATE_MARKS.get(each.state)
    return FollowUpLine(each.id, head, each.text, Label(words.say(mark[0]), mark[1]) if mark else None)


def _numbers(view: CustomerView) -> Iterator[str]:
    if view.row.uscc:
        yield view.row.uscc
    if view.row.external_id:
        yield words.say("external-id", id=view.row.external_id)


def _held_card(place: Workplace, view: CustomerView, ruleset: Ruleset) -> Card:
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
    customer = replace(_customer(view), last_follow_up_at=place.now())
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


def _customer(view: CustomerView) -> Customer:
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


def _claim_card(place: Workplace, view: CustomerView, *, is_claimable: bool) -> Card:
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


def _entry(place: Workplace, view: CustomerView) -> Entry:
    draft = place.cache.drafts.load(view.row.id)
    now = place.local_now()
    kept = Draft()
    if draft is not None:
        happened = None if draft.happened_at is None else draft.happened_at.astimezone(now.tzinfo)
        kept = Draft(draft.kind, draft.text, happened, draft.next_on)
    acquired = optional_instant(view.row.acquired_at)
    return Entry(
        kinds=tuple(Choice(kind.value, kind_word(kind.value)) for kind in FollowUpKind),
        now=now,
        earliest=None if acquired is None else acquired.astimezone(now.tzinfo),
        draft=kept,
    )


def _facts(place: Workplace, view: CustomerView, *, is_whole: bool) -> Iterator[Fact]:
    row = view.row
    shown = {
        "owner": "" if view.is_mine or view.owner_id is None else who(view.owner_id, place.cache.directory),
        "contact": row.contact_name,
        "phone": row.phone,
        "wechat": row.wechat,
        "email": row.email,
        "region": region(view),
        "address": row.address,
        "industry": row.industry,
        "level": row.level,
        "source": row.source,
        "registered-capital": row.registered_capital,
        "founded-on": row.founded_on,
        "orders": str(row.order_count) if row.order_count else "",
        "last-order": "" if row.last_order_at is None else place.said(instant(row.last_order_at)),
        "note": row.note,
    }
    masked = frozenset() if is_whole else frozenset({"phone", "wechat", "email"})
    for name, value in shown.items():
        if value:
            yield Fact(words.say(f"fact-{name}"), value, is_masked=name in masked)
