"""`serve`: the server process itself."""

import errno
import os
import socket
from pathlib import Path
from typing import Annotated

import typer

from server.cli.context import DatabaseOption, opened, told
from server.cli.ending import ExitCode, plain_endings, stop
from server.cli.words import Words
from server.settings import Settings, is_loopback


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
    attached: Annotated[
        bool, typer.Option("--attached", help="标准输入结束时停止 | end when standard input ends")
    ] = False,
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
    # Loaded here, because what serves takes longer to load than the other commands take to run.
    from server.cli.process import run_server

    with (
        opened(context, settings.database, replica=settings.replica, is_upgrading=True) as store,
        _listening(settings, words) as listener,
    ):
        sentence = words.say("serving", address=_address(settings, listener))
        run_server(settings, store, listener, sentence, is_attached=attached)


def _listening(settings: Settings, words: Words) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # The protocol is named because asyncio switches Nagle's delay off on no other sockets: 40 ms for every reply.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":
        # Elsewhere this would let two servers share the port.
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
