"""The line on which companies are asked about, answered from a script. Mirrors `sync.transport.KnownLine`."""

from collections.abc import Callable
from typing import Any

from domain.instants import millis
from sync.protocol.known import AskKnown, Company, KnownCompany, ToldKnown
from tests.fakes.clock import ManualClock

UNKNOWN = KnownCompany("unknown")


class FakeKnownLine:
    """`answers` and `near` by the text asked about, whatever it is; `asked` lists every company asked about."""

    def __init__(self, clock: ManualClock, struck: Callable[..., Any]) -> None:
        self._clock = clock
        self._struck = struck
        self.answers: dict[str, KnownCompany] = {}
        self.near: dict[str, tuple[KnownCompany, ...]] = {}
        self.asked: list[Company] = []

    def known(self, access_token: str, request: AskKnown) -> ToldKnown:
        def done() -> ToldKnown:
            self.asked += request.companies
            texts = [each.uscc or each.phone or each.name for each in request.companies]
            answers = tuple(self.answers.get(text, UNKNOWN) for text in texts)
            near = self.near.get(texts[0], ()) if len(texts) == 1 else ()
            return ToldKnown(answers, near, millis(self._clock.now()))

        told: ToldKnown = self._struck("known", done, access_token)
        return told
