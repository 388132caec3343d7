"""What upstream tells, record by record. Each is read by itself: one that cannot be read spoils no other."""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from domain.identifiers import Instant
from domain.instants import instant, millis
from domain.upstream import Flaw, Telling
from sync.uscc import is_real

_EARLIEST, _LATEST = (millis(datetime(year, 1, 1, tzinfo=UTC)) for year in (1990, 2100))
_MOST_BYTES = 64 * 1024
_NEWEST = 2**62

type Key = Annotated[str, Meta(min_length=1, max_length=64)]
type Word = Annotated[str, Meta(max_length=64)]
type Line = Annotated[str, Meta(max_length=500)]
type Revision = Annotated[int, Meta(ge=0, le=_NEWEST)]
type Cents = Annotated[int, Meta(ge=-(10**15), le=10**15)]
type When = Annotated[int, Meta(ge=_EARLIEST, lt=_LATEST)] | Annotated[datetime, Meta(tz=True)]


class CustomerTold(msgspec.Struct, frozen=True, tag="customer", tag_field="kind"):
    """`id` is the shop system's own name of the account, which a customer here knows as its `external_id`."""

    id: Key
    revision: Revision
    name: Annotated[str, Meta(min_length=1, max_length=200)]
    source: Word = ""
    uscc: Word = ""
    region: Line = ""
    city: Line = ""
    industry: Line = ""
    level: Word = ""
    registered_capital: Line = ""
    founded_on: date | None = None
    address: Line = ""
    contact_name: Line = ""
    phone: Line = ""
    email: Line = ""
    wechat: Line = ""


class OrderTold(msgspec.Struct, frozen=True, tag="order", tag_field="kind"):
    """`rep` is a login; where nobody is named, whoever held the customer at `ordered_at` is the order's rep (H 110)."""

    number: Key
    revision: Revision
    customer: Key
    ordered_at: When
    amount_cents: Cents
    currency: Word = "CNY"
    rep: Word = ""
    category: Word = ""
    title: Line = ""
    parent: Word = ""
    sub_kind: Word | None = None


class Stage(msgspec.Struct, frozen=True):
    name: Annotated[str, Meta(min_length=1, max_length=64)]
    at: When | None = None


class OrderStatusTold(msgspec.Struct, frozen=True, tag="order_status", tag_field="kind"):
    """How far an order has come, whole: what a newer one leaves out is no longer so."""

    number: Key
    revision: Revision
    status: Word = ""
    stages: Annotated[tuple[Stage, ...], Meta(max_length=50)] = ()
    is_invoiced: bool | None = None
    invoiced_cents: Cents | None = None
    invoice_number: Line = ""
    invoiced_at: When | None = None
    is_shipped: bool | None = None
    carrier: Line = ""
    tracking_number: Line = ""
    shipped_at: When | None = None
    signed_at: When | None = None


class CertificationTold(msgspec.Struct, frozen=True, tag="certification", tag_field="kind"):
    """The customer certified itself; `capital` in whole units of `currency`."""

    id: Key
    revision: Revision
    customer: Key
    company_name: Annotated[str, Meta(min_length=1, max_length=200)]
    uscc: Word
    certified_at: When
    capital: Annotated[str, Meta(pattern=r"^(\d{1,15}(\.\d{1,2})?)?$")] = ""
    currency: Annotated[str, Meta(max_length=8)] = "CNY"
    founded_on: date | None = None
    address: Line = ""


class ActivityTold(msgspec.Struct, frozen=True, tag="activity", tag_field="kind"):
    """Something a customer did in the shop; `activity` is its kind, by which it is scored (H 109)."""

    id: Key
    customer: Key
    activity: Annotated[str, Meta(min_length=1, max_length=64)]
    at: When
    revision: Revision = 0


type Message = CustomerTold | OrderTold | OrderStatusTold | CertificationTold | ActivityTold

_messages: msgspec.json.Decoder[Message] = msgspec.json.Decoder(Message)
_KINDS: dict[str, type[msgspec.Struct]] = {
    "customer": CustomerTold,
    "order": OrderTold,
    "order_status": OrderStatusTold,
    "certification": CertificationTold,
    "activity": ActivityTold,
}
_IN_FIELD = re.compile(r"`\$\.?([\w.\[\]]*)[^`]*`$")
_NAMED_FIELD = re.compile(r"required field `(\w+)`")


