"""The shop system's words as people say them; one that this version does not know is shown as it came (H 109)."""

from __future__ import annotations

from desktop import words
from desktop.screens.cells import Cell, Label, Ruled, Text, Tone
from sync.protocol.rows import OrderRow

_TONES = {
    "cancelled": Tone.BAD,
    "completed": Tone.GOOD,
    "signed": Tone.GOOD,
    "shipped": Tone.GOOD,
    "unpaid": Tone.WARNING,
}


def state_label(word: str) -> Label:
    """Of a status, or of a stage of production."""
    return Label(_said("order-state", word), _TONES.get(word, Tone.PRIMARY if word else Tone.NEUTRAL))


def category_word(word: str) -> str:
    return _said("order-category", word)


def sub_kind_label(order: OrderRow) -> Label | None:
    """补料, 补差; None for an order that is no sub-order."""
    if order.sub_kind is None and order.parent_id is None:
        return None
    return Label(_said("order-sub", order.sub_kind) if order.sub_kind else words.say("order-sub"), Tone.WARNING)


def status_word(word: str) -> str:
    return _said("order-state", word)


def amount(order: OrderRow) -> str:
    return words.money(order.amount_cents, order.currency)


def furthest(order: OrderRow) -> int:
    """The place of the last stage that was reached; -1 for none."""
    return max((place for place, (_, at) in enumerate(order.stages) if at is not None), default=-1)


def stage_cell(order: OrderRow) -> Cell:
    """工程处理 3 / 6: how far production is."""
    if not order.stages:
        return Text("–", is_quiet=True)
    place = furthest(order)
    if place < 0:
        return Label(words.say("order-not-begun"))
    is_over = place == len(order.stages) - 1
    label = Label(status_word(order.stages[place][0]), Tone.GOOD if is_over else Tone.PRIMARY)
    return Ruled(label, words.say("order-how-far", reached=place + 1, of=len(order.stages)))


def yes_or_no(is_so: bool | None, what: str) -> Label:
    """已开票, 未开票; 未告知 where the shop system has not said."""
    said = {None: "unknown", True: "yes", False: "no"}[is_so]
    return Label(words.say(f"order-{what}-{said}"), Tone.GOOD if is_so else Tone.NEUTRAL)


def _said(family: str, word: str) -> str:
    key = f"{family}-{word.strip().lower().replace('_', '-')}"
    return words.say(key) if word and words.knows(key) else word
