"""Connections: through whom, how long to wait, and the sockets in use, so that they can be shut under a waiter."""

import ipaddress
import socket
import ssl
import weakref
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from sync.http_transport.paced_reply import PacedReply
from sync.patience import Patience

type Sockets = weakref.WeakSet[socket.socket]


class InsecureServer(ValueError):
    """An address to which no password may be sent: plain HTTP to another machine, or no address at all."""


def session(
    agent: str, patience: Patience, sockets: Sockets, context: ssl.SSLContext, proxy: str | None, *, is_loopback: bool
) -> requests.Session:
    """Connections that note their sockets in `sockets`. `proxy`: None as the system says, empty for none."""
    made = requests.Session()
    made.headers.update(
        {"User-Agent": agent, "Accept": "application/json", "Accept-Encoding": "zstd", "Cache-Control": "no-store"}
    )
    made.mount("https://", _Adapter(sockets, patience, context))
    made.mount("http://", _Adapter(sockets, patience, None))
    # Else a password that stands in a .netrc file for this host would take the place of our token.
    made.auth = _as_it_is
    if is_loopback:
        made.trust_env = False  # no proxy between two programs of one machine
    elif proxy is not None:
        made.trust_env = False
        made.proxies = {"https": proxy} if proxy else {}
    return made


def shut(sockets: Sockets) -> None:
    """End now what waits on one of them, in whatever thread."""
    for each in list(sockets):
        try:
            # Not the wrapper's own method: TLS would first say goodbye, and wait.
            socket.socket.shutdown(each, socket.SHUT_RDWR)
        except OSError:
            continue


def checked(server_url: str) -> str:
    address = urlsplit(server_url.strip().rstrip("/"))
    if address.scheme not in {"http", "https"} or not address.hostname:
        raise InsecureServer(server_url)
    if address.scheme == "http" and not is_loopback(address.hostname):
        raise InsecureServer(server_url)
    return address.geturl()


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class _Adapter(HTTPAdapter):
    """Knows the sockets in use, so that they can be shut, and whom to trust."""

    def __init__(self, sockets: Sockets, patience: Patience, trust: ssl.SSLContext | None) -> None:
        self._pools = _pools(sockets, patience)
        self._trust = trust
        super().__init__(pool_maxsize=4, max_retries=0)

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        if self._trust is not None:
            options["ssl_context"] = self._trust
        super().init_poolmanager(*arguments, **options)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """The context alone decides: the library would have the authorities of its own list trusted as well."""
        conn.cert_reqs = "CERT_REQUIRED"

    def build_connection_pool_key_attributes(self, request: Any, verify: Any, cert: Any = None) -> Any:
        """Whatever a variable of the environment names to be trusted is passed over."""
        return super().build_connection_pool_key_attributes(request, True, None)

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
        if self._trust is not None:
            options["ssl_context"] = self._trust
        manager = super().proxy_manager_for(proxy, **options)
        manager.pool_classes_by_scheme = self._pools
        return manager


def _pools(sockets: Sockets, patience: Patience) -> dict[str, type[HTTPConnectionPool]]:
    class Reply(PacedReply):
        pass

    Reply.patience = patience

    class Plain(HTTPConnection):
        response_class = Reply

        def connect(self) -> None:
            super().connect()
            sockets.add(self.sock)

        def send(self, data: Any) -> None:
            _allow(self.sock, data, patience)
            super().send(data)

    class Secured(HTTPSConnection):
        response_class = Reply

        def connect(self) -> None:
            super().connect()
            sockets.add(self.sock)

        def send(self, data: Any) -> None:
            _allow(self.sock, data, patience)
            super().send(data)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecuredPool(HTTPSConnectionPool):
        ConnectionCls = Secured

    return {"http": PlainPool, "https": SecuredPool}


def _allow(sock: socket.socket | None, data: Any, patience: Patience) -> None:
    """Sending ends with the socket's timeout, which would be that of connecting: too short for a large push."""
    if sock is not None:
        sock.settimeout(patience.seconds_for(len(data)))


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request
