"""Is this company known, as far as we know (H 112)? Never sure that it is not: what others hold is seen by few."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Integer, func, literal_column, select, text

from domain.access import belongs_below
from domain.commands import RegisterCustomer
from domain.company_names import core_of, name_key
from domain.customers import Customer
from domain.identifiers import CustomerId, PersonId
from domain.known import Known, Match, MatchedBy, is_worth_telling, matched
from domain.phones import digits_of
from sync.cache.directory import Directory, Standing
from sync.cache.files import StoreFile
from sync.cache.lookup import customers, judged
from sync.cache.pending import pending
from sync.cache.search_text import has_index, phrase_query
from sync.cache.tables import contact, customer
from sync.protocol.known import MOST_NEAR, Company
from sync.protocol.rows import CustomerRow
from sync.uscc import compact

_MOST_CANDIDATES = 200
_NOT_NAMED = re.compile(r"[\W_]+")
_REGISTERED = frozenset({"register_customer"})


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """A customer that seems to be the one asked about. `is_waiting`: this person has asked for it, and it is not there
    yet."""

    match: Match
    name: str
    is_waiting: bool = False


class KnownCompanies:
    """Reads only. The same questions as the server answers, on what is seen here."""

    def __init__(self, me: StoreFile, pool: StoreFile, directory: Directory, person_id: PersonId) -> None:
        self._me = me
        self._pool = pool
        self._directory = directory
        self._person_id = person_id

    def find(self, asked: Company, *, except_id: str = "") -> Acquaintance | None:
        """The surest; None where nothing like it is seen. `except_id`: whoever asks is not their own namesake."""
        standing = self._directory.standing()
        if standing is None:
            return None
        for by in MatchedBy:
            for row in self._alike(asked, by):
                if row.id != except_id:
                    return Acquaintance(self._match(standing, row, by), row.name)
        return self._on_its_way(asked, except_id)

    def near(self, name: str) -> tuple[Acquaintance, ...]:
        """Others with names like this one, the shortest first: of another legal form, without a place, by pinyin."""
        standing = self._directory.standing()
        core = core_of(name)
        if standing is None or not core:
            return ()
        rows = [row for row in self._with(core) if name_key(row.name) != name_key(name)]
        rows.sort(key=lambda row: (core not in name_key(row.name), len(row.name), row.id))
        told = (Acquaintance(self._match(standing, row, MatchedBy.NAME), row.name) for row in rows)
        return tuple([each for each in told if is_worth_telling(each.match, name, each.name)][:MOST_NEAR])

    def _match(self, standing: Standing, row: CustomerRow, by: MatchedBy) -> Match:
        known = judged(row)
        return matched(standing.actor, known, by, is_of_subtree=is_ours(known, standing, self._directory))

    def _alike(self, asked: Company, by: MatchedBy) -> Iterator[CustomerRow]:
        match by:
            case MatchedBy.USCC if code := compact(asked.uscc):
                yield from (row for row in self._with(code) if row.uscc == code)
            case MatchedBy.PHONE if digits := digits_of(asked.phone):
                yield from (row for row in self._with(digits) if digits_of(row.phone) == digits)
                yield from self._rows(self._of_contacts(digits))
            case MatchedBy.NAME if key := name_key(asked.name):
                words = _NOT_NAMED.sub(" ", unicodedata.normalize("NFKC", asked.name))
                yield from (row for row in self._with(words) if name_key(row.name) == key)
            case _:
                pass

    def _with(self, words: str) -> list[CustomerRow]:
        """Whoever has these words in name, code, phone or pinyin; of many the first ones."""
        ids: list[str] = []
        for file in (self._me, self._pool):
            with file.reading() as connection:
                found = select(customer.c.id).where(_holds(connection, words)).limit(_MOST_CANDIDATES)
                ids += connection.scalars(found)
        return self._rows(ids)

    def _of_contacts(self, digits: str) -> list[str]:
        ids: list[str] = []
        # Between its digits a number is written as anybody likes.
        pattern = f"%{'%'.join(digits)}%"
        for file in (self._me, self._pool):
            with file.reading() as connection:
                found = select(contact.c.customer_id, contact.c.phone).where(contact.c.phone.like(pattern))
                ids += [row.customer_id for row in connection.execute(found) if digits_of(row.phone) == digits]
        return ids

    def _rows(self, ids: list[str]) -> list[CustomerRow]:
        found = customers(self._me, self._pool, list(dict.fromkeys(ids)))
        return [found[each][0] for each in sorted(found)]

    def _on_its_way(self, asked: Company, except_id: str) -> Acquaintance | None:
        with self._me.reading() as connection:
            waiting = pending(connection, verbs=_REGISTERED).all
        entered = [one.command for one in waiting if one.is_pending and isinstance(one.command, RegisterCustomer)]
        for by in MatchedBy:
            for command in entered:
                if command.customer_id != except_id and _is_same(command, asked, by):
                    mine = Match(Known.MINE, by, CustomerId(command.customer_id), self._person_id, command.pool_id)
                    return Acquaintance(mine, command.name, is_waiting=True)
        return None


def is_ours(known: Customer, standing: Standing, directory: Directory) -> bool:
    """Whether it belongs at or below one's own team, as far as one knows who works where."""
    owner = None if known.owner_id is None else directory.person(known.owner_id)
    team_id = None if owner is None else owner.team_id
    return belongs_below(known, team_id, standing.subtree, standing.subtree_pools)


def _holds(connection: Connection, words: str) -> ColumnElement[bool]:
    if has_index(connection):
        found = text("SELECT rowid FROM customer_text WHERE customer_text MATCH :words").bindparams(
            words=phrase_query(words)
        )
        return customer.c.no.in_(found.columns(literal_column("rowid", Integer)))
    fields = (customer.c.name, customer.c.uscc, customer.c.search_text, customer.c.phone)
    return func.text_occurs(words, *fields, type_=Integer) == 1


def _is_same(command: RegisterCustomer, asked: Company, by: MatchedBy) -> bool:
    match by:
        case MatchedBy.USCC:
            return bool(asked.uscc.strip()) and compact(command.uscc) == compact(asked.uscc)
        case MatchedBy.PHONE:
            return bool(digits_of(asked.phone)) and digits_of(command.phone) == digits_of(asked.phone)
        case MatchedBy.NAME:
            return bool(name_key(asked.name)) and name_key(command.name) == name_key(asked.name)
