"""People at the demo company's customers (H 121), and who registered at the shop but shows no demand yet (H 109)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

from pypinyin import lazy_pinyin
from sqlalchemy import Connection

from domain.customers import PoolState
from domain.days import company_day
from domain.effects import Verb
from domain.flow_in import DORMANT_SOURCES
from domain.identifiers import CustomerId, Instant, PoolId
from domain.instants import millis
from domain.rulesets import Ruleset
from server.contacts.repository import store_contacts
from server.customers.ownerships import OwnershipEvent, insert_ownership_events
from server.customers.repository import insert_customers
from server.demo import words
from server.demo.chance import Chance, days, drawn_id, moment_between
from server.demo.companies import Companies
from server.demo.life import Life
from server.feed.log import Entry
from server.flow_in.repository import ActivityRow, put_activities
from server.search_text import search_text
from sync.protocol.rows import ContactRow, CustomerRow

_REGISTERED_WITHIN = timedelta(days=60)
_ONE_IN = 100
_LOGINS = 3


def contacts_for(
    connection: Connection, lives: Sequence[Life], dice: Chance, scopes: Mapping[str, Collection[str]]
) -> list[Entry]:
    """One to three people at every customer that somebody holds. Returns what the feed is to tell."""
    people = [
        _contact(life.customer.id, dice, life.changes[-1].changed.at)
        for life in lives
        if life.owner is not None
        for _ in range(dice.randint(1, 3))
    ]
    return store_contacts(connection, people, [], scopes)


def put_to_sleep(
    connection: Connection, number: int, pool_id: PoolId, rules: Ruleset, dice: Chance, now: Instant
) -> list[Entry]:
    """One registration for every hundred customers, with too little activity to flow in: they are in nobody's list, so
    the feed is told nothing."""
    companies = Companies(dice, company_day(now, rules.zone))
    rows: list[CustomerRow] = []
    events: list[OwnershipEvent] = []
    did: list[ActivityRow] = []
    for _ in range(number // _ONE_IN):
        at, drawn = moment_between(dice, now - _REGISTERED_WITHIN, now - timedelta(days=1)), companies.draw()
        customer_id = CustomerId(drawn_id(dice, at))
        rows.append(
            CustomerRow(
                id=customer_id,
                version=1,
                name=drawn.name,
                uscc=drawn.uscc,
                external_id=f"HQS{dice.randrange(10**7):07d}",
                source=dice.choice(sorted(DORMANT_SOURCES)),
                region=drawn.region,
                city=drawn.city,
                contact_name=drawn.contact_name,
                phone=drawn.phone,
                search_text=search_text(drawn.name, drawn.phone),
                pool_id=pool_id,
                pool_state=PoolState.DORMANT.value,
                ownership_version=1,
                pooled_at=millis(at),
                outflow_reason=Verb.REGISTER.value,
            )
        )
        event_id = drawn_id(dice, at)
        event = OwnershipEvent(
            event_id, customer_id, Verb.REGISTER, None, None, None, at, ruleset_version=rules.version
        )
        events.append(event)
        seen = (moment_between(dice, at, now) for _ in range(dice.randint(1, _LOGINS)))
        did += [ActivityRow(drawn_id(dice, moment), customer_id, "login", moment) for moment in seen]
    entries = insert_customers(connection, rows)
    entries += insert_ownership_events(connection, events, {})
    put_activities(connection, did)
    return entries


def _contact(customer_id: CustomerId, dice: Chance, since: Instant) -> ContactRow:
    name = dice.choice(words.SURNAMES) + dice.choice(words.GIVEN)
    phone = f"154{dice.randrange(10**8):08d}"
    return ContactRow(
        id=drawn_id(dice, since + days(dice, 0, 0.2)),
        version=0,
        customer_id=customer_id,
        name=name,
        position=dice.choice(words.POSITIONS),
        phone=phone,
        email=f"{''.join(lazy_pinyin(name))}@{phone[-5:]}.example" if dice.random() < 0.5 else "",
        wechat="".join(lazy_pinyin(name)) + phone[-4:] if dice.random() < 0.6 else "",
    )
