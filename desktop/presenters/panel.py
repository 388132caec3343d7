"""One customer as the panel shows it: what is urgent first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from desktop import words
from desktop.links import link_to
from desktop.presenters.attached import file_lines
from desktop.presenters.cells import CLAIM_MARKS, claim_act, deal_label, marks
from desktop.presenters.certification_words import standing_label
from desktop.presenters.circle import seen_teams
from desktop.presenters.customer_card import claim_card, customer_of, held_card
from desktop.presenters.customer_profile import profile
from desktop.presenters.history import history_lines
from desktop.presenters.offers import acts_on
from desktop.presenters.rows import asker_of
from desktop.presenters.timeline import follow_up_lines, kind_word, state_mark
from desktop.presenters.workplace import Workplace
from desktop.screens.actions import Action
from desktop.screens.cells import Act, Label
from desktop.screens.choice import Choice
from desktop.screens.customer import ContactLine, CustomerPanel, Draft, Entry, FileLine, Note
from domain.access import may_describe, may_follow_up_for, may_tag
from domain.commands import FollowUpKind
from domain.customers import PoolState
from domain.follow_ups import MOST_ATTACHMENTS
from domain.identifiers import CustomerId, PoolId
from domain.instants import optional_instant
from sync.cache.answers import ContactView, CustomerView

FOLLOW_UPS_SHOWN = 20


def read_panel(place: Workplace, customer_id: str, shown: int = FOLLOW_UPS_SHOWN) -> CustomerPanel | None:
    """Everything the panel shows, as the cache has it now; None for a customer that it no longer holds."""
    view = place.cache.register.customer(CustomerId(customer_id), place.now())
    if view is None:
        return None
    ruleset = place.ruleset(view.row.pool_id)
    is_whole = view.is_mine or _is_of_a_team_seen(place, view)
    follow_ups = place.cache.register.follow_ups(view.row.id, limit=shown) if is_whole else []
    contacts = place.cache.contacts.of(view.row.id) if is_whole else []
    is_in_pool = view.row.pool_state == PoolState.UNASSIGNED
    acts = acts_on(view, asker_of(place, [view.row.id]))
    is_claimable = is_in_pool and (Action.CLAIM in acts or bool(view.marks & CLAIM_MARKS))
    rights = _rights(place, view)
    names = place.cache.tags.name_of
    return CustomerPanel(
        customer_id=view.row.id,
        link=link_to(view.row.id),
        name=view.row.name,
        numbers=" · ".join(_numbers(view)),
        labels=tuple(_labels(place, view)),
        card=claim_card(place, view, is_claimable=is_claimable) if is_in_pool else held_card(place, view, ruleset),
        entry=_entry(place, view, contacts) if rights.follow_up else None,
        claim=claim_act(view, place.local_now()) if is_claimable else None,
        follow_ups=follow_up_lines(place, follow_ups),
        follow_up_count=view.follow_up_count if is_whole else 0,
        no_follow_ups=words.say(
            "no-follow-ups-mine" if view.is_mine else "no-follow-ups-theirs" if is_whole else "no-follow-ups-pool"
        ),
        facts=tuple(profile(place, view, is_whole=is_whole)),
        masked_because="" if is_whole else words.say("masked-because"),
        acts=tuple(
            Act(action.value, words.say(f"act-{action.value}")) for action in acts if action is not Action.CLAIM
        ),
        history=history_lines(place, place.cache.register.history(view.row.id)),
        no_history=words.say("no-history"),
        contacts=tuple(map(_contact, contacts)),
        no_contacts=words.say(
            "no-contacts-masked" if not is_whole else "no-contacts-mine" if rights.describe else "no-contacts"
        ),
        note=Note(view.row.note, state_mark(place.cache.register.note_on_its_way(view.row.id))),
        tags=tuple(Choice(tag, names(tag)) for tag in view.row.tags),
        may_describe=rights.describe,
        may_tag=rights.tag,
        kept="" if rights.follow_up else _typed_before(place, view.row.id),
    )


@dataclass(frozen=True, slots=True)
class _Rights:
    """What the person may write of this customer, and what of it lets the screen ask."""

    follow_up: bool
    describe: bool
    tag: bool


def _rights(place: Workplace, view: CustomerView) -> _Rights:
    """Their own, what the people hold whom they manage, and tags besides of what lies in a pool of theirs."""
    directory = place.cache.directory
    standing = directory.standing()
    if standing is None:
        return _Rights(view.is_mine, describe=False, tag=False)
    owner = None if view.row.owner_id is None else directory.person(view.row.owner_id)
    is_of_subtree = owner is not None and owner.team_id in standing.subtree
    pool_id = None if view.row.pool_id is None else PoolId(view.row.pool_id)
    customer, actor = replace(customer_of(view), pool_id=pool_id), standing.actor
    return _Rights(
        view.is_mine or may_follow_up_for(actor, customer, is_of_subtree=is_of_subtree),
        may_describe(actor, customer, is_of_subtree=is_of_subtree),
        may_tag(actor, customer, is_of_subtree=is_of_subtree),
    )


def _is_of_a_team_seen(place: Workplace, view: CustomerView) -> bool:
    """Whether the row came whole, by the team of whoever holds it or in which it waits."""
    return view.row.pool_state != PoolState.UNASSIGNED and view.row.team_id in seen_teams(place.cache.directory)


def _labels(place: Workplace, view: CustomerView) -> Iterator[Label]:
    yield from marks(view)
    if (standing := standing_label(view.row)) is not None:
        yield standing
    yield deal_label(view.deal_status)
    for tag in view.row.tags:
        yield Label(place.cache.tags.name_of(tag))


def _numbers(view: CustomerView) -> Iterator[str]:
    if view.row.uscc:
        yield view.row.uscc
    if view.row.external_id:
        yield words.say("external-id", id=view.row.external_id)


def _entry(place: Workplace, view: CustomerView, contacts: Sequence[ContactView]) -> Entry:
    draft = place.cache.drafts.load(view.row.id)
    now = place.local_now()
    kept = Draft()
    files: tuple[FileLine, ...] = ()
    if draft is not None:
        happened = None if draft.happened_at is None else draft.happened_at.astimezone(now.tzinfo)
        kept = Draft(draft.kind, draft.text, happened, draft.next_on, draft.contact, draft.attachments)
        files = file_lines(place, draft.attachments)
    acquired = optional_instant(view.row.acquired_at)
    names = [view.row.contact_name, *(contact.row.name for contact in contacts)]
    return Entry(
        kinds=tuple(Choice(kind.value, kind_word(kind.value)) for kind in FollowUpKind),
        now=now,
        earliest=None if acquired is None else acquired.astimezone(now.tzinfo),
        draft=kept,
        contacts=tuple(dict.fromkeys(filter(None, names))),
        files=files,
        most_files=MOST_ATTACHMENTS,
    )


def _typed_before(place: Workplace, customer_id: str) -> str:
    """What was being written when the customer was lost: it can still be copied."""
    draft = place.cache.drafts.load(customer_id)
    return "" if draft is None else draft.text


def _contact(view: ContactView) -> ContactLine:
    row = view.row
    label = state_mark(view.state)
    return ContactLine(row.id, row.name, row.position, row.phone, row.email, row.wechat, row.note, label)
