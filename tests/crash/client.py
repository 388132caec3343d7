"""A client at work until somebody kills it: one thread asks what a rep asks, the other keeps cache and server one.

A command's id is told only after `submit` has returned, which is when a screen would say "saved".
"""

import os
import random
import sys
import threading
import traceback
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from domain.commands import AddFollowUp, Command, FollowUpKind
from domain.identifiers import CustomerId, FollowUpId
from sync.cache.answers import OutboxTab
from sync.cache.asking import Filter, InPool, Mine, Wanted
from sync.errors import SignInNeeded, Unreachable
from sync.profile import Profile, own
from sync.protocol.messages import ProblemCode
from sync.state import Contact
from tests.crash.desk import Desk
from tests.crash.telling import Stage, Teller, TellingTransport

_AMONG = 8
"""Everybody chooses among the first so many of a list: few enough to meet each other there."""


def work(folder: Path, address: str, login: str, seed: int, log: Path, _lifeline: Connection, pipe: Connection) -> None:
    """Be a client. Whatever goes wrong in it ends it, with its traceback in `log`."""
    with log.open("a") as errors:
        os.dup2(errors.fileno(), sys.stderr.fileno())
    threading.excepthook = _end
    teller = Teller(pipe.fileno())
    teller.at(Stage.STARTING)
    with own(Profile(folder, address, "", "", "")):
        desk = _opened(folder, address, login, teller)
        rep = Rep(desk, teller, random.Random(seed))
        threading.Thread(target=rep.act, daemon=True).start()
        while True:
            _round(desk, teller)


class Rep:
    """What a person does all day, a little at a time, with what the cache shows."""

    def __init__(self, desk: Desk, teller: Teller, chance: random.Random) -> None:
        self._desk = desk
        self._teller = teller
        self._chance = chance
        self._deeds = (self._follow_up, self._follow_up, self._claim, self._claim, self._release, self._withdraw)

    def act(self) -> None:
        while self._desk.cache.scopes.last_pulled_at() is None:
            _pause(0.005)
        self._teller.at(Stage.READY)
        while True:
            self._chance.choice(self._deeds)()
            _pause(self._chance.uniform(0.01, 0.12))

    def _follow_up(self) -> None:
        now, new = self._desk.clock.now(), self._desk.identity.new
        asked: list[Command] = []
        for customer_id in self._some(Wanted(Mine())):
            follow_up_id = FollowUpId(new())
            # Its own text: were it stored twice under two ids, this would tell.
            said = f"聊了打样 {follow_up_id}"
            asked.append(AddFollowUp(CustomerId(customer_id), follow_up_id, FollowUpKind.PHONE, said, now))
        self._submit(asked)

    def _claim(self) -> None:
        pool, *_ = self._desk.cache.directory.pools()
        free = self._some(Wanted(InPool(pool.id), Filter(is_claimable_now=True)))
        self._submit(self._desk.cache.bench.claims(free, self._desk.clock.now()))

    def _release(self) -> None:
        self._submit(self._desk.cache.bench.releases(self._some(Wanted(Mine()))[:1]))

    def _withdraw(self) -> None:
        groups = self._desk.cache.outbox.groups(OutboxTab.WAITING)
        unsent = [item.id for group in groups for item in group.items if item.is_withdrawable][:2]
        if unsent:
            self._teller.at(Stage.WITHDRAWING)
        self._teller.say("withdrawing", unsent)
        self._teller.say("withdrawn", self._desk.cache.outbox.withdraw(unsent))

    def _submit(self, commands: Sequence[Command]) -> None:
        self._teller.at(Stage.SUBMITTING)
        done = self._desk.cache.outbox.submit(commands, self._desk.clock.now(), is_online=True)
        self._teller.say("saved", done.accepted)
        self._teller.at(Stage.SUBMITTED)

    def _some(self, wanted: Wanted) -> list[str]:
        first = self._desk.cache.register.ids(wanted, self._desk.clock.now(), limit=_AMONG)
        return self._chance.sample(first, min(len(first), self._chance.randint(1, 3)))


def _opened(folder: Path, address: str, login: str, teller: Teller) -> Desk:
    while True:
        try:
            return Desk(
                folder,
                address,
                login,
                through=lambda transport: TellingTransport(transport, teller),
                on_stage=lambda stage: teller.at(Stage(stage)),
            )
        except Unreachable:
            _pause(0.02)
        except SignInNeeded as error:
            # Sign-ins cut short by a kill count as wrong guesses until one succeeds.
            if error.code != ProblemCode.LOCKED_OUT:
                raise
            _pause(0.2)


def _round(desk: Desk, teller: Teller) -> None:
    report = desk.engine.step()
    while not desk.engine.is_resting:
        if report.contact is Contact.GOOD and report.progress is None:
            teller.at(Stage.FINISHING)
        report = desk.engine.step()
    trouble = report.trouble
    if isinstance(trouble, SignInNeeded):
        teller.say("anew", [trouble.code])
        _sign_in_again(desk)
    elif trouble is not None and not isinstance(trouble, Unreachable):
        teller.say("odd", [f"{type(trouble).__name__}: {trouble}"])
    _pause(0.02)


def _sign_in_again(desk: Desk) -> None:
    try:
        desk.sign_in()
    except (Unreachable, SignInNeeded):
        _pause(0.2)


def _pause(seconds: float) -> None:
    threading.Event().wait(seconds)


def _end(problem: threading.ExceptHookArgs) -> None:
    """A thread that fails ends the whole client: half of one would look as if all were well."""
    traceback.print_exception(problem.exc_value)
    sys.stderr.flush()
    os._exit(1)
