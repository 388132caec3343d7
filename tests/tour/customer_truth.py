"""What the third part did, read from the server's tables past every screen."""

from collections import Counter

from sqlalchemy import Connection, Row, select

from domain.customers import Standing
from domain.effects import Verb
from domain.records import CertificationState, Origin
from server.certifications.tables import certification
from server.contacts.tables import contact
from server.customers.tables import customer, ownership_event
from server.database import open_database
from server.demo.companies import Company
from server.orders.tables import customer_order
from server.organisation.tables import person
from tests.tour.album import Album
from tests.tour.knowing import BUYER, ENGINEER
from tests.tour.ordering import CHENS, DIFFERENCE, MAKEUP, NUMBER

LIN, CHEN = "林晓", "陈晨"


def check_customers(database_url: str, entered: Company, sleeper: Company, other: Company, album: Album) -> None:
    """
    Raises:
        Mishap: the tables say otherwise than the screens.
    """
    store = open_database(database_url)
    try:
        store.read(lambda connection: _check(connection, entered, sleeper, other, album))
    finally:
        store.close()


def _check(connection: Connection, entered: Company, sleeper: Company, other: Company, album: Album) -> None:
    people: dict[str | None, str] = {row.id: row.name for row in connection.execute(select(person))}
    found = {each.name: _customers(connection, each) for each in (entered, sleeper, other)}
    (new,), (woken,) = found[entered.name], found[sleeper.name]
    album.check("whose phone was in conflict became no customer", found[other.name] == [])
    album.check("the entered and the sleeper are Lin's", {people[new.owner_id], people[woken.owner_id]} == {LIN})
    album.check("the entered got its account", bool(new.external_id) and new.uscc == entered.uscc)
    album.check("the customer's own certification stands", new.certification == Standing.CUSTOMER)
    papers = connection.execute(select(certification).where(certification.c.customer_id == new.id)).all()
    states = Counter((row.origin, row.state) for row in papers)
    expected = {
        (Origin.PROFILE, CertificationState.REVOKED): 1,
        (Origin.PROFILE, CertificationState.SUPERSEDED): 1,
        (Origin.CUSTOMER, CertificationState.APPROVED): 1,
    }
    album.check("each certification ended as it had to", states == expected)
    names = {row.name for row in connection.execute(select(contact).where(contact.c.customer_id == new.id))}
    album.check("both contacts are there", names == {BUYER, ENGINEER})
    told = {row.number: row for row in connection.execute(select(customer_order))}
    subs = {told[MAKEUP].parent_id, told[DIFFERENCE].parent_id}
    album.check("sub-orders know their order", subs == {told[NUMBER].id})
    chens = connection.execute(select(customer).where(customer.c.id == told[CHENS].customer_id)).one()
    owners = people[told[CHENS].rep_id], people[chens.owner_id]
    album.check("the order stayed Chen's while its customer became Lin's", owners == (CHEN, LIN))
    verbs = select(ownership_event.c.verb, ownership_event.c.at).where(ownership_event.c.customer_id == woken.id)
    passed = [row.verb for row in sorted(connection.execute(verbs), key=lambda row: row.at)]
    album.check(
        "the sleeper was registered, flowed in and was claimed", passed == [Verb.REGISTER, Verb.FLOW_IN, Verb.CLAIM]
    )


def _customers(connection: Connection, company: Company) -> list[Row[tuple[object, ...]]]:
    return list(connection.execute(select(customer).where(customer.c.name == company.name)).all())