@dataclass(frozen=True, slots=True)
class Flawed:
    """It cannot be taken: why, and which of its fields is to blame, where one is."""

    flaw: Flaw
    field: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One record. `message` is None where its kind is not known here; `body` is all of it, always the same bytes for
    the same contents."""

    id: str
    kind: str
    key: str
    telling: Telling
    body: str
    message: Message | None

    @property
    def extra(self) -> dict[str, Any]:
        """The fields that nobody knows here."""
        known = {"kind", *(() if self.message is None else self.message.__struct_fields__)}
        return {name: value for name, value in msgspec.json.decode(self.body).items() if name not in known}


def record_id(kind: str, key: str) -> str:
    """The same for the same record, whoever tells it and whenever: also the id of what is made of it here."""
    return hashlib.sha256(f"{kind}\n{key}".encode()).hexdigest()[:32]


def instant_of(when: int | datetime) -> Instant:
    """Whole milliseconds, as everything here."""
    return instant(when if isinstance(when, int) else millis(when))


def read_message(body: str) -> Message:
    """What a record says that was read before."""
    return _messages.decode(body)


def read_record(raw: bytes | msgspec.Raw) -> Told | Flawed:
    """The record, or why it is none."""
    if len(bytes(raw)) > _MOST_BYTES:
        return Flawed(Flaw.TOO_LARGE)
    try:
        plain = msgspec.json.decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return Flawed(Flaw.MALFORMED)
    if not isinstance(plain, dict) or not isinstance(plain.get("kind"), str) or not 0 < len(plain["kind"]) <= 40:
        return Flawed(Flaw.MISSING if isinstance(plain, dict) and "kind" not in plain else Flaw.MALFORMED, "kind")
    # Neither database can hold it in a text.
    nul = next((str(name) for name, value in plain.items() if "\x00" in f"{name}{value}"), None)
    if nul is not None:
        return Flawed(Flaw.MALFORMED, nul.replace("\x00", ""))
    body = msgspec.json.encode(plain, order="sorted")
    digest = hashlib.sha256(body).hexdigest()[:32]
    if plain["kind"] not in _KINDS:
        return _unknown(plain, body.decode(), digest)
    try:
        message = _messages.decode(raw)
    except (msgspec.MsgspecError, ValueError, OverflowError) as error:
        return _why(str(error))
    for name in ("ordered_at", "certified_at", "at", "invoiced_at", "shipped_at", "signed_at"):
        when = getattr(message, name, None)
        if isinstance(when, datetime) and not _EARLIEST <= millis(when) < _LATEST:
            return Flawed(Flaw.OUT_OF_RANGE, name)
    if isinstance(message, CertificationTold) and not is_real(message.uscc):
        return Flawed(Flaw.INVALID_USCC, "uscc")
    key = message.number if isinstance(message, OrderTold | OrderStatusTold) else message.id
    blank = next((name for name in _NAMED if not str(getattr(message, name, "-")).strip()), None)
    if blank is not None:
        return Flawed(Flaw.EMPTY, blank)
    kind = plain["kind"]
    return Told(record_id(kind, key), kind, key, Telling(message.revision, digest), body.decode(), message)


_NAMED = ("id", "number", "customer", "name", "company_name")


def _unknown(plain: dict[str, Any], body: str, digest: str) -> Told:
    """Kept until somebody knows the kind: by its id and revision, where it tells them as the others do."""
    key, revision = (plain.get(name) for name in ("id", "revision"))
    is_whole = type(revision) is int and 0 <= revision <= _NEWEST
    kind, key = plain["kind"], key if isinstance(key, str) and 0 < len(key) <= 64 else digest
    return Told(
        record_id(kind, key),
        kind,
        key,
        Telling(revision if is_whole and isinstance(revision, int) else 0, digest),
        body,
        None,
    )


def _why(said: str) -> Flawed:
    missing = _NAMED_FIELD.search(said)
    if missing is not None:
        return Flawed(Flaw.MISSING, missing[1])
    found = _IN_FIELD.search(said)
    field = "" if found is None else found[1]
    if "of length <=" in said:
        return Flawed(Flaw.TOO_LONG, field)
    if "of length >=" in said:
        return Flawed(Flaw.EMPTY, field)
    return Flawed(Flaw.OUT_OF_RANGE if "`int` >" in said or "`int` <" in said else Flaw.MALFORMED, field)
