"""The serving process: application, uvicorn and a socket. Imported by `serve` alone, for it takes its time to load."""

import asyncio
import gc
import socket
import sys
from collections.abc import Callable
from contextlib import ExitStack

import typer
import uvicorn

from server.app import create_app
from server.attachments.blobs import Blobs
from server.background import start_thread
from server.database import Database
from server.feed.hints import Hints
from server.observation.log import start_logging
from server.observation.metrics import Metrics
from server.recycling.recycler import Recycler
from server.settings import Settings
from server.upkeep.tidying import DailyTidying
from server.upstream.sweeping import FlowingIn
from sync.clock import SystemClock
from sync.identity import RandomIdentity

_KEPT_OPEN_SECONDS = 75
"""Longer than a hint's wait and the pause between two rounds, so that a client seldom has to connect anew."""


def run_server(
    settings: Settings, store: Database, listener: socket.socket, sentence: str, *, is_attached: bool
) -> None:
    """Serve until asked to end, attached also until standard input ends; `sentence` tells that clients are answered."""
    start_logging()
    clock, identity = SystemClock(), RandomIdentity()
    metrics = Metrics()
    hints = Hints(store, identity.new)
    app = create_app(settings, store, clock, identity, hints, metrics)
    # What is loaded stays for good: it need not be walked through whenever a large page makes rubbish (a sixth of one).
    gc.freeze()
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        ssl_certfile=settings.certificate or None,
        ssl_keyfile=settings.key or None,
        proxy_headers=settings.is_behind_proxy,
        forwarded_allow_ips=settings.trusted_proxies,
        server_header=False,
        timeout_keep_alive=_KEPT_OPEN_SECONDS,
        timeout_graceful_shutdown=5,
    )
    server = _Announcing(config, sentence, hints.close)
    if is_attached:
        start_thread("standard-input", server.end_with_input)
    with ExitStack() as beside:
        beside.callback(hints.close)
        beside.callback(DailyTidying(store, clock, identity.new, Blobs(settings.attachment_folder)).close)
        if settings.recycle:
            tell = metrics.count_swept
            beside.callback(Recycler(store, clock, identity.new, lambda swept: tell(swept.by_rule)).close)
            beside.callback(FlowingIn(store, clock, identity.new).close)
        server.run([listener])


class _Announcing(uvicorn.Server):
    """Says where it listens once it does: whoever started it in a process of its own waits for this line.

    `let_go` answers those who wait for nothing in particular: connections are only closed once they have their reply.
    """

    def __init__(self, config: uvicorn.Config, sentence: str, let_go: Callable[[], None]) -> None:
        super().__init__(config)
        self._sentence = sentence
        self._let_go = let_go

    def end_with_input(self) -> None:
        """However our starter ends, its end of the pipe goes with it: a server must not outlive who started it."""
        while sys.stdin.buffer.read(1024):
            pass
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            typer.echo(self._sentence)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await asyncio.to_thread(self._let_go)
        await super().shutdown(sockets)
