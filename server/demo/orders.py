"""What the demo company's customers ordered: boards being made, on their way and signed for, with what was made up."""

from collections.abc import Iterator
from datetime import timedelta

from domain.identifiers import Instant
from domain.instants import millis
from server.demo import words
from server.demo.chance import Chance, days, drawn_id
from server.demo.life import Life
from server.orders.repository import Order, Stages
from sync.protocol.rows import OrderRow

_CHEAPEST_CENTS, _DEAREST_CENTS = 20_000, 5_000_000
_CHEAPEST_MAKEUP_CENTS, _DEAREST_MAKEUP_CENTS = 500, 80_000
_SIGNED_AFTER = timedelta(days=2)
_HAS_SUB_ORDER = 0.15
_IS_PCB = 0.7


def orders_of(life: Life, customer_name: str, dice: Chance, now: Instant) -> Iterator[Order]:
    """Every order of one customer, each followed by its sub-orders."""
    for placed in life.orders:
        is_pcb = dice.random() < _IS_PCB
        title = dice.choice(words.BOARD_TITLES if is_pcb else words.OTHER_TITLES)
        row = OrderRow(
            id=drawn_id(dice, placed.ordered_at),
            version=0,
            customer_id=life.customer.id,
            customer_name=customer_name,
            number="",
            ordered_at=millis(placed.ordered_at),
            amount_cents=dice.randint(_CHEAPEST_CENTS, _DEAREST_CENTS),
            rep_id=placed.rep_id,
            category="pcb" if is_pcb else dice.choice(words.OTHER_CATEGORIES),
            title=title.format(board=dice.choice(words.BOARDS)),
        )
        yield Order(_progressed(row, placed.ordered_at, dice, now))
        if is_pcb and dice.random() < _HAS_SUB_ORDER:
            yield Order(_sub_order(row, placed.ordered_at, dice, now))


def _sub_order(parent: OrderRow, ordered_at: Instant, dice: Chance, now: Instant) -> OrderRow:
    """补料 or 补差, told some days after the order it belongs to."""
    at = min(ordered_at + days(dice, 0.1, 4), now)
    kind = dice.choice(("material_makeup", "price_difference"))
    row = OrderRow(
        id=drawn_id(dice, at),
        version=0,
        customer_id=parent.customer_id,
        customer_name=parent.customer_name,
        number="",
        ordered_at=millis(at),
        amount_cents=dice.randint(_CHEAPEST_MAKEUP_CENTS, _DEAREST_MAKEUP_CENTS),
        rep_id=parent.rep_id,
        category=parent.category,
        title=parent.title,
        parent_id=parent.id,
        sub_kind=kind,
    )
    return _progressed(row, at, dice, now)


def _progressed(row: OrderRow, ordered_at: Instant, dice: Chance, now: Instant) -> OrderRow:
    """As far as it has come by now: made, invoiced, shipped, signed for."""
    stages, shipped_at = _stages(ordered_at, dice, now)
    reached = [(word, at) for word, at in stages if at is not None]
    signed_at = None if shipped_at is None else shipped_at + _SIGNED_AFTER
    is_signed = signed_at is not None and signed_at <= now
    is_invoiced = is_signed and dice.random() < 0.8
    carrier = dice.choice(words.CARRIERS)
    values = {name: getattr(row, name) for name in OrderRow.__struct_fields__}
    values |= {
        "number": f"SO{ordered_at:%y%m%d}{int(row.id[-8:], 16) % 100_000:05d}",
        "status": "signed" if is_signed else reached[-1][0],
        "stages": stages,
        "is_invoiced": is_invoiced,
        "invoiced_cents": row.amount_cents if is_invoiced else None,
        "invoice_number": f"{dice.randrange(10**8):08d}" if is_invoiced else "",
        "invoiced_at": None if not is_invoiced or signed_at is None else millis(signed_at),
        "is_shipped": shipped_at is not None,
        "carrier": "" if shipped_at is None else carrier,
        "tracking_number": "" if shipped_at is None else f"YT{dice.randrange(10**12):012d}",
        "shipped_at": None if shipped_at is None else millis(shipped_at),
        "signed_at": None if not is_signed or signed_at is None else millis(signed_at),
    }
    return OrderRow(**values)


def _stages(ordered_at: Instant, dice: Chance, now: Instant) -> tuple[Stages, Instant | None]:
    """Every stage with when it was reached; the last is the shipping."""
    at, stages = ordered_at, []
    shipped_at = None
    for word in words.ORDER_STAGES:
        stages.append((word, millis(at) if at <= now else None))
        shipped_at = at if at <= now else None
        at += days(dice, 0.2, 2.5)
    return tuple(stages), shipped_at
