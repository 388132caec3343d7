"""The rules of flowing in, as they stand and as they will once what is on its way is done (H 109, H 121)."""

from dataclasses import replace

import msgspec
from sqlalchemy import select

from domain.flow_in import THE_FLOW_IN, FlowIn, SaveFlowIn, flow_in_from
from domain.identifiers import Instant
from domain.verdicts import Granted
from sync.cache.files import StoreFile
from sync.cache.office import Office
from sync.cache.tables import held_row, scope
from sync.protocol.rows import FlowInRow
from sync.protocol.scopes import REFERENCE

_HELD = (
    select(held_row.c.body)
    .join(scope, scope.c.no == held_row.c.scope_no)
    .where(scope.c.name == REFERENCE, held_row.c.kind == FlowInRow.kind, held_row.c.id == THE_FLOW_IN)
)


class FlowInRules:
    """Reads only. Other rules are saved through the office."""

    def __init__(self, me: StoreFile, office: Office) -> None:
        self._me = me
        self._office = office

    def present(self) -> FlowIn | None:
        """As the server told them; the first ones, at version 0, where nobody has saved any.

        None where a newer server tells a number or a text in a way that is not known here.
        """
        with self._me.reading() as connection:
            body = connection.execute(_HELD).scalar()
        if body is None:
            return FlowIn()
        row = msgspec.json.decode(body, type=FlowInRow)
        try:
            return flow_in_from(row.version, row.settings)
        except ValueError:
            return None

    def coming(self, now: Instant) -> FlowIn | None:
        """With what the person has saved meanwhile; what would be refused as things stand changes nothing."""
        rules = self.present()
        for item in self._office.pending().get(THE_FLOW_IN, ()):
            saved = item.command
            if rules is not None and isinstance(saved, SaveFlowIn) and self._office.judge(saved, now) == Granted():
                rules = replace(saved.rules, version=rules.version + 1)
        return rules
