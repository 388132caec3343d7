"""`serve`: the server process itself."""

import errno
import socket
from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from server.app import create_app
from server.cli.context import DatabaseOption, opened, told
from server.cli.ending import ExitCode, plain_endings, stop
from server.cli.words import Words
from server.observation.log import start_logging
from server.settings import Settings, is_loopback
from sync.clock import SystemClock
from sync.identity import RandomIdentity


def serve(
    context: typer.Context,
    host: Annotated[str | None, typer.Option(help="监听地址 | the address to listen on")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="端口，0 为任选 | 0 chooses a free one")] = None,
    database: DatabaseOption = None,
    certificate: Annotated[Path | None, typer.Option(help="PEM 证书链 | certificate chain")] = None,
    key: Annotated[Path | None, typer.Option(help="PEM 私钥 | private key")] = None,
    behind_proxy: Annotated[
        bool | None, typer.Option("--behind-proxy", help="前面的代理负责 https | a proxy in front speaks https")
    ] = None,
) -> None:
    words = told(context).words
    with plain_endings(words):
        settings = told(context).settings(
            host=host,
            port=port,
            database=database,
            certificate=None if certificate is None else str(certificate),
            key=None if key is None else str(key),
            is_behind_proxy=behind_proxy,
        )
    if not settings.speaks_tls and not settings.is_behind_proxy and not is_loopback(settings.host):
        stop(words.say("http_needs_loopback", host=settings.host), ExitCode.BAD_SETTING)
    with opened(context, settings.database, is_upgrading=True) as store, _listening(settings, words) as listener:
        start_logging()
        app = create_app(settings, store, SystemClock(), RandomIdentity())
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            ssl_certfile=settings.certificate or None,
            ssl_keyfile=settings.key or None,
            proxy_headers=settings.is_behind_proxy,
            forwarded_allow_ips=settings.trusted_proxies,
            server_header=False,
            timeout_graceful_shutdown=5,
        )
        _Announcing(config, words.say("serving", address=_address(settings, listener))).run([listener])


class _Announcing(uvicorn.Server):
    """Says where it listens once it does: whoever started it in a process of its own waits for this line."""

    def __init__(self, config: uvicorn.Config, sentence: str) -> None:
        super().__init__(config)
        self._sentence = sentence

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            typer.echo(self._sentence)


def _listening(settings: Settings, words: Words) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            stop(words.say("port_taken", port=settings.port), ExitCode.BAD_SETTING)
        stop(words.say("bad_setting", name="host", value=settings.host), ExitCode.BAD_SETTING)
    return listener


def _address(settings: Settings, listener: socket.socket) -> str:
    port = listener.getsockname()[1]
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"{'https' if settings.speaks_tls else 'http'}://{host}:{port}"
