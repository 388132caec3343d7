"""Failures that were met once, by name: the seed, and the steps that show it. A changed simulator draws otherwise: then
`python3 dev.py simulate --broken` finds them anew."""

KEPT: dict[str, tuple[int, frozenset[int]]] = {
    "cursor_by_sequence": (11, frozenset(range(177))),
    "receipt_in_its_own_transaction": (28, frozenset(range(122))),
    "one_fifo_outbox": (14, frozenset(range(152))),
    "overlay_dropped_at_the_reply": (8, frozenset(range(92))),
    "wall_clock": (2, frozenset(range(15))),
    "cursor_saved_before_rows": (5, frozenset(range(125))),
    "no_body_hash": (2, frozenset(range(76))),
    "salt_ignored": (25, frozenset(range(155))),
    "scope_check_skipped": (1, frozenset(range(108))),
    "retry_without_id": (2, frozenset(range(58))),
    "unseen_yes_believed": (25, frozenset(range(216))),
    "testimony_withheld": (53, frozenset(range(197))),
    "refusal_stands": (1207, frozenset({22, 40, 49, 51, 56, 60, 66, 69, 71, 72, 74, 86, 103})),
    "snapshot_not_noted": (307, frozenset(range(122))),
}
